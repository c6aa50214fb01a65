//! What is said of pictures of evidence.

use assay_assessment::EvidenceKind;

use super::{bytes, name};

/// That the text comes before the picture.
pub const TEXT_FIRST: &str = "Say first what the picture shows, for those who cannot see it.";

/// That the user is to say whether so many bytes go into the report.
pub const AGREE_FIRST: &str = "say first whether the report shows these pictures";

/// The box by which so many bytes of pictures are agreed to.
pub const AGREE: &str = "Show them all the same";

/// That a file is larger than any picture that is shown.
#[must_use]
pub fn too_large(size: u64) -> String {
    format!(
        "the picture is {}, which is more than a report shows; make a smaller copy of it, and add that",
        bytes(size)
    )
}

/// That the file of a picture which the report shows cannot be read.
#[must_use]
pub fn not_read(label: &str, why: &str) -> String {
    format!(
        "the picture \u{201c}{}\u{201d} cannot be read: {why}",
        name(label)
    )
}

/// Whether a file is one that could be shown as a picture, by what is said of it. What it is, its bytes say when it
/// is to be shown.
#[must_use]
pub fn may_be_one(kind: &EvidenceKind) -> bool {
    let EvidenceKind::File {
        name, media_type, ..
    } = kind
    else {
        return false;
    };
    let name = name.to_lowercase();
    let ending = [".png", ".jpg", ".jpeg"];
    media_type == "image/png"
        || media_type == "image/jpeg"
        || ending.iter().any(|ending| name.ends_with(ending))
}
