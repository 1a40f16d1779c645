//! Settling what words name: mentions, the actors that the article introduces, under which names
//! they go, and all of it in the end.

use std::ops::Range;

use super::reading::{Named, Reading, Who};
use super::tokens::{CAPITAL, LETTER, LOUD};
use super::{Found, MOST_MENTIONS};
use crate::actors::dictionary;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::ORGANISATION_HEAD;
use crate::actors::spelling::mixes_scripts;
use crate::actors::{self, Actor, ActorId, ActorKind, How, Mention};

/// Actors that one article may introduce; a text with more is a list, not prose.
const MOST_INTRODUCED: usize = 10_000;
/// Names kept of one introduced actor.
const MOST_ALIASES: usize = 16;

impl Reading<'_> {
    /// Settles that `words` name `who`; they are not read again.
    pub(super) fn name(&mut self, words: Range<usize>, who: Who, how: How, found: actors::Found) {
        self.settle(Named {
            first: words.start,
            end: words.end,
            who,
            how,
            found,
            sure: found != actors::Found::Spelling,
            evidence: None,
        });
    }

    /// Settles a mention; its words are not read again.
    pub(super) fn settle(&mut self, named: Named) {
        let words = named.first..named.end;
        self.claim(words.clone());
        self.named.push(named);
    }

    /// Notes that one word means somebody whom `evidence` names in full; it is not sure.
    pub(super) fn name_again(&mut self, at: usize, who: Who, evidence: (usize, usize)) {
        self.settle(Named {
            first: at,
            end: at + 1,
            who,
            how: How::Name,
            found: actors::Found::ShortForm,
            sure: false,
            evidence: Some(evidence),
        });
    }

    /// Says of the mention settled last that something else was likely, too.
    pub(super) fn doubt_last(&mut self) {
        if let Some(last) = self.named.last_mut() {
            last.sure = false;
        }
    }

    /// Settles that `words` name an actor of `kind` under this name, which is introduced unless
    /// the dictionary or the article has it.
    pub(super) fn introduce(&mut self, words: Range<usize>, kind: ActorKind) -> Option<Who> {
        let text = self.text(&words);
        let who = self.actor(kind, text)?;
        let brand = kind == ActorKind::Organisation
            && words.len() > 1
            && self.tokens.get(words.start).is_some_and(|first| {
                first.word == 0 && first.len() > 3 && !first.is(LOUD | LETTER)
            })
            // Nexperia China is not all of Nexperia.
            && !self.closes_with_country(&words);
        if brand && self.brands.len() < MOST_INTRODUCED {
            let first = self.folded(words.start);
            self.brands.entry(first).or_insert(who);
        }
        if kind == ActorKind::Organisation {
            self.call_with_body(who, &words);
        }
        self.name(words, who, How::Name, actors::Found::Introduced);
        Some(who)
    }

    /// Lets a body go by its name with what it is, too: «ospedale Cardarelli».
    fn call_with_body(&mut self, who: Who, words: &Range<usize>) {
        let head = words.start.checked_sub(1).filter(|&head| {
            self.is_spaced(words.start)
                && self.languages != ENGLISH
                && self.means(head, ORGANISATION_HEAD)
                && self.tokens.get(head).is_some_and(|head| !head.is(CAPITAL))
        });
        if let Some(head) = head {
            let name = self.text(&(head..words.end));
            self.call(who, name);
        }
    }

    /// The actor of `kind` whose name is `text`.
    pub(super) fn actor(&mut self, kind: ActorKind, text: &str) -> Option<Who> {
        let slug = dictionary::slug(text);
        // What is a place in one sentence is no organisation in the next.
        if let Some(&number) = self.slugs.get(&slug) {
            return Some(Who::New(number));
        }
        let mut id = String::with_capacity(kind.as_str().len() + 1 + slug.len());
        dictionary::write_id(kind, &slug, &mut id);
        if let Some(number) = self.dictionary.number(&id) {
            return Some(Who::Known(number));
        }
        let mut name = String::with_capacity(text.len());
        if !text.starts_with(|first: char| first.is_ascii_uppercase()) {
            let mut letters = text.chars();
            name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            name.push_str(letters.as_str());
        } else {
            name.push_str(text);
        }
        self.add((slug, id), kind, name, None)
    }

    /// The actor of `kind` with this slug, which has a name in each language and is known by nothing but
    /// the slug.
    pub(super) fn actor_in_both(
        &mut self,
        slug: String,
        kind: ActorKind,
        [name, english]: [String; 2],
    ) -> Option<Who> {
        if let Some(&number) = self.slugs.get(&slug) {
            return Some(Who::New(number));
        }
        let mut id = String::new();
        dictionary::write_id(kind, &slug, &mut id);
        if let Some(number) = self.dictionary.number(&id) {
            let who = Who::Known(number);
            self.call(who, &name);
            self.call(who, &english);
            return Some(who);
        }
        let who = self.add((slug, id), kind, name, Some(english.clone()));
        if let Some(who) = who {
            self.call(who, &english);
        }
        who
    }

    /// Introduces an actor; `None` where there are too many.
    fn add(
        &mut self,
        (slug, id): (String, String),
        kind: ActorKind,
        name: String,
        english: Option<String>,
    ) -> Option<Who> {
        if self.introduced.len() >= MOST_INTRODUCED {
            return None;
        }
        let number = u32::try_from(self.introduced.len()).ok()?;
        self.slugs.insert(slug, number);
        self.introduced.push(Actor {
            id: ActorId(id.into()),
            kind,
            name,
            english,
            guessed: false,
            aliases: Vec::new(),
            stands_for: None,
        });
        Some(Who::New(number))
    }

    /// Makes an introduced actor one of `kind`.
    pub(super) fn change_kind(&mut self, number: u32, kind: ActorKind) {
        if let Some(actor) = self.introduced.get_mut(number as usize) {
            actor.kind = kind;
            actor.id = dictionary::id(kind, &dictionary::slug(&actor.name));
        }
    }

    /// Lets a company go by its name without the `Spa` or `Inc`.
    pub(super) fn also_without_company(&mut self, who: Option<Who>, words: Range<usize>) {
        let Some(who) = who else { return };
        let name = self.text(&words);
        if let Who::New(number) = who {
            self.slugs.entry(dictionary::slug(name)).or_insert(number);
        }
        self.call(who, name);
    }

    /// Lets an actor that is introduced, or that only the reader has in a file, go by `name`, too.
    pub(super) fn call(&mut self, who: Who, name: &str) {
        let actor = match who {
            Who::New(number) => self.introduced.get_mut(number as usize),
            Who::Known(number) => self.own(number),
        };
        if let Some(actor) = actor
            && actor.name != name
            && actor.aliases.len() < MOST_ALIASES
            && !actor.aliases.iter().any(|alias| alias == name)
        {
            actor.aliases.push(name.to_owned());
        }
    }

    /// The actor of the reader's with the names that the article gives it.
    fn own(&mut self, number: u32) -> Option<&mut Actor> {
        let entry = self.dictionary.entry(number)?;
        // Whom the reader hides has no names to be found by.
        if entry.hidden || !self.dictionary.is_own(number) {
            return None;
        }
        let known = &entry.actor;
        Some(self.own.entry(number).or_insert_with(|| Actor {
            aliases: Vec::new(),
            ..known.clone()
        }))
    }

    fn id(&self, who: Who) -> Option<ActorId> {
        Some(match who {
            Who::Known(number) => self.dictionary.entry(number)?.actor.id.clone(),
            Who::New(number) => self.introduced.get(number as usize)?.id.clone(),
        })
    }

    /// Whether the reader says that it is no actor.
    fn is_hidden(&self, who: Who) -> bool {
        match who {
            Who::Known(number) => self
                .dictionary
                .entry(number)
                .is_some_and(|entry| entry.hidden),
            Who::New(_) => false,
        }
    }

    /// Notes of whom nothing tells the kind; nobody's name has an article.
    fn note_guessed(&mut self) {
        for named in &self.named {
            if let Who::New(number) = named.who
                && self.guessed.contains(&number)
                && self.has_article(named.first)
            {
                self.guessed.remove(&number);
            }
        }
        for number in &self.guessed {
            if let Some(actor) = self.introduced.get_mut(*number as usize) {
                actor.guessed = true;
            }
        }
    }

    /// The mentions in their order, and the actors introduced.
    pub(super) fn into_found(mut self) -> Found {
        self.note_guessed();
        let number = |token: usize| u64::try_from(token).unwrap_or(u64::MAX);
        let places = self.named.iter().zip(0_u32..);
        let mut order: Vec<(u64, u64, u32)> = places
            .map(|(named, at)| (number(named.first), u64::MAX - number(named.end), at))
            .collect();
        order.sort_unstable();
        let more = self.named.len() > MOST_MENTIONS;
        let mut mentions = Vec::with_capacity(self.named.len().min(MOST_MENTIONS));
        let ordered = order
            .iter()
            .filter_map(|&(_, _, at)| self.named.get(at as usize));
        let shown = ordered.filter(|named| !self.is_hidden(named.who));
        mentions.extend(shown.take(MOST_MENTIONS).filter_map(|named| {
            let range = self.range(named.first, named.end);
            Some(Mention {
                range,
                actor: self.id(named.who)?,
                how: named.how,
                found: named.found,
                sure: named.sure && !mixes_scripts(range.of(&self.article.text)),
                evidence: named.evidence.map(|(first, end)| self.range(first, end)),
            })
        }));
        let introduced = self.introduced.into_iter().zip(0_u32..);
        let kept = introduced.filter(|(_, number)| !self.dropped.contains(number));
        Found {
            mentions,
            actors: kept
                .map(|(actor, _)| actor)
                .chain(self.own.into_values())
                .collect(),
            more,
        }
    }
}
