//! Rectangles and lines.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;

use super::super::tree::{Item, ItemKind};
use crate::chart::Token;

pub(super) fn paint_shape(surface: &mut Surface<'_>, item: &Item) {
    match &item.kind {
        ItemKind::Rect {
            width,
            height,
            radius,
            fill: ground,
            stroke,
            dashed,
        } => {
            if let Some(path) = rectangle(item.x, item.y, *width, *height, *radius) {
                surface.set_fill(ground.map(fill));
                surface.set_stroke(stroke.map(|colour| line_style(colour, 0.75, *dashed)));
                if ground.is_some() || stroke.is_some() {
                    surface.draw_path(&path);
                }
            }
        }
        ItemKind::Stroke {
            dx,
            dy,
            width,
            colour,
        } => {
            let mut builder = PathBuilder::new();
            builder.move_to(item.x, item.y);
            builder.line_to(item.x + dx, item.y + dy);
            if let Some(path) = builder.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(line_style(*colour, *width, false)));
                surface.draw_path(&path);
            }
        }
        ItemKind::Text { .. }
        | ItemKind::Picture { .. }
        | ItemKind::LinkArea { .. }
        | ItemKind::PageNumber { .. } => {}
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let radius = radius.min(width / 2.0).min(height / 2.0);
    if radius <= 0.0 {
        builder.push_rect(Rect::from_xywh(x, y, width, height)?);
        return builder.finish();
    }
    // A quarter of a circle as a Bézier curve.
    let control = radius * 0.447_715;
    let (right, bottom) = (x + width, y + height);
    builder.move_to(x + radius, y);
    builder.line_to(right - radius, y);
    builder.cubic_to(right - control, y, right, y + control, right, y + radius);
    builder.line_to(right, bottom - radius);
    builder.cubic_to(
        right,
        bottom - control,
        right - control,
        bottom,
        right - radius,
        bottom,
    );
    builder.line_to(x + radius, bottom);
    builder.cubic_to(x + control, bottom, x, bottom - control, x, bottom - radius);
    builder.line_to(x, y + radius);
    builder.cubic_to(x, y + control, x + control, y, x + radius, y);
    builder.close();
    builder.finish()
}

pub(super) fn fill(colour: Token) -> Fill {
    Fill {
        paint: colour_of(colour).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn line_style(colour: Token, width: f32, dashed: bool) -> Stroke {
    Stroke {
        paint: colour_of(colour).into(),
        width,
        dash: dashed.then(|| StrokeDash {
            array: vec![2.2, 1.6],
            offset: 0.0,
        }),
        ..Stroke::default()
    }
}

fn colour_of(colour: Token) -> rgb::Color {
    let [red, green, blue] = colour.light();
    rgb::Color::new(red, green, blue)
}
