//! Files that the user gives to the page, and files that the page gives to the user.

mod destination;
mod pasted_names;
mod pick;
mod picked_file;
mod pieces;
mod read;
mod save;
mod saved;
mod slice;
mod source;

pub use destination::{Destination, Written, choose};
pub use pick::{
    HowMany, InFolder, PickedFolder, accept_drag, from_drop, from_paste, is_file_drag,
    paste_has_text, pick, pick_folder,
};
pub use picked_file::PickedFile;
pub use pieces::Pieces;
pub use read::{LARGEST_FILE, beginning, bounded, read};
pub use save::save;
pub use saved::{SaveError, Saved};
pub use slice::ReadError;
pub use source::Source;
