//! The page's configuration, read as data: in a drawn page JSON, in a source an object literal of a
//! script. Nothing of the script runs; what is not data in the literal reads as null.

use serde_json::{Map, Value};

use crate::text::plain;
use crate::tree::{NodeId, Tree};

/// How deep values may stand within each other.
const MOST_DEPTH: usize = 16;
/// The element that a drawn page keeps its configuration in.
const DRAWN: &str = "initialUserConfig";
/// The variable that a source puts it into.
const SOURCE: &str = "respecConfig";

/// The configuration, and the line where it begins; `None` if the page has none that can be read.
pub(crate) fn find(tree: &Tree) -> Option<(Map<String, Value>, usize)> {
    let scripts: Vec<NodeId> = tree
        .below(Tree::ROOT)
        .filter(|node| tree.name(*node) == "script")
        .collect();
    let drawn = scripts
        .iter()
        .find(|node| tree.attribute(**node, "id") == Some(DRAWN))
        .and_then(|node| Some((json(&tree.raw_text(*node))?, tree.line(*node))));
    drawn.or_else(|| {
        scripts
            .iter()
            .find_map(|node| Some((literal(&tree.raw_text(*node))?, tree.line(*node))))
    })
}

/// Whether a script of the page assigns a configuration.
pub(crate) fn is_assigned(tree: &Tree) -> bool {
    tree.below(Tree::ROOT)
        .any(|node| tree.name(node) == "script" && assignment(&tree.raw_text(node)).is_some())
}

/// A text member of the configuration.
pub(crate) fn member(configuration: &Map<String, Value>, name: &str) -> Option<String> {
    let text = plain(configuration.get(name)?.as_str()?);
    (!text.is_empty()).then_some(text)
}

fn json(text: &str) -> Option<Map<String, Value>> {
    match serde_json::from_str(text).ok()? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// What stands behind `respecConfig =`.
fn assignment(script: &str) -> Option<&str> {
    script.match_indices(SOURCE).find_map(|(at, name)| {
        let rest = script.get(at + name.len()..)?.trim_start();
        let rest = rest.strip_prefix('=')?.trim_start();
        rest.starts_with('{').then_some(rest)
    })
}

fn literal(script: &str) -> Option<Map<String, Value>> {
    let mut reader = Reader {
        rest: assignment(script)?,
    };
    match reader.value(MOST_DEPTH)? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// Reads an object literal: names with and without quotes, texts in single and double quotes, lists,
/// objects, comments, and a comma behind the last member.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let comment = if self.rest.starts_with("//") {
                "\n"
            } else if self.rest.starts_with("/*") {
                "*/"
            } else {
                return;
            };
            self.rest = match self.rest.split_once(comment) {
                Some((_, rest)) => rest,
                None => "",
            };
        }
    }

    /// Whether the next character is this one, which is then read.
    fn takes(&mut self, wanted: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self, deep: usize) -> Option<Value> {
        let deep = deep.checked_sub(1)?;
        self.skip();
        if self.takes('{') {
            return self.object(deep);
        }
        if self.takes('[') {
            return self.list(deep);
        }
        if self.rest.starts_with(['"', '\'']) {
            return self.text().map(Value::String);
        }
        match self.word()? {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => Some(Value::Null),
        }
    }

    fn object(&mut self, deep: usize) -> Option<Value> {
        let mut object = Map::new();
        loop {
            if self.takes('}') {
                return Some(Value::Object(object));
            }
            let name = if self.rest.starts_with(['"', '\'']) {
                self.text()?
            } else {
                self.word()?.to_owned()
            };
            if !self.takes(':') {
                return None;
            }
            let value = self.value(deep)?;
            // The same name twice would leave open which one holds.
            if object.insert(name, value).is_some() {
                return None;
            }
            if !self.takes(',') {
                return self.takes('}').then_some(Value::Object(object));
            }
        }
    }

    fn list(&mut self, deep: usize) -> Option<Value> {
        let mut list = Vec::new();
        loop {
            if self.takes(']') {
                return Some(Value::Array(list));
            }
            list.push(self.value(deep)?);
            if !self.takes(',') {
                return self.takes(']').then_some(Value::Array(list));
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut characters = self.rest.char_indices();
        let (_, quote) = characters.next()?;
        let mut text = String::new();
        while let Some((at, character)) = characters.next() {
            match character {
                _ if character == quote => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(text);
                }
                '\\' => match characters.next()?.1 {
                    // The line goes on.
                    '\n' => {}
                    'n' | 't' | 'r' => text.push(' '),
                    'u' => {
                        let digits: String = characters
                            .by_ref()
                            .take(4)
                            .map(|(_, digit)| digit)
                            .collect();
                        text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                    }
                    other => text.push(other),
                },
                '\n' => return None,
                _ => text.push(character),
            }
        }
        None
    }

    /// A name, a number or a word; never empty.
    fn word(&mut self) -> Option<&str> {
        self.skip();
        let end = self
            .rest
            .find(|character: char| !character.is_alphanumeric() && !"_$.-".contains(character))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}
