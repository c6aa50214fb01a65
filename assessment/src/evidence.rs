use std::collections::BTreeSet;

use assay_catalog::{ControlId, RiskId};
use serde::{Deserialize, Serialize};

use crate::{Day, LinkAddress, Method, Picture, Sha256Digest, Timestamp, UtcOffset};

/// What an item of evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    tag = "type",
    deny_unknown_fields
)]
pub enum EvidenceKind {
    /// A file, whose bytes lie in the evidence store under their digest.
    File {
        /// The file's name without folders; one line.
        name: String,
        /// The media type that the browser named (RFC 6838); empty when it knew none. One line.
        media_type: String,
        /// The number of bytes.
        size: u64,
        /// The digest of the bytes.
        sha256: Sha256Digest,
    },
    /// An address, whose content is not kept.
    Link {
        /// Where it leads.
        address: LinkAddress,
    },
}

/// One item of the evidence library. It may support many controls and risks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Evidence {
    /// The file or the link.
    pub kind: EvidenceKind,
    /// What it is called in lists; empty for the file's name or the address. One line.
    #[serde(default)]
    pub title: String,
    /// What it shows; plain text.
    #[serde(default)]
    pub description: String,
    /// How it was obtained.
    #[serde(default)]
    pub method: Option<Method>,
    /// The day on which it showed what it shows. Evidence grows stale from here.
    #[serde(default)]
    pub captured_on: Option<Day>,
    /// When it came into the library.
    pub added_at: Timestamp,
    /// The controls that it supports.
    #[serde(default)]
    pub controls: BTreeSet<ControlId>,
    /// The risks that it supports.
    #[serde(default)]
    pub risks: BTreeSet<RiskId>,
    /// Whether its picture is shown in the report; never of a link.
    #[serde(default, skip_serializing_if = "Picture::is_unset")]
    pub picture: Picture,
}

impl Evidence {
    /// The title, or else the file's name or the address.
    #[must_use]
    pub fn label(&self) -> &str {
        match &self.kind {
            _ if !self.title.is_empty() => &self.title,
            EvidenceKind::File { name, .. } => name,
            EvidenceKind::Link { address } => address.as_str(),
        }
    }

    /// The digest of a file; `None` for a link.
    #[must_use]
    pub const fn sha256(&self) -> Option<Sha256Digest> {
        match &self.kind {
            EvidenceKind::File { sha256, .. } => Some(*sha256),
            EvidenceKind::Link { .. } => None,
        }
    }

    /// The day on which it was captured, or else the day it came into the library, where the clock
    /// is that far ahead of UTC.
    #[must_use]
    pub fn dated(&self, offset: UtcOffset) -> Day {
        self.captured_on
            .unwrap_or_else(|| self.added_at.day(offset))
    }
}
