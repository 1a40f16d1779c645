//! What the reader corrects of what the program recognised. Each kind of correction is kept in a
//! file of the user's own; how it is written there is for the layer that it corrects, reading and
//! writing the file for the runtime.

use crate::actors::correction as actors;
use crate::actors::dictionary::Dictionary;
use crate::timeline::correction as events;

/// One thing that the reader decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// About an actor.
    Actor(actors::Correction),
    /// About an event.
    Event(events::Correction),
    /// To take back what was decided about an event, whenever that was.
    Withdraw(events::Correction),
}

/// A correction that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Which.
    pub correction: Correction,
    /// What the file held before; `None` where there was no file.
    pub before: Option<String>,
    /// What it holds now.
    pub after: String,
}

impl Correction {
    /// The name of the file that keeps it: about actors in the folder of the user's configuration,
    /// about events, which are of certain articles, in that of the data.
    #[must_use]
    pub const fn file(&self) -> &'static str {
        match self {
            Self::Actor(_) => "actors.toml",
            Self::Event(_) | Self::Withdraw(_) => "events.toml",
        }
    }

    /// What was decided, in a few words for the reader.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Actor(correction) => correction.said(),
            Self::Event(correction) => correction.said(),
            Self::Withdraw(correction) => format!("no longer decided that {}", correction.said()),
        }
    }

    /// The contents of its file with the correction; `before` is `None` where there is no file, and
    /// `known` is the dictionary of now.
    ///
    /// # Errors
    /// Why it cannot be written down, in plain words; the file is `name`.
    pub fn apply(
        &self,
        name: &str,
        before: Option<&str>,
        known: &Dictionary,
    ) -> Result<String, String> {
        match self {
            Self::Actor(correction) => actors::apply(correction, name, before, known),
            Self::Event(correction) => correction.append(name, before),
            Self::Withdraw(correction) => correction.remove(name, before),
        }
    }
}

impl Corrected {
    /// The contents of its file, which are `now` something else than it left, without the correction;
    /// the file is `name`.
    ///
    /// # Errors
    /// Where what it wrote was changed since.
    pub fn take_back(&self, name: &str, now: &str) -> Result<String, String> {
        match self.correction {
            Correction::Actor(_) => {
                actors::take_back(name, (self.before.as_deref(), &self.after), now)
            }
            Correction::Event(_) | Correction::Withdraw(_) => {
                Err(format!("{name} was changed since; change it there"))
            }
        }
    }
}
