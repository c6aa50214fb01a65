//! What became of the risks.

use std::collections::BTreeMap;

use super::controls::ControlNames;
use super::matching::{Matched, Matching};
use super::texts::normalised;
use super::{Change, ListDifference, Pair, TextDifference};
use crate::{Catalog, CategoryId, Control, ControlId, Risk, RiskGroup, RiskId, RiskScope, Wording};

/// What became of a risk.
///
/// A retired identifier that only one edition has is new or withdrawn too; where it applies
/// ([`Self::applies`]) it says so. What stands beside [`Self::kind`] is empty where the risk does not
/// apply in both editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskChange {
    /// Its identifier in the old edition.
    pub old: Option<RiskId>,
    /// Its identifier in the new edition.
    pub new: Option<RiskId>,
    /// What became of it.
    pub kind: Change,
    /// In which of the editions it applies.
    pub applies: Pair<bool>,
    /// The active risks of the new edition that took its place, where it is retired there.
    pub successors: Vec<RiskId>,
    /// The title.
    pub title: TextDifference,
    /// The description.
    pub description: TextDifference,
    /// The categories, where it is in another one. A category of another identifier with the same
    /// title is the same one.
    pub category: Option<Pair<CategoryId>>,
    /// What it arises from, where that differs.
    pub group: Option<Pair<Option<RiskGroup>>>,
    /// The controls that address it.
    pub controls: ListDifference<ControlId>,
    /// Whether it was retired in both editions, and other risks take its place now.
    pub other_successors: bool,
}

impl RiskChange {
    /// Whether both editions have the risk and say the same of it in every respect.
    pub fn is_untouched(&self) -> bool {
        self.kind == Change::Unchanged
            && !self.title.differs()
            && !self.description.differs()
            && self.category.is_none()
            && self.group.is_none()
            && self.controls.is_empty()
            && !self.other_successors
    }
}

/// What the risks of the old edition are called in the new one, where they have another name.
pub(super) type RiskNames = BTreeMap<RiskId, RiskId>;

pub(super) fn matched<'a>(old: &'a Catalog, new: &'a Catalog) -> Vec<Matched<'a, Risk>> {
    Matching::new(old.risks(), new.risks())
        .by(|risk| Some(risk.id()))
        .by(|risk| Some((normalised(risk.title()?), normalised(risk.description()?))))
        .finish()
}

pub(super) fn names(matched: &[Matched<'_, Risk>]) -> RiskNames {
    let both = matched.iter().filter_map(|(old, new)| (*old).zip(*new));
    both.filter(|(old, new)| old.id() != new.id())
        .map(|(old, new)| (old.id(), new.id()))
        .collect()
}

pub(super) fn changes(
    editions: Pair<&Catalog>,
    matched: &[Matched<'_, Risk>],
    control_names: &ControlNames,
) -> Vec<RiskChange> {
    let risk_names = names(matched);
    matched
        .iter()
        .map(|(old, new)| {
            let applies = Pair {
                old: old.is_some_and(Risk::is_active),
                new: new.is_some_and(Risk::is_active),
            };
            let mut change = RiskChange {
                old: old.map(Risk::id),
                new: new.map(Risk::id),
                kind: Change::Unchanged,
                applies,
                successors: new.map_or_else(Vec::new, |new| successors(editions.new, new)),
                title: TextDifference::Same,
                description: TextDifference::Same,
                category: None,
                group: None,
                controls: ListDifference::default(),
                other_successors: false,
            };
            if let (Some(old), Some(new)) = (old, new) {
                if applies.old && applies.new {
                    compare(&mut change, editions, Pair { old, new }, control_names);
                } else if !applies.old && !applies.new {
                    let before = successors(editions.old, old);
                    let renamed = |risk: &RiskId| *risk_names.get(risk).unwrap_or(risk);
                    let between = ListDifference::between(&before, &change.successors, renamed);
                    change.other_successors = !between.is_empty();
                }
            }
            change.kind = match (change.old, change.new) {
                (Some(_), Some(_)) if applies.old && !applies.new => Change::Retired,
                (Some(_), Some(_)) if !applies.old && applies.new => Change::Reinstated,
                (old, new) => {
                    let reworded = change.title.is_reworded() || change.description.is_reworded();
                    Change::of(old.as_ref(), new.as_ref(), reworded)
                }
            };
            change
        })
        .collect()
}

/// What else changed of a risk that applies in both editions.
fn compare(
    change: &mut RiskChange,
    editions: Pair<&Catalog>,
    Pair { old, new }: Pair<&Risk>,
    control_names: &ControlNames,
) {
    change.title = TextDifference::of(title(old), title(new));
    change.description = TextDifference::of(description(old), description(new));
    change.category = categories(editions, Pair { old, new });
    change.group = Pair::where_unequal(old.group(), new.group());
    change.controls = ListDifference::between(
        &addressing(editions.old, old),
        &addressing(editions.new, new),
        |control| control_names.get(control).unwrap_or(control).clone(),
    );
}

/// The retired risks that only one edition names in a scope. What those stand for may be addressed
/// all the same, so that nothing else shows that the scope names others.
pub(super) fn retired_named(
    editions: Pair<&Catalog>,
    scopes: Pair<&RiskScope>,
    risk_names: &RiskNames,
) -> ListDifference<RiskId> {
    let is_retired =
        |catalog: &Catalog, id: &RiskId| catalog.risk(*id).is_some_and(|risk| !risk.is_active());
    let (old, new) = (scopes.old.risks(), scopes.new.risks());
    let mut named = ListDifference::between(old, new, |risk| *risk_names.get(risk).unwrap_or(risk));
    named.added.retain(|id| is_retired(editions.new, id));
    named.removed.retain(|id| is_retired(editions.old, id));
    named
}

fn title(risk: &Risk) -> (&str, Wording) {
    (
        risk.title().unwrap_or_default(),
        risk.title_wording().unwrap_or(Wording::Specification),
    )
}

fn description(risk: &Risk) -> (&str, Wording) {
    (
        risk.description().unwrap_or_default(),
        risk.wording().unwrap_or(Wording::Specification),
    )
}

fn categories(editions: Pair<&Catalog>, risk: Pair<&Risk>) -> Option<Pair<CategoryId>> {
    let (old, new) = (risk.old.category(), risk.new.category());
    let title = |catalog: &Catalog, id| {
        let category = catalog.category(id);
        category.map(|category| normalised(category.title()))
    };
    if title(editions.old, old) == title(editions.new, new) {
        return None;
    }
    Pair::where_unequal(old.clone(), new.clone())
}

fn addressing(catalog: &Catalog, risk: &Risk) -> Vec<ControlId> {
    let controls = catalog.controls_addressing(risk.id()).into_iter();
    controls.map(Control::id).cloned().collect()
}

fn successors(catalog: &Catalog, risk: &Risk) -> Vec<RiskId> {
    catalog
        .successors(risk.id())
        .into_iter()
        .map(Risk::id)
        .collect()
}
