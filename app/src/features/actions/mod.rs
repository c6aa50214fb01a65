//! Actions: what somebody has undertaken to do, by when, and about which controls and risks.

mod detail;
mod line;
mod order;
mod view;
mod writing;

pub use line::ActionLines;
pub use order::ActionFilter;
pub use view::ActionsView;
