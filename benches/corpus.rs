//! Articles from files, and text on the way to the screen: loading a folder of small Markdown
//! files beside merely walking and reading it, cleaning, folding, wrapping.
//! `cargo bench --bench corpus`

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rassegna::corpus::format::{html, markdown};
use rassegna::corpus::load::{Inputs, load};
use rassegna::text::TextRange;
use rassegna::text::clean::clean;
use rassegna::text::fold::{Folded, fold};
use rassegna::text::segment;
use rassegna::text::wrap::wrap;
use tempfile::TempDir;

/// Files of the folder.
const FILES: usize = 4000;

const PARAGRAPH: &str = "Il ministro degli Esteri è arrivato ieri sera nella capitale, dove è atteso da due giorni di \
    colloqui sull’accordo firmato lo scorso settembre. «Nessuno di noi pensa che sarà facile», ha detto ai giornalisti \
    prima di salire in auto: perché l’intesa regga servono garanzie che finora né Mosca né le altre parti hanno dato. \
    Secondo fonti vicine al negoziato, il testo prevede 2.000 osservatori lungo il confine entro giugno 2024.";

/// A folder of small Markdown files, about 1.5 KB each.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the bench can be made");
    for file in 0..FILES {
        let text = format!(
            "---\ntitle: \"Il negoziato, giorno {file}\"\ndate: 2024-06-{:02}\nsource: La Gazzetta\nlang: it\ntags: [pace, armi]\n---\n\n\
             {PARAGRAPH}\n\n## Che cosa cambia dal numero {file}\n\nCon *enfasi* e un [rimando](https://example.org/{file}): {PARAGRAPH}\n\n{PARAGRAPH}\n",
            file % 28 + 1
        );
        fs::write(folder.path().join(format!("{file:05}.md")), text)
            .expect("a file for the bench can be written");
    }
    folder
});

/// The same texts without front matter, so that title and language have to be found.
static BARE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the bench can be made");
    for file in 0..FILES {
        let text = format!(
            "# Il negoziato, giorno {file}\n\n{PARAGRAPH}\n\n## Che cosa cambia dal numero {file}\n\n\
             Con *enfasi* e un [rimando](https://example.org/{file}): {PARAGRAPH}\n\n{PARAGRAPH}\n"
        );
        fs::write(folder.path().join(format!("{file:05}.md")), text)
            .expect("a file for the bench can be written");
    }
    folder
});

/// 1 MB of prose in one paragraph.
static PROSE: LazyLock<String> = LazyLock::new(|| [PARAGRAPH; 2100].join(" "));

/// A newspaper's page of about 100 KB: a long article, scripts and styles, all that stands around it.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let page = include_str!("../tests/fixtures/pages/it-news.html");
    let script = format!(
        "<script>{}</script></head>",
        "window.dati.push({a:1,b:'due'});\n".repeat(900)
    );
    let more = format!(
        "<h2>Altro</h2>\n<p>{PARAGRAPH}</p>\n<p>Con <a href=\"/tag/pace\">un rimando</a>: {PARAGRAPH}</p>\n"
    );
    page.replacen("</head>", &script, 1).replacen(
        "<p>Hanno collaborato",
        &format!("{}<p>Hanno collaborato", more.repeat(60)),
        1,
    )
});

fn main() {
    divan::main();
}

#[divan::bench]
fn article_of_a_page(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(PAGE.as_str()))
        .bench(|| {
            let drafts = (html::FORMAT.parse)(black_box(PAGE.as_bytes())).expect("a page is read");
            assert!(drafts.iter().all(|draft| draft.blocks.len() > 100));
            drafts
        });
}

/// What the library that finds articles needs by itself, for the article alone.
#[divan::bench]
fn article_of_a_page_by_the_bare_library(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(PAGE.as_str()))
        .bench(|| {
            dom_smoothie::Readability::new(black_box(PAGE.as_str()), None, None)
                .expect("no address can be wrong")
                .parse()
                .expect("the article is found")
        });
}

#[divan::bench]
fn fragment_of_html_in_markdown(bencher: Bencher<'_, '_>) {
    let page = format!("<div>\n{}\n</div>\n", PAGE.replace("\n\n", "\n"));
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| (markdown::FORMAT.parse)(black_box(page.as_bytes())).expect("text is read"));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn load_small_markdown_files(bencher: Bencher<'_, '_>) {
    load_folder(bencher, FOLDER.path());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn load_small_markdown_files_that_state_nothing(bencher: Bencher<'_, '_>) {
    load_folder(bencher, BARE.path());
}

fn load_folder(bencher: Bencher<'_, '_>, folder: &Path) {
    let inputs = Inputs {
        paths: vec![folder.to_owned()],
        ..Inputs::default()
    };
    bencher.counter(ItemsCount::new(FILES)).bench(|| {
        let mut count = 0;
        load(&inputs, &AtomicBool::new(false), &mut |loaded| {
            black_box(loaded);
            count += 1;
        });
        assert_eq!(count, FILES);
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn merely_walk_and_read_them(bencher: Bencher<'_, '_>) {
    let folder: &Path = FOLDER.path();
    bencher.counter(ItemsCount::new(FILES)).bench(|| {
        use rayon::prelude::*;
        let paths: Vec<_> = ignore::WalkBuilder::new(folder)
            .standard_filters(false)
            .sort_by_file_name(std::ffi::OsStr::cmp)
            .build()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
            .map(ignore::DirEntry::into_path)
            .collect();
        paths
            .par_iter()
            .map(|path| fs::read(path).map_or(0, |bytes| black_box(bytes).len()))
            .sum::<usize>()
    });
}

#[divan::bench]
fn clean_prose(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(PROSE.as_str()))
        .bench(|| clean(black_box(&PROSE)));
}

#[divan::bench]
fn fold_prose(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(PROSE.as_str()))
        .bench(|| fold(black_box(&PROSE)));
}

#[divan::bench]
fn fold_prose_with_the_way_back(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(PROSE.as_str()))
        .bench(|| Folded::new(black_box(&PROSE)));
}

#[divan::bench]
fn words_of_prose(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(PROSE.as_str()))
        .bench(|| segment::words(black_box(&PROSE)).count());
}

#[divan::bench(args = [40, 72])]
fn wrap_prose(bencher: Bencher<'_, '_>, width: usize) {
    let whole = TextRange::new(0, PROSE.len());
    bencher
        .counter(BytesCount::of_str(PROSE.as_str()))
        .bench(|| wrap(black_box(&PROSE), whole, width));
}
