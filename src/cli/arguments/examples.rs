//! What the help shows below the options of each command: lines that can be typed, and what the lens
//! and the exit status mean.

pub(super) const EXAMPLES: &str = "\
Examples:
  rassegna                                    the embedded articles, on the screen
  rassegna articles/ notes.md                 a folder and a file
  rassegna articles/ --lens 'actor:kim date:2023'
  rassegna search 'missili' articles/ --json  print what is found, for a script
  rassegna ./list                             a file that is called like a command";

pub(super) const LONG_AFTER: &str = "\
Examples:
  rassegna                                    the embedded articles, on the screen
  rassegna articles/ notes.md                 a folder and a file
  rassegna articles/ --lens 'actor:kim date:2023'
  rassegna search 'missili' articles/ --json  print what is found, for a script
  rassegna ./list                             a file that is called like a command

The lens:
  missili pyongyang       articles with every word; close spellings count
  \"mutua difesa\"          these words in a row
  -sanzioni               not this word
  actor:\"corea del nord\"  names this actor, under any of its names
  date:2023..2024-06      tells of something in this period
  published:2024          was published in it
  title:… source:…        words of the title, the outlet
  in:bookmarks in:notes   where something was kept
  /mis+il[ei]/            a regular expression over the text, case ignored

Exit status:
  0 something was found, 1 nothing was, 2 an error (some input failed), 130 interrupted.
  A mistake in a file of settings or of actors is told and is no error: the rest of the file holds.";

pub(super) const LIST: &str = "\
Examples:
  rassegna list articles/
  rassegna list articles/ --lens 'published:2024 actor:putin'
  rassegna list --json | jq -r .title";

pub(super) const SHOW: &str = "\
Examples:
  rassegna show --article 3f2a articles/
  rassegna show --json articles/ | jq -r '.dates[] | [.value, .text] | @tsv'
  rassegna show --raw page.md                 also what was taken out, marked with a minus";

pub(super) const SEARCH: &str = "\
Examples:
  rassegna search missili articles/
  rassegna search '\"mutua difesa\" -sanzioni' articles/
  rassegna search 'actor:kim date:2023-09' articles/ --json";

pub(super) const ACTORS: &str = "\
Examples:
  rassegna actors articles/
  rassegna actors --lens date:2023-09 --json articles/
  rassegna actors --with --format csv articles/ > pairs.csv
  rassegna actors articles/ --with kim          who is named together with Kim
  rassegna actors --format graphml articles/ > who.graphml";

pub(super) const INDEX: &str = "\
Examples:
  rassegna index articles/
  rassegna index --status
  rassegna index --status --json | jq -r 'select(.usable | not) | .paths[]'
  rassegna index --clear articles/";

pub(super) const TIMELINE: &str = "\
Examples:
  rassegna timeline articles/
  rassegna timeline --lens 'actor:\"corea del nord\" date:2024' articles/
  rassegna timeline --format ics articles/ > story.ics
  rassegna timeline --format html articles/ > story.html";

pub(super) const BOOKMARKS: &str = "\
Examples:
  rassegna bookmarks list
  rassegna bookmarks export --format markdown > kept.md
  rassegna bookmarks import kept.jsonl";

pub(super) const COMPLETIONS: &str = "\
Examples:
  rassegna completions bash > ~/.local/share/bash-completion/completions/rassegna
  rassegna completions fish > ~/.config/fish/completions/rassegna.fish
  rassegna completions zsh > \"${fpath[1]}/_rassegna\"";

pub(super) const MAN: &str = "\
Examples:
  rassegna man > ~/.local/share/man/man1/rassegna.1
  rassegna man search | man -l -";
