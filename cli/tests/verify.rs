//! `assay verify`: verdicts, exit statuses, and what is said.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use crate::common::{Folder, fixture, identity, known_list, report, signed, signed_value};
use assay_dossier::signing_party;
use assay_report::document::Role;
use assay_seal::json;
use serde_json::Value;

#[test]
fn a_report_is_valid_and_one_that_was_changed_is_not() {
    let folder = Folder::new();
    folder.fixture("5/report.json.gz");
    let valid = folder.run(&["verify", "report.json"]).exits(0);
    valid
        .says("report.json: Valid")
        .says("Title: Yearly assessment 2026")
        .says("Signature: Ada Assessor")
        .says("Unknown here: compare the fingerprint");
    let text = String::from_utf8(fixture("5/report.json.gz")).unwrap();
    let changed = text.replacen("Yearly assessment 2026", "Yearly assessment 2027", 1);
    folder.put("changed.json", changed.as_bytes());
    folder
        .run(&["verify", "changed.json"])
        .exits(1)
        .says("changed.json: Not valid")
        .says("Do not rely on this file.")
        .says("Not established");
}

#[test]
fn what_was_signed_and_contradicts_itself_is_not_valid() {
    let folder = Folder::new();
    let mut report = report("5/report.json.gz");
    report.conformance.mandatory.fails += 1;
    folder.put("report.json", &signed(&report, &identity("Mallory", 9)));
    folder
        .run(&["verify", "report.json"])
        .exits(1)
        .says("Signature holds, contents contradict themselves")
        .says("Contradiction: ");
}

#[test]
fn every_kind_of_file_has_its_verdict() {
    let folder = Folder::new();
    for name in [
        "5/request.json",
        "6/three.json.gz",
        "6/letter.public.json.gz",
        "6/letter.disclosures.json.gz",
        "5/backup.assay.gz",
    ] {
        folder.fixture(name);
    }
    let done = folder.run(&["verify", "--json", "."]).exits(0);
    let json = done.json();
    let kinds: Vec<(&str, &str, &str)> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let text = |member: &str| file[member].as_str().unwrap();
            (text("path"), text("kind"), text("verdict"))
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("./backup.assay", "backup", "valid"),
            ("./letter.disclosures.json", "disclosures", "valid"),
            ("./letter.public.json", "publicEdition", "valid"),
            ("./request.json", "statusUpdateRequest", "valid"),
            ("./three.json", "report", "valid"),
        ]
    );
    assert_eq!(json["format"], "assay-verification");
    assert_eq!(json["version"], 1);
    assert_eq!(json["verdict"], "valid");
    assert_eq!(json["files"][4]["signatures"].as_array().unwrap().len(), 3);
    only_integers(&json);
}

/// Numbers in what is written are integers.
fn only_integers(value: &Value) {
    match value {
        Value::Number(number) => assert!(number.is_u64(), "{number}"),
        Value::Array(all) => all.iter().for_each(only_integers),
        Value::Object(all) => all.values().for_each(only_integers),
        _ => {}
    }
}

#[test]
fn a_pdf_whose_pages_another_build_drew_cannot_be_told() {
    let folder = Folder::new();
    folder.fixture("6/three.pdf.gz");
    folder
        .run(&["verify", "three.pdf"])
        .exits(2)
        .says("three.pdf: Valid")
        .says("The pages were not compared.");
    let mut cut = fixture("6/three.pdf.gz");
    cut.extend_from_slice(b"\nmore");
    folder.put("appended.pdf", &cut);
    folder.run(&["verify", "appended.pdf"]).exits(1);
}

#[test]
fn disclosures_need_their_edition_and_have_to_hold() {
    let folder = Folder::new();
    folder.fixture("6/letter.disclosures.json.gz");
    folder
        .run(&["verify", "letter.disclosures.json"])
        .exits(2)
        .says("The public edition that these disclosures are of is not among the files");
    folder.fixture("6/letter.public.json.gz");
    let both = ["verify", "letter.disclosures.json", "letter.public.json"];
    folder
        .run(&both)
        .exits(0)
        .says("All disclosures hold")
        .says("the report that it comes to was checked");
    let text = String::from_utf8(fixture("6/letter.disclosures.json.gz")).unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    // [salt, path, another value] of the first disclosure.
    let other = "WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiL3RpdGxlIiwieCJd";
    value["disclosures"][0] = Value::from(other);
    folder.put(
        "letter.disclosures.json",
        &serde_json::to_vec(&value).unwrap(),
    );
    folder.run(&both).exits(1).says("do not hold");
}

#[test]
fn a_backup_that_was_changed_is_not_valid() {
    let folder = Folder::new();
    let mut bytes = fixture("6/backup.assay.gz");
    folder.put("whole.assay", &bytes);
    folder
        .run(&["verify", "whole.assay", "--json"])
        .exits(0)
        .says("A backup is not signed");
    // Within the bytes of a picture: the last member but the list.
    let place = bytes.len() / 2;
    bytes[place] ^= 1;
    folder.put("changed.assay", &bytes);
    folder
        .run(&["verify", "changed.assay"])
        .exits(1)
        .says("This backup is damaged");
}

#[test]
fn who_is_trusted_has_to_have_signed() {
    let folder = Folder::new();
    folder.fixture("5/report.json.gz");
    let json = folder.run(&["verify", "--json", "report.json"]).json();
    let ada = json["files"][0]["signatures"][0]["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned();
    folder.put("keys.json", &known_list(&[("Ada of the firm", &ada)]));
    let done = folder
        .run(&["verify", "report.json", "--trust", "keys.json"])
        .exits(0);
    done.says("Signer: Known as Ada of the firm.");
    let eve = identity("Ada Assessor", 9).fingerprint().to_string();
    folder.put("others.json", &known_list(&[("Ada Assessor", &eve)]));
    folder
        .run(&["verify", "report.json", "--trust", "others.json"])
        .exits(2)
        .says("report.json: Valid")
        .says("Another key calls itself Ada Assessor")
        .says("Not among the known signers: Ada Assessor");
    folder.fixture("5/backup.assay.gz");
    folder
        .run(&["verify", "backup.assay", "--trust", "keys.json"])
        .exits(2)
        .says("Nobody signed it");
    folder
        .run(&["verify", "report.json", "--trust", "report.json"])
        .exits(2)
        .complains("no list of known signers");
}

#[test]
fn one_of_three_who_is_not_trusted_is_enough_to_doubt() {
    let folder = Folder::new();
    folder.fixture("6/three.json.gz");
    let json = folder.run(&["verify", "--json", "three.json"]).json();
    let signatures = json["files"][0]["signatures"].as_array().unwrap();
    let known: Vec<(&str, &str)> = signatures
        .iter()
        .map(|one| {
            (
                one["name"].as_str().unwrap(),
                one["fingerprint"].as_str().unwrap(),
            )
        })
        .collect();
    folder.put("all.json", &known_list(&known));
    folder.put("two.json", &known_list(&known[..2]));
    folder
        .run(&["verify", "three.json", "--trust", "all.json"])
        .exits(0);
    folder
        .run(&["verify", "three.json", "--trust", "two.json"])
        .exits(2);
}

/// Whoever holds a JSON can take proofs away, so that of several only the receipt is left.
#[test]
fn a_receipt_is_nobodys_word_for_what_a_report_says() {
    let folder = Folder::new();
    let (mallory, olga) = (identity("Mallory", 9), identity("Olga Brand", 2));
    let mut report = report("5/report.json.gz");
    report.signing_parties = vec![
        signing_party(&mallory, Role::Assessor),
        signing_party(&olga, Role::Recipient),
    ];
    let value = report.to_value().unwrap();
    let signed = json::sign_json_as(&value, &olga, "2026-11-22T09:30:00Z", "recipient");
    let bytes = json::canonical_bytes(&signed.unwrap()).unwrap();
    folder.put("report.json", &bytes);
    let known = olga.fingerprint().to_string();
    folder.put("keys.json", &known_list(&[("Olga Brand", &known)]));
    folder
        .run(&["verify", "report.json"])
        .exits(0)
        .says("Mallory (Assessor) is named to sign")
        .says("confirms having received it, which is no agreement");
    folder
        .run(&["verify", "report.json", "--trust", "keys.json"])
        .exits(2)
        .says("Only recipients signed it");
}

#[test]
fn a_folder_is_gone_through_in_the_order_of_names_and_what_is_no_report_is_named() {
    let folder = Folder::new();
    let report = fixture("6/one.json.gz");
    for number in [3, 1, 2] {
        folder.put(&format!("all/{number}.json"), &report);
    }
    folder.put("all/deeper/4.json", &report);
    folder.put("all/notes.txt", b"no report");
    folder.put("all/package.json", b"{\"name\": \"x\"}");
    folder.put("all/edition.json", &fixture("6/edition.json.gz"));
    folder.put("all/keys.json", &known_list(&[]));
    let json = folder.run(&["verify", "--json", "all"]).exits(0).json();
    let names = |of: &str| -> Vec<String> {
        let all = json[of].as_array().unwrap().iter();
        all.map(|each| each["path"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        names("files"),
        [
            "all/1.json",
            "all/2.json",
            "all/3.json",
            "all/deeper/4.json"
        ]
    );
    assert_eq!(
        names("leftOut"),
        [
            "all/edition.json",
            "all/keys.json",
            "all/notes.txt",
            "all/package.json"
        ]
    );
    folder
        .run(&["verify", "all"])
        .exits(0)
        .says("Left out: all/notes.txt: no file of Assay's")
        .says("4 files: 4 valid, 0 not valid, 0 cannot be told.");
    folder.put("all/2.json", b"{\"format\": \"assay-report\", ");
    folder
        .run(&["verify", "all"])
        .exits(2)
        .says("all/2.json: Cannot be checked here");
    // Whatever else there is, what is not valid decides.
    let changed = String::from_utf8(report)
        .unwrap()
        .replacen("\"title\":\"", "\"title\":\"x", 1);
    folder.put("all/1.json", changed.as_bytes());
    folder.run(&["verify", "all"]).exits(1);
    folder.put("empty/notes.txt", b"no report");
    folder
        .run(&["verify", "empty"])
        .exits(2)
        .says("No file of Assay's was found");
}

#[test]
fn what_is_named_and_cannot_be_told_is_said() {
    let folder = Folder::new();
    folder.put("notes.txt", b"no report");
    folder.put("empty.json", b"");
    folder.put("package.json", b"{\"name\": \"x\"}");
    folder.put("archive.zip", b"PK\x03\x04");
    folder.fixture("6/edition.json.gz");
    for (name, why) in [
        ("notes.txt", "neither a JSON nor a PDF report"),
        ("empty.json", "neither a JSON nor a PDF report"),
        ("package.json", "o file of Assay's"),
        ("archive.zip", "archive"),
        ("edition.json", "edition of a standard"),
        ("nowhere.json", "os error 2"),
    ] {
        folder
            .run(&["verify", name])
            .exits(2)
            .says("Cannot be checked here")
            .says(why);
    }
}

#[test]
fn a_newer_format_cannot_be_told() {
    let folder = Folder::new();
    let mut value = report("5/report.json.gz").to_value().unwrap();
    value["version"] = Value::from(2);
    let signed = signed_value(&value, &identity("Ada", 1));
    folder.put("newer.json", &signed);
    folder
        .run(&["verify", "newer.json"])
        .exits(2)
        .says("newer Assay");
}

#[test]
fn a_request_says_which_of_its_files_are_there() {
    let folder = Folder::new();
    folder.fixture("5/request.json");
    folder
        .run(&["verify", "request.json"])
        .exits(0)
        .says("no file with this digest was given");
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let folder = Folder::new();
    let mut report = report("5/report.json.gz");
    report.title =
        "Fine\u{1b}[2J\u{1b}[1;32mreport.json: Valid\u{9b}0m\r\nreport.json: Valid\u{202e}"
            .to_owned();
    report.operator.name = "\u{1b}]0;owned\u{7}".to_owned();
    let mallory = identity("Mallory", 9);
    folder.put("a\u{1b}[7m.json", &signed(&report, &mallory));
    for arguments in [&["verify", "."][..], &["verify", "--json", "."]] {
        let done = folder.run(arguments);
        let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        for (text, from) in [(&done.out, "output"), (&done.error, "errors")] {
            assert!(!text.contains(steers), "{from}: {text:?}");
        }
        let forged = done
            .out
            .lines()
            .any(|line| line.starts_with("report.json: Valid"));
        assert!(!forged, "{}", done.out);
        assert!(done.out.contains("Fine"), "{}", done.out);
    }
}
