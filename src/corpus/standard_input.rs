//! Standard input as if it were a file named `-`: it can be read only once, so its bytes stay for
//! when the article is opened again. What they mean is for the formats.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;
use std::sync::OnceLock;

use super::error::LoadError;

/// What stands for standard input among paths; a file of this name is `./-`.
const NAME: &str = "-";

/// What was read, or why nothing was.
static BYTES: OnceLock<Result<Vec<u8>, LoadError>> = OnceLock::new();

/// Whether `path` stands for standard input.
pub(super) fn is_meant(path: &Path) -> bool {
    path.as_os_str() == NAME
}

/// Everything that comes in until its end, waited for at the first call.
///
/// # Errors
///
/// Where it is a terminal, whose keys are not an article; where it gives more than `max_bytes`; and
/// what the system answers.
pub(super) fn bytes(max_bytes: u64) -> Result<&'static [u8], LoadError> {
    let read = BYTES.get_or_init(|| {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Err(LoadError::NotRegular("terminal"));
        }
        let mut bytes = Vec::new();
        stdin
            .lock()
            .take(max_bytes.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > max_bytes {
            return Err(LoadError::TooLarge { limit: max_bytes });
        }
        Ok(bytes)
    });
    match read {
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(error.clone()),
    }
}
