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
        self.left_out_in(count, |amount| currency.format(amount))
    }

    /// The same with numbers written by these: `counted` writes a number with the noun for one or for many,
    /// `amount` one of minor units.
    #[must_use]
    pub fn left_out_in(
        &self,
        counted: impl Fn(u32, &str, &str) -> String,
        amount: impl Fn(i128) -> String,
    ) -> Vec<String> {
        let sum = |sum: Sum, when: &str| {
            (sum.risks > 0).then(|| {
                format!(
                    "{} scored only {when} mitigation ({})",
                    counted(sum.risks, "risk", "risks"),
                    amount(i128::from(sum.exposure))
                )
            })
        };
        let unscored = (self.unscored > 0)
            .then(|| counted(self.unscored, "risk not scored", "risks not scored"));
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
