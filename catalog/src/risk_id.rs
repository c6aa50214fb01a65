//! Identifiers of risks, which sort by category and then by number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::identifier::{FromStrVisitor, IdentifierError, MAX_IDENTIFIER_LENGTH};

/// The eight prefixes of risk identifiers, in the order of the specification's categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskPrefix {
    /// Financial and regulatory risk.
    Fin,
    /// Slashing risk.
    Sls,
    /// Downtime risk.
    Dow,
    /// Key custody risk.
    Kec,
    /// Hacking risk.
    Hck,
    /// General infrastructure risk.
    Gir,
    /// Service partner specific risk; its numbers start at 0.
    Sps,
    /// Reputational risk.
    Rer,
}

impl RiskPrefix {
    /// All prefixes in the order of the specification.
    pub const ALL: [RiskPrefix; 8] = [
        RiskPrefix::Fin,
        RiskPrefix::Sls,
        RiskPrefix::Dow,
        RiskPrefix::Kec,
        RiskPrefix::Hck,
        RiskPrefix::Gir,
        RiskPrefix::Sps,
        RiskPrefix::Rer,
    ];

    /// The three capitals, such as `FIN`.
    pub const fn as_str(self) -> &'static str {
        match self {
            RiskPrefix::Fin => "FIN",
            RiskPrefix::Sls => "SLS",
            RiskPrefix::Dow => "DOW",
            RiskPrefix::Kec => "KEC",
            RiskPrefix::Hck => "HCK",
            RiskPrefix::Gir => "GIR",
            RiskPrefix::Sps => "SPS",
            RiskPrefix::Rer => "RER",
        }
    }
}

impl fmt::Display for RiskPrefix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// The identifier of a risk, such as `FIN2`.
///
/// Orders by category in the specification's order, then by number: `FIN2` before `FIN10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RiskId {
    prefix: RiskPrefix,
    number: u16,
}

impl RiskId {
    /// Puts an identifier together. Whether a catalog holds such a risk is not checked.
    pub const fn new(prefix: RiskPrefix, number: u16) -> Self {
        Self { prefix, number }
    }

    /// Reads an identifier: one of the eight prefixes in capitals and a number without leading
    /// zeros.
    ///
    /// # Errors
    /// [`IdentifierError`] for every other text. Whether a catalog holds the risk is not checked.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        if text.is_empty() {
            return Err(IdentifierError::Empty { example: "FIN2" });
        }
        if text.len() > MAX_IDENTIFIER_LENGTH {
            return Err(IdentifierError::TooLong { length: text.len() });
        }
        let Some((prefix, digits)) = RiskPrefix::ALL.into_iter().find_map(|prefix| {
            text.strip_prefix(prefix.as_str())
                .map(|rest| (prefix, rest))
        }) else {
            return Err(IdentifierError::UnknownRiskPrefix {
                found: text.to_owned(),
            });
        };
        let has_leading_zero = digits.len() > 1 && digits.starts_with('0');
        let only_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        match digits.parse::<u16>() {
            Ok(number) if only_digits && !has_leading_zero => Ok(Self { prefix, number }),
            _ => Err(IdentifierError::WrongRiskNumber {
                found: text.to_owned(),
            }),
        }
    }

    /// The prefix, which stands for the category.
    pub const fn prefix(self) -> RiskPrefix {
        self.prefix
    }

    /// The number within the category.
    pub const fn number(self) -> u16 {
        self.number
    }
}

impl fmt::Display for RiskId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.prefix.as_str(), self.number)
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
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RiskId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FromStrVisitor::<Self>::new("FIN2"))
    }
}
