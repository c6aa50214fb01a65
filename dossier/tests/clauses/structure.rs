//! The structure tree (ISO 32000-1, 14.7), in the order of reading.

use lopdf::{Dictionary, Object, ObjectId};

use crate::subject::{Subject, dictionary_of};

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kid {
    /// Another element, by its place in the tree.
    Element(usize),
    /// What is painted on a page, by its number there.
    Content(ObjectId, i64),
    /// An annotation.
    Annotation(ObjectId),
}

/// A node of the tree.
pub(crate) struct Element<'s> {
    pub(crate) id: ObjectId,
    pub(crate) dictionary: &'s Dictionary,
    /// What it is, by the standard's own name.
    pub(crate) kind: String,
    /// The element that holds it, by its place in the tree.
    pub(crate) parent: Option<usize>,
    pub(crate) kids: Vec<Kid>,
}

/// All elements of a document, each before those that it holds.
pub(crate) struct Tree<'s> {
    pub(crate) subject: &'s Subject,
    pub(crate) elements: Vec<Element<'s>>,
}

impl<'s> Tree<'s> {
    pub(crate) fn of(subject: &'s Subject) -> Self {
        let root = subject.dictionary(subject.catalog(), "StructTreeRoot");
        let mut tree = Self {
            subject,
            elements: Vec::new(),
        };
        for kid in root.map(kids).unwrap_or_default() {
            tree.add(kid, None, None);
        }
        tree
    }

    /// Adds what is held by the element at `parent`, whose content is on `page`.
    fn add(
        &mut self,
        kid: &'s Object,
        parent: Option<usize>,
        page: Option<ObjectId>,
    ) -> Option<Kid> {
        let object = self.subject.resolved(kid);
        if let Object::Integer(number) = object {
            return Some(Kid::Content(page?, *number));
        }
        let dictionary = dictionary_of(object)?;
        let page = dictionary
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .or(page);
        if dictionary.has_type(b"MCR") {
            let number = dictionary.get(b"MCID").and_then(Object::as_i64).ok()?;
            return Some(Kid::Content(page?, number));
        }
        if dictionary.has_type(b"OBJR") {
            let annotation = dictionary.get(b"Obj").and_then(Object::as_reference);
            return Some(Kid::Annotation(annotation.ok()?));
        }
        let place = self.elements.len();
        self.elements.push(Element {
            id: kid.as_reference().unwrap_or_default(),
            dictionary,
            kind: self.standard_kind(dictionary),
            parent,
            kids: Vec::new(),
        });
        for kid in kids(dictionary) {
            let held = self.add(kid, Some(place), page);
            self.elements[place].kids.extend(held);
        }
        Some(Kid::Element(place))
    }

    /// The kind of an element, behind the map of roles.
    fn standard_kind(&self, element: &Dictionary) -> String {
        let kind = self.subject.name_at(element, "S");
        let root = self
            .subject
            .dictionary(self.subject.catalog(), "StructTreeRoot");
        let roles = root.and_then(|root| self.subject.dictionary(root, "RoleMap"));
        let mapped = roles.map_or("", |roles| self.subject.name_at(roles, kind));
        if mapped.is_empty() { kind } else { mapped }.to_owned()
    }

    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Element<'s>> {
        let elements = self.elements.iter();
        elements.filter(move |element| element.kind == kind)
    }

    /// The elements that an element holds.
    pub(crate) fn below(&self, element: &Element<'s>) -> Vec<&Element<'s>> {
        let kids = element.kids.iter();
        kids.filter_map(|kid| match kid {
            Kid::Element(place) => self.elements.get(*place),
            _ => None,
        })
        .collect()
    }

    /// The kind of the element that holds it.
    pub(crate) fn holder(&self, element: &Element<'s>) -> &str {
        let parent = element.parent.and_then(|place| self.elements.get(place));
        parent.map_or("StructTreeRoot", |parent| parent.kind.as_str())
    }

    /// The value of an attribute of an owner such as `Table` (14.7.5), whichever of its dictionaries has it.
    pub(crate) fn attribute(
        &self,
        element: &Element<'_>,
        owner: &str,
        key: &str,
    ) -> Option<&Object> {
        let element = self.subject.document.get_dictionary(element.id).ok()?;
        let attributes = self.subject.array(element, "A").into_iter();
        let mut attributes = attributes.filter_map(dictionary_of);
        attributes.find_map(|attributes| {
            let owns = self.subject.name_at(attributes, "O") == owner;
            self.subject.get(attributes, key).filter(|_| owns)
        })
    }
}

fn kids(dictionary: &Dictionary) -> Vec<&Object> {
    match dictionary.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().collect(),
        Ok(kid) => vec![kid],
        Err(_) => Vec::new(),
    }
}

/// The values of a number tree (7.9.7), by their numbers.
pub(crate) fn numbered<'s>(subject: &'s Subject, tree: &'s Dictionary) -> Vec<(i64, &'s Object)> {
    let mut found = Vec::new();
    let pairs = match subject.get(tree, "Nums") {
        Some(Object::Array(pairs)) => pairs.as_slice(),
        _ => &[],
    };
    for two in pairs.chunks_exact(2) {
        found.push((two[0].as_i64().unwrap(), &two[1]));
    }
    for kid in subject.array(tree, "Kids") {
        found.extend(
            dictionary_of(kid)
                .map(|kid| numbered(subject, kid))
                .unwrap_or_default(),
        );
    }
    found
}
