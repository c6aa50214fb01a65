//! What was done to find out about a control, on which items, and what it came to.

use assay_assessment::{ControlEffectiveness, Draw, Period, ProcedureResult, Sample, words::count};

use super::Composer;
use super::words::plain_text_blocks;
use crate::document::ProcedurePart;
use crate::outline::{Block, Inline, KeyValue, Tone};

/// A procedure beside the other facts of its control.
pub(super) fn procedure(part: &ProcedurePart) -> KeyValue {
    let method = part.method.map(|method| Inline::strong(method.label()));
    let result = part.result.map(|result| {
        let (tone, mark) = match result {
            ProcedureResult::NoExceptions => (Tone::Pass, '\u{2713}'),
            ProcedureResult::Exceptions => (Tone::Partial, '\u{25b2}'),
        };
        Inline::badge(tone, mark, result.label())
    });
    let mut head: Vec<Inline> = Vec::new();
    for inline in method.into_iter().chain(result) {
        if !head.is_empty() {
            head.push(Inline::text("  "));
        }
        head.push(inline);
    }
    let mut value = Vec::new();
    if !head.is_empty() {
        value.push(Block::Paragraph(head));
    }
    value.extend(plain_text_blocks(&part.done));
    if let Some(part) = &part.sample {
        value.push(Block::text(sample(part)));
        value.extend(part.draw.as_deref().map(drawn));
    }
    value.extend(plain_text_blocks(&part.exceptions));
    if value.is_empty() {
        value.push(Block::text("Nothing is stated."));
    }
    KeyValue {
        key: format!("Procedure {}", part.number),
        value,
    }
}

/// Design and operation, where they are kept apart.
pub(super) fn effectiveness(effectiveness: ControlEffectiveness) -> Option<KeyValue> {
    let ControlEffectiveness { design, operation } = effectiveness;
    let said = [("Design", design), ("operation", operation)];
    let said: Vec<String> = said
        .into_iter()
        .filter_map(|(what, said)| Some(format!("{what} {}", said?.label().to_lowercase())))
        .collect();
    let words = assay_assessment::words::capital(&said.join(", "));
    (!said.is_empty()).then(|| KeyValue::text("Effectiveness", words))
}

fn sample(sample: &Sample) -> String {
    let mut words = match (sample.size, sample.population_size) {
        (Some(size), Some(all)) => format!("Sample of {size} out of {all}"),
        (Some(size), None) => format!("Sample of {}", count(size, "item", "items")),
        (None, Some(all)) => format!("Population of {}", count(all, "item", "items")),
        (None, None) => "Sample".to_owned(),
    };
    let population = sample.population.trim();
    if !population.is_empty() {
        words.push_str(": ");
        words.push_str(population);
    }
    let chosen = sample.chosen.trim();
    if !chosen.is_empty() {
        words.push_str("; chosen ");
        words.push_str(chosen);
    }
    match sample.period {
        Period {
            from: Some(from),
            to: Some(to),
        } => words.push_str(&format!("; of {from} to {to}")),
        Period {
            from: Some(from),
            to: None,
        } => words.push_str(&format!("; from {from} on")),
        Period {
            from: None,
            to: Some(to),
        } => words.push_str(&format!("; until {to}")),
        Period {
            from: None,
            to: None,
        } => {}
    }
    words.push('.');
    words
}

fn drawn(draw: &Draw) -> Block {
    let items: Vec<String> = draw
        .items
        .iter()
        .map(|item| format!("{} ({})", item.text, item.line))
        .collect();
    Block::Paragraph(vec![
        Inline::text(format!(
            "Drawn: {}. The numbers are those of the lines of the list, ",
            items.join(", ")
        )),
        Inline::text(format!("{}, SHA-256 ", count(draw.lines, "line", "lines"))),
        Inline::code(draw.list.to_string()),
        Inline::text(", with the seed "),
        Inline::code(draw.seed.clone()),
        Inline::text("."),
    ])
}

impl Composer<'_> {
    /// How to draw samples again, where the report has some.
    pub(super) fn how_to_draw_again(&self) -> Vec<Block> {
        let procedures = self.report.controls().flat_map(|each| &each.procedures);
        let mut samples = procedures.filter_map(|procedure| procedure.sample.as_ref());
        if !samples.any(|sample| sample.draw.is_some()) {
            return Vec::new();
        }
        vec![
            Block::text(
                "Samples: what was drawn by seed can be drawn again by whoever has the list. Each line \
                 that is not empty, without white space at its ends, gets the SHA-256 of seed, number and \
                 text; the lines with the smallest digests are the sample. In Python, with the lines \
                 in `lines`:",
            ),
            // On one page, so that it can be copied in one go.
            Block::KeepTogether(vec![Block::Code {
                language: Some("python".to_owned()),
                text: "import hashlib\n\
                       key = lambda n: hashlib.sha256(f\"{seed}\\n{n}\\n{lines[n - 1]}\".encode()).hexdigest()\n\
                       print(sorted(sorted(range(1, len(lines) + 1), key=key)[:size]))\n\
                       print(hashlib.sha256(\"\\n\".join(lines).encode()).hexdigest())"
                    .to_owned(),
            }]),
        ]
    }
}
