//! The pictures of evidence that the full report shows.

use assay_assessment::words::plural;

use super::Composer;
use super::writing::Writing;
use crate::document::EvidenceContent;
use crate::outline::{Block, Heading, Inline, Picture};
use crate::picture::{PictureType, ShownPicture};

/// The name by which links reach the picture of an item of evidence.
pub(super) fn picture_anchor(id: &str) -> String {
    format!("picture-{id}")
}

impl Composer<'_> {
    /// All pictures below each other, each with what it is. A public edition has none: it says in words what they
    /// show.
    pub(super) fn pictures(&self) -> Vec<Block> {
        let shown: Vec<ShownPicture<'_>> = self.report.shown_pictures().collect();
        if shown.is_empty() || self.public.is_some() {
            return Vec::new();
        }
        let mut blocks = vec![
            Block::heading(2, "pictures", vec![Inline::text("Pictures")]),
            Block::text(
                "The assessor chose to show these. Each is drawn from the file that the index names, upright and \
                 without anything but its pixels, as colours of sRGB, and transparent parts on white. The file itself \
                 is attached to the PDF as it was found, with whatever a camera or a program wrote into it, such as \
                 moment and place.",
            ),
        ];
        for picture in &shown {
            let first = shown.iter().find(|first| first.sha256 == picture.sha256);
            let first = first.unwrap_or(picture);
            blocks.push(Block::KeepTogether(one(picture, first, self.writing)));
        }
        blocks
    }
}

/// A picture with its caption. `first` is the first of the same file, by which that is attached.
fn one(shown: &ShownPicture<'_>, first: &ShownPicture<'_>, writing: Writing) -> Vec<Block> {
    let facts = shown.picture.seen;
    let format = facts.map_or(PictureType::Jpeg, |facts| facts.media_type);
    let attached_as = first.attached_as(format);
    vec![
        Block::Heading(Heading {
            level: 3,
            rank: 3,
            anchor: Some(picture_anchor(&shown.item.id)),
            listed: false,
            content: vec![Inline::text(format!(
                "Picture {}: {}",
                shown.number, shown.item.label
            ))],
        }),
        Block::Picture(Picture {
            id: shown.item.id.clone(),
            sha256: shown.sha256,
            label: shown.item.label.clone(),
            alternative_text: shown.picture.alternative_text.clone(),
            facts,
            attached_as: attached_as.clone(),
        }),
        Block::Remark(caption(shown, &attached_as, writing)),
    ]
}

fn caption(shown: &ShownPicture<'_>, attached_as: &str, writing: Writing) -> Vec<Inline> {
    let mut said = Vec::new();
    if let EvidenceContent::File { name, .. } = &shown.item.content {
        said.push(name.clone());
    }
    if let Some(facts) = shown.picture.seen {
        said.push(facts.media_type.media_type().to_owned());
        said.push(format!("{} × {} pixels", facts.width, facts.height));
    }
    let bytes = plural(shown.size, "byte", "bytes");
    said.push(format!("{} {bytes}", writing.grouped(shown.size)));
    vec![
        Inline::text(format!(
            "{}, attached to the PDF as {attached_as}. SHA-256 ",
            said.join(", ")
        )),
        Inline::code(shown.sha256.to_string()),
    ]
}
