//! The page of a status-update request.

use assay_assessment::{AssessmentKind, EngagementText, words::count};

use super::cover::{assessors, named, period, signatures};
use super::engagement::concluded;
use super::names::legible_names_of_request;
use super::words::{moment, plain_text_blocks, verdict_line, verdict_tone};
use crate::markdown;
use crate::outline::footnote::name_notes;
use crate::outline::{Align, Block, Inline, KeyValue, Outline, Section, Table, Tone};
use crate::request::StatusRequest;

/// The outline of a request. The same request gives the same outline.
pub fn of_request(request: &StatusRequest) -> Outline {
    let request = &legible_names_of_request(request);
    let operator = named(&request.operator.name);
    let title = format!("Request for a status update: {operator}");
    let edition = &request.edition;
    let mut outline = Outline {
        title: title.clone(),
        language: request.language.clone(),
        description: format!(
            "Request to update the public status of {operator} under {}, {}, {}",
            edition.name, edition.version, edition.date
        ),
        authors: request
            .signing_parties
            .iter()
            .map(|party| party.name.clone())
            .filter(|name| !name.is_empty())
            .collect(),
        running_header: title,
        notice: request.example.then(|| {
            "Example: this request was made to show Assay. It asks nothing of anybody.".to_owned()
        }),
        running_footer: request.id.trim_start_matches("urn:uuid:").to_owned(),
        document_id: format!("{} · request · {}", request.id, request.journal.head),
        cover: cover(request),
        sections: vec![Section {
            anchor: "reports".to_owned(),
            title: "The report".to_owned(),
            new_page: false,
            blocks: reports(request),
        }],
    };
    name_notes(&mut outline);
    outline
}

fn cover(request: &StatusRequest) -> Vec<Block> {
    let edition = &request.edition;
    let asks = match request.kind {
        AssessmentKind::Independent => format!(
            "We assessed the operator against {} and ask its governance to update the operator\u{2019}s \
             public status accordingly.",
            edition.name
        ),
        AssessmentKind::SelfAssessment => format!(
            "We assessed ourselves against {} and ask its governance to update our public status as that \
             of a self-assessment.",
            edition.name
        ),
    };
    let mut blocks = vec![
        Block::text(asks),
        Block::Callout {
            tone: verdict_tone(request.conformance.verdict),
            blocks: vec![
                Block::Lead(verdict_line(&request.conformance)),
                Block::text(request.conformance.explanation.clone()),
            ],
        },
    ];
    let missing: Vec<String> = request
        .missing_elements()
        .map(|element| match element.clause_for(request.kind) {
            Some(clause) => format!("{} (ISAE 3000 (Revised), {clause})", element.title()),
            None => element.title().to_owned(),
        })
        .collect();
    if !missing.is_empty() {
        blocks.push(Block::Callout {
            tone: Tone::Partial,
            blocks: vec![
                Block::Paragraph(vec![Inline::strong("Not complete. ")]),
                Block::text(format!(
                    "The report does not state: {}.",
                    missing.join("; ")
                )),
            ],
        });
    }
    blocks.push(Block::KeyValues(pairs(request)));
    blocks.push(Block::KeepTogether(signatures(&request.signing_parties)));
    blocks
}

fn pairs(request: &StatusRequest) -> Vec<KeyValue> {
    let edition = &request.edition;
    let mut pairs = vec![KeyValue::text("Operator", named(&request.operator.name))];
    if !request.operator.contact.is_empty() {
        pairs.push(KeyValue::text("Contact", request.operator.contact.clone()));
    }
    let scope = match request.scope.trim() {
        "" => vec![Block::text("Not stated")],
        scope => markdown::blocks(scope, 1),
    };
    pairs.push(KeyValue {
        key: "Scope".to_owned(),
        value: scope,
    });
    pairs.push(KeyValue::text("Period", period(&request.period)));
    pairs.push(KeyValue::text(
        "Standard",
        format!("{}, {}, {}", edition.name, edition.version, edition.date),
    ));
    pairs.push(KeyValue::text("Kind", request.kind.label()));
    pairs.push(KeyValue {
        key: "Assessors".to_owned(),
        value: assessors(&request.assessors),
    });
    if let Some(engagement) = &request.engagement {
        let concluded = concluded(engagement.assurance, engagement.conclusion);
        pairs.extend(concluded.map(|words| KeyValue::text("Conclusion", words)));
        for text in [
            EngagementText::Wording,
            EngagementText::Firm,
            EngagementText::Licence,
            EngagementText::Approval,
            EngagementText::Assertion,
            EngagementText::AssertedBy,
        ] {
            let value = plain_text_blocks(engagement.text(text));
            if !value.is_empty() {
                pairs.push(KeyValue {
                    key: text.title().to_owned(),
                    value,
                });
            }
        }
        let days = [
            ("Asserted on", engagement.asserted_on),
            ("Report dated", engagement.dated),
        ];
        let days = days.into_iter().filter_map(|(key, day)| Some((key, day?)));
        pairs.extend(days.map(|(key, day)| KeyValue::text(key, day.to_string())));
    }
    pairs.push(KeyValue::text("Generated", moment(&request.generated_at)));
    pairs
}

fn reports(request: &StatusRequest) -> Vec<Block> {
    let mut table = Table::new(
        "The files of the report, with their digests",
        &[
            ("File", 44, Align::Start),
            ("Bytes", 18, Align::End),
            ("SHA-256", 66, Align::Start),
        ],
    );
    for file in &request.reports {
        table.push(
            None,
            true,
            vec![
                vec![Inline::text(file.name.clone())],
                vec![Inline::text(file.size.to_string())],
                vec![Inline::code(file.sha256.to_string())],
            ],
        );
    }
    vec![
        Block::text(
            "This request speaks of the report in these files and of no other. Whoever has one of them \
             compares its digest (sha256sum, or certutil -hashfile on Windows), and opens it in any copy of \
             Assay to see what it says and who signed it.",
        ),
        Block::Table(table),
        Block::KeyValues(vec![
            KeyValue::line("Assessment", vec![Inline::code(request.id.clone())]),
            KeyValue::line(
                "Journal",
                vec![
                    Inline::text(format!(
                        "{}; head ",
                        count(request.journal.entries, "change", "changes")
                    )),
                    Inline::code(request.journal.head.to_string()),
                ],
            ),
            KeyValue::line(
                "Standard",
                vec![
                    Inline::quiet("SHA-256 "),
                    Inline::code(request.edition.sha256.to_string()),
                ],
            ),
        ]),
    ]
}
