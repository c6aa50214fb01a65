//! What tests look for in an outline.

use assay_report::chart::{Chart, Shape, draw};
use assay_report::outline::{Block, Outline};

/// Visits every block, also those within others.
pub(crate) fn walk<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(&'b Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Quote(inner)
            | Block::KeepTogether(inner)
            | Block::Callout { blocks: inner, .. } => {
                walk(inner, visit);
            }
            Block::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, visit)),
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .for_each(|cell| walk(cell, visit)),
            Block::KeyValues(pairs) => pairs.iter().for_each(|pair| walk(&pair.value, visit)),
            Block::Footnotes(footnotes) => {
                footnotes
                    .iter()
                    .for_each(|footnote| walk(&footnote.blocks, visit));
            }
            _ => {}
        }
    }
}

#[allow(dead_code, reason = "only some of the tests draw charts")]
/// The charts of an outline, in order.
pub(crate) fn charts(outline: &Outline) -> Vec<&Chart> {
    let mut charts = Vec::new();
    for section in &outline.sections {
        walk(&section.blocks, &mut |block| {
            if let Block::Chart(chart) = block {
                charts.push(chart);
            }
        });
    }
    charts
}

#[allow(dead_code, reason = "only some of the tests draw charts")]
/// The texts of a chart that is drawn so wide.
pub(crate) fn drawn_texts(chart: &Chart, width: f32) -> Vec<String> {
    let shapes = draw(chart, width).shapes.into_iter();
    let texts = shapes.filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    });
    texts.collect()
}
