//! The scale of bars: linear, or logarithmic where a linear one would leave nothing to see of the small
//! ones. Which one it is, and where its lines stand, is decided with integers alone: the logarithms of the
//! standard library are not the same on every machine, and a report must be drawn with the same bytes.

use super::RankingRow;

/// From a largest bar of more than so many times the smallest one on, the scale is logarithmic.
const MOST_TIMES: u128 = 20;

/// Fractional bits of a logarithm.
const FRACTION_BITS: u32 = 32;

/// The powers of ten at which a logarithmic scale for these rows has lines, in minor units: from below the
/// smallest amount to at most the largest; empty if the scale is linear. Amounts of zero have no bar, and
/// do not count.
pub(super) fn powers_of_ten(rows: &[RankingRow]) -> Vec<u64> {
    let amounts = rows.iter().flat_map(|row| [row.inherent, row.residual]);
    let positive = amounts.filter(|&amount| amount > 0);
    let (Some(smallest), Some(largest)) = (positive.clone().min(), positive.max()) else {
        return Vec::new();
    };
    if u128::from(largest) <= MOST_TIMES * u128::from(smallest) {
        return Vec::new();
    }
    // A bar that ended where the scale begins could not be seen, so that the scale begins below it; no
    // power of ten is below a single minor unit.
    let first = (smallest - 1).checked_ilog10().unwrap_or(0);
    (first..=largest.ilog10())
        .filter_map(|exponent| 10_u64.checked_pow(exponent))
        .collect()
}

/// How far along a scale an amount stands, from 0.0 to 1.0.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scale {
    /// From zero to this amount, which is above zero.
    Linear(u64),
    /// Between the logarithms of two amounts.
    Logarithmic {
        /// Where the scale begins.
        from: u64,
        /// Where it ends, which is above its beginning.
        to: u64,
    },
}

impl Scale {
    /// The scale for rows whose logarithmic scale begins at this amount, if it is logarithmic.
    pub(super) fn of(rows: &[RankingRow], first_line: Option<u64>) -> Self {
        let amounts = rows.iter().flat_map(|row| [row.inherent, row.residual]);
        let largest = amounts.max().unwrap_or(0).max(1);
        match first_line.map(|amount| amount.max(1)) {
            Some(from) if from < largest => Self::Logarithmic {
                from: binary_logarithm(from),
                to: binary_logarithm(largest),
            },
            _ => Self::Linear(largest),
        }
    }

    /// The place of an amount: 0.0 at the beginning of the scale and before, 1.0 at its end and beyond.
    pub(super) fn share(self, amount: u64) -> f32 {
        // Conversions and division round alike on every machine (IEEE 754).
        let share = match self {
            Self::Linear(largest) => amount as f64 / largest as f64,
            Self::Logarithmic { from, to } => {
                let above = binary_logarithm(amount.max(1)).saturating_sub(from);
                above as f64 / to.saturating_sub(from).max(1) as f64
            }
        };
        share.min(1.0) as f32
    }
}

/// The binary logarithm of a number above zero, in units of 2^-32, rounded down; 0 for zero.
///
/// The whole part is the number's length in bits. Each squaring of what is left doubles its logarithm, and
/// so brings out the next bit of the fraction (Knuth, The Art of Computer Programming, volume 1,
/// section 1.2.2).
fn binary_logarithm(value: u64) -> u64 {
    let Some(whole) = value.checked_ilog2() else {
        return 0;
    };
    // From 1 to below 2, in units of 2^-63.
    let mut rest = value << (u64::BITS - 1 - whole);
    let mut logarithm = u64::from(whole);
    for _ in 0..FRACTION_BITS {
        let square = u128::from(rest) * u128::from(rest);
        let is_two_or_more = square >> 127 == 1;
        let shift = if is_two_or_more { 64 } else { 63 };
        logarithm = logarithm << 1 | u64::from(is_two_or_more);
        rest = u64::try_from(square >> shift).unwrap_or(u64::MAX);
    }
    logarithm
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(amounts: &[(u64, u64)]) -> Vec<RankingRow> {
        let row = |&(inherent, residual): &(u64, u64)| RankingRow {
            label: String::new(),
            inherent,
            residual,
            inherent_figure: String::new(),
            residual_figure: String::new(),
        };
        amounts.iter().map(row).collect()
    }

    #[test]
    fn a_scale_is_logarithmic_from_more_than_twenty_times_on() {
        assert_eq!(powers_of_ten(&rows(&[(2_000, 100)])), [] as [u64; 0]);
        assert_eq!(powers_of_ten(&rows(&[(2_001, 100)])), [10, 100, 1_000]);
        assert_eq!(powers_of_ten(&rows(&[(2_100, 101)])), [100, 1_000]);
        // What has no bar does not count, and without bars there is nothing to show.
        assert_eq!(
            powers_of_ten(&rows(&[(2_000, 0), (0, 100)])),
            [] as [u64; 0]
        );
        assert_eq!(powers_of_ten(&rows(&[(0, 0)])), [] as [u64; 0]);
        assert_eq!(powers_of_ten(&[]), [] as [u64; 0]);
    }

    #[test]
    fn a_scale_of_the_largest_amounts_has_all_its_lines() {
        let lines = powers_of_ten(&rows(&[(u64::MAX, 1)]));
        assert_eq!(lines.len(), 20);
        assert_eq!(lines.last(), Some(&10_000_000_000_000_000_000));
        let scale = Scale::of(&rows(&[(u64::MAX, 1)]), lines.first().copied());
        assert!((scale.share(u64::MAX) - 1.0).abs() < f32::EPSILON);
        assert!(scale.share(1).abs() < f32::EPSILON && scale.share(0).abs() < f32::EPSILON);
    }

    #[test]
    fn lines_stand_at_equal_distances() {
        let rows = rows(&[(125_000_000, 500_000)]);
        let lines = powers_of_ten(&rows);
        assert_eq!(lines, [100_000, 1_000_000, 10_000_000, 100_000_000]);
        let scale = Scale::of(&rows, lines.first().copied());
        let places: Vec<f32> = lines.iter().map(|&line| scale.share(line)).collect();
        let step = places[1] - places[0];
        for pair in places.windows(2) {
            assert!((pair[1] - pair[0] - step).abs() < 1e-6, "{places:?}");
        }
    }

    proptest! {
        #[test]
        #[allow(clippy::disallowed_methods, reason = "what is drawn is compared with it, and not drawn with it")]
        fn the_logarithm_is_that_of_the_standard_library(
            value in prop_oneof![1_u64..100_000, any::<u64>().prop_map(|value| value.max(1))],
            shift in 0_u32..64,
        ) {
            let value = (value >> shift).max(1);
            let ours = binary_logarithm(value) as f64 / f64::from(1_u32 << 31) / 2.0;
            let decimal = ours / std::f64::consts::LOG2_10;
            prop_assert!((decimal - (value as f64).log10()).abs() < 1e-8, "{value}: {decimal}");
        }

        #[test]
        fn a_larger_amount_stands_no_nearer_to_the_beginning(
            left in any::<u64>(), right in any::<u64>(), smallest in 1_u64..1_000_000, times in 1_u64..1_000_000,
        ) {
            let rows = rows(&[(smallest.saturating_mul(times), smallest)]);
            let scale = Scale::of(&rows, powers_of_ten(&rows).first().copied());
            let (least, most) = (left.min(right), left.max(right));
            prop_assert!(scale.share(least) <= scale.share(most));
            prop_assert!((0.0..=1.0).contains(&scale.share(left)));
        }
    }
}
