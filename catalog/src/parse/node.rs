//! A file's JSON as a tree that keeps the order of fields, and duplicate ones.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::reading::Reading;
use super::{MAX_FILE_BYTES, Place, ProblemKind};

/// A JSON value.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Null,
    Boolean(bool),
    Whole(u64),
    /// A number that is negative or not whole; no field of the data files has one.
    OtherNumber,
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The value's type in words.
    pub(super) fn type_in_words(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Boolean(_) => "true or false",
            Node::Whole(_) => "a whole number",
            Node::OtherNumber => "a negative number or one with a fraction",
            Node::Text(_) => "a text",
            Node::List(_) => "a list",
            Node::Object(_) => "an object",
        }
    }
}

impl Node {
    /// Whether the value is this text.
    pub(super) fn is_text(&self, text: &str) -> bool {
        matches!(self, Node::Text(found) if found == text)
    }

    /// What an object is known by: its identifier, or the term that it defines.
    pub(super) fn name(&self) -> Option<&str> {
        let Node::Object(fields) = self else {
            return None;
        };
        fields.iter().find_map(|(name, node)| match node {
            Node::Text(text) if name == "id" || name == "term" => Some(text.as_str()),
            _ => None,
        })
    }
}

/// Reads one file, and notes a problem if it is too large or not JSON.
pub(super) fn read(file: &'static str, text: &str, reading: &Reading) -> Option<Node> {
    if text.len() > MAX_FILE_BYTES {
        let bytes = text.len();
        reading.note(Place::whole_file(file), ProblemKind::FileTooLarge { bytes });
        return None;
    }
    match serde_json::from_str(text) {
        Ok(node) => Some(node),
        Err(error) => {
            let message = error.to_string();
            reading.note(Place::whole_file(file), ProblemKind::Syntax { message });
            None
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Whole(value))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Node, E> {
        Ok(Node::OtherNumber)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Ok(Node::OtherNumber)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = entries.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // A catalog with such a number is refused before it is ever written.
            Node::Null | Node::OtherNumber => serializer.serialize_unit(),
            Node::Boolean(value) => serializer.serialize_bool(*value),
            Node::Whole(value) => serializer.serialize_u64(*value),
            Node::Text(value) => serializer.serialize_str(value),
            Node::List(nodes) => serializer.collect_seq(nodes),
            Node::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, node) in fields {
                    map.serialize_entry(name, node)?;
                }
                map.end()
            }
        }
    }
}
