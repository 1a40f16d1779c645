//! Searching as its users see it: a line of text to articles in an order, with passages and marks,
//! each in the module of what it is about. The parts have their own tests beside them.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "search/any_line.rs"]
mod any_line;
#[path = "search/finding.rs"]
mod finding;
#[path = "search/labelled.rs"]
mod labelled;
#[path = "search/passages.rs"]
mod passages;
#[path = "search/worker.rs"]
mod worker;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use rassegna::actors::dictionary::Dictionary;
use rassegna::corpus::{Article, ArticleId, BlockKind, DateSource, Origin, Statement};
use rassegna::index::annotate;
use rassegna::index::catalogue::Catalogue;
use rassegna::index::keeping;
use rassegna::index::library::Library;
use rassegna::search::matcher::KeptArticles;
use rassegna::search::query::Query;
use rassegna::search::ranking::Found;
use rassegna::search::request::{Request, Sort};
use rassegna::search::worker::Snapshot;
use rassegna::text::language::Language;

/// Name, date, source, then the text: the title, a line for each paragraph, `# ` before headings.
const ARTICLES: &[(&str, &str, &str, &str)] = &[
    (
        "patto",
        "2024-06-20",
        "Il Quotidiano del Mattino",
        "Firmato il patto di mutua difesa
         Russia e Corea del Nord hanno firmato a Pyongyang un patto di mutua difesa.
         # Le reazioni
         Seul teme che l’intesa apra la strada a nuovi missili. La città è rimasta calma.",
    ),
    (
        "fabbriche",
        "2023-09-12",
        "La Voce",
        "Le fabbriche lavorano di notte
         Gli operai producono un missile al giorno, dicono i sindacati.
         Nessuno parla di difesa, e la cooperazione mutua resta sulla carta.",
    ),
    (
        "mercato",
        "2022-02-03",
        "La Voce",
        "Il mercato del pesce riapre
         La sanzione più pesante l’ha presa un banco di sardine.
         Perché il sindaco tace? La cittadinanza aspetta, il missilistico non c’entra.",
    ),
    (
        "vertice",
        "2023-09-14",
        "Il Quotidiano della Sera",
        "Kim arriva al cosmodromo
         Il treno blindato è arrivato dopo vent’anni di sanzioni dell’ONU.
         Dell’Ucraina nessuno ha parlato; del KN‑23 sì, e a lungo.",
    ),
];

fn article(id: u64, date: &str, source: &str, lines: &str) -> Article {
    let heading = |line: &str| line.starts_with("# ");
    let lines: Vec<&str> = lines.lines().map(str::trim).collect();
    let plain = lines.iter().map(|line| line.trim_start_matches("# "));
    let text = plain.collect::<Vec<_>>().join("\n\n");
    let mut article = Article::of_paragraphs(&text, Language::ITALIAN, date.parse().ok());
    for (block, line) in article.blocks.iter_mut().zip(&lines) {
        if heading(line) {
            block.kind = BlockKind::Heading(2);
        }
    }
    article.blocks[0].kind = BlockKind::Title;
    article.body = (article.blocks[0].range.end + 2).min(text.len());
    article.head.id = ArticleId(id);
    article.head.origin = Origin::Embedded(format!("{id}.md"));
    article.head.path = format!("{id}.md");
    article.head.title_source = Statement::Heading;
    article.head.date_source = DateSource::Stated(Statement::FrontMatter);
    article.head.source = Some(source.to_owned());
    article
}

static DICTIONARY: LazyLock<Arc<Dictionary>> =
    LazyLock::new(|| Arc::new(Dictionary::with_user(&[]).0));
static EMPTY: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(&DICTIONARY));

/// A corpus whose texts are all at hand.
fn corpus(articles: impl IntoIterator<Item = Article>) -> (Arc<Catalogue>, Library) {
    let library = Library::new(Arc::clone(&DICTIONARY), 1 << 20, 1 << 24);
    let mut catalogue = EMPTY.clone();
    for article in articles {
        let prepared = annotate::prepare(article, &library.dictionary(), library.today());
        catalogue.add(&prepared);
        library.keep(&prepared.annotated, library.edition());
    }
    (Arc::new(catalogue), library)
}

fn press() -> (Arc<Catalogue>, Library) {
    corpus(
        (0..)
            .zip(ARTICLES)
            .map(|(id, (_, date, source, lines))| article(id, date, source, lines)),
    )
}

/// The same catalogue with its words in memory, and on disk; and the folder in which they are.
fn both(catalogue: &Arc<Catalogue>) -> ([Arc<Catalogue>; 2], tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let stored = keeping::on_disk(catalogue, folder.path()).unwrap();
    ([Arc::clone(catalogue), Arc::new(stored)], folder)
}

/// All of an answer but the number of its question.
fn said(snapshot: &Snapshot) -> String {
    format!("{:?} {:?}", snapshot.found, snapshot.reasons)
}

fn request(catalogue: &Arc<Catalogue>, line: &str) -> Request {
    Request {
        generation: 1,
        query: Query::parse(line).query,
        sort: Sort::Relevance,
        passages: 100,
        catalogue: Arc::clone(catalogue),
        kept: Arc::new(KeptArticles {
            bookmarks: HashSet::from([ArticleId(0), ArticleId(2)]),
            notes: HashSet::from([ArticleId(2)]),
        }),
    }
}

fn name(found: Found<'_>) -> &'static str {
    ARTICLES[usize::try_from(found.entry.id().0).unwrap()].0
}
