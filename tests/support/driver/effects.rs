//! What the runtime would do, played: effects to what they tell. Files and the clipboard are kept in memory.

use std::sync::Arc;

use rassegna::app::correction::{Corrected, Correction};
use rassegna::app::effect::Effect;
use rassegna::app::msg::Msg;
use rassegna::app::notice::{Notice, Severity};
use rassegna::runtime::errands::Errand;
use rassegna::search::worker::{self, Snapshot};

use super::Driver;

impl Driver {
    /// Does one thing that the app asks for; what it tells.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Search(_) | Effect::Mark { .. } if self.answers_wait => {
                self.asked.push(effect);
                None
            }
            Effect::Search(request) => {
                self.catalogue = Arc::clone(&request.catalogue);
                if self.searches_wait {
                    return Some(Msg::Results(Snapshot {
                        generation: request.generation,
                        done: (12_288, 100_000),
                        ..Snapshot::default()
                    }));
                }
                if self.searches_fail {
                    return Some(Msg::Results(Snapshot {
                        generation: request.generation,
                        failed: true,
                        ..Snapshot::default()
                    }));
                }
                Some(Msg::Results(worker::run(&request, &self.library)))
            }
            Effect::Open(_) if self.opens_wait => {
                // As the runtime does: of several only the last is read.
                self.opens = Some(effect);
                None
            }
            Effect::Open(head) => Some(Errand::Open(head).run(&self.library)),
            Effect::Mark {
                annotated,
                lens,
                generation,
            } => {
                let catalogue = Arc::clone(&self.catalogue);
                let errand = Errand::Mark {
                    annotated,
                    lens,
                    generation,
                    catalogue,
                };
                let mut told = errand.run(&self.library);
                self.marked = Some(told.clone());
                if let Msg::Marked { hits, .. } = &mut told
                    && self.marks_wait
                {
                    hits.clear();
                }
                Some(told)
            }
            // The disk does one thing after another.
            Effect::Save(_) | Effect::SaveDraft(_) | Effect::DiscardDraft(_) if self.saves_wait => {
                self.saves.push_back(effect);
                None
            }
            Effect::Save(_)
            | Effect::Delete(_)
            | Effect::Restore(_)
            | Effect::Correct(_)
            | Effect::PutBack(_)
                if self.disk_full =>
            {
                Some(not_kept("no space left on the disk"))
            }
            Effect::Correct(correction) => {
                let before = self.own_file(&correction).clone();
                let known = self.library.dictionary();
                match correction.apply(correction.file(), before.as_deref(), &known) {
                    Ok(after) => {
                        *self.own_file(&correction) = Some(after.clone());
                        Some(Msg::Corrected(Box::new(Corrected {
                            correction: *correction,
                            before,
                            after,
                        })))
                    }
                    Err(problem) => Some(not_kept(&problem)),
                }
            }
            Effect::PutBack(corrected) => {
                let file = self.own_file(&corrected.correction);
                if file.as_ref() == Some(&corrected.after) {
                    file.clone_from(&corrected.before);
                    return Some(Msg::PutBack(corrected));
                }
                let now = file.clone().unwrap_or_default();
                match corrected.take_back(corrected.correction.file(), &now) {
                    Ok(taken_back) => {
                        *file = Some(taken_back);
                        Some(Msg::PutBack(corrected))
                    }
                    Err(problem) => Some(not_kept(&problem)),
                }
            }
            Effect::Passages {
                actor,
                articles,
                catalogue,
            } => {
                let errand = Errand::Passages {
                    actor,
                    articles,
                    catalogue,
                };
                Some(errand.run(&self.library))
            }
            Effect::Survey(survey) if self.surveys_wait => {
                self.surveys.push(survey);
                None
            }
            Effect::Survey(survey) => {
                let mut whole = None;
                survey.answer(&mut |findings| whole = Some(Msg::Surveyed(findings)));
                whole
            }
            Effect::Compare(..) if self.compares_wait => {
                self.compares.push(effect);
                None
            }
            Effect::Compare(head, bookmarks) => {
                Some(Errand::Compare(head, bookmarks).run(&self.library))
            }
            Effect::Quote { reports, wanted } => {
                Some(Errand::Quote(reports, wanted).run(&self.library))
            }
            Effect::Events {
                catalogue,
                decisions,
            } => {
                let errand = Errand::Events {
                    catalogue,
                    decisions,
                };
                Some(errand.run(&self.library))
            }
            Effect::MakeDictionary => {
                let own = self.actors_file.clone().unwrap_or_default();
                self.tell_another_dictionary(&own);
                None
            }
            Effect::Save(bookmark) => {
                self.stored.retain(|known| known.id != bookmark.id);
                self.stored.push((*bookmark).clone());
                self.drafts.retain(|known| known.id != bookmark.id);
                Some(Msg::Saved {
                    asked: bookmark.id.clone(),
                    bookmark,
                })
            }
            Effect::Delete(id) => {
                let at = self.stored.iter().position(|known| known.id == id)?;
                self.deleted.push(self.stored.remove(at));
                Some(Msg::Deleted(id))
            }
            Effect::Restore(id) => {
                let at = self.deleted.iter().position(|known| known.id == id)?;
                let bookmark = self.deleted.remove(at);
                self.stored.push(bookmark.clone());
                Some(Msg::Saved {
                    asked: bookmark.id.clone(),
                    bookmark: Box::new(bookmark),
                })
            }
            Effect::SaveDraft(bookmark) => {
                self.drafts.retain(|known| known.id != bookmark.id);
                self.drafts.push(*bookmark);
                None
            }
            Effect::DiscardDraft(id) => {
                self.drafts.retain(|known| known.id != id);
                None
            }
            Effect::Copy(text) => {
                self.copied = Some(text);
                None
            }
            Effect::OpenUrl(url) => {
                self.opened_urls.push(url);
                None
            }
            Effect::Quit => {
                self.ended = true;
                None
            }
            Effect::Edit(path) => {
                self.edited.push(path);
                None
            }
            Effect::Reread(paths) => {
                self.orders.send(paths.unwrap_or_default()).ok()?;
                let mut last = None;
                while let Ok(Some(msg)) = self.building.recv() {
                    assert!(last.is_none(), "what was read again is published at once");
                    last = Some(msg);
                }
                last
            }
            Effect::LookAtBookmarks => Some(Msg::Bookmarks(self.stored.clone(), Vec::new())),
            Effect::SaveReading(_)
            | Effect::SaveHistory(_)
            | Effect::StopReading
            | Effect::Mouse(_)
            | Effect::NextTheme
            | Effect::Redraw
            | Effect::Suspend => None,
        }
    }

    /// What the played disk holds of the file that keeps a correction.
    fn own_file(&mut self, correction: &Correction) -> &mut Option<String> {
        match correction {
            Correction::Actor(_) => &mut self.actors_file,
            Correction::Event(_) | Correction::Withdraw(_) => &mut self.events_file,
        }
    }
}

fn not_kept(text: &str) -> Msg {
    Msg::NotKept(Notice {
        severity: Severity::Error,
        text: text.to_owned(),
    })
}
