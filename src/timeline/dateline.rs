//! The dateline before a report, as clauses see it: `ROMA, 12 aprile 2024 – …`, `ROMA – …`. It says
//! where and when the report was written, and is no part of what is told. The date that it gives the
//! article is read by `corpus`.

use super::clause::{SPACE, Sentence, Token};
use super::language::Class;
use crate::corpus::Article;
use crate::dates::DateMention;
use crate::text::TextRange;
use crate::text::language::{self, DatedLine, Words};
use crate::text::segment::words;

/// Words of a dateline.
const WORDS: usize = 12;
/// Words in capitals of a place that stands without a date.
const PLACES: usize = 3;
/// Letters of a word in small letters inside the name of a place: `Rio de Janeiro`.
const JOINING: usize = 3;

/// Bytes of a line that says when the text came out or was changed.
const STATED: usize = 160;

/// Whether a block says only when the text itself came out or was changed, and no more of what is told:
/// `Aggiornato il 28 luglio 2025, ore 17.40`.
pub(super) fn is_of_the_text(article: &Article, block: TextRange, dates: &[DateMention]) -> bool {
    let text = block.of(&article.text);
    let dated = |word: &TextRange| {
        let place = TextRange::new(block.start + word.start, block.start + word.end);
        dates.iter().any(|mention| mention.range.overlaps(place))
    };
    let words = || words(text).filter(|word| !dated(word));
    // Such a line may be in another language than the text.
    let is = |word: TextRange, list: fn(&DatedLine) -> &Words| {
        let word = word.of(text).to_lowercase();
        (language::all().iter()).any(|known| list(&known.dated_line).has(&word))
    };
    let publishes = |word: TextRange| is(word, |line| &line.publishing);
    let beside = |word: TextRange| {
        let named = |c: char| c.is_uppercase() || c.is_ascii_digit();
        // `l’11 aprile`
        let elided = word.len() == 1;
        let named = word.of(text).starts_with(named);
        named || elided || publishes(word) || is(word, |line| &line.beside)
    };
    block.len() <= STATED && words().any(publishes) && words().all(beside)
}

impl Sentence<'_> {
    /// How many words of the sentence are its dateline: a place and its date before a dash, or a place in
    /// capitals; 0 where it has none.
    pub(super) fn dateline(&self) -> usize {
        let dash = |at: &usize| {
            let gap = self.gap(*at);
            gap != SPACE && (gap.contains(['–', '—']) || gap.contains(" - "))
        };
        let Some(end) = (1..=WORDS.min(self.tokens.len())).find(dash) else {
            return 0;
        };
        let words = self.tokens.get(..end).unwrap_or_default();
        let date = words.iter().position(|token| token.date.is_some());
        let place = |(at, token): (usize, &Token)| {
            let joins = at > 0 && token.range.end - token.range.start <= JOINING;
            token.date.is_some() || self.is_capital(at) || joins
        };
        // `Nel 2019 – e di nuovo nel 2021 –`: no place, and nothing between it and the date.
        let leads = Class::PREPOSITION.or(Class::ARTICLE).or(Class::CONNECTIVE);
        let opens = words.first().is_some_and(|token| !token.is(leads));
        let parted = date.is_some_and(|date| date > 0 && self.gap(date).contains([',', '(']));
        let last = words.iter().rposition(|token| token.date.is_some());
        let closes = last.is_some_and(|last| (last + 1..end).all(|at| self.is_bracketed_word(at)));
        let named = opens && parted && closes && words.iter().enumerate().all(place);
        // `ROMA – Il consiglio …`, `OSLO (AFP) – …`: no date, but nothing else stands so.
        let loud = |at: usize| {
            let text = words
                .get(at)
                .map_or("", |token| token.range.of(&self.article.text));
            text.chars().count() > 2 && text.chars().all(char::is_uppercase)
        };
        let places = (0..end)
            .take_while(|&at| loud(at) && !self.is_bracketed_word(at))
            .count();
        // `INPS – L’istituto ha pagato …`: that is who acts.
        let acts = |at: usize| {
            let within = self.tokens.get(at).map(|token| token.range);
            self.mentions.iter().any(|mention| {
                let id = &*mention.actor.0;
                within.is_some_and(|within| mention.range.overlaps(within))
                    && (id.starts_with("organisation:") || id.starts_with("person:"))
            })
        };
        let loud = date.is_none()
            && !(0..places).any(acts)
            && (1..=PLACES).contains(&places)
            && (places..end).all(|at| self.is_bracketed_word(at))
            // `NATO – l’alleanza – ha deciso`
            && !(end + 1..self.tokens.len()).any(|at| dash(&at));
        if named || loud { end } else { 0 }
    }

    /// Whether a word stands in brackets by itself: `(AFP)`.
    fn is_bracketed_word(&self, at: usize) -> bool {
        self.gap(at).ends_with('(') && self.gap(at + 1).trim_start().starts_with(')')
    }

    /// Whether a date is that of the dateline only, and what the sentence tells has one of its own.
    pub(super) fn is_of_dateline(&self, date: usize) -> bool {
        let end = self.dateline();
        let of = |token: &&Token| token.date == Some(date);
        let own = || {
            self.tokens
                .iter()
                .skip(end)
                .any(|token| token.date.is_some())
        };
        self.tokens.iter().take(end).any(|token| of(&token)) && own()
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::{Block, BlockKind, seeds};
    use crate::edtf::Edtf;
    use crate::text::TextRange;
    use crate::text::language::Language;
    use crate::timeline::report::reports;

    /// What is told, each with its date.
    fn told(text: &str) -> Vec<(String, String)> {
        let mut article = seeds::articles().swap_remove(0);
        article.head.date = Edtf::ymd(2024, 4, 12);
        article.head.lang = Language::detect(text);
        article.text = text.to_owned();
        article.blocks = vec![Block {
            range: TextRange::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        article.spans.clear();
        article.body = 0;
        let dates = crate::dates::find(&article);
        let told = reports(&article, &[], &dates).into_iter();
        told.map(|report| (report.date.to_string(), report.title.to_string()))
            .collect()
    }

    #[test]
    fn a_line_about_the_text_tells_nothing() {
        assert_eq!(told("Aggiornato l’11 aprile 2024, ore 17.40"), []);
        assert_eq!(told("Last updated on 11 April 2024 at 17.40 GMT"), []);
        assert_eq!(
            told("Il bando è stato pubblicato l’11 aprile 2024.").len(),
            1
        );
    }

    #[test]
    fn a_dateline_is_no_part_of_what_is_told() {
        for (text, date, title) in [
            (
                "GENOVA, 9 aprile 2024 – La nave è salpata per Tunisi con trenta persone.",
                "2024-04-09",
                "La nave è salpata per Tunisi con trenta persone",
            ),
            (
                "Port Sudan, Sudan, April 12, 2024 – Hundreds of people fled the camp on Thursday.",
                "2024-04-11",
                "Hundreds of people fled the camp on Thursday",
            ),
            (
                "TRESANTA – Due mesi dopo la frana il comune ha riaperto ieri la strada.",
                "2024-04-11",
                "Due mesi dopo la frana il comune ha riaperto ieri la strada",
            ),
            (
                "TRESANTA (AFP) – The town reopened the road on Thursday.",
                "2024-04-11",
                "The town reopened the road on Thursday",
            ),
            // Nor does what the rains of a summer did begin with half a word.
            (
                "Last summer’s rains nearly overwhelmed the dam at Roseires.",
                "2023-22",
                "Last summer’s rains nearly overwhelmed the dam at Roseires",
            ),
        ] {
            assert_eq!(told(text), [(date.to_owned(), title.to_owned())], "{text}");
        }
        // What only begins like one keeps its words.
        let found =
            told("Ad Anna Neri, 3 marzo 2024 – con un anno di ritardo – fu dato il premio.");
        let titles: Vec<&str> = found.iter().map(|(_, title)| &**title).collect();
        assert!(
            titles.iter().all(|title| !title.starts_with("Con")),
            "{titles:?}"
        );
    }
}
