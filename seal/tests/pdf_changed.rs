//! PDF files that were changed after they were signed: none is called valid, and what was found is said.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::signed_pdf::{appended, options, outcomes, painted_over, signed};
use crate::common::{olga, pdfs, rhea, small_pdf};
use assay_seal::Verdict;
use assay_seal::pdf::{SignatureOutcome, sign_pdf, verify_pdf};
use lopdf::{Document, Object, Stream, dictionary};

#[test]
fn no_changed_byte_passes() {
    for (kind, pdf) in pdfs() {
        let signed = signed(&pdf);
        // Every byte of the small ones; of the others every 7th, and all of what was appended.
        let step = if pdf.len() > 10_000 { 7 } else { 1 };
        let positions = (0..pdf.len()).step_by(step).chain(pdf.len()..signed.len());
        // The zeros after the CMS are all alike, so some of them stand for all.
        let zeros = signed
            .windows(400)
            .position(|w| w.iter().all(|b| *b == b'0'))
            .unwrap();
        for position in positions {
            if position > zeros + 200 && signed[position] == b'0' && position % 97 != 0 {
                continue;
            }
            let mut changed = signed.clone();
            changed[position] ^= if position % 2 == 0 { 0x01 } else { 0x20 };
            if let Ok(verification) = verify_pdf(&changed) {
                assert_ne!(
                    verification.verdict(),
                    Verdict::Valid,
                    "{kind}: byte {position}"
                );
            }
        }
    }
}

#[test]
fn every_change_of_a_byte_of_the_signature_is_refused() {
    let signed = signed(&small_pdf(false));
    let start = signed
        .windows(11)
        .position(|w| w == b"/Contents<3")
        .unwrap();
    for position in start..start + 2200 {
        for change in [0x01, 0x02, 0x20, 0x71] {
            let mut changed = signed.clone();
            changed[position] ^= change;
            if let Ok(verification) = verify_pdf(&changed) {
                assert_ne!(
                    verification.verdict(),
                    Verdict::Valid,
                    "byte {position} ^ {change:#x}"
                );
            }
        }
    }
}

#[test]
fn what_follows_the_last_signature_is_refused() {
    for (kind, pdf) in pdfs() {
        let signed = signed(&pdf);
        for (what, attacked) in [
            ("painted over", painted_over(&signed)),
            ("an empty revision", appended(&signed, |_, _| ())),
        ] {
            let bytes = (attacked.len() - signed.len()) as u64;
            assert_eq!(
                outcomes(&attacked),
                [SignatureOutcome::NotCoveringWholeFile(bytes)],
                "{kind}: {what}"
            );
        }
        let mut newline = signed.clone();
        newline.push(b'\n');
        assert_eq!(
            outcomes(&newline),
            [SignatureOutcome::NotCoveringWholeFile(1)],
            "{kind}"
        );
    }
}

#[test]
fn a_later_signature_cannot_hide_a_change() {
    for (kind, pdf) in pdfs() {
        let painted = painted_over(&signed(&pdf));
        let attacked = sign_pdf(&painted, &olga(), "operator", &options()).unwrap();
        let outcomes = outcomes(&attacked);
        assert!(
            matches!(outcomes[0], SignatureOutcome::ChangedLater(_)),
            "{kind}: {outcomes:?}"
        );
        assert_eq!(outcomes[1], SignatureOutcome::Valid, "{kind}");

        // Also if a third signs afterwards without changing anything.
        let third = sign_pdf(&attacked, &rhea(), "reviewer", &options()).unwrap();
        let outcomes = self::outcomes(&third);
        assert!(
            matches!(outcomes[0], SignatureOutcome::ChangedLater(_)),
            "{kind}: {outcomes:?}"
        );
        assert_eq!(outcomes[1..], vec![SignatureOutcome::Valid; 2], "{kind}");
    }
}

#[test]
fn the_revisions_between_signatures_may_only_sign() {
    let signed = signed(&small_pdf(false));
    let field = |document: &Document, role: &str| {
        let is_it = |object: &Object| {
            object.as_dict().is_ok_and(|d| {
                d.has_type(b"Sig")
                    || d.get(b"T")
                        .and_then(Object::as_str)
                        .is_ok_and(|t| t == role.as_bytes())
            }) && object.as_dict().unwrap().has(b"FT")
        };
        let (id, object) = document
            .objects
            .iter()
            .find(|(_, object)| is_it(object))
            .unwrap();
        (*id, object.as_dict().unwrap().clone())
    };
    type Change<'a> = Box<dyn FnOnce(&Document, &mut Document) + 'a>;
    let changes: Vec<(&str, Change)> = vec![
        (
            "an object that nothing refers to",
            Box::new(|_, new| {
                new.add_object(dictionary! { "A" => 1 });
            }),
        ),
        (
            "a stream that pretends to be a cross-reference stream in a field",
            Box::new(|document, new| {
                let (id, mut field) = field(document, "reviewer");
                let value = new.add_object(Stream::new(dictionary! { "Type" => "XRef" }, vec![]));
                field.set("V", value);
                new.set_object(id, field);
            }),
        ),
        (
            "another name of a waiting field",
            Box::new(|document, new| {
                let (id, mut field) = field(document, "reviewer");
                field.set("T", Object::string_literal("approver"));
                new.set_object(id, field);
            }),
        ),
        (
            "a field whose value was there before",
            Box::new(|document, new| {
                let (_, signed) = field(document, "assessor");
                let (id, mut field) = field(document, "reviewer");
                field.set("V", signed.get(b"V").unwrap().clone());
                new.set_object(id, field);
            }),
        ),
        (
            "the signature taken out of its field",
            Box::new(|document, new| {
                let (id, mut field) = field(document, "assessor");
                field.remove(b"V");
                new.set_object(id, field);
            }),
        ),
        (
            "a script that runs on opening",
            Box::new(|document, new| {
                let id = document
                    .trailer
                    .get(b"Root")
                    .unwrap()
                    .as_reference()
                    .unwrap();
                let mut catalog = document.get_dictionary(id).unwrap().clone();
                catalog.set(
                    "OpenAction",
                    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("") },
                );
                new.set_object(id, catalog);
            }),
        ),
    ];
    let rows: Vec<String> = changes
        .into_iter()
        .map(|(what, change)| {
            let attacked = appended(&signed, change);
            let attacked = sign_pdf(&attacked, &olga(), "operator", &options()).unwrap();
            let outcomes = outcomes(&attacked);
            assert_ne!(outcomes[0], SignatureOutcome::Valid, "{what}");
            format!("{what}: {outcomes:?}")
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn taking_the_form_away_does_not_make_it_unsigned() {
    let stripped = appended(&signed(&small_pdf(false)), |document, new| {
        let id = document
            .trailer
            .get(b"Root")
            .unwrap()
            .as_reference()
            .unwrap();
        let mut catalog = document.get_dictionary(id).unwrap().clone();
        catalog.remove(b"AcroForm");
        new.set_object(id, catalog);
    });
    assert_eq!(verify_pdf(&stripped).unwrap().verdict(), Verdict::NotValid);
}

/// Signs, then changes the file in a place of the same length and tells what is found.
fn after_replacing(from: &str, to: &str) -> SignatureOutcome {
    assert_eq!(from.len(), to.len());
    let mut signed = signed(&small_pdf(false));
    let place = signed
        .windows(from.len())
        .rposition(|w| w == from.as_bytes())
        .unwrap();
    signed[place..place + to.len()].copy_from_slice(to.as_bytes());
    outcomes(&signed).remove(0)
}

#[test]
fn what_is_wrong_with_a_signature_is_said() {
    let signed = signed(&small_pdf(false));
    let text = String::from_utf8_lossy(&signed).into_owned();
    let start = text.rfind("/ByteRange").unwrap();
    let range = &text[start..start + text[start..].find(']').unwrap() + 1];
    let numbers: Vec<usize> = range
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let same_length = |new: String| format!("{}{}]", new, " ".repeat(range.len() - new.len() - 1));
    let range_of = |a: usize, b: usize, c: usize| same_length(format!("/ByteRange[0 {a} {b} {c}"));
    let (a, b, c) = (numbers[1], numbers[2], numbers[3]);
    let rows: Vec<(&str, SignatureOutcome)> = vec![
        (
            "the text of the page",
            after_replacing("Conforms: yes", "Conforms: nay"),
        ),
        (
            "the time",
            after_replacing("D:20261122093000Z", "D:20261122093001Z"),
        ),
        (
            "no time",
            after_replacing("D:20261122093000Z", "D:2026-11-22 09:3"),
        ),
        (
            "before the certificate",
            after_replacing("D:20261122093000Z", "D:20251122093000Z"),
        ),
        (
            "another kind",
            after_replacing("ETSI.CAdES.detached", "adbe.pkcs7.detached"),
        ),
        (
            "something in the padding",
            after_replacing("0000>", "0001>"),
        ),
        (
            "padding that is no hexadecimal",
            after_replacing("0000>", "000 >"),
        ),
        ("two cases", after_replacing("0000>", "aA00>")),
        (
            "a wider gap",
            after_replacing(range, &range_of(a - 1, b, c)),
        ),
        (
            "a narrower gap",
            after_replacing(range, &range_of(a, b - 1, c + 1)),
        ),
        (
            "a part left out at the end",
            after_replacing(range, &range_of(a, b, c - 1)),
        ),
        (
            "beyond the end",
            after_replacing(range, &range_of(a, b, c + 1)),
        ),
        (
            "nothing left out",
            after_replacing(range, &range_of(a, a, c)),
        ),
        (
            "a short range",
            after_replacing(range, &same_length("/ByteRange[0 1".to_owned())),
        ),
        (
            "a negative range",
            after_replacing(range, &same_length(format!("/ByteRange[0 {a} {b} -1"))),
        ),
    ];
    insta::assert_snapshot!(
        rows.iter()
            .map(|(what, outcome)| format!("{what}: {outcome:?}"))
            .collect::<Vec<_>>()
            .join("\n")
    );
}
