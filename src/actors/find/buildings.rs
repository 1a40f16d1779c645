//! Bodies and buildings that are called after somebody, a saint or a villa, where what they are stands before
//! the name in Italian and after it in English: ospedale San Raffaele, aeroporto Marco Polo, St Mary’s Hospital.
//! Ships are for [`super::wholes`], streets for [`super::works`].

use std::ops::Range;

use super::extents::extents;
use super::known::Hit;
use super::lists::lists;
use super::reading::Reading;
use super::tokens::{ALL_CAPITALS, APOSTROPHE, CAPITAL, DIGIT, DOT, INITIAL, LETTER, LOUD, SPACE};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, FAMILY, FUNCTION, GIVEN, OF, ORGANISATION_HEAD, ORGANISATION_WORD, PLACE_HEAD,
    PLACE_PREPOSITION, PLACE_WORD, SPEECH, STREET, TITLE, TRADE,
};

/// Small words between what it is and whom it is called after: istituto comprensivo statale.
const MOST_BETWEEN: usize = 2;
/// Words that «della» and another name add to a saint’s.
const MOST_OF_SAINT: usize = 2;

impl Reading<'_> {
    /// Names the body or the building of which `run` is the name, and gives back where it ends.
    pub(super) fn read_called_after(&mut self, run: &Range<usize>) -> Option<usize> {
        // Most names are of one word, and nothing is called after that.
        if run.len() < 2 {
            return None;
        }
        if self.languages == ENGLISH {
            let end = self.saints_place(run)?;
            self.introduce(run.start..end, ActorKind::Place);
            return Some(end);
        }
        let saint = self.is_saint(run.start);
        // Sant’Antonio Nuovo
        let aged = run.end.saturating_sub(1);
        if saint && run.len() == 3 && extents().ages.has(self.folded(aged)) {
            self.introduce(run.clone(), ActorKind::Place);
            return Some(run.end);
        }
        let person = self.means(run.start, GIVEN | TITLE) && run.len() > 1
            || (self.hit_at(run.start)).is_some_and(|hit| {
                hit.end > hit.first + 1 && hit.end == run.end && self.hit_is_person(hit)
            });
        if let Some(square) = self.square_called(run, person) {
            return Some(square);
        }
        if !(saint && run.len() > 1 || person) {
            return None;
        }
        let head = self.called_head(run.start)?;
        let end = if saint {
            self.end_of_saint(run.end)
        } else {
            run.end
        };
        // «il primario dell’ospedale Mario Rossi» may be either.
        if !saint && self.is_office_of(head) && !self.is_in_town(end) {
            return None;
        }
        // «Allo stadio Francesco Totti ha salutato i tifosi»
        let inside = (head.checked_sub(1)).is_some_and(|at| {
            let word = self.folded(at);
            lists().melted.has(word) || self.is_articulated(head) && word.starts_with("al")
        });
        let acts = self.is_spaced(end) && lists().after_subjects.has(self.folded(end));
        if !saint && inside && acts {
            return None;
        }
        let body = lists().called_bodies.has(self.folded(head));
        let kind = if body {
            ActorKind::Organisation
        } else {
            ActorKind::Place
        };
        if saint {
            self.introduce(run.start..end, kind);
            return Some(end);
        }
        // Whoever it is called after is somebody else.
        let name = format!(
            "{} {}",
            self.text(&(head..head + 1)),
            self.text(&(run.start..end))
        );
        let who = self.actor(kind, &name)?;
        let found = crate::actors::Found::Introduced;
        self.name(run.start..end, who, crate::actors::How::Name, found);
        Some(end)
    }

    /// Names the square that is called after whom the Italian `run` names, if that is a `person`, and gives
    /// back where it ends: «piazza Fontana», «largo Carlo Felice».
    pub(super) fn square_called(&mut self, run: &Range<usize>, person: bool) -> Option<usize> {
        let square = run
            .start
            .checked_sub(1)
            .filter(|_| self.is_spaced(run.start))?;
        if self.languages == ENGLISH
            || !extents().squares.has(self.folded(square))
            || !self.is_small_word(square)
            || self.has_article(square)
        {
            return None;
        }
        // «Scende in piazza Anna Rossi»: whoever is known goes there.
        let known = || {
            let hit = self.hit_at(run.start);
            hit.is_some_and(|hit| self.hit_is_person(hit))
                || self.people.has(self.folded(run.end - 1))
        };
        if self.is_placed(square) && known() {
            return None;
        }
        // «In piazza Anna Rossi ha gridato»
        let next = self.text(&(run.end..run.end + 1));
        let acts = self.is_spaced(run.end) && next != "e" && lists().after_subjects.has(next);
        if !person || acts {
            return None;
        }
        let name = self.text(&(square..run.end));
        let who = self.actor(ActorKind::Place, name)?;
        self.name(
            run.clone(),
            who,
            crate::actors::How::Name,
            crate::actors::Found::Introduced,
        );
        Some(run.end)
    }

    /// The end of the hall or the ground that a known name and an English word make in Italian, Unipol Arena,
    /// or of the quarter that a place and an adjective of age make, Porto Vecchio.
    pub(super) fn hall_or_quarter(&self, hit: Hit, end: usize) -> Option<usize> {
        let last = hit.end;
        let plain = last < end
            && self.languages != ENGLISH
            && self.is_spaced(last)
            && (self.tokens.get(last)).is_some_and(|it| !it.is(LOUD | ALL_CAPITALS))
            && !self.is_adjective(hit.first)
            && (self.tokens.get(hit.first)).is_some_and(|it| it.is(CAPITAL));
        let word = self.folded(last);
        let hall = || extents().halls.has(word);
        let quarter = || extents().ages.has(word) && self.is_land(hit) && !self.is_country(hit);
        (plain && last + 1 == end && (hall() || quarter())).then_some(last + 1)
    }

    /// The end of the place that a word for places which are numbered closes `run` with and the number after
    /// it: «al Magazzino 26», «at Pier 39».
    pub(super) fn numbered_place(&self, run: &Range<usize>) -> Option<usize> {
        let number = self.tokens.get(run.end)?;
        let head = run.end.checked_sub(1)?;
        let fits = number.gap == SPACE
            && number.is(DIGIT)
            && !number.is(CAPITAL)
            && number.len() <= 3
            && run.len() == 1
            && (self.tokens.get(head)).is_some_and(|it| !it.is(INITIAL | LOUD))
            && extents().numbered_places.has(self.folded(head))
            && !self.is_inside_hit(head);
        let led = || {
            (head.checked_sub(1)).is_some_and(|before| lists().melted.has(self.folded(before)))
                || self.is_articulated(head)
                || (head.checked_sub(1)).is_some_and(|before| {
                    self.means(before, PLACE_PREPOSITION) && self.is_close(head)
                })
        };
        (fits && led()).then_some(run.end + 1)
    }

    /// Whether `run` is the feast of a saint rather than the saint: «il 3-1 di Santo Stefano», but not «la chiesa
    /// di Santo Stefano».
    pub(super) fn is_feast_of_saint(&self, run: &Range<usize>) -> bool {
        if self.languages == ENGLISH || run.len() != 2 || !self.is_saint(run.start) {
            return false;
        }
        let name = format!("{}-{}", self.folded(run.start), self.folded(run.start + 1));
        if !extents().feast_saints.has(&name) {
            return false;
        }
        let before = run.start.checked_sub(1);
        let of = before.filter(|&of| self.is_spaced(run.start) && self.means(of, OF));
        let noun = of.and_then(|of| of.checked_sub(1));
        let place = |at: usize| {
            self.is_called_so(at)
                || self.means(
                    at,
                    PLACE_WORD | PLACE_HEAD | ORGANISATION_HEAD | TITLE | TRADE | STREET,
                )
        };
        let goes_on = self.is_spaced(run.end)
            && (self.means(run.end, OF) || self.folded(run.end) == "in")
            && self.is_capital(run.end + 1);
        !goes_on && !before.is_some_and(place) && !noun.is_some_and(place)
    }

    /// Where the house ends that goes by its host with a genitive and no noun, which the article writes nowhere
    /// else: «at Sandy Bell’s».
    pub(super) fn hosts_house(&self, words: &Range<usize>) -> Option<usize> {
        let s = self.tokens.get(words.end)?;
        let genitive = self.languages == ENGLISH
            && words.len() == 2
            && s.gap == APOSTROPHE
            && s.is(LETTER)
            && !s.is(CAPITAL)
            && self.folded(words.end) == "s";
        if !genitive {
            return None;
        }
        let end = words.end + 1;
        let at = (words.start.checked_sub(1)).filter(|_| self.is_spaced(words.start));
        let led = at.is_some_and(|at| self.folded(at) == "at");
        let ends = !self.is_spaced(end) || self.means(end, FUNCTION);
        let again = || {
            self.stands_again(self.text(words))
                && !self.stands_again(self.text(&(words.start..end)))
        };
        (led && ends && !again()).then_some(end)
    }

    /// Whether the Italian `run` is a town or a place by its first word, Castel San Pietro Terme, or by what goes
    /// on after a saint: Santa Maria Capua Vetere.
    pub(super) fn is_town_of_words(&self, run: &Range<usize>) -> bool {
        if self.languages == ENGLISH || !(2..=4).contains(&run.len()) {
            return false;
        }
        let saint = |at: usize| self.is_saint(at) && self.folded(at).starts_with("san");
        let by_saint = saint(run.start);
        let first = extents().first_of_towns.has(self.folded(run.start));
        if !by_saint && !first {
            return false;
        }
        let last = run.end.saturating_sub(1);
        // Cava de’ Tirreni
        let de = |at: usize| self.folded(at) == "de";
        let spaced = |at: usize| self.is_spaced_or_elided(at) || at > 0 && de(at - 1);
        let plain = |at: usize| {
            (self.tokens.get(at))
                .is_some_and(|it| (it.is(CAPITAL) || de(at)) && !it.is(LOUD | ALL_CAPITALS))
        };
        if !(run.start + 1..run.end).all(spaced)
            || !(run.clone()).all(plain)
            || self
                .hit_at(run.start)
                .is_some_and(|hit| hit.end > run.start + 1)
            || self.is_after_office(run.start)
        {
            return false;
        }
        let goes_on = |from: usize| {
            (from..run.end).all(|at| {
                !self.hits_at(at)
                    && !self.means(at, GIVEN | FUNCTION | TITLE | TRADE | ORGANISATION_HEAD)
            })
        };
        // «San Giovanni Bosco» has a surname that is a word, too.
        let of_saint = |saint: usize| {
            saint + 3 <= run.end && self.means(saint + 1, GIVEN) && goes_on(saint + 2)
        };
        if by_saint {
            return of_saint(run.start)
                && (run.len() > 3 || self.is_where(run.start))
                && (self.is_strange(last) || run.len() > 3)
                && !self.means(last, FAMILY);
        }
        let first = first && !self.means(run.start, GIVEN);
        let next = run.start + 1;
        let joined = run.len() == 3 && self.folded(next) == "de" && self.is_strange(last);
        let plain = run.len() == 2 && goes_on(next) && self.is_strange(next);
        first && (saint(next) && next + 2 <= run.end || joined || plain)
    }

    /// Whether a preposition says that something is at the name at the token; not «dedicata a San Carlo Borromeo».
    fn is_where(&self, at: usize) -> bool {
        let preposition = (at.checked_sub(1)).filter(|_| self.is_spaced(at));
        let given = |at: usize| {
            let word = self.folded(at);
            self.is_small_word(at)
                && ["ata", "ato", "ate", "ati", "ota", "oto"]
                    .iter()
                    .any(|end| word.ends_with(end))
        };
        preposition.is_some_and(|at| {
            self.means(at, PLACE_PREPOSITION) && !at.checked_sub(1).is_some_and(given)
        })
    }

    /// The end of the ground that a word in small letters closes after the name of somebody in English: Camille
    /// Chamoun stadium.
    pub(super) fn called_ground(&self, run: &Range<usize>) -> Option<usize> {
        let fits = self.languages == ENGLISH
            && (2..=3).contains(&run.len())
            && self.is_spaced(run.end)
            && self.is_small_word(run.end)
            && extents().grounds.has(self.folded(run.end))
            && self.means(run.start, GIVEN)
            && (self.tokens.get(run.start)).is_some_and(|it| !it.is(LOUD))
            && !self.is_led(run.start);
        // «the Bruce Springsteen stadium tour»
        let goes_on = || {
            let next = run.end + 1;
            self.is_spaced(next)
                && self.is_small_word(next)
                && !self.means(next, FUNCTION | SPEECH | PLACE_PREPOSITION)
        };
        let somebody =
            || (run.clone()).any(|at| self.hit_at(at).is_some_and(|hit| self.hit_is_person(hit)));
        (fits && !goes_on() && !somebody()).then_some(run.end + 1)
    }

    /// Whether the Italian `run` is a hall or a palace by the English word that closes it: «alla Royal Albert Hall».
    pub(super) fn is_english_hall(&self, run: &Range<usize>) -> bool {
        let last = run.end.saturating_sub(1);
        let plain = |at: usize| {
            (self.tokens.get(at)).is_some_and(|it| it.is(CAPITAL) && !it.is(LOUD | ALL_CAPITALS))
        };
        self.languages != ENGLISH
            && (2..=4).contains(&run.len())
            && extents().halls.has(self.folded(last))
            && (!self.means(run.start, GIVEN) || run.len() > 2 || self.has_article(run.start))
            && run.clone().all(plain)
            && !self.is_led(run.start)
    }

    /// Whether the token begins the name of a saint or of a villa.
    pub(super) fn is_saint(&self, at: usize) -> bool {
        self.is_capital(at) && lists().saints.has(self.folded(at))
    }

    /// The small word before the name at the token that says what is called so, with an article: «in
    /// carcere Mario Rossi» tells where he is.
    fn called_head(&self, at: usize) -> Option<usize> {
        let mut head = at
            .checked_sub(1)
            .filter(|_| self.is_spaced_past_quote(at))?;
        let last = head;
        while last - head < MOST_BETWEEN && !self.is_called_so(head) {
            let plain = self.is_small_word(head)
                && self.is_spaced(head)
                && !self.means(head, FUNCTION | OF | TITLE | TRADE)
                && !self.is_adjective(head);
            head = head.checked_sub(1).filter(|_| plain)?;
        }
        let led = self.has_article(head)
            || head
                .checked_sub(1)
                .is_some_and(|before| lists().melted.has(self.folded(before)));
        (self.is_called_so(head) && self.is_small_word(head) && led).then_some(head)
    }

    fn is_called_so(&self, at: usize) -> bool {
        let word = self.folded(at);
        lists().called_bodies.has(word) || lists().called_places.has(word)
    }

    /// Where the name of a saint ends that goes on after the token: Santa Maria della Misericordia.
    fn end_of_saint(&self, mut end: usize) -> usize {
        for _ in 0..MOST_OF_SAINT {
            let name = end + 1;
            let joined = self.is_spaced(end)
                && self.means(end, OF)
                && self.folded(end) != "di"
                && self.is_spaced_or_elided(name)
                && self.is_capital(name)
                && !self.is_inside_hit(name);
            if !joined {
                break;
            }
            end = name + 1;
        }
        end
    }

    /// Whether the head belongs to what somebody is: «il direttore dell’ospedale».
    pub(super) fn is_office_of(&self, head: usize) -> bool {
        let of = head.checked_sub(1).filter(|_| self.is_close(head));
        let office = of.and_then(|of| of.checked_sub(1).filter(|_| self.means(of, OF)));
        office.is_some_and(|office| self.means(office, TITLE | TRADE | CHIEF))
    }

    /// Whether «di» and a place stand at the token.
    fn is_in_town(&self, at: usize) -> bool {
        self.is_spaced(at)
            && self.means(at, OF)
            && self.hit_at(at + 1).is_some_and(|town| self.is_land(town))
    }

    /// Where the place of a saint’s ends that the English `run` begins: St Paul’s Cathedral.
    fn saints_place(&self, run: &Range<usize>) -> Option<usize> {
        let saint = self.is_english_saint(run.start) && (2..=3).contains(&run.len());
        if !saint {
            return None;
        }
        let noun = self.after_owner(run.end)?;
        let place = self.means(noun, PLACE_WORD | ORGANISATION_WORD | ORGANISATION_HEAD)
            || lists().owned.has(self.folded(noun));
        (place && self.is_capital(noun)).then_some(noun + 1)
    }

    pub(super) fn is_english_saint(&self, at: usize) -> bool {
        let loud = self.tokens.get(at).is_none_or(|token| token.is(LOUD));
        !loud && self.is_capital(at) && matches!(self.folded(at), "st" | "saint")
    }

    /// The token after the genitive that ends what stands before `end`: Mary’s Hospital, Thomas’ Hospital.
    fn after_owner(&self, end: usize) -> Option<usize> {
        let token = self.tokens.get(end)?;
        if token.gap == APOSTROPHE | SPACE {
            return Some(end);
        }
        let s = token.gap == APOSTROPHE && token.is(LETTER) && !token.is(CAPITAL);
        (s && self.folded(end) == "s" && self.is_spaced(end + 1)).then_some(end + 1)
    }

    /// Where the owner begins whose «’s» at the token leads the head of a hospital, a school or a church:
    /// Guy’s Hospital, St Mary’s School.
    pub(super) fn owner_of_house(&self, s: usize, head: usize) -> Option<usize> {
        let owner = s.checked_sub(1)?;
        let fits = self.languages == ENGLISH
            && self.after_owner(s) == Some(head)
            && lists().owned.has(self.folded(head))
            && self.is_capital(owner)
            && !self.is_claimed(owner);
        let token = self.tokens.get(owner)?;
        let saint = (owner.checked_sub(1))
            .is_some_and(|saint| self.is_english_saint(saint) && self.is_after_saint(owner));
        let known = self.is_inside_hit(owner) || token.is(INITIAL | LOUD | DIGIT);
        (fits && (saint || !known)).then_some(owner)
    }

    /// Whether one space stands before the token, or the full stop of «St.», too.
    fn is_after_saint(&self, at: usize) -> bool {
        (self.tokens.get(at)).is_some_and(|token| token.gap & !DOT == SPACE)
    }

    /// Where the name of a body begins before which words stand that only names of bodies have there: St
    /// Thomas’ Hospital, Great Ormond Street Hospital, Mount Sinai Hospital.
    pub(super) fn before_body(&self, first: usize) -> usize {
        let Some(before) = first.checked_sub(1) else {
            return first;
        };
        let saint = self.is_english_saint(before) && self.is_after_saint(first);
        let other = self.is_spaced(first) && lists().before_bodies.has(self.folded(before));
        let free = self.is_capital(before)
            && !self.is_claimed(before)
            && (self.tokens.get(before)).is_some_and(|token| !token.is(LOUD));
        if free && self.languages == ENGLISH && (saint || other) {
            before
        } else {
            first
        }
    }
}
