//! What one article tells: its dated sentences, and in a sentence with several dates the clauses.
//! How a sentence is cut is in `clause`, whose clause is whose date’s in `claim`, what it is called
//! in `title`. Which reports tell of the same thing is left to `merge`.

use super::claim::{BEFORE_DATE, Claim};
use super::clause::{Room, Sentence, Token};
use super::dateline::is_of_the_text;
use super::language::Class;
use super::words::{OF, Stem, content, is_kind};
use super::{Quote, Report};
use crate::actors::{ActorId, How, Mention};
use crate::corpus::{Article, BlockKind};
use crate::dates::DateMention;
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::segment;

/// A sentence of more bytes is a table or worse, and tells nothing.
const LONGEST: usize = 4000;
/// Bytes before a sentence in which those of whom it speaks are named.
const NEAR: usize = 400;
/// Bytes between a name and the relative clause that tells of it.
const COMMA: usize = 2;
/// Words after such a pronoun among which one must say or decide.
const SAID: usize = 3;
/// Those at most of whom a definite noun may speak.
const SPOKEN_OF: usize = 2;
/// Reports back to which a report may refer.
const ADOPTED: usize = 16;

/// What the article tells, in the order of the text. `mentions` and `dates` are the article's, by
/// start.
#[must_use]
pub fn reports(article: &Article, mentions: &[Mention], dates: &[DateMention]) -> Vec<Report> {
    let mut found = Vec::new();
    let mut dates = dates;
    let (all, mut mentions) = (mentions, mentions);
    let mut room = Room::default();
    for block in &article.blocks {
        let place = |mention: &Mention| mention.range;
        let (within, rest) = split(dates, block.range, |date| date.range);
        dates = rest;
        let telling = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Item { .. }
        );
        if !telling || within.is_empty() || is_of_the_text(article, block.range, within) {
            continue;
        }
        let mut within = within;
        let mut last = None;
        let mut head: Option<TextRange> = None;
        for range in segment::each_sentence(&article.text, block.range, article.head.lang) {
            // What comes after the last date of a block is not asked for.
            if within.is_empty() {
                break;
            }
            // `11 marzo 2011. Lo tsunami …`: the day is of what follows.
            let alone = (split(within, range, |date| date.range).0)
                .first()
                .is_some_and(|date| last.is_none() && is_alone(&article.text, range, date.range));
            if alone && head.is_none() {
                head = Some(range);
                continue;
            }
            let own = split(within, range, |date| date.range).0;
            let head = head.take().filter(|_| own.is_empty());
            let range = head.map_or(range, |head| TextRange::new(head.start, range.end));
            let (told, rest) = split(within, range, |date| date.range);
            within = rest;
            let sentence_before = last.replace(range);
            if told.is_empty() || range.len() > LONGEST {
                continue;
            }
            let (named, rest) = split(mentions, range, place);
            mentions = rest;
            let before = all
                .get(..all.len() - rest.len() - named.len())
                .unwrap_or_default();
            let first = found.len();
            let sentence = Sentence::new(article, range, (named, told), room);
            let told_before = sentence_before.map_or(&[][..], |of| split(before, of, place).0);
            sentence.tell(before, told_before, &mut found);
            let states = |of: &TextRange| !is_cry(of.of(&article.text));
            let refers = sentence.tells_of_what_was_said();
            room = sentence.into_room();
            let Some(of) = (sentence_before.filter(states)).filter(|_| refers) else {
                continue;
            };
            let said = Sentence::new(article, of, (&[], &[]), Room::default()).line();
            for report in found.iter_mut().skip(first).take(1) {
                report.title = said.as_str().into();
            }
        }
    }
    found
}

/// Whether a sentence asks or exclaims, and so states nothing.
fn is_cry(sentence: &str) -> bool {
    sentence
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '!'))
        .ends_with(['?', '!'])
}

/// Whether a sentence is a date and nothing else.
fn is_alone(text: &str, sentence: TextRange, date: TextRange) -> bool {
    let around = [
        TextRange::new(sentence.start, date.start),
        TextRange::new(date.end, sentence.end.max(date.end)),
    ];
    date.end <= sentence.end
        && around
            .iter()
            .all(|part| !part.of(text).contains(char::is_alphanumeric))
}

/// The items inside `range`, and those after it; items before it are left out.
fn split<T>(items: &[T], range: TextRange, place: impl Fn(&T) -> TextRange) -> (&[T], &[T]) {
    let first = items.partition_point(|item| place(item).start < range.start);
    let rest = items.get(first..).unwrap_or_default();
    let end = rest.partition_point(|item| place(item).start < range.end);
    rest.split_at(end)
}

impl Sentence<'_> {
    /// Adds its reports to those `found` before; `before` are the mentions before the sentence, `last`
    /// those of the sentence before it.
    fn tell(&self, before: &[Mention], last: &[Mention], found: &mut Vec<Report>) {
        let claims = self.claims();
        let first = found.len();
        for claim in &claims {
            let Some(&(mention, date)) = self.dates.get(claim.date) else {
                continue;
            };
            let pieces = self.title_pieces(claim);
            let title = self.title(claim, pieces);
            if title.is_empty() {
                continue;
            }
            // `tredici giorni dopo, martedì 2 febbraio`: two words for one day.
            let own = found.get(first..).unwrap_or_default();
            if (own.iter()).any(|told| told.date == date && *told.title == *title) {
                continue;
            }
            let mut actors = self.actors(claim);
            if self.is_theirs(claim) {
                for mention in before.iter().rev().take(ADOPTED) {
                    let people = actors.iter().filter(|actor| is_person(actor)).count();
                    let near = self.range.start - mention.range.end.min(self.range.start) < NEAR;
                    if near && people < 2 && is_person(&mention.actor) {
                        add(&mut actors, &mention.actor);
                    }
                }
            }
            if actors.is_empty() {
                actors = self.named_before(pieces, last);
            }
            let mut report = Report {
                article: self.article.head.id,
                sentence: self.range,
                expression: mention.range,
                date,
                anchor: mention.anchor,
                mark: Quote::mark(
                    self.range.of(&self.article.text),
                    mention.range.of(&self.article.text),
                ),
                title: title.into(),
                actors: actors.into(),
                words: self.words(claim).into(),
                planned: self.planned(claim, date),
            };
            if let Some((noun, dated)) = self.reference(claim, pieces) {
                adopt(&mut report, found, noun, dated);
            }
            found.push(report);
        }
    }

    /// Whether the verb nearest to the date announces, or the date was still to come. What was over when the
    /// article was published is planned no more.
    fn planned(&self, claim: &Claim, date: Edtf) -> bool {
        let published = self.article.head.date;
        let ahead = published.is_some_and(|published| date.first_day() > published.last_day());
        if published.is_some_and(|published| date.last_day() < published.first_day()) {
            return false;
        }
        let Some(at) = self.tokens.iter().position(|t| t.date == Some(claim.date)) else {
            return ahead;
        };
        let nearest = claim
            .pieces
            .iter()
            .filter_map(|&piece| self.pieces.get(piece))
            .flat_map(|piece| piece.first..piece.end)
            .filter(|&token| self.tokens.get(token).is_some_and(|t| t.verb.tells))
            .min_by_key(|&token| token.abs_diff(at));
        ahead
            || nearest
                .and_then(|token| self.tokens.get(token))
                .is_some_and(|token| token.verb.planned)
    }

    /// Whether something stands in what is told of a date.
    fn is_within(&self, claim: &Claim, range: TextRange) -> bool {
        let own = |&piece: &usize| {
            let tokens = self.piece_tokens(piece);
            let ends = tokens.first().zip(tokens.last());
            ends.is_some_and(|(first, last)| {
                TextRange::new(first.range.start, last.range.end).overlaps(range)
            })
        };
        claim.pieces.iter().any(own) || claim.subject.is_some_and(|subject| subject.overlaps(range))
    }

    fn actors(&self, claim: &Claim) -> Vec<ActorId> {
        let relative = self.begins(claim.home, Class::RELATIVE);
        let antecedent = relative.then(|| self.span(claim.home, claim.home).start);
        let mut actors: Vec<ActorId> = Vec::new();
        for mention in self.mentions {
            // `Rossi, che …`: of whom a relative clause tells.
            let told_of = antecedent.is_some_and(|start| {
                mention.range.end <= start && start - mention.range.end <= COMMA
            });
            if told_of || self.is_within(claim, mention.range) {
                add(&mut actors, &mention.actor);
            }
        }
        actors
    }

    /// The stems of the words that say what happened; names are for `actors`.
    fn words(&self, claim: &Claim) -> Vec<Stem> {
        let named = |range: TextRange| {
            self.mentions
                .iter()
                .any(|mention| mention.how != How::Role && mention.range.overlaps(range))
        };
        let mut words = self.compounds(claim);
        let pieces = claim.pieces.iter();
        words.reserve(pieces.map(|&piece| self.piece_tokens(piece).len()).sum());
        let mut folded = String::new();
        for token in (claim.pieces.iter()).flat_map(|&piece| self.piece_tokens(piece)) {
            if token.date.is_none() && !named(token.range) {
                self.content(token, &mut folded, |word| words.push(Stem::of(word)));
            }
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// What a word is compared by; nothing for words that say little.
    fn content(&self, token: &Token, folded: &mut String, each: impl FnMut(&str)) {
        let language = (self.article.head.lang, self.language);
        content(&self.article.text, token.range, language, folded, each);
    }

    /// What is of whom: `invas of country:ua` for `l’invasione dell’Ucraina`. Two reports that
    /// speak of the same seldom speak of two events.
    fn compounds(&self, claim: &Claim) -> Vec<Stem> {
        if self.language.is_none() {
            return Vec::new();
        }
        let mut folded = String::new();
        (self.mentions.iter())
            .filter(|mention| self.is_within(claim, mention.range))
            .filter_map(|mention| {
                let at = (self.tokens).partition_point(|t| t.range.start < mention.range.start);
                let of = self.tokens.get(at.checked_sub(1)?)?;
                let noun = self.tokens.get(at.checked_sub(2)?)?;
                if !of.is(Class::OF) || noun.verb.tells {
                    return None;
                }
                let mut tied = None;
                self.content(noun, &mut folded, |word| {
                    if tied.is_none() && !is_kind(word) {
                        tied = Some(Stem::of(&format!("{word}{OF}{}", mention.actor)));
                    }
                });
                tied
            })
            .collect()
    }

    /// Whether it begins with a pronoun for what the sentence before said: `Lo ha deciso ieri …`.
    /// Only what is said or decided is a whole sentence: `Lo ha ucciso ieri …` is of someone in it.
    fn tells_of_what_was_said(&self) -> bool {
        let (Some(_), [first, verb, ..]) = (self.language, self.tokens.as_slice()) else {
            return false;
        };
        // `Lo comunica`, `Lo ha comunicato`, `Lo ha reso noto`; not `Lo uccise, ha detto`.
        let says = (self.tokens.iter().skip(1).take(SAID))
            .find(|token| token.is(Class::SAYING))
            .is_some_and(|said| {
                let to_it = TextRange::new(first.range.start, said.range.end);
                !to_it.of(&self.article.text).contains(',')
            });
        let begins = first.range.start == self.range.start;
        let pronoun = first.is(Class::PRONOUN) && first.is(Class::ARTICLE);
        begins && pronoun && verb.verb.finite && says
    }

    /// Whether what the clause tells is of people named before: `il loro vertice`.
    fn is_theirs(&self, claim: &Claim) -> bool {
        let theirs = |token: &Token| token.is(Class::POSSESSIVE);
        (self.piece_tokens(claim.home).iter()).take(2).any(theirs)
            && !self.actors(claim).iter().any(is_person)
    }

    /// Whom a clause, of these pieces, tells of that names nobody, and whose subject was named before: `Its first
    /// flight …`, `Era stato arrestato …`. In its own sentence, or in the one before: a person, or for
    /// a definite noun (`the company`) what is none.
    fn named_before(&self, (first, last_piece): (usize, usize), last: &[Mention]) -> Vec<ActorId> {
        if self.language.is_none() {
            return Vec::new();
        }
        let start = self.title_start(first, last_piece);
        let at = (self.tokens).partition_point(|token| token.range.start < start);
        let is = |at: usize, class| self.tokens.get(at).is_some_and(|token| token.is(class));
        // `il suo primo volo`
        let definite = is(at, Class::ARTICLE);
        let at = at + usize::from(definite && is(at + 1, Class::ANAPHOR));
        let passive = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.verb.finite)
                && is(at + 1, Class::COMMON)
                && (self.tokens.get(at + 2))
                    .is_some_and(|token| token.verb.done && !token.verb.finite)
        };
        // `da quando è diventato capo`
        let omitted = |at: usize| {
            let verb = self.tokens.get(at).is_some_and(|token| token.verb.finite);
            verb && at
                .checked_sub(1)
                .is_some_and(|before| is(before, Class::TEMPORAL))
        };
        let refers = |at: usize| passive(at) || omitted(at) || is(at, Class::ANAPHOR);
        // `In primo grado, nel 2022, era stato condannato`
        let adverbial = || {
            let mut pieces = (first..=last_piece).filter_map(|piece| self.pieces.get(piece));
            is(at, Class::PREPOSITION) && pieces.any(|piece| refers(piece.first))
        };
        let anaphor = refers(at) || adverbial();
        if !anaphor && !definite {
            return Vec::new();
        }
        let (own, _) = split(
            self.mentions,
            TextRange::new(self.range.start, start.max(self.range.start)),
            |m| m.range,
        );
        let context = if own.is_empty() { last } else { own };
        let mut actors = Vec::new();
        for mention in context
            .iter()
            .filter(|mention| is_person(&mention.actor) == anaphor)
        {
            if anaphor || actors.len() < SPOKEN_OF {
                add(&mut actors, &mention.actor);
            }
        }
        if let Some(first) = context.first().filter(|_| actors.is_empty() && anaphor) {
            add(&mut actors, &first.actor);
        }
        actors
    }

    /// Whether the clause speaks of something told before: it names nobody, and begins with a
    /// definite noun (`l’incontro`, `la visita del 4 giugno`). Gives the stem of that noun, and
    /// whether the date is of it.
    fn reference(&self, claim: &Claim, (first, last): (usize, usize)) -> Option<(Stem, bool)> {
        self.language?;
        let start = self.title_start(first, last);
        let at = self
            .tokens
            .partition_point(|token| token.range.start < start);
        let article = self.tokens.get(at)?;
        let noun = self.tokens.get(at + 1)?;
        let named = (self.mentions.iter()).any(|mention| mention.range.overlaps(noun.range));
        if named || !article.is(Class::ARTICLE) {
            return None;
        }
        let of = self.tokens.get(at + 2)?;
        let dated = of.is(Class::OF)
            && (at + 3..=at + 2 + BEFORE_DATE).any(|next| {
                self.tokens
                    .get(next)
                    .is_some_and(|t| t.date == Some(claim.date))
            });
        // The kind of happening stands first, where the noun is one of many for it.
        let mut first = None;
        self.content(noun, &mut String::new(), |word| {
            first.get_or_insert_with(|| Stem::of(word));
        });
        Some((first?, dated))
    }
}

/// Gives a report that speaks of something told before, and names nobody, the actors and words of
/// what it speaks of: the last report before it that has the noun, or whose time is that of the
/// noun (`dated`), and whose date agrees.
fn adopt(report: &mut Report, before: &[Report], noun: Stem, dated: bool) {
    if report.actors.iter().any(is_person) {
        return;
    }
    let agrees = |other: &&Report| {
        other.sentence != report.sentence
            && (other.date.contains(&report.date) || report.date.contains(&other.date))
            && !other.actors.is_empty()
    };
    let near = || before.iter().rev().take(ADOPTED).filter(agrees);
    let told = near()
        .find(|other| other.words.contains(&noun))
        .or_else(|| near().find(|other| dated && other.date.days() <= report.date.days()));
    let Some(told) = told else {
        return;
    };
    let mut actors = report.actors.to_vec();
    for actor in &*told.actors {
        add(&mut actors, actor);
    }
    report.actors = actors.into();
    let mut words = [&*report.words, &*told.words].concat();
    words.sort_unstable();
    words.dedup();
    report.words = words.into();
}

fn add(actors: &mut Vec<ActorId>, actor: &ActorId) {
    if !actors.contains(actor) {
        actors.push(actor.clone());
    }
}

fn is_person(actor: &ActorId) -> bool {
    actor.0.starts_with("person:")
}

#[cfg(test)]
mod tests;
