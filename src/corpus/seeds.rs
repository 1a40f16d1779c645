//! The embedded articles, which the program opens when it is given nothing: the files of `seeds/`,
//! read as any other file.

use super::{Article, LoadError, load};
use crate::embedded;

/// The embedded articles, by the name of their files.
#[must_use]
pub fn articles() -> Vec<Article> {
    embedded::SEEDS
        .iter()
        .filter_map(|(name, _)| article(name).ok())
        .collect()
}

/// One embedded article, by the name of its file.
///
/// # Errors
///
/// [`LoadError::Missing`] where no file has this name.
pub fn article(name: &str) -> Result<Article, LoadError> {
    let (name, contents) = embedded::SEEDS
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or(LoadError::Missing)?;
    load::embedded(name, contents.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{BlockKind, DateSource, Statement};

    #[test]
    fn every_embedded_article_is_complete() {
        let articles = articles();
        assert_eq!(articles.len(), embedded::SEEDS.len());
        for article in articles {
            let head = &article.head;
            assert_eq!(head.title_source, Statement::FrontMatter, "{}", head.path);
            assert_eq!(
                head.date_source,
                DateSource::Stated(Statement::FrontMatter),
                "{}",
                head.path
            );
            assert!(
                head.source.is_some() && head.author.is_some(),
                "{}",
                head.path
            );
            assert_eq!(head.lang.code(), "it");
            assert_eq!(
                (article.removed.len(), article.problems.len(), head.signs),
                (0, 0, 0),
                "{}",
                head.path
            );
            assert!(
                (450..=1000).contains(&head.words),
                "{} words in {}",
                head.words,
                head.path
            );
            assert_eq!(article.blocks.first().unwrap().kind, BlockKind::Title);
        }
    }
}
