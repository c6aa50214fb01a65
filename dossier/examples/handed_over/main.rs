//! Signed files of every kind that is handed over, for other people's software to verify, and Assay's own verdict
//! on a file: what `cargo xtask interop` needs of Assay without a browser.
//!
//! - `handed_over write FOLDER` writes them; `FOLDER/refused` has those that nobody may accept.
//! - `handed_over check FILE [TOKEN AUTHORITY]` says what Assay finds, and fails unless all of it is valid; with a
//!   time stamp beside the file and its authority's certificates, also unless the stamp holds and they vouch for it.
//!
//! | `FOLDER/` | |
//! |-----------|-|
//! | `one`, `two`, `three` | the example's report, full and executive edition and JSON, with as many signers |
//! | `pictures` | the same with a picture, whose file is attached too |
//! | `request` | the status-update request that goes with it |
//! | `one.public` | its public edition, without anything that can be left out |
//! | `organisation` | signed with a certificate that an organisation issued; `organisation.root.pem` is its root |
//! | `stamped` | with a time stamp: in the PDF over its last signature, beside the JSON as `.tsr` |
//! | `pack.zip` | an evidence pack of the example, with its report as JSON |
//! | `authority.pem` | the root of the authority that made the time stamps |
//!
//! The same files each time, but for the time stamps, which `openssl ts` makes with new keys at the present time.
//! Everybody knows the keys of the signers; never trust what they signed.

#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]
#![allow(clippy::unwrap_used, reason = "the shared helpers are made for tests")]

mod authority;
#[path = "../../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::path::Path;

use assay_assessment::{EvidencePresence, Record, Sha256Digest, Timestamp, UtcOffset};
use assay_catalog::Editions;
use assay_dossier::{
    Countersigning, Format, Outcome, ProducedFile, Publishing, SignedReport, Signing, assemble,
    check, countersign, sign, sign_public, signing_party,
};
use assay_report::document::{Presentation, Role};
use assay_report::public::{Kind, Selection};
use assay_seal::identity::import_private_key;
use assay_seal::timestamp::{AuthorityCertificate, TimeStampToken, check_detached};
use assay_seal::{Identity, UnixMillis, pdf::Pdf};
use authority::Authority;
use common::{AT, identity, pack::example_files, record, shown, signing};

type Outcomes = Result<(), Box<dyn Error>>;

/// 2027-01-01T12:00:00Z, when the organisation's certificates of the fixtures are valid.
const ORGANISATION_AT: u64 = 1_798_804_800_000;

/// A screenshot.
const PICTURE: &[u8] = include_bytes!("../../../report/tests/pictures/panel.png");

/// A day after the one before signed.
const DAY: u64 = 86_400_000;

fn main() -> Outcomes {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["write", folder] => write(Path::new(folder)),
        ["check", file] => check_file(Path::new(file), None),
        ["check", file, token, authority] => check_file(
            Path::new(file),
            Some((Path::new(token), Path::new(authority))),
        ),
        _ => Err("usage: handed_over write FOLDER | check FILE [TOKEN AUTHORITY]".into()),
    }
}

fn write(folder: &Path) -> Outcomes {
    std::fs::create_dir_all(folder.join("refused"))?;
    let ada = identity("Ada Roth", 1);
    let (olga, rhea) = (identity("Olga Brand", 3), identity("Rhea Falk", 4));
    let signing = Signing {
        request: true,
        ..signing(&ada)
    };
    let others = [(&olga, Role::Operator), (&rhea, Role::Reviewer)];
    let one = signed_for(&record(), &signing, &others)?;
    write_report(folder, "one", &one.files)?;
    write_all(folder, "request", &one.request)?;
    expect(folder, "request")?;
    write_public(folder, &one, &signing)?;
    write_pictures(folder, &ada)?;
    write_pack(folder, &ada)?;

    let two = countersigned(&one.files, others[0], AT + DAY)?;
    write_report(folder, "two", &two)?;
    let three = countersigned(&two, others[1], AT + 2 * DAY)?;
    write_report(folder, "three", &three)?;
    write_stamped(folder, &two)?;
    write_refused(&folder.join("refused"), &two, &rhea)?;
    write_organisation(folder)
}

/// A report that shows a picture, whose file comes before the JSON in the order of the names.
fn write_pictures(folder: &Path, signer: &Identity) -> Outcomes {
    let mut record = record();
    let picture = shown(1, PICTURE, PICTURE.len() as u64, "A list of eight ports.");
    let at = Timestamp::from_milliseconds(AT);
    record.perform(picture, at, "Ada")?;
    let pictures = [PICTURE.to_vec()].into_iter().collect();
    let signing = Signing {
        pictures: &pictures,
        ..signing(signer)
    };
    let signed = signed_for(&record, &signing, &[])?;
    write_report(folder, "pictures", &signed.files)
}

/// The evidence of the example, with files whose names other systems would not take.
fn write_pack(folder: &Path, signer: &Identity) -> Outcomes {
    let mut record = record();
    let mut store = example_files();
    for (number, name) in [
        (1, "Zürich: Bericht (1).txt"),
        (2, "NUL.txt"),
        (3, "- rf.txt"),
    ] {
        common::pack::add_file(&mut record, number, name, name.as_bytes(), (&[], &[]));
        store.insert(Sha256Digest::of(name.as_bytes()), name.as_bytes().to_vec());
    }
    let (bytes, _) = common::pack::pack(&record, &store, signer);
    std::fs::write(folder.join("pack.zip"), bytes)?;
    Ok(())
}

/// The report of the example, signed as these say, for these others to sign afterwards.
fn signed_for(
    record: &Record,
    signing: &Signing<'_>,
    others: &[(&Identity, Role)],
) -> Result<SignedReport, Box<dyn Error>> {
    let parties = [(signing.identity, signing.role)];
    let parties = parties.iter().chain(others);
    let report = assemble(
        record,
        &EvidencePresence::default(),
        parties
            .map(|(identity, role)| signing_party(*identity, *role))
            .collect(),
        &Presentation::default(),
        signing.at,
        signing.utc_offset,
    );
    Ok(sign(&report, signing)?)
}

/// Each file with one signature more.
fn countersigned(
    files: &[ProducedFile],
    (identity, role): (&Identity, Role),
    at: u64,
) -> Result<Vec<ProducedFile>, Box<dyn Error>> {
    let editions = Editions::bundled();
    let signing = Countersigning {
        identity,
        role,
        at: Timestamp::from_milliseconds(at),
        editions: &editions,
    };
    let mut signed = Vec::new();
    for file in files {
        let looked_at = Sha256Digest::of(&file.bytes);
        let more = countersign(&file.bytes, &file.name, looked_at, &signing)?;
        signed.push(ProducedFile {
            name: more.name,
            format: file.format,
            bytes: more.bytes,
        });
    }
    Ok(signed)
}

fn write_public(folder: &Path, one: &SignedReport, signing: &Signing<'_>) -> Outcomes {
    let selection = Selection {
        kinds: Kind::CHOSEN.into(),
        ..Selection::default()
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    let public = sign_public(bytes_of(&one.files, Format::Json)?, &publishing, signing)?;
    let published = |file: &&ProducedFile| file.format != Format::Disclosures;
    let files: Vec<ProducedFile> = public.files.iter().filter(published).cloned().collect();
    write_all(folder, "one", &files)
}

/// What was signed twice, with a time stamp over the second signature.
fn write_stamped(folder: &Path, files: &[ProducedFile]) -> Outcomes {
    let authority = Authority::make()?;
    std::fs::write(folder.join("authority.pem"), authority.certificate()?)?;
    for format in [Format::Pdf, Format::ExecutivePdf] {
        let pdf = Pdf::parse(bytes_of(files, format)?)?;
        let token = authority.stamp(&pdf.signature_imprint()?)?;
        let stamped = pdf.attach_time_stamp(&TimeStampToken::read(&token)?)?;
        write_one(folder, "stamped", format, &stamped)?;
    }
    let json = bytes_of(files, Format::Json)?;
    let answer = authority.stamp(Sha256Digest::of(json).as_bytes())?;
    std::fs::write(folder.join("stamped.json.tsr"), answer)?;
    write_one(folder, "stamped", Format::Json, json)?;
    expect(folder, "stamped.executive")
}

/// What somebody without a key makes of a file that two have signed, and what a third signs of it who did not look.
fn write_refused(folder: &Path, files: &[ProducedFile], third: &Identity) -> Outcomes {
    let painted = painted_over(bytes_of(files, Format::ExecutivePdf)?)?;
    let signed = common::countersigned_bytes(&painted, third, "reviewer");
    std::fs::write(folder.join("appended.executive.pdf"), painted)?;
    std::fs::write(folder.join("appended-and-signed.executive.pdf"), signed)?;
    Ok(())
}

/// Appends a revision with an empty first page.
fn painted_over(pdf: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let document = lopdf::Document::load_mem(pdf)?;
    let page = document.page_iter().next().ok_or("the PDF has no page")?;
    let mut dictionary = document.get_dictionary(page)?.clone();
    dictionary.remove(b"Contents");
    let mut update = lopdf::IncrementalDocument::create_from(pdf.to_vec(), document);
    update.new_document.set_object(page, dictionary);
    let mut painted = Vec::new();
    update.save_to(&mut painted)?;
    Ok(painted)
}

fn write_organisation(folder: &Path) -> Outcomes {
    let fixtures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../seal/tests/fixtures/certificates");
    let imported = import_private_key(&std::fs::read(fixtures.join("bundle-sec1.pem"))?, None)?;
    let at = UnixMillis::new(ORGANISATION_AT)?;
    let olga = imported.into_identity("Olga Öperator", "Validators & Söhne", at)?;
    let signing = Signing {
        at: Timestamp::from_milliseconds(ORGANISATION_AT),
        utc_offset: UtcOffset::UTC,
        ..signing(&olga)
    };
    write_report(
        folder,
        "organisation",
        &signed_for(&record(), &signing, &[])?.files,
    )?;
    std::fs::copy(
        fixtures.join("root.pem"),
        folder.join("organisation.root.pem"),
    )?;
    Ok(())
}

fn write_report(folder: &Path, name: &str, files: &[ProducedFile]) -> Outcomes {
    write_all(folder, name, files)?;
    expect(folder, &format!("{name}.executive"))
}

/// What must be found in the text of a PDF that does not quote the controls.
fn expect(folder: &Path, name: &str) -> Outcomes {
    let file = folder.join(format!("{name}.expected.txt"));
    Ok(std::fs::write(
        file,
        format!("{}\n", record().assessment().details().operator.name),
    )?)
}

fn write_all(folder: &Path, name: &str, files: &[ProducedFile]) -> Outcomes {
    let mut files = files.iter();
    files.try_for_each(|file| write_one(folder, name, file.format, &file.bytes))
}

fn write_one(folder: &Path, name: &str, format: Format, bytes: &[u8]) -> Outcomes {
    let name = format!("{name}.{}", format.ending());
    Ok(std::fs::write(folder.join(name), bytes)?)
}

fn bytes_of(files: &[ProducedFile], format: Format) -> Result<&[u8], String> {
    let file = files.iter().find(|file| file.format == format);
    file.map(|file| file.bytes.as_slice())
        .ok_or_else(|| format!("there is no {}", format.label()))
}

/// Says what Assay finds in a file, and fails unless it is valid with everything in it.
fn check_file(file: &Path, stamp: Option<(&Path, &Path)>) -> Outcomes {
    let bytes = std::fs::read(file)?;
    let checked = check(&bytes, &Editions::bundled())?;
    for signed in &checked.signatures {
        println!("{}: {}", signed.role, signed.name);
        if let Some(stamp) = &signed.stamp
            && !stamp.holds()
        {
            return Err(stamp.finding.to_string().into());
        }
    }
    if checked.outcome != Outcome::Valid {
        return Err(format!("{:?}: {:?}", checked.outcome, checked.contradictions).into());
    }
    if let Some((token, authority)) = stamp {
        let found = check_detached(&std::fs::read(token)?, &bytes)?;
        let known = AuthorityCertificate::read(&std::fs::read(authority)?)?;
        found
            .vouched_by(&known)
            .filter(|_| found.is_valid())
            .ok_or_else(|| format!("the time stamp does not hold: {:?}", found.outcome))?;
    }
    Ok(())
}
