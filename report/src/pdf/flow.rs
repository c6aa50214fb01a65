//! Blocks as a flow of strips and rows, which can be cut into pages.

mod chart;
mod contents;
mod fit;
mod footnotes;
mod lines;
mod list;
mod picture;
mod table;

use std::rc::Rc;

use super::fonts::FontSet;
use super::theme::{self, Sheet};
use super::tree::{
    Decoration, Element, Item, ItemKind, Mark, Meaning, NodeId, Owner, Strip, Structure,
};
use super::wrap::{Face, single_line};
use crate::chart::Token;
use crate::document::Paper;
use crate::outline::{Align, Block, Heading, Inline, Line, Outline, TextRun, Tone, inline_text};

/// Longest text in a tag or bookmark, in characters: PDF/A bounds the strings of a file.
const LONGEST_TAG_TEXT: usize = 400;
/// From the top of the cover to its title: enough air for a title page, and little enough for a scope of
/// some lines and the signatures below it. A logo has its place here, beside nothing but the bar.
const BRAND_HEIGHT: f32 = 60.0;
/// Longest description of a figure, in characters.
const LONGEST_DESCRIPTION: usize = 6_000;

/// How far the content of a frame is set in.
const FRAME_INSET: f32 = theme::FRAME + 2.0;

/// Where blocks are set: a column, and the node under which they belong.
#[derive(Debug, Clone)]
struct Column {
    x: f32,
    width: f32,
    /// The width that lists and quotations leave to their text, however deep they are.
    least: f32,
    /// How far to the left the labels of lists may stand.
    leftmost: f32,
    /// Whether the column is that of a cell, which cannot stand on a page of its own.
    in_cell: bool,
    node: NodeId,
    face: Face,
    decorations: Vec<Decoration>,
}

/// Builds the flow of a document.
pub(crate) struct Flow<'f, 'a> {
    fonts: &'f FontSet<'a>,
    /// The pages, as they lie but for wide tables.
    sheet: Sheet,
    pub(crate) structure: Structure,
    elements: Vec<Element>,
}

impl<'f, 'a> Flow<'f, 'a> {
    pub(crate) fn new(fonts: &'f FontSet<'a>, paper: Paper) -> Self {
        Self {
            fonts,
            sheet: Sheet::upright(paper),
            structure: Structure::new(),
            elements: Vec::new(),
        }
    }

    /// The flow of a whole outline: cover, contents of what follows it, sections.
    pub(crate) fn outline(mut self, outline: &Outline) -> (Vec<Element>, Structure) {
        self.cover(outline);
        if outline.contents {
            self.contents(outline);
        }
        for section in &outline.sections {
            let node = self.structure.node(Structure::ROOT, Meaning::Section);
            let column = Column::page(self.sheet, node);
            if section.new_page {
                self.elements.push(Element::PageBreak);
            }
            self.heading(
                &Heading {
                    level: 1,
                    rank: 1,
                    anchor: Some(section.anchor.clone()),
                    listed: true,
                    content: vec![Inline::text(section.title.clone())],
                },
                &column,
            );
            self.blocks(&section.blocks, &column);
        }
        (self.elements, self.structure)
    }

    fn cover(&mut self, outline: &Outline) {
        let node = self.structure.node(Structure::ROOT, Meaning::Section);
        let column = Column::page(self.sheet, node);
        let mut brand = Strip {
            height: BRAND_HEIGHT,
            ..Strip::default()
        };
        brand.items.push(Item {
            x: 0.0,
            y: 0.0,
            owner: Owner::Artifact,
            kind: ItemKind::Rect {
                width: 42.0,
                height: 5.0,
                radius: 0.0,
                fill: Some(Token::Accent),
                stroke: None,
                dashed: false,
            },
        });
        let logo = outline.logo.as_ref();
        brand
            .items
            .extend(logo.map(|logo| self.logo(logo, &column)));
        self.elements.push(Element::Strip(brand));
        // The first heading of the document: PDF/UA-1 wants that to be of level 1.
        let title = self.structure.node(
            node,
            Meaning::Heading(1, shorten(&outline.title, LONGEST_TAG_TEXT)),
        );
        let mut strips = self.line_strips(
            &[Inline::text(outline.title.clone())],
            theme::TITLE,
            &column,
            title,
            Align::Start,
        );
        mark_first(
            &mut strips,
            Mark::Bookmark {
                level: 1,
                title: shorten(&outline.title, LONGEST_TAG_TEXT),
            },
        );
        self.push_strips(strips, 0.0, &column);
        self.blocks(&outline.cover, &column);
    }

    fn blocks(&mut self, blocks: &[Block], column: &Column) {
        let mut introduction = None;
        for block in blocks {
            let above = introduction.take();
            self.block(block, column);
            match block {
                Block::Paragraph(_) | Block::Remark(_) => {
                    introduction = self.elements.len().checked_sub(1);
                }
                // What introduces a table stands above its beginning, and not at the foot of a page; a table
                // on turned pages stands there alone.
                Block::Table(_) => {
                    if let Some(above) = above
                        && let Some([Element::Strip(strip), Element::TableHead(_)]) =
                            self.elements.get_mut(above..above + 2)
                    {
                        strip.keep_with_next = true;
                    }
                }
                _ => {}
            }
        }
    }

    fn block(&mut self, block: &Block, column: &Column) {
        match block {
            Block::Heading(heading) => self.heading(heading, column),
            Block::Paragraph(line) => self.paragraph(line, column.face, column),
            Block::Lead(line) => self.paragraph(line, theme::LEAD, column),
            Block::Remark(line) => self.paragraph(line, theme::REMARK, column),
            Block::List(list) => self.list(list, column),
            Block::Table(table) => self.table(table, column),
            Block::KeyValues(pairs) => self.key_values(pairs, column),
            Block::Code { text, .. } => self.code(text, column),
            Block::Quote(inner) => {
                let node = self.structure.node(column.node, Meaning::Quote);
                let inset = column.quote_inset(inner);
                let quote = column.framed(node, inset, None, Some(Token::EdgeStrong));
                self.framed(inner, &quote, 0.0);
            }
            Block::Callout { tone, blocks } => {
                let quote = column.framed(
                    column.node,
                    FRAME_INSET,
                    Some(tone.soft()),
                    Some(if *tone == Tone::Plain {
                        Token::EdgeStrong
                    } else {
                        tone.ink()
                    }),
                );
                self.framed(blocks, &quote, theme::FRAME * 0.6);
            }
            Block::Chart(chart) => self.chart(chart, column),
            Block::Picture(picture) => self.picture(picture, column),
            Block::KeepTogether(inner) => {
                let before = std::mem::take(&mut self.elements);
                self.blocks(inner, column);
                let kept = std::mem::replace(&mut self.elements, before);
                self.elements.push(Element::Keep(kept));
            }
            Block::Footnotes(footnotes) => self.footnotes(footnotes, column),
            Block::Rule => {
                let mut strip = Strip {
                    space_before: theme::BLOCK_GAP,
                    height: 1.0,
                    decorations: column.decorations.clone(),
                    ..Strip::default()
                };
                strip
                    .items
                    .push(line_item(column.x, 0.5, column.width, Token::Edge));
                self.elements.push(Element::Strip(strip));
            }
            Block::PageBreak => self.elements.push(Element::PageBreak),
        }
    }

    fn heading(&mut self, heading: &Heading, column: &Column) {
        let style = theme::heading(heading.rank);
        let title = shorten(&inline_text(&heading.content), LONGEST_TAG_TEXT);
        let node = self.structure.node(
            column.node,
            Meaning::Heading(heading.level.max(1), title.clone()),
        );
        let content: Line = heading
            .content
            .iter()
            .cloned()
            .map(|piece| match piece {
                Inline::Text(run) if style.leaning => Inline::Text(TextRun {
                    emphasis: true,
                    ..run
                }),
                other => other,
            })
            .collect();
        let mut strips = self.line_strips(&content, style.face, column, node, Align::Start);
        if let Some(anchor) = &heading.anchor {
            mark_first(&mut strips, Mark::Anchor(anchor.clone()));
        }
        if heading.listed {
            mark_first(
                &mut strips,
                Mark::Bookmark {
                    level: heading.level,
                    title,
                },
            );
        }
        for strip in &mut strips {
            strip.keep_with_next = true;
        }
        if let Some(last) = strips.last_mut() {
            last.height += style.below;
        }
        self.push_strips(strips, style.above, column);
    }

    fn paragraph(&mut self, line: &Line, face: Face, column: &Column) {
        if line.is_empty() {
            return;
        }
        let node = self.structure.node(column.node, Meaning::Paragraph);
        let strips = self.line_strips(line, face, column, node, Align::Start);
        self.push_strips(strips, theme::BLOCK_GAP, column);
    }

    fn code(&mut self, text: &str, column: &Column) {
        let paragraph = self.structure.node(column.node, Meaning::Paragraph);
        let node = self.structure.node(paragraph, Meaning::Code);
        let framed = column.framed(node, FRAME_INSET, Some(Token::Sunken), None);
        self.padding(&framed, theme::BLOCK_GAP, theme::FRAME * 0.55, true);
        let line = vec![Inline::Text(TextRun {
            text: text.to_owned(),
            code: true,
            ..TextRun::default()
        })];
        let strips = self.line_strips(&line, theme::CODE, &framed, node, Align::Start);
        self.push_strips(strips, 0.0, &framed);
        self.padding(&framed, 0.0, theme::FRAME * 0.55, false);
    }

    fn framed(&mut self, blocks: &[Block], column: &Column, padding: f32) {
        self.padding(column, theme::BLOCK_GAP, padding, true);
        let first = self.elements.len();
        self.blocks(blocks, column);
        // The padding stands for the space above the first block.
        if let Some(Element::Strip(strip)) = self.elements.get_mut(first) {
            strip.space_before = 0.0;
        }
        if padding > 0.0 {
            if let Some(Element::Strip(strip)) = self.elements.last_mut() {
                strip.keep_with_next = true;
            }
            self.padding(column, 0.0, padding, false);
        }
    }

    fn padding(&mut self, column: &Column, space_before: f32, height: f32, keep: bool) {
        self.elements.push(Element::Strip(Strip {
            space_before,
            height,
            keep_with_next: keep,
            decorations: column.decorations.clone(),
            ..Strip::default()
        }));
    }

    /// Adds the strips of a block, with space above the first.
    fn push_strips(&mut self, mut strips: Vec<Strip>, space_before: f32, column: &Column) {
        if let Some(first) = strips.first_mut() {
            first.space_before = space_before;
        }
        for mut strip in strips {
            strip.decorations.clone_from(&column.decorations);
            self.elements.push(Element::Strip(strip));
        }
    }
}

impl Column {
    /// All the width of a page.
    fn page(sheet: Sheet, node: NodeId) -> Self {
        Self {
            x: 0.0,
            width: sheet.content_width(),
            least: sheet.content_width() * theme::LEAST_SHARE,
            leftmost: 0.0,
            in_cell: false,
            node,
            face: theme::BODY,
            decorations: Vec::new(),
        }
    }

    fn inset(&self, indent: f32, node: NodeId) -> Self {
        let indent = indent.min((self.width - theme::LEAST_WIDTH).max(0.0));
        Self {
            x: self.x + indent,
            width: self.width - indent,
            node,
            ..self.clone()
        }
    }

    fn framed(&self, node: NodeId, inset: f32, ground: Option<Token>, bar: Option<Token>) -> Self {
        let mut inner = self.inset(inset, node);
        inner.leftmost = inner.x;
        if ground.is_some() {
            inner.width = (inner.width - theme::FRAME).max(theme::LEAST_WIDTH.min(inner.width));
        }
        inner.decorations.push(Decoration {
            x: self.x,
            width: self.width,
            ground,
            bar,
        });
        inner
    }
}

/// The baseline within a line of a face, from its top.
fn baseline(face: Face) -> f32 {
    face.leading / 2.0 + face.size * 0.34
}

fn line_item(x: f32, y: f32, width: f32, colour: Token) -> Item {
    Item {
        x,
        y,
        owner: Owner::Artifact,
        kind: ItemKind::Stroke {
            dx: width,
            dy: 0.0,
            width: 0.5,
            colour,
        },
    }
}

fn mark_first(strips: &mut [Strip], mark: Mark) {
    if let Some(first) = strips.first_mut() {
        first.marks.push(mark);
    }
}

/// The start of a text, on one line, at most so many characters.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = text.trim();
    if text.is_empty() {
        return "–".to_owned();
    }
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

type LinkInOrder = Option<Rc<crate::outline::Link>>;
