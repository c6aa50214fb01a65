//! The structure tree as krilla's tags.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, Node, Tag, TagGroup, TagKind, TagTree};

use super::super::tree::{Child, Item, ItemKind, Meaning, NodeId, SlotId, Structure, TreeNode};

/// What the places of the structure became when they were painted.
pub(crate) struct Identifiers {
    slots: Vec<Vec<Identifier>>,
    links: Vec<Vec<Identifier>>,
    /// Where each place of the structure was painted: the page, and the area on it.
    areas: Vec<Vec<(usize, Rect)>>,
}

impl Identifiers {
    pub(super) fn new(structure: &Structure) -> Self {
        Self {
            slots: vec![Vec::new(); structure.slots],
            links: vec![Vec::new(); structure.links.len()],
            areas: vec![Vec::new(); structure.slots],
        }
    }

    pub(super) fn push_content(&mut self, slot: SlotId, identifier: Identifier) {
        if let Some(of_slot) = self.slots.get_mut(slot) {
            of_slot.push(identifier);
        }
    }

    /// Notes that the items of a place were painted on a page.
    pub(super) fn push_area(&mut self, slot: SlotId, page: usize, items: &[Item]) {
        let area = items.iter().filter_map(extent).reduce(around);
        if let (Some(of_slot), Some(area)) = (self.areas.get_mut(slot), area) {
            match of_slot.last_mut() {
                Some((last, before)) if *last == page => *before = around(*before, area),
                _ => of_slot.push((page, area)),
            }
        }
    }

    pub(super) fn push_annotation(&mut self, link: usize, identifier: Identifier) {
        if let Some(of_link) = self.links.get_mut(link) {
            of_link.push(identifier);
        }
    }

    /// The tag tree of the document.
    pub(crate) fn tag_tree(&self, structure: &Structure, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for node in self.children(structure, Structure::ROOT) {
            tree.push(node);
        }
        tree
    }

    fn children(&self, structure: &Structure, node: NodeId) -> Vec<Node> {
        let mut nodes = Vec::new();
        let Some(node) = structure.nodes.get(node) else {
            return nodes;
        };
        for child in &node.children {
            match child {
                Child::Slot(slot) => {
                    let painted = self.slots.get(*slot).map(Vec::as_slice).unwrap_or_default();
                    nodes.extend(painted.iter().map(|each| Node::Leaf(*each)));
                }
                Child::Annotations(link) => {
                    let added = self.links.get(*link).map(Vec::as_slice).unwrap_or_default();
                    nodes.extend(added.iter().map(|each| Node::Leaf(*each)));
                }
                Child::Node(id) => {
                    let inner = self.children(structure, *id);
                    let tag = structure.nodes.get(*id).and_then(|node| self.tag(node));
                    if let (false, Some(tag)) = (inner.is_empty(), tag) {
                        nodes.push(Node::Group(TagGroup::with_children(tag, inner)));
                    }
                }
            }
        }
        nodes
    }

    /// The tag of a node. A figure on one page says where it stands, as PDF/UA readers want to
    /// know (ISO 32000-1, 14.8.5.4.3).
    fn tag(&self, node: &TreeNode) -> Option<TagKind> {
        let Meaning::Figure(description) = &node.meaning else {
            return node.meaning.tag();
        };
        let mut areas = node.children.iter().flat_map(|child| match child {
            Child::Slot(slot) => self.areas.get(*slot).map(Vec::as_slice).unwrap_or_default(),
            Child::Node(_) | Child::Annotations(_) => &[],
        });
        let bounds = match (areas.next(), areas.next()) {
            (Some(&(page, area)), None) => Some(BBox::new(page, area)),
            _ => None,
        };
        Some(
            Tag::Figure(Some(description.clone()))
                .with_bbox(bounds)
                .into(),
        )
    }
}

/// The room that an item takes on its page.
fn extent(item: &Item) -> Option<Rect> {
    let (x, y) = (item.x, item.y);
    match &item.kind {
        ItemKind::Text { size, width, .. } => {
            Rect::from_ltrb(x, y - size * 0.8, x + width, y + size * 0.25)
        }
        ItemKind::Rect { width, height, .. } | ItemKind::Picture { width, height, .. } => {
            Rect::from_xywh(x, y, *width, *height)
        }
        ItemKind::Stroke { dx, dy, .. } => {
            Rect::from_ltrb(x.min(x + dx), y.min(y + dy), x.max(x + dx), y.max(y + dy))
        }
        ItemKind::LinkArea { .. } | ItemKind::PageNumber { .. } => None,
    }
}

fn around(one: Rect, other: Rect) -> Rect {
    Rect::from_ltrb(
        one.left().min(other.left()),
        one.top().min(other.top()),
        one.right().max(other.right()),
        one.bottom().max(other.bottom()),
    )
    .unwrap_or(one)
}
