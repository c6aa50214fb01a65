//! Which edition of the specification the catalog holds, and where its words come from.

/// The edition that the catalog holds. Every assessment names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) date: String,
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

    /// The version, such as "Editor's Draft".
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The date of the version, as `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// Who publishes the specification.
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
        format!(
            "{}, {}, {}. {}. Licence: {}.",
            self.name, self.version, self.date, self.copyright, self.licence
        )
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
