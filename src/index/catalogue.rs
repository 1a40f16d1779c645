//! Index: catalogue.
