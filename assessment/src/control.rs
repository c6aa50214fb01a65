use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{ControlEffectiveness, Day, EarlierControl, Effectiveness, Procedure, ProcedureResult};

/// What was found of one control; the five statuses of the specification's summary table.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has looked yet: says nothing about conformance.
    #[default]
    NotTested,
    /// The control is met: passes.
    Implemented,
    /// The control does not concern this operator: passes, and needs a reason.
    NotApplicable,
    /// The control is met in part: fails.
    Partial,
    /// The control is not met: fails.
    Fails,
}

impl Status {
    /// All five, in the order of the specification and of the keys 1 to 5.
    pub const ALL: [Self; 5] = [
        Self::NotTested,
        Self::Implemented,
        Self::NotApplicable,
        Self::Partial,
        Self::Fails,
    ];

    /// The specification's words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotTested => "Not Tested",
            Self::Implemented => "Implemented",
            Self::NotApplicable => "Not Applicable",
            Self::Partial => "Partial / Incomplete",
            Self::Fails => "Fails",
        }
    }

    /// Whether the control counts as met; `None` while nobody has looked.
    #[must_use]
    pub const fn passes(self) -> Option<bool> {
        match self {
            Self::NotTested => None,
            Self::Implemented | Self::NotApplicable => Some(true),
            Self::Partial | Self::Fails => Some(false),
        }
    }
}

/// How the assessor came to know (NIST SP 800-53A, section 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Documents, mechanisms or activities were looked at.
    Examine,
    /// People were asked.
    Interview,
    /// Something was made to happen, and the result compared with what was expected.
    Test,
}

impl Method {
    /// All three, in the standard's order.
    pub const ALL: [Self; 3] = [Self::Examine, Self::Interview, Self::Test];

    /// The standard's word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Examine => "Examine",
            Self::Interview => "Interview",
            Self::Test => "Test",
        }
    }
}

/// Which parts of [`Assessed`] the program filled in, rather than a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilledIn {
    /// None, or it is not known, as in what was written before this was kept.
    #[default]
    Nothing,
    /// The day.
    Day,
    /// The name.
    Name,
    /// Both.
    Both,
}

impl FilledIn {
    const fn of(day: bool, name: bool) -> Self {
        match (day, name) {
            (true, true) => Self::Both,
            (true, false) => Self::Day,
            (false, true) => Self::Name,
            (false, false) => Self::Nothing,
        }
    }

    const fn has_day(self) -> bool {
        matches!(self, Self::Day | Self::Both)
    }

    const fn has_name(self) -> bool {
        matches!(self, Self::Name | Self::Both)
    }

    fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

/// Who assessed a control, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Assessed {
    /// The day on which the control was last assessed.
    pub on: Day,
    /// The assessor's name; may be empty while nobody is named. At most one line.
    pub by: String,
    /// What of both the program filled in; only that is filled in anew when a status is set.
    #[serde(default, skip_serializing_if = "FilledIn::is_nothing")]
    pub filled_in: FilledIn,
}

impl Assessed {
    /// What stands beside a status that is set on `today` by `author`. What a person entered stays;
    /// what is empty is filled in, and what was filled in is filled in anew. A control that is Not
    /// Tested again keeps only what a person entered.
    #[must_use]
    pub fn beside(status: Status, before: Option<&Self>, today: Day, author: &str) -> Option<Self> {
        let filled_in = before.map_or(FilledIn::Both, |before| {
            let has_name = before.filled_in.has_name() || before.by.trim().is_empty();
            FilledIn::of(before.filled_in.has_day(), has_name)
        });
        if status == Status::NotTested {
            return before.filter(|_| filled_in != FilledIn::Both).cloned();
        }
        Some(Self {
            on: match before {
                Some(before) if !filled_in.has_day() => before.on,
                _ => today,
            },
            by: match before {
                Some(before) if !filled_in.has_name() => before.by.clone(),
                _ => author.to_owned(),
            },
            filled_in,
        })
    }

    /// Whether a person entered the name.
    #[must_use]
    pub fn has_entered_name(&self) -> bool {
        !self.filled_in.has_name() && !self.by.trim().is_empty()
    }

    /// The same on a day that a person entered.
    #[must_use]
    pub fn with_day(before: Option<&Self>, on: Day, author: &str) -> Self {
        let has_name = before.is_none_or(|before| before.filled_in.has_name());
        Self {
            on,
            by: before.map_or_else(|| author.to_owned(), |before| before.by.clone()),
            filled_in: FilledIn::of(false, has_name),
        }
    }

    /// The same by a person whose name a person entered. A name that stood there already, or none
    /// where there was none, is nothing that was entered.
    #[must_use]
    pub fn with_name(before: Option<&Self>, by: String, today: Day) -> Option<Self> {
        if before.map_or("", |before| &before.by) == by {
            return before.cloned();
        }
        let has_day = before.is_none_or(|before| before.filled_in.has_day());
        Some(Self {
            on: before.map_or(today, |before| before.on),
            by,
            filled_in: FilledIn::of(has_day, false),
        })
    }
}

/// What was found of one control. The default is a control that nobody has touched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ControlFinding {
    /// What was found.
    pub status: Status,
    /// Why the control is not applicable, or what is missing from it; plain text.
    pub reason: String,
    /// How the assessor came to know.
    pub methods: BTreeSet<Method>,
    /// Who assessed it, and when.
    pub assessed: Option<Assessed>,
    /// The assessor's note, Markdown.
    pub note: String,
    /// What was done to find out, by number.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub procedures: BTreeMap<u16, Procedure>,
    /// Design and operation, where they are kept apart.
    #[serde(skip_serializing_if = "ControlEffectiveness::is_empty")]
    pub effectiveness: ControlEffectiveness,
    /// What the assessment before found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Box<EarlierControl>>,
}

impl ControlFinding {
    /// Whether a procedure found exceptions, or design or operation is not effective.
    #[must_use]
    pub fn has_exceptions(&self) -> bool {
        let mut results = self.procedures.values().map(|procedure| procedure.result);
        let ControlEffectiveness { design, operation } = self.effectiveness;
        results.any(|result| result == Some(ProcedureResult::Exceptions))
            || [design, operation].contains(&Some(Effectiveness::NotEffective))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn some(on: &str, by: &str, filled_in: FilledIn) -> Option<Assessed> {
        let (on, by) = (day(on), by.to_owned());
        Some(Assessed { on, by, filled_in })
    }

    #[test]
    fn what_is_empty_is_filled_in_and_what_was_filled_in_is_filled_in_anew() {
        let today = day("2026-11-25");
        let set =
            |before: Option<&Assessed>| Assessed::beside(Status::Implemented, before, today, "Ada");
        let both = some("2026-11-25", "Ada", FilledIn::Both);
        assert_eq!(set(None), both);
        assert_eq!(
            set(some("2026-11-01", "Bob", FilledIn::Both).as_ref()),
            both
        );
        assert_eq!(
            set(some("2026-11-01", "Bob", FilledIn::Day).as_ref()),
            some("2026-11-25", "Bob", FilledIn::Day)
        );
        assert_eq!(
            set(some("2026-11-01", "Bob", FilledIn::Name).as_ref()),
            some("2026-11-01", "Ada", FilledIn::Name)
        );
        assert_eq!(
            set(some("2026-11-01", " ", FilledIn::Nothing).as_ref()),
            some("2026-11-01", "Ada", FilledIn::Name)
        );
        let hand = some("2026-11-01", "Bob", FilledIn::Nothing);
        assert_eq!(set(hand.as_ref()), hand);
    }

    #[test]
    fn not_tested_takes_away_only_what_was_filled_in() {
        let set = |before: Option<Assessed>| {
            Assessed::beside(Status::NotTested, before.as_ref(), day("2026-11-25"), "Ada")
        };
        assert_eq!(set(some("2026-11-01", "Ada", FilledIn::Both)), None);
        for filled_in in [FilledIn::Nothing, FilledIn::Day, FilledIn::Name] {
            let before = some("2026-11-01", "Bob", filled_in);
            assert_eq!(set(before.clone()), before);
        }
    }

    #[test]
    fn a_name_that_stands_there_already_is_not_entered() {
        let name = |before: Option<&Assessed>, by: &str| {
            Assessed::with_name(before, by.to_owned(), day("2026-11-25"))
        };
        assert_eq!(name(None, ""), None);
        let before = some("2026-11-01", "Ada", FilledIn::Both);
        assert_eq!(name(before.as_ref(), "Ada"), before);
        assert_eq!(
            name(before.as_ref(), "Grace"),
            some("2026-11-01", "Grace", FilledIn::Day)
        );
    }

    #[test]
    fn a_finding_that_was_written_before_is_a_persons_and_keeps_its_bytes() {
        let text = r#"{"on":"2026-11-01","by":"Ada"}"#;
        let read: Assessed = serde_json::from_str(text).unwrap();
        assert_eq!(
            Some(&read),
            some("2026-11-01", "Ada", FilledIn::Nothing).as_ref()
        );
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }

    proptest! {
        #[test]
        fn no_status_changes_what_a_person_entered(
            statuses in proptest::collection::vec(proptest::sample::select(Status::ALL.to_vec()), 1..8),
            names in any::<bool>(),
        ) {
            let mut after = if names {
                Assessed::with_name(None, "Grace".to_owned(), day("2026-01-01"))
            } else {
                Some(Assessed::with_day(None, day("2026-01-01"), "Ada"))
            };
            for status in statuses {
                after = Assessed::beside(status, after.as_ref(), day("2026-11-25"), "Bob");
            }
            let kept = after.map(|after| if names {
                after.by == "Grace"
            } else {
                after.on == day("2026-01-01")
            });
            prop_assert_eq!(kept, Some(true));
        }
    }
}
