//! Dates: language.
