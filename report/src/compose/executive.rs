//! The executive edition: what a board or a delegator reads, on a few pages, out of the same report.

use assay_assessment::{Sha256Digest, words::count};

use super::Composer;
use super::at_a_glance::GREATEST;
use super::deficiencies::severity_badge;
use super::engagement::conclusion;
use super::identification::IDENTIFICATION;
use super::names::{each_name, legible_names};
use super::section;
use super::words::{comma_separated, or_dash, status_badge};
use crate::document::{ControlPart, PdfEdition, Report};
use crate::outline::footnote::{Place, name_notes, visit};
use crate::outline::{
    Align, Block, Extent, Inline, KeyValue, Line, LinkTarget, Outline, Section, Table,
};

/// How much an executive edition leaves to the full one, so that it stays short whatever a report holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortening {
    /// Enough for most reports.
    Usual,
    /// For long names and texts, or much that fails.
    More,
    /// For a report in which everything is as long as it may be.
    Most,
}

impl Shortening {
    /// The most rows of a table that has one for each control, finding or assessor.
    const fn rows(self) -> usize {
        match self {
            Self::Usual => 30,
            Self::More => 15,
            Self::Most => 6,
        }
    }

    /// The most characters of a name.
    const fn name(self) -> usize {
        match self {
            Self::Usual => 160,
            Self::More => 80,
            Self::Most => 40,
        }
    }

    /// The most characters of a text.
    const fn text(self) -> usize {
        match self {
            Self::Usual => 2_000,
            Self::More => 1_000,
            Self::Most => 400,
        }
    }
}

/// The outline of a report's executive edition. `json` is the digest of the signed JSON, by which it names
/// the full edition. The same arguments give the same outline.
pub fn of_executive(report: &Report, json: Sha256Digest, shortening: Shortening) -> Outline {
    composed(report, Some(json), shortening)
}

/// The outline of a report's executive edition as a draft: as [`of_executive`], but for what only a signed report has.
pub fn draft_of_executive(report: &Report, shortening: Shortening) -> Outline {
    composed(report, None, shortening)
}

fn composed(report: &Report, json: Option<Sha256Digest>, shortening: Shortening) -> Outline {
    let report = &shortened(report, shortening);
    let composer = Composer {
        draft: json.is_none(),
        ..Composer::new(report)
    };
    let mut outline = composer.frame();
    outline.description = format!("Executive edition. {}", outline.description);
    outline.running_header = format!("{} \u{b7} Executive edition", outline.running_header);
    outline.document_id = format!("{} \u{b7} executive", outline.document_id);
    outline.extent = Extent::Executive;
    outline.contents = false;
    outline.cover.push(Block::Paragraph(vec![
        Inline::strong("Executive edition. "),
        Inline::text(format!(
            "It says what was concluded, what fails, and which losses are expected. The {} says the same of every \
             control and risk, with notes and evidence.",
            all_of_it(report)
        )),
    ]));
    outline.cover.extend(composer.cover());
    outline.sections = composer.executive_sections(json, shortening);
    name_notes(&mut outline);
    keep_links_within(&mut outline);
    outline
}

/// Names the executive edition in the outline of the full one: by what was drawn before anybody signed it, so
/// that the signatures, which come after, change nothing. `size` is in bytes.
pub fn name_executive(outline: &mut Outline, sha256: Sha256Digest, size: usize) {
    let first = count(size, "byte", "bytes");
    let how = format!(
        "A file of its own, drawn from the same report as JSON. Its first {first}, which are what was drawn \
         before anybody signed, have this SHA-256:"
    );
    let digest = Block::Paragraph(vec![Inline::code(sha256.to_string())]);
    identify_executive(outline, vec![Block::text(how), digest]);
}

/// Says in the draft of a full edition that the executive one is named there.
pub(super) fn name_executive_later(outline: &mut Outline) {
    let how = "A file of its own, drawn from the same report as JSON. When the report is signed, the SHA-256 of what was \
               drawn before stands here.";
    identify_executive(outline, vec![Block::text(how)]);
}

fn identify_executive(outline: &mut Outline, value: Vec<Block>) {
    let mut sections = outline.sections.iter_mut();
    if let Some(section) = sections.find(|section| section.anchor == IDENTIFICATION) {
        section.blocks.push(Block::KeyValues(vec![KeyValue {
            key: "Executive edition".to_owned(),
            value,
        }]));
    }
}

/// The report with its names legible, and what is longer than an executive edition has room for cut short.
fn shortened(report: &Report, shortening: Shortening) -> Report {
    let mut report = legible_names(report);
    each_name(&mut report, |name| cut(name, shortening.name()));
    let parts = report.sections.iter_mut();
    let groups = parts.flat_map(|section| &mut section.groups);
    for control in groups.flat_map(|group| &mut group.controls) {
        cut(&mut control.short_title, shortening.name());
        cut(&mut control.level, shortening.name());
    }
    let categories = report.register.categories.iter_mut();
    for risk in categories.flat_map(|category| &mut category.risks) {
        cut(&mut risk.title, shortening.name());
    }
    cut(&mut report.scope, shortening.text());
    if let Some(engagement) = &mut report.engagement {
        for text in engagement.texts.values_mut() {
            cut(text, shortening.text());
        }
    }
    report.assessors.truncate(shortening.rows());
    report
}

/// Cuts a text after so many characters and says so by an ellipsis.
fn cut(text: &mut String, most: usize) {
    if let Some((at, _)) = text.char_indices().nth(most) {
        text.truncate(at);
        text.push('\u{2026}');
    }
}

/// Links to what only the full edition has become text.
fn keep_links_within(outline: &mut Outline) {
    let here: Vec<String> = outline
        .sections
        .iter()
        .map(|each| each.anchor.clone())
        .collect();
    let mut look = |place: Place<'_>| {
        let Place::Line(line) = place else { return };
        for piece in line {
            if let Inline::Text(run) = piece
                && let Some(link) = &run.link
                && let LinkTarget::Anchor(anchor) = &link.target
                && !here.contains(anchor)
                && !anchor.contains(":footnote-")
            {
                run.link = None;
            }
        }
    };
    visit(&mut outline.cover, &mut look);
    for section in &mut outline.sections {
        visit(&mut section.blocks, &mut look);
    }
}

impl Composer<'_> {
    fn executive_sections(
        &self,
        json: Option<Sha256Digest>,
        shortening: Shortening,
    ) -> Vec<Section> {
        let mut sections = vec![section(
            "summary",
            true,
            "Conclusion and counts",
            self.conclusion_and_counts(),
        )];
        let failing = self.failing_in_short(shortening);
        if !failing.is_empty() {
            sections.push(section(
                "failing",
                false,
                "What fails or is partial",
                failing,
            ));
        }
        let findings = self.report.deficiencies.len();
        if findings > 0 {
            let table = self.deficiencies_in_short(shortening.rows());
            let mut blocks = vec![Block::Table(table)];
            blocks.extend(self.and_more(findings, shortening));
            sections.push(section(
                super::deficiencies::ANCHOR,
                false,
                "Findings",
                blocks,
            ));
        }
        if !self.report.register.ranking.is_empty() {
            let mut blocks = vec![Block::text(format!(
                "{} Expected loss per year is the probability of a risk within a year times its impact.",
                self.totals_text()
            ))];
            blocks.extend(self.greatest(2));
            blocks.push(Block::Chart(self.ranking_chart(GREATEST)));
            sections.push(section("risks", false, "Greatest expected losses", blocks));
        }
        let mut verify = vec![where_all_is(self.report, json)];
        let keys = self.keys();
        if !keys.is_empty() {
            verify.push(Block::KeyValues(keys));
        }
        verify.extend(self.verify("named above"));
        sections.push(section(
            "verify",
            false,
            "How to verify this report",
            verify,
        ));
        sections
    }

    fn conclusion_and_counts(&self) -> Vec<Block> {
        let engagement = self.report.engagement.as_ref();
        let mut blocks = engagement.map(conclusion).unwrap_or_default();
        blocks.extend([
            Block::subheading(2, "Controls by status"),
            Block::Chart(self.conformance_chart()),
            Block::Table(self.conformance_table()),
        ]);
        blocks
    }

    /// The controls that fail or are partial, with the gravest finding about each and what is being done.
    fn failing_in_short(&self, shortening: Shortening) -> Vec<Block> {
        let mut table = Table::new(
            "Controls that fail or are partial, with the gravest finding about each",
            &[
                ("Control", 44, Align::Start),
                ("Level", 14, Align::Start),
                ("Status", 24, Align::Start),
                ("Severity", 20, Align::Start),
                ("Actions", 40, Align::Start),
            ],
        );
        let failing: Vec<&ControlPart> = self.failing_controls().collect();
        for control in failing.iter().take(shortening.rows()) {
            let actions = self.actions_in_short(control);
            table.push(
                None,
                true,
                vec![
                    vec![Inline::text(control.short_title.clone())],
                    vec![Inline::text(control.level.clone())],
                    vec![status_badge(control.status)],
                    vec![self.gravest(control)],
                    self.with_lack_of_action(control, actions),
                ],
            );
        }
        if table.rows.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::Table(table)];
        blocks.extend(self.and_more(failing.len(), shortening));
        blocks
    }

    /// The gravest severity of the findings about a control.
    fn gravest(&self, control: &ControlPart) -> Inline {
        let about = self.report.deficiencies.iter();
        let about: Vec<_> = about
            .filter(|part| part.controls.contains(&control.id))
            .collect();
        match about.iter().filter_map(|part| part.severity).max() {
            Some(severity) => severity_badge(severity),
            None if about.is_empty() => Inline::quiet("no finding"),
            None => Inline::quiet("not judged"),
        }
    }

    /// The first actions of a control, each with its day, and how many more there are.
    fn actions_in_short(&self, control: &ControlPart) -> Line {
        const NAMED: usize = 2;
        let known = control.actions.iter();
        let known: Vec<_> = known
            .filter_map(|id| self.actions.get(id.as_str()))
            .collect();
        let mut lines: Vec<Line> = known
            .iter()
            .take(NAMED)
            .map(|action| {
                let state = match (action.done_on, action.due) {
                    (Some(on), _) => format!(" (done on {})", self.writing.day(on)),
                    (None, Some(due)) => format!(" (due {})", self.writing.day(due)),
                    (None, None) => " (no day set)".to_owned(),
                };
                vec![Inline::text(or_dash(&action.title)), Inline::quiet(state)]
            })
            .collect();
        if known.len() > NAMED {
            lines.push(vec![Inline::text(format!(
                "{} more",
                self.writing.number(known.len() - NAMED)
            ))]);
        }
        comma_separated(lines)
    }

    /// How many rows a table leaves to what holds all of the report.
    fn and_more(&self, all: usize, shortening: Shortening) -> Option<Block> {
        let more = all
            .checked_sub(shortening.rows())
            .filter(|more| *more > 0)?;
        Some(Block::text(format!(
            "{} in the {}.",
            self.writing.count(more, "more is", "more are"),
            all_of_it(self.report)
        )))
    }
}

/// What holds all of the report: the full edition, where one was made.
fn all_of_it(report: &Report) -> &'static str {
    if report.presentation.has(PdfEdition::Full) {
        "full edition"
    } else {
        "attached JSON"
    }
}

/// Where all of the report is, told by what cannot be mistaken.
fn where_all_is(report: &Report, json: Option<Sha256Digest>) -> Block {
    let with_full_edition = report.presentation.has(PdfEdition::Full);
    let Some(json) = json else {
        return Block::text(if with_full_edition {
            "The full edition is a file of its own. When they are signed, both are drawn from one report as JSON, which \
             is attached to each, and its SHA-256 stands here."
        } else {
            "When it is signed, these pages are drawn from the report as JSON, which is attached to them, and its SHA-256 \
             stands here."
        });
    };
    Block::KeepTogether(vec![
        Block::text(if with_full_edition {
            "The full edition is a file of its own. Both are drawn from one signed report as JSON, which is \
             attached to each: who has this file has all of the report, and Assay shows it whole. This is the \
             SHA-256 of the JSON:"
        } else {
            "These pages are drawn from the signed report as JSON, which is attached to them: who has this file has \
             all of the report, and Assay shows it whole. This is the SHA-256 of the JSON:"
        }),
        Block::Paragraph(vec![Inline::code(json.to_string())]),
    ])
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_between_characters_and_says_so() {
        let cut_to = |text: &str, most: usize| {
            let mut text = text.to_owned();
            cut(&mut text, most);
            text
        };
        assert_eq!(cut_to("\u{e4}\u{f6}\u{fc}", 2), "\u{e4}\u{f6}\u{2026}");
        assert_eq!(cut_to("\u{e4}\u{f6}\u{fc}", 3), "\u{e4}\u{f6}\u{fc}");
        assert_eq!(cut_to("", 0), "");
    }
}
