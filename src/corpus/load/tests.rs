//! Loading from real folders: what is opened, what is told, in which order.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use proptest::prelude::*;
use rustix::fs::{FileType, Mode};

use super::*;
use crate::corpus::{ArticleId, BlockKind, DateSource, Origin, Statement, container};

fn all(inputs: &Inputs) -> (Vec<Article>, Vec<LoadProblem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    load(
        inputs,
        &AtomicBool::new(false),
        &mut |loaded| match loaded {
            Loaded::Article(article) => articles.push(*article),
            Loaded::Problem(problem) => problems.push(problem),
        },
    );
    (articles, problems)
}

fn open(paths: &[&Path]) -> (Vec<Article>, Vec<LoadProblem>) {
    all(&Inputs {
        paths: paths.iter().map(|path| path.to_path_buf()).collect(),
        ..Inputs::default()
    })
}

fn one(name: &str, text: &str) -> Article {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    read(&Origin::File { path, part: 0 }, MAX_BYTES, &[]).unwrap()
}

fn body(article: &Article) -> &str {
    article.text.get(article.body..).unwrap()
}

const PAGE: &str = "Skip to main content\n\nIl ponte torna aperto dopo tre anni\n\n\
    Dopo una lunga attesa la città ritrova il suo passaggio più antico e il sindaco promette che non chiuderà mai più\n\n\
    Il ponte è stato riaperto ieri mattina, davanti a poche persone. Nessuno ha tagliato nastri.\n\n\
    «Questo ponte appartiene a chi lo attraversa ogni giorno per lavorare»\n\n\
    Il sindaco ha parlato a lungo: «Questo ponte appartiene a chi lo attraversa ogni giorno per lavorare», ha detto, e poi è andato via.\n\n\
    ×\n\nIscriviti alla newsletter";

#[test]
fn a_saved_page_becomes_an_article() {
    let article = one("pagina.txt", PAGE);
    assert_eq!(article.head.title, "Il ponte torna aperto dopo tre anni");
    assert_eq!(article.head.title_source, Statement::Heading);
    assert_eq!(article.head.lang.code(), "it");
    assert_eq!(
        article.removed,
        [
            "Skip to main content",
            "×",
            "Iscriviti alla newsletter",
            "«Questo ponte appartiene a chi lo attraversa ogni giorno per lavorare»",
        ]
    );
    assert_eq!(article.blocks.len(), 4);
    assert_eq!(article.blocks.first().unwrap().kind, BlockKind::Title);
    assert!(body(&article).starts_with("Dopo una lunga attesa"));
    for block in &article.blocks {
        assert!(!block.range.of(&article.text).contains('\n'));
    }
}

#[test]
fn a_standfirst_that_the_body_says_again_is_left_out() {
    let article = one(
        "pezzo.txt",
        "Il loro viaggio lungo il grande fiume era stato un modo per dire a tutti che la valle è ancora viva.\n\
         I battelli sono partiti all’alba, con poca gente a bordo.\n\
         Il loro viaggio lungo il grande fiume era stato un modo per dire a tutti che la valle è ancora viva. Poi sono tornati.\n\
         Nessuno sa se ce ne sarà un altro.",
    );
    assert_eq!(article.removed.len(), 1);
    assert_eq!(article.head.title_source, Statement::FirstSentence);
    assert_eq!(
        article.head.title,
        "I battelli sono partiti all’alba, con poca gente a bordo"
    );
    assert_eq!(article.blocks.len(), 4);
}

#[test]
fn a_leading_date_is_metadata_even_glued() {
    for (text, date) in [
        (
            " date 2023-09 Il ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2023-09",
        ),
        (
            "Data: 15 giugno 2024\nIl ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2024-06-15",
        ),
        (
            "Pubblicato il 15 giugno 2024\n\nIl ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2024-06-15",
        ),
        (
            "15 giugno 2024\n\nIl ministro prepara un viaggio in settembre. Nessuno lo conferma.",
            "2024-06-15",
        ),
    ] {
        let article = one("nota.txt", text);
        assert_eq!(
            article.head.date.map(|date| date.to_string()).as_deref(),
            Some(date)
        );
        assert_eq!(
            article.head.date_source,
            DateSource::Stated(Statement::LeadingLine)
        );
        assert_eq!(
            article.head.title,
            "Il ministro prepara un viaggio in settembre"
        );
        assert!(body(&article).starts_with("Il ministro"));
    }
    let article = one(
        "nota.txt",
        "Date 2023 le condizioni, il ministro resta. Nessuno lo conferma.",
    );
    assert_eq!(article.head.date, None);
}

#[test]
fn a_text_without_a_word_is_called_by_its_file() {
    let article = one("segni.txt", "⁂ !");
    assert_eq!(
        (article.head.title.as_str(), article.head.title_source),
        ("segni", Statement::FileName)
    );
}

#[test]
fn r1_many_equal_lines_take_linear_time() {
    let article = one("righe.txt", &"Una riga breve di testo\n".repeat(200_000));
    assert_eq!(article.removed.len(), 2);
    let line = "Una riga non proprio breve che torna sempre uguale a se stessa.\n\n";
    assert_eq!(one("righe.txt", &line.repeat(50_000)).blocks.len(), 50_001);
}

#[test]
fn leading_lines_name_their_field() {
    let article = one(
        "nota.txt",
        "Titolo: Il ponte nuovo\nAutore: Anna Bi\nFonte: La Gazzetta del fiume\n\nIl ponte è aperto. Da oggi si passa.",
    );
    assert_eq!(article.head.title, "Il ponte nuovo");
    assert_eq!(article.head.author.as_deref(), Some("Anna Bi"));
    assert_eq!(
        article.head.source.as_deref(),
        Some("La Gazzetta del fiume")
    );
    assert_eq!(article.head.title_source, Statement::LeadingLine);
    assert_eq!(body(&article), "Il ponte è aperto. Da oggi si passa.");
}

#[test]
fn a_line_that_says_who_it_is_by_hides_no_date() {
    for (line, author) in [
        ("di Marco Bellini", "Marco Bellini"),
        ("Di Anna de Rossi e Luca Neri", "Anna de Rossi e Luca Neri"),
        ("By Jane B. Doe", "Jane B. Doe"),
    ] {
        let text = format!(
            "Il ponte nuovo\n\n{line}\n\n12 maggio 2024\n\nIl ponte è aperto. Da oggi si passa."
        );
        let article = one("ponte.txt", &text);
        assert_eq!(article.head.title, "Il ponte nuovo");
        assert_eq!(article.head.author.as_deref(), Some(author));
        assert_eq!(article.head.date.unwrap().to_string(), "2024-05-12");
        assert_eq!(body(&article), "Il ponte è aperto. Da oggi si passa.");
    }
    let article = one(
        "ponte.txt",
        "Il ponte nuovo\n\ndi ferro e di legno\n\nIl ponte è aperto. Da oggi si passa.",
    );
    assert_eq!(article.head.author, None);
}

#[test]
fn the_day_of_a_birth_above_a_life_is_not_that_of_the_article() {
    let life = "Nel 1921 aprì una bottega a Tresanta, e nel 1934 la vendette al cugino.";
    for (line, text, date) in [
        ("14 marzo 1879", life, None),
        ("14 marzo 1919", life, Some("1919-03-14")),
        (
            "14 marzo 1879",
            "Il ponte è aperto. Costò 2000 lire.",
            Some("1879-03-14"),
        ),
    ] {
        let article = one("vita.txt", &format!("Piera Landi\n\n{line}\n\n{text}"));
        let found = article.head.date.filter(|date| !date.is_approximate());
        assert_eq!(
            found.map(|date| date.to_string()).as_deref(),
            date,
            "{line}"
        );
        assert_eq!(body(&article).contains(line), date.is_none());
    }
}

#[test]
fn the_chain_of_dates_and_titles() {
    let article = one(
        "2024-06-19-x.md",
        "---\ndate: 2024-06-20\n---\n# Uno *due*\n\nTesto lungo abbastanza.",
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-20");
    assert_eq!(article.head.title, "Uno due");
    assert_eq!(
        article.spans.first().unwrap().range.of(&article.text),
        "due"
    );
    let article = one(
        "2024-06-19-x.md",
        "---\ndate: 2024-02-31\ntitle: Uno\n---\n# Uno\n\nTesto.",
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-19");
    assert_eq!(
        article.head.date_source,
        DateSource::Stated(Statement::FileName)
    );
    assert_eq!(article.text, "Uno\n\nTesto.");
    assert!(
        article
            .problems
            .first()
            .unwrap()
            .to_string()
            .contains("2024-02-31")
    );
    let article = one(
        "x.md",
        "Nessuna data, un solo paragrafo che dice poco e finisce presto, ma che non sta tutto quanto in un titolo solo.",
    );
    assert_eq!(article.head.date_source, DateSource::Unknown);
    assert_eq!(article.head.title_source, Statement::FirstSentence);
    assert!(article.head.title.ends_with('…') && article.head.title.len() <= 110);
}

#[test]
fn f1_only_regular_files_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.md"), "Fuori.").unwrap();
    fs::write(at("a.md"), "Un testo.").unwrap();
    fs::create_dir(at("vuota")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        at("fifo.md"),
        FileType::Fifo,
        Mode::from_raw_mode(0o644),
        0,
    )
    .unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).unwrap();
    symlink("a.md", at("again.md")).unwrap();
    symlink(".", at("loop")).unwrap();
    symlink("self.md", at("self.md")).unwrap();
    symlink("nothing.md", at("dangling.md")).unwrap();
    symlink(outside.path().join("x.md"), at("outside.md")).unwrap();
    symlink("fifo.md", at("to-fifo.md")).unwrap();
    symlink("/dev/zero", at("zero.md")).unwrap();
    let (articles, problems) = open(&[folder.path()]);
    let told: Vec<_> = problems
        .iter()
        .map(|problem| {
            (
                problem.path.rsplit('/').next().unwrap(),
                problem.reason.clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("dangling.md", LoadError::Link("leads nowhere")),
            ("fifo.md", LoadError::NotRegular("FIFO")),
            ("outside.md", LoadError::Link("leads out of the folder")),
            (
                "self.md",
                LoadError::Link("leads back to itself, or on through too many others"),
            ),
            ("socket.md", LoadError::NotRegular("socket")),
            (
                "to-fifo.md",
                LoadError::Link("leads to something that is no file")
            ),
            ("zero.md", LoadError::Link("leads out of the folder")),
        ]
    );
    assert_eq!(articles.len(), 1);
    // Named by the user, a link is followed, but still nothing is opened that is no file.
    let (articles, problems) = open(&[
        &at("outside.md"),
        &at("to-fifo.md"),
        &at("socket.md"),
        &at("zero.md"),
    ]);
    assert_eq!(articles.len(), 1);
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.reason.clone())
            .collect::<Vec<_>>(),
        [
            LoadError::NotRegular("FIFO"),
            LoadError::NotRegular("socket"),
            LoadError::NotRegular("device")
        ]
    );
}

#[test]
fn f3_what_cannot_be_read_is_told_and_the_rest_opens() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.md"), "Un testo.").unwrap();
    fs::write(at("b.md"), "").unwrap();
    fs::write(at("c.md"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    fs::write(at("d.css"), "p { }").unwrap();
    fs::write(at("e.md"), "x".repeat(2000)).unwrap();
    fs::write(at("f.md"), b"Perch\xc3\xa9 \xff no.").unwrap();
    fs::write(at("g.md"), "---\ntitle: a: b\n---\nTesto.").unwrap();
    fs::write(at(".hidden.md"), "Nascosto.").unwrap();
    fs::write(at("actors.toml"), "").unwrap();
    let inputs = Inputs {
        paths: vec![folder.path().to_owned(), at("missing"), at("a.md")],
        max_bytes: 1000,
        ..Inputs::default()
    };
    let (articles, problems) = all(&inputs);
    assert_eq!(articles.len(), 4);
    let blank = articles.get(1).unwrap();
    assert_eq!((blank.text.as_str(), blank.blocks.len()), ("b", 1));
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        ("b.md", "empty"),
        ("c.md", "not a text but an image"),
        ("d.css", "data or a program"),
        ("e.md", "larger than"),
        ("f.md", "1 place is not valid UTF-8"),
        ("g.md", "front matter, line 2"),
        ("missing", "no such file"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, (name, reason)) in told.iter().zip(expected) {
        assert!(told.contains(name) && told.contains(reason), "{told}");
    }
    assert!(
        problems
            .iter()
            .filter(|problem| problem.reason.is_notice())
            .count()
            == 3
    );
    let (articles, _) = all(&Inputs {
        hidden: true,
        ..inputs
    });
    assert_eq!(articles.len(), 5);

    let empty = tempfile::tempdir().unwrap();
    let (_, problems) = open(&[empty.path()]);
    assert_eq!(problems.first().unwrap().reason, LoadError::NoArticles);
}

#[test]
fn f3_the_system_is_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    fs::write(&path, "Un testo.").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        // A superuser reads everything.
        return;
    }
    let (_, problems) = open(&[folder.path()]);
    assert!(
        problems
            .first()
            .unwrap()
            .to_string()
            .ends_with("cannot be read: permission denied")
    );
}

#[test]
fn f5_names_are_exact_bytes_and_shown_clean() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        &b"caff\xe9\x1b[31m.md"[..],
        b"-rf.md",
        b"a\nb.md",
        "\u{202e}gnp.md".as_bytes(),
        "è.md".as_bytes(),
        "e\u{300}.md".as_bytes(),
    ] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "Un testo.").unwrap();
    }
    let (articles, problems) = open(&[folder.path()]);
    assert_eq!((articles.len(), problems.len()), (6, 0));
    let ids: HashSet<_> = articles.iter().map(|article| article.head.id).collect();
    assert_eq!(ids.len(), 6);
    for article in articles {
        assert!(!article.head.path.chars().any(char::is_control));
        assert_eq!(
            read(&article.head.origin, MAX_BYTES, &[]).unwrap().head.id,
            article.head.id
        );
    }
}

#[test]
fn names_and_order_do_not_depend_on_company() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..40)
        .map(|n| folder.path().join(format!("{n:02}.md")))
        .collect();
    for (n, path) in paths.iter().enumerate() {
        fs::write(path, format!("# Titolo {n}\n\nTesto.")).unwrap();
    }
    let (together, _) = open(&[folder.path()]);
    let titles: Vec<_> = together
        .iter()
        .map(|article| article.head.title.clone())
        .collect();
    assert_eq!(
        titles,
        (0..40).map(|n| format!("Titolo {n}")).collect::<Vec<_>>()
    );
    let (alone, _) = open(&[paths.get(7).unwrap()]);
    assert_eq!(
        alone.first().unwrap().head.id,
        together.get(7).unwrap().head.id
    );
    let (twice, _) = open(&[paths.get(7).unwrap(), folder.path(), folder.path()]);
    assert_eq!(twice.len(), 40);
    assert_eq!(
        twice.first().unwrap().head.id,
        alone.first().unwrap().head.id
    );
}

#[test]
fn cancelling_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..100 {
        fs::write(folder.path().join(format!("{n:03}.txt")), "Un testo.").unwrap();
    }
    let cancel = AtomicBool::new(false);
    let mut count = 0;
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    load(&inputs, &cancel, &mut |_| {
        count += 1;
        cancel.store(true, Ordering::Relaxed);
    });
    assert!((1..100).contains(&count), "{count}");
}

/// Raw text with everything in it that a terminal obeys or that cannot be seen.
fn raw() -> impl Strategy<Value = String> {
    "([a-zè]{1,6}[ .,\n]|\n\n|# |> |- |\\*|&#27;|&#x202e;|&zwj;|\\[a\\]\\(b\u{1b}c\\)|---\n|title: \"\\\\e\"\n|[\u{0}-\u{1f}]|[\u{7f}-\u{a0}]|[\u{2000}-\u{206f}]|\u{301}|\u{feff}|date 2023-09 ){0,40}"
}

proptest! {
    #[test]
    fn t1_no_string_of_an_article_holds_what_is_not_clean(text in raw(), markdown: bool) {
        let name = if markdown { "x.md" } else { "x.txt" };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, &text).unwrap();
        let (articles, problems) = open(&[&path]);
        let mut strings: Vec<String> = problems.iter().map(ToString::to_string).collect();
        for article in &articles {
            let head = &article.head;
            strings.extend([head.title.clone(), head.path.clone(), article.text.replace('\n', "")]);
            strings.extend([&head.source, &head.author, &head.url].into_iter().flatten().cloned());
            strings.extend(head.tags.iter().cloned());
            strings.extend(article.removed.iter().map(|text| text.replace('\n', "")));
            strings.extend(article.spans.iter().filter_map(|span| match &span.kind {
                crate::corpus::SpanKind::Link(target) => Some(target.clone()),
                _ => None,
            }));
            prop_assert!(!head.title.is_empty());
            let mut end = 0;
            for block in &article.blocks {
                prop_assert!(article.text.get(block.range.start..block.range.end).is_some());
                prop_assert!(block.range.start >= end && !block.range.is_empty());
                end = block.range.end;
            }
            prop_assert_eq!(end, article.text.len());
            prop_assert!(article.spans.is_sorted_by_key(|span| span.range.start));
        }
        for string in strings {
            prop_assert!(!string.chars().any(char::is_control), "{:?}", string);
            prop_assert_eq!(crate::text::clean::clean(&string).signs, 0);
        }
    }
}

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
    let read_again: Vec<_> = articles
        .iter()
        .map(|article| {
            let again = read(&article.head.origin, MAX_BYTES, &[]).unwrap();
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
fn of_a_large_folder_something_is_shown_before_it_is_listed_whole() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..5000 {
        fs::write(folder.path().join(format!("{number}.txt")), "Un testo.").unwrap();
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let (mut early, mut files, mut counted) = (Vec::new(), Vec::new(), None);
    load_files(
        &inputs,
        None,
        &mut Recurring::default(),
        &AtomicBool::new(false),
        &mut |step| match step {
            Step::Early(articles) => {
                assert!(files.is_empty(), "before all others");
                early.extend(articles);
            }
            Step::File(file) => files.push(file),
            Step::Again(_) => panic!("nothing recurs"),
            Step::Folder(_) | Step::Waiting => {}
            Step::Counted(count) => counted = Some(count),
        },
    );
    assert!(!early.is_empty() && early.len() < 100);
    assert_eq!((files.len(), counted), (5000, Some(5000)));
    let ids = |file: &LoadedFile| match &file.content {
        Content::Read(articles, _) => articles.iter().map(|article| article.head.id).collect(),
        Content::Unchanged => Vec::new(),
    };
    let ids: HashSet<ArticleId> = files.iter().flat_map(ids).collect();
    assert!(
        early.iter().all(|article| ids.contains(&article.head.id)),
        "they come again"
    );
}
