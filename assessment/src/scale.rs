use serde::{Deserialize, Serialize};

use crate::{BasisPoints, Currency, Money};

/// A step of the five-step scales, from the least to the greatest.
///
/// The words are those of the qualitative scales in NIST SP 800-30, appendices G and H, as risk
/// matrices commonly label them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ScaleLevel(u8);

impl ScaleLevel {
    /// The five levels, from the least to the greatest.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The level of that number.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 5 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// 0 to 4, for arrays.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }

    /// The word for a probability.
    #[must_use]
    pub const fn probability_label(self) -> &'static str {
        ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"][self.index()]
    }

    /// The word for an impact.
    #[must_use]
    pub const fn impact_label(self) -> &'static str {
        ["Negligible", "Minor", "Moderate", "Major", "Severe"][self.index()]
    }
}

impl TryFrom<u8> for ScaleLevel {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number)
            .ok_or_else(|| format!("{number} is not a level of a scale; levels go from 1 to 5"))
    }
}

impl From<ScaleLevel> for u8 {
    fn from(level: ScaleLevel) -> Self {
        level.0
    }
}

/// The anchors do not rise from level to level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScalesError {
    /// A probability is not above the one of the level below.
    #[error("the probability of level {0} must be above that of level {below}", below = .0 - 1)]
    ProbabilityDoesNotRise(u8),
    /// An impact is not above the one of the level below.
    #[error("the impact of level {0} must be above that of level {below}", below = .0 - 1)]
    ImpactDoesNotRise(u8),
}

/// What the five levels stand for in this assessment, and its currency.
///
/// Both scales rise strictly. A number that was entered directly belongs to the highest level
/// whose anchor it reaches, and to level 1 when it is below them all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ScalesFields", into = "ScalesFields")]
pub struct Scales {
    currency: Currency,
    probability: [BasisPoints; 5],
    impact: [Money; 5],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScalesFields {
    currency: Currency,
    probability: [BasisPoints; 5],
    impact: [Money; 5],
}

impl Scales {
    /// Scales with these anchors, level 1 first.
    ///
    /// # Errors
    /// [`ScalesError`] names the first level that does not rise above the one below it.
    pub fn new(
        currency: Currency,
        probability: [BasisPoints; 5],
        impact: [Money; 5],
    ) -> Result<Self, ScalesError> {
        for level in 1..5 {
            // There are five levels, so the number of a level always fits.
            let number = u8::try_from(level + 1).unwrap_or(u8::MAX);
            if probability[level] <= probability[level - 1] {
                return Err(ScalesError::ProbabilityDoesNotRise(number));
            }
            if impact[level] <= impact[level - 1] {
                return Err(ScalesError::ImpactDoesNotRise(number));
            }
        }
        Ok(Self {
            currency,
            probability,
            impact,
        })
    }

    /// The same scales in another currency: no amount is exchanged at a rate.
    ///
    /// # Errors
    /// The levels whose impact cannot be written exactly with its decimals.
    pub(crate) fn in_currency(&self, currency: Currency) -> Result<Self, Vec<ScaleLevel>> {
        let (from, to) = (self.currency.decimals(), currency.decimals());
        let again = self.impact.map(|impact| impact.with_decimals(from, to));
        match again {
            // What was multiplied or divided by the same number rises as it did before.
            [Some(one), Some(two), Some(three), Some(four), Some(five)] => Ok(Self {
                currency,
                probability: self.probability,
                impact: [one, two, three, four, five],
            }),
            _ => Err(ScaleLevel::ALL
                .into_iter()
                .filter(|level| again[level.index()].is_none())
                .collect()),
        }
    }

    /// The assessment's one currency.
    #[must_use]
    pub const fn currency(&self) -> &Currency {
        &self.currency
    }

    /// The probability that a level stands for.
    #[must_use]
    pub const fn probability_of(&self, level: ScaleLevel) -> BasisPoints {
        self.probability[level.index()]
    }

    /// The impact that a level stands for.
    #[must_use]
    pub const fn impact_of(&self, level: ScaleLevel) -> Money {
        self.impact[level.index()]
    }

    /// The level that a probability belongs to.
    #[must_use]
    pub fn probability_level(&self, probability: BasisPoints) -> ScaleLevel {
        highest_reached(&self.probability, probability)
    }

    /// The level that an impact belongs to.
    #[must_use]
    pub fn impact_level(&self, impact: Money) -> ScaleLevel {
        highest_reached(&self.impact, impact)
    }
}

impl Default for Scales {
    /// Euro; 1, 5, 20, 50 and 90 %; 1,000 to 10 million.
    fn default() -> Self {
        let points = |points| BasisPoints::new(points).unwrap_or(BasisPoints::CERTAIN);
        let euros = |euros: u64| Money::from_minor_units(euros * 100).unwrap_or(Money::MOST);
        Self {
            currency: Currency::euro(),
            probability: [
                points(100),
                points(500),
                points(2_000),
                points(5_000),
                points(9_000),
            ],
            impact: [
                euros(1_000),
                euros(10_000),
                euros(100_000),
                euros(1_000_000),
                euros(10_000_000),
            ],
        }
    }
}

impl TryFrom<ScalesFields> for Scales {
    type Error = ScalesError;

    fn try_from(fields: ScalesFields) -> Result<Self, ScalesError> {
        Self::new(fields.currency, fields.probability, fields.impact)
    }
}

impl From<Scales> for ScalesFields {
    fn from(scales: Scales) -> Self {
        Self {
            currency: scales.currency,
            probability: scales.probability,
            impact: scales.impact,
        }
    }
}

fn highest_reached<T: Ord>(anchors: &[T; 5], value: T) -> ScaleLevel {
    ScaleLevel::ALL
        .into_iter()
        .rev()
        .find(|level| anchors[level.index()] <= value)
        .unwrap_or(ScaleLevel::ALL[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_belongs_to_the_highest_level_it_reaches() {
        let scales = Scales::default();
        let level = |points| {
            scales
                .probability_level(BasisPoints::new(points).unwrap())
                .number()
        };
        assert_eq!(
            [
                level(0),
                level(100),
                level(499),
                level(500),
                level(9_000),
                level(10_000)
            ],
            [1, 1, 1, 2, 5, 5]
        );
        for each in ScaleLevel::ALL {
            assert_eq!(scales.impact_level(scales.impact_of(each)), each);
        }
    }

    #[test]
    fn the_default_scales_are_sound_and_travel() {
        let scales = Scales::default();
        assert!(Scales::new(scales.currency.clone(), scales.probability, scales.impact).is_ok());
        let text = serde_json::to_string(&scales).unwrap();
        assert_eq!(serde_json::from_str::<Scales>(&text).unwrap(), scales);
    }

    #[test]
    fn scales_that_do_not_rise_are_refused_with_the_level() {
        let scales = Scales::default();
        let mut probability = scales.probability;
        probability[3] = probability[2];
        assert_eq!(
            Scales::new(Currency::euro(), probability, scales.impact)
                .unwrap_err()
                .to_string(),
            "the probability of level 4 must be above that of level 3"
        );
    }
}
