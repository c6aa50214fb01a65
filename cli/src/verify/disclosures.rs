//! Disclosures, compared with the public edition that they are of.

use std::path::Path;

use assay_dossier::{Checked, Standing, compare_disclosures};
use assay_report::public::{self, Disclosures};

use super::{
    Asked,
    found::{Found, Kind},
};
use crate::words;

/// Compares each file of disclosures with the public edition of the same report, where that is among the files.
pub(super) fn compare(files: &mut [Found], asked: &Asked) {
    for place in 0..files.len() {
        let Some(file) = files.get(place) else {
            continue;
        };
        let Some(text) = &file.disclosures else {
            continue;
        };
        let found = match edition_of(files, text) {
            Some(edition) => compared(file, text, edition, asked),
            None => Found::cannot_tell(Path::new(&file.path), words::NO_EDITION),
        };
        let found = Found {
            kind: Kind::Disclosures,
            sha256: file.sha256.clone(),
            ..found
        };
        if let Some(file) = files.get_mut(place) {
            *file = found;
        }
    }
}

/// The public edition of the report that disclosures say they are of; one that is valid before all others.
fn edition_of<'f>(files: &'f [Found], text: &str) -> Option<(&'f Found, &'f Checked)> {
    let of = Disclosures::report_of(text)?;
    let editions = files.iter().filter_map(|file| {
        let checked = file.edition.as_deref()?;
        let public = checked.held.as_ref().ok()?.public()?;
        (public.of() == of).then_some((file, checked))
    });
    editions.min_by_key(|(_, checked)| match checked.standing() {
        Standing::Holds => 0,
        Standing::NotChecked => 1,
        Standing::Fails => 2,
    })
}

fn compared(
    file: &Found,
    text: &str,
    (edition, checked): (&Found, &Checked),
    asked: &Asked,
) -> Found {
    let path = Path::new(&file.path);
    let texts = match Disclosures::texts(text) {
        Ok(texts) => texts,
        Err(error) => return Found::cannot_tell(path, error.to_string()),
    };
    let compared = match compare_disclosures(checked.clone(), &texts, &asked.at_hand.editions) {
        Ok(compared) => compared,
        Err(error) => return Found::cannot_tell(path, error.to_string()),
    };
    let of = compared.disclosed.len();
    let word = words::holding(compared.holding(), of);
    let mut found = Found::new(path, Kind::Disclosures, compared.standing(), word);
    found.meaning = words::compared_with(&edition.path);
    found.title.clone_from(&edition.title);
    let failing = compared.disclosed.iter();
    let failing = failing.filter(|each| each.standing != public::Standing::Holds);
    found.why = failing.map(words::does_not_hold).collect();
    if let Some(restored) = &compared.restored {
        found.remarks.push(words::RESTORED.to_owned());
        let contradictions = restored.contradictions.iter();
        found.contradictions = contradictions.map(super::look::of_report).collect();
        found.more_contradictions = restored.more_contradictions;
    }
    // Disclosures are worth no more than their edition, whoever is asked to have signed that.
    found.doubt(edition.why.clone());
    found
}
