//! What a row shows of an event. However many articles tell it, it is read off the columns, and of what
//! is told only the title and the dates: rows are drawn again and again.

use std::collections::HashSet;

use super::columns::{Columns, Tellers};
use crate::actors::ActorId;
use crate::actors::roster::{Number, Roster};
use crate::edtf::Edtf;

/// An event at a glance.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// When it was.
    pub date: Edtf,
    /// Its title.
    pub title: String,
    /// Whether every report tells it as planned.
    pub planned: bool,
    /// How many articles tell it.
    pub articles: usize,
    /// The dates that its reports give otherwise, as they come, each with how many do.
    pub others: Vec<(Edtf, usize)>,
    actors: &'a [Number],
    roster: &'a Roster,
}

impl<'a> Summary<'a> {
    /// That of the event at a place; `None` where there is none, or what told it cannot be read.
    pub(super) fn new(list: &'a Columns, place: u32, tellers: &'a Tellers) -> Option<Self> {
        let date = *list.dates().get(place as usize)?;
        let reports = list.reports(place);
        let articles: HashSet<u32> = reports.iter().map(|&(article, _)| article).collect();
        let mut others: Vec<(Edtf, usize)> = Vec::new();
        let told = |&(article, at): &(u32, u32)| tellers.teller(article)?.date(at);
        for other in reports.iter().filter_map(told).filter(|&told| told != date) {
            match others.iter_mut().find(|(date, _)| *date == other) {
                Some((_, count)) => *count += 1,
                None => others.push((other, 1)),
            }
        }
        Some(Self {
            date,
            title: list.title(place, tellers)?,
            planned: list.is_planned(place),
            articles: articles.len(),
            others,
            actors: list.actors(place),
            roster: &tellers.roster,
        })
    }

    /// Every actor of its reports, the most often named first.
    pub fn actors(&self) -> impl Iterator<Item = ActorId> + '_ {
        let actors = self.actors.iter();
        actors.map(|&actor| ActorId(self.roster.id(actor).into()))
    }
}
