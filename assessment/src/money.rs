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

/// The text is no currency that Assay can count in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CurrencyError {
    /// The code is not three capital letters.
    #[error("{0:?} is not a currency code; use three capital letters of ISO 4217, such as EUR")]
    NotACode(String),
    /// The currency would have more than eight decimals.
    #[error("a currency with {0} decimals cannot be counted exactly; use 0 to 8")]
    TooManyDecimals(u8),
}

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

/// The one currency of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CurrencyFields", into = "CurrencyFields")]
pub struct Currency {
    code: String,
    decimals: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFields {
    code: String,
    decimals: u8,
}

impl Currency {
    /// A currency by its three-letter code (ISO 4217, or a token's ticker of three letters) and
    /// the number of decimals of its minor unit (EUR 2, JPY 0).
    ///
    /// # Errors
    /// [`CurrencyError`] for any other code, or more than 8 decimals.
    pub fn new(code: &str, decimals: u8) -> Result<Self, CurrencyError> {
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(CurrencyError::NotACode(code.chars().take(20).collect()));
        }
        if decimals > 8 {
            return Err(CurrencyError::TooManyDecimals(decimals));
        }
        Ok(Self {
            code: code.to_owned(),
            decimals,
        })
    }

    /// The euro, with cents.
    #[must_use]
    pub fn euro() -> Self {
        Self {
            code: "EUR".to_owned(),
            decimals: 2,
        }
    }

    /// Three capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// How many decimals the minor unit has, 0 to 8.
    #[must_use]
    pub const fn decimals(&self) -> u8 {
        self.decimals
    }

    /// An amount of minor units for people: `EUR 1,234.50`, without decimals when they are zero.
    /// Negative amounts (exposure that grew) carry a minus sign.
    #[must_use]
    pub fn format(&self, minor_units: i128) -> String {
        let scale = 10_u128.pow(u32::from(self.decimals));
        let (whole, rest) = (
            minor_units.unsigned_abs() / scale,
            minor_units.unsigned_abs() % scale,
        );
        let digits = whole.to_string();
        let mut grouped = String::with_capacity(digits.len() * 4 / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if minor_units < 0 { "−" } else { "" };
        let code = &self.code;
        if rest == 0 {
            format!("{sign}{code}\u{a0}{grouped}")
        } else {
            let width = usize::from(self.decimals);
            format!("{sign}{code}\u{a0}{grouped}.{rest:0width$}")
        }
    }

    /// [`Self::format`] for an amount.
    #[must_use]
    pub fn format_money(&self, amount: Money) -> String {
        self.format(i128::from(amount.minor_units()))
    }
}

impl TryFrom<CurrencyFields> for Currency {
    type Error = CurrencyError;

    fn try_from(fields: CurrencyFields) -> Result<Self, CurrencyError> {
        Self::new(&fields.code, fields.decimals)
    }
}

impl From<Currency> for CurrencyFields {
    fn from(currency: Currency) -> Self {
        Self {
            code: currency.code,
            decimals: currency.decimals,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_with_groups_and_only_needed_decimals() {
        let euro = Currency::euro();
        assert_eq!(euro.format(0), "EUR\u{a0}0");
        assert_eq!(euro.format(123_456_700), "EUR\u{a0}1,234,567");
        assert_eq!(euro.format(-105), "−EUR\u{a0}1.05");
        assert_eq!(
            Currency::new("JPY", 0).unwrap().format(1_234_567),
            "JPY\u{a0}1,234,567"
        );
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
