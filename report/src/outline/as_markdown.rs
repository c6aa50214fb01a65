//! An outline as Markdown: CommonMark with the tables and the struck text of GitHub's. What somebody wrote is text in it
//! and nothing else: no character of it is markup, and links lead to where [`LinkTarget`] allows.

use std::borrow::Cow;

use super::{Align, Block, Inline, Line, LinkTarget, List, Outline, Table, TextRun};

/// What stands before a picture's alternative text.
pub const PICTURE: &str = "Picture in the PDF:";
/// What stands before that of a logo.
pub const LOGO: &str = "Logo in the PDF:";

/// The whole outline as Markdown, ending in a line feed. Nothing of its text is left out. It has HTML in two forms only:
/// `<br>` within cells, and `<a id="..."></a>` where links lead.
#[must_use]
pub fn to_markdown(outline: &Outline) -> String {
    let mut blocks = vec![format!("# {}", escaped(&outline.title))];
    if let Some(notice) = &outline.notice {
        blocks.push(format!("> {}", escaped_beginning(&escaped(notice))));
    }
    if let Some(logo) = &outline.logo {
        blocks.push(format!("{LOGO} {}", escaped(&logo.alternative_text)));
    }
    blocks.extend(outline.cover.iter().filter_map(block));
    for section in &outline.sections {
        let anchor = anchored(Some(&section.anchor));
        blocks.push(format!("## {anchor}{}", escaped(&section.title)));
        blocks.extend(section.blocks.iter().filter_map(block));
    }
    blocks.join("\n\n") + "\n"
}

/// A block without the empty lines around it; `None` for what only pages have.
fn block(block: &Block) -> Option<String> {
    Some(match block {
        Block::Heading(heading) => {
            let marks = "#".repeat(usize::from(heading.level).saturating_add(1).min(6));
            let anchor = anchored(heading.anchor.as_ref());
            format!("{marks} {anchor}{}", line(&heading.content, " "))
        }
        Block::Paragraph(content) | Block::Lead(content) | Block::Remark(content) => {
            line(content, "\\\n")
        }
        Block::List(list) => items(list),
        Block::Table(table) => rows(table),
        Block::Code { language, text } => fenced(language.as_deref(), text),
        Block::Quote(inner) | Block::Callout { blocks: inner, .. } => {
            let inner = joined(inner);
            let lines = inner.lines().map(|line| format!("> {line}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::KeyValues(pairs) => {
            let pairs = pairs.iter().map(|pair| {
                let value = indented(&joined(&pair.value), 2);
                let key = escaped_beginning(&escaped(&pair.key));
                format!("- {key}: {}", value.trim_start())
            });
            pairs.collect::<Vec<_>>().join("\n")
        }
        Block::Chart(chart) => {
            let paragraph = |text: &str| escaped_beginning(&escaped(text));
            let (caption, description) = (&chart.caption, &chart.description);
            format!("{}\n\n{}", paragraph(caption), paragraph(description))
        }
        Block::Picture(picture) => format!("{PICTURE} {}", escaped(&picture.alternative_text)),
        Block::KeepTogether(inner) => joined(inner),
        Block::Footnotes(footnotes) => {
            let notes = footnotes.iter().map(|footnote| {
                let anchor = anchored(Some(&footnote.anchor));
                let label = escaped(&footnote.label()).into_owned();
                format!(
                    "- {anchor}{label} {}",
                    indented(&joined(&footnote.blocks), 2).trim_start()
                )
            });
            notes.collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "---".to_owned(),
        Block::PageBreak => return None,
    })
}

fn joined(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().filter_map(block).collect();
    blocks.join("\n\n")
}

fn indented(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!("{pad}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn items(list: &List) -> String {
    let items = list.items.iter().zip(0_u64..).map(|(item, index)| {
        let mark = match list.start {
            // CommonMark reads nine digits (5.2).
            Some(start) => format!("{}.", start.saturating_add(index).min(999_999_999)),
            None => "-".to_owned(),
        };
        let task = match item.task {
            Some(true) => "\\[x\\] ",
            Some(false) => "\\[ \\] ",
            None => "",
        };
        let content = indented(&joined(&item.blocks), mark.len() + 1);
        format!("{mark} {task}{}", content.trim_start())
    });
    items.collect::<Vec<_>>().join("\n")
}

fn rows(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let header = table.header.iter().map(|cell| line(cell, "<br>"));
    let rule = table.columns.iter().map(|column| {
        let rule = match column.align {
            Align::Start => "---",
            Align::Center => ":-:",
            Align::End => "--:",
        };
        rule.to_owned()
    });
    let mut lines = vec![row(header.collect()), row(rule.collect())];
    for each in &table.rows {
        let mut cells: Vec<String> = each.cells.iter().map(|blocks| cell(blocks)).collect();
        if let Some(first) = cells.first_mut() {
            first.insert_str(0, &anchored(each.anchor.as_ref()));
        }
        lines.push(row(cells));
    }
    lines.join("\n")
}

/// Blocks in one line, as a cell has it.
fn cell(blocks: &[Block]) -> String {
    let mut parts = Vec::new();
    cell_parts(blocks, &mut parts);
    parts.join("<br>")
}

fn cell_parts(blocks: &[Block], parts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => parts.push(line(&heading.content, "<br>")),
            Block::Paragraph(content) | Block::Lead(content) | Block::Remark(content) => {
                parts.push(line(content, "<br>"));
            }
            Block::List(list) => {
                for (item, index) in list.items.iter().zip(0_u64..) {
                    let mark = match (list.start, item.task) {
                        (_, Some(true)) => "\\[x\\]".to_owned(),
                        (_, Some(false)) => "\\[ \\]".to_owned(),
                        (Some(start), None) => format!("{}\\.", start.saturating_add(index)),
                        (None, None) => "\u{2022}".to_owned(),
                    };
                    parts.push(format!("{mark} {}", cell(&item.blocks)));
                }
            }
            Block::Table(table) => {
                let header = table.header.iter().map(|content| line(content, " "));
                parts.push(header.collect::<Vec<_>>().join("; "));
                for row in &table.rows {
                    let cells = row.cells.iter().map(|blocks| cell(blocks));
                    parts.push(cells.collect::<Vec<_>>().join("; "));
                }
            }
            Block::Code { text, .. } => {
                parts.extend(text.lines().map(|line| escaped(line).into_owned()));
            }
            Block::KeyValues(pairs) => {
                for pair in pairs {
                    parts.push(format!("{}: {}", escaped(&pair.key), cell(&pair.value)));
                }
            }
            Block::Chart(chart) => {
                parts.push(escaped(&chart.caption).into_owned());
                parts.push(escaped(&chart.description).into_owned());
            }
            Block::Picture(picture) => {
                parts.push(format!("{PICTURE} {}", escaped(&picture.alternative_text)));
            }
            Block::Footnotes(footnotes) => {
                for footnote in footnotes {
                    let label = footnote.label();
                    parts.push(format!("{} {}", escaped(&label), cell(&footnote.blocks)));
                }
            }
            Block::Quote(inner)
            | Block::KeepTogether(inner)
            | Block::Callout { blocks: inner, .. } => cell_parts(inner, parts),
            Block::Rule | Block::PageBreak => {}
        }
    }
}

/// Code in a fence that it cannot close (CommonMark 4.5).
fn fenced(language: Option<&str>, text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest.max(2) + 1);
    let is_name = |language: &&str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#');
        language.chars().all(plain)
    };
    let language = language.filter(is_name).unwrap_or_default();
    let text: Vec<String> = text
        .split('\n')
        .map(|line| visible(line).into_owned())
        .collect();
    format!("{fence}{language}\n{}\n{fence}", text.join("\n"))
}

/// Inline content. Where the author asked for a new line stands `end`.
fn line(content: &Line, end: &str) -> String {
    let is_break = |piece: &Inline| *piece == Inline::Break;
    let last = content.iter().rposition(|piece| !is_break(piece));
    let content = content.get(..last.map_or(0, |last| last + 1));
    let content = content.unwrap_or_default();
    let mut written = String::new();
    for (piece, place) in content.iter().zip(1..) {
        match piece {
            Inline::Break => written.push_str(end),
            Inline::Badge(badge) => {
                written.push_str(&escaped(&format!("{} {}", badge.mark, badge.word)));
            }
            Inline::Text(run) => {
                let next = content.get(place..).and_then(first_character);
                text_run(run, next, &mut written);
            }
        }
    }
    // What begins a line may be taken for the mark of a list or a heading.
    escaped_beginning(written.trim())
}

fn first_character(rest: &[Inline]) -> Option<char> {
    match rest.first()? {
        Inline::Text(run) => run.text.chars().next(),
        Inline::Badge(badge) => Some(badge.mark),
        Inline::Break => None,
    }
}

fn text_run(run: &TextRun, next: Option<char>, written: &mut String) {
    written.push_str(&anchored(run.anchor.as_ref()));
    let inner = run.text.trim_matches(char::is_whitespace);
    let start = run.text.len() - run.text.trim_start().len();
    let (before, after) = match inner {
        "" => (run.text.as_str(), ""),
        inner => (
            run.text.get(..start).unwrap_or_default(),
            run.text.get(start + inner.len()..).unwrap_or_default(),
        ),
    };
    written.push_str(&spaces(before));
    if inner.is_empty() {
        return;
    }
    let next = after.chars().next().or(next);
    let mut marks = Vec::new();
    if sets_apart(inner, written.chars().next_back(), next) {
        let all = [(run.strong, "**"), (run.emphasis, "*"), (run.strike, "~~")];
        marks.extend(
            all.iter()
                .filter(|(is_on, _)| *is_on)
                .map(|(_, mark)| *mark),
        );
    }
    let opening = marks.concat();
    marks.reverse();
    let text = format!("{opening}{}{}", escaped(inner), marks.concat());
    match run.link.as_ref().and_then(|link| address(&link.target)) {
        Some(address) => written.push_str(&format!("[{text}](<{address}>)")),
        None => written.push_str(&text),
    }
    written.push_str(&spaces(after));
}

/// Whether marks around a text are read as marks, whatever stands beside it (CommonMark 6.2).
fn sets_apart(text: &str, before: Option<char>, after: Option<char>) -> bool {
    let apart = |beside: Option<char>| beside.is_none_or(char::is_whitespace);
    let plain = |end: Option<char>| end.is_some_and(char::is_alphanumeric);
    (apart(before) || plain(text.chars().next()) && !before.is_some_and(|c| "*~_".contains(c)))
        && (apart(after)
            || plain(text.chars().next_back()) && !after.is_some_and(|c| "*~_".contains(c)))
}

fn spaces(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        Cow::Owned(text.replace(['\n', '\r', '\t'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The place of a link in a form that ends where it ends (CommonMark 6.3); `None` for what is not followed.
fn address(target: &LinkTarget) -> Option<String> {
    let mut address = match target {
        LinkTarget::Anchor(anchor) if is_anchor(anchor) => format!("#{anchor}"),
        LinkTarget::Web(address) | LinkTarget::Mail(address) => address.clone(),
        LinkTarget::Anchor(_) | LinkTarget::File(_) => return None,
    };
    for (character, written) in [
        ('\\', "%5C"),
        ('<', "%3C"),
        ('>', "%3E"),
        ('|', "%7C"),
        ('&', "&amp;"),
    ] {
        address = address.replace(character, written);
    }
    Some(address)
}

fn is_anchor(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    !name.is_empty() && name.chars().all(plain)
}

fn anchored(name: Option<&String>) -> String {
    name.filter(|name| is_anchor(name))
        .map(|name| format!("<a id=\"{name}\"></a>"))
        .unwrap_or_default()
}

/// A text of one line that is nothing but text (CommonMark 2.4). Characters that steer a terminal are written out.
fn escaped(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    let is_markup = |c: char| "\\`*_[]<>&|~#$".contains(c);
    if !text.contains(is_markup)
        && !text.contains("://")
        && !text.contains("www.")
        && !text.contains('@')
    {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_ref();
    while let Some(character) = rest.chars().next() {
        // GitHub's makes links of addresses that stand in a text.
        let is_address = rest.starts_with("://")
            || character == '@'
            || (character == '.' && out.ends_with("www"));
        if is_markup(character) || is_address {
            out.push('\\');
        }
        out.push(character);
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    Cow::Owned(out)
}

fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A line whose beginning is no mark of a block: a list, a heading's underline, a rule.
fn escaped_beginning(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = line.get(digits..).and_then(|rest| rest.chars().next());
        let at = match mark {
            Some('+' | '-' | '=' | ':') if digits == 0 => Some(0),
            Some('.' | ')') if digits > 0 => Some(digits),
            _ => None,
        };
        let mut line = line.to_owned();
        if let Some(at) = at {
            line.insert(at, '\\');
        }
        lines.push(line);
    }
    lines.join("\n")
}
