//! The frame around every part: header, rail, palette, shortcuts, notices, theme.
//!
//! The page's root calls [`provide_shell`], builds a [`ShellModel`] of signals, and draws
//! [`Shell`] with the open part inside. Features reach the shell through five contexts:
//! [`Navigation`] (where the page is), [`Commands`] (what keys, palette and buttons ask for),
//! [`Notices`] (what the user is told), [`Announcements`] (what is read out) and [`Transfers`] (long
//! work with files).

pub mod announcements;
mod commands;
mod navigation;
pub mod notices;
pub mod transfers;

pub mod fuzzy;
pub mod shortcuts;

pub mod banners;
pub mod frame;
pub mod header;
pub mod link_dialog;
pub mod palette;
pub mod rail;
pub mod save_state;
pub mod shortcuts_overview;
pub mod theme;

mod keyboard;
mod model;

pub use announcements::{Announcements, Topic};
pub use commands::Commands;
pub use frame::Shell;
pub use model::{BackupLine, Figure, Heading, Refused, ShellModel};
pub use navigation::Navigation;
pub use notices::{Notice, NoticeKind, Notices};
pub use palette::{PaletteAction, PaletteEntry};
pub use shortcuts::{AssessmentCommand, Command, ListCommand, PageCommand, WelcomeCommand};
pub use transfers::{Shown, Transfers};

/// Makes the shell's contexts for everything below; the page's root calls it once.
pub fn provide_shell() -> Navigation {
    let notices = Notices::provide();
    Commands::provide();
    Announcements::provide();
    Transfers::provide();
    Navigation::provide(notices)
}
