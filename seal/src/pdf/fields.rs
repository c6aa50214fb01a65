//! The signature fields of a document's form (ISO 32000-1, 12.7 and 12.8).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::document::{catalog, get, get_dictionary, get_text};

/// The most form fields that are looked at.
const MAX_FIELDS: usize = 1_000;

/// How deep fields may be nested.
const MAX_DEPTH: usize = 16;

/// A terminal signature field that is an object of its own.
pub(super) struct SignatureField {
    /// Its object number.
    pub(super) id: ObjectId,
    /// Its full name: partial names joined with periods.
    pub(super) name: String,
    /// The object number of its value, the signature dictionary, if it is signed.
    pub(super) value: Option<ObjectId>,
}

/// All signature fields of the form, in the form's order. Fields beyond the bounds are left out;
/// their signatures then count as being outside the form, which is never valid.
pub(super) fn signature_fields(document: &Document) -> Vec<SignatureField> {
    let mut walk = Walk {
        document,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    if let Some((_, catalog)) = catalog(document)
        && let Some(form) = get_dictionary(document, catalog, b"AcroForm")
        && let Some(Object::Array(fields)) = get(document, form, b"Fields")
    {
        for field in fields {
            walk.visit(field, None, false, 0);
        }
    }
    walk.found
}

struct Walk<'a> {
    document: &'a Document,
    seen: BTreeSet<ObjectId>,
    found: Vec<SignatureField>,
}

impl Walk<'_> {
    fn visit(&mut self, field: &Object, parent: Option<&str>, is_signature: bool, depth: usize) {
        let Object::Reference(id) = field else { return };
        if depth > MAX_DEPTH || self.seen.len() >= MAX_FIELDS || !self.seen.insert(*id) {
            return;
        }
        let Some(Object::Dictionary(field)) = self.document.objects.get(id) else {
            return;
        };
        let own_name = get_text(self.document, field, b"T");
        let name = match (parent, own_name) {
            (Some(parent), Some(own)) => format!("{parent}.{own}"),
            (Some(parent), None) => parent.to_owned(),
            (None, own) => own.unwrap_or_default(),
        };
        // The type of a field is inherited.
        let is_signature = match get(self.document, field, b"FT") {
            Some(Object::Name(kind)) => kind == b"Sig",
            _ => is_signature,
        };
        if let Some(Object::Array(kids)) = get(self.document, field, b"Kids") {
            for kid in kids {
                self.visit(kid, Some(&name), is_signature, depth + 1);
            }
            // A signature field with its widget apart has kids and the value; both are looked at.
        }
        if is_signature && (field.has(b"V") || !field.has(b"Kids")) {
            let value = field
                .get(b"V")
                .ok()
                .and_then(|value| value.as_reference().ok());
            self.found.push(SignatureField {
                id: *id,
                name,
                value,
            });
        }
    }
}

/// Whether a dictionary is a signature: nothing else has both of these keys.
pub(super) fn is_signature(dictionary: &Dictionary) -> bool {
    dictionary.has(b"ByteRange") && dictionary.has(b"Contents")
}
