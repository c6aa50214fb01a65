//! How much changed, for a line.

use std::fmt;

use super::{Change, Difference};

/// How many things of one kind became what. They add up to all things that either edition has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those of which both editions say the same in every respect.
    pub unchanged: usize,
    /// Those whose name and words are the same, but of which something else differs, such as their
    /// risks, or a summary of ours.
    pub otherwise_changed: usize,
    /// Those with the same name and other words.
    pub reworded: usize,
    /// Those with another name.
    pub renamed: usize,
    /// Those that only the new edition has.
    pub new: usize,
    /// Risks that no longer apply.
    pub retired: usize,
    /// Risks that apply again.
    pub reinstated: usize,
    /// Those that only the old edition has.
    pub withdrawn: usize,
}

impl Count {
    /// How many there are in which anything changed.
    pub const fn changed(&self) -> usize {
        self.otherwise_changed
            + self.reworded
            + self.renamed
            + self.new
            + self.retired
            + self.reinstated
            + self.withdrawn
    }

    fn of(changes: impl Iterator<Item = (Change, bool)>) -> Self {
        let mut count = Self::default();
        for (kind, is_untouched) in changes {
            let place = match kind {
                Change::Unchanged if is_untouched => &mut count.unchanged,
                Change::Unchanged => &mut count.otherwise_changed,
                Change::Reworded => &mut count.reworded,
                Change::Renamed => &mut count.renamed,
                Change::New => &mut count.new,
                Change::Retired => &mut count.retired,
                Change::Reinstated => &mut count.reinstated,
                Change::Withdrawn => &mut count.withdrawn,
            };
            *place += 1;
        }
        count
    }
}

impl fmt::Display for Count {
    /// Such as "62 unchanged, 2 renamed".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = [
            (self.unchanged, "unchanged"),
            (self.otherwise_changed, "otherwise changed"),
            (self.reworded, "reworded"),
            (self.renamed, "renamed"),
            (self.new, "new"),
            (self.retired, "retired"),
            (self.reinstated, "reinstated"),
            (self.withdrawn, "withdrawn"),
        ];
        let parts: Vec<String> = named
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        if parts.is_empty() {
            return formatter.pad("none");
        }
        formatter.pad(&parts.join(", "))
    }
}

/// How many things of every kind became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The controls.
    pub controls: Count,
    /// The risks, active and retired.
    pub risks: Count,
    /// The mitigations.
    pub mitigations: Count,
    /// The terms of the glossary.
    pub terms: Count,
    /// The frameworks and the other works that are referred to.
    pub works: Count,
    /// Introductions and sections.
    pub passages: Count,
}

impl Counts {
    /// How many things there are in which anything changed.
    pub const fn changed(&self) -> usize {
        self.controls.changed()
            + self.risks.changed()
            + self.mitigations.changed()
            + self.terms.changed()
            + self.works.changed()
            + self.passages.changed()
    }
}

impl Difference {
    /// How many things became what.
    pub fn counts(&self) -> Counts {
        macro_rules! count {
            ($changes:expr) => {
                Count::of($changes.iter().map(|each| (each.kind, each.is_untouched())))
            };
        }
        Counts {
            controls: count!(self.controls),
            risks: count!(self.risks),
            mitigations: count!(self.mitigations),
            terms: count!(self.terms),
            works: count!(self.works),
            passages: count!(self.passages),
        }
    }
}
