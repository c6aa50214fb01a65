//! Files with object streams whose bytes were changed: nothing panics, and what is read has one meaning.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::ada;
use crate::common::raw::{Entry, filled, packed_base};
use crate::common::signed_pdf::options;
use assay_seal::Verdict;
use assay_seal::pdf::{Pdf, ROLES, only_signed_since, prepare_pdf, verify_pdf};
use lopdf::Document;
use proptest::prelude::*;

/// What is read has one meaning, and what is signed of it is valid; nothing panics on the way.
fn survives(file: &[u8]) {
    let Ok(pdf) = Pdf::parse(file) else { return };
    let Ok(pdf) = pdf.prepare(&ROLES) else { return };
    let Ok(signed) = pdf.sign(&ada(), "assessor", &options()) else {
        return;
    };
    let found = verify_pdf(&signed).unwrap();
    assert_eq!(found.verdict(), Verdict::Valid, "{found:?}");
    assert_eq!(only_signed_since(pdf.bytes(), &signed), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever stands in an object stream, nothing panics.
    #[test]
    fn any_object_stream_is_survived(
        dictionary in "(/N (0|1|9|[0-9]{1,20})|/First [0-9]{1,20}|/Extends 20 0 R|/Type/ObjStm|/Filter/FlateDecode){0,5}",
        content in prop_oneof![
            "[0-9 ]{0,40}[\\[\\]()<>/%a-z0-9 \n#]{0,60}",
            prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| bytes.iter().map(|b| char::from(*b)).collect()),
        ],
        index in any::<u16>(),
    ) {
        let mut base = packed_base();
        base.stream(21, &format!("/Type/ObjStm{dictionary}"), content.as_bytes());
        base.say(6, Entry::In(21, index % 4));
        let file = base.with_stream(28);
        let _ = verify_pdf(&file);
        let _ = prepare_pdf(&file, &ROLES);
        let _ = only_signed_since(&packed_base().with_stream(28), &file);
    }

    /// The bytes of a base are changed before it is signed: in its object stream, which is not compressed
    /// here, in its cross-reference stream, or elsewhere.
    #[test]
    fn a_base_that_was_changed_is_signed_soundly_or_not_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, replacement()), 1..4),
    ) {
        let mut file = packed_base().with_stream(28);
        for (at, removed, inserted) in changes {
            let at = at.index(file.len());
            // Mostly of the same length, so that the places are right.
            let removed = if removed == 3 { 1 } else { inserted.len() };
            let end = (at + removed).min(file.len());
            file.splice(at..end, inserted);
        }
        survives(&file);
    }

    /// The bytes of what a revision appended are changed. If it still counts as one that signs, a lenient
    /// reader finds the same objects as before.
    #[test]
    fn a_revision_that_was_changed_does_not_change_what_is_shown(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, replacement()), 1..4),
    ) {
        let base = packed_base().with_stream(28);
        let mut file = filled(&base).with_stream(33);
        for (at, removed, inserted) in changes {
            let at = base.len() + at.index(file.len() - base.len());
            let removed = if removed == 3 { 1 } else { inserted.len() };
            let end = (at + removed).min(file.len());
            file.splice(at..end, inserted);
        }
        if only_signed_since(&base, &file) == Ok(()) {
            let (before, after) = (Document::load_mem(&base).unwrap(), Document::load_mem(&file).unwrap());
            for (id, object) in &before.objects {
                let field = (8..=10).contains(&id.0);
                prop_assert!(field || after.objects.get(id) == Some(object), "{:?}", id);
            }
        }
    }
}

/// Some bytes, and what object streams and cross-references are made of.
fn replacement() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "0", "1", "2", "9", "20", " ", "/", "%", "<", ">", "<<", ">>", "R", "obj", "/N", "/Type",
        "/ObjStm", "/XRef", "endobj", "\n", "(", ")", "[", "]", "#", "-", "null", "20 0 R",
    ];
    prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..3),
    ]
}
