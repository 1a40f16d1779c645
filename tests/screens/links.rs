//! Links and footnotes of an article.

use rassegna::corpus::load::Inputs;

use super::driver::Driver;

/// One article of Markdown with links and a footnote.
fn linked_article() -> (tempfile::TempDir, Inputs) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let filler = "Una riga qualunque, per fare lunghezza.\n\n".repeat(60);
    std::fs::write(
        folder.path().join("a.md"),
        format!(
            "---\ntitle: Il ponte\nurl: https://molo.example/ponte\n---\n\nSi legge nel [rapporto](https://molo.example/r) \
             e su [banca.example](https://altro.example/x), dice uno[^1]. Un [file](file:///etc/passwd) no.\n\n\
             Poi su [p\u{430}ypal.example](https://p\u{430}ypal.example/).\n\n{filler}[^1]: La nota in fondo.\n"
        ),
    )
    .expect("a file can be written");
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    (folder, inputs)
}

#[test]
fn s1_links_of_the_screen_are_numbered_and_opened_after_they_were_shown() {
    let (_folder, inputs) = linked_article();
    let mut room = Driver::open(&inputs, 120, 40);
    room.keys("2o").shows("link: which number?");
    // Four can be followed; the file cannot.
    room.shows("1 molo.example").hides(" 5 ");
    room.keys("1")
        .shows("Press o again to open https://molo.example/r");
    assert!(room.opened_urls.is_empty());
    room.keys("o");
    assert_eq!(room.opened_urls, ["https://molo.example/r"]);
    room.keys("oo")
        .shows("Press o again to open https://molo.example/ponte");
    // Another key in between takes the consent back, and asks again.
    room.keys("jo").shows("link: which number?");
    room.keys("<esc>").hides("link: which number?");
    room.keys("o9").shows("There is no link 9 here");
    assert_eq!(room.opened_urls.len(), 1);
}

#[test]
fn t4_the_real_host_stands_beside_a_link() {
    let (_folder, inputs) = linked_article();
    let mut room = Driver::open(&inputs, 120, 40);
    room.keys("2o").shows("2 altro.example not banca.example");
    room.shows("xn--pypal-4ve.example");
    room.keys("2").shows("(its text says banca.example)");
    room.keys("2o4")
        .shows("Press o again to open https://xn--pypal-4ve.example/");
}

#[test]
fn footnotes_are_gone_to_and_come_back_from() {
    let (_folder, inputs) = linked_article();
    let mut room = Driver::open(&inputs, 120, 40);
    room.keys("2").hides("La nota in fondo.");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    room.keys("o").shows("3 in this text");
    room.keys("3").shows("[1] La nota in fondo.");
    room.keys("<ctrl-o>").hides("La nota in fondo.");
    assert_eq!(room.app.reader.open.as_ref().unwrap().cursor, place);
}
