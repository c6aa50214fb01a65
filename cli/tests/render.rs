//! `assay render` and `assay show`: the bytes of the page, and no file lost.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::fs;

use crate::common::{AT, Folder, fixture, identity, report};
use assay_assessment::{Timestamp, UtcOffset, backup};
use assay_catalog::Editions;
use assay_dossier::{Format, Signing, sign, signing_party};
use assay_exchange::{ciso_assistant, oscal, page, xlsx};
use assay_report::{GENERATOR, document::Role, groups};

#[test]
fn a_pdf_has_the_bytes_that_the_page_signs() {
    let folder = Folder::new();
    let ada = identity("Ada Roth", 1);
    let mut report = report("6/letter.json.gz");
    report.generator = GENERATOR.to_owned();
    report.generated_at = "2026-11-22T09:30:00Z".to_owned();
    report.signing_parties = vec![signing_party(&ada, Role::Assessor)];
    let mut editions = Editions::bundled();
    let edition = String::from_utf8(fixture("6/edition.json.gz")).unwrap();
    editions.add(&edition).unwrap();
    let pictures = backup::read(&fixture("6/backup.assay.gz"), &editions);
    let pictures: Vec<Vec<u8>> = pictures
        .unwrap()
        .evidence
        .into_iter()
        .map(|(_, bytes)| bytes)
        .collect();
    let signed = sign(
        &report,
        &Signing {
            identity: &ada,
            role: Role::Assessor,
            at: Timestamp::from_milliseconds(AT),
            utc_offset: UtcOffset::UTC,
            extra_fonts: &[],
            pictures: &pictures.iter().cloned().collect(),
            request: false,
        },
    )
    .unwrap();
    let of = |format| signed.file(format).unwrap().bytes.clone();
    folder.put("report.json", &of(Format::Json));
    folder.put("edition.json", &fixture("6/edition.json.gz"));
    let mut given = vec!["render", "report.json", "--edition", "edition.json"];
    folder
        .run(&[&given[..], &["--pdf"]].concat())
        .exits(2)
        .complains("the PDF was not drawn");
    let names: Vec<String> = (0..pictures.len())
        .map(|number| format!("{number}.png"))
        .collect();
    for (name, bytes) in names.iter().zip(&pictures) {
        folder.put(name, bytes);
        given.extend(["--picture", name]);
    }
    for (form, name, format) in [
        ("--pdf", "report.pdf", Format::Pdf),
        ("--executive", "report.executive.pdf", Format::ExecutivePdf),
    ] {
        folder.run(&[&given[..], &[form]].concat()).exits(0);
        let (drawn, signed) = (folder.read(name), of(format));
        assert!(drawn.starts_with(b"%PDF-") && signed.len() > drawn.len());
        assert!(signed.starts_with(&drawn), "{name}");
    }
    let checked = folder.run(&["verify", "report.pdf", "--json"]).exits(2);
    checked.says("Not signed");
    folder.put("signed.pdf", &of(Format::Pdf));
    folder
        .run(&["verify", "signed.pdf", "--edition", "edition.json"])
        .exits(0)
        .says("The pages say what the attached report says");
    folder
        .run(&["render", "signed.pdf", "--pdf"])
        .exits(2)
        .complains("give the JSON");
}

#[test]
fn summaries_and_markdown_are_written_beside_the_report() {
    let folder = Folder::new();
    folder.fixture("5/report.json.gz");
    let report = report("5/report.json.gz");
    for (form, name) in [
        ("--csv", "report.csv"),
        ("--html", "report.html"),
        ("--markdown", "report.md"),
    ] {
        folder.run(&["render", "report.json", form]).exits(0);
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    assert_eq!(folder.read("report.csv"), groups::csv(&report));
    assert_eq!(folder.read("report.html"), groups::html(&report).as_bytes());
    let markdown = String::from_utf8(folder.read("report.md")).unwrap();
    assert!(markdown.starts_with("# Yearly assessment 2026\n"));
    let printed = folder.run(&["render", "report.json", "--markdown", "-o", "-"]);
    assert_eq!(printed.exits(0).bytes, markdown.as_bytes());
    folder.fixture("5/request.json");
    folder
        .run(&["render", "request.json", "--csv"])
        .exits(2)
        .complains("only a report has");
}

#[test]
fn a_report_is_written_for_other_programs() {
    let folder = Folder::new();
    folder.fixture("5/report.json.gz");
    let report = report("5/report.json.gz");
    for (form, place, made) in [
        (
            "--oscal",
            "report.oscal",
            oscal::documents(&report).unwrap(),
        ),
        (
            "--ciso-assistant",
            "report.ciso-assistant",
            ciso_assistant::files(&report).unwrap(),
        ),
    ] {
        let render = ["render", "report.json", form];
        let first = folder.path().join(place).join(made[0].name);
        folder.run(&render).exits(0).complains(made[0].name);
        assert!(made.len() >= 2);
        for file in &made {
            let written = folder.read(&format!("{place}/{}", file.name));
            assert_eq!(written, file.bytes, "{}", file.name);
        }
        // All of them or none.
        fs::remove_file(&first).unwrap();
        folder.run(&render).exits(2).complains("--force");
        assert!(!first.exists());
        folder.run(&[&render[..], &["--force"]].concat()).exits(0);
        folder
            .run(&[&render[..], &["--output", "-"]].concat())
            .exits(2)
            .complains("name a folder");
    }
    let book = ["render", "report.json", "--xlsx"];
    folder.run(&book).exits(0).complains("report.xlsx");
    let made = xlsx::workbook(&report).unwrap();
    assert_eq!(folder.read("report.xlsx"), made.bytes);
    folder.run(&book).exits(2).complains("--force");
    folder.run(&["render", "report.json", "--page"]).exits(0);
    assert_eq!(folder.read("report.page.html"), page::page(&report).bytes);
    folder.fixture("5/request.json");
    for form in ["--oscal", "--ciso-assistant", "--xlsx", "--page"] {
        folder
            .run(&["render", "request.json", form])
            .exits(2)
            .complains("only a report is exchanged");
    }
}

#[test]
fn no_file_is_lost() {
    let folder = Folder::new();
    folder.fixture("5/report.json.gz");
    folder.put("report.csv", b"mine");
    let render = ["render", "report.json", "--csv"];
    folder.run(&render).exits(2).complains("--force");
    assert_eq!(folder.read("report.csv"), b"mine");
    // The report itself is not written over either.
    let over = ["render", "report.json", "--csv", "-o", "report.json"];
    folder.run(&over).exits(2).complains("--force");
    assert_eq!(folder.read("report.json"), fixture("5/report.json.gz"));
    folder.run(&[&render[..], &["--force"]].concat()).exits(0);
    assert_ne!(folder.read("report.csv"), b"mine");
    let names = fs::read_dir(folder.path()).unwrap();
    assert_eq!(names.count(), 2, "nothing is left behind");
    let nowhere = ["render", "report.json", "--csv", "-o", "nowhere/report.csv"];
    folder.run(&nowhere).exits(2).complains("was not written");
}

#[test]
fn nothing_is_made_of_what_is_not_valid() {
    let folder = Folder::new();
    let text = String::from_utf8(fixture("5/report.json.gz")).unwrap();
    let changed = text.replacen("Yearly assessment 2026", "Yearly assessment 2027", 1);
    folder.put("report.json", changed.as_bytes());
    folder
        .run(&["render", "report.json", "--markdown"])
        .exits(1)
        .complains("is not valid");
    assert!(!folder.path().join("report.md").exists());
    folder
        .run(&["show", "report.json"])
        .exits(1)
        .says("[Not valid: what you see may not be what was signed]")
        .says("Yearly assessment 2027");
}

#[test]
fn what_a_document_says_is_shown() {
    let folder = Folder::new();
    folder.fixture("5/report.json.gz");
    folder
        .run(&["show", "report.json"])
        .exits(0)
        .says("[Valid]")
        .says("Yearly assessment 2026");
    folder.fixture("6/letter.public.pdf.gz");
    folder
        .run(&["show", "letter.public.pdf"])
        .exits(2)
        .says("[Valid");
    folder
        .run(&["show", "nowhere.json"])
        .exits(2)
        .complains("os error 2");
}
