//! Bytes to text: what is refused before anything is read.

use crate::problem::{Findings, Place, ProblemKind};

/// How many bytes a page may have.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// How many bytes at the beginning are searched for a declared encoding, as browsers do.
const DECLARED_WITHIN: usize = 1024;

/// The page's text, unless it is too large, not UTF-8, no HTML or cut short.
pub(crate) fn text<'a>(bytes: &'a [u8], findings: &mut Findings) -> Option<&'a str> {
    let mut refuse = |kind| findings.problem(Place::default(), kind);
    if bytes.len() > MOST_BYTES {
        refuse(ProblemKind::TooLarge { bytes: bytes.len() });
        return None;
    }
    let declared = declared_encoding(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        refuse(ProblemKind::NotUtf8 { declared });
        return None;
    };
    if declared.is_some() {
        refuse(ProblemKind::NotUtf8 { declared });
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let archive = contains(first(text), "mime-version:");
    if archive || !contains(text, "<html") && !contains(text, "<!doctype html") {
        refuse(ProblemKind::NotHtml);
        return None;
    }
    if !ends(text) {
        refuse(ProblemKind::CutShort);
        return None;
    }
    Some(text)
}

/// The beginning of a text, in which an archive of several files would say that it is one.
fn first(text: &str) -> &str {
    let mut end = text.len().min(DECLARED_WITHIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The encoding that a page declares, if that is another one than UTF-8.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let head = head.to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let name: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|character| character.is_ascii_alphanumeric() || "-_".contains(*character))
        .take(40)
        .collect();
    (!matches!(name.as_str(), "" | "utf-8" | "utf8")).then_some(name)
}

/// Whether the body and the page end where the file ends; browsers may add comments behind.
fn ends(text: &str) -> bool {
    let Some(end) = rfind(text, "</html") else {
        return false;
    };
    let Some(after) = text.get(end..).and_then(|rest| rest.split_once('>')) else {
        return false;
    };
    let body = rfind(&text[..end], "</body")
        .and_then(|body| text.get(body..end))
        .and_then(|rest| rest.split_once('>'));
    body.is_some_and(|(_, rest)| only_comments(rest)) && only_comments(after.1)
}

fn only_comments(mut text: &str) -> bool {
    loop {
        text = text.trim_start();
        if text.is_empty() {
            return true;
        }
        let Some(comment) = text.strip_prefix("<!--") else {
            return false;
        };
        let Some((_, rest)) = comment.split_once("-->") else {
            return false;
        };
        text = rest;
    }
}

fn contains(text: &str, wanted: &str) -> bool {
    text.as_bytes()
        .windows(wanted.len())
        .any(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Where the last occurrence of an ASCII text begins, whatever its case.
pub(crate) fn rfind(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .rposition(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Where the first occurrence of an ASCII text begins, whatever its case.
pub(crate) fn find(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}
