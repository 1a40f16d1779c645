//! Searching: the query language and the lens, which articles and passages a query finds, names by
//! fuzzy matching, and the thread that answers while one types.

pub mod fuzzy;
pub mod lens;
pub mod query;
