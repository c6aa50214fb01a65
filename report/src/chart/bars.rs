//! Stacked bars with a label before and a figure after. Each part says its number where there is
//! room, so that the order of the parts and the numbers tell what the colours tell.

use super::BarRow;
use super::drawing::{Anchor, Drawing, Shape, Token, approximate_width};

const ROW: f32 = 16.0;
const BAR: f32 = 10.0;
const SIZE: f32 = 8.5;
const GAP: f32 = 8.0;
const COUNT_SIZE: f32 = 7.0;

pub(super) fn draw(rows: &[BarRow], width: f32) -> Vec<Drawing> {
    let label_room = rows
        .iter()
        .map(|row| approximate_width(&row.label, SIZE))
        .fold(0.0_f32, f32::max)
        .min(width * 0.45);
    let figure_room = rows
        .iter()
        .map(|row| approximate_width(&row.figure, SIZE))
        .fold(0.0_f32, f32::max)
        .min(width * 0.25);
    let left = if label_room > 0.0 {
        label_room + GAP
    } else {
        0.0
    };
    let right = if figure_room > 0.0 {
        figure_room + GAP
    } else {
        0.0
    };
    let track = (width - left - right).max(1.0);
    rows.iter()
        .map(|row| {
            let mut shapes = Vec::new();
            draw_row(&mut shapes, row, left, track, label_room, figure_room);
            Drawing {
                width,
                height: ROW,
                shapes,
            }
        })
        .collect()
}

fn draw_row(
    shapes: &mut Vec<Shape>,
    row: &BarRow,
    left: f32,
    track: f32,
    label_room: f32,
    figure_room: f32,
) {
    let baseline = ROW / 2.0 + SIZE * 0.35;
    let bar_top = (ROW - BAR) / 2.0;
    if !row.label.is_empty() {
        shapes.push(Shape::Text {
            x: 0.0,
            y: baseline,
            text: row.label.clone(),
            size: SIZE,
            strong: false,
            fill: Token::Ink,
            anchor: Anchor::Start,
            max_width: label_room,
        });
    }
    shapes.push(Shape::Rect {
        x: left,
        y: bar_top,
        width: track,
        height: BAR,
        radius: 0.0,
        fill: Some(Token::Sunken),
        stroke: None,
        dashed: false,
    });
    let total: u64 = row.parts.iter().map(|part| u64::from(part.count)).sum();
    let mut before = 0_u64;
    for part in &row.parts {
        if part.count == 0 || total == 0 {
            continue;
        }
        // Not tested is the empty track, so that only what was looked at fills a bar.
        if part.tone != crate::tone::Tone::Open {
            shapes.push(Shape::Rect {
                x: left + track * before as f32 / total as f32,
                y: bar_top,
                width: (track * part.count as f32 / total as f32 - 0.75).max(0.5),
                height: BAR,
                radius: 0.0,
                fill: Some(part.tone.ink()),
                stroke: None,
                dashed: false,
            });
        }
        let count = part.count.to_string();
        let room = track * part.count as f32 / total as f32;
        if approximate_width(&count, COUNT_SIZE) + 3.0 <= room {
            shapes.push(Shape::Text {
                x: left + track * before as f32 / total as f32 + room / 2.0,
                y: bar_top + BAR / 2.0 + COUNT_SIZE * 0.35,
                text: count,
                size: COUNT_SIZE,
                strong: true,
                fill: if part.tone == crate::tone::Tone::Open {
                    Token::InkSecond
                } else {
                    Token::Paper
                },
                anchor: Anchor::Middle,
                max_width: room,
            });
        }
        before += u64::from(part.count);
    }
    if !row.figure.is_empty() {
        shapes.push(Shape::Text {
            x: left + track + GAP + figure_room,
            y: baseline,
            text: row.figure.clone(),
            size: SIZE,
            strong: false,
            fill: Token::InkSecond,
            anchor: Anchor::End,
            max_width: figure_room,
        });
    }
}
