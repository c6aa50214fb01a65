//! The assessor's findings: an overview, and each with its elements, the response and the actions.

use assay_assessment::{Day, DeficiencyText, FollowUp, Severity};

use super::Composer;
use super::words::{comma_separated, or_dash, plain_text_blocks};
use super::writing::Writing;
use crate::document::DeficiencyPart;
use crate::outline::{Align, Block, Inline, KeyValue, Line, Table, Tone};

/// Where the findings stand in the report.
pub(super) const ANCHOR: &str = "deficiencies";

/// Where a finding stands in the report.
fn anchor(id: &str) -> String {
    format!("deficiency:{id}")
}

impl Composer<'_> {
    pub(super) fn deficiencies(&self) -> Vec<Block> {
        let all = &self.report.deficiencies;
        let mut blocks = vec![Block::Table(self.deficiencies_in_short(all.len()))];
        for part in all {
            let title = vec![Inline::text(or_dash(&part.title))];
            blocks.push(Block::heading(2, anchor(&part.id), title));
            blocks.push(Block::KeyValues(self.elements(part)));
        }
        blocks
    }

    /// The findings in a row each, at most so many.
    pub(super) fn deficiencies_in_short(&self, most: usize) -> Table {
        let mut table = Table::new(
            "The assessor\u{2019}s findings, the gravest first",
            &[
                ("Finding", 50, Align::Start),
                ("Severity", 20, Align::Start),
                ("Management", 22, Align::Start),
                ("Actions", 34, Align::Start),
            ],
        );
        for part in self.report.deficiencies.iter().take(most) {
            table.push(
                None,
                true,
                vec![
                    vec![Inline::internal(or_dash(&part.title), anchor(&part.id))],
                    standing(part),
                    position(part),
                    self.answered_in_short(part),
                ],
            );
        }
        table
    }

    /// Links to the findings about a control, or about a risk; `None` where there are none.
    pub(super) fn deficiencies_about(
        &self,
        of: fn(&DeficiencyPart) -> &Vec<String>,
        id: &str,
    ) -> Option<KeyValue> {
        let all = self.report.deficiencies.iter();
        let about = all.filter(|part| of(part).iter().any(|each| each == id));
        let links: Vec<Line> = about
            .map(|part| {
                let mut line = vec![Inline::internal(or_dash(&part.title), anchor(&part.id))];
                line.push(Inline::quiet(format!(" ({})", in_brackets(part))));
                line
            })
            .collect();
        (!links.is_empty()).then(|| KeyValue::line("Findings", comma_separated(links)))
    }

    fn elements(&self, part: &DeficiencyPart) -> Vec<KeyValue> {
        let mut pairs = vec![KeyValue::line("Severity", standing(part))];
        if !part.controls.is_empty() {
            pairs.push(KeyValue::line(
                "Controls",
                self.control_links(&part.controls),
            ));
        }
        if !part.risks.is_empty() {
            pairs.push(KeyValue::line("Risks", self.risk_links(&part.risks)));
        }
        for text in DeficiencyText::ALL {
            let mut value = plain_text_blocks(part.text(text));
            if text == DeficiencyText::Response {
                value.extend(responded(part, self.writing));
            }
            if !value.is_empty() {
                pairs.push(KeyValue {
                    key: text.label().to_owned(),
                    value,
                });
            }
        }
        let actions = if part.actions.is_empty() {
            vec![Inline::strong("No action answers this finding.")]
        } else {
            self.action_links(&part.actions)
        };
        pairs.push(KeyValue::line("Actions", actions));
        pairs
    }

    /// How many actions answer a finding, and by when the last of the open ones is due.
    fn answered_in_short(&self, part: &DeficiencyPart) -> Line {
        if part.actions.is_empty() {
            return vec![Inline::strong("none")];
        }
        let all = self.report.actions.iter();
        let answering: Vec<_> = all.filter(|each| part.actions.contains(&each.id)).collect();
        let open = answering.iter().filter(|action| action.done_on.is_none());
        let due: Vec<Option<Day>> = open.map(|action| action.due).collect();
        let number = |actions: usize| self.writing.number(actions);
        let (all, open) = (number(answering.len()), number(due.len()));
        let words = match (due.len(), due.iter().flatten().max()) {
            (0, _) => format!("{all} of {all} done"),
            (_, Some(due)) => format!("{open} of {all} open, by {}", self.writing.day(*due)),
            (_, None) => format!("{open} of {all} open"),
        };
        vec![Inline::text(words)]
    }
}

fn standing(part: &DeficiencyPart) -> Line {
    let severity = match part.severity {
        Some(severity) => severity_badge(severity),
        None => Inline::quiet("not judged"),
    };
    let mut line = vec![severity];
    if let Some(follow_up) = part.follow_up {
        line.push(Inline::text(match follow_up {
            FollowUp::ToLookAt => " of an earlier assessment; not looked at yet",
            FollowUp::Persists => " of an earlier assessment; persists",
            FollowUp::Remedied => " of an earlier assessment; remedied",
        }));
    }
    line
}

/// A severity as a mark and words.
pub(super) fn severity_badge(severity: Severity) -> Inline {
    let (tone, mark) = match severity {
        Severity::Critical | Severity::High => (Tone::Fail, '\u{2717}'),
        Severity::Moderate => (Tone::Partial, '\u{25b2}'),
        Severity::Low => (Tone::Open, '\u{25cb}'),
    };
    Inline::badge(tone, mark, severity.label())
}

fn in_brackets(part: &DeficiencyPart) -> String {
    let severity = part
        .severity
        .map_or("not judged", Severity::label)
        .to_lowercase();
    match part.follow_up {
        Some(FollowUp::Remedied) => format!("{severity}, remedied"),
        _ => severity,
    }
}

fn position(part: &DeficiencyPart) -> Line {
    match part.position {
        Some(position) => vec![Inline::text(position.label())],
        None if part.text(DeficiencyText::Response).is_empty() => {
            vec![Inline::strong("has not responded")]
        }
        None => vec![Inline::text("has responded")],
    }
}

/// Where management stands, who says so, and when.
fn responded(part: &DeficiencyPart, writing: Writing) -> Option<Block> {
    let position = part.position.map(|position| position.label().to_owned());
    let by = Some(part.responded_by.trim().to_owned()).filter(|by| !by.is_empty());
    let on = part.responded_on.map(|day| writing.day(day));
    let said: Vec<String> = [position, by, on].into_iter().flatten().collect();
    if !said.is_empty() {
        return Some(Block::remark(said.join(", ")));
    }
    let silent = part.text(DeficiencyText::Response).is_empty();
    silent.then(|| Block::Paragraph(vec![Inline::strong("Management has not responded.")]))
}
