//! Who signed, compared with who is named.

use assay_report::document::{Role, SigningParty};
use assay_seal::PublicKey;

use super::remark::{Contradiction, Named, Part, Remark};
use super::signed::{Signed, Standing};
use crate::roles::role_named;

/// What contradicts among the signers of a part and those whom the report names.
pub(super) fn contradictions(
    part: Part,
    parties: &[SigningParty],
    signatures: &[Signed],
) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = parties.iter().filter_map(misstated).collect();
    let holding: Vec<&Signed> = signatures.iter().filter(|signed| signed.holds()).collect();
    // A party without a key is anybody's to play: only a key that the report names shows whose report it is.
    let by_key = |signed: &Signed| parties.iter().any(|party| has_key_of(party, signed));
    if !holding.is_empty() && !holding.iter().any(|signed| by_key(signed)) {
        found.push(Contradiction::Signer {
            part,
            named: parties.iter().map(named).collect(),
            signers: holding.iter().map(|signed| signed.named()).collect(),
        });
    }
    for signed in holding {
        let roles: Vec<Role> = parties
            .iter()
            .filter(|party| has_key_of(party, signed))
            .map(|party| party.role)
            .collect();
        let role = role_named(&signed.role);
        // Whoever is named to sign may have received the report before, and say so.
        let other_role = !signed.role.is_empty()
            && role != Some(Role::Recipient)
            && !role.is_some_and(|role| roles.contains(&role));
        if !roles.is_empty() && other_role {
            found.push(Contradiction::Role {
                signer: signed.named(),
                named: roles,
                part,
                signed_as: signed.role.clone(),
            });
        } else if roles.is_empty()
            && let Some(role) = role
            && let Some(instead_of) = kept_for(role, parties)
        {
            found.push(Contradiction::Instead {
                role,
                named: instead_of,
                part,
                signer: signed.named(),
            });
        }
    }
    found
}

/// A party beside whose key the fingerprint of another stands.
fn misstated(party: &SigningParty) -> Option<Contradiction> {
    let key = party.key.as_deref()?;
    let own = PublicKey::from_did_key(key).ok();
    let own = own.map(|key| key.fingerprint().to_string());
    (own.is_none() || own != party.fingerprint).then(|| Contradiction::Fingerprint {
        name: party.name.clone(),
        stated: party.fingerprint.clone().unwrap_or_default(),
        own,
    })
}

/// Who is named by key for a role, if nobody is named for it without one.
fn kept_for(role: Role, parties: &[SigningParty]) -> Option<Named> {
    let mut of_role = parties.iter().filter(|party| party.role == role);
    let first = of_role.clone().next()?;
    of_role
        .all(|party| fingerprint_of(party).is_some())
        .then(|| named(first))
}

fn named(party: &SigningParty) -> Named {
    Named {
        name: party.name.clone(),
        fingerprint: party.fingerprint.clone().unwrap_or_default(),
    }
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
    let holding: Vec<&Signed> = signatures.iter().filter(|signed| signed.holds()).collect();
    let mut remarks = Vec::new();
    for party in parties {
        let mut signers = holding.iter().filter(|signed| is_of(party, signed));
        match signers.next() {
            None => remarks.push(Remark::Awaited {
                name: party.name.clone(),
                role: party.role,
                part,
                key_is_named: fingerprint_of(party).is_some(),
                all_checked,
            }),
            Some(_) if fingerprint_of(party).is_some() => {}
            // Of a party without a key, everybody who signed in that role has to be named.
            Some(first) => {
                for signed in std::iter::once(first).chain(signers) {
                    remarks.push(Remark::NamedWithoutKey {
                        name: party.name.clone(),
                        role: party.role,
                        signer: signed.named(),
                    });
                }
            }
        }
    }
    for signed in &holding {
        let recipient = role_named(&signed.role) == Some(Role::Recipient);
        let known = parties
            .iter()
            .any(|party| has_key_of(party, signed) || is_of(party, signed));
        if recipient {
            remarks.push(Remark::Received(signed.named()));
        } else if !known {
            remarks.push(Remark::NotNamed(signed.named()));
        }
    }
    remarks
}

/// Whether a signature is the one that a party was named for: by its key and in its role, or, where no key is named,
/// in its role. A proof of an Assay that stated no role is in whichever its key is named for.
fn is_of(party: &SigningParty, signed: &Signed) -> bool {
    let in_role = role_named(&signed.role) == Some(party.role);
    match fingerprint_of(party) {
        Some(fingerprint) => {
            fingerprint == signed.fingerprint && (in_role || signed.role.is_empty())
        }
        None => in_role,
    }
}

/// Whether a signature is by the key that is named for a party.
fn has_key_of(party: &SigningParty, signed: &Signed) -> bool {
    fingerprint_of(party).is_some_and(|fingerprint| fingerprint == signed.fingerprint)
}

/// The fingerprint of the key that is named; beside a key, the one that is written there is only words.
fn fingerprint_of(party: &SigningParty) -> Option<String> {
    match &party.key {
        Some(key) => {
            let key = PublicKey::from_did_key(key).ok()?;
            Some(key.fingerprint().to_string())
        }
        None => party.fingerprint.clone(),
    }
}
