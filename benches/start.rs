//! How long from the start of the process to its first whole frame in a pseudo-terminal, and how
//! much memory at most, in pairs with `less` showing one of the same articles (where it is
//! installed). Prints medians; judges nothing.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const RUNS: usize = 21;

/// One start: until the last byte of the first burst that contains `wanted`; and the peak memory.
fn start(mut command: CommandBuilder, wanted: &str, quit: &str) -> anyhow::Result<(Duration, u64)> {
    let size = PtySize {
        rows: 45,
        cols: 160,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size)?;
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("COLORFGBG", "15;0");
    let mut reader = pair.master.try_clone_reader()?;
    let mut writer = pair.master.take_writer()?;
    let began = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    let mut seen = Vec::new();
    let mut chunk = [0; 65536];
    let took = loop {
        let read = reader.read(&mut chunk)?;
        if read == 0 {
            anyhow::bail!("the program ended before its first frame");
        }
        seen.extend_from_slice(chunk.get(..read).unwrap_or_default());
        if String::from_utf8_lossy(&seen).contains(wanted) {
            break began.elapsed();
        }
    };
    let status = child
        .process_id()
        .map(|pid| fs::read_to_string(format!("/proc/{pid}/status")));
    let peak = status
        .and_then(Result::ok)
        .and_then(|status| {
            let line = status
                .lines()
                .find(|line| line.starts_with("VmHWM:"))?
                .to_owned();
            line.split_whitespace().nth(1)?.parse().ok()
        })
        .unwrap_or(0);
    writer.write_all(quit.as_bytes())?;
    drop(pair.slave);
    while reader.read(&mut chunk).is_ok_and(|read| read > 0) {}
    child.wait()?;
    Ok((took, peak))
}

fn median<T: Copy + Ord>(values: &mut [T]) -> Option<T> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

fn main() -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let article = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "md"));
    let article = article.ok_or_else(|| anyhow::anyhow!("no article in seeds"))?;
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut memory, mut their_memory) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rassegna"));
        command.env("HOME", home.path());
        // The first sentence of the article that is open at the start.
        let (took, peak) = start(command, "Istanbul", "q")?;
        ours.push(took);
        memory.push(peak);
        let mut command = CommandBuilder::new("less");
        command.arg(&article);
        if let Ok((took_theirs, peak)) = start(command, "title", "q") {
            theirs.push(took_theirs);
            their_memory.push(peak);
            // In thousandths, so that it can be sorted.
            ratios.push(took.as_micros() * 1000 / took_theirs.as_micros().max(1));
        }
    }
    let mut out = io::stdout().lock();
    let (first, peak) = (median(&mut ours), median(&mut memory));
    writeln!(
        out,
        "rassegna: first frame {first:.1?}, peak memory {peak:?} kB (median of {RUNS})"
    )?;
    if let (Some(first), Some(peak)) = (median(&mut theirs), median(&mut their_memory)) {
        writeln!(
            out,
            "less:     first frame {first:.1?}, peak memory {peak} kB"
        )?;
        let ratio = median(&mut ratios).unwrap_or_default();
        writeln!(
            out,
            "ratio by pairs: {}.{:02}",
            ratio / 1000,
            ratio % 1000 / 10
        )?;
    }
    Ok(())
}
