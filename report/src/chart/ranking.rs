//! Exposures as pairs of bars on one scale: inherent above, residual below.

use super::RankingRow;
use super::drawing::{Anchor, Drawing, Shape, Token, approximate_width};

const ROW: f32 = 23.0;
const BAR: f32 = 6.5;
const SIZE: f32 = 8.5;
const FIGURE_SIZE: f32 = 7.0;
const GAP: f32 = 6.0;

pub(super) fn draw(rows: &[RankingRow], width: f32, tallest: f32) -> Vec<Drawing> {
    let label_room = rows
        .iter()
        .map(|row| approximate_width(&row.label, SIZE))
        .fold(0.0_f32, f32::max)
        .min(width * 0.42);
    let figure_room = rows
        .iter()
        .flat_map(|row| [&row.inherent_figure, &row.residual_figure])
        .map(|figure| approximate_width(figure, FIGURE_SIZE))
        .fold(0.0_f32, f32::max)
        .min(width * 0.25);
    let left = label_room + GAP;
    let scale = (width - left - GAP - figure_room).max(1.0);
    let largest = rows
        .iter()
        .map(|row| row.inherent.max(row.residual))
        .max()
        .unwrap_or(0)
        .max(1);
    let per_drawing = ((tallest / ROW) as usize).max(1);
    rows.chunks(per_drawing)
        .map(|rows| {
            let mut shapes = Vec::new();
            for (index, row) in rows.iter().enumerate() {
                let top = index as f32 * ROW;
                shapes.push(Shape::Text {
                    x: 0.0,
                    y: top + ROW / 2.0 + SIZE * 0.35,
                    text: row.label.clone(),
                    size: SIZE,
                    strong: false,
                    fill: Token::Ink,
                    anchor: Anchor::Start,
                    max_width: label_room,
                });
                let pair = [
                    (row.inherent, &row.inherent_figure, top + 3.5, false),
                    (
                        row.residual,
                        &row.residual_figure,
                        top + 3.5 + BAR + 2.5,
                        true,
                    ),
                ];
                for (amount, figure, y, solid) in pair {
                    let length = (amount as f64 / largest as f64) as f32 * scale;
                    shapes.push(Shape::Rect {
                        x: left,
                        y,
                        width: length.max(0.75),
                        height: BAR,
                        radius: 0.0,
                        fill: solid.then_some(Token::Accent),
                        stroke: (!solid).then_some(Token::EdgeStrong),
                        dashed: !solid,
                    });
                    shapes.push(Shape::Text {
                        x: left + length.max(0.75) + 3.0,
                        y: y + BAR - 0.8,
                        text: figure.clone(),
                        size: FIGURE_SIZE,
                        strong: solid,
                        fill: if solid { Token::Ink } else { Token::InkSecond },
                        anchor: Anchor::Start,
                        max_width: figure_room,
                    });
                }
            }
            Drawing {
                width,
                height: rows.len() as f32 * ROW,
                shapes,
            }
        })
        .collect()
}
