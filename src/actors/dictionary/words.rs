//! What single words mean for recognition: that `ministro` is a role, `Grant` a given name,
//! `ministero` the head of an organisation's name. The words themselves are in the assets; here is
//! the table of the meanings that an asset may give them.

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident = $key:literal),+ $(,)?) => {
        meanings!(@each 0; $($(#[$doc])* $name)+);

        /// The key of each meaning in the assets, and its bit.
        pub(crate) const MEANINGS: &[(&str, u64)] = &[$(($key, $name)),+];
    };
    (@each $bit:expr; $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        $(#[$doc])*
        pub(crate) const $name: u64 = 1 << $bit;
        meanings!(@each $bit + 1; $($rest)*);
    };
    (@each $bit:expr;) => {};
}

meanings! {
    /// Articles, prepositions, conjunctions, pronouns, adverbs, commonest verbs: never part of a
    /// name, however it is written, unless the dictionary has it.
    FUNCTION = "function",
    /// Words that are often capitalised and name nobody: Paese, Natale, Monday.
    COMMON = "common",
    /// Given names.
    GIVEN = "given",
    /// Family names of Korea, China and Vietnam, which stand first.
    FAMILY = "family",
    /// Small words inside names of people: van, bin, al.
    PARTICLE = "particle",
    /// What precedes a name out of politeness or rank: Mr, signora, generale.
    TITLE = "title",
    /// Words after which a person speaks or acts: said, ha detto.
    SPEECH = "speech",
    /// Prepositions before places: a, in, near.
    PLACE_PREPOSITION = "place_preposition",
    /// `di` in all its forms, `of`.
    OF = "of",
    /// Not any more: ex, former.
    FORMER = "former",
    /// Deputies: vice, deputy.
    VICE = "vice",
    /// Common nouns for people in an office or trade, which introduce a name: portavoce, analyst.
    TRADE = "trade",
    /// Presidents.
    PRESIDENT = "president",
    /// Heads of government: premier.
    PREMIER = "premier",
    /// The first word of «primo ministro».
    FIRST = "first",
    /// Chancellors.
    CHANCELLOR = "chancellor",
    /// Kings, queens, emirs.
    MONARCH = "monarch",
    /// Whoever leads: leader, dittatore.
    LEADER = "leader",
    /// Ministers.
    MINISTER = "minister",
    /// Secretaries: of state, general.
    SECRETARY = "secretary",
    /// Who speaks for somebody.
    SPOKESPERSON = "spokesperson",
    /// Heads: capo, chief, head.
    CHIEF = "chief",
    /// Defence.
    DEFENCE = "defence",
    /// Foreign affairs.
    FOREIGN = "foreign",
    /// The interior.
    INTERIOR = "interior",
    /// Economy and finance.
    FINANCE = "finance",
    /// Security.
    SECURITY = "security",
    /// Justice.
    JUSTICE = "justice",
    /// Other fields that ministries have: Agricoltura, Health.
    FIELD = "field",
    /// Words that begin an organisation's name: ministero, Partito.
    ORGANISATION_HEAD = "organisation_head",
    /// Heads of bodies of government that are a name with their field: ministero, dipartimento.
    MINISTRY = "ministry",
    /// Heads of bodies that are a name with their place: procura, università.
    SEAT = "seat",
    /// Heads that stand alone for the institution of the place that an article is about: la Procura.
    INSTITUTION = "institution",
    /// Adjectives that belong to an organisation's name: centrale, nazionale.
    ORGANISATION_ADJECTIVE = "organisation_adjective",
    /// Words inside or at the end of an organisation's name: Group, Bank, Ministry.
    ORGANISATION_WORD = "organisation_word",
    /// Nouns in small letters that an Italian body is of or for, right after its head or an adjective:
    /// Unione industriali, Osservatorio nazionale amianto.
    ORGANISATION_NOUN = "organisation_noun",
    /// Common words of English that names of bodies have before their head: Air Force, Park Service.
    ORGANISATION_PART = "organisation_part",
    /// Words that close an organisation's name in English if a country begins it: British Antarctic
    /// Survey.
    NATIONAL_HEAD = "national_head",
    /// Words that begin a place's name: isola, cosmodromo, Mount.
    PLACE_HEAD = "place_head",
    /// Words inside or at the end of a place's name: River, Street.
    PLACE_WORD = "place_word",
    /// operazione, exercise.
    OPERATION_HEAD = "operation_head",
    /// missile, caccia, drones.
    WEAPON_HEAD = "weapon_head",
    /// Names of things that are no actors: Covid, Pil, Brexit.
    NO_ACTOR = "no_actor",
    /// Ordinary nouns and adjectives that titles, headings and courtesy capitalise: Circolare, Album.
    /// Alone they name nobody, and no stranger is called by them.
    ORDINARY = "ordinary",
    /// Ordinary words that are surnames as well: Bridges, Poli. Alone they name nobody; behind a strange
    /// given name they are its bearer's.
    ORDINARY_SURNAME = "ordinary_surname",
    /// What is abbreviated in capitals and acts as little: UTC, GHz, ECG.
    ABBREVIATION = "abbreviation",
    /// Nouns that announce the name of a thing which is no actor: film, uragano, hurricane.
    THING_HEAD = "thing_head",
    /// Nouns for laws, plans and methods that are called after somebody: legge, ddl, act.
    LAW = "law",
    /// Nouns for trials and affairs that are called after whom they are about: caso, inquiry.
    CASE = "case",
    /// Letters that begin the names of clubs and ships: FC Basel, MV Aurora.
    FORM = "form",
    /// Forms of clubs only.
    CLUB = "club",
    /// Words for streets: via, Avenue.
    STREET = "street",
    /// `state` in «segretario di Stato», «capo di Stato».
    STATE = "state",
    /// `government`.
    GOVERNMENT = "government",
    /// Diplomacy: «il capo della diplomazia russa» is the foreign minister.
    DIPLOMACY = "diplomacy",
    /// supreme, in «Guida Suprema», «supreme leader».
    SUPREME = "supreme",
    /// Relatives: moglie, daughter.
    KIN = "kin",
    /// Ships that are no weapons: petroliera, ferry.
    VESSEL = "vessel",
    /// Endings of company names: SpA, Inc, Ltd.
    COMPANY = "company",
    /// Roles that one has at a time in a place or a body: sindaco, chairman.
    POST = "post",
}

/// The nouns of offices.
pub(crate) const ROLES: u64 = PRESIDENT
    | PREMIER
    | FIRST
    | CHANCELLOR
    | MONARCH
    | LEADER
    | MINISTER
    | SECRETARY
    | SPOKESPERSON
    | CHIEF;

/// Meanings that make a word notable which has no capital: something may begin with it.
pub(crate) const NOTABLE: u64 = ROLES | ORGANISATION_HEAD | OPERATION_HEAD;
