//! Timeline: merge.
