//! Words that nothing but being a name capitalises: whom or what one names that neither the dictionary nor
//! a full name in the article explains, by what stands around it. Short forms are in [`super::singles`].

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::names::LONGEST_WORD;
use super::reading::{Reading, Who};
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, BREAK, CAMEL, CAPITAL, COLON, COMMA, DASH, DIGIT, HYPHEN, INITIAL,
    LETTER, LOUD, QUOTE, SPACE, Token,
};
use crate::actors::dictionary::slug;
use crate::actors::dictionary::word::{ENGLISH, ITALIAN};
use crate::actors::dictionary::words::{
    ABBREVIATION, COMMON, COMPANY, FIELD, FUNCTION, GIVEN, KIN, NO_ACTOR, OF, ORGANISATION_HEAD,
    ORGANISATION_WORD, PLACE_HEAD, PLACE_PREPOSITION, PLACE_WORD, SPEECH, TITLE, TRADE,
};
use crate::actors::{self, ActorKind, How};
use crate::text::hash::Table;

/// Deeds of what is no person.
const NEVER: u32 = u32::MAX;

impl Reading<'_> {
    /// Whether a capital inside the word shows that it is a name where the first says nothing:
    /// SoftBank, but not McCullum, who has a given name somewhere.
    fn is_branded(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(CAMEL))
            && !lists().surname_beginnings.begin(self.folded(at))
    }

    /// Reads a given name that stands alone: the only one here who has it, or somebody of whom the
    /// article says no more.
    fn read_given(&mut self, at: usize, token: Token) {
        let close = matches!(token.gap, SPACE | APOSTROPHE);
        let before = at.checked_sub(1).filter(|_| close);
        let follows = |meanings| before.is_some_and(|before| self.means(before, meanings));
        let saint = before.is_some_and(|before| lists().saintly.has(self.folded(before)));
        let joined = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|next| next.gap == HYPHEN || next.gap == SPACE && next.is(CAPITAL))
        };
        // «Villa Serena» begins a sentence after it was introduced.
        let whole = before.filter(|&before| {
            (self.tokens.get(before)).is_some_and(|token| token.is(CAPITAL) && token.is(INITIAL))
                && !self.is_claimed(before)
        });
        if let Some(first) = whole
            && let Some(&known) = self.slugs.get(&slug(self.text(&(first..at + 1))))
        {
            self.name(
                first..at + 1,
                Who::New(known),
                How::Name,
                actors::Found::Introduced,
            );
            return;
        }
        if self.is_brand_of(at) && !joined(at + 1) {
            self.introduce_single(at..at + 1, ActorKind::Organisation);
            return;
        }
        // «in Elizabeth», «in Florence»
        let within = self.languages == ENGLISH
            && before.is_some_and(|before| self.folded(before) == "in")
            && !token.is(INITIAL);
        if within && !joined(at + 1) {
            self.introduce(at..at + 1, ActorKind::Place);
            self.doubt_last();
            return;
        }
        let titled = follows(TITLE);
        let run = before.is_some_and(|before| {
            self.tokens
                .get(before)
                .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL))
        });
        if saint
            || follows(PLACE_HEAD | ORGANISATION_HEAD | NO_ACTOR)
            || run && !titled
            || joined(at + 1)
            || token.gap == HYPHEN
        {
            return;
        }
        // «il padre Giuseppe» is a relative of whoever bears that name here.
        let related = follows(KIN);
        let known = self.people.called(self.folded(at)).filter(|_| !related);
        if let Some((who, evidence)) = known {
            self.name_again(at, who, evidence);
            return;
        }
        // «La Dana» is a storm.
        let article = before.is_some_and(|before| {
            let word = self.folded(before);
            lists().one_articles.has(word) && (self.languages == ENGLISH || word != "a")
        });
        if !token.is(INITIAL) && token.gap & QUOTE == 0 && !article {
            self.introduce_person(at..at + 1, actors::Found::Introduced);
            self.doubt_last();
        }
    }

    /// Whether a capitalised common noun and «della» lead the token: Giorno del Ricordo, Terra dei
    /// Fuochi.
    fn is_part_of_a_thing(&self, at: usize) -> bool {
        let (Some(of), Some(noun)) = (at.checked_sub(1), at.checked_sub(2)) else {
            return false;
        };
        let capital = self
            .tokens
            .get(noun)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL | LOUD));
        capital
            && self.means(of, OF)
            && self.folded(of) != "di"
            && self.languages != ENGLISH
            && self.means(noun, COMMON)
            && !self.means(noun, TRADE | TITLE | ORGANISATION_HEAD | PLACE_HEAD)
    }

    /// Introduces the name of one word `words`: a person by its shape only, which any word has, is
    /// an organisation until another place in the text tells more.
    pub(super) fn introduce_single(&mut self, words: Range<usize>, kind: ActorKind) {
        let guess = kind == ActorKind::Person;
        let new = self.introduced.len();
        let kind = if guess { ActorKind::Organisation } else { kind };
        let who = self.introduce(words.clone(), kind);
        let Some(Who::New(number)) = who else { return };
        if guess {
            if self.introduced.len() > new {
                self.guessed.insert(number);
            }
        } else if self.guessed.remove(&number) {
            self.change_kind(number, kind);
        }
        if kind == ActorKind::Place {
            self.call_with_head(who, &words);
        }
    }

    /// Makes those people whose kind nothing told and of whom the article says twice what people do:
    /// «Zelecchia attacca … e Zelecchia promette …».
    pub(super) fn find_doers(&mut self) {
        if self.guessed.is_empty() {
            return;
        }
        // How often each acts; nobody's name has an article.
        let mut deeds: Table<u32, u32> = Table::default();
        for named in &self.named {
            let Who::New(number) = named.who else {
                continue;
            };
            if !self.guessed.contains(&number) || named.end != named.first + 1 {
                continue;
            }
            let times = deeds.entry(number).or_insert(0);
            if self.has_article(named.first) || self.is_group(named.first) {
                *times = NEVER;
            } else if self.acts(named.end) && *times < NEVER {
                *times += 1;
            }
        }
        for (number, times) in deeds {
            if (2..NEVER).contains(&times) {
                self.guessed.remove(&number);
                self.change_kind(number, ActorKind::Person);
            }
        }
    }

    /// Whether the word at the token is what people do rather than bodies.
    fn acts(&self, at: usize) -> bool {
        let word = self.folded(at);
        self.is_spaced(at)
            && self.is_small_word(at)
            && self.languages != ENGLISH
            && lists().acting.has(word)
    }

    /// Whether at the token stands what only people do: «vive a Roma», «è nato a Lecce».
    fn lives(&self, at: usize) -> bool {
        let placed = |at: usize| self.is_spaced(at) && self.means(at, PLACE_PREPOSITION);
        let born = |at: usize| {
            self.is_spaced(at)
                && lists().born.has(self.folded(at))
                && lists().born_at.has(self.folded(at + 1))
        };
        let word = self.folded(at);
        self.is_spaced(at)
            && if self.languages == ENGLISH {
                lists().living.has(word) && placed(at + 1)
            } else {
                lists().living_it.has(word) && placed(at + 1)
                    || lists().being_it.has(word) && born(at + 1)
            }
    }

    /// Whether the strange word that begins a sentence is who speaks in it: «Svetonio racconta che …»,
    /// «Yarovaya ha detto che …», where no adverb and no participle stands before a verb; in English
    /// where the text has the word again: «Abbott warned the board».
    fn opens_speaking(&self, at: usize) -> bool {
        let strange = self.tokens.get(at).is_some_and(|token| {
            token.word == 0 && token.gap & QUOTE == 0 && !token.is(LOUD | ALL_CAPITALS)
        });
        let spaced = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.gap == SPACE && !token.is(CAPITAL))
        };
        if !strange || !spaced(at + 1) || !self.is_namelike(at) {
            return false;
        }
        if self.languages == ENGLISH {
            return self.means(at + 1, SPEECH)
                && !self.folded(at).ends_with('s')
                && !self.is_small_elsewhere(at)
                && self.is_repeated(at);
        }
        let has = lists().having_it.has(self.folded(at + 1));
        let verb = at + 1 + usize::from(has && spaced(at + 2));
        // What is said follows: «Richiedi conferma prima di …» says nothing.
        let said = || {
            self.folded(verb + 1) == "che"
                || self
                    .tokens
                    .get(verb + 1)
                    .is_none_or(|token| token.gap & (COLON | QUOTE | COMMA) != 0)
        };
        self.languages == ITALIAN
            && self.means(verb, SPEECH)
            && said()
            && !self.folded(verb).ends_with("no")
    }

    /// Whether the strange word opens a dispatch before a dash: «Sestriere – A un giorno da Roma …».
    fn is_dateline(&self, at: usize) -> bool {
        let opens = self.tokens.get(at).is_some_and(|token| {
            token.word == 0 && token.gap & BREAK != 0 && !token.is(LOUD | ALL_CAPITALS | DIGIT)
        });
        opens
            && self.tokens.get(at + 1).is_some_and(|next| {
                let dash = next.gap == DASH | SPACE || next.gap == HYPHEN | SPACE;
                dash && next.is(CAPITAL)
            })
    }

    /// Whether the strange word does not end as adverbs and participles do, which begin sentences.
    pub(super) fn is_namelike(&self, at: usize) -> bool {
        let word = self.folded(at);
        if self.languages == ENGLISH {
            !lists().opening_endings.end(word)
        } else {
            !lists().opening_endings_it.end(word)
        }
    }

    /// Names the word of one token that neither the dictionary nor a full name explains.
    pub(super) fn read_single(&mut self, at: usize, token: Token) {
        let acronym = token.is(ALL_CAPITALS) && token.len() <= 5;
        let given = self.means(at, GIVEN);
        if self.is_foreign() || !self.is_written_as_name(at, token, acronym || given) {
            return;
        }
        if self.is_named_thing(at) {
            self.note_thing(at);
            return;
        }
        if let Some(end) = self.genitive_brand(at) {
            self.introduce_single(at..end, ActorKind::Organisation);
            return;
        }
        // Texans, Incas; STS-1
        if self.is_people(at) || acronym && self.is_mission(at) {
            return;
        }
        // Wi-Fi
        let tail = self.is_joined(at)
            && (at.checked_sub(1)).is_some_and(|before| self.means(before, NO_ACTOR));
        let law = self.names_a_law(at) && self.is_plainly_written(at)
            || self.is_apposed_thing(at + 1) && !given;
        let code = || self.is_for_machines(&(at..at + 1)) || self.is_province(at);
        if tail || law || code() || self.is_rank(at) {
            return;
        }
        if given && !self.means(at, COMMON | NO_ACTOR | TITLE | FIELD | PLACE_HEAD) {
            self.read_given(at, token);
            return;
        }
        if self.is_no_name_alone(at) {
            return;
        }
        if token.is(ALL_CAPITALS) {
            let word = token.range().of(&self.article.text);
            let roman = word.bytes().all(|letter| b"IVXLCM".contains(&letter))
                && !self.is_acronym_of_numerals(at);
            if token.len() <= 8 && !roman && !self.is_abbreviation(at) && !self.is_honour(at) {
                self.introduce(at..at + 1, ActorKind::Organisation);
            }
            return;
        }
        if !self.is_part_of_more(at, token) {
            self.name_stranger(at);
        }
    }

    /// Whether the capitals at the token are an honour or a degree after a name: Zaha Hadid DBE RA.
    fn is_honour(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| self.languages == ENGLISH);
        let after = |at: usize| self.is_claimed(at) || extents().letters_after.has(self.folded(at));
        extents().letters_after.has(self.folded(at))
            && self.is_spaced(at)
            && before.is_some_and(after)
    }

    /// Whether letters that numbers are written in stand after an article and before no noun: «la MIM», «il CIV
    /// ha votato», but not «il XXI secolo».
    fn is_acronym_of_numerals(&self, at: usize) -> bool {
        let word = self.text(&(at..at + 1));
        let counted = self.is_spaced(at + 1) && !self.means(at + 1, FUNCTION);
        word.len() > 2 && word.contains(['L', 'C', 'M']) && self.has_article(at) && !counted
    }

    /// Whether the token is a word of a name's length whose capital says something; of one that is `known` to be
    /// a name it does at the beginning of a sentence, too.
    fn is_written_as_name(&self, at: usize, token: Token, known: bool) -> bool {
        let opens = || {
            known
                || self.is_branded(at)
                || self.opens_speaking(at)
                || self.opens_as_a_name(at)
                || self.is_dateline(at)
        };
        !token.is(LOUD | DIGIT | LETTER)
            && (2..=LONGEST_WORD).contains(&token.len())
            && (!token.is(INITIAL) || opens())
    }

    /// Whether the word means something that alone names nobody.
    fn is_no_name_alone(&self, at: usize) -> bool {
        let noun = COMMON
            | NO_ACTOR
            | TITLE
            | TRADE
            | FIELD
            | GIVEN
            | ORGANISATION_HEAD
            | ORGANISATION_WORD
            | PLACE_HEAD
            | PLACE_WORD
            | COMPANY;
        // «the Survey» is for what the article names so in full.
        if self.means(at, noun) || self.is_closing_head(at) || self.is_ordinary_alone(at) {
            return true;
        }
        if self.languages != ENGLISH {
            // Mvp, Opa
            return self.means(at, ABBREVIATION);
        }
        // Ph.D., Blvd.
        if extents().shortened.has(self.folded(at)) {
            return true;
        }
        // Peronist, Trumpian: an adjective of English, not the name of somebody; «in Cantonese»
        let word = self.folded(at);
        let before = at.checked_sub(1);
        lists().follower_endings.end(word)
            || word.ends_with("ese")
                && before.is_some_and(|before| lists().before_tongues.has(self.folded(before)))
    }

    /// Whether the word is part of something longer: a title in quotation marks or of capitals, the remains of a
    /// longer name, the Latin name of a plant.
    fn is_part_of_more(&self, at: usize, token: Token) -> bool {
        // A capitalised common noun beside its own kind («Mobilità Sostenibile») is part of a title.
        let neighbour = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(CAPITAL));
        let before = at.checked_sub(1).filter(|&before| neighbour(before));
        let speech = || self.opens_as_a_name(at) && self.is_spaced(at + 1);
        let quoted = token.gap & QUOTE != 0 && !(token.is(INITIAL) && speech());
        let inside =
            token.gap == APOSTROPHE && before.is_some_and(|before| !self.means(before, FUNCTION));
        // The remains of a longer name that the dictionary knows only in part.
        let rest = token.gap == SPACE && before.is_some_and(|before| self.hits_ending(before));
        quoted
            || inside
            || rest
            || self.is_leftover(at)
            || self.is_species(at)
            || self.closes_title(at)
            || self.is_part_of_a_thing(at)
    }

    /// Names the strange word by what stands around it.
    fn name_stranger(&mut self, at: usize) {
        // Tianwen-2
        let numbered = self.tokens.get(at + 1).is_some_and(|next| {
            next.gap == HYPHEN && next.is(DIGIT) && next.len() <= 3 && !self.is_claimed(at + 1)
        });
        // al-Jumhuriya
        let article = self.is_joined(at)
            && (at.checked_sub(1)).is_some_and(|al| {
                let led = self.tokens.get(al).is_some_and(|al| al.gap & HYPHEN == 0);
                led && !self.is_claimed(al) && extents().arabic_articles.has(self.folded(al))
            });
        let words = at - usize::from(article)..at + 1 + usize::from(numbered);
        if let Some(end) = self.geographic_noun(words.end).filter(|_| !numbered) {
            let who = self.introduce(words.start..end, ActorKind::Place);
            self.also_without_company(who, words);
            return;
        }
        if !numbered && self.name_misspelt_surname(at) {
            return;
        }
        let before = self.before_in_sentence(at);
        // «la madre di Matan»
        let related = before.is_some_and(|of| {
            self.means(of, OF) && of.checked_sub(1).is_some_and(|kin| self.means(kin, KIN))
        });
        // A rival may be a company.
        let led = related
            || before.is_some_and(|before| {
                self.means(before, TRADE | TITLE) && !lists().rivals.has(self.folded(before))
                    || self.is_rank(before)
            });
        let speaks = self.is_spaced(words.end)
            && self.means(words.end, SPEECH)
            && !before.is_some_and(|before| self.means(before, FUNCTION));
        let lives = self.lives(words.end)
            && !before.is_some_and(|before| self.means(before, OF | PLACE_PREPOSITION));
        let acts = led || speaks || lives || self.acts_after_a_law(at);
        let firm = !led && self.is_firm(at);
        let acts = acts && !firm;
        let kind = if acts {
            ActorKind::Person
        } else if firm {
            ActorKind::Organisation
        } else if self.is_dateline(at) {
            ActorKind::Place
        } else {
            self.kind_by_context(&words)
        };
        // What the words around tell of a place or a body goes first.
        let alone =
            || self.is_surname_alone(at) || self.names_a_case(at) && self.is_plainly_written(at);
        let person = acts || kind == ActorKind::Person && alone();
        let nobody = self.is_small_elsewhere(at)
            || kind != ActorKind::Place && !numbered && self.is_untold(at);
        if !person && nobody {
            return;
        }
        let known = self.named.len();
        if kind == ActorKind::Person && person {
            self.introduce_person(words, actors::Found::Introduced);
        } else {
            self.introduce_single(words, kind);
        }
        if self.named.len() > known && !(led || speaks) {
            self.doubt_last();
        }
    }
}
