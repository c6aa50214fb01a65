//! The page as a tree: what a browser's parser builds, in an arena.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

/// How deep elements may stand within each other. A page of ValOS has about 20.
const MOST_DEPTH: usize = 200;
/// How many nodes a page may have. A page of ValOS has about 20,000; unclosed formatting elements
/// can multiply without bound.
const MOST_NODES: usize = 400_000;
/// How many bytes the parser gets at once: between two pieces the bounds are looked at.
const PIECE: usize = 4096;

/// A node of a tree.
pub(crate) type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub(crate) enum Data {
    /// The document, or something that is never read, such as a comment.
    Other,
    /// A text.
    Text(String),
    /// An element.
    Element {
        /// The element's name in lower case.
        name: String,
        /// Its attributes by name.
        attributes: BTreeMap<String, String>,
    },
}

#[derive(Debug)]
struct Node {
    data: Data,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
    line: usize,
    depth: usize,
}

/// A parsed page.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Parses a page; `None` if it is beyond the bounds.
    pub(crate) fn parse(text: &str) -> Option<Tree> {
        let mut parser = parse_document(Sink::default(), ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            let (piece, after) = rest.split_at(end);
            parser.process(StrTendril::from_slice(piece));
            if parser.tokenizer.sink.sink.beyond.get() {
                return None;
            }
            rest = after;
        }
        let sink = parser.finish();
        if sink.beyond.get() {
            return None;
        }
        Some(Tree {
            nodes: sink.nodes.into_inner(),
        })
    }

    /// The node that holds all others.
    pub(crate) const ROOT: NodeId = 0;

    pub(crate) fn children(&self, node: NodeId) -> &[NodeId] {
        &self.nodes[node].children
    }

    pub(crate) fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes[node].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The element's name; empty for anything else.
    pub(crate) fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node].data {
            Data::Element { name, .. } => name,
            _ => "",
        }
    }

    pub(crate) fn attribute(&self, node: NodeId, wanted: &str) -> Option<&str> {
        match &self.nodes[node].data {
            Data::Element { attributes, .. } => attributes.get(wanted).map(String::as_str),
            _ => None,
        }
    }

    pub(crate) fn has_class(&self, node: NodeId, wanted: &str) -> bool {
        self.attribute(node, "class")
            .is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
    }

    /// The line of the parsed text on which the node begins, from 1.
    pub(crate) fn line(&self, node: NodeId) -> usize {
        self.nodes[node].line
    }

    /// Every node below `node` in the order of the page, itself not included.
    pub(crate) fn below(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut waiting: Vec<NodeId> = self.children(node).iter().rev().copied().collect();
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(self.children(next).iter().rev());
            Some(next)
        })
    }

    /// Whatever text stands below `node`, as it stands.
    pub(crate) fn raw_text(&self, node: NodeId) -> String {
        self.below(node)
            .filter_map(|node| self.text(node))
            .collect()
    }
}

/// What the parser writes into. It takes `&self` everywhere, hence the cells.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// The names that the parser asks for, by node.
    names: RefCell<Vec<Option<QualName>>>,
    /// The line that the parser has come to, from 1.
    line: Cell<usize>,
    /// Whether the page is beyond the bounds.
    beyond: Cell<bool>,
}

impl Default for Sink {
    fn default() -> Sink {
        let sink = Sink {
            nodes: RefCell::default(),
            line: Cell::new(1),
            beyond: Cell::new(false),
            names: RefCell::default(),
        };
        sink.create(Data::Other, None);
        sink
    }
}

/// A name that was copied out of the sink: atoms, so it costs nothing.
#[derive(Debug)]
struct Name {
    namespace: Namespace,
    local: LocalName,
}

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl Sink {
    fn create(&self, data: Data, name: Option<QualName>) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.len() >= MOST_NODES {
            self.beyond.set(true);
        }
        nodes.push(Node {
            data,
            parent: None,
            children: Vec::new(),
            line: self.line.get(),
            depth: 0,
        });
        self.names.borrow_mut().push(name);
        nodes.len() - 1
    }

    fn detach(&self, node: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[node].parent.take() {
            // What is moved was mostly added last.
            let children = &mut nodes[parent].children;
            if let Some(index) = children.iter().rposition(|child| *child == node) {
                children.remove(index);
            }
        }
    }

    /// Puts a node or a text among the children of `parent`, at `index`.
    fn insert(&self, parent: NodeId, index: usize, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = index
                    .checked_sub(1)
                    .and_then(|before| nodes[parent].children.get(before).copied());
                if let Some(before) = before
                    && let Data::Text(found) = &mut nodes[before].data
                {
                    found.push_str(&text);
                    return;
                }
                drop(nodes);
                self.create(Data::Text(text.to_string()), None)
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        if depth > MOST_DEPTH {
            self.beyond.set(true);
        }
        nodes[child].parent = Some(parent);
        nodes[child].depth = depth;
        let children = &mut nodes[parent].children;
        let index = index.min(children.len());
        children.insert(index, child);
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Sink;
    type ElemName<'a> = Name;

    fn finish(self) -> Sink {
        // Nodes that were moved keep the depth of where they first stood, so it is measured again.
        let mut deepest = 0;
        {
            let nodes = self.nodes.borrow();
            let mut waiting = vec![(Tree::ROOT, 0_usize)];
            while let Some((node, depth)) = waiting.pop() {
                deepest = deepest.max(depth);
                waiting.extend(nodes[node].children.iter().map(|child| (*child, depth + 1)));
            }
        }
        if deepest > MOST_DEPTH {
            self.beyond.set(true);
        }
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Tree::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        let names = self.names.borrow();
        let name = names.get(*target).and_then(Option::as_ref);
        Name {
            namespace: name.map(|name| name.ns.clone()).unwrap_or_default(),
            local: name.map(|name| name.local.clone()).unwrap_or_default(),
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        let data = Data::Element {
            name: name.local.to_string(),
            attributes: named(attributes).collect(),
        };
        self.create(data, Some(name))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.create(Data::Other, None)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.create(Data::Other, None)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let index = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, index, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The contents of a template are never read; they are kept out of the tree.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.create(Data::Other, None);
        let mut nodes = self.nodes.borrow_mut();
        nodes[contents].depth = nodes[*target].depth + 1;
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(*node);
        }
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.map(|parent| {
                let children = &nodes[parent].children;
                let index = children.iter().rposition(|child| child == sibling);
                (parent, index.unwrap_or(children.len()))
            })
        };
        if let Some((parent, index)) = place {
            self.insert(parent, index, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, added: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for (name, value) in named(added) {
                attributes.entry(name).or_insert(value);
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.append(new_parent, NodeOrText::AppendNode(child));
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }
}

fn named(attributes: Vec<Attribute>) -> impl Iterator<Item = (String, String)> {
    attributes.into_iter().map(|attribute| {
        (
            attribute.name.local.to_string(),
            attribute.value.to_string(),
        )
    })
}
