//! Which zone of time the reader is in: what the day is called today hangs on it.

use std::fs;

use jiff::tz::TimeZone;

/// The file that says what the time is here, on Linux and macOS.
const HERE: &str = "/etc/localtime";

/// The zone of the system, or the one that `TZ` names. A name is looked up in the database of all
/// zones, which takes as long as everything else before the first frame; the file of the system
/// is read by itself.
pub(super) fn here() -> TimeZone {
    let file = || TimeZone::tzif("Local", &fs::read(HERE).ok()?).ok();
    match std::env::var_os("TZ") {
        None => file().unwrap_or_else(TimeZone::system),
        Some(_) => TimeZone::system(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_the_system_tells_the_same_as_the_database() {
        let now = jiff::Timestamp::now();
        let offset = |zone: &TimeZone| zone.to_offset(now);
        assert_eq!(offset(&here()), offset(&TimeZone::system()));
    }
}
