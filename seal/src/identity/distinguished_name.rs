//! A certificate's distinguished name as text.
//!
//! `x509-cert` can write one too, but to name every attribute there is it brings along a table of
//! all registered object identifiers, which would be 50 KB of the page.

use std::fmt::Write;

use der::asn1::{Any, Ia5StringRef, PrintableStringRef, TeletexStringRef, Utf8StringRef};
use der::{Encode, Tag, Tagged};
use x509_cert::name::Name;

/// The attribute types of RFC 4514, section 3, with the names that it gives them.
const ATTRIBUTE_TYPES: [(&str, &str); 9] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];

/// `CN=name,O=organisation`: a distinguished name as RFC 4514 writes it, the most specific part
/// first. Attributes that it has no name for, and values that are no text, are written as
/// `object identifier=#DER in hexadecimal`.
pub(crate) fn text_of(name: &Name) -> String {
    let parts: Vec<String> = name
        .iter_rdn()
        .map(|relative| {
            let attributes: Vec<String> = relative
                .iter()
                .map(|attribute| attribute_text(&attribute.oid.to_string(), &attribute.value))
                .collect();
            attributes.join("+")
        })
        .collect();
    parts.into_iter().rev().collect::<Vec<_>>().join(",")
}

fn attribute_text(identifier: &str, value: &Any) -> String {
    let known = ATTRIBUTE_TYPES.iter().find(|(oid, _)| *oid == identifier);
    match (known, string_of(value)) {
        (Some((_, name)), Some(text)) => format!("{name}={}", escaped(&text)),
        _ => {
            let der = value.to_der().unwrap_or_default();
            format!("{identifier}=#{}", base16ct::lower::encode_string(&der))
        }
    }
}

fn string_of(value: &Any) -> Option<String> {
    let text = match value.tag() {
        Tag::PrintableString => PrintableStringRef::try_from(value).ok()?.as_str(),
        Tag::Utf8String => Utf8StringRef::try_from(value).ok()?.as_str(),
        Tag::Ia5String => Ia5StringRef::try_from(value).ok()?.as_str(),
        Tag::TeletexString => TeletexStringRef::try_from(value).ok()?.as_str(),
        _ => return None,
    };
    Some(text.to_owned())
}

/// RFC 4514, section 2.4.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (index, character) in text.chars().enumerate() {
        match character {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => out.extend(['\\', character]),
            '#' if index == 0 => out.push_str("\\#"),
            ' ' if index == 0 || index == last => out.push_str("\\ "),
            control if control.is_ascii_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\{:02x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use x509_cert::name::Name;

    use super::{escaped, text_of};

    #[test]
    fn a_name_is_written_as_it_is_read() {
        assert_eq!(text_of(&Name::default()), "");
        for text in [
            "CN=Ada Assessor,O=Example Operator",
            "CN=Test Root,OU=Trust\\, Safety,O=Köln Authority,L=Köln,ST=NRW,C=DE",
            "UID=ada,DC=example,DC=org",
        ] {
            assert_eq!(text_of(&Name::from_str(text).unwrap()), text);
        }
    }

    #[test]
    fn what_would_be_read_as_something_else_is_escaped() {
        assert_eq!(
            escaped(" #1, \"or\" \\ <left>;+\n "),
            "\\ #1\\, \\\"or\\\" \\\\ \\<left\\>\\;\\+\\0a\\ "
        );
        assert_eq!(escaped("#1"), "\\#1");
    }

    #[test]
    fn what_has_no_name_or_no_text_is_written_as_der() {
        let name = Name::from_str("1.2.3.4=#0c0141,CN=#020105").unwrap();
        assert_eq!(text_of(&name), "1.2.3.4=#0c0141,2.5.4.3=#020105");
    }
}
