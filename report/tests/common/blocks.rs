//! What tests look for in an outline.

use assay_report::chart::{Chart, Shape, draw};
use assay_report::outline::{Block, Inline, LinkTarget, Outline};

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

#[allow(dead_code, reason = "only some of the tests follow links")]
/// Anchors in the outline, and the anchors that its links lead to.
pub(crate) fn anchors(outline: &Outline) -> (Vec<&str>, Vec<&str>) {
    let (mut anchors, mut targets) = (Vec::new(), Vec::new());
    let of_sections = outline.sections.iter().map(|section| &section.blocks);
    anchors.extend(
        outline
            .sections
            .iter()
            .map(|section| section.anchor.as_str()),
    );
    for blocks in of_sections.chain([&outline.cover]) {
        walk(blocks, &mut |block| match block {
            Block::Heading(heading) => anchors.extend(heading.anchor.as_deref()),
            Block::Footnotes(footnotes) => {
                anchors.extend(footnotes.iter().map(|footnote| footnote.anchor.as_str()));
            }
            Block::Table(table) => {
                anchors.extend(table.rows.iter().filter_map(|row| row.anchor.as_deref()));
            }
            Block::Paragraph(line) => {
                for piece in line {
                    let Inline::Text(run) = piece else { continue };
                    anchors.extend(run.anchor.as_deref());
                    if let Some(link) = &run.link
                        && let LinkTarget::Anchor(name) = &link.target
                    {
                        targets.push(name.as_str());
                    }
                }
            }
            _ => {}
        });
    }
    (anchors, targets)
}
