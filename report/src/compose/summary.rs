//! The summary with its charts.

use assay_assessment::Status;

use super::Composer;
use super::words::{LevelNames, status_badge, verdict_line};
use crate::chart::{BarPart, BarRow, Chart, ChartData};
use crate::document::{ConformancePart, TallyPart};
use crate::outline::{Align, Block, Inline, Table, Tone};

impl Composer<'_> {
    pub(super) fn summary(&self) -> Vec<Block> {
        let conformance = &self.report.conformance;
        let mut blocks = vec![
            Block::Paragraph(verdict_line(conformance)),
            Block::text(conformance.explanation.clone()),
            Block::remark(self.how_conformance_follows()),
            Block::Chart(self.conformance_chart()),
            Block::Table(self.conformance_table()),
            Block::Chart(self.sections_chart()),
        ];
        blocks.extend(self.absent_evidence());
        blocks.extend(self.failing());
        blocks.extend(self.risks_at_a_glance());
        blocks.extend(self.open_questions());
        blocks
    }

    fn sections_chart(&self) -> Chart {
        let rows: Vec<BarRow> = self
            .report
            .sections
            .iter()
            .map(|section| {
                let all = sum(&section.conformance);
                BarRow {
                    label: section.short_title.clone(),
                    parts: parts(&all),
                    figure: self.passing(&all),
                }
            })
            .collect();
        let words: Vec<String> = rows
            .iter()
            .zip(&self.report.sections)
            .map(|(row, section)| {
                format!(
                    "{}: {}",
                    row.label,
                    self.tally_in_words(&sum(&section.conformance))
                )
            })
            .collect();
        Chart {
            caption: "By section: implemented, not applicable, partial, fails; empty is not tested"
                .to_owned(),
            description: format!("{}.", words.join(". ")),
            data: ChartData::Bars(rows),
        }
    }

    fn how_conformance_follows(&self) -> String {
        let (mandatory, recommended) = (&self.words.mandatory, &self.words.recommended);
        let which = if recommended.is_empty() {
            "All controls are mandatory.".to_owned()
        } else {
            format!(
                "The mandatory controls are those that say {}.",
                mandatory.with("or")
            )
        };
        let others = if recommended.is_empty() {
            String::new()
        } else {
            format!(
                " A {} that fails is a recommendation.",
                recommended.with("or")
            )
        };
        format!(
            "{which} An operator conforms when every one of them passes, that is, is implemented or \
             does not apply, and nothing is left untested. One that fails or is partial decides: the \
             operator does not conform, whatever is not tested yet.{others} While nothing mandatory \
             fails and something is not tested, conformance is not yet determined."
        )
    }

    /// The levels that the edition has: names and counts.
    fn by_level(&self) -> Vec<(&LevelNames<'_>, &TallyPart)> {
        let conformance = &self.report.conformance;
        let levels = [
            (&self.words.mandatory, &conformance.mandatory),
            (&self.words.recommended, &conformance.recommended),
        ];
        let named = levels.into_iter().filter(|(names, _)| !names.is_empty());
        named.collect()
    }

    pub(super) fn conformance_chart(&self) -> Chart {
        let row = |(names, tally): &(&LevelNames<'_>, &TallyPart)| BarRow {
            label: names.listed(),
            parts: parts(tally),
            figure: format!("{} pass", self.passing(tally)),
        };
        let words = |(names, tally): &(&LevelNames<'_>, &TallyPart)| {
            format!("{}: {}.", names.with("and"), self.tally_in_words(tally))
        };
        let levels = self.by_level();
        Chart {
            caption: "By level: implemented, not applicable, partial, fails; empty is not tested"
                .to_owned(),
            description: levels.iter().map(words).collect::<Vec<_>>().join(" "),
            data: ChartData::Bars(levels.iter().map(row).collect()),
        }
    }

    /// How many pass of how many.
    fn passing(&self, tally: &TallyPart) -> String {
        let number = |controls: u32| self.writing.number(controls);
        format!("{}/{}", number(tally.passing()), number(tally.total()))
    }

    fn tally_in_words(&self, tally: &TallyPart) -> String {
        let number = |controls: u32| self.writing.number(controls);
        format!(
            "{} implemented, {} not applicable, {} partial, {} fail, {} not tested",
            number(tally.implemented),
            number(tally.not_applicable),
            number(tally.partial),
            number(tally.fails),
            number(tally.not_tested)
        )
    }

    pub(super) fn conformance_table(&self) -> Table {
        let levels = self.by_level();
        let titles: Vec<String> = levels.iter().map(|(names, _)| names.listed()).collect();
        let mut columns = vec![("Status", 30, Align::Start)];
        columns.extend(titles.iter().map(|title| (title.as_str(), 20, Align::End)));
        columns.push(("All", 14, Align::End));
        let mut table = Table::new("Controls by status and level", &columns);
        for status in Status::ALL {
            let counts = levels.iter().map(|(_, tally)| tally.of(status));
            let all = counts.clone().fold(0_u32, u32::saturating_add);
            let figures = counts.chain([all]);
            let mut cells = vec![vec![status_badge(status)]];
            cells.extend(figures.map(|count| vec![Inline::text(self.writing.number(count))]));
            table.push(None, true, cells);
        }
        table
    }
}

fn sum(conformance: &ConformancePart) -> TallyPart {
    let (left, right) = (&conformance.mandatory, &conformance.recommended);
    TallyPart {
        not_tested: left.not_tested.saturating_add(right.not_tested),
        implemented: left.implemented.saturating_add(right.implemented),
        not_applicable: left.not_applicable.saturating_add(right.not_applicable),
        partial: left.partial.saturating_add(right.partial),
        fails: left.fails.saturating_add(right.fails),
    }
}

fn parts(tally: &TallyPart) -> Vec<BarPart> {
    [
        (Tone::Pass, tally.implemented),
        (Tone::NotApplicable, tally.not_applicable),
        (Tone::Partial, tally.partial),
        (Tone::Fail, tally.fails),
        (Tone::Open, tally.not_tested),
    ]
    .into_iter()
    .map(|(tone, count)| BarPart { tone, count })
    .collect()
}
