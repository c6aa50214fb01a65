//! Charts as SVG, from the same shapes that the PDF draws.

use assay_report::chart::{Anchor, Chart, Drawing, Shape, Token, approximate_width, draw};
use leptos::prelude::*;

/// Widths that a chart is laid out for, in CSS pixels: where there is room, and on a phone. The
/// style sheet shows the one that fits, so that text is never scaled down.
const WIDE: f32 = 620.0;
const NARROW: f32 = 320.0;

/// A chart with its description in words for those who cannot see it.
#[component]
pub fn ChartView(
    /// The chart.
    #[prop(into)]
    chart: Signal<Chart>,
    /// Whether its caption is shown below it.
    #[prop(default = true)]
    caption: bool,
) -> impl IntoView {
    let drawings =
        move |width: f32| chart.with(|chart| draw_svg(&draw(chart, width), &chart.description));
    view! {
        <figure class="chart-view">
            <div class="chart-view-wide">{move || drawings(WIDE)}</div>
            <div class="chart-view-narrow">{move || drawings(NARROW)}</div>
            {caption.then(|| view! {
                <figcaption>{move || chart.with(|chart| chart.caption.clone())}</figcaption>
            })}
        </figure>
    }
}

fn draw_svg(drawing: &Drawing, description: &str) -> AnyView {
    let shapes = drawing.shapes.iter().map(draw_shape).collect_view();
    view! {
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {} {}", drawing.width, drawing.height)
            width=drawing.width.to_string()
            height=drawing.height.to_string()
        >
            {shapes}
        </svg>
    }
    .into_any()
}

fn draw_shape(shape: &Shape) -> AnyView {
    match shape {
        Shape::Rect {
            x,
            y,
            width,
            height,
            radius,
            fill,
            stroke,
            dashed,
        } => view! {
            <rect
                x=x.to_string()
                y=y.to_string()
                width=width.to_string()
                height=height.to_string()
                rx=radius.to_string()
                fill=fill.map_or_else(|| "none".to_owned(), colour)
                stroke=stroke.map_or_else(|| "none".to_owned(), colour)
                stroke-width="0.75"
                stroke-dasharray=dashed.then_some("2.5 2")
            />
        }
        .into_any(),
        Shape::Line {
            x1,
            y1,
            x2,
            y2,
            stroke,
            width,
        } => view! {
            <line
                x1=x1.to_string()
                y1=y1.to_string()
                x2=x2.to_string()
                y2=y2.to_string()
                stroke=colour(*stroke)
                stroke-width=width.to_string()
            />
        }
        .into_any(),
        Shape::Text {
            x,
            y,
            text,
            size,
            strong,
            fill,
            anchor,
            max_width,
        } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let squeezed =
                (approximate_width(text, *size) > *max_width).then(|| max_width.to_string());
            view! {
                <text
                    x=x.to_string()
                    y=y.to_string()
                    font-size=size.to_string()
                    font-weight=strong.then_some("650")
                    text-anchor=anchor
                    fill=colour(*fill)
                    textLength=squeezed.clone()
                    lengthAdjust=squeezed.map(|_| "spacingAndGlyphs")
                >
                    {text.clone()}
                </text>
            }
            .into_any()
        }
    }
}

fn colour(token: Token) -> String {
    format!("var({})", token.css_property())
}
