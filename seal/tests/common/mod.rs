//! What several test files share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]
#![allow(dead_code, reason = "each test file uses its own part of this module")]
#![allow(unreachable_pub, reason = "every test file is a crate of its own")]

pub mod raw;
pub mod signed_pdf;
pub mod stamps;

use assay_seal::{Identity, UnixMillis};

/// 2026-11-22T09:30:00Z.
pub const AT: u64 = 1_795_339_800_000;

pub fn at() -> UnixMillis {
    UnixMillis::new(AT).unwrap()
}

/// Three signers whose keys are always the same.
pub fn ada() -> Identity {
    Identity::create("Ada Assessor", "Example Assessments", &[0x11; 64], at()).unwrap()
}

pub fn olga() -> Identity {
    Identity::create("Olga Öperator", "Validators & Söhne", &[0x22; 64], at()).unwrap()
}

pub fn rhea() -> Identity {
    Identity::create("Rhea Reviewer", "", &[0x33; 64], at()).unwrap()
}

pub fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn fixture_text(name: &str) -> String {
    String::from_utf8(fixture(name)).unwrap()
}

/// The bytes of the first block of a PEM text.
pub fn der_of(pem: &str) -> Vec<u8> {
    x509_cert::der::pem::decode_vec(pem.as_bytes()).unwrap().1
}

/// A PDF of one page with an embedded `report.json`, written by `lopdf`; `streams` chooses between
/// a cross-reference table and object streams.
pub fn small_pdf(streams: bool) -> Vec<u8> {
    use lopdf::{Document, Object, SaveOptions, Stream, dictionary};
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    });
    let content = document.add_object(Stream::new(
        dictionary! {},
        b"BT /F1 18 Tf 40 100 Td (Conforms: yes) Tj ET".to_vec(),
    ));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 300.into(), 200.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
    );
    let file = document.add_object(Stream::new(
        dictionary! { "Type" => "EmbeddedFile" },
        br#"{"attached":true}"#.to_vec(),
    ));
    let specification = document.add_object(dictionary! {
        "Type" => "Filespec", "F" => Object::string_literal("report.json"),
        "UF" => Object::string_literal("report.json"), "EF" => dictionary! { "F" => file },
    });
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages,
        "Names" => dictionary! { "EmbeddedFiles" => dictionary! {
            "Names" => vec![Object::string_literal("report.json"), specification.into()],
        } },
    });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    if streams {
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .build();
        document.save_with_options(&mut bytes, options).unwrap();
    } else {
        // A table; `with_version` chooses a stream by itself.
        document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
        document.save_to(&mut bytes).unwrap();
    }
    bytes
}

/// The kinds of PDF that are signed in tests, with their names.
pub fn pdfs() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("table", small_pdf(false)),
        ("streams", small_pdf(true)),
        ("krilla", fixture("krilla-a3a-ua1.pdf")),
        ("packed", fixture("krilla-packed.pdf")),
        ("qpdf", fixture("qpdf-object-streams.pdf")),
    ]
}
