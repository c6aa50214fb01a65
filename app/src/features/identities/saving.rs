//! Saving a small file of this room.

use crate::{
    browser::files::{self, SaveError, Saved},
    shell::Notices,
    words,
};

/// Saves a file and tells how it went.
pub(super) async fn save_text(
    notices: Notices,
    name: String,
    media_type: &'static str,
    text: impl AsRef<[u8]>,
) {
    match files::save(&name, media_type, text.as_ref()).await {
        Ok(Saved::ReadBack { name }) => notices.done(words::files::saved(&name)),
        Ok(Saved::HandedToBrowser { name }) => {
            notices.say(words::files::handed_to_browser(&name));
        }
        Err(SaveError::Cancelled) => {}
        Err(error) => notices.warn(error.to_string()),
    }
}
