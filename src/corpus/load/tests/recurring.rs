//! Lines that recur: what is handed over does not depend on which thread reads first.

use std::collections::HashMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::*;

/// Articles that were made so far, by whichever thread.
static MADE: AtomicUsize = AtomicUsize::new(0);
/// Only one test counts them at a time.
static COUNTING: Mutex<()> = Mutex::new(());
/// So often others are let go first, at most, until they got ahead.
const PATIENCE: usize = 2_000;

/// The clock, which is asked once for each article.
fn counting() -> Timestamp {
    MADE.fetch_add(1, Ordering::Relaxed);
    Timestamp::now()
}

/// Pages made by a few templates: of some all have a line, of others every fourth or tenth.
fn templates(files: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..files {
        let rubric = number % 4;
        let tail = number % 10 + number / 200;
        let text = format!(
            "Il Corriere della Valle\n\nRubrica {rubric}\n\nLa notizia {number}\n\n\
             La diga numero {number} è stata vuotata ieri. Nessuno sa perché.\n\n\
             Tema della pagina {tail}\n\nTorna su in cima\n"
        );
        fs::write(folder.path().join(format!("{number:04}.txt")), text).unwrap();
    }
    folder
}

/// What is handed over of a file: in which round, its name, and the lines that were left out of it.
type Handed = (bool, FileKey, Vec<Vec<u64>>);

/// All that is handed over to one who waits after every file whose number divides by `pause` until those
/// that read got ahead, and how often they did.
fn handed_over(folder: &Path, pause: usize) -> (Vec<Handed>, usize) {
    let _alone = COUNTING.lock().unwrap_or_else(PoisonError::into_inner);
    let inputs = Inputs {
        paths: vec![folder.to_owned()],
        now: counting,
        ..Inputs::default()
    };
    let files = fs::read_dir(folder).unwrap().count();
    let before = MADE.load(Ordering::Relaxed);
    let mut ahead = 0;
    let mut handed = Vec::new();
    let mut recurring = Recurring::default();
    let go_on = AtomicBool::new(false);
    load_files(&inputs, None, &mut recurring, &go_on, &mut |step| {
        let (again, file) = match step {
            Step::File(file) => (false, file),
            Step::Again(file) => (true, file),
            _ => return,
        };
        let Content::Read(articles, problems) = file.content else {
            panic!("nothing was known");
        };
        assert_eq!(problems, []);
        let left_out = articles
            .iter()
            .map(|article| article.head.recurring.to_vec());
        handed.push((again, file.key, left_out.collect()));
        let made = MADE.load(Ordering::Relaxed);
        if handed.len() % pause == 0 && made - before < files {
            // Others may have nothing in hand that they could read: nobody is waited for without end.
            let waits = (0..PATIENCE).take_while(|_| {
                thread::yield_now();
                MADE.load(Ordering::Relaxed) == made
            });
            ahead += usize::from(waits.count() < PATIENCE);
        }
    });
    (handed, ahead)
}

#[test]
fn the_same_is_handed_over_whoever_reads_first() {
    let folder = templates(700);
    let (first, _) = handed_over(folder.path(), usize::MAX);
    let again = first.iter().filter(|(again, ..)| *again).count();
    assert!(
        (3..100).contains(&again),
        "only those are read twice that came before their lines were known: {again}"
    );
    let mut in_all = 0;
    for pause in [1, 2, 7, 50, 300] {
        let (handed, ahead) = handed_over(folder.path(), pause);
        assert!(handed == first, "{pause}");
        in_all += ahead;
    }
    assert!(in_all > 0, "nobody read while one waited");
}

#[test]
fn a_line_is_left_out_from_the_fourth_file_on_and_in_the_end_everywhere() {
    let folder = templates(300);
    let (handed, _) = handed_over(folder.path(), 20);
    let in_the_end: HashMap<FileKey, &Vec<Vec<u64>>> = (handed.iter())
        .map(|(_, file, left_out)| (*file, left_out))
        .collect();
    let mut had: HashMap<u64, usize> = HashMap::new();
    for (_, file, left_out) in handed.iter().filter(|(again, ..)| !again) {
        let lines = in_the_end[file].concat();
        // The head and the foot of every page, a rubric, and a theme that not all have.
        assert!((3..=4).contains(&lines.len()));
        for line in lines {
            let before = had.entry(line).or_default();
            assert_eq!(left_out.concat().contains(&line), *before >= 3);
            *before += 1;
        }
    }
}
