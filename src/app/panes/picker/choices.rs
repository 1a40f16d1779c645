//! What there is to pick, without a copy of any name: articles, actors and events are where they
//! are anyway, and named when somebody looks.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Target;
use crate::actors::ActorId;
use crate::dates::language::spoken;
use crate::index::Entry;
use crate::index::catalogue::{Catalogue, Counted};
use crate::search::fuzzy::{Candidate, Named};
use crate::text::language::Language;
use crate::timeline::events::Events;

/// What there is to pick: in this order articles, actors, events, and the few others.
#[derive(Default)]
pub struct Choices {
    corpus: Option<Corpus>,
    others: Vec<Candidate<Target>>,
}

/// What of a corpus can be picked.
struct Corpus {
    catalogue: Arc<Catalogue>,
    language: Language,
    articles: bool,
    events: Option<Arc<Events>>,
    /// An actor that is not to be picked.
    except: Option<ActorId>,
    /// Everyone who is named, the most often named first; counted when first asked for.
    actors: OnceLock<Vec<Counted>>,
}

/// One of them.
enum Choice<'a> {
    Article(Entry<'a>),
    Actor(Counted, &'a Corpus),
    Event(u32, &'a Arc<Events>, Language),
    Other(&'a Candidate<Target>),
}

impl Choices {
    /// Just these.
    #[must_use]
    pub fn of(others: Vec<Candidate<Target>>) -> Self {
        Self {
            corpus: None,
            others,
        }
    }

    /// All articles and actors of a catalogue, these events, and `others`.
    #[must_use]
    pub fn everything(
        catalogue: &Arc<Catalogue>,
        events: &Arc<Events>,
        language: Language,
        others: Vec<Candidate<Target>>,
    ) -> Self {
        Self {
            corpus: Some(Corpus {
                catalogue: Arc::clone(catalogue),
                language,
                articles: true,
                events: Some(Arc::clone(events)),
                except: None,
                actors: OnceLock::new(),
            }),
            others,
        }
    }

    /// All actors of a catalogue but one.
    #[must_use]
    pub fn actors(
        catalogue: &Arc<Catalogue>,
        language: Language,
        except: Option<&ActorId>,
    ) -> Self {
        Self {
            corpus: Some(Corpus {
                catalogue: Arc::clone(catalogue),
                language,
                articles: false,
                events: None,
                except: except.cloned(),
                actors: OnceLock::new(),
            }),
            others: Vec::new(),
        }
    }

    /// Whether articles and events are among them.
    pub(in crate::app) fn are_everything(&self) -> bool {
        self.corpus.as_ref().is_some_and(|corpus| corpus.articles)
    }

    /// The corpus in which they are, if they are in one.
    pub(in crate::app) fn catalogue(&self) -> Option<&Catalogue> {
        self.corpus.as_ref().map(|corpus| &*corpus.catalogue)
    }

    /// How many there are, once that is known.
    pub(in crate::app) fn counted(&self) -> Option<usize> {
        let known = (self.corpus.as_ref()).is_none_or(|corpus| corpus.actors.get().is_some());
        known.then(|| self.len())
    }

    fn choice(&self, index: usize) -> Option<Choice<'_>> {
        let mut left = index;
        if let Some(corpus) = &self.corpus {
            let articles = corpus.articles();
            if left < articles {
                let entry = corpus.catalogue.entries.get(left)?;
                return Some(Choice::Article(entry));
            }
            left -= articles;
            let actors = corpus.actors();
            if let Some(&count) = actors.get(left) {
                return Some(Choice::Actor(count, corpus));
            }
            left -= actors.len();
            let events = corpus.events();
            if left < events {
                let place = u32::try_from(left).ok()?;
                return Some(Choice::Event(
                    place,
                    corpus.events.as_ref()?,
                    corpus.language,
                ));
            }
            left -= events;
        }
        self.others.get(left).map(Choice::Other)
    }

    /// The one at this place.
    pub(in crate::app) fn candidate(&self, index: usize) -> Option<Candidate<Target>> {
        let choice = self.choice(index)?;
        Some(Candidate {
            kind: choice.target(),
            label: choice.label().into_owned(),
            detail: choice.detail().into_owned(),
        })
    }
}

impl Corpus {
    fn articles(&self) -> usize {
        match self.articles {
            true => self.catalogue.entries.len(),
            false => 0,
        }
    }

    fn actors(&self) -> &[Counted] {
        self.actors.get_or_init(|| {
            let mut everyone = self.catalogue.everyone();
            let roster = &self.catalogue.roster;
            let except = (self.except.as_ref()).and_then(|id| roster.number(id));
            everyone
                .retain(|count| Some(count.actor) != except && roster.kind(count.actor).is_some());
            everyone
        })
    }

    fn events(&self) -> usize {
        self.events.as_ref().map_or(0, |events| events.len())
    }
}

impl<'a> Choice<'a> {
    fn target(&self) -> Target {
        match *self {
            Self::Article(entry) => Target::Article(entry.id()),
            Self::Actor(count, corpus) => {
                let name = corpus
                    .catalogue
                    .roster
                    .name_of(count.actor, corpus.language);
                Target::Actor(corpus.catalogue.actor_count(count), name.to_owned())
            }
            Self::Event(place, events, _) => Target::Event(Arc::clone(events), place),
            Self::Other(candidate) => candidate.kind.clone(),
        }
    }

    fn label(&self) -> Cow<'a, str> {
        match *self {
            Self::Article(entry) => entry.title().into(),
            Self::Actor(count, corpus) => {
                let roster = &corpus.catalogue.roster;
                roster.name_of(count.actor, corpus.language).into()
            }
            Self::Event(place, events, _) => events.title(place).unwrap_or_default().into(),
            Self::Other(candidate) => candidate.label.as_str().into(),
        }
    }

    fn detail(&self) -> Cow<'a, str> {
        match *self {
            Self::Article(entry) => {
                let date = entry.date();
                let date = date.map_or_else(String::new, |date| date.to_string());
                format!("{date} {}", entry.source().unwrap_or_default()).into()
            }
            Self::Actor(count, corpus) => corpus
                .catalogue
                .roster
                .other_names(count.actor)
                .join(", ")
                .into(),
            Self::Event(place, events, language) => {
                let date = events.date(place);
                let said = date.map(|date| spoken(&date, language));
                said.unwrap_or_default().into()
            }
            Self::Other(candidate) => candidate.detail.as_str().into(),
        }
    }
}

impl Named for Choices {
    fn len(&self) -> usize {
        let of_corpus =
            |corpus: &Corpus| corpus.articles() + corpus.actors().len() + corpus.events();
        self.corpus.as_ref().map_or(0, of_corpus) + self.others.len()
    }

    fn label(&self, index: usize) -> Cow<'_, str> {
        self.choice(index)
            .map_or_else(Cow::default, |choice| choice.label())
    }

    fn detail(&self, index: usize) -> Cow<'_, str> {
        self.choice(index)
            .map_or_else(Cow::default, |choice| choice.detail())
    }
}

impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Choices({:?})", self.counted())
    }
}
