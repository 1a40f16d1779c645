//! One article to everything that is known of it: actors, dates, what it tells, words. How each is
//! recognised is left to its layer; here they meet.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::iter::Either;
use rayon::prelude::*;

use super::found::Findings;
use super::together;
use super::vocabulary::Tokens;
use super::{Annotated, TitleMarks};
use crate::actors::dictionary::Dictionary;
use crate::actors::roster::Introduced;
use crate::actors::{self, Actor, ActorId, Found, How, Mention};
use crate::corpus::{Article, DateSource};
use crate::dates::{self, DateMention, Value};
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::timeline::report;

/// An article that is ready for the catalogue.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The article with what was recognised in it.
    pub annotated: Arc<Annotated>,
    pub(super) findings: Findings,
    pub(super) introduced: Introduced,
    pub(super) tokens: Tokens,
}

/// Articles of which one thing is done before the next: each has tables of its own, which would else
/// be fetched anew for every article.
const TOGETHER: usize = 16;

/// Does with an article all that needs no other article.
#[must_use]
pub fn prepare(article: Article, dictionary: &Dictionary, today: Date) -> Prepared {
    let found = annotate(article, dictionary, today);
    let tokens = Tokens::of(&found.0.article);
    ready(found, tokens)
}

/// The same with many, by all threads, as long as they are `wanted`; with those that are left then. Both
/// are in their order.
#[must_use]
pub(super) fn prepare_all(
    articles: Vec<Article>,
    (dictionary, today): (&Dictionary, Date),
    wanted: &(dyn Fn() -> bool + Sync),
) -> (Vec<Prepared>, Vec<Article>) {
    let shares = rayon::current_num_threads() * 4;
    let together = (articles.len() / shares).clamp(1, TOGETHER);
    (articles.into_par_iter().chunks(together))
        .flat_map_iter(|articles| {
            let (prepared, left) = prepared(articles, dictionary, today, wanted);
            let left = left.into_iter().map(Either::Right);
            prepared.map(Either::Left).chain(left)
        })
        .partition_map(|either| either)
}

/// The same with some, step by step.
fn prepared(
    articles: Vec<Article>,
    dictionary: &Dictionary,
    today: Date,
    wanted: &(dyn Fn() -> bool + Sync),
) -> (impl Iterator<Item = Prepared> + use<>, Vec<Article>) {
    let mut left = articles.into_iter();
    let dated: Vec<(Article, Vec<DateMention>)> = std::iter::from_fn(|| {
        let mut article = wanted().then(|| left.next()).flatten()?;
        let dates = dated(&mut article, today);
        Some((article, dates))
    })
    .collect();
    let annotated: Vec<(Annotated, Vec<Actor>)> = (dated.into_iter())
        .map(|(article, dates)| named(article, dates, dictionary))
        .collect();
    let tokens: Vec<Tokens> = (annotated.iter())
        .map(|(annotated, _)| Tokens::of(&annotated.article))
        .collect();
    let all = annotated.into_iter().zip(tokens);
    (
        all.map(|(found, tokens)| ready(found, tokens)),
        left.collect(),
    )
}

fn ready((annotated, introduced): (Annotated, Vec<Actor>), tokens: Tokens) -> Prepared {
    Prepared {
        findings: findings(&annotated),
        introduced: Introduced {
            roles: roles(&annotated),
            actors: introduced,
        },
        tokens,
        annotated: Arc::new(annotated),
    }
}

/// Who is named by which role, each once: of one word it says nothing of whose.
fn roles(annotated: &Annotated) -> Vec<(ActorId, String)> {
    let text = &annotated.article.text;
    let roles = annotated
        .mentions
        .iter()
        .filter(|mention| mention.how == How::Role);
    let mut roles: Vec<(&ActorId, &str)> = roles
        .map(|mention| (&mention.actor, mention.range.of(text)))
        .filter(|(_, role)| role.contains(' '))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    (roles.into_iter())
        .map(|(actor, role)| (actor.clone(), role.to_owned()))
        .collect()
}

/// An article to be read while the dictionary is still being made: nothing is recognised in it.
pub(super) fn unrecognised(article: Article) -> Prepared {
    let annotated = Annotated::plain(Arc::new(article));
    Prepared {
        findings: findings(&annotated),
        introduced: Introduced::default(),
        tokens: Tokens::default(),
        annotated: Arc::new(annotated),
    }
}

/// Recognises dates and actors, and gives the actors that the article introduces. An article that
/// does not say when it was published gets the date that its text gives away, and none after `today`.
#[must_use]
pub fn annotate(
    mut article: Article,
    dictionary: &Dictionary,
    today: Date,
) -> (Annotated, Vec<Actor>) {
    let dates = dated(&mut article, today);
    named(article, dates, dictionary)
}

/// Recognises the actors of an article of which the dates are known.
fn named(
    article: Article,
    mut dates: Vec<DateMention>,
    dictionary: &Dictionary,
) -> (Annotated, Vec<Actor>) {
    let told: Vec<(TextRange, Edtf)> = (dates.iter())
        .filter_map(|date| match date.value {
            Value::Date(value) => Some((date.range, value)),
            Value::Duration(_) | Value::Set(_) => None,
        })
        .collect();
    let mut found = spared(|| actors::find::find_dated(&article, dictionary, &told));
    leave_dates(&mut found.mentions, &mut found.actors, &dates);
    let mut title = TitleMarks::default();
    if article.says_title_again() {
        // Nothing counts twice.
        let in_title = |range: TextRange| range.start < article.body;
        title.dates = dates.extract_if(.., |date| in_title(date.range)).collect();
        let mentions = found.mentions.iter();
        title.mentions = mentions
            .filter(|mention| in_title(mention.range))
            .cloned()
            .collect();
        leave_mentions(&mut found.mentions, &mut found.actors, |mention| {
            in_title(mention.range)
        });
    }
    let annotated = Annotated {
        article: Arc::new(article),
        mentions: found.mentions,
        dates,
        title,
        recognised: true,
        more: found.more,
    };
    (annotated, found.actors)
}

/// Takes back the names that are a part of a date (`anni Cinquanta`), unless a dictionary has them.
fn leave_dates(mentions: &mut Vec<Mention>, actors: &mut Vec<Actor>, dates: &[DateMention]) {
    leave_mentions(mentions, actors, |mention| {
        let known = matches!(mention.found, Found::Dictionary | Found::Watched);
        !known && dates.iter().any(|date| date.range.covers(mention.range))
    });
}

/// Takes mentions back, and the actors that were introduced by nothing else.
fn leave_mentions(
    mentions: &mut Vec<Mention>,
    actors: &mut Vec<Actor>,
    leave: impl Fn(&Mention) -> bool,
) {
    let mut taken_back: HashSet<ActorId> = HashSet::new();
    mentions.retain(|mention| {
        let stays = !leave(mention);
        if !stays {
            taken_back.insert(mention.actor.clone());
        }
        stays
    });
    if !taken_back.is_empty() {
        let named: HashSet<&ActorId> = mentions.iter().map(|mention| &mention.actor).collect();
        actors.retain(|actor| !taken_back.contains(&actor.id) || named.contains(&actor.id));
    }
}

/// The dates of an article, resolved by its own, which is inferred where nothing states it.
fn dated(article: &mut Article, today: Date) -> Vec<DateMention> {
    let found = spared(|| dates::find(article));
    if article.head.date.is_some() {
        return found;
    }
    let Some((date, evidence)) = spared(|| dates::infer::publication(article, &found, today))
    else {
        return found;
    };
    article.head.date = Some(date);
    article.head.date_source = DateSource::Inferred(evidence);
    spared(|| dates::find(article))
}

/// An article in which recognition fails, which it never should, is still read: without marks.
fn spared<T: Default>(recognise: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(recognise)).unwrap_or_default()
}

/// What the catalogue keeps of what was found in an article.
#[must_use]
pub fn findings(annotated: &Annotated) -> Findings {
    let Annotated {
        article,
        mentions,
        dates,
        ..
    } = annotated;
    let actors = most_first(mentions.iter().map(|mention| &mention.actor));
    let doubted = mentions.iter().filter(|mention| !mention.sure);
    let doubted: HashMap<ActorId, u32> = most_first(doubted.map(|mention| &mention.actor))
        .into_iter()
        .collect();
    let unsure = |place: u32, actor| Some((place, *doubted.get(actor)?));
    Findings {
        unsure: ((0..).zip(&actors))
            .filter_map(|(place, (actor, _))| unsure(place, actor))
            .collect(),
        more: annotated.more,
        passages: together::passages(article, mentions, &actors),
        actors,
        dates: most_first(dates.iter().filter_map(|date| match &date.value {
            Value::Date(value) => Some(value),
            Value::Duration(_) | Value::Set(_) => None,
        })),
        reports: spared(|| report::reports(article, mentions, dates)),
    }
}

/// Each once with how often it occurs, the commonest first.
fn most_first<'a, T: Clone + Ord + 'a>(items: impl Iterator<Item = &'a T>) -> Vec<(T, u32)> {
    let mut items: Vec<&T> = items.collect();
    items.sort_unstable();
    let mut counts: Vec<(T, u32)> = (items.chunk_by(|a, b| a == b))
        .filter_map(|same| Some(((*same.first()?).clone(), u32::try_from(same.len()).ok()?)))
        .collect();
    // Those of one count stay in order.
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::load::{self, Inputs, Loaded};

    #[test]
    fn mentions_that_are_not_sure_are_counted_apart() {
        let day = Date::constant(2024, 6, 20);
        let text = "Anna Verdini parla a Lodi, e la Verdini ascolta.\n\nIl ministero della Difesa russo tace. \
                    Il ministero della Difesa smentisce.\n";
        let annotated = read_on(day, text);
        let doubted = annotated.mentions.iter().filter(|it| !it.sure).count();
        assert!(doubted > 0);
        let findings = findings(&annotated);
        assert_eq!(findings.unsure.len(), 1);
        let (place, unsure) = findings.unsure[0];
        let (actor, mentions) = &findings.actors[place as usize];
        assert_eq!(&*actor.0, "organisation:ministry-of-defence-ru");
        assert_eq!((*mentions, unsure as usize), (2, doubted));
    }

    /// The only article of a file with this text, read on a day.
    fn read_on(day: Date, text: &str) -> Annotated {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), text).unwrap();
        let inputs = Inputs {
            paths: vec![folder.path().to_owned()],
            ..Inputs::default()
        };
        let mut read = None;
        load::load(&inputs, &false.into(), &mut |loaded| {
            if let Loaded::Article(article) = loaded {
                read = Some(*article);
            }
        });
        annotate(read.unwrap(), Dictionary::embedded(), day).0
    }

    #[test]
    fn nothing_is_inferred_of_a_day_that_has_not_come() {
        let text = "Il ponte è crollato il 3 marzo 2025. Il 9 marzo sono cominciati i lavori.\n";
        let head = |day| read_on(day, text).article.head.clone();
        assert_eq!(head(Date::constant(2024, 5, 1)).date, None);
        let known = head(Date::constant(2025, 5, 1));
        assert_eq!(
            known.date.map(|date| date.to_string()).as_deref(),
            Some("2025-03~")
        );
    }

    #[test]
    fn who_held_an_office_hangs_on_the_dates_that_the_sentence_tells() {
        let mut wrong = String::new();
        for (text, expected) in [
            (
                "Negli anni Novanta il presidente americano fumava.",
                "nobody",
            ),
            (
                "Dieci anni fa il presidente americano visitò il porto.",
                "barack-obama?",
            ),
            (
                "Nel secolo scorso il presidente francese viaggiava poco.",
                "nobody",
            ),
            (
                "Il presidente francese, che dieci anni fa era ministro, tace.",
                "emmanuel-macron?",
            ),
            ("Ieri il presidente francese tacque.", "emmanuel-macron"),
            (
                "Da dieci anni il presidente russo viaggia poco.",
                "vladimir-putin",
            ),
            ("In the 1990s the US president smoked.", "nobody"),
            (
                "Ten years ago the US president visited the port.",
                "barack-obama?",
            ),
            (
                "The US president spoke ten years ago at the port.",
                "barack-obama?",
            ),
            (
                "Two decades ago the French president spoke.",
                "jacques-chirac?",
            ),
            ("Last century the Russian president ruled.", "nobody"),
            ("Last year the French president spoke.", "emmanuel-macron"),
        ] {
            let annotated = read_on(
                Date::constant(2026, 1, 1),
                &format!("date: 2024-03-02\n\nLa gita. The trip.\n\n{text}\n"),
            );
            let role = (annotated.mentions.iter()).find(|mention| mention.how == How::Role);
            let found = role.map_or("nobody".to_owned(), |role| {
                let key = role.actor.0.trim_start_matches("person:");
                format!("{key}{}", if role.sure { "" } else { "?" })
            });
            if found != expected {
                wrong += &format!("\n{text}\n   {found}, not {expected}");
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn what_a_first_sentence_names_is_marked_in_the_title_and_counted_once() {
        let text = "Il 3 maggio 2024 Vladimir Putin è arrivato a Pyongyang. È stato accolto da Kim Jong Un.\n";
        let annotated = read_on(Date::constant(2026, 1, 1), text);
        let article = &annotated.article;
        assert!(article.says_title_again(), "{}", article.head.title);
        let putin = |mentions: &[Mention]| -> Vec<usize> {
            let named = mentions
                .iter()
                .filter(|mention| mention.range.of(&article.text).contains("Putin"));
            named.map(|mention| mention.range.start).collect()
        };
        assert_eq!(putin(&annotated.title.mentions).len(), 1);
        assert!(putin(&annotated.title.mentions)[0] < article.body);
        assert_eq!(putin(&annotated.mentions).len(), 1);
        assert_eq!((annotated.title.dates.len(), annotated.dates.len()), (1, 1));
        let counted = findings(&annotated);
        assert!(
            counted.actors.iter().all(|(_, count)| *count == 1),
            "{:?}",
            counted.actors
        );
    }
}
