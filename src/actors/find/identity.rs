//! Who is who within one article: full names met under several spellings, and short forms tied to
//! them. `Kim` is whoever the article has established so far; where it has several, the one who leads his
//! country when the article is written, then the one whom the paragraph has just named in full, then
//! the one whom the article names most. Others of the surname are told apart in [`super::relatives`]. The tables of its people are in [`super::people`],
//! names with a slip in [`super::misspelt`].

use std::cmp::Reverse;
use std::ops::Range;

use super::given_spellings::is_respelt;
use super::known::Hit;
use super::lists::lists;
use super::persons::Person;
use super::reading::{Named, Reading, Who};
use super::tokens::{ACCENTED, APOSTROPHE, BREAK, LOUD, SPACE};
use crate::actors::dictionary::office::Office;
use crate::actors::dictionary::words::{FUNCTION, PLACE_PREPOSITION, ROLES};
use crate::actors::{self, ActorKind, How};
use crate::corpus::BlockKind;
use crate::text::hash::TextTable;

impl<'a> Reading<'a> {
    /// Settles that `words` are the full name of a person, whom the dictionary or the article may
    /// have under this or a close name.
    pub(super) fn introduce_person(&mut self, words: Range<usize>, found: actors::Found) {
        let parts: Vec<&str> = words.clone().map(|at| self.folded(at)).collect();
        let text = self.text(&words);
        let (who, found) = match self.met.get(text) {
            Some(&met) => met,
            None => {
                let Some(read) = self.full_name(words.start, &parts, text, found) else {
                    return;
                };
                self.met.insert(text, read);
                read
            }
        };
        self.call(who, text);
        self.establish(&words, &parts, who);
        self.name(words, who, How::Name, found);
    }

    /// Whom the full name `text` means, and how that is known; it begins with the token `first`.
    fn full_name(
        &mut self,
        first: usize,
        parts: &[&str],
        text: &str,
        found: actors::Found,
    ) -> Option<(Who, actors::Found)> {
        let letters: usize = parts.iter().map(|part| part.len() + 1).sum();
        let mut slug = String::with_capacity(letters + ActorKind::Person.as_str().len());
        slug.push_str(ActorKind::Person.as_str());
        let mut joint = ':';
        for part in parts {
            slug.push(joint);
            slug.push_str(part);
            joint = '-';
        }
        if let Some(number) = self.dictionary.number(&slug) {
            return Some((Who::Known(number), actors::Found::Dictionary));
        }
        if let Some(number) = self.close_to_known(parts, text) {
            return Some((Who::Known(number), actors::Found::Spelling));
        }
        if let Some(who) = self.same_person(parts) {
            return Some((who, found));
        }
        if let Some(who) = self.respelt_person(first, parts) {
            return Some((who, actors::Found::Spelling));
        }
        let who = self.actor(ActorKind::Person, text)?;
        Some((who, found))
    }

    /// The only person of the article whose given name the name at `first` spells in another way.
    fn respelt_person(&self, first: usize, parts: &[&str]) -> Option<Who> {
        let namesakes = self.people.by_word.get(parts.last()?)?;
        let title = self.title_of(first);
        let mut same = (namesakes.iter()).filter(|person| is_respelt(person, parts, first, title));
        let one = same.next()?;
        same.next().is_none().then_some(one.who)
    }

    /// A person of the article of whose name this is a shorter or longer form.
    pub(super) fn same_person(&self, parts: &[&str]) -> Option<Who> {
        let last = parts.last()?;
        let namesakes = self.people.by_word.get(last)?;
        let mut same = namesakes.iter().filter(|person| {
            person.words.last() == Some(last)
                && (parts.iter().all(|part| person.words.contains(part))
                    || person.words.iter().all(|word| parts.contains(word)))
        });
        let one = same.next()?;
        same.next().is_none().then_some(one.who)
    }

    /// Whom the single word `at` names, of those whom the article gives a full name. A bare
    /// surname that the dictionary knows for a leader in office means that leader, whatever
    /// relatives the article introduces, where an office stands before it or it stands alone before their
    /// full names.
    pub(super) fn short_form(&self, at: usize) -> Option<Who> {
        let token = self.tokens.get(at)?;
        let word = token.range().of(&self.article.text).as_bytes();
        if !token.is(ACCENTED) && !self.people.may_have(word) {
            return None;
        }
        let word = self.folded(at);
        let known = self.people.by_word.get(word)?;
        if self.is_rather_a_thing(at) {
            return None;
        }
        // O'Sullivan is of another family than Sullivan.
        let irish = self.is_irish(at);
        // What was taken for somebody first may have turned out to be a clan.
        let person = |person: &&Person<'_>| self.kind(person.who) == ActorKind::Person;
        let alike = || {
            (known.iter())
                .filter(|person| person.is_irish(word) == irish)
                .filter(person)
        };
        let namesakes: Vec<&Person> = match alike().next() {
            Some(_) => alike().collect(),
            None if irish => return None,
            None => known.iter().filter(person).collect(),
        };
        let famous = self
            .hit_at(at)
            .and_then(|hit| {
                self.aliases(&hit)
                    .find(|alias| alias.short && !alias.unsure)
            })
            .map(|alias| Who::Known(alias.actor));
        if let Some(famous) = famous
            && !namesakes.iter().any(|person| person.who == famous)
            && (self.leads(famous)
                && self.is_at_home(famous)
                && self.has_established(at, &namesakes)
                || !self.is_in_title(at) && namesakes.iter().all(|person| at < person.first))
        {
            return Some(famous);
        }
        if let [one] = namesakes.as_slice() {
            return Some(one.who);
        }
        let namesakes = self.fitting(at, namesakes);
        // Whom the article has named so far, the leader, then the one whose full name the paragraph gave
        // last, then whom the article names most, and first.
        let line = self.line_of(at);
        let best = namesakes.into_iter().max_by_key(|person| {
            let last = person.last_in(line..at);
            let first = Reverse(person.first);
            (
                person.first <= at,
                self.leads(person.who),
                // Whoever is told by the title alone needs it: «il maresciallo Tagliabue».
                person.words.len() > 1,
                last,
                person.times,
                first,
            )
        });
        best.map(|person| person.who)
    }

    /// Whether the word is a name that the dictionary knows of no person and stands as such names do and
    /// surnames do not: «alla Nato», «a Roma», after Bruno Nato and Anna Roma.
    fn is_rather_a_thing(&self, at: usize) -> bool {
        let known = self.hit_at(at).is_some_and(|hit| {
            hit.end == hit.first + 1
                && self.aliases(&hit).any(|alias| {
                    let kind = self.dictionary.kind(alias.actor);
                    !alias.short && !alias.unsure && kind != Some(ActorKind::Person)
                })
        });
        known && {
            let before = at.checked_sub(1).filter(|_| self.is_spaced(at));
            let led = before.is_some_and(|before| {
                self.means(before, FUNCTION | PLACE_PREPOSITION)
                    && !lists().and.has(self.folded(before))
            });
            let loud = self.tokens.get(at).is_some_and(|token| token.is(LOUD));
            led || loud || self.is_articulated(at)
        }
    }

    /// Whom the article gives a full name that ends with the surname `hit` of several words, which
    /// the dictionary knows of somebody else.
    pub(super) fn namesake(&self, hit: Hit) -> Option<Who> {
        let last = hit.end.checked_sub(1)?;
        if !self.aliases(&hit).all(|alias| alias.short) {
            return None;
        }
        let who = self.short_form(last)?;
        let namesakes = self.people.by_word.get(self.folded(last))?;
        let full = namesakes.iter().find(|person| person.who == who)?;
        let known = self
            .aliases(&hit)
            .any(|alias| Who::Known(alias.actor) == who);
        let ends_so = (hit.first..hit.end)
            .rev()
            .zip((full.first..full.end).rev())
            .all(|(here, there)| self.folded(here) == self.folded(there));
        let whole = full.end - full.first > hit.end - hit.first;
        (!known && whole && ends_so).then_some(who)
    }

    /// Settles that `words` are the short form `at` of `who`: what it follows from, and whether
    /// somebody else of the article might be meant.
    pub(super) fn name_short_form(&mut self, words: Range<usize>, who: Who) {
        let namesakes = self.people.by_word.get(self.folded(words.start));
        let full = (words.clone())
            .filter_map(|at| self.people.by_word.get(self.folded(at)))
            .flatten()
            .find(|person| person.who == who)
            .map(|person| (person.first, person.end));
        let named = Named {
            first: words.start,
            end: words.end,
            who,
            how: How::Name,
            found: match full {
                Some(_) => actors::Found::ShortForm,
                None => actors::Found::Dictionary,
            },
            sure: full.is_some()
                && namesakes.is_some_and(|namesakes| self.is_surely_meant(words.start, namesakes))
                && !(words.len() == 1 && self.is_rather_either(words.start)),
            // The full name itself follows from nothing else.
            evidence: full.filter(|&(first, end)| first != words.start || end != words.end),
        };
        if named.sure {
            self.call(who, self.text(&words));
        }
        self.settle(named);
    }

    /// Whether the token goes on with a surname that «O'» begins.
    pub(super) fn is_irish(&self, at: usize) -> bool {
        let joined = (self.tokens.get(at)).is_some_and(|token| token.gap == APOSTROPHE);
        joined && (at.checked_sub(1)).is_some_and(|before| self.text(&(before..at)) == "O")
    }

    /// Whether the word before `at` belongs to the surname of `who`, as the article gives it in full: Lo
    /// Presti.
    pub(super) fn is_article_of(&self, at: usize, who: Who) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let close =
            (self.tokens.get(at)).is_some_and(|token| matches!(token.gap, SPACE | APOSTROPHE));
        let (article, surname) = (self.folded(before), self.folded(at));
        // O'Donovan
        if !close
            || !(self.is_irish(at) || self.is_surname_article(before))
            || self.is_claimed(before)
        {
            return false;
        }
        let namesakes = self.people.by_word.get(surname);
        namesakes.into_iter().flatten().any(|person| {
            person.who == who
                && person
                    .words
                    .windows(2)
                    .any(|pair| matches!(pair, [a, b] if **a == *article && **b == *surname))
        })
    }

    /// Whether the article speaks of the leader whose surname is the token, though it gives only others of
    /// the surname a full name: by an office before it, or by it alone before their full names.
    fn has_established(&self, at: usize, others: &[&Person]) -> bool {
        let bare = self.bare.get_or_init(|| {
            let mut bare: TextTable<&str, (usize, bool)> = TextTable::default();
            let single = |hit: &&Hit| hit.end == hit.first + 1 && hit.sure == 0;
            for hit in self.hits.iter().filter(single) {
                let officer = (hit.first.checked_sub(1))
                    .is_some_and(|before| self.is_close(hit.first) && self.means(before, ROLES));
                let whole = (hit.first.checked_sub(1))
                    .is_some_and(|before| self.is_claimed(before) && self.is_capital(before));
                if !officer && (whole || self.is_in_title(hit.first)) {
                    continue;
                }
                let one = bare
                    .entry(self.folded(hit.first))
                    .or_insert((hit.first, false));
                one.1 |= officer;
            }
            bare
        });
        let first = bare.get(self.folded(at));
        first.is_some_and(|&(first, officer)| {
            officer || others.iter().all(|person| first < person.first)
        })
    }

    /// Whether the token stands in the title, which names before anybody is introduced.
    fn is_in_title(&self, at: usize) -> bool {
        let title = self.article.blocks.first();
        let title = title.filter(|block| block.kind == BlockKind::Title);
        title.is_some_and(|title| title.range.covers(self.range(at, at + 1)))
    }

    /// Whether the article speaks of somebody's country.
    fn is_at_home(&self, who: Who) -> bool {
        let Who::Known(number) = who else {
            return false;
        };
        let country = self.dictionary.country(number);
        country.is_some_and(|country| self.countries.contains(&country))
    }

    /// The first token of the line or block of a token.
    fn line_of(&self, at: usize) -> usize {
        let lines = self.lines.get_or_init(|| {
            let tokens = self.tokens.iter().enumerate();
            let begins = tokens.filter(|(_, token)| token.gap & BREAK != 0);
            begins.map(|(at, _)| at).collect()
        });
        let before = lines.partition_point(|&first| first <= at).checked_sub(1);
        before.and_then(|line| lines.get(line)).map_or(0, |&at| at)
    }

    /// Whether somebody leads his country at the date of the article.
    fn leads(&self, who: Who) -> bool {
        let Who::Known(number) = who else {
            return false;
        };
        self.dictionary.country(number).and_then(|country| {
            self.dictionary
                .holder(Office::Leader, country, self.article.head.date)
        }) == Some(number)
    }
}
