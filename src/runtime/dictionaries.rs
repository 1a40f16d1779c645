//! The dictionary of actors from everywhere it is written: the program, the folders of the articles,
//! the user's configuration. What the files mean is for `actors::dictionary`.

use crate::actors::dictionary::{Dictionary, UserFiles};
use crate::corpus::beside;
use crate::corpus::load::Inputs;

use super::places::Places;

/// The dictionary for the articles that `inputs` names, and what is wrong with the files it is made
/// from, each with its file and line; what is right in them is used all the same.
#[must_use]
pub fn read(inputs: &Inputs, places: &Places) -> (Dictionary, Vec<String>) {
    let (beside, unread) = beside::actors(inputs);
    let mut told: Vec<String> = unread.iter().map(ToString::to_string).collect();
    let own = places.read_setting("actors.toml").unwrap_or_else(|error| {
        told.push(error.to_string());
        None
    });
    let own = own.into_iter().collect();
    let (dictionary, problems) = Dictionary::with_files(&UserFiles { beside, own });
    told.extend(problems.iter().map(ToString::to_string));
    (dictionary, told)
}
