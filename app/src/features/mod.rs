//! What the user does in an assessment, one folder for each part of the page.

pub mod actions;
pub mod catalog_text;
pub mod controls;
pub mod deficiencies;
pub mod deficiency_lines;
pub mod details;
pub mod evidence;
pub mod handed_over;
pub mod keeping;
pub mod list;
pub mod making;
pub mod marks;
pub mod period;
pub mod places;
pub mod subjects;
pub mod taken;

pub mod carrying;
pub mod overview;
pub mod own_risks;
pub mod procedures;
pub mod risks;
pub mod welcome;

pub mod about;
pub mod editions;
pub mod engagement;
pub mod identities;
pub mod other_programs;
pub mod reference;
pub mod report;
pub mod save_file;
pub mod verify;
