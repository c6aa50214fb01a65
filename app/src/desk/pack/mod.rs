//! Evidence packs: writing one where the user chooses, and reading one that was handed in, as an archive or as the
//! folder into which it was unpacked. Both go piece by piece, and what is heavy is done beside the page.

mod reading;
mod saving;

pub use self::{
    reading::{PackOnHand, read_pack, read_pack_folder},
    saving::{PackMadeOf, PackOutcome},
};
