//! A report as merging looks at it: with when its article was published, the days in which it may
//! lie, and the stretch of time in which it is merged. What is asked again and again is worked out
//! once: calendars are slow.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;

use super::super::Report;
use super::About;
use super::story::Story;
use crate::corpus::ArticleId;
use crate::edtf::{Edtf, Precision};

/// How far from its value an approximate date may lie, in days.
const ABOUT: i64 = 4;

/// Bytes between two sentences of a paragraph; between paragraphs there are more.
const BETWEEN: usize = 1;

/// A report with what is asked of its article.
pub(super) struct Told {
    pub(super) report: Arc<Report>,
    pub(super) published: Option<Edtf>,
    /// The story that its article tells.
    pub(super) story: Story,
    /// The days in which it may lie, and how many its date has.
    days: (Date, Date),
    pub(super) length: i64,
    /// The numbers of its date, and of that of the article.
    order: u64,
    published_order: u64,
    /// Where its sentence and its expression begin.
    place: (ArticleId, usize, usize),
    /// What stands for the words of its sentence and its expression.
    mark: u64,
}

/// A stretch of time in which reports are merged: a month or, where a report is not known to lie
/// inside one, a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) year: i16,
    pub(super) month: Option<i8>,
}

/// The unit in which what is dated so is merged. A year is that of its first day.
pub(super) fn unit_of(date: &Edtf) -> Unit {
    unit(date, days(date))
}

fn unit(date: &Edtf, (first, last): (Date, Date)) -> Unit {
    let inside = (first.year(), first.month()) == (last.year(), last.month());
    Unit {
        year: date.first_day().year(),
        month: inside.then(|| first.month()),
    }
}

/// The first and the last day as a number of the same order. The lowest bits tell dates of the same
/// days apart, but for [`ANY`].
fn number(date: &Edtf) -> u64 {
    let part = |number: i16| u64::from(number.unsigned_abs());
    let day = |date: Date| {
        part(date.year()) << 9 | part(date.month().into()) << 5 | part(date.day().into())
    };
    let (first, last) = date.span();
    let kind = match date.precision() {
        _ if date.is_approximate() => ANY,
        Precision::Day => 0,
        Precision::Month => 1,
        Precision::Year => 2,
        _ => ANY,
    };
    day(first) << 25 | day(last) << 2 | kind
}

const ANY: u64 = 3;

/// The order of two dates whose numbers are the same.
fn among_equals(number: u64, a: Option<&Edtf>, b: Option<&Edtf>) -> Ordering {
    if number & ANY == ANY {
        a.cmp(&b)
    } else {
        Ordering::Equal
    }
}

impl Told {
    pub(super) fn new(report: Arc<Report>, about: About) -> Self {
        let About { published, story } = about;
        Self {
            story,
            days: days(&report.date),
            length: report.date.days(),
            order: number(&report.date),
            published_order: published.as_ref().map_or(0, number),
            mark: report.mark,
            place: (
                report.article,
                report.sentence.start,
                report.expression.start,
            ),
            report,
            published,
        }
    }

    pub(super) fn unit(&self) -> Unit {
        unit(&self.report.date, self.days)
    }

    /// The first and the last day in which it may lie.
    pub(super) const fn days(&self) -> (Date, Date) {
        self.days
    }

    pub(super) const fn article(&self) -> ArticleId {
        self.place.0
    }

    /// Where its sentence begins.
    pub(super) const fn sentence(&self) -> usize {
        self.place.1
    }

    /// Whether it is known to be of one day.
    pub(super) fn is_of_day(&self) -> bool {
        self.days.0 == self.days.1
    }

    /// Whether it is of more than so many days before its article was published.
    pub(super) fn is_of_before(&self, days: i64) -> bool {
        let since = |published: &Edtf| self.days.1.until(published.first_day());
        let since = self
            .published
            .as_ref()
            .and_then(|published| since(published).ok());
        since.is_some_and(|since| i64::from(since.get_days()) > days)
    }

    /// Whether both are known to be of one day, and of two days that follow each other.
    pub(super) fn is_next_to(&self, other: &Self) -> bool {
        let follows = |a: &Self, b: &Self| a.days.1.tomorrow().ok() == Some(b.days.0);
        let days = self.is_of_day() && other.is_of_day();
        days && (follows(self, other) || follows(other, self))
    }

    /// Whether the other one, of the same article, is told in the sentence right after.
    pub(super) fn is_followed_by(&self, other: &Self) -> bool {
        let end = self.report.sentence.end;
        (other.sentence().checked_sub(end)).is_some_and(|between| between <= BETWEEN)
    }

    /// Whether both are told in the same sentence, and so apart.
    pub(super) fn is_of_sentence(&self, other: &Self) -> bool {
        (self.place.0, self.place.1) == (other.place.0, other.place.1)
    }

    /// Whether both are told by the same words, of the same date.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        (self.mark, self.order) == (other.mark, other.order)
            && self.report.date == other.report.date
    }

    /// By date, the article's date, and place.
    pub(super) fn in_order(&self, other: &Self) -> Ordering {
        let date = |told: &Self| told.report.date;
        (self.order.cmp(&other.order))
            .then_with(|| among_equals(self.order, Some(&date(self)), Some(&date(other))))
            .then_with(|| self.published(other))
            .then_with(|| self.place.cmp(&other.place))
            .then_with(|| self.report.title.cmp(&other.report.title))
    }

    /// By the article's date, where there is one.
    fn published(&self, other: &Self) -> Ordering {
        let dates = (self.published.as_ref(), other.published.as_ref());
        (self.published_order.cmp(&other.published_order))
            .then_with(|| among_equals(self.published_order, dates.0, dates.1))
    }

    /// By the article's date, undated ones last, and by place.
    pub(super) fn in_order_of_telling(&self, other: &Self) -> Ordering {
        (self.published.is_none().cmp(&other.published.is_none()))
            .then_with(|| self.published(other))
            .then_with(|| self.place.cmp(&other.place))
    }

    /// Whether the dates can be those of one event: one lies inside the other.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let (a, b) = (self.days, other.days);
        (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1)
    }
}

/// The days in which what is dated so may lie.
fn days(date: &Edtf) -> (Date, Date) {
    let (first, last) = date.span();
    if !date.is_approximate() || date.precision() != Precision::Day {
        return (first, last);
    }
    let about = jiff::SignedDuration::from_hours(24 * ABOUT);
    (
        first.checked_sub(about).unwrap_or(first),
        last.checked_add(about).unwrap_or(last),
    )
}
