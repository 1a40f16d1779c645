//! Mails, mailboxes and saved pages to articles, with their headers and encodings.

use super::*;
use jiff::civil::Date;

use crate::corpus::{seeds, stated};
use crate::text::language::Language;

fn texts(draft: &Draft) -> Vec<&str> {
    draft
        .blocks
        .iter()
        .map(|block| block.range.of(&draft.text))
        .collect()
}

#[test]
fn a_mail_is_an_article() {
    let mail = "Return-Path: <a@molo.example>\r\nFrom: =?utf-8?Q?Il_Molo_=E2=80=93_lettera?= <a@molo.example>\r\n\
        To: io@e.example\r\nSubject: =?iso-8859-1?Q?Perch=E9_il_ponte?=\r\n =?iso-8859-1?Q?_=E8_chiuso?=\r\n\
        Date: Wed, 19 Jun 2024 07:30:00 +0200\r\nList-Id: La lettera del Molo <lettera.molo.example>\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"x\"\r\n\r\n\
        --x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nsolo testo\r\n\
        --x\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>Il ponte =E8 chiuso da <b>marzo</b>, e la=\r\n citt=E0 aspetta.</p><p style=3D\"display:none\">nascosto</p>\r\n--x--\r\n";
    let article = seeds::embedded("lettera.eml", mail.as_bytes(), Date::MAX).unwrap();
    let head = &article.head;
    assert_eq!(head.title, "Perché il ponte è chiuso");
    assert_eq!(head.date.unwrap().to_string(), "2024-06-19");
    assert_eq!(head.author.as_deref(), Some("Il Molo – lettera"));
    assert_eq!(head.source.as_deref(), Some("La lettera del Molo"));
    assert_eq!(
        article.text,
        "Perché il ponte è chiuso\n\nIl ponte è chiuso da marzo, e la città aspetta."
    );
}

#[test]
fn lines_of_a_mail_are_joined_and_quotes_are_quotes() {
    let mail = "From: a@e.example\nSubject: Re: ponte\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n\
        Una riga che il programma di posta \nha spezzato in due.\n\n> Che cosa dici \n> del ponte?\n\nNiente.\n-- \nAnna\n";
    let draft = parse(mail.as_bytes()).unwrap().remove(0);
    assert_eq!(
        texts(&draft),
        [
            "Una riga che il programma di posta ha spezzato in due.",
            "Che cosa dici del ponte?",
            "Niente.",
            "Anna"
        ]
    );
    assert_eq!(draft.blocks[1].kind, BlockKind::Quote);
}

#[test]
fn a_mailbox_holds_many_articles() {
    let mbox = "From a@e.example Wed Jun 19 07:30:00 2024\nFrom: a@e.example\nSubject: Uno\n\nPrimo testo.\n>From qui si va avanti.\n\n\
        From b@e.example Thu Jun 20 07:30:00 2024\nFrom: b@e.example\nSubject: Due\nDate: Thu, 31 Feb 2024 07:30:00 +0000\n\nSecondo testo.\n";
    let drafts = parse(mbox.as_bytes()).unwrap();
    let titles: Vec<_> = drafts
        .iter()
        .map(|draft| draft.own.title.as_deref())
        .collect();
    assert_eq!(titles, [Some("Uno"), Some("Due")]);
    assert_eq!(
        texts(&drafts[0]),
        ["Primo testo.", "From qui si va avanti."]
    );
    // An impossible date is passed on, and is none.
    let date = drafts[1].own.date_text.as_deref().unwrap();
    assert_eq!(stated::parse(date, Language::ENGLISH), None, "{date}");
}

#[test]
fn a_saved_page_is_its_article() {
    let page = include_str!("../../../../tests/fixtures/pages/en-news.html").replace('\n', "\r\n");
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.harbourpost.example/a\r\nSubject: Ferry talks\r\n\
         Date: Tue, 1 Jan 2030 07:30:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"--b\"\r\n\r\n\
         ----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\nContent-Location: https://www.harbourpost.example/a\r\n\r\n{page}\r\n\
         ----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n"
    );
    let article = seeds::embedded("pagina.mhtml", saved.as_bytes(), Date::MAX).unwrap();
    assert_eq!(
        article.head.title,
        "Ferry talks stall as islands count the cost"
    );
    assert_eq!(article.head.author.as_deref(), Some("Ruth Okafor"));
    assert_eq!(article.head.date.unwrap().to_string(), "2023-09-05");
    assert!(article.text.contains("no cars.") && !article.text.contains("Subscribe"));
}

#[test]
fn x3_undeclared_encodings_are_guessed() {
    let mail = b"From: a@e.example\nSubject: x\n\nLa citt\xe0 \xe8 cos\xec, perch\xe9 pi\xf9 non si pu\xf2.\n";
    let draft = parse(mail).unwrap().remove(0);
    assert_eq!(texts(&draft), ["La città è così, perché più non si può."]);
    assert!(matches!(draft.problems.as_slice(), [LoadError::Guessed(_)]));
}

#[test]
fn t1_headers_are_clean() {
    let mail = "From: =?utf-8?B?G10wO3g=?= <a@e.example>\nSubject: =?utf-8?Q?a=1B[31m=E2=80=AEb?=\n\ntesto\n";
    let draft = parse(mail.as_bytes()).unwrap().remove(0);
    assert_eq!(draft.own.title.as_deref(), Some("a␛[31m␦b"));
    assert_eq!(draft.own.author.as_deref(), Some("␛]0;x"));
}

#[test]
fn mails_are_known_by_their_headers() {
    for (text, mail) in [
        ("From: a@e.example\nDate: x\n\ntesto", true),
        (
            "From a@e.example Wed Jun 19\nFrom: a\nTo: b\nSubject: c\n\n",
            true,
        ),
        ("Received: from x\n\tby y\nSubject: c\n", true),
        ("Titolo: uno\nSubject: due\n\ntesto", false),
        ("From: uno che scrive\n\nSubject: due", false),
        ("Una frase.\nFrom: a\nDate: b", false),
    ] {
        assert_eq!(sniff(text.as_bytes()), mail, "{text}");
    }
}

#[test]
fn r2_hostile_mails_end() {
    let nested: String = (0..2000)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
        .collect();
    let messages: String = (0..200)
        .map(|n| format!("Subject: {n}\nContent-Type: message/rfc822\n\n"))
        .collect();
    for mail in [
        nested,
        messages + "Subject: fine\n\ntesto",
        format!("From: {}\n\nx", "a,".repeat(100_000)),
        format!("Subject: {}\n\nx", "=?utf-8?Q?".repeat(50_000)),
        "From ".repeat(100_000),
        "From x\n".repeat(50_000),
        String::from("\n\n"),
        String::new(),
    ] {
        let began = std::time::Instant::now();
        let _ = parse(mail.as_bytes());
        assert!(began.elapsed().as_secs() < 5);
    }
}

#[test]
fn a_mail_with_nothing_but_an_attachment_shows_no_bytes_of_it() {
    let mail = |subject: &str| {
        format!(
            "From: Anna <a@e.example>\r\n{subject}Date: Wed, 19 Jun 2024 07:30:00 +0200\r\nMIME-Version: 1.0\r\n\
             Content-Type: image/png; name=\"ponte.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             iVBORw0KGgoAAAANSUhEUgAAABsAAAAbCAMAAAC6CgRnAAADAFBMVEX\r\n"
        )
    };
    let article = seeds::embedded(
        "ponte.eml",
        mail("Subject: Il ponte\r\n").as_bytes(),
        Date::MAX,
    )
    .unwrap();
    assert_eq!(article.text, "Il ponte");
    assert_eq!(article.head.author.as_deref(), Some("Anna"));
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-19");
    assert_eq!(parse(mail("").as_bytes()).unwrap_err(), LoadError::Empty);
}

#[test]
fn what_a_mail_declares_is_not_always_what_it_is_written_in() {
    for (declared, body) in [
        ("utf-7", "Perch+AOk- no?"),
        ("unicode-1-1-utf-7", "Perch+AOk- no?"),
        ("us-ascii", "Perch\u{e9} no?"),
        ("iso-8859-1", "Perch\u{e9} no?"),
    ] {
        let mail = format!(
            "From: a@e.example\nSubject: =?utf-7?Q?Il_patto_+AOg-_fatto?=\n\
             Content-Type: text/plain; charset={declared}\n\n{body}\n"
        );
        let draft = parse(mail.as_bytes()).unwrap().remove(0);
        assert_eq!(texts(&draft), ["Perché no?"], "{declared}");
        assert_eq!(draft.own.title.as_deref(), Some("Il patto è fatto"));
    }
    // One that is what it declares.
    let mail = b"From: a@e.example\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nPerch\xe9 no?\n";
    assert_eq!(texts(&parse(mail).unwrap().remove(0)), ["Perché no?"]);
}
