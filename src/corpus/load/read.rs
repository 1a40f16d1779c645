//! One file to its articles: opening only what is safe to read, and keeping the failures of
//! parsers to their file. What the bytes mean is for [`format`](mod@super::super::format).

use std::borrow::Cow;
use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{FileType, Mode, OFlags};

use super::LoadProblem;
use super::lately::{Held, Lately};
use super::{DEADLINE, Opening, workers};
use crate::corpus::assemble::{self, Place};
use crate::corpus::decode::Chosen;
use crate::corpus::error::LoadError;
use crate::corpus::format::Draft;
use crate::corpus::recurring::Margins;
use crate::corpus::stamp::Stamp;
use crate::corpus::{Article, ArticleId, Origin, container, format, seeds, standard_input};
use crate::text::clean::clean_path;

/// Reads one article again, without the lines that were left out of it before, by their keys. A file of several
/// is held for the next of them.
///
/// # Errors
///
/// Any that loading has, [`LoadError::TooSlow`] included; [`LoadError::Gone`] where the file now
/// holds fewer articles.
pub fn read(
    origin: &Origin,
    opening: impl Into<Opening>,
    left_out: &[u64],
    lately: &Arc<Lately>,
) -> Result<Article, LoadError> {
    match origin {
        Origin::Embedded(name) => seeds::article(name),
        Origin::File { path, part } => {
            let (path, part, opening) = (path.clone(), *part, opening.into());
            let left_out: Box<[u64]> = left_out.into();
            let lately = Arc::clone(lately);
            workers::within(DEADLINE, move || {
                one((&path, part), opening, &left_out, &lately)
            })
        }
    }
}

/// The article number `part` of a file.
fn one(
    (path, part): (&Path, u32),
    opening: Opening,
    left_out: &[u64],
    lately: &Lately,
) -> Result<Article, LoadError> {
    let real = if standard_input::is_meant(path) {
        path.to_owned()
    } else {
        path.canonicalize()?
    };
    let file = Source {
        path,
        real: &real,
        opening,
        flags: OFlags::empty(),
        recurs: &|line| left_out.contains(&line),
    };
    let only = |made: Result<Made, LoadProblem>| {
        made.map(|(article, _)| article)
            .map_err(|problem| problem.reason)
    };
    let now = std::fs::metadata(&real).ok().and_then(|it| Stamp::of(&it));
    let held = now.and_then(|now| lately.of(path, now));
    if let Some((held, draft)) = held
        .as_ref()
        .and_then(|held| Some((held, held.draft(part)?)))
    {
        return only(file.made((&held.name, held.is_inside), part, draft.clone()));
    }
    let mut found = Err(LoadError::Gone);
    let (mut stamp, mut held) = (None, None);
    let mut take = |made| found = only(made);
    file.articles(Some(part), &mut stamp, &mut held, &mut take)?;
    if let Some((stamp, held)) = stamp.zip(held) {
        lately.hold(path, stamp, held);
    }
    found
}

/// A file to be read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// As the user gave it, joined with what the walk found.
    pub(super) path: &'a Path,
    /// The same without links.
    pub(super) real: &'a Path,
    pub(super) opening: Opening,
    /// How it is opened, beside what is always so.
    pub(super) flags: OFlags,
    /// Which lines are known to recur in the corpus, by their keys.
    pub(super) recurs: &'a dyn Fn(u64) -> bool,
}

/// The bytes of a larger file are given back to the system at once.
const SMALL: usize = 64 << 10;

thread_local! {
    /// Room for the bytes of one small file after another.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// An article, and what of it could recur in others.
type Made = (Article, Margins);

/// What a file gave.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// The stamp of what was read, where there is one.
    pub(super) stamp: Option<Stamp>,
    /// Nearly every file gives one article, which needs no room of its own on the way: what one
    /// thread asks the allocator for and another gives back, both wait for.
    first: Option<Made>,
    more: Vec<Made>,
    pub(super) problems: Vec<LoadProblem>,
}

impl Given {
    /// Nothing but a reason for it.
    pub(super) fn nothing(stamp: Option<Stamp>, path: &Path, reason: LoadError) -> Self {
        Self {
            stamp,
            problems: vec![LoadProblem::new(path, reason)],
            ..Self::default()
        }
    }

    /// The articles.
    pub(super) fn articles(&self) -> impl Iterator<Item = &Article> {
        let made = self.first.iter().chain(&self.more);
        made.map(|(article, _)| article)
    }

    /// The articles; what of them could recur in others, of none where nothing could; and the
    /// problems.
    pub(super) fn unpacked(self) -> (Vec<Article>, Vec<Margins>, Vec<LoadProblem>) {
        let count = self.more.len() + usize::from(self.first.is_some());
        let mut articles = Vec::with_capacity(count);
        let mut margins = Vec::new();
        for (article, of_it) in self.first.into_iter().chain(self.more) {
            if margins.is_empty() && !of_it.is_empty() {
                margins.resize_with(articles.len(), Margins::default);
            }
            if !margins.is_empty() || !of_it.is_empty() {
                margins.push(of_it);
            }
            articles.push(article);
        }
        (articles, margins, self.problems)
    }

    fn take(&mut self, made: Made) {
        if self.first.is_none() {
            self.first = Some(made);
        } else {
            self.more.push(made);
        }
    }
}

impl Source<'_> {
    /// All that the file gives.
    pub(super) fn read(&self) -> Given {
        let mut given = Given::default();
        let mut stamp = None;
        let whole = self.articles(None, &mut stamp, &mut None, &mut |result| match result {
            Ok(made) => {
                let (article, _) = &made;
                let problems = article.problems.iter().map(|reason| LoadProblem {
                    path: article.head.path.clone(),
                    reason: reason.clone(),
                });
                given.problems.extend(problems);
                given.take(made);
            }
            Err(problem) => given.problems.push(problem),
        });
        given.stamp = stamp;
        if let Err(reason) = whole {
            given.problems.push(LoadProblem::new(self.path, reason));
        } else if given.first.is_none() && given.problems.is_empty() {
            let nothing = LoadProblem::new(self.path, LoadError::Empty);
            given.problems.push(nothing);
        }
        given
    }

    /// Hands the articles of the file to `take`, or only the one of the number `only`, and why one
    /// is none; an error is of the file as a whole. Where `only` one of several was wanted, all are left in `held`.
    fn articles(
        &self,
        only: Option<u32>,
        stamp: &mut Option<Stamp>,
        held: &mut Option<Held>,
        take: &mut dyn FnMut(Result<Made, LoadProblem>),
    ) -> Result<(), LoadError> {
        let max_bytes = self.opening.max_bytes;
        let mut members = |bytes| {
            let mut take = |member: container::Member<'_>| self.member(member, only, held, take);
            container::members(self.path, bytes, max_bytes, only, &mut take)
        };
        if standard_input::is_meant(self.path) {
            *stamp = Some(Stamp::FIXED);
            return members(Cow::Borrowed(standard_input::bytes(max_bytes)?));
        }
        let bytes = bytes(self.path, max_bytes, self.flags, stamp, ROOM.take())?;
        if bytes.len() > SMALL {
            return members(Cow::Owned(bytes));
        }
        let read = members(Cow::Borrowed(&bytes));
        ROOM.set(bytes);
        read
    }

    /// The articles of the file, or of a member of an archive.
    fn member(
        &self,
        member: container::Member<'_>,
        only: Option<u32>,
        held: &mut Option<Held>,
        take: &mut dyn FnMut(Result<Made, LoadProblem>),
    ) {
        let of = (&*member.name, member.is_inside);
        let ending = member.name.extension().and_then(OsStr::to_str);
        let encoding = self.opening.encoding;
        // The bytes of a large file are forgotten before its articles are made of what was read.
        let drafts = (member.bytes).and_then(|bytes| drafts(ending, &bytes, encoding));
        let mut drafts = match drafts {
            Ok(drafts) => drafts,
            Err(reason) => return take(Err(self.problem(of, reason))),
        };
        if let Some(draft) = drafts.first_mut() {
            draft.problems.extend(member.notice);
        }
        let Some(only) = only else {
            for (part, draft) in (member.first..).zip(drafts) {
                take(self.made(of, part, draft));
            }
            return;
        };
        let all = Held {
            name: member.name.to_path_buf(),
            is_inside: member.is_inside,
            first: member.first,
            drafts,
        };
        if let Some(draft) = all.draft(only) {
            take(self.made(of, only, draft.clone()));
        }
        if all.drafts.len() > 1 {
            *held = Some(all);
        }
    }

    /// The article of a draft, of the file or of the one of this name that `is_inside` of it.
    fn made(
        &self,
        (name, is_inside): (&Path, bool),
        part: u32,
        draft: Draft,
    ) -> Result<Made, LoadProblem> {
        let of = (name, is_inside);
        let place = Place {
            id: ArticleId::of(self.real, part),
            origin: Origin::File {
                path: self.path.to_owned(),
                part,
            },
            path: self.shown(of),
            stem: stem(name),
            today: self.opening.today(),
        };
        let make = || assemble::article(draft, place, self.recurs);
        let made = panic::catch_unwind(AssertUnwindSafe(make)).unwrap_or(Err(LoadError::Failed));
        made.map_err(|reason| self.problem(of, reason))
    }

    fn problem(&self, of: (&Path, bool), reason: LoadError) -> LoadProblem {
        LoadProblem {
            path: self.shown(of),
            reason,
        }
    }

    /// The path as it is shown, with the name inside an archive.
    fn shown(&self, (name, is_inside): (&Path, bool)) -> String {
        let mut shown = clean_path(self.path);
        if is_inside {
            // A name in an archive leads nowhere, whatever it says.
            let parts = name.components();
            let parts = parts.filter(|part| matches!(part, Component::Normal(_)));
            shown.push('/');
            shown.push_str(&clean_path(&parts.collect::<PathBuf>()));
        }
        shown
    }
}

/// What a format finds in bytes.
fn drafts(
    ending: Option<&str>,
    bytes: &[u8],
    encoding: Option<Chosen>,
) -> Result<Vec<Draft>, LoadError> {
    let format = format::of(ending, bytes)?;
    let chosen = encoding.filter(|_| !(format.declares)(bytes));
    let chosen = chosen.and_then(|encoding| encoding.decode(bytes));
    let bytes = chosen.as_ref().map_or(bytes, |(text, _)| text.as_bytes());
    // Parsers are other people's, and one file must not end the program.
    let mut drafts =
        panic::catch_unwind(|| (format.parse)(bytes)).unwrap_or(Err(LoadError::Failed))?;
    if let (Some(first), Some((_, notice))) = (drafts.first_mut(), chosen) {
        first.problems.insert(0, notice);
    }
    Ok(drafts)
}

fn stem(path: &Path) -> Option<&str> {
    path.file_stem().and_then(OsStr::to_str)
}

/// The bytes of a regular file. Opening a FIFO would block, and reading a terminal would steal its
/// keys, so neither is waited for, and nothing is read before it is known to be a file. They are read
/// into `room`, in place of what it held.
pub(in crate::corpus) fn bytes(
    path: &Path,
    max_bytes: u64,
    flags: OFlags,
    stamp: &mut Option<Stamp>,
    room: Vec<u8>,
) -> Result<Vec<u8>, LoadError> {
    let flags = flags | OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let handle = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(handle) => File::from(handle),
        Err(error) => {
            // A socket cannot even be opened; say what it is.
            let kind = rustix::fs::stat(path).map(|found| FileType::from_raw_mode(found.st_mode));
            return Err(match kind.map(irregular) {
                Ok(Some(kind)) => LoadError::NotRegular(kind),
                _ => std::io::Error::from(error).into(),
            });
        }
    };
    let found = handle.metadata()?;
    if let Some(kind) = irregular(kind(&found)) {
        return Err(LoadError::NotRegular(kind));
    }
    *stamp = Stamp::of(&found);
    let size = found.len();
    let too_large = LoadError::TooLarge { limit: max_bytes };
    if size > max_bytes {
        return Err(too_large);
    }
    // The size is a hint: files grow, and some say that they are empty.
    let hint = usize::try_from(size).unwrap_or_default();
    let mut bytes = room;
    bytes.clear();
    bytes.reserve(hint + 1);
    let got = rustix::io::read(&handle, rustix::buffer::spare_capacity(&mut bytes));
    // A file that gives just what it says, where there is room for more, has come to its end; any
    // other is read on, and tells again what is wrong with it.
    if hint == 0 || got != Ok(hint) {
        let more = max_bytes.saturating_add(1);
        let more = more.saturating_sub(bytes.len() as u64);
        handle.take(more).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > max_bytes {
        return Err(too_large);
    }
    Ok(bytes)
}

/// What kind of thing the system says that this is.
pub(super) fn kind(found: &std::fs::Metadata) -> FileType {
    use std::os::unix::fs::MetadataExt as _;
    FileType::from_raw_mode(found.mode())
}

/// What a file is called that is not to be read.
pub(super) fn irregular(kind: FileType) -> Option<&'static str> {
    match kind {
        FileType::RegularFile => None,
        FileType::Directory => Some("folder"),
        FileType::Symlink => Some("link"),
        FileType::Fifo => Some("FIFO"),
        FileType::Socket => Some("socket"),
        FileType::CharacterDevice | FileType::BlockDevice => Some("device"),
        FileType::Unknown => Some("special file"),
    }
}
