//! The terms of a query that are words in a row, compiled into one table of the words that they
//! mean, so that all of them are looked for in one pass over the words of an article. Whether those
//! words come from the catalogue or from a text is for the caller.

use std::collections::HashMap;
use std::sync::Arc;

use super::forms::{self, Form, Latitude, Meant};
use crate::index::catalogue::Catalogue;
use crate::index::wanted::{Search, Zone};

/// Hits beyond these make no article better.
const MOST_HITS: usize = 10_000;
/// Words of a query whose endings and typing errors are looked through.
const MOST_GUESSED: usize = 24;
/// Terms whose nearness to one another counts.
const MOST_NEAR: usize = 8;
/// Of BM25: how soon more hits stop to count, and how much a long text counts less.
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.75;

/// All sequences of a query.
#[derive(Debug, Default)]
pub(super) struct Sequences {
    terms: Vec<Sequence>,
    /// Of every term the words as they are typed, then other ways to write them.
    rows: Vec<Row>,
    /// Words of all rows.
    slots: usize,
    /// While terms are added: where each word fits.
    fitting: HashMap<Arc<str>, Vec<Fit>>,
    /// For every word that must occur, those that it may mean, and how many articles hold one at most.
    meant: Vec<(u64, Vec<Arc<str>>)>,
    /// Every word that fits somewhere, with which of `fits`, and the same the other way round.
    table: Vec<(Arc<str>, u16)>,
    by_word: HashMap<Arc<str>, u16>,
    fits: Vec<Vec<Fit>>,
    /// The places in `table` of `meant`.
    required: Vec<Vec<u32>>,
}

/// Words in a row.
#[derive(Debug)]
struct Row {
    term: u16,
    /// Its first word among those of all rows.
    first: usize,
    len: usize,
}

/// What must, or must not, stand in a text.
#[derive(Debug)]
struct Sequence {
    excluded: bool,
    in_title: bool,
    /// How much it counts: the rarer in the corpus, the more.
    weight: f64,
}

/// How words in a row are to be looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// What each word but the last may mean.
    pub(super) inner: Latitude,
    /// What the last word may mean.
    pub(super) last: Latitude,
    pub(super) excluded: bool,
    pub(super) in_title: bool,
}

/// Another way to write the words of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// So many, folded.
    pub(super) words: Vec<String>,
    /// As what it counts where it is found.
    pub(super) form: Form,
}

impl Spelling {
    /// No words yet, as they were typed.
    pub(super) const fn typed() -> Self {
        Self {
            words: Vec::new(),
            form: Form::Exact,
        }
    }

    /// One that counts as another ending does.
    pub(super) const fn ending(words: Vec<String>) -> Self {
        Self {
            words,
            form: Form::Ending,
        }
    }

    /// This one with another behind it.
    pub(super) fn followed_by(&self, other: &Self) -> Self {
        Self {
            words: [self.words.as_slice(), &other.words].concat(),
            form: self.form.max(other.form),
        }
    }
}

/// A word fits a place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Fit {
    row: u16,
    slot: u16,
    form: Form,
}

/// How much a hit counts, by where it stands.
const fn weight(zone: Zone) -> f64 {
    match zone {
        Zone::Title => 4.0,
        Zone::Heading => 2.0,
        Zone::Lead => 1.5,
        Zone::Body => 1.0,
    }
}

/// An occurrence of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) term: u16,
    pub(super) form: Form,
    pub(super) zone: Zone,
    /// The place of its first word, and of its last, as given to [`Scan::word`].
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Sequences {
    /// Adds a term, which may be written in these `other` ways too. Without words it holds for no article.
    pub(super) fn add(
        &mut self,
        words: &[String],
        manner: Manner,
        others: &[Spelling],
        catalogue: &Catalogue,
    ) {
        let (Ok(term), Ok(row)) = (
            u16::try_from(self.terms.len()),
            u16::try_from(self.rows.len()),
        ) else {
            return;
        };
        let needed = self.meant.len();
        let articles = catalogue.entries.len() as f64;
        let mut weight = 0.0;
        for (slot, word) in (0_u16..).zip(words) {
            let latitude = if usize::from(slot) + 1 == words.len() {
                manner.last
            } else {
                manner.inner
            };
            // Nobody waits for guesses at the words of a page that was pasted.
            let latitude = match latitude {
                Latitude::Free { open } if self.slots + usize::from(slot) >= MOST_GUESSED => {
                    match open {
                        true => Latitude::Open,
                        false => Latitude::Exact,
                    }
                }
                latitude => latitude,
            };
            let mut holding: f64 = 0.0;
            let forms = forms::forms(word, latitude, catalogue.words());
            if !manner.excluded {
                let meant = forms.iter().map(|meant| Arc::clone(&meant.word));
                let articles = forms.iter().map(|meant| u64::from(meant.articles));
                self.meant.push((articles.sum(), meant.collect()));
            }
            for Meant {
                word,
                form,
                articles,
            } in forms
            {
                holding += f64::from(articles);
                let fit = Fit { row, slot, form };
                self.fitting.entry(word).or_default().push(fit);
            }
            let holding = holding.min(articles);
            weight += (1.0 + (articles - holding + 0.5) / (holding + 0.5)).ln();
        }
        self.push_row(term, words.len());
        self.terms.push(Sequence {
            excluded: manner.excluded,
            in_title: manner.in_title,
            weight,
        });
        for other in others {
            self.add_spelling(term, needed, other, manner.last, catalogue);
        }
    }

    fn push_row(&mut self, term: u16, len: usize) {
        let first = self.slots;
        self.rows.push(Row { term, first, len });
        self.slots += len;
    }

    /// Adds another way to write the last term, whose words that must occur are those from `needed` on, and
    /// whose last word may mean what `last` says, but no guess.
    fn add_spelling(
        &mut self,
        term: u16,
        needed: usize,
        Spelling { words, form }: &Spelling,
        last: Latitude,
        catalogue: &Catalogue,
    ) {
        let Ok(row) = u16::try_from(self.rows.len()) else {
            return;
        };
        let mut fits: Vec<(Fit, Meant)> = Vec::new();
        let mut rarest: Option<(u64, Vec<Arc<str>>)> = None;
        for (slot, word) in (0_u16..).zip(words) {
            let latitude = match usize::from(slot) + 1 == words.len() {
                true => last.without_guesses(),
                false => Latitude::Exact,
            };
            let forms = forms::forms(word, latitude, catalogue.words());
            let articles = forms.iter().map(|meant| u64::from(meant.articles)).sum();
            if rarest.as_ref().is_none_or(|(few, _)| articles < *few) {
                let words = forms.iter().map(|meant| Arc::clone(&meant.word));
                rarest = Some((articles, words.collect()));
            }
            let form = *form;
            fits.extend((forms.into_iter()).map(|meant| (Fit { row, slot, form }, meant)));
        }
        let Some((articles, rarest)) = rarest.filter(|(articles, _)| *articles > 0) else {
            return;
        };
        for (fit, meant) in fits {
            self.fitting.entry(meant.word).or_default().push(fit);
        }
        for (all, meant) in self.meant.iter_mut().skip(needed) {
            *all += articles;
            meant.extend(rarest.iter().cloned());
        }
        self.push_row(term, words.len());
    }

    /// Whether there are so few words yet that others than those typed are looked through.
    pub(super) const fn may_guess(&self) -> bool {
        self.slots < MOST_GUESSED
    }

    /// Makes the table, after the last term.
    pub(super) fn finish(&mut self) {
        let mut numbers: HashMap<Vec<Fit>, u16> = HashMap::new();
        let mut places: HashMap<Arc<str>, u32> = HashMap::new();
        self.fits = vec![Vec::new()];
        for (word, mut fits) in std::mem::take(&mut self.fitting) {
            // The later word of a row first, so that a word that is both does not follow itself.
            fits.sort_unstable_by_key(|fit| (fit.row, std::cmp::Reverse(fit.slot)));
            let next = self.fits.len();
            let number = *numbers.entry(fits).or_insert_with_key(|fits| {
                self.fits.push(fits.clone());
                u16::try_from(next).unwrap_or(0)
            });
            let place = u32::try_from(self.table.len()).unwrap_or(u32::MAX);
            places.insert(Arc::clone(&word), place);
            self.table.push((Arc::clone(&word), number));
            self.by_word.insert(word, number);
        }
        let place = |word: &Arc<str>| places.get(word).copied();
        let mut meant = std::mem::take(&mut self.meant);
        meant.sort_by_key(|(articles, _)| *articles);
        self.required = (meant.iter())
            .map(|(_, words)| words.iter().filter_map(place).collect())
            .collect();
    }

    /// What is to be looked for in the words of a corpus.
    pub(super) fn search(&self) -> Search<'_> {
        Search {
            words: &self.table,
            required: &self.required,
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Where a folded word fits, for [`Scan::word`]; 0 where nowhere.
    pub(super) fn fitting_word(&self, folded: &str) -> u16 {
        self.by_word.get(folded).copied().unwrap_or(0)
    }

    /// How much an article of so many words is about what was found in it: BM25, and up to half
    /// as much again where different terms stand side by side.
    fn relevance(&self, hits: &[Hit], amounts: &mut [f64], words: u32, average: f64) -> f64 {
        amounts.fill(0.0);
        for hit in hits {
            if let Some(amount) = amounts.get_mut(usize::from(hit.term)) {
                *amount += weight(hit.zone);
            }
        }
        let length = 1.0 - LENGTH + LENGTH * f64::from(words) / average.max(1.0);
        let sum: f64 = (amounts.iter())
            .zip(&self.terms)
            .map(|(&amount, term)| {
                term.weight * amount * (SATURATION + 1.0) / (amount + SATURATION * length)
            })
            .sum();
        sum * (1.0 + 0.5 * self.nearness(hits))
    }

    /// 1 where the terms stand side by side somewhere, towards 0 the farther they are apart.
    fn nearness(&self, hits: &[Hit]) -> f64 {
        let wanted = self
            .terms
            .iter()
            .filter(|term| !term.excluded)
            .count()
            .min(MOST_NEAR);
        if wanted < 2 {
            return 0.0;
        }
        let mut last: Vec<(u16, u32)> = Vec::with_capacity(wanted);
        let mut narrowest = u32::MAX;
        for hit in hits {
            let full = last.len() == wanted;
            match last.iter_mut().find(|(term, _)| *term == hit.term) {
                Some((_, place)) => *place = hit.start,
                None if full => continue,
                None => last.push((hit.term, hit.start)),
            }
            if last.len() == wanted {
                let first = last.iter().map(|&(_, place)| place).min();
                narrowest = narrowest.min(hit.end - first.unwrap_or(0).min(hit.end));
            }
        }
        let side_by_side = wanted as f64 - 1.0;
        side_by_side / f64::from(narrowest).max(side_by_side)
    }
}

/// One pass over the words of an article; can be used for one after another.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    sequences: &'a Sequences,
    hits: Vec<Hit>,
    /// By word of all rows: the position up to which its row has been followed, where that
    /// began, and the least exact form on the way.
    progress: Vec<(u32, u32, Form)>,
    /// By term, the best form so far.
    best: Vec<Option<Form>>,
    /// By term, how much its hits count.
    amounts: Vec<f64>,
    refused: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(sequences: &'a Sequences) -> Self {
        Self {
            sequences,
            hits: Vec::new(),
            progress: vec![(0, 0, Form::Exact); sequences.slots],
            best: vec![None; sequences.terms.len()],
            amounts: vec![0.0; sequences.terms.len()],
            refused: false,
        }
    }

    /// Takes the next word that fits somewhere: its position, from 2, one after that of the word
    /// before if the two are in a row; its place, in any measure.
    #[inline]
    pub(super) fn word(&mut self, fitting: u16, position: u32, place: (u32, u32), zone: Zone) {
        let sequences = self.sequences;
        let fits = sequences.fits.get(usize::from(fitting));
        for fit in fits.into_iter().flatten() {
            let Some(row) = sequences.rows.get(usize::from(fit.row)) else {
                continue;
            };
            let Some(term) = sequences.terms.get(usize::from(row.term)) else {
                continue;
            };
            if term.in_title && zone != Zone::Title {
                continue;
            }
            let slot = row.first + usize::from(fit.slot);
            let (start, form) = if fit.slot == 0 {
                (place.0, fit.form)
            } else {
                let (before, start, form) =
                    self.progress
                        .get(slot - 1)
                        .copied()
                        .unwrap_or((0, 0, Form::Exact));
                if before + 1 != position {
                    continue;
                }
                (start, form.max(fit.form))
            };
            if usize::from(fit.slot) + 1 < row.len {
                if let Some(progress) = self.progress.get_mut(slot) {
                    *progress = (position, start, form);
                }
                continue;
            }
            if term.excluded {
                self.refused = true;
                continue;
            }
            if let Some(best) = self.best.get_mut(usize::from(row.term)) {
                if self.hits.len() < MOST_HITS || best.is_none_or(|best| form < best) {
                    self.hits.push(Hit {
                        term: row.term,
                        form,
                        zone,
                        start,
                        end: place.1,
                    });
                }
                *best = Some(best.map_or(form, |best| best.min(form)));
            }
        }
    }

    /// Whether every term holds, and the hits in the order of their ends. A guess counts only
    /// where its term has nothing better.
    pub(super) fn finish(&mut self) -> (bool, &[Hit]) {
        let terms = &self.sequences.terms;
        let holds = !self.refused
            && terms
                .iter()
                .zip(&self.best)
                .all(|(term, best)| term.excluded || best.is_some());
        let best = &self.best;
        self.hits.retain(|hit| {
            !hit.form.is_guess()
                || best
                    .get(usize::from(hit.term))
                    .copied()
                    .flatten()
                    .is_none_or(Form::is_guess)
        });
        (holds, &self.hits)
    }

    /// How many hits there are, after [`Self::finish`].
    pub(super) const fn hits(&self) -> usize {
        self.hits.len()
    }

    /// The form of the term that occurs least exactly.
    pub(super) fn exactness(&self) -> Form {
        let forms = self.best.iter().flatten().copied();
        forms.max().unwrap_or(Form::Exact)
    }

    /// How much an article of so many words is about its hits.
    pub(super) fn relevance(&mut self, words: u32, average: f64) -> f64 {
        let amounts = &mut self.amounts;
        (self.sequences).relevance(&self.hits, amounts, words, average)
    }

    /// Forgets the article before.
    pub(super) fn reset(&mut self) {
        self.hits.clear();
        self.progress.fill((0, 0, Form::Exact));
        self.best.fill(None);
        self.refused = false;
    }
}
