//! The outline as Markdown: read by another parser, it says what the outline says, and nothing that somebody wrote is more
//! than text in it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of a test fail the test"
)]

use crate::common::{Filling, report};
use assay_report::chart::Chart;
use assay_report::outline::{
    self, Block, Inline, MARKDOWN_LOGO, MARKDOWN_PICTURE, Outline, inline_text, to_markdown,
};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Without white space, and without the marks of items, which a list has by itself.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All text of an outline in reading order, a piece for each place where the parser may begin anew.
fn said(outline: &Outline) -> String {
    let mut pieces = vec![outline.title.clone()];
    pieces.extend(outline.notice.clone());
    if let Some(logo) = &outline.logo {
        pieces.push(format!("{MARKDOWN_LOGO} {}", logo.alternative_text));
    }
    blocks(&outline.cover, &mut pieces);
    for section in &outline.sections {
        pieces.push(section.title.clone());
        blocks(&section.blocks, &mut pieces);
    }
    bare(&pieces.concat())
}

fn blocks(all: &[Block], pieces: &mut Vec<String>) {
    for block in all {
        match block {
            Block::Heading(heading) => pieces.push(inline_text(&heading.content)),
            Block::Paragraph(line) | Block::Lead(line) | Block::Remark(line) => {
                pieces.push(inline_text(line));
            }
            Block::List(list) => {
                for item in &list.items {
                    match item.task {
                        Some(true) => pieces.push("[x]".to_owned()),
                        Some(false) => pieces.push("[ ]".to_owned()),
                        None => {}
                    }
                    blocks(&item.blocks, pieces);
                }
            }
            Block::Table(table) => {
                pieces.extend(table.header.iter().map(|line| inline_text(line)));
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    blocks(cell, pieces);
                }
            }
            Block::Code { text, .. } => pieces.push(text.clone()),
            Block::Quote(inner)
            | Block::KeepTogether(inner)
            | Block::Callout { blocks: inner, .. } => blocks(inner, pieces),
            Block::KeyValues(pairs) => {
                for pair in pairs {
                    pieces.push(format!("{}:", pair.key));
                    blocks(&pair.value, pieces);
                }
            }
            Block::Chart(Chart {
                caption,
                description,
                ..
            }) => pieces.extend([caption.clone(), description.clone()]),
            Block::Picture(picture) => {
                pieces.push(format!("{MARKDOWN_PICTURE} {}", picture.alternative_text));
            }
            Block::Footnotes(footnotes) => {
                for footnote in footnotes {
                    pieces.push(footnote.label());
                    blocks(&footnote.blocks, pieces);
                }
            }
            Block::Rule | Block::PageBreak => {}
        }
    }
}

/// What a parser reads: the text, and where links lead. HTML other than our own two forms fails the test.
fn read(markdown: &str) -> (String, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    let (mut text, mut links) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::InlineHtml(html) | Event::Html(html) => {
                let html = html.trim();
                let ours = html == "<br>"
                    || html == "</a>"
                    || html.starts_with("<a id=\"") && html.ends_with("\">");
                assert!(ours, "{html}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("a picture from {dest_url}"),
            Event::FootnoteReference(name) => panic!("a footnote {name}"),
            Event::TaskListMarker(_) => panic!("a task"),
            _ => {}
        }
    }
    (bare(&text), links)
}

/// Fails where both differ, with what stands around it.
fn same(found: &str, expected: &str) {
    let found: Vec<char> = found.chars().collect();
    let expected: Vec<char> = expected.chars().collect();
    let at = found
        .iter()
        .zip(&expected)
        .position(|(one, other)| one != other);
    let at =
        at.or_else(|| (found.len() != expected.len()).then(|| found.len().min(expected.len())));
    if let Some(at) = at {
        let around = |text: &[char]| -> String {
            let from = at.saturating_sub(60);
            text.iter().skip(from).take(120).collect()
        };
        panic!(
            "found:    {}\nexpected: {}",
            around(&found),
            around(&expected)
        );
    }
}

#[test]
fn nothing_of_a_report_is_lost() {
    for sparse in [false, true] {
        let outline = outline::whole(&report(&Filling {
            sparse,
            ..Filling::default()
        }));
        let (text, links) = read(&to_markdown(&outline));
        same(&text, &said(&outline));
        assert!(links.iter().any(|link| link.starts_with('#')));
    }
}

#[test]
fn the_markup_of_notes_is_kept() {
    let outline = outline::whole(&report(&Filling {
        note: |_| {
            "# Head\n\nSome **bold** and *slanted* and ~~struck~~ `code | x`.[^1]\n\n1. one\n2. two\n   - deep\n\n\
             - [x] done\n- [ ] open\n\n> quoted\n> twice\n\n````rust\nlet a = \"```\";\n````\n\n\
             | a | b |\n|---|--:|\n| 1 \\| 2 | 3 |\n\n[ours](https://example.org/a?b=c&d=e)\n\n[^1]: A *footnote*."
                .to_owned()
        },
        ..Filling::default()
    }));
    let markdown = to_markdown(&outline);
    let (text, links) = read(&markdown);
    same(&text, &said(&outline));
    assert!(markdown.contains("**bold**") && markdown.contains("*slanted*"));
    assert!(markdown.contains("~~struck~~"));
    let ours = "https://example.org/a?b=c&d=e";
    assert!(links.iter().any(|link| link == ours), "{markdown}");
}

/// What is markup somewhere in CommonMark or GitHub's Markdown.
const HOSTILE: [&str; 20] = [
    "<script>alert(1)</script>",
    "<!-- gone",
    "[a](javascript:alert(1))",
    "![a](https://evil.example/x.png)",
    "<https://evil.example>",
    "**a** _b_ ~~c~~ `d` $e$",
    "a | b",
    "&lt;img&gt; &#60;b&#62;",
    "- [ ] item",
    "+ item",
    "1. item",
    "12) item",
    "# head",
    "> quote",
    "=====",
    "---",
    "```",
    "[^1]: note",
    "\\*a\\* \\",
    "a\u{1b}[2Jb\u{0}",
];

#[test]
fn what_somebody_wrote_is_text() {
    for hostile in HOSTILE {
        let mut report = report(&Filling {
            evidence: 2,
            sparse: true,
            ..Filling::default()
        });
        let mut usual = outline::whole(&report);
        usual.cover.clear();
        let usual = read(&to_markdown(&usual)).1.len();
        report.title = hostile.to_owned();
        report.operator.name = hostile.to_owned();
        for evidence in &mut report.evidence {
            evidence.label = hostile.to_owned();
        }
        for action in &mut report.actions {
            action.title = hostile.to_owned();
        }
        for control in report
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.groups)
            .flat_map(|group| &mut group.controls)
        {
            control.reason = hostile.to_owned();
        }
        let mut outline = outline::whole(&report);
        // As text of each kind of block, also where a report has none of it.
        let line = || vec![Inline::text(hostile)];
        outline.cover = vec![
            Block::Paragraph(line()),
            Block::Quote(vec![Block::Lead(line())]),
            Block::Paragraph(vec![
                Inline::text("a"),
                Inline::Break,
                Inline::strong(hostile),
                Inline::text(hostile),
                Inline::Break,
            ]),
            Block::Code {
                language: Some(hostile.to_owned()),
                text: hostile.to_owned(),
            },
        ];
        let markdown = to_markdown(&outline);
        let (text, links) = read(&markdown);
        let expected = said(&outline)
            .replace('\u{1b}', "[U+001B]")
            .replace('\u{0}', "[U+0000]");
        same(&text, &expected);
        assert_eq!(links.len(), usual, "{hostile}");
        assert!(!markdown.contains(|c: char| c.is_control() && c != '\n'));
    }
}
