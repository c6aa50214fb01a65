//! Who signed, compared with who is named.

use assay_report::document::{Role, SigningParty};
use assay_seal::PublicKey;

use super::remark::{Contradiction, Named, Part, Remark};
use super::signed::{Signed, Standing};

/// What contradicts among the signers of a part and those whom the report names.
pub(super) fn contradictions(
    part: Part,
    parties: &[SigningParty],
    signatures: &[Signed],
) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for party in parties {
        let own = fingerprint_of(party);
        if own.as_deref() != Some(&party.fingerprint) {
            found.push(Contradiction::Fingerprint {
                name: party.name.clone(),
                stated: party.fingerprint.clone(),
                own,
            });
        }
    }
    let holding: Vec<&Signed> = signatures.iter().filter(|signed| signed.holds()).collect();
    let named = |signed: &Signed| parties.iter().any(|party| is_of(party, signed));
    if !holding.is_empty() && !holding.iter().any(|signed| named(signed)) {
        let named = |party: &SigningParty| Named {
            name: party.name.clone(),
            fingerprint: party.fingerprint.clone(),
        };
        found.push(Contradiction::Signer {
            part,
            named: parties.iter().map(named).collect(),
            signers: holding.iter().map(|signed| signed.named()).collect(),
        });
    }
    for signed in holding {
        let roles: Vec<Role> = parties
            .iter()
            .filter(|party| is_of(party, signed))
            .map(|party| party.role)
            .collect();
        let same = roles
            .iter()
            .any(|role| role.label().eq_ignore_ascii_case(&signed.role));
        if !roles.is_empty() && !signed.role.is_empty() && !same {
            found.push(Contradiction::Role {
                signer: signed.named(),
                named: roles,
                part,
                signed_as: signed.role.clone(),
            });
        }
    }
    found
}

/// Whether two files that belong together have a signer in common.
pub(super) fn in_common(pdf: &[Signed], attached: &[Signed]) -> Option<Contradiction> {
    let holding = |all: &[Signed]| -> Vec<Named> {
        all.iter()
            .filter(|signed| signed.holds())
            .map(Signed::named)
            .collect()
    };
    let (pdf, attached) = (holding(pdf), holding(attached));
    let common = pdf.iter().any(|one| {
        attached
            .iter()
            .any(|other| other.fingerprint == one.fingerprint)
    });
    (!common && !pdf.is_empty() && !attached.is_empty())
        .then_some(Contradiction::NoneInCommon { pdf, attached })
}

/// What to say of each signature and of those that are missing, beside contradictions.
pub(super) fn remarks(part: Part, parties: &[SigningParty], signatures: &[Signed]) -> Vec<Remark> {
    let all_checked = signatures
        .iter()
        .all(|signed| signed.standing() != Standing::NotChecked);
    let missing = parties
        .iter()
        .filter(|party| {
            !signatures
                .iter()
                .any(|signed| signed.holds() && is_of(party, signed))
        })
        .map(|party| Remark::Awaited {
            name: party.name.clone(),
            role: party.role,
            part,
            all_checked,
        });
    let unnamed = signatures
        .iter()
        .filter(|signed| signed.holds() && !parties.iter().any(|party| is_of(party, signed)))
        .map(|signed| Remark::NotNamed(signed.named()));
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
