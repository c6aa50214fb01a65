//! Reading a token that may come from anybody.

use der::asn1::{Any, BitString, Int, Utf8StringRef};
use der::pem::Base64Decoder;
use der::{Decode, Encode, Sequence};

use super::check::TimeStampCheck;
use crate::cms::{ContentInfo, ID_SIGNED_DATA};
use crate::identity::pem;

/// The largest file that is read as a time stamp: 64 KiB. Tokens of real authorities have 2 to 10.
pub const MAX_TIME_STAMP_BYTES: usize = 64 * 1024;

/// How many letters of what an authority said are repeated.
const MAX_SAID_LETTERS: usize = 200;

/// Why bytes are not read as a time stamp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadTimeStampError {
    /// The file is larger than [`MAX_TIME_STAMP_BYTES`].
    #[error(
        "the file is larger than 64 KiB, which no time stamp is; choose the answer of the authority"
    )]
    TooLarge,
    /// The bytes are neither a TimeStampResp nor a TimeStampToken.
    #[error(
        "the file is no time stamp (RFC 3161): {0}; choose the answer of the authority, which often ends in .tsr"
    )]
    NotATimeStamp(String),
    /// It is the answer of an authority that did not stamp.
    #[error("the authority did not stamp: it says {0}; ask it again, or ask another one")]
    Refused(String),
}

/// A time stamp token (RFC 3161, section 2.4.2), of which nothing is known yet but that it is a CMS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeStampToken {
    der: Vec<u8>,
}

/// RFC 3161, section 2.4.2.
#[derive(Debug, Sequence)]
struct TimeStampResp {
    status: PkiStatusInfo,
    #[asn1(optional = "true")]
    token: Option<Any>,
}

#[derive(Debug, Sequence)]
struct PkiStatusInfo {
    status: Int,
    #[asn1(optional = "true")]
    text: Option<Vec<Any>>,
    #[asn1(optional = "true")]
    failure: Option<BitString>,
}

impl TimeStampToken {
    /// Reads the answer of an authority (TimeStampResp), or the token alone: DER, PEM, or the base64 of DER.
    ///
    /// # Errors
    /// [`ReadTimeStampError`]
    pub fn read(bytes: &[u8]) -> Result<TimeStampToken, ReadTimeStampError> {
        if bytes.len() > MAX_TIME_STAMP_BYTES {
            return Err(ReadTimeStampError::TooLarge);
        }
        let not_one = |how: &str| Err(ReadTimeStampError::NotATimeStamp(how.to_owned()));
        // A SEQUENCE begins with the digit 0, which base64 has too; but the length comes after it.
        let unarmoured = match bytes {
            [0x30, 0x80, ..] => return not_one("it is not in distinguished encoding (DER)"),
            [0x30, length, ..] if *length > 0x80 => None,
            [0x30, length, short @ ..] if usize::from(*length) == short.len() => None,
            _ => match str::from_utf8(bytes).ok().and_then(without_armour) {
                Some(der) => Some(der),
                None => return not_one("it is neither DER, nor PEM, nor base64"),
            },
        };
        let der = unarmoured.as_deref().unwrap_or(bytes);
        if is_signed_data(der) {
            return Ok(TimeStampToken { der: der.to_vec() });
        }
        let response = match TimeStampResp::from_der(der) {
            Ok(response) => response,
            Err(error) => return not_one(&format!("it cannot be read ({error})")),
        };
        // RFC 3161, section 2.4.2: 0 is granted, 1 is granted with modifications.
        if !matches!(response.status.status.as_bytes(), [0 | 1]) {
            return Err(ReadTimeStampError::Refused(response.status.words()));
        }
        match response.token.map(|token| token.to_der()) {
            Some(Ok(der)) if is_signed_data(&der) => Ok(TimeStampToken { der }),
            _ => not_one("the answer of the authority holds no token"),
        }
    }

    /// Takes a token alone, in DER, as it stands in a signature.
    pub(crate) fn from_der(der: &[u8]) -> Result<TimeStampToken, ReadTimeStampError> {
        if der.len() > MAX_TIME_STAMP_BYTES {
            return Err(ReadTimeStampError::TooLarge);
        }
        if !is_signed_data(der) {
            return Err(ReadTimeStampError::NotATimeStamp(
                "the CMS is not SignedData".to_owned(),
            ));
        }
        Ok(TimeStampToken { der: der.to_vec() })
    }

    /// The token in DER, without the answer that it came in.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Checks whether the token is over these bytes, whichever hash it has of them, and holds.
    #[must_use]
    pub fn check(&self, stamped: &[u8]) -> TimeStampCheck {
        TimeStampCheck::of(self, stamped)
    }
}

fn is_signed_data(der: &[u8]) -> bool {
    ContentInfo::from_der(der).is_ok_and(|info| info.content_type == ID_SIGNED_DATA)
}

/// The bytes of the first PEM block of a text, or of the whole of it as base64.
fn without_armour(text: &str) -> Option<Vec<u8>> {
    if let Some(block) = pem::blocks(text).next() {
        return block.decode();
    }
    let base64: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let mut bytes = Vec::with_capacity(base64.len());
    Base64Decoder::new(&base64)
        .ok()?
        .decode_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

impl PkiStatusInfo {
    /// What an authority says that did not stamp.
    fn words(&self) -> String {
        let said: Vec<&str> = self
            .text
            .iter()
            .flatten()
            .filter_map(|text| Some(text.decode_as::<Utf8StringRef<'_>>().ok()?.as_str()))
            .collect();
        let said: String = said
            .join(" ")
            .chars()
            .filter(|letter| !letter.is_control())
            .take(MAX_SAID_LETTERS)
            .collect();
        // RFC 3161, section 2.4.2: PKIFailureInfo.
        let failures = [
            (0, "it does not know the hash function"),
            (2, "the request is not allowed"),
            (5, "the request cannot be read"),
            (14, "its clock is not available"),
            (15, "it does not know the policy"),
            (16, "it does not know an extension"),
            (17, "it cannot give what was asked for"),
            (25, "it failed"),
        ];
        let failure = self.failure.as_ref().and_then(|bits| {
            let set = |place: &usize| bits.bits().nth(*place) == Some(true);
            failures.iter().find(|(place, _)| set(place))
        });
        match (said.is_empty(), failure) {
            (false, Some((_, failure))) => format!("{said:?}, which is: {failure}"),
            (false, None) => format!("{said:?}"),
            (true, Some((_, failure))) => (*failure).to_owned(),
            (true, None) => "nothing of why".to_owned(),
        }
    }
}
