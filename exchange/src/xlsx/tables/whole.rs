//! The report as a whole: a row for each thing that is said of it.

use assay_assessment::{EngagementText, Status};
use assay_report::document::{Report, TallyPart};

use crate::words;
use crate::xlsx::cell::{Cell, Sheet, Width};

const STATUSES: [Status; 5] = [
    Status::Implemented,
    Status::NotApplicable,
    Status::Partial,
    Status::Fails,
    Status::NotTested,
];

pub(super) fn report(report: &Report) -> Sheet {
    let mut rows = Rows(Vec::new());
    identity(report, &mut rows);
    for (name, tally) in [
        ("Mandatory", &report.conformance.mandatory),
        ("Recommended", &report.conformance.recommended),
    ] {
        counts(name, tally, &mut rows);
    }
    sums(report, &mut rows);
    people(report, &mut rows);
    engagement(report, &mut rows);
    Sheet {
        name: "Report",
        keys: 1,
        columns: vec![("What", Width::Middle), ("Value", Width::Wide)],
        rows: rows.0,
    }
}

struct Rows(Vec<Vec<Cell>>);

impl Rows {
    fn put(&mut self, what: &str, cell: Cell) {
        if cell != Cell::Empty {
            self.0.push(vec![Cell::text(what), cell]);
        }
    }

    fn text(&mut self, what: &str, text: impl AsRef<str>) {
        self.put(what, Cell::text(text));
    }
}

fn identity(report: &Report, rows: &mut Rows) {
    let edition = &report.edition;
    rows.text("Title", &report.title);
    rows.text("Signatures", words::NOT_SIGNED);
    rows.text("Report", &report.id);
    if report.example {
        rows.text("Example", words::AN_EXAMPLE);
    }
    rows.text("Made at (UTC)", &report.generated_at);
    rows.text("Made by", &report.generator);
    rows.text("Kind", report.kind.label());
    rows.text("Operator", &report.operator.name);
    rows.text("Contact", &report.operator.contact);
    rows.text("Scope", &report.scope);
    rows.put("Period from", Cell::day(report.period.from));
    rows.put("Period to", Cell::day(report.period.to));
    rows.text("Standard", &edition.name);
    rows.text("Version of the standard", &edition.version);
    rows.text("Date of the standard", &edition.date);
    rows.text("SHA-256 of the edition", edition.sha256.to_string());
    if let Some(against) = &report.assessed_against {
        rows.text(
            "Assessed against the edition with SHA-256",
            against.sha256.to_string(),
        );
    }
    if let Some(from) = &report.carried_from {
        rows.text("Carries on from", &from.id);
    }
    rows.text(
        "Last entry of the journal (SHA-256)",
        report.journal.head.to_string(),
    );
    rows.put(
        "Entries of the journal",
        Cell::integer(report.journal.entries),
    );
    rows.text("Conformance", report.conformance.verdict.label());
    rows.text("Why", &report.conformance.explanation);
}

fn counts(name: &str, tally: &TallyPart, rows: &mut Rows) {
    for status in STATUSES {
        let what = format!("{name} controls: {}", status.label());
        rows.put(&what, Cell::integer(tally.of(status)));
    }
}

fn sums(report: &Report, rows: &mut Rows) {
    let totals = &report.register.totals;
    let amount = |units: u64| i64::try_from(units).map_or(Cell::Empty, Cell::Amount);
    rows.text("Currency", report.scales.currency.code());
    if let Some(compared) = totals.compared {
        rows.put("Risks scored before and after", Cell::integer(compared));
    }
    rows.put("Their exposure before mitigation", amount(totals.inherent));
    rows.put("Their exposure after mitigation", amount(totals.residual));
    for (when, sum) in [
        ("before", totals.inherent_only),
        ("after", totals.residual_only),
    ] {
        if let Some(sum) = sum {
            rows.put(
                &format!("Risks scored only {when}"),
                Cell::integer(sum.risks),
            );
            rows.put(
                &format!("Exposure of those scored only {when}"),
                amount(sum.exposure),
            );
        }
    }
    if let Some(unscored) = totals.unscored {
        rows.put("Risks not scored", Cell::integer(unscored));
    }
    for level in &report.scales.levels {
        let number = level.level.number();
        let probability = format!("Probability {number}, {}: from", level.probability_label);
        rows.put(&probability, Cell::Probability(level.probability));
        let impact = format!("Impact {number}, {}: from", level.impact_label);
        rows.put(&impact, Cell::money(Some(level.impact)));
    }
}

fn people(report: &Report, rows: &mut Rows) {
    for assessor in &report.assessors {
        let said = [&assessor.name, &assessor.organisation, &assessor.role];
        rows.put("Assessor", Cell::lines(said));
    }
    for party in &report.signing_parties {
        let fingerprint = party.fingerprint.clone().unwrap_or_default();
        let said = [&party.name, &party.organisation, &fingerprint];
        rows.put(
            &format!("To sign as {}", party.role.label()),
            Cell::lines(said),
        );
    }
}

fn engagement(report: &Report, rows: &mut Rows) {
    let Some(engagement) = &report.engagement else {
        return;
    };
    let assurance = engagement.assurance.map(|assurance| assurance.label());
    rows.put("Assurance", Cell::of(assurance));
    let conclusion = engagement.conclusion.map(|conclusion| conclusion.label());
    rows.put("Conclusion", Cell::of(conclusion));
    rows.put("Dated", Cell::day(engagement.dated));
    rows.put("Asserted on", Cell::day(engagement.asserted_on));
    for text in EngagementText::ALL {
        rows.put(text.title(), Cell::of(engagement.texts.get(&text)));
    }
}
