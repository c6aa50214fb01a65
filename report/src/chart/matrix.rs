//! The five by five matrix: probability upwards, impact to the right; dashed names where a
//! risk stood before mitigation, solid ones where it stands after, arrows between the two. Each cell
//! has its rating as a colour and a number, which a legend explains.

use assay_assessment::ScaleLevel;
use assay_assessment::exposure::{MatrixCell, Rating};

use super::Matrix;
use super::drawing::{Anchor, Drawing, Shape, Token, approximate_width, length};

const NAME_SIZE: f32 = 6.3;
const PIN_HEIGHT: f32 = 9.5;
const PIN_SIDES: f32 = 4.0;
const PIN_GAP: f32 = 1.5;
const LABEL_SIZE: f32 = 8.0;
const AXIS_ROOM: f32 = 64.0;
const CELL_PADDING: f32 = 3.5;
const SMALLEST_CELL: f32 = 44.0;
/// The number in a cell's lower corner.
const RATING_SIZE: f32 = 6.5;
const LEGEND_SIZE: f32 = 7.5;
/// A square of the legend.
const SWATCH: f32 = 9.0;

/// Up to so many names in all, every cell shows all of its own: they fit on a page, wherever
/// they stand.
const MOST_NAMES: usize = 160;
/// The most names that a cell shows otherwise; the others are counted in a last pin.
const MOST_PINS: usize = 14;

/// From so many risks on, the arrows are drawn lighter, so that the names stay legible.
const MANY_RISKS: usize = 20;

struct Pin {
    text: String,
    solid: bool,
    risk: Option<usize>,
}

pub(super) fn draw(matrix: &Matrix, width: f32) -> Drawing {
    let cell_width = ((width - AXIS_ROOM) / 5.0).max(30.0);
    let pins = pins_by_cell(matrix);
    // Places of the pins within their cells, and the height that each row needs for them.
    let placed: Vec<Vec<(f32, f32, f32)>> =
        pins.iter().map(|cell| place(cell, cell_width)).collect();
    let mut row_heights = [SMALLEST_CELL; 5];
    for (cell, places) in placed.iter().enumerate() {
        let lowest = places
            .iter()
            .map(|&(_, y, _)| y + PIN_HEIGHT + CELL_PADDING + RATING_SIZE)
            .fold(0.0_f32, f32::max);
        if let Some(height) = row_heights.get_mut(cell / 5) {
            *height = height.max(lowest);
        }
    }
    // Row 0 is the most probable, at the top.
    let mut row_tops = [0.0_f32; 5];
    let mut top = 0.0;
    for (row_top, height) in row_tops.iter_mut().zip(row_heights) {
        *row_top = top;
        top += height;
    }
    let mut shapes = Vec::new();
    draw_cells(&mut shapes, matrix, cell_width, &row_tops, &row_heights);
    let mut centres: Vec<[Option<(f32, f32)>; 2]> = vec![[None; 2]; matrix.risks.len()];
    let mut pin_shapes = Vec::new();
    for (cell, (pins, places)) in pins.iter().zip(&placed).enumerate() {
        let left = AXIS_ROOM + (cell % 5) as f32 * cell_width;
        let top = row_tops.get(cell / 5).copied().unwrap_or_default();
        for (pin, &(x, y, pin_width)) in pins.iter().zip(places) {
            let (x, y) = (left + x, top + y);
            if let Some(ends) = pin.risk.and_then(|risk| centres.get_mut(risk)) {
                ends[usize::from(pin.solid)] = Some((x + pin_width / 2.0, y + PIN_HEIGHT / 2.0));
            }
            draw_pin(&mut pin_shapes, pin, x, y, pin_width);
        }
    }
    let (stroke, arrow_width) = if matrix.risks.len() < MANY_RISKS {
        (Token::InkSecond, 0.7)
    } else {
        (Token::EdgeStrong, 0.35)
    };
    for [from, to] in centres {
        if let (Some((x1, y1)), Some((x2, y2))) = (from, to) {
            // The arrow stops short of the pin that it points to.
            let length = length(x2 - x1, y2 - y1);
            let share = ((length - PIN_HEIGHT * 0.9) / length.max(1.0)).clamp(0.0, 1.0);
            shapes.push(Shape::Line {
                x1,
                y1,
                x2: x1 + (x2 - x1) * share,
                y2: y1 + (y2 - y1) * share,
                stroke,
                width: arrow_width,
                arrow: true,
            });
        }
    }
    shapes.extend(pin_shapes);
    for (index, level) in matrix.impact_levels.iter().enumerate() {
        shapes.push(Shape::Text {
            x: AXIS_ROOM + (index as f32 + 0.5) * cell_width,
            y: top + LABEL_SIZE + 4.0,
            text: level.clone(),
            size: LABEL_SIZE,
            strong: false,
            fill: Token::InkSecond,
            anchor: Anchor::Middle,
            max_width: cell_width - 4.0,
        });
    }
    let legend_top = top + LABEL_SIZE + 12.0;
    draw_legend(&mut shapes, legend_top, width);
    Drawing {
        width,
        height: legend_top + SWATCH + 3.0,
        shapes,
    }
}

/// The names in each of the 25 cells, from the top left.
fn pins_by_cell(matrix: &Matrix) -> Vec<Vec<Pin>> {
    let mut cells: Vec<Vec<Pin>> = Vec::new();
    cells.resize_with(25, Vec::new);
    let cell_of = |cell: MatrixCell| (4 - cell.probability.index()) * 5 + cell.impact.index();
    for (index, risk) in matrix.risks.iter().enumerate() {
        let stays = risk.inherent.is_some() && risk.inherent == risk.residual;
        let ends = [
            (risk.inherent.filter(|_| !stays), false),
            (risk.residual, true),
        ];
        for (cell, solid) in ends {
            if let Some(pins) = cell.and_then(|cell| cells.get_mut(cell_of(cell))) {
                pins.push(Pin {
                    text: risk.id.clone(),
                    solid,
                    risk: Some(index),
                });
            }
        }
    }
    let all_fit = cells.iter().map(Vec::len).sum::<usize>() <= MOST_NAMES;
    for pins in &mut cells {
        pins.sort_by_key(|pin| !pin.solid);
        if !all_fit && pins.len() > MOST_PINS {
            let hidden = pins.len() - (MOST_PINS - 1);
            pins.truncate(MOST_PINS - 1);
            pins.push(Pin {
                text: format!("+{hidden}"),
                solid: true,
                risk: None,
            });
        }
    }
    cells
}

/// Positions of pins in their cell: left, top, width.
fn place(pins: &[Pin], cell_width: f32) -> Vec<(f32, f32, f32)> {
    let (mut x, mut y) = (CELL_PADDING, CELL_PADDING);
    pins.iter()
        .map(|pin| {
            let room = cell_width - 2.0 * CELL_PADDING;
            let pin_width = (approximate_width(&pin.text, NAME_SIZE) + PIN_SIDES).min(room);
            if x > CELL_PADDING && x + pin_width > cell_width - CELL_PADDING {
                x = CELL_PADDING;
                y += PIN_HEIGHT + PIN_GAP;
            }
            let place = (x, y, pin_width);
            x += pin_width + PIN_GAP;
            place
        })
        .collect()
}

fn draw_pin(shapes: &mut Vec<Shape>, pin: &Pin, x: f32, y: f32, width: f32) {
    shapes.push(Shape::Rect {
        x,
        y,
        width,
        height: PIN_HEIGHT,
        radius: 2.5,
        fill: Some(if pin.solid { Token::Ink } else { Token::Paper }),
        stroke: Some(if pin.solid {
            Token::Ink
        } else {
            Token::InkThird
        }),
        dashed: !pin.solid,
    });
    shapes.push(Shape::Text {
        x: x + width / 2.0,
        y: y + PIN_HEIGHT / 2.0 + NAME_SIZE * 0.36,
        text: pin.text.clone(),
        size: NAME_SIZE,
        strong: pin.solid,
        fill: if pin.solid { Token::Paper } else { Token::Ink },
        anchor: Anchor::Middle,
        max_width: width - 2.0,
    });
}

fn draw_cells(
    shapes: &mut Vec<Shape>,
    matrix: &Matrix,
    cell_width: f32,
    row_tops: &[f32; 5],
    row_heights: &[f32; 5],
) {
    for (row, (&top, &height)) in row_tops.iter().zip(row_heights).enumerate() {
        let probability = 4 - row;
        if let Some(level) = matrix.probability_levels.get(probability) {
            shapes.push(Shape::Text {
                x: AXIS_ROOM - 8.0,
                y: top + height / 2.0 + LABEL_SIZE * 0.35,
                text: level.clone(),
                size: LABEL_SIZE,
                strong: false,
                fill: Token::InkSecond,
                anchor: Anchor::End,
                max_width: AXIS_ROOM - 8.0,
            });
        }
        for impact in ScaleLevel::ALL {
            let cell = MatrixCell {
                probability: ScaleLevel::ALL[probability],
                impact,
            };
            let left = AXIS_ROOM + impact.index() as f32 * cell_width;
            shapes.push(Shape::Rect {
                x: left + 1.0,
                y: top + 1.0,
                width: cell_width - 2.0,
                height: height - 2.0,
                radius: 3.0,
                fill: Some(heat(cell.rating())),
                stroke: None,
                dashed: false,
            });
            // The colour alone would say nothing on grey paper, or to many eyes.
            shapes.push(Shape::Text {
                x: left + cell_width - CELL_PADDING - 0.5,
                y: top + height - CELL_PADDING - 0.5,
                text: cell.rating().number().to_string(),
                size: RATING_SIZE,
                strong: false,
                fill: Token::InkSecond,
                anchor: Anchor::End,
                max_width: cell_width,
            });
        }
    }
}

/// What the colours and numbers of the cells mean, in one line below the matrix.
fn draw_legend(shapes: &mut Vec<Shape>, top: f32, width: f32) {
    let step = (width - AXIS_ROOM) / 5.0;
    for rating in Rating::ALL {
        let x = AXIS_ROOM + f32::from(rating.number() - 1) * step;
        shapes.push(Shape::Rect {
            x: x + 1.0,
            y: top,
            width: SWATCH,
            height: SWATCH,
            radius: 2.0,
            fill: Some(heat(rating)),
            stroke: Some(Token::EdgeStrong),
            dashed: false,
        });
        shapes.push(Shape::Text {
            x: x + SWATCH + 5.0,
            y: top + SWATCH / 2.0 + LEGEND_SIZE * 0.35,
            text: format!("{} {}", rating.number(), rating.label()),
            size: LEGEND_SIZE,
            strong: false,
            fill: Token::InkSecond,
            anchor: Anchor::Start,
            max_width: step - SWATCH - 7.0,
        });
    }
    shapes.push(Shape::Text {
        x: AXIS_ROOM - 8.0,
        y: top + SWATCH / 2.0 + LEGEND_SIZE * 0.35,
        text: "Rating".to_owned(),
        size: LEGEND_SIZE,
        strong: false,
        fill: Token::InkSecond,
        anchor: Anchor::End,
        max_width: AXIS_ROOM - 8.0,
    });
}

/// The colour of a rating, which the screen draws too.
const fn heat(rating: Rating) -> Token {
    match rating {
        Rating::VeryLow => Token::Heat1,
        Rating::Low => Token::Heat2,
        Rating::Moderate => Token::Heat3,
        Rating::High => Token::Heat4,
        Rating::VeryHigh => Token::Heat5,
    }
}
