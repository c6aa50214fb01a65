//! How the pages of a report are drawn: chosen by whoever signs, stated in the report, and no part of what it says.
//!
//! It stands in the signed document because a PDF is checked by drawing its pages again from the attached JSON.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::logo::{self, Logo};

/// How the pages of a document are drawn. What is usual is not stated, so that a document drawn in the usual way
/// has no such member, as none had before there was a choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Presentation {
    /// What the pages are printed on.
    #[serde(skip_serializing_if = "is_usual")]
    pub paper: Paper,
    /// How days are written.
    #[serde(skip_serializing_if = "is_usual")]
    pub dates: DateFormat,
    /// How numbers are written.
    #[serde(skip_serializing_if = "is_usual")]
    pub numbers: NumberFormat,
    /// What the pages of the full and of the public edition leave to the attached JSON: each part once, in the order
    /// of [`LeavablePart::ALL`].
    #[serde(
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "once_in_order"
    )]
    pub left_out: BTreeSet<LeavablePart>,
    /// Which PDFs of the report were not made when it was signed, so that none names them: each once, in the order of
    /// [`PdfEdition::ALL`]. The report as JSON there is always. Without the full edition no picture of evidence is
    /// shown, and so none is stated.
    #[serde(
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "once_in_order"
    )]
    pub not_made: BTreeSet<PdfEdition>,
    /// What is drawn in the upper corner of the cover.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "logo::stated"
    )]
    pub logo: Option<Logo>,
}

impl Presentation {
    /// Whether everything is drawn in the usual way, so that there is nothing to state.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        is_usual(self)
    }

    /// Whether that PDF of the report was made when it was signed.
    #[must_use]
    pub fn has(&self, edition: PdfEdition) -> bool {
        !self.not_made.contains(&edition)
    }

    /// The same for a document that has neither parts which could be left out nor several PDFs.
    pub(crate) fn of_whole(&self) -> Self {
        Self {
            left_out: BTreeSet::new(),
            not_made: BTreeSet::new(),
            ..self.clone()
        }
    }
}

fn is_usual<T: Default + PartialEq>(chosen: &T) -> bool {
    *chosen == T::default()
}

/// Two ways of stating the same would make two documents of one.
fn once_in_order<'de, T: Deserialize<'de> + Ord, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeSet<T>, D::Error> {
    let named = Vec::<T>::deserialize(deserializer)?;
    if named.windows(2).all(|pair| pair.first() < pair.get(1)) {
        Ok(named.into_iter().collect())
    } else {
        Err(de::Error::custom(
            "leftOut and notMade must name each once, in the order of the format",
        ))
    }
}

/// A PDF of a report, drawn and signed with its JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PdfEdition {
    /// All of the report.
    Full,
    /// What was concluded, what fails, and which losses are expected, on a few pages.
    Executive,
}

impl PdfEdition {
    /// Each of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Full, Self::Executive];

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Full => "Full edition",
            Self::Executive => "Executive edition",
        }
    }
}

/// The paper that pages are laid out for.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 210 by 297 mm (ISO 216).
    #[default]
    A4,
    /// 8.5 by 11 inches (ANSI/ASME Y14.1, size A).
    UsLetter,
}

impl Paper {
    /// Each of them, the usual one first.
    pub const ALL: [Self; 2] = [Self::A4, Self::UsLetter];

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::UsLetter => "US Letter",
        }
    }
}

/// How a day is written on the pages. The JSON has it as ISO 8601 does.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum DateFormat {
    /// As ISO 8601 does: `2026-11-30`.
    #[default]
    Iso,
    /// `30 November 2026`.
    DayMonthYear,
    /// `November 30, 2026`.
    MonthDayYear,
}

impl DateFormat {
    /// Each of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::Iso, Self::DayMonthYear, Self::MonthDayYear];

    /// A day that is written so.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Iso => "2026-11-30",
            Self::DayMonthYear => "30 November 2026",
            Self::MonthDayYear => "November 30, 2026",
        }
    }
}

/// How amounts, percentages and counts are written on the pages. The JSON has integers.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum NumberFormat {
    /// Amounts and sizes of evidence as `1,234.56`, counts without separators: how all reports were written
    /// before there was a choice.
    #[default]
    CountsPlain,
    /// All as `1,234.56`.
    CommaPoint,
    /// All as `1.234,56`.
    PointComma,
    /// All as `1 234,56`, with no-break spaces.
    SpaceComma,
}

impl NumberFormat {
    /// Each of them, the usual one first.
    pub const ALL: [Self; 4] = [
        Self::CountsPlain,
        Self::CommaPoint,
        Self::PointComma,
        Self::SpaceComma,
    ];

    /// An amount and a count that are written so.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CountsPlain => "EUR\u{a0}1,234.56 and 1234 changes",
            Self::CommaPoint => "EUR\u{a0}1,234.56 and 1,234 changes",
            Self::PointComma => "EUR\u{a0}1.234,56 and 1.234 changes",
            Self::SpaceComma => "EUR\u{a0}1\u{a0}234,56 and 1\u{a0}234 changes",
        }
    }
}

/// A part of a report that is needed neither to understand it nor to verify it, so that its pages may leave it to
/// the attached JSON. What it would say there is that it was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeavablePart {
    /// What was drawn of each sample, item by item. That it was drawn, from which list, and how to draw it again
    /// stays.
    SampleItems,
    /// What the specification says of risks that nobody scored. How many there are stays.
    UnscoredRisks,
    /// The specification's own summary, by control group.
    SummaryOfControls,
    /// Which controls address which risks, and which mitigations help against them.
    Relations,
    /// What an assessment before found about what the edition does not have any more.
    Withdrawn,
    /// What the X-ray asks. How many questions there are stays.
    OpenQuestions,
    /// The specification's text of its mitigations.
    Mitigations,
    /// The specification's glossary.
    Glossary,
}

impl LeavablePart {
    /// Each of them, in the order in which the pages have them.
    pub const ALL: [Self; 8] = [
        Self::SampleItems,
        Self::UnscoredRisks,
        Self::SummaryOfControls,
        Self::Relations,
        Self::Withdrawn,
        Self::OpenQuestions,
        Self::Mitigations,
        Self::Glossary,
    ];

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SampleItems => "Items of samples",
            Self::UnscoredRisks => "Risks that are not scored",
            Self::SummaryOfControls => "Summary of controls",
            Self::Relations => "Risks, their controls and mitigations",
            Self::Withdrawn => "No longer in the edition",
            Self::OpenQuestions => "Open questions for the assessor",
            Self::Mitigations => "Mitigations of the specification",
            Self::Glossary => "Glossary",
        }
    }
}
