//! Carrying on from an assessment in a new one: against another edition, or a year later against the
//! same.
//!
//! What is carried over is said to be. A finding stands without a further look only where another
//! edition says the same; everywhere else it is shown beside the control, which is Not Tested until
//! somebody confirms it or finds something else. So no verdict rests on what nobody looked at.

use std::collections::{BTreeMap, BTreeSet};

use assay_catalog::{
    Catalog, ControlId, RiskId,
    difference::{Change, ControlChange, Difference, RiskChange},
};

use crate::{
    Assessment, AssessmentId, CarriedAs, CarriedFrom, ControlFinding, Details, EarlierControl,
    EarlierRisk, EditError, EditionReference, Opening, OwnRisk, Period, Record, RiskFinding,
    Subject, TextLimit, Timestamp, Withdrawn, words,
};

/// Where a control or risk of the earlier edition is in the other one.
struct Place<Id> {
    id: Id,
    carried_as: CarriedAs,
}

/// Where everything of the earlier edition is in the other one, and what took the place of what is
/// not there.
#[derive(Default)]
struct Places {
    controls: BTreeMap<ControlId, Place<ControlId>>,
    risks: BTreeMap<RiskId, Place<RiskId>>,
    instead_of_controls: BTreeMap<ControlId, Vec<ControlId>>,
    instead_of_risks: BTreeMap<RiskId, Vec<RiskId>>,
}

/// What becomes of the controls when an assessment carries on against another edition, or the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prospect {
    /// Of how many what was found stands.
    pub stand: usize,
    /// Of how many it has to be confirmed.
    pub to_confirm: usize,
    /// How many only the edition gone over to has.
    pub new: usize,
    /// How many it does not have.
    pub withdrawn: usize,
}

impl Prospect {
    /// What becomes of all controls of one edition in another.
    #[must_use]
    pub fn of(from: &Catalog, onto: &Catalog) -> Self {
        let places = Places::between(from, onto);
        let placed = places.controls.values();
        let stand = placed.filter(|place| place.carried_as.stands()).count();
        Self {
            stand,
            to_confirm: places.controls.len() - stand,
            new: onto.controls().len() - places.controls.len(),
            withdrawn: places.instead_of_controls.len(),
        }
    }
}

impl Places {
    fn between(old: &Catalog, new: &Catalog) -> Self {
        if old.edition().sha256() == new.edition().sha256() {
            return Self::within(old);
        }
        let difference = Difference::between(old, new);
        let mut places = Self::default();
        for change in &difference.controls {
            match (&change.old, &change.new) {
                (Some(old), Some(new)) => {
                    let place = Place {
                        id: new.clone(),
                        carried_as: control_carried_as(change),
                    };
                    places.controls.insert(old.clone(), place);
                }
                (Some(old), None) => {
                    let instead = change.moved_to.clone();
                    places.instead_of_controls.insert(old.clone(), instead);
                }
                (None, _) => {}
            }
        }
        for change in &difference.risks {
            match (change.old, change.new) {
                (Some(old), Some(new)) if change.applies.new => {
                    let carried_as = risk_carried_as(change);
                    let place = Place {
                        id: new,
                        carried_as,
                    };
                    places.risks.insert(old, place);
                }
                (Some(old), _) => {
                    let instead = change.successors.clone();
                    places.instead_of_risks.insert(old, instead);
                }
                (None, _) => {}
            }
        }
        places
    }

    /// Everything where it is, for the same edition.
    fn within(catalog: &Catalog) -> Self {
        let carried_as = CarriedAs::SameEdition;
        let controls = catalog.controls().iter().map(|control| {
            let id = control.id().clone();
            (id.clone(), Place { id, carried_as })
        });
        let risks = catalog.active_risks().map(|risk| {
            let id = risk.id();
            (id, Place { id, carried_as })
        });
        Self {
            controls: controls.collect(),
            risks: risks.collect(),
            ..Self::default()
        }
    }

    fn controls(&self, ids: &BTreeSet<ControlId>) -> BTreeSet<ControlId> {
        let places = ids.iter().filter_map(|id| self.controls.get(id));
        places.map(|place| place.id.clone()).collect()
    }

    fn risks(&self, ids: &BTreeSet<RiskId>) -> BTreeSet<RiskId> {
        let places = ids.iter().filter_map(|id| self.risks.get(id));
        places.map(|place| place.id).collect()
    }
}

/// Another name, another group, or other risks leave what was found true. Other words, and other
/// demands in what they mean, do not.
fn control_carried_as(change: &ControlChange) -> CarriedAs {
    let asks_the_same = change.kind != Change::Reworded
        && !change.statement.is_reworded()
        && !change.guidance.is_reworded()
        && change.level.is_none()
        && change.period.is_none();
    if asks_the_same {
        CarriedAs::Unchanged
    } else {
        CarriedAs::Reworded
    }
}

fn risk_carried_as(change: &RiskChange) -> CarriedAs {
    if change.title.is_reworded() || change.description.is_reworded() {
        CarriedAs::Reworded
    } else {
        CarriedAs::Unchanged
    }
}

impl Record {
    /// A new assessment that carries on from this one, against an edition that may be the same. This
    /// one stays as it is.
    ///
    /// Findings, evidence and actions are carried over as the module says. What the edition does not
    /// have any more is kept to be read. Against the same edition the new assessment is that of a
    /// later period, which is to be entered.
    ///
    /// # Errors
    /// [`EditError`] when the title does not fit, or when more findings are about what the edition does
    /// not have than are kept ([`crate::WithdrawnFindings::MOST`]).
    pub fn carry_on(
        &self,
        id: AssessmentId,
        onto: &'static Catalog,
        title: String,
        at: Timestamp,
        by: &str,
    ) -> Result<Self, EditError> {
        let before = self.assessment();
        let opening = Opening {
            assessment: id,
            edition: EditionReference::of(onto),
            example: before.is_example(),
            carried_from: Some(CarriedFrom {
                assessment: before.id().clone(),
                edition: before.edition().clone(),
                entries: self.journal().next_seq(),
                head: self.journal().head(),
            }),
        };
        let same_edition = self.catalog().edition().sha256() == onto.edition().sha256();
        let mut places = Places::between(self.catalog(), onto);
        let mut carried = before.clone();
        carried.details = Details {
            title,
            period: if same_edition {
                Period::default()
            } else {
                before.details().period
            },
            ..before.details().clone()
        };
        carried.engagement = before.engagement().for_the_next();
        carried.controls.clear();
        for (control, finding) in &before.controls {
            match places.controls.get(control) {
                Some(place) => {
                    let finding = carried_control(finding, place.carried_as);
                    carried.controls.insert(place.id.clone(), finding);
                }
                None => {
                    let withdrawn = self.withdrawn_control(control, finding, &places);
                    let kept = &mut carried.withdrawn.controls;
                    kept.insert(control.clone(), withdrawn);
                }
            }
        }
        carried
            .controls
            .retain(|_, finding| *finding != ControlFinding::default());
        // An own risk has no words of the edition, so that it goes along; only its controls may be others.
        let own = own_places(before, onto);
        carried.own_risks = before
            .own_risks
            .iter()
            .filter_map(|(id, risk)| {
                let controls = places.controls(&risk.controls);
                let risk = OwnRisk {
                    controls,
                    ..risk.clone()
                };
                Some((*own.get(id)?, risk))
            })
            .collect();
        let carried_as = if same_edition {
            CarriedAs::SameEdition
        } else {
            CarriedAs::Unchanged
        };
        places.risks.extend(
            own.into_iter()
                .map(|(from, id)| (from, Place { id, carried_as })),
        );
        carried.risks.clear();
        for (risk, finding) in &before.risks {
            match places.risks.get(risk) {
                Some(place) => {
                    let finding = carried_risk(finding, place.carried_as);
                    carried.risks.insert(place.id, finding);
                }
                None => {
                    let withdrawn = self.withdrawn_risk(*risk, finding, &places);
                    carried.withdrawn.risks.insert(*risk, withdrawn);
                }
            }
        }
        for item in carried.evidence.values_mut() {
            item.controls = places.controls(&item.controls);
            item.risks = places.risks(&item.risks);
        }
        for action in carried.actions.values_mut() {
            action.controls = places.controls(&action.controls);
            action.risks = places.risks(&action.risks);
        }
        carried.deficiencies = before
            .deficiencies
            .iter()
            .filter_map(|(id, deficiency)| {
                let mut next = deficiency.for_the_next()?;
                next.terms.controls = places.controls(&next.terms.controls);
                next.terms.risks = places.risks(&next.terms.risks);
                Some((id.clone(), next))
            })
            .collect();
        Self::made_of(opening, carried.rebuilding_edits(), at, by, onto)
    }

    fn withdrawn_control(
        &self,
        id: &ControlId,
        finding: &ControlFinding,
        places: &Places,
    ) -> Withdrawn {
        let control = self.catalog().control(id);
        Withdrawn {
            title: control
                .map(|control| TextLimit::Line.clip(control.short_title()))
                .unwrap_or_default(),
            statement: control
                .map(|control| TextLimit::Note.clip(&control.whole_statement()))
                .unwrap_or_default(),
            found: words::earlier::found_of_control(
                finding,
                &self.evidence_labels(&Subject::Control(id.clone())),
                places
                    .instead_of_controls
                    .get(id)
                    .map(Vec::as_slice)
                    .unwrap_or_default(),
            ),
            note: finding.note.clone(),
        }
    }

    fn withdrawn_risk(&self, id: RiskId, finding: &RiskFinding, places: &Places) -> Withdrawn {
        let risk = self.catalog().risk(id);
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Withdrawn {
            title: TextLimit::Line.clip(&text(risk.and_then(|risk| risk.title()))),
            statement: TextLimit::Note.clip(&text(risk.and_then(|risk| risk.description()))),
            found: words::earlier::found_of_risk(
                finding,
                self.assessment().scales(),
                &self.evidence_labels(&Subject::Risk(id)),
                places
                    .instead_of_risks
                    .get(&id)
                    .map(Vec::as_slice)
                    .unwrap_or_default(),
            ),
            note: finding.note.clone(),
        }
    }

    fn evidence_labels(&self, subject: &Subject) -> Vec<&str> {
        let items = self.assessment().evidence().values();
        items
            .filter(|item| match subject {
                Subject::Control(control) => item.controls.contains(control),
                Subject::Risk(risk) => item.risks.contains(risk),
            })
            .map(|item| item.label())
            .collect()
    }
}

/// Under which identifiers the assessor's own risks go along: their own, unless the edition has a risk
/// of that identifier.
fn own_places(before: &Assessment, onto: &Catalog) -> BTreeMap<RiskId, RiskId> {
    let mut taken: BTreeSet<RiskId> = before.own_risks.keys().copied().collect();
    let mut places = BTreeMap::new();
    for id in before.own_risks.keys() {
        let mut place = Some(*id);
        if onto.risk(*id).is_some() {
            place = OwnRisk::free_id(|id| onto.risk(id).is_some() || taken.contains(&id));
            taken.extend(place);
        }
        places.extend(place.map(|place| (*id, place)));
    }
    places
}

fn carried_control(finding: &ControlFinding, carried_as: CarriedAs) -> ControlFinding {
    let Some(status) = finding.status.passes().map(|_| finding.status) else {
        // Nobody has looked: what an assessment still before had found stays what is to be confirmed.
        let mut carried = finding.clone();
        if let Some(earlier) = carried.earlier.as_deref_mut() {
            earlier.carried_as = earlier.carried_as.max(carried_as);
        }
        return carried;
    };
    let earlier = EarlierControl {
        carried_as,
        status,
        reason: finding.reason.clone(),
        methods: finding.methods.clone(),
        assessed: finding.assessed.clone(),
        note: finding.note.clone(),
    };
    let earlier = Some(Box::new(earlier));
    if carried_as.stands() {
        ControlFinding {
            earlier,
            ..finding.clone()
        }
    } else {
        ControlFinding {
            earlier,
            ..ControlFinding::default()
        }
    }
}

fn carried_risk(finding: &RiskFinding, carried_as: CarriedAs) -> RiskFinding {
    let still_open = finding
        .earlier
        .filter(|earlier| earlier.confirmed.is_none());
    let earlier = EarlierRisk {
        carried_as: still_open.map_or(carried_as, |earlier| earlier.carried_as.max(carried_as)),
        confirmed: None,
    };
    RiskFinding {
        earlier: Some(earlier),
        ..finding.clone()
    }
}
