//! Files that were really signed, and what is said about them.

use crate::common::{
    AT_WORDS, countersigned_bytes, drawn, drawn_as, genuine, identity, party, report_in,
    signed_bytes, signed_json, signed_pdf,
};
use crate::made_fonts::font_of;
use assay_assessment::Sha256Digest;
use assay_catalog::Editions;
use assay_dossier::{
    CheckError, Checked, Contradiction, Known, NotDrawn, NotShown, Outcome, Pages, Part, Remark,
    Standing, check, check_in_stages, namesakes, signing_party,
};
use assay_report::{
    GENERATOR,
    document::{Report, Role, SigningParty, VerdictPart},
    outline::{self, Extent},
    pdf::{EMBEDDED_REPORT_NAME, EXTRA_FONT_MARK, PdfOptions, render},
};
use assay_seal::json;

/// The example, made to look better than it is: another verdict, and nothing else.
fn embellished(report: &Report) -> Report {
    let mut other = report.clone();
    other.conformance.verdict = VerdictPart::Conforms;
    other.conformance.explanation = "All 64 controls pass.".to_owned();
    other
}

fn places(checked: &Checked) -> String {
    let all: Vec<String> = checked
        .contradictions
        .iter()
        .map(|each| format!("{}: {} / {}", each.place(), each.says(), each.follows()))
        .collect();
    all.join("\n")
}

#[test]
fn what_assay_signs_is_valid_and_its_pages_are_the_attached_report() {
    let genuine = genuine();
    let json = check(&genuine.json, &Editions::bundled()).unwrap();
    assert_eq!(json.outcome, Outcome::Valid, "{}", places(&json));
    let with_mark = check(
        &[b"\xef\xbb\xbf", genuine.json.as_slice()].concat(),
        &Editions::bundled(),
    )
    .unwrap();
    let same_but_for_bytes = Checked {
        sha256: json.sha256,
        ..with_mark
    };
    assert_eq!(
        same_but_for_bytes, json,
        "a byte order mark changes nothing"
    );
    let pdf = check(&genuine.pdf, &Editions::bundled()).unwrap();
    assert_eq!(pdf.outcome, Outcome::Valid, "{}", places(&pdf));
    assert_eq!(pdf.pages, Some(Pages::Same));
    assert_eq!(pdf.outcome.warning(), None);
}

#[test]
fn replaced_pages_over_the_genuine_report_with_a_new_key_of_the_same_name_are_not_valid() {
    let genuine = genuine();
    let report = report_in(&genuine.json);
    let impostor = identity("Ada Roth", 2);
    let forged = signed_pdf(&embellished(&report), &genuine.json, &impostor, "assessor");
    let checked = check(&forged, &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);
    assert_eq!(checked.pages, Some(Pages::Differ));
    let said = places(&checked);
    assert!(said.contains("Who signs this PDF"), "{said}");
    assert!(checked.contradictions.iter().any(|each| matches!(
        each,
        Contradiction::Signer { part: Part::Pdf, named, signers }
            if named.len() == 1 && signers.len() == 1 && named != signers
    )));
    assert!(said.contains("Who signed the attached report"), "{said}");
    assert!(
        said.contains("Text on page 1: ") && !said.contains("Text on page 2: "),
        "{said}"
    );
    // The new key's name is one that the user knows.
    let known = [Known {
        name: "Ada Roth".to_owned(),
        fingerprint: genuine.fingerprint.clone(),
    }];
    let warned = namesakes(&checked, &known);
    assert_eq!(warned.len(), 1, "{warned:?}");
    assert_eq!(
        warned[0].known_by.as_slice(),
        std::slice::from_ref(&genuine.fingerprint)
    );
    assert_eq!(warned[0].found.name, "Ada Roth");
    assert_eq!(
        namesakes(&check(&genuine.pdf, &Editions::bundled()).unwrap(), &known),
        []
    );
}

#[test]
fn genuine_pages_over_another_report_are_not_valid() {
    let genuine = genuine();
    let report = report_in(&genuine.json);
    let impostor = identity("Ada Roth", 2);
    // The attached report is sound by itself: named and signed by the impostor, other findings.
    let mut other = report.clone();
    other.signing_parties = vec![party(&impostor)];
    other.title = "Another title".to_owned();
    let attached = signed_json(&other, &impostor);
    assert_eq!(
        check(&attached, &Editions::bundled()).unwrap().outcome,
        Outcome::Valid
    );
    let forged = signed_pdf(&report, &attached, &impostor, "assessor");
    let checked = check(&forged, &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);
    assert_eq!(checked.pages, Some(Pages::Differ), "{}", places(&checked));
}

#[test]
fn a_page_painted_over_before_the_first_signature_is_found_and_named() {
    let genuine = genuine();
    let report = report_in(&genuine.json);
    let ada = identity("Ada Roth", 1);
    let drawn = drawn(&report, &genuine.json);
    assert_eq!(
        check(
            &signed_bytes(&drawn, &ada, "assessor"),
            &Editions::bundled()
        )
        .unwrap()
        .pages,
        Some(Pages::Same)
    );
    // The rightful signer's own key, and a first page that loses a hundredth of its height.
    let mut document = lopdf::Document::load_mem(&drawn).unwrap();
    let first = document.page_iter().next().unwrap();
    let page = document.get_dictionary_mut(first).unwrap();
    page.set("MediaBox", vec![0.into(), 0.into(), 595.into(), 742.into()]);
    let mut changed = Vec::new();
    document.save_to(&mut changed).unwrap();
    let checked = check(
        &signed_bytes(&changed, &ada, "assessor"),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);
    assert!(
        places(&checked).contains("Drawing of page 1:"),
        "{}",
        places(&checked)
    );
}

#[test]
fn a_json_that_names_somebody_else_than_who_signed_is_not_valid() {
    let genuine = genuine();
    let report = report_in(&genuine.json);
    let checked = check(
        &signed_json(&report, &identity("Ada Roth", 2)),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);
    assert!(places(&checked).contains("Who signs this JSON"));

    let mut nobody = report.clone();
    nobody.signing_parties.clear();
    let checked = check(
        &signed_json(&nobody, &identity("Ada Roth", 2)),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);

    // The fingerprint that is printed is the genuine one, over the impostor's key.
    let impostor = identity("Ada Roth", 2);
    let mut lying = report;
    lying.signing_parties = vec![SigningParty {
        fingerprint: Some(genuine.fingerprint),
        ..party(&impostor)
    }];
    let checked = check(&signed_json(&lying, &impostor), &Editions::bundled()).unwrap();
    assert!(places(&checked).contains("Fingerprint of Ada Roth"));
}

#[test]
fn a_role_that_the_report_does_not_give_the_signer_is_found() {
    let genuine = genuine();
    let ada = identity("Ada Roth", 1);
    let pdf = signed_pdf(&report_in(&genuine.json), &genuine.json, &ada, "reviewer");
    let checked = check(&pdf, &Editions::bundled()).unwrap();
    assert_eq!(checked.pages, Some(Pages::Same));
    assert!(
        places(&checked).contains("Role of Ada Roth"),
        "{}",
        places(&checked)
    );
}

#[test]
fn a_report_that_contradicts_itself_is_not_valid_although_its_own_signer_signed_it() {
    let genuine = genuine();
    let ada = identity("Ada Roth", 1);
    let report = embellished(&report_in(&genuine.json));
    let checked = check(&signed_json(&report, &ada), &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);
    let said = places(&checked);
    assert!(said.contains("Conformance, verdict: conforms"), "{said}");
    let pdf = check(
        &signed_pdf(&report, &signed_json(&report, &ada), &ada, "assessor"),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(pdf.outcome, Outcome::Contradictory);
    assert_eq!(pdf.pages, Some(Pages::Same));
}

#[test]
fn pages_that_cannot_be_drawn_again_are_said_not_to_be_compared() {
    let genuine = genuine();
    let ada = identity("Ada Roth", 1);
    let mut report = report_in(&genuine.json);
    report.generator = "Assay 0.0.1".to_owned();
    let pdf = signed_pdf(&report, &signed_json(&report, &ada), &ada, "assessor");
    let checked = check(&pdf, &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Valid, "{}", places(&checked));
    assert_eq!(
        checked.pages,
        Some(Pages::NotCompared(NotDrawn::OtherProgram(
            "Assay 0.0.1".to_owned()
        )))
    );

    let without = render(
        &outline::of(&report),
        &PdfOptions {
            embedded_report: None,
            embedded_name: EMBEDDED_REPORT_NAME,
            created: 0,
            extra_fonts: &[],
            pictures: &assay_report::picture::NO_PICTURES,
        },
    )
    .unwrap();
    let checked = check(
        &signed_bytes(&without.bytes, &ada, "assessor"),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(
        checked.pages,
        Some(Pages::NotCompared(NotDrawn::NoneAttached))
    );
}

#[test]
fn pages_that_needed_other_fonts_are_compared_where_these_are_at_hand() {
    let (cats, books, other) = (font_of("א猫"), font_of("猫本"), font_of("犬"));
    let fonts: [&[u8]; 3] = [&other, &cats, &books];
    let ada = identity("Ada Roth", 1);
    let mut report = report_in(&genuine().json);
    let digests = |fonts: &[&[u8]]| {
        let digests = fonts.iter().map(|font| Sha256Digest::of(font).to_string());
        NotDrawn::OtherFonts(digests.collect())
    };
    for (title, needed) in [
        ("A plain title", &fonts[..0]),
        ("A title with א", &fonts[1..2]),
        ("A title with 本 and 猫", &fonts[1..]),
    ] {
        report.title = title.to_owned();
        let attached = signed_json(&report, &ada);
        for extent in [Extent::Full, Extent::Executive] {
            let drawn = drawn_as(&report, &attached, extent, &fonts);
            let signed = signed_bytes(&drawn, &ada, "assessor");
            let with = |fonts: &[&[u8]]| {
                let editions = Editions::bundled();
                let checked = check_in_stages(&signed, &editions, &[], fonts, &mut |_| {}).unwrap();
                assert_eq!(checked.outcome, Outcome::Valid, "{}", places(&checked));
                checked.pages.unwrap()
            };
            // In whichever order they lie here, and among others.
            assert_eq!(with(&[&books, &other, &cats]), Pages::Same, "{title}");
            assert_eq!(with(needed), Pages::Same, "{title}");
            let without = match needed {
                [] => Pages::Same,
                needed => Pages::NotCompared(digests(needed)),
            };
            assert_eq!(with(&[&other]), without, "{title}");
            if let [_, second] = needed {
                let lacking = Pages::NotCompared(digests(&[second]));
                assert_eq!(with(&[&cats]), lacking, "{title}");
            }
        }
    }
}

#[test]
fn pages_that_were_drawn_with_another_font_than_they_say_differ() {
    let (cats, books) = (font_of("א猫"), font_of("猫本"));
    let ada = identity("Ada Roth", 1);
    let mut report = report_in(&genuine().json);
    report.title = "A title with 猫".to_owned();
    let attached = signed_json(&report, &ada);
    // Drawn with one, and said to be drawn with the other: the names in a file that is packed are as long.
    let drawn = drawn_as(&report, &attached, Extent::Full, &[&cats]);
    let mut document = lopdf::Document::load_mem(&drawn).unwrap();
    let info = document
        .trailer
        .get(b"Info")
        .unwrap()
        .as_reference()
        .unwrap();
    let creator = format!("{GENERATOR}{EXTRA_FONT_MARK}{}", Sha256Digest::of(&books));
    let info = document.get_dictionary_mut(info).unwrap();
    info.set("Creator", lopdf::text_string(&creator));
    let mut forged = Vec::new();
    document.save_to(&mut forged).unwrap();
    let signed = signed_bytes(&forged, &ada, "assessor");
    let editions = Editions::bundled();
    let checked = check_in_stages(&signed, &editions, &[], &[&books], &mut |_| {}).unwrap();
    assert_eq!(checked.pages, Some(Pages::Differ));
}

#[test]
fn a_changed_file_is_not_valid_and_says_so_on_every_screenful() {
    let genuine = genuine();
    let text = String::from_utf8(genuine.json).unwrap();
    let changed = text.replace("Ada Roth", "Eve Roth");
    let checked = check(changed.as_bytes(), &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::NotValid);
    assert!(!checked.outcome.signature_holds());
    assert!(checked.outcome.warning().is_some());
}

#[test]
fn other_tools_signatures_are_neither_valid_nor_not() {
    let genuine = genuine();
    let mut value: serde_json::Value = serde_json::from_slice(&genuine.json).unwrap();
    value["proof"]["cryptosuite"] = "eddsa-jcs-2022".into();
    let checked = check(value.to_string().as_bytes(), &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::CannotBeChecked);
    assert_eq!(checked.signatures[0].standing(), Standing::NotChecked);
}

#[test]
fn other_files_are_refused_by_kind() {
    assert_eq!(
        check(b"PK\x03\x04", &Editions::bundled()),
        Err(CheckError::Archive)
    );
    assert_eq!(
        check(b"GIF89a", &Editions::bundled()),
        Err(CheckError::OtherKind)
    );
    assert_eq!(check(b"", &Editions::bundled()), Err(CheckError::OtherKind));
    assert_eq!(
        check(b"\xff\xfe{\0}\0", &Editions::bundled()),
        Err(CheckError::Utf16)
    );
    assert!(matches!(
        check(b"{\"a\":1,\"a\":2}", &Editions::bundled()),
        Err(CheckError::Json(_))
    ));
    assert!(matches!(
        check(b"%PDF-1.7 broken", &Editions::bundled()),
        Err(CheckError::Pdf(_))
    ));
}

#[test]
fn an_unsigned_object_is_no_error() {
    let checked = check(b"{\"format\":\"other\"}", &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Unsigned);
    let Err(NotShown::NoReport(why)) = checked.held else {
        unreachable!("{:?}", checked.held)
    };
    assert!(why.contains("not an Assay report"), "{why}");
}

#[test]
fn a_report_that_all_its_parties_signed_is_valid_in_both_files() {
    let (ada, olga) = (identity("Ada Roth", 1), identity("Olga Brand", 3));
    let mut report = report_in(&genuine().json);
    report.signing_parties = vec![party(&ada), signing_party(&olga, Role::Operator)];
    let mut value = report.to_value().unwrap();
    for signer in [&ada, &olga] {
        value = json::sign_json(&value, signer, AT_WORDS).unwrap();
    }
    let attached = json::canonical_bytes(&value).unwrap();
    let by_json = check(&attached, &Editions::bundled()).unwrap();
    assert_eq!(by_json.outcome, Outcome::Valid, "{}", places(&by_json));
    assert_eq!(by_json.signatures.len(), 2);

    let once = signed_pdf(&report, &attached, &ada, "assessor");
    let missing = check(&once, &Editions::bundled()).unwrap();
    assert_eq!(missing.outcome, Outcome::Valid, "{}", places(&missing));
    let awaited =
        "Olga Brand (Operator) is named to sign, and this PDF has no valid signature of that key.";
    assert!(
        missing
            .remarks
            .iter()
            .any(|remark| remark.to_string() == awaited),
        "{:?}",
        missing.remarks
    );

    let twice = check(
        &countersigned_bytes(&once, &olga, "operator"),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(twice.outcome, Outcome::Valid, "{}", places(&twice));
    assert_eq!(twice.pages, Some(Pages::Same));
    let roles: Vec<&str> = twice
        .signatures
        .iter()
        .map(|signed| signed.role.as_str())
        .collect();
    assert_eq!(roles, ["assessor", "operator"]);
    assert!(
        twice
            .signatures
            .iter()
            .all(|signed| signed.standing() == Standing::Holds)
    );
    assert!(
        !twice
            .remarks
            .iter()
            .any(|remark| remark.to_string() == awaited),
        "{:?}",
        twice.remarks
    );
}

#[test]
fn a_party_that_did_not_sign_is_named() {
    let ada = identity("Ada Roth", 1);
    let mut report = report_in(&genuine().json);
    let olga = identity("Olga Brand", 3);
    report
        .signing_parties
        .push(signing_party(&olga, Role::Operator));
    let checked = check(&signed_json(&report, &ada), &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Valid, "{}", places(&checked));
    let awaited =
        "Olga Brand (Operator) is named to sign, and this JSON has no valid signature of that key.";
    assert!(
        checked
            .remarks
            .iter()
            .any(|remark| remark.to_string() == awaited),
        "{:?}",
        checked.remarks
    );
}

#[test]
fn a_countersigner_whom_the_report_does_not_name_is_remarked() {
    let rhea = identity("Rhea Falk", 4);
    let pdf = countersigned_bytes(&genuine().pdf, &rhea, "reviewer");
    let checked = check(&pdf, &Editions::bundled()).unwrap();
    assert_eq!(checked.outcome, Outcome::Valid, "{}", places(&checked));
    assert_eq!(checked.pages, Some(Pages::Same));
    let unnamed = Remark::NotNamed(checked.signatures[1].named());
    assert!(checked.remarks.contains(&unnamed), "{:?}", checked.remarks);
}

#[test]
fn an_attached_report_that_was_changed_is_not_valid_under_a_signature_that_holds() {
    let genuine = genuine();
    let ada = identity("Ada Roth", 1);
    let report = report_in(&genuine.json);
    let text = String::from_utf8(genuine.json).unwrap();
    let changed = text.replace("\"example\":true", "\"example\":false");
    let checked = check(
        &signed_pdf(&report, changed.as_bytes(), &ada, "assessor"),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(checked.outcome, Outcome::Contradictory);
    assert!(
        places(&checked).contains("Signature of the attached report"),
        "{}",
        places(&checked)
    );

    // What is no report at all is said, and nothing is made of it.
    for attached in [&b"{\"a\":1}"[..], b"[", b""] {
        let checked = check(
            &signed_pdf(&report, attached, &ada, "assessor"),
            &Editions::bundled(),
        )
        .unwrap();
        assert!(
            matches!(checked.pages, Some(Pages::NotCompared(_))),
            "{:?}",
            checked.pages
        );
        assert!(checked.held.is_err());
    }
}

#[test]
fn a_pdf_that_is_not_signed_says_nothing_for_anybody() {
    let genuine = genuine();
    let checked = check(
        &drawn(&report_in(&genuine.json), &genuine.json),
        &Editions::bundled(),
    )
    .unwrap();
    assert_eq!(checked.outcome, Outcome::Unsigned);
    assert!(checked.outcome.warning().is_some());
    let nobody =
        "Ada Roth (Assessor) is named to sign, and this PDF has no valid signature of that key.";
    assert!(
        checked
            .remarks
            .iter()
            .any(|remark| remark.to_string() == nobody),
        "{:?}",
        checked.remarks
    );
}

#[test]
fn a_damaged_file_is_never_valid() {
    let genuine = genuine();
    let valid = |bytes: &[u8]| {
        check(bytes, &Editions::bundled()).is_ok_and(|checked| checked.outcome == Outcome::Valid)
    };
    for file in [&genuine.pdf, &genuine.json] {
        for part in 1..4 {
            let place = file.len() * part / 4;
            let mut changed = file.clone();
            changed[place] ^= 0x02;
            assert!(!valid(&changed), "byte {place}");
            assert!(!valid(&file[..place]), "the first {place} bytes");
        }
        let mut longer = file.clone();
        longer.extend_from_slice(b"\n%more");
        assert!(!valid(&longer));
    }
}
