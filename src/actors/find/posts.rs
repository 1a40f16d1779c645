//! Roles that no dictionary has a term of: `il sindaco di Sarnico`, `il ministro dell'Energia britannico`, `the chief
//! executive of Zeta`. One is whose the article gives it to beside the name, and it is theirs wherever the same
//! words come again; no other words are. Offices of countries are for [`super::roles`].

use super::apposition::PeopleAt;
use super::bygone::Told;
use super::lists::lists;
use super::reading::{Named, Reading, Who};
use super::tokens::LOUD;
use super::who::Role;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    FORMER, FUNCTION, KIN, MINISTER, OF, ORGANISATION_HEAD, POST, ROLES, SECRETARY, SPEECH, TITLE,
    VICE,
};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::{Table, TextTable};

/// Words of a role at most.
const MOST_WORDS: usize = 10;
/// Words that English puts before the noun at most.
const MOST_BEFORE: usize = 3;
/// Tokens after a name among which the noun of a role beside it stands: «Jane Carver, the British energy
/// secretary».
const AFTER: usize = MOST_BEFORE + 3;
/// Roles with one noun that are told apart.
const MOST_ALIKE: usize = 16;

/// Tokens after a role among which somebody else stands who has it now: «il sindaco di Lodi è stata eletta Anna
/// Neri».
const BECOMING: usize = 4;

/// A role that the article gives somebody, `None` where it gives it to several.
#[derive(Clone, Copy, Debug)]
struct Post {
    role: Role,
    who: Option<Who>,
}

impl Reading<'_> {
    /// Finds the roles that the article gives somebody beside the name, and those roles again.
    pub(super) fn find_posts(&mut self) {
        let person =
            |named: &&Named| named.how != How::Role && self.kind(named.who) == ActorKind::Person;
        let names: Vec<&Named> = self.named.iter().filter(person).collect();
        let mut heads = self.posts_beside(&names);
        if heads.is_empty() {
            return;
        }
        let roles = self.named.iter().filter(|named| named.how == How::Role);
        let mut roles: Vec<_> = roles.map(|named| (named.first, named.end)).collect();
        roles.sort_unstable();
        let free = |at: usize| {
            let loud = self.tokens.get(at).is_some_and(|token| token.is(LOUD));
            !loud && !self.is_claimed(at) && !is_inside(&roles, at)
        };
        heads.retain(|&at| free(at));
        if heads.is_empty() {
            return;
        }
        let starts = PeopleAt::starting(names.iter().copied());
        let ends = PeopleAt::ending(names.iter().copied());
        let before: Table<usize, usize> =
            names.iter().map(|named| (named.end, named.first)).collect();
        let mut posts: TextTable<&str, Vec<Post>> = TextTable::default();
        let mut found = Vec::new();
        let mut given = Vec::new();
        for at in heads {
            let post = self.post_at(at, &starts).and_then(|role| {
                let who = self.holder_beside(&role, (&starts, &ends), &before)?;
                Some(Post {
                    role,
                    who: Some(who),
                })
            });
            let Some(post) = post else { continue };
            given.push(at);
            found.extend(post.who.map(|who| self.post_of(&post.role, who, None)));
            if matches!(self.told_of(&post.role), Told::Of(..)) {
                continue;
            }
            let alike = posts.entry(self.folded(at)).or_default();
            let known = (alike.iter_mut()).find(|known| self.is_same(&known.role, &post.role));
            if let Some(known) = known {
                known.who = known.who.filter(|&who| Some(who) == post.who);
            } else if alike.len() < MOST_ALIKE {
                alike.push(post);
            }
        }
        for at in self.tokens_like(&posts) {
            if given.binary_search(&at).is_ok() || !free(at) {
                continue;
            }
            let alike = posts.get(self.folded(at)).into_iter().flatten();
            let again = alike.filter_map(|post| Some((post, self.again(post, at, &starts)?)));
            let longest = again.max_by_key(|(_, role)| role.end - role.first);
            if let Some((post, role)) = longest
                && let Some(who) = post.who
            {
                let evidence = (post.role.first, post.role.end);
                found.push(self.post_of(&role, who, Some(evidence)));
            }
        }
        self.named.append(&mut found);
    }

    /// The nouns of roles beside one of the names, in order.
    fn posts_beside(&self, names: &[&Named]) -> Vec<usize> {
        let mut spans: Vec<(usize, usize)> = (names.iter())
            .flat_map(|named| {
                let before = (named.first.saturating_sub(MOST_WORDS), named.first);
                [before, (named.end, named.end + AFTER)]
            })
            .collect();
        spans.sort_unstable();
        let mut next = 0;
        let mut posts = Vec::new();
        for (first, end) in spans {
            let end = end.min(self.tokens.len());
            let first = first.max(next);
            let tokens = self.tokens.get(first..end).unwrap_or_default();
            for (at, token) in (first..).zip(tokens) {
                if self.meanings.of(token.sense) & POST != 0 {
                    posts.push(at);
                }
            }
            next = next.max(end);
        }
        posts
    }

    /// The tokens whose words are as long as one of the nouns of `posts`, which is asked first.
    fn tokens_like(&self, posts: &TextTable<&str, Vec<Post>>) -> impl Iterator<Item = usize> {
        let bit = |length: usize| 1_u64 << length.min(63);
        let lengths = posts.keys().fold(0, |all, noun| all | bit(noun.len()));
        let tokens = self.tokens.iter().enumerate();
        tokens
            .filter_map(move |(at, token)| (bit(token.range().len()) & lengths != 0).then_some(at))
    }

    /// The mention of somebody by a role, which stands beside the name or follows from `evidence`.
    fn post_of(&self, role: &Role, who: Who, evidence: Option<(usize, usize)>) -> Named {
        Named {
            first: role.first,
            end: role.end,
            who,
            how: How::Role,
            found: match evidence {
                Some(_) => actors::Found::RoleGiven,
                None => actors::Found::RoleOf,
            },
            // Meanwhile it may have become somebody else's.
            sure: evidence.is_none(),
            evidence,
        }
    }

    /// The role whose noun is the token `at`, with what it is of.
    fn post_at(&self, at: usize, starts: &PeopleAt) -> Option<Role> {
        let (first, end) = match self.past_what(at, starts) {
            Some(end) => (at, end),
            None if self.languages == ENGLISH => (self.modifiers(at, starts)?, at + 1),
            None => return None,
        };
        let role = Role {
            first,
            head: at,
            end,
            office: None,
            of: None,
            former: false,
        };
        self.is_present(&role).then_some(role)
    }

    /// Whether the role is that of somebody who has it, and of one.
    fn is_present(&self, role: &Role) -> bool {
        let before = role
            .first
            .checked_sub(1)
            .filter(|_| self.is_close(role.first));
        !before.is_some_and(|before| self.means(before, FORMER | VICE))
            && !self.is_plural(role.first)
            && !self.is_any_one(role.first)
            && !self.is_of_another_time(role.end)
    }

    /// The token after what the noun `at` is of: «dell'Energia britannico», «delegato di Zeta», «of Springfield».
    fn past_what(&self, at: usize, starts: &PeopleAt) -> Option<usize> {
        let mut end = at + 1;
        while self.is_close(end) && lists().post_seconds.has(self.folded(end)) {
            end += 1;
        }
        let mut told = false;
        while end < at + MOST_WORDS && self.is_close(end) && starts.at(end).is_none() {
            if let Some(hit) = self.hit_at(end).filter(|_| self.is_adjective(end)) {
                // «the mayor Italian voters …»
                if self.languages == ENGLISH {
                    break;
                }
                (told, end) = (true, hit.end);
            } else if self.means(end, OF) || lists().post_links.has(self.folded(end)) {
                let Some(next) = self.led_to(end, starts) else {
                    break;
                };
                (told, end) = (true, next);
            } else if told
                && lists().and.has(self.folded(end))
                && self.is_close(end + 1)
                && self.means(end + 1, OF)
                && let Some(next) = self.led_to(end + 1, starts)
            {
                end = next;
            } else if told && self.is_capital(end) && self.is_small_word(end - 1) {
                // «della squadra Zeta»
                end = self.past_capitals(end, starts);
            } else {
                break;
            }
        }
        told.then_some(end)
    }

    /// The token after the noun that the preposition `of` leads to.
    fn led_to(&self, of: usize, starts: &PeopleAt) -> Option<usize> {
        let mut noun = of + 1;
        if self.folded(noun) == "the" {
            noun += 1;
        }
        if !self.is_close(noun) || starts.at(noun).is_some() {
            return None;
        }
        if self.is_capital(noun) {
            return Some(self.past_capitals(noun, starts));
        }
        let plain =
            self.is_small_word(noun) && !self.means(noun, FUNCTION | KIN | TITLE | ROLES | POST);
        plain.then_some(noun + 1)
    }

    fn past_capitals(&self, first: usize, starts: &PeopleAt) -> usize {
        let mut end = first + 1;
        while self.is_close(end) && self.is_capital(end) && starts.at(end).is_none() {
            end += 1;
        }
        end
    }

    /// The first of the words that English puts before the noun `at`: the British energy secretary.
    fn modifiers(&self, at: usize, starts: &PeopleAt) -> Option<usize> {
        let mut first = at;
        while at - first < MOST_BEFORE && self.is_spaced(first) {
            let before = first.checked_sub(1)?;
            if self.means(before, FUNCTION | FORMER | VICE | SPEECH) {
                break;
            }
            first = before;
        }
        // «Environment Minister» alone says nothing of whose.
        let proper = match self.means(at, MINISTER | SECRETARY) {
            true => (first..at).any(|word| self.is_inside_hit(word)),
            false => (first..at).any(|word| self.is_capital(word) && !self.means(word, POST)),
        };
        let says = || self.means(first - 1, SPEECH);
        let led = first == 0 || !self.is_close(first) || self.has_article(first) || says();
        let nobody = (first..at).all(|word| starts.at(word).is_none());
        (first < at && proper && led && nobody).then_some(first)
    }

    /// Whom the text names beside the role as its holder; `before` are the names of people by where they
    /// end.
    fn holder_beside(
        &self,
        role: &Role,
        (starts, ends): (&PeopleAt, &PeopleAt),
        before: &Table<usize, usize>,
    ) -> Option<Who> {
        let beside = self
            .beside(role, starts, ends)
            .filter(|beside| beside.now)?;
        if starts.at(role.end).is_some() && self.is_spaced(role.end) {
            return self.leads_a_name(role).then_some(beside.who);
        }
        // «la moglie di Luca Neri, sindaca di Lodi,»
        let relative = [role.first, role.first.saturating_sub(1)]
            .into_iter()
            .filter_map(|end| before.get(&end)?.checked_sub(2))
            .any(|kin| self.means(kin, KIN) && self.means(kin + 1, OF));
        let comma = starts.at(role.end).is_some() && !self.is_spaced(role.end);
        let another = relative || comma && self.hangs_on_a_noun(role);
        (!another).then_some(beside.who)
    }

    /// Whether the role is what a noun is of, so that a name after the comma may be that noun's: «la madre
    /// del sindaco di Lodi, Rosa Neri».
    fn hangs_on_a_noun(&self, role: &Role) -> bool {
        let before = |at: usize| at.checked_sub(1).filter(|_| self.is_close(at));
        let link = before(role.first).and_then(|at| match self.folded(at) {
            "the" => before(at),
            _ => Some(at),
        });
        let leads = |&at: &usize| self.means(at, OF) || lists().post_links.has(self.folded(at));
        let noun = link.filter(leads).and_then(before);
        noun.is_some_and(|noun| self.is_small_word(noun) && !self.means(noun, FUNCTION))
    }

    /// Whether the last word of the role can stand right before the name of who has it: not «del sindaco»,
    /// whose name it would be then, nor the object of a verb.
    fn leads_a_name(&self, role: &Role) -> bool {
        let Some(last) = role.end.checked_sub(1) else {
            return false;
        };
        let nationality = self
            .hit_ending(last)
            .is_some_and(|hit| self.is_adjective(hit.first));
        // «il direttore dell'Istituto Mario Rossi», but «il presidente del Consiglio Anna Neri»
        let body = self.means(last, ORGANISATION_HEAD)
            && !lists().called_after_nobody.has(self.folded(last));
        let name = self.is_capital(last) && !body && !self.means(last, TITLE | KIN | ROLES | POST);
        let field =
            self.means(role.head, MINISTER) || lists().post_fielded.has(self.folded(role.head));
        last == role.head || nationality || name || field
    }

    /// The role at the noun `at` in the same words as that of `post`, after an article, where it does not go on
    /// and nobody else is said to have it: «il sindaco di Lodi è Anna Neri».
    fn again(&self, post: &Post, at: usize, starts: &PeopleAt) -> Option<Role> {
        let known = &post.role;
        let first = at.checked_sub(known.head - known.first)?;
        let role = Role {
            first,
            head: at,
            end: at + (known.end - known.head),
            ..*known
        };
        let end = role.end;
        let close = (first + 1..end).all(|word| self.is_close(word));
        let goes_on = self.is_close(end)
            && (self.means(end, OF) || self.is_capital(end) || self.is_adjective(end));
        let now = !matches!(self.told_of(&role), Told::Of(..));
        let others = (end..end + BECOMING)
            .take_while(|&at| self.is_close(at))
            .any(|at| starts.at(at).is_some_and(|who| Some(who) != post.who));
        (close
            && !others
            && self.is_same(known, &role)
            && self.has_article(first)
            && !goes_on
            && self.is_present(&role)
            && now)
            .then_some(role)
    }

    /// Whether two roles are the same words.
    fn is_same(&self, one: &Role, other: &Role) -> bool {
        let words = |role: &Role| (role.first..role.end).map(|at| self.folded(at));
        one.end - one.first == other.end - other.first && words(one).eq(words(other))
    }
}

/// Whether one of the `spans`, which are in order, covers the token.
fn is_inside(spans: &[(usize, usize)], at: usize) -> bool {
    let after = spans.partition_point(|&(first, _)| first <= at);
    let before = after.checked_sub(1).and_then(|before| spans.get(before));
    before.is_some_and(|&(_, end)| at < end)
}
