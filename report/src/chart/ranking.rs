//! Exposures as pairs of bars on one scale: inherent above, residual below, with their figures in
//! columns at the right, or one above the other where it is narrow.

use super::drawing::{Anchor, Drawing, Shape, Token, approximate_width};
use super::{Parts, RankingRow};

/// From this width on, both figures stand side by side.
const WIDE: f32 = 420.0;
const WIDE_ROW: f32 = 16.0;
const NARROW_ROW: f32 = 21.0;
const HEAD: f32 = 12.0;
const BAR: f32 = 4.75;
const SIZE: f32 = 8.5;
const FIGURE_SIZE: f32 = 7.5;
const GAP: f32 = 8.0;

/// Where the columns stand.
struct Columns {
    label: f32,
    left: f32,
    scale: f32,
    figure: f32,
    side_by_side: bool,
    width: f32,
}

pub(super) fn draw(rows: &[RankingRow], width: f32) -> Parts {
    let columns = columns(rows, width);
    let row_height = if columns.side_by_side {
        WIDE_ROW
    } else {
        NARROW_ROW
    };
    let largest = rows
        .iter()
        .map(|row| row.inherent.max(row.residual))
        .max()
        .unwrap_or(0)
        .max(1);
    let head = columns.side_by_side.then(|| Drawing {
        width,
        height: HEAD,
        shapes: head_shapes(&columns),
    });
    let parts = rows
        .iter()
        .map(|row| Drawing {
            width,
            height: row_height,
            shapes: row_shapes(row, largest, row_height, &columns),
        })
        .collect();
    Parts { head, parts }
}

fn columns(rows: &[RankingRow], width: f32) -> Columns {
    let widest = |size: f32, texts: &mut dyn Iterator<Item = &String>| {
        texts
            .map(|text| approximate_width(text, size))
            .fold(0.0_f32, f32::max)
    };
    let label = widest(SIZE, &mut rows.iter().map(|row| &row.label)).min(width * 0.4);
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
        scale: (width - left - count * (GAP + figure)).max(1.0),
        figure,
        side_by_side,
        width,
    }
}

fn head_shapes(columns: &Columns) -> Vec<Shape> {
    let mut shapes = Vec::new();
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
    shapes
}

fn row_shapes(row: &RankingRow, largest: u64, height: f32, columns: &Columns) -> Vec<Shape> {
    let middle = height / 2.0;
    let mut shapes = Vec::new();
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
        let length = ((amount as f64 / largest as f64) as f32 * columns.scale).max(0.75);
        shapes.push(Shape::Rect {
            x: columns.left,
            y: if solid {
                middle + 0.75
            } else {
                middle - BAR - 0.75
            },
            width: length,
            height: BAR,
            radius: 0.0,
            fill: solid.then_some(Token::Accent),
            stroke: (!solid).then_some(Token::EdgeStrong),
            dashed: !solid,
        });
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
    shapes
}
