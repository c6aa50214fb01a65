//! What a comparison of exposures leaves out.

use super::count;
use crate::{
    Currency,
    exposure::{Sum, TotalExposure},
};

impl TotalExposure {
    /// The risks that the comparison leaves out, each kind as a phrase; empty when it has them all.
    #[must_use]
    pub fn left_out(&self, currency: &Currency) -> Vec<String> {
        let sum = |sum: Sum, when: &str| {
            (sum.risks > 0).then(|| {
                format!(
                    "{} scored only {when} mitigation ({})",
                    count(sum.risks, "risk", "risks"),
                    currency.format(i128::from(sum.exposure))
                )
            })
        };
        let unscored = (self.unscored > 0)
            .then(|| count(self.unscored, "risk not scored", "risks not scored"));
        [
            sum(self.inherent_only, "before"),
            sum(self.residual_only, "after"),
            unscored,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
