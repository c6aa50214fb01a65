//! The layout tree: what stands where, and what it means.

use std::collections::HashMap;
use std::rc::Rc;

use assay_assessment::Sha256Digest;
use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagKind};

use super::fonts::{FontId, Shaped};
use super::theme::Sheet;
use crate::chart::Token;
use crate::outline::Link;

/// A node of the structure tree.
pub(crate) type NodeId = usize;
/// A place in the structure tree that painted content fills.
pub(crate) type SlotId = usize;

/// What an item is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Decoration, and what is repeated on every page: not read aloud.
    Artifact,
    /// Content at a place in the structure.
    Slot(SlotId),
}

/// Something to paint. Positions are from the left of the content and the top of the strip,
/// and, once on a page, from the page's top left corner.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) owner: Owner,
    pub(crate) kind: ItemKind,
}

/// The kinds of items.
#[derive(Debug, Clone)]
pub(crate) enum ItemKind {
    /// Glyphs; `y` is the baseline.
    Text {
        shaped: Rc<Shaped>,
        font: FontId,
        size: f32,
        width: f32,
        colour: Token,
        oblique: bool,
        /// White space, which may hang out of a line: only the check of the margins asks.
        #[cfg_attr(not(test), expect(dead_code, reason = "the check of the margins asks"))]
        blank: bool,
        /// The characters in whose place boxes stand.
        lacking: Vec<char>,
    },
    /// A filled or outlined rectangle.
    Rect {
        width: f32,
        height: f32,
        radius: f32,
        fill: Option<Token>,
        stroke: Option<Token>,
        dashed: bool,
    },
    /// A line to another point, relative to this one.
    Stroke {
        dx: f32,
        dy: f32,
        width: f32,
        colour: Token,
    },
    /// A picture, upright, whose top left corner is here.
    Picture {
        sha256: Sha256Digest,
        width: f32,
        height: f32,
    },
    /// An area that can be followed.
    LinkArea {
        link: usize,
        width: f32,
        height: f32,
    },
    /// The number of the page on which an anchor stands, set so that it ends at `x`.
    PageNumber { anchor: String },
}

/// A horizontal band of the document that stays on one page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strip {
    /// Space above, left out at the top of a page.
    pub(crate) space_before: f32,
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
    /// Whether what follows stays on the same page.
    pub(crate) keep_with_next: bool,
    /// Grounds and bars that run the height of the strip.
    pub(crate) decorations: Vec<Decoration>,
    /// Names and bookmarks that point here.
    pub(crate) marks: Vec<Mark>,
}

/// A ground with an optional bar at its left, running along strips.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decoration {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) ground: Option<Token>,
    pub(crate) bar: Option<Token>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(crate) struct RowStrips {
    pub(crate) cells: Vec<Vec<Strip>>,
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) ground: Option<Token>,
    pub(crate) line_below: Option<Token>,
    pub(crate) padding: f32,
    pub(crate) space_before: f32,
    pub(crate) keep_with_next: bool,
    pub(crate) marks: Vec<Mark>,
}

/// The document as a flow, before it is cut into pages.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Strip(Strip),
    Row(RowStrips),
    /// A header row: drawn here, and again on each page to which the table goes on.
    TableHead(RowStrips),
    TableEnd,
    /// Elements that stand on one page if they fit on one.
    Keep(Vec<Element>),
    /// Elements on turned pages of their own.
    Turned(Vec<Element>),
    PageBreak,
}

/// A name or bookmark at a place.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    Anchor(String),
    Bookmark { level: u8, title: String },
}

/// A page of the layout tree.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageItems {
    pub(crate) sheet: Sheet,
    pub(crate) items: Vec<Item>,
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) page: usize,
    pub(crate) y: f32,
}

/// A bookmark, in order of the document.
#[derive(Debug, Clone)]
pub(crate) struct Bookmark {
    pub(crate) level: u8,
    pub(crate) title: String,
    pub(crate) place: Place,
}

/// The finished layout.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) pages: Vec<PageItems>,
    pub(crate) anchors: HashMap<String, Place>,
    pub(crate) bookmarks: Vec<Bookmark>,
}

/// A child of a structure node.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Child {
    Node(NodeId),
    Slot(SlotId),
    /// The annotations of a link.
    Annotations(usize),
}

/// What a structure node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    Root,
    Section,
    Heading(u8, String),
    Paragraph,
    Quote,
    /// A footnote.
    Note,
    Code,
    List {
        numbered: bool,
    },
    Item,
    Label,
    Body,
    Table(String),
    Row,
    HeaderCell {
        of_row: bool,
    },
    Cell,
    TableHead,
    TableBody,
    Figure(String),
    Contents,
    ContentsItem,
    Reference,
    Link,
}

/// A node of the structure tree with its children in reading order.
#[derive(Debug, Clone)]
pub(crate) struct TreeNode {
    pub(crate) meaning: Meaning,
    pub(crate) children: Vec<Child>,
}

/// The structure tree while it grows.
#[derive(Debug)]
pub(crate) struct Structure {
    pub(crate) nodes: Vec<TreeNode>,
    pub(crate) slots: usize,
    /// The links in order, with the node of each.
    pub(crate) links: Vec<Rc<Link>>,
}

impl Structure {
    /// The node that holds all others.
    pub(crate) const ROOT: NodeId = 0;

    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![TreeNode {
                meaning: Meaning::Root,
                children: Vec::new(),
            }],
            slots: 0,
            links: Vec::new(),
        }
    }

    pub(crate) fn node(&mut self, parent: NodeId, meaning: Meaning) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(TreeNode {
            meaning,
            children: Vec::new(),
        });
        self.push(parent, Child::Node(id));
        id
    }

    pub(crate) fn slot(&mut self, parent: NodeId) -> SlotId {
        let id = self.slots;
        self.slots += 1;
        self.push(parent, Child::Slot(id));
        id
    }

    /// A link below a node: its index, and the node for its content.
    pub(crate) fn link(&mut self, parent: NodeId, link: &Rc<Link>) -> (usize, NodeId) {
        let node = self.node(parent, Meaning::Link);
        let index = self.links.len();
        self.links.push(Rc::clone(link));
        self.push(node, Child::Annotations(index));
        (index, node)
    }

    fn push(&mut self, parent: NodeId, child: Child) {
        if let Some(node) = self.nodes.get_mut(parent) {
            node.children.push(child);
        }
    }
}

impl Meaning {
    /// The tag in the PDF; `None` for the root, which krilla makes itself.
    pub(crate) fn tag(&self) -> Option<TagKind> {
        Some(match self {
            Self::Root => return None,
            Self::Section => Tag::Section.into(),
            Self::Heading(level, title) => {
                let level = std::num::NonZeroU16::new(u16::from(*level).max(1))?;
                Tag::Hn(level, Some(title.clone())).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::Quote => Tag::BlockQuote.into(),
            // krilla gives each the name that PDF/UA-1 asks for (7.9).
            Self::Note => Tag::Note.into(),
            Self::Code => Tag::Code.into(),
            Self::List { numbered } => Tag::L(if *numbered {
                ListNumbering::Decimal
            } else {
                ListNumbering::Disc
            })
            .into(),
            Self::Item => Tag::LI.into(),
            Self::Label => Tag::Lbl.into(),
            Self::Body => Tag::LBody.into(),
            Self::Table(summary) => Tag::Table.with_summary(Some(summary.clone())).into(),
            Self::Row => Tag::TR.into(),
            Self::HeaderCell { of_row } => Tag::TH(if *of_row {
                TableHeaderScope::Row
            } else {
                TableHeaderScope::Column
            })
            .into(),
            Self::Cell => Tag::TD.into(),
            Self::TableHead => Tag::THead.into(),
            Self::TableBody => Tag::TBody.into(),
            Self::Figure(description) => Tag::Figure(Some(description.clone())).into(),
            Self::Contents => Tag::TOC.into(),
            Self::ContentsItem => Tag::TOCI.into(),
            Self::Reference => Tag::Reference.into(),
            Self::Link => Tag::Link.into(),
        })
    }
}
