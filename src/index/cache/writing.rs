//! What is known of a corpus to the file in which it is kept: first what a reading came to, which changes
//! when it goes on, then the rest, which another thread can write meanwhile. What the file is like is
//! left to `file`, what stands in it to `form`.

use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use super::file::{Making, deflated, encoded, packed};
use super::form::{KeptFiles, KeptRest};
use super::heads::KeptHeads;
use super::{CATALOGUE, Cache, Header, KeptPart, SECTION, program};
use crate::corpus::recurring::Recurring;
use crate::index::build;
use crate::index::catalogue::Catalogue;
use crate::index::doubles::{Doubles, Part as Article};
use crate::index::entries::Entry;
use crate::index::filed::{self, Heads};
use crate::index::words::Part;

/// Articles that are shown before anything else is read: more than a screen has.
const FRONT: usize = 128;

/// What a reading came to beside its catalogue.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Reading<'a> {
    pub(in crate::index) files: &'a [build::File],
    /// Articles that say the same as others.
    pub(in crate::index) doubles: &'a Doubles,
    pub(in crate::index) folders: &'a [PathBuf],
    /// The lines that recur.
    pub(in crate::index) recurring: &'a Recurring,
    /// Whether everything was read.
    pub(in crate::index) ended: bool,
}

/// The same in the form in which it is kept.
#[derive(Debug)]
pub(in crate::index) struct Read {
    rest: Vec<u8>,
    files: Vec<Vec<u8>>,
    ended: bool,
}

impl Reading<'_> {
    /// The form in which it is kept. Where not everything was read, files of which an article is still
    /// to be taken into the `catalogue`, or in which a line was left that is known to recur by now, are
    /// to be read again.
    ///
    /// # Errors
    ///
    /// Where there is too much of it.
    pub(in crate::index) fn kept(&self, catalogue: &Catalogue) -> io::Result<Read> {
        let hidden = self.doubles.hidden().map(|head| &**head);
        let is_missing = |part: &Article| {
            catalogue.position(part.id).is_none() && self.doubles.head(part.id).is_none()
        };
        let is_to_come_again = |file: &build::File| {
            !self.ended
                && (self.recurring.is_stale(file.key) || file.articles.iter().any(is_missing))
        };
        let files = (self.files.chunks(SECTION))
            .map(|files| packed(&KeptFiles::of(files, catalogue, &is_to_come_again)));
        Ok(Read {
            files: files.collect::<io::Result<_>>()?,
            rest: packed(&KeptRest::of(hidden, self.folders, self.recurring))?,
            ended: self.ended,
        })
    }
}

/// What is written, and is not yet in its place.
#[derive(Debug)]
pub(in crate::index) struct Written {
    making: Making,
    header: Header,
}

impl Cache {
    /// Writes a catalogue, and what was read of files, beside what was kept before.
    ///
    /// # Errors
    ///
    /// Where the system refuses; what was kept before stays.
    pub(in crate::index) fn write(
        &self,
        catalogue: &Catalogue,
        dictionary: u64,
        read: &Read,
    ) -> io::Result<Written> {
        // What is written of each is forgotten before the next: some of it is large.
        let mut making = Making::begin(self.folder())?;
        let front = {
            let first: Vec<_> = front(catalogue)
                .map(|entry| (entry.head(), entry.length()))
                .collect();
            let front = KeptHeads::of(first.iter().map(|(head, length)| (&**head, *length)));
            making.add(&encoded(&front)?)?
        };
        let reading = making.add(&read.rest)?;
        let files = (read.files.iter())
            .map(|files| making.add(files))
            .collect::<io::Result<_>>()?;
        let roster = making.add(&catalogue.roster.kept().map_err(io::Error::other)?)?;
        let terms = making.add(&deflated(&catalogue.terms.kept())?)?;
        let entries = &catalogue.entries;
        let heads = (Heads::kept(entries.iter()).into_iter())
            .map(|bytes| making.add(&bytes))
            .collect::<io::Result<_>>()?;
        let rests = (0..entries.len())
            .step_by(filed::TOGETHER)
            .map(|from| making.add(&filed::rest(entries.range(from, filed::TOGETHER))))
            .collect::<io::Result<_>>()?;
        let events = match catalogue.kept_events() {
            Some(kept) => Some(making.add(&deflated(&kept)?)?),
            None => None,
        };
        let mut words = Vec::new();
        for held in catalogue.words().parts() {
            words.push(match held.part() {
                Part::Stored(_, folder) => KeptPart::Stored(folder.to_string()),
                Part::Packed(packed) => {
                    let names: Vec<Option<(u64, u64)>> = (0..)
                        .take(held.len())
                        .map(|local| {
                            let entry = catalogue.entries.get(held.place(local)?)?;
                            Some((entry.id().0, entry.hash()))
                        })
                        .collect();
                    KeptPart::Packed(making.add(&encoded(&(names, packed.kept()))?)?)
                }
            });
        }
        let header = Header {
            program: program(),
            dictionary,
            about: self.about.clone(),
            given: (self.given.iter())
                .map(|path| path.as_os_str().as_bytes().to_vec())
                .collect(),
            articles: catalogue.entries.len() as u64,
            ended: read.ended,
            front,
            reading,
            files,
            roster,
            terms,
            heads,
            rests,
            events,
            words,
        };
        Ok(Written { making, header })
    }

    /// Puts what was written in the place of what was kept before; words that only that referred to
    /// stay.
    ///
    /// # Errors
    ///
    /// As for [`Self::write`].
    pub(in crate::index) fn put(&self, written: Written) -> io::Result<()> {
        self.put_down(written).map(drop)
    }

    /// Keeps a catalogue, and what was read of files, in place of what was kept before, of which nothing
    /// is left.
    ///
    /// # Errors
    ///
    /// As for [`Self::write`].
    pub(in crate::index) fn keep(
        &self,
        catalogue: &Catalogue,
        dictionary: u64,
        read: &Read,
    ) -> io::Result<()> {
        let header = self.put_down(self.write(catalogue, dictionary, read)?)?;
        self.sweep(&header.words);
        Ok(())
    }

    fn put_down(&self, written: Written) -> io::Result<Header> {
        self.clear_the_way();
        let Written { making, header } = written;
        making.end(&self.folder().join(CATALOGUE), &header)?;
        Ok(header)
    }
}

/// The entries that a list begins with: the newest first, undated ones last.
fn front(catalogue: &Catalogue) -> impl Iterator<Item = Entry<'_>> {
    let newest = |entry: &Entry<'_>| std::cmp::Reverse(entry.date().map(|date| date.last_day()));
    let mut entries: Vec<Entry<'_>> = catalogue.entries.iter().collect();
    entries.sort_by_cached_key(newest);
    entries.into_iter().take(FRONT)
}
