//! What a test holds back, told when it says so: answers, articles, surveys, what is saved.

use rassegna::app::effect::Effect;
use rassegna::runtime::errands::Errand;

use super::Driver;

impl Driver {
    /// Tells what was asked of the whole corpus.
    pub(crate) fn tell_surveys(&mut self) -> &mut Self {
        self.surveys_wait = false;
        for survey in std::mem::take(&mut self.surveys) {
            self.perform_effect(Effect::Survey(survey));
        }
        self
    }

    /// Opens the articles that are waited for.
    pub(crate) fn tell_opens(&mut self) -> &mut Self {
        while let Some(open) = self.opens.take() {
            self.opens_wait = false;
            if let Some(msg) = self.perform(open) {
                self.opens_wait = true;
                self.happen(msg);
            }
        }
        self.opens_wait = false;
        self
    }

    /// Tells what became of passages in articles that were edited.
    pub(crate) fn tell_compares(&mut self) -> &mut Self {
        self.compares_wait = false;
        for compare in std::mem::take(&mut self.compares) {
            self.perform_effect(compare);
        }
        self
    }

    /// Lets the program make a mistake with what it was asked to compare.
    pub(crate) fn fail_compares(&mut self) -> &mut Self {
        self.compares_wait = false;
        for compare in std::mem::take(&mut self.compares) {
            if let Effect::Compare(head, bookmarks) = compare {
                for msg in Errand::Compare(head, bookmarks).given_up() {
                    self.happen(msg);
                }
            }
        }
        self
    }

    /// Answers what was asked of a lens.
    pub(crate) fn tell_answers(&mut self) -> &mut Self {
        self.answers_wait = false;
        for asked in std::mem::take(&mut self.asked) {
            self.perform_effect(asked);
        }
        self
    }

    /// Lets the played disk do what it was asked to save.
    pub(crate) fn tell_saves(&mut self) -> &mut Self {
        self.saves_wait = false;
        for save in std::mem::take(&mut self.saves) {
            self.perform_effect(save);
        }
        self
    }

    /// Lets the played disk do what it was asked to up to the next thing to be saved, and no more.
    pub(crate) fn tell_save(&mut self) -> &mut Self {
        self.saves_wait = false;
        let mut waiting = std::mem::take(&mut self.saves);
        while let Some(effect) = waiting.pop_front() {
            let is_save = matches!(effect, Effect::Save(_));
            self.perform_effect(effect);
            if is_save {
                break;
            }
        }
        self.saves_wait = true;
        self.saves.extend(waiting);
        self
    }
}
