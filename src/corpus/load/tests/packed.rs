//! Files inside compressed files and archives.

use super::*;

/// A folder with one file, its articles and its problems as they are shown.
fn opened(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Vec<Article>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let (articles, problems) = open(&[&path]);
    let root = format!("{}/", folder.path().display());
    let problems = problems
        .iter()
        .map(|problem| problem.to_string().replace(&root, ""))
        .collect();
    (folder, articles, problems)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn members_of_an_archive_are_read_like_files() {
    use crate::corpus::archive::testing::zip;
    let inner = zip(&[("a.md", b"# No")]);
    let packed = gzip("# Quarto\n\nIl testo compresso.".as_bytes());
    let latin = b"La citt\xe0 \xe8 cos\xec, perch\xe9 pi\xf9 non si pu\xf2.";
    let bytes = zip(&[
        (
            "2024-06-19-primo.md",
            "# Primo\n\nIl testo del primo.".as_bytes(),
        ),
        ("cartella/", b""),
        ("__MACOSX/x.md", b"# No"),
        ("cartella/.nascosto.md", b"# No"),
        ("../fuori.txt", latin),
        ("immagine.png", b"\x89PNG\r\n\x1a\n"),
        ("dentro.zip", &inner),
        ("quarto.md.gz", &packed),
        ("vuoto.txt", b""),
    ]);
    let (folder, articles, problems) = opened("raccolta.zip", &bytes);
    let root = format!("{}/", folder.path().display());
    let lately = Arc::default();
    let read_again: Vec<_> = articles
        .iter()
        .map(|article| {
            let again = read(&article.head.origin, MAX_BYTES, &[], &lately).unwrap();
            assert_eq!(
                (again.head.id, &again.text),
                (article.head.id, &article.text)
            );
            let Origin::File { part, .. } = again.head.origin else {
                panic!()
            };
            (
                article.head.path.replace(&root, ""),
                article.head.title.as_str(),
                part / container::ARTICLES,
            )
        })
        .collect();
    assert_eq!(
        read_again,
        [
            ("raccolta.zip/2024-06-19-primo.md".to_owned(), "Primo", 0),
            (
                "raccolta.zip/fuori.txt".to_owned(),
                "La città è così, perché più non si può",
                1
            ),
            ("raccolta.zip/quarto.md".to_owned(), "Quarto", 4),
            ("raccolta.zip/vuoto.txt".to_owned(), "vuoto", 5),
        ]
    );
    assert_eq!(
        articles.first().unwrap().head.date.unwrap().to_string(),
        "2024-06-19"
    );
    assert_eq!(
        problems,
        [
            "raccolta.zip/fuori.txt: not UTF-8: read as Windows-1252, which is a guess; --encoding sets it",
            "raccolta.zip/immagine.png: not a text but an image",
            "raccolta.zip/dentro.zip: not opened: it is an archive inside an archive",
            "raccolta.zip/vuoto.txt: empty: there is nothing to read in it",
        ]
    );
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "A2: nothing is written beside it");
}

#[test]
fn a_compressed_file_is_read_as_what_it_holds() {
    let text = "# Il ponte\n\nIl ponte è aperto.".as_bytes();
    let (_folder, articles, problems) = opened("2024-06-ponte.md.gz", &gzip(text));
    assert_eq!(problems, [""; 0]);
    let head = &articles.first().unwrap().head;
    assert_eq!(head.title, "Il ponte");
    assert_eq!(head.date.unwrap().to_string(), "2024-06");

    let long: String = (0..4000)
        .map(|n| format!("La frase numero {n}.\n"))
        .collect();
    let whole = gzip(long.as_bytes());
    let half = whole.get(..whole.len() / 2).unwrap();
    let (_folder, articles, problems) = opened("a.txt.gz", half);
    assert_eq!(
        problems,
        ["a.txt.gz: cut: its compressed bytes are broken; shown as far as they can be read"]
    );
    assert!(body(articles.first().unwrap()).contains("La frase numero 3."));

    for (name, bytes, problem) in [
        (
            "a.gz",
            &b"\x1f\x8bno"[..],
            "a.gz: damaged: its compressed bytes are broken",
        ),
        ("a.txt", &whole, "a.txt: not a text but a compressed file"),
        (
            "a.zip",
            b"PK\x03\x04no",
            "a.zip: damaged: the directory of this archive is missing or wrong",
        ),
        (
            "a.docx",
            b"PK\x03\x04no",
            "a.docx: not a text but an archive or an office document",
        ),
    ] {
        let (_folder, articles, problems) = opened(name, bytes);
        assert_eq!((articles.len(), problems), (0, vec![problem.to_owned()]));
    }
}

#[test]
fn a3_a_compressed_file_that_grows_without_end_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt.gz");
    fs::write(&path, gzip(&[b' '; 100_000])).unwrap();
    let (articles, problems) = all(&Inputs {
        paths: vec![path],
        max_bytes: 50_000,
        ..Inputs::default()
    });
    assert!(articles.is_empty());
    assert!(matches!(
        problems.as_slice(),
        [LoadProblem {
            reason: LoadError::TooLarge { .. },
            ..
        }]
    ));
}

#[test]
fn a_file_of_several_articles_is_read_once_for_all_until_it_changes() {
    let line = |title: &str| format!("{{\"title\": \"{title}\", \"text\": \"La città tace.\"}}\n");
    let text: String = ["Primo", "Secondo", "Terzo"]
        .into_iter()
        .map(line)
        .collect();
    let (folder, articles, _) = opened("tutti.jsonl", text.as_bytes());
    let path = folder.path().join("tutti.jsonl");
    let settle = |days: u64| {
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 86_400);
        File::options()
            .append(true)
            .open(&path)
            .unwrap()
            .set_modified(then)
            .unwrap();
    };
    settle(2);
    let lately = Arc::default();
    let titles = || -> Vec<_> {
        (articles.iter())
            .map(|article| read(&article.head.origin, MAX_BYTES, &[], &lately))
            .map(|article| article.map_or_else(|error| error.to_string(), |it| it.head.title))
            .collect()
    };
    assert_eq!(titles(), ["Primo", "Secondo", "Terzo"]);
    let now = Stamp::of(&fs::metadata(&path).unwrap()).unwrap();
    assert_eq!(lately.of(&path, now).unwrap().drafts.len(), 3);
    fs::write(&path, [line("Nuovo"), line("Altro")].concat()).unwrap();
    settle(1);
    assert_eq!(titles(), ["Nuovo", "Altro", &LoadError::Gone.to_string()]);
}
