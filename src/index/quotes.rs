//! The words of reports, read from their articles when somebody wants to see them.

use std::collections::HashMap;
use std::sync::Arc;

use super::library::Library;
use crate::corpus::{Article, ArticleId, Head};
use crate::timeline::{Quote, Report};

/// Articles that are opened for them.
const MOST_OPENED: usize = 200;

/// The words of each report, with the head of its article; `None` where the article cannot be read
/// any more or is another one, and beyond the first hundreds of articles.
#[must_use]
pub fn quotes(library: &Library, reports: &[(Arc<Report>, Arc<Head>)]) -> Vec<Option<Quote>> {
    let mut opened: HashMap<ArticleId, Option<Arc<Article>>> = HashMap::new();
    (reports.iter())
        .map(|(report, head)| {
            if !opened.contains_key(&head.id) && opened.len() >= MOST_OPENED {
                return None;
            }
            let article = opened
                .entry(head.id)
                .or_insert_with(|| library.text(head).ok());
            report.quote(&article.as_ref()?.text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::{load, seeds};
    use crate::index::annotate;

    #[test]
    fn the_words_are_those_of_the_text_as_long_as_it_is_the_same() {
        let dictionary = Arc::new(Dictionary::with_user(&[]).0);
        let library = Library::new(dictionary, load::MAX_BYTES, 1 << 20);
        let mut told = Vec::new();
        let mut texts = Vec::new();
        for article in seeds::articles() {
            let annotated = annotate::annotate(article, &library.dictionary(), library.today()).0;
            let head = Arc::new(annotated.article.head.clone());
            for report in annotate::findings(&annotated).reports {
                texts.push(annotated.article.text.clone());
                told.push((Arc::new(report), Arc::clone(&head)));
            }
        }
        let found = quotes(&library, &told);
        assert!(found.len() > 20);
        for ((found, (report, _)), text) in found.iter().zip(&told).zip(&texts) {
            let quote = found.as_ref().unwrap();
            let sentence: Vec<&str> = report.sentence.of(text).split_whitespace().collect();
            assert_eq!(quote.sentence, sentence.join(" "));
            assert!(quote.sentence.contains(&quote.dated) && !quote.dated.is_empty());
        }
        let (report, head) = &told[0];
        let elsewhere = Report {
            mark: report.mark ^ 1,
            ..Report::clone(report)
        };
        assert_eq!(
            quotes(&library, &[(Arc::new(elsewhere), Arc::clone(head))]),
            [None]
        );
    }
}
