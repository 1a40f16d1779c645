//! Going through hits and mentions, across articles and around the end.

use rassegna::corpus::ArticleId;

use super::driver::Driver;

/// Where the reader is.
fn place(room: &Driver) -> (Option<ArticleId>, usize) {
    let open = room.app.reader.open.as_ref();
    (room.app.reader.id(), open.map_or(0, |open| open.cursor))
}

/// Every place that `key` goes to until it comes to an end, which it says by `end`.
fn all(room: &mut Driver, key: &str, end: &str) -> Vec<(Option<ArticleId>, usize)> {
    let mut places = vec![place(room)];
    loop {
        room.keys(key);
        if room.screen().contains(end) {
            return places;
        }
        assert!(!places.contains(&place(room)), "{key} comes to an end");
        places.push(place(room));
    }
}

#[test]
fn n_and_capital_n_go_through_the_same_hits_and_around_the_end() {
    for (width, height) in [(160, 45), (80, 24), (60, 20)] {
        let mut room = Driver::embedded(width, height);
        room.keys("/munizioni<enter>2");
        let hits = room.app.hits_in_all;
        let forward = all(
            &mut room,
            "n",
            "That was the last hit; n again goes to the first",
        );
        assert_eq!(forward.len(), hits);
        let articles = room.app.documents.rows.len();
        assert!(articles > 1);
        let first = room.app.documents.rows.get(0).map(|row| row.entry.id());
        assert_eq!(forward[0].0, first);
        room.keys("n").shows("From the first hit again");
        assert_eq!(place(&room), forward[0]);
        let back = all(
            &mut room,
            "N",
            "That was the first hit; N again goes to the last",
        );
        assert_eq!(back, [forward[0]]);
        room.keys("N").shows("From the last hit again");
        assert_eq!(Some(&place(&room)), forward.last());
        let mut back = all(&mut room, "N", "That was the first hit");
        back.reverse();
        assert_eq!(back, forward);
        // Around in the other direction only when that is asked for twice, too.
        room.keys("n").hides("again");
        assert_eq!(place(&room), forward[1]);
    }
}

#[test]
fn who_moves_on_from_the_end_does_not_begin_again() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/munizioni<enter>2");
    let forward = all(&mut room, "n", "That was the last hit");
    room.keys("gg");
    room.keys("n").hides("again");
    assert_eq!(place(&room).0, forward.last().and_then(|last| last.0));
    // Another lens is another search.
    let mut room = Driver::embedded(160, 45);
    room.keys("/vladivostok<enter>2");
    all(&mut room, "n", "That was the last hit");
    room.keys("/ russia<enter>2n")
        .hides("From the first hit again");
}

#[test]
fn a_lens_without_hits_says_so_and_nothing_moves() {
    for lens in ["-munizioni", "published:2023"] {
        let mut room = Driver::embedded(160, 45);
        room.keys(&format!("/{lens}<enter>2"));
        let before = place(&room);
        for _ in 0..3 {
            room.keys("n").shows("The lens has no hit in any text");
            room.keys("N").shows("The lens has no hit in any text");
        }
        assert_eq!(place(&room), before, "{lens}");
    }
}

#[test]
fn mentions_go_around_the_end_too() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/actor:shoigu<enter>2gg.");
    let forward = all(
        &mut room,
        ".",
        "That was the last mention of Sergei Shoigu; . again",
    );
    assert!(forward.len() > 2);
    room.keys(".")
        .shows("From the first mention of Sergei Shoigu again");
    let back = all(
        &mut room,
        ",",
        "That was the first mention of Sergei Shoigu; , again",
    );
    assert_eq!(back.len(), 1, "it was the first");
    room.keys(",").shows("From the last mention");
    assert_eq!(Some(&place(&room)), forward.last());
}

/// The best article is shown before it is known what the lens finds in it.
#[test]
fn a_hit_that_is_known_later_is_gone_to_unless_the_reader_went_on() {
    for goes_on in [false, true] {
        let mut room = Driver::embedded(160, 45);
        room.marks_wait = true;
        room.app.reading_files = true;
        room.keys("/cosmodromo<enter>");
        room.keys(if goes_on { "2jj" } else { "2" });
        let before = place(&room);
        let told = room.marked.clone().unwrap();
        room.happen(told);
        let moved = place(&room) != before;
        assert_eq!(moved, !goes_on, "{}", room.screen());
    }
}

#[test]
fn hits_are_counted_and_n_goes_through_them_across_articles() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/munizioni<enter>");
    let all = room.app.hits_in_all;
    assert!(all > 1, "{all}");
    let mut seen = 1;
    let mut articles = std::collections::HashSet::from([room.app.reader.id()]);
    room.shows("hit 1 of");
    while !room.screen().contains("That was the last hit") {
        room.keys("n");
        articles.insert(room.app.reader.id());
        seen += 1;
        assert!(seen < 200, "n comes to an end");
    }
    assert_eq!(seen - 1, all, "n visits every hit once");
    assert_eq!(articles.len(), room.app.documents.rows.len());
    room.keys("N").hides("That was the last hit");
}

#[test]
fn mentions_are_followed_across_articles_under_all_names() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/actor:shoigu<enter>");
    let articles = room.app.documents.rows.len();
    assert!(articles >= 2, "{}", room.screen());
    let mut visited = std::collections::HashSet::new();
    for _ in 0..60 {
        if room.screen().contains("last mention of") {
            break;
        }
        room.keys(".");
        visited.insert(room.app.reader.id());
    }
    assert_eq!(visited.len(), articles);
    room.shows("last mention of");
}

#[test]
fn a_lens_without_hits_says_so_and_not_that_the_last_was_reached() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/qqqqzz<enter>n")
        .shows("no hit")
        .hides("That was the last hit");
}

#[test]
fn hits_that_are_told_twice_leave_the_reader_where_it_is() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/missili<enter>n");
    room.shows("hit 2 of");
    let again = room.marked.clone().unwrap();
    room.happen(again);
    room.shows("hit 2 of");
}

#[test]
fn the_counter_of_hits_follows_the_mentions() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/actor:zelensky actor:shoigu<enter>2gg");
    room.keys("..").shows("hit ");
    let open = room.app.reader.open.as_ref().unwrap();
    let here = open.hit.map(|hit| open.hits[hit]);
    assert!(here.is_some_and(|hit| hit.contains(open.cursor)));
}

#[test]
fn keys_that_are_typed_while_an_article_is_opened_are_about_that_one() {
    for keys in [
        "nnnnnnnnnnnn",
        "nnnnnnjjj",
        "nnnnnnnn..nn",
        "nnnnnnNNNNN",
        "nnnnnnn<ctrl-o>",
        "nnnnnnggjv",
        "nnnnnnbda tenere<ctrl-s>",
        "nnnnnnmqgg'q",
        "1G2jjjv",
        "1G2bancora<ctrl-s>",
        "1jjG2Gnn",
    ] {
        let start = || {
            let mut room = Driver::embedded(120, 35);
            room.keys("/putin<enter>2");
            room
        };
        let mut slow = start();
        slow.opens_wait = true;
        slow.keys(keys).tell_opens();
        let mut quick = start();
        quick.keys(keys);
        assert_eq!(place(&slow), place(&quick), "{keys}");
        let kept = |room: &Driver| {
            let kept = room.stored.iter();
            kept.map(|kept| (kept.quote.clone(), kept.note.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(kept(&slow), kept(&quick), "{keys}");
        assert_eq!(slow.app.selection(), quick.app.selection(), "{keys}");
    }
}

#[test]
fn keys_that_wait_are_shown_with_what_they_wait_for() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/putin<enter>2");
    room.opens_wait = true;
    room.keys("J").hides("for the article");
    room.keys("n").shows("n waits for the article");
    room.keys("ggj").shows("n g g j wait for the article");
    room.keys("jjjjjjjj")
        .shows("n g g j j j j j … wait for the article");
    room.tell_opens().hides("for the article");
    let mut room = Driver::embedded(120, 35);
    room.keys("2");
    room.answers_wait = true;
    room.keys("/munizioni<enter>n")
        .shows("n waits for the hits of the lens");
    room.tell_answers().hides("for the hits");
    // Who gives up sees that nothing waits any more.
    let mut room = Driver::embedded(120, 35);
    room.keys("/putin<enter>2");
    room.opens_wait = true;
    room.keys("Jn<esc>").hides("for the article");
}

#[test]
fn who_leaves_or_gives_up_does_not_wait_for_an_article() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2");
    room.opens_wait = true;
    room.keys("1G2jjq");
    assert!(room.ended);
    let mut room = Driver::embedded(120, 35);
    room.keys("/putin<enter>2");
    room.opens_wait = true;
    room.keys("1G2jj<esc>").tell_opens();
    assert!(room.app.lens.is_empty());
}

#[test]
fn who_points_at_something_else_does_not_keep_what_was_meant_before() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2");
    room.opens_wait = true;
    // The line of the lens is no place for keys that were meant for the reader.
    room.keys("1G2bk").click(14, 0).tell_opens();
    assert!(room.app.overlays.is_empty());
    room.keys("<enter>");
    assert!(room.app.lens.is_empty(), "{}", room.app.lens.text());
}
