//! Which pieces of a sentence tell of which of its dates. Which dates tell nothing at all is in `telling`.

use super::clause::{Sentence, Token};
use super::language::Class;
use crate::text::TextRange;

mod telling;

/// Words before a date that may go with it: `entro la`, `as early as the`.
pub(super) const BEFORE_DATE: usize = 3;

/// Letters of a word that says little.
const LITTLE: usize = 3;

/// Words of an entry that ends with its date.
const LABELLED: usize = 16;

/// A date of a sentence with the pieces that are its own.
pub(super) struct Claim {
    pub(super) date: usize,
    /// The piece that tells, or in which the date stands.
    pub(super) home: usize,
    pub(super) pieces: Vec<usize>,
    /// The date whose clause holds again, and the piece that says so.
    pub(super) again: Option<(usize, usize)>,
    /// The words that its verb, which goes on after another, has for a subject.
    pub(super) subject: Option<TextRange>,
}

impl Sentence<'_> {
    /// The dates that tell something, each with its pieces.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let mut claims: Vec<Claim> = (0..self.dates.len())
            .filter(|&date| self.may_tell(date))
            .filter_map(|date| {
                let home = self.home(date)?;
                Some(Claim {
                    date,
                    home,
                    pieces: Vec::new(),
                    again: None,
                    subject: None,
                })
            })
            .collect();
        for claim in &mut claims {
            if let Some(then) = self.told_next(claim.home, claim.date) {
                claim.home = then;
            }
        }
        let homes: Vec<(usize, usize)> = claims.iter().map(|c| (c.date, c.home)).collect();
        claims.retain(|claim| !self.is_frame(claim, &homes));
        self.assign(&mut claims);
        self.go_on_after_insertion(&mut claims);
        for claim in &mut claims {
            let subject = self.subject_before(claim.home);
            let new = subject.filter(|subject| !claim.pieces.contains(subject));
            claim.pieces.extend(new);
            claim.subject = self.subject_shared(claim.home);
        }
        self.lead_on(&mut claims);
        let mut told: Vec<Claim> = Vec::with_capacity(claims.len());
        for mut claim in claims {
            let own = claim.pieces.iter().any(|&piece| self.tells(piece));
            let goes_on =
                |before: &&Claim| self.goes_on(claim.home) || self.goes_on_aside(before, &claim);
            if !own && let Some(before) = told.last().filter(goes_on) {
                // `si erano visti a settembre e di nuovo a marzo`: what is said holds again.
                let mut pieces = before.pieces.clone();
                pieces.append(&mut claim.pieces);
                claim.pieces = pieces;
                let said = before.again.map_or(before.date, |(first, _)| first);
                claim.again = Some((said, claim.home));
                claim.home = before.home;
            } else if !own && !self.is_entry(&claim) && !self.is_elliptic(&claim) {
                continue;
            }
            told.push(claim);
        }
        told
    }

    pub(super) fn home(&self, date: usize) -> Option<usize> {
        let token = self.tokens.iter().position(|t| t.date == Some(date))?;
        (self.pieces.iter()).position(|piece| piece.first <= token && token < piece.end)
    }

    /// The clause that tells what happened at a date that ends the clause before it: `cominciato a
    /// settembre, quando i due si videro`.
    fn told_next(&self, home: usize, date: usize) -> Option<usize> {
        let next = home + 1;
        let ends = self.piece_tokens(home).last()?.date == Some(date);
        let tokens = self.piece_tokens(next);
        let temporal = tokens.first()?.is(Class::TEMPORAL);
        let own = ends && temporal && tokens.iter().all(|token| token.date.is_none());
        (own && self.tells(next)).then_some(next)
    }

    /// Gives every piece to a date: those between strong borders to the date before them, else to
    /// the one after; a sentence with one date keeps to the group that tells.
    pub(super) fn assign(&self, claims: &mut [Claim]) {
        let homes: Vec<usize> = claims.iter().map(|claim| claim.home).collect();
        if let [claim] = claims {
            claim.pieces = self.around(claim.home);
            self.leave_main_clause(claim);
            self.keep_to_relative(claim);
            return;
        }
        for piece in 0..self.pieces.len() {
            let group = self.group(piece);
            let before = homes.iter().rposition(|&home| home <= piece);
            let after = homes.iter().position(|&home| home >= piece);
            let in_group = |claim: &Option<usize>| {
                claim
                    .and_then(|claim| homes.get(claim))
                    .is_some_and(|&home| self.group(home) == group)
            };
            // What a relative clause tells of stands right before it.
            let antecedent = after.filter(|&claim| {
                homes.get(claim) == Some(&(piece + 1))
                    && !homes.contains(&piece)
                    && self.begins(piece + 1, Class::RELATIVE)
            });
            let owner = antecedent
                .or_else(|| before.filter(|claim| in_group(&Some(*claim))))
                .or_else(|| after.filter(|claim| in_group(&Some(*claim))))
                .or(before)
                .or(after);
            for claim in claims.iter_mut() {
                let shares = homes.contains(&piece) && claim.home == piece;
                let owns = owner.and_then(|owner| homes.get(owner)) == Some(&claim.home);
                if shares || owns {
                    claim.pieces.push(piece);
                }
            }
        }
    }

    /// `Da quando è diventato capo, alla fine del 2011, ha lasciato il Paese nove volte`: what a clause
    /// with a conjunction of its own goes before is told of another time.
    fn leave_main_clause(&self, claim: &mut Claim) {
        let group = self.group(claim.home);
        let opens = (0..=claim.home).find(|&piece| self.group(piece) == group);
        let tells = |piece: &usize| self.tells(*piece);
        let own = claim
            .pieces
            .iter()
            .filter(|&&piece| piece <= claim.home)
            .any(tells);
        if !own || !opens.is_some_and(|piece| self.begins(piece, Class::ADVERBIAL)) {
            return;
        }
        let main = claim.pieces.iter().copied();
        if let Some(main) = main.filter(|&piece| piece > claim.home).find(tells) {
            claim.pieces.retain(|&piece| piece < main);
        }
    }

    /// `ha premiato il coro, che nacque negli anni Ottanta`: what a relative clause after a comma tells is of
    /// its own time, and the clause around it of another.
    fn keep_to_relative(&self, claim: &mut Claim) {
        let home = claim.home;
        let inserted = self.begins(home, Class::RELATIVE) && self.tells(home);
        let opens = self.pieces.get(home).map(|piece| self.gap(piece.first));
        if !inserted || !opens.is_some_and(|gap| gap.contains(',')) {
            return;
        }
        let next = (home + 1..self.pieces.len()).find(|&piece| self.tells(piece));
        let end = next.unwrap_or(self.pieces.len());
        claim.pieces.retain(|piece| (home..end).contains(piece));
    }

    /// `Entro maggio, hanno detto ieri i due, si vedranno`: what follows the insertion belongs to the
    /// date before it.
    pub(super) fn go_on_after_insertion(&self, claims: &mut [Claim]) {
        let [first, inserted, ..] = claims else {
            return;
        };
        let told = first.pieces.iter().any(|&piece| self.tells(piece));
        if told || first.home != 0 || !self.tells(inserted.home) {
            return;
        }
        let goes_on = |&piece: &usize| {
            piece > inserted.home && self.group(piece) == self.group(inserted.home)
        };
        let Some(tells) = (inserted
            .pieces
            .iter()
            .filter(|piece| goes_on(piece))
            .copied())
        .find(|&piece| self.tells(piece)) else {
            return;
        };
        let moved = |piece: &usize| *piece >= tells && goes_on(piece);
        first
            .pieces
            .extend(inserted.pieces.iter().copied().filter(moved));
        inserted.pieces.retain(|piece| !moved(piece));
        first.home = tells;
    }

    /// `Il 2, 5 e 9 maggio il consiglio ha votato`: what the last day of a list tells, those before it
    /// do; and what stands before a date that is inserted after it (`era entrata in Rai, nel 1952`),
    /// this one.
    fn lead_on(&self, claims: &mut [Claim]) {
        for nth in (0..claims.len()).rev() {
            let own = |claim: &Claim| claim.pieces.iter().any(|&piece| self.tells(piece));
            let Some(claim) = claims.get(nth).filter(|claim| !own(claim)) else {
                continue;
            };
            let next =
                (claims.get(nth + 1)).filter(|next| own(next) && self.are_listed(claim, next));
            if let Some((home, pieces)) = next.map(|next| (next.home, next.pieces.clone())) {
                if let Some(claim) = claims.get_mut(nth) {
                    claim.home = home;
                    claim.pieces = pieces;
                }
                continue;
            }
            let Some(told) = claim
                .home
                .checked_sub(1)
                .filter(|_| self.is_bare(claim.home))
            else {
                continue;
            };
            let dated = claims.iter().any(|other| other.home == told);
            if dated || !self.tells(told) || self.group(told) != self.group(claim.home) {
                continue;
            }
            for other in claims.iter_mut() {
                other.pieces.retain(|&piece| piece != told);
            }
            if let Some(claim) = claims.get_mut(nth) {
                claim.pieces.insert(0, told);
            }
        }
    }

    /// Whether only what parts the days of a list stands between two dates.
    fn are_listed(&self, claim: &Claim, next: &Claim) -> bool {
        if self.language.is_none() {
            return false;
        }
        let place = |claim: &Claim| self.tokens.iter().rposition(|t| t.date == Some(claim.date));
        let first = self.tokens.iter().position(|t| t.date == Some(next.date));
        let (Some(last), Some(first)) = (place(claim), first) else {
            return false;
        };
        (self.tokens.get(last + 1..first)).is_some_and(|between| {
            between
                .iter()
                .all(|token| token.is(Class::COORDINATOR.or(Class::PREPOSITION)))
        })
    }

    /// Whether a piece is a date and what leads to it, and nothing else.
    fn is_bare(&self, piece: usize) -> bool {
        let tokens = self.piece_tokens(piece);
        let leads = |token: &Token| token.is(Class::PREPOSITION);
        tokens.iter().any(|token| token.date.is_some())
            && tokens
                .iter()
                .all(|token| token.date.is_some() || leads(token))
    }

    /// The pieces of the group of `home`, and of the groups beside it until one tells.
    pub(super) fn around(&self, home: usize) -> Vec<usize> {
        let Some(group) = self.group(home) else {
            return vec![home];
        };
        let of = |from: usize, to: usize| -> Vec<usize> {
            (0..self.pieces.len())
                .filter(|&piece| self.group(piece).is_some_and(|g| from <= g && g <= to))
                .collect()
        };
        let tell = |pieces: &[usize]| pieces.iter().any(|&piece| self.tells(piece));
        let own = of(group, group);
        if tell(&own) && !self.refers(home) {
            return own;
        }
        let last = self.pieces.last().map_or(0, |piece| piece.group);
        for reach in 1..=last.max(1) {
            let left = of(group.saturating_sub(reach), group);
            if tell(&left) {
                return left;
            }
            let right = of(group, group + reach);
            if tell(&right) {
                return right;
            }
        }
        own
    }

    /// Whether a piece goes on with what stands before it, without a verb of its own.
    pub(super) fn goes_on(&self, piece: usize) -> bool {
        self.is_listed(piece) || self.begins(piece, Class::COORDINATOR)
    }

    /// Whether a bare date goes on with the date before it, what opens with such a word standing between them:
    /// `a marzo e di nuovo, con altri, tre mesi dopo`.
    fn goes_on_aside(&self, before: &Claim, claim: &Claim) -> bool {
        let mut between = before.home + 1..claim.home;
        self.language.is_some()
            && self.is_bare(claim.home)
            && self.group(before.home) == self.group(claim.home)
            && between.clone().all(|piece| !self.tells(piece))
            && between.any(|piece| self.begins(piece, Class::COORDINATOR))
    }

    /// Whether what tells of a date stands behind a semicolon and leaves out its verb: `A maggio persero la
    /// finale; a settembre, a Roma, la coppa`.
    fn is_elliptic(&self, claim: &Claim) -> bool {
        let group = self.group(claim.home);
        let Some(opens) = (0..=claim.home).find(|&piece| self.group(piece) == group) else {
            return false;
        };
        let first = self.pieces.get(opens).map_or(0, |piece| piece.first);
        let says = |token: &Token| {
            let little = Class::PREPOSITION
                .or(Class::ARTICLE)
                .or(Class::COMMON)
                .or(Class::CONNECTIVE);
            token.date.is_none() && !token.is(little) && token.range.len() > LITTLE
        };
        let pieces = || {
            claim
                .pieces
                .iter()
                .filter(|&&piece| self.group(piece) == group)
        };
        self.gap(first).contains(';')
            && (0..opens).any(|piece| self.tells(piece))
            && pieces().any(|&piece| self.piece_tokens(piece).iter().any(says))
    }

    /// Whether a piece is nothing but another day of a list: `on May 2, 5 and 9`.
    pub(super) fn is_listed(&self, piece: usize) -> bool {
        if self.language.is_none() {
            return false;
        }
        let of_list = |date: usize| {
            let before = date
                .checked_sub(1)
                .and_then(|before| self.dates.get(before));
            let days = before.zip(self.dates.get(date));
            days.is_some_and(|((_, a), (_, b))| a.days() < 15 && b.days() == 1 && a < b)
        };
        (self.piece_tokens(piece).iter()).all(|token| match token.date {
            Some(date) => of_list(date),
            None => token.is(Class::COORDINATOR.or(Class::PREPOSITION)),
        })
    }

    /// Whether the sentence is an entry of a chronology: the date first, then what happened, or what
    /// happened, a colon, and the date.
    pub(super) fn is_entry(&self, claim: &Claim) -> bool {
        let date = |t: &Token| t.date == Some(claim.date);
        let Some(first) = self.tokens.iter().position(date) else {
            return false;
        };
        // `End of the works: 2023`
        let labelled = self.tokens.len() <= LABELLED
            && self.gap(first).contains(':')
            && self.tokens.last().is_some_and(date);
        // `Commento | 30/01/2025`: when the article was published.
        let published = self.article.head.date
            == self.dates.get(claim.date).map(|&(_, value)| value)
            && (0..self.tokens.len()).any(|at| self.gap(at).contains(['|', '·', '•', '/']));
        (first < BEFORE_DATE || labelled) && !published && self.tokens.iter().all(|t| !t.verb.tells)
    }
}
