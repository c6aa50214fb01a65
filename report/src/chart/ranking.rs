//! Expected losses as pairs of bars on one scale: before mitigation above, after it below, with their
//! figures in columns at the right, or one above the other where it is narrow. What is zero or not
//! scored has a figure and no bar. A logarithmic scale has a line at each power of ten, which the head
//! names.

use super::drawing::{Anchor, Drawing, Shape, Token, approximate_width};
use super::scale::Scale;
use super::{Parts, Ranking, RankingRow};

/// From this width on, both figures stand side by side.
const WIDE: f32 = 420.0;
const WIDE_ROW: f32 = 16.0;
const NARROW_ROW: f32 = 21.0;
const HEAD: f32 = 12.0;
const BAR: f32 = 4.75;
const SIZE: f32 = 8.5;
const FIGURE_SIZE: f32 = 7.5;
const LINE_SIZE: f32 = 7.0;
const GAP: f32 = 8.0;
/// The least space between the names of two lines of the scale.
const BETWEEN_NAMES: f32 = 5.0;
/// The least length of a bar, so that it is seen.
const LEAST_BAR: f32 = 0.75;

/// Where the columns stand.
struct Columns {
    label: f32,
    left: f32,
    room: f32,
    figure: f32,
    side_by_side: bool,
    width: f32,
    scale: Scale,
}

impl Columns {
    /// Where an amount stands on the scale.
    fn place(&self, amount: u64) -> f32 {
        self.left + self.scale.share(amount) * self.room
    }
}

pub(super) fn draw(ranking: &Ranking, width: f32) -> Parts {
    let columns = columns(ranking, width);
    let height = if columns.side_by_side {
        WIDE_ROW
    } else {
        NARROW_ROW
    };
    let mut head = Vec::new();
    if columns.side_by_side {
        name_columns(&mut head, &columns);
    }
    name_lines(&mut head, ranking, &columns);
    let head = (!head.is_empty()).then_some(Drawing {
        width,
        height: HEAD,
        shapes: head,
    });
    let parts = ranking
        .rows
        .iter()
        .map(|row| {
            let mut shapes: Vec<Shape> = ranking
                .lines
                .iter()
                .map(|line| scale_line(columns.place(line.amount), height))
                .collect();
            draw_row(&mut shapes, row, height, &columns);
            Drawing {
                width,
                height,
                shapes,
            }
        })
        .collect();
    Parts { head, parts }
}

fn columns(ranking: &Ranking, width: f32) -> Columns {
    let rows = &ranking.rows;
    let widest = |size: f32, texts: &mut dyn Iterator<Item = &String>| {
        texts
            .map(|text| approximate_width(text, size))
            .fold(0.0_f32, f32::max)
    };
    let label = widest(SIZE, &mut rows.iter().map(|row| &row.label)).min(width * 0.37);
    let figures = rows
        .iter()
        .flat_map(|row| [&row.inherent_figure, &row.residual_figure]);
    let side_by_side = width >= WIDE;
    let (share, count) = if side_by_side {
        (0.17, 2.0)
    } else {
        (0.25, 1.0)
    };
    let figure = widest(FIGURE_SIZE, &mut figures.into_iter()).min(width * share);
    let left = label + GAP;
    Columns {
        label,
        left,
        room: (width - left - count * (GAP + figure)).max(1.0),
        figure,
        side_by_side,
        width,
        scale: Scale::of(rows, ranking.lines.first().map(|line| line.amount)),
    }
}

fn name_columns(shapes: &mut Vec<Shape>, columns: &Columns) {
    for (text, strong, x) in [
        ("before", false, columns.width - columns.figure - GAP),
        ("after", true, columns.width),
    ] {
        shapes.push(Shape::Text {
            x,
            y: HEAD - 4.0,
            text: text.to_owned(),
            size: FIGURE_SIZE,
            strong,
            fill: if strong { Token::Ink } else { Token::InkSecond },
            anchor: Anchor::End,
            max_width: columns.figure.max(24.0),
        });
    }
}

/// The amounts of the lines, of those that have room for it, above the lines.
fn name_lines(shapes: &mut Vec<Shape>, ranking: &Ranking, columns: &Columns) {
    let rightmost = columns.left + columns.room + GAP;
    let mut free_from = 0.0_f32;
    for line in &ranking.lines {
        let wide = approximate_width(&line.label, LINE_SIZE);
        let start = (columns.place(line.amount) - wide / 2.0)
            .min(rightmost - wide)
            .max(0.0);
        if start < free_from {
            continue;
        }
        free_from = start + wide + BETWEEN_NAMES;
        shapes.push(Shape::Text {
            x: start + wide / 2.0,
            y: HEAD - 4.0,
            text: line.label.clone(),
            size: LINE_SIZE,
            strong: false,
            fill: Token::InkSecond,
            anchor: Anchor::Middle,
            max_width: wide,
        });
    }
}

fn scale_line(x: f32, height: f32) -> Shape {
    Shape::Line {
        x1: x,
        y1: 0.0,
        x2: x,
        y2: height,
        stroke: Token::Edge,
        width: 0.5,
    }
}

fn draw_row(shapes: &mut Vec<Shape>, row: &RankingRow, height: f32, columns: &Columns) {
    let middle = height / 2.0;
    shapes.push(Shape::Text {
        x: 0.0,
        y: middle + SIZE * 0.35,
        text: row.label.clone(),
        size: SIZE,
        strong: false,
        fill: Token::Ink,
        anchor: Anchor::Start,
        max_width: columns.label,
    });
    let pair = [
        (row.inherent, &row.inherent_figure, false),
        (row.residual, &row.residual_figure, true),
    ];
    for (amount, figure, solid) in pair {
        if amount > 0 {
            shapes.push(Shape::Rect {
                x: columns.left,
                y: if solid {
                    middle + 0.75
                } else {
                    middle - BAR - 0.75
                },
                width: (columns.place(amount) - columns.left).max(LEAST_BAR),
                height: BAR,
                radius: 0.0,
                fill: solid.then_some(Token::Accent),
                stroke: (!solid).then_some(Token::EdgeStrong),
                dashed: !solid,
            });
        }
        let (x, centre) = match (columns.side_by_side, solid) {
            (true, false) => (columns.width - columns.figure - GAP, middle),
            (true, true) => (columns.width, middle),
            (false, false) => (columns.width, middle - height * 0.22),
            (false, true) => (columns.width, middle + height * 0.22),
        };
        shapes.push(Shape::Text {
            x,
            y: centre + FIGURE_SIZE * 0.35,
            text: figure.clone(),
            size: FIGURE_SIZE,
            strong: solid,
            fill: if solid { Token::Ink } else { Token::InkSecond },
            anchor: Anchor::End,
            max_width: columns.figure,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(amounts: &[(u64, u64)]) -> Ranking {
        let row = |&(inherent, residual): &(u64, u64)| RankingRow {
            label: format!("KEC9 {inherent}"),
            inherent,
            residual,
            inherent_figure: format!("EUR {inherent}"),
            residual_figure: format!("EUR {residual}"),
        };
        Ranking::new(amounts.iter().map(row).collect(), |amount| {
            format!("at {amount}")
        })
    }

    /// The lengths of the bars of each row.
    fn bars(ranking: &Ranking, width: f32) -> Vec<Vec<f32>> {
        let lengths = |drawing: Drawing| {
            let bars = drawing.shapes.into_iter();
            bars.filter_map(|shape| match shape {
                Shape::Rect { width, .. } => Some(width),
                _ => None,
            })
            .collect()
        };
        draw(ranking, width)
            .parts
            .into_iter()
            .map(lengths)
            .collect()
    }

    #[test]
    fn one_outlier_leaves_the_other_bars_long_enough_to_compare() {
        let outlier = ranking(&[
            (125_000_000, 2_500_000),
            (2_500_000, 500_000),
            (1_000_000, 750_000),
        ]);
        assert!(outlier.is_logarithmic());
        for width in [320.0, 483.0, 620.0] {
            let bars = bars(&outlier, width);
            assert!(
                bars.iter().flatten().all(|&length| length > 12.0),
                "{bars:?}"
            );
            assert!(bars[1][0] > bars[2][0] && bars[2][1] > bars[1][1]);
        }
    }

    #[test]
    fn without_an_outlier_the_bars_are_as_long_as_their_amounts() {
        let even = ranking(&[(2_000_000, 1_000_000), (500_000, 100_000)]);
        assert!(!even.is_logarithmic());
        let bars = bars(&even, 483.0);
        assert!((bars[0][0] / bars[0][1] - 2.0).abs() < 1e-3);
        assert!((bars[0][0] / bars[1][1] - 20.0).abs() < 1e-2);
    }

    #[test]
    fn what_is_zero_has_no_bar_and_its_figure() {
        for amounts in [[(100, 0), (100, 50)], [(100_000, 0), (100_000, 50)]] {
            let ranking = ranking(&amounts);
            let bars = bars(&ranking, 483.0);
            assert_eq!((bars[0].len(), bars[1].len()), (1, 2));
            let texts = draw(&ranking, 483.0).parts.swap_remove(0).shapes;
            let said = |wanted: &str| {
                texts
                    .iter()
                    .any(|shape| matches!(shape, Shape::Text { text, .. } if text == wanted))
            };
            assert!(said("EUR 0"));
        }
    }

    #[test]
    fn each_power_of_ten_has_a_line_and_names_stand_apart_within_the_chart() {
        for (largest, lines) in [(3_000, 2), (125_000_000, 7), (u64::MAX, 18)] {
            let mut ranking = ranking(&[(largest, 110)]);
            if largest == 3_000 {
                ranking.rows[0].label.clear();
            }
            assert_eq!(ranking.lines.len(), lines);
            for width in [320.0, 483.0, 620.0] {
                let Parts { head, parts } = draw(&ranking, width);
                let drawn = parts[0].shapes.iter();
                let drawn = drawn.filter(|shape| matches!(shape, Shape::Line { .. }));
                assert_eq!(drawn.count(), ranking.lines.len());
                let mut names: Vec<(f32, f32)> = head
                    .unwrap()
                    .shapes
                    .into_iter()
                    .filter_map(|shape| match shape {
                        Shape::Text { x, text, .. } if text.starts_with("at ") => {
                            let half = approximate_width(&text, LINE_SIZE) / 2.0;
                            Some((x - half, x + half))
                        }
                        _ => None,
                    })
                    .collect();
                names.sort_by(|left, right| left.0.total_cmp(&right.0));
                assert!(names.len() > 1, "{names:?} at {width}");
                assert!(
                    names
                        .iter()
                        .all(|&(start, end)| start >= 0.0 && end <= width)
                );
                assert!(
                    names.windows(2).all(|pair| pair[0].1 < pair[1].0),
                    "{names:?}"
                );
            }
        }
    }
}
