//! Timeline: report.
