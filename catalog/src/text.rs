//! Texts of the catalog, each of which says whose words it holds.

use serde::{Deserialize, Serialize};

/// Whose words a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The specification's own words, verbatim.
    Specification,
    /// Our own words, because the published text is a table or a list that this edition lacks.
    Summary,
}

impl Wording {
    /// The name used in the data files: `specification` or `summary`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Wording::Specification => "specification",
            Wording::Summary => "summary",
        }
    }

    /// Whether the text is our own summary, which a screen or report has to say.
    pub const fn is_summary(self) -> bool {
        matches!(self, Wording::Summary)
    }

    pub(crate) const ALL: [Wording; 2] = [Wording::Specification, Wording::Summary];
}

/// One paragraph of guidance, of an introduction or of a mitigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub(crate) text: String,
    pub(crate) wording: Wording,
    pub(crate) list_lost: bool,
    pub(crate) source_line: Option<u16>,
}

impl Paragraph {
    /// The text, plain, without markup; never empty.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whose words the text holds.
    pub fn wording(&self) -> Wording {
        self.wording
    }

    /// Whether the published page continues this paragraph with a bullet list that is not part of
    /// this edition. A screen then says so and names the published page.
    pub fn list_lost(&self) -> bool {
        self.list_lost
    }

    /// The line of the specification's text that holds this paragraph, counted from 1; `None`
    /// exactly when the text is our own summary.
    pub fn source_line(&self) -> Option<u16> {
        self.source_line
    }
}
