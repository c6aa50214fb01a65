//! Identifiers of risks, which sort by number.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use arrayvec::ArrayString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::criterion::compare_references;
use crate::identifier::{FromStrVisitor, IdentifierError, check};

/// The greatest length of a risk's identifier, in bytes.
pub const MAX_RISK_IDENTIFIER_LENGTH: usize = 60;

const EXAMPLE: &str = "FIN2";

/// The identifier of a risk, such as `FIN2`. It means nothing by itself: which category a risk
/// belongs to, and where it stands, is the edition's to say.
///
/// Orders with runs of digits taken as numbers: `FIN2` before `FIN10`. Where risks are shown they
/// stand in the order of the edition.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RiskId(ArrayString<MAX_RISK_IDENTIFIER_LENGTH>);

impl RiskId {
    /// Reads an identifier.
    ///
    /// # Errors
    /// [`IdentifierError`] when the text is empty, longer than [`MAX_RISK_IDENTIFIER_LENGTH`], or
    /// holds other characters than identifiers do. Whether an edition has it is not checked.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        check(text, MAX_RISK_IDENTIFIER_LENGTH, EXAMPLE)?;
        ArrayString::from(text)
            .map(Self)
            .map_err(|_| IdentifierError::TooLong {
                length: text.len(),
                most: MAX_RISK_IDENTIFIER_LENGTH,
            })
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Ord for RiskId {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_references(Some(self.as_str()), Some(other.as_str()))
    }
}

impl PartialOrd for RiskId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for RiskId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RiskId({})", self.as_str())
    }
}

impl fmt::Display for RiskId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for RiskId {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for RiskId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RiskId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FromStrVisitor::<Self>::new(EXAMPLE))
    }
}
