//! Each job, there and back as the two programs hand it over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use crate::common::{AT, PASSPHRASE, ada, alone, done, olga, signing};
use assay_assessment::{
    Sha256Digest, Timestamp, UtcOffset,
    backup::{FileSums, RunningSums},
};
use assay_catalog::{Difference, Editions};
use assay_dossier::{CheckStage, Format, Outcome, SignStage, SignedReport};
use assay_jobs::{
    AddToSums, AskForStamp, CheckDisclosures, CheckReport, CompareEditions, CountersignFiles,
    ExportKey, ImportKey, ImportRefused, InspectKey, Job, KeyForm, Parcel, ParcelError,
    ReadAuthorities, Refused, SignPublic, TakeStamp, TryPassphrase, perform,
};
use assay_report::document::{
    DateFormat, LeavablePart, NumberFormat, Paper, Presentation, Report, Role,
};
use assay_report::public::{Kind, Selection, Standing};
use assay_seal::UnixMillis;

#[test]
fn a_report_is_signed_and_checked_in_stages() {
    let ada = ada();
    let (signed, stages) = done(signing(&ada, PASSPHRASE));
    assert_eq!(stages.len(), SignStage::COUNT);
    assert!(stages.is_sorted() && stages[0] == SignStage::Unlocking);
    let signed: SignedReport = signed.unwrap();
    assert_eq!(signed.fingerprint, ada.fingerprint().to_string());
    for format in [Format::Pdf, Format::Json] {
        let bytes = signed.file(format).unwrap().bytes.clone();
        let (checked, stages) = done(CheckReport {
            bytes,
            editions: Vec::new(),
            authorities: Vec::new(),
            fonts: Vec::new(),
        });
        let checked = checked.unwrap();
        assert_eq!(checked.outcome, Outcome::Valid);
        assert_eq!(stages[0], CheckStage::Reading);
        assert_eq!(stages.len(), if format == Format::Pdf { 2 } else { 1 });
        assert!(checked.held.is_ok());
    }
    let again = alone(signing(&ada, PASSPHRASE)).unwrap();
    assert_eq!(again, signed, "the same job gives the same bytes");
}

#[test]
fn how_the_pages_are_drawn_goes_with_the_report() {
    let presentation = Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::DayMonthYear,
        numbers: NumberFormat::SpaceComma,
        left_out: LeavablePart::ALL.into(),
        ..Presentation::default()
    };
    let mut job = signing(&ada(), PASSPHRASE);
    job.report.presentation = presentation.clone();
    let signed = alone(job).unwrap();
    let checked = alone(CheckReport {
        bytes: signed.file(Format::ExecutivePdf).unwrap().bytes.clone(),
        editions: Vec::new(),
        authorities: Vec::new(),
        fonts: Vec::new(),
    });
    let checked = checked.unwrap();
    assert_eq!(checked.outcome, Outcome::Valid);
    let held = checked.held.unwrap();
    assert_eq!(held.report().unwrap().presentation, presentation);
}

#[test]
fn several_files_are_countersigned_together_or_none_is() {
    let (ada, olga) = (ada(), olga());
    let signed = alone(signing(&ada, PASSPHRASE)).unwrap();
    let files = [Format::ExecutivePdf, Format::Json].map(|format| signed.file(format).unwrap());
    let job = |passphrase: &str| CountersignFiles {
        looked_at: files
            .map(|file| (file.name.clone(), Sha256Digest::of(&file.bytes)))
            .into(),
        files: files.map(|file| file.bytes.clone()).into(),
        identity: olga.clone(),
        passphrase: passphrase.to_owned(),
        role: Role::Recipient,
        at: Timestamp::from_milliseconds(AT),
        editions: Vec::new(),
    };
    let (twice, stages) = done(job(PASSPHRASE));
    let twice = twice.unwrap().files;
    assert_eq!(stages, [0, 1]);
    for (file, before) in twice.iter().zip(files) {
        assert_ne!(file.name, before.name);
        let checked = alone(CheckReport {
            bytes: file.bytes.clone(),
            editions: Vec::new(),
            authorities: Vec::new(),
            fonts: Vec::new(),
        })
        .unwrap();
        assert_eq!(checked.outcome, Outcome::Valid);
        assert_eq!(checked.signatures.len(), 2);
    }
    assert_eq!(
        alone(job("wrong")).unwrap_err().to_string(),
        "wrong passphrase"
    );
    let mut changed = job(PASSPHRASE);
    changed.files[1][0] = b' ';
    let refused = alone(changed).unwrap_err().to_string();
    assert!(refused.starts_with(&files[1].name), "{refused}");
    assert!(
        refused.contains("changed after it was looked at"),
        "{refused}"
    );
}

#[test]
fn a_public_edition_is_signed_and_what_is_disclosed_of_it_is_checked() {
    let ada = ada();
    let signed = alone(signing(&ada, PASSPHRASE)).unwrap();
    let report = signed.file(Format::Json).unwrap().bytes.clone();
    let job = |passphrase: &str| SignPublic {
        report: report.clone(),
        selection: Selection {
            kinds: [Kind::Person, Kind::Amount].into(),
            ..Selection::default()
        },
        seed: [3; 32],
        identity: ada.clone(),
        passphrase: passphrase.to_owned(),
        role: Role::Assessor,
        at: Timestamp::from_milliseconds(AT + 1_000),
        utc_offset: UtcOffset::UTC,
        extra_fonts: Vec::new(),
        logo: Vec::new(),
    };
    assert_eq!(
        alone(job("wrong")).unwrap_err().to_string(),
        "wrong passphrase"
    );
    let (public, stages) = done(job(PASSPHRASE));
    assert_eq!(stages.len(), SignStage::COUNT);
    let public = public.unwrap();
    assert_eq!(
        public.counts.0.len(),
        3,
        "people, amounts, and what follows"
    );
    let bytes = |format| public.file(format).unwrap().bytes.clone();
    let (checked, _) = done(CheckReport {
        bytes: bytes(Format::PublicPdf),
        editions: Vec::new(),
        authorities: Vec::new(),
        fonts: Vec::new(),
    });
    assert_eq!(checked.unwrap().outcome, Outcome::Valid);
    let job = CheckDisclosures {
        edition: bytes(Format::PublicJson),
        disclosures: String::from_utf8(bytes(Format::Disclosures)).unwrap(),
        editions: Vec::new(),
    };
    let found = alone(job).unwrap();
    assert_eq!(found.edition.outcome, Outcome::Valid);
    let holding = found
        .disclosed
        .iter()
        .filter(|each| each.standing == Standing::Holds);
    assert_eq!(holding.count(), public.counts.total());
    let restored = found.restored.unwrap();
    assert_eq!(restored.contradictions, []);
    let full: serde_json::Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(*restored.report, Report::from_value(full).unwrap());
    let none = CheckDisclosures {
        edition: report,
        disclosures: String::new(),
        editions: Vec::new(),
    };
    let refused = alone(none).unwrap_err().to_string();
    assert!(refused.contains("no public edition"), "{refused}");
}

#[test]
fn a_wrong_passphrase_signs_nothing_and_gives_no_key_away() {
    let ada = ada();
    let refused: Refused = alone(signing(&ada, "wrong")).unwrap_err();
    assert_eq!(refused.to_string(), "wrong passphrase");
    for (passphrase, opens) in [(PASSPHRASE, true), ("wrong", false)] {
        let job = TryPassphrase {
            identity: ada.clone(),
            passphrase: passphrase.to_owned(),
            at: UnixMillis::new(AT).unwrap(),
        };
        assert_eq!(alone(job).is_ok(), opens);
    }
    let too_early = TryPassphrase {
        identity: ada.clone(),
        passphrase: PASSPHRASE.to_owned(),
        at: UnixMillis::new(0).unwrap(),
    };
    let refused = alone(too_early).unwrap_err().to_string();
    assert!(refused.contains("clock"), "{refused}");
    for form in [KeyForm::Pkcs8, KeyForm::OpenSsh, KeyForm::Sec1] {
        let job = ExportKey {
            identity: ada.clone(),
            passphrase: "wrong".to_owned(),
            form,
            entropy: [1; 32],
        };
        assert_eq!(alone(job).unwrap_err().to_string(), "wrong passphrase");
    }
}

#[test]
fn an_exported_key_is_the_same_identity_again() {
    let ada = ada();
    for form in [KeyForm::Pkcs8, KeyForm::OpenSsh, KeyForm::Sec1] {
        let job = ExportKey {
            identity: ada.clone(),
            passphrase: PASSPHRASE.to_owned(),
            form,
            entropy: [1; 32],
        };
        let bytes = alone(job).unwrap().into_bytes();
        let key = alone(InspectKey {
            bytes: bytes.clone(),
        })
        .unwrap();
        assert_eq!(key.encrypted, form != KeyForm::Sec1);
        let import = ImportKey {
            bytes,
            file_passphrase: key.encrypted.then(|| PASSPHRASE.to_owned()),
            name: "Ada Roth".to_owned(),
            organisation: String::new(),
            passphrase: "another passphrase".to_owned(),
            at: UnixMillis::new(AT).unwrap(),
            protection_entropy: [3; 32],
        };
        assert_eq!(alone(import).unwrap().fingerprint(), ada.fingerprint());
    }
    let nothing = ImportKey {
        bytes: b"nothing".to_vec(),
        file_passphrase: None,
        name: "Ada".to_owned(),
        organisation: String::new(),
        passphrase: PASSPHRASE.to_owned(),
        at: UnixMillis::new(AT).unwrap(),
        protection_entropy: [3; 32],
    };
    assert!(matches!(alone(nothing), Err(ImportRefused::File(_))));
}

#[test]
fn a_parcel_of_another_build_is_refused() {
    let mut ignore = |_: String| {};
    let unknown = perform("no-such-job", Parcel::default(), &mut ignore);
    assert!(matches!(unknown, Err(ParcelError::UnknownJob(_))));
    let no_text = perform(CheckReport::NAME, Parcel::default(), &mut ignore);
    assert!(matches!(no_text, Err(ParcelError::Text(_))));
    let parcel = Parcel {
        text: r#"{"editions":[],"authorities":[],"fonts":0}"#.to_owned(),
        files: Vec::new(),
    };
    let no_file = perform(CheckReport::NAME, parcel, &mut ignore);
    assert!(matches!(
        no_file,
        Err(ParcelError::Files { there: 0, named: 1 })
    ));
}

#[test]
fn a_file_has_the_same_sums_in_pieces() {
    let bytes: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let sums = bytes
        .chunks(70_001)
        .fold(RunningSums::new(), |sums, piece| {
            alone(AddToSums {
                sums,
                bytes: piece.to_vec(),
            })
        });
    assert_eq!(sums.finish(), FileSums::of(&bytes));
}

#[test]
fn two_editions_are_compared_and_what_is_none_is_refused() {
    let (release, draft) = (Editions::bundled_release(), Editions::bundled_draft());
    let job = CompareEditions {
        old: release.edition_file(),
        new: draft.edition_file(),
    };
    let changes = alone(job).unwrap();
    assert_eq!(
        changes,
        Difference::between(release, draft).to_markdown(release, draft)
    );
    assert!(changes.contains("req-deply-via-testnet"));
    let none = CompareEditions {
        old: "{}".to_owned(),
        new: draft.edition_file(),
    };
    assert!(alone(none).is_err());
}

#[test]
fn a_time_stamp_is_asked_for_and_taken() {
    let fixture = |name: &str| {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../seal/tests/fixtures/timestamps/"
        );
        std::fs::read(format!("{folder}{name}")).unwrap()
    };
    let (bytes, name) = (fixture("signed.pdf"), "a.pdf".to_owned());
    let looked_at = Sha256Digest::of(&bytes);
    let asked = alone(AskForStamp {
        name: name.clone(),
        bytes: bytes.clone(),
        looked_at,
    });
    assert!(!asked.unwrap().query.is_empty());
    let bytes_of_authority = fixture("root.pem");
    let read = alone(ReadAuthorities {
        bytes: bytes_of_authority,
    });
    let known = read.unwrap().all.remove(0);
    assert!(known.issuer.is_none() && known.valid_from < known.valid_until);
    let taken = alone(TakeStamp {
        name,
        bytes,
        looked_at,
        answer: fixture("signed.pdf.tsr"),
        authorities: vec![known.der],
    });
    let taken = taken.unwrap();
    assert_eq!(taken.stamp.vouched.unwrap().fingerprint, known.fingerprint);
    assert!(taken.bytes.len() > 1_000);
    let refused = alone(ReadAuthorities {
        bytes: b"nothing".to_vec(),
    });
    assert!(refused.is_err());
}
