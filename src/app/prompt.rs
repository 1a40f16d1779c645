//! One line that is asked for in place of the footer: a date to go to, a name, another title of an
//! event. What is done with the answer
//! is decided here; typing itself is for `editor`, drawing for `ui`.

use std::sync::Arc;

use jiff::civil::Date;

use crate::dates;
use crate::edtf::Edtf;
use crate::text::clean::clean_line;
use crate::timeline::Report;
use crate::timeline::correction::Change;

use super::App;
use super::editor::Editor;
use super::effect::Effect;
use super::notice::Severity;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A date to go to in the timeline.
    Date,
    /// The name under which the lens is kept.
    LensName,
    /// Another title of the event that these sentences tell.
    Title(Vec<Arc<Report>>),
    /// Another date of it.
    EventDate(Vec<Arc<Report>>),
}

impl Asks {
    /// The question.
    #[must_use]
    pub const fn question(&self) -> &'static str {
        match self {
            Self::Date => "To date:",
            Self::LensName => "Keep the lens as:",
            Self::Title(_) => "Title:",
            Self::EventDate(_) => "It was:",
        }
    }
}

/// The line, and what it is for.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What is asked for.
    pub asks: Asks,
    /// What is typed.
    pub line: Editor,
    /// Why it cannot be taken as it is; until something else is typed.
    pub refused: Option<&'static str>,
    /// The selected date of the timeline when the question was asked.
    before: Option<Edtf>,
}

/// What a date may look like.
const NO_DATE: &str = "no date; such as 2023-09, maggio 2023, a week ago";
/// What a lens may be kept as.
const NO_NAME: &str = "a name is wanted, of at least one letter";

impl App {
    /// Asks for a line that begins as `text`.
    pub(super) fn ask(&mut self, asks: Asks, text: &str) -> Vec<Effect> {
        self.prompt = Some(Prompt {
            asks,
            line: Editor::line(text),
            refused: None,
            before: self.timeline.selected_date(),
        });
        Vec::new()
    }

    /// The day that today is where the reader is.
    pub(super) fn today(&self) -> Date {
        (self.now)().to_zoned(self.zone.clone()).date()
    }

    /// The date that is typed.
    fn date_typed(&self, text: &str) -> Option<Edtf> {
        dates::typed(text, Edtf::day(self.today()), self.language)
    }

    /// Goes along with what is typed so far.
    pub(super) fn prompt_typed(&mut self) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else {
            return Vec::new();
        };
        prompt.refused = None;
        if prompt.asks == Asks::Date {
            let typed = prompt.line.contents();
            if let Some(date) = self.date_typed(&typed) {
                self.timeline.select_date(&date);
            }
        }
        Vec::new()
    }

    pub(super) fn accept_prompt(&mut self) -> Vec<Effect> {
        let Some(mut prompt) = self.prompt.take() else {
            return Vec::new();
        };
        let text = prompt.line.contents();
        match prompt.asks {
            Asks::LensName if text.trim().is_empty() => {
                prompt.refused = Some(NO_NAME);
                self.prompt = Some(prompt);
            }
            _ if text.trim().is_empty() => {}
            Asks::LensName => return self.keep_lens(&clean_line(text.trim())),
            Asks::Title(reports) => return self.correct_event(Change::Title(text), &reports),
            Asks::Date | Asks::EventDate(_) => match (self.date_typed(&text), prompt.asks) {
                (Some(date), Asks::EventDate(reports)) => {
                    return self.correct_event(Change::Date(date), &reports);
                }
                (Some(date), _) => self.go_to_date(&date),
                // What was typed is not lost for one wrong letter.
                (None, asks) => {
                    prompt.asks = asks;
                    prompt.refused = Some(NO_DATE);
                    self.prompt = Some(prompt);
                }
            },
        }
        Vec::new()
    }

    /// Selects what is told of a date; where nothing is, says so, and what is selected instead.
    fn go_to_date(&mut self, date: &Edtf) {
        self.timeline.select_date(date);
        let Some(there) = self.timeline.selected_date() else {
            return;
        };
        let instead = if there.last_day() < date.first_day() {
            "the last event before it"
        } else if there.first_day() > date.last_day() {
            "the first event after it"
        } else {
            return;
        };
        let said = dates::language::spoken(date, self.language);
        let text = format!("Nothing is told of {said}: this is {instead}");
        self.notices.push(Severity::Done, text);
    }

    pub(super) fn cancel_prompt(&mut self) -> Vec<Effect> {
        if let Some(prompt) = self.prompt.take()
            && prompt.asks == Asks::Date
            && let Some(before) = prompt.before
        {
            self.timeline.select_date(&before);
        }
        Vec::new()
    }

    /// Goes from the date on the reader's line to its row in the timeline.
    pub(super) fn date_here(&mut self) -> Vec<Effect> {
        let open = self.reader.open.as_ref();
        let Some((range, date, anchor)) = open.and_then(super::panes::reader::Open::date_here)
        else {
            self.notices.push(Severity::Warning, "No date on this line");
            return Vec::new();
        };
        if let Some(place) = self.place() {
            self.history.leave(place);
        }
        self.focus(super::Pane::Timeline);
        let said = dates::language::spoken(&date, self.language);
        let published =
            (self.reader.open.as_ref()).and_then(|open| open.annotated.article.head.date);
        let published = published.map(|date| dates::language::spoken(&date, self.language));
        let mut text = format!("{said}: {}", anchor.said(published.as_deref()));
        if !self.timeline.select_expression(range) {
            self.timeline.select_date(&date);
            text.push_str("; no event here is dated so, this is what is next to it");
        }
        self.notices.push(Severity::Done, text);
        Vec::new()
    }
}
