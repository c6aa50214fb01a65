//! What an archive needs (ISO 19005-3, 6.2 and 6.6): colours, pictures, fonts, metadata.

use std::collections::BTreeSet;

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
