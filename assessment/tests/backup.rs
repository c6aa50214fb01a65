//! The `.assay` file: what is written is read back, and nothing else is.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use std::io::{Cursor, Write};

use crate::support::*;
use assay_assessment::{
    Edit, Evidence, EvidenceId, EvidenceKind, Picture, Record, Sha256Digest,
    backup::{self, Backup, BackupReader, BackupWriter, FileSums, ReadBackupError},
};
use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn read(bytes: &[u8]) -> Result<Backup, ReadBackupError> {
    backup::read(bytes, &assay_catalog::Editions::bundled())
}

fn add_file(content: &[u8]) -> Edit {
    Edit::AddEvidence {
        id: EvidenceId::from_random([content.len() as u8; 16]),
        item: Evidence {
            kind: EvidenceKind::File {
                name: "log.txt".to_owned(),
                media_type: "text/plain".to_owned(),
                size: content.len() as u64,
                sha256: Sha256Digest::of(content),
            },
            title: String::new(),
            description: String::new(),
            method: None,
            captured_on: None,
            added_at: at(3),
            controls: [].into(),
            risks: [].into(),
            picture: Picture::default(),
        },
    }
}

fn small_record() -> Record {
    let mut record = new_record();
    record.perform(add_file(b"log"), at(1), "Ada").unwrap();
    record
}

fn small_backup() -> Vec<u8> {
    let file = (Sha256Digest::of(b"log"), b"log".to_vec());
    backup::write(&small_record(), [file], at(9)).unwrap().bytes
}

/// An archive of these members, in this order.
fn zip_of(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The members of an archive, as another program reads them.
fn members_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut member = archive.by_index(place).unwrap();
            let mut content = Vec::new();
            std::io::copy(&mut member, &mut content).unwrap();
            (member.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The small backup with one member changed.
fn with_member(changed: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let members: Vec<_> = members_of(&small_backup())
        .into_iter()
        .map(|(name, content)| {
            let content = if name == changed {
                change(content)
            } else {
                content
            };
            (name, content)
        })
        .collect();
    let members: Vec<_> = members
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    zip_of(&members, CompressionMethod::Stored)
}

fn replaced(content: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(content).unwrap();
    assert!(text.contains(from), "{text}");
    text.replace(from, to).into_bytes()
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_back(edits in any_edits(), held in 0_u8..4) {
        let record = record_after(edits);
        let files: Vec<_> = (0..held).map(|content| (Sha256Digest::of(&[content]), vec![content])).collect();
        let written = backup::write(&record, files.clone(), at(9)).unwrap();
        let found = read(&written.bytes).unwrap();
        prop_assert!(found.record == record);
        prop_assert_eq!(&found.missing, &written.missing);
        prop_assert_eq!(found.created, at(9));
        let mut sorted = files.clone();
        sorted.sort();
        prop_assert_eq!(&found.evidence, &sorted);
        for item in record.assessment().evidence().values() {
            if let Some(digest) = item.sha256() {
                prop_assert!(found.missing.contains(&digest) != files.iter().any(|(each, _)| *each == digest));
            }
        }
        let again = backup::write(&found.record, found.evidence, found.created).unwrap();
        prop_assert!(again.bytes == written.bytes);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
        let mut bytes = bytes;
        if zip {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn mutated_backups_never_panic_and_never_differ(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = small_backup();
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(found) = read(&bytes) {
            prop_assert!(found == read(&small_backup()).unwrap());
        }
    }
}

/// Where the small backup is damaged: everywhere, but not at each of the many bytes of its edition.
fn places(bytes: &[u8]) -> impl Iterator<Item = usize> + use<> {
    let edition = catalog().canonical_file();
    let begin = (0..bytes.len()).find(|place| bytes[*place..].starts_with(edition.as_bytes()));
    let edition = begin.map(|begin| begin + 10..begin + edition.len() - 10);
    (0..bytes.len()).filter(move |place| {
        let within = edition
            .as_ref()
            .is_some_and(|edition| edition.contains(place));
        !within || place % 20_011 == 0
    })
}

#[test]
fn every_flipped_byte_is_refused_or_changes_nothing() {
    let bytes = small_backup();
    let whole = read(&bytes).unwrap();
    for place in places(&bytes) {
        for mask in [0x01, 0x20, 0xff] {
            let mut flipped = bytes.clone();
            flipped[place] ^= mask;
            if let Ok(found) = read(&flipped) {
                assert!(found == whole, "byte {place}");
            }
        }
    }
}

#[test]
fn a_backup_cut_off_anywhere_is_refused() {
    let bytes = small_backup();
    for length in places(&bytes) {
        assert!(read(&bytes[..length]).is_err(), "{length}");
    }
}

#[test]
fn every_reason_is_in_words_of_ours() {
    let bytes = small_backup();
    let cut = places(&bytes).map(|length| bytes[..length].to_vec());
    let flipped = places(&bytes).flat_map(|place| {
        [0x01, 0x20, 0xff].map(|mask| {
            let mut flipped = bytes.clone();
            flipped[place] ^= mask;
            flipped
        })
    });
    let with_more = [1, 22, 5_000].map(|more| {
        let mut bytes = bytes.clone();
        bytes.extend(std::iter::repeat_n(0_u8, more));
        bytes
    });
    let reasons: std::collections::BTreeSet<String> = cut
        .chain(flipped)
        .chain(with_more)
        .filter_map(|bytes| match read(&bytes) {
            Err(ReadBackupError::Damaged { why, .. }) => Some(why),
            _ => None,
        })
        .map(|why| {
            // Where it is differs from byte to byte, and does not matter here.
            let words = why.split(' ').map(|word| match word.trim_end_matches(',') {
                number if number.bytes().all(|digit| digit.is_ascii_digit()) => "(number)",
                _ => word,
            });
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let reasons: Vec<_> = reasons.into_iter().collect();
    insta::assert_snapshot!(reasons.join("\n"));
}

#[test]
fn a_backup_is_recognised_by_how_it_begins() {
    let bytes = small_backup();
    let without_files = backup::write(&new_record(), [], at(9)).unwrap().bytes;
    for whole in [
        bytes.clone(),
        without_files,
        with_member("manifest.json", |_| b"{}".to_vec()),
    ] {
        assert!(backup::begins_like_one(&whole[..backup::BEGINNING]));
    }
    let other = zip_of(&[("word/document.xml", b"x")], CompressionMethod::Stored);
    for bytes in [
        &b""[..],
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"{}",
        &other,
        &bytes[..30],
    ] {
        assert!(!backup::begins_like_one(bytes));
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(small_backup(), small_backup());
    let names: Vec<_> = members_of(&small_backup())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let digest = Sha256Digest::of(b"log");
    assert_eq!(
        names,
        [
            &format!("evidence/{digest}"),
            "edition.json",
            "journal.jsonl",
            "manifest.json",
            "snapshot.json"
        ]
    );
}

#[test]
fn a_missing_or_changed_file_is_listed_and_the_rest_is_saved() {
    let digest = Sha256Digest::of(b"log");
    for files in [vec![], vec![(digest, b"not the log".to_vec())]] {
        let written = backup::write(&small_record(), files, at(9)).unwrap();
        assert_eq!(written.missing, [digest]);
        let found = read(&written.bytes).unwrap();
        assert_eq!(
            (found.record, found.missing),
            (small_record(), vec![digest])
        );
        assert!(found.evidence.is_empty());
    }
}

#[test]
fn other_files_are_not_backups() {
    let other_zip = zip_of(&[("report.json", b"{}")], CompressionMethod::Stored);
    let other_manifest = zip_of(
        &[("manifest.json", br#"{"format":"other","version":1}"#)],
        CompressionMethod::Stored,
    );
    let web_manifest = zip_of(
        &[("manifest.json", br#"{"name":"A web page"}"#)],
        CompressionMethod::Stored,
    );
    for bytes in [
        &b""[..],
        b"%PDF-1.7",
        b"{}",
        b"PK",
        &other_zip,
        &other_manifest,
        &web_manifest,
    ] {
        assert_eq!(read(bytes), Err(ReadBackupError::NotABackup));
    }
}

#[test]
fn every_other_refusal_says_where_and_why() {
    let newer = with_member("manifest.json", |content| {
        replaced(content, r#""version":1}"#, r#""version":2,"more":[]}"#)
    });
    let edition = with_member("manifest.json", |content| {
        let ours = catalog().edition().sha256().to_owned();
        replaced(content, &ours, &"0".repeat(64))
    });
    let members = members_of(&edition);
    let without_edition: Vec<_> = members
        .iter()
        .filter(|(name, _)| name != "edition.json")
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    let nowhere = zip_of(&without_edition, CompressionMethod::Stored);
    let unreadable = with_member("manifest.json", |mut content| {
        content.pop();
        content
    });
    let title = with_member("manifest.json", |content| {
        replaced(content, r#""title":"""#, r#""title":"Another""#)
    });
    let journal = with_member("journal.jsonl", |content| {
        replaced(content, "log.txt", "lag.txt")
    });
    let snapshot = with_member("snapshot.json", |content| {
        replaced(content, "log.txt", "lag.txt")
    });
    let digest = Sha256Digest::of(b"log");
    let evidence = with_member(&format!("evidence/{digest}"), |_| b"lag".to_vec());

    let whole = members_of(&small_backup());
    let borrowed: Vec<_> = whole
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    let lost = zip_of(&borrowed[..4], CompressionMethod::Stored);
    let lost_file = zip_of(&borrowed[1..], CompressionMethod::Stored);
    let mut more = borrowed.clone();
    more.push(("../../etc/passwd", b"x"));
    let climbing = zip_of(&more, CompressionMethod::Stored);
    more.pop();
    let unlisted = format!("evidence/{}", Sha256Digest::of(b"x"));
    more.push((&unlisted, b"x"));
    let unlisted = zip_of(&more, CompressionMethod::Stored);

    let messages: Vec<_> = [
        newer, edition, nowhere, unreadable, title, journal, snapshot, evidence, lost, lost_file,
        climbing, unlisted,
    ]
    .iter()
    .map(|bytes| refusal(bytes))
    .collect();
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn a_member_of_the_same_name_or_the_same_bytes_is_refused() {
    // Two members get the same name by renaming one of the same length in place.
    let (first, second) = (Sha256Digest::of(b"a"), Sha256Digest::of(b"b"));
    let files = [(first, b"a".to_vec()), (second, b"b".to_vec())];
    let bytes = backup::write(&small_record(), files, at(9)).unwrap().bytes;
    let (from, to) = (first.to_string(), second.to_string());
    let mut twice = bytes.clone();
    // The manifest names it too, within quotation marks.
    let named = format!("evidence/{from}");
    let places: Vec<usize> = (1..bytes.len() - named.len())
        .filter(|place| bytes[*place..].starts_with(named.as_bytes()) && bytes[*place - 1] != b'"')
        .collect();
    assert_eq!(
        places.len(),
        2,
        "once before the bytes, once in the directory"
    );
    for place in places {
        twice[place + 9..place + 9 + 64].copy_from_slice(to.as_bytes());
    }
    assert!(
        refusal(&twice).contains("two of its files have the same name"),
        "{}",
        refusal(&twice)
    );
}

#[test]
fn a_compressed_member_is_refused_before_it_grows() {
    let mut bytes = small_backup();
    // The method stands at byte 8 of each local header and at byte 10 of each central one
    // (APPNOTE 4.3.7 and 4.3.12); 8 is deflate.
    for place in 0..bytes.len() - 12 {
        match &bytes[place..place + 4] {
            b"PK\x03\x04" => bytes[place + 8] = 8,
            b"PK\x01\x02" => bytes[place + 10] = 8,
            _ => {}
        }
    }
    let refusal = refusal(&bytes);
    assert!(refusal.contains("damaged: manifest.json"), "{refusal}");
}

#[test]
fn too_many_files_are_refused_with_the_number() {
    let names: Vec<String> = (0..=backup::MOST_MEMBERS)
        .map(|number| number.to_string())
        .collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let error = read(&zip_of(&members, CompressionMethod::Stored)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "This backup is too large: the number of files in it is 20001, and at most 20000 is read; it was not written by Assay."
    );
    let files = names
        .iter()
        .map(|name| (Sha256Digest::of(name.as_bytes()), name.clone().into_bytes()));
    let error = backup::write(&small_record(), files, at(9)).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("at most 4.3 GB in 20000 files fit")
    );
}

#[test]
fn what_another_program_writes_is_read_and_the_other_way() {
    let whole = read(&small_backup()).unwrap();
    let again = with_member("manifest.json", |content| content);
    assert_ne!(again, small_backup(), "another program's headers");
    assert!(read(&again).unwrap() == whole);
    // Members in another order, and with the extra fields that archive tools add.
    let mut members = members_of(&small_backup());
    members.reverse();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .large_file(false)
        .with_alignment(64);
    for (name, content) in members {
        writer.start_file(name, options).unwrap();
        writer.write_all(&content).unwrap();
    }
    assert!(read(&writer.finish().unwrap().into_inner()).unwrap() == whole);
}

/// A file of these many bytes, as an item of the library that was never read.
fn naming(number: u8, size: u64) -> Edit {
    let Edit::AddEvidence { mut item, .. } = add_file(&[number]) else {
        unreachable!("it adds evidence")
    };
    if let EvidenceKind::File { size: named, .. } = &mut item.kind {
        *named = size;
    }
    Edit::AddEvidence {
        id: EvidenceId::from_random([number; 16]),
        item,
    }
}

#[test]
fn what_does_not_fit_is_refused_before_the_first_byte() {
    let record = |files: u8| {
        let mut record = new_record();
        for number in 0..files {
            let edit = naming(number, 500_000_000);
            record.perform(edit, at(1), "Ada").unwrap();
        }
        record
    };
    assert!(BackupWriter::new(&record(8), at(9)).is_ok(), "4.0 GB");
    let error = BackupWriter::new(&record(9), at(9)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "A backup of this assessment would need 4.6 GB in 13 files, and at most 4.3 GB in 20000 files fit. No file was written. Keep the largest evidence files elsewhere: remove them here, add links to them, and save again."
    );
}

#[test]
fn files_come_in_the_order_of_their_digests_and_none_twice() {
    let record = small_record();
    let mut files = [FileSums::of(b"a"), FileSums::of(b"b")];
    files.sort_by_key(|file| std::cmp::Reverse(file.sha256));
    for second in files {
        let mut writer = BackupWriter::new(&record, at(9)).unwrap();
        writer.file(&files[0]).unwrap();
        assert!(writer.file(&second).is_err());
    }
}

#[test]
fn pieces_are_small_and_lie_within_the_file_and_within_each_other() {
    let mut record = small_record();
    let note = "0123456789".repeat(19_000);
    for control in catalog().controls().iter().take(60) {
        let control = control.id().clone();
        let change = assay_assessment::TextChange::between("", &note).unwrap();
        let edit = Edit::ChangeControlNote { control, change };
        record.perform(edit, at(1), "Ada").unwrap();
    }
    let bytes = backup::write(&record, [], at(9)).unwrap().bytes;
    assert!(bytes.len() > 16_000_000);
    let mut reader =
        BackupReader::new(bytes.len() as u64, &assay_catalog::Editions::bundled()).unwrap();
    let mut pieces = 0;
    while let Some(range) = reader.wanted() {
        assert!(range.end - range.start <= 4 * 1024 * 1024 && range.start < range.end);
        reader
            .give(&bytes[range.start as usize..range.end as usize])
            .unwrap();
        pieces += 1;
    }
    assert!(pieces > 8, "{pieces}");
    assert!(reader.finish().unwrap().record == record);
    // Fewer bytes than were asked for are no reason to panic, and no backup.
    let mut reader =
        BackupReader::new(bytes.len() as u64, &assay_catalog::Editions::bundled()).unwrap();
    while reader.wanted().is_some() && reader.give(b"").is_ok() {}
    assert!(reader.finish().is_err());
}
