//! The embedded articles.
