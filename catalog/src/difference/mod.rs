//! The difference of two editions: for whoever has to know what changed, and for going over from one
//! to the other.
//!
//! What changed is said of the specification. Where the words of an edition are a summary of ours, and
//! only those differ, nothing counts as reworded ([`TextDifference`]).

mod controls;
mod counts;
mod markdown;
mod matching;
mod mitigations;
mod nearest;
mod others;
mod risks;
mod texts;
mod words;

pub use controls::ControlChange;
pub use counts::{Count, Counts};
pub use mitigations::MitigationChange;
pub use nearest::nearest;
pub use others::{Passage, PassageChange, TermChange, WorkChange};
pub use risks::RiskChange;
pub use texts::TextDifference;
pub use words::{Piece, words};

use std::collections::BTreeSet;

use crate::Catalog;

/// What became of a thing from one edition to another: its name and its own words. What else changed
/// about it stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It has the same identifier and says the same.
    Unchanged,
    /// It has the same identifier, and the specification's own words differ.
    Reworded,
    /// It has another identifier.
    Renamed,
    /// Only the new edition has it.
    New,
    /// A risk that applied, and whose identifier is no longer used.
    Retired,
    /// A risk that applies again, whose identifier was no longer used.
    Reinstated,
    /// Only the old edition has it.
    Withdrawn,
}

impl Change {
    /// All changes, in the order in which they are counted.
    pub const ALL: [Change; 7] = [
        Change::Unchanged,
        Change::Reworded,
        Change::Renamed,
        Change::New,
        Change::Retired,
        Change::Reinstated,
        Change::Withdrawn,
    ];

    /// The change in a word, such as "reworded".
    pub const fn as_str(self) -> &'static str {
        match self {
            Change::Unchanged => "unchanged",
            Change::Reworded => "reworded",
            Change::Renamed => "renamed",
            Change::New => "new",
            Change::Retired => "retired",
            Change::Reinstated => "reinstated",
            Change::Withdrawn => "withdrawn",
        }
    }

    /// The change of what both editions may have, by whether they do, whether its identifier is the
    /// same, and whether it was reworded.
    fn of<Id: PartialEq>(old: Option<&Id>, new: Option<&Id>, reworded: bool) -> Self {
        match (old, new) {
            (None, _) => Change::New,
            (_, None) => Change::Withdrawn,
            (Some(old), Some(new)) if old != new => Change::Renamed,
            _ if reworded => Change::Reworded,
            _ => Change::Unchanged,
        }
    }
}

/// Something in the old edition and in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<T> {
    /// In the old edition.
    pub old: T,
    /// In the new edition.
    pub new: T,
}

impl<T: PartialEq> Pair<T> {
    /// Both, where they differ.
    fn where_unequal(old: T, new: T) -> Option<Self> {
        (old != new).then_some(Self { old, new })
    }
}

/// What a list has in only one of two editions, each in the order of that edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDifference<T> {
    /// What only the new edition has.
    pub added: Vec<T>,
    /// What only the old edition has.
    pub removed: Vec<T>,
}

impl<T> Default for ListDifference<T> {
    fn default() -> Self {
        Self {
            added: Vec::new(),
            removed: Vec::new(),
        }
    }
}

impl<T> ListDifference<T> {
    /// Whether both editions have the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl<T: Clone + Ord> ListDifference<T> {
    /// The difference of two lists. `renamed` gives what something of the old edition is called in the
    /// new one.
    fn between(old: &[T], new: &[T], renamed: impl Fn(&T) -> T) -> Self {
        let kept: Vec<T> = old.iter().map(renamed).collect();
        let (in_old, in_new) = (BTreeSet::from_iter(&kept), BTreeSet::from_iter(new));
        let only_new = new.iter().filter(|each| !in_old.contains(each));
        let both_names = old.iter().zip(&kept);
        let only_old = both_names.filter(|(_, kept)| !in_new.contains(kept));
        Self {
            added: only_new.cloned().collect(),
            removed: only_old.map(|(each, _)| each.clone()).collect(),
        }
    }
}

/// The difference of two editions.
///
/// Each list has everything that either edition has, in the order of the new one, followed by what
/// only the old one has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The controls.
    pub controls: Vec<ControlChange>,
    /// The risks, active and retired.
    pub risks: Vec<RiskChange>,
    /// The mitigations.
    pub mitigations: Vec<MitigationChange>,
    /// The glossary.
    pub terms: Vec<TermChange>,
    /// The frameworks and the other works that the editions refer to.
    pub works: Vec<WorkChange>,
    /// What stands around the controls, risks and mitigations: introductions and sections.
    pub passages: Vec<PassageChange>,
}

impl Difference {
    /// The difference of two editions. It is the same whenever it is asked for.
    pub fn between(old: &Catalog, new: &Catalog) -> Difference {
        let risks = risks::matched(old, new);
        let controls = controls::matched(old, new);
        let risk_names = risks::names(&risks);
        Self {
            controls: controls::changes(Pair { old, new }, &controls, &risk_names),
            risks: risks::changes(Pair { old, new }, &risks, &controls::names(&controls)),
            mitigations: mitigations::changes(Pair { old, new }, &risk_names),
            terms: others::terms(old, new),
            works: others::works(old, new),
            passages: others::passages(Pair { old, new }, &risk_names),
        }
    }
}
