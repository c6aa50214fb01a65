//! How often a PDF is parsed, which takes long and much memory.

use crate::common::{
    countersigned_bytes, drawn, genuine, identity, record, report_in, signed_pdf, signing,
};
use assay_assessment::EvidencePresence;
use assay_catalog::Editions;
use assay_dossier::{Outcome, Pages, check, produce};
use assay_report::document::Presentation;
use assay_seal::pdf::parses;

/// How often this thread parses a PDF while that is done.
fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = parses();
    let done = work();
    (done, parses() - before)
}

#[test]
fn signing_parses_what_was_drawn_and_reads_back_what_was_signed() {
    let ada = identity("Ada Roth", 1);
    let record = record();
    let presence = EvidencePresence::default();
    let (signed, parses) =
        counted(|| produce(&record, &presence, &Presentation::default(), &signing(&ada)));
    assert!(signed.is_ok());
    assert_eq!(
        parses, 4,
        "of both editions the drawn PDF, and the signed one"
    );
}

#[test]
fn checking_parses_the_file_its_earlier_revisions_and_what_is_drawn_again() {
    let genuine = genuine();
    let (ada, rhea) = (identity("Ada Roth", 1), identity("Rhea Falk", 4));
    let report = report_in(&genuine.json);

    let (checked, parses) = counted(|| check(&genuine.pdf, &Editions::bundled()).unwrap());
    assert_eq!(checked.pages, Some(Pages::Same));
    assert_eq!(parses, 2, "the file, and what is drawn again");

    let twice = countersigned_bytes(&genuine.pdf, &rhea, "reviewer");
    let (checked, parses) = counted(|| check(&twice, &Editions::bundled()).unwrap());
    assert_eq!(checked.pages, Some(Pages::Same));
    assert_eq!(parses, 3, "one more for the revision that was signed first");

    let unsigned = drawn(&report, &genuine.json);
    let (checked, parses) = counted(|| check(&unsigned, &Editions::bundled()).unwrap());
    assert_eq!(checked.outcome, Outcome::Unsigned);
    assert_eq!(parses, 2, "the file, and what is drawn again");

    let mut other = report;
    other.title = "Another title".to_owned();
    let forged = signed_pdf(&other, &genuine.json, &ada, "assessor");
    let (checked, parses) = counted(|| check(&forged, &Editions::bundled()).unwrap());
    assert_eq!(checked.pages, Some(Pages::Differ));
    assert_eq!(parses, 2, "the same two, compared page by page");
}
