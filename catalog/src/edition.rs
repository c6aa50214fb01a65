//! Which edition of the specification the catalog holds, and where its words come from.

use crate::Level;

/// Whether the specification's publisher calls an edition finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditionStatus {
    /// It is published to be assessed against.
    Release,
    /// It may change: it is for trying, and for preparing.
    Draft,
}

impl EditionStatus {
    pub(crate) const ALL: [EditionStatus; 2] = [EditionStatus::Release, EditionStatus::Draft];

    /// The name used in the data files: `release` or `draft`.
    pub const fn as_str(self) -> &'static str {
        match self {
            EditionStatus::Release => "release",
            EditionStatus::Draft => "draft",
        }
    }
}

/// The edition that a catalog holds. Every assessment names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) date: String,
    pub(crate) status: EditionStatus,
    pub(crate) levels: Vec<Level>,
    pub(crate) publisher: String,
    pub(crate) licence: String,
    pub(crate) copyright: String,
    pub(crate) url: String,
    pub(crate) sha256: String,
    pub(crate) provenance: Provenance,
}

impl Edition {
    /// The specification's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name as people say it: what stands before " - ", such as "ValOS".
    pub fn short_name(&self) -> &str {
        self.name
            .split_once(" - ")
            .map_or(self.name.as_str(), |(short, _)| short)
    }

    /// The version, such as "Editor's Draft".
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The date of the version, as `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// Whether it is a release or a draft.
    pub fn status(&self) -> EditionStatus {
        self.status
    }

    /// The levels of its controls, in the order in which they are shown.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// What an edition is called in a list or a sentence: its name, version and date.
    pub fn title(&self) -> String {
        format!("{}, {}, {}", self.name, self.version, self.date)
    }

    /// Who publishes the specification; empty where that is not known, as for the next three.
    pub fn publisher(&self) -> &str {
        &self.publisher
    }

    /// The licence of the specification's text, as an SPDX identifier.
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// The copyright line.
    pub fn copyright(&self) -> &str {
        &self.copyright
    }

    /// Where the specification is published.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The SHA-256, in 64 lower-case hexadecimal digits, of the catalog's canonical JSON (RFC
    /// 8785): one object whose members are the data files, named by their file stems.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The attribution that a screen or a report shows: name, version and date, then copyright
    /// and licence.
    pub fn notice(&self) -> String {
        let mut notice = format!("{}.", self.title());
        if !self.copyright.is_empty() {
            notice.push_str(&format!(" {}.", self.copyright));
        }
        if !self.licence.is_empty() {
            notice.push_str(&format!(" Licence: {}.", self.licence));
        }
        notice
    }

    /// Where the words of the catalog come from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }
}

/// What is verbatim, what is our own summary, what was changed and what is missing: whole
/// sentences for a screen or a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    pub(crate) source: String,
    pub(crate) verbatim: Vec<String>,
    pub(crate) summaries: Vec<String>,
    pub(crate) changes: Vec<String>,
    pub(crate) omissions: Vec<String>,
}

impl Provenance {
    /// What the data was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is in the specification's own words.
    pub fn verbatim(&self) -> &[String] {
        &self.verbatim
    }

    /// What is in our own words.
    pub fn summaries(&self) -> &[String] {
        &self.summaries
    }

    /// What was read differently from how it is published, and why.
    pub fn changes(&self) -> &[String] {
        &self.changes
    }

    /// What the published page has and this edition lacks.
    pub fn omissions(&self) -> &[String] {
        &self.omissions
    }
}
