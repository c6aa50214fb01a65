//! What the amounts of an assessment are counted in.

mod iso_4217;

use serde::{Deserialize, Serialize};

use crate::Money;

/// The text is no currency or unit that Assay can count in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CurrencyError {
    /// The code is not in the list of ISO 4217.
    #[error("{0:?} is not a code of ISO 4217; choose one of its list, or name a unit of your own")]
    NotListed(String),
    /// The name of an own unit is empty, too long, or holds other characters than a name may.
    #[error(
        "{0:?} cannot name a unit; use 1 to {most} letters and digits, a letter first, such as ETH or USDC",
        most = Currency::LONGEST
    )]
    NotAUnit(String),
    /// The name of an own unit is one that ISO 4217 has, in whatever capitals.
    #[error("{0} is a currency of ISO 4217; choose it from the list, or name the unit differently")]
    Listed(String),
    /// The unit would have more than eight decimals.
    #[error("a unit with {0} decimals cannot be counted exactly; use 0 to {most}", most = Currency::MOST_DECIMALS)]
    TooManyDecimals(u8),
}

/// What all amounts of an assessment are counted in: a currency of ISO 4217 with the decimals that
/// the standard gives it, or a unit of the assessor's own, such as ETH or USDC.
///
/// The first assessments could name any three capitals with any number of decimals. Those are read
/// as they stand; what ISO 4217 does not have counts as the assessor's own unit.
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
    /// The most characters that name an own unit.
    pub const LONGEST: usize = 8;
    /// The most decimals that an own unit may have.
    pub const MOST_DECIMALS: u8 = 8;

    /// A currency of ISO 4217 by its code, in capitals, with its decimals.
    ///
    /// # Errors
    /// [`CurrencyError::NotListed`] for any other text.
    pub fn iso_4217(code: &str) -> Result<Self, CurrencyError> {
        let decimals = iso_4217::decimals(code)
            .ok_or_else(|| CurrencyError::NotListed(code.chars().take(20).collect()))?;
        Ok(Self {
            code: code.to_owned(),
            decimals,
        })
    }

    /// A unit of the assessor's own: 1 to 8 letters, digits and signs of currencies, no digit
    /// first, that ISO 4217 does not have.
    ///
    /// # Errors
    /// [`CurrencyError`] says what does not fit.
    pub fn own_unit(name: &str, decimals: u8) -> Result<Self, CurrencyError> {
        let capitals = name.to_ascii_uppercase();
        if iso_4217::decimals(&capitals).is_some() {
            return Err(CurrencyError::Listed(capitals));
        }
        Self::stored(name, decimals)
    }

    /// A currency as an assessment or a report names it.
    fn stored(code: &str, decimals: u8) -> Result<Self, CurrencyError> {
        let first_is_no_digit = code.chars().next().is_some_and(|first| !first.is_numeric());
        let fits = code.chars().count() <= Self::LONGEST && code.chars().all(may_name_a_unit);
        if !(first_is_no_digit && fits) {
            return Err(CurrencyError::NotAUnit(code.chars().take(20).collect()));
        }
        if decimals > Self::MOST_DECIMALS {
            return Err(CurrencyError::TooManyDecimals(decimals));
        }
        Ok(Self {
            code: code.to_owned(),
            decimals,
        })
    }

    /// The codes of ISO 4217, by the alphabet.
    #[must_use]
    pub fn iso_4217_codes() -> Vec<&'static str> {
        let mut codes: Vec<_> = iso_4217::all().map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes
    }

    /// Whether ISO 4217 has it, with these decimals. Otherwise it is the assessor's own unit.
    #[must_use]
    pub fn is_iso_4217(&self) -> bool {
        iso_4217::decimals(&self.code) == Some(self.decimals)
    }

    /// The euro, with cents.
    #[must_use]
    pub fn euro() -> Self {
        Self {
            code: "EUR".to_owned(),
            decimals: 2,
        }
    }

    /// The code of ISO 4217, or the name of the assessor's own unit.
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

/// Letters and digits of scripts that are written from the left, and signs of currencies. Marks,
/// spaces and whatever turns the direction of a line would let a name look like another.
fn may_name_a_unit(character: char) -> bool {
    match character {
        '$' | '£' | '¥' | '\u{20a0}'..='\u{20c0}' => true,
        _ => character < '\u{590}' && character.is_alphanumeric(),
    }
}

impl TryFrom<CurrencyFields> for Currency {
    type Error = CurrencyError;

    fn try_from(fields: CurrencyFields) -> Result<Self, CurrencyError> {
        Self::stored(&fields.code, fields.decimals)
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
            Currency::iso_4217("JPY").unwrap().format(1_234_567),
            "JPY\u{a0}1,234,567"
        );
    }

    #[test]
    fn the_codes_are_those_of_iso_4217_with_its_decimals() {
        let codes = Currency::iso_4217_codes();
        assert_eq!(codes.len(), 165);
        assert!(codes.is_sorted_by(|one, next| one < next), "none is double");
        assert!(
            codes.iter().all(|code| {
                code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
            })
        );
        let decimals = |code| Currency::iso_4217(code).map(|currency| currency.decimals());
        let expected = [
            ("EUR", 2),
            ("JPY", 0),
            ("KWD", 3),
            ("CLF", 4),
            ("ISK", 0),
            ("HUF", 2),
        ];
        for (code, places) in expected {
            assert_eq!(decimals(code), Ok(places), "{code}");
        }
        for no_code in [
            "ABC", "ETH", "USDC", "US", "eur", "EUR ", "XAU", "XXX", "", "DEM",
        ] {
            assert!(decimals(no_code).is_err(), "{no_code}");
        }
        assert_eq!(Currency::euro(), Currency::iso_4217("EUR").unwrap());
    }

    #[test]
    fn a_unit_of_ones_own_is_what_was_written() {
        for (name, decimals) in [
            ("ETH", 8),
            ("USDC", 6),
            ("stETH", 8),
            ("zł", 2),
            ("Ξ", 8),
            ("p", 0),
        ] {
            let unit = Currency::own_unit(name, decimals).unwrap();
            assert_eq!((unit.code(), unit.decimals()), (name, decimals));
            assert!(!unit.is_iso_4217());
            let text = serde_json::to_string(&unit).unwrap();
            assert_eq!(serde_json::from_str::<Currency>(&text).unwrap(), unit);
        }
        for name in [
            "",
            " ",
            "US DC",
            "NINELETTER",
            "1INCH",
            "A\u{202e}B",
            "e\u{301}TH",
            "שקל",
            "A-B",
            "A\tB",
        ] {
            assert!(
                matches!(Currency::own_unit(name, 2), Err(CurrencyError::NotAUnit(_))),
                "{name}"
            );
        }
        for name in ["EUR", "eur", "Usd"] {
            let error = Currency::own_unit(name, 2).unwrap_err();
            assert_eq!(error, CurrencyError::Listed(name.to_uppercase()));
        }
        assert_eq!(
            Currency::own_unit("ETH", 9),
            Err(CurrencyError::TooManyDecimals(9))
        );
    }

    #[test]
    fn what_the_first_assessments_could_name_is_still_read() {
        for (code, decimals, iso) in [
            ("EUR", 2, true),
            ("EUR", 0, false),
            ("USD", 8, false),
            ("ABC", 2, false),
        ] {
            let text = format!(r#"{{"code":"{code}","decimals":{decimals}}}"#);
            let currency: Currency = serde_json::from_str(&text).unwrap();
            assert_eq!(currency.is_iso_4217(), iso, "{text}");
            assert_eq!(serde_json::to_string(&currency).unwrap(), text);
        }
        for text in [
            r#"{"code":"A B","decimals":2}"#,
            r#"{"code":"EUR","decimals":9}"#,
        ] {
            assert!(serde_json::from_str::<Currency>(text).is_err(), "{text}");
        }
    }
}
