//! Two grids of five by five, before and after mitigation: probability upwards, impact to the right. Each
//! cell counts the risks in it, and says its rating as a tone and, below the count, as a word; a cell
//! without risks has its tone alone. A legend says what the tones mean. The grids stand side by side
//! where it is wide, and one below the other where it is narrow.

use assay_assessment::ScaleLevel;
use assay_assessment::exposure::{MatrixCell, Rating};

use super::drawing::{Anchor, Drawing, Shape, Token};
use super::{Counts, Matrix};

/// From this width on, the grids stand side by side.
const WIDE: f32 = 420.0;
/// Room for the names of the levels of probability.
const AXIS_ROOM: f32 = 62.0;
const BETWEEN_GRIDS: f32 = 16.0;
const TITLE: f32 = 17.0;
const TITLE_SIZE: f32 = 8.5;
const CELL: f32 = 27.0;
const COUNT_SIZE: f32 = 10.5;
const WORD_SIZE: f32 = 6.5;
const LABEL_SIZE: f32 = 7.5;
const LEGEND_SIZE: f32 = 7.5;
/// A square of the legend.
const SWATCH: f32 = 9.0;
const LEGEND: f32 = SWATCH + 5.0;

pub(super) fn draw(matrix: &Matrix, width: f32) -> Vec<Drawing> {
    let grids = [
        ("Before mitigation", &matrix.before),
        ("After mitigation", &matrix.after),
    ];
    let mut parts = Vec::new();
    if width >= WIDE {
        let cell_width = (width - AXIS_ROOM - BETWEEN_GRIDS) / 10.0;
        let mut shapes = Vec::new();
        for (index, (title, counts)) in grids.into_iter().enumerate() {
            let left = AXIS_ROOM + index as f32 * (5.0 * cell_width + BETWEEN_GRIDS);
            draw_grid(&mut shapes, matrix, title, counts, left, cell_width);
        }
        draw_axis(&mut shapes, matrix);
        parts.push(part(shapes, width));
    } else {
        let cell_width = ((width - AXIS_ROOM) / 5.0).max(1.0);
        for (title, counts) in grids {
            let mut shapes = Vec::new();
            draw_grid(&mut shapes, matrix, title, counts, AXIS_ROOM, cell_width);
            draw_axis(&mut shapes, matrix);
            parts.push(part(shapes, width));
        }
    }
    parts.push(legend(width));
    parts
}

fn part(shapes: Vec<Shape>, width: f32) -> Drawing {
    Drawing {
        width,
        height: TITLE + 5.0 * CELL + LABEL_SIZE + 10.0,
        shapes,
    }
}

/// The top of the row of a level of probability: the most probable is at the top.
fn row_top(probability: ScaleLevel) -> f32 {
    TITLE + (4 - probability.index()) as f32 * CELL
}

/// The names of the levels of probability, and of both axes.
fn draw_axis(shapes: &mut Vec<Shape>, matrix: &Matrix) {
    let mut label = |text: &str, y: f32, strong: bool| {
        shapes.push(Shape::Text {
            x: AXIS_ROOM - 7.0,
            y,
            text: text.to_owned(),
            size: LABEL_SIZE,
            strong,
            fill: Token::InkSecond,
            anchor: Anchor::End,
            max_width: AXIS_ROOM - 7.0,
        });
    };
    label("Probability", TITLE_SIZE, true);
    for (level, name) in ScaleLevel::ALL.into_iter().zip(&matrix.probability_levels) {
        label(name, row_top(level) + CELL / 2.0 + LABEL_SIZE * 0.35, false);
    }
    label("Impact", TITLE + 5.0 * CELL + LABEL_SIZE + 3.0, true);
}

fn draw_grid(
    shapes: &mut Vec<Shape>,
    matrix: &Matrix,
    title: &str,
    counts: &Counts,
    left: f32,
    cell_width: f32,
) {
    shapes.push(Shape::Text {
        x: left + 1.0,
        y: TITLE_SIZE,
        text: title.to_owned(),
        size: TITLE_SIZE,
        strong: true,
        fill: Token::Ink,
        anchor: Anchor::Start,
        max_width: 5.0 * cell_width,
    });
    for (cell, count) in counts.cells() {
        let (x, y) = (
            left + cell.impact.index() as f32 * cell_width,
            row_top(cell.probability),
        );
        draw_cell(shapes, cell, count, (x, y), cell_width);
    }
    for (level, name) in ScaleLevel::ALL.into_iter().zip(&matrix.impact_levels) {
        shapes.push(Shape::Text {
            x: left + (level.index() as f32 + 0.5) * cell_width,
            y: TITLE + 5.0 * CELL + LABEL_SIZE + 3.0,
            text: name.clone(),
            size: LABEL_SIZE,
            strong: false,
            fill: Token::InkSecond,
            anchor: Anchor::Middle,
            max_width: cell_width - 2.0,
        });
    }
}

fn draw_cell(
    shapes: &mut Vec<Shape>,
    cell: MatrixCell,
    count: u32,
    (x, y): (f32, f32),
    cell_width: f32,
) {
    shapes.push(Shape::Rect {
        x: x + 1.0,
        y: y + 1.0,
        width: cell_width - 2.0,
        height: CELL - 2.0,
        radius: 2.0,
        fill: Some(heat(cell.rating())),
        stroke: None,
        dashed: false,
    });
    if count == 0 {
        return;
    }
    // The tone alone would say nothing on grey paper, or to many eyes.
    let word = cell.rating().label().to_owned();
    for (text, size, strong, baseline) in [
        (count.to_string(), COUNT_SIZE, true, 13.0),
        (word, WORD_SIZE, false, 21.5),
    ] {
        shapes.push(Shape::Text {
            x: x + cell_width / 2.0,
            y: y + baseline,
            text,
            size,
            strong,
            fill: Token::Ink,
            anchor: Anchor::Middle,
            max_width: cell_width - 4.0,
        });
    }
}

/// What the tones of the cells mean, in one line.
fn legend(width: f32) -> Drawing {
    let name = "Rating".to_owned();
    let mut shapes = vec![legend_text(
        name,
        AXIS_ROOM - 7.0,
        Anchor::End,
        AXIS_ROOM - 7.0,
    )];
    let step = (width - AXIS_ROOM) / 5.0;
    for rating in Rating::ALL {
        let x = AXIS_ROOM + f32::from(rating.number() - 1) * step;
        shapes.push(Shape::Rect {
            x: x + 1.0,
            y: 3.0,
            width: SWATCH,
            height: SWATCH,
            radius: 2.0,
            fill: Some(heat(rating)),
            stroke: Some(Token::EdgeStrong),
            dashed: false,
        });
        let word = rating.label().to_owned();
        let start = x + SWATCH + 5.0;
        shapes.push(legend_text(word, start, Anchor::Start, step - SWATCH - 7.0));
    }
    Drawing {
        width,
        height: LEGEND,
        shapes,
    }
}

fn legend_text(text: String, x: f32, anchor: Anchor, max_width: f32) -> Shape {
    Shape::Text {
        x,
        y: 3.0 + SWATCH / 2.0 + LEGEND_SIZE * 0.35,
        text,
        size: LEGEND_SIZE,
        strong: anchor == Anchor::End,
        fill: Token::InkSecond,
        anchor,
        max_width,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(probability: usize, impact: usize) -> MatrixCell {
        MatrixCell {
            probability: ScaleLevel::ALL[probability],
            impact: ScaleLevel::ALL[impact],
        }
    }

    fn matrix() -> Matrix {
        let before = (0..300).map(|_| cell(4, 4)).chain([cell(3, 4), cell(0, 0)]);
        Matrix {
            impact_levels: std::array::from_fn(|level| format!("Impact {level}")),
            probability_levels: std::array::from_fn(|level| format!("Chance {level}")),
            before: Counts::of(before),
            after: Counts::of((0..2).map(|_| cell(1, 1))),
        }
    }

    /// The texts of a drawing with their place.
    fn texts(parts: &[Drawing]) -> Vec<(f32, f32, String)> {
        let mut top = 0.0;
        let mut found = Vec::new();
        for part in parts {
            for shape in &part.shapes {
                if let Shape::Text { x, y, text, .. } = shape {
                    found.push((*x, top + *y, text.clone()));
                }
            }
            top += part.height;
        }
        found
    }

    #[test]
    fn each_cell_with_risks_says_how_many_and_its_rating_and_the_others_nothing() {
        for width in [320.0, 483.0, 620.0] {
            let parts = draw(&matrix(), width);
            let texts = texts(&parts);
            let said = |wanted: &str| texts.iter().filter(|(.., text)| text == wanted).count();
            assert_eq!((said("300"), said("2"), said("1")), (1, 1, 2));
            assert_eq!(said("0"), 0);
            // Twice in cells, and once in the legend.
            assert_eq!(said("Very high"), 3);
            assert_eq!(said("Very low"), 3);
            assert_eq!(said("Moderate"), 1);
            let tones = parts.iter().flat_map(|part| &part.shapes).filter(|shape| {
                matches!(shape, Shape::Rect { fill: Some(token), .. } if *token == Token::Heat5)
            });
            // Six cells of each grid are very high, and a square of the legend.
            assert_eq!(tones.count(), 13);
        }
    }

    #[test]
    fn the_grids_stand_side_by_side_where_it_is_wide_and_else_one_below_the_other() {
        let titles = |width: f32| {
            let texts = texts(&draw(&matrix(), width));
            let find = |title: &str| {
                texts
                    .iter()
                    .find(|(.., text)| text == title)
                    .unwrap()
                    .clone()
            };
            (find("Before mitigation"), find("After mitigation"))
        };
        let ((left, above, _), (right, level, _)) = titles(483.0);
        assert!(left < right && (above - level).abs() < 0.01);
        let ((left, above, _), (same, below, _)) = titles(320.0);
        assert!((left - same).abs() < 0.01 && above < below);
    }

    #[test]
    fn nothing_is_drawn_outside_of_it_and_more_probable_is_higher() {
        for width in [320.0, 483.0, 620.0] {
            for part in draw(&matrix(), width) {
                for shape in part.shapes {
                    let Shape::Rect {
                        x,
                        y,
                        width: wide,
                        height,
                        ..
                    } = shape
                    else {
                        continue;
                    };
                    assert!(x >= 0.0 && x + wide <= width + 0.01, "{x} {wide} {width}");
                    assert!(y >= 0.0 && y + height <= part.height + 0.01);
                }
            }
        }
        let texts = texts(&draw(&matrix(), 483.0));
        let place = |wanted: &str| texts.iter().find(|(.., text)| text == wanted).unwrap();
        assert!(place("Chance 4").1 < place("Chance 0").1);
        assert!(place("Impact 4").0 > place("Impact 0").0);
        assert!(place("300").1 < place("2").1);
    }
}
