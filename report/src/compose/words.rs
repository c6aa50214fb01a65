//! Figures and states in words, and the small pieces of lines that all sections use.

use assay_assessment::{Method, Money, Status, words::in_a_row};

use super::Composer;
use super::writing::Writing;
use crate::document::{
    AbsencePart, ConformancePart, ItemPart, Report, ScalesPart, TextPart, VerdictPart,
};
use crate::outline::{Block, Inline, Line, List, ListItem, Tone};
use crate::public::WITHHELD;

/// Writes amounts in the report's currency, and names the levels of its edition.
pub(super) struct Words<'r> {
    scales: &'r ScalesPart,
    writing: Writing,
    /// Whether no amount may be shown.
    pub(super) amounts_left_out: bool,
    /// The levels on which conformance depends.
    pub(super) mandatory: LevelNames<'r>,
    /// The other ones.
    pub(super) recommended: LevelNames<'r>,
}

/// Names of levels; not all editions have levels that are not mandatory.
pub(super) struct LevelNames<'r>(Vec<&'r str>);

impl LevelNames<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a level is one of these.
    pub(super) fn has(&self, level: &str) -> bool {
        self.0.contains(&level)
    }

    /// The names with commas between them, and this word before the last one.
    pub(super) fn with(&self, word: &str) -> String {
        in_a_row(&self.0, word)
    }

    /// The names as a heading.
    pub(super) fn listed(&self) -> String {
        self.0.join(", ")
    }
}

impl<'r> Words<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        let levels = report.edition.levels();
        let named = |which| {
            let named = levels.iter().filter(|(_, mandatory)| *mandatory == which);
            LevelNames(named.map(|(name, _)| *name).collect())
        };
        Self {
            scales: &report.scales,
            writing: Writing::of(&report.presentation),
            amounts_left_out: false,
            mandatory: named(true),
            recommended: named(false),
        }
    }

    /// Verdict and counts of a section or group in one line.
    pub(super) fn conformance_line(&self, conformance: &ConformancePart) -> Line {
        let mut line = vec![verdict_badge(conformance.verdict)];
        let mut parts = Vec::new();
        for (names, tally) in [
            (&self.mandatory, conformance.mandatory),
            (&self.recommended, conformance.recommended),
        ] {
            if tally.total() > 0 {
                parts.push(format!(
                    "{}: {} of {} pass",
                    names.with("and"),
                    self.writing.number(tally.passing()),
                    self.writing.number(tally.total())
                ));
            }
        }
        parts.extend(conformance.remainder());
        line.push(Inline::quiet(format!("  {}", parts.join("; "))));
        line
    }

    pub(super) fn money(&self, amount: Money) -> String {
        self.minor_units(i128::from(amount.minor_units()))
    }

    pub(super) fn minor_units(&self, amount: i128) -> String {
        if self.amounts_left_out {
            return WITHHELD.to_owned();
        }
        self.writing.amount(&self.scales.currency, amount)
    }
}

/// A status as a mark and a word.
pub(crate) fn status_badge(status: Status) -> Inline {
    let (tone, mark) = match status {
        Status::NotTested => (Tone::Open, '○'),
        Status::Implemented => (Tone::Pass, '✓'),
        Status::NotApplicable => (Tone::NotApplicable, '–'),
        Status::Partial => (Tone::Partial, '▲'),
        Status::Fails => (Tone::Fail, '✗'),
    };
    Inline::badge(tone, mark, status.label())
}

/// A verdict as a mark and words.
pub(super) fn verdict_badge(verdict: VerdictPart) -> Inline {
    Inline::badge(
        verdict_tone(verdict),
        verdict_mark(verdict),
        verdict.label(),
    )
}

/// A verdict as a mark and words, and beside it how many controls are not tested yet.
pub(super) fn verdict_line(conformance: &ConformancePart) -> Line {
    let mut line = vec![verdict_badge(conformance.verdict)];
    if let Some(remainder) = conformance.remainder() {
        line.push(Inline::quiet(format!("  {remainder}")));
    }
    line
}

pub(super) fn verdict_tone(verdict: VerdictPart) -> Tone {
    match verdict {
        VerdictPart::NotYetDetermined => Tone::Open,
        VerdictPart::Conforms => Tone::Pass,
        VerdictPart::DoesNotConform => Tone::Fail,
    }
}

fn verdict_mark(verdict: VerdictPart) -> char {
    match verdict {
        VerdictPart::NotYetDetermined => '○',
        VerdictPart::Conforms => '✓',
        VerdictPart::DoesNotConform => '✗',
    }
}

/// A statement with its BCP 14 key words in bold.
pub(super) fn statement_line(statement: &str) -> Line {
    let mut line = Vec::new();
    let mut from = 0;
    for range in assay_catalog::key_word_ranges(statement) {
        if let Some(before) = statement.get(from..range.start)
            && !before.is_empty()
        {
            line.push(Inline::text(before));
        }
        if let Some(words) = statement.get(range.clone()) {
            line.push(Inline::strong(words));
        }
        from = range.end;
    }
    if let Some(rest) = statement.get(from..)
        && !rest.is_empty()
    {
        line.push(Inline::text(rest));
    }
    line
}

/// Methods in words.
pub(super) fn methods(methods: &[Method]) -> String {
    let labels: Vec<&str> = methods.iter().map(|method| method.label()).collect();
    labels.join(", ")
}

/// Text of the catalog, each part of it marked if the words are not the specification's.
pub(super) fn catalog_text(parts: &[TextPart]) -> Vec<Block> {
    parts.iter().map(text_block).collect()
}

fn text_block(part: &TextPart) -> Block {
    let mark = |line: &mut Line| {
        if part.summary {
            line.push(Inline::quiet(" (our summary)"));
        }
        if part.list_lost {
            line.push(Inline::quiet(
                " (the published page has a list here, which this edition lacks)",
            ));
        }
    };
    if !part.items.is_empty() {
        let mut list = list_of(&part.items);
        // The mark stands once, behind the last words, and so speaks for the whole list.
        let last = list.items.last_mut();
        if let Some(Block::Paragraph(line)) = last.and_then(|last| last.blocks.first_mut()) {
            mark(line);
        }
        return Block::List(list);
    }
    let mut line = vec![if part.heading {
        Inline::strong(part.text.clone())
    } else {
        Inline::text(part.text.clone())
    }];
    mark(&mut line);
    Block::Paragraph(line)
}

pub(super) fn list_of(items: &[ItemPart]) -> List {
    let item = |item: &ItemPart| {
        let mut blocks = vec![Block::text(item.text.clone())];
        if !item.items.is_empty() {
            blocks.push(Block::List(list_of(&item.items)));
        }
        ListItem { task: None, blocks }
    };
    List {
        start: None,
        items: items.iter().map(item).collect(),
    }
}

/// Plain text as paragraphs: a blank line parts them, and each line stays a line.
pub(super) fn plain_text_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut line = Line::new();
    for written in text.lines().map(str::trim_end).chain([""]) {
        if written.is_empty() {
            if !line.is_empty() {
                blocks.push(Block::Paragraph(std::mem::take(&mut line)));
            }
            continue;
        }
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.push(Inline::text(written));
    }
    blocks
}

/// Pieces with commas between them.
pub(super) fn comma_separated(pieces: Vec<Line>) -> Line {
    let mut line = Line::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if index > 0 {
            line.push(Inline::text(", "));
        }
        line.extend(piece);
    }
    line
}

/// A text, or a dash where there is none.
pub(super) fn or_dash(text: &str) -> String {
    if text.trim().is_empty() {
        "–".to_owned()
    } else {
        text.to_owned()
    }
}

/// Where a control stands in the report.
pub(super) fn control_anchor(id: &str) -> String {
    format!("control:{id}")
}

/// Where a risk stands in the report.
pub(super) fn risk_anchor(id: &str) -> String {
    format!("risk:{id}")
}

/// Where an item of evidence stands in the report.
pub(super) fn evidence_anchor(id: &str) -> String {
    format!("evidence:{id}")
}

/// Where an action stands in the report.
pub(super) fn action_anchor(id: &str) -> String {
    format!("action:{id}")
}

impl Composer<'_> {
    /// Links to controls by their short titles.
    pub(super) fn control_links(&self, ids: &[String]) -> Line {
        comma_separated(
            ids.iter()
                .map(|id| {
                    let title = self.control_titles.get(id.as_str()).copied().unwrap_or(id);
                    vec![Inline::internal(title, control_anchor(id))]
                })
                .collect(),
        )
    }

    /// Links to risks by their identifiers.
    pub(super) fn risk_links(&self, ids: &[String]) -> Line {
        comma_separated(
            ids.iter()
                .map(|id| {
                    let title = self.risk_titles.get(id.as_str()).copied().unwrap_or("");
                    vec![
                        Inline::internal(id.clone(), risk_anchor(id)),
                        Inline::text(format!(" {title}")),
                    ]
                })
                .collect(),
        )
    }

    /// Links to items of evidence by number and label.
    pub(super) fn evidence_links(&self, ids: &[String]) -> Line {
        comma_separated(
            ids.iter()
                .map(|id| {
                    let label = self
                        .evidence
                        .get(id.as_str())
                        .map_or(id.as_str(), |item| item.label.as_str());
                    let absence = match self.evidence.get(id.as_str()).and_then(|item| item.absent)
                    {
                        Some(AbsencePart::Missing) => " (missing at signing)",
                        Some(AbsencePart::Changed) => " (changed at signing)",
                        None => "",
                    };
                    let mut line = vec![Inline::internal(label, evidence_anchor(id))];
                    if !absence.is_empty() {
                        line.push(Inline::strong(absence));
                    }
                    line
                })
                .collect(),
        )
    }

    /// Links to actions by their titles.
    pub(super) fn action_links(&self, ids: &[String]) -> Line {
        comma_separated(
            ids.iter()
                .map(|id| {
                    let action = self.actions.get(id.as_str());
                    let title = action.map_or(id.as_str(), |action| action.title.as_str());
                    vec![Inline::internal(or_dash(title), action_anchor(id))]
                })
                .collect(),
        )
    }
}
