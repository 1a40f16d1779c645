//! Large folders of articles, and what the program takes for them:
//!
//! * `cargo bench --bench scale -- write 100000 FOLDER` writes so many articles of about 400 words;
//! * `cargo bench --bench scale -- measure FOLDER CACHE` reads them all, or begins with what an
//!   earlier run kept in the folder `CACHE`, and prints how long that takes against reading the files
//!   alone, how long answers take while one types, and the memory; `open` ends before the answers, and
//!   `type FOLDER CACHE LINE` tells every key of one line;
//! * `cargo bench --bench scale -- again FOLDER CACHE` changes a hundred of the files, and prints how
//!   long it takes to begin again with what is kept in `CACHE`.
//!
//! Prints what it finds; judges nothing.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant, SystemTime};

use rassegna::actors::dictionary::Dictionary;
use rassegna::corpus::Article;
use rassegna::corpus::load::Inputs;
use rassegna::index::build::{Cataloguer, News};
use rassegna::index::cache::{Cache, Status};
use rassegna::index::catalogue::Catalogue;
use rassegna::index::library::Library;
use rassegna::search::matcher::KeptArticles;
use rassegna::search::query::Query;
use rassegna::search::request::{Request, Sort};
use rassegna::search::worker::{Worker, run};
use rayon::prelude::*;

mod support;
use support::{Generator, word_of_rank};

/// The longest line that is typed letter by letter.
const LONGEST: usize = 60;
/// Files of one folder.
const FILES: usize = 1000;
/// A pause in typing, longer than the search waits before it gives back what it read.
const PAUSE: Duration = Duration::from_secs(3);
/// Files that are changed.
const CHANGED: usize = 100;

fn main() -> anyhow::Result<()> {
    // The bench harness passes its own switches along.
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    match *given.as_slice() {
        ["write", articles, folder] => write(articles.parse()?, Path::new(folder)),
        ["measure", folder, cache] => measure(Path::new(folder), Path::new(cache), Lines::All),
        ["open", folder, cache] => measure(Path::new(folder), Path::new(cache), Lines::None),
        ["type", folder, cache, line] => {
            measure(Path::new(folder), Path::new(cache), Lines::One(line))
        }
        ["again", folder, cache] => again(Path::new(folder), Path::new(cache)),
        _ => {
            let mut out = io::stdout().lock();
            writeln!(
                out,
                "say: write ARTICLES FOLDER, or measure, open or again FOLDER CACHE, or type FOLDER CACHE LINE"
            )?;
            Ok(())
        }
    }
}

fn write(articles: usize, folder: &Path) -> anyhow::Result<()> {
    let mut generator = Generator::new(1);
    for number in 0..articles {
        let part = folder.join(format!("{:04}", number / FILES));
        if number % FILES == 0 {
            fs::create_dir_all(&part)?;
        }
        fs::write(
            part.join(format!("{number:07}.md")),
            markdown(&generator.article()),
        )?;
    }
    Ok(())
}

/// An article as a Markdown file with its front matter.
fn markdown(article: &Article) -> String {
    let head = &article.head;
    let body = article.text.get(article.body..).unwrap_or_default();
    let date = head.date.map(|date| date.to_string()).unwrap_or_default();
    let source = head.source.as_deref().unwrap_or_default();
    let title = &head.title;
    format!("---\ntitle: {title}\ndate: {date}\nsource: {source}\nlang: it\n---\n\n{body}\n")
}

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => files(&entry.path(), found)?,
            false => found.push(entry.path()),
        }
    }
    Ok(())
}

/// A line of `/proc/self/status`, in MB.
fn memory(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let number = status.lines().find_map(|known| {
        known
            .strip_prefix(line)?
            .split_whitespace()
            .next()?
            .parse()
            .ok()
    });
    number.unwrap_or(0_u64) / 1024
}

fn measure(folder: &Path, cache: &Path, lines: Lines<'_>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let mut found = Vec::new();
    files(folder, &mut found)?;
    // Once for the page cache, and once for the figure.
    let mut bytes = 0;
    let mut alone = Duration::ZERO;
    for _ in 0..2 {
        let began = Instant::now();
        bytes = found
            .par_iter()
            .map(|file| fs::read(file).map_or(0, |read| read.len()))
            .sum();
        alone = began.elapsed();
    }
    let megabytes = bytes as f64 / 1e6;
    writeln!(
        out,
        "{} files, {megabytes:.0} MB; reading them alone takes {alone:.2?}",
        found.len()
    )?;
    // The names are no part of what is measured.
    drop(found);
    let inputs = Inputs {
        paths: vec![folder.to_owned()],
        ..Inputs::default()
    };
    let began = Instant::now();
    let library = Library::new(
        Arc::new(Dictionary::with_user(&[]).0),
        inputs.max_bytes,
        64 << 20,
    );
    writeln!(out, "dictionary: {:.2?}", began.elapsed())?;
    let warm = Cache::of(cache, &inputs).is_some_and(|cache| cache.is_there());
    let mut cataloguer = Cataloguer::keeping(inputs, cache);
    let went = begin(&mut cataloguer, &library);
    writeln!(
        out,
        "{}: first articles {:.2?}, words of all {:.2?}, everything that is kept {:.2?}, everything read {:.2?}, {:.1} MB/s, memory {} MB, {} MB without mapped files, at most {} MB",
        if warm { "warm" } else { "cold" },
        went.first.unwrap_or_default(),
        went.words.unwrap_or_default(),
        went.kept.unwrap_or_default(),
        went.read,
        megabytes / went.read.as_secs_f64(),
        memory("VmRSS:"),
        memory("RssAnon:"),
        memory("VmHWM:")
    )?;
    let began = Instant::now();
    let go_on = AtomicBool::new(false);
    cataloguer.keep(&library, &go_on, &mut |_| {});
    let bytes: u64 = Status::all(cache).iter().map(|status| status.bytes).sum();
    writeln!(
        out,
        "keeping: {:.2?}, {:.1} MB on disk, {:.2} of the text",
        began.elapsed(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / megabytes
    )?;
    tell_memory("of what is kept", &mut out)?;
    let lines = match lines {
        Lines::None => return Ok(()),
        Lines::All => queries(),
        Lines::One(line) => vec![(line, line.to_owned())],
    };
    let catalogue = cataloguer.catalogue();
    keys(&lines, &catalogue, &Arc::new(library), &mut out)
}

/// Prints the memory of now.
fn tell_memory(when: &str, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(
        out,
        "memory {when} {} MB, {} MB without mapped files, at most {} MB",
        memory("VmRSS:"),
        memory("RssAnon:"),
        memory("VmHWM:")
    )
}

/// Lines that are typed.
#[derive(Clone, Copy)]
enum Lines<'a> {
    None,
    All,
    /// Each key of it is told.
    One(&'a str),
}

/// Types lines, letter by letter, each one waited for.
fn keys(
    lines: &[(&str, String)],
    catalogue: &Arc<Catalogue>,
    library: &Arc<Library>,
    out: &mut impl io::Write,
) -> anyhow::Result<()> {
    let (sender, answers) = crossbeam_channel::unbounded();
    let worker = Worker::start(Arc::clone(library), move |snapshot| {
        let _ = sender.send((Instant::now(), snapshot));
    })?;
    let mut generation = 0;
    let (mut firsts, mut wholes) = (Vec::new(), Vec::new());
    for (name, line) in lines {
        let letters = line.char_indices().map(|(at, c)| at + c.len_utf8());
        // What is so long is pasted.
        let ends: Vec<usize> = match line.len() > LONGEST {
            true => vec![line.len()],
            false => letters.collect(),
        };
        let (mut slowest_first, mut slowest, mut count) = (Duration::ZERO, Duration::ZERO, 0);
        for end in ends {
            generation += 1;
            let typed = line.get(..end).unwrap_or_default();
            let began = Instant::now();
            worker.ask(Request {
                generation,
                query: Query::parse(typed).query,
                sort: Sort::Relevance,
                passages: 20,
                catalogue: Arc::clone(catalogue),
                kept: Arc::new(KeptArticles::default()),
            });
            let mut first = None;
            loop {
                let (at, snapshot) = answers.recv()?;
                let took = at.duration_since(began);
                first.get_or_insert(took);
                if snapshot.finished {
                    let first = first.unwrap_or_default();
                    firsts.push(first);
                    wholes.push(took);
                    slowest_first = slowest_first.max(first);
                    slowest = slowest.max(took);
                    count = snapshot.found.len();
                    if lines.len() == 1 {
                        writeln!(
                            out,
                            "{typed:<30} {count:>8} found; first answer {first:>9.2?}, whole {took:>9.2?}"
                        )?;
                    }
                    break;
                }
            }
        }
        writeln!(
            out,
            "{name:<20} {count:>8} found; slowest key: first answer {slowest_first:>9.2?}, whole {slowest:>9.2?}"
        )?;
    }
    for (name, mut times) in [("first answer", firsts), ("whole answer", wholes)] {
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied();
        writeln!(
            out,
            "{name}: p50 {:.2?}, p99 {:.2?} of {} keys",
            at(50).unwrap_or_default(),
            at(99).unwrap_or_default(),
            times.len()
        )?;
    }
    tell_memory("while typing", out)?;
    // Who types gives nothing back; who pauses does.
    std::thread::sleep(PAUSE);
    tell_memory("after a pause", out)?;
    Ok(())
}

/// Changes some files, and begins with what was kept before.
fn again(folder: &Path, cache: &Path) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let mut found = Vec::new();
    files(folder, &mut found)?;
    found.sort();
    let mark = "Riletto nel";
    let moment = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let word = format!("giorno{}", moment.as_secs());
    let changed = found.iter().step_by((found.len() / CHANGED).max(1));
    for file in changed.take(CHANGED) {
        let text = fs::read_to_string(file)?;
        let before = text.split(mark).next().unwrap_or_default().trim_end();
        fs::write(
            file,
            format!("{before}\n\n{mark} {word}, a marzo del 2021.\n"),
        )?;
    }
    let inputs = Inputs {
        paths: vec![folder.to_owned()],
        ..Inputs::default()
    };
    let dictionary = Dictionary::with_user(&[]).0;
    let library = Library::new(Arc::new(dictionary), inputs.max_bytes, 64 << 20);
    let mut cataloguer = Cataloguer::keeping(inputs, cache);
    let query = Query::parse(&word).query;
    let looked = |catalogue: &Arc<Catalogue>| {
        let request = Request {
            generation: 1,
            query: query.clone(),
            sort: Sort::Relevance,
            passages: 0,
            catalogue: Arc::clone(catalogue),
            kept: Arc::new(KeptArticles::default()),
        };
        run(&request, &library).found.len()
    };
    let began = Instant::now();
    let go_on = AtomicBool::new(false);
    cataloguer.begin(&library, &go_on, &mut |news| {
        let News::Catalogue(catalogue, whole) = news else {
            return;
        };
        let told = began.elapsed();
        let _ = writeln!(
            out,
            "{told:>9.2?}: {} articles, {} of {CHANGED} changed ones found after {:.2?} more, actors {}, {} events{}",
            catalogue.entries.len(),
            looked(&catalogue),
            began.elapsed() - told,
            catalogue.roster.actors().count(),
            catalogue.events.len(),
            if whole { ", whole" } else { "" }
        );
    });
    writeln!(out, "{:>9.2?}: all is done", began.elapsed())?;
    let worth = match cataloguer.is_worth_keeping() {
        true => "",
        false => ", which the program would not do for so few",
    };
    let began = Instant::now();
    cataloguer.keep(&library, &go_on, &mut |_| {});
    writeln!(out, "{:>9.2?} to keep it{worth}", began.elapsed())?;
    Ok(())
}

/// When what was there, from the beginning.
#[derive(Default)]
struct Went {
    first: Option<Duration>,
    words: Option<Duration>,
    kept: Option<Duration>,
    read: Duration,
}

fn begin(cataloguer: &mut Cataloguer, library: &Library) -> Went {
    let began = Instant::now();
    let mut went = Went::default();
    let go_on = AtomicBool::new(false);
    cataloguer.begin(library, &go_on, &mut |news| match news {
        News::Catalogue(..) if went.first.is_none() => went.first = Some(began.elapsed()),
        News::Catalogue(_, false) if went.words.is_none() => went.words = Some(began.elapsed()),
        News::Catalogue(_, true) if went.kept.is_none() => went.kept = Some(began.elapsed()),
        _ => {}
    });
    went.read = began.elapsed();
    went
}

/// A sign of every general category of Unicode that a text can have.
const SIGNS: &str = "Aaǅʰא ̀ः⃝ ٣Ⅷ² ‿—([«»! +$^© \u{2028}\u{2029}\u{200b}\u{e000}\u{378}\u{1}";

/// What is typed, by what it asks of the program.
fn queries() -> Vec<(&'static str, String)> {
    let word = word_of_rank;
    let typo: String = {
        let whole = word(20_000);
        let letters = whole.chars().count().saturating_sub(2);
        whole.chars().take(letters).chain("xa".chars()).collect()
    };
    vec![
        ("one rare word", word(20_000)),
        ("one common word", word(5)),
        ("one letter", "s".to_owned()),
        ("two words", format!("{} {}", word(300), word(700))),
        ("phrase", format!("\"{} {}\"", word(3), word(9))),
        ("typo", typo),
        ("letters in order", "zgrprsta".to_owned()),
        ("exclusion", format!("{} -{}", word(300), word(2))),
        ("period", "published:2010..2012".to_owned()),
        ("actor", "actor:putin munizioni".to_owned()),
        ("10,000 letters", "stagra".repeat(1667)),
        (
            "1,000 words",
            (0..1000).map(|rank| word(rank * 7) + " ").collect(),
        ),
        ("unbalanced quotes", "\"sta gra \" \"la".to_owned()),
        (
            "exploding pattern",
            format!(r"{} /(\w+\w+)+(\w+\w+)+x/", word(20_000)),
        ),
        ("impossible pattern", "/(a{999}){999}/".to_owned()),
        ("every kind of sign", SIGNS.to_owned()),
        (
            "1,000 unknown",
            (0..1000).map(|rank| format!("{}zq ", word(rank))).collect(),
        ),
    ]
}
