//! Identifiers of sections, groups, controls, mitigations, categories and frameworks.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The greatest length of an identifier, in bytes (all of them are ASCII). The longest of the
/// bundled catalog has 62.
pub const MAX_IDENTIFIER_LENGTH: usize = 100;

/// Why a text is not an identifier of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// The text has no characters at all.
    #[error("the identifier is empty; it has to look like {example}")]
    Empty {
        /// An identifier of the kind asked for.
        example: &'static str,
    },
    /// The text has more than [`MAX_IDENTIFIER_LENGTH`] bytes. The text itself is not repeated.
    #[error("the identifier has {length} bytes; at most {MAX_IDENTIFIER_LENGTH} are allowed")]
    TooLong {
        /// The text's length in bytes.
        length: usize,
    },
    /// The text does not begin as identifiers of this kind do.
    #[error("the identifier {found:?} has to begin with {prefix:?}, as in {example}")]
    WrongPrefix {
        /// The text as given.
        found: String,
        /// What it has to begin with.
        prefix: &'static str,
        /// An identifier of the kind asked for.
        example: &'static str,
    },
    /// The text holds a character, or an order of characters, that identifiers do not have.
    #[error("the identifier {found:?} has to be {charset}, as in {example}")]
    WrongCharacters {
        /// The text as given.
        found: String,
        /// The characters allowed, in words.
        charset: &'static str,
        /// An identifier of the kind asked for.
        example: &'static str,
    },
    /// A risk identifier names no risk category that the specification has.
    #[error(
        "the risk identifier {found:?} has to begin with one of FIN, SLS, DOW, KEC, HCK, GIR, SPS, RER"
    )]
    UnknownRiskPrefix {
        /// The text as given.
        found: String,
    },
    /// A risk identifier's number is missing, has a leading zero or another character, or is
    /// above 65535.
    #[error(
        "the risk identifier {found:?} has to end in a number of 0 to 65535 without leading zeros, as in FIN2"
    )]
    WrongRiskNumber {
        /// The text as given.
        found: String,
    },
}

/// Defines a newtype over a checked string, with everything that an identifier needs.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $example:literal, $rule:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads an identifier of this kind.
            ///
            /// # Errors
            /// [`IdentifierError`] when the text is empty, longer than
            /// [`MAX_IDENTIFIER_LENGTH`], lacks this kind's prefix, or holds other characters
            /// than this kind allows. Whether a catalog holds the identifier is not checked.
            pub fn parse(text: &str) -> Result<Self, IdentifierError> {
                check(text, $prefix, $example, $rule)?;
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
    /// A section of the Controls Catalog, such as `sec-controls-access`.
    SectionId,
    "sec-controls-",
    "sec-controls-access",
    Charset::LowerWords
);
identifier!(
    /// A control group of the Controls Catalog, such as `ctrl-key-management`.
    GroupId,
    "ctrl-",
    "ctrl-key-management",
    Charset::LowerWords
);
identifier!(
    /// A control, that is one requirement, such as `req-encrypt-data`.
    ControlId,
    "req-",
    "req-encrypt-data",
    Charset::LowerWords
);
identifier!(
    /// A risk category, such as `sec-risks-slashing`.
    CategoryId,
    "sec-risks-",
    "sec-risks-slashing",
    Charset::LowerWords
);
identifier!(
    /// A mitigation, such as `sec-mit-training`.
    MitigationId,
    "sec-mit-",
    "sec-mit-training",
    Charset::LowerWords
);
identifier!(
    /// An external framework, such as `SOC2`.
    FrameworkId,
    "",
    "SOC2",
    Charset::UpperWords
);

/// The characters of an identifier after its prefix.
#[derive(Clone, Copy)]
enum Charset {
    /// Words of `a`-`z` and `0`-`9`, joined by single hyphens.
    LowerWords,
    /// Words of `A`-`Z` and `0`-`9`, joined by single underscores.
    UpperWords,
}

impl Charset {
    fn allows(self, text: &str) -> bool {
        let joint = match self {
            Charset::LowerWords => '-',
            Charset::UpperWords => '_',
        };
        text.split(joint).all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| {
                    byte.is_ascii_digit()
                        || match self {
                            Charset::LowerWords => byte.is_ascii_lowercase(),
                            Charset::UpperWords => byte.is_ascii_uppercase(),
                        }
                })
        })
    }

    const fn in_words(self) -> &'static str {
        match self {
            Charset::LowerWords => "words of a-z and 0-9 joined by single hyphens",
            Charset::UpperWords => "words of A-Z and 0-9 joined by single underscores",
        }
    }
}

fn check(
    text: &str,
    prefix: &'static str,
    example: &'static str,
    charset: Charset,
) -> Result<(), IdentifierError> {
    if text.is_empty() {
        return Err(IdentifierError::Empty { example });
    }
    if text.len() > MAX_IDENTIFIER_LENGTH {
        return Err(IdentifierError::TooLong { length: text.len() });
    }
    let Some(rest) = text.strip_prefix(prefix) else {
        return Err(IdentifierError::WrongPrefix {
            found: text.to_owned(),
            prefix,
            example,
        });
    };
    if !charset.allows(rest) {
        return Err(IdentifierError::WrongCharacters {
            found: text.to_owned(),
            charset: charset.in_words(),
            example,
        });
    }
    Ok(())
}

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
