//! Front matter and other metadata.
