//! Of whom a clause tells that has no subject of its own: what stands before an insertion, before
//! `che …`, or before a verb that goes on after `e`; and what was said, where `ha detto Rossi` ends a
//! sentence. Which date a clause is of is for `claim`, how it is written for `title`.

use super::clause::{Sentence, Token};
use super::language::Class;
use super::title::TITLE;
use crate::actors::{How, Mention};
use crate::text::TextRange;
use crate::text::grapheme;

/// Pieces between a subject and its verb.
const INSERTED: usize = 3;
/// Words of a subject that stands by itself.
const SUBJECT: usize = 12;
/// Words before a clause among which that is looked for of which it tells.
const ANTECEDENT: usize = 18;
/// Words before a name among which the article of its title stands: `il ministro degli Esteri`.
const TITLED: usize = 3;
/// Words of a name between commas that a title keeps: `il presidente, Paolo Emilio Bertani, ha …`.
const NAME: usize = 4;
/// Words after an auxiliary among which its subject may begin: `è stata chiusa la scuola`.
const PARTICIPLES: usize = 3;
/// Words that say who said it, and where.
const SPEAKER: usize = 14;

impl Sentence<'_> {
    /// The piece with the subject of a clause that begins with its verb, where what stands between
    /// the two tells of the subject: `La Corea, colpita dalle sanzioni nel 2017, ha lanciato …`,
    /// `Rossi, medico, sindaco dal 2021, ha firmato …`, `Il ponte (costruito nel 1999) è crollato`.
    pub(super) fn subject_before(&self, home: usize) -> Option<usize> {
        let language = self.language?;
        let opening = self.piece_tokens(home);
        if self.is_bracketed(home) {
            // `(costruito nel 1999)`
            let tells = opening.first()?.verb;
            let subject = home.checked_sub(1)?;
            return (tells.tells && !tells.finite && self.is_subject_alone(subject))
                .then_some(subject);
        }
        let verb = opening.iter().position(|token| token.verb.finite)?;
        let leads = |token: &Token| {
            token.date.is_some()
                || token.is(Class::PREPOSITION)
                || token.range.of(&self.article.text).chars().count() < 3
        };
        let relative = self.begins(home, Class::RELATIVE);
        if relative || !opening.iter().take(verb).all(leads) {
            return None;
        }
        let at = |piece: usize| self.pieces.get(piece).map(|piece| piece.first);
        let after_comma = |piece| at(piece).is_some_and(|at| self.gap(at).contains(", "));
        if self.is_after_brackets(home) {
            let subject = (0..home).rfind(|&piece| !self.is_bracketed(piece))?;
            return self.is_subject_alone(subject).then_some(subject);
        }
        if !after_comma(home) {
            return None;
        }
        let group = self.group(home);
        let before = (0..home).rev().take(INSERTED + 1);
        let mut before = before.take_while(|&piece| self.group(piece) == group);
        before.find(|&piece| {
            let inserted = (piece + 1..home).all(|inserted| {
                let tokens = self.piece_tokens(inserted);
                let opens = tokens.iter().take(2).any(|token| token.verb.tells);
                let relative = self.begins(inserted, Class::RELATIVE);
                let finite = tokens.iter().any(|token| token.verb.finite);
                // Where participles are no finite verbs, these are of another clause, or say who said it.
                let says = tokens.iter().any(|token| token.is(Class::SAYING));
                let opens = opens && (says || !language.leaves_out_subjects);
                // `a militia led by …`: a participle with what goes with it.
                let told = tokens.iter().position(|token| token.verb.finite);
                let led = told.and_then(|told| tokens.get(told + 1));
                let apposed = !language.leaves_out_subjects
                    && self.begins(inserted, Class::ARTICLE.or(Class::INDEFINITE))
                    && led.is_some_and(|next| next.is(Class::PREPOSITION));
                let opens = opens || apposed;
                (after_comma(inserted) || self.begins(inserted, Class::COORDINATOR))
                    && !self.begins(inserted, Class::ADVERBIAL)
                    && (!finite || relative || opens)
            });
            inserted && piece + 1 < home && self.is_subject_alone(piece)
        })
    }

    /// Whether brackets, and nothing else, stand between a piece and the one before them.
    fn is_after_brackets(&self, piece: usize) -> bool {
        let before = piece.checked_sub(1);
        before.is_some_and(|before| self.is_bracketed(before))
            && (self.pieces.get(piece))
                .is_some_and(|piece| !piece.bracketed && self.gap(piece.first).trim() == ")")
    }

    pub(super) fn is_bracketed(&self, piece: usize) -> bool {
        self.pieces.get(piece).is_some_and(|piece| piece.bracketed)
    }

    /// Whether a piece is a name or a noun with its article, that nothing is told of yet.
    fn is_subject_alone(&self, piece: usize) -> bool {
        if self.language.is_none() {
            return false;
        }
        let tokens = self.piece_tokens(piece);
        let Some(first) = tokens.first() else {
            return false;
        };
        let named = || {
            let capital = first
                .range
                .of(&self.article.text)
                .starts_with(char::is_uppercase);
            let whole = (self.mentions.iter()).any(|m| m.range.start == first.range.start);
            whole || (capital && tokens.len() < 3)
        };
        let leads = first.is(Class::PREPOSITION.or(Class::CONNECTIVE))
            || first.is(Class::PRONOUN.or(Class::RELATIVE));
        let opens = first.is(Class::ARTICLE) || (!leads && named());
        let bare = (tokens.iter()).all(|token| !token.verb.finite && token.date.is_none());
        opens && bare && tokens.len() <= SUBJECT
    }

    /// Where that begins of which a clause tells that has no subject of its own: the words before
    /// `che …`, `which …` and `, colpite da …`, from their article on. `None` of other clauses.
    pub(super) fn antecedent(&self, piece: usize) -> Option<usize> {
        self.language?;
        let at = self.pieces.get(piece)?.first;
        let opening = self.tokens.get(at)?;
        let gap = self.gap(at);
        let apposed = gap.contains(", ") && opening.verb.tells && !opening.verb.finite;
        if !apposed && !opening.is(Class::RELATIVE) {
            return None;
        }
        let group = self.group(piece);
        let first = (self.pieces.iter())
            .find(|piece| Some(piece.group) == group)?
            .first;
        let first = first.max(at.saturating_sub(ANTECEDENT));
        let is_article = |token: &Token| token.is(Class::ARTICLE);
        let leads = |token: &Token| {
            token.is(Class::PREPOSITION) && !token.is(Class::OF) && !is_article(token)
        };
        let last = |token: &Token| {
            let letter = token.range.of(&self.article.text).chars().last();
            letter.map(|letter| letter.to_ascii_lowercase())
        };
        // `nomina commissario Luca Neri, che …`: a name is the whole of it, where no article leads to it.
        if let Some(name) = self.name_before(at).filter(|_| !apposed) {
            let led = name.saturating_sub(TITLED)..name;
            let leads_to = |at: usize| self.tokens.get(at).is_some_and(is_article);
            if name >= first && !led.clone().any(leads_to) {
                return self.tokens.get(name).map(|token| token.range.start);
            }
        }
        let mut furthest = None;
        for start in (first..at).rev() {
            let token = self.tokens.get(start)?;
            let parted = start + 1 < at && self.gap(start + 1).contains([',', ';']);
            if parted || self.is_predicate(start) || token.date.is_some() {
                break;
            }
            let begins = is_article(token)
                || start.checked_sub(1).is_none_or(|before| {
                    let of = |before: &Token| apposed && before.is(Class::OF);
                    let opens = |before: &Token| leads(before) || of(before);
                    self.tokens.get(before).is_some_and(opens) || self.is_predicate(before)
                });
            if !begins || leads(token) {
                continue;
            }
            // A participle agrees with what it tells of: `il trattato con la Corea, firmato …`.
            let noun = self.tokens.get(start + usize::from(is_article(token)))?;
            if !apposed || last(noun) == last(opening) {
                return Some(token.range.start);
            }
            furthest = Some(token.range.start);
        }
        furthest
    }

    /// The first token of the name that ends right before a token.
    fn name_before(&self, at: usize) -> Option<usize> {
        let last = self.tokens.get(at.checked_sub(1)?)?.range;
        let ends = |mention: &&Mention| mention.how == How::Name && mention.range.end == last.end;
        let name = self
            .mentions
            .iter()
            .filter(ends)
            .map(|m| m.range.start)
            .min()?;
        Some(
            self.tokens
                .partition_point(|token| token.range.start < name),
        )
    }

    /// Whether a token is a verb that a subject has, or the participle that goes with one.
    fn is_predicate(&self, at: usize) -> bool {
        let finite = |at: usize| self.tokens.get(at).is_some_and(|token| token.verb.finite);
        let tells = (self.tokens.get(at)).is_some_and(|token| token.verb.tells);
        finite(at) || (tells && at.checked_sub(1).is_some_and(finite))
    }

    /// The subject of a clause that goes on with what the one before tells of: `… vinse nel 2019 e perse
    /// nel 2021`, `calved in 1986 and sat …`.
    pub(super) fn subject_shared(&self, home: usize) -> Option<TextRange> {
        let language = self.language?;
        let tokens = self.piece_tokens(home);
        let at = self.pieces.get(home)?.first;
        let opening = tokens.first()?;
        let gap = self.without_acronym(at, self.gap(at));
        if !opening.is(Class::COORDINATOR) || gap.contains([';', ':', '–', '—', '(', ')']) {
            return None;
        }
        let verb = tokens.iter().position(|token| token.verb.finite)?;
        let leads = |at: usize, token: &Token| {
            token.date.is_some()
                || token.is(Class::PREPOSITION.or(Class::COMMON).or(Class::CONNECTIVE))
                || (self.word(token).chars().count() < 4 && !self.is_capital(at))
        };
        if !(1..verb).all(|nth| tokens.get(nth).is_some_and(|token| leads(at + nth, token))) {
            return None;
        }
        // `e nel 2021 è arrivata la sentenza`, `e nel 1939 scoppiò la guerra`: the subject comes after.
        if language.leaves_out_subjects {
            let first = tokens.get(verb)?;
            let has = !first.is(Class::BEING) && (verb == 1 || first.is(Class::ANAPHOR));
            let article = Class::ARTICLE.or(Class::INDEFINITE);
            let mut told = (tokens.iter().skip(verb + 1).take(PARTICIPLES)).take_while(|token| {
                token.date.is_none() && (token.is(article) || !token.is(Class::PREPOSITION))
            });
            if !has && told.any(|token| token.is(article) || self.starts_mention(token)) {
                return None;
            }
        }
        let commas = self.gap(at).contains(',');
        let before = (0..home).rev().find(|&piece| {
            let finite = self.piece_tokens(piece).iter().any(|t| t.verb.finite);
            finite && !(commas && self.begins(piece, Class::RELATIVE))
        })?;
        if self.group(before) != self.group(home) || self.begins(before, Class::ADVERBIAL) {
            return None;
        }
        self.subject_of(before)
    }

    /// The words that are the subject of the first verb of a piece.
    fn subject_of(&self, piece: usize) -> Option<TextRange> {
        let first = self.pieces.get(piece)?.first;
        if self.begins(piece, Class::RELATIVE) {
            let start = self.antecedent(piece)?;
            let end = self.tokens.get(first.checked_sub(1)?)?.range.end;
            return (start < end).then(|| TextRange::new(start, end));
        }
        if let Some(subject) = self.subject_before(piece) {
            return Some(self.span(subject, subject));
        }
        if let Some(shared) = self.subject_shared(piece) {
            return Some(shared);
        }
        // `The firm, founded in 1990 and sold in 2005`
        let opens = self
            .tokens
            .get(first)
            .is_some_and(|token| token.verb.finite);
        if opens && self.gap(first).trim() == "," {
            let subject = piece.checked_sub(1)?;
            return (self.is_subject_alone(subject)).then(|| self.span(subject, subject));
        }
        let start = self.title_start(piece, piece);
        let tokens = self.piece_tokens(piece);
        let from = tokens.partition_point(|token| token.range.start < start);
        let verb = tokens.iter().position(|token| token.verb.finite)?;
        // What someone says is of others.
        if tokens.iter().any(|token| token.is(Class::SAYING)) {
            return None;
        }
        let relative = tokens.iter().position(|token| token.is(Class::RELATIVE));
        let mut end = relative.map_or(verb, |relative| relative.min(verb));
        while let Some(last) = end.checked_sub(1).and_then(|last| tokens.get(last)) {
            let passing = (Class::PREPOSITION.or(Class::CONNECTIVE)).or(Class::PRONOUN);
            let short = self.word(last).chars().count() < 4;
            let goes = last.is(passing) || short;
            if end <= from || !(last.date.is_some() || (goes && !self.is_capital(first + end - 1)))
            {
                break;
            }
            end -= 1;
        }
        let words = tokens.get(from..end).filter(|words| !words.is_empty())?;
        let opening = words.first()?;
        let opens = self.starts_mention(opening)
            || opening.is(Class::ARTICLE.or(Class::INDEFINITE))
            || !opening.is(Class::PREPOSITION
                .or(Class::COORDINATOR)
                .or(Class::ADVERBIAL));
        let bare = words
            .iter()
            .all(|token| token.date.is_none() && !token.verb.finite);
        (opens && bare && words.len() <= SUBJECT).then(|| {
            TextRange::new(
                opening.range.start,
                words.last().map_or(start, |t| t.range.end),
            )
        })
    }

    /// Whether what is inserted between a subject and the piece `home` is a name that a title keeps.
    pub(super) fn is_name_inserted(&self, subject: usize, home: usize) -> bool {
        let mut inserted = (subject + 1..home).flat_map(|piece| self.piece_tokens(piece));
        let words = (subject + 1..home).map(|piece| self.piece_tokens(piece).len());
        let kept = self.span(subject, home.saturating_sub(1));
        words.sum::<usize>() <= NAME
            && inserted.all(|token| token.date.is_none() && !token.verb.tells)
            && grapheme::width(kept.of(&self.article.text)) < TITLE * 3 / 4
    }

    /// The name before what is inserted before a relative clause: `Anna Neri, medico di Bari, che ieri
    /// ha …`.
    pub(super) fn name_before_apposition(&self, piece: usize) -> Option<TextRange> {
        let before = piece.checked_sub(1)?;
        let name = before.checked_sub(1)?;
        let inserted = self.piece_tokens(before);
        let bare = inserted
            .iter()
            .all(|token| token.date.is_none() && !token.verb.finite);
        let first = |piece: usize| self.pieces.get(piece).map(|piece| piece.first);
        let commas = [before, piece].map(first);
        let commas = commas
            .iter()
            .all(|at| at.is_some_and(|at| self.gap(at).trim() == ","));
        if !self.begins(piece, Class::RELATIVE) || !bare || !commas {
            return None;
        }
        let end = self.piece_tokens(name).last()?.range.end;
        let known = (self.mentions.iter()).find(|mention| mention.range.end == end);
        if let Some(known) = known {
            return Some(known.range);
        }
        let (from, to) = (first(name)?, first(before)?);
        let capitals = (from..to)
            .rev()
            .take_while(|&at| self.is_capital(at) && (at + 1 == to || self.gap(at + 1) == " "));
        let start = capitals.last().filter(|&start| start + 1 < to)?;
        Some(TextRange::new(self.tokens.get(start)?.range.start, end))
    }

    /// Whether a relative clause tells what its antecedent did, so that it may be told without its first
    /// word: `che lunedì ha incontrato …`.
    pub(super) fn is_of_its_subject(&self, piece: usize) -> bool {
        let tokens = self.piece_tokens(piece);
        let verb = tokens.iter().position(|token| token.verb.finite);
        verb.is_some_and(|verb| {
            let mut leads = tokens.iter().take(verb).skip(1);
            leads.all(|token| token.date.is_some() || token.is(Class::PREPOSITION))
        })
    }

    /// The last piece of what was said, where a short clause after it says who said it and carries
    /// the date: `Il ponte è chiuso, ha detto lunedì il sindaco`.
    pub(super) fn said_before(&self, home: usize) -> Option<usize> {
        let language = self.language?;
        let last = home.checked_sub(1)?;
        let at = self.pieces.get(home)?.first;
        let tokens = self.piece_tokens(home);
        let says = tokens.iter().position(|token| token.is(Class::SAYING))?;
        let before = says.checked_sub(1).and_then(|before| tokens.get(before));
        let passive = before.is_some_and(|token| token.is(Class::BEING));
        let (to, after) = tokens.split_at_checked(says + 1)?;
        let finite = to.iter().any(|token| token.verb.finite);
        let told_after = after.iter().any(|token| token.verb.finite);
        let article = Class::ARTICLE.or(Class::INDEFINITE);
        let leads = |token: &Token| {
            token.date.is_some() || (token.is(Class::PREPOSITION) && !token.is(article))
        };
        // `the charity said on Monday`, `ha detto lunedì il sindaco`
        let someone = language.leaves_out_subjects || (says > 0 && after.first().is_none_or(leads));
        let speaker = tokens.iter().filter(|token| token.date.is_none()).count() <= SPEAKER;
        let opens = Class::COORDINATOR.or(Class::RELATIVE).or(Class::ADVERBIAL);
        let whole = self.gap(at).trim() == ","
            && finite
            && someone
            && speaker
            && !passive
            && !told_after
            && !tokens.first()?.is(opens)
            && !after.iter().any(|token| token.is(Class::RELATIVE))
            && self.subject_before(home).is_none();
        let own = (0..home).any(|piece| {
            let finite = self
                .piece_tokens(piece)
                .iter()
                .any(|token| token.verb.finite);
            finite && !self.begins(piece, Class::RELATIVE)
        });
        let clause = !self.begins(0, Class::ADVERBIAL);
        (whole && own && clause).then_some(last)
    }

    /// A word as it stands.
    fn word(&self, token: &Token) -> &str {
        token.range.of(&self.article.text)
    }

    fn starts_mention(&self, token: &Token) -> bool {
        (self.mentions.iter()).any(|mention| mention.range.start == token.range.start)
    }
}
