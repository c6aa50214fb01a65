use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text is not a UUID in the form of RFC 9562, section 4, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not an identifier of Assay; a UUID in lower case is expected")]
pub struct IdentifierError {
    found: String,
}

macro_rules! uuid_identifier {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// Makes an identifier of 16 random bytes that the caller drew, as a UUID of
            /// version 4 (RFC 9562, section 5.4).
            #[must_use]
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid_version_4(bytes).into())
            }

            /// The UUID's text, 36 characters.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            fn from_str(text: &str) -> Result<Self, IdentifierError> {
                check_uuid(text)?;
                Ok(Self(text.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdentifierError;

            fn try_from(text: String) -> Result<Self, IdentifierError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(identifier: $name) -> Self {
                identifier.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

uuid_identifier!(
    /// Names one assessment on every laptop that it travels to.
    AssessmentId
);
uuid_identifier!(
    /// Names one item of the evidence library within an assessment.
    EvidenceId
);
uuid_identifier!(
    /// Names one action within an assessment.
    ActionId
);
uuid_identifier!(
    /// Names one deficiency within an assessment.
    DeficiencyId
);

fn uuid_version_4(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for nibble in [byte >> 4, byte & 0x0f] {
            // A nibble is below 16, so there is always a digit for it.
            text.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    text
}

fn check_uuid(text: &str) -> Result<(), IdentifierError> {
    let sound = text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        });
    if sound {
        Ok(())
    } else {
        Err(IdentifierError {
            found: text.chars().take(80).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bytes_make_a_version_4_uuid_that_parses_again() {
        let identifier = AssessmentId::from_random([0xff; 16]);
        assert_eq!(identifier.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(identifier.as_str().parse(), Ok(identifier.clone()));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "FFFFFFFF-ffff-4fff-bfff-ffffffffffff",
            "../../etc",
            "ffffffffff-ffff-4fff-bfff-ffffffffff",
        ] {
            assert!(text.parse::<EvidenceId>().is_err(), "{text}");
        }
    }
}
