//! A signed PDF compared with the one that it should be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::signed_pdf::{options, painted_over, prepared, signed};
use crate::common::{olga, pdfs, rhea, small_pdf};
use assay_seal::Verdict;
use assay_seal::pdf::{differences, only_signed_since, sign_pdf, verify_pdf};
use proptest::prelude::*;

#[test]
fn signatures_alone_change_nothing() {
    for (kind, pdf) in pdfs() {
        let base = prepared(&pdf);
        let mut file = signed(&pdf);
        assert_eq!(only_signed_since(&base, &file), Ok(()), "{kind}");
        for (signer, role) in [(olga(), "operator"), (rhea(), "reviewer")] {
            file = sign_pdf(&file, &signer, role, &options()).unwrap();
            assert_eq!(only_signed_since(&base, &file), Ok(()), "{kind}: {role}");
        }
        let found = differences(&base, &file).unwrap();
        assert!(found.none(), "{kind}: {found:?}");
    }
}

/// Everything up to the first signature is signed, so `verify_pdf` cannot object to it.
#[test]
fn a_page_painted_over_before_the_first_signature_is_found() {
    for (kind, pdf) in pdfs() {
        let base = prepared(&pdf);
        let painted = painted_over(&base);
        let file = sign_pdf(&painted, &olga(), "assessor", &options()).unwrap();
        assert_eq!(verify_pdf(&file).unwrap().verdict(), Verdict::Valid);
        assert!(only_signed_since(&base, &file).is_err(), "{kind}");
        let found = differences(&file, &base).unwrap();
        assert_eq!(found.pages, [1], "{kind}");
        assert!(!found.structure && !found.elsewhere, "{kind}: {found:?}");
    }
}

#[test]
fn unsigned_revisions_and_other_beginnings_are_found() {
    let base = prepared(&small_pdf(false));
    let file = signed(&small_pdf(false));
    assert!(only_signed_since(&base, &painted_over(&file)).is_err());
    assert!(only_signed_since(&prepared(&small_pdf(true)), &file).is_err());
    assert!(only_signed_since(&base, &base[..base.len() - 1]).is_err());
    let other = differences(&prepared(&small_pdf(true)), &file).unwrap();
    assert!(other.none(), "the same, written otherwise: {other:?}");
}

proptest! {
    #[test]
    fn mutated_files_are_compared_without_panic(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()
    ) {
        let base = prepared(&small_pdf(false));
        let mut file = signed(&small_pdf(false));
        let place = at.index(file.len());
        file[place] = byte;
        file.truncate(file.len() - cut.index(200));
        let _ = only_signed_since(&base, &file);
        let _ = differences(&file, &base);
    }
}
