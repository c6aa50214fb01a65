//! Archives that were damaged, packed anew or made to deceive: each is refused by a typed error that says what to do, and
//! none passes for a pack with other files.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use crate::common::{
    identity,
    pack::{Members, ONE, archive_of, check, check_folder, report_of, sound, state_of},
    record,
};
use assay_assessment::{EvidencePresence, Sha256Digest, archive::Fault};
use assay_dossier::{FileState, FolderReader, PackReader, ReadPackError, Standing};
use proptest::prelude::*;

/// Where a 16-bit number of a member stands: in its header, and in the list.
fn set_everywhere(bytes: &mut [u8], name: &str, in_header: usize, in_list: usize, number: u16) {
    let places = bytes.windows(name.len()).enumerate();
    let places: Vec<usize> = places
        .filter(|(_, part)| *part == name.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in places {
        for (begins, magic, place) in [(30, b"PK\x03\x04", in_header), (46, b"PK\x01\x02", in_list)]
        {
            let Some(start) = at.checked_sub(begins) else {
                continue;
            };
            if bytes[start..].starts_with(magic) {
                bytes[start + place..start + place + 2].copy_from_slice(&number.to_le_bytes());
            }
        }
    }
}

#[test]
fn an_archive_that_was_made_by_another_program_says_what_to_do() {
    let (bytes, sound) = sound();
    for (in_header, in_list, number) in [(8, 10, 8), (6, 8, 1)] {
        let mut anew = bytes.clone();
        set_everywhere(&mut anew, ONE, in_header, in_list, number);
        let error = check(&anew).unwrap_err();
        assert_eq!(
            error,
            ReadPackError::PackedAnew {
                name: ONE.to_owned()
            }
        );
        assert!(error.to_string().contains("unpack the archive"), "{error}");
        // Of a bomb, nothing is unpacked: its list is refused before.
        set_everywhere(&mut anew, "SHA256SUMS", in_header, in_list, number);
        let error = check(&anew).unwrap_err();
        assert_eq!(
            error,
            ReadPackError::PackedAnew {
                name: "SHA256SUMS".to_owned()
            }
        );
    }
    let in_a_folder: Members = sound
        .iter()
        .map(|(name, bytes)| (format!("a/{name}"), bytes.clone()))
        .collect();
    let error = check(&archive_of(&in_a_folder)).unwrap_err();
    assert_eq!(
        error,
        ReadPackError::InAFolder {
            folder: "a".to_owned()
        }
    );
    // Stored anew, in another order and with its folders, is as good.
    let mut stored = sound.clone();
    stored.reverse();
    stored.insert(0, ("evidence/".to_owned(), Vec::new()));
    stored.insert(3, ("evidence/unlinked/".to_owned(), Vec::new()));
    assert_eq!(
        check(&archive_of(&stored)).unwrap().standing(),
        Standing::Holds
    );
}

#[test]
fn names_that_deceive_are_refused() {
    let (_, sound) = sound();
    for name in [
        "../out",
        "/etc/cron.d/x",
        "a\\..\\b",
        "C:x",
        "evidence/",
        "a/./b",
        "aux.txt",
        "a\u{202e}b",
    ] {
        let mut members = sound.clone();
        members.push((name.to_owned(), b"x".to_vec()));
        let error = check(&archive_of(&members)).unwrap_err();
        assert!(
            matches!(error, ReadPackError::UnsafeName { .. }),
            "{name:?}: {error}"
        );
        assert!(!error.to_string().contains('\u{202e}'));
    }
    for name in [ONE.to_owned(), ONE.to_uppercase(), "sha256sums".to_owned()] {
        let mut members = sound.clone();
        members.push((name.clone(), b"x".to_vec()));
        let error = check(&archive_of(&members)).unwrap_err();
        assert!(
            matches!(error, ReadPackError::SameName { .. }),
            "{name:?}: {error}"
        );
    }
}

#[test]
fn what_unpacks_as_something_else_is_refused() {
    let (bytes, _) = sound();
    let parts = bytes.windows(4).enumerate();
    let mut lines = parts.filter(|(_, part)| *part == b"PK\x01\x02");
    let (line, _) = lines.next().unwrap();
    let name = "VERIFY.txt".to_owned();
    let refused = Err(ReadPackError::NotAFile { name });
    for (mode, is_refused) in [
        (0o120_777_u16, true),
        (0o020_644, true),
        (0o100_755, false),
        (0, false),
    ] {
        let mut with = bytes.clone();
        with[line + 40..line + 42].copy_from_slice(&mode.to_le_bytes());
        assert_eq!(check(&with) == refused, is_refused, "{mode:o}");
    }
    // The Unicode path extra field, by which some programs call it otherwise; and one of Info-ZIP's, about times.
    for (extra, is_refused) in [
        (&b"\x75\x70\x06\0\x01\0\0\0\0a"[..], true),
        (b"UT\x05\0\x03\0\0\0\0", false),
        (b"UT\x05\0\x03\0\0\0\0\x75\x70\x06\0\x01\0\0\0\0a", true),
        (b"UT\x05", true),
    ] {
        let mut with = bytes.clone();
        let length = extra.len() as u8;
        let behind_the_name = line + 46 + 10;
        with.splice(behind_the_name..behind_the_name, extra.iter().copied());
        with[line + 30] = length;
        let end = with.len() - 22;
        let list = u32::from_le_bytes(with[end + 12..end + 16].try_into().unwrap());
        let list = list + u32::from(length);
        with[end + 12..end + 16].copy_from_slice(&list.to_le_bytes());
        assert_eq!(check(&with) == refused, is_refused, "{extra:?}");
        assert!(is_refused || check(&with).unwrap().standing() == Standing::Holds);
    }
}

/// Where an archive says where something begins: each member, and the list.
fn numbers_of_places(bytes: &[u8]) -> Vec<(usize, u32)> {
    let parts = bytes.windows(4).enumerate();
    let places = parts.filter_map(|(at, part)| match part {
        b"PK\x01\x02" => Some(at + 42),
        b"PK\x05\x06" => Some(at + 16),
        _ => None,
    });
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    places.map(|at| (at, number(at))).collect()
}

#[test]
fn bytes_that_belong_to_no_file_are_refused() {
    let (bytes, sound) = sound();
    // A file that only whoever looks for headers finds.
    let hidden = archive_of(&vec![(
        "evidence/hidden.txt".to_owned(),
        b"hidden".to_vec(),
    )]);
    let end = bytes.len() - 22;
    let list = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
    let mut with = bytes.clone();
    with.splice(list..list, hidden[..60].iter().copied());
    let end = with.len() - 22;
    with[end + 16..end + 20].copy_from_slice(&u32::try_from(list + 60).unwrap().to_le_bytes());
    let error = check(&with).unwrap_err();
    assert_eq!(
        error,
        ReadPackError::Hidden {
            name: "SHA256SUMS.sig".to_owned()
        }
    );
    // The same behind a folder, which has no bytes of its own.
    let mut members = sound.clone();
    members.insert(0, ("evidence/".to_owned(), Vec::new()));
    let mut with = archive_of(&members);
    with.splice(39..39, hidden[..60].iter().copied());
    for (place, number) in numbers_of_places(&with) {
        let number = number + if number > 0 { 60 } else { 0 };
        with[place..place + 4].copy_from_slice(&number.to_le_bytes());
    }
    let error = check(&with).unwrap_err();
    assert_eq!(
        error,
        ReadPackError::Hidden {
            name: "evidence/".to_owned()
        }
    );
    assert_eq!(
        check(b"PK\x03\x04").unwrap_err(),
        ReadPackError::Damaged(Fault::List)
    );
    for not_one in [&b""[..], b"x", b"%PDF-1.7", &vec![0; 5_000]] {
        assert_eq!(check(not_one).unwrap_err(), ReadPackError::NotAPack);
    }
    let no_list: Members = sound
        .into_iter()
        .filter(|(name, _)| name != "SHA256SUMS")
        .collect();
    assert_eq!(
        check(&archive_of(&no_list)).unwrap_err(),
        ReadPackError::NotAPack
    );
    assert_eq!(check_folder(&no_list).unwrap_err(), ReadPackError::NotAPack);
}

#[test]
fn an_archive_that_was_cut_short_or_whose_files_overlap_is_damaged() {
    let (bytes, _) = sound();
    for length in [100, bytes.len() / 2, bytes.len() - 1] {
        let error = check(&bytes[..length]).unwrap_err();
        assert_eq!(error, ReadPackError::Damaged(Fault::List));
        assert!(error.to_string().contains("ask for it again"));
    }
    let mut overlapping = bytes;
    let places = overlapping.windows(4).enumerate();
    let lines: Vec<usize> = places
        .filter(|(_, part)| *part == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    let first: [u8; 4] = overlapping[lines[0] + 42..lines[0] + 46]
        .try_into()
        .unwrap();
    overlapping[lines[1] + 42..lines[1] + 46].copy_from_slice(&first);
    assert_eq!(
        check(&overlapping).unwrap_err(),
        ReadPackError::Damaged(Fault::Overlap)
    );
}

#[test]
fn what_is_too_large_is_not_read() {
    let error = PackReader::new(5_000_000_000).unwrap_err();
    assert!(matches!(error, ReadPackError::TooLarge { .. }), "{error}");
    let many = (0..30_000).map(|number| (format!("file {number}"), 1));
    assert!(matches!(
        FolderReader::new(many),
        Err(ReadPackError::TooLarge { .. })
    ));
    for name in ["SHA256SUMS", "SHA256SUMS.sig"] {
        let files = [("SHA256SUMS".to_owned(), 1), (name.to_owned(), 1 << 40)];
        assert!(matches!(
            FolderReader::new(files),
            Err(ReadPackError::TooLarge { .. })
        ));
    }
    let empty = Sha256Digest::of(b"");
    let sums: String = (0..65)
        .map(|n| format!("{empty}  reports/{n}.json\n"))
        .collect();
    let reports = vec![("SHA256SUMS".to_owned(), sums.into_bytes())];
    assert!(matches!(
        check_folder(&reports),
        Err(ReadPackError::TooLarge { most: 64, .. })
    ));
    // Whoever gives fewer bytes than are wanted is told so, and asked no more.
    let mut reader = PackReader::new(1000).unwrap();
    assert_eq!(reader.give(b"PK"), Err(ReadPackError::Shortened));
    assert_eq!(
        PackReader::new(1000).unwrap().finish(),
        Err(ReadPackError::NotAtItsEnd)
    );
}

#[test]
fn a_report_as_it_stood_is_no_pack() {
    let json = report_of(
        &record(),
        &EvidencePresence::default(),
        &identity("Ada Roth", 1),
    );
    assert_eq!(check(&json).unwrap_err(), ReadPackError::NotAPack);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    /// Reading ends, without a panic, and what is called valid has the files that were signed.
    #[test]
    fn nothing_that_was_spoiled_passes_for_other_files(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..4),
        at_the_end in any::<bool>(),
    ) {
        let (sound, genuine) = sound();
        let mut bytes = sound;
        for (place, byte, how) in changes {
            // Half of the cases change what the archive says of its files, which is little beside these.
            let tail = if at_the_end { bytes.len().saturating_sub(1200) } else { 0 };
            let at = tail + place.index(bytes.len() - tail);
            match how {
                0 => bytes[at] ^= byte,
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, byte),
                _ => _ = bytes.remove(at),
            }
            prop_assume!(!bytes.is_empty());
        }
        if let Ok(found) = check(&bytes) && found.standing() == Standing::Holds {
            for (name, content) in &genuine {
                if name.starts_with("SHA256SUMS") {
                    continue;
                }
                let (sha256, size) = (Sha256Digest::of(content), content.len() as u64);
                prop_assert_eq!(state_of(&found, name), FileState::Sound { sha256, size });
            }
            prop_assert_eq!(found.files.len(), genuine.len() - 2);
        }
    }
}
