//! The scales while they are edited: they may not fit together yet, and then nothing is written.

use assay_assessment::{BasisPoints, Currency, Money, ScaleLevel, Scales, ScalesError};

use crate::words::sentence;

/// The ten anchors as they stand in the fields, in the currency that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScalesDraft {
    /// The currency.
    pub(super) currency: Currency,
    /// Basis points, level 1 first; `None` for an empty field.
    pub(super) probability: [Option<u64>; 5],
    /// Minor units, level 1 first; `None` for an empty field.
    pub(super) impact: [Option<u64>; 5],
}

/// What keeps a draft from being written, each at its field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ScalesProblems {
    /// About the probabilities, level 1 first.
    pub(super) probability: [Option<String>; 5],
    /// About the impacts, level 1 first.
    pub(super) impact: [Option<String>; 5],
}

impl ScalesProblems {
    /// The first of them.
    pub(super) fn first(&self) -> String {
        let all = self.probability.iter().chain(&self.impact);
        all.flatten().next().cloned().unwrap_or_default()
    }
}

impl ScalesDraft {
    /// The draft that shows these scales.
    pub(super) fn of(scales: &Scales) -> Self {
        let levels = ScaleLevel::ALL;
        Self {
            currency: scales.currency().clone(),
            probability: levels.map(|level| Some(scales.probability_of(level).into())),
            impact: levels.map(|level| Some(scales.impact_of(level).into())),
        }
    }

    /// The ten anchors as text, to be kept while they do not fit together.
    pub(super) fn write(&self) -> String {
        let anchors = self.probability.iter().chain(&self.impact);
        let texts: Vec<String> = anchors
            .map(|anchor| anchor.map(|units| units.to_string()).unwrap_or_default())
            .collect();
        texts.join(",")
    }

    /// The draft in this one's currency that was kept as such a text.
    pub(super) fn read(&self, text: &str) -> Option<Self> {
        let mut anchors = text.split(',').map(|anchor| anchor.parse().ok());
        let mut five = || -> Option<[Option<u64>; 5]> {
            let five: Vec<_> = anchors.by_ref().take(5).collect();
            five.try_into().ok()
        };
        Some(Self {
            currency: self.currency.clone(),
            probability: five()?,
            impact: five()?,
        })
    }

    /// The scales, or everything that is wrong.
    ///
    /// # Errors
    /// [`ScalesProblems`] with a sentence for each field that does not fit.
    pub(super) fn check(&self) -> Result<Scales, Box<ScalesProblems>> {
        let mut problems = Box::<ScalesProblems>::default();
        let probability = anchors(
            &self.probability,
            |points| BasisPoints::new(points).map_err(|error| error.to_string()),
            "a probability",
            ScalesError::ProbabilityDoesNotRise,
        )
        .map_err(|found| problems.probability = found);
        let impact = anchors(
            &self.impact,
            |units| Money::from_minor_units(units).map_err(|error| error.to_string()),
            "an impact",
            ScalesError::ImpactDoesNotRise,
        )
        .map_err(|found| problems.impact = found);
        match (probability, impact) {
            (Ok(probability), Ok(impact)) => {
                // The anchors rise, so this holds; if it ever did not, the draft stays a draft.
                Scales::new(self.currency.clone(), probability, impact).map_err(|_| problems)
            }
            _ => Err(problems),
        }
    }
}

/// Five anchors that rise, or what is wrong with each.
fn anchors<T: Copy + Ord>(
    entered: &[Option<u64>; 5],
    read: impl Fn(u64) -> Result<T, String>,
    what: &str,
    does_not_rise: fn(u8) -> ScalesError,
) -> Result<[T; 5], [Option<String>; 5]> {
    let values = entered.map(|value| match value {
        None => Err(format!("enter {what}")),
        Some(value) => read(value),
    });
    let mut problems: [Option<String>; 5] = Default::default();
    let mut below = None;
    for ((number, value), problem) in (1_u8..).zip(&values).zip(&mut problems) {
        match value {
            Err(message) => *problem = Some(sentence(message)),
            Ok(value) => {
                if below.is_some_and(|below| *value <= below) {
                    *problem = Some(sentence(&does_not_rise(number).to_string()));
                }
                below = Some(*value);
            }
        }
    }
    match values {
        [Ok(one), Ok(two), Ok(three), Ok(four), Ok(five)]
            if problems.iter().all(Option::is_none) =>
        {
            Ok([one, two, three, four, five])
        }
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_of_scales_is_those_scales() {
        let scales = Scales::default();
        assert_eq!(ScalesDraft::of(&scales).check(), Ok(scales));
    }

    #[test]
    fn every_field_that_does_not_fit_says_why() {
        let mut draft = ScalesDraft::of(&Scales::default());
        draft.probability[3] = draft.probability[2];
        draft.impact[0] = None;
        draft.impact[4] = Some(0);
        let kept = ScalesDraft::of(&Scales::default()).read(&draft.write());
        assert_eq!(kept.as_ref(), Some(&draft));
        let problems = draft.check().unwrap_err();
        assert!(problems.first().starts_with("The probability of level 4"));
        assert_eq!(
            problems.probability,
            [
                None,
                None,
                None,
                Some("The probability of level 4 must be above that of level 3.".to_owned()),
                None
            ]
        );
        assert_eq!(problems.impact[0].as_deref(), Some("Enter an impact."));
        assert_eq!(
            problems.impact[4].as_deref(),
            Some("The impact of level 5 must be above that of level 4.")
        );
    }
}
