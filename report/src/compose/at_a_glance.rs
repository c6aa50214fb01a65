//! The risks at a glance: sums, the matrix, and the greatest of them.

use assay_assessment::{ScaleLevel, exposure::MatrixCell};

use super::Composer;
use super::words::risk_anchor;
use crate::chart::{Chart, ChartData, Counts, Matrix, Ranking, RankingRow};
use crate::document::{RiskPart, ScorePart, total_exposure};
use crate::outline::{Align, Block, Inline, Table};
use crate::public::WITHHELD;

/// The name by which links reach the risks at a glance.
pub(super) const AT_A_GLANCE: &str = "summary:risks";

/// How many risks are named in the summary; the register has them all.
pub(super) const GREATEST: usize = 10;

/// Longest name of a level in the words for a chart, in characters; a longer one is called by its number,
/// so that 50 cells cannot make a text of any length.
const LONGEST_LEVEL_NAME: usize = 40;

impl Composer<'_> {
    pub(super) fn totals_text(&self) -> String {
        if self.hidden.amounts() {
            return format!(
                "The sums of expected losses per year are {WITHHELD}, as they follow from amounts that are left out."
            );
        }
        // Worked out from the risks themselves, which also a report has whose sums were of
        // different risks before and after mitigation.
        let total = total_exposure(self.report.risks());
        let money = |units: i128| self.words.minor_units(units);
        let mut text = if total.compared == 0 {
            "No risk is scored both before and after mitigation, so no sums are compared."
                .to_owned()
        } else {
            let removed = i128::from(total.removed());
            let change = if removed < 0 {
                format!(": it rose by {}", money(-removed))
            } else {
                format!(", {} removed", money(removed))
            };
            format!(
                "{} both before and after mitigation: their expected loss per year is {} before and \
                 {} after{change}.",
                self.writing
                    .count(total.compared, "risk is scored", "risks are scored"),
                money(i128::from(total.inherent)),
                money(i128::from(total.residual)),
            )
        };
        let left_out = total.left_out_in(
            |number, one, many| self.writing.count(number, one, many),
            money,
        );
        if !left_out.is_empty() {
            text.push_str(&format!(" Not in these sums: {}.", left_out.join("; ")));
        }
        text
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
        let mut is_first = true;
        let unit = format!("{}\u{a0}", self.report.scales.currency.code());
        let ranking = Ranking::new(rows, |amount| {
            let label = self.words.minor_units(i128::from(amount));
            // The unit stands once, so that the other lines have room for their amounts.
            match label.strip_prefix(&unit) {
                Some(number) if !std::mem::take(&mut is_first) => number.to_owned(),
                _ => label,
            }
        });
        let mut caption = if self.report.register.ranking.len() > most {
            format!("The {most} highest expected losses per year")
        } else {
            "Expected losses per year, highest first".to_owned()
        };
        caption.push_str(". Dashed: before mitigation; solid: after");
        if ranking.is_logarithmic() {
            caption.push_str(". The scale is logarithmic: each line is ten times the one before");
        }
        Chart {
            caption,
            description: format!("{}.", words.join(". ")),
            data: ChartData::Ranking(ranking),
        }
    }

    /// Sums, the matrix with its legend, and the greatest risks by name; nothing while no risk is scored.
    pub(super) fn risks_at_a_glance(&self) -> Vec<Block> {
        if self.report.register.ranking.is_empty() && !self.hidden.amounts() {
            return Vec::new();
        }
        let title = vec![Inline::text("Risks at a glance")];
        let mut blocks = vec![
            Block::heading(2, AT_A_GLANCE, title),
            Block::text(format!(
                "{} Expected loss per year is the probability of a risk within a year times its impact.",
                self.totals_text()
            )),
            Block::KeepTogether(vec![
                Block::Chart(self.matrix_chart()),
                Block::remark(
                    "Rows: how probable a risk is within a year, the most probable at the top. Columns: \
                     how grave its impact is, the gravest at the right. The number in a cell counts the \
                     risks there; the tone of the cell, and the word below the number, are their rating.",
                ),
            ]),
        ];
        if self.hidden.amounts() {
            // Who stands in the matrix is known where no risk is left out of it.
            let missing = self.hidden.risks.len();
            if missing > 0 {
                blocks.push(Block::remark(format!(
                    "{} not in the matrix: {WITHHELD}.",
                    self.writing.count(missing, "risk is", "risks are")
                )));
            }
            let what = "The greatest risks by expected loss per year";
            blocks.push(Self::left_out_with_amounts(what));
            return blocks;
        }
        blocks.extend(self.greatest(3));
        blocks.push(Block::Chart(self.ranking_chart(GREATEST)));
        blocks
    }

    /// The matrix of all scored risks.
    fn matrix_chart(&self) -> Chart {
        let levels = &self.report.scales.levels;
        let counts = |of: fn(&RiskPart) -> &ScorePart| {
            Counts::of(self.report.risks().filter_map(|risk| of(risk).cell()))
        };
        let matrix = Matrix {
            impact_levels: std::array::from_fn(|index| {
                levels
                    .get(index)
                    .map_or_else(String::new, |level| level.impact_label.clone())
            }),
            probability_levels: std::array::from_fn(|index| {
                levels
                    .get(index)
                    .map_or_else(String::new, |level| level.probability_label.clone())
            }),
            before: counts(|risk| &risk.inherent),
            after: counts(|risk| &risk.residual),
        };
        Chart {
            caption: "How many risks stand where, before and after mitigation".to_owned(),
            description: format!(
                "Risk matrix. {} {}",
                self.grid_in_words("Before mitigation", &matrix, &matrix.before),
                self.grid_in_words("After mitigation", &matrix, &matrix.after)
            ),
            data: ChartData::Matrix(Box::new(matrix)),
        }
    }

    /// The risks with the highest current expected loss, by name, under a heading of this level.
    pub(super) fn greatest(&self, level: u8) -> [Block; 2] {
        let ranking = &self.report.register.ranking;
        let title = if ranking.len() > GREATEST {
            format!("The {GREATEST} greatest by expected loss per year after mitigation")
        } else {
            "Scored risks, by expected loss per year after mitigation".to_owned()
        };
        let mut table = Table::new(
            title.clone(),
            &[
                ("Risk", 58, Align::Start),
                ("Before mitigation", 30, Align::Start),
                ("After mitigation", 30, Align::Start),
                ("Expected loss per year before", 22, Align::End),
                ("Expected loss per year after", 22, Align::End),
            ],
        );
        let risks = ranking.iter().take(GREATEST);
        for risk in risks.filter_map(|id| self.report.risks().find(|risk| &risk.id == id)) {
            let amount = |score: &ScorePart, strong: bool| {
                let text = score
                    .exposure
                    .map_or_else(|| "–".to_owned(), |each| self.words.money(each));
                vec![if strong {
                    Inline::strong(text)
                } else {
                    Inline::text(text)
                }]
            };
            table.push(
                None,
                true,
                vec![
                    vec![
                        Inline::internal(risk.id.clone(), risk_anchor(&risk.id)),
                        Inline::text(format!(" {}", risk.title)),
                    ],
                    vec![Inline::text(self.score_in_words(&risk.inherent))],
                    vec![Inline::text(self.score_in_words(&risk.residual))],
                    amount(&risk.inherent, false),
                    amount(&risk.residual, true),
                ],
            );
        }
        [Block::subheading(level, title), Block::Table(table)]
    }

    /// Where a score stands in the matrix, in words.
    fn score_in_words(&self, score: &ScorePart) -> String {
        let levels = &self.report.scales.levels;
        score.cell().map_or_else(
            || "not scored".to_owned(),
            |cell| {
                let probability = levels.get(cell.probability.index());
                let impact = levels.get(cell.impact.index());
                format!(
                    "{}, {}: {}",
                    probability.map_or("", |level| &level.probability_label),
                    impact.map_or("", |level| &level.impact_label),
                    cell.rating().label().to_lowercase()
                )
            },
        )
    }

    /// A grid of the matrix in words: its cells by rating, the gravest first.
    fn grid_in_words(&self, title: &str, matrix: &Matrix, counts: &Counts) -> String {
        let name = |names: &[String; 5], level: ScaleLevel| match names.get(level.index()) {
            Some(name) if name.chars().count() <= LONGEST_LEVEL_NAME => name.clone(),
            _ => format!("level {}", level.number()),
        };
        let in_cell = |(cell, risks): &(MatrixCell, u32)| {
            format!(
                "{} {} and {}",
                self.writing.number(risks),
                name(&matrix.probability_levels, cell.probability),
                name(&matrix.impact_levels, cell.impact)
            )
        };
        let cells: Vec<(MatrixCell, u32)> = counts
            .cells()
            .into_iter()
            .filter(|(_, risks)| *risks > 0)
            .collect();
        let mut text = format!(
            "{title}, {}.",
            self.writing.count(counts.total(), "risk", "risks")
        );
        for of_one_rating in cells.chunk_by(|(left, _), (right, _)| left.rating() == right.rating())
        {
            let Some((first, _)) = of_one_rating.first() else {
                continue;
            };
            let cells: Vec<String> = of_one_rating.iter().map(in_cell).collect();
            text.push_str(&format!(
                " {}: {}.",
                first.rating().label(),
                cells.join(", ")
            ));
        }
        text
    }
}
