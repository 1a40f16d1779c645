//! From a draft to an article, in the same way for every format: what is text, what the title is,
//! what the metadata are. Reading formats is for [`format`](super::format), judging single lines
//! for [`furniture`], values for [`metadata`].

use xxhash_rust::xxh3::xxh3_64;

use super::format::Draft;
use super::format::plain::could_be_heading;
use super::metadata::{self, Field};
use super::recurring::{Line, Margins};
use super::{
    Article, ArticleId, Block, BlockKind, DateSource, Head, LoadError, Origin, Span, SpanKind,
    Statement, furniture, recurring, stated,
};
use crate::text::TextRange;
use crate::text::clean::clean_line;
use crate::text::fold::{fold, folds_to};
use crate::text::language::Language;
use crate::text::segment;

/// How many blocks at the beginning can be leading lines.
const LEADING: usize = 5;
/// A leading line other than one glued to the text has at most this many bytes.
const LEADING_BYTES: usize = 200;
/// How often a page says its title again before the text: in its header and as a heading.
const TITLES: usize = 2;
/// The longest title made of a first sentence, in bytes.
const SENTENCE_TITLE: usize = 100;

/// Where an article comes from.
pub(super) struct Place {
    pub(super) id: ArticleId,
    pub(super) origin: Origin,
    /// Clean, to be shown.
    pub(super) path: String,
    /// The name of the file without its ending.
    pub(super) stem: Option<String>,
}

/// Makes the article, without the lines that `recurs` says other articles have too, by their keys;
/// and tells which of its lines could be such.
///
/// # Errors
///
/// [`LoadError::Empty`] where there is neither a word to read nor a title.
pub(super) fn article(
    mut draft: Draft,
    place: Place,
    recurs: &dyn Fn(u64) -> bool,
) -> Result<(Article, Margins), LoadError> {
    let mut removed = std::mem::take(&mut draft.removed);
    let mut kept = Vec::with_capacity(draft.blocks.len());
    for block in &draft.blocks {
        let text = block.range.of(&draft.text);
        if furniture::is_interface(text, block.kind, draft.guessed) {
            removed.push(text.to_owned());
        } else {
            kept.push(*block);
        }
    }
    let sample = kept
        .first()
        .zip(kept.last())
        .map(|(first, last)| TextRange::new(first.range.start, last.range.end).of(&draft.text));
    let stated_lang = draft.front.lang.or(draft.own.lang);
    let lang = stated_lang.unwrap_or_else(|| Language::detect(sample.unwrap_or_default()));

    let (lines, mut margins) = recurring::lines(&draft, &kept, lang);
    let recurring = leave_recurring(
        &draft,
        &mut kept,
        (&lines, &mut margins),
        recurs,
        &mut removed,
    );

    let leading = leading_lines(&mut draft, &mut kept, lang, &mut removed);
    let stated_date = if let Some(text) = &draft.front.date_text {
        Some((text.clone(), Statement::FrontMatter))
    } else if let Some(text) = &draft.own.date_text {
        Some((text.clone(), Statement::Format))
    } else {
        leading.date_text.map(|text| (text, Statement::LeadingLine))
    };
    let (date, complaint) = metadata::date(
        stated_date
            .as_ref()
            .map(|(text, statement)| (text.as_str(), *statement)),
        place.stem.as_deref(),
        lang,
    );
    if let Some(reason) = complaint {
        draft.problems.push(if draft.front.date_text.is_some() {
            LoadError::FrontMatter { line: None, reason }
        } else {
            LoadError::Metadata(reason)
        });
    }

    let title = title(&draft, &mut kept, leading.title, &mut removed);
    let mut said = furniture::said(&draft, &kept, lang).into_iter();
    let mut words = 0;
    kept.retain(|block| match said.next() {
        Some(said) if said.again => {
            removed.push(block.range.of(&draft.text).to_owned());
            false
        }
        said => {
            words += said.map_or(0, |said| said.words);
            true
        }
    });
    let first_sentence = || {
        let said = |block: &&Block| block.range.of(&draft.text).contains(char::is_alphanumeric);
        let prose = |block: &&Block| block.kind == BlockKind::Paragraph && said(block);
        let block = kept.iter().find(prose).or_else(|| kept.iter().find(said))?;
        let sentence = *segment::sentences(&draft.text, block.range, lang).first()?;
        Some((
            sentence_title(sentence.of(&draft.text)),
            Statement::FirstSentence,
        ))
    };
    let file_name = || {
        let name = clean_line(place.stem.as_deref().unwrap_or_default());
        let something = !kept.is_empty() || draft.bare;
        (something && !name.is_empty()).then_some((name, Statement::FileName))
    };
    let (title, title_source, title_block) = match title {
        Some(title) => title,
        None => {
            let (title, source) = first_sentence()
                .or_else(file_name)
                .ok_or(LoadError::Empty)?;
            (title, source, None)
        }
    };

    if kept.is_empty() && title_source == Statement::FileName {
        draft.problems.push(LoadError::Blank);
    }
    let mut builder = Builder::new(&title, title_block, &draft);
    for block in &kept {
        builder.push(block);
    }
    builder.resolve_notes();
    let Builder {
        text,
        blocks,
        spans,
        body,
        ..
    } = builder;
    let (front, own) = (draft.front, draft.own);
    let (date, date_source) = date.map_or((None, DateSource::Unknown), |(date, source)| {
        (Some(date), source)
    });
    // The body says it again, and it counts once.
    if title_source != Statement::FirstSentence {
        words += segment::count_words(&title);
    }
    let head = Head {
        id: place.id,
        origin: place.origin,
        path: place.path,
        title,
        title_source,
        date,
        date_source,
        source: front.source.or(own.source).or(leading.source),
        author: front.author.or(own.author).or(leading.author),
        url: front.url.or(own.url).or(leading.url),
        lang,
        tags: if front.tags.is_empty() {
            own.tags
        } else {
            front.tags
        },
        words,
        hash: xxh3_64(text.as_bytes()),
        signs: draft.signs,
        recurring,
    };
    let article = Article {
        head,
        text,
        body,
        blocks,
        spans,
        removed,
        problems: draft.problems,
    };
    Ok((article, margins))
}

/// Leaves out the lines that recur, and tells which. Where nothing else could be the title, the last
/// of them before the text stays: columns and diaries are called the same every time.
fn leave_recurring(
    draft: &Draft,
    kept: &mut Vec<Block>,
    (lines, margins): (&[Line], &mut Margins),
    recurs: &dyn Fn(u64) -> bool,
    removed: &mut Vec<String>,
) -> Box<[u64]> {
    let marked = |block: &Block| !draft.guessed && matches!(block.kind, BlockKind::Heading(_));
    let has_title =
        draft.front.title.is_some() || draft.own.title.is_some() || kept.iter().any(marked);
    let above = || lines.iter().take_while(|line| line.before);
    let title = above()
        .last()
        .filter(|_| !has_title && above().all(|line| recurs(line.key)))
        .inspect(|line| margins.forget(line.key))
        .map(|line| line.place);
    let mut keys = Vec::new();
    let mut places = lines
        .iter()
        .filter(|line| recurs(line.key) && title != Some(line.place))
        .inspect(|line| keys.push(line.key))
        .map(|line| line.place)
        .peekable();
    let mut place = 0..;
    kept.retain(|block| {
        let leave = places
            .next_if_eq(&place.next().unwrap_or_default())
            .is_some();
        if leave {
            removed.push(block.range.of(&draft.text).to_owned());
        }
        !leave
    });
    keys.sort_unstable();
    keys.dedup();
    keys.into()
}

/// Takes the metadata that stand as lines before the text: `date 2023-09`, perhaps glued to the
/// first sentence, `Autore: …`, or a date by itself.
fn leading_lines(
    draft: &mut Draft,
    kept: &mut Vec<Block>,
    lang: Language,
    removed: &mut Vec<String>,
) -> metadata::Metadata {
    let mut found = metadata::Metadata::default();
    let mut place = 0;
    for _ in 0..LEADING {
        let Some(block) = kept.get_mut(place) else {
            break;
        };
        let text = block.range.of(&draft.text);
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            break;
        }
        if let Some((date, end)) = glued_date(text, lang)
            && found.date_text.is_none()
        {
            let rest = text.get(end..).unwrap_or_default();
            removed.push(text.get(..end).unwrap_or_default().trim_end().to_owned());
            found.date_text = Some(date);
            if rest.is_empty() {
                kept.remove(place);
                continue;
            }
            block.range.start += end;
            break;
        }
        if let Some((field, value)) = labelled(text) {
            let line = text.to_owned();
            if found.state(field, &[value]).is_none() {
                removed.push(line);
                kept.remove(place);
                continue;
            }
        }
        // `di Anna Bruni`, under the title.
        if place > 0
            && let Some(author) = byline(text)
        {
            let line = text.to_owned();
            if found.state(Field::Author, &[author]).is_none() {
                removed.push(line);
                kept.remove(place);
                continue;
            }
        }
        // A title may stand before its dateline; prose ends the leading lines.
        if !could_be_heading(text) {
            break;
        }
        place += 1;
    }
    found
}

/// Words of a name that need no capital: `di Paolo van der Berg`.
const PARTICLES: [&str; 10] = [
    "de", "del", "della", "dei", "di", "van", "von", "der", "e", "and",
];

/// Who a line says that it is by, where it says nothing else.
fn byline(text: &str) -> Option<String> {
    let author = metadata::without_by(text);
    let words: Vec<&str> = author.split(' ').collect();
    let is_name = |word: &&str| {
        PARTICLES.contains(word)
            || word.starts_with(char::is_uppercase)
                && (word.len() <= 2 || !word.ends_with(['.', ':', ',', '!', '?']))
    };
    let named = (2..=6).contains(&words.len()) && words.iter().all(is_name);
    (named && author.len() < text.trim().len()).then_some(author)
}

/// A date at the beginning of a text: after a label, with or without a colon, or by itself as the
/// whole text. Gives the date as written and the byte where the rest begins.
pub(super) fn glued_date(text: &str, lang: Language) -> Option<(String, usize)> {
    for end in [1, 2, 3]
        .into_iter()
        .filter_map(|words| nth_space(text, words))
    {
        let label = text.get(..end)?.trim_end_matches(':');
        if Field::named(label) == Some(Field::Date) {
            let rest = text.get(end..)?;
            let start = text.len() - rest.trim_start_matches([' ', ':']).len();
            let (date, len) = stated::prefix(text.get(start..)?, lang)?;
            let written = text.get(start..start + len)?.trim_end();
            // A sentence can begin with «data 2023»; a date has a month.
            let precise = date.days() <= 31;
            return precise.then(|| (written.to_owned(), start + len));
        }
    }
    let whole = text.len() <= 60 && stated::parse(text, lang).is_some_and(|date| date.days() == 1);
    whole.then(|| (text.to_owned(), text.len()))
}

/// The byte of the space after the word number `words`.
fn nth_space(text: &str, words: usize) -> Option<usize> {
    text.match_indices(' ').nth(words - 1).map(|(at, _)| at)
}

/// `Fonte: il giornale`: a label that names a field, a colon, and a short value.
pub(super) fn labelled(text: &str) -> Option<(Field, String)> {
    if text.len() > LEADING_BYTES {
        return None;
    }
    let (label, value) = text.split_once(':')?;
    let field = Field::named(label)?;
    let value = value.trim();
    let sentence = value.ends_with('.') && value.split(' ').count() > 6;
    (!value.is_empty() && !sentence && field != Field::Date).then(|| (field, value.to_owned()))
}

/// The stated title, else the first heading, else a first line that stands as a title; with the
/// block that it was, which is no longer in `kept`. What repeats the title is left out.
fn title(
    draft: &Draft,
    kept: &mut Vec<Block>,
    leading: Option<String>,
    removed: &mut Vec<String>,
) -> Option<(String, Statement, Option<Block>)> {
    let found = if let Some(title) = &draft.front.title {
        (title.clone(), Statement::FrontMatter, None)
    } else if let Some(title) = &draft.own.title {
        (title.clone(), Statement::Format, None)
    } else if let Some(title) = leading {
        (title, Statement::LeadingLine, None)
    } else {
        let place = title_place(draft, kept)?;
        let block = kept.get(place).copied()?;
        let text = block.range.of(&draft.text);
        if text.len() > metadata::LONGEST {
            (
                metadata::cut(text, metadata::LONGEST),
                Statement::Heading,
                None,
            )
        } else {
            kept.remove(place);
            (text.to_owned(), Statement::Heading, Some(block))
        }
    };
    let said = fold(&found.0);
    let repeats = |block: &Block| {
        let text = block.range.of(&draft.text);
        text.len() <= 2 * metadata::LONGEST && folds_to(text, &said)
    };
    let again = kept
        .iter()
        .take(TITLES)
        .take_while(|block| repeats(block))
        .count();
    for block in kept.drain(..again) {
        removed.push(block.range.of(&draft.text).to_owned());
    }
    Some(found)
}

/// Where the title stands: a heading before all prose, or one of the first level anywhere; or a
/// first line that does not end like a sentence and has a text after it.
fn title_place(draft: &Draft, kept: &[Block]) -> Option<usize> {
    let prose = kept
        .iter()
        .position(|block| block.kind == BlockKind::Paragraph);
    let heading = kept
        .iter()
        .position(|block| matches!(block.kind, BlockKind::Heading(_)))
        .filter(|&place| {
            let first_level = kept
                .get(place)
                .is_some_and(|block| block.kind == BlockKind::Heading(1));
            prose.is_none_or(|prose| place < prose) || !draft.guessed && first_level
        });
    if heading.is_some() {
        return heading;
    }
    let first = kept
        .first()
        .filter(|block| block.kind == BlockKind::Paragraph)?;
    let text = first.range.of(&draft.text);
    let words = text.split(' ').count();
    let ends = text
        .trim_end_matches(['»', '”', '"', '’', '\'', ')'])
        .ends_with(['.', ',', ';', ':', '…']);
    let after: usize = kept.iter().skip(1).map(|block| block.range.len()).sum();
    (!ends
        && words <= 40
        && text.len() <= 250
        && after > text.len()
        && text.contains(char::is_alphabetic))
    .then_some(0)
}

/// A sentence as a title, without its full stop: cut after a clause, or else at a word.
fn sentence_title(sentence: &str) -> String {
    let line = sentence.trim_start_matches("• ").replace('\n', " ");
    let mut cut = metadata::cut(&line, SENTENCE_TITLE);
    if cut.len() < line.len()
        && let Some(clause) = cut.rfind([',', ';', ':', '–', '—'])
        && clause * 2 > cut.len()
    {
        cut.truncate(clause);
        cut.truncate(cut.trim_end().len());
        cut.push('…');
    }
    cut.strip_suffix('.')
        .filter(|rest| !rest.ends_with('.'))
        .unwrap_or(&cut)
        .to_owned()
}

/// The text of an article in the making.
struct Builder<'a> {
    draft: &'a Draft,
    text: String,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    /// The first span that ends after the blocks so far.
    next_span: usize,
    body: usize,
    /// Where each block so far is in the draft, and where in the text, in the order of the draft.
    moved: Vec<(TextRange, usize)>,
}

impl<'a> Builder<'a> {
    fn new(title: &str, block: Option<Block>, draft: &'a Draft) -> Self {
        let mut builder = Self {
            draft,
            text: String::with_capacity(draft.text.len() + title.len() + 2 * draft.blocks.len()),
            blocks: Vec::with_capacity(draft.blocks.len() + 1),
            spans: Vec::with_capacity(draft.spans.len()),
            next_span: 0,
            body: title.len(),
            moved: Vec::with_capacity(draft.blocks.len()),
        };
        match block {
            Some(block) => builder.push(&Block {
                kind: BlockKind::Title,
                ..block
            }),
            None => {
                builder.text.push_str(title);
                builder.blocks.push(Block {
                    range: TextRange::new(0, title.len()),
                    kind: BlockKind::Title,
                });
            }
        }
        // The title can come from anywhere in the draft.
        builder.next_span = 0;
        builder
    }

    fn push(&mut self, block: &Block) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        if self.blocks.len() == 1 {
            self.body = self.text.len();
        }
        let start = self.text.len();
        self.moved.push((block.range, start));
        self.text.push_str(block.range.of(&self.draft.text));
        self.blocks.push(Block {
            range: TextRange::new(start, self.text.len()),
            kind: block.kind,
        });
        for (place, span) in self.draft.spans.iter().enumerate().skip(self.next_span) {
            if span.range.start >= block.range.end {
                break;
            }
            self.next_span = place + 1;
            let inside = TextRange::new(
                span.range.start.max(block.range.start),
                span.range.end.min(block.range.end),
            );
            if !inside.is_empty() && span.range.start >= block.range.start {
                self.spans.push(Span {
                    range: TextRange::new(
                        inside.start - block.range.start + start,
                        inside.end - block.range.start + start,
                    ),
                    kind: span.kind.clone(),
                });
            }
        }
    }

    /// Leads the notes to where their places are now; what leads to a part that was left out leads
    /// to what follows it.
    fn resolve_notes(&mut self) {
        self.moved.sort_unstable_by_key(|(range, _)| range.start);
        let (moved, text) = (&self.moved, &self.text);
        self.spans.retain_mut(|span| {
            let SpanKind::Note(place) = &mut span.kind else {
                return true;
            };
            let at = moved.partition_point(|(range, _)| range.end <= *place);
            let Some((range, start)) = moved.get(at) else {
                return false;
            };
            *place = text.floor_char_boundary(start + place.saturating_sub(range.start));
            true
        });
    }
}
