//! The frame around every part: header, rail, palette, shortcuts, notices, theme.

pub mod fuzzy;
pub mod shortcuts;
