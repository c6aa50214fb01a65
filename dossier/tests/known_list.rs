//! The signers whom somebody knows, as a file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use assay_dossier::{
    Known, KnownListError, ListedSigner, new_signers, read_known_list, write_known_list,
};
use proptest::prelude::*;

const ADA: &str = "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567";
const OLGA: &str = "BBCD EFGH IJKL MNOP QRST UVWX YZ23 4567";
const EVE: &str = "CBCD EFGH IJKL MNOP QRST UVWX YZ23 4567";

fn signer(name: &str, fingerprint: &str) -> ListedSigner {
    ListedSigner {
        name: name.to_owned(),
        fingerprint: fingerprint.parse().unwrap(),
        since: "2026-11-22T09:30:00Z".to_owned(),
        why: "by telephone".to_owned(),
    }
}

#[test]
fn a_list_is_read_as_it_was_written() {
    let list = [signer("Ada Roth", ADA), signer("Olga Brand", OLGA)];
    let bytes = write_known_list(&list).unwrap();
    assert_eq!(read_known_list(&bytes).unwrap(), list);
    assert_eq!(
        read_known_list(&[b"\xef\xbb\xbf", bytes.as_slice()].concat()).unwrap(),
        list
    );
}

#[test]
fn what_is_no_list_is_refused_with_the_reason() {
    let bytes = write_known_list(&[signer("Ada Roth", ADA)]).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        read_known_list(text.replacen(from, to, 1).as_bytes()).unwrap_err()
    };
    assert_eq!(
        refused("assay-known-signers", "other"),
        KnownListError::OtherFormat
    );
    assert_eq!(
        refused("\"version\": 1", "\"version\": 2"),
        KnownListError::OtherVersion(2)
    );
    assert_eq!(refused("Ada Roth", " "), KnownListError::Signer(1));
    assert_eq!(
        refused("2026-11-22T09:30:00Z", "yesterday"),
        KnownListError::Signer(1)
    );
    assert_eq!(
        refused("Ada Roth", &"A".repeat(501)),
        KnownListError::TooMuch
    );
    for (from, to) in [
        ("ABCD EFGH", "ABCD"),
        ("\"why\"", "\"because\""),
        (
            "\"name\": \"Ada Roth\"",
            "\"name\": \"Ada Roth\", \"name\": \"Eve\"",
        ),
        ("]", ""),
    ] {
        assert!(
            matches!(refused(from, to), KnownListError::NotJson(_)),
            "{from}"
        );
    }
    assert_eq!(
        read_known_list(&vec![b' '; 1024 * 1024 + 1]),
        Err(KnownListError::TooLarge)
    );
    let many: Vec<ListedSigner> = (0..1_001).map(|_| signer("Ada Roth", ADA)).collect();
    let many = write_known_list(&many).unwrap();
    assert_eq!(read_known_list(&many), Err(KnownListError::TooMuch));
}

#[test]
fn only_other_keys_are_new_and_namesakes_are_named() {
    let known = [Known {
        name: "Ada Roth".to_owned(),
        fingerprint: ADA.to_owned(),
    }];
    let list = vec![
        signer("Ada by another name", ADA),
        signer("\u{410}da Roth", EVE),
        signer("Olga Brand", OLGA),
        signer("Olga Brand", OLGA),
    ];
    let found = new_signers(list, &known);
    assert_eq!(found.already, 1);
    assert_eq!(
        found.new,
        [signer("\u{410}da Roth", EVE), signer("Olga Brand", OLGA)]
    );
    assert_eq!(found.namesakes, [EVE.parse().unwrap()]);
    let twice = new_signers(vec![signer("Olga", OLGA), signer("olga", EVE)], &[]);
    assert_eq!(twice.namesakes.len(), 2);
}

proptest! {
    #[test]
    fn nothing_that_is_read_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0_usize..300) {
        let mut list = write_known_list(&[signer("Ada Roth", ADA)]).unwrap();
        let end = (at + bytes.len()).min(list.len());
        let at = at.min(end);
        list.splice(at..end, bytes.iter().copied());
        let _one_or_the_other = read_known_list(&list);
        let _none = read_known_list(&bytes);
    }
}
