//! Overlapping marks to disjoint runs.
