//! The structure tree as krilla's tags.

use krilla::tagging::{Identifier, Node, TagGroup, TagTree};

use super::super::tree::{Child, NodeId, SlotId, Structure};

/// What the places of the structure became when they were painted.
pub(crate) struct Identifiers {
    slots: Vec<Vec<Identifier>>,
    links: Vec<Vec<Identifier>>,
}

impl Identifiers {
    pub(super) fn new(structure: &Structure) -> Self {
        Self {
            slots: vec![Vec::new(); structure.slots],
            links: vec![Vec::new(); structure.links.len()],
        }
    }

    pub(super) fn push_content(&mut self, slot: SlotId, identifier: Identifier) {
        if let Some(of_slot) = self.slots.get_mut(slot) {
            of_slot.push(identifier);
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
                    let tag = structure.nodes.get(*id).and_then(|node| node.meaning.tag());
                    if let (false, Some(tag)) = (inner.is_empty(), tag) {
                        nodes.push(Node::Group(TagGroup::with_children(tag, inner)));
                    }
                }
            }
        }
        nodes
    }
}
