//! What became of the controls.

use std::collections::BTreeMap;

use super::matching::{Matched, Matching};
use super::risks::{RiskNames, retired_named};
use super::texts::normalised;
use super::{Change, ListDifference, Pair, TextDifference};
use crate::{
    Block, Catalog, Control, ControlId, Criterion, FrameworkId, GroupId, InheritedCriterion, Level,
    Period, Risk, RiskId, WithdrawnControl,
};

/// What became of a control.
///
/// What stands beside [`Self::kind`] is empty where only one edition has the control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlChange {
    /// Its identifier in the old edition.
    pub old: Option<ControlId>,
    /// Its identifier in the new edition.
    pub new: Option<ControlId>,
    /// What became of it. A renamed control may be reworded too: [`Self::statement`].
    pub kind: Change,
    /// Which controls of the new edition hold its content now, where it is withdrawn and the new
    /// edition says so.
    pub moved_to: Vec<ControlId>,
    /// The statement with its parts.
    pub statement: TextDifference,
    /// The levels, where they differ.
    pub level: Option<Pair<Level>>,
    /// How often the statement asks for something, where that differs.
    pub period: Option<Pair<Option<Period>>>,
    /// The groups, where it is in another one. A group of another identifier with the same title is
    /// the same one.
    pub group: Option<Pair<GroupId>>,
    /// The titles of its group, where it is in the same one and that has another title.
    pub group_title: Option<Pair<String>>,
    /// The guidance on the control and on its group.
    pub guidance: TextDifference,
    /// The active risks that it addresses.
    pub risks: ListDifference<RiskId>,
    /// The retired risks that its group names, which stand for active ones, or for none.
    pub retired_risks: ListDifference<RiskId>,
    /// The external criteria that it corresponds to, inherited ones included.
    pub criteria: ListDifference<Criterion>,
    /// The frameworks that the guidance of its group recommends.
    pub standards: ListDifference<FrameworkId>,
}

impl ControlChange {
    /// Whether both editions have the control and say the same of it in every respect.
    pub fn is_untouched(&self) -> bool {
        self.kind == Change::Unchanged
            && !self.statement.differs()
            && self.level.is_none()
            && self.period.is_none()
            && self.group.is_none()
            && self.group_title.is_none()
            && !self.guidance.differs()
            && self.risks.is_empty()
            && self.retired_risks.is_empty()
            && self.criteria.is_empty()
            && self.standards.is_empty()
    }
}

/// What the controls of the old edition are called in the new one, where they have another name.
pub(super) type ControlNames = BTreeMap<ControlId, ControlId>;

pub(super) fn matched<'a>(old: &'a Catalog, new: &'a Catalog) -> Vec<Matched<'a, Control>> {
    // Which of the two editions is the later one is not known, so each may say where a control of
    // the other went.
    let mut named: Vec<(ControlId, ControlId)> = moves(new.withdrawn_controls());
    let back = moves(old.withdrawn_controls());
    named.extend(back.into_iter().map(|(from, to)| (to, from)));
    Matching::new(old.controls(), new.controls())
        .by(|control| Some(control.id()))
        .by_name(|control| control.id().clone(), &named)
        .by(|control| Some(normalised(&control.whole_statement())))
        .finish()
}

/// What an edition says took the place of one withdrawn control, where that is one control.
fn moves(withdrawn: &[WithdrawnControl]) -> Vec<(ControlId, ControlId)> {
    let one = withdrawn.iter().filter(|each| each.moved_to().len() == 1);
    one.flat_map(|each| {
        each.moved_to()
            .iter()
            .map(|to| (each.id().clone(), to.clone()))
    })
    .collect()
}

pub(super) fn names(matched: &[Matched<'_, Control>]) -> ControlNames {
    let both = matched.iter().filter_map(|(old, new)| (*old).zip(*new));
    both.filter(|(old, new)| old.id() != new.id())
        .map(|(old, new)| (old.id().clone(), new.id().clone()))
        .collect()
}

pub(super) fn changes(
    editions: Pair<&Catalog>,
    matched: &[Matched<'_, Control>],
    risk_names: &RiskNames,
) -> Vec<ControlChange> {
    let withdrawn = editions.new.withdrawn_controls().iter();
    let moved_to = withdrawn.map(|each| (each.id(), each.moved_to())).collect();
    let each = matched.iter();
    each.map(|(old, new)| match (old, new) {
        (Some(old), Some(new)) => in_both(editions, Pair { old, new }, risk_names),
        _ => in_one(*old, *new, &moved_to),
    })
    .collect()
}

fn in_one(
    old: Option<&Control>,
    new: Option<&Control>,
    moved_to: &BTreeMap<&ControlId, &[ControlId]>,
) -> ControlChange {
    let (old, new) = (old.map(Control::id), new.map(Control::id));
    let moved_to = old.and_then(|id| moved_to.get(id).copied());
    ControlChange {
        old: old.cloned(),
        new: new.cloned(),
        kind: Change::of(old, new, false),
        moved_to: moved_to.unwrap_or_default().to_vec(),
        statement: TextDifference::Same,
        level: None,
        period: None,
        group: None,
        group_title: None,
        guidance: TextDifference::Same,
        risks: ListDifference::default(),
        retired_risks: ListDifference::default(),
        criteria: ListDifference::default(),
        standards: ListDifference::default(),
    }
}

fn in_both(
    editions: Pair<&Catalog>,
    Pair { old, new }: Pair<&Control>,
    risk_names: &RiskNames,
) -> ControlChange {
    let statement = TextDifference::of_published(&old.whole_statement(), &new.whole_statement());
    let (group, group_title) = groups(editions, Pair { old, new });
    let standards = |catalog: &Catalog, control: &Control| {
        let group = catalog.group_of(control);
        group.map_or_else(Vec::new, |group| group.standards().to_vec())
    };
    ControlChange {
        old: Some(old.id().clone()),
        new: Some(new.id().clone()),
        kind: Change::of(Some(old.id()), Some(new.id()), statement.is_reworded()),
        moved_to: Vec::new(),
        statement,
        level: Pair::where_unequal(old.level(), new.level()),
        period: Pair::where_unequal(old.period(), new.period()),
        group,
        group_title,
        guidance: TextDifference::of_blocks(
            guidance(editions.old, old),
            guidance(editions.new, new),
        ),
        risks: ListDifference::between(
            &addressed(editions.old, old),
            &addressed(editions.new, new),
            |risk| *risk_names.get(risk).unwrap_or(risk),
        ),
        retired_risks: match (editions.old.group_of(old), editions.new.group_of(new)) {
            (Some(old), Some(new)) => {
                let (old, new) = (old.addresses(), new.addresses());
                retired_named(editions, Pair { old, new }, risk_names)
            }
            _ => ListDifference::default(),
        },
        criteria: ListDifference::between(
            &criteria(editions.old, old),
            &criteria(editions.new, new),
            Criterion::clone,
        ),
        standards: ListDifference::between(
            &standards(editions.old, old),
            &standards(editions.new, new),
            FrameworkId::clone,
        ),
    }
}

/// Whether a control is in another group, or in the same one under another title.
fn groups(
    editions: Pair<&Catalog>,
    control: Pair<&Control>,
) -> (Option<Pair<GroupId>>, Option<Pair<String>>) {
    let (Some(old), Some(new)) = (
        editions.old.group_of(control.old),
        editions.new.group_of(control.new),
    ) else {
        return (None, None);
    };
    let retitled = TextDifference::of_published(old.title(), new.title()).differs();
    if retitled && old.id() != new.id() {
        (
            Pair::where_unequal(old.id().clone(), new.id().clone()),
            None,
        )
    } else if retitled {
        let titles = Pair {
            old: old.title().to_owned(),
            new: new.title().to_owned(),
        };
        (None, Some(titles))
    } else {
        (None, None)
    }
}

fn addressed(catalog: &Catalog, control: &Control) -> Vec<RiskId> {
    let risks = catalog.risks_addressed_by(control.id()).into_iter();
    risks.map(Risk::id).collect()
}

fn criteria(catalog: &Catalog, control: &Control) -> Vec<Criterion> {
    let criteria = catalog.criteria_of(control.id()).iter();
    criteria
        .map(InheritedCriterion::criterion)
        .cloned()
        .collect()
}

/// The guidance on the group of a control, then that on the control alone.
pub(super) fn guidance<'a>(
    catalog: &'a Catalog,
    control: &'a Control,
) -> impl Iterator<Item = &'a Block> {
    let group = catalog.group_of(control).into_iter();
    group
        .flat_map(|group| group.guidance())
        .chain(control.guidance())
}
