//! Evidence packs: what is in them and under which names, the same bytes each time, and what is found of one that is
//! as it was signed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::{
    AT, genuine, identity, pack,
    pack::{
        Members, Store, add_file, add_stated, check, check_folder, example_files, member, members,
        pack_with, report_of,
    },
    party, record, report_in, signed_example, signed_json, signing,
};
use assay_assessment::{Absence, EvidencePresence, Record, Sha256Digest, Timestamp};
use assay_dossier::{
    Format, PackSignature, PackWriter, PackedFile, Packing, Publishing, Standing, WritePackError,
    sign_public,
};
use assay_report::public::{Kind, Selection};
use assay_seal::ssh::sign_ssh;

/// The example, with files of awkward names.
fn awkward() -> (Record, Store) {
    let mut record = record();
    let mut store = example_files();
    let controls: Vec<String> = record
        .catalog()
        .controls()
        .iter()
        .map(|each| each.id().to_string())
        .collect();
    let risk = record
        .catalog()
        .active_risks()
        .next()
        .unwrap()
        .id()
        .to_string();
    // The one of the edition that comes later stands first here.
    let several = [controls[40].as_str(), controls[3].as_str()];
    for (number, name, bytes, supports) in [
        (
            1,
            "Prüfbericht.pdf",
            &b"one"[..],
            (&several[..], &[risk.as_str()][..]),
        ),
        (2, "PRUFBERICHT.PDF", b"two", (&several[1..], &[])),
        (3, "..CON.txt", b"three", (&[], &[risk.as_str()])),
        (4, "=cmd|' C calc'!A0", b"four", (&[], &[])),
        (5, "again.txt", b"one", (&[], &[])),
        (6, "…", b"", (&[], &[])),
    ] {
        add_file(&mut record, number, name, bytes, supports);
        store.insert(Sha256Digest::of(bytes), bytes.to_vec());
    }
    (record, store)
}

fn text(members: &mut Members, name: &str) -> String {
    String::from_utf8(member(members, name).clone()).unwrap()
}

#[test]
fn a_pack_holds_each_file_once_under_what_it_supports_first() {
    let (record, store) = awkward();
    let (bytes, end) = pack::pack(&record, &store, &identity("Ada Roth", 1));
    assert_eq!(bytes.len() as u64, end.length);
    assert_eq!(end.absent, []);
    let mut members = members(&bytes);
    let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    let first = record.catalog().controls()[3].id();
    let risk = record.catalog().active_risks().next().unwrap().id();
    for name in [
        format!("evidence/{first}/Prufbericht.pdf"),
        format!("evidence/{first}/PRUFBERICHT-2.PDF"),
        format!("evidence/{risk}/_CON.txt"),
        "evidence/unlinked/cmd_C_calc_A0".to_owned(),
        "evidence/unlinked/file".to_owned(),
        "reports/report.json".to_owned(),
    ] {
        assert!(names.contains(&name.as_str()), "{name}: {names:#?}");
    }
    assert!(!names.iter().any(|name| name.contains("again")));
    assert_eq!(names[0], "VERIFY.txt");
    let ends = [
        "reports/report.json",
        "INDEX.csv",
        "index.html",
        "SHA256SUMS",
        "SHA256SUMS.sig",
    ];
    assert_eq!(names[names.len() - 5..], ends);
    let csv = text(&mut members, "INDEX.csv");
    let of_one = Sha256Digest::of(b"one").to_string();
    let lines: Vec<&str> = csv.lines().filter(|line| line.contains(&of_one)).collect();
    // Two controls, a risk, and the item that has the same file and supports nothing.
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert!(
        lines
            .iter()
            .all(|line| line.contains(&format!("evidence/{first}/Prufbericht.pdf")))
    );
    assert!(csv.starts_with('\u{feff}'));
    assert!(csv.contains(",'=cmd|' C calc'!A0"), "{csv}");
    let html = text(&mut members, "index.html");
    assert!(html.contains(&format!("<a href=\"evidence/{risk}/_CON.txt\">")));
    assert!(!html.contains("<script") && html.contains("default-src 'none'"));
    assert!(html.contains("=cmd|&#39; C calc&#39;!A0"));
}

#[test]
fn a_pack_that_was_not_changed_is_valid_also_unpacked() {
    let (record, store) = awkward();
    let ada = identity("Ada Roth", 1);
    let (bytes, _) = pack::pack(&record, &store, &ada);
    let files = members(&bytes);
    for found in [check(&bytes).unwrap(), check_folder(&files).unwrap()] {
        assert_eq!(found.standing(), Standing::Holds, "{:#?}", found.files);
        assert_eq!(
            found.signature.signer(),
            Some(ada.fingerprint().to_string().as_str())
        );
        assert_eq!(found.signer_in_reports().unwrap().name, "Ada Roth");
        assert_eq!(found.files.len(), files.len() - 2);
        assert_eq!(found.reports.len(), 1);
        let evidence = found.evidence.as_ref().unwrap();
        assert_eq!(evidence.missing, []);
        assert!(evidence.not_named.is_empty() && evidence.named > 5);
        assert!(
            found
                .remarks()
                .iter()
                .any(|remark| remark.contains("has just these"))
        );
    }
}

#[test]
fn the_same_gives_the_same_bytes() {
    let (record, store) = awkward();
    let ada = identity("Ada Roth", 1);
    assert_eq!(
        pack::pack(&record, &store, &ada).0,
        pack::pack(&record, &store, &ada).0
    );
}

#[test]
fn what_is_not_there_is_named_and_not_packed() {
    let (record, mut store) = awkward();
    let [one, two] = [&b"one"[..], b"two"].map(Sha256Digest::of);
    store.remove(&one);
    let ada = identity("Ada Roth", 1);
    let mut presence = EvidencePresence::default();
    presence.look(store.keys().copied());
    let json = report_of(&record, &presence, &ada);
    // One whose bytes are others than when somebody looked.
    store.insert(two, b"other".to_vec());
    let reports = [PackedFile {
        name: "r.json",
        media_type: "application/json",
        bytes: &json,
    }];
    let packing = Packing {
        assessment: record.assessment(),
        catalog: record.catalog(),
        presence: &presence,
        reports: &reports,
        signer: &ada,
        at: Timestamp::from_milliseconds(AT),
    };
    let (bytes, end) = pack_with(packing, &store, &ada).unwrap();
    let absent: Vec<_> = end
        .absent
        .iter()
        .map(|file| (file.sha256, file.absence))
        .collect();
    assert_eq!(absent, [(one, Absence::Missing), (two, Absence::Changed)]);
    let csv = text(&mut members(&bytes), "INDEX.csv");
    let state = |sha256: Sha256Digest| {
        let line = csv.lines().find(|line| line.contains(&sha256.to_string()));
        line.unwrap()
            .split(',')
            .nth(4)
            .unwrap()
            .trim_matches('"')
            .to_owned()
    };
    assert!(state(one).starts_with("missing: "), "{}", state(one));
    assert!(csv.contains("changed: other bytes were there"));
    let found = check(&bytes).unwrap();
    assert_eq!(found.standing(), Standing::Holds);
    let missing = found.evidence.as_ref().unwrap().missing.clone();
    let missing: Vec<_> = missing
        .iter()
        .map(|item| (item.sha256, item.said_absent))
        .collect();
    assert!(
        missing.contains(&(one, true)) && missing.contains(&(two, false)),
        "{missing:?}"
    );
}

#[test]
fn whoever_makes_a_pack_of_anothers_report_is_told_apart() {
    let (record, store) = awkward();
    let (ada, mallory) = (identity("Ada Roth", 1), identity("Ada Roth", 9));
    let presence = EvidencePresence::default();
    let json = report_of(&record, &presence, &ada);
    let reports = [PackedFile {
        name: "r.json",
        media_type: "application/json",
        bytes: &json,
    }];
    let packing = Packing {
        assessment: record.assessment(),
        catalog: record.catalog(),
        presence: &presence,
        reports: &reports,
        signer: &mallory,
        at: Timestamp::from_milliseconds(AT),
    };
    let (bytes, _) = pack_with(packing, &store, &mallory).unwrap();
    let found = check(&bytes).unwrap();
    assert_eq!(
        found.signature.signer(),
        Some(mallory.fingerprint().to_string().as_str())
    );
    assert_eq!(found.signer_in_reports(), None);
    assert!(found.remarks()[0].contains("signed no report in it"));
    // Nor does the writer take another key's signature.
    let packing = Packing {
        signer: &ada,
        ..packing
    };
    let error = pack_with(packing, &store, &mallory).unwrap_err();
    assert_eq!(error, WritePackError::Signature);
}

#[test]
fn the_whole_report_goes_in_as_it_was_produced() {
    let signed = signed_example();
    let record = record();
    let (_, store) = awkward();
    let reports: Vec<PackedFile<'_>> = signed.files.iter().map(PackedFile::from).collect();
    let ada = identity("Ada Roth", 1);
    let packing = Packing {
        assessment: record.assessment(),
        catalog: record.catalog(),
        presence: &EvidencePresence::default(),
        reports: &reports,
        signer: &ada,
        at: Timestamp::from_milliseconds(AT),
    };
    let (bytes, _) = pack_with(packing, &store, &ada).unwrap();
    let found = check(&bytes).unwrap();
    assert_eq!(found.standing(), Standing::Holds);
    assert_eq!(found.reports.len(), 3);
    assert!(matches!(found.signature, PackSignature::Holds { .. }));
    let mut members = members(&bytes);
    for file in &signed.files {
        assert_eq!(
            member(&mut members, &format!("reports/{}", file.name)),
            &file.bytes
        );
    }
}

#[test]
fn what_does_not_belong_into_a_pack_is_refused_before_the_first_byte() {
    let (mut record, _) = awkward();
    let ada = identity("Ada Roth", 1);
    let presence = EvidencePresence::default();
    let begin = |record: &Record, bytes: &[u8]| {
        let reports = [PackedFile {
            name: "r",
            media_type: "",
            bytes,
        }];
        let packing = Packing {
            assessment: record.assessment(),
            catalog: record.catalog(),
            presence: &presence,
            reports: if bytes.is_empty() { &[] } else { &reports },
            signer: &ada,
            at: Timestamp::from_milliseconds(AT),
        };
        PackWriter::begin(packing).map(|_| ()).unwrap_err()
    };
    let name = || "r".to_owned();
    let file = PackedFile {
        name: "r",
        media_type: "",
        bytes: b"%PDF-",
    };
    let packing = Packing {
        assessment: record.assessment(),
        catalog: record.catalog(),
        presence: &presence,
        reports: &[file; 65],
        signer: &ada,
        at: Timestamp::from_milliseconds(AT),
    };
    let error = PackWriter::begin(packing).map(|_| ()).unwrap_err();
    assert_eq!(error, WritePackError::TooManyReports);
    assert_eq!(begin(&record, b""), WritePackError::NoReport);
    assert_eq!(
        begin(&record, b"{}"),
        WritePackError::NotAReport { name: name() }
    );
    assert_eq!(
        begin(&record, b"PK\x03\x04"),
        WritePackError::NotAReport { name: name() }
    );
    let selection = Selection {
        kinds: Kind::CHOSEN.into(),
        paths: Default::default(),
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    let public = sign_public(&genuine().json, &publishing, &signing(&ada)).unwrap();
    let disclosures = &public.file(Format::Disclosures).unwrap().bytes;
    assert_eq!(
        begin(&record, disclosures),
        WritePackError::NotAReport { name: name() }
    );
    let json = report_of(&record, &presence, &ada);
    let unsigned = report_in(&json).to_value().unwrap();
    let unsigned = serde_json::to_vec(&unsigned).unwrap();
    assert_eq!(
        begin(&record, &unsigned),
        WritePackError::NotAReport { name: name() }
    );
    let mut other = report_in(&json);
    other.id = "urn:uuid:00000000-0000-4000-8000-000000000000".to_owned();
    other.signing_parties = vec![party(&ada)];
    let other = signed_json(&other, &ada);
    assert_eq!(
        begin(&record, &other),
        WritePackError::OtherAssessment { name: name() }
    );
    for number in 20..30 {
        let stated = ("large.bin", Sha256Digest::of(&[number]), 500_000_000);
        add_stated(&mut record, number, stated, (&[], &[]));
    }
    let error = begin(&record, &json);
    assert!(matches!(error, WritePackError::TooLarge { bytes, .. } if bytes > 5_000_000_000));
    assert!(
        error.to_string().contains("5.1 GB") && error.to_string().contains("4.3 GB"),
        "{error}"
    );
}

#[test]
fn files_are_taken_in_their_order_and_by_their_digest() {
    let (record, store) = awkward();
    let ada = identity("Ada Roth", 1);
    let presence = EvidencePresence::default();
    let json = report_of(&record, &presence, &ada);
    let reports = [PackedFile {
        name: "r.json",
        media_type: "application/json",
        bytes: &json,
    }];
    let packing = Packing {
        assessment: record.assessment(),
        catalog: record.catalog(),
        presence: &presence,
        reports: &reports,
        signer: &ada,
        at: Timestamp::from_milliseconds(AT),
    };
    let (mut writer, _) = PackWriter::begin(packing).unwrap();
    let sums = |place: usize| {
        let file = &writer.files()[place];
        assay_assessment::backup::FileSums::of(&store[&file.sha256])
    };
    let (first, second) = (sums(0), sums(1));
    let other = assay_assessment::backup::FileSums::of(b"no evidence");
    assert_eq!(writer.file(&other), Err(WritePackError::OtherBytes));
    writer.file(&second).unwrap();
    assert_eq!(writer.file(&first), Err(WritePackError::Order));
    assert_eq!(writer.file(&second), Err(WritePackError::Order));
    let unsigned = writer.close().unwrap();
    let other = sign_ssh(b"something else", &ada, "file").unwrap();
    assert_eq!(unsigned.finish(&other), Err(WritePackError::Signature));
}

#[test]
fn verify_says_how_a_stranger_checks_it() {
    let (record, store) = awkward();
    let ada = identity("Ädä Róth \u{202e}", 1);
    let (bytes, _) = pack::pack(&record, &store, &ada);
    let verify = text(&mut members(&bytes), "VERIFY.txt");
    for expected in [
        "sha256sum -c --strict",
        "shasum -a 256 -c SHA256SUMS",
        "Get-FileHash -Algorithm SHA256",
        "ssh-keygen -Y verify -f ../allowed_signers -I ada-roth -n file -s SHA256SUMS.sig < SHA256SUMS",
        &format!(
            "\nada-roth namespaces=\"file\" {}\n",
            ada.public_key().openssh()
        ),
        &ada.fingerprint().to_string(),
        &ada.ssh_fingerprint(),
        "[U+202E]",
        "Example: this says nothing about anybody.",
    ] {
        assert!(verify.contains(expected), "{expected}\n{verify}");
    }
}
