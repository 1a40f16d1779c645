//! What a report is called: the clause around its date in the text’s own words, one short line.

use std::borrow::Cow;

use super::claim::{BEFORE_DATE, Claim};
use super::clause::{Sentence, Token};
use super::language::Class;
use crate::text::fold::capitalised;
use crate::text::{TextRange, grapheme, segment};

/// Columns of a title.
pub(super) const TITLE: usize = 90;
/// Columns of what stands for words left out, with its spaces.
const ELIDED: usize = 3;

impl Sentence<'_> {
    /// The clause around the date in the text’s own words; `pieces` are [`Self::title_pieces`].
    pub(super) fn title(&self, claim: &Claim, pieces: (usize, usize)) -> String {
        let (first, last) = match self.said_before(claim.home) {
            Some(said) if claim.again.is_none() => (0, said),
            // `First filling: July 2020` is called by its label too.
            _ if self.is_entry(claim) => (0, self.pieces.len().saturating_sub(1)),
            _ => pieces,
        };
        let start = (self.antecedent(first)).unwrap_or_else(|| self.title_start(first, last));
        let end = self.span(first, self.with_object(last)).end;
        let told = self.tokens.get(self.dateline());
        let start = told.map_or(start, |told| start.max(told.range.start).min(end));
        let line =
            |start: usize, end: usize| one_line(TextRange::new(start, end).of(&self.article.text));
        let again = claim.again.and_then(|(before, piece)| {
            let date = self.tokens.iter().position(|t| t.date == Some(before))?;
            let said = self.before_date(date)?.range.end;
            let again = self.span(piece, piece);
            (said > start).then(|| {
                let (said, again) = (line(start, said), line(again.start, again.end));
                if self.is_listed(piece) {
                    said.into_owned()
                } else {
                    format!("{said} … {again}")
                }
            })
        });
        let whole = TextRange::new(start, end);
        let (subject, whole) = self.with_subject(claim, (first, last), whole);
        let parted = subject.map(|subject| {
            let mut subject = line(subject.start, subject.end).into_owned();
            // The bracket after an acronym stands behind its last word.
            if subject.matches('(').count() > subject.matches(')').count() {
                subject.push(')');
            }
            let room = TITLE.saturating_sub(grapheme::width(&subject) + ELIDED);
            let told = self.shortened(whole, room.max(TITLE / 3));
            format!("{subject} … {told}")
        });
        capitalised(
            &again
                .or(parted)
                .map_or_else(|| self.shortened(whole, TITLE), |line| cut(&line)),
        )
    }

    /// The subject of the clause that `told`, the text from the piece `first` to `last`, is of, where it
    /// does not stand in it, and what is told of it.
    fn with_subject(
        &self,
        claim: &Claim,
        (first, last): (usize, usize),
        told: TextRange,
    ) -> (Option<TextRange>, TextRange) {
        let width = |range: TextRange| grapheme::width(&one_line(range.of(&self.article.text)));
        let from = |piece: usize| TextRange::new(self.title_start(piece, last), told.end);
        if first == claim.home
            && let Some(subject) = claim.subject
        {
            return (Some(subject), from(first));
        }
        let start = self.span(first, last).start;
        let name = self.name_before_apposition(claim.home);
        if let Some(name) = name.filter(|name| name.start < start) {
            let whole = TextRange::new(name.start, told.end);
            if width(whole) > TITLE && self.is_of_its_subject(claim.home) {
                return (Some(name), from(claim.home));
            }
            return (None, whole);
        }
        let finite = |piece: usize| self.piece_tokens(piece).iter().any(|t| t.verb.finite);
        let home = (first <= claim.home && claim.home <= last).then_some(claim.home);
        let verb = home
            .filter(|&home| finite(home) || self.is_bracketed(home))
            .or_else(|| {
                (first..=last).find(|&piece| finite(piece) && !self.begins(piece, Class::RELATIVE))
            });
        let subject = verb.and_then(|verb| Some((self.subject_before(verb)?, verb)));
        let Some((subject, verb)) = subject else {
            return (None, told);
        };
        if first <= subject && (width(told) <= TITLE || subject + 1 == verb) {
            return (None, told);
        }
        let whole = TextRange::new(self.span(subject, subject).start, told.end);
        if self.is_name_inserted(subject, verb) && !self.is_bracketed(verb) {
            return (None, whole);
        }
        (Some(self.span(subject, subject)), from(verb))
    }

    /// The whole sentence as a title.
    pub(super) fn line(&self) -> String {
        capitalised(&self.shortened(self.range, TITLE))
    }

    /// The text of `range` in one line that ends with a word that can end one: where it is longer
    /// than `room` columns, it is cut at a clause, if one ends in its second half, and never inside a name.
    fn shortened(&self, range: TextRange, room: usize) -> String {
        let whole = self.ended(range, false);
        let line = one_line(whole.of(&self.article.text));
        if fits(&line, room) {
            return closed(trimmed(&line));
        }
        let mut end = range.start;
        let mut clause = None;
        let mut columns = 0;
        let within = |token: &Token| range.covers(token.range);
        // Without its verb a clause tells nothing.
        let mut told = !self.tokens.iter().any(|t| within(t) && t.verb.finite);
        for (at, token) in self.tokens.iter().enumerate().filter(|(_, t)| within(t)) {
            let gap = TextRange::new(end, token.range.start).of(&self.article.text);
            // The comma of `5,4` parts nothing.
            let signed = gap != " "
                && gap.contains(char::is_whitespace)
                && gap.contains([',', ';', ':', '–', '—']);
            let next = self.tokens.get(at + 1);
            let parts =
                signed || (token.is(Class::COORDINATOR) && next.is_some_and(|t| t.verb.finite));
            if columns > room / 2 && parts && told {
                clause = Some(end);
            }
            told |= token.verb.finite;
            columns += if gap.trim().is_empty() {
                usize::from(!gap.is_empty())
            } else {
                usize::from(gap.starts_with(char::is_whitespace))
                    + grapheme::width(&one_line(gap.trim()))
                    + usize::from(gap.ends_with(char::is_whitespace))
            };
            columns += grapheme::width(token.range.of(&self.article.text));
            if columns >= room {
                break;
            }
            end = token.range.end;
        }
        let kept = self.ended(TextRange::new(range.start, clause.unwrap_or(end)), true);
        let kept = one_line(kept.of(&self.article.text));
        closed(&format!("{}…", trimmed(&kept)))
    }

    /// The piece after `last`, where that says what its verb tells: `ha accertato | che i freni …`.
    fn with_object(&self, last: usize) -> usize {
        let tokens = self.piece_tokens(last);
        // `said on Tuesday | that …`
        let dated = |token: &&Token| token.date.is_some() || token.is(Class::PREPOSITION);
        let said = tokens.iter().rev().find(|token| !dated(token));
        let verb = (tokens.last().filter(|token| token.verb.tells))
            .or_else(|| said.filter(|token| token.is(Class::SAYING)));
        let next = self.pieces.get(last + 1).map(|piece| piece.first);
        let goes_on =
            next.is_some_and(|at| self.gap(at) == " " && self.begins(last + 1, Class::RELATIVE));
        match verb {
            Some(verb) if goes_on && verb.verb.tells => last + 1,
            _ => last,
        }
    }

    /// The range without what cannot end a line: conjunctions, articles and prepositions that lead
    /// to something which is not there any more and, where it is `cut`, half of a name.
    fn ended(&self, range: TextRange, mut cut: bool) -> TextRange {
        let mut end = range.end;
        loop {
            let within = TextRange::new(range.start, end);
            let inside =
                |name: TextRange| name.start > range.start && name.start < end && end < name.end;
            if let Some(mention) = (self.mentions.iter()).find(|mention| inside(mention.range)) {
                end = mention.range.start;
                cut = true;
                continue;
            }
            let last = (self.tokens.iter()).rposition(|token| within.covers(token.range));
            if let Some(start) = last.and_then(|last| self.date_cut_after(last))
                && cut
                && start > range.start
            {
                end = start;
                continue;
            }
            let Some((at, token)) = last.and_then(|at| Some((at, self.tokens.get(at)?))) else {
                return range;
            };
            // `l’…`, `70…`: a word goes on.
            let goes_on = cut && self.tokens.get(at + 1).is_some() && {
                let gap = self.gap(at + 1);
                gap.starts_with(['’', '\'', '-', '°', 'º']) || gap.is_empty()
            };
            // A name that no dictionary knows: capital after capital.
            let leads_on = (self.tokens.get(at + 1)).is_some_and(|next| self.is_relative(next));
            let halved =
                cut && self.is_capital(at) && self.is_capital(at + 1) && self.gap(at + 1) == " ";
            let leads = !self.is_capital(at) && leads(token, cut || leads_on);
            if token.range.start == range.start || !(leads || halved || goes_on) {
                return within;
            }
            end = token.range.start;
            cut = true;
        }
    }

    /// Where the date begins of which the token `at` is not the last.
    fn date_cut_after(&self, at: usize) -> Option<usize> {
        let date = self.tokens.get(at)?.date?;
        let goes_on = self.tokens.get(at + 1)?.date == Some(date);
        let first = self.tokens.iter().find(|token| token.date == Some(date))?;
        goes_on.then_some(first.range.start)
    }

    fn is_relative(&self, token: &Token) -> bool {
        token.is(Class::RELATIVE)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        let word = self
            .tokens
            .get(at)
            .map(|token| token.range.of(&self.article.text));
        word.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// The last word before a date and the words that go with it.
    pub(super) fn before_date(&self, date: usize) -> Option<&Token> {
        self.language?;
        let goes = |token: &&Token| token.is(Class::PREPOSITION);
        self.tokens
            .get(..date)?
            .iter()
            .rev()
            .find(|token| !goes(token))
    }

    /// The first and the last piece of the title: the clause that tells, and what fits beside it.
    pub(super) fn title_pieces(&self, claim: &Claim) -> (usize, usize) {
        let (mut first, mut last) = (claim.home, claim.home);
        let owned = |piece: usize| claim.pieces.contains(&piece);
        let tells = |first: usize, last: usize| (first..=last).any(|piece| self.tells(piece));
        let group = self.group(claim.home);
        let fits = |first: usize, last: usize| {
            let range = TextRange::new(self.title_start(first, last), self.span(first, last).end);
            fits(range.of(&self.article.text), TITLE)
        };
        if !self.tells(claim.home) {
            let left = (0..claim.home).rev().take_while(|&piece| owned(piece));
            let right = (claim.home + 1..self.pieces.len()).take_while(|&piece| owned(piece));
            let left = self.telling(left);
            let right = self.telling(right);
            let before = claim.home.checked_sub(1);
            let before = before.filter(|&piece| owned(piece) && self.group(piece) == group);
            match (left, right) {
                (Some(left), _) if before.is_some() || right.is_none() => first = left,
                (_, Some(right)) => {
                    // The subject stands before the date, the verb after it.
                    first = before.unwrap_or(first);
                    last = right;
                }
                _ => {}
            }
        }
        let refers = self.refers(claim.home);
        // What has its subject from an earlier verb does not begin with what stands between the two.
        while claim.subject.is_none()
            && let Some(before) = first.checked_sub(1)
            && owned(before)
            && (self.group(before) == self.group(first) || refers)
            && fits(before, last)
        {
            first = before;
        }
        while owned(last + 1)
            && self.group(last + 1) == self.group(last)
            && (!self.tells(last + 1) || !tells(first, last))
            && fits(first, last + 1)
        {
            last += 1;
        }
        (first, last)
    }

    /// The first of `pieces` with a verb of its own that tells of no other noun.
    pub(super) fn telling(&self, pieces: impl Iterator<Item = usize> + Clone) -> Option<usize> {
        let relative = |piece: usize| self.begins(piece, Class::RELATIVE);
        let finite = |piece: usize| self.piece_tokens(piece).iter().any(|t| t.verb.finite);
        (pieces.clone())
            .find(|&piece| finite(piece) && !relative(piece))
            .or_else(|| pieces.clone().find(|&piece| self.tells(piece)))
    }

    /// Whether a piece speaks of what stands before it: `lo ha detto`.
    pub(super) fn refers(&self, piece: usize) -> bool {
        self.begins(piece, Class::PRONOUN)
    }

    pub(super) fn span(&self, first: usize, last: usize) -> TextRange {
        let start = self
            .piece_tokens(first)
            .first()
            .map_or(0, |t| t.range.start);
        let end = self
            .piece_tokens(last)
            .last()
            .map_or(start, |t| t.range.end);
        TextRange::new(start, end)
    }

    /// Whether a date is what its sentence tells of: `L’estate del 2022 fu calda`.
    fn is_subject(&self, tokens: &[Token], first: usize, date: usize) -> bool {
        if self.language.is_none() {
            return false;
        }
        let words = tokens.get(first..date).unwrap_or_default();
        let bare = words.iter().all(|token| token.is(Class::ARTICLE));
        let Some(&(_, value)) = (tokens.get(date))
            .and_then(|token| token.date)
            .and_then(|date| self.dates.get(date))
        else {
            return false;
        };
        let (Some(last), Some(from)) = (
            tokens.iter().rposition(|token| token.date.is_some()),
            tokens.first(),
        ) else {
            return false;
        };
        let next = last + 1;
        let offset = (self.tokens).partition_point(|token| token.range.start < from.range.start);
        bare && value.days() > 7
            && tokens.get(next).is_some_and(|token| token.verb.finite)
            && self.gap(offset + next) == " "
    }

    /// Where the title begins: after connectives and a date that stand first, where enough is left.
    pub(super) fn title_start(&self, first: usize, last: usize) -> usize {
        let (Some(from), Some(to)) = (self.pieces.get(first), self.pieces.get(last)) else {
            return 0;
        };
        let tokens = self.tokens.get(from.first..to.end).unwrap_or_default();
        let start = tokens.first().map_or(0, |token| token.range.start);
        if self.language.is_none() {
            return start;
        }
        let mut at = 0;
        loop {
            let dated = (at..=at + BEFORE_DATE)
                .take_while(|&next| {
                    next == at
                        || (tokens.get(next - 1)).is_some_and(|token| token.is(Class::PREPOSITION))
                })
                .find(|&next| tokens.get(next).is_some_and(|token| token.date.is_some()));
            let mut next = at;
            if dated.is_some_and(|date| self.is_subject(tokens, at, date)) {
                break;
            }
            if let Some(date) = dated {
                next = date;
                while tokens.get(next).is_some_and(|token| token.date.is_some()) {
                    next += 1;
                }
                // `Last summer’s rains nearly overwhelmed …` is of the rains.
                if self.gap(from.first + next).starts_with(['’', '\'']) {
                    break;
                }
            } else if tokens.get(at).is_some_and(|token| {
                token.is(Class::CONNECTIVE) || (at == 0 && token.is(Class::RELATIVE))
            }) {
                next += 1;
            }
            if next == at || !tokens.iter().skip(next).any(|token| token.verb.tells) {
                break;
            }
            at = next;
        }
        tokens.get(at).map_or(start, |token| token.range.start)
    }
}

/// Whether a word leads to what comes after it.
fn leads(token: &Token, cut: bool) -> bool {
    let always = (Class::COORDINATOR.or(Class::RELATIVE)).or(Class::ARTICLE.or(Class::OF));
    token.is(always) || (cut && token.is(Class::PREPOSITION))
}

fn one_line(text: &str) -> Cow<'_, str> {
    if segment::is_line(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// With the other half of each quotation mark that was cut off.
fn closed(line: &str) -> String {
    let mut closed = line.to_owned();
    if line.is_ascii() {
        return closed;
    }
    for (open, close) in [('«', '»'), ('“', '”')] {
        let balance: i32 = (line.chars())
            .map(|c| i32::from(c == open) - i32::from(c == close))
            .sum();
        match balance {
            1 => closed.push(close),
            -1 => closed.insert(0, open),
            _ => {}
        }
    }
    closed
}

/// Whether a text takes at most so many columns: no more than it has bytes.
fn fits(text: &str, columns: usize) -> bool {
    text.len() <= columns || grapheme::width(text) <= columns
}

/// Without the signs that lead on.
fn trimmed(line: &str) -> &str {
    line.trim_end_matches([
        '.', ',', ';', ':', ' ', '(', '«', '“', '–', '—', '-', '’', '\'',
    ])
}

/// Cut at a word, with an ellipsis.
fn cut(line: &str) -> String {
    let line = trimmed(line);
    if fits(line, TITLE) {
        return line.to_owned();
    }
    let cut = grapheme::truncate(line, TITLE);
    let kept = cut.trim_end_matches('…');
    let words = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{}…", trimmed(words))
}
