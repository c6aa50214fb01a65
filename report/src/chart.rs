//! Charts: data first, then simple shapes that the PDF and the screen draw alike.

mod bars;
mod drawing;
mod matrix;
mod ranking;
mod scale;

pub use drawing::{Anchor, Drawing, Shape, Token, approximate_width};

use std::cmp::Reverse;

use assay_assessment::{ScaleLevel, exposure::MatrixCell};

use crate::tone::Tone;

/// A chart with its name and its content in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The name above the chart.
    pub caption: String,
    /// What the chart shows, in words, for those who cannot see it: it carries every figure.
    pub description: String,
    /// The data.
    pub data: ChartData,
}

/// The data of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartData {
    /// Stacked bars, one a row, each filling its row by share of its total.
    Bars(Vec<BarRow>),
    /// The probability-impact matrix, before and after mitigation.
    Matrix(Box<Matrix>),
    /// Pairs of bars, inherent above residual, on one scale.
    Ranking(Ranking),
}

/// A stacked bar.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// What the bar stands for.
    pub label: String,
    /// The parts from left to right; their sum is the whole bar.
    pub parts: Vec<BarPart>,
    /// The figure at the end of the row, for example `6/8`.
    pub figure: String,
}

/// A part of a stacked bar.
#[derive(Debug, Clone, PartialEq)]
pub struct BarPart {
    /// Decides the colour.
    pub tone: Tone,
    /// How many.
    pub count: u32,
}

/// The probability-impact matrix before and after mitigation: columns are impact, rows are probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Names of the five impact levels, least first.
    pub impact_levels: [String; 5],
    /// Names of the five probability levels, least first.
    pub probability_levels: [String; 5],
    /// How many risks stand in each cell before mitigation.
    pub before: Counts,
    /// How many risks stand in each cell after mitigation.
    pub after: Counts,
}

/// How many risks stand in each of the 25 cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts([[u32; 5]; 5]);

impl Counts {
    /// Counts risks by their cells.
    pub fn of(cells: impl IntoIterator<Item = MatrixCell>) -> Self {
        let mut counts = Self::default();
        for cell in cells {
            let row = counts.0.get_mut(cell.probability.index());
            if let Some(count) = row.and_then(|row| row.get_mut(cell.impact.index())) {
                *count = count.saturating_add(1);
            }
        }
        counts
    }

    /// Each cell with its count, the gravest first: by rating, then by probability, then by impact.
    pub fn cells(&self) -> Vec<(MatrixCell, u32)> {
        let mut cells = Vec::with_capacity(25);
        for (probability, row) in ScaleLevel::ALL.into_iter().zip(self.0) {
            for (impact, count) in ScaleLevel::ALL.into_iter().zip(row) {
                let cell = MatrixCell {
                    probability,
                    impact,
                };
                cells.push((cell, count));
            }
        }
        cells.sort_by_key(|(cell, _)| Reverse((cell.rating(), cell.probability, cell.impact)));
        cells
    }

    /// How many risks stand in the matrix.
    pub fn total(&self) -> u32 {
        self.0
            .iter()
            .flatten()
            .fold(0, |sum, &count| sum.saturating_add(count))
    }
}

/// Pairs of bars on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The pairs from top to bottom.
    pub rows: Vec<RankingRow>,
    /// The lines of a logarithmic scale, which begins at the first of them; none if the scale is linear.
    pub lines: Vec<ScaleLine>,
}

/// A line of a logarithmic scale: each is ten times the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLine {
    /// The amount at which it stands, in minor units: a power of ten.
    pub amount: u64,
    /// The amount as a reader writes it.
    pub label: String,
}

impl Ranking {
    /// Pairs of bars; their scale is logarithmic if the largest is more than twenty times the smallest that
    /// is above zero. `label` writes the amounts of the lines, from the first, which are in minor units.
    pub fn new(rows: Vec<RankingRow>, mut label: impl FnMut(u64) -> String) -> Self {
        let lines = scale::powers_of_ten(&rows)
            .into_iter()
            .map(|amount| ScaleLine {
                amount,
                label: label(amount),
            })
            .collect();
        Self { rows, lines }
    }

    /// Whether the scale is logarithmic.
    pub fn is_logarithmic(&self) -> bool {
        !self.lines.is_empty()
    }
}

/// A pair of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRow {
    /// What the pair stands for.
    pub label: String,
    /// Exposure before mitigation, in minor units; zero, as when it is not scored, has no bar.
    pub inherent: u64,
    /// Exposure after mitigation, in minor units; zero, as when it is not scored, has no bar.
    pub residual: u64,
    /// Exposure before mitigation as a reader writes it.
    pub inherent_figure: String,
    /// Exposure after mitigation as a reader writes it.
    pub residual_figure: String,
}

/// A chart in parts that stand one below the other; a page may end between any two.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// What names the columns, to be repeated where the parts go on on another page.
    pub head: Option<Drawing>,
    /// The parts from top to bottom, all of one width.
    pub parts: Vec<Drawing>,
}

/// Draws a chart at a given width in points, in parts. Heights follow from the data.
pub fn draw_parts(chart: &Chart, width: f32) -> Parts {
    match &chart.data {
        ChartData::Bars(rows) => Parts {
            head: None,
            parts: bars::draw(rows, width),
        },
        ChartData::Matrix(matrix) => Parts {
            head: None,
            parts: matrix::draw(matrix, width),
        },
        ChartData::Ranking(ranking) => ranking::draw(ranking, width),
    }
}

/// Draws a chart at a given width in points, as one drawing.
pub fn draw(chart: &Chart, width: f32) -> Drawing {
    let Parts { head, parts } = draw_parts(chart, width);
    let mut whole = Drawing {
        width,
        height: 0.0,
        shapes: Vec::new(),
    };
    for part in head.into_iter().chain(parts) {
        let top = whole.height;
        whole
            .shapes
            .extend(part.shapes.into_iter().map(|shape| shape.moved_down(top)));
        whole.height += part.height;
    }
    whole
}
