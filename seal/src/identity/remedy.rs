//! What helps with a key file that is refused: a command of `openssl` or `ssh-keygen`, each of which was
//! run on such a file.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ImportKeyError;
use super::import::CERTIFICATES_REFUSED;

/// What helps with a key file that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remedy {
    /// The kind of key is not taken; a new one is.
    NewKey,
    /// The same, for who uses `ssh-keygen`.
    NewOpensshKey,
    /// A key and its certificate are taken out of a PKCS#12 file.
    UnpackPkcs12,
    /// The same, of one whose encryption OpenSSL 3 only reads when it is told to.
    UnpackLegacyPkcs12,
    /// The key is taken out of a PKCS#12 file, without the certificates.
    KeyOfPkcs12Alone,
    /// The key is taken out of a PEM file, without the certificates.
    KeyAlone,
    /// Of several keys in one file, one is put into a file of its own.
    OneKey,
    /// A Java keystore becomes a PKCS#12 file.
    UnpackKeystore,
    /// A key is encrypted anew, with AES.
    EncryptAnew,
    /// The same, for encryptions that OpenSSL 3 only reads when it is told to.
    EncryptAnewFromLegacy,
    /// A key is encrypted anew, with as many rounds as Assay takes itself.
    FewerRounds,
    /// An OpenSSH key is encrypted anew, with fewer rounds.
    FewerOpensshRounds,
    /// An OpenSSH key is encrypted anew, with AES.
    OtherOpensshCipher,
    /// The parameters of the curve are replaced by its name.
    NameTheCurve,
    /// The private key is in another file.
    FindPrivateKey,
    /// The private key is in another file, next to the public one of OpenSSH.
    FindOpensshPrivateKey,
    /// The private key for a certificate is in another file.
    FindKeyOfCertificate,
    /// A key of PuTTY's becomes one of OpenSSH's.
    ConvertPutty,
    /// The file is not whole.
    CopyAgain,
}

impl Remedy {
    /// The command, with `KEY` for the file. `None` where no command helps.
    #[must_use]
    pub const fn command(self) -> Option<&'static str> {
        Some(match self {
            Self::NewKey => {
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -out new-key.pem"
            }
            Self::NewOpensshKey => "ssh-keygen -t ecdsa -b 256 -f new-key",
            Self::UnpackPkcs12 => "openssl pkcs12 -in KEY -aes256 -out new-key.pem",
            Self::UnpackLegacyPkcs12 => "openssl pkcs12 -in KEY -legacy -aes256 -out new-key.pem",
            Self::KeyOfPkcs12Alone => "openssl pkcs12 -in KEY -nocerts -aes256 -out new-key.pem",
            Self::KeyAlone => "openssl pkey -in KEY -aes-256-cbc -out new-key.pem",
            Self::UnpackKeystore => {
                "keytool -importkeystore -srckeystore KEY -destkeystore new-key.p12 -deststoretype PKCS12"
            }
            Self::EncryptAnew => "openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out new-key.pem",
            Self::EncryptAnewFromLegacy => {
                "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in KEY -out new-key.pem"
            }
            Self::FewerRounds => {
                "openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 600000 -in KEY -out new-key.pem"
            }
            Self::FewerOpensshRounds => "ssh-keygen -p -a 24 -f COPY-OF-KEY",
            Self::OtherOpensshCipher => "ssh-keygen -p -Z aes256-ctr -f COPY-OF-KEY",
            Self::NameTheCurve => {
                "openssl pkey -in KEY -ec_param_enc named_curve -aes-256-cbc -out new-key.pem"
            }
            Self::FindPrivateKey => "openssl pkey -in KEY -pubout",
            Self::FindOpensshPrivateKey => "ssh-keygen -y -f KEY",
            Self::FindKeyOfCertificate => "openssl x509 -in CERTIFICATE -noout -pubkey",
            Self::ConvertPutty => "puttygen KEY -O private-openssh -o new-key",
            Self::OneKey | Self::CopyAgain => return None,
        })
    }

    /// What the command does, up to the command.
    const fn words(self) -> &'static str {
        match self {
            Self::NewKey | Self::NewOpensshKey => "Assay signs with P-256 keys; make one with",
            Self::UnpackPkcs12 => {
                "take the key and its certificate out of it (with -legacy too when OpenSSL 3 asks for it) with"
            }
            Self::UnpackLegacyPkcs12 => {
                "take the key and its certificates out of it, and choose the new file, with"
            }
            Self::KeyOfPkcs12Alone | Self::KeyAlone => {
                "choose the certificates that belong to the key, or take the key alone, with"
            }
            Self::OneKey => "put the one that you sign with into a file of its own",
            Self::UnpackKeystore => "make a PKCS#12 file of it first, with",
            Self::EncryptAnew | Self::EncryptAnewFromLegacy => "encrypt it anew with",
            Self::FewerRounds => "encrypt it anew with fewer rounds, with",
            Self::FewerOpensshRounds => {
                "make a copy of it and encrypt that anew with fewer rounds, with"
            }
            Self::OtherOpensshCipher => "make a copy of it and encrypt that anew, with",
            Self::NameTheCurve => {
                "Assay signs with P-256 keys that name their curve; if it is P-256, let it say so with"
            }
            Self::FindPrivateKey | Self::FindOpensshPrivateKey => {
                "choose the file with the private key; it is the right one if it gives this public key with"
            }
            Self::FindKeyOfCertificate => {
                "choose the private key that it was issued for, whose public key is shown by"
            }
            Self::ConvertPutty => {
                "export it with PuTTYgen, Conversions, Export OpenSSH key, or with"
            }
            Self::CopyAgain => "copy the file again, whole",
        }
    }
}

impl ImportKeyError {
    /// The error's words in two: those that lead up to the command that helps, and the command, which can
    /// be shown and copied by itself. Together they are what the error displays.
    #[must_use]
    pub fn words_and_command(&self) -> (String, Option<&'static str>) {
        let (words, remedy) = match self {
            Self::OtherKind { found, remedy } => (format!("the file holds {found}; "), remedy),
            Self::UnsupportedProtection { found, remedy } => (format!("{found}; "), remedy),
            Self::Certificates { reason, remedy } => {
                (format!("{CERTIFICATES_REFUSED}{reason}; "), remedy)
            }
            Self::NeedsPassphrase
            | Self::WrongPassphrase
            | Self::Damaged { .. }
            | Self::NotFound
            | Self::TooLarge => return (self.to_string(), None),
        };
        match remedy.command() {
            Some(command) => (format!("{words}{}: ", remedy.words()), Some(command)),
            None => (self.to_string(), None),
        }
    }
}

impl fmt::Display for Remedy {
    /// The words and the command, as the end of a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())?;
        match self.command() {
            Some(command) => write!(f, ": {command}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::CertificateError;

    #[test]
    fn words_and_command_are_what_the_error_displays() {
        let found = "an RSA key".to_owned();
        let errors = [Remedy::NewKey, Remedy::CopyAgain, Remedy::KeyAlone].map(|remedy| {
            let found = found.clone();
            [
                ImportKeyError::OtherKind {
                    found: found.clone(),
                    remedy,
                },
                ImportKeyError::UnsupportedProtection { found, remedy },
                ImportKeyError::Certificates {
                    reason: CertificateError::TooLarge,
                    remedy,
                },
            ]
        });
        let others = [ImportKeyError::WrongPassphrase, ImportKeyError::NotFound];
        for error in errors.into_iter().flatten().chain(others) {
            let (words, command) = error.words_and_command();
            assert_eq!(
                format!("{words}{}", command.unwrap_or_default()),
                error.to_string()
            );
            assert_eq!(command, error.remedy().and_then(Remedy::command));
        }
    }
}
