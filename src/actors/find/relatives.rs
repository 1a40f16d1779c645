//! Who else bears a surname than whom the article has named: a title of the other sex («la sindaca Fiorenza
//! Tagliabue … il maresciallo Tagliabue»), a relative («her husband, General Brightwell»), another rank.
//! Which words are women's and which men's is in [`super::sexes`].

use super::extents::extents;
use super::persons::{Person, Title};
use super::reading::{Reading, Who};
use super::sexes::{Sex, Told, sexes};
use super::tokens::{CAPITAL, DOT, SPACE};
use crate::actors::dictionary::office;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{FUNCTION, GIVEN, KIN, OF, ROLES, TITLE, TRADE};
use crate::actors::{self, ActorKind, How};
use crate::text::fold::fold;

/// Letters by which titles are one in several forms: Gen. and General, ministro and ministra.
const SAME: usize = 3;
/// Tokens before a relative in which whose relative it is must be named.
const REACH: usize = 60;
/// Letters of an abbreviated title: Capt.
const LONGEST_ABBREVIATION: u32 = 5;

/// What stands beside a surname.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// The token of the title before it.
    title: Option<usize>,
    /// The sex that the title tells, or the article of a woman.
    sex: Option<Told>,
    /// The token of the noun for a relative whom an apposition makes of it.
    kin: Option<usize>,
}

impl<'a> Reading<'a> {
    /// The title before the name at `first`.
    pub(super) fn title_of(&self, first: usize) -> Option<Title<'a>> {
        let title = self.title_before(first)?;
        Some((self.folded(title), self.sex_of_title(title)))
    }

    /// The token of the title right before the name at `at`.
    fn title_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let (token, title) = (self.tokens.get(at)?, self.tokens.get(before)?);
        let close =
            token.gap == SPACE || token.gap == DOT | SPACE && title.len() <= LONGEST_ABBREVIATION;
        (close && self.means(before, TITLE | TRADE | ROLES) && !self.means(before, GIVEN))
            .then_some(before)
    }

    /// Whether a title stands right before the name at the token.
    pub(super) fn is_titled(&self, at: usize) -> bool {
        self.title_before(at).is_some()
    }

    fn sex_of_title(&self, title: usize) -> Option<Told> {
        let article = title.checked_sub(1).filter(|_| self.is_spaced(title));
        let article = article.map_or("", |article| self.folded(article));
        sexes().of_title(self.folded(title), article, self.languages != ENGLISH)
    }

    /// The sex of somebody: by the given name, else by the titles before the full name.
    fn sex_of(&self, person: &Person<'_>) -> Option<Told> {
        let first = person.words.first().filter(|_| person.words.len() > 1);
        let known = self.means(person.first, GIVEN);
        let given = first.and_then(|first| sexes().of_given(first, known));
        given.map(|sex| (sex, true)).or(person.sex)
    }

    /// What stands beside the surname `at`; `None` where nothing does that might tell people apart.
    pub(super) fn signs_at(&self, at: usize) -> Option<Signs> {
        let title = self.title_before(at);
        let first = title.unwrap_or(at);
        let kin = (self.kin_before(first)).or_else(|| self.kin_after(at + 1));
        let sex = match title {
            Some(title) => self.sex_of_title(title),
            // «la Sartori»
            None => (at.checked_sub(1))
                .filter(|_| self.languages != ENGLISH && self.is_spaced(at))
                .filter(|&article| sexes().articles_of_women.has(self.folded(article)))
                .map(|_| (Sex::Woman, false)),
        };
        (title.is_some() || kin.is_some() || sex.is_some()).then_some(Signs { title, sex, kin })
    }

    /// The noun for a relative in whose apposition the name stands that begins at `first`: «her husband,
    /// General Brightwell», «suo marito, il professor Grumelli».
    fn kin_before(&self, first: usize) -> Option<usize> {
        let before = |at: usize| at.checked_sub(1);
        let mut at = before(first)?;
        if self.has_article(first) {
            at = before(at)?;
        }
        let noun = self.means(at, KIN) && self.is_small_word(at);
        (noun && self.is_possessed(at)).then_some(at)
    }

    /// The same after it, from the token on: «Tagliabue, suo fratello».
    fn kin_after(&self, at: usize) -> Option<usize> {
        if !self.is_after_comma(at) {
            return None;
        }
        // «fratello della sindaca»
        if self.means(at, KIN)
            && self.means(at + 1, OF)
            && self.means(at + 2, TITLE | TRADE | ROLES)
        {
            return Some(at);
        }
        let possessed = sexes().possessives.has(self.folded(at));
        let noun = (at + 1..at + 3).find(|&noun| self.means(noun, KIN) && self.is_small_word(noun));
        noun.filter(|_| possessed)
    }

    /// Whether a possessive leads the noun, be it with a word between: «her late husband».
    fn is_possessed(&self, noun: usize) -> bool {
        let owned =
            |at: Option<usize>| at.is_some_and(|at| sexes().possessives.has(self.folded(at)));
        let between = noun.checked_sub(1).filter(|&at| self.is_small_word(at));
        owned(noun.checked_sub(1)) || between.is_some_and(|at| owned(at.checked_sub(1)))
    }

    /// Whether the article gives `person` the title at the token, in whatever form.
    fn has_title(&self, person: &Person<'_>, title: usize) -> bool {
        let word = self.folded(title);
        let begin = word.get(..SAME).unwrap_or(word);
        person.titles.iter().any(|known| known.starts_with(begin))
    }

    /// Whether what the `signs` beside the surname `at` say that it is not `person` who is meant, and if so,
    /// whether they leave no doubt.
    fn denies(&self, person: &Person<'_>, at: usize, signs: &Signs) -> Option<bool> {
        let theirs = self.sex_of(person);
        let same = signs
            .title
            .is_some_and(|title| self.has_title(person, title));
        let another = |told: Option<Told>| {
            let ((theirs, known), (here, said)) = theirs.zip(told)?;
            // «Il capitano Anna Belotti … Il capitano Belotti»
            (theirs != here && (said || !same)).then_some(known && said)
        };
        let related = signs.kin.and_then(|kin| sexes().of_kin(self.folded(kin)));
        let another = [another(signs.sex), another(related.map(|sex| (sex, true)))];
        let another = another.into_iter().flatten().reduce(|a, b| a || b);
        another.or_else(|| {
            let (title, kin) = signs.title.filter(|_| !same).zip(signs.kin)?;
            let just = self.was_just_named(person, title.min(kin), at);
            just.then_some(false)
        })
    }

    /// Whether `person` is whom the article has named last before the token, under the surname `at` or another
    /// word of the name.
    fn was_just_named(&self, person: &Person<'_>, before: usize, at: usize) -> bool {
        let named = |&at: &usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.is(CAPITAL)) && self.is_claimed(at)
        };
        let last = (before.saturating_sub(REACH)..before).rev().find(named);
        last.is_some_and(|last| {
            let word = self.folded(last);
            word == self.folded(at) || person.words.contains(&word)
        })
    }

    /// Of the people who have the surname `at`, those whom what stands beside it may mean: all, where it
    /// means none of them.
    pub(super) fn fitting<'p>(
        &self,
        at: usize,
        namesakes: Vec<&'p Person<'a>>,
    ) -> Vec<&'p Person<'a>> {
        let Some(signs) = self.signs_at(at) else {
            return namesakes;
        };
        let mut fitting = namesakes.clone();
        fitting.retain(|person| self.denies(person, at, &signs).is_none());
        let titled = |person: &&&Person<'a>| {
            (signs.title).is_some_and(|title| self.has_title(person, title))
        };
        let entitled: Vec<&Person<'a>> = fitting.iter().filter(titled).copied().collect();
        if !entitled.is_empty() {
            entitled
        } else if fitting.is_empty() {
            namesakes
        } else {
            fitting
        }
    }

    /// Whether somebody under the surname `at` is surely meant by it, who is the only one of the `namesakes`
    /// whom what stands beside it leaves.
    pub(super) fn is_surely_meant(&self, at: usize, namesakes: &[Person<'a>]) -> bool {
        let all: Vec<&Person<'a>> = namesakes.iter().collect();
        match self.fitting(at, all).as_slice() {
            [one] => {
                !one.given && !self.has_another_rank(one, at) && !self.is_of_unknown_sex(one, at)
            }
            _ => false,
        }
    }

    /// Whether the title before the surname `at` tells a sex, and nothing in the article or the lists tells that
    /// of `person`, whom only the article knows: «Pavlos Rhodes … Mrs Rhodes».
    fn is_of_unknown_sex(&self, person: &Person<'_>, at: usize) -> bool {
        let Some(title) = self
            .title_before(at)
            .filter(|_| matches!(person.who, Who::New(_)))
        else {
            return false;
        };
        self.sex_of_title(title).is_some_and(|(_, sure)| sure)
            && !self.has_title(person, title)
            && self.sex_of(person).is_none()
    }

    /// Whether a rank stands before the surname `at` of somebody introduced, which the article does not give with
    /// the full name, but another: «il colonnello Luca Sala … il professor Sala».
    fn has_another_rank(&self, person: &Person<'_>, at: usize) -> bool {
        if let Who::Known(number) = person.who {
            // «L’arbitro Renzi»
            let trade = at.checked_sub(1).filter(|_| self.is_spaced(at));
            return trade.is_some_and(|trade| {
                extents().no_politicians.has(self.folded(trade)) && !self.has_title(person, trade)
            }) && office::governed(self.dictionary.terms(), number);
        }
        let Some(title) = self.title_before(at) else {
            return false;
        };
        matches!(person.who, Who::New(_))
            && self.means(title, TITLE | ROLES)
            && !person.titles.is_empty()
            && !sexes().courtesy.has(self.folded(title))
            && !self.has_title(person, title)
    }

    /// Whether the title before the surname `at` is of the other sex than `actor` of the dictionary: «la
    /// signora Macron».
    pub(super) fn is_of_another_sex(&self, at: usize, actor: u32) -> bool {
        let Some(title) = self.title_before(at) else {
            return false;
        };
        let given = || {
            let name = &self.dictionary.entry(actor)?.actor.name;
            let first = fold(name.split(' ').next()?);
            sexes().of_given(&first, self.dictionary.is_given(&first))
        };
        let told = self.sex_of_title(title).filter(|&(_, sure)| sure);
        told.is_some_and(|(sex, _)| given().is_some_and(|theirs| theirs != sex))
    }

    /// Names somebody by the surname `at` and the title before it.
    pub(super) fn name_by_title(&mut self, at: usize) {
        let title = self.title_before(at).unwrap_or(at);
        let name = self.text(&(title..at + 1));
        if let Some(who) = self.actor(ActorKind::Person, name) {
            self.name(at..at + 1, who, How::Name, actors::Found::Introduced);
        }
    }

    /// Names whoever is meant by the surname `at`, if what stands beside it says that it is none of those
    /// whom the article has under it; says whether it did.
    pub(super) fn name_relative(&mut self, at: usize) -> bool {
        let Some(namesakes) = self.people.by_word.get(self.folded(at)) else {
            return false;
        };
        let Some(signs) = self.signs_at(at) else {
            return false;
        };
        if signs.title.is_none() && signs.kin.is_none() || self.means(at, FUNCTION) {
            return false;
        }
        let mut sure = true;
        for person in namesakes {
            match self.denies(person, at, &signs) {
                Some(certain) => sure &= certain,
                None => return false,
            }
        }
        let name = self.text(&(signs.title.unwrap_or(at)..at + 1));
        let Some(who) = self.actor(ActorKind::Person, name) else {
            return false;
        };
        let words = at..at + 1;
        self.establish(&words, &[self.folded(at)], who);
        self.name(words, who, How::Name, actors::Found::Introduced);
        if !sure {
            self.doubt_last();
        }
        true
    }
}
