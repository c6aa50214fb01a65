//! Builds blocks from the parser's events, without recursion.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::DEEPEST_NESTING;
use super::footnotes::{Definition, MOST_FOOTNOTES, reference};
use super::table::OpenTable;
use crate::outline::{Block, Heading, Inline, Line, Link, LinkTarget, List, ListItem, TextRun};

/// A container that is open while its content is read.
enum Open {
    Quote(Vec<Block>),
    List(Option<u64>, Vec<ListItem>),
    Item(Option<bool>, Vec<Block>),
    /// A footnote, with what was nested too deep where it is written.
    Footnote(Definition, Vec<Flat>),
}

/// A container that is nested too deep to be one: its content goes to the innermost that is open.
enum Flat {
    /// A list with the number of its next item.
    List(Option<u64>),
    /// A quote, or an item of such a list.
    Other,
}

pub(super) struct Builder<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    /// The containers around what is read, innermost last.
    open: Vec<Open>,
    /// Within those, the ones that are nested too deep.
    flat: Vec<Flat>,
    /// The footnotes that were read, and how many were begun.
    definitions: Vec<Definition>,
    begun: usize,
    line: Line,
    heading: Option<u8>,
    code: Option<(Option<String>, String)>,
    table: Option<OpenTable>,
    html: Option<String>,
    /// The labels of items that are nested too deep to be items; they stand before the text to come.
    labels: String,
    strong: usize,
    emphasis: usize,
    strike: usize,
    /// The links around the text, innermost last: the target, or the address that was refused.
    links: Vec<Result<LinkTarget, String>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            blocks: Vec::new(),
            open: Vec::new(),
            flat: Vec::new(),
            definitions: Vec::new(),
            begun: 0,
            line: Vec::new(),
            heading: None,
            code: None,
            table: None,
            html: None,
            labels: String::new(),
            strong: 0,
            emphasis: 0,
            strike: 0,
            links: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.run(&text, true);
            }
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.text(&text),
            },
            Event::InlineHtml(text) => self.text(&text),
            Event::FootnoteReference(name) => {
                self.take_labels();
                let reference = reference(&name, self.style());
                self.line.push(Inline::Text(reference));
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.line.push(Inline::Break),
            Event::Rule => {
                self.flush_line();
                self.push(Block::Rule);
            }
            Event::TaskListMarker(done) => match self.open.last_mut() {
                Some(Open::Item(task, _)) if self.flat.is_empty() => *task = Some(done),
                _ => self.labels.push_str(if done { "☑ " } else { "☐ " }),
            },
        }
    }

    /// The blocks, and the footnotes apart from them.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Definition>) {
        self.flush_line();
        self.flush_labels();
        self.flat.clear();
        while !self.open.is_empty() {
            self.close();
        }
        (self.blocks, self.definitions)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush_line();
                self.heading = Some(level as u8);
            }
            Tag::BlockQuote(_) => self.open(Open::Quote(Vec::new())),
            Tag::List(start) => self.open(Open::List(start, Vec::new())),
            Tag::FootnoteDefinition(name) => self.open_footnote(&name),
            Tag::Item => {
                self.flush_line();
                match self.flat.last_mut() {
                    None => self.open.push(Open::Item(None, Vec::new())),
                    Some(list) => {
                        if let Flat::List(Some(number)) = list {
                            self.labels.push_str(&format!("{number}. "));
                            *number = number.saturating_add(1);
                        } else {
                            self.labels.push_str("• ");
                        }
                        self.flat.push(Flat::Other);
                    }
                }
            }
            Tag::CodeBlock(kind) => {
                self.flush_line();
                let language = match kind {
                    CodeBlockKind::Fenced(name) if !name.is_empty() => Some(name.to_string()),
                    _ => None,
                };
                self.code = Some((language, String::new()));
            }
            Tag::HtmlBlock => {
                self.flush_line();
                self.html = Some(String::new());
            }
            Tag::Table(alignments) => {
                self.flush_line();
                self.table = Some(OpenTable::new(&alignments, range));
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strikethrough => self.strike += 1,
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { dest_url, .. } => {
                self.open_link(&dest_url);
                self.run("Image: ", false);
            }
            Tag::Paragraph => self.flush_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush_line(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush_line();
                self.flush_labels();
                self.close();
            }
            TagEnd::CodeBlock => {
                if let Some((language, mut text)) = self.code.take() {
                    if text.ends_with('\n') {
                        text.pop();
                    }
                    self.push(Block::Code { language, text });
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(text) = self.html.take() {
                    let text = text.trim_end_matches('\n').to_owned();
                    self.push(Block::Code {
                        language: None,
                        text,
                    });
                }
            }
            TagEnd::TableCell => {
                let line = std::mem::take(&mut self.line);
                if let Some(table) = &mut self.table {
                    table.cell(line);
                }
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.end_header();
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(table.finish(self.source));
                }
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.strike = self.strike.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                // A link that may not be followed keeps its address as visible text.
                if let Some(Err(address)) = self.links.pop()
                    && !address.is_empty()
                {
                    self.run(&format!(" ({address})"), false);
                }
            }
            _ => {}
        }
    }

    fn open_link(&mut self, address: &str) {
        self.links
            .push(LinkTarget::parse(address).ok_or_else(|| address.to_owned()));
    }

    /// Appends text to whatever is being read.
    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
        } else if let Some(html) = &mut self.html {
            html.push_str(text);
        } else {
            self.run(text, false);
        }
    }

    fn run(&mut self, text: &str, code: bool) {
        self.take_labels();
        let link = self
            .links
            .iter()
            .rev()
            .find_map(|target| target.as_ref().ok())
            .map(|target| Link {
                target: target.clone(),
                description: target.address().to_owned(),
            });
        let run = TextRun {
            text: text.to_owned(),
            code,
            link,
            ..self.style()
        };
        match self.line.last_mut() {
            Some(Inline::Text(last)) if same_style(last, &run) => last.text.push_str(text),
            _ => self.line.push(Inline::Text(run)),
        }
    }

    fn flush_line(&mut self) {
        let heading = self.heading.take();
        if self.table.is_some() || self.line.is_empty() {
            return;
        }
        let content = std::mem::take(&mut self.line);
        self.push(match heading {
            Some(level) => Block::Heading(Heading {
                level,
                rank: level,
                anchor: None,
                listed: false,
                content,
            }),
            None => Block::Paragraph(content),
        });
    }

    /// The style of the text that is read.
    fn style(&self) -> TextRun {
        TextRun {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            strike: self.strike > 0,
            ..TextRun::default()
        }
    }

    /// Begins a line with the labels that stand before it.
    fn take_labels(&mut self) {
        if self.line.is_empty() && !self.labels.is_empty() {
            self.line
                .push(Inline::text(std::mem::take(&mut self.labels)));
        }
    }

    /// Labels that no text followed, as those before preformatted text, are a paragraph of their own.
    fn flush_labels(&mut self) {
        let labels = std::mem::take(&mut self.labels);
        if !labels.is_empty() {
            self.push(Block::text(labels.trim_end()));
        }
    }

    fn open(&mut self, container: Open) {
        self.flush_line();
        let depth = self
            .open
            .iter()
            .rev()
            .take_while(|open| !matches!(open, Open::Footnote(..)))
            .filter(|open| matches!(open, Open::Quote(_) | Open::List(..)))
            .count();
        match container {
            kept if depth < DEEPEST_NESTING && self.flat.is_empty() => self.open.push(kept),
            Open::List(start, _) => self.flat.push(Flat::List(start)),
            _ => self.flat.push(Flat::Other),
        }
    }

    fn open_footnote(&mut self, name: &str) {
        self.flush_line();
        self.flush_labels();
        self.begun += 1;
        if self.begun > MOST_FOOTNOTES {
            self.labels.push_str(&format!("[^{name}]: "));
            self.flat.push(Flat::Other);
            return;
        }
        let definition = Definition {
            name: name.to_owned(),
            blocks: Vec::new(),
        };
        // It is taken out of where it is written, so it may nest as deep as the note.
        let around = std::mem::take(&mut self.flat);
        self.open.push(Open::Footnote(definition, around));
    }

    fn close(&mut self) {
        if self.flat.pop().is_some() {
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(inner)) => self.push(Block::Quote(inner)),
            Some(Open::List(start, items)) if !items.is_empty() => {
                self.push(Block::List(List { start, items }));
            }
            Some(Open::Item(task, blocks)) => {
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push(ListItem { task, blocks });
                }
            }
            Some(Open::Footnote(definition, around)) => {
                self.definitions.push(definition);
                self.flat = around;
            }
            Some(Open::List(..)) | None => {}
        }
    }

    /// Adds a finished block to the innermost container that holds blocks.
    fn push(&mut self, block: Block) {
        self.flush_labels();
        for open in self.open.iter_mut().rev() {
            match open {
                Open::Quote(inner) | Open::Item(_, inner) => {
                    inner.push(block);
                    return;
                }
                Open::Footnote(definition, _) => {
                    definition.blocks.push(block);
                    return;
                }
                Open::List(..) => {}
            }
        }
        self.blocks.push(block);
    }
}

fn same_style(left: &TextRun, right: &TextRun) -> bool {
    left.strong == right.strong
        && left.emphasis == right.emphasis
        && left.strike == right.strike
        && left.code == right.code
        && left.tone == right.tone
        && left.link == right.link
        && left.raised == right.raised
        && left.anchor == right.anchor
}
