//! The public events that a text knows (`assets/landmarks/`), which it cannot have been written before. What
//! follows from that is for [`super`].

use std::sync::LazyLock;

use serde::Deserialize;

use super::clues::Floor;
use crate::corpus::Article;
use crate::edtf::Edtf;
use crate::embedded;
use crate::text::TextRange;
use crate::text::fold::Folded;

/// How much of a text is searched for public events, in bytes: news says early what it is about.
const READ: usize = 256 * 1024;

/// A public event.
struct Landmark {
    date: Edtf,
    /// All of these, each in one of its ways.
    words: Vec<Vec<String>>,
    fresh: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    landmark: Vec<RawLandmark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLandmark {
    date: Edtf,
    words: Vec<String>,
    #[serde(default)]
    fresh: bool,
}

static LANDMARKS: LazyLock<Vec<Landmark>> = LazyLock::new(|| {
    embedded::LANDMARKS
        .iter()
        .filter_map(|(_, contents)| toml::from_str::<Asset>(contents).ok())
        .flat_map(|asset| asset.landmark)
        .map(|raw| Landmark {
            date: raw.date,
            words: raw
                .words
                .iter()
                .map(|ways| ways.split('|').map(str::to_owned).collect())
                .collect(),
            fresh: raw.fresh,
        })
        .collect()
});

/// The latest public event that the text knows, and the latest that it tells as news.
pub(super) fn landmarks(article: &Article) -> (Option<Floor>, Option<Floor>) {
    let end = article.text.floor_char_boundary(READ);
    let folded = Folded::new(article.text.get(..end).unwrap_or_default());
    let told = LANDMARKS.iter().filter_map(|landmark| {
        let mut place = None;
        for ways in &landmark.words {
            let at = ways.iter().find_map(|way| find_word(&folded.text, way))?;
            place.get_or_insert(at);
        }
        let place = folded.original(place?);
        Some((
            Floor {
                date: landmark.date,
                place,
            },
            landmark.fresh,
        ))
    });
    let (mut known, mut news): (Option<Floor>, Option<Floor>) = (None, None);
    for (floor, fresh) in told {
        let latest = if fresh { &mut news } else { &mut known };
        if latest.is_none_or(|latest| latest.date < floor.date) {
            *latest = Some(floor);
        }
    }
    (known, news)
}

/// Where `way` begins a word of `text`.
fn find_word(text: &str, way: &str) -> Option<TextRange> {
    text.match_indices(way)
        .map(|(at, found)| TextRange::new(at, at + found.len()))
        .find(|range| {
            let before = text
                .get(..range.start)
                .and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_landmark_loads() {
        for (name, contents) in embedded::LANDMARKS {
            let asset: Result<Asset, _> = toml::from_str(contents);
            assert!(
                asset.is_ok_and(|asset| !asset.landmark.is_empty()),
                "{name}"
            );
        }
    }

    #[test]
    fn finds_words_at_their_beginning() {
        assert!(find_word("la ratifica del patto", "ratific").is_some());
        assert!(find_word("patto di stratifica", "ratific").is_none());
    }
}
