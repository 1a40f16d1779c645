//! Recognition on short texts; whole paragraphs are in `tests/fixtures/actors`.
