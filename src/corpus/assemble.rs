//! From a draft to an article, in the same way for every format: what is text, what the title is,
//! what the metadata are. Reading formats is for [`format`](super::format), judging single lines
//! for [`furniture`], values for [`metadata`].

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use self::builder::Builder;
use self::dated_line::dated_line;
use self::dateline::dateline;
use self::leading::leading_lines;
use self::title::{ENTRIES, menu, sentence_title, title};
use super::format::Draft;
use super::metadata;
use super::recurring::{Line, Margins};
use super::stated::Days;
use super::{
    Article, ArticleId, Block, BlockKind, DateSource, Head, LoadError, Origin, Statement,
    furniture, recurring, stated,
};
use crate::edtf::Precision;
use crate::text::TextRange;
use crate::text::clean::clean_line;
use crate::text::language::Language;
use crate::text::segment;

mod builder;
mod dated_line;
mod dateline;
mod leading;
mod title;
mod wire;

/// Where an article comes from.
pub(super) struct Place<'a> {
    pub(super) id: ArticleId,
    pub(super) origin: Origin,
    /// Clean, to be shown.
    pub(super) path: String,
    /// The name of the file without its ending.
    pub(super) stem: Option<&'a str>,
    /// The day of reading, of which no line can be later that says when the text was written.
    pub(super) today: Date,
}

/// Makes the article, without the lines that `recurs` says other articles have too, by their keys;
/// and tells which of its lines could be such.
///
/// # Errors
///
/// [`LoadError::Empty`] where there is neither a word to read nor a title.
pub(super) fn article(
    mut draft: Draft,
    place: Place<'_>,
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

    let mut menu = menu(&draft, &kept, lang);
    if let Some(after) = kept.get(menu).filter(|_| menu > 0) {
        // Where one of its lines is known to be of an interface, all of them are.
        let before = |block: &&Block| block.range.start < after.range.start;
        if menu >= ENTRIES && draft.blocks.iter().take_while(before).count() > menu {
            let entries = kept.drain(..menu);
            removed.extend(entries.map(|block| block.range.of(&draft.text).to_owned()));
            menu = 0;
        }
    }
    let mut leading = leading_lines(
        &mut draft,
        (&mut kept, menu),
        (lang, place.today),
        &mut removed,
    );
    let dated = [&draft.front, &draft.own, &leading];
    // What names a file names it on purpose.
    let named = || place.stem.and_then(stated::in_file_name).is_some();
    if dated.iter().all(|stated| stated.date_text.is_none()) && !named() {
        let (text, today) = (&draft.text, place.today);
        let days = lang.into();
        leading.date_text = dateline(text, &kept, days, today)
            .or_else(|| dated_line(text, &kept, days, today))
            .or_else(|| wire::closing(text, &kept, lang, today));
    }
    let stated_date = [
        (&draft.front.date_text, Statement::FrontMatter),
        (&draft.own.date_text, Statement::Format),
        (&leading.date_text, Statement::LeadingLine),
    ];
    let stated_date = stated_date
        .into_iter()
        .find_map(|(text, statement)| Some((text.as_deref()?, statement)));
    let (date, complaint) = metadata::date(stated_date, place.stem, lang);
    // Where only the year or the month is stated, a dateline may tell the day without them.
    let date = date.map(|(date, source)| {
        let days = Days {
            language: lang,
            year: matches!(date.precision(), Precision::Month | Precision::Year)
                .then(|| date.first_day().year()),
        };
        let (text, today) = (&draft.text, place.today);
        let day = days.year.and_then(|_| {
            dateline(text, &kept, days, today).or_else(|| dated_line(text, &kept, days, today))
        });
        let day = day
            .and_then(|day| days.read(&day))
            .filter(|day| date.overlaps(day));
        (day.unwrap_or(date), source)
    });
    if let Some(reason) = complaint {
        draft.problems.push(if draft.front.date_text.is_some() {
            LoadError::FrontMatter { line: None, reason }
        } else {
            LoadError::Metadata(reason)
        });
    }

    let title = title(
        &mut draft,
        (&mut kept, menu),
        (leading.title, lang),
        &mut removed,
    );
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
        let name = clean_line(place.stem.unwrap_or_default());
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
    let spans = std::mem::take(&mut draft.spans);
    let mut builder = Builder::new(&title, title_block, &draft, spans);
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

#[cfg(test)]
mod tests;
