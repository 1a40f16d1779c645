//! The embedded articles, which the program opens when it is given nothing: the files of `seeds/`,
//! read as any other file.

use std::ffi::OsStr;
use std::path::Path;

use jiff::civil::Date;

use super::assemble::{self, Place};
use super::{Article, ArticleId, LoadError, Origin, format};
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
    // No day that they tell is still to come.
    embedded(name, contents.as_bytes(), Date::MAX)
}

/// The first article of an embedded file of this name, read on the day `today`.
///
/// # Errors
///
/// Those of its format; [`LoadError::Empty`] where it has no article.
pub(super) fn embedded(name: &str, bytes: &[u8], today: Date) -> Result<Article, LoadError> {
    let path = format!("seeds/{name}");
    let file = Path::new(name);
    let ending = file.extension().and_then(OsStr::to_str);
    let draft = (format::of(ending, bytes)?.parse)(bytes)?
        .into_iter()
        .next()
        .ok_or(LoadError::Empty)?;
    let place = Place {
        id: ArticleId::of(Path::new(&path), 0),
        origin: Origin::Embedded(name.to_owned()),
        stem: file.file_stem().and_then(OsStr::to_str),
        path,
        today,
    };
    assemble::article(draft, place, &|_| false).map(|(article, _)| article)
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
