//! The outline of a report: everything that is in the document, for people.

mod addresses;
mod at_a_glance;
mod catalog;
mod closing;
mod controls;
mod cover;
mod deficiencies;
mod draft;
mod earlier;
mod engagement;
mod evidence;
mod executive;
mod failing;
mod findings;
mod groups;
mod identification;
mod in_parts;
mod mitigation;
mod names;
mod omitted;
mod pictures;
mod procedures;
mod public;
mod relations;
mod request;
mod risk;
mod risks;
mod summary;
mod words;
mod writing;

pub use executive::{Shortening, draft_of_executive, name_executive, of_executive};
pub use in_parts::{Composed, InParts};
pub use public::{draft_of_public, of_public, whole_public};
pub use request::of_request;

use std::collections::HashMap;

use crate::document::{ActionPart, EvidencePart, LeavablePart, PdfEdition, Report};
use crate::outline::{Extent, Outline, Section};
use crate::public::PublicReport;
use words::Words;
use writing::Writing;

/// The outline of a report's pages, without what they leave out. The same report gives the same outline. Names are
/// written so that they can be read ([`legible`](assay_assessment::legible())).
pub fn of(report: &Report) -> Outline {
    InParts::of(report).finish()
}

/// The outline of a report's pages as a draft: as [`of`], but for what only a signed report has.
pub fn draft_of(report: &Report) -> Outline {
    let mut outline = InParts::of(report).draft().finish();
    if report.presentation.has(PdfEdition::Executive) {
        executive::name_executive_later(&mut outline);
    }
    outline
}

/// The same with what the pages leave out: all that a report says.
pub fn whole(report: &Report) -> Outline {
    InParts::whole(report).finish()
}

/// The outline of a report, as yet without anything in it.
fn frame(report: &Report) -> Outline {
    let name = if report.operator.name.is_empty() {
        "an operator that is not named"
    } else {
        &report.operator.name
    };
    let title = if report.title.is_empty() {
        format!("Assessment of {name}")
    } else {
        report.title.clone()
    };
    Outline {
        title: title.clone(),
        language: report.language.clone(),
        description: format!(
            "Assessment of {name} against {}",
            Writing::of(&report.presentation).edition(&report.edition)
        ),
        authors: report
            .assessors
            .iter()
            .map(|assessor| assessor.name.clone())
            .filter(|name| !name.is_empty())
            .collect(),
        running_header: format!("{title} · {}", report.edition.name),
        notice: report.example.then(|| {
            "Example: this report was made to show Assay. It says nothing about anybody.".to_owned()
        }),
        running_footer: format!(
            "{} · journal {}…",
            report.id.trim_start_matches("urn:uuid:"),
            report
                .journal
                .head
                .to_string()
                .get(..16)
                .unwrap_or_default()
        ),
        document_id: format!("{} · journal {}", report.id, report.journal.head),
        extent: Extent::Full,
        draft: false,
        contents: true,
        paper: report.presentation.paper,
        logo: names::legible_logo(&report.presentation),
        cover: Vec::new(),
        sections: Vec::new(),
    }
}

/// The sections in their order, in parts none of which takes long.
const PARTS: [fn(&Composer<'_>) -> Vec<Section>; 7] = [
    engagement_and_summary,
    what_was_found,
    |composer| vec![section("controls", true, "Controls", composer.controls())],
    |composer| {
        vec![section(
            "risks",
            false,
            "Risk register",
            composer.register(),
        )]
    },
    evidence_and_actions,
    tables,
    closing,
];

fn engagement_and_summary(composer: &Composer<'_>) -> Vec<Section> {
    let engagement = composer.report.engagement.as_ref().map(|engagement| {
        let title = composer.engagement_title(engagement);
        section("engagement", true, title, composer.engagement(engagement))
    });
    let summary = section("summary", true, "Summary", composer.summary());
    engagement.into_iter().chain([summary]).collect()
}

fn what_was_found(composer: &Composer<'_>) -> Vec<Section> {
    if composer.report.deficiencies.is_empty() {
        return Vec::new();
    }
    let blocks = composer.deficiencies();
    vec![section(deficiencies::ANCHOR, true, "Findings", blocks)]
}

fn evidence_and_actions(composer: &Composer<'_>) -> Vec<Section> {
    let evidence = composer.evidence_index();
    vec![
        section("evidence", false, "Evidence index", evidence),
        section("actions", false, "Actions", composer.actions()),
    ]
}

fn tables(composer: &Composer<'_>) -> Vec<Section> {
    let mut sections = vec![section(
        "summary-of-controls",
        false,
        LeavablePart::SummaryOfControls.label(),
        composer.unless_left_out(
            LeavablePart::SummaryOfControls,
            composer.summary_of_controls(),
        ),
    )];
    if composer.report.risks().next().is_some() {
        let part = LeavablePart::Relations;
        let blocks = composer.unless_left_out(part, composer.relations());
        sections.push(section(relations::ANCHOR, false, part.label(), blocks));
    }
    if composer.report.withdrawn.is_some() {
        let part = LeavablePart::Withdrawn;
        let blocks = composer.unless_left_out(part, composer.withdrawn());
        sections.push(section("withdrawn", false, part.label(), blocks));
    }
    sections.push(section("scales", false, "Scales", composer.scales()));
    sections
}

fn closing(composer: &Composer<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    if !composer.report.findings.is_empty() || composer.hidden.findings {
        let title = LeavablePart::OpenQuestions.label();
        let blocks = composer.findings_unless_left_out();
        sections.push(section(findings::ANCHOR, false, title, blocks));
    }
    if let Some(left_out) = composer.left_out() {
        let title = "What is left out, and how to check it";
        sections.push(section(public::LEFT_OUT, false, title, left_out));
    }
    sections.extend([
        section(
            "verify",
            false,
            "How to verify this report",
            [
                composer.verify("named under Identification"),
                composer.how_to_draw_again(),
            ]
            .concat(),
        ),
        section(
            identification::IDENTIFICATION,
            false,
            "Identification",
            composer.identification(),
        ),
        section("catalog", false, "Catalog and licence", composer.catalog()),
    ]);
    sections
}

fn section(
    anchor: &str,
    new_page: bool,
    title: &str,
    blocks: Vec<crate::outline::Block>,
) -> Section {
    Section {
        anchor: anchor.to_owned(),
        title: title.to_owned(),
        new_page,
        blocks,
    }
}

/// A report with look-ups.
struct Composer<'r> {
    report: &'r Report,
    words: Words<'r>,
    writing: Writing,
    control_titles: HashMap<&'r str, &'r str>,
    risk_titles: HashMap<&'r str, &'r str>,
    evidence: HashMap<&'r str, &'r EvidencePart>,
    actions: HashMap<&'r str, &'r ActionPart>,
    common: relations::Common<'r>,
    /// What must not be shown; nothing for a full report.
    hidden: public::Hidden,
    /// The public edition that is composed, if it is one.
    public: Option<&'r PublicReport>,
    /// Whether it is a draft, which nobody has signed.
    draft: bool,
}

impl<'r> Composer<'r> {
    fn new(report: &'r Report) -> Self {
        Self {
            report,
            words: Words::new(report),
            writing: Writing::of(&report.presentation),
            common: relations::Common::of(report),
            hidden: public::Hidden::default(),
            public: None,
            draft: false,
            control_titles: report
                .controls()
                .map(|control| (control.id.as_str(), control.short_title.as_str()))
                .collect(),
            risk_titles: report
                .risks()
                .map(|risk| (risk.id.as_str(), risk.title.as_str()))
                .collect(),
            evidence: report
                .evidence
                .iter()
                .map(|item| (item.id.as_str(), item))
                .collect(),
            actions: report
                .actions
                .iter()
                .map(|action| (action.id.as_str(), action))
                .collect(),
        }
    }
}
