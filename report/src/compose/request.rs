//! The page of a status-update request.

use assay_assessment::{AssessmentKind, EngagementText};

use super::addresses::linked;
use super::cover::{assessors, named, period, signatures};
use super::engagement::concluded;
use super::names::{legible_logo, legible_names_of_request};
use super::words::{plain_text_blocks, verdict_line, verdict_tone};
use super::writing::Writing;
use crate::markdown;
use crate::outline::footnote::name_notes;
use crate::outline::{Align, Block, Extent, Inline, KeyValue, Outline, Table, Tone};
use crate::request::StatusRequest;

/// The outline of a request. The same request gives the same outline.
pub fn of_request(request: &StatusRequest) -> Outline {
    let request = &legible_names_of_request(request);
    let operator = named(&request.operator.name);
    let title = format!("Request for a status update: {operator}");
    let writing = Writing::of(&request.presentation);
    let mut outline = Outline {
        title: title.clone(),
        language: request.language.clone(),
        description: format!(
            "Request to update the public status of {operator} under {}",
            writing.edition(&request.edition)
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
        extent: Extent::Full,
        draft: false,
        // A page or two: there is nothing that contents could lead to.
        contents: false,
        paper: request.presentation.paper,
        logo: legible_logo(&request.presentation),
        sections: Vec::new(),
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
    blocks.push(Block::KeepTogether(reports(request)));
    let signatures = signatures(&request.signing_parties, "request", false);
    blocks.push(Block::KeepTogether(signatures));
    blocks
}

fn pairs(request: &StatusRequest) -> Vec<KeyValue> {
    let writing = Writing::of(&request.presentation);
    let mut pairs = vec![KeyValue::text("Operator", named(&request.operator.name))];
    if !request.operator.contact.is_empty() {
        pairs.push(KeyValue::line("Contact", linked(&request.operator.contact)));
    }
    let scope = match request.scope.trim() {
        "" => vec![Block::text("Not stated")],
        scope => markdown::blocks(scope, 1),
    };
    pairs.push(KeyValue {
        key: "Scope".to_owned(),
        value: scope,
    });
    pairs.push(KeyValue::text("Period", period(&request.period, writing)));
    pairs.push(KeyValue::text(
        "Standard",
        writing.edition(&request.edition),
    ));
    pairs.push(KeyValue::text("Kind", request.kind.label()));
    pairs.push(KeyValue {
        key: "Assessors".to_owned(),
        value: assessors(&request.assessors),
    });
    if let Some(engagement) = &request.engagement {
        let concluded = concluded(engagement.assurance, engagement.conclusion);
        let lead = concluded.map(|words| Block::Paragraph(vec![Inline::strong(words)]));
        let mut conclusion: Vec<Block> = lead.into_iter().collect();
        conclusion.extend(plain_text_blocks(engagement.text(EngagementText::Wording)));
        let asserted_by = engagement.text(EngagementText::AssertedBy);
        let asserted = [asserted_by.to_owned()].into_iter();
        let asserted = asserted.chain(engagement.asserted_on.map(|day| writing.day(day)));
        let asserted: Vec<String> = asserted.filter(|part| !part.is_empty()).collect();
        let line = |text: EngagementText| (text.title(), plain_text_blocks(engagement.text(text)));
        let dated = engagement.dated.map(|day| Block::text(writing.day(day)));
        let stated = [
            ("Conclusion", conclusion),
            line(EngagementText::Firm),
            line(EngagementText::Licence),
            line(EngagementText::Approval),
            ("Asserted by", plain_text_blocks(&asserted.join(", "))),
            ("Report dated", dated.into_iter().collect()),
        ];
        let stated = stated.into_iter().filter(|(_, value)| !value.is_empty());
        pairs.extend(stated.map(|(key, value)| KeyValue {
            key: key.to_owned(),
            value,
        }));
    }
    pairs.push(KeyValue::text(
        "Generated",
        writing.moment(&request.generated_at),
    ));
    pairs
}

fn reports(request: &StatusRequest) -> Vec<Block> {
    let writing = Writing::of(&request.presentation);
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
                vec![Inline::text(writing.number(file.size))],
                vec![Inline::code(file.sha256.to_string())],
            ],
        );
    }
    let code = |key: &str, says: &str, code: String| {
        let mut line = vec![Inline::code(code)];
        if !says.is_empty() {
            line.insert(0, Inline::quiet(says));
        }
        KeyValue::line(key, line)
    };
    let journal = &request.journal;
    let changes = format!(
        "{}, head ",
        writing.count(journal.entries, "change", "changes")
    );
    vec![
        Block::subheading(2, "The report"),
        Block::text(
            "This request speaks of the report in these files and of no other. Whoever has one of them \
             compares its digest (sha256sum, or certutil -hashfile on Windows), and opens it in any copy of \
             Assay to see what it says and who signed it.",
        ),
        Block::Table(table),
        Block::KeyValues(vec![
            code("Assessment", "", request.id.clone()),
            code("Journal", &changes, journal.head.to_string()),
            code("Standard", "SHA-256 ", request.edition.sha256.to_string()),
        ]),
    ]
}
