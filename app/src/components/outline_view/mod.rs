//! Draws blocks of an outline: notes in Markdown, and whole reports. Every piece of text becomes a
//! text node, so nothing in a note can become markup.

mod inline;

use assay_report::markdown::FIRST_RANK;
use assay_report::outline::{
    Align, Block, Footnote, Inline, KeyValue, List, ListItem, Picture, Row, Table,
};
use leptos::prelude::*;

use super::chart_view::ChartView;
use super::field::fresh_id;
use super::slices::Slices;
use super::status_mark::Mark;
use assay_report::outline::Tone;

/// A note in Markdown, drawn as the report draws it.
#[component]
pub fn MarkdownView(
    /// The note.
    #[prop(into)]
    text: Signal<String>,
    /// Level of the heading that the note stands under, 1 to 6.
    #[prop(default = 2)]
    parent_level: u8,
) -> impl IntoView {
    // Two notes on one page have footnotes with other names.
    let name = fresh_id("note");
    view! {
        <div class="outline">
            {move || text.with(|text| {
                if text.trim().is_empty() {
                    view! { <p class="faint">"Nothing is written yet."</p> }.into_any()
                } else {
                    draw_blocks(&assay_report::markdown::named_blocks(text, parent_level, &name))
                }
            })}
        </div>
    }
}

/// Draws blocks without a frame around them.
#[must_use]
pub fn draw_blocks(blocks: &[Block]) -> AnyView {
    blocks.iter().map(draw_block).collect_view().into_any()
}

fn draw_block(block: &Block) -> AnyView {
    match block {
        Block::Heading(heading) => draw_heading(
            heading.level,
            heading.rank,
            heading.anchor.clone(),
            inline::draw_line(&heading.content),
        ),
        Block::Paragraph(line) => view! { <p dir="auto">{inline::draw_line(line)}</p> }.into_any(),
        Block::Lead(line) => {
            view! { <p dir="auto" class="outline-lead">{inline::draw_line(line)}</p> }.into_any()
        }
        Block::Remark(line) => {
            view! { <p dir="auto" class="outline-remark">{inline::draw_line(line)}</p> }.into_any()
        }
        Block::List(list) => draw_list(list),
        Block::Table(table) => draw_table(table),
        Block::Code { text, .. } => {
            view! { <pre class="outline-code" tabindex="0"><code>{text.clone()}</code></pre> }
                .into_any()
        }
        Block::Quote(blocks) => view! { <blockquote>{draw_blocks(blocks)}</blockquote> }.into_any(),
        Block::KeyValues(pairs) => {
            let pairs = pairs.iter().map(draw_pair).collect_view();
            view! { <dl class="outline-pairs">{pairs}</dl> }.into_any()
        }
        Block::Callout { tone, blocks } => {
            let class = match mark_of(*tone) {
                Some(mark) => format!("outline-callout outline-callout-{}", mark.word()),
                None => "outline-callout".to_owned(),
            };
            view! { <div class=class>{draw_blocks(blocks)}</div> }.into_any()
        }
        Block::Chart(chart) => view! { <ChartView chart=chart.clone() /> }.into_any(),
        Block::Picture(picture) => draw_picture(picture),
        Block::KeepTogether(blocks) => {
            view! { <div class="outline-together">{draw_blocks(blocks)}</div> }.into_any()
        }
        Block::Footnotes(footnotes) => {
            let footnotes = footnotes.iter().map(draw_footnote).collect_view();
            view! { <ol class="outline-footnotes" aria-label="Footnotes">{footnotes}</ol> }
                .into_any()
        }
        Block::Rule => view! { <hr /> }.into_any(),
        Block::PageBreak => view! { <div class="outline-page-break"></div> }.into_any(),
    }
}

/// A picture of the PDF, in words: its pixels are not in the report that is shown here.
fn draw_picture(picture: &Picture) -> AnyView {
    let words = picture.alternative_text.clone();
    view! {
        <figure class="outline-callout">
            <p class="outline-remark">"The PDF shows a picture here:"</p>
            <p dir="auto">{words}</p>
        </figure>
    }
    .into_any()
}

fn draw_heading(level: u8, rank: u8, anchor: Option<String>, content: AnyView) -> AnyView {
    // The headings of a note are set by the ranks that their author gave them.
    let class = (rank >= FIRST_RANK).then(|| format!("outline-rank-{rank}"));
    match level {
        0..=2 => {
            view! { <h2 dir="auto" class=class data-anchor=anchor tabindex="-1">{content}</h2> }
                .into_any()
        }
        3 => view! { <h3 dir="auto" class=class data-anchor=anchor tabindex="-1">{content}</h3> }
            .into_any(),
        4 => view! { <h4 dir="auto" class=class data-anchor=anchor tabindex="-1">{content}</h4> }
            .into_any(),
        5 => view! { <h5 dir="auto" class=class data-anchor=anchor tabindex="-1">{content}</h5> }
            .into_any(),
        _ => {
            // HTML has no element for what is deeper, ARIA has a number.
            let deeper = (level > 6).then(|| level.to_string());
            view! {
                <h6 dir="auto" class=class data-anchor=anchor tabindex="-1" attr:aria-level=deeper>
                    {content}
                </h6>
            }
            .into_any()
        }
    }
}

fn draw_list(list: &List) -> AnyView {
    let items = list.items.iter().map(draw_item).collect_view();
    match list.start {
        Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
        None => view! { <ul>{items}</ul> }.into_any(),
    }
}

fn draw_item(item: &ListItem) -> AnyView {
    let task = item.task.map(|done| {
        let (sign, words) = if done {
            ("\u{2611}", "Done: ")
        } else {
            ("\u{2610}", "To do: ")
        };
        view! {
            <span class="outline-task" aria-hidden="true">{sign}</span>
            <span class="visually-hidden">{words}</span>
        }
    });
    let class = item.task.map(|_| "outline-task-item");
    // A single paragraph is drawn without its own margins, as Markdown's tight lists are.
    let content = match item.blocks.as_slice() {
        [Block::Paragraph(line)] => inline::draw_line(line),
        [Block::Paragraph(line), rest @ ..] => {
            view! { {inline::draw_line(line)} {draw_blocks(rest)} }.into_any()
        }
        blocks => draw_blocks(blocks),
    };
    view! { <li class=class>{task}{content}</li> }.into_any()
}

fn draw_footnote(footnote: &Footnote) -> AnyView {
    view! {
        <li data-anchor=footnote.anchor.clone() tabindex="-1">
            <span class="outline-footnote-number">{footnote.label()}</span>
            <div>{draw_blocks(&footnote.blocks)}</div>
        </li>
    }
    .into_any()
}

/// How many rows of a table are drawn in one turn of the page.
const ROWS_AT_ONCE: usize = 16;

fn draw_table(table: &Table) -> AnyView {
    let classes: Vec<_> = table
        .columns
        .iter()
        .map(|column| align_class(column.align))
        .collect();
    let header = table
        .header
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let class = classes.get(place).copied().flatten();
            // A header that says nothing is none.
            if is_silent(line) {
                view! { <td class=class></td> }.into_any()
            } else {
                view! { <th scope="col" class=class>{inline::draw_line(line)}</th> }.into_any()
            }
        })
        .collect_view();
    let rows = if table.rows.len() > ROWS_AT_ONCE {
        // A register of evidence has hundreds.
        let (rows, count) = (table.rows.clone(), table.rows.len().div_ceil(ROWS_AT_ONCE));
        Slices::of(count).draw(0, count, move |number| {
            let some = rows.chunks(ROWS_AT_ONCE).nth(number).unwrap_or_default();
            some.iter()
                .map(|row| draw_row(row, &classes))
                .collect_view()
                .into_any()
        })
    } else {
        let rows = table.rows.iter().map(|row| draw_row(row, &classes));
        rows.collect_view().into_any()
    };
    view! {
        <div class="outline-table" tabindex="0" role="group" aria-label=table.summary.clone()>
            <table>
                <thead><tr>{header}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn draw_row(row: &Row, classes: &[Option<&'static str>]) -> AnyView {
    let cells = row
        .cells
        .iter()
        .enumerate()
        .map(|(place, blocks)| {
            let class = classes.get(place).copied().flatten();
            let content = match blocks.as_slice() {
                [Block::Paragraph(line)] => inline::draw_line(line),
                blocks => draw_blocks(blocks),
            };
            let says_nothing = blocks.iter().all(|block| match block {
                Block::Paragraph(line) => is_silent(line),
                _ => false,
            });
            if row.headed && place == 0 && !says_nothing {
                view! { <th scope="row" class=class>{content}</th> }.into_any()
            } else {
                view! { <td class=class>{content}</td> }.into_any()
            }
        })
        .collect_view();
    view! { <tr data-anchor=row.anchor.clone() tabindex="-1">{cells}</tr> }.into_any()
}

/// Whether a line has nothing to read.
fn is_silent(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(run) => run.text.trim().is_empty(),
        Inline::Badge(_) => false,
        Inline::Break => true,
    })
}

fn draw_pair(pair: &KeyValue) -> AnyView {
    let value = match pair.value.as_slice() {
        [Block::Paragraph(line)] => inline::draw_line(line),
        blocks => draw_blocks(blocks),
    };
    view! { <div><dt>{pair.key.clone()}</dt><dd>{value}</dd></div> }.into_any()
}

fn align_class(align: Align) -> Option<&'static str> {
    match align {
        Align::Start => None,
        Align::Center => Some("outline-center"),
        Align::End => Some("number"),
    }
}

/// The mark that a tone is drawn with; `None` for tones that say nothing about the assessment.
fn mark_of(tone: Tone) -> Option<Mark> {
    match tone {
        Tone::Plain | Tone::Quiet => None,
        Tone::Accent => Some(Mark::Information),
        Tone::Pass => Some(Mark::Pass),
        Tone::Fail => Some(Mark::Fail),
        Tone::Partial => Some(Mark::Partial),
        Tone::NotApplicable => Some(Mark::NotApplicable),
        Tone::Open => Some(Mark::Open),
    }
}
