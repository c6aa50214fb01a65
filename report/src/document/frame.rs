//! What frames a report: parties, edition, journal, scales.

use assay_assessment::{
    Assessor, BasisPoints, Currency, Day, Money, Operator, Period, ScaleLevel, Sha256Digest,
    UtcOffset,
};
use assay_catalog::Edition;
use serde::{Deserialize, Serialize};

/// What day it was where the device is, when the report was generated.
///
/// All days in a report are days of the calendar of the device on which they were entered; all
/// moments are in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LocalDayPart {
    /// The day, against which evidence is stale, actions are overdue, and days lie in the future.
    pub day: Day,
    /// How many minutes the device's clock was then ahead of UTC; negative west of Greenwich.
    pub utc_offset_minutes: UtcOffset,
}

/// The operator that was assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct OperatorPart {
    /// Its name.
    pub name: String,
    /// How it is reached.
    pub contact: String,
}

impl OperatorPart {
    /// The operator, as an assessment has it.
    pub(crate) fn stated(&self) -> Operator {
        Operator {
            name: self.name.clone(),
            contact: self.contact.clone(),
        }
    }
}

/// The days that the assessment speaks about, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct PeriodPart {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

impl PeriodPart {
    /// The period, as an assessment has it.
    pub(crate) const fn stated(&self) -> Period {
        Period {
            from: self.from,
            to: self.to,
        }
    }
}

/// A person who assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AssessorPart {
    /// The name.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The role in the assessment.
    pub role: String,
}

impl AssessorPart {
    /// The person, as an assessment has them.
    pub(crate) fn stated(&self) -> Assessor {
        Assessor {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            role: self.role.clone(),
        }
    }
}

/// As what somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Who assessed.
    Assessor,
    /// Who was assessed.
    Operator,
    /// Who reviewed the assessment.
    Reviewer,
    /// Who received the report, and agrees to nothing by signing it.
    Recipient,
}

impl Role {
    /// The word for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Assessor => "Assessor",
            Self::Operator => "Operator",
            Self::Reviewer => "Reviewer",
            Self::Recipient => "Recipient",
        }
    }
}

/// Somebody who is meant to sign, named before the first signature. Who signs first is the first of them, with the
/// key; of others the key may not be known yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SigningParty {
    /// As what.
    pub role: Role,
    /// The name in the identity.
    pub name: String,
    /// The organisation in the identity.
    pub organisation: String,
    /// The public key as `did:key:z...`, if it was known when the report was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The key's fingerprint, for comparing with the signer, if that was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
}

/// The catalog that a report quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EditionPart {
    /// The specification's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its date.
    pub date: String,
    /// Who publishes it.
    pub publisher: String,
    /// Licence of its text, SPDX.
    pub licence: String,
    /// The copyright line.
    pub copyright: String,
    /// Where it is published.
    pub url: String,
    /// SHA-256 of the catalog's canonical JSON.
    pub sha256: Sha256Digest,
    /// The levels of its controls. Empty where they are those of ValOS, of which MUST and MUST NOT are
    /// mandatory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<RequirementLevelPart>,
    /// Whose words the report quotes.
    pub provenance: ProvenancePart,
}

/// A level of controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RequirementLevelPart {
    /// Its name.
    pub name: String,
    /// Whether conformance depends on it.
    pub mandatory: bool,
}

/// The levels of ValOS (BCP 14), and whether each is mandatory.
const LEVELS_OF_VALOS: [(&str, bool); 3] = [("MUST", true), ("MUST NOT", true), ("SHOULD", false)];

impl EditionPart {
    /// The levels of its controls, each with whether it is mandatory.
    pub fn levels(&self) -> Vec<(&str, bool)> {
        if self.levels.is_empty() {
            return LEVELS_OF_VALOS.to_vec();
        }
        let levels = self.levels.iter();
        levels
            .map(|level| (level.name.as_str(), level.mandatory))
            .collect()
    }

    /// What [`Self::levels`] holds of an edition with these levels.
    pub(crate) fn levels_of(edition: &Edition) -> Vec<RequirementLevelPart> {
        let levels = edition.levels().iter();
        let named = levels.map(|level| (level.as_str(), level.is_mandatory()));
        if named.clone().eq(LEVELS_OF_VALOS) {
            return Vec::new();
        }
        let part = |(name, mandatory): (&str, bool)| RequirementLevelPart {
            name: name.to_owned(),
            mandatory,
        };
        named.map(part).collect()
    }
}

/// Whose words the catalog holds, in whole sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ProvenancePart {
    /// What the data was read from.
    pub source: String,
    /// What is verbatim.
    pub verbatim: Vec<String>,
    /// What is a summary of our own.
    pub summaries: Vec<String>,
    /// What was changed.
    pub changes: Vec<String>,
    /// What is missing.
    pub omissions: Vec<String>,
}

/// Which catalog an assessment was made against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EditionReferencePart {
    /// The specification's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its date.
    pub date: String,
    /// SHA-256 of the catalog's canonical JSON.
    pub sha256: Sha256Digest,
}

/// The assessment that another one carries on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CarriedFromPart {
    /// Its identifier as a URN.
    pub id: String,
    /// The catalog that it was made against.
    pub edition: EditionReferencePart,
    /// The end of its own hash chain, as its reports name it.
    pub journal: JournalPart,
}

/// What an assessment before found about what the catalog does not have any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct WithdrawnPart {
    /// Identifier of the control or risk in the edition before.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What that edition says, plain text.
    pub statement: String,
    /// What was found, a line for each thing, plain text.
    pub found: String,
    /// The note, in Markdown.
    pub note: String,
}

/// What an assessment before found about what the catalog does not have any more, by identifier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct WithdrawnFindingsPart {
    /// About controls.
    pub controls: Vec<WithdrawnPart>,
    /// About risks.
    pub risks: Vec<WithdrawnPart>,
}

/// The end of the hash chain of all changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct JournalPart {
    /// SHA-256 of the last entry.
    pub head: Sha256Digest,
    /// How many entries lead to it.
    pub entries: u64,
}

/// Currency and levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ScalesPart {
    /// What all amounts are counted in.
    pub currency: Currency,
    /// The five levels, least first.
    pub levels: Vec<LevelPart>,
}

/// A level of both scales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct LevelPart {
    /// 1 to 5.
    pub level: ScaleLevel,
    /// The name of the probability.
    pub probability_label: String,
    /// The probability that the level stands for, and from which on it is reached.
    pub probability: BasisPoints,
    /// The name of the impact.
    pub impact_label: String,
    /// The impact that the level stands for, and from which on it is reached.
    pub impact: Money,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TermPart {
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: String,
    /// Whether the words are our own summary.
    pub summary: bool,
}
