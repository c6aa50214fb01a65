//! Evidence packs whose files were changed after they were signed: what is found of them, as an archive and unpacked.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::{
    identity,
    pack::{Members, ONE, archive_of, check, check_folder, member, sound, state_of},
};
use assay_assessment::Sha256Digest;
use assay_dossier::{FileState, FolderReader, PackCheck, PackSignature, Standing};
use assay_seal::ssh::sign_ssh;

/// What is found of both forms of a pack, which is the same.
#[track_caller]
fn found(members: &Members) -> PackCheck {
    let found = check(&archive_of(members)).unwrap();
    let unpacked = check_folder(members).unwrap();
    assert_eq!(
        (&found.files, &found.signature),
        (&unpacked.files, &unpacked.signature)
    );
    assert_eq!(found.standing(), unpacked.standing());
    found
}

#[test]
fn a_file_that_is_missing_changed_or_added_is_named() {
    let (_, sound) = sound();
    assert_eq!(found(&sound).standing(), Standing::Holds);
    let [expected, other] = [&b"one.txt"[..], b"onf.txt"].map(Sha256Digest::of);

    let mut missing = sound.clone();
    missing.retain(|(name, _)| name != ONE);
    assert_eq!(
        state_of(&found(&missing), ONE),
        FileState::Missing { expected }
    );
    assert_eq!(found(&missing).standing(), Standing::Fails);

    let mut changed = sound.clone();
    *member(&mut changed, ONE) = b"onf.txt".to_vec();
    assert_eq!(
        state_of(&found(&changed), ONE),
        FileState::Changed {
            expected,
            found: other
        }
    );
    assert_eq!(found(&changed).standing(), Standing::Fails);
    assert_eq!(found(&changed).evidence.unwrap().not_named, [ONE]);

    let mut added = sound;
    added.push(("reports/of others.json".to_owned(), b"{}".to_vec()));
    assert_eq!(
        state_of(&found(&added), "reports/of others.json"),
        FileState::Extra
    );
    assert_eq!(found(&added).standing(), Standing::NotChecked);
    assert!(found(&added).advice().contains("not all of it is listed"));
}

#[test]
fn a_list_that_somebody_changed_is_signed_by_nobody() {
    let (_, sound) = sound();
    let signature = |change: &dyn Fn(&mut Members)| {
        let mut members = sound.clone();
        change(&mut members);
        let found = found(&members);
        (found.signature.clone(), found.standing())
    };
    // Both the file and the list: the sums agree, and the signature does not.
    let changed = signature(&|members| {
        let sums = String::from_utf8(member(members, "SHA256SUMS").clone()).unwrap();
        let [one, other] =
            [&b"one.txt"[..], b"onf.txt"].map(|bytes| Sha256Digest::of(bytes).to_string());
        *member(members, ONE) = b"onf.txt".to_vec();
        *member(members, "SHA256SUMS") = sums.replace(&one, &other).into_bytes();
    });
    assert_eq!(changed, (PackSignature::Changed, Standing::Fails));
    let none = signature(&|members| members.retain(|(name, _)| name != "SHA256SUMS.sig"));
    assert_eq!(none, (PackSignature::None, Standing::NotChecked));
    for garbage in [&b""[..], b"\xff", b"-----BEGIN SSH SIGNATURE-----\n"] {
        let garbled = signature(&|members| *member(members, "SHA256SUMS.sig") = garbage.to_vec());
        assert!(
            matches!(garbled, (PackSignature::Malformed(_), Standing::Fails)),
            "{garbled:?}"
        );
    }
    let ada = identity("Ada Roth", 1);
    let other_purpose = signature(&|members| {
        let signature = sign_ssh(member(members, "SHA256SUMS"), &ada, "git").unwrap();
        *member(members, "SHA256SUMS.sig") = signature.into_bytes();
    });
    assert!(matches!(
        other_purpose,
        (PackSignature::Malformed(_), Standing::Fails)
    ));
    // Made by ssh-keygen with an Ed25519 key.
    let other_key = signature(&|members| {
        *member(members, "SHA256SUMS.sig") = include_bytes!("common/ed25519.sig").to_vec();
    });
    let kind = "ssh-ed25519".to_owned();
    assert_eq!(
        other_key,
        (PackSignature::OtherKey(kind), Standing::NotChecked)
    );
}

#[test]
fn a_report_that_does_not_hold_spoils_the_pack() {
    let (_, mut members) = sound();
    let report = member(&mut members, "reports/report.json");
    let text = String::from_utf8(report.clone()).unwrap();
    let changed = text
        .replacen("\"title\":\"", "\"title\":\"Not ", 1)
        .into_bytes();
    *report = changed.clone();
    // Somebody signs it all anew, with a key of their own.
    let mallory = identity("Mallory", 9);
    let sums = String::from_utf8(member(&mut members, "SHA256SUMS").clone()).unwrap();
    let sums = sums.replace(
        &Sha256Digest::of(text.as_bytes()).to_string(),
        &Sha256Digest::of(&changed).to_string(),
    );
    *member(&mut members, "SHA256SUMS") = sums.clone().into_bytes();
    *member(&mut members, "SHA256SUMS.sig") = sign_ssh(sums.as_bytes(), &mallory, "file")
        .unwrap()
        .into_bytes();
    let found = found(&members);
    assert_eq!(found.signature.standing(), Standing::Holds);
    assert_eq!(found.reports[0].standing(), Standing::Fails);
    assert_eq!(found.standing(), Standing::Fails);
    assert_eq!(found.signer_in_reports(), None);
    assert_eq!(found.evidence, None);
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_others() {
    let (_, sound) = sound();
    let files = sound
        .iter()
        .map(|(name, bytes)| (name.clone(), bytes.len() as u64));
    let mut reader = FolderReader::new(files).unwrap();
    while let Some((name, range)) = reader.wanted() {
        match name {
            ONE => reader.cannot_read().unwrap(),
            name => {
                let (_, bytes) = sound.iter().find(|(each, _)| each == name).unwrap();
                let part = range.start as usize..range.end as usize;
                reader.give(&bytes[part]).unwrap();
            }
        }
    }
    let (done, of) = reader.progress();
    assert_eq!(done, of);
    let found = reader.finish().unwrap().check();
    assert_eq!(state_of(&found, ONE), FileState::Unread);
    assert_eq!(found.standing(), Standing::NotChecked);
}
