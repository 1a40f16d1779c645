//! Page furniture.
