//! A finished PDF, and what is read of it.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A document with what its name says of it.
#[derive(Clone)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) document: Document,
}

impl Subject {
    pub(crate) fn read(name: &'static str, bytes: Vec<u8>) -> Self {
        let document = Document::load_mem(&bytes).unwrap();
        Self {
            name,
            bytes,
            document,
        }
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    pub(crate) fn catalog_mut(&mut self) -> &mut Dictionary {
        self.document.catalog_mut().unwrap()
    }

    /// What an object is, behind its references.
    pub(crate) fn resolved<'s>(&'s self, object: &'s Object) -> &'s Object {
        self.document
            .dereference(object)
            .map_or(&Object::Null, |(_, object)| object)
    }

    /// The value of a key, behind its references.
    pub(crate) fn get<'s>(&'s self, dictionary: &'s Dictionary, key: &str) -> Option<&'s Object> {
        let value = self.resolved(dictionary.get(key.as_bytes()).ok()?);
        (!value.is_null()).then_some(value)
    }

    /// The dictionary below a key; that of a stream too.
    pub(crate) fn dictionary<'s>(
        &'s self,
        dictionary: &'s Dictionary,
        key: &str,
    ) -> Option<&'s Dictionary> {
        dictionary_of(self.get(dictionary, key)?)
    }

    /// The objects in an array, behind their references; a value that is none is the only one.
    pub(crate) fn array<'s>(&'s self, dictionary: &'s Dictionary, key: &str) -> Vec<&'s Object> {
        match self.get(dictionary, key) {
            None => Vec::new(),
            Some(Object::Array(items)) => items.iter().map(|item| self.resolved(item)).collect(),
            Some(one) => vec![one],
        }
    }

    pub(crate) fn name_at<'s>(&'s self, dictionary: &'s Dictionary, key: &str) -> &'s str {
        let name = self.get(dictionary, key).map(Object::as_name);
        name.and_then(Result::ok)
            .and_then(|name| str::from_utf8(name).ok())
            .unwrap_or_default()
    }

    /// A text string (ISO 32000-1, 7.9.2.2), empty where there is none.
    pub(crate) fn text_at(&self, dictionary: &Dictionary, key: &str) -> String {
        let text = self.get(dictionary, key).map(lopdf::decode_text_string);
        text.and_then(Result::ok).unwrap_or_default()
    }

    /// Every dictionary, those within others and of streams too, with the number of the object that it stands in.
    pub(crate) fn dictionaries(&self) -> Vec<(ObjectId, &Dictionary)> {
        let mut found = Vec::new();
        for (id, object) in &self.document.objects {
            walk(object, &mut |object| {
                if let Some(dictionary) = dictionary_of(object) {
                    found.push((*id, dictionary));
                }
            });
        }
        found
    }

    /// Changes the first object that is such a dictionary, or a stream with such a one; says whether there is one.
    pub(crate) fn spoil(
        &mut self,
        is: impl Fn(&Dictionary) -> bool,
        change: impl FnOnce(&mut Dictionary),
    ) -> bool {
        let mut objects = self.document.objects.values_mut();
        let found = objects.find(|object| dictionary_of(object).is_some_and(&is));
        match found {
            Some(Object::Dictionary(dictionary)) => change(dictionary),
            Some(Object::Stream(stream)) => change(&mut stream.dict),
            _ => return false,
        }
        true
    }

    /// Puts other bytes in the place of the first that are these.
    pub(crate) fn replace(&mut self, bytes: &[u8], other: &[u8]) -> bool {
        let found = self.bytes.windows(bytes.len()).position(|at| at == bytes);
        if let Some(at) = found {
            self.bytes
                .splice(at..at + bytes.len(), other.iter().copied());
        }
        found.is_some()
    }

    /// Its pages, in order.
    pub(crate) fn pages(&self) -> Vec<(ObjectId, &Dictionary)> {
        let pages = self.document.page_iter();
        pages
            .map(|id| (id, self.document.get_dictionary(id).unwrap()))
            .collect()
    }

    /// What paints a page.
    pub(crate) fn operations(&self, page: ObjectId) -> Vec<Operation> {
        let content = self.document.get_page_content(page);
        Content::decode(&content).unwrap().operations
    }

    /// Changes what paints the first page of which `change` says that it was the one.
    pub(crate) fn repaint(&mut self, change: impl Fn(&mut Vec<Operation>) -> bool) -> bool {
        for page in self.document.page_iter().collect::<Vec<_>>() {
            let mut operations = self.operations(page);
            if !change(&mut operations) {
                continue;
            }
            let content = self.document.get_page_contents(page)[0];
            let stream = self.document.get_object_mut(content).unwrap();
            let stream = stream.as_stream_mut().unwrap();
            stream.set_plain_content(Content { operations }.encode().unwrap());
            return true;
        }
        false
    }

    /// The annotations of all pages, with the page's number.
    pub(crate) fn annotations(&self) -> Vec<(ObjectId, ObjectId, &Dictionary)> {
        let mut found = Vec::new();
        for (page, dictionary) in self.pages() {
            let Some(Object::Array(annotations)) = self.get(dictionary, "Annots") else {
                continue;
            };
            for annotation in annotations {
                let id = annotation.as_reference().unwrap();
                found.push((page, id, self.document.get_dictionary(id).unwrap()));
            }
        }
        found
    }
}

pub(crate) fn dictionary_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Visits an object and what is directly in it; what it refers to is visited where it stands.
pub(crate) fn walk<'o>(object: &'o Object, visit: &mut dyn FnMut(&'o Object)) {
    visit(object);
    match object {
        Object::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Object::Dictionary(dictionary) => {
            dictionary.iter().for_each(|(_, value)| walk(value, visit));
        }
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| walk(value, visit)),
        _ => {}
    }
}

/// Whether the value of a key is this name.
pub(crate) fn named(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary
        .get(key)
        .and_then(Object::as_name)
        .is_ok_and(|found| found == name)
}

/// The integer below a key.
pub(crate) fn number(dictionary: &Dictionary, key: &[u8]) -> Option<i64> {
    dictionary.get(key).and_then(Object::as_i64).ok()
}
