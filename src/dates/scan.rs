//! Dates: scan.
