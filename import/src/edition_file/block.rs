//! Texts of more than one paragraph.

use serde::Serialize;

/// A block of text. The words are the specification's own, but for those of [`Block::OwnHeading`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A heading within a text.
    Heading(String),
    /// A list; never empty.
    List(Vec<Item>),
    /// A heading within a text whose words are not the specification's own.
    #[serde(untagged)]
    OwnHeading {
        /// The heading.
        heading: String,
        /// Always `summary`.
        wording: &'static str,
    },
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// A text alone.
    Text(String),
    /// A text and a list within it.
    Nested {
        /// The item's own text.
        text: String,
        /// The list; never empty.
        list: Vec<Item>,
    },
}

impl Item {
    /// An item with the items below it, if there are any.
    pub(crate) fn new(text: String, list: Vec<Item>) -> Self {
        if list.is_empty() {
            Self::Text(text)
        } else {
            Self::Nested { text, list }
        }
    }
}
