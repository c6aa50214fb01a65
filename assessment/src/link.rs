use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The address is none that Assay lets into a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// There is no address.
    #[error("the address is empty; paste a web address, a mailto: address or a file name")]
    Empty,
    /// The address is longer than [`LinkAddress::LONGEST`] bytes.
    #[error("the address has {0} bytes; at most {most} are kept", most = LinkAddress::LONGEST)]
    TooLong(usize),
    /// The address holds a space, a control character or a character that hides what it says.
    #[error(
        "the address holds the character U+{0:04X}, which an address may not; write it percent-encoded"
    )]
    Character(u32),
    /// The scheme is another than http, https or mailto.
    #[error(
        "addresses that start with {0:?} are not kept; use https, http, mailto or a relative file name"
    )]
    Scheme(String),
    /// A relative file name starts at a root, climbs to a parent folder, or names a host.
    #[error("a file is named relative to the report, without a leading slash, a drive or '..'")]
    NotRelative,
}

/// Where a link leads: http, https, mailto, or a file beside the report.
///
/// Everything else (javascript:, data:, file: ...) is refused when it is read, so that no screen
/// and no exporter has to ask again (RFC 3986, section 3.1 for schemes).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkAddress(String);

impl LinkAddress {
    /// The most bytes that an address may have.
    pub const LONGEST: usize = 2_000;

    /// The address as it was entered.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this names a file relative to the report instead of an address with a scheme.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        scheme(&self.0).is_none()
    }
}

impl FromStr for LinkAddress {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, LinkError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LinkError::Empty);
        }
        if text.len() > Self::LONGEST {
            return Err(LinkError::TooLong(text.len()));
        }
        if let Some(character) = text.chars().find(|character| misleads(*character)) {
            return Err(LinkError::Character(u32::from(character)));
        }
        match scheme(text) {
            Some((scheme, rest)) => check_scheme(scheme, rest)?,
            None => check_relative(text)?,
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for LinkAddress {
    type Error = LinkError;

    fn try_from(text: String) -> Result<Self, LinkError> {
        text.parse()
    }
}

impl From<LinkAddress> for String {
    fn from(address: LinkAddress) -> Self {
        address.0
    }
}

impl fmt::Display for LinkAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for LinkAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LinkAddress({:?})", self.0)
    }
}

/// Splits off what stands before the first colon, when that colon comes before any `/?#`.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let end = text.find([':', '/', '?', '#'])?;
    text[end..]
        .strip_prefix(':')
        .map(|rest| (&text[..end], rest))
}

fn check_scheme(scheme: &str, rest: &str) -> Result<(), LinkError> {
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let sound = if web {
        rest.strip_prefix("//")
            .is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
    } else {
        scheme.eq_ignore_ascii_case("mailto") && rest.contains('@')
    };
    if sound {
        Ok(())
    } else {
        Err(LinkError::Scheme(format!(
            "{}:",
            scheme.chars().take(20).collect::<String>()
        )))
    }
}

fn check_relative(text: &str) -> Result<(), LinkError> {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let climbs = path.split('/').any(|part| part == "..");
    if path.starts_with('/') || path.contains('\\') || climbs {
        Err(LinkError::NotRelative)
    } else {
        Ok(())
    }
}

/// Spaces and controls break an address apart; bidirectional and zero-width characters make it
/// look like another one (Unicode Technical Report 36, section 2).
fn misleads(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_mail_and_relative_addresses_are_kept() {
        for text in [
            "https://example.org/a?b#c",
            "HTTP://example.org",
            "mailto:a@example.org",
            "evidence/policy.pdf",
            "#part",
        ] {
            assert!(text.parse::<LinkAddress>().is_ok(), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            " ",
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "https:example.org",
            "https:///x",
            "//example.org/x",
            "/etc/passwd",
            "..\\x",
            "a/../../b",
            "C:\\x",
            "java\nscript:x",
            "https://e.org/\u{202e}x",
            "vbscript:x",
            "blob:x",
            "mailto:",
        ] {
            assert!(text.parse::<LinkAddress>().is_err(), "{text:?}");
        }
        assert!(
            format!("https://e.org/{}", "x".repeat(2_000))
                .parse::<LinkAddress>()
                .is_err()
        );
    }
}
