//! Display width of graphemes.
