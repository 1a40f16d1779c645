//! Text and width to visual lines.
