//! What an archive needs (ISO 19005-3, 6.2 to 6.11): colours, pictures, fonts, metadata, attached files.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use crate::subject::{Subject, dictionary_of, named, number};
use crate::{Faults, holds};

#[test]
fn there_is_one_output_intent_with_its_profile() {
    let check = |subject: &Subject| {
        let intents = subject.array(subject.catalog(), "OutputIntents");
        let whole = |intent: &&Object| {
            dictionary_of(intent).is_some_and(|intent| {
                let profile = subject.dictionary(intent, "DestOutputProfile");
                subject.name_at(intent, "S") == "GTS_PDFA1"
                    && profile.is_some_and(|profile| number(profile, b"N") == Some(3))
            })
        };
        if intents.len() == 1 && intents.iter().all(whole) {
            return Faults::new();
        }
        vec![format!("{intents:?}")]
    };
    holds("ISO 19005-3, 6.2.3", check, |subject| {
        subject.catalog_mut().remove(b"OutputIntents").is_some()
    });
}

#[test]
fn pages_are_painted_by_known_operators_in_the_colours_of_the_intent() {
    /// ISO 32000-1, Annex A, without what is not used here: inline images, shadings, rendering intents.
    const KNOWN: &str = "b B b* B* BDC BMC BT c cm cs CS d Do EMC ET f f* g G gs h j J l m M MP n q Q re rg RG s S sc \
                         SC scn SCN Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz T* v w W W* y";
    let known: BTreeSet<&str> = KNOWN.split_whitespace().collect();
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (number, (page, _)) in subject.pages().into_iter().enumerate() {
            let mut depth = 0_i32;
            for operation in subject.operations(page) {
                let operator = operation.operator.as_str();
                depth += i32::from(operator == "q") - i32::from(operator == "Q");
                if !known.contains(operator) || !(0..=28).contains(&depth) {
                    faults.push(format!("page {number}: {operator} at depth {depth}"));
                }
            }
            if depth != 0 {
                faults.push(format!("page {number}: {depth} states are left"));
            }
        }
        for (id, dictionary) in subject.dictionaries() {
            for key in ["ColorSpace", "CS"] {
                let space = subject.name_at(dictionary, key);
                if space == "DeviceCMYK" {
                    faults.push(format!("{id:?}: {space}"));
                }
            }
        }
        faults
    };
    holds("ISO 19005-3, 6.2.2 and 6.1.10", check, |subject| {
        subject.repaint(|operations| {
            operations.push(Operation::new("ri", vec!["Perceptual".into()]));
            true
        })
    });
    holds("ISO 19005-3, 6.1.13", check, |subject| {
        subject.repaint(|operations| {
            let mut deep = vec![Operation::new("q", Vec::new()); 29];
            deep.extend(vec![Operation::new("Q", Vec::new()); 29]);
            operations.extend(deep);
            true
        })
    });
    holds("ISO 19005-3, 6.2.4.3", check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"ColorSpace"),
            |dictionary| dictionary.set("ColorSpace", "DeviceCMYK"),
        )
    });
}

#[test]
fn pictures_are_as_they_should_be() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (id, object) in &subject.document.objects {
            let Object::Stream(stream) = object else {
                continue;
            };
            let image = &stream.dict;
            if subject.name_at(image, "Subtype") != "Image" {
                continue;
            }
            let smooth = image.get(b"Interpolate").and_then(Object::as_bool);
            let smooth = smooth.unwrap_or_default();
            let forbidden: [&[u8]; 4] = [b"Alternates", b"OPI", b"SMask", b"Intent"];
            if smooth || forbidden.iter().any(|key| image.has(key)) {
                faults.push(format!("{id:?}: {image:?}"));
            }
            let bits = number(image, b"BitsPerComponent").unwrap_or_default();
            if ![1, 2, 4, 8, 16].contains(&bits) {
                faults.push(format!("{id:?}: {bits} bits"));
            }
            // Grey or sRGB with its profile, whatever the file was.
            let space = subject.array(image, "ColorSpace");
            let kind = space.first().and_then(|kind| kind.as_name().ok());
            if kind != Some(b"ICCBased") {
                faults.push(format!("{id:?}: {space:?}"));
            }
        }
        faults
    };
    holds("ISO 19005-3, 6.2.8.1 and 6.2.4.2", check, |subject| {
        subject.spoil(
            |dictionary| named(dictionary, b"Subtype", b"Image"),
            |dictionary| dictionary.set("Interpolate", true),
        )
    });
}

#[test]
fn nothing_is_transparent_and_no_object_is_of_another_file() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for (id, dictionary) in subject.dictionaries() {
            let state = subject.name_at(dictionary, "Type") == "ExtGState";
            let forbidden: [&[u8]; 5] = [b"TR", b"TR2", b"HTP", b"HTO", b"SMask"];
            if state && forbidden.iter().any(|key| dictionary.has(key)) {
                faults.push(format!("{id:?}: {dictionary:?}"));
            }
            for key in [&b"ca"[..], b"CA"] {
                let opacity = dictionary.get(key).and_then(Object::as_float);
                let opacity = opacity.unwrap_or(1.0);
                if state && opacity < 1.0 {
                    faults.push(format!("{id:?}: {opacity}"));
                }
            }
            let form = subject.name_at(dictionary, "Subtype") == "Form";
            let forbidden: [&[u8]; 4] = [b"Ref", b"OPI", b"PS", b"Subtype2"];
            if form && forbidden.iter().any(|key| dictionary.has(key)) {
                faults.push(format!("{id:?}: {dictionary:?}"));
            }
        }
        faults
    };
    holds(
        "ISO 19005-3, 6.2.5, 6.2.9 and 6.2.10; ISO 14289-1, 7.20",
        check,
        |subject| {
            let mut state = Dictionary::new();
            state.set("Type", "ExtGState");
            state.set("ca", 0.5_f32);
            subject.document.add_object(state);
            true
        },
    );
}

#[test]
fn every_font_is_embedded_and_says_which_characters_its_glyphs_are() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let mut fonts = 0;
        for (id, dictionary) in subject.dictionaries() {
            match subject.name_at(dictionary, "Type") {
                "Font" => {
                    fonts += 1;
                    let composite = subject.name_at(dictionary, "Subtype") == "Type0";
                    let descendant = subject
                        .name_at(dictionary, "Subtype")
                        .starts_with("CIDFont");
                    if composite && subject.get(dictionary, "ToUnicode").is_none() {
                        faults.push(format!("{id:?}: its glyphs are no characters"));
                    }
                    if descendant && subject.dictionary(dictionary, "FontDescriptor").is_none() {
                        faults.push(format!("{id:?}: it has no descriptor"));
                    }
                    if !composite && !descendant {
                        faults.push(format!("{id:?}: {dictionary:?}"));
                    }
                }
                "FontDescriptor" => {
                    let files = ["FontFile", "FontFile2", "FontFile3"];
                    if !files
                        .iter()
                        .any(|key| subject.get(dictionary, key).is_some())
                    {
                        faults.push(format!("{id:?}: it is not embedded"));
                    }
                }
                _ => {}
            }
        }
        if fonts == 0 {
            faults.push("there is no font".to_owned());
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.2.11.4.1 and 6.2.11.7.2; ISO 14289-1, 7.21.4.1 and 7.21.7";
    for key in [&b"FontFile2"[..], b"FontFile3", b"ToUnicode"] {
        // The bundled fonts are all of one kind.
        if key != b"FontFile3"
            || crate::documents()[0]
                .dictionaries()
                .iter()
                .any(|(_, one)| one.has(key))
        {
            holds(clauses, check, |subject| {
                let remove = |dictionary: &mut Dictionary| drop(dictionary.remove(key));
                subject.spoil(|dictionary| dictionary.has(key), remove)
            });
        }
    }
}

#[test]
fn the_metadata_names_both_standards_and_agrees_with_the_information_dictionary() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let metadata = subject
            .get(subject.catalog(), "Metadata")
            .map(Object::as_stream);
        let Some(Ok(metadata)) = metadata else {
            return vec!["there is no metadata".to_owned()];
        };
        if subject.name_at(&metadata.dict, "Subtype") != "XML" {
            faults.push("the metadata is no XML".to_owned());
        }
        let xmp = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
        let header = xmp.split_once("?>").map_or("", |(header, _)| header);
        if !header.contains("<?xpacket begin=")
            || header.contains("bytes=")
            || header.contains("encoding=")
        {
            faults.push(format!("the packet begins {header}"));
        }
        for wanted in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "http://www.aiim.org/pdfua/ns/id/",
            "<pdfaExtension:schemas>",
            "<xmpMM:DocumentID>",
            "<xmpMM:History>",
            "<dc:title>",
        ] {
            if !xmp.contains(wanted) {
                faults.push(format!("there is no {wanted}"));
            }
        }
        let information = subject
            .dictionary(&subject.document.trailer, "Info")
            .unwrap();
        for key in ["Title", "Producer", "Creator"] {
            let text = subject.text_at(information, key);
            let text = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            if text.is_empty() || !xmp.contains(&text) {
                faults.push(format!("{key} is not {text}"));
            }
        }
        faults
    };
    let clauses =
        "ISO 19005-3, 6.6.2.1, 6.6.2.3, 6.6.3, 6.6.4, 6.6.5 and 6.6.6; ISO 14289-1, 5 and 7.1";
    holds(clauses, check, |subject| {
        subject.catalog_mut().remove(b"Metadata").is_some()
    });
    holds(clauses, check, |subject| {
        let (_, metadata) = subject
            .document
            .objects
            .iter_mut()
            .find(|(_, object)| {
                dictionary_of(object).is_some_and(|dictionary| dictionary.has_type(b"Metadata"))
            })
            .unwrap();
        let metadata = metadata.as_stream_mut().unwrap();
        let xmp = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
        metadata.set_plain_content(xmp.replace("<pdfaid:part>3", "<pdfaid:part>2").into_bytes());
        true
    });
    holds(clauses, check, |subject| {
        subject.spoil(
            |dictionary| dictionary.has(b"Producer"),
            |dictionary| dictionary.set("Title", Object::string_literal("Another one")),
        )
    });
}

/// The attached files of a document by their names, as the tree of names has them.
fn attached(subject: &Subject) -> Vec<(Vec<u8>, &Dictionary)> {
    let names = subject.dictionary(subject.catalog(), "Names");
    let names = names.and_then(|names| subject.dictionary(names, "EmbeddedFiles"));
    let names = names
        .map(|names| subject.array(names, "Names"))
        .unwrap_or_default();
    let pairs = names.chunks_exact(2);
    pairs
        .map(|two| {
            (
                two[0].as_str().unwrap().to_vec(),
                dictionary_of(two[1]).unwrap(),
            )
        })
        .collect()
}

#[test]
fn attached_files_say_what_they_are_and_belong_to_the_document() {
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        let files = attached(subject);
        if files.is_empty() || !files.is_sorted_by_key(|(name, _)| name) {
            faults.push(format!("{} files, not in order", files.len()));
        }
        let associated = subject.array(subject.catalog(), "AF");
        if associated.len() != files.len() {
            faults.push(format!("{} belong to the document", associated.len()));
        }
        for (_, file) in files {
            let name = subject.text_at(file, "UF");
            if name.is_empty() || name != subject.text_at(file, "F") {
                faults.push(format!("{name} has two names"));
            }
            if subject.text_at(file, "Desc").is_empty() {
                faults.push(format!("{name} is not described"));
            }
            let wanted = if name.starts_with("evidence-") {
                "Data"
            } else {
                "Source"
            };
            if subject.name_at(file, "AFRelationship") != wanted {
                faults.push(format!("{name} is not {wanted}"));
            }
            if !associated
                .iter()
                .any(|one| dictionary_of(one) == Some(file))
            {
                faults.push(format!("{name} does not belong to the document"));
            }
            let Some(bytes) = subject
                .dictionary(file, "EF")
                .and_then(|files| subject.dictionary(files, "F"))
            else {
                faults.push(format!("{name} is not there"));
                continue;
            };
            let kinds = BTreeMap::from([
                ("json", "application/json"),
                ("png", "image/png"),
                ("jpg", "image/jpeg"),
            ]);
            let ending = name.rsplit('.').next().unwrap_or_default();
            if kinds.get(ending) != Some(&subject.name_at(bytes, "Subtype")) {
                faults.push(format!(
                    "{name} is no {}",
                    subject.name_at(bytes, "Subtype")
                ));
            }
            let facts = subject.dictionary(bytes, "Params");
            if facts.is_none_or(|facts| subject.text_at(facts, "ModDate").is_empty()) {
                faults.push(format!("{name} has no date"));
            }
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.8; ISO 14289-1, 7.11";
    for key in [&b"AFRelationship"[..], b"UF", b"Desc", b"ModDate"] {
        holds(clauses, check, |subject| {
            if key == b"ModDate" {
                return subject.spoil(
                    |dictionary| dictionary.has(b"Params"),
                    |dictionary| drop(dictionary.remove(b"Params")),
                );
            }
            let file = |dictionary: &Dictionary| dictionary.has_type(b"Filespec");
            subject.spoil(file, |dictionary| drop(dictionary.remove(key)))
        });
    }
    holds(clauses, check, |subject| {
        subject.catalog_mut().remove(b"AF").is_some()
    });
}

#[test]
fn the_catalog_asks_for_nothing_that_an_archive_lacks() {
    const NONE: [&str; 6] = [
        "OCProperties",
        "Requirements",
        "Perms",
        "NeedsRendering",
        "Encrypt",
        "Legal",
    ];
    let check = |subject: &Subject| {
        let mut faults = Faults::new();
        for key in NONE {
            if subject.catalog().has(key.as_bytes()) {
                faults.push(key.to_owned());
            }
        }
        for (id, dictionary) in subject.dictionaries() {
            for key in ["AlternatePresentations", "PresSteps", "OC", "OCGs"] {
                if dictionary.has(key.as_bytes()) {
                    faults.push(format!("{id:?}: {key}"));
                }
            }
        }
        faults
    };
    let clauses = "ISO 19005-3, 6.1.12, 6.9, 6.10 and 6.11; ISO 14289-1, 7.10 and 7.16";
    for key in NONE {
        holds(clauses, check, |subject| {
            subject.catalog_mut().set(key, Dictionary::new());
            true
        });
    }
}
