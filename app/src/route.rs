//! The page's addresses: `#/...` fragments, because the page is one file that is opened over
//! `file://`, where only the fragment of its address may change.
//!
//! ```text
//! #/                             the list of assessments and the first run
//! #/a/<uuid>/overview            one assessment, one part of it
//! #/a/<uuid>/controls[/<item>]   and, where the part is a list, the item that is open
//! #/a/<uuid>/risks[/<item>]      likewise evidence and actions
//! #/a/<uuid>/report
//! #/a/<uuid>/details
//! #/verify
//! #/identities
//! ```
//!
//! [`Route::parse`] and [`Route::fragment`] are inverse. Nothing here touches the browser.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::fmt;

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The assessments kept on this laptop, and what to do first.
    Welcome,
    /// A place inside one assessment.
    Assessment {
        /// Which assessment.
        assessment: AssessmentKey,
        /// Which place in it.
        place: Place,
    },
    /// Verification of a report that somebody handed over.
    Verify,
    /// The keys that reports are signed with.
    Identities,
}

/// A place inside an assessment: a part of it and, where that part is a list, the open item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Conformance, what needs attention, charts.
    Overview,
    /// The list of controls, or one control by its `req-...` identifier.
    Controls(Option<ItemKey>),
    /// The risk register, or one risk by its identifier, such as `SLS6`.
    Risks(Option<ItemKey>),
    /// The evidence library, or one item of it.
    Evidence(Option<ItemKey>),
    /// The actions, or one of them.
    Actions(Option<ItemKey>),
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
    /// [`Place::Actions`].
    Actions,
    /// [`Place::Report`].
    Report,
    /// [`Place::Details`].
    Details,
    /// [`Route::Verify`].
    Verify,
    /// [`Route::Identities`].
    Identities,
}

/// An assessment's UUID as it stands in an address: 36 characters, lower case, with hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AssessmentKey(String);

/// The identifier of a control, a risk, an evidence item or an action as it stands in an address:
/// 1 to 100 ASCII letters, digits, `-`, `_` or `.`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemKey(String);

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
            ["a", uuid, part] => {
                let assessment = AssessmentKey::parse(uuid)?;
                let place = Place::from_words(part, None).ok_or_else(unknown)?;
                Ok(Self::Assessment { assessment, place })
            }
            ["a", uuid, part, item] => {
                let assessment = AssessmentKey::parse(uuid)?;
                let item = ItemKey::parse(item)?;
                let place = Place::from_words(part, Some(item)).ok_or_else(unknown)?;
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
            Self::Assessment { place, .. } => place.part(),
        }
    }

    /// The assessment that is open here, if any.
    #[must_use]
    pub fn assessment(&self) -> Option<&AssessmentKey> {
        match self {
            Self::Assessment { assessment, .. } => Some(assessment),
            _ => None,
        }
    }

    /// The item that is open here, if any.
    #[must_use]
    pub fn item(&self) -> Option<&ItemKey> {
        match self {
            Self::Assessment { place, .. } => place.item(),
            _ => None,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.fragment())
    }
}

impl Place {
    /// The item that is open, where the part is a list.
    #[must_use]
    pub fn item(&self) -> Option<&ItemKey> {
        match self {
            Self::Controls(item)
            | Self::Risks(item)
            | Self::Evidence(item)
            | Self::Actions(item) => item.as_ref(),
            Self::Overview | Self::Report | Self::Details => None,
        }
    }

    /// The part of the page that this place belongs to.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Overview => Part::Overview,
            Self::Controls(_) => Part::Controls,
            Self::Risks(_) => Part::Risks,
            Self::Evidence(_) => Part::Evidence,
            Self::Actions(_) => Part::Actions,
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
            Self::Actions(_) => "actions",
            Self::Report => "report",
            Self::Details => "details",
        }
    }

    fn from_words(part: &str, item: Option<ItemKey>) -> Option<Self> {
        match (part, item) {
            ("controls", item) => Some(Self::Controls(item)),
            ("risks", item) => Some(Self::Risks(item)),
            ("evidence", item) => Some(Self::Evidence(item)),
            ("actions", item) => Some(Self::Actions(item)),
            ("overview", None) => Some(Self::Overview),
            ("report", None) => Some(Self::Report),
            ("details", None) => Some(Self::Details),
            _ => None,
        }
    }
}

impl Part {
    /// The parts of an assessment, in the rail's order.
    pub const OF_AN_ASSESSMENT: [Self; 7] = [
        Self::Overview,
        Self::Controls,
        Self::Risks,
        Self::Evidence,
        Self::Actions,
        Self::Report,
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
            Self::Actions => "Actions",
            Self::Report => "Report",
            Self::Details => "Details",
            Self::Verify => "Verify",
            Self::Identities => "Identities",
        }
    }

    /// The address of this part: of the given assessment, where the part belongs to one.
    ///
    /// `None` when the part needs an assessment and none is open.
    #[must_use]
    pub fn route(self, assessment: Option<&AssessmentKey>) -> Option<Route> {
        let place = match self {
            Self::Welcome => return Some(Route::Welcome),
            Self::Verify => return Some(Route::Verify),
            Self::Identities => return Some(Route::Identities),
            Self::Overview => Place::Overview,
            Self::Controls => Place::Controls(None),
            Self::Risks => Place::Risks(None),
            Self::Evidence => Place::Evidence(None),
            Self::Actions => Place::Actions(None),
            Self::Report => Place::Report,
            Self::Details => Place::Details,
        };
        let assessment = assessment?.clone();
        Some(Route::Assessment { assessment, place })
    }
}

impl AssessmentKey {
    /// Reads a UUID in its usual form; upper case is accepted and made lower case.
    ///
    /// # Errors
    /// [`RouteError::NotAnAssessment`] when the text is not a UUID.
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        let well_formed = text.len() == 36
            && text.bytes().enumerate().all(|(place, byte)| match place {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
        if well_formed {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(RouteError::NotAnAssessment(shortened(text)))
        }
    }

    /// The UUID, lower case, with hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AssessmentKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl ItemKey {
    /// Reads an identifier.
    ///
    /// # Errors
    /// [`RouteError::NotAnItem`] when the text is empty, longer than 100 bytes, or has other
    /// characters than ASCII letters, digits, `-`, `_` and `.`.
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        let well_formed = (1..=100).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(RouteError::NotAnItem(shortened(text)))
        }
    }

    /// The identifier as it stands in the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
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
