//! Who signed, compared with who is named.

use assay_report::check::Contradiction;
use assay_report::document::{Report, SigningParty};
use assay_seal::PublicKey;

use super::signed::{Signed, Standing};
use assay_assessment::words;

/// What contradicts among the signers of `file` ("this PDF", "the attached report") and those whom
/// the report names.
pub(super) fn contradictions(
    file: &str,
    report: &Report,
    signatures: &[Signed],
) -> Vec<Contradiction> {
    let parties = &report.signing_parties;
    let mut found = Vec::new();
    for party in parties {
        let fingerprint = fingerprint_of(party);
        if fingerprint.as_deref() != Some(&party.fingerprint) {
            found.push(Contradiction {
                place: format!("Fingerprint of {}", words::name(&party.name)),
                says: party.fingerprint.clone(),
                follows: fingerprint.unwrap_or_else(|| "its key cannot be read".to_owned()),
            });
        }
    }
    let holding: Vec<&Signed> = signatures.iter().filter(|signed| signed.holds()).collect();
    let named = |signed: &Signed| parties.iter().any(|party| is_of(party, signed));
    if !holding.is_empty() && !holding.iter().any(|signed| named(signed)) {
        let said: Vec<String> = parties
            .iter()
            .map(|party| format!("{}, {}", words::name(&party.name), party.fingerprint))
            .collect();
        let signers: Vec<String> = holding.iter().map(|signed| signed.who()).collect();
        found.push(Contradiction {
            place: format!("Who signs {file}"),
            says: if said.is_empty() {
                "nobody".to_owned()
            } else {
                said.join("; ")
            },
            follows: format!("another key signed it: {}", signers.join("; ")),
        });
    }
    for signed in holding {
        let roles: Vec<&str> = parties
            .iter()
            .filter(|party| is_of(party, signed))
            .map(|party| party.role.label())
            .collect();
        let same = roles
            .iter()
            .any(|role| role.eq_ignore_ascii_case(&signed.role));
        if !roles.is_empty() && !signed.role.is_empty() && !same {
            found.push(Contradiction {
                place: format!("Role of {}", signed.who()),
                says: roles.join(", "),
                follows: format!("{file} is signed as {}", signed.role),
            });
        }
    }
    found
}

/// Whether two files that belong together have a signer in common.
pub(super) fn in_common(pdf: &[Signed], attached: &[Signed]) -> Option<Contradiction> {
    let holding = |all: &[Signed]| -> Vec<Signed> {
        all.iter()
            .filter(|signed| signed.holds())
            .cloned()
            .collect()
    };
    let (pdf, attached) = (holding(pdf), holding(attached));
    let common = pdf.iter().any(|one| {
        attached
            .iter()
            .any(|other| other.fingerprint == one.fingerprint)
    });
    let who = |all: &[Signed]| all.iter().map(Signed::who).collect::<Vec<_>>().join("; ");
    (!common && !pdf.is_empty() && !attached.is_empty()).then(|| Contradiction {
        place: "Who signed the attached report".to_owned(),
        says: who(&attached),
        follows: format!("another key signed this PDF: {}", who(&pdf)),
    })
}

/// What to say of each signature and of those that are missing, beside contradictions.
pub(super) fn remarks(file: &str, parties: &[SigningParty], signatures: &[Signed]) -> Vec<String> {
    let all_were_checked = signatures
        .iter()
        .all(|signed| signed.standing != Standing::NotChecked);
    let none = if all_were_checked {
        "no valid signature of that key"
    } else {
        "no signature of that key that can be checked here"
    };
    let missing = parties
        .iter()
        .filter(|party| {
            !signatures
                .iter()
                .any(|signed| signed.holds() && is_of(party, signed))
        })
        .map(|party| {
            format!(
                "{} ({}) is named to sign, and {file} has {none}.",
                words::name(&party.name),
                party.role.label()
            )
        });
    let unnamed = signatures
        .iter()
        .filter(|signed| signed.holds() && !parties.iter().any(|party| is_of(party, signed)))
        .map(|signed| {
            format!(
                "The report does not name {} among those who sign it.",
                signed.who()
            )
        });
    missing.chain(unnamed).collect()
}

fn is_of(party: &SigningParty, signed: &Signed) -> bool {
    fingerprint_of(party).is_some_and(|fingerprint| fingerprint == signed.fingerprint)
}

/// The fingerprint of the key that is named; the one that stands beside it is only words.
fn fingerprint_of(party: &SigningParty) -> Option<String> {
    let key = PublicKey::from_did_key(&party.key).ok()?;
    Some(key.fingerprint().to_string())
}
