//! The summary with its charts.

use std::collections::HashSet;

use assay_assessment::{Status, words::count};

use super::Composer;
use super::words::{LevelNames, control_anchor, status_badge, verdict_line};
use crate::chart::{BarPart, BarRow, Chart, ChartData, Matrix, MatrixRisk, RankingRow};
use crate::document::{ConformancePart, RiskPart, ScorePart, TallyPart, total_exposure};
use crate::outline::{Align, Block, Inline, Table, Tone};

/// How many risks the ranking in the summary shows; the register has them all.
const RANKING_IN_SUMMARY: usize = 12;

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
        if !self.report.register.ranking.is_empty() {
            blocks.push(Block::heading(
                2,
                "summary:risks",
                vec![Inline::text("Risks at a glance")],
            ));
            blocks.push(Block::text(self.totals_text()));
            blocks.push(Block::KeepTogether(vec![Block::Chart(
                self.matrix_chart(RANKING_IN_SUMMARY),
            )]));
            blocks.push(Block::Chart(self.ranking_chart(RANKING_IN_SUMMARY)));
        }
        blocks
    }

    /// The controls that fail or are partial: mandatory ones first, and those that fail first.
    fn failing(&self) -> Vec<Block> {
        let mut table = Table::new(
            "Controls that fail or are partial",
            &[
                ("Control", 46, Align::Start),
                ("Level", 12, Align::Start),
                ("Status", 24, Align::Start),
                ("Actions", 30, Align::Start),
            ],
        );
        let levels = self.report.edition.levels();
        let is_mandatory = |level: &str| levels.contains(&(level, true));
        for (mandatory, status) in [
            (true, Status::Fails),
            (true, Status::Partial),
            (false, Status::Fails),
            (false, Status::Partial),
        ] {
            for control in self.report.controls() {
                if control.status != status || is_mandatory(&control.level) != mandatory {
                    continue;
                }
                let actions = if control.actions.is_empty() {
                    vec![Inline::quiet("none")]
                } else {
                    self.action_links(&control.actions)
                };
                table.push(
                    None,
                    true,
                    vec![
                        vec![Inline::internal(
                            control.short_title.clone(),
                            control_anchor(&control.id),
                        )],
                        vec![Inline::text(control.level.clone())],
                        vec![status_badge(control.status)],
                        actions,
                    ],
                );
            }
        }
        if table.rows.is_empty() {
            return Vec::new();
        }
        vec![
            Block::heading(
                2,
                "summary:failing",
                vec![Inline::text("What fails or is partial")],
            ),
            Block::Table(table),
        ]
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
                    figure: format!("{}/{}", all.passing(), all.total()),
                }
            })
            .collect();
        let words: Vec<String> = rows
            .iter()
            .zip(&self.report.sections)
            .map(|(row, section)| {
                format!("{}: {}", row.label, in_words(&sum(&section.conformance)))
            })
            .collect();
        Chart {
            caption: "By section: implemented, not applicable, partial, fails; empty is not tested"
                .to_owned(),
            description: format!("{}.", words.join(". ")),
            data: ChartData::Bars(rows),
        }
    }

    pub(super) fn totals_text(&self) -> String {
        // Worked out from the risks themselves, which also a report has whose sums were of
        // different risks before and after mitigation.
        let total = total_exposure(self.report.risks());
        let money = |units: i128| self.words.minor_units(units);
        let mut text = if total.compared == 0 {
            "No risk is scored both before and after mitigation, so no sums are compared."
                .to_owned()
        } else {
            format!(
                "{} both before and after mitigation: exposure {} before, {} after, {} removed.",
                count(total.compared, "risk is scored", "risks are scored"),
                money(i128::from(total.inherent)),
                money(i128::from(total.residual)),
                money(i128::from(total.removed())),
            )
        };
        let left_out = total.left_out(&self.report.scales.currency);
        if !left_out.is_empty() {
            text.push_str(&format!(" Not in these sums: {}.", left_out.join("; ")));
        }
        text.push_str(" Exposure is probability within a year times impact.");
        text
    }

    /// The matrix of the risks with the highest current exposures; all if `most` is large enough.
    pub(super) fn matrix_chart(&self, most: usize) -> Chart {
        let level = |index: usize, impact: bool| {
            self.report
                .scales
                .levels
                .get(index)
                .map_or_else(String::new, |level| {
                    if impact {
                        level.impact_label.clone()
                    } else {
                        level.probability_label.clone()
                    }
                })
        };
        let ranking = &self.report.register.ranking;
        let shown: HashSet<&String> = ranking.iter().take(most).collect();
        let scored: Vec<&RiskPart> = self
            .report
            .risks()
            .filter(|risk| shown.contains(&risk.id))
            .collect();
        let words: Vec<String> = scored
            .iter()
            .map(|risk| {
                format!(
                    "{}: before {}, after {}",
                    risk.id,
                    cell_words(self, &risk.inherent),
                    cell_words(self, &risk.residual)
                )
            })
            .collect();
        Chart {
            caption: format!(
                "{}: probability upwards, impact to the right. Dashed: before mitigation; solid: \
                 after. The number in each cell is its rating, from 1, very low, to 5, very high",
                if ranking.len() > most {
                    format!("The {most} highest exposures")
                } else {
                    "All scored risks".to_owned()
                }
            ),
            description: format!("Risk matrix. {}.", words.join(". ")),
            data: ChartData::Matrix(Box::new(Matrix {
                impact_levels: std::array::from_fn(|index| level(index, true)),
                probability_levels: std::array::from_fn(|index| level(index, false)),
                risks: scored
                    .iter()
                    .map(|risk| MatrixRisk {
                        id: risk.id.clone(),
                        inherent: risk.inherent.cell(),
                        residual: risk.residual.cell(),
                    })
                    .collect(),
            })),
        }
    }

    /// The highest current exposures; all of them if `most` is large enough.
    pub(super) fn ranking_chart(&self, most: usize) -> Chart {
        let ranking = &self.report.register.ranking;
        let rows: Vec<RankingRow> = ranking
            .iter()
            .take(most)
            .filter_map(|id| self.report.risks().find(|risk| &risk.id == id))
            .map(|risk| {
                let amount =
                    |score: &ScorePart| score.exposure.map_or(0, |money| money.minor_units());
                let figure = |score: &ScorePart| {
                    score
                        .exposure
                        .map_or_else(|| "not scored".to_owned(), |money| self.words.money(money))
                };
                RankingRow {
                    label: format!("{} {}", risk.id, risk.title),
                    inherent: amount(&risk.inherent),
                    residual: amount(&risk.residual),
                    inherent_figure: figure(&risk.inherent),
                    residual_figure: figure(&risk.residual),
                }
            })
            .collect();
        let words: Vec<String> = rows
            .iter()
            .map(|row| {
                format!(
                    "{}: before {}, after {}",
                    row.label, row.inherent_figure, row.residual_figure
                )
            })
            .collect();
        let caption = if ranking.len() > most {
            format!("The {most} highest exposures. Dashed: before mitigation; solid: after")
        } else {
            "Exposures, highest first. Dashed: before mitigation; solid: after".to_owned()
        };
        Chart {
            caption,
            description: format!("{}.", words.join(". ")),
            data: ChartData::Ranking(rows),
        }
    }
}

impl Composer<'_> {
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

    fn conformance_chart(&self) -> Chart {
        let row = |(names, tally): &(&LevelNames<'_>, &TallyPart)| BarRow {
            label: names.listed(),
            parts: parts(tally),
            figure: format!("{}/{} pass", tally.passing(), tally.total()),
        };
        let words = |(names, tally): &(&LevelNames<'_>, &TallyPart)| {
            format!("{}: {}.", names.with("and"), in_words(tally))
        };
        let levels = self.by_level();
        Chart {
            caption: "By level: implemented, not applicable, partial, fails; empty is not tested"
                .to_owned(),
            description: levels.iter().map(words).collect::<Vec<_>>().join(" "),
            data: ChartData::Bars(levels.iter().map(row).collect()),
        }
    }

    fn conformance_table(&self) -> Table {
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
            cells.extend(figures.map(|count| vec![Inline::text(count.to_string())]));
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

fn in_words(tally: &TallyPart) -> String {
    format!(
        "{} implemented, {} not applicable, {} partial, {} fail, {} not tested",
        tally.implemented, tally.not_applicable, tally.partial, tally.fails, tally.not_tested
    )
}

fn cell_words(composer: &Composer<'_>, score: &ScorePart) -> String {
    let level = |number: u8| {
        composer
            .report
            .scales
            .levels
            .get(usize::from(number.saturating_sub(1)))
    };
    score.cell().map_or_else(
        || "not scored".to_owned(),
        |cell| {
            format!(
                "{} and {}, {}",
                level(cell.probability.number()).map_or("", |level| &level.probability_label),
                level(cell.impact.number()).map_or("", |level| &level.impact_label),
                cell.rating().label().to_lowercase()
            )
        },
    )
}
