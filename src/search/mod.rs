//! Searching: the query language and the lens, which articles and passages a query finds, names by
//! fuzzy matching, and the thread that answers while one types.

mod distance;
pub mod events;
mod excerpt;
pub mod forms;
pub mod fuzzy;
pub mod lens;
pub mod matcher;
pub mod passage;
pub mod pattern;
pub mod query;
pub mod ranking;
pub mod reasons;
mod remarks;
pub mod request;
mod required;
mod sequence;
mod spellings;
mod strips;
mod typed;
pub mod worker;
