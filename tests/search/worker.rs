//! Answers in the background, and those of words on disk, which are the same.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use rassegna::search::request::Request;
use rassegna::search::worker::{Snapshot, Worker, run};

use super::{article, both, corpus, name, press, request, said};

#[test]
fn words_on_disk_answer_as_words_in_memory_do() {
    let seeds = rassegna::corpus::seeds::articles();
    let (catalogue, library) = corpus(seeds.into_iter().chain([article(
        9,
        "2024",
        "x",
        "Perché la città?\nL’università è là.\n# Sanzione, sanzioni\nMissili e missile: missili.",
    )]));
    let ([packed, stored], _folder) = both(&catalogue);
    let labelled = include_str!("../fixtures/search/queries.tsv").lines();
    let labelled = labelled.filter_map(|line| line.split('\t').nth(1));
    let others = [
        "s",
        "st",
        "mis",
        "missile -sanzioni",
        "-la",
        "\"corea del nord\"",
        "\"la citt",
        "citta",
        "universta",
        "zgrprsta",
        "sanzione missili",
        "title:missili",
        "kkkkkk",
        "\"universita sommersa\"",
        "l'universita",
        "sanzoni",
        "putn",
        "nrdcrn",
        "è",
        "di a in",
    ];
    for line in labelled.chain(others) {
        let one = run(&request(&packed, line), &library);
        let other = run(&request(&stored, line), &library);
        assert_eq!(said(&one), said(&other), "{line}");
    }
}

#[test]
fn the_worker_answers_the_newest_question_and_stops_when_dropped() {
    let (catalogue, library) = press();
    let (answers, received) = mpsc::channel::<Snapshot>();
    let worker = Worker::start(Arc::new(library), move |snapshot| {
        let _ = answers.send(snapshot);
    })
    .unwrap();
    for (generation, line) in (1..).zip(["m", "mi", "mis", "miss", "missi", "missili"]) {
        worker.ask(Request {
            generation,
            ..request(&catalogue, line)
        });
    }
    let patience = Duration::from_secs(30);
    let last = loop {
        let snapshot = received.recv_timeout(patience).unwrap();
        if snapshot.finished && snapshot.generation == 6 {
            break snapshot;
        }
    };
    assert_eq!(name(last.found.get(0).unwrap()), "patto");
    drop(worker);
    // The sender has gone with the thread.
    assert!(received.recv_timeout(patience).is_err());
}

#[test]
fn z3_whoever_lets_the_worker_go_does_not_wait_for_the_answer_in_hand() {
    let (catalogue, library) = press();
    let (answering, began) = mpsc::channel::<()>();
    let (over, may_end) = mpsc::channel::<()>();
    let worker = Worker::start(Arc::new(library), move |_| {
        let _ = answering.send(());
        let _ = may_end.recv();
    })
    .unwrap();
    worker.ask(request(&catalogue, "missili"));
    let patience = Duration::from_secs(30);
    began.recv_timeout(patience).unwrap();
    let (gone, is_gone) = mpsc::channel();
    std::thread::spawn(move || {
        drop(worker);
        let _ = gone.send(());
    });
    assert!(is_gone.recv_timeout(patience).is_ok());
    drop(over);
}

#[test]
fn the_worker_tells_a_mistake_and_answers_the_next_question() {
    let (catalogue, library) = press();
    let (answers, received) = mpsc::channel::<Snapshot>();
    let worker = Worker::start(Arc::new(library), move |snapshot| {
        assert!(snapshot.generation != 1 || snapshot.failed, "a mistake");
        let _ = answers.send(snapshot);
    })
    .unwrap();
    let patience = Duration::from_secs(30);
    for (generation, failed) in [(1, true), (2, false)] {
        worker.ask(Request {
            generation,
            ..request(&catalogue, "missili")
        });
        let snapshot = loop {
            let snapshot = received.recv_timeout(patience).unwrap();
            // On a busy machine the second answer comes in parts.
            if snapshot.failed || snapshot.finished {
                break snapshot;
            }
        };
        assert_eq!((snapshot.generation, snapshot.failed), (generation, failed));
    }
}
