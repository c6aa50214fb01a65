//! All that a report says as one page for browsers (HTML Living Standard), without scripts. It loads nothing, and what
//! somebody wrote is text in it and nothing else.

use std::fmt::Write as _;

use assay_report::{
    document::Report,
    html::{POLICY, escaped},
    outline::{
        self, Align, Block, Heading, Inline, Line, LinkTarget, List, Outline, Table, TextRun,
    },
};

use crate::{MadeFile, plain::is_forbidden_in_xml, words};

/// The file.
pub const NAME: &str = "report.html";
/// Its media type.
pub const MEDIA_TYPE: &str = "text/html";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1e22;background:#fff}\
table{border-collapse:collapse;width:100%;margin:1rem 0}\
th,td{border:1px solid #767c84;padding:.3rem .5rem;text-align:left;vertical-align:top}\
th p,td p,dd p{margin:0}thead th{background:#eef0f2}.e{text-align:right}.m{text-align:center}\
dt{font-weight:600}dd{margin:0 0 .4rem 1.5rem}pre{overflow-x:auto;background:#f5f6f8;padding:.6rem}\
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}\
blockquote,aside,figure{margin:1rem 0;padding:.4rem 1rem;border-left:4px solid #767c84}\
.l{font-size:1.25rem}.r{font-size:.875rem;color:#4a5058}h2{margin-top:3rem}nav ul{columns:2}\
@media print{h2{break-before:page}nav{display:none}}";

/// A report as a page. Of charts it has the description in words, and of pictures the alternative text.
#[must_use]
pub fn page(report: &Report) -> MadeFile {
    MadeFile {
        name: NAME,
        media_type: MEDIA_TYPE,
        bytes: html(&outline::whole(report)).into_bytes(),
    }
}

fn html(outline: &Outline) -> String {
    let title = text(&outline.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        text(&outline.language)
    );
    if let Some(notice) = &outline.notice {
        put(
            &mut page,
            "p",
            "",
            &format!("<strong>{}</strong>", text(notice)),
        );
    }
    put(&mut page, "p", " class=\"r\"", words::PAGE_NOT_SIGNED);
    if let Some(logo) = &outline.logo {
        put(
            &mut page,
            "p",
            "",
            &text(&format!("{} {}", words::LOGO, logo.alternative_text)),
        );
    }
    blocks(&mut page, &outline.cover);
    page.push_str("</header>\n<nav>\n<ul>\n");
    for section in &outline.sections {
        // Writing to a text does not fail.
        _ = writeln!(
            page,
            "<li><a href=\"#{}\">{}</a></li>",
            address(&section.anchor),
            text(&section.title)
        );
    }
    page.push_str("</ul>\n</nav>\n<main>\n");
    for section in &outline.sections {
        _ = writeln!(
            page,
            "<h2 id=\"{}\">{}</h2>",
            text(&section.anchor),
            text(&section.title)
        );
        blocks(&mut page, &section.blocks);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn put(page: &mut String, element: &str, attributes: &str, content: &str) {
    _ = writeln!(page, "<{element}{attributes}>{content}</{element}>");
}

fn blocks(page: &mut String, all: &[Block]) {
    for each in all {
        block(page, each);
    }
}

fn within(page: &mut String, element: &str, all: &[Block]) {
    _ = writeln!(page, "<{element}>");
    blocks(page, all);
    _ = writeln!(page, "</{element}>");
}

fn block(page: &mut String, block: &Block) {
    match block {
        Block::Heading(each) => heading(page, each),
        Block::Paragraph(content) => match line(content) {
            // A cell that says nothing.
            empty if empty.is_empty() => {}
            content => put(page, "p", "", &content),
        },
        Block::Lead(content) => put(page, "p", " class=\"l\"", &line(content)),
        Block::Remark(content) => put(page, "p", " class=\"r\"", &line(content)),
        Block::List(each) => list(page, each),
        Block::Table(each) => table(page, each),
        Block::Code { text: code, .. } => {
            let lines: Vec<String> = code.split('\n').map(text).collect();
            put(
                page,
                "pre",
                "",
                &format!("<code>{}</code>", lines.join("\n")),
            );
        }
        Block::Quote(inner) => within(page, "blockquote", inner),
        Block::Callout { blocks: inner, .. } => within(page, "aside", inner),
        Block::KeepTogether(inner) => blocks(page, inner),
        Block::KeyValues(pairs) => {
            page.push_str("<dl>\n");
            for pair in pairs {
                put(page, "dt", "", &text(&pair.key));
                within(page, "dd", &pair.value);
            }
            page.push_str("</dl>\n");
        }
        Block::Chart(chart) => {
            page.push_str("<figure>\n");
            put(page, "figcaption", "", &text(&chart.caption));
            put(page, "p", "", &text(&chart.description));
            page.push_str("</figure>\n");
        }
        Block::Picture(picture) => {
            let words = format!("{} {}", words::PICTURE, picture.alternative_text);
            put(page, "p", "", &text(&words));
        }
        Block::Footnotes(footnotes) => {
            for footnote in footnotes {
                _ = write!(
                    page,
                    "<div id=\"{}\">{} ",
                    text(&footnote.anchor),
                    text(&footnote.label())
                );
                blocks(page, &footnote.blocks);
                page.push_str("</div>\n");
            }
        }
        Block::Rule => page.push_str("<hr>\n"),
        Block::PageBreak => {}
    }
}

/// A heading. Section headings are of level 2 here, so that those within them are one below the outline's.
fn heading(page: &mut String, heading: &Heading) {
    let level = heading.level.saturating_add(1);
    let anchor = identified(heading.anchor.as_ref());
    let content = line(&heading.content);
    if level <= 6 {
        put(page, &format!("h{level}"), &anchor, &content);
    } else {
        let attributes = format!(" role=\"heading\" aria-level=\"{level}\"{anchor}");
        put(
            page,
            "div",
            &attributes,
            &format!("<strong>{content}</strong>"),
        );
    }
}

fn identified(anchor: Option<&String>) -> String {
    anchor.map_or_else(String::new, |anchor| format!(" id=\"{}\"", text(anchor)))
}

fn list(page: &mut String, list: &List) {
    match list.start {
        Some(start) => _ = writeln!(page, "<ol start=\"{start}\">"),
        None => page.push_str("<ul>\n"),
    }
    for item in &list.items {
        page.push_str("<li>");
        match item.task {
            Some(true) => page.push_str("\u{2611} "),
            Some(false) => page.push_str("\u{2610} "),
            None => {}
        }
        blocks(page, &item.blocks);
        page.push_str("</li>\n");
    }
    page.push_str(if list.start.is_some() {
        "</ol>\n"
    } else {
        "</ul>\n"
    });
}

fn table(page: &mut String, table: &Table) {
    let aligned = |column: usize| match table.columns.get(column).map(|column| column.align) {
        Some(Align::Center) => " class=\"m\"",
        Some(Align::End) => " class=\"e\"",
        Some(Align::Start) | None => "",
    };
    _ = writeln!(
        page,
        "<table aria-label=\"{}\">\n<thead>\n<tr>",
        text(&table.summary)
    );
    for (column, cell) in table.header.iter().enumerate() {
        let attributes = format!(" scope=\"col\"{}", aligned(column));
        put(page, "th", &attributes, &line(cell));
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        _ = writeln!(page, "<tr{}>", identified(row.anchor.as_ref()));
        for (column, cell) in row.cells.iter().enumerate() {
            let (element, scope) = if row.headed && column == 0 {
                ("th", " scope=\"row\"")
            } else {
                ("td", "")
            };
            _ = write!(page, "<{element}{scope}{}>", aligned(column));
            blocks(page, cell);
            _ = writeln!(page, "</{element}>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn line(content: &Line) -> String {
    let pieces = content.iter().map(|piece| match piece {
        Inline::Break => "<br>".to_owned(),
        Inline::Badge(badge) => format!(
            "<strong>{} {}</strong>",
            text(&badge.mark.to_string()),
            text(&badge.word)
        ),
        Inline::Text(each) => run(each),
    });
    pieces.collect()
}

fn run(run: &TextRun) -> String {
    let mut html = text(&run.text);
    for (is_on, element) in [
        (run.code, "code"),
        (run.strike, "s"),
        (run.emphasis, "em"),
        (run.strong, "strong"),
        (run.raised, "sup"),
    ] {
        if is_on {
            html = format!("<{element}>{html}</{element}>");
        }
    }
    let target = run.link.as_ref().map(|link| &link.target);
    let href = match target {
        Some(LinkTarget::Anchor(anchor)) => Some(format!("#{}", address(anchor))),
        Some(LinkTarget::Web(address) | LinkTarget::Mail(address)) => Some(text(address)),
        // Where the files of a pack lie, this page does not know.
        Some(LinkTarget::File(_)) | None => None,
    };
    if let Some(href) = href {
        html = format!("<a href=\"{href}\" rel=\"noreferrer\">{html}</a>");
    }
    match &run.anchor {
        Some(anchor) => format!("<span id=\"{}\">{html}</span>", text(anchor)),
        None => html,
    }
}

/// A text, or the value of an attribute. What no page can hold becomes U+FFFD.
fn text(text: &str) -> String {
    if text.contains(is_forbidden_in_xml) {
        return escaped(&text.replace(is_forbidden_in_xml, "\u{fffd}"));
    }
    escaped(text)
}

/// An anchor as the fragment of an address, which names the identifier of an element (URL Standard).
fn address(anchor: &str) -> String {
    let mut address = String::new();
    for byte in anchor.replace(is_forbidden_in_xml, "\u{fffd}").bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-_.:~".contains(&byte);
        if plain {
            address.push(char::from(byte));
        } else {
            _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
