//! Files that the user gives to the page, and files that the page gives to the user.

mod pick;
mod picked_file;
mod read;
mod save;

pub use pick::{HowMany, from_drop, from_paste, pick};
pub use picked_file::PickedFile;
pub use read::{FileContent, LARGEST_FILE, ReadError, read};
pub use save::{SaveError, Saved, save};
