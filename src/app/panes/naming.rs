//! Typing a name: of an actor that is to be added, another name of one, the name it is shown under,
//! a word to watch for. Keeping it is an effect.

use crate::actors::ActorKind;
use crate::actors::correction::Subject;
use crate::app::editor::Editor;

/// What the name is for.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A new actor of this kind, or a word to watch for.
    Add(ActorKind),
    /// Another name of an actor.
    Call(Subject),
    /// The name that an actor is shown under.
    Rename(Subject),
}

/// A name being typed.
#[derive(Clone, Debug)]
pub struct Naming {
    /// What for.
    pub asked: Asked,
    /// What is typed.
    pub line: Editor,
}

impl Naming {
    /// Begins with a name.
    #[must_use]
    pub fn new(asked: Asked, begun: &str) -> Self {
        Self {
            asked,
            line: Editor::line(begun),
        }
    }

    /// What is asked, as a heading.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.asked {
            Asked::Add(ActorKind::Word) => "A word to watch for".to_owned(),
            Asked::Add(_) => "A new actor".to_owned(),
            Asked::Call(actor) => format!("Another name of {}", actor.name),
            Asked::Rename(actor) => format!("The name to show for {}", actor.name),
        }
    }

    /// What is being added, where the kind can be chosen.
    #[must_use]
    pub const fn kind(&self) -> Option<ActorKind> {
        match self.asked {
            Asked::Add(kind) => Some(kind),
            Asked::Call(_) | Asked::Rename(_) => None,
        }
    }

    /// Goes to the next kind.
    pub fn next_kind(&mut self) {
        if let Asked::Add(kind) = &mut self.asked {
            let next = ActorKind::ALL.into_iter().find(|next| *next > *kind);
            *kind = next.unwrap_or(ActorKind::Person);
        }
    }
}
