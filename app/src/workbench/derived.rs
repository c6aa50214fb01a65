//! What follows from the assessment, computed when it changes and kept until it changes again.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{
    EvidencePresence, Record, Status, Today,
    conformance::Conformance,
    exposure::{self, RiskStanding},
    xray::{self, Finding},
};
use assay_catalog::{Catalog, ControlId, RiskId};
use leptos::prelude::*;

/// Memos over the open assessment.
#[derive(Clone, Copy)]
pub struct Derived {
    /// The conformance of the whole.
    pub conformance: Memo<Conformance>,
    /// Every control's status, in no particular order; controls that nobody touched are missing.
    pub statuses: Memo<BTreeMap<ControlId, Status>>,
    /// Where every active risk stands, in the catalog's order.
    pub standings: Memo<Vec<RiskStanding>>,
    /// What the X-ray finds, the gravest first.
    pub findings: Memo<Vec<Finding>>,
    /// The controls that the X-ray found something about.
    pub controls_needing_attention: Memo<BTreeSet<ControlId>>,
    /// The risks that the X-ray found something about.
    pub risks_needing_attention: Memo<BTreeSet<RiskId>>,
}

impl Derived {
    pub(super) fn new(
        catalog: &'static Catalog,
        record: RwSignal<Record>,
        today: RwSignal<Today>,
        presence: RwSignal<EvidencePresence>,
    ) -> Self {
        let findings = Memo::new(move |_| {
            let presence = presence.read();
            record
                .with(|record| xray::examine(record.assessment(), catalog, today.get(), &presence))
        });
        Self {
            conformance: Memo::new(move |_| {
                record.with(|record| Conformance::of(record.assessment(), catalog))
            }),
            statuses: Memo::new(move |_| {
                record.with(|record| {
                    let assessment = record.assessment();
                    let touched = catalog.controls().iter().filter_map(|control| {
                        let finding = assessment.control_if_touched(control.id())?;
                        Some((control.id().clone(), finding.status))
                    });
                    touched.collect()
                })
            }),
            standings: Memo::new(move |_| {
                record.with(|record| exposure::standings(record.assessment(), catalog))
            }),
            findings,
            controls_needing_attention: Memo::new(move |_| {
                findings.with(|findings| {
                    xray::controls_needing_attention(findings)
                        .into_iter()
                        .cloned()
                        .collect()
                })
            }),
            risks_needing_attention: Memo::new(move |_| {
                findings.with(|findings| xray::risks_needing_attention(findings))
            }),
        }
    }
}
