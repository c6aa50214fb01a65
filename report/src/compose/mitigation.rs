//! What mitigation costs and what it removes, in words: a ratio alone, or a negative one, means nothing to
//! a reader.

use super::Composer;
use crate::document::RiskPart;
use crate::public::WITHHELD;

impl Composer<'_> {
    /// What mitigating a risk costs and removes, as a sentence without its full stop; nothing if neither is
    /// known.
    pub(super) fn mitigation_in_words(&self, risk: &RiskPart) -> Option<String> {
        if self.hidden.risks.contains(&risk.id) {
            // The line of its scores says so.
            return None;
        }
        if self.hidden.all_amounts && (risk.removed.is_some() || risk.mitigation_cost.is_some()) {
            return Some(format!("What it costs and removes: {WITHHELD}"));
        }
        let cost = risk.mitigation_cost.map(|cost| self.words.money(cost));
        let removed = |units: i64| self.words.minor_units(i128::from(units.unsigned_abs()));
        Some(match (risk.removed, cost) {
            (None, None) => return None,
            (None, Some(cost)) => format!("Costs {cost}"),
            (Some(units @ ..0), cost) => {
                let costs =
                    cost.map_or_else(String::new, |cost| format!("; mitigation costs {cost}"));
                format!(
                    "The risk grew after mitigation: its expected loss per year rose by {}{costs}",
                    removed(units)
                )
            }
            (Some(0), None) => "Removes nothing of the expected loss per year".to_owned(),
            (Some(0), Some(cost)) => {
                format!("Costs {cost} and removes nothing of the expected loss per year")
            }
            (Some(units), None) => {
                format!("Removes {} of expected loss per year", removed(units))
            }
            (Some(units), Some(cost)) => {
                let ratio = risk.worth_hundredths.map_or_else(String::new, |worth| {
                    format!(
                        ", {} for each {} that it costs",
                        self.worth(worth),
                        self.unit()
                    )
                });
                format!(
                    "Costs {cost} and removes {} of expected loss per year{ratio}",
                    removed(units)
                )
            }
        })
    }

    /// How much of the expected loss per year is removed for each unit of cost, in few words for a cell of a
    /// table whose heading says that.
    pub(super) fn worth_in_words(&self, risk: &RiskPart) -> String {
        match (risk.removed, risk.worth_hundredths) {
            (Some(units @ ..0), _) => {
                format!("rose by {}", self.words.minor_units(-i128::from(units)))
            }
            (Some(0), _) => "nothing".to_owned(),
            (_, Some(worth)) => self.worth(worth),
            (_, None) => "–".to_owned(),
        }
    }

    /// Hundredths of a ratio above zero as a decimal number.
    fn worth(&self, hundredths: i64) -> String {
        match hundredths.unsigned_abs() {
            0 => format!("less than {}", self.writing.hundredths(1)),
            hundredths => self.writing.hundredths(hundredths),
        }
    }

    /// What amounts are counted in.
    pub(super) fn unit(&self) -> &str {
        self.report.scales.currency.code()
    }
}
