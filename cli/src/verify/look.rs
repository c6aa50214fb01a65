//! One file: what it is, and what is found of it. The answers are those of `assay-dossier`; here they are put into the
//! form in which they are written.

use std::fs::File;
use std::path::Path;

use assay_assessment::backup::Contents;
use assay_dossier::{
    Checked, Contradiction, FileKind, HandedKind, Held, Known, NotShown, Outcome, Pages, Signed,
    Stamp, Standing, check_backup, check_in_stages, namesakes, read_known_list,
};
use assay_report::public::Disclosures;

use super::{
    Asked,
    found::{
        ContradictionFound, Found, Kind, NamedFile, PagesFound, SignatureFound, TimeStampFound,
    },
    gather::Candidate,
    pack,
};
use crate::{
    reading::{self, ReadError},
    words,
};

/// What comes of looking at a file.
pub(super) enum Looked {
    /// It was checked.
    File(Box<Found>),
    /// It stands in a folder, and is none to be checked; why.
    LeftOut(&'static str),
}

impl From<Found> for Looked {
    fn from(found: Found) -> Self {
        Self::File(Box::new(found))
    }
}

pub(super) fn look(candidate: &Candidate, asked: &Asked) -> Looked {
    let path = candidate.path.as_path();
    if candidate.is_unpacked {
        return pack::folder(path, asked).into();
    }
    read_and_look(candidate, asked)
        .unwrap_or_else(|error| Found::cannot_tell(path, error.why()).into())
}

fn read_and_look(candidate: &Candidate, asked: &Asked) -> Result<Looked, ReadError> {
    let path = candidate.path.as_path();
    let (mut file, length) = reading::open(path)?;
    let beginning = reading::beginning(&mut file, HandedKind::BEGINNING);
    let beginning = beginning.map_err(|error| ReadError::System {
        path: path.to_owned(),
        error,
    })?;
    match HandedKind::of(&beginning) {
        kind @ (HandedKind::Pack | HandedKind::Archive) => {
            let begins_like_one = kind == HandedKind::Pack;
            Ok(pack::archive(
                candidate,
                file,
                length,
                begins_like_one,
                asked,
            ))
        }
        HandedKind::Backup => Ok(backup(path, file, length, asked).into()),
        HandedKind::Edition if candidate.in_folder => Ok(Looked::LeftOut(words::AN_EDITION)),
        HandedKind::Edition => Ok(Found::cannot_tell(path, words::AN_EDITION).into()),
        HandedKind::Other if candidate.in_folder => Ok(Looked::LeftOut(words::NOT_OURS)),
        HandedKind::Pdf | HandedKind::Json | HandedKind::Other => {
            let bytes = reading::all(path, &mut file)?;
            Ok(document(candidate, &bytes, asked))
        }
    }
}

fn document(candidate: &Candidate, bytes: &[u8], asked: &Asked) -> Looked {
    let path = candidate.path.as_path();
    let at_hand = &asked.at_hand;
    let checked = check_in_stages(
        bytes,
        &at_hand.editions,
        &at_hand.authorities,
        &at_hand.fonts(),
        &mut |_| {},
    );
    let checked = match checked {
        Ok(checked) => checked,
        Err(error) => return Found::cannot_tell(path, error.to_string()).into(),
    };
    if is_something_else(&checked) {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        if Disclosures::report_of(text).is_some() {
            let mut found = Found::new(path, Kind::Disclosures, Standing::NotChecked, "");
            found.sha256 = Some(checked.sha256.to_string());
            found.disclosures = Some(text.to_owned());
            return found.into();
        }
        let why = match read_known_list(bytes) {
            Ok(_) => Some(words::A_KNOWN_LIST),
            Err(_) => (!says_it_is_ours(bytes)).then_some(words::NOT_OURS),
        };
        match why {
            Some(why) if candidate.in_folder => return Looked::LeftOut(why),
            Some(why) => return Found::cannot_tell(path, why).into(),
            None => {}
        }
    }
    of_checked(path, checked, asked).into()
}

/// Whether it is JSON that nobody signed and that is none of the documents that are signed.
fn is_something_else(checked: &Checked) -> bool {
    checked.kind == FileKind::Json
        && checked.outcome == Outcome::Unsigned
        && matches!(checked.held, Err(NotShown::NoReport(_)))
}

/// Whether JSON has the name of one of our formats, though it cannot be read as that.
fn says_it_is_ours(bytes: &[u8]) -> bool {
    let value = serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_default();
    let format = value.get("format").and_then(|format| format.as_str());
    format.is_some_and(|format| format.starts_with("assay-"))
}

fn of_checked(path: &Path, checked: Checked, asked: &Asked) -> Found {
    let trust = asked.trust.as_deref();
    let kind = match &checked.held {
        Ok(Held::Report(_)) => Kind::Report,
        Ok(Held::Request(_)) => Kind::StatusUpdateRequest,
        Ok(Held::Public(_)) => Kind::PublicEdition,
        Err(_) => Kind::Unknown,
    };
    let outcome = checked.outcome;
    let mut found = Found::new(path, kind, checked.standing(), outcome.word());
    found.sha256 = Some(checked.sha256.to_string());
    found.meaning = outcome.advice().to_owned();
    let what = checked.held.as_ref().map_or("report", Held::noun);
    found.pages = checked.pages.as_ref().map(|pages| of_pages(pages, what));
    let contradictions = checked.contradictions.iter();
    found.contradictions = contradictions.map(of_contradiction).collect();
    found.more_contradictions = checked.more_contradictions;
    let signatures = checked.signatures.iter();
    let signatures = signatures.map(|signed| of_signature(signed, outcome, trust));
    found.signatures = signatures.collect();
    found.remarks = checked.remarks.iter().map(ToString::to_string).collect();
    match &checked.held {
        Ok(held) => of_held(held, &mut found),
        Err(why) => found.why.push(why.to_string()),
    }
    let mut doubts = Vec::new();
    if let Some(trust) = trust {
        let namesakes = namesakes(&checked, trust);
        doubts.extend(namesakes.iter().map(ToString::to_string));
        let strangers = checked.strangers(trust);
        let strangers = strangers.iter().map(ToString::to_string);
        doubts.extend(strangers.map(|signer| words::stranger(&signer)));
        if checked.is_only_received() {
            doubts.push(words::ONLY_RECEIVED.to_owned());
        }
    }
    found.doubt(doubts);
    if let (Some(rows), Ok(Held::Report(report))) = (asked.rows, &checked.held) {
        found.rows = Some(Box::new(rows(report)));
    }
    if kind == Kind::PublicEdition {
        found.edition = Some(Box::new(checked));
    }
    found
}

fn of_held(held: &Held, found: &mut Found) {
    let some = |text: &str| Some(text.to_owned());
    match held {
        Held::Report(report) => {
            found.title = some(&report.title);
            found.operator = some(&report.operator.name);
            found.generated_at = some(&report.generated_at);
            found.generator = some(&report.generator);
        }
        Held::Request(request) => {
            found.title = some(&request.title);
            found.operator = some(&request.operator.name);
            found.generated_at = some(&request.generated_at);
            found.generator = some(&request.generator);
            let named = request.reports.iter().map(|file| NamedFile {
                name: file.name.clone(),
                sha256: file.sha256.to_string(),
                given_as: None,
            });
            found.named_files = named.collect();
        }
        Held::Public(public) => {
            found.title = some(public.title());
            found.generated_at = some(public.generated_at());
            found.generator = some(public.generator());
        }
    }
}

fn of_pages(pages: &Pages, what: &str) -> PagesFound {
    PagesFound {
        compared: !matches!(pages, Pages::NotCompared(_)),
        same: match pages {
            Pages::Same => Some(true),
            Pages::Differ => Some(false),
            Pages::NotCompared(_) => None,
        },
        heading: pages.heading(what),
        meaning: pages.meaning(what),
    }
}

/// A contradiction within a report.
pub(super) fn of_report(contradiction: &assay_report::check::Contradiction) -> ContradictionFound {
    of_contradiction(&Contradiction::Report(contradiction.clone()))
}

fn of_contradiction(contradiction: &Contradiction) -> ContradictionFound {
    ContradictionFound {
        place: contradiction.place(),
        says: contradiction.says(),
        follows: contradiction.follows(),
    }
}

fn of_signature(signed: &Signed, outcome: Outcome, trust: Option<&[Known]>) -> SignatureFound {
    // A key is who signed only where the whole file is as it was signed.
    let tells_who = outcome.signature_holds() && signed.holds();
    let known_as = trust
        .unwrap_or_default()
        .iter()
        .find(|one| tells_who && one.fingerprint == signed.fingerprint)
        .map(|one| one.name.clone());
    SignatureFound {
        verdict: signed.standing().into(),
        finding: signed.finding.to_string(),
        name: signed.name.clone(),
        organisation: signed.organisation.clone(),
        role: signed.role.clone(),
        fingerprint: signed.fingerprint.clone(),
        certificate_by: signed.issuer.clone(),
        claimed_at: signed.claimed.clone(),
        signer: words::known_as(known_as.as_deref(), trust.is_some(), tells_who),
        known_as,
        time_stamp: signed.stamp.as_ref().map(of_stamp),
    }
}

fn of_stamp(stamp: &Stamp) -> TimeStampFound {
    TimeStampFound {
        holds: stamp.holds(),
        finding: [Some(stamp.finding.to_string()), stamp.about_authority()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        time: stamp.time.clone(),
        authority: stamp.authority.clone(),
        certificate: stamp.certificate.clone(),
        vouched_by: stamp.vouched.as_ref().map(|known| known.name.clone()),
    }
}

fn backup(path: &Path, mut file: File, length: u64, asked: &Asked) -> Found {
    let mut read = |range| reading::at(&mut file, range);
    let mut found = match check_backup(length, &asked.at_hand.editions, &mut read) {
        Ok(contents) => of_backup(path, &contents),
        Err(error) => {
            let standing = error.standing();
            let why = assay_assessment::words::sentence(&error.to_string());
            let mut found = Found::new(path, Kind::Backup, standing, standing.word());
            found.why.push(why);
            found
        }
    };
    if asked.trust.is_some() {
        found.doubt(vec![words::NOBODY_SIGNED.to_owned()]);
    }
    found
}

fn of_backup(path: &Path, contents: &Contents) -> Found {
    let mut found = Found::new(path, Kind::Backup, Standing::Holds, words::WHOLE);
    let assessment = contents.record.assessment();
    found.meaning = words::WHOLE_MEANS.to_owned();
    found.title = Some(assessment.details().title.clone());
    found.operator = Some(assessment.details().operator.name.clone());
    found.generated_at = Some(contents.created.rfc3339());
    let missing = contents.missing.len();
    if missing > 0 {
        found.remarks.push(words::missing(missing));
    }
    found
}
