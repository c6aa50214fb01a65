//! A report from an assessment and the catalog.

mod controls;
mod risks;

pub(crate) use risks::{OWN_CATEGORY, register_figures, score_part};

use std::collections::BTreeMap;

use assay_assessment::conformance::Conformance;
use assay_assessment::{
    Absence, ActionState, Assessment, AssessmentId, CarriedFrom, Day, EditionReference,
    EvidenceKind, EvidencePresence, ScaleLevel, Sha256Digest, Subject, Supports, Timestamp, Today,
    UtcOffset, Withdrawn, WithdrawnFindings, xray,
};
use assay_catalog::{Block, Catalog, Content, ListItem, RiskId};

use super::{
    AbsencePart, ActionPart, AssessorPart, CONTEXT, CarriedFromPart, EditionPart,
    EditionReferencePart, EngagementPart, EvidenceContent, EvidencePart, FORMAT, FindingItem,
    FindingPart, ItemPart, JournalPart, LevelPart, LocalDayPart, MitigationPart, OperatorPart,
    PdfEdition, PeriodPart, PicturePart, Presentation, ProvenancePart, Report, ScalesPart,
    SigningParty, TermPart, TextPart, VERSION, WithdrawnFindingsPart, WithdrawnPart,
};
use crate::picture::PictureFacts;

/// What a report needs beside the assessment and the catalog.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// When the report is generated.
    pub generated_at: Timestamp,
    /// How far the device's clock is then ahead of UTC: what decides which day it is, and so which
    /// evidence is stale, which actions are overdue, and which days have not come yet.
    pub utc_offset: UtcOffset,
    /// SHA-256 of the journal's last entry.
    pub journal_head: Sha256Digest,
    /// How many entries the journal has.
    pub journal_entries: u64,
    /// Who is meant to sign.
    pub signing_parties: Vec<SigningParty>,
    /// How the pages are drawn.
    pub presentation: Presentation,
    /// Which evidence files are on the device.
    pub presence: EvidencePresence,
    /// What was seen in the files of pictures, as far as somebody looked at them.
    pub pictures: BTreeMap<Sha256Digest, PictureFacts>,
}

impl Report {
    /// Assembles a report. The same arguments give the same report.
    pub fn assemble(
        assessment: &Assessment,
        catalog: &Catalog,
        circumstances: &Circumstances,
    ) -> Self {
        let details = assessment.details();
        let supports = Supports::of(assessment);
        let today = Today::at(circumstances.generated_at, circumstances.utc_offset);
        let edition = edition(catalog);
        let reference = assessment.edition();
        let is_another = reference.sha256 != edition.sha256;
        let assessed_against = is_another.then(|| edition_reference(reference));
        Self {
            context: vec![CONTEXT.to_owned()],
            format: FORMAT.to_owned(),
            version: VERSION,
            id: urn(assessment.id()),
            language: "en".to_owned(),
            example: assessment.is_example(),
            generated_at: circumstances.generated_at.rfc3339(),
            local_day: Some(LocalDayPart {
                day: today.day,
                utc_offset_minutes: today.offset,
            }),
            generator: crate::GENERATOR.to_owned(),
            title: details.title.clone(),
            kind: details.kind,
            operator: OperatorPart {
                name: details.operator.name.clone(),
                contact: details.operator.contact.clone(),
            },
            scope: details.scope.clone(),
            period: PeriodPart {
                from: details.period.from,
                to: details.period.to,
            },
            assessors: details
                .assessors
                .iter()
                .map(|assessor| AssessorPart {
                    name: assessor.name.clone(),
                    organisation: assessor.organisation.clone(),
                    role: assessor.role.clone(),
                })
                .collect(),
            engagement: EngagementPart::of(assessment.engagement().of_kind(details.kind)),
            signing_parties: circumstances.signing_parties.clone(),
            presentation: circumstances.presentation.clone(),
            edition,
            assessed_against,
            carried_from: assessment.carried_from().map(carried_from),
            journal: JournalPart {
                head: circumstances.journal_head,
                entries: circumstances.journal_entries,
            },
            scales: scales(assessment),
            conformance: Conformance::of(assessment, catalog).into(),
            sections: controls::sections(assessment, catalog, &supports),
            register: risks::register(assessment, catalog, &supports),
            withdrawn: withdrawn(assessment.withdrawn()),
            evidence: evidence(assessment, circumstances),
            actions: actions(assessment, today.day),
            deficiencies: super::deficiencies::deficiencies(assessment),
            findings: findings(assessment, catalog, today, &circumstances.presence),
            mitigations: catalog
                .mitigations()
                .iter()
                .map(|mitigation| MitigationPart {
                    id: mitigation.id().as_str().to_owned(),
                    title: mitigation.title().to_owned(),
                    text: mitigation.blocks().iter().map(text).collect(),
                })
                .collect(),
            glossary: catalog
                .glossary()
                .iter()
                .map(|term| TermPart {
                    term: term.term().to_owned(),
                    definition: term.definition().to_owned(),
                    summary: term.wording().is_summary(),
                })
                .collect(),
        }
    }
}

fn edition_reference(reference: &EditionReference) -> EditionReferencePart {
    EditionReferencePart {
        name: reference.name.clone(),
        version: reference.version.clone(),
        date: reference.date.clone(),
        sha256: reference.sha256,
    }
}

fn urn(id: &AssessmentId) -> String {
    format!("urn:uuid:{}", id.as_str())
}

fn carried_from(from: &CarriedFrom) -> CarriedFromPart {
    CarriedFromPart {
        id: urn(&from.assessment),
        edition: edition_reference(&from.edition),
        journal: JournalPart {
            head: from.head,
            entries: from.entries,
        },
    }
}

fn withdrawn(findings: &WithdrawnFindings) -> Option<WithdrawnFindingsPart> {
    fn parts<'a, Id: ToString + 'a>(
        findings: impl IntoIterator<Item = (&'a Id, &'a Withdrawn)>,
    ) -> Vec<WithdrawnPart> {
        let part = |(id, found): (&Id, &Withdrawn)| WithdrawnPart {
            id: id.to_string(),
            title: found.title.clone(),
            statement: found.statement.clone(),
            found: found.found.clone(),
            note: found.note.clone(),
        };
        findings.into_iter().map(part).collect()
    }
    (!findings.is_empty()).then(|| WithdrawnFindingsPart {
        controls: parts(&findings.controls),
        risks: parts(&findings.risks),
    })
}

fn text(block: &Block) -> TextPart {
    let (text, heading, items) = match block.content() {
        Content::Paragraph(text) => (text.clone(), false, Vec::new()),
        Content::Heading(text) => (text.clone(), true, Vec::new()),
        Content::List(items) => (String::new(), false, items.iter().map(item).collect()),
    };
    TextPart {
        text,
        heading,
        items,
        summary: block.wording().is_summary(),
        list_lost: false,
    }
}

fn item(item: &ListItem) -> ItemPart {
    ItemPart {
        text: item.text().to_owned(),
        items: item.items().iter().map(self::item).collect(),
    }
}

fn edition(catalog: &Catalog) -> EditionPart {
    let edition = catalog.edition();
    let provenance = edition.provenance();
    EditionPart {
        name: edition.name().to_owned(),
        version: edition.version().to_owned(),
        date: edition.date().to_owned(),
        publisher: edition.publisher().to_owned(),
        licence: edition.licence().to_owned(),
        copyright: edition.copyright().to_owned(),
        url: edition.url().to_owned(),
        // The catalog writes its own digest, so it always parses.
        sha256: edition
            .sha256()
            .parse()
            .unwrap_or(Sha256Digest::from_bytes([0; 32])),
        levels: EditionPart::levels_of(edition),
        provenance: ProvenancePart {
            source: provenance.source().to_owned(),
            verbatim: provenance.verbatim().to_vec(),
            summaries: provenance.summaries().to_vec(),
            changes: provenance.changes().to_vec(),
            omissions: provenance.omissions().to_vec(),
        },
    }
}

fn scales(assessment: &Assessment) -> ScalesPart {
    let scales = assessment.scales();
    ScalesPart {
        currency: scales.currency().clone(),
        levels: ScaleLevel::ALL
            .into_iter()
            .map(|level| LevelPart {
                level,
                probability_label: level.probability_label().to_owned(),
                probability: scales.probability_of(level),
                impact_label: level.impact_label().to_owned(),
                impact: scales.impact_of(level),
            })
            .collect(),
    }
}

fn evidence(assessment: &Assessment, circumstances: &Circumstances) -> Vec<EvidencePart> {
    // Only the full edition shows any.
    let shows_pictures = circumstances.presentation.has(PdfEdition::Full);
    assessment
        .evidence()
        .iter()
        .map(|(id, item)| EvidencePart {
            id: id.as_str().to_owned(),
            label: item.label().to_owned(),
            content: match &item.kind {
                EvidenceKind::File {
                    name,
                    media_type,
                    size,
                    sha256,
                } => EvidenceContent::File {
                    name: name.clone(),
                    media_type: media_type.clone(),
                    size: *size,
                    sha256: *sha256,
                },
                EvidenceKind::Link { address } => EvidenceContent::Link {
                    address: address.as_str().to_owned(),
                },
            },
            absent: circumstances
                .presence
                .of_item(item)
                .map(|absence| match absence {
                    Absence::Missing => AbsencePart::Missing,
                    Absence::Changed => AbsencePart::Changed,
                }),
            description: item.description.clone(),
            method: item.method,
            captured_on: item.captured_on,
            added_at: item.added_at.rfc3339(),
            controls: item
                .controls
                .iter()
                .map(|id| id.as_str().to_owned())
                .collect(),
            risks: item.risks.iter().map(RiskId::to_string).collect(),
            picture: (shows_pictures && item.picture.shown).then(|| PicturePart {
                alternative_text: item.picture.alternative_text.clone(),
                seen: item
                    .sha256()
                    .and_then(|sha256| circumstances.pictures.get(&sha256).copied()),
            }),
        })
        .collect()
}

fn actions(assessment: &Assessment, today: Day) -> Vec<ActionPart> {
    assessment
        .actions()
        .iter()
        .map(|(id, action)| ActionPart {
            id: id.as_str().to_owned(),
            title: action.title.clone(),
            description: action.description.clone(),
            owner: action.owner.clone(),
            due: action.due,
            done_on: match action.state {
                ActionState::Open => None,
                ActionState::Done { on } => Some(on),
            },
            overdue: action.is_overdue(today),
            controls: action
                .controls
                .iter()
                .map(|id| id.as_str().to_owned())
                .collect(),
            risks: action.risks.iter().map(RiskId::to_string).collect(),
        })
        .collect()
}

fn findings(
    assessment: &Assessment,
    catalog: &Catalog,
    today: Today,
    presence: &EvidencePresence,
) -> Vec<FindingPart> {
    let found = xray::examine(assessment, catalog, today, presence);
    xray::Rule::ALL
        .into_iter()
        .filter_map(|rule| {
            let items: Vec<FindingItem> = found
                .iter()
                .filter(|finding| finding.rule == rule)
                .map(|finding| match &finding.subject {
                    Subject::Control(id) => FindingItem {
                        id: id.as_str().to_owned(),
                        title: catalog
                            .control(id)
                            .map_or_else(String::new, |control| control.short_title().to_owned()),
                        detail: finding.detail.as_ref().map(ToString::to_string),
                    },
                    Subject::Risk(id) => FindingItem {
                        id: id.to_string(),
                        title: assessment
                            .register_risk(catalog, *id)
                            .map(|risk| risk.title().to_owned())
                            .unwrap_or_default(),
                        detail: finding.detail.as_ref().map(ToString::to_string),
                    },
                })
                .collect();
            (!items.is_empty()).then(|| FindingPart {
                rule: rule.id().to_owned(),
                summary: rule.summary(items.len()),
                advice: rule.advice().to_owned(),
                items,
            })
        })
        .collect()
}
