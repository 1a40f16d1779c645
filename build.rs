//! Embeds the folders of assets and the default articles, so that a file dropped into one of them
//! is part of the program at the next build. It writes one table per folder,
//! `(file name, contents)`, sorted by name; it reads nothing else and checks nothing: what the
//! contents mean is for the modules that use them.

#![allow(
    clippy::print_stdout,
    reason = "a build script speaks to cargo on standard output"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// Folder, name of the table, ending of the files that belong to it.
const FOLDERS: &[(&str, &str, &str)] = &[
    ("seeds", "SEEDS", "md"),
    ("assets/actors", "ACTORS", "toml"),
    ("assets/dates", "DATES", "toml"),
    ("assets/events", "EVENTS", "toml"),
    ("assets/landmarks", "LANDMARKS", "toml"),
    ("assets/languages", "LANGUAGES", "toml"),
    ("assets/lists", "LISTS", "toml"),
    ("assets/spoken", "SPOKEN", "toml"),
    ("assets/themes", "THEMES", "toml"),
];

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut tables = String::new();
    for (folder, table, ending) in FOLDERS {
        let path = Path::new(&root).join(folder);
        println!("cargo::rerun-if-changed={}", path.display());
        let mut files: Vec<_> = fs::read_dir(&path)?
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .map(|entry| entry.path())
            .filter(|file| file.extension().is_some_and(|found| found == *ending))
            .collect();
        files.sort();
        writeln!(
            tables,
            "/// The files of `{folder}`: name and contents, sorted by name.\n\
             #[allow(dead_code, reason = \"a table may be there before its reader\")]\n\
             pub(crate) const {table}: &[(&str, &str)] = &["
        )
        .map_err(io::Error::other)?;
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            writeln!(
                tables,
                "    ({name:?}, include_str!({:?})),",
                file.display().to_string()
            )
            .map_err(io::Error::other)?;
        }
        tables.push_str("];\n");
    }
    fs::write(Path::new(&out).join("embedded.rs"), tables)
}
