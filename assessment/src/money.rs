use std::fmt;

use serde::{Deserialize, Serialize};

/// The amount is larger than Assay counts with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the amount is larger than {} minor units, the most that Assay counts with", Money::MOST.0)]
pub struct AmountError;

/// The probability is above 100 %.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} basis points is more than 10000, which is certainty; use 0 to 10000")]
pub struct ProbabilityError(pub u64);

/// An amount in whole minor units (for the euro: cents) of the assessment's one currency.
///
/// The most is [`Money::MOST`]: 10^13 minor units, which is 100 billion for a currency with two
/// decimals. A sum over the 74 active risks then stays below 2^53, the largest integer that
/// every JSON reader keeps exact (RFC 8785, section 3.2.2.3, and RFC 7493, section 2.2).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u64", into = "u64")]
pub struct Money(u64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The most that one amount may be, in minor units.
    pub const MOST: Self = Self(10_000_000_000_000);

    /// An amount of that many minor units.
    ///
    /// # Errors
    /// [`AmountError`] above [`Money::MOST`].
    pub fn from_minor_units(units: u64) -> Result<Self, AmountError> {
        if units > Self::MOST.0 {
            Err(AmountError)
        } else {
            Ok(Self(units))
        }
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor_units(self) -> u64 {
        self.0
    }

    /// The same amount in minor units of which `to` instead of `from` make the decimals: 1250 with
    /// two decimals are 125 with one. `None` when it would have to be rounded, or be more than
    /// [`Money::MOST`].
    #[must_use]
    pub fn with_decimals(self, from: u8, to: u8) -> Option<Self> {
        let factor = 10_u64.checked_pow(u32::from(from.abs_diff(to)));
        let units = match (self.0, factor) {
            (0, _) => 0,
            (_, None) => return None,
            (units, Some(factor)) if to >= from => units.checked_mul(factor)?,
            (units, Some(factor)) if units.is_multiple_of(factor) => units / factor,
            _ => return None,
        };
        Self::from_minor_units(units).ok()
    }

    /// The sum, at most [`Money::MOST`].
    #[must_use]
    pub fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).min(Self::MOST.0))
    }
}

impl TryFrom<u64> for Money {
    type Error = AmountError;

    fn try_from(units: u64) -> Result<Self, AmountError> {
        Self::from_minor_units(units)
    }
}

impl From<Money> for u64 {
    fn from(money: Money) -> Self {
        money.0
    }
}

/// A probability in basis points: 0 is never, 10000 is certain.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u64", into = "u64")]
pub struct BasisPoints(u16);

impl BasisPoints {
    /// Certainty, 10000 basis points.
    pub const CERTAIN: Self = Self(10_000);

    /// A probability of that many basis points.
    ///
    /// # Errors
    /// [`ProbabilityError`] above 10000.
    pub fn new(points: u64) -> Result<Self, ProbabilityError> {
        u16::try_from(points)
            .ok()
            .filter(|points| *points <= Self::CERTAIN.0)
            .map(Self)
            .ok_or(ProbabilityError(points))
    }

    /// The number of basis points, 0 to 10000.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u64> for BasisPoints {
    type Error = ProbabilityError;

    fn try_from(points: u64) -> Result<Self, ProbabilityError> {
        Self::new(points)
    }
}

impl From<BasisPoints> for u64 {
    fn from(points: BasisPoints) -> Self {
        u64::from(points.0)
    }
}

impl fmt::Display for BasisPoints {
    /// As per cent with as many decimals as it needs: `12.5 %`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(formatter, "{whole} %"),
            _ if rest.is_multiple_of(10) => write!(formatter, "{whole}.{} %", rest / 10),
            _ => write!(formatter, "{whole}.{rest:02} %"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn other_decimals_are_the_same_amount_or_none(
            units in 0..=Money::MOST.minor_units(), from in 0_u8..=8, to in 0_u8..=8
        ) {
            let money = Money::from_minor_units(units).unwrap();
            // The exact amounts, as fractions of one common denominator.
            let exact = |units: u64, decimals: u8| u128::from(units) * 10_u128.pow(8 - u32::from(decimals));
            match money.with_decimals(from, to) {
                Some(again) => {
                    prop_assert_eq!(exact(again.minor_units(), to), exact(units, from));
                    prop_assert_eq!(again.with_decimals(to, from), Some(money));
                }
                None => {
                    let scaled = exact(units, from);
                    let unit = 10_u128.pow(8 - u32::from(to));
                    let inexact = !scaled.is_multiple_of(unit);
                    prop_assert!(inexact || scaled / unit > u128::from(Money::MOST.minor_units()));
                }
            }
        }
    }

    #[test]
    fn probabilities_are_written_as_per_cent() {
        let written = |points| BasisPoints::new(points).unwrap().to_string();
        assert_eq!(
            [
                written(0),
                written(50),
                written(1250),
                written(5),
                written(10_000)
            ],
            ["0 %", "0.5 %", "12.5 %", "0.05 %", "100 %"]
        );
        assert!(BasisPoints::new(10_001).is_err());
    }
}
