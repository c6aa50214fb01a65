//! The files that are looked at.

use std::sync::OnceLock;

use assay_assessment::{
    Assessment, AssessmentId, EditionReference, EvidencePresence, Opening, Sha256Digest, Timestamp,
    UtcOffset,
};
use assay_catalog::Editions;
use assay_dossier::{
    Countersigning, Format, Publishing, SignedReport, Signing, assemble, countersign, sign,
    sign_public, signing_party,
};
use assay_report::document::{Circumstances, Presentation, Report, Role};
use assay_report::public::{Kind, Selection};
use assay_seal::Identity;

use crate::common::{AT, identity, record, signing};
use crate::filled::{self, Filling};
use crate::subject::Subject;

/// All of them, the smallest first.
pub(crate) fn documents() -> &'static [Subject] {
    static DOCUMENTS: OnceLock<Vec<Subject>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let mut made = example();
        made.push(of_assessment("an empty assessment", &empty()));
        let filled = filled::assessment(&Filling::default());
        made.push(of_assessment("everything filled, with pictures", &filled));
        let hard = filled::hostile();
        made.push(of_assessment("text that is hard to set", &hard));
        made.sort_by_key(|subject| subject.bytes.len());
        made
    })
}

/// The example's report signed by one, two and three, its executive edition, the request and the public edition.
fn example() -> Vec<Subject> {
    let (ada, olga, rhea) = (
        identity("Ada Roth", 1),
        identity("Olga Brand", 3),
        identity("Rhea Falk", 4),
    );
    let others = [(&olga, Role::Operator), (&rhea, Role::Reviewer)];
    let parties = [(&ada, Role::Assessor)].into_iter().chain(others);
    let signing = Signing {
        request: true,
        ..signing(&ada)
    };
    let report = assemble(
        &record(),
        &EvidencePresence::default(),
        parties
            .map(|(who, role)| signing_party(who, role))
            .collect(),
        &Presentation::default(),
        signing.at,
        signing.utc_offset,
    );
    let signed = sign(&report, &signing).unwrap();
    let full = bytes_of(&signed, Format::Pdf);
    let twice = countersigned(&full, others[0]);
    let executive = countersigned(&bytes_of(&signed, Format::ExecutivePdf), others[0]);
    let request = signed
        .request
        .iter()
        .find(|file| file.format == Format::Pdf);
    vec![
        Subject::read("the request", request.unwrap().bytes.clone()),
        Subject::read("the public edition", public(&signed, &signing)),
        Subject::read(
            "the executive edition, signed by three",
            countersigned(&executive, others[1]),
        ),
        Subject::read("signed by three", countersigned(&twice, others[1])),
        Subject::read("signed by two", twice),
        Subject::read("signed by one", full),
    ]
}

fn bytes_of(signed: &SignedReport, format: Format) -> Vec<u8> {
    signed.file(format).unwrap().bytes.clone()
}

fn countersigned(file: &[u8], (identity, role): (&Identity, Role)) -> Vec<u8> {
    let signing = Countersigning {
        identity,
        role,
        at: Timestamp::from_milliseconds(AT + 86_400_000),
        editions: &Editions::bundled(),
    };
    let looked_at = Sha256Digest::of(file);
    countersign(file, "report.pdf", looked_at, &signing)
        .unwrap()
        .bytes
}

fn public(signed: &SignedReport, signing: &Signing<'_>) -> Vec<u8> {
    let selection = Selection {
        kinds: Kind::CHOSEN.into(),
        ..Selection::default()
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    let json = bytes_of(signed, Format::Json);
    let published = sign_public(&json, &publishing, signing).unwrap();
    let mut files = published.files.into_iter();
    files
        .find(|file| file.bytes.starts_with(b"%PDF-"))
        .unwrap()
        .bytes
}

/// The full document of an assessment, with the pictures that it shows.
fn of_assessment(name: &'static str, assessment: &Assessment) -> Subject {
    let ada = identity("Ada Roth", 1);
    let pictures = filled::picture_files();
    let signing = Signing {
        pictures: &pictures,
        ..signing(&ada)
    };
    let circumstances = Circumstances {
        generated_at: signing.at,
        utc_offset: UtcOffset::UTC,
        journal_head: Sha256Digest::of(b"the journal"),
        journal_entries: 612,
        signing_parties: vec![signing_party(&ada, Role::Assessor)],
        presentation: Presentation::default(),
        presence: EvidencePresence::default(),
        pictures: Default::default(),
    };
    let report = Report::assemble(assessment, Editions::bundled_draft(), &circumstances);
    let signed = sign(&report, &signing).unwrap();
    Subject::read(name, bytes_of(&signed, Format::Pdf))
}

fn empty() -> Assessment {
    Assessment::open(Opening {
        assessment: AssessmentId::from_random([7; 16]),
        edition: EditionReference::of(Editions::bundled_draft()),
        example: false,
        carried_from: None,
    })
}
