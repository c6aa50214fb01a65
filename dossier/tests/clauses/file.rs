//! How files are written (ISO 19005-3, 6.1), of each revision: what stands after another one is written by us, and the
//! object streams of the first are too.

use std::collections::BTreeMap;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};

use crate::subject::{Subject, walk};
use crate::{Faults, holds};

/// Where each revision ends: behind its end-of-file marker.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, _) in found(bytes, b"\n%%EOF") {
        let line = bytes[..at].iter().rposition(|byte| *byte == b'\n');
        let digits = line.map_or(&[][..], |line| &bytes[line + 1..at]);
        let before = line.map_or(&[][..], |line| &bytes[..=line]);
        if before.ends_with(b"\nstartxref\n") && digits.iter().all(u8::is_ascii_digit) {
            ends.push(at + b"\n%%EOF".len());
        }
    }
    ends
}

/// Where these bytes stand, and what is behind them.
fn found<'b>(
    bytes: &'b [u8],
    wanted: &'b [u8],
) -> impl Iterator<Item = (usize, &'b [u8])> + use<'b> {
    let starts = memchr(bytes, wanted[0]);
    starts
        .filter(move |at| bytes[*at..].starts_with(wanted))
        .map(move |at| (at, &bytes[at + wanted.len()..]))
}

fn memchr(bytes: &[u8], byte: u8) -> impl Iterator<Item = usize> {
    let bytes = bytes.iter().enumerate();
    bytes.filter_map(move |(at, one)| (*one == byte).then_some(at))
}

/// What a check finds in each revision.
fn of_revisions(subject: &Subject, check: impl Fn(&[u8], &Document, &mut Faults)) -> Faults {
    let mut faults = Faults::new();
    for end in ends(&subject.bytes) {
        let revision = &subject.bytes[..end];
        match Document::load_mem(revision) {
            Ok(document) => check(revision, &document, &mut faults),
            Err(error) => faults.push(format!("the revision that ends at {end}: {error}")),
        }
    }
    faults
}

#[test]
fn files_begin_with_their_version_and_four_bytes_that_are_no_text() {
    let check = |subject: &Subject| {
        let mut lines = subject.bytes.splitn(3, |byte| *byte == b'\n');
        let version = lines.next().unwrap_or_default();
        let comment = lines.next().unwrap_or_default();
        let mut faults = Faults::new();
        if !matches!(
            version,
            [b'%', b'P', b'D', b'F', b'-', b'1', b'.', b'0'..=b'7']
        ) {
            faults.push(format!("the first line is {version:?}"));
        }
        if comment.first() != Some(&b'%') || comment.iter().skip(1).take(4).any(|byte| *byte < 128)
        {
            faults.push(format!("the second line is {comment:?}"));
        }
        faults
    };
    holds("ISO 19005-3, 6.1.2", check, |subject| {
        subject.bytes.insert(0, b'\n');
        true
    });
}

#[test]
fn every_trailer_identifies_the_file_and_none_encrypts_it() {
    let check = |subject: &Subject| {
        let mut identifiers = Vec::new();
        let mut faults = of_revisions(subject, |_, document, faults| {
            if document.trailer.has(b"Encrypt") {
                faults.push("it is encrypted".to_owned());
            }
            if !matches!(document.trailer.get(b"ID"), Ok(Object::Array(two)) if two.len() == 2) {
                faults.push("it has no identifier".to_owned());
            }
        });
        for end in ends(&subject.bytes) {
            if let Ok(document) = Document::load_mem(&subject.bytes[..end]) {
                identifiers.push(document.trailer.get(b"ID").cloned().ok());
            }
        }
        // The first half is that of the file as it was made (ISO 32000-1, 14.4).
        let first = |id: &Option<Object>| id.as_ref()?.as_array().ok()?.first().cloned();
        if !identifiers
            .windows(2)
            .all(|two| first(&two[0]) == first(&two[1]))
        {
            faults.push("an update changes it".to_owned());
        }
        faults
    };
    holds("ISO 19005-3, 6.1.3", check, |subject| {
        subject.replace(b"/ID[", b"/IX[")
    });
}

#[test]
fn nothing_stands_behind_the_end_and_no_revision_is_linearized() {
    let check = |subject: &Subject| {
        let end = ends(&subject.bytes).last().copied().unwrap_or_default();
        let behind = &subject.bytes[end..];
        let mut faults = Faults::new();
        if !matches!(behind, b"" | b"\n" | b"\r\n" | b"\r") {
            faults.push(format!("{} bytes stand behind the end", behind.len()));
        }
        if found(&subject.bytes, b"/Linearized").next().is_some() {
            faults.push("it says that it is linearized, which no updated file is".to_owned());
        }
        faults
    };
    holds("ISO 19005-3, 6.1.3 and 6.1.11", check, |subject| {
        subject.bytes.push(b' ');
        true
    });
}

#[test]
fn every_object_stands_where_the_cross_references_say_and_is_spaced_as_it_should() {
    let check = |subject: &Subject| {
        of_revisions(subject, |bytes, document, faults| {
            let members = members(document);
            for (number, entry) in &document.reference_table.entries {
                match entry {
                    XrefEntry::Normal { offset, generation } => {
                        let offset = *offset as usize;
                        let header = format!("\n{number} {generation} obj\n");
                        if !bytes[offset - 1..].starts_with(header.as_bytes()) {
                            faults.push(format!("{number} does not begin at {offset}"));
                        }
                    }
                    XrefEntry::Compressed { container, index } => {
                        let members = members.get(container);
                        let member = members.and_then(|members| members.get(usize::from(*index)));
                        if member != Some(number) {
                            faults.push(format!("{number} is not in {container}"));
                        }
                    }
                    XrefEntry::Free | XrefEntry::UnusableFree => {}
                }
            }
            for (number, place) in places(bytes, document) {
                let end = found(&bytes[place], b"\nendobj\n").next();
                if end.is_none() {
                    faults.push(format!("{number} does not end on lines of its own"));
                }
            }
        })
    };
    holds("ISO 19005-3, 6.1.4 and 6.1.9", check, |subject| {
        subject.replace(b" 0 obj\n", b" 0 obj ")
    });
}

/// The numbers of the objects in each object stream (ISO 32000-1, 7.5.7), by the stream's number.
fn members(document: &Document) -> BTreeMap<u32, Vec<u32>> {
    let mut members = BTreeMap::new();
    for ((number, _), object) in &document.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        if !stream.dict.has_type(b"ObjStm") {
            continue;
        }
        let content = stream.get_plain_content().unwrap();
        let header = content.split(|byte| *byte == b' ').step_by(2);
        let count = usize::try_from(stream.dict.get(b"N").unwrap().as_i64().unwrap()).unwrap();
        let number_of = |digits: &[u8]| str::from_utf8(digits).unwrap().parse().unwrap();
        members.insert(*number, header.take(count).map(number_of).collect());
    }
    members
}

/// Where each object stands, to where the next one begins.
fn places(bytes: &[u8], document: &Document) -> BTreeMap<u32, std::ops::Range<usize>> {
    let entries = document.reference_table.entries.iter();
    let mut starts: Vec<(usize, u32)> = entries
        .filter_map(|(number, entry)| match entry {
            XrefEntry::Normal { offset, .. } => Some((*offset as usize, *number)),
            _ => None,
        })
        .collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).map(|(start, _)| *start);
    let ends: Vec<usize> = ends.chain([bytes.len()]).collect();
    let places = starts.iter().zip(ends);
    places
        .map(|((start, number), end)| (*number, *start..end))
        .collect()
}

#[test]
fn streams_are_as_long_as_they_say_and_filtered_by_what_every_reader_has() {
    /// ISO 32000-1, Table 6, without what is forbidden.
    const FILTERS: [&[u8]; 3] = [b"FlateDecode", b"DCTDecode", b"ASCII85Decode"];
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let places = places(&subject.bytes, &subject.document);
        for ((number, _), object) in &subject.document.objects {
            let Object::Stream(stream) = object else {
                continue;
            };
            let length = stream.dict.get(b"Length").and_then(Object::as_i64);
            let length = usize::try_from(length.unwrap_or(-1)).unwrap_or_default();
            let bytes = places
                .get(number)
                .map(|place| &subject.bytes[place.clone()]);
            let content = bytes.and_then(|bytes| found(bytes, b"stream\n").next());
            let behind = content.and_then(|(_, content)| content.get(length..));
            if !behind.is_some_and(|behind| behind.starts_with(b"\nendstream")) {
                faults.push(format!("{number} is not {length} bytes long"));
            }
            if [&b"F"[..], b"FFilter", b"FDecodeParms"]
                .iter()
                .any(|key| stream.dict.has(key))
            {
                faults.push(format!("{number} is in another file"));
            }
            let filters = subject.array(&stream.dict, "Filter");
            let known =
                |filter: &&Object| filter.as_name().is_ok_and(|name| FILTERS.contains(&name));
            if !filters.iter().all(known) {
                faults.push(format!("{number} has the filters {filters:?}"));
            }
        }
        faults
    };
    holds("ISO 19005-3, 6.1.7", check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"Length"),
            |dictionary| dictionary.set("Length", 7),
        )
    });
}

#[test]
fn the_signatures_strings_are_whole_pairs_of_digits() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (at, rest) in found(&subject.bytes, b"/Contents<") {
            // An annotation's text may be one too.
            let end = rest
                .iter()
                .position(|byte| *byte == b'>')
                .unwrap_or_default();
            let digits = &rest[..end];
            if !end.is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
                faults.push(format!("the string at {at}"));
            }
        }
        let signed = found(&subject.bytes, b"/ByteRange").count();
        if signed == 0 {
            faults.push("it is not signed".to_owned());
        }
        faults
    };
    holds("ISO 19005-3, 6.1.6", check, |subject| {
        subject.replace(b"/Contents<30", b"/Contents<3")
    });
}

#[test]
fn no_number_string_or_name_is_beyond_the_limits() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let mut judge = |object: &Object, number: u32| match object {
            Object::Integer(value) if i32::try_from(*value).is_err() => {
                faults.push(format!("{number}: {value}"));
            }
            Object::String(bytes, _) if bytes.len() > 32_767 => {
                faults.push(format!("{number}: a string of {} bytes", bytes.len()));
            }
            Object::Name(name) if name.len() > 127 || str::from_utf8(name).is_err() => {
                faults.push(format!("{number}: the name {name:?}"));
            }
            _ => {}
        };
        for ((number, _), object) in &subject.document.objects {
            walk(object, &mut |object| {
                judge(object, *number);
                if let Object::Dictionary(dictionary) = object {
                    for (key, _) in dictionary {
                        judge(&Object::Name(key.clone()), *number);
                    }
                }
            });
        }
        if subject.document.reference_table.entries.len() > 8_388_607 {
            faults.push("it has too many objects".to_owned());
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.1.8 and 6.1.13";
    holds(clauses, check, |subject| {
        subject
            .catalog_mut()
            .set("Long", Object::string_literal(vec![b'a'; 32_768]));
        true
    });
    holds(clauses, check, |subject| {
        subject.catalog_mut().set("Large", 1_i64 << 31);
        true
    });
}

#[test]
fn the_numbers_of_revisions_are_those_of_signatures() {
    let revisions: BTreeMap<&str, usize> = crate::documents()
        .iter()
        .map(|subject| (subject.name, ends(&subject.bytes).len()))
        .collect();
    // What was drawn, the fields, and each signature.
    assert_eq!(revisions["signed by one"], 3);
    assert_eq!(revisions["signed by two"], 4);
    assert_eq!(revisions["signed by three"], 5);
    assert_eq!(revisions["the executive edition, signed by three"], 5);
}
