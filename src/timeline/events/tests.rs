//! What is held of events says what the events do, however many reports an article has.

use super::*;
use crate::dates::Anchor;
use crate::timeline::merge;

/// So many reports of one article, each an event of its own; from the last to the first.
fn told(many: usize) -> Vec<Arc<Event>> {
    let date: Edtf = "2024-06-19".parse().unwrap();
    let event = |number: usize| {
        let title: Arc<str> = format!("riga {number}").into();
        let actors: Arc<[ActorId]> = Arc::from([ActorId("person:kim".into())]);
        let report = Report {
            article: ArticleId(7),
            sentence: TextRange::new(number * 30, number * 30 + 20),
            expression: TextRange::new(number * 30 + 5, number * 30 + 15),
            date,
            anchor: Anchor::Explicit,
            mark: number as u64,
            title: Arc::clone(&title),
            actors: Arc::clone(&actors),
            words: Box::default(),
            planned: false,
        };
        Arc::new(Event {
            date,
            title,
            actors,
            reports: vec![Arc::new(report)],
            planned: false,
        })
    };
    (0..many).rev().map(event).collect()
}

/// Were one report reached through those before it, this would take billions of steps.
#[test]
fn each_of_very_many_reports_of_one_article_is_found_and_read_by_itself() {
    let list = told(50_000);
    let events = Events::new(&list, &[(ArticleId(7), None)]);
    assert_eq!(events.len(), list.len());
    for (place, event) in (0..).zip(&list) {
        assert_eq!(events.get(place).as_ref(), Some(&**event));
        assert_eq!(events.title(place).as_deref(), Some(&*event.title));
    }
    // Taken out and put in again one by one, as corrections do.
    let places: Vec<u32> = (0..).take(events.len()).collect();
    let mut come = list.clone();
    merge::sort(&mut come);
    let again = events.with(&places, &come);
    assert_eq!(again.len(), list.len());
    for (place, event) in (0..).zip(&come) {
        assert_eq!(again.title(place).as_deref(), Some(&*event.title));
    }
}

#[test]
fn a_summary_says_what_the_event_does() {
    let list = told(4);
    let [one, two, three, four] = &list[..] else {
        panic!("four");
    };
    let other = |event: &Event, article: u64, date: &str| {
        let report = &event.reports[0];
        Arc::new(Report {
            article: ArticleId(article),
            date: date.parse().unwrap(),
            actors: Arc::from([ActorId("place:seoul".into())]),
            ..Report::clone(report)
        })
    };
    let reports = vec![
        Arc::clone(&one.reports[0]),
        Arc::clone(&two.reports[0]),
        other(three, 7, "2024-06-20"),
        other(four, 9, "2024-06"),
        other(three, 9, "2024-06-20"),
    ];
    let event = Event {
        actors: Arc::from([ActorId("person:kim".into()), ActorId("place:seoul".into())]),
        planned: true,
        reports,
        ..Event::clone(one)
    };
    let articles = [(ArticleId(7), None), (ArticleId(9), None)];
    let events = Events::new(&[Arc::new(event.clone())], &articles);
    assert_eq!(events.get(0).as_ref(), Some(&event));
    let summary = events.summary(0).unwrap();
    assert_eq!(
        (summary.date, &*summary.title, summary.planned),
        (event.date, &*event.title, event.planned)
    );
    assert_eq!(summary.articles, 2);
    assert_eq!(summary.actors().collect::<Vec<_>>(), *event.actors);
    let others = [("2024-06-20", 2), ("2024-06", 1)];
    let others = others.map(|(date, count)| (date.parse().unwrap(), count));
    assert_eq!(summary.others, others);
    assert!(events.summary(1).is_none());
    // Of an article only its own, in the order of the event.
    for article in [7, 9].map(ArticleId) {
        let own = event.reports.iter();
        let own = own.filter(|report| report.article == article);
        let own: Vec<_> = own
            .map(|report| (report.sentence, report.expression))
            .collect();
        assert_eq!(events.told_in(0, article).collect::<Vec<_>>(), own);
    }
    assert_eq!(events.told_in(0, ArticleId(8)).count(), 0);
    let first = event.reports.first().map(|report| columns::stands(report));
    assert_eq!(events.first(0), first);
}
