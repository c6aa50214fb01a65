//! Whole numbers of the smallest unit, read from decimals and written as such.

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text has other characters than digits, one decimal sign and separators.
    #[error("\u{201c}{0}\u{201d} is not a number. Write digits, such as 12500 or 12500.50.")]
    NotANumber(String),
    /// The text has more decimals than the unit.
    #[error("At most {0} decimals can be kept here.")]
    TooManyDecimals(u8),
    /// The amount is above the most that can be kept.
    #[error("The most that can be entered here is {0}.")]
    TooLarge(String),
}

/// Reads a decimal number as a whole number of units of which `decimals` make the decimal places,
/// and which is at most `most`.
///
/// Spaces, apostrophes and underscores are separators, and so are commas that stand before groups
/// of three digits, as this function's inverse [`format_amount`] writes them; a comma that cannot
/// be one is a decimal sign, as in `12,5`. An empty text is no amount.
///
/// # Errors
/// [`AmountError`] says what is wrong.
pub fn parse_amount(text: &str, decimals: u8, most: u64) -> Result<Option<u64>, AmountError> {
    let refuse = || AmountError::NotANumber(text.trim().chars().take(30).collect());
    let bare: String = text
        .chars()
        .filter(|character| {
            !character.is_whitespace() && !matches!(character, '\'' | '\u{2019}' | '_')
        })
        .take(60)
        .collect();
    if bare.is_empty() {
        return Ok(None);
    }
    let (whole, fraction) = split_at_decimal_sign(&bare);
    let whole = without_group_commas(whole).ok_or_else(refuse)?;
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits_only(&whole)
        || !digits_only(fraction)
        || !bare.bytes().any(|byte| byte.is_ascii_digit())
    {
        return Err(refuse());
    }
    let places = usize::from(decimals);
    if fraction.len() > places {
        return Err(AmountError::TooManyDecimals(decimals));
    }
    let too_large = || AmountError::TooLarge(format_amount(most, decimals));
    let units: u64 = format!("0{whole}{fraction:0<places$}")
        .parse()
        .map_err(|_| too_large())?;
    if units > most {
        Err(too_large())
    } else {
        Ok(Some(units))
    }
}

/// Writes a number of units as a decimal number with commas between thousands, and with decimals
/// only where they are not zero.
#[must_use]
pub fn format_amount(units: u64, decimals: u8) -> String {
    let scale = 10_u64.checked_pow(u32::from(decimals)).unwrap_or(u64::MAX);
    let (whole, rest) = (units / scale, units % scale);
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if rest > 0 {
        let places = usize::from(decimals);
        let fraction = format!("{rest:0places$}");
        text.push('.');
        text.push_str(&fraction);
    }
    text
}

/// The part before the decimal sign and the part after it.
fn split_at_decimal_sign(bare: &str) -> (&str, &str) {
    if let Some((whole, fraction)) = bare.split_once('.') {
        return (whole, fraction);
    }
    match bare.rsplit_once(',') {
        Some((whole, last)) if !whole.contains(',') && last.len() != 3 => (whole, last),
        _ => (bare, ""),
    }
}

/// The digits without the commas between thousands; `None` where a comma stands elsewhere.
fn without_group_commas(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.is_empty()
        || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    sound.then(|| whole.replace(',', ""))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MOST: u64 = 10_000_000_000_000;

    #[test]
    fn people_write_amounts_in_many_ways() {
        for text in [
            "12500.50",
            "12,500.50",
            "12 500.5",
            "12'500.50",
            "12500,50",
            " 12_500,5 ",
        ] {
            assert_eq!(parse_amount(text, 2, MOST), Ok(Some(1_250_050)), "{text}");
        }
        assert_eq!(parse_amount("1,234", 2, MOST), Ok(Some(123_400)));
        assert_eq!(parse_amount(".5", 2, MOST), Ok(Some(50)));
        assert_eq!(parse_amount("0", 0, MOST), Ok(Some(0)));
        assert_eq!(parse_amount("   ", 2, MOST), Ok(None));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "-1", "1e3", "five", "1.2.3", "1,2,3", ".", ",", "1,23,456", "1.000,50",
        ] {
            assert!(
                matches!(parse_amount(text, 2, MOST), Err(AmountError::NotANumber(_))),
                "{text}: {:?}",
                parse_amount(text, 2, MOST)
            );
        }
        // It may be meant as twelve thousand five hundred, so it is not taken for twelve and a half.
        assert_eq!(
            parse_amount("12.500", 2, MOST),
            Err(AmountError::TooManyDecimals(2))
        );
        assert_eq!(
            parse_amount("1.005", 2, MOST),
            Err(AmountError::TooManyDecimals(2))
        );
        assert_eq!(
            parse_amount("1.5", 0, MOST),
            Err(AmountError::TooManyDecimals(0))
        );
        assert_eq!(
            parse_amount("100.01", 2, 10_000),
            Err(AmountError::TooLarge("100".to_owned()))
        );
        let long = "9".repeat(5_000);
        assert!(matches!(
            parse_amount(&long, 2, MOST),
            Err(AmountError::TooLarge(_))
        ));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(units in 0..=MOST, decimals in 0..=8_u8) {
            let text = format_amount(units, decimals);
            prop_assert_eq!(parse_amount(&text, decimals, MOST), Ok(Some(units)));
        }

        #[test]
        fn no_text_panics(text in ".{0,80}", decimals in 0..=8_u8) {
            let _ = parse_amount(&text, decimals, MOST);
        }
    }
}
