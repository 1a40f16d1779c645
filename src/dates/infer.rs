//! Dates: infer.
