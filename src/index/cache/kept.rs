//! What was kept of a corpus, read again in the order in which it is wanted: what a list begins with,
//! then what a search needs, then everything. Where it is kept is for the module above.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::file::{Opened, Section, Unusable, decoded};
use super::form::{KeptFiles, KeptRest};
use super::heads::KeptHeads;
use super::moved::Moved;
use super::{CATALOGUE, CacheError, Header, KeptPart, SECTION, WORDS, program};
use crate::actors::dictionary::Dictionary;
use crate::actors::roster::Roster;
use crate::corpus::ArticleId;
use crate::corpus::recurring::Recurring;
use crate::index::catalogue::Catalogue;
use crate::index::catalogue::naming::Named;
use crate::index::doubles::Doubles;
use crate::index::entries::{Entries, Entry};
use crate::index::filed::{self, Filed, Heads, SHOWN};
use crate::index::packed::Packed;
use crate::index::stored::Stored;
use crate::index::words::{Part, Words};
use crate::index::{build, found};
use crate::text::bytes::Bytes;
use crate::timeline::packed::Terms;

/// What was found in the cache, and not read yet.
#[derive(Debug)]
pub(in crate::index) struct Kept {
    opened: Opened,
    pub(super) header: Header,
    folder: PathBuf,
    /// Where its files are spelled in another way now.
    moved: Option<Arc<Moved>>,
}

/// A part of the words, and the articles in it with the hashes of their texts.
type NamedPart = (Part, Vec<(ArticleId, u64)>);

/// Whom so many articles name, of what was found in them; `None` where that is of other articles, or
/// names others than those of `roster`.
fn named(rest: &[u8], articles: usize, roster: &Roster) -> Option<Named> {
    let mut named = Named::default();
    for found in filed::found(rest, articles)? {
        named.push(found::actors(found));
    }
    named.are_below(roster.numbers()).then_some(named)
}

/// What was read of files.
pub(in crate::index) struct KeptReading {
    pub(in crate::index) files: Vec<build::File>,
    pub(in crate::index) doubles: Doubles,
    pub(in crate::index) folders: Vec<PathBuf>,
    pub(in crate::index) recurring: Recurring,
    /// Whether the events are merged already.
    pub(in crate::index) merged: bool,
}

impl KeptReading {
    /// Adds to a complete catalogue what follows from the files; the events where these are all, and none
    /// comes after them.
    pub(in crate::index) fn finish(&self, catalogue: &mut Catalogue, ended: bool) {
        let parts = self.files.iter().flat_map(|file| &*file.articles).copied();
        catalogue.also = Arc::new(self.doubles.also(parts));
        catalogue.problems = build::problems(&self.files);
        if !self.merged && ended {
            catalogue.merge_reports();
        }
    }
}

impl Kept {
    /// Opens what is kept in a folder of a corpus whose files and folders are spelled so now.
    pub(super) fn open(folder: &Path, given: &[PathBuf]) -> Result<Self, Unusable> {
        let (opened, header): (Opened, Header) = Opened::open(&folder.join(CATALOGUE))?;
        if header.program != program() {
            return Err(Unusable::Version);
        }
        Ok(Self {
            opened,
            moved: Moved::of(&header.given, given),
            header,
            folder: folder.to_owned(),
        })
    }

    fn moved(&self) -> Option<&Moved> {
        self.moved.as_deref()
    }

    /// Whether a dictionary recognises the same.
    pub(in crate::index) fn is_by(&self, dictionary: &Dictionary) -> bool {
        self.header.dictionary == dictionary.fingerprint()
    }

    /// How many articles there are.
    pub(in crate::index) const fn articles(&self) -> u64 {
        self.header.articles
    }

    /// Whether these are all that there were when they were read.
    pub(in crate::index) const fn is_ended(&self) -> bool {
        self.header.ended
    }

    /// A catalogue of what a list begins with, to be seen while the rest is read.
    pub(in crate::index) fn front(&self) -> Result<Catalogue, CacheError> {
        let bytes = self.opened.read(self.header.front)?;
        let heads: KeptHeads<'_> = decoded(&bytes)?;
        let front = heads.fresh(self.moved()).ok_or(Unusable::Damaged)?;
        Ok(Catalogue::of_heads(Entries::fresh(front.into_iter())))
    }

    /// The catalogue with the heads and the words of all articles, but not with what they tell, nor
    /// of whom. Whether the words, and what is shown of the heads, are still what was written is left to
    /// [`Self::check_words`] and [`Self::check_shown`].
    pub(in crate::index) fn heads(&self) -> Result<Catalogue, CacheError> {
        let (parts, heads) = rayon::join(|| self.parts(), || self.all_heads(false));
        let (parts, heads) = (parts?, heads?);
        let mut catalogue = Catalogue::of_heads(Entries::of(Filed::heads(heads)));
        let mut words = Words::awaiting(catalogue.entries.len());
        // Most are in the order of the corpus.
        let next = Cell::new(0);
        let place = |id, hash| {
            let expected = Some(next.get()).filter(|&next| catalogue.is_at(next, id, hash));
            let place = expected.or_else(|| catalogue.place(id, hash))?;
            next.set(place + 1);
            Some(place)
        };
        for (part, names) in parts {
            words.attach(part, names.into_iter(), &place);
        }
        if !words.are_whole() {
            return Err(Unusable::Damaged.into());
        }
        catalogue.set_words(words);
        Ok(catalogue)
    }

    /// The columns of all heads; what is merely shown of them is looked through only where that is `checked`.
    fn all_heads(&self, checked: bool) -> Result<Heads, Unusable> {
        let articles = usize::try_from(self.header.articles).map_err(|_| Unusable::Damaged)?;
        let pieces: Vec<Bytes> = (self.header.heads.par_iter().enumerate())
            .map(
                |(piece, section)| match checked || !SHOWN.contains(&piece) {
                    true => self.opened.lying(*section),
                    false => self.opened.mapped(*section),
                },
            )
            .collect::<Result<_, _>>()?;
        let pieces = pieces.try_into().map_err(|_| Unusable::Damaged)?;
        let mut heads = Heads::of(pieces, articles).ok_or(Unusable::Damaged)?;
        heads.moved = self.moved.clone();
        Ok(heads)
    }

    /// The parts of the words, with the articles in each.
    fn parts(&self) -> Result<Vec<NamedPart>, Unusable> {
        let part = |part: &KeptPart| match part {
            KeptPart::Packed(section) => {
                let bytes = self.opened.read(*section)?;
                let (names, kept): (Vec<Option<(u64, u64)>>, _) = decoded(&bytes)?;
                let packed = Packed::restored(&kept).ok_or(Unusable::Damaged)?;
                if packed.len() != names.len() {
                    return Err(Unusable::Damaged);
                }
                // Of an article that is gone only its number is left.
                let names = names.into_iter().map(Option::unwrap_or_default);
                let names = names.map(|(id, hash)| (ArticleId(id), hash)).collect();
                Ok((Part::Packed(packed), names))
            }
            KeptPart::Stored(name) => {
                if !name.starts_with(WORDS) || name.contains('/') {
                    return Err(Unusable::Damaged);
                }
                let stored = Stored::open(&self.folder.join(name));
                let stored = stored.map_err(|_| Unusable::Damaged)?;
                let names = stored.names().collect();
                Ok((Part::Stored(Arc::new(stored), name.as_str().into()), names))
            }
        };
        self.header.words.par_iter().map(part).collect()
    }

    fn roster(&self, dictionary: &Dictionary) -> Result<Roster, Unusable> {
        let kept = self.opened.lying(self.header.roster)?;
        let mut roster = Roster::restored(&kept).ok_or(Unusable::Damaged)?;
        roster.take_offices(dictionary);
        Ok(roster)
    }

    /// Whether the words are what was written: every byte is read.
    ///
    /// # Errors
    ///
    /// Where they are not.
    pub(in crate::index) fn check_words(&self) -> Result<(), CacheError> {
        let whole = self.header.words.par_iter().all(|part| match part {
            // Was read, and so checked, when the words were taken.
            KeptPart::Packed(_) => true,
            // Opened once more: what is mapped to be searched is not to be held in memory only because
            // it was looked at once.
            KeptPart::Stored(name) => {
                let stored = Stored::open(&self.folder.join(name));
                stored.is_ok_and(|stored| stored.is_whole())
            }
        });
        if whole {
            Ok(())
        } else {
            Err(Unusable::Damaged.into())
        }
    }

    /// Whether what is shown of the heads is what was written.
    ///
    /// # Errors
    ///
    /// Where it is not.
    pub(in crate::index) fn check_shown(&self) -> Result<(), CacheError> {
        let heads = self.header.heads.iter().enumerate();
        for (_, section) in heads.filter(|(piece, _)| SHOWN.contains(piece)) {
            self.opened.lying(*section)?;
        }
        Ok(())
    }

    /// Adds what the articles tell to a catalogue of [`Self::heads`]. That stays in the file: it is
    /// looked through here, and then only where something of it is to be shown.
    pub(in crate::index) fn complete(
        &self,
        catalogue: &Catalogue,
        dictionary: &Dictionary,
    ) -> Result<Catalogue, CacheError> {
        let mut catalogue = self.found(catalogue, dictionary)?;
        if let Some(section) = self.header.events {
            let bytes = self.opened.unpacked(section)?;
            catalogue.restore_events(&bytes).ok_or(Unusable::Damaged)?;
        }
        Ok(catalogue)
    }

    /// The same without the events.
    fn found(
        &self,
        catalogue: &Catalogue,
        dictionary: &Dictionary,
    ) -> Result<Catalogue, CacheError> {
        let roster = Arc::new(self.roster(dictionary)?);
        let terms = Bytes::from(self.opened.unpacked(self.header.terms)?);
        let terms = Arc::new(Terms::restored(&terms).ok_or(Unusable::Damaged)?);
        let articles = catalogue.entries.len();
        let (sections, together) = (&self.header.rests, filed::TOGETHER);
        if sections.len() != articles.div_ceil(together) {
            return Err(Unusable::Damaged.into());
        }
        let sections: Vec<(Bytes, Named)> = (sections.par_iter().enumerate())
            .map_init(Vec::new, |read, (number, section)| {
                self.opened.read_into(read, *section)?;
                let articles = together.min(articles - number * together);
                let named = named(read, articles, &roster).ok_or(Unusable::Damaged)?;
                Ok((self.opened.mapped(*section)?, named))
            })
            .collect::<Result<_, Unusable>>()?;
        let (rests, named): (Vec<Bytes>, Vec<Named>) = sections.into_iter().unzip();
        let entries = catalogue.entries.with(rests);
        Ok(catalogue.completed(entries, &named, (roster, terms)))
    }

    /// The catalogue of which this was just written, as it lies in the file; `None` where this is of
    /// another one, or its events are not known.
    pub(in crate::index) fn instead_of(
        &self,
        catalogue: &Catalogue,
        dictionary: &Dictionary,
    ) -> Result<Option<Catalogue>, CacheError> {
        if self.header.events.is_none() || self.articles() != catalogue.entries.len() as u64 {
            return Ok(None);
        }
        let entries = Entries::of(Filed::heads(self.all_heads(true)?));
        let is_same = |(kept, made): (Entry<'_>, Entry<'_>)| {
            kept.id() == made.id() && kept.hash() == made.hash()
        };
        if !entries.iter().zip(catalogue.entries.iter()).all(is_same) {
            return Ok(None);
        }
        let mut lying = self.found(&catalogue.lying(entries), dictionary)?;
        lying.take_events(catalogue);
        lying.edition = catalogue.edition;
        lying.also = Arc::clone(&catalogue.also);
        lying.problems.clone_from(&catalogue.problems);
        Ok(Some(lying))
    }

    /// Whether every byte of it is what was written: all of it is read.
    pub(super) fn is_whole(&self) -> bool {
        let header = &self.header;
        let sections = [header.front, header.reading, header.roster, header.terms]
            .into_iter()
            .chain(header.events)
            .chain(header.files.iter().copied())
            .chain(header.heads.iter().copied())
            .chain(header.rests.iter().copied());
        let packed = header.words.iter().filter_map(|part| match part {
            KeptPart::Packed(section) => Some(*section),
            KeptPart::Stored(_) => None,
        });
        let sections: Vec<Section> = sections.chain(packed).collect();
        self.check_words().is_ok()
            && (sections.par_iter())
                .map_init(Vec::new, |read, section| {
                    self.opened.read_into(read, *section)
                })
                .all(|read| read.is_ok())
    }

    /// What was read of files, whose articles `entries` are.
    pub(in crate::index) fn reading(&self, entries: &Entries) -> Result<KeptReading, CacheError> {
        let sections = self.header.files.par_iter().map(|section| {
            let bytes = self.opened.unpacked(*section)?;
            let kept: KeptFiles<'_> = decoded(&bytes)?;
            (kept.files(entries, self.moved())).ok_or(Unusable::Damaged)
        });
        let sections: Vec<Vec<build::File>> = sections.collect::<Result<_, _>>()?;
        let mut files = Vec::with_capacity(sections.len() * SECTION);
        files.extend(sections.into_iter().flatten());
        files.shrink_to_fit();
        let bytes = self.opened.unpacked(self.header.reading)?;
        let kept: KeptRest<'_> = decoded(&bytes)?;
        let mut doubles = Doubles::of_about(files.len());
        for part in files.iter().flat_map(|file| &*file.articles) {
            doubles.shows(*part);
        }
        for hidden in (kept.hidden.fresh(self.moved())).ok_or(Unusable::Damaged)? {
            doubles.hide(Some(hidden.head));
        }
        Ok(KeptReading {
            files,
            doubles,
            folders: kept.folders(self.moved()),
            recurring: kept.recurring.into_owned(),
            merged: self.header.events.is_some(),
        })
    }
}
