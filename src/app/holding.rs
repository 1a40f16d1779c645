//! Keys that are typed while an article is still being opened and mean a place in it, or mean a hit while
//! nothing is known of a new lens yet: they are held back until that is there, and everything that is typed
//! after them too, since it may depend on them. What goes somewhere is in `navigate`.

use super::action::Action;
use super::effect::Effect;
use super::key::Key;
use super::keymap::Lookup;
use super::{App, Pane};

/// As many held keys are shown.
const SHOWN: usize = 8;

/// Keys that are held back, in the order in which they were typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    keys: Vec<Key>,
    /// Whether after one of them another key may be a letter rather than an action.
    letters: bool,
}

impl App {
    /// Whether an action is about a place in the article that is still being opened, or about hits that are
    /// still being looked for.
    pub(super) fn comes_too_early(&self, action: Action) -> bool {
        let is_over = !self.overlays.is_empty() || self.prompt.is_some();
        if is_over || self.lens_editor.is_some() {
            return false;
        }
        if self.opening.is_none() {
            return self.waits_for_hits()
                && matches!(action, Action::NextHit | Action::PreviousHit);
        }
        match action {
            Action::NextArticle
            | Action::PreviousArticle
            | Action::SetMark
            | Action::Select
            | Action::SelectWords
            | Action::SelectSentences
            | Action::SelectParagraphs
            | Action::Bookmark
            | Action::Copy
            | Action::NameActor
            | Action::CardHere
            | Action::DateHere
            | Action::OpenSource
            | Action::EditFile => true,
            Action::Open => self.focus == Pane::Reader,
            action => steps(action) || self.focus == Pane::Reader && moves(action),
        }
    }

    /// Whether it is not known yet where the hits of the lens are.
    fn waits_for_hits(&self) -> bool {
        let marks = self.unmarked && self.reader.open.is_some();
        !self.lens.is_empty() && (self.unanswered || marks)
    }

    /// Holds back the keys that were typed for this action.
    pub(super) fn hold_pending(&mut self, action: Action) {
        self.held.letters |= !steps(action) && !moves(action);
        self.held.keys.append(&mut self.pending);
    }

    /// Holds a key back where others are. Who gives up, or leaves, need not wait.
    pub(super) fn is_held(&mut self, key: Key) -> bool {
        if self.held.keys.is_empty() {
            return false;
        }
        let action = match self.keymap.lookup(self.context(), &[key]) {
            Lookup::Found(action) => Some(action),
            Lookup::Prefix | Lookup::NoMatch => None,
        };
        // Who does something else does not wait for hits.
        if self.opening.is_none() && !action.is_some_and(steps) {
            self.held = Held::default();
            return false;
        }
        if !self.held.letters && matches!(action, Some(Action::Back | Action::Quit)) {
            self.held = Held::default();
            return false;
        }
        self.held.letters |= action.is_some_and(|action| !steps(action) && !moves(action));
        self.held.keys.push(key);
        true
    }

    /// The keys that are held back and what they wait for, in words; `None` where there are none.
    pub(super) fn held_keys(&self) -> Option<String> {
        let keys = &self.held.keys;
        let waits = if keys.len() == 1 { "waits" } else { "wait" };
        let awaited = match self.opening {
            Some(_) => "the article",
            None => "the hits of the lens",
        };
        let shown = keys.iter().take(SHOWN).map(ToString::to_string);
        let mut shown = shown.collect::<Vec<_>>().join(" ");
        if keys.len() > SHOWN {
            shown.push_str(" …");
        }
        (!keys.is_empty()).then(|| format!("{shown} {waits} for {awaited}"))
    }

    /// Forgets what was held back: who points or pastes means what is on the screen now, and keys would come
    /// after that which were typed before.
    pub(super) fn let_go_held(&mut self) {
        self.held = Held::default();
    }

    /// Does what the keys ask that were held back, once the article is open; where one of them opens
    /// another, those after it are held back once more.
    pub(super) fn release_held(&mut self) -> Vec<Effect> {
        let waits = self.opening.is_some() || self.waits_for_hits();
        if waits || self.held.keys.is_empty() {
            return Vec::new();
        }
        let held = std::mem::take(&mut self.held);
        let keys = held.keys.into_iter();
        keys.flat_map(|key| self.key(key)).collect()
    }
}

/// Whether an action goes on from the place, in this article or another.
const fn steps(action: Action) -> bool {
    matches!(
        action,
        Action::NextHit
            | Action::PreviousHit
            | Action::NextMention
            | Action::PreviousMention
            | Action::JumpBack
            | Action::JumpForward
    )
}

/// Whether it moves within what has the focus.
const fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Down
            | Action::Up
            | Action::HalfDown
            | Action::HalfUp
            | Action::PageDown
            | Action::PageUp
            | Action::Top
            | Action::Bottom
    )
}
