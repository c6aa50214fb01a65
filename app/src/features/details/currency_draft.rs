//! The currency while it is chosen: what stands in the fields is kept, whatever is wrong with it.

use assay_assessment::{Currency, CurrencyError};

use crate::words::sentence;

/// What the fields say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CurrencyDraft {
    /// Whether it is a unit of the assessor's own, and no currency of ISO 4217.
    pub(super) own: bool,
    /// The code of ISO 4217; empty while none is chosen.
    pub(super) code: String,
    /// The name of the own unit.
    pub(super) unit: String,
    /// The decimals of the own unit.
    pub(super) decimals: u8,
}

impl CurrencyDraft {
    /// The draft that shows this currency.
    pub(super) fn of(currency: &Currency) -> Self {
        let own = !currency.is_iso_4217();
        let code = currency.code().to_owned();
        let (code, unit) = if own {
            (String::new(), code)
        } else {
            (code, String::new())
        };
        Self {
            own,
            code,
            unit,
            decimals: currency.decimals(),
        }
    }

    /// The choice as text, to be kept while it cannot be written.
    pub(super) fn write(&self) -> String {
        let Self {
            own,
            code,
            unit,
            decimals,
        } = self;
        format!("{own}/{code}/{decimals}/{unit}")
    }

    /// The choice that was kept as such a text.
    pub(super) fn read(text: &str) -> Option<Self> {
        // The name of the unit stands last, because anything may be in it.
        let mut parts = text.splitn(4, '/');
        Some(Self {
            own: parts.next()?.parse().ok()?,
            code: parts.next()?.to_owned(),
            decimals: parts.next()?.parse().ok()?,
            unit: parts.next()?.to_owned(),
        })
    }

    /// The currency that is chosen; `standing` is the one that the assessment has.
    ///
    /// # Errors
    /// A sentence about what does not fit.
    pub(super) fn check(&self, standing: &Currency) -> Result<Currency, String> {
        // The first assessments could name a currency of ISO 4217 with other decimals.
        if *self == Self::of(standing) {
            return Ok(standing.clone());
        }
        if self.own {
            Currency::own_unit(&self.unit, self.decimals)
        } else {
            Currency::iso_4217(&self.code)
        }
        .map_err(|error| match error {
            CurrencyError::NotListed(code) if code.is_empty() => "Choose a currency.".to_owned(),
            CurrencyError::NotAUnit(name) if name.is_empty() => {
                "Name the unit, such as ETH or USDC.".to_owned()
            }
            error => sentence(&error.to_string()),
        })
    }

    /// How many decimals its amounts have, in words; `None` while no currency is chosen.
    pub(super) fn decimals_words(&self) -> Option<String> {
        let currency = Currency::iso_4217(&self.code).ok()?;
        let decimals = currency.decimals();
        Some(match decimals {
            0 => format!("{} has no decimals.", self.code),
            _ => format!(
                "{} has {}.",
                self.code,
                crate::words::count(decimals, "decimal", "decimals")
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_what_is_written() {
        let euro = Currency::euro();
        let mut draft = CurrencyDraft::of(&euro);
        assert_eq!(draft.check(&euro), Ok(euro.clone()));
        draft.code = "JPY".to_owned();
        assert_eq!(
            draft.check(&euro),
            Currency::iso_4217("JPY").map_err(|_| String::new())
        );
        assert_eq!(
            draft.decimals_words().as_deref(),
            Some("JPY has no decimals.")
        );
        draft.own = true;
        assert_eq!(
            draft.check(&euro).unwrap_err(),
            "Name the unit, such as ETH or USDC."
        );
        draft.unit = "USDC".to_owned();
        draft.decimals = 6;
        let unit = draft.check(&euro).unwrap();
        assert_eq!((unit.code(), unit.decimals()), ("USDC", 6));
        assert_eq!(CurrencyDraft::of(&unit).unit, "USDC");
        draft.unit = "usd".to_owned();
        assert!(
            draft
                .check(&euro)
                .unwrap_err()
                .starts_with("USD is a currency of ISO 4217")
        );
        draft.unit = "DOLLARCOIN".to_owned();
        assert!(draft.check(&euro).unwrap_err().contains("1 to 8 letters"));
        draft.unit = "a/b".to_owned();
        assert_eq!(CurrencyDraft::read(&draft.write()), Some(draft));
    }

    #[test]
    fn a_currency_of_the_first_assessments_stays_until_another_is_chosen() {
        let read: Currency = serde_json::from_str(r#"{"code":"EUR","decimals":0}"#).unwrap();
        let mut draft = CurrencyDraft::of(&read);
        assert!(draft.own);
        assert_eq!(draft.check(&read), Ok(read.clone()));
        draft.decimals = 1;
        assert!(draft.check(&read).is_err());
        draft.own = false;
        assert_eq!(draft.check(&read).unwrap_err(), "Choose a currency.");
    }
}
