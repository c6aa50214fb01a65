//! What a report states, read back into an assessment.

use std::collections::BTreeMap;
use std::fmt::Display;

use assay_assessment::{
    Absence, Action, ActionState, Assessment, AssessmentId, CarriedFrom, Details, Edit,
    EditionReference, Evidence, EvidenceKind, EvidencePresence, Opening, OwnRisk, Picture,
    Sha256Digest, Subject, Timestamp, UtcOffset, Withdrawn,
};
use assay_catalog::{Catalog, ControlId, RiskId};

use super::parts::{control_finding, risk_finding, scales};
use super::{Consistency, ItemKind, Said, Step};
use crate::document::{
    AbsencePart, ActionPart, AssessorPart, CarriedFromPart, CategoryPart, Circumstances,
    ControlPart, DeficiencyPart, EditionReferencePart, EvidenceContent, EvidencePart, OWN_CATEGORY,
    Report, RiskPart, WithdrawnPart,
};
use crate::picture::PictureFacts;

/// The report that follows from what `report` states. What no assessment can hold is left out, and
/// noted as a contradiction.
pub(super) fn assembled_again(
    report: &Report,
    catalog: &Catalog,
    found: &mut Consistency,
) -> Report {
    let generated_at = moment(&Step::member("generatedAt"), &report.generated_at, found);
    let assessment = assessment(report, catalog, found);
    let circumstances = Circumstances {
        generated_at,
        // The first reports do not say how far the device's clock was from UTC, and went by UTC.
        utc_offset: report
            .local_day
            .map_or(UtcOffset::UTC, |local| local.utc_offset_minutes),
        journal_head: report.journal.head,
        journal_entries: report.journal.entries,
        signing_parties: report.signing_parties.clone(),
        // Whoever made the report chose it.
        presentation: report.presentation.clone(),
        presence: presence(report),
        pictures: pictures(report),
    };
    let mut again = Report::assemble(&assessment, catalog, &circumstances);
    // Which program wrote it follows from nothing.
    again.generator.clone_from(&report.generator);
    again
}

/// What a report states of the evidence files on the signer's device.
fn presence(report: &Report) -> EvidencePresence {
    let mut presence = EvidencePresence::default();
    for part in &report.evidence {
        if let EvidenceContent::File { sha256, .. } = &part.content {
            let absence = part.absent.map(|absent| match absent {
                AbsencePart::Missing => Absence::Missing,
                AbsencePart::Changed => Absence::Changed,
            });
            presence.note(*sha256, absence);
        }
    }
    presence
}

/// What a report states of the files of its pictures.
fn pictures(report: &Report) -> BTreeMap<Sha256Digest, PictureFacts> {
    let shown = report.shown_pictures();
    shown
        .filter_map(|shown| Some((shown.sha256, shown.picture.seen?)))
        .collect()
}

fn assessment(report: &Report, catalog: &Catalog, found: &mut Consistency) -> Assessment {
    let identifier = assessment_id(&report.id, &Step::member("id"), found)
        .unwrap_or(assay_assessment::AssessmentId::from_random([0; 16]));
    let edition = report
        .assessed_against
        .as_ref()
        .map_or_else(|| EditionReference::of(catalog), edition_reference);
    let mut rebuilding = Rebuilding {
        assessment: Assessment::open(Opening {
            assessment: identifier,
            edition,
            example: report.example,
            carried_from: report
                .carried_from
                .as_ref()
                .and_then(|from| carried_from(from, found)),
        }),
        catalog,
        found,
    };
    rebuilding.frame(report);
    for part in report.controls() {
        rebuilding.control(part);
    }
    for category in &report.register.categories {
        for part in &category.risks {
            if part.own {
                rebuilding.own_risk(part, category);
            }
            rebuilding.risk(part);
        }
    }
    if let Some(withdrawn) = &report.withdrawn {
        for part in &withdrawn.controls {
            rebuilding.withdrawn(part, ItemKind::Control, Subject::Control);
        }
        for part in &withdrawn.risks {
            rebuilding.withdrawn(part, ItemKind::Risk, Subject::Risk);
        }
    }
    for part in &report.evidence {
        rebuilding.evidence(part);
    }
    for part in &report.actions {
        rebuilding.action(part);
    }
    for part in &report.deficiencies {
        rebuilding.deficiency(part);
    }
    rebuilding.assessment
}

fn assessment_id(urn: &str, place: &Step, found: &mut Consistency) -> Option<AssessmentId> {
    let identifier = urn.strip_prefix("urn:uuid:").unwrap_or(urn);
    parsed(identifier.parse(), place, urn, found)
}

fn edition_reference(part: &EditionReferencePart) -> EditionReference {
    EditionReference {
        name: part.name.clone(),
        version: part.version.clone(),
        date: part.date.clone(),
        sha256: part.sha256,
    }
}

fn carried_from(part: &CarriedFromPart, found: &mut Consistency) -> Option<CarriedFrom> {
    Some(CarriedFrom {
        assessment: assessment_id(&part.id, &Step::member("carriedFrom"), found)?,
        edition: edition_reference(&part.edition),
        entries: part.journal.entries,
        head: part.journal.head,
    })
}

/// An assessment that grows by edits, which check what they are given.
struct Rebuilding<'a> {
    assessment: Assessment,
    catalog: &'a Catalog,
    found: &'a mut Consistency,
}

impl Rebuilding<'_> {
    fn apply(&mut self, place: &Step, edit: Edit) {
        if let Err(error) = edit.apply(&mut self.assessment, self.catalog) {
            self.found.add(
                vec![place.clone()],
                Said::Impossible,
                Said::Text(error.to_string()),
            );
        }
    }

    fn frame(&mut self, report: &Report) {
        let details = Details {
            title: report.title.clone(),
            kind: report.kind,
            operator: report.operator.stated(),
            scope: report.scope.clone(),
            period: report.period.stated(),
            assessors: report.assessors.iter().map(AssessorPart::stated).collect(),
        };
        self.apply(&Step::member("details"), Edit::SetDetails { details });
        if let Some(engagement) = &report.engagement {
            let place = Step::member("engagement");
            let terms = engagement.terms();
            self.apply(&place, Edit::SetEngagementTerms { terms });
            for (field, text) in &engagement.texts {
                let (field, text) = (*field, text.clone());
                self.apply(&place, Edit::SetEngagementText { field, text });
            }
        }
        let place = Step::member("scales");
        match scales(&report.scales) {
            Ok(scales) => self.apply(&place, Edit::SetScales { scales }),
            Err(why) => self.found.add(vec![place], Said::ImpossibleLevels, why),
        }
    }

    fn control(&mut self, part: &ControlPart) {
        let place = Step::item(ItemKind::Control, &part.id, None);
        let Some(id) = parsed::<ControlId, _>(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let (control, finding) = (|| id.clone(), control_finding(part));
        let edits = [
            Edit::SetControlStatus {
                control: control(),
                status: finding.status,
            },
            Edit::SetControlReason {
                control: control(),
                reason: finding.reason,
            },
            Edit::SetControlMethods {
                control: control(),
                methods: finding.methods,
            },
            Edit::SetControlAssessed {
                control: control(),
                assessed: finding.assessed,
            },
            Edit::SetEarlierControl {
                control: control(),
                earlier: finding.earlier,
            },
        ];
        let effectiveness = Edit::SetEffectiveness {
            control: control(),
            effectiveness: finding.effectiveness,
        };
        let procedures = finding.procedures.into_iter();
        let procedures = procedures.map(|(number, procedure)| Edit::SetProcedure {
            control: control(),
            number,
            procedure: Some(Box::new(procedure)),
        });
        let note = Edit::control_note(&self.assessment, &id, &finding.note);
        let more = std::iter::once(effectiveness).chain(procedures).chain(note);
        for edit in edits.into_iter().chain(more) {
            self.apply(&place, edit);
        }
    }

    /// A risk of the assessor's own says once what one of the edition says there.
    fn own_risk(&mut self, part: &RiskPart, category: &CategoryPart) {
        let place = Step::item(ItemKind::Risk, &part.id, Some(&part.title));
        let Some(risk) = parsed(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let controls: Vec<String> = part.controls.iter().map(|each| each.id.clone()).collect();
        let own = OwnRisk {
            title: part.title.clone(),
            category: if category.id == OWN_CATEGORY {
                String::new()
            } else {
                category.title.clone()
            },
            description: part.description.join("\n"),
            controls: self.identifiers(&controls, &place),
        };
        let own = Some(Box::new(own));
        self.apply(&place, Edit::SetOwnRisk { risk, own });
    }

    fn risk(&mut self, part: &RiskPart) {
        let place = Step::item(ItemKind::Risk, &part.id, None);
        let Some(risk) = parsed::<RiskId, _>(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let finding = risk_finding(part);
        let edits = [
            Edit::SetInherentScore {
                risk,
                score: finding.inherent,
            },
            Edit::SetResidualScore {
                risk,
                score: finding.residual,
            },
            Edit::SetMitigationCost {
                risk,
                cost: finding.mitigation_cost,
            },
            Edit::SetTreatment {
                risk,
                treatment: finding.treatment,
            },
            Edit::SetRiskOwner {
                risk,
                owner: finding.owner,
            },
            Edit::SetRiskDue {
                risk,
                due: finding.due,
            },
            Edit::SetAcceptance {
                risk,
                acceptance: finding.acceptance,
            },
            Edit::SetEarlierRisk {
                risk,
                earlier: finding.earlier,
            },
        ];
        let note = Edit::risk_note(&self.assessment, risk, &finding.note);
        for edit in edits.into_iter().chain(note) {
            self.apply(&place, edit);
        }
    }

    fn withdrawn<Id, E>(
        &mut self,
        part: &WithdrawnPart,
        kind: ItemKind,
        subject: impl FnOnce(Id) -> Subject,
    ) where
        Id: std::str::FromStr<Err = E>,
        E: Display,
    {
        let place = Step::item(kind, &part.id, Some(&part.title));
        let Some(id) = parsed(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let withdrawn = Withdrawn {
            title: part.title.clone(),
            statement: part.statement.clone(),
            found: part.found.clone(),
            note: part.note.clone(),
        };
        let edit = Edit::SetWithdrawn {
            subject: subject(id),
            withdrawn: Some(Box::new(withdrawn)),
        };
        self.apply(&place, edit);
    }

    fn evidence(&mut self, part: &EvidencePart) {
        let place = Step::item(ItemKind::Evidence, &part.id, Some(&part.label));
        let Some(id) = parsed(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let kind = match &part.content {
            EvidenceContent::File {
                name,
                media_type,
                size,
                sha256,
            } => EvidenceKind::File {
                name: name.clone(),
                media_type: media_type.clone(),
                size: *size,
                sha256: *sha256,
            },
            EvidenceContent::Link { address } => {
                let Some(address) = parsed(address.parse(), &place, address, self.found) else {
                    return;
                };
                EvidenceKind::Link { address }
            }
        };
        let untitled = match &part.content {
            EvidenceContent::File { name, .. } => *name == part.label,
            EvidenceContent::Link { address } => *address == part.label,
        };
        let item = Evidence {
            kind,
            title: if untitled {
                String::new()
            } else {
                part.label.clone()
            },
            description: part.description.clone(),
            method: part.method,
            captured_on: part.captured_on,
            added_at: moment(&place, &part.added_at, self.found),
            controls: self.identifiers(&part.controls, &place),
            risks: self.identifiers(&part.risks, &place),
            picture: part
                .picture
                .as_ref()
                .map_or_else(Picture::default, |part| Picture {
                    shown: true,
                    alternative_text: part.alternative_text.clone(),
                }),
        };
        self.apply(&place, Edit::AddEvidence { id, item });
    }

    fn action(&mut self, part: &ActionPart) {
        let place = Step::item(ItemKind::Action, &part.id, Some(&part.title));
        let Some(id) = parsed(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let action = Action {
            title: part.title.clone(),
            description: part.description.clone(),
            owner: part.owner.clone(),
            due: part.due,
            state: match part.done_on {
                None => ActionState::Open,
                Some(on) => ActionState::Done { on },
            },
            controls: self.identifiers(&part.controls, &place),
            risks: self.identifiers(&part.risks, &place),
        };
        self.apply(&place, Edit::AddAction { id, action });
    }

    fn deficiency(&mut self, part: &DeficiencyPart) {
        let place = Step::item(ItemKind::Deficiency, &part.id, Some(&part.title));
        let Some(id) = parsed(part.id.parse(), &place, &part.id, self.found) else {
            return;
        };
        let mut deficiency = Box::new(part.unlinked());
        deficiency.terms.controls = self.identifiers(&part.controls, &place);
        deficiency.terms.risks = self.identifiers(&part.risks, &place);
        deficiency.terms.actions = self.identifiers(&part.actions, &place);
        self.apply(&place, Edit::AddDeficiency { id, deficiency });
    }

    fn identifiers<I, E>(&mut self, texts: &[String], place: &Step) -> std::collections::BTreeSet<I>
    where
        I: std::str::FromStr<Err = E> + Ord,
        E: Display,
    {
        texts
            .iter()
            .filter_map(|text| parsed(text.parse(), place, text, self.found))
            .collect()
    }
}

fn moment(place: &Step, text: &str, found: &mut Consistency) -> Timestamp {
    Timestamp::from_rfc3339(text).unwrap_or_else(|| {
        found.add(vec![place.clone()], Said::short(text), Said::OtherMoment);
        Timestamp::EPOCH
    })
}

fn parsed<T, E: Display>(
    result: Result<T, E>,
    place: &Step,
    text: &str,
    found: &mut Consistency,
) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            found.add(
                vec![place.clone()],
                Said::short(text),
                Said::Text(error.to_string()),
            );
            None
        }
    }
}
