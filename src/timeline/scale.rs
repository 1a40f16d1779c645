//! Timeline: scale.
