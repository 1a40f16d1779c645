//! Dates: resolve.
