//! The articles that a command is about: read, recognised, and seen through the lens. What a
//! command prints of them is its own.

use std::cell::Cell;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::arguments::{Common, Paths};
use super::failure::Failure;
use super::kept;
use super::output::message;
use super::problems;
use super::settings::Settings;
use crate::actors::roster::Roster;
use crate::corpus::{Article, ArticleId, Head, LoadError};
use crate::index::build::{self, Cataloguer, News};
use crate::index::catalogue::Catalogue;
use crate::index::library::{DEFAULT_BUDGET, Library};
use crate::index::{Annotated, Entry};
use crate::runtime::places::Places;
use crate::runtime::{decisions, dictionaries};
use crate::search::events;
use crate::search::matcher::{KeptArticles, Matcher};
use crate::search::query::{Field, Query};
use crate::search::request::{Request, Sort};
use crate::search::worker::{self, Passages, Snapshot};
use crate::text::clean::{clean_line, clean_path};
use crate::text::language::Language;
use crate::timeline::Event;
use crate::timeline::events::Events;

/// Said where there is nothing to look through.
pub(super) const NO_ARTICLE: &str = "there is no article to look through";

/// The articles that were asked for, seen through the lens.
pub(super) struct Reading {
    catalogue: Arc<Catalogue>,
    /// The events, as the reader corrected them.
    events: Arc<Events>,
    library: Library,
    query: Query,
    kept: Arc<KeptArticles>,
    /// The one article that was asked for.
    only: Option<ArticleId>,
    failed: Cell<bool>,
}

impl Reading {
    /// Reads what `paths` name; what cannot be read is told on standard error, but for what is
    /// `told_before`. `query` is put before the lens.
    ///
    /// # Errors
    ///
    /// Where the lens cannot be understood, or no single article is meant by `--article`.
    pub(super) fn open(
        paths: &Paths,
        query: &str,
        common: &Common,
        settings: &Settings,
        told_before: &[&Path],
    ) -> Result<Self, Failure> {
        let query = asked(query, common)?;
        let inputs = settings.inputs(paths);
        let (dictionary, told) = dictionaries::read(&inputs, &Places::find());
        for problem in told {
            message(&problem);
        }
        let library = Library::new(Arc::new(dictionary), inputs.opening(), DEFAULT_BUDGET);
        let root = Places::find().cache;
        let kept = root.and_then(|root| Cataloguer::of_kept(inputs.clone(), &root));
        let kept = kept.map(Cataloguer::quietly);
        let catalogue = match kept {
            Some(mut cataloguer) => {
                let go_on = AtomicBool::new(false);
                cataloguer.begin(&library, &go_on, &mut |news| {
                    if let News::Trouble(text) = news {
                        message(&text);
                    }
                });
                // What was made anew, as by another dictionary, need not be made again by the next
                // command. Nobody asked for it, so that nobody is told where it cannot be kept.
                if cataloguer.is_anew() {
                    cataloguer.keep(&library, &go_on, &mut |_| {});
                }
                cataloguer.catalogue()
            }
            None => build::whole(&inputs, &library),
        };
        let (decisions, told) = match &Places::find().data {
            Some(data) => decisions::read(data),
            None => Default::default(),
        };
        for problem in told {
            message(&problem);
        }
        let mut reading = Self {
            events: catalogue.corrected(&decisions),
            catalogue,
            library,
            query,
            kept: Arc::default(),
            only: None,
            failed: Cell::new(false),
        };
        let only = common
            .article
            .as_deref()
            .map(|given| reading.article(given));
        let meant = only.as_ref().and_then(|only| only.as_ref().ok());
        let head = meant.and_then(|id| reading.head(*id));
        let path = head.as_ref().map(|head| head.path.as_str());
        // Who asks for one article is told what is wrong with its file.
        let mut problems = problems::weighed(&reading.catalogue.problems, paths);
        problems.retain(|(problem, _)| path.is_none_or(|path| problem.path == path));
        let told_before: HashSet<_> = told_before.iter().map(|path| clean_path(path)).collect();
        let untold = problems.iter().copied();
        let untold: Vec<_> = untold
            .filter(|(problem, _)| !told_before.contains(&problem.path))
            .collect();
        problems::tell(&untold, common.verbose);
        let has_failed = problems.iter().any(|&(_, failed)| failed);
        reading.failed.set(has_failed);
        if reading.asks_for_kept() {
            let kept = kept::kept()?;
            if kept.failed {
                reading.failed.set(true);
            }
            reading.kept = Arc::new(kept::kept_in(&kept.bookmarks, &reading.catalogue.entries));
        }
        reading.only = only.transpose()?;
        Ok(reading)
    }

    /// What is known of an article.
    fn head(&self, id: ArticleId) -> Option<Arc<Head>> {
        let mut entries = self.catalogue.entries.iter();
        entries
            .find(|entry| entry.id() == id)
            .map(|entry| entry.head())
    }

    /// Whether the lens asks for what was kept.
    fn asks_for_kept(&self) -> bool {
        self.query
            .terms()
            .iter()
            .any(|term| matches!(term.field, Field::In(_)))
    }

    /// The article whose id begins with `given`.
    fn article(&self, given: &str) -> Result<ArticleId, Failure> {
        let typed = beginning_of_id(given)?;
        let mut meant = self
            .catalogue
            .entries
            .iter()
            .map(|entry| entry.id())
            .filter(|id| id.to_string().starts_with(&typed));
        match (meant.next(), meant.count()) {
            (Some(id), 0) => Ok(id),
            (None, _) => Err(Failure::NoArticle(given.to_owned())),
            (Some(_), more) => Err(Failure::Ambiguous {
                given: given.to_owned(),
                count: more + 1,
            }),
        }
    }

    /// The articles that the lens finds, in the order of the corpus.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let matcher = Matcher::new(&self.query, &self.catalogue, &self.kept);
        let found = matcher.found(&self.catalogue, &self.library);
        found
            .into_iter()
            .filter_map(|(place, _)| self.catalogue.entries.get(place))
            .filter(|entry| self.only.is_none_or(|only| only == entry.id()))
            .collect()
    }

    /// The articles that the lens finds, best first, and what works out their best passages; nothing where
    /// the lens is empty.
    pub(super) fn search(&self) -> Option<(Snapshot, Passages<'_>)> {
        if self.query.is_empty() {
            return None;
        }
        let request = Request {
            generation: 0,
            query: self.query.clone(),
            sort: Sort::Relevance,
            passages: 0,
            catalogue: Arc::clone(&self.catalogue),
            kept: Arc::clone(&self.kept),
        };
        let mut snapshot = worker::run(&request, &self.library);
        if let Some(only) = self.only {
            snapshot.found.retain_only(only);
        }
        Some((snapshot, Passages::new(&request, &self.library)))
    }

    /// The text of an article with what is recognised in it; a message where it is gone.
    pub(super) fn text(&self, entry: Entry<'_>) -> Option<Arc<Annotated>> {
        let head = entry.head();
        self.told_if_gone(&head, self.library.open(&head))
    }

    /// The text of an article, in which nothing is recognised; a message where it is gone.
    pub(super) fn plain_text(&self, entry: Entry<'_>) -> Option<Arc<Article>> {
        let head = entry.head();
        self.told_if_gone(&head, self.library.text(&head))
    }

    fn told_if_gone<T>(&self, head: &Head, read: Result<T, LoadError>) -> Option<T> {
        match read {
            Ok(text) => Some(text),
            Err(error) => {
                message(&format_args!("{}: {error}", head.path));
                self.failed.set(true);
                None
            }
        }
    }

    /// What the articles `told_by` tell within the periods and about the actors of the lens.
    pub(super) fn events(&self, told_by: &[Entry<'_>]) -> Vec<Event> {
        let articles: HashSet<ArticleId> = told_by.iter().map(|entry| entry.id()).collect();
        let all = &self.events;
        let found = articles.iter().copied();
        let fitting = events::fitting(&self.query, &self.catalogue, all, found);
        let mut events: Vec<Event> = (0..)
            .zip(&fitting.events)
            .filter(|&(_, fits)| *fits)
            .filter_map(|(place, _)| all.get(place))
            .collect();
        for event in &mut events {
            event
                .reports
                .retain(|report| articles.contains(&report.article));
        }
        events.retain(|event| !event.reports.is_empty());
        events
    }

    /// Whether there is no article at all, the lens aside.
    pub(super) fn is_empty(&self) -> bool {
        self.catalogue.entries.is_empty()
    }

    /// Everyone who may be named.
    pub(super) fn roster(&self) -> &Roster {
        &self.catalogue.roster
    }

    /// What is known of all articles, the lens aside.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What is looked through, as it is written.
    pub(super) fn lens(&self) -> String {
        self.query.to_string()
    }

    /// The language of most articles.
    pub(super) fn language(&self) -> Language {
        self.catalogue.language()
    }

    /// Whether something could not be read.
    pub(super) const fn has_failed(&self) -> bool {
        self.failed.get()
    }
}

/// What is looked for: `query` through the lens.
fn asked(query: &str, common: &Common) -> Result<Query, Failure> {
    let lens = common.lens.as_deref().unwrap_or_default();
    Ok(understood(query)?
        .terms()
        .iter()
        .chain(understood(lens)?.terms())
        .cloned()
        .fold(Query::default(), Query::with))
}

/// Makes sure that there is something to look for.
///
/// # Errors
///
/// Where there is nothing, or it cannot be understood.
pub(super) fn refuse_empty(query: &str, common: &Common) -> Result<(), Failure> {
    match asked(query, common)?.is_empty() {
        true => Err(Failure::NoQuery),
        false => Ok(()),
    }
}

/// What was typed for an article, in the form of the beginning of an id.
///
/// # Errors
///
/// Where no id begins so.
pub(super) fn beginning_of_id(given: &str) -> Result<String, Failure> {
    let typed = given.to_ascii_lowercase();
    let hexadecimal = typed.bytes().all(|b| b.is_ascii_hexdigit());
    if typed.is_empty() || typed.len() > 16 || !hexadecimal {
        return Err(Failure::NoId(given.to_owned()));
    }
    Ok(typed)
}

/// What `lens` means.
fn understood(lens: &str) -> Result<Query, Failure> {
    let parsed = Query::parse(lens);
    match parsed.mistakes.first() {
        None => Ok(parsed.query),
        Some(mistake) => Err(Failure::Lens {
            lens: clean_line(lens),
            mistake: mistake.message.clone(),
        }),
    }
}
