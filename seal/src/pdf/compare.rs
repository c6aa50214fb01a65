//! Whether a signed PDF is a given unsigned one with signatures added, and where two differ.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId, Stream};

use super::Pdf;
use super::byte_range::signed_parts;
use super::document::{self, ReadPdfError, catalog, get, get_text};
use super::page_text::page_text;
use super::parsed::Revision;
use super::revisions::unexpected_change;
use super::verify::find_signatures;

/// The most pairs of objects that are compared; a report has some 20,000.
const MOST_PAIRS: usize = 1_000_000;

/// The most pages whose texts are given.
const MOST_TEXTS: usize = 10;

/// What a stream may unpack to when it is compared.
const MAX_STREAM_BYTES: usize = 16 * 1024 * 1024;

/// What all streams that had to be unpacked may have together; beyond that they count as different.
const MAX_UNPACKED_BYTES: usize = 256 * 1024 * 1024;

/// The most pages that are searched for a difference of text.
const MOST_PAGES_READ: usize = 100;

/// What is wrong with a file that does not begin with the bytes of another.
const OTHER_BEGINNING: &str = "the file does not begin as expected";

/// Whether `file` begins with the bytes of `base` and every revision after them only fills a
/// signature field that `base` has. Then it shows what `base` shows, in every reader.
///
/// # Errors
/// What was done beside signing, in words.
pub fn only_signed_since(base: &[u8], file: &[u8]) -> Result<(), String> {
    let parse = |bytes| Pdf::parse(bytes).map_err(|error| error.to_string());
    if !file.starts_with(base) {
        return Err(OTHER_BEGINNING.to_owned());
    }
    let file = parse(file)?;
    file.only_signed_since(&parse(base)?)
}

/// A page whose text differs, with both texts from a little before the first difference on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherText {
    /// The page, counted from 1.
    pub page: usize,
    /// The text in the first PDF.
    pub first: String,
    /// The text in the second.
    pub second: String,
}

/// Where two PDFs differ, by what they show and how it is tagged and not by their bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfDifferences {
    /// How many pages the first has.
    pub pages_of_first: usize,
    /// How many pages the second has.
    pub pages_of_second: usize,
    /// The pages, counted from 1, that are in both and differ: content, fonts, pictures or links.
    pub pages: Vec<usize>,
    /// The first of these whose text differs.
    pub texts: Vec<OtherText>,
    /// Whether the structure differs, by which software reads the document aloud.
    pub structure: bool,
    /// Whether something else differs: bookmarks, metadata, attachments, actions.
    pub elsewhere: bool,
}

impl PdfDifferences {
    /// Whether none was found.
    pub fn none(&self) -> bool {
        self.pages_of_first == self.pages_of_second
            && self.pages.is_empty()
            && !self.structure
            && !self.elsewhere
    }
}

/// Compares two PDFs page by page. Signature fields are left out.
///
/// # Errors
/// [`ReadPdfError`] if one of them cannot be read without guessing.
pub fn differences(first: &[u8], second: &[u8]) -> Result<PdfDifferences, ReadPdfError> {
    Ok(Pdf::parse(first)?.differences(&Pdf::parse(second)?))
}

impl Pdf<'_> {
    /// Whether this file is `base` with signatures added, as [`only_signed_since`] has it.
    ///
    /// # Errors
    /// What was done beside signing, in words.
    pub fn only_signed_since(&self, base: &Pdf<'_>) -> Result<(), String> {
        let (file, whole) = (self.bytes(), self.document());
        let base_end = base.bytes().len();
        if !file.starts_with(base.bytes()) {
            return Err(OTHER_BEGINNING.to_owned());
        }
        let mut ends: Vec<usize> = find_signatures(whole)
            .iter()
            .filter_map(|found| signed_parts(file, whole, found.id, found.dictionary).ok())
            .map(|(signed, _)| signed.end)
            .chain([file.len()])
            .filter(|end| *end != base_end)
            .collect();
        ends.sort_unstable();
        ends.dedup();
        let mut before = (Revision::Whole(base.document()), base_end);
        for end in ends {
            let after = self.revision(end).map_err(|error| error.to_string())?;
            let change = unexpected_change(file, (&before.0, before.1), (&after, end));
            if let Some(change) = change {
                return Err(change);
            }
            before = (after, end);
        }
        Ok(())
    }

    /// Compares this PDF with another page by page. Signature fields are left out.
    #[must_use]
    pub fn differences(&self, other: &Pdf<'_>) -> PdfDifferences {
        compare(self.document(), other.document())
    }

    /// The program that the PDF says it was made with (`/Creator`).
    #[must_use]
    pub fn creator(&self) -> Option<String> {
        let document = self.document();
        let info = document.trailer.get(b"Info").ok()?;
        let info = document::resolve(document, info)?.as_dict().ok()?;
        get_text(document, info, b"Creator")
    }
}

fn compare(first: &Document, second: &Document) -> PdfDifferences {
    let places = |document: &Document| -> BTreeMap<ObjectId, u32> {
        let pages = document.get_pages();
        pages.into_iter().map(|(number, id)| (id, number)).collect()
    };
    let mut comparing = Comparing {
        pages: (places(first), places(second)),
        first,
        second,
        equal: BTreeSet::new(),
        pairs_left: MOST_PAIRS,
        bytes_left: MAX_UNPACKED_BYTES,
    };
    let (pages, others) = (first.get_pages(), second.get_pages());
    let mut found = PdfDifferences {
        pages_of_first: pages.len(),
        pages_of_second: others.len(),
        ..PdfDifferences::default()
    };
    for (place, (page, other)) in pages.values().zip(others.values()).enumerate() {
        let pair = first.objects.get(page).zip(second.objects.get(other));
        if !pair.is_some_and(|(page, other)| comparing.same_entries(page, other, &[])) {
            found.pages.push(place + 1);
            if found.texts.len() < MOST_TEXTS
                && found.pages.len() <= MOST_PAGES_READ
                && let Some(one) = page_text(first, *page)
                && let Some(two) = page_text(second, *other)
                && one != two
            {
                let (one, two) = excerpts(&one, &two);
                found.texts.push(OtherText {
                    page: place + 1,
                    first: one,
                    second: two,
                });
            }
        }
    }
    let roots = catalog(first).zip(catalog(second));
    let Some(((_, root), (_, other))) = roots else {
        found.elsewhere = true;
        return found;
    };
    let structure = |root| (root, b"StructTreeRoot".as_slice());
    let (a, b) = (structure(root), structure(other));
    found.structure = match (a.0.get(a.1).ok(), b.0.get(b.1).ok()) {
        (Some(a), Some(b)) => !comparing.same(a, b),
        (None, None) => false,
        _ => true,
    };
    let apart = [b"Pages".as_slice(), b"StructTreeRoot", b"AcroForm"];
    found.elsewhere = !comparing.same_entries(
        &Object::Dictionary(root.clone()),
        &Object::Dictionary(other.clone()),
        &apart,
    );
    found
}

fn excerpts(one: &str, two: &str) -> (String, String) {
    let same = one
        .chars()
        .zip(two.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let excerpt = |text: &str| {
        let text: String = text
            .chars()
            .skip(same.saturating_sub(20))
            .take(80)
            .collect();
        text.trim().to_owned()
    };
    (excerpt(one), excerpt(two))
}

/// The program that a PDF says it was made with (`/Creator`).
pub fn creator(pdf: &[u8]) -> Option<String> {
    Pdf::parse(pdf).ok()?.creator()
}

/// A walk through two documents side by side.
struct Comparing<'a> {
    first: &'a Document,
    second: &'a Document,
    /// The number of each page, by which references to pages are compared.
    pages: (BTreeMap<ObjectId, u32>, BTreeMap<ObjectId, u32>),
    /// Pairs that were found equal with everything they lead to.
    equal: BTreeSet<(ObjectId, ObjectId)>,
    pairs_left: usize,
    bytes_left: usize,
}

impl Comparing<'_> {
    /// Whether two dictionaries say the same, whatever page or parent they hang on.
    fn same_entries(&mut self, one: &Object, other: &Object, apart: &[&[u8]]) -> bool {
        let (Object::Dictionary(one), Object::Dictionary(other)) = (one, other) else {
            return false;
        };
        let (mut one, mut other) = (one.clone(), other.clone());
        for key in apart.iter().copied().chain([b"Parent".as_slice()]) {
            one.remove(key);
            other.remove(key);
        }
        self.same(&Object::Dictionary(one), &Object::Dictionary(other))
    }

    /// Whether two objects are the same with everything that they lead to; circles are followed
    /// once.
    fn same(&mut self, one: &Object, other: &Object) -> bool {
        let mut seen: BTreeSet<(ObjectId, ObjectId)> = BTreeSet::new();
        let mut waiting: Vec<(&Object, &Object)> = vec![(one, other)];
        let (first, second) = (self.first, self.second);
        while let Some((one, other)) = waiting.pop() {
            let Some(left) = self.pairs_left.checked_sub(1) else {
                return false;
            };
            self.pairs_left = left;
            if let (Object::Reference(a), Object::Reference(b)) = (one, other) {
                let (page, other_page) = (self.pages.0.get(a), self.pages.1.get(b));
                if page.is_some() || other_page.is_some() {
                    if page != other_page {
                        return false;
                    }
                    continue;
                }
                if self.equal.contains(&(*a, *b)) || !seen.insert((*a, *b)) {
                    continue;
                }
                match (first.objects.get(a), second.objects.get(b)) {
                    (Some(one), Some(other)) => waiting.push((one, other)),
                    (None, None) => {}
                    _ => return false,
                }
                continue;
            }
            let resolved = document::resolve(first, one).zip(document::resolve(second, other));
            match resolved {
                None => return false,
                Some((Object::Array(one), Object::Array(other))) => {
                    if one.len() != other.len() {
                        return false;
                    }
                    waiting.extend(one.iter().zip(other));
                }
                Some((Object::Dictionary(one), Object::Dictionary(other))) => {
                    if one.len() != other.len() {
                        return false;
                    }
                    for (key, value) in one {
                        match other.get(key) {
                            Ok(other) => waiting.push((value, other)),
                            Err(_) => return false,
                        }
                    }
                }
                Some((Object::Stream(one), Object::Stream(other))) => {
                    if !self.same_content(one, other) {
                        return false;
                    }
                    for (key, value) in &one.dict {
                        match (key.as_slice(), other.dict.get(key)) {
                            (b"Length" | b"Filter" | b"DecodeParms", _) => {}
                            (_, Ok(other)) => waiting.push((value, other)),
                            (_, Err(_)) => return false,
                        }
                    }
                }
                Some((Object::String(one, _), Object::String(other, _))) => {
                    if one != other {
                        return false;
                    }
                }
                Some((one, other)) => {
                    if one != other {
                        return false;
                    }
                }
            }
        }
        self.equal.extend(seen);
        true
    }

    fn same_content(&mut self, one: &Stream, other: &Stream) -> bool {
        let packed = |document, stream: &Stream| get(document, &stream.dict, b"Filter").cloned();
        if one.content == other.content && packed(self.first, one) == packed(self.second, other) {
            return true;
        }
        let mut unpacked = |stream: &Stream| {
            let content = if stream.is_compressed() {
                let most = MAX_STREAM_BYTES.min(self.bytes_left);
                stream.decompressed_content_with_limit(most).ok()?
            } else {
                stream.content.clone()
            };
            self.bytes_left = self.bytes_left.checked_sub(content.len())?;
            Some(content)
        };
        let content = unpacked(one);
        content.is_some() && content == unpacked(other)
    }
}
