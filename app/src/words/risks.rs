//! What the numbers of risks are called.

use assay_assessment::{
    Currency, Scales, Score,
    exposure::{Exposure, MatrixCell, Worth},
};

use super::count;

/// A cell of the matrix: `Possible, Major: high`.
#[must_use]
pub fn cell_words(cell: MatrixCell) -> String {
    format!(
        "{}, {}: {}",
        cell.probability.probability_label(),
        cell.impact.impact_label(),
        cell.rating().label().to_lowercase()
    )
}

/// How an exposure comes about: `20 % × EUR 100,000 = EUR 20,000`, or what is still missing.
#[must_use]
pub fn arithmetic(score: &Score, scales: &Scales) -> String {
    let currency = scales.currency();
    let probability = score
        .probability
        .map(|probability| probability.resolve(scales).to_string());
    let impact = score
        .impact
        .map(|impact| currency.format_money(impact.resolve(scales)));
    match (probability, impact, Exposure::of(score, scales)) {
        (Some(probability), Some(impact), Some(exposure)) => format!(
            "{probability} \u{d7} {impact} = {}",
            currency.format_money(exposure.amount)
        ),
        (Some(probability), None, _) => format!("{probability} \u{d7} an impact not chosen yet"),
        (None, Some(impact), _) => format!("A probability not chosen yet \u{d7} {impact}"),
        _ => "Not scored yet".to_owned(),
    }
}

/// A ratio of exposure removed to cost, with two decimals at most: `12.5`, `0.84`, `−2`.
#[must_use]
pub fn worth_words(worth: Worth) -> String {
    let hundredths = worth.hundredths();
    let sign = if hundredths < 0 { "\u{2212}" } else { "" };
    let (whole, rest) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest.is_multiple_of(10) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// How much of the inherent exposure is gone, in whole per cent: `80 % less`, `unchanged`,
/// `25 % more`; nothing when there was none.
#[must_use]
pub fn change_words(inherent: Exposure, residual: Exposure) -> Option<String> {
    let before = i128::from(inherent.amount.minor_units());
    let after = i128::from(residual.amount.minor_units());
    if before == 0 {
        return None;
    }
    let difference = after - before;
    let share = (difference.abs() * 100 + before / 2) / before;
    Some(match difference {
        0 => "unchanged".to_owned(),
        _ if share == 0 => "changed by less than 1 %".to_owned(),
        less if less < 0 => format!("{share} % less"),
        _ => format!("{share} % more"),
    })
}

/// The unit of a currency in running words: `euro`, and its code where we know no word.
#[must_use]
pub fn unit_words(currency: &Currency) -> &str {
    match currency.code() {
        "EUR" => "euro",
        "USD" => "dollar",
        "GBP" => "pound",
        "CHF" => "franc",
        code => code,
    }
}

/// How many risks are scored: `58 of 74 risks scored`.
#[must_use]
pub fn scored(number: usize, all: usize) -> String {
    format!("{number} of {} scored", count(all, "risk", "risks"))
}

/// The same beside the word "Risks": `58 of 74 scored`.
#[must_use]
pub fn scored_in_short(number: usize, all: usize) -> String {
    format!("{number} of {all} scored")
}

/// The way from one exposure to the other, or what of it is not scored.
#[must_use]
pub fn way(inherent: Option<String>, residual: Option<String>) -> String {
    match (inherent, residual) {
        (Some(inherent), Some(residual)) => format!("{residual}, from {inherent}"),
        (Some(inherent), None) => format!("{inherent} inherent, residual not scored"),
        (None, Some(residual)) => format!("{residual}, inherent not scored"),
        (None, None) => String::new(),
    }
}

/// Of how many risks sums are, and what is not in them.
#[must_use]
pub fn sums_of(compared: u32, left_out: &[String]) -> String {
    let compared = count(compared, "risk that has", "risks that have");
    let mut text = format!("Sums of {compared} both scores.");
    if !left_out.is_empty() {
        text.push_str(&format!(" Not in them: {}.", left_out.join("; ")));
    }
    text
}

/// The heading of what removes most for its cost.
#[must_use]
pub fn where_the_next_helps(currency: &Currency) -> String {
    format!("Where the next {} helps most", unit_words(currency))
}

/// That a risk of one's own needs a title.
#[must_use]
pub const fn name_the_risk() -> &'static str {
    "Say in a few words what may happen."
}

/// What stands above the assessor's own risks of one category.
#[must_use]
pub fn own_heading(category: &str) -> String {
    match category {
        "" => "Your own".to_owned(),
        category => format!("Your own: {}", super::name(category)),
    }
}

/// That an identifier is another risk's.
#[must_use]
pub fn identifier_is_taken(id: &str) -> String {
    format!("There is a risk {id} already. Choose another identifier.")
}

/// That a risk of one's own was deleted.
#[must_use]
pub fn removed(title: &str) -> String {
    format!("\u{201c}{}\u{201d} was deleted.", super::name(title))
}

#[cfg(test)]
mod tests {
    use assay_assessment::{BasisPoints, Impact, ImpactFactors, Money, Probability, ScaleLevel};

    use super::*;

    fn euros(euros: u64) -> Money {
        Money::from_minor_units(euros * 100).unwrap()
    }

    fn exposure(euros_exposed: u64) -> Exposure {
        let score = Score {
            probability: Some(Probability::Exact(BasisPoints::CERTAIN)),
            impact: Some(Impact::Exact(euros(euros_exposed))),
        };
        Exposure::of(&score, &Scales::default()).unwrap()
    }

    #[test]
    fn the_arithmetic_is_shown_with_its_numbers() {
        let scales = Scales::default();
        let mut score = Score::default();
        assert_eq!(arithmetic(&score, &scales), "Not scored yet");
        score.probability = ScaleLevel::new(3).map(Probability::Level);
        assert_eq!(
            arithmetic(&score, &scales),
            "20 % \u{d7} an impact not chosen yet"
        );
        score.impact = Some(Impact::Factors(ImpactFactors {
            direct_cost: euros(60_000),
            staff_time: euros(40_000),
            ..ImpactFactors::default()
        }));
        assert_eq!(
            arithmetic(&score, &scales),
            "20 % \u{d7} EUR\u{a0}100,000 = EUR\u{a0}20,000"
        );
        score.probability = None;
        assert_eq!(
            arithmetic(&score, &scales),
            "A probability not chosen yet \u{d7} EUR\u{a0}100,000"
        );
    }

    #[test]
    fn ratios_have_the_decimals_they_need() {
        let words = |removed, cost| {
            worth_words(Worth {
                removed,
                cost: Money::from_minor_units(cost).unwrap(),
            })
        };
        assert_eq!(words(1_200, 100), "12");
        assert_eq!(words(1_250, 100), "12.5");
        assert_eq!(words(84, 100), "0.84");
        assert_eq!(words(5, 100), "0.05");
        assert_eq!(words(-250, 100), "\u{2212}2.5");
    }

    #[test]
    fn a_change_of_exposure_is_told_in_whole_per_cent() {
        let words = |before, after| change_words(exposure(before), exposure(after));
        assert_eq!(words(100, 20).as_deref(), Some("80 % less"));
        assert_eq!(words(100, 125).as_deref(), Some("25 % more"));
        assert_eq!(words(100, 100).as_deref(), Some("unchanged"));
        assert_eq!(
            words(100_000, 99_999).as_deref(),
            Some("changed by less than 1 %")
        );
        assert_eq!(words(0, 5), None);
    }

    #[test]
    fn a_cell_is_told_with_its_rating() {
        let cell = MatrixCell {
            probability: ScaleLevel::ALL[2],
            impact: ScaleLevel::ALL[3],
        };
        assert_eq!(cell_words(cell), "Possible, Major: high");
    }

    #[test]
    fn sums_say_what_is_not_in_them() {
        assert_eq!(sums_of(1, &[]), "Sums of 1 risk that has both scores.");
        let left_out = ["one".to_owned(), "another".to_owned()];
        assert_eq!(
            sums_of(2, &left_out),
            "Sums of 2 risks that have both scores. Not in them: one; another."
        );
    }

    #[test]
    fn a_way_names_what_is_not_scored() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(way(some("9"), some("1")), "1, from 9");
        assert_eq!(way(some("9"), None), "9 inherent, residual not scored");
        assert_eq!(way(None, None), "");
    }
}
