//! The public edition of a signed report: signed and checked as the report is, with nothing in it of what it
//! leaves out, and found where it is not what it says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::sync::OnceLock;

use crate::common::{
    AT, AT_WORDS, genuine, identity, report_in, signed_bytes, signed_json, signing,
};
use assay_catalog::Editions;
use assay_dossier::{
    CheckDisclosuresError, Checked, CheckedDisclosures, Drawing, Format, Held, Outcome, Pages,
    PublishError, Publishing, Remark, SignedPublic, check, check_disclosures, sign_public,
};
use assay_report::{
    check::NotCompared,
    document::Report,
    outline::{self, Composed, Extent, Outline},
    pdf::{self, EMBEDDED_PUBLIC_NAME, EMBEDDED_REPORT_NAME, PdfOptions},
    public::{Disclosure, Disclosures, Kind, PublicReport, Selection, Standing},
};
use assay_seal::json::{canonical_bytes, sign_json};
use lopdf::Object;
use serde_json::{Value, json};

fn all() -> Selection {
    Selection {
        kinds: Kind::CHOSEN.into(),
        paths: Default::default(),
    }
}

fn published(selection: &Selection) -> Result<SignedPublic, PublishError> {
    let olga = identity("Olga Operator", 2);
    let publishing = Publishing {
        selection,
        seed: &[5; 32],
    };
    sign_public(&genuine().json, &publishing, &signing(&olga))
}

/// The example without anything that can be left out; signed once for all tests of this file.
fn edition() -> SignedPublic {
    static SIGNED: OnceLock<SignedPublic> = OnceLock::new();
    SIGNED.get_or_init(|| published(&all()).unwrap()).clone()
}

fn bytes(format: Format) -> Vec<u8> {
    edition().file(format).unwrap().bytes.clone()
}

fn disclosures() -> String {
    String::from_utf8(bytes(Format::Disclosures)).unwrap()
}

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

fn disclosed(edition: &[u8], disclosures: &str) -> CheckedDisclosures {
    check_disclosures(edition, disclosures, &Editions::bundled(), &mut |_| {}).unwrap()
}

fn document() -> Value {
    let mut value: Value = serde_json::from_slice(&bytes(Format::PublicJson)).unwrap();
    value.as_object_mut().unwrap().remove("proof");
    value
}

fn signed(document: &Value) -> Vec<u8> {
    let olga = identity("Olga Operator", 2);
    canonical_bytes(&sign_json(document, &olga, AT_WORDS).unwrap()).unwrap()
}

fn drawn(outline: &Outline, attached: &[u8], name: &str) -> Vec<u8> {
    let options = PdfOptions {
        embedded_report: Some(attached),
        embedded_name: name,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
    };
    let olga = identity("Olga Operator", 2);
    signed_bytes(
        &pdf::render(outline, &options).unwrap().bytes,
        &olga,
        "assessor",
    )
}

#[test]
fn it_is_signed_read_back_and_says_what_it_is() {
    let edition = edition();
    let described: Vec<(Format, bool)> = edition
        .files
        .iter()
        .map(|file| (file.format, file.name.ends_with(file.format.ending())))
        .collect();
    assert_eq!(
        described,
        [
            (Format::PublicPdf, true),
            (Format::PublicJson, true),
            (Format::Disclosures, true)
        ]
    );
    assert!(edition.pages > 10 && edition.substituted.is_empty());
    for format in [Format::PublicPdf, Format::PublicJson] {
        let checked = checked(&bytes(format));
        assert_eq!(
            checked.outcome,
            Outcome::Valid,
            "{:?}",
            checked.contradictions
        );
        assert_eq!(
            checked.pages,
            (format == Format::PublicPdf).then_some(Pages::Same)
        );
        assert_eq!(checked.remarks[0], Remark::Public(edition.counts.clone()));
        let left_out = NotCompared::Withheld(edition.counts.total());
        assert!(checked.remarks.contains(&Remark::NotCompared(left_out)));
        assert_eq!(checked.signatures[0].name, "Olga Operator");
        assert!(checked.held.unwrap().public().is_some());
    }
    let words = checked(&bytes(Format::PublicJson)).remarks[0].to_string();
    assert!(words.contains("items are left out (notes "), "{words}");
    // The same arguments give the same bytes.
    assert_eq!(published(&all()).unwrap(), edition);
}

/// Every text in an object of a PDF.
fn strings(object: &Object, found: &mut Vec<Vec<u8>>) {
    match object {
        Object::String(bytes, _) => found.push(bytes.clone()),
        Object::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Object::Dictionary(members) => members.iter().for_each(|(_, item)| strings(item, found)),
        Object::Stream(stream) => {
            stream
                .dict
                .iter()
                .for_each(|(_, item)| strings(item, found));
            let content = stream.decompressed_content();
            found.push(content.unwrap_or_else(|_| stream.content.clone()));
        }
        _ => {}
    }
}

#[test]
fn nothing_that_is_left_out_is_in_the_files() {
    // One name was made up for each of these kinds, and stands nowhere else.
    let full = report_in(&genuine().json);
    let values = Disclosures::texts(&disclosures()).unwrap();
    let values = values.iter().map(|text| Disclosure::parse(text).unwrap());
    let texts: Vec<String> = values
        .filter_map(|each| each.value().as_str().map(str::to_owned))
        .filter(|text| text.len() > 12)
        .collect();
    assert!(texts.len() > 50);
    let read = lopdf::Document::load_mem(&bytes(Format::PublicPdf)).unwrap();
    let mut found = Vec::new();
    for object in read.objects.values() {
        strings(object, &mut found);
    }
    found.push(bytes(Format::PublicJson));
    let all = found.concat();
    let holds = |all: &[u8], text: &str| {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let contains = |needle: &[u8]| all.windows(needle.len()).any(|window| window == needle);
        contains(text.as_bytes()) || contains(&wide)
    };
    // What is looked for so is found where it is.
    assert!(holds(&all, &full.operator.name));
    assert!(holds(&genuine().json, &texts[0]));
    for text in texts.iter().take(40) {
        assert!(!holds(&all, text), "{text}");
    }
}

#[test]
fn a_disclosure_is_checked_against_the_pdf_and_the_json() {
    let texts = Disclosures::texts(&disclosures()).unwrap();
    for format in [Format::PublicPdf, Format::PublicJson] {
        let one = disclosed(&bytes(format), &texts[3]);
        assert_eq!(one.edition.outcome, Outcome::Valid);
        assert_eq!(one.disclosed.len(), 1);
        assert_eq!(one.disclosed[0].standing, Standing::Holds);
        assert_eq!(one.restored, None);
    }
    let mut rubbish = texts[3].clone();
    rubbish.insert(20, 'A');
    let found = disclosed(
        &bytes(Format::PublicJson),
        &format!("{}\n{rubbish}", texts[4]),
    );
    assert_eq!(found.disclosed[0].standing, Standing::Holds);
    assert_ne!(found.disclosed[1].standing, Standing::Holds);
}

#[test]
fn with_all_of_them_the_full_report_is_there_and_is_checked_whole() {
    let found = disclosed(&bytes(Format::PublicPdf), &disclosures());
    let restored = found.restored.unwrap();
    assert_eq!(restored.contradictions, []);
    assert_eq!(restored.not_compared, []);
    let full = report_in(&genuine().json);
    assert_eq!(*restored.report, full);
    let canonical = |report: &Report| canonical_bytes(&report.to_value().unwrap()).unwrap();
    assert_eq!(canonical(&restored.report), canonical(&full));
}

#[test]
fn what_is_no_public_edition_has_nothing_to_disclose() {
    let error = check_disclosures(
        &genuine().json,
        &disclosures(),
        &Editions::bundled(),
        &mut |_| {},
    );
    assert!(matches!(error, Err(CheckDisclosuresError::NoEdition)));
    let error = check_disclosures(b"x", "", &Editions::bundled(), &mut |_| {});
    assert!(matches!(error, Err(CheckDisclosuresError::Edition(_))));
    let error = check_disclosures(
        &bytes(Format::PublicJson),
        "{}",
        &Editions::bundled(),
        &mut |_| {},
    );
    assert!(matches!(error, Err(CheckDisclosuresError::Disclosures(_))));
}

#[test]
fn only_a_signed_report_gets_one() {
    let olga = identity("Olga Operator", 2);
    let publish = |report: &[u8]| {
        let publishing = Publishing {
            selection: &all(),
            seed: &[5; 32],
        };
        sign_public(report, &publishing, &signing(&olga)).unwrap_err()
    };
    let json = genuine().json;
    let text = String::from_utf8(json.clone()).unwrap();
    let changed = text.replace("\"example\":true", "\"example\":false");
    assert!(matches!(
        publish(changed.as_bytes()),
        PublishError::NotSigned
    ));
    let unsigned = report_in(&json).to_value().unwrap().to_string();
    assert!(matches!(
        publish(unsigned.as_bytes()),
        PublishError::NotSigned
    ));
    assert!(matches!(publish(b"[]"), PublishError::Read(_)));
    assert!(matches!(
        publish(&bytes(Format::PublicJson)),
        PublishError::NoReport
    ));
    let other = signed(&json!({"@context": [assay_report::document::CONTEXT], "format": "other"}));
    assert!(matches!(publish(&other), PublishError::Make(_)));
    assert!(matches!(
        published(&Selection::default()),
        Err(PublishError::Make(_))
    ));
}

#[test]
fn what_was_changed_in_it_and_signed_anew_is_found() {
    let holds = checked(&signed(&document()));
    assert_eq!(holds.outcome, Outcome::Valid);
    let changes: [fn(&mut Value); 4] = [
        |value| value["report"]["conformance"]["verdict"] = json!("conforms"),
        |value| {
            value["report"]["sections"][0]["groups"][0]["controls"][0]["statement"] = json!("None.")
        },
        |value| value["generatedAt"] = json!("yesterday"),
        |value| value["signingParties"][0]["fingerprint"] = json!("ABCD"),
    ];
    for change in changes {
        let mut value = document();
        change(&mut value);
        assert_eq!(checked(&signed(&value)).outcome, Outcome::Contradictory);
    }
    // And what could not be an edition is shown as none.
    let changes: [fn(&mut Value); 5] = [
        |value| _ = value["withheld"].as_array_mut().unwrap().remove(0),
        |value| value["withheld"][1] = value["withheld"][0].clone(),
        |value| value["withheld"][0]["path"] = json!("/nowhere"),
        |value| value["report"]["evidence"][0]["label"] = json!("A name"),
        |value| value["format"] = json!("assay-report"),
    ];
    for change in changes {
        let mut value = document();
        change(&mut value);
        assert!(checked(&signed(&value)).held.is_err());
    }
    // A digest that was changed fits no disclosure any more.
    let mut value = document();
    value["withheld"][0]["digest"] = value["withheld"][1]["digest"].clone();
    let found = disclosed(&signed(&value), &disclosures());
    let not_holding = found
        .disclosed
        .iter()
        .filter(|each| each.standing != Standing::Holds);
    assert_eq!(not_holding.count(), 1);
    assert_eq!(found.restored, None);
}

#[test]
fn neither_document_passes_for_the_other() {
    let (json, public) = (genuine().json, bytes(Format::PublicJson));
    let held = PublicReport::from_value(document()).unwrap();
    let report = report_in(&json);
    let mut called_full = outline::of_public(&held);
    called_full.extent = Extent::Full;
    let mut called_public = outline::of(&report);
    called_public.extent = Extent::Public;
    let mut of_less = document();
    of_less["report"]["title"] = json!("Another title");
    let of_less = outline::of_public(&PublicReport::from_value(of_less).unwrap());
    let cases = [
        ("called full", called_full, &public, EMBEDDED_PUBLIC_NAME),
        (
            "the full pages",
            outline::of(&report),
            &public,
            EMBEDDED_PUBLIC_NAME,
        ),
        ("other pages", of_less, &public, EMBEDDED_PUBLIC_NAME),
        ("called public", called_public, &json, EMBEDDED_REPORT_NAME),
        (
            "public pages",
            outline::of_public(&held),
            &json,
            EMBEDDED_REPORT_NAME,
        ),
        (
            "another name",
            outline::of_public(&held),
            &public,
            EMBEDDED_REPORT_NAME,
        ),
    ];
    for (what, outline, attached, name) in cases {
        let found = checked(&drawn(&outline, attached, name));
        assert_eq!(found.pages, Some(Pages::Differ), "{what}");
        assert_eq!(found.outcome, Outcome::Contradictory, "{what}");
    }
    let genuine = drawn(&outline::of_public(&held), &public, EMBEDDED_PUBLIC_NAME);
    assert_eq!(checked(&genuine).pages, Some(Pages::Same));
    // Whatever it is asked for, a public edition is drawn as one.
    let drawing = Drawing {
        held: &Held::Public(Box::new(held)),
        json: &public,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
    };
    let of = |extent| drawing.draw(extent).unwrap().bytes;
    assert_eq!(of(Extent::Full), of(Extent::Public));
    // A report signed by somebody else is not what the edition names.
    let other = signed_json(&report, &identity("Eve", 3));
    let public = PublicReport::from_value(document()).unwrap();
    let value = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap();
    assert!(assay_report::public::is_of(&public, &json, &value(&json)));
    assert!(!assay_report::public::is_of(
        &public,
        &other,
        &value(&other)
    ));
}

#[test]
fn part_by_part_the_outline_is_the_same() {
    for bytes in [bytes(Format::PublicJson), genuine().json] {
        let held = checked(&bytes).held.unwrap();
        let mut composed = held.compose();
        let mut parts = 0;
        let outline = loop {
            composed = match composed {
                Composed::InPart(rest) => rest.go_on(),
                Composed::Wholly(outline) => break *outline,
            };
            parts += 1;
        };
        assert!(parts > 5, "{parts}");
        assert_eq!(outline, held.outline());
    }
}
