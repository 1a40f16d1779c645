//! The table of file formats.
