//! What was done to find out about a control, on which items, and what it came to.

use assay_assessment::{ControlEffectiveness, Day, Draw, Period, ProcedureResult, Sample};

use super::Composer;
use super::words::plain_text_blocks;
use super::writing::Writing;
use crate::document::{LeavablePart, ProcedurePart};
use crate::outline::{Block, Inline, KeyValue, Tone};

impl Composer<'_> {
    /// A procedure beside the other facts of its control.
    pub(super) fn procedure(&self, part: &ProcedurePart) -> KeyValue {
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
            value.push(Block::text(sample(part, self.writing)));
            value.extend(part.draw.as_deref().map(|draw| self.drawn(draw)));
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

    /// What was drawn, from which list, and how it can be drawn again.
    fn drawn(&self, draw: &Draw) -> Block {
        let drawn = if self.leaves_out(LeavablePart::SampleItems) {
            let items = self.writing.count(draw.items.len(), "item", "items");
            format!(
                "Drawn: {items}. Which these are is {}. The list has ",
                self.where_it_is()
            )
        } else {
            let items: Vec<String> = draw
                .items
                .iter()
                .map(|item| format!("{} ({})", item.text, item.line))
                .collect();
            format!(
                "Drawn: {}. The numbers are those of the lines of the list, ",
                items.join(", ")
            )
        };
        Block::Paragraph(vec![
            Inline::text(drawn),
            Inline::text(format!(
                "{}, SHA-256 ",
                self.writing.count(draw.lines, "line", "lines")
            )),
            Inline::code(draw.list.to_string()),
            Inline::text(", with the seed "),
            Inline::code(draw.seed.clone()),
            Inline::text("."),
        ])
    }

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

fn sample(sample: &Sample, writing: Writing) -> String {
    let mut words = match (sample.size, sample.population_size) {
        (Some(size), Some(all)) => {
            let (size, all) = (writing.number(size), writing.number(all));
            format!("Sample of {size} out of {all}")
        }
        (Some(size), None) => format!("Sample of {}", writing.count(size, "item", "items")),
        (None, Some(all)) => format!("Population of {}", writing.count(all, "item", "items")),
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
    let Period { from, to } = sample.period;
    let day = |day: Option<Day>| day.map(|day| writing.day(day));
    match (day(from), day(to)) {
        (Some(from), Some(to)) => words.push_str(&format!("; of {from} to {to}")),
        (Some(from), None) => words.push_str(&format!("; from {from} on")),
        (None, Some(to)) => words.push_str(&format!("; until {to}")),
        (None, None) => {}
    }
    words.push('.');
    words
}
