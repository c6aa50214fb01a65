//! Key and certificates in one file: PKCS#12 (RFC 7292), `.p12` or `.pfx`.
//!
//! A store is read as its modern writers make it: DER, with a MAC or without, encrypted by PBES2 or not at all.
//! What is older is refused by name, with the command that converts it. All that a file asks to be worked
//! out is bounded together, so that many parts are no more work than one.

mod mac;
mod structure;

use der::asn1::{AnyRef, OctetStringRef};
use der::{Decode, Encode};
use p256::SecretKey;
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::Kdf;
use zeroize::Zeroizing;

use super::encrypted::{DecryptError, MAX_PBKDF2_ROUNDS, check_protection, decrypt_pkcs8};
use super::{ImportKeyError, ImportedKey, import_pkcs8};
use crate::identity::Remedy;
use crate::identity::foreign::{TWO_KEYS, is_legacy_encryption};
use crate::identity::pkcs7::{ContentInfo, ID_DATA, ID_SIGNED_DATA};
use mac::PassphraseMac;
use structure::{
    CERTIFICATE_BAG, CertificateBag, Encrypted, EncryptedData, ID_ENCRYPTED_DATA, KEY_BAG, Pfx,
    SAFE_CONTENTS_BAG, SHROUDED_KEY_BAG, SafeBag, X509_CERTIFICATE,
};

/// The largest store that is read, in bytes. One with a key and four certificates has some 5,000.
const MAX_STORE_BYTES: usize = 64 * 1024;

/// The most parts that a store may have; those of `openssl` have two.
const MAX_PARTS: usize = 8;

/// The most bags that all parts may have together: a key and as many certificates as a chain may have, and
/// some that are passed over.
const MAX_BAGS: usize = 32;

const WHAT: &str = "a PKCS#12 store (.p12, .pfx)";

/// Whether bytes begin as a store does: a sequence, of definite or indefinite length, that begins with
/// version 3 and another sequence.
pub(super) fn is_store(der: &[u8]) -> bool {
    let after_length = match der {
        [0x30, length @ (0x81..=0x84), rest @ ..] => rest.get(usize::from(length & 0x7f)..),
        [0x30, 0..=0x80, rest @ ..] => Some(rest),
        _ => None,
    };
    after_length.is_some_and(|rest| rest.starts_with(&[2, 1, 3, 0x30]))
}

/// Reads the one private key of a store and the certificates with it. No passphrase is the same as an empty
/// one, under which some tools export.
pub(super) fn import_pkcs12(
    der: &[u8],
    passphrase: Option<&str>,
) -> Result<ImportedKey, ImportKeyError> {
    let store = Store::read(der)?;
    let passphrase = passphrase.filter(|passphrase| !passphrase.is_empty());
    // Say first what no passphrase can mend.
    let seen = store.open(None, false)?;
    if !seen.is_encrypted {
        seen.key(None)?;
    }
    let contents = match (passphrase, &store.mac) {
        (None, None) if !seen.is_encrypted => seen,
        (None, Some(mac)) if mac.fits(store.content, "") => store.open(Some(""), true)?,
        (None, _) => return Err(ImportKeyError::NeedsPassphrase),
        (Some(passphrase), None) => store.open(Some(passphrase), false)?,
        (Some(passphrase), Some(mac)) if mac.fits(store.content, passphrase) => {
            store.open(Some(passphrase), true)?
        }
        (Some(passphrase), Some(_)) => {
            // A passphrase that opens what is in it is not the wrong one.
            let opened = store.open(Some(passphrase), false);
            let opens = opened.and_then(|contents| {
                contents.key(Some(passphrase))?;
                Ok(contents.is_encrypted)
            });
            return Err(if opens == Ok(true) {
                ImportKeyError::Damaged {
                    what: "the PKCS#12 store".into(),
                    reason: "its checksum (MAC) is not that of its content, so it was changed"
                        .to_owned(),
                }
            } else {
                ImportKeyError::WrongPassphrase
            });
        }
    };
    let secret_key = contents.key(passphrase.or(Some("")))?;
    ImportedKey::with_certificates(secret_key, contents.certificates, Remedy::KeyOfPkcs12Alone)
}

/// A store whose outline was read.
struct Store<'a> {
    /// What the MAC is over: AuthenticatedSafe in DER.
    content: &'a [u8],
    parts: Vec<ContentInfo<'a>>,
    mac: Option<PassphraseMac<'a>>,
}

/// A private key as a store holds it.
enum StoredKey {
    Plain(Zeroizing<Vec<u8>>),
    Encrypted(Vec<u8>),
}

/// What was found in a store so far.
struct Contents {
    keys: Vec<StoredKey>,
    certificates: Vec<Vec<u8>>,
    bags: usize,
    /// How many rounds may still be asked for.
    rounds_left: u32,
    /// Whether anything is encrypted.
    is_encrypted: bool,
}

impl<'a> Store<'a> {
    fn read(der: &'a [u8]) -> Result<Store<'a>, ImportKeyError> {
        if der.len() > MAX_STORE_BYTES {
            return Err(refused("that is larger than 64 KiB"));
        }
        let pfx = Pfx::from_der(der).map_err(unreadable)?;
        if pfx.content.content_type == ID_SIGNED_DATA {
            return Err(refused(
                "that is protected by a signature instead of a passphrase",
            ));
        }
        let content = octets(pfx.content)?;
        let parts = Vec::<ContentInfo<'_>>::from_der(content).map_err(unreadable)?;
        if parts.len() > MAX_PARTS {
            return Err(refused("that has more than 8 parts"));
        }
        let mac = pfx.mac.as_ref().map(PassphraseMac::of).transpose();
        let mac = mac.map_err(|reason| refused(&format!("that cannot be checked: {reason}")))?;
        Ok(Store {
            content,
            parts,
            mac,
        })
    }

    /// Goes through all parts. Without a passphrase, those that are encrypted are only looked at from outside.
    /// `is_authentic` says that the MAC was found right, so that nonsense is damage and no wrong passphrase.
    fn open(
        &self,
        passphrase: Option<&str>,
        is_authentic: bool,
    ) -> Result<Contents, ImportKeyError> {
        let mut contents = Contents {
            keys: Vec::new(),
            certificates: Vec::new(),
            bags: 0,
            rounds_left: MAX_PBKDF2_ROUNDS,
            is_encrypted: false,
        };
        if let Some(mac) = &self.mac {
            contents.spend(mac.rounds())?;
        }
        for part in &self.parts {
            match part.content_type {
                ID_DATA => contents.take_bags(octets(*part)?)?,
                ID_ENCRYPTED_DATA => {
                    let encrypted = as_encrypted(*part)?;
                    let (scheme, data) =
                        contents.check(&encrypted, "its part with certificates")?;
                    let Some(passphrase) = passphrase else {
                        continue;
                    };
                    let plain = scheme
                        .decrypt(passphrase, &data)
                        .map(Zeroizing::new)
                        .map_err(|_| ImportKeyError::WrongPassphrase)?;
                    contents.take_bags(&plain).map_err(|error| {
                        // One wrong passphrase in 256 passes the padding and gives noise.
                        let is_noise =
                            !is_authentic && Vec::<AnyRef<'_>>::from_der(&plain).is_err();
                        if is_noise {
                            ImportKeyError::WrongPassphrase
                        } else {
                            error
                        }
                    })?;
                }
                other => {
                    return Err(refused(&format!(
                        "with a part of a kind ({other}) that is not read"
                    )));
                }
            }
        }
        if contents.keys.len() > 1 {
            return Err(ImportKeyError::OtherKind {
                found: TWO_KEYS.to_owned(),
                remedy: Remedy::OneKey,
            });
        }
        Ok(contents)
    }
}

impl Contents {
    /// Counts what a file asks to be worked out; refuses what is more than a page can do.
    fn spend(&mut self, rounds: u32) -> Result<(), ImportKeyError> {
        self.rounds_left = self.rounds_left.checked_sub(rounds).ok_or_else(|| {
            refused(&format!(
                "that asks for more than {MAX_PBKDF2_ROUNDS} rounds of its derivations together, which would make \
                 the page stand still for too long"
            ))
        })?;
        Ok(())
    }

    /// Takes note of something encrypted, if it is in a way that is read: how, and what.
    fn check(
        &mut self,
        encrypted: &[u8],
        which: &str,
    ) -> Result<(EncryptionScheme, Vec<u8>), ImportKeyError> {
        self.is_encrypted = true;
        let info: EncryptedPrivateKeyInfoRef<'_> =
            check_protection(encrypted, which).map_err(|(found, _)| {
                let remedy = if is_legacy_encryption(encrypted) {
                    Remedy::UnpackLegacyPkcs12
                } else {
                    Remedy::UnpackPkcs12
                };
                ImportKeyError::OtherKind {
                    found: format!("{WHAT}; {found}"),
                    remedy,
                }
            })?;
        let rounds = match info.encryption_algorithm.pbes2().map(|pbes2| &pbes2.kdf) {
            Some(Kdf::Pbkdf2(pbkdf2)) => pbkdf2.iteration_count,
            // Nobody writes stores with scrypt, and its work is counted otherwise.
            _ => {
                return Err(refused(
                    "that is encrypted with scrypt, which Assay does not read",
                ));
            }
        };
        self.spend(rounds)?;
        Ok((
            info.encryption_algorithm.clone(),
            info.encrypted_data.as_bytes().to_vec(),
        ))
    }

    /// Takes the keys and certificates of SafeContents (RFC 7292, section 4.2). Revocation lists, secrets, and
    /// what is not known are passed over.
    fn take_bags(&mut self, der: &[u8]) -> Result<(), ImportKeyError> {
        let bags = Vec::<SafeBag<'_>>::from_der(der).map_err(unreadable)?;
        self.bags += bags.len();
        if self.bags > MAX_BAGS {
            return Err(refused("that holds more than 32 keys and certificates"));
        }
        for bag in bags {
            match bag.kind {
                KEY_BAG => {
                    let key = bag.value.to_der().map_err(unreadable)?;
                    self.keys.push(StoredKey::Plain(Zeroizing::new(key)));
                }
                SHROUDED_KEY_BAG => {
                    let key = bag.value.to_der().map_err(unreadable)?;
                    self.check(&key, "its key")?;
                    self.keys.push(StoredKey::Encrypted(key));
                }
                CERTIFICATE_BAG => {
                    let bag: CertificateBag<'_> = bag.value.decode_as().map_err(unreadable)?;
                    if bag.kind == X509_CERTIFICATE {
                        let der: &OctetStringRef = bag.value.decode_as().map_err(unreadable)?;
                        self.certificates.push(der.as_bytes().to_vec());
                    }
                }
                SAFE_CONTENTS_BAG => {
                    return Err(refused("with bags inside bags, which Assay does not read"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The one key.
    fn key(&self, passphrase: Option<&str>) -> Result<SecretKey, ImportKeyError> {
        match (self.keys.first(), passphrase) {
            (Some(StoredKey::Plain(der)), _) => import_pkcs8(der),
            (Some(StoredKey::Encrypted(der)), Some(passphrase)) => decrypt_pkcs8(der, passphrase)
                .map_err(|error| match error {
                    DecryptError::WrongPassphrase => ImportKeyError::WrongPassphrase,
                    DecryptError::Unsupported(found, remedy) => {
                        ImportKeyError::UnsupportedProtection { found, remedy }
                    }
                    DecryptError::OtherKey(found, remedy) => {
                        ImportKeyError::OtherKind { found, remedy }
                    }
                }),
            (Some(StoredKey::Encrypted(_)), None) => Err(ImportKeyError::NeedsPassphrase),
            (None, _) => Err(ImportKeyError::OtherKind {
                found: format!("{WHAT} without a private key"),
                remedy: Remedy::FindKeyOfCertificate,
            }),
        }
    }
}

/// What an OCTET STRING in a content holds.
fn octets(info: ContentInfo<'_>) -> Result<&[u8], ImportKeyError> {
    if info.content_type != ID_DATA {
        return Err(refused("whose content is of a kind that is not read"));
    }
    let octets: &OctetStringRef = info.content.decode_as().map_err(unreadable)?;
    Ok(octets.as_bytes())
}

/// An encrypted part in the form of an encrypted key.
fn as_encrypted(info: ContentInfo<'_>) -> Result<Vec<u8>, ImportKeyError> {
    let data: EncryptedData<'_> = info.content.decode_as().map_err(unreadable)?;
    let content = data.content;
    let (Some(octets), ID_DATA) = (content.content, content.content_type) else {
        return Err(refused("with an encrypted part of a kind that is not read"));
    };
    Encrypted {
        algorithm: content.algorithm,
        content: octets,
    }
    .to_der()
    .map_err(unreadable)
}

/// A store that is not taken; `how` goes on after its name.
fn refused(how: &str) -> ImportKeyError {
    ImportKeyError::OtherKind {
        found: format!("{WHAT} {how}"),
        remedy: Remedy::UnpackPkcs12,
    }
}

fn unreadable(error: der::Error) -> ImportKeyError {
    refused(&format!("that cannot be read as DER ({error})"))
}
