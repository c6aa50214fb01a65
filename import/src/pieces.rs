//! The page as a row of pieces, in its order: a drawn page nests sections, its source does not, and
//! here both are the same.

use crate::inline::{Inline, Reader, is_beside};
use crate::problem::Findings;
use crate::tree::{NodeId, Tree};

/// How many lists may stand within each other.
const MOST_NESTED_LISTS: usize = 8;

/// A piece of the page, with the line of the input on which it begins.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

/// What a piece is.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A heading, with its level (1 to 6) and its identifier.
    Heading(u8, Option<String>, Inline),
    /// A paragraph.
    Paragraph(Inline),
    /// A list.
    List(Vec<Entry>),
    /// A table, which is read where it is known what it holds.
    Table(NodeId),
    /// A box with a selection of tools: its title, and how many links it has.
    Tools(String, usize),
    /// A box with headings, relations and criteria.
    Box(Vec<Piece>),
    /// A part of the page begins that is not a chapter with a heading of its own identifier.
    Part(String),
}

/// An item of a list.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) line: usize,
    pub(crate) inline: Inline,
    pub(crate) entries: Vec<Entry>,
    /// Lists stood deeper than an edition holds, and are left out.
    pub(crate) too_deep: bool,
}

impl Piece {
    /// Says what is wrong with the citations in the piece.
    pub(crate) fn report(&self, findings: &mut Findings) {
        match &self.kind {
            Kind::Heading(_, _, inline) | Kind::Paragraph(inline) => inline.report(findings),
            Kind::List(entries) => entries.iter().for_each(|entry| entry.report(findings)),
            Kind::Box(pieces) => pieces.iter().for_each(|piece| piece.report(findings)),
            Kind::Table(_) | Kind::Tools(..) | Kind::Part(_) => {}
        }
    }
}

impl Entry {
    fn report(&self, findings: &mut Findings) {
        self.inline.report(findings);
        self.entries.iter().for_each(|entry| entry.report(findings));
    }
}

/// The page's pieces.
pub(crate) fn pieces(reader: &mut Reader<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let body = reader
        .tree
        .below(Tree::ROOT)
        .find(|node| reader.tree.name(*node) == "body");
    if let Some(body) = body {
        walk(body, reader, &mut pieces);
    }
    pieces
}

/// Collects the pieces below a node. Texts and inline elements between blocks are a paragraph.
fn walk(node: NodeId, reader: &mut Reader<'_>, pieces: &mut Vec<Piece>) {
    let mut loose: Vec<NodeId> = Vec::new();
    let tree = reader.tree;
    for child in tree.children(node).iter().copied() {
        if is_beside(tree, child) {
            continue;
        }
        let phrase =
            is_inline(tree.name(child)) && !tree.below(child).any(|node| is_block(tree.name(node)));
        if tree.text(child).is_some() || phrase {
            loose.push(child);
            continue;
        }
        if tree.name(child).is_empty() {
            continue;
        }
        paragraph(&mut loose, reader, pieces);
        block(child, reader, pieces);
    }
    paragraph(&mut loose, reader, pieces);
}

fn paragraph(nodes: &mut Vec<NodeId>, reader: &mut Reader<'_>, pieces: &mut Vec<Piece>) {
    // White space before a text is on an earlier line than the text.
    let blank = |node: &NodeId| {
        reader
            .tree
            .text(*node)
            .is_some_and(|text| text.trim().is_empty())
    };
    let first = nodes.iter().find(|node| !blank(node)).copied();
    if let Some(first) = first {
        let inline = reader.inline(nodes);
        if !inline.text.is_empty() {
            pieces.push(Piece {
                line: reader.line_of(first),
                kind: Kind::Paragraph(inline),
            });
        }
    }
    nodes.clear();
}

fn block(node: NodeId, reader: &mut Reader<'_>, pieces: &mut Vec<Piece>) {
    let tree = reader.tree;
    let line = reader.line_of(node);
    let mut push = |kind| pieces.push(Piece { line, kind });
    match tree.name(node) {
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            let level = name.as_bytes()[1] - b'0';
            let id = tree.attribute(node, "id").map(str::to_owned);
            let inline = reader.inline(tree.children(node));
            push(Kind::Heading(level, id, inline));
        }
        "p" | "pre" | "dt" | "dd" => {
            let mut nodes = tree.children(node).to_vec();
            paragraph(&mut nodes, reader, pieces);
        }
        "ul" | "ol" => push(Kind::List(entries(node, reader, MOST_NESTED_LISTS))),
        "table" => push(Kind::Table(node)),
        "details" if tree.has_class(node, "tools") => {
            let title = tree.below(node).find(|node| tree.name(*node) == "summary");
            let title = title.map(|title| reader.inline(tree.children(title)).text);
            let links = tree
                .below(node)
                .filter(|node| tree.name(*node) == "a")
                .count();
            push(Kind::Tools(title.unwrap_or_default(), links));
        }
        "div" if tree.has_class(node, "info") => {
            let mut within = Vec::new();
            walk(node, reader, &mut within);
            push(Kind::Box(within));
        }
        "div" if tree.has_class(node, "head") => {}
        "section" => {
            if let Some(id) = tree.attribute(node, "id") {
                push(Kind::Part(id.to_owned()));
            }
            walk(node, reader, pieces);
        }
        _ => walk(node, reader, pieces),
    }
}

fn entries(list: NodeId, reader: &mut Reader<'_>, deep: usize) -> Vec<Entry> {
    let tree = reader.tree;
    let mut entries: Vec<Entry> = Vec::new();
    for item in tree.children(list).iter().copied() {
        if tree.name(item) != "li" {
            continue;
        }
        let mut entry = Entry {
            line: reader.line_of(item),
            inline: reader.inline(tree.children(item)),
            entries: Vec::new(),
            too_deep: false,
        };
        let lists = tree
            .children(item)
            .iter()
            .copied()
            .filter(|node| matches!(tree.name(*node), "ul" | "ol"));
        for list in lists.collect::<Vec<_>>() {
            match deep.checked_sub(1) {
                Some(deep) => entry.entries.extend(self::entries(list, reader, deep)),
                None => entry.too_deep = true,
            }
        }
        entries.push(entry);
    }
    entries
}

/// Whether an element ends a paragraph; an inline element around it is none then.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "table"
            | "div"
            | "section"
            | "details"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "input"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}
