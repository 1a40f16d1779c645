//! Lines that recur: what is handed over does not depend on which thread reads first.

use std::collections::HashMap;

use super::*;

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

/// All that is handed over to one who waits for another thread after every file whose number divides by
/// `pause`, while those that read get ahead.
fn handed_over(folder: &Path, pause: usize) -> Vec<Handed> {
    let inputs = Inputs {
        paths: vec![folder.to_owned()],
        ..Inputs::default()
    };
    let (waited, waits) = bounded::<()>(0);
    let other = thread::spawn(move || waits.iter().for_each(drop));
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
        if handed.len() % pause == 0 {
            waited.send(()).unwrap();
        }
    });
    drop(waited);
    other.join().unwrap();
    handed
}

#[test]
fn the_same_is_handed_over_whoever_reads_first() {
    let folder = templates(700);
    let first = handed_over(folder.path(), usize::MAX);
    let again = first.iter().filter(|(again, ..)| *again).count();
    assert!(
        (3..100).contains(&again),
        "only those are read twice that came before their lines were known: {again}"
    );
    for pause in [1, 2, 7, 50, 300] {
        assert!(handed_over(folder.path(), pause) == first, "{pause}");
    }
}

#[test]
fn a_line_is_left_out_from_the_fourth_file_on_and_in_the_end_everywhere() {
    let folder = templates(300);
    let handed = handed_over(folder.path(), 20);
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
