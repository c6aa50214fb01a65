//! Identifiers of sections, groups, controls, mitigations, categories, frameworks and references.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The greatest length of an identifier, in bytes (all of them are ASCII). The longest of the
/// bundled editions has 62. Those of risks are shorter: [`crate::MAX_RISK_IDENTIFIER_LENGTH`].
pub const MAX_IDENTIFIER_LENGTH: usize = 100;

/// Why a text is not an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// The text has no characters at all.
    #[error("the identifier is empty; it has to look like {example}")]
    Empty {
        /// An identifier of the kind asked for.
        example: &'static str,
    },
    /// The text has more bytes than identifiers of its kind may have. The text itself is not
    /// repeated.
    #[error("the identifier has {length} bytes; at most {most} are allowed")]
    TooLong {
        /// The text's length in bytes.
        length: usize,
        /// How many bytes there may be.
        most: usize,
    },
    /// The text holds a character that identifiers do not have, or begins with one that they do
    /// not begin with.
    #[error(
        "the identifier {found:?} has to begin with one of A-Z, a-z and 0-9 and to hold only these and \
         - _ . : ( ), as in {example}"
    )]
    WrongCharacters {
        /// The text as given.
        found: String,
        /// An identifier of the kind asked for.
        example: &'static str,
    },
}

/// Checks what every identifier has to be, of whatever edition: short, and of characters that
/// stand in an address, a file name and a JSON text as they are. What more an edition's
/// identifiers have in common (in ValOS a control begins with `req-`) is checked where that
/// edition is read.
pub(crate) fn check(text: &str, most: usize, example: &'static str) -> Result<(), IdentifierError> {
    if text.is_empty() {
        return Err(IdentifierError::Empty { example });
    }
    let length = text.len();
    if length > most {
        return Err(IdentifierError::TooLong { length, most });
    }
    let begins = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:()".contains(&byte);
    if begins && text.bytes().all(allowed) {
        return Ok(());
    }
    Err(IdentifierError::WrongCharacters {
        found: text.to_owned(),
        example,
    })
}

/// Defines a newtype over a checked string, with everything that an identifier needs.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $example:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads an identifier of this kind.
            ///
            /// # Errors
            /// [`IdentifierError`] when the text is empty, longer than
            /// [`MAX_IDENTIFIER_LENGTH`], or holds other characters than identifiers do. Whether
            /// an edition has it is not checked.
            pub fn parse(text: &str) -> Result<Self, IdentifierError> {
                check(text, MAX_IDENTIFIER_LENGTH, $example)?;
                Ok(Self(text.to_owned()))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(FromStrVisitor::<Self>::new($example))
            }
        }
    };
}

identifier!(
    /// A section of controls, such as `sec-controls-access`.
    SectionId,
    "sec-controls-access"
);
identifier!(
    /// A control group, such as `ctrl-key-management`.
    GroupId,
    "ctrl-key-management"
);
identifier!(
    /// A control, that is one requirement, such as `req-encrypt-data`.
    ControlId,
    "req-encrypt-data"
);
identifier!(
    /// A risk category, such as `sec-risks-slashing`.
    CategoryId,
    "sec-risks-slashing"
);
identifier!(
    /// A mitigation, such as `sec-mit-training`.
    MitigationId,
    "sec-mit-training"
);
identifier!(
    /// A section of mitigations, such as `sec-mitigations-people-management`.
    MitigationSectionId,
    "sec-mitigations-people-management"
);
identifier!(
    /// An external framework, such as `SOC2`.
    FrameworkId,
    "SOC2"
);
identifier!(
    /// A work that the edition refers to, such as `RFC9110`.
    ReferenceId,
    "RFC9110"
);

/// Reads a checked identifier from a serde string without keeping a copy of a refused one.
pub(crate) struct FromStrVisitor<T> {
    example: &'static str,
    kind: std::marker::PhantomData<T>,
}

impl<T> FromStrVisitor<T> {
    pub(crate) fn new(example: &'static str) -> Self {
        Self {
            example,
            kind: std::marker::PhantomData,
        }
    }
}

impl<T: FromStr<Err = IdentifierError>> de::Visitor<'_> for FromStrVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an identifier such as {}", self.example)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
