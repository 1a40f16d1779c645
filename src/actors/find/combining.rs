//! The countries that a hyphen joins to an adjective in the form that compounds have: «the Russo-Estonian
//! border», «i colloqui sino-russi». What stands alone is no country: Mr Russo, `sino` of Italian.

use super::extents::extents;
use super::reading::{Reading, Who};
use super::tokens::HYPHEN;
use crate::actors::{self, How};

impl Reading<'_> {
    /// Names the countries that are written so before an adjective of another.
    pub(super) fn find_combining(&mut self) {
        let mut found = Vec::new();
        for hit in &self.hits {
            // Few adjectives have a hyphen before them, so that is asked first.
            let joined = (self.tokens.get(hit.first)).is_some_and(|token| token.gap == HYPHEN);
            let Some(before) = hit.first.checked_sub(1).filter(|_| joined) else {
                continue;
            };
            // Not Indo-European: what follows is of a country.
            if !self.is_adjective(hit.first)
                || !self.is_of_country(*hit)
                || self.is_joined(before)
                || self.is_adjective(before)
            {
                continue;
            }
            let country = extents().combining.of(self.folded(before));
            let country = country.and_then(|key| self.dictionary.number(&format!("country:{key}")));
            found.extend(country.map(|country| (before, country)));
        }
        for (at, country) in found {
            let how = How::Adjective;
            self.name(
                at..at + 1,
                Who::Known(country),
                how,
                actors::Found::Dictionary,
            );
        }
    }
}
