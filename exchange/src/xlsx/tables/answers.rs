//! Findings, actions, evidence, what the X-ray found, and what an assessment before found.

use assay_assessment::DeficiencyText;
use assay_report::document::{
    AbsencePart, ActionPart, DeficiencyPart, EvidenceContent, EvidencePart, Report, WithdrawnPart,
};

use crate::xlsx::cell::{Cell, Sheet, Width};

use Width::{Middle, Narrow, Wide};

pub(super) fn findings(report: &Report) -> Sheet {
    let mut columns = vec![
        ("Finding", Middle),
        ("Title", Middle),
        ("Severity", Narrow),
        ("Follow-up", Narrow),
        ("Position of management", Narrow),
        ("Responded by", Middle),
        ("Responded on", Narrow),
    ];
    columns.extend(DeficiencyText::ALL.map(|text| (text.label(), Wide)));
    columns.extend([("Controls", Middle), ("Risks", Narrow), ("Actions", Middle)]);
    Sheet {
        name: "Findings",
        keys: 1,
        columns,
        rows: report.deficiencies.iter().map(finding).collect(),
    }
}

fn finding(part: &DeficiencyPart) -> Vec<Cell> {
    let mut row = vec![
        Cell::text(&part.id),
        Cell::text(&part.title),
        Cell::of(part.severity.map(|severity| severity.label())),
        Cell::of(part.follow_up.map(|follow_up| follow_up.label())),
        Cell::of(part.position.map(|position| position.label())),
        Cell::text(&part.responded_by),
        Cell::day(part.responded_on),
    ];
    row.extend(DeficiencyText::ALL.map(|text| Cell::of(part.texts.get(&text))));
    row.extend([&part.controls, &part.risks, &part.actions].map(Cell::lines));
    row
}

pub(super) fn actions(report: &Report) -> Sheet {
    Sheet {
        name: "Actions",
        keys: 1,
        columns: vec![
            ("Action", Middle),
            ("Title", Middle),
            ("Description", Wide),
            ("Owner", Middle),
            ("Due", Narrow),
            ("Done on", Narrow),
            ("Overdue", Narrow),
            ("Controls", Middle),
            ("Risks", Narrow),
        ],
        rows: report.actions.iter().map(action).collect(),
    }
}

fn action(action: &ActionPart) -> Vec<Cell> {
    vec![
        Cell::text(&action.id),
        Cell::text(&action.title),
        Cell::text(&action.description),
        Cell::text(&action.owner),
        Cell::day(action.due),
        Cell::day(action.done_on),
        Cell::flag(action.overdue),
        Cell::lines(&action.controls),
        Cell::lines(&action.risks),
    ]
}

pub(super) fn evidence(report: &Report) -> Sheet {
    Sheet {
        name: "Evidence",
        keys: 1,
        columns: vec![
            ("Evidence", Middle),
            ("Label", Middle),
            ("Type", Narrow),
            ("File name", Middle),
            ("Media type", Narrow),
            ("Bytes", Narrow),
            ("SHA-256", Middle),
            ("Address", Middle),
            ("Absent", Narrow),
            ("Description", Wide),
            ("Method", Narrow),
            ("Captured on", Narrow),
            ("Added at (UTC)", Narrow),
            ("Controls", Middle),
            ("Risks", Narrow),
            ("Alternative text of the picture", Middle),
        ],
        rows: report.evidence.iter().map(item).collect(),
    }
}

fn item(item: &EvidencePart) -> Vec<Cell> {
    let mut row = vec![Cell::text(&item.id), Cell::text(&item.label)];
    row.extend(match &item.content {
        EvidenceContent::File {
            name,
            media_type,
            size,
            sha256,
        } => [
            Cell::text("File"),
            Cell::text(name),
            Cell::text(media_type),
            Cell::integer(*size),
            Cell::text(sha256.to_string()),
            Cell::Empty,
        ],
        EvidenceContent::Link { address } => [
            Cell::text("Link"),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::text(address),
        ],
    });
    let absent = item.absent.map(|absent| match absent {
        AbsencePart::Missing => "missing",
        AbsencePart::Changed => "changed",
    });
    let picture = item.picture.as_ref();
    row.extend([
        Cell::of(absent),
        Cell::text(&item.description),
        Cell::of(item.method.map(|method| method.label())),
        Cell::day(item.captured_on),
        Cell::text(&item.added_at),
        Cell::lines(&item.controls),
        Cell::lines(&item.risks),
        Cell::of(picture.map(|picture| &picture.alternative_text)),
    ]);
    row
}

/// A row for each place where a rule found something.
pub(super) fn rules(report: &Report) -> Sheet {
    let rows = report.findings.iter().flat_map(|finding| {
        let said = move || [&finding.rule, &finding.summary, &finding.advice].map(Cell::text);
        let row = move |place: [Cell; 3]| said().into_iter().chain(place).collect::<Vec<_>>();
        let items = finding.items.iter().map(move |item| {
            row([
                Cell::text(&item.id),
                Cell::text(&item.title),
                Cell::of(item.detail.as_ref()),
            ])
        });
        let of_all = finding.items.is_empty();
        let of_all = of_all.then(move || row([Cell::Empty, Cell::Empty, Cell::Empty]));
        items.chain(of_all)
    });
    Sheet {
        name: "X-ray",
        keys: 1,
        columns: vec![
            ("Rule", Narrow),
            ("What was found", Middle),
            ("Advice", Wide),
            ("Where", Middle),
            ("Title", Middle),
            ("Detail", Wide),
        ],
        rows: rows.collect(),
    }
}

/// What an assessment before found: of controls that are here, and of what the edition does not have any more.
pub(super) fn earlier(report: &Report) -> Sheet {
    let controls = report.controls().filter_map(|control| {
        let earlier = control.earlier.as_ref()?;
        let assessed = earlier.assessed.as_ref();
        Some(vec![
            Cell::text(&control.id),
            Cell::text(&control.short_title),
            Cell::Empty,
            Cell::lines([earlier.status.label(), &earlier.reason]),
            Cell::text(&earlier.note),
            Cell::lines(earlier.methods.iter().map(|method| method.label())),
            Cell::day(assessed.map(|assessed| assessed.on)),
            Cell::of(assessed.map(|assessed| &assessed.by)),
            Cell::word(earlier.carried_as),
            Cell::text(earlier.confirmation.label()),
        ])
    });
    let withdrawn = report.withdrawn.iter();
    let withdrawn = withdrawn.flat_map(|findings| findings.controls.iter().chain(&findings.risks));
    Sheet {
        name: "Assessment before",
        keys: 1,
        columns: vec![
            ("Control or risk", Middle),
            ("Title", Middle),
            ("Statement", Wide),
            ("Found", Wide),
            ("Note", Wide),
            ("Methods", Narrow),
            ("Assessed on", Narrow),
            ("Assessed by", Middle),
            ("Between the editions", Narrow),
            ("Confirmation", Narrow),
        ],
        rows: controls.chain(withdrawn.map(gone)).collect(),
    }
}

fn gone(part: &WithdrawnPart) -> Vec<Cell> {
    let mut row = [
        &part.id,
        &part.title,
        &part.statement,
        &part.found,
        &part.note,
    ]
    .map(Cell::text)
    .to_vec();
    row.resize(8, Cell::Empty);
    row.push(Cell::text("withdrawn"));
    row.push(Cell::Empty);
    row
}
