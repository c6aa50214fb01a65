//! Disclosures: what was left out, each with its salt and its place (RFC 9901, section 4.2).

use assay_assessment::Sha256Digest;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;

/// The format's name of a file of disclosures, in its member `format`.
const FORMAT: &str = "assay-disclosures";
/// The newest version of that format.
const VERSION: u64 = 1;

/// How many bytes a salt has: 128 bits (RFC 9901, section 9.3).
pub(super) const SALT: usize = 16;
/// The longest disclosure that is read, in characters: as long as the largest document that is read.
const LONGEST: usize = 64 << 20;
/// The most disclosures of a file.
pub(super) const MOST: usize = 200_000;

/// What was left out at one place. Whoever gets it sees the value, and can compare its digest with the
/// public edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosure {
    encoded: String,
    path: String,
    value: Value,
}

/// Why a text is no disclosure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDisclosure {
    /// It is longer than any disclosure.
    #[error("it is longer than {LONGEST} characters, which no disclosure is")]
    TooLong,
    /// It is not base64url without padding.
    #[error("it is no base64url without padding (RFC 4648, section 5); copy it whole")]
    NotBase64,
    /// What is encoded is not `[salt, path, value]`.
    #[error("what it encodes is not the JSON [salt, path, value]")]
    NotThree,
    /// The file is not one of disclosures.
    #[error("this is no file of disclosures: its member \"format\" is not \"{FORMAT}\"")]
    OtherFile,
    /// A newer Assay wrote the file.
    #[error("this file of disclosures has version {0}; open it with a newer Assay")]
    Newer(u64),
    /// The file is damaged; said how.
    #[error("this file of disclosures is damaged: {0}")]
    Damaged(String),
    /// There are more than any edition leaves out.
    #[error("there are more than {MOST} disclosures, which no edition leaves out")]
    TooMany,
}

impl Disclosure {
    /// The disclosure of a value, with the salt for its place in the report of that digest. Whoever does not
    /// know the seed cannot guess it (HMAC, RFC 2104).
    ///
    /// # Errors
    /// Only if serialisation fails, which no value of JSON does.
    pub(super) fn of(
        seed: &[u8; 32],
        report: Sha256Digest,
        path: &str,
        value: &Value,
    ) -> Result<Self, serde_json::Error> {
        // A key that is shorter than a block is filled with zeros (RFC 2104, section 2).
        let mut key = [0; 64];
        key[..seed.len()].copy_from_slice(seed);
        let mut salt = <Hmac<Sha256> as KeyInit>::new((&key).into());
        // Whoever knows a salt of one report must not know one of another.
        for part in [
            b"assay public edition 1\0",
            &report.as_bytes()[..],
            path.as_bytes(),
        ] {
            salt.update(part);
        }
        let salt = salt.finalize().into_bytes();
        let salt = URL_SAFE_NO_PAD.encode(&salt[..SALT]);
        let text = serde_json::to_string(&json!([salt, path, value]))?;
        Ok(Self {
            encoded: URL_SAFE_NO_PAD.encode(text),
            path: path.to_owned(),
            value: value.clone(),
        })
    }

    /// Reads one as it was handed out; white space around it does not count.
    ///
    /// # Errors
    /// [`NoDisclosure`] says what is wrong with it.
    pub fn parse(encoded: &str) -> Result<Self, NoDisclosure> {
        let encoded = encoded.trim();
        if encoded.len() > LONGEST {
            return Err(NoDisclosure::TooLong);
        }
        let bytes = URL_SAFE_NO_PAD.decode(encoded);
        let bytes = bytes.map_err(|_| NoDisclosure::NotBase64)?;
        let (salt, path, value): (String, String, Value) =
            serde_json::from_slice(&bytes).map_err(|_| NoDisclosure::NotThree)?;
        let is_salt = URL_SAFE_NO_PAD
            .decode(&salt)
            .is_ok_and(|salt| salt.len() == SALT);
        if !is_salt {
            return Err(NoDisclosure::NotThree);
        }
        Ok(Self {
            encoded: encoded.to_owned(),
            path,
            value,
        })
    }

    /// It as it is handed out: `base64url(JSON [salt, path, value])`.
    #[must_use]
    pub fn encoded(&self) -> &str {
        &self.encoded
    }

    /// Where it stood in the report (JSON Pointer, RFC 6901).
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stood there.
    #[must_use]
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// SHA-256 of its characters as they are handed out, in base64url without padding (RFC 9901, section
    /// 4.2.3).
    #[must_use]
    pub fn digest(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256Digest::of(self.encoded.as_bytes()).as_bytes())
    }
}

/// Everything that a public edition leaves out: the file that its maker keeps, and gives to nobody.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosures {
    /// SHA-256 of the signed JSON of the report.
    pub of: Sha256Digest,
    /// All of them, in the order of their places.
    pub all: Vec<Disclosure>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct DisclosuresFile {
    format: String,
    version: u64,
    of: Sha256Digest,
    disclosures: Vec<String>,
}

impl Disclosures {
    /// The file: JSON with a line for each disclosure, so that one can be copied out of it.
    ///
    /// # Errors
    /// Only if serialisation fails, which it does for none.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&DisclosuresFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            of: self.of,
            disclosures: self.all.iter().map(|each| each.encoded.clone()).collect(),
        })
    }

    /// The disclosures as texts, out of such a file or out of lines with one each, as somebody sends a few of
    /// them. Each text is still to be [read](Disclosure::parse).
    ///
    /// # Errors
    /// [`NoDisclosure`] when it is a file of something else, or a damaged one.
    pub fn texts(file: &str) -> Result<Vec<String>, NoDisclosure> {
        let file = file.trim_start_matches('\u{feff}').trim();
        let texts: Vec<String> = if file.starts_with(['{', '[']) {
            let value: Value = serde_json::from_str(file)
                .map_err(|error| NoDisclosure::Damaged(error.to_string()))?;
            if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
                return Err(NoDisclosure::OtherFile);
            }
            match value.get("version").and_then(Value::as_u64) {
                Some(newer) if newer > VERSION => return Err(NoDisclosure::Newer(newer)),
                _ => {}
            }
            let read: DisclosuresFile = serde_json::from_value(value)
                .map_err(|error| NoDisclosure::Damaged(error.to_string()))?;
            read.disclosures
        } else {
            let lines = file.split_whitespace().take(MOST + 1);
            lines.map(str::to_owned).collect()
        };
        if texts.len() > MOST {
            return Err(NoDisclosure::TooMany);
        }
        Ok(texts)
    }

    /// The digest of the signed JSON of the report that a file of disclosures says it is of; `None` for any other file,
    /// and for one that is damaged.
    #[must_use]
    pub fn report_of(file: &str) -> Option<Sha256Digest> {
        let file = file.trim_start_matches('\u{feff}');
        let read: DisclosuresFile = serde_json::from_str(file).ok()?;
        (read.format == FORMAT).then_some(read.of)
    }
}
