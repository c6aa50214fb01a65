//! The page's addresses: `#/...` fragments, because the page is one file that is opened over
//! `file://`, where only the fragment of its address may change.
//!
//! ```text
//! #/                             the list of assessments and the first run
//! #/a/<uuid>/overview            one assessment, one part of it
//! #/a/<uuid>/controls[/<item>]   and, where the part is a list, the item that is open
//! #/a/<uuid>/risks[/<item>]      likewise evidence, findings and actions
//! #/a/<uuid>/reference[/<entry>] mitigations, glossary and references of the edition
//! #/a/<uuid>/report
//! #/a/<uuid>/details
//! #/verify
//! #/identities
//! #/editions
//! #/about
//! ```
//!
//! [`Route::parse`] and [`Route::fragment`] are inverse. Nothing here touches the browser.

mod reference;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::{fmt, str::FromStr};

use assay_assessment::{ActionId, AssessmentId, DeficiencyId, EvidenceId, Sha256Digest};
use assay_catalog::{ControlId, RiskId};

pub use self::reference::ReferenceEntry;

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The assessments kept on this laptop, and what to do first.
    Welcome,
    /// A place inside one assessment.
    Assessment {
        /// Which assessment.
        assessment: AssessmentId,
        /// Which place in it.
        place: Place,
    },
    /// Verification of a report that somebody handed over.
    Verify,
    /// The keys that reports are signed with.
    Identities,
    /// The editions of standards on this laptop.
    Editions,
    /// What this file is, and what is inside it.
    About,
    /// What changed from one edition to another, each by its SHA-256.
    Changes {
        /// The edition gone over from.
        from: Sha256Digest,
        /// The edition gone over to.
        to: Sha256Digest,
    },
}

/// A place inside an assessment: a part of it and, where that part is a list, the open item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Conformance, what needs attention, charts.
    Overview,
    /// The list of controls, or one control by its `req-...` identifier.
    Controls(Option<ControlId>),
    /// The risk register, or one risk by its identifier, such as `SLS6`.
    Risks(Option<RiskId>),
    /// The evidence library, or one item of it.
    Evidence(Option<EvidenceId>),
    /// The findings, or one of them.
    Findings(Option<DeficiencyId>),
    /// The actions, or one of them.
    Actions(Option<ActionId>),
    /// What the edition says beside its controls and risks, or one entry of it.
    Reference(Option<ReferenceEntry>),
    /// The terms of the engagement, and its conclusion.
    Engagement,
    /// Signing and export.
    Report,
    /// The assessment's own data: operator, scope, period, assessors, currency, scales.
    Details,
}

/// The parts of the page that the rail lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// [`Route::Welcome`].
    Welcome,
    /// [`Place::Overview`].
    Overview,
    /// [`Place::Controls`].
    Controls,
    /// [`Place::Risks`].
    Risks,
    /// [`Place::Evidence`].
    Evidence,
    /// [`Place::Findings`].
    Findings,
    /// [`Place::Actions`].
    Actions,
    /// [`Place::Reference`].
    Reference,
    /// [`Place::Engagement`].
    Engagement,
    /// [`Place::Report`].
    Report,
    /// [`Place::Details`].
    Details,
    /// [`Route::Verify`].
    Verify,
    /// [`Route::Identities`].
    Identities,
    /// [`Route::Editions`].
    Editions,
    /// [`Route::About`].
    About,
}

/// Why an address could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// The address names no part of the page.
    #[error("There is no page at \u{201c}{0}\u{201d}. Choose an assessment from the list.")]
    UnknownPage(String),
    /// The text after `#/a/` is not a UUID.
    #[error(
        "\u{201c}{0}\u{201d} is not the identifier of an assessment. Choose one from the list."
    )]
    NotAnAssessment(String),
    /// The text after the part's name is not an identifier.
    #[error("\u{201c}{0}\u{201d} is not an identifier. Choose an item from the list.")]
    NotAnItem(String),
    /// The text after `#/editions/` is no SHA-256.
    #[error("\u{201c}{0}\u{201d} is not the digest of an edition. Choose two from the list.")]
    NotAnEdition(String),
}

impl Route {
    /// Reads the fragment of an address, with or without its leading `#`.
    ///
    /// An empty fragment is [`Route::Welcome`], because that is what a double-clicked file has.
    ///
    /// # Errors
    /// [`RouteError`] says which piece of the address was not understood.
    pub fn parse(fragment: &str) -> Result<Self, RouteError> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.is_empty() || fragment == "/" {
            return Ok(Self::Welcome);
        }
        let unknown = || RouteError::UnknownPage(shortened(fragment));
        let path = fragment.strip_prefix('/').ok_or_else(unknown)?;
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["verify"] => Ok(Self::Verify),
            ["identities"] => Ok(Self::Identities),
            ["editions"] => Ok(Self::Editions),
            ["about"] => Ok(Self::About),
            ["editions", from, to] => Ok(Self::Changes {
                from: edition_digest(from)?,
                to: edition_digest(to)?,
            }),
            ["a", uuid, part] => {
                let assessment = assessment_id(uuid)?;
                let place = Place::from_word(part).ok_or_else(unknown)?;
                Ok(Self::Assessment { assessment, place })
            }
            ["a", uuid, part, item] => {
                let assessment = assessment_id(uuid)?;
                let place = Place::from_word(part).ok_or_else(unknown)?;
                let place = place.of_item(item)?.ok_or_else(unknown)?;
                Ok(Self::Assessment { assessment, place })
            }
            _ => Err(unknown()),
        }
    }

    /// The fragment that [`Route::parse`] reads back, with its leading `#`; fit for an `href`.
    #[must_use]
    pub fn fragment(&self) -> String {
        match self {
            Self::Welcome => "#/".to_owned(),
            Self::Verify => "#/verify".to_owned(),
            Self::Identities => "#/identities".to_owned(),
            Self::Editions => "#/editions".to_owned(),
            Self::About => "#/about".to_owned(),
            Self::Changes { from, to } => format!("#/editions/{from}/{to}"),
            Self::Assessment { assessment, place } => {
                let part = place.word();
                match place.item() {
                    Some(item) => format!("#/a/{assessment}/{part}/{item}"),
                    None => format!("#/a/{assessment}/{part}"),
                }
            }
        }
    }

    /// The part of the page that this address belongs to.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Welcome => Part::Welcome,
            Self::Verify => Part::Verify,
            Self::Identities => Part::Identities,
            Self::Editions | Self::Changes { .. } => Part::Editions,
            Self::About => Part::About,
            Self::Assessment { place, .. } => place.part(),
        }
    }

    /// The assessment that is open here, if any.
    #[must_use]
    pub fn assessment(&self) -> Option<&AssessmentId> {
        match self {
            Self::Assessment { assessment, .. } => Some(assessment),
            _ => None,
        }
    }

    /// The place in an assessment, where this is one.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Assessment { place, .. } => Some(place),
            _ => None,
        }
    }

    /// The front of an assessment; `None` where the text is not its UUID.
    #[must_use]
    pub fn overview_of(assessment: &str) -> Option<Self> {
        let assessment = assessment_id(assessment).ok()?;
        Some(Self::Assessment {
            assessment,
            place: Place::Overview,
        })
    }

    /// The nearest place above an address that could not be read: the list where an item was named
    /// that is none, and the assessments otherwise.
    #[must_use]
    pub fn above(fragment: &str) -> Self {
        let above = fragment.rsplit_once('/').map(|(above, _)| above);
        above
            .and_then(|above| Self::parse(above).ok())
            .unwrap_or(Self::Welcome)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.fragment())
    }
}

impl Place {
    /// Whether an item of a list is open here.
    #[must_use]
    pub fn is_item(&self) -> bool {
        self.item().is_some()
    }

    /// The identifier of the item that is open, as it stands in the address.
    fn item(&self) -> Option<String> {
        match self {
            Self::Controls(item) => item.as_ref().map(ToString::to_string),
            Self::Risks(item) => item.as_ref().map(ToString::to_string),
            Self::Evidence(item) => item.as_ref().map(ToString::to_string),
            Self::Findings(item) => item.as_ref().map(ToString::to_string),
            Self::Actions(item) => item.as_ref().map(ToString::to_string),
            Self::Reference(entry) => entry.as_ref().map(ToString::to_string),
            Self::Overview | Self::Engagement | Self::Report | Self::Details => None,
        }
    }

    /// The place of an item in the list that this place is; `None` where it is no list.
    fn of_item(self, item: &str) -> Result<Option<Self>, RouteError> {
        Ok(Some(match self {
            Self::Controls(_) => Self::Controls(Some(item_id(item)?)),
            Self::Risks(_) => Self::Risks(Some(item_id(item)?)),
            Self::Evidence(_) => Self::Evidence(Some(item_id(item)?)),
            Self::Findings(_) => Self::Findings(Some(item_id(item)?)),
            Self::Actions(_) => Self::Actions(Some(item_id(item)?)),
            Self::Reference(_) => Self::Reference(Some(item_id(item)?)),
            Self::Overview | Self::Engagement | Self::Report | Self::Details => return Ok(None),
        }))
    }

    /// The part of the page that this place belongs to.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Overview => Part::Overview,
            Self::Controls(_) => Part::Controls,
            Self::Risks(_) => Part::Risks,
            Self::Evidence(_) => Part::Evidence,
            Self::Findings(_) => Part::Findings,
            Self::Actions(_) => Part::Actions,
            Self::Reference(_) => Part::Reference,
            Self::Engagement => Part::Engagement,
            Self::Report => Part::Report,
            Self::Details => Part::Details,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Controls(_) => "controls",
            Self::Risks(_) => "risks",
            Self::Evidence(_) => "evidence",
            Self::Findings(_) => "findings",
            Self::Actions(_) => "actions",
            Self::Reference(_) => "reference",
            Self::Engagement => "engagement",
            Self::Report => "report",
            Self::Details => "details",
        }
    }

    fn from_word(part: &str) -> Option<Self> {
        let mut places = Part::OF_AN_ASSESSMENT.into_iter().filter_map(Part::place);
        places.find(|place| place.word() == part)
    }
}

impl Part {
    /// The parts of an assessment, in the rail's order.
    pub const OF_AN_ASSESSMENT: [Self; 10] = [
        Self::Overview,
        Self::Controls,
        Self::Risks,
        Self::Evidence,
        Self::Findings,
        Self::Actions,
        Self::Engagement,
        Self::Report,
        Self::Reference,
        Self::Details,
    ];

    /// The name that is shown for this part.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Welcome => "Assessments",
            Self::Overview => "Overview",
            Self::Controls => "Controls",
            Self::Risks => "Risks",
            Self::Evidence => "Evidence",
            Self::Findings => "Findings",
            Self::Actions => "Actions",
            Self::Reference => "Reference",
            Self::Engagement => "Engagement",
            Self::Report => "Report",
            Self::Details => "Details",
            Self::Verify => "Verify",
            Self::Identities => "Identities",
            Self::Editions => "Editions",
            Self::About => "About",
        }
    }

    /// The address of this part: of the given assessment, where the part belongs to one.
    ///
    /// `None` when the part needs an assessment and none is open.
    #[must_use]
    pub fn route(self, assessment: Option<&AssessmentId>) -> Option<Route> {
        let place = match self {
            Self::Welcome => return Some(Route::Welcome),
            Self::Verify => return Some(Route::Verify),
            Self::Identities => return Some(Route::Identities),
            Self::Editions => return Some(Route::Editions),
            Self::About => return Some(Route::About),
            _ => self.place()?,
        };
        let assessment = assessment?.clone();
        Some(Route::Assessment { assessment, place })
    }

    /// Whether the part belongs to an assessment.
    #[must_use]
    pub const fn is_of_an_assessment(self) -> bool {
        !matches!(
            self,
            Self::Welcome | Self::Verify | Self::Identities | Self::Editions | Self::About
        )
    }

    /// The place of this part, without an open item; `None` where it belongs to no assessment.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        Some(match self {
            Self::Welcome | Self::Verify | Self::Identities | Self::Editions | Self::About => {
                return None;
            }
            Self::Overview => Place::Overview,
            Self::Controls => Place::Controls(None),
            Self::Risks => Place::Risks(None),
            Self::Evidence => Place::Evidence(None),
            Self::Findings => Place::Findings(None),
            Self::Actions => Place::Actions(None),
            Self::Reference => Place::Reference(None),
            Self::Engagement => Place::Engagement,
            Self::Report => Place::Report,
            Self::Details => Place::Details,
        })
    }
}

/// Reads an assessment's UUID; upper case is accepted and made lower case.
fn edition_digest(text: &str) -> Result<Sha256Digest, RouteError> {
    let digest = text.parse();
    digest.map_err(|_| RouteError::NotAnEdition(shortened(text)))
}

fn assessment_id(text: &str) -> Result<AssessmentId, RouteError> {
    let lower = text.to_ascii_lowercase();
    lower
        .parse()
        .map_err(|_| RouteError::NotAnAssessment(shortened(text)))
}

fn item_id<T: FromStr>(text: &str) -> Result<T, RouteError> {
    text.parse()
        .map_err(|_| RouteError::NotAnItem(shortened(text)))
}

/// An address is untrusted text: a message quotes its first 60 characters at most.
fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let mut start: String = characters.by_ref().take(60).collect();
    if characters.next().is_some() {
        start.push('\u{2026}');
    }
    start
}
