//! Names and adjectives of the dictionary in a text: the longest at each place, written as their
//! case demands. Which actor a name of several means, and whether a doubtful one is meant at all,
//! is decided when the whole article has been seen.

use super::extents::extents;
use super::lists::lists;
use super::tokens::{
    ACCENTED, ALL_CAPITALS, AMPERSAND, APOSTROPHE, CAPITAL, COLON, DIGIT, DOT, HYPHEN, INITIAL,
    LETTER, LOUD, SPACE, Token,
};
use crate::actors::How;
use crate::actors::dictionary::lexicon::{Alias, Case, Lexicon};
use crate::actors::dictionary::word::{ENGLISH, Languages};

/// Bytes of an acronym that is written with one capital.
pub(super) const LONGEST_ACRONYM: u32 = 6;

/// A place where a name of the dictionary stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The first token.
    pub(super) first: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// Where in the lexicon's tree the name ends.
    pub(super) place: u32,
    /// The number of the first alias that is sure and no short form, 0 where there is none.
    pub(super) sure: u32,
    /// Whether another alias is doubtful or a short form.
    pub(super) doubted: bool,
    /// Whether one is the name of a town.
    pub(super) town: bool,
    /// Whether all are written in small letters: adjectives of Italian.
    small: bool,
}

impl Hit {
    /// The tokens from `first` to before `end` as the name that ends at `place`, unless none of the
    /// aliases there may be written so.
    fn new(
        written: &[Token],
        (first, end): (usize, usize),
        place: u32,
        (lexicon, languages): (&Lexicon, Languages),
    ) -> Option<Self> {
        let mut hit = None;
        for (number, alias) in lexicon.ending(place) {
            if !fits(alias, written, languages) {
                continue;
            }
            let hit = hit.get_or_insert(Self {
                first,
                end,
                place,
                sure: 0,
                doubted: false,
                town: false,
                small: true,
            });
            let sure = !alias.unsure && !alias.short;
            if sure && hit.sure == 0 {
                hit.sure = number;
            }
            hit.doubted |= !sure;
            hit.town |= alias.town;
            hit.small &= alias.case == Case::Lower;
        }
        hit
    }
}

/// The longest hits, from left to right, without overlaps; `starts` are the tokens with which one may
/// begin, and where it starts in the tree.
pub(super) fn hits(
    tokens: &[Token],
    starts: &[(u32, u32)],
    lexicon: &Lexicon,
    languages: Languages,
) -> Vec<Hit> {
    let mut hits = Vec::with_capacity(starts.len());
    let mut past = 0;
    for &(first, start) in starts {
        let first = first as usize;
        if first < past {
            continue;
        }
        if let Some(hit) = longest(tokens, (first, start), lexicon, languages) {
            past = hit.end;
            hits.push(hit);
        }
    }
    hits
}

/// Whether the name of the dictionary at `hit` is another word here: the participle of «Nato a Lecce,
/// …», the rest of the surname O'Sullivan.
pub(super) fn is_other_word(
    hit: &Hit,
    tokens: &[Token],
    text: &str,
    body: usize,
    languages: Languages,
) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.range().of(text));
    let Some(first) = tokens.get(hit.first) else {
        return false;
    };
    if hit.end > hit.first + 1 {
        return false;
    }
    // Wi-Fi
    if first.gap == HYPHEN
        && (hit.first.checked_sub(1)).is_some_and(|before| lists().before_fi.has(word(before)))
    {
        return true;
    }
    // African Americans are no people of Africa.
    let american = || {
        let next = tokens.get(hit.end);
        next.is_some_and(|next| matches!(next.gap, SPACE | HYPHEN))
            && extents().americans.has(word(hit.end))
    };
    if languages == ENGLISH && word(hit.first) == "African" && american() {
        return true;
    }
    // A «basco verde» is a beret.
    if !first.is(CAPITAL) && lists().basques.has(word(hit.first)) {
        return lists().berets.has(word(hit.end));
    }
    // A title begins with the alliance rather: «Nato sotto pressione».
    if languages != ENGLISH
        && first.is(INITIAL)
        && first.start() >= body
        && word(hit.first) == "Nato"
    {
        let number = tokens.get(hit.end + 1).is_some_and(|token| token.is(DIGIT));
        let spaced = tokens.get(hit.end).is_some_and(|next| next.gap == SPACE);
        return spaced
            && match word(hit.end) {
                "il" | "l" => number || lists().of_births.has(word(hit.end + 1)),
                // «Nato in allerta» heads a column.
                "in" => {
                    let place = tokens.get(hit.end + 1);
                    place.is_some_and(|place| place.is(CAPITAL))
                        || lists().birthplaces.has(word(hit.end + 1))
                }
                // «Nato e cresciuto a Lecce»
                "e" => tokens.get(hit.end + 1).is_some_and(|next| {
                    !next.is(CAPITAL) && lists().opening_endings_it.end(word(hit.end + 1))
                }),
                next => lists().after_born.has(next),
            };
    }
    first.gap == APOSTROPHE && (hit.first.checked_sub(1)).is_some_and(|before| word(before) == "O")
}

/// Whether what is the acronym of an organisation at `hit` is the imperative that begins an Italian
/// sentence, whose object follows: «Crea un file».
pub(super) fn is_imperative(hit: &Hit, tokens: &[Token], text: &str, languages: Languages) -> bool {
    let (Some(verb), Some(object)) = (tokens.get(hit.first), tokens.get(hit.end)) else {
        return false;
    };
    languages != ENGLISH
        && hit.end == hit.first + 1
        && verb.is(INITIAL)
        && verb.len() <= LONGEST_ACRONYM
        && !verb.is(ALL_CAPITALS)
        && object.gap == SPACE
        && (lists().objects.has(object.range().of(text))
            // «Crea problemi la pioggia», but «Crea ha detto»
            || lists().imperatives.has(verb.range().of(text))
                && !object.is(CAPITAL)
                && !lists().after_subjects.has(object.range().of(text)))
}

/// Whether the capitalised adjective of nationality at `hit` is no people with its article, as in «I Greci»: a
/// surname rather.
#[inline]
pub(super) fn is_no_people(hit: &Hit, tokens: &[Token], text: &str) -> bool {
    hit.small && hit.end == hit.first + 1 && is_no_written_people(hit, tokens, text)
}

fn is_no_written_people(hit: &Hit, tokens: &[Token], text: &str) -> bool {
    let Some(first) = tokens.get(hit.first) else {
        return false;
    };
    if !first.is(CAPITAL) || first.is(INITIAL | LOUD) {
        return false;
    }
    let before = hit
        .first
        .checked_sub(1)
        .and_then(|before| tokens.get(before));
    let article = before.is_some_and(|before| {
        let word = before.range().of(text).to_lowercase();
        lists().plural_articles.has(&word)
    });
    let several = first.range().of(text).ends_with(['i', 'e']);
    let goes_on = (tokens.get(hit.end))
        .is_some_and(|next| next.gap & !(HYPHEN | APOSTROPHE) == SPACE && next.is(CAPITAL));
    !(article && several && first.gap == SPACE) || goes_on
}

fn longest(
    tokens: &[Token],
    (first, start): (usize, u32),
    lexicon: &Lexicon,
    languages: Languages,
) -> Option<Hit> {
    let mut place = start;
    let mut best = None;
    let mut end = first + 1;
    while place != 0 {
        let written = tokens.get(first..end)?;
        best = Hit::new(written, (first, end), place, (lexicon, languages)).or(best);
        let Some(next) = tokens.get(end) else { break };
        if next.word == 0 || !goes_on(next, tokens.get(end - 1)) {
            break;
        }
        place = lexicon.follow(place, next.word);
        end += 1;
    }
    best
}

/// Whether a name can go on from the token `before` to `next`.
pub(super) fn goes_on(next: &Token, before: Option<&Token>) -> bool {
    match next.gap {
        SPACE | HYPHEN | APOSTROPHE => true,
        // «Rete: futuro» where somebody is called so, see [`fits`].
        // AT&T, Johnson & Johnson
        COLON | AMPERSAND => true,
        gap if gap == COLON | SPACE || gap == AMPERSAND | SPACE => true,
        // U.S., St. Petersburg, John F. Kennedy, Warner Bros. Discovery
        DOT => before.is_some_and(|before| before.is(LETTER)),
        gap if gap == DOT | SPACE => before.is_some_and(|before| before.len() <= 4),
        _ => false,
    }
}

/// Whether `alias` may be written as `written` in a text of `languages`.
pub(super) fn fits(alias: &Alias, written: &[Token], languages: Languages) -> bool {
    let Some(first) = written.first() else {
        return false;
    };
    let parted = || {
        let mut rest = written.iter().skip(1);
        rest.any(|token| token.gap & (COLON | AMPERSAND) != 0)
    };
    if alias.languages & languages == 0 || written.len() > 1 && !alias.parted && parted() {
        return false;
    }
    match alias.case {
        // «I Greci», see [`is_no_people`].
        Case::Lower => {
            !first.is(CAPITAL)
                || first.is(INITIAL | LOUD)
                || alias.how == How::Adjective && written.len() == 1 && !first.is(ALL_CAPITALS)
        }
        Case::First => first.is(CAPITAL),
        Case::Every => written.iter().enumerate().all(|(at, token)| {
            token.is(CAPITAL) || !alias.is_capital(at) || at > 0 && token.gap == HYPHEN
        }),
        Case::Acronym => {
            written.len() > 1 && written.iter().all(|token| token.is(CAPITAL))
                || first.is(ALL_CAPITALS) && !first.is(LOUD)
                || first.is(CAPITAL)
                    && first.len() > 2
                    && !first.is(ACCENTED)
                    && (!first.is(INITIAL) || first.len() > 3)
                || first.is(ALL_CAPITALS) && first.len() > 2
        }
    }
}
