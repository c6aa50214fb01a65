//! Files that are embedded in a PDF: the signed JSON is one.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Pdf;
use super::document::{self, catalog, get, get_dictionary, get_text};

/// The largest attachment that is unpacked: 64 MiB.
const MAX_ATTACHMENT_BYTES: usize = 64 * 1024 * 1024;

/// The most nodes of the name tree, and the most attachments, that are looked at.
const MAX_NODES: usize = 1_000;

/// The embedded file of this name, unpacked. `None` if the PDF cannot be read, has no such file,
/// or the file is larger than 64 MiB.
///
/// Says nothing about signatures: check the PDF, and the attachment too, before trusting it.
pub fn attachment(pdf: &[u8], name: &str) -> Option<Vec<u8>> {
    Pdf::parse(pdf).ok()?.attachment(name)
}

/// The names of all embedded files, in the order of the PDF; empty if it cannot be read.
pub fn attachment_names(pdf: &[u8]) -> Vec<String> {
    Pdf::parse(pdf).map_or_else(|_| Vec::new(), |pdf| pdf.attachment_names())
}

impl Pdf<'_> {
    /// The embedded file of this name, as [`attachment`] gives it.
    #[must_use]
    pub fn attachment(&self, name: &str) -> Option<Vec<u8>> {
        let document = self.document();
        let (_, specification) = specifications(document)
            .into_iter()
            .find(|(file_name, _)| file_name == name)?;
        let embedded = get_dictionary(document, specification, b"EF")?;
        let stream = get(document, embedded, b"F").or_else(|| get(document, embedded, b"UF"))?;
        let stream = stream.as_stream().ok()?;
        if !stream.is_compressed() {
            return (stream.content.len() <= MAX_ATTACHMENT_BYTES).then(|| stream.content.clone());
        }
        stream
            .decompressed_content_with_limit(MAX_ATTACHMENT_BYTES)
            .ok()
    }

    /// The names of all embedded files, in the order of the PDF.
    #[must_use]
    pub fn attachment_names(&self) -> Vec<String> {
        specifications(self.document())
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }
}

/// The file specifications in the catalog's name tree of embedded files (ISO 32000-1, 7.11.4).
fn specifications(document: &Document) -> Vec<(String, &Dictionary)> {
    let mut found = Vec::new();
    let root = catalog(document)
        .and_then(|(_, catalog)| get_dictionary(document, catalog, b"Names"))
        .and_then(|names| get_dictionary(document, names, b"EmbeddedFiles"));
    // Kids are visited in order; references that were followed already are not followed again.
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut waiting: Vec<&Dictionary> = root.into_iter().collect();
    let mut visited = 0;
    while let Some(node) = waiting.pop() {
        visited += 1;
        if visited > MAX_NODES || found.len() > MAX_NODES {
            break;
        }
        if let Some(Object::Array(names)) = get(document, node, b"Names") {
            for pair in names.chunks(2).take(MAX_NODES) {
                let [_, specification] = pair else { continue };
                let specification = document::resolve(document, specification);
                let Some(Object::Dictionary(specification)) = specification else {
                    continue;
                };
                let name = get_text(document, specification, b"UF")
                    .or_else(|| get_text(document, specification, b"F"));
                if let Some(name) = name {
                    found.push((name, specification));
                }
            }
        }
        if let Some(Object::Array(kids)) = get(document, node, b"Kids") {
            for kid in kids.iter().take(MAX_NODES).rev() {
                if let Object::Reference(id) = kid
                    && seen.insert(*id)
                    && let Some(Object::Dictionary(kid)) = document.objects.get(id)
                {
                    waiting.push(kid);
                }
            }
        }
    }
    found
}
