//! The source of the page, which is Markdown within HTML, to the HTML that it stands for.
//!
//! Only what the specification uses is written: paragraphs, headings with identifiers, lists,
//! emphasis, code, links, and HTML as it is. Each block begins on a line of its own, so that lines
//! of the result can be told as lines of the source.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::intake::{find, rfind};

/// HTML, and which of its lines came from which line of the source.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) html: String,
    /// For each line of the HTML the line of the source, both from 1; the first entry is of line 1.
    lines: Vec<usize>,
}

impl Drawn {
    /// The line of the source that a line of the HTML came from.
    pub(crate) fn source_line(&self, line: usize) -> usize {
        let index = line
            .saturating_sub(1)
            .min(self.lines.len().saturating_sub(1));
        self.lines.get(index).copied().unwrap_or(line)
    }
}

/// Draws the body of a source; `None` if it has none.
pub(crate) fn draw(source: &str) -> Option<Drawn> {
    let opening = find(source, "<body")?;
    let start = opening + source.get(opening..)?.find('>')? + 1;
    let end = rfind(source, "</body").filter(|end| *end >= start)?;
    let body = source.get(start..end)?;
    let mut writer = Writer {
        html: String::with_capacity(body.len() * 2),
        lines: vec![1],
        starts: line_starts(source),
        offset: start,
    };
    let options = Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        writer.event(event, range);
    }
    Some(Drawn {
        html: writer.html,
        lines: writer.lines,
    })
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(breaks.map(|(at, _)| at + 1))
        .collect()
}

struct Writer {
    html: String,
    lines: Vec<usize>,
    starts: Vec<usize>,
    offset: usize,
}

impl Writer {
    fn source_line(&self, at: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= at + self.offset)
    }

    /// Begins a line that came from where `range` begins.
    fn line(&mut self, range: &Range<usize>) {
        self.html.push('\n');
        self.lines.push(self.source_line(range.start));
    }

    /// Writes HTML as it is.
    fn raw(&mut self, html: &str, range: &Range<usize>) {
        let first = self.source_line(range.start);
        let breaks = html.bytes().filter(|byte| *byte == b'\n').count();
        self.html.push_str(html);
        self.lines
            .extend((1..=breaks).map(|further| first + further));
    }

    /// Writes a text that is not HTML.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        let escaped = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        self.raw(&escaped, range);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => {
                self.html.push_str("<code>");
                self.text(&text, &range);
                self.html.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, &range),
            Event::SoftBreak => self.line(&range),
            Event::HardBreak => self.html.push_str("<br>"),
            Event::Rule => self.html.push_str("<hr>"),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.block("<p>", range),
            Tag::Heading { level, id, .. } => {
                self.line(range);
                let _ = write!(self.html, "<{level}");
                if let Some(id) = id {
                    let id = id.replace('&', "&amp;").replace('"', "&quot;");
                    let _ = write!(self.html, " id=\"{id}\"");
                }
                self.html.push('>');
            }
            Tag::List(None) => self.block("<ul>", range),
            Tag::List(Some(_)) => self.block("<ol>", range),
            Tag::Item => self.block("<li>", range),
            Tag::BlockQuote(_) => self.block("<blockquote>", range),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.block("<pre>", range);
            }
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Link { dest_url, .. } => {
                let address = dest_url.replace('&', "&amp;").replace('"', "&quot;");
                let _ = write!(self.html, "<a href=\"{}\">", address.replace('\n', " "));
            }
            // A block of HTML begins on its own line, as any other block does.
            Tag::HtmlBlock => self.line(range),
            _ => {}
        }
    }

    fn block(&mut self, tag: &str, range: &Range<usize>) {
        self.line(range);
        self.html.push_str(tag);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        let end = match tag {
            TagEnd::Paragraph => "</p>",
            TagEnd::Heading(level) => heading_end(level),
            TagEnd::List(false) => "</ul>",
            TagEnd::List(true) => "</ol>",
            TagEnd::Item => "</li>",
            TagEnd::BlockQuote(_) => "</blockquote>",
            TagEnd::CodeBlock => "</pre>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Link => "</a>",
            TagEnd::HtmlBlock => {
                let end = range.end..range.end;
                self.line(&end);
                ""
            }
            _ => "",
        };
        self.html.push_str(end);
    }
}

fn heading_end(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "</h1>",
        HeadingLevel::H2 => "</h2>",
        HeadingLevel::H3 => "</h3>",
        HeadingLevel::H4 => "</h4>",
        HeadingLevel::H5 => "</h5>",
        HeadingLevel::H6 => "</h6>",
    }
}
