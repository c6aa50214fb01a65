//! What the sixth build wrote: reports of several parties, time stamps, a presentation, pictures, a public edition. All
//! of it is of one small assessment, against an edition that lies beside it.

use assay_assessment::{Sha256Digest, backup};
use assay_catalog::Editions;
use assay_dossier::{
    Checked, NotDrawn, Outcome, Pages, Remark, check, check_disclosures, check_in_stages, stamp,
};
use assay_report::check::NotCompared;
use assay_report::document::{DateFormat, LeavablePart, NumberFormat, Paper, Presentation};
use assay_seal::pdf::{attachment, attachment_names};
use assay_seal::timestamp::AuthorityCertificate;

use crate::{fixture, not_compared};

/// What it calls itself.
const PROGRAM: &str = "Assay 0.2.0-fixture.6";

/// Who signed, in this order.
const PARTIES: [(&str, &str); 3] = [
    ("Ada Roth", "assessor"),
    ("Olga Brand", "operator"),
    ("Rhea Falk", "reviewer"),
];

fn kept(name: &str) -> Vec<u8> {
    fixture(&format!("6/{name}"))
}

fn editions() -> Editions {
    let mut editions = Editions::bundled();
    let file = String::from_utf8(kept("edition.json.gz")).unwrap();
    editions.add(&file).unwrap();
    editions
}

/// The authority that made the time stamps, as somebody knows it.
fn authority() -> Vec<AuthorityCertificate> {
    AuthorityCertificate::read(&kept("authority.pem.gz")).unwrap()
}

/// Valid, of the small assessment, and signed by the first so many parties.
fn valid(bytes: &[u8], what: &str, parties: usize) -> Checked {
    let found = check_in_stages(bytes, &editions(), &authority(), &[], &mut |_| {})
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(found.contradictions, [], "{what}");
    assert_eq!(found.outcome, Outcome::Valid, "{what}");
    let signers: Vec<(&str, &str)> = found
        .signatures
        .iter()
        .map(|one| (one.name.as_str(), one.role.as_str()))
        .collect();
    assert_eq!(signers, PARTIES[..parties], "{what}");
    let other = NotCompared::OtherProgram(PROGRAM.to_owned());
    assert!(not_compared(&found).contains(&other), "{what}");
    found
}

/// As [`valid`], and its pages are not compared with those that this build draws.
fn valid_pdf(bytes: &[u8], what: &str, parties: usize) -> Checked {
    let found = valid(bytes, what, parties);
    let pages = Pages::NotCompared(NotDrawn::OtherProgram(PROGRAM.to_owned()));
    assert_eq!(found.pages, Some(pages), "{what}");
    assert!(found.remarks.contains(&Remark::AttachedSigned), "{what}");
    found
}

/// Where each revision of a PDF ends.
fn revisions(pdf: &[u8]) -> Vec<usize> {
    let ends = pdf.windows(6).enumerate();
    ends.filter_map(|(at, six)| (six == b"\n%%EOF").then_some(at + 6))
        .collect()
}

#[test]
fn reports_that_one_two_and_three_have_signed_are_valid() {
    let three = kept("three.pdf.gz");
    let ends = revisions(&three);
    // What was drawn, the fields, and each signature.
    assert_eq!(ends.len(), 5);
    for (number, name) in ["one", "two", "three"].into_iter().enumerate() {
        let found = valid(&kept(&format!("{name}.json.gz")), name, number + 1);
        let report = found.held.unwrap();
        let report = report.report().unwrap();
        assert_eq!(report.title, "Harbour 2026");
        assert_eq!(report.signing_parties.len(), 3, "{name}");
        let picture = report.evidence.iter().filter(|item| item.picture.is_some());
        assert_eq!(picture.count(), 2, "{name}");
        valid_pdf(&three[..ends[number + 2]], name, number + 1);
    }
    let drawn = check(&three[..ends[1]], &editions()).unwrap();
    assert_ne!(drawn.outcome, Outcome::Valid, "nobody has signed it");
}

#[test]
fn time_stamps_hold_and_their_authority_vouches_for_them() {
    let found = valid_pdf(&kept("stamped.executive.pdf.gz"), "stamped", 2);
    assert!(found.remarks.contains(&Remark::Executive));
    assert_eq!(found.signatures[0].stamp, None);
    let inside = found.signatures[1].stamp.clone().unwrap();
    let json = kept("two.json.gz");
    let sha256 = Sha256Digest::of(&json);
    let beside = stamp(
        &json,
        "two.json",
        sha256,
        &kept("two.json.tsr"),
        &authority(),
    )
    .unwrap();
    for found in [inside, beside.stamp] {
        assert!(found.holds(), "{:?}", found.finding);
        assert!(found.time.ends_with('Z'), "{}", found.time);
        assert_eq!(found.vouched.unwrap().name, "Interop_Root");
    }
    // Beside another file it is of something else.
    let other = kept("one.json.gz");
    let sha256 = Sha256Digest::of(&other);
    let other = stamp(
        &other,
        "one.json",
        sha256,
        &kept("two.json.tsr"),
        &authority(),
    )
    .unwrap();
    assert!(!other.stamp.holds());
}

#[test]
fn a_report_states_how_its_pages_are_drawn_and_holds_its_pictures() {
    let pdf = kept("letter.pdf.gz");
    let found = valid_pdf(&pdf, "letter.pdf", 1);
    let report = found.held.unwrap();
    let presentation = Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::MonthDayYear,
        numbers: NumberFormat::CommaPoint,
        left_out: LeavablePart::ALL.into(),
        ..Presentation::default()
    };
    let report = report.report().unwrap();
    assert_eq!(report.presentation, presentation);
    let names = attachment_names(&pdf);
    let pictures: Vec<Vec<u8>> = names
        .iter()
        .filter(|name| name.starts_with("evidence-"))
        .map(|name| attachment(&pdf, name).unwrap())
        .collect();
    let stated: Vec<Sha256Digest> = report.shown_pictures().map(|shown| shown.sha256).collect();
    let attached: Vec<Sha256Digest> = pictures.iter().map(|file| Sha256Digest::of(file)).collect();
    assert_eq!(attached.len(), 2);
    assert!(stated.iter().all(|sha256| attached.contains(sha256)));
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let page = document.page_iter().next().unwrap();
    let size = document.get_dictionary(page).unwrap().get(b"MediaBox");
    assert!(format!("{size:?}").contains("612"), "{size:?}");
    valid(&kept("letter.json.gz"), "letter.json", 1);
}

#[test]
fn a_public_edition_is_valid_and_its_disclosures_restore_the_report() {
    let disclosures = String::from_utf8(kept("letter.disclosures.json.gz")).unwrap();
    for name in ["letter.public.json.gz", "letter.public.pdf.gz"] {
        let bytes = kept(name);
        let found = valid(&bytes, name, 1);
        let edition = found.held.unwrap();
        assert!(edition.public().is_some(), "{name}");
        assert!(matches!(found.remarks[0], Remark::Public(_)), "{name}");
        let found = check_disclosures(&bytes, &disclosures, &editions(), &mut |_| {}).unwrap();
        let restored = found
            .restored
            .unwrap_or_else(|| panic!("{name} is not restored"));
        assert_eq!(restored.contradictions, [], "{name}");
    }
}

#[test]
fn a_backup_has_the_bytes_of_its_pictures() {
    let read = backup::read(&kept("backup.assay.gz"), &Editions::bundled()).unwrap();
    assert_eq!(read.missing, []);
    let shown = read.record.assessment().shown_pictures();
    let shown: Vec<Sha256Digest> = shown.filter_map(|(_, item)| item.sha256()).collect();
    assert_eq!(shown.len(), 2);
    for sha256 in shown {
        let bytes = read.evidence.iter().find(|(digest, _)| *digest == sha256);
        assert_eq!(Sha256Digest::of(&bytes.unwrap().1), sha256);
    }
}

#[test]
fn what_was_changed_in_them_is_found() {
    for name in ["three.json.gz", "letter.json.gz", "letter.public.json.gz"] {
        let text = String::from_utf8(kept(name)).unwrap();
        let changed = text.replacen("Harbour 2026", "Harbour 2027", 1);
        assert_ne!(changed, text, "{name}");
        let found = check(changed.as_bytes(), &editions()).unwrap();
        assert_eq!(found.outcome, Outcome::NotValid, "{name}");
    }
}
