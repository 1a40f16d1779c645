//! Indexing a folder of articles against a bare `tantivy` index of the same texts, a paragraph a
//! document, one field with positions:
//!
//! * `cargo bench --bench indexing -- FOLDER [ARTICLES]` reads the first of the articles below `FOLDER`
//!   (10,000 where nothing is said), then indexes them once in each way, ours as `rassegna index` does,
//!   and prints the processor's time of both, all threads together, and of the parts of ours alone.
//!
//! Prints what it finds; judges nothing.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use rassegna::actors::dictionary::Dictionary;
use rassegna::actors::find;
use rassegna::corpus::Article;
use rassegna::corpus::load::{self, Inputs, Loaded};
use rassegna::dates;
use rassegna::index::annotate;
use rassegna::index::build::Cataloguer;
use rassegna::index::library::Library;
use rassegna::index::vocabulary::Tokens;
use rassegna::timeline::report;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, TantivyDocument};

/// Articles where no number is given.
const ARTICLES: usize = 10_000;
/// Bytes that the writer of the bare index may hold, for each of its threads.
const BUDGET: usize = 64 << 20;

fn main() -> anyhow::Result<()> {
    // The bench harness passes its own switches along.
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    match given.as_slice() {
        [folder] => measure(Path::new(folder), ARTICLES),
        [folder, articles] => measure(Path::new(folder), articles.parse()?),
        _ => {
            writeln!(io::stdout(), "say: FOLDER, or FOLDER ARTICLES")?;
            Ok(())
        }
    }
}

/// What the processor has worked for all threads of this program, those that ended included.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// Does something, and says how long the processor and the clock took for it.
fn timed<T>(what: &str, bytes: usize, run: impl FnOnce() -> T) -> anyhow::Result<(T, Duration)> {
    let (clock, began) = (Instant::now(), processor_time());
    let made = run();
    let (took, waited) = (processor_time() - began, clock.elapsed());
    writeln!(
        io::stdout(),
        "{what:<42} {:>6.2} s of the processor, {:>5.1} MB/s; {waited:.2?} by the clock",
        took.as_secs_f64(),
        bytes as f64 / 1e6 / took.as_secs_f64()
    )?;
    Ok((made, took))
}

/// The first files below a folder, in order, as a user would name them: a folder of which all are wanted
/// by its name. Gives how many files these are, and their bytes.
fn files(folder: &Path, most: usize, found: &mut Vec<PathBuf>) -> io::Result<(usize, u64)> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    let (before, mut taken, mut bytes) = (found.len(), 0, 0);
    let mut whole = true;
    for path in paths {
        if taken >= most {
            whole = false;
            break;
        }
        if path.is_dir() {
            let within = found.len();
            let (files, size) = files(&path, most - taken, found)?;
            whole &= found.len() == within + 1 && found.last() == Some(&path);
            (taken, bytes) = (taken + files, bytes + size);
        } else {
            (taken, bytes) = (taken + 1, bytes + fs::metadata(&path)?.len());
            found.push(path);
        }
    }
    if whole {
        found.truncate(before);
        found.push(folder.to_owned());
    }
    Ok((taken, bytes))
}

fn measure(folder: &Path, most: usize) -> anyhow::Result<()> {
    let mut paths = Vec::new();
    let (count, bytes) = files(folder, most, &mut paths)?;
    let bytes = usize::try_from(bytes)?;
    let inputs = Inputs {
        paths,
        ..Inputs::default()
    };
    let go_on = AtomicBool::new(false);
    let mut articles: Vec<Article> = Vec::new();
    let mut read = || {
        articles.clear();
        load::load(&inputs, &go_on, &mut |loaded| {
            if let Loaded::Article(article) = loaded {
                articles.push(*article);
            }
        });
    };
    // Once for the page cache.
    read();
    writeln!(io::stdout(), "{count} files, {:.0} MB", bytes as f64 / 1e6)?;
    timed("reading and cleaning", bytes, read)?;
    let dictionary = Arc::new(Dictionary::with_user(&[]).0);
    let each = |what: &str, run: &dyn Fn(&Article)| {
        timed(what, bytes, || articles.iter().for_each(run)).map(|_| ())
    };
    each("  of ours alone: dates", &|article| {
        std::hint::black_box(dates::find(article));
    })?;
    each("  actors", &|article| {
        std::hint::black_box(find::find(article, &dictionary));
    })?;
    let found: Vec<_> = articles
        .iter()
        .map(|article| annotate::annotate(article.clone(), &dictionary, jiff::civil::Date::MAX).0)
        .collect();
    timed("  what is told", bytes, || {
        for found in &found {
            let told = report::reports(&found.article, &found.mentions, &found.dates);
            std::hint::black_box(told);
        }
    })?;
    drop(found);
    each("  words", &|article| {
        std::hint::black_box(Tokens::of(article));
    })?;
    let whole = "  everything that needs no other article";
    each(whole, &|article| {
        std::hint::black_box(annotate::prepare(
            article.clone(),
            &dictionary,
            jiff::civil::Date::MAX,
        ));
    })?;
    let (bare, alone) = timed("bare tantivy, of texts in memory", bytes, || {
        bare(&articles)
    })?;
    bare?;
    drop(articles);
    let cache = tempfile::tempdir()?;
    let library = Library::new(dictionary, inputs.max_bytes, 64 << 20);
    let (_, ours) = timed("ours, of files, everything kept", bytes, || {
        let mut cataloguer = Cataloguer::keeping(inputs, cache.path()).quietly();
        cataloguer.begin(&library, &go_on, &mut |_| {});
        cataloguer.keep(&library, &go_on, &mut |_| {});
    })?;
    writeln!(
        io::stdout(),
        "ours takes {:.2} times bare tantivy",
        ours.as_secs_f64() / alone.as_secs_f64()
    )?;
    Ok(())
}

/// Indexes every passage of the articles as `tantivy` does by itself.
fn bare(articles: &[Article]) -> anyhow::Result<()> {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("default")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let field = schema.add_text_field(
        "text",
        TextOptions::default().set_indexing_options(indexing),
    );
    let folder = tempfile::tempdir()?;
    let index = Index::create_in_dir(folder.path(), schema.build())?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(threads, threads * BUDGET)?;
    for article in articles {
        for block in &article.blocks {
            let mut document = TantivyDocument::default();
            document.add_text(field, block.range.of(&article.text));
            writer.add_document(document)?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}
