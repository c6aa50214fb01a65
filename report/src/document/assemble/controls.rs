//! Sections, groups and controls.

use assay_assessment::conformance::{Conformance, Tally, Verdict};
use assay_assessment::{Assessed, Assessment, ControlFinding, Supports};
use assay_catalog::{Catalog, Control, ControlGroup, Framework};

use super::super::{
    AssessedPart, ConformancePart, ControlPart, CriterionPart, EarlierControlPart, GroupPart,
    Named, ProcedurePart, SectionPart, TallyPart, VerdictPart,
};
use super::{item, text};

pub(super) fn sections(
    assessment: &Assessment,
    catalog: &Catalog,
    supports: &Supports<'_>,
) -> Vec<SectionPart> {
    catalog
        .sections()
        .iter()
        .map(|section| SectionPart {
            id: section.id().as_str().to_owned(),
            title: section.title().to_owned(),
            short_title: section.short_title().to_owned(),
            conformance: Conformance::of_section(assessment, catalog, section).into(),
            groups: section
                .groups()
                .iter()
                .filter_map(|id| catalog.group(id))
                .map(|each| group(assessment, catalog, supports, each))
                .collect(),
        })
        .collect()
}

fn group(
    assessment: &Assessment,
    catalog: &Catalog,
    supports: &Supports<'_>,
    group: &ControlGroup,
) -> GroupPart {
    GroupPart {
        id: group.id().as_str().to_owned(),
        title: group.title().to_owned(),
        guidance: group.guidance().iter().map(text).collect(),
        standards: group
            .standards()
            .iter()
            .map(|id| {
                catalog
                    .framework(id)
                    .map_or(id.as_str(), Framework::title)
                    .to_owned()
            })
            .collect(),
        conformance: Conformance::of_group(assessment, catalog, group).into(),
        controls: group
            .controls()
            .iter()
            .filter_map(|id| catalog.control(id))
            .map(|each| control(assessment, catalog, supports, each))
            .collect(),
    }
}

fn assessed(assessed: Assessed) -> AssessedPart {
    AssessedPart {
        on: assessed.on,
        by: assessed.by,
    }
}

fn earlier(found: &ControlFinding) -> Option<EarlierControlPart> {
    let (earlier, confirmation) = found.earlier.as_deref().zip(found.confirmation())?;
    Some(EarlierControlPart {
        carried_as: earlier.carried_as,
        confirmation,
        status: earlier.status,
        reason: earlier.reason.clone(),
        methods: earlier.methods.iter().copied().collect(),
        assessed: earlier.assessed.clone().map(assessed),
        note: earlier.note.clone(),
    })
}

fn control(
    assessment: &Assessment,
    catalog: &Catalog,
    supports: &Supports<'_>,
    control: &Control,
) -> ControlPart {
    let id = control.id();
    let found = assessment.control(id);
    ControlPart {
        id: id.as_str().to_owned(),
        short_title: control.short_title().to_owned(),
        title_published: control.title_published(),
        level: control.level().as_str().to_owned(),
        statement: control.statement().to_owned(),
        parts: control.parts().iter().map(item).collect(),
        sentence: control.sentence().map(str::to_owned),
        period: control.period().map(|period| period.label().to_owned()),
        guidance: control.guidance().iter().map(text).collect(),
        procedures: ProcedurePart::all_of(&found),
        effectiveness: found.effectiveness,
        earlier: earlier(&found),
        status: found.status,
        reason: found.reason,
        methods: found.methods.into_iter().collect(),
        assessed: found.assessed.map(assessed),
        note: found.note,
        evidence: supports
            .evidence_for_control(id)
            .iter()
            .map(|(id, _)| id.as_str().to_owned())
            .collect(),
        actions: supports
            .actions_for_control(id)
            .iter()
            .map(|(id, _)| id.as_str().to_owned())
            .collect(),
        risks: catalog
            .risks_addressed_by(id)
            .into_iter()
            .map(|risk| Named {
                id: risk.id().to_string(),
                title: risk.title().unwrap_or_default().to_owned(),
            })
            .chain(
                assessment
                    .own_risks_addressed_by(id)
                    .map(|(id, own)| Named {
                        id: id.to_string(),
                        title: own.title.clone(),
                    }),
            )
            .collect(),
        criteria: catalog
            .criteria_of(id)
            .iter()
            .map(|each| CriterionPart {
                label: catalog.criterion_label(each.criterion()),
                inherited: each.is_inherited(),
            })
            .collect(),
    }
}

impl From<Conformance> for ConformancePart {
    fn from(conformance: Conformance) -> Self {
        Self {
            verdict: match conformance.verdict() {
                Verdict::NotYetDetermined => VerdictPart::NotYetDetermined,
                Verdict::Conforms => VerdictPart::Conforms,
                Verdict::DoesNotConform => VerdictPart::DoesNotConform,
            },
            explanation: conformance.explanation(),
            mandatory: conformance.mandatory.into(),
            recommended: conformance.recommended.into(),
        }
    }
}

impl From<Tally> for TallyPart {
    fn from(tally: Tally) -> Self {
        Self {
            not_tested: tally.not_tested,
            implemented: tally.implemented,
            not_applicable: tally.not_applicable,
            partial: tally.partial,
            fails: tally.fails,
        }
    }
}
