//! `assay verify` of evidence packs: the archive, the folder into which one was unpacked, and what was made of either.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::fs;

use crate::common::{AT, Folder, identity, known_list, signed_value};
use assay_assessment::{
    AssessmentId, EvidencePresence, Timestamp, UtcOffset, archive, backup::FileSums, example,
};
use assay_catalog::Editions;
use assay_dossier::{PACK_NAMESPACE, PackWriter, PackedFile, Packing, assemble, signing_party};
use assay_report::document::{Presentation, Role};
use assay_seal::{Identity, ssh::sign_ssh};

/// A pack of the example.
fn pack(by: &Identity) -> Vec<u8> {
    let at = Timestamp::from_milliseconds(AT);
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft()).unwrap();
    let presence = EvidencePresence::default();
    let parties = vec![signing_party(by, Role::Assessor)];
    let usual = Presentation::default();
    let report = assemble(
        &example.record,
        &presence,
        parties,
        &usual,
        at,
        UtcOffset::UTC,
    );
    let json = signed_value(&report.to_value().unwrap(), by);
    let reports = [PackedFile {
        name: "report.json",
        media_type: "application/json",
        bytes: &json,
    }];
    let (mut writer, mut bytes) = PackWriter::begin(Packing {
        assessment: example.record.assessment(),
        catalog: example.record.catalog(),
        presence: &presence,
        reports: &reports,
        signer: by,
        at,
    })
    .unwrap();
    for planned in writer.files().to_vec() {
        let file = example
            .files
            .iter()
            .find(|file| file.sha256 == planned.sha256)
            .unwrap();
        bytes.extend(writer.file(&FileSums::of(file.bytes)).unwrap());
        bytes.extend(file.bytes);
    }
    let mut unsigned = writer.close().unwrap();
    bytes.extend(unsigned.take_bytes());
    let signature = sign_ssh(unsigned.to_sign(), by, PACK_NAMESPACE).unwrap();
    bytes.extend(unsigned.finish(&signature).unwrap().bytes);
    bytes
}

/// Unpacks an archive of stored members.
fn unpack(folder: &Folder, within: &str, bytes: &[u8]) {
    let length = bytes.len();
    let part = |range: std::ops::Range<u64>| {
        &bytes[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]
    };
    let (count, at) = archive::read_end(&bytes[length - 22..], length as u64).unwrap();
    for entry in archive::read_list(part(at.clone()), count, at.start).unwrap() {
        let place = entry.bytes(part(entry.header())).unwrap();
        folder.put(&format!("{within}/{}", entry.name), part(place));
    }
}

#[test]
fn a_pack_is_valid_as_an_archive_and_unpacked() {
    let folder = Folder::new();
    let ada = identity("Ada Assessor", 1);
    let bytes = pack(&ada);
    folder.put("pack.zip", &bytes);
    unpack(&folder, "unpacked", &bytes);
    for name in ["pack.zip", "unpacked"] {
        let done = folder.run(&["verify", name]).exits(0);
        done.says(&format!("{name}: Valid"))
            .says("Report: reports/report.json: Valid")
            .says("The key that signed the pack signed a report in it too: Ada Assessor")
            .says(&format!("Fingerprint: {}", ada.fingerprint()))
            .says("Unknown here: compare the fingerprint");
    }
    let json = folder.run(&["verify", "--json", "."]).exits(0).json();
    let files = json["files"].as_array().unwrap();
    // The files of the unpacked pack are not looked at one by one.
    assert_eq!(files.len(), 2, "{files:#?}");
    for file in files {
        assert_eq!(
            (&file["kind"], &file["verdict"]),
            (&"evidencePack".into(), &"valid".into())
        );
        assert_eq!(file["reports"][0]["verdict"], "valid");
        let members = file["members"].as_array().unwrap();
        assert!(members.iter().all(|member| member["state"] == "sound"));
    }
    assert_eq!(files[0]["members"], files[1]["members"]);
}

#[test]
fn what_is_missing_changed_or_added_in_a_folder_is_named() {
    let folder = Folder::new();
    let bytes = pack(&identity("Ada Assessor", 1));
    unpack(&folder, "a", &bytes);
    let evidence = |name: &str| {
        let mut found = Vec::new();
        let mut folders = vec![folder.path().join(name).join("evidence")];
        while let Some(each) = folders.pop() {
            for entry in fs::read_dir(each).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path)
                } else {
                    found.push(path)
                }
            }
        }
        found.sort();
        found
    };
    let [one, two] = [0, 1].map(|place| evidence("a")[place].clone());
    folder.put("a/.DS_Store", b"x");
    folder
        .run(&["verify", "a"])
        .exits(2)
        .says(".DS_Store: not listed: nobody signed that it belongs to the pack.");
    fs::remove_file(&one).unwrap();
    fs::write(&two, "other").unwrap();
    let done = folder.run(&["verify", "a"]).exits(1);
    done.says("a: Not valid")
        .says(": missing (SHA-256 ")
        .says(": changed: its SHA-256 is ");
    fs::remove_file(folder.path().join("a/SHA256SUMS.sig")).unwrap();
    folder
        .run(&["verify", "a"])
        .exits(1)
        .says("Nobody signed SHA256SUMS");
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_not_followed() {
    let folder = Folder::new();
    let bytes = pack(&identity("Ada Assessor", 1));
    unpack(&folder, "a", &bytes);
    let report = folder.path().join("a/reports/report.json");
    fs::rename(&report, folder.path().join("report.json")).unwrap();
    std::os::unix::fs::symlink("../../report.json", &report).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("a/up")).unwrap();
    folder
        .run(&["verify", "a"])
        .exits(2)
        .says("reports/report.json: there, and cannot be read")
        .says("up: not listed");
}

#[test]
fn trust_asks_for_the_key_of_the_pack_and_of_its_reports() {
    let folder = Folder::new();
    let ada = identity("Ada Assessor", 1);
    folder.put("pack.zip", &pack(&ada));
    let fingerprint = ada.fingerprint().to_string();
    folder.put("ada.json", &known_list(&[("Ada", &fingerprint)]));
    let other = identity("Ada Assessor", 9).fingerprint().to_string();
    folder.put("other.json", &known_list(&[("Olga", &other)]));
    let known = folder
        .run(&["verify", "pack.zip", "--trust", "ada.json"])
        .exits(0);
    known.says("Known as Ada.");
    let unknown = folder
        .run(&["verify", "pack.zip", "--trust", "other.json"])
        .exits(2);
    unknown.says(&format!("Not among the known signers: {fingerprint}."));
}

#[test]
fn an_archive_that_is_none_or_was_damaged_says_so() {
    let folder = Folder::new();
    let bytes = pack(&identity("Ada Assessor", 1));
    folder.put("all/cut.zip", &bytes[..bytes.len() / 2]);
    let mut other = archive::Writer::new();
    let sums = FileSums::of(b"<Types/>");
    let mut document = other
        .begin("[Content_Types].xml", sums.size, sums.crc32())
        .unwrap();
    document.extend(b"<Types/>");
    document.extend(other.end().unwrap());
    folder.put("all/letter.docx", &document);
    let done = folder.run(&["verify", "all"]).exits(1);
    done.says("all/cut.zip: Not valid")
        .says("ask for it again")
        .says("Left out: all/letter.docx: no file of Assay's");
    let named = folder.run(&["verify", "all/letter.docx"]).exits(2);
    named.says("it holds no SHA256SUMS");
    // Somebody compressed a member: by its list, which is all that is read.
    let mut anew = bytes;
    let list = anew
        .windows(4)
        .position(|part| part == b"PK\x01\x02")
        .unwrap();
    let places: Vec<usize> = (list..anew.len() - 4)
        .filter(|at| &anew[*at..*at + 4] == b"PK\x01\x02")
        .collect();
    for place in places {
        anew[place + 10] = 8;
    }
    folder.put("anew.zip", &anew);
    folder
        .run(&["verify", "anew.zip"])
        .exits(2)
        .says("unpack the archive with the program of your system");
}
