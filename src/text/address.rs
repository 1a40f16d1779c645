//! Where an address really leads: its host, and hosts written so that they cannot pass for others
//! (promise T4). It opens nothing and knows no article.

use super::grapheme;

/// What a target leads to, for people: the address with its host in letters that cannot pass for
/// others, cut to `columns`.
#[must_use]
pub fn shown(address: &str, columns: usize) -> String {
    let whole = match host_of(address) {
        Some(host) => {
            let plain = plain_host(host);
            if plain == host {
                address.to_owned()
            } else {
                address.replacen(host, &plain, 1)
            }
        }
        None => address.to_owned(),
    };
    grapheme::truncate(&whole, columns).into_owned()
}

/// The host that an address leads to, as [`plain_host`] writes it.
///
/// ```
/// use rassegna::text::address::real_host;
/// assert_eq!(real_host("https://banca.example@altro.example:8080/x").as_deref(), Some("altro.example"));
/// assert_eq!(real_host("https://p\u{430}ypal.example/").as_deref(), Some("xn--pypal-4ve.example"));
/// assert_eq!(real_host("mailto:a@molo.example?subject=x").as_deref(), Some("molo.example"));
/// ```
#[must_use]
pub fn real_host(address: &str) -> Option<String> {
    host_of(address).map(plain_host)
}

/// The host of another address that the text of a link to `address` claims to be.
///
/// ```
/// use rassegna::text::address::claimed_host;
/// assert_eq!(claimed_host("https://banca.example/login", "https://altro.example/").as_deref(), Some("banca.example"));
/// assert_eq!(claimed_host("www.molo.example", "https://molo.example/a"), None);
/// assert_eq!(claimed_host("il rapporto", "https://molo.example/a"), None);
/// ```
#[must_use]
pub fn claimed_host(text: &str, address: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(char::is_whitespace) || text.contains('@') {
        return None;
    }
    let says = text.contains("://") || starts_with(text, "www.");
    let claim = if text.contains("://") {
        host_of(text)?
    } else {
        text.split(['/', '?', '#', ':']).next()?
    };
    if !says && !is_domain(claim) {
        return None;
    }
    let bare = |host: &str| {
        let host = plain_host(host);
        host.strip_prefix("www.").unwrap_or(&host).to_owned()
    };
    let claim = bare(claim);
    let real = bare(host_of(address)?);
    (real != claim && !real.ends_with(&format!(".{claim}"))).then_some(claim)
}

/// Whether a word can only be a name of a host, and not of a file or a program.
fn is_domain(word: &str) -> bool {
    const FILES: &[&str] = &[
        "md", "js", "txt", "html", "htm", "pdf", "rs", "py", "sh", "toml", "json", "xml", "conf",
    ];
    let Some((name, last)) = word.rsplit_once('.') else {
        return false;
    };
    !name.is_empty()
        && (2..=8).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && !FILES.contains(&last.to_ascii_lowercase().as_str())
        && name.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// The host as it is written.
fn host_of(address: &str) -> Option<&str> {
    if starts_with(address, "mailto:") {
        let people = address.get(7..)?.split('?').next()?;
        return people.rsplit_once('@').map(|(_, host)| host);
    }
    let (_, rest) = address.split_once("://")?;
    // Browsers take a backslash for a slash.
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let end = match host.strip_prefix('[') {
        Some(six) => six.find(']').map_or(host.len(), |end| end + 2),
        None => host.find(':').unwrap_or(host.len()),
    };
    host.get(..end).filter(|host| !host.is_empty())
}

fn starts_with(text: &str, head: &str) -> bool {
    text.get(..head.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(head))
}

/// A host in lower case; a label with letters of another script than the Latin one is written in
/// Punycode (RFC 3492), so that no letter passes for another.
fn plain_host(host: &str) -> String {
    let host = host.to_lowercase();
    let labels = host.split(['.', '。', '．']).map(|label| {
        let latin = |c: char| c.is_ascii() || matches!(c, 'à'..='ö' | 'ø'..='ÿ');
        if label.chars().all(latin) {
            label.to_owned()
        } else {
            punycode(label).map_or_else(|| "?".to_owned(), |code| format!("xn--{code}"))
        }
    });
    labels.collect::<Vec<_>>().join(".")
}

/// RFC 3492, section 6.3; `None` for what is too long to be a label.
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const LONGEST: usize = 63;
    let characters: Vec<u32> = label.chars().map(u32::from).collect();
    if characters.len() > LONGEST {
        return None;
    }
    let mut written: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(written.len()).ok()?;
    if basic > 0 {
        written.push('-');
    }
    let (mut n, mut delta, mut bias, mut done) = (128u32, 0u32, 72u32, basic);
    while (done as usize) < characters.len() {
        let next = characters.iter().copied().filter(|&c| c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(done + 1)?)?;
        n = next;
        for &c in &characters {
            if c < n {
                delta = delta.checked_add(1)?;
            }
            if c != n {
                continue;
            }
            let mut rest = delta;
            let mut place = BASE;
            loop {
                let least = place.saturating_sub(bias).clamp(1, 26);
                if rest < least {
                    break;
                }
                written.push(digit(least + (rest - least) % (BASE - least)));
                rest = (rest - least) / (BASE - least);
                place += BASE;
            }
            written.push(digit(rest));
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done += 1;
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(written)
}

fn digit(value: u32) -> char {
    char::from_digit(value, 36).map_or('?', |_| {
        let value = u8::try_from(value).unwrap_or_default();
        char::from(if value < 26 {
            b'a' + value
        } else {
            b'0' + value - 26
        })
    })
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut steps = 0;
    while delta > 455 {
        delta /= 35;
        steps += 36;
    }
    steps + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t4_hosts_of_other_scripts_are_in_punycode() {
        for (host, expected) in [
            ("bücher.example", "bücher.example"),
            ("città.example", "città.example"),
            ("München.DE", "münchen.de"),
            ("аррӏе.example", "xn--80ak6aa92e.example"),
            ("例え.example", "xn--r8jz45g.example"),
            ("a␦b.example", "xn--ab-e9t.example"),
        ] {
            let found = plain_host(host);
            if host.contains('␦') {
                assert!(found.starts_with("xn--ab-"), "{found}");
            } else {
                assert_eq!(found, expected);
            }
        }
        assert_eq!(plain_host(&"ж".repeat(100)), "?");
        assert_eq!(
            shown("https://\u{430}.example/\u{430}", 100),
            "https://xn--80a.example/\u{430}"
        );
    }

    #[test]
    fn t4_real_hosts_and_claims() {
        for (address, host) in [
            ("https://a.example", Some("a.example")),
            ("HTTPS://A.example:443/x", Some("a.example")),
            (
                "https://banca.example\\@altro.example/",
                Some("banca.example"),
            ),
            ("https://[::1]:80/", Some("[::1]")),
            ("mailto:a@b.example", Some("b.example")),
            ("/relativo", None),
        ] {
            assert_eq!(real_host(address).as_deref(), host, "{address}");
        }
        for (text, address, claim) in [
            (
                "banca.example",
                "https://altro.example",
                Some("banca.example"),
            ),
            ("molo.example/a", "https://www.molo.example/b", None),
            ("molo.example", "https://news.molo.example/b", None),
            ("Node.js", "https://altro.example", None),
            ("3.14", "https://altro.example", None),
        ] {
            assert_eq!(claimed_host(text, address).as_deref(), claim, "{text}");
        }
    }
}
