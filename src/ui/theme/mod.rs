//! Themes: what each part of the screen looks like. A theme is a file of `assets/themes/` or of the
//! user's folder `themes/`; [`raw`] is what is written there, [`registry`] knows them all. Drawing
//! asks for a [`Role`], never for a colour.

use std::collections::HashMap;

use ratatui::style::Style;

use crate::actors::ActorKind;
use crate::app::capabilities::Depth;

#[cfg(test)]
mod contrast;
mod depth;
pub mod raw;
pub mod registry;

macro_rules! roles {
    ($($role:ident $name:literal $doc:literal)*) => {
        /// A part of the screen that has a look of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role {
            $(#[doc = $doc] $role,)*
        }

        impl Role {
            /// Every role with its name in theme files.
            pub const ALL: &[(Self, &str)] = &[$((Self::$role, $name),)*];
        }
    };
}

roles! {
    Text "text" "Running text."
    Dim "dim" "What matters less."
    Faint "faint" "What matters least."
    Border "border" "The frame of a pane."
    BorderFocus "border-focus" "The frame of the pane that takes the keys."
    Title "title" "The title of an article."
    Heading "heading" "A heading in an article, or a period of the timeline."
    Accent "accent" "What should be seen first."
    Header "header" "The line above."
    HeaderName "header-name" "The lens in it."
    Footer "footer" "The line below."
    Key "key" "A key."
    Selected "selected" "The selected row of the pane that takes the keys."
    SelectedIdle "selected-idle" "The selected row of another pane."
    Unread "unread" "The sign of an article that was not opened yet."
    Quote "quote" "A quoted block."
    Emphasis "emphasis" "Emphasis in an article."
    Strong "strong" "Strong emphasis."
    Code "code" "A literal."
    Link "link" "A link."
    Date "date" "A date in an article."
    Unsure "unsure" "An actor where it is not sure that it is meant, over the look of its kind."
    Hit "hit" "A hit of the lens."
    HitCurrent "hit-current" "The hit that was gone to."
    Pointed "pointed" "The sentence that something led to."
    Selection "selection" "The passage being selected."
    Kept "kept" "A bookmarked passage."
    Gutter "gutter" "The sign of a bookmark in the gutter."
    Place "place" "The sign of the reader's place."
    Bar "bar" "Bars of quantities."
    Now "now" "What the open article tells."
    Done "done" "A notice that something was done."
    Warning "warning" "A notice of something to know."
    Error "error" "A notice that something failed."
    Sign "sign" "A visible sign for a character that is not shown."
}

/// How everything looks.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    styles: HashMap<Role, Style>,
    actors: HashMap<ActorKind, Style>,
}

impl Theme {
    /// A theme without any look, for when not even the embedded ones can be read.
    #[must_use]
    pub fn plain() -> Self {
        Self {
            name: "plain".to_owned(),
            styles: HashMap::new(),
            actors: HashMap::new(),
        }
    }

    /// The look of a part.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }

    /// The theme as a terminal of this depth can show it: the nearest of its colours.
    #[must_use]
    pub fn at_depth(&self, depth: Depth) -> Self {
        let mut theme = self.clone();
        for style in theme.styles.values_mut().chain(theme.actors.values_mut()) {
            *style = depth::fitted(*style, depth);
        }
        theme
    }

    /// The look of an actor.
    #[must_use]
    pub fn actor(&self, kind: ActorKind) -> Style {
        self.actors.get(&kind).copied().unwrap_or_default()
    }
}
