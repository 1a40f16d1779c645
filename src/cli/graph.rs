//! The graph of who is named with whom, as GraphML and as DOT. Names are data: whatever they hold,
//! it is escaped as the format demands.

use std::io::{self, Write};

use super::actor_lines::{ActorLine, PairLine};

/// Writes GraphML 1.0: a node for each actor, an edge for each pair.
///
/// # Errors
///
/// Those of `out`.
pub(super) fn graphml(
    actors: &[ActorLine<'_>],
    pairs: &[PairLine<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#
    )?;
    for (id, of, name, kind) in [
        ("label", "node", "label", "string"),
        ("kind", "node", "kind", "string"),
        ("mentions", "node", "mentions", "int"),
        ("named", "node", "articles", "int"),
        ("weight", "edge", "weight", "int"),
        ("passages", "edge", "passages", "int"),
    ] {
        writeln!(
            out,
            r#"  <key id="{id}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#
        )?;
    }
    writeln!(out, r#"  <graph edgedefault="undirected">"#)?;
    for actor in actors {
        writeln!(out, r#"    <node id="{}">"#, xml(actor.actor))?;
        writeln!(out, r#"      <data key="label">{}</data>"#, xml(actor.name))?;
        writeln!(
            out,
            r#"      <data key="kind">{}</data>"#,
            actor.kind.as_str()
        )?;
        writeln!(
            out,
            r#"      <data key="mentions">{}</data>"#,
            actor.mentions
        )?;
        writeln!(out, r#"      <data key="named">{}</data>"#, actor.articles)?;
        writeln!(out, "    </node>")?;
    }
    for pair in pairs {
        writeln!(
            out,
            r#"    <edge source="{}" target="{}">"#,
            xml(pair.actor),
            xml(pair.with)
        )?;
        writeln!(out, r#"      <data key="weight">{}</data>"#, pair.articles)?;
        writeln!(
            out,
            r#"      <data key="passages">{}</data>"#,
            pair.passages
        )?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>")?;
    writeln!(out, "</graphml>")
}

/// Writes DOT: a node for each actor, an edge for each pair, thicker the more articles name both.
///
/// # Errors
///
/// Those of `out`.
pub(super) fn dot(
    actors: &[ActorLine<'_>],
    pairs: &[PairLine<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "graph actors {{")?;
    for actor in actors {
        writeln!(
            out,
            r#"  "{}" [label="{}", kind="{}", mentions={}];"#,
            quoted(actor.actor),
            quoted(actor.name),
            actor.kind.as_str(),
            actor.mentions
        )?;
    }
    for pair in pairs {
        writeln!(
            out,
            r#"  "{}" -- "{}" [weight={}, passages={}, penwidth={}];"#,
            quoted(pair.actor),
            quoted(pair.with),
            pair.articles,
            pair.passages,
            1 + pair.articles.ilog2()
        )?;
    }
    writeln!(out, "}}")
}

/// Text of an XML document. The characters that XML cannot hold are gone from clean text already.
fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Text between the quotes of DOT, in which `\N` and the like would be replaced.
fn quoted(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', r#"\""#)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::ActorKind;

    /// The name between the quotes of DOT, read as Graphviz reads it.
    fn unquoted(text: &str) -> String {
        let mut name = String::new();
        let mut letters = text.chars();
        while let Some(c) = letters.next() {
            match c {
                '\\' => name.extend(letters.next()),
                '"' => break,
                c => name.push(c),
            }
        }
        name
    }

    #[test]
    fn names_come_back_as_they_were() {
        for name in [r#"A & "B" <C>"#, r"a\N\", "L’Unità > il Foglio", r#"\""#] {
            let actor = ActorLine::named("person:x", name, ActorKind::Person);
            let pair = PairLine {
                actor: "person:x",
                name,
                with: "person:y\"<",
                with_name: "y",
                articles: 3,
                passages: 5,
            };
            let (mut xml, mut dot_out) = (Vec::new(), Vec::new());
            graphml(
                std::slice::from_ref(&actor),
                std::slice::from_ref(&pair),
                &mut xml,
            )
            .unwrap();
            dot(&[actor], &[pair], &mut dot_out).unwrap();
            let xml = String::from_utf8(xml).unwrap();
            let label = xml.split(r#"<data key="label">"#).nth(1).unwrap();
            let label = label.split("</data>").next().unwrap();
            let read = label
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            assert_eq!(read, name);
            assert!(!label.contains(['<', '>', '"']), "{label}");
            let dot_out = String::from_utf8(dot_out).unwrap();
            let label = dot_out.split("label=\"").nth(1).unwrap();
            assert_eq!(unquoted(label), name);
            let other = dot_out.split("-- \"").nth(1).unwrap();
            assert_eq!(unquoted(other), "person:y\"<");
        }
    }
}
