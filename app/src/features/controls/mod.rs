//! The controls: the list at the left, by section and group, and the open control at the right.
//!
//! ```text
//! view          puts list and detail together
//! state         what both share: the list, its filter, the facts of every row
//! filter_bar    search, statuses, levels, "needs attention"
//! list          sections, groups, rows
//! detail/       the open control, one file per thing that is seen on it
//!
//! filter        what the list is narrowed to           \
//! order         sections and groups                     } plain Rust, tested natively
//! facts         what a row says                        /
//! ```
//!
//! The selection is the route (`#/a/<id>/controls/<req>`); only the filter is kept, because
//! it is a way of looking and not a part of the assessment. A row follows a memo of its own, so that a
//! key in a note redraws no row.

pub mod view;

pub mod detail;
pub mod filter_bar;
pub mod list;
pub mod state;

pub mod facts;
pub mod filter;
pub mod order;

pub use filter::ControlFilter;
pub use view::ControlsView;
