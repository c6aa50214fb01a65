//! An outline as plain text: for snapshots, for searching, and for checking that a format
//! leaves nothing out.

use super::{Block, Inline, Outline};

/// The whole outline as plain text, a block a paragraph, with light marks for structure.
pub fn plain_text(outline: &Outline) -> String {
    let mut out = format!("{}\n", outline.title);
    if let Some(notice) = &outline.notice {
        out.push_str(&format!("! {notice}\n"));
    }
    if let Some(logo) = &outline.logo {
        out.push_str(&format!("[Logo in the PDF] {}\n", logo.alternative_text));
    }
    write_blocks(&mut out, &outline.cover, 0);
    for section in &outline.sections {
        out.push_str(&format!("\n# {}\n", section.title));
        write_blocks(&mut out, &section.blocks, 0);
    }
    out
}

/// Blocks as plain text.
pub(crate) fn blocks_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(&mut out, blocks, 0);
    out
}

/// A line of inline content as plain text.
pub fn inline_text(line: &[Inline]) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Inline::Text(run) => out.push_str(&run.text),
            Inline::Badge(badge) => {
                out.push(badge.mark);
                out.push(' ');
                out.push_str(&badge.word);
            }
            Inline::Break => out.push('\n'),
        }
    }
    out
}

fn write_blocks(out: &mut String, blocks: &[Block], indent: usize) {
    let pad = "  ".repeat(indent);
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level));
                push_lines(
                    out,
                    &pad,
                    &format!("{marks} {}", inline_text(&heading.content)),
                );
            }
            Block::Paragraph(line) | Block::Lead(line) | Block::Remark(line) => {
                push_lines(out, &pad, &inline_text(line));
            }
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let label = match (list.start, item.task) {
                        (_, Some(true)) => "[x]".to_owned(),
                        (_, Some(false)) => "[ ]".to_owned(),
                        (Some(start), _) => format!("{}.", start.saturating_add(index as u64)),
                        (None, None) => "-".to_owned(),
                    };
                    push_lines(out, &pad, &label);
                    write_blocks(out, &item.blocks, indent + 1);
                }
            }
            Block::Table(table) => {
                let header: Vec<String> =
                    table.header.iter().map(|line| inline_text(line)).collect();
                push_lines(out, &pad, &format!("| {}", header.join(" | ")));
                for row in &table.rows {
                    let cells: Vec<String> = row
                        .cells
                        .iter()
                        .map(|cell| {
                            let mut text = String::new();
                            write_blocks(&mut text, cell, 0);
                            text.trim_end().replace('\n', " / ")
                        })
                        .collect();
                    push_lines(out, &pad, &format!("| {}", cells.join(" | ")));
                }
            }
            Block::Code { text, .. } => push_lines(out, &format!("{pad}    "), text),
            Block::Quote(inner) => write_blocks(out, inner, indent + 1),
            Block::Callout { tone, blocks } => {
                push_lines(out, &pad, &format!("({tone:?})"));
                write_blocks(out, blocks, indent + 1);
            }
            Block::KeyValues(pairs) => {
                for pair in pairs {
                    let mut text = String::new();
                    write_blocks(&mut text, &pair.value, 0);
                    let value = text.trim_end().replace('\n', " / ");
                    push_lines(out, &pad, &format!("{}: {value}", pair.key));
                }
            }
            Block::Chart(chart) => {
                push_lines(
                    out,
                    &pad,
                    &format!("[{}] {}", chart.caption, chart.description),
                );
            }
            Block::Picture(picture) => {
                push_lines(
                    out,
                    &pad,
                    &format!("[Picture in the PDF] {}", picture.alternative_text),
                );
            }
            Block::KeepTogether(inner) => write_blocks(out, inner, indent),
            Block::Footnotes(footnotes) => {
                for footnote in footnotes {
                    push_lines(out, &pad, &footnote.label());
                    write_blocks(out, &footnote.blocks, indent + 1);
                }
            }
            Block::Rule => push_lines(out, &pad, "---"),
            Block::PageBreak => {}
        }
    }
}

fn push_lines(out: &mut String, pad: &str, text: &str) {
    for line in text.split('\n') {
        out.push_str(pad);
        out.push_str(line);
        out.push('\n');
    }
}
