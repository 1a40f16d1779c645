//! The bodies that every state has one of, ministries and armed services: each is one by what it is for and
//! whose it is, in both languages and under every wording. What they are called is in
//! [`super::state_table`]; how far a ministry's name reaches is read in [`super::organisations`].

use std::ops::Range;

use super::reading::{Named, Reading, Who};
use super::state_table::{Body, Row, agreeing, bodies};
use super::tokens::APOSTROPHE;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{FUNCTION, MINISTRY, OF};
use crate::actors::{self, ActorKind, How, dictionary};
use crate::text::hash::TextTable;

/// Words of what a body is for, or is called.
const MOST_WORDS: usize = 6;

/// A body as some words name it.
#[derive(Debug)]
pub(super) struct Called {
    /// The words.
    pub(super) words: Range<usize>,
    /// Which it is; `None` of a ministry that the asset does not have.
    pub(super) body: Option<&'static Body>,
    /// Its name without the country.
    pub(super) base: String,
    /// Whose it is, where the words say so.
    pub(super) country: Option<u32>,
    /// The words after the name that say so: «of Russia».
    pub(super) owner: Option<usize>,
}

impl Reading<'_> {
    /// What the `words` of a ministry, or of a service, name.
    pub(super) fn state_body(&self, words: Range<usize>) -> Called {
        let mut base = String::new();
        let mut field = Vec::new();
        let mut department = false;
        let mut country = words
            .start
            .checked_sub(2)
            .and_then(|owner| self.owner(owner));
        let mut at = words.start;
        while at < words.end {
            if let Some(hit) = self.hit_at(at)
                && let Some(of) = self.state_meant(at)
            {
                country = Some(of);
                at = hit.end;
                continue;
            }
            if let Some((end, of)) = self.english_nation(at).filter(|_| at == words.start) {
                country = Some(of);
                at = end;
                continue;
            }
            let leads = self.means(at, OF)
                && (self.hit_at(at + 1))
                    .is_some_and(|hit| hit.end <= words.end && self.state_meant(at + 1).is_some());
            if !leads {
                let gap = self.tokens.get(at).map_or(0, |token| token.gap);
                if !base.is_empty() {
                    base.push(if gap == APOSTROPHE { '’' } else { ' ' });
                }
                base.push_str(self.text(&(at..at + 1)));
                let word = self.folded(at);
                if self.is_ministry(at) {
                    department |= word.starts_with('d');
                } else if !self.means(at, FUNCTION | OF) {
                    field.push(word);
                }
            }
            at += 1;
        }
        let owner = self.owned_by(words.end).filter(|_| country.is_none());
        let country = country.or(owner.map(|(_, of)| of));
        let known = bodies();
        let ministry = words.clone().any(|at| self.is_ministry(at));
        let names = if ministry {
            &known.ministries
        } else {
            &known.services
        };
        let body = known.of(names.get(&field.join(" ")));
        let body =
            body.filter(|_| !department || country.is_some_and(|of| self.has_departments(of)));
        Called {
            words,
            body,
            base,
            country,
            owner: owner.map(|(end, _)| end),
        }
    }

    /// The country whose English adjective a text of another language has at the token, and where that ends:
    /// «South Korean Defence Ministry».
    fn english_nation(&self, at: usize) -> Option<(usize, u32)> {
        if self.languages == ENGLISH || !self.is_capital(at) {
            return None;
        }
        (at + 1..at + 3).rev().find_map(|end| {
            let nation = self.dictionary.english_nation(&self.joined(at..end))?;
            Some((end, nation))
        })
    }

    /// Whether the word is that for a ministry, in either language.
    fn is_ministry(&self, at: usize) -> bool {
        self.means(at, MINISTRY)
            || self.means_in_english(at, MINISTRY)
            || self.folded(at) == "department"
    }

    /// Whether the ministries of a country are called departments.
    fn has_departments(&self, country: u32) -> bool {
        let of = self.tail(country);
        bodies().departments.split(' ').any(|country| country == of)
    }

    /// The state that an adjective, a name or a capital at the token means.
    fn state_meant(&self, at: usize) -> Option<u32> {
        let of = self.bearer(at)?;
        (self.kind(Who::Known(of)) == ActorKind::Country).then_some(of)
    }

    /// The state whose name the genitive ends with that the token is the last word of: «Russia's».
    fn owner(&self, last: usize) -> Option<u32> {
        let genitive = self
            .tokens
            .get(last + 1)
            .is_some_and(|it| it.gap == APOSTROPHE);
        let hit = self.hit_ending(last).filter(|_| genitive)?;
        self.state_meant(hit.first)
    }

    /// The state that «of Russia» at the token names, and where that ends.
    fn owned_by(&self, of: usize) -> Option<(usize, u32)> {
        if !self.is_spaced(of) || !self.means(of, OF) {
            return None;
        }
        let mut first = of + 1;
        first += usize::from(self.folded(first) == "the" && self.is_spaced(first));
        let hit = self
            .hit_at(first)
            .filter(|hit| self.is_close(first) && self.is_land(*hit))?;
        self.state_meant(first).map(|state| (hit.end, state))
    }

    /// What stands behind the kind in the id of a country.
    fn tail(&self, country: u32) -> &str {
        let entry = self.dictionary.entry(country);
        let id = entry.map_or("", |entry| &entry.actor.id.0);
        id.split_once(':').map_or(id, |(_, tail)| tail)
    }

    /// The body of a country, or of one that is not told.
    pub(super) fn body_of(&mut self, body: &'static Body, country: Option<u32>) -> Option<Who> {
        let tail = country.map(|country| self.tail(country).to_owned());
        let mut body = body;
        if let Some(tail) = &tail {
            let whole = bodies().all.iter().find(|other| {
                let part = other.row.also_in.0.get(tail);
                part.is_some_and(|part| body.key == format!("ministry-of-{part}"))
            });
            body = whole.unwrap_or(body);
            if let Some(known) = body.row.known.0.get(tail)
                && let Some(number) = (self.dictionary).number(&format!("organisation:{known}"))
            {
                return Some(Who::Known(number));
            }
        }
        let slug = match &tail {
            Some(tail) => format!("{}-{tail}", body.key),
            None => body.key.clone(),
        };
        let names = self.names_of(&body.row, country);
        self.actor_in_both(slug, ActorKind::Organisation, names)
    }

    /// What a body of a country is called in Italian and in English.
    fn names_of(&self, row: &Row, country: Option<u32>) -> [String; 2] {
        let entry = country.and_then(|country| self.dictionary.entry(country));
        let Some(entry) = entry else {
            return [row.it.clone(), row.en.clone()];
        };
        let capital = |form: &&String| form.starts_with(char::is_uppercase);
        let forms = || entry.adjectives.iter();
        let italian = forms().find(|form| !capital(form));
        let italian = italian.map_or_else(
            || entry.actor.name.clone(),
            |form| agreeing(form, row.gender),
        );
        let english = forms()
            .find(capital)
            .map_or(entry.english(), String::as_str);
        [
            format!("{} {italian}", row.it),
            format!("{english} {}", row.en),
        ]
    }

    /// Names the bodies that `called` are. One without a country is the only one of its kind to which the
    /// article gives a country; else that of the only country it speaks of. Neither is sure.
    pub(super) fn name_state_bodies(&mut self, called: Vec<Called>) {
        let mut of: TextTable<String, Vec<u32>> = TextTable::default();
        for one in &called {
            if let Some(country) = one.country {
                let countries = of.entry(one.key()).or_default();
                if !countries.contains(&country) {
                    countries.push(country);
                }
            }
        }
        for one in called {
            let stated = match of.get(&one.key()).map(Vec::as_slice) {
                Some([country]) => Some(*country),
                _ => None,
            };
            let clear = one.country.or(stated);
            let who = match one.body {
                Some(body) => self.body_of(body, clear.or_else(|| self.home())),
                None => self.other_ministry(&one.base, clear),
            };
            let Some(who) = who else { continue };
            let written = self.text(&one.words);
            self.call(who, written);
            self.call(who, &one.base);
            let found = match who {
                Who::Known(_) => actors::Found::Dictionary,
                Who::New(_) => actors::Found::Introduced,
            };
            self.name(one.words.clone(), who, How::Name, found);
            if let Some((end, last)) = one.owner.zip(self.named.last_mut()) {
                // Whose it is, is named there as well.
                last.end = end;
            }
            if one.country.is_none() && (one.body.is_some() || clear.is_some()) {
                self.doubt_last();
            }
        }
    }

    /// The country whose bodies an article means that gives them none: the only one that it speaks of; in
    /// Italian, Italy where it speaks of that or of none.
    fn home(&self) -> Option<u32> {
        let italy = self.dictionary.number("country:it");
        let home = italy.filter(|italy| {
            self.languages != ENGLISH
                && (self.countries.is_empty() || self.countries.contains(italy))
        });
        home.or(match self.countries.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    }

    /// A ministry for what no list has, by its name and its country.
    fn other_ministry(&mut self, base: &str, country: Option<u32>) -> Option<Who> {
        let entry = country.and_then(|country| self.dictionary.entry(country));
        let english = self.languages == ENGLISH;
        let adjective = entry.and_then(|entry| {
            let mut forms = entry.adjectives.iter();
            forms.find(|form| form.starts_with(char::is_uppercase) == english)
        });
        let name = match adjective {
            Some(adjective) if english => format!("{adjective} {base}"),
            Some(adjective) => format!("{base} {adjective}"),
            None => base.to_owned(),
        };
        self.actor(ActorKind::Organisation, &name)
    }

    /// Names the ministries in small letters of English and the services of both languages that stand beside
    /// a country: «the Russian foreign ministry», «l’esercito sudcoreano». The country is named as well.
    pub(super) fn find_bodies_of_states(&mut self) {
        let mut found = Vec::new();
        for hit in &self.hits {
            let adjective = self.is_adjective(hit.first);
            let beside = if self.languages == ENGLISH {
                let owner = !adjective && self.owner(hit.end - 1).is_some();
                let first = hit.end + usize::from(owner);
                // the UK defence ministry
                let initials = || {
                    let name = self.text(&(hit.first..hit.end));
                    name.len() < 5 && !name.contains(char::is_lowercase)
                };
                let ahead = (adjective || owner || initials()).then(|| self.english_body(first));
                let ahead = ahead.flatten().map(|(end, body)| match adjective {
                    true => (hit.first..end, body),
                    false => (first..end, body),
                });
                ahead.or_else(|| self.body_before(hit.first, hit.end, false))
            } else {
                self.body_before(hit.first, hit.end, adjective)
            };
            // Few countries have one beside them, so that is asked first.
            let Some((words, body)) = beside else {
                continue;
            };
            let Some(country) = self.state_meant(hit.first) else {
                continue;
            };
            let department = words.clone().any(|at| self.folded(at) == "department");
            // The whole name may be one of the dictionary.
            let known = (self.hit_at(words.start)).is_some_and(|whole| whole.end > hit.end);
            let free = !words.clone().any(|at| self.is_claimed(at))
                && !known
                && (!department || self.has_departments(country));
            if free {
                found.push((words, body, country));
            }
        }
        for (words, body, country) in found {
            let Some(who) = self.body_of(body, Some(country)) else {
                continue;
            };
            if words.len() > 1 {
                let written = self.text(&words);
                self.call(who, written);
            }
            // What else it has of capitals is nobody's name: «South Korea's Joint Chiefs of Staff».
            for at in words.clone() {
                if !self.is_inside_hit(at) {
                    self.claim(at..at + 1);
                }
            }
            self.named.push(Named {
                first: words.start,
                end: words.end,
                who,
                how: How::Name,
                found: match who {
                    Who::Known(_) => actors::Found::Dictionary,
                    Who::New(_) => actors::Found::Introduced,
                },
                sure: true,
                evidence: None,
            });
        }
    }

    /// The English body whose name begins at the token: «foreign ministry», «ministry of defence», «navy».
    fn english_body(&self, first: usize) -> Option<(usize, &'static Body)> {
        let known = bodies();
        let mut words = String::new();
        let mut best = None;
        let of = self.is_ministry(first) && matches!(self.folded(first + 1), "of" | "for");
        let begin = if of { first + 2 } else { first };
        for at in begin..begin + MOST_WORDS {
            if !self.is_spaced(at) {
                break;
            }
            let word = self.folded(at);
            if self.is_ministry(at) && !of {
                return known
                    .of(known.ministries.get(&words))
                    .map(|body| (at + 1, body));
            }
            if matches!(word, "and" | "the") {
                continue;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
            let names = if of {
                &known.ministries
            } else {
                &known.services
            };
            let body = known.of(names.get(&words));
            best = body.map(|body| (at + 1, body)).or(best);
        }
        // «the Russian army chief» leads it.
        best
    }

    /// The body whose name stands before the country at `first`, which goes to `end`: «esercito sudcoreano»,
    /// «army of South Korea», «defence ministry of Russia».
    fn body_before(
        &self,
        first: usize,
        end: usize,
        adjective: bool,
    ) -> Option<(Range<usize>, &'static Body)> {
        let mut last = first;
        if !adjective {
            let article = first.checked_sub(1).filter(|&at| self.folded(at) == "the");
            last = article.unwrap_or(first).checked_sub(1)?;
            if !self.means(last, OF) || matches!(self.folded(last), "for" | "per") {
                return None;
            }
        }
        if !self.is_close(first) || !self.is_spaced(last) {
            return None;
        }
        let known = bodies();
        let mut longest = None;
        for at in (last.saturating_sub(MOST_WORDS)..last).rev() {
            if at + 1 < last && !self.is_close(at + 1) {
                break;
            }
            if !self.begins_body(at) {
                continue;
            }
            let body = match self.languages {
                ENGLISH => self.english_body_to(at, last),
                _ => known.of(known.services.get(&self.joined(at..last))),
            };
            longest = body.map(|body| (at..end, body)).or(longest);
        }
        longest
    }

    /// Whether the word may begin the name of a body: most begin none, and are told apart without a look at
    /// those after them.
    fn begins_body(&self, at: usize) -> bool {
        bodies().first.has(self.folded(at)) || self.languages == ENGLISH && self.is_ministry(at)
    }

    /// The English body that exactly these words name.
    fn english_body_to(&self, first: usize, end: usize) -> Option<&'static Body> {
        let known = bodies();
        let ministry = end.checked_sub(1).filter(|&last| self.is_ministry(last));
        match ministry {
            Some(last) if last > first => known.of(known.ministries.get(&self.joined(first..last))),
            Some(_) => None,
            None if self.is_ministry(first) && self.folded(first + 1) == "of" => {
                known.of(known.ministries.get(&self.joined(first + 2..end)))
            }
            None => known.of(known.services.get(&self.joined(first..end))),
        }
    }

    /// The folded words, one space between.
    fn joined(&self, words: Range<usize>) -> String {
        let words: Vec<&str> = words.map(|at| self.folded(at)).collect();
        words.join(" ")
    }
}

impl Called {
    /// Whether it is surely one: a ministry by what it is for, a service by its country.
    pub(super) fn is_of_a_state(&self) -> bool {
        self.body
            .is_some_and(|body| self.country.is_some() || body.key.starts_with("ministry"))
    }

    /// What ministries of several countries have in common.
    fn key(&self) -> String {
        match self.body {
            Some(body) => body.key.clone(),
            None => dictionary::slug(&self.base),
        }
    }
}
