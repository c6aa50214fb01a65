//! Takes values out of the JSON tree and notes what is wrong with them.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::str::FromStr;

use super::node::Node;
use super::reading::{Kind, Reading};
use super::{Place, ProblemKind};
use crate::{IdentifierError, MAX_IDENTIFIER_LENGTH};

/// The greatest length of a text in the data files, in bytes.
const MAX_TEXT_BYTES: usize = 10_000;

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    pub(super) place: Place,
}

impl<'a> At<'a> {
    /// The file's outermost value.
    pub(super) fn root(file: &'static str, node: &'a Node) -> Self {
        Self {
            node,
            place: Place::whole_file(file),
        }
    }

    /// The value as a text that is neither empty nor unreasonable.
    pub(super) fn text(&self, reading: &Reading) -> Option<&'a str> {
        let Node::Text(text) = self.node else {
            self.note_type("a text", reading);
            return None;
        };
        let what = if text.is_empty() {
            "is empty"
        } else if text.len() > MAX_TEXT_BYTES {
            "has more than 10000 bytes"
        } else if text.trim() != text {
            "begins or ends with white space"
        } else if text.chars().any(char::is_control) {
            "holds control characters"
        } else {
            return Some(text);
        };
        reading.note(self.place.clone(), ProblemKind::Text { what });
        None
    }

    /// The value as an identifier.
    pub(super) fn identifier<T>(&self, reading: &Reading) -> Option<T>
    where
        T: FromStr<Err = IdentifierError>,
    {
        self.text(reading)?
            .parse()
            .map_err(|error: IdentifierError| reading.note(self.place.clone(), error.into()))
            .ok()
    }

    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.node, Node::Object(_))
    }

    /// The value as an object.
    pub(super) fn object<'r>(&self, reading: &'r Reading) -> Option<Object<'a, 'r>> {
        let Node::Object(fields) = self.node else {
            self.note_type("an object", reading);
            return None;
        };
        Some(Object::new(fields, self.place.clone(), reading))
    }

    fn items(&self, reading: &Reading) -> Vec<At<'a>> {
        let Node::List(nodes) = self.node else {
            self.note_type("a list", reading);
            return Vec::new();
        };
        nodes
            .iter()
            .enumerate()
            .map(|(index, node)| At {
                node,
                place: self.place.below(index),
            })
            .collect()
    }

    fn note_type(&self, expected: &'static str, reading: &Reading) {
        let found = self.node.type_in_words();
        reading.note(
            self.place.clone(),
            ProblemKind::WrongType { expected, found },
        );
    }
}

/// An object whose fields are taken one by one; [`Object::finish`] notes those that nobody took.
pub(super) struct Object<'a, 'r> {
    fields: &'a [(String, Node)],
    taken: Vec<Cell<bool>>,
    place: Place,
    reading: &'r Reading,
}

impl<'a, 'r> Object<'a, 'r> {
    fn new(fields: &'a [(String, Node)], mut place: Place, reading: &'r Reading) -> Self {
        let identifier = fields.iter().find_map(|(name, node)| match node {
            Node::Text(text) if name == "id" => {
                Some(text.chars().take(MAX_IDENTIFIER_LENGTH).collect())
            }
            _ => None,
        });
        if identifier.is_some() {
            place.identifier = identifier;
        }
        let mut names = BTreeSet::new();
        for (field, _) in fields {
            if !names.insert(field) {
                let field = field.clone();
                reading.note(place.clone(), ProblemKind::DuplicateField { field });
            }
        }
        Self {
            fields,
            taken: vec![Cell::new(false); fields.len()],
            place,
            reading,
        }
    }

    /// Where the object stands, with its identifier.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// The problems and declarations that this object adds to.
    pub(super) fn reading(&self) -> &'r Reading {
        self.reading
    }

    /// All fields with their names, which count as taken.
    pub(super) fn all(&self) -> Vec<(&'a str, At<'a>)> {
        let fields = self.fields.iter().zip(&self.taken);
        fields
            .map(|((name, node), taken)| {
                taken.set(true);
                let place = self.place.below(name);
                (name.as_str(), At { node, place })
            })
            .collect()
    }

    /// A field that may be absent.
    pub(super) fn optional(&self, name: &str) -> Option<At<'a>> {
        let mut found = None;
        for ((field, node), taken) in self.fields.iter().zip(&self.taken) {
            if field == name {
                taken.set(true);
                found = found.or(Some(node));
            }
        }
        found.map(|node| At {
            node,
            place: self.place.below(name),
        })
    }

    /// A field that has to be there.
    pub(super) fn required(&self, name: &'static str) -> Option<At<'a>> {
        let field = self.optional(name);
        if field.is_none() {
            let kind = ProblemKind::MissingField { field: name };
            self.reading.note(self.place.clone(), kind);
        }
        field
    }

    /// A text that has to be there.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        self.required(name)?.text(self.reading).map(str::to_owned)
    }

    /// A text that may be absent: `Some(None)` without the field, `None` if it is wrong.
    pub(super) fn optional_text(&self, name: &str) -> Option<Option<String>> {
        match self.optional(name) {
            None => Some(None),
            Some(field) => field.text(self.reading).map(|text| Some(text.to_owned())),
        }
    }

    /// An identifier that has to be there.
    pub(super) fn identifier<T>(&self, name: &'static str) -> Option<T>
    where
        T: FromStr<Err = IdentifierError>,
    {
        self.required(name)?.identifier(self.reading)
    }

    /// The object's own identifier, which is declared with it.
    pub(super) fn own_identifier<T>(&self, kind: Kind) -> Option<T>
    where
        T: FromStr<Err = IdentifierError> + ToString,
    {
        let identifier: T = self.identifier("id")?;
        self.reading
            .declare(kind, identifier.to_string(), &self.place);
        Some(identifier)
    }

    /// One of several names that may be absent: `Some(None)` without the field, `None` if wrong.
    pub(super) fn optional_name<T: Copy>(
        &self,
        name: &str,
        all: &[T],
        name_of: fn(T) -> &'static str,
    ) -> Option<Option<T>> {
        let Some(field) = self.optional(name) else {
            return Some(None);
        };
        let text = field.text(self.reading)?;
        let found = all.iter().copied().find(|each| name_of(*each) == text);
        if found.is_none() {
            let allowed: Vec<_> = all.iter().map(|each| name_of(*each)).collect();
            let kind = ProblemKind::UnknownName {
                found: text.to_owned(),
                allowed: allowed.join(", "),
            };
            self.reading.note(field.place, kind);
        }
        found.map(Some)
    }

    /// One of several names that has to be there.
    pub(super) fn name<T: Copy>(
        &self,
        name: &'static str,
        all: &[T],
        name_of: fn(T) -> &'static str,
    ) -> Option<T> {
        self.required(name)?;
        self.optional_name(name, all, name_of)?
    }

    /// A mark that is false where it is absent; `None` if it is wrong.
    pub(super) fn mark(&self, name: &str) -> Option<bool> {
        match self.optional(name) {
            None => Some(false),
            Some(At {
                node: Node::Boolean(value),
                ..
            }) => Some(*value),
            Some(other) => {
                other.note_type("true or false", self.reading);
                None
            }
        }
    }

    /// A line number from 1 that may be absent: `Some(None)` without the field, `None` if wrong.
    pub(super) fn optional_line(&self, name: &str) -> Option<Option<u16>> {
        let Some(field) = self.optional(name) else {
            return Some(None);
        };
        let line = match field.node {
            Node::Whole(value) => u16::try_from(*value).ok().filter(|line| *line > 0),
            _ => None,
        };
        if line.is_none() {
            let expected = "a line number from 1 to 65535";
            match field.node {
                Node::Whole(value) => {
                    let found = value.to_string();
                    let kind = ProblemKind::Malformed { found, expected };
                    self.reading.note(field.place, kind);
                }
                _ => field.note_type(expected, self.reading),
            }
        }
        line.map(Some)
    }

    /// The items of a list that may be absent.
    pub(super) fn optional_items(&self, name: &str) -> Vec<At<'a>> {
        self.optional(name)
            .map(|field| field.items(self.reading))
            .unwrap_or_default()
    }

    /// The items of a list that has to be there and to have at least one.
    pub(super) fn items(&self, name: &'static str) -> Vec<At<'a>> {
        let Some(field) = self.required(name) else {
            return Vec::new();
        };
        if matches!(field.node, Node::List(nodes) if nodes.is_empty()) {
            self.reading
                .note(field.place.clone(), ProblemKind::EmptyList);
        }
        field.items(self.reading)
    }

    /// The texts of a list that has to be there and to have at least one.
    pub(super) fn texts(&self, name: &'static str) -> Vec<String> {
        self.items(name)
            .iter()
            .filter_map(|item| item.text(self.reading).map(str::to_owned))
            .collect()
    }

    /// The texts of a list that may be absent or empty.
    pub(super) fn optional_texts(&self, name: &'static str) -> Vec<String> {
        self.optional_items(name)
            .iter()
            .filter_map(|item| item.text(self.reading).map(str::to_owned))
            .collect()
    }

    /// Notes every field that nobody took.
    pub(super) fn finish(&self) {
        for ((field, _), taken) in self.fields.iter().zip(&self.taken) {
            if !taken.get() {
                let kind = ProblemKind::UnknownField {
                    field: field.clone(),
                };
                self.reading.note(self.place.clone(), kind);
            }
        }
    }
}
