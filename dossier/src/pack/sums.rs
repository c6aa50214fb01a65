//! The list of checksums, as `sha256sum` of coreutils writes it: 64 hexadecimal digits, two spaces and a name, a line
//! each, sorted by the bytes of the names. A name with a backslash or the end of a line would have to be escaped there;
//! no pack has such a name, and none is read.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::Sha256Digest;

use super::{INDEX_CSV, PACK_SUMS, ReadPackError, SIGNATURE, VERIFY, error::bound, names};

/// The digits of a SHA-256.
const DIGITS: usize = 64;

/// The list, whose names are safe.
pub(super) fn to_text(sums: &BTreeMap<String, Sha256Digest>) -> String {
    let lines = sums.iter();
    lines
        .map(|(name, digest)| format!("{digest}  {name}\n"))
        .collect()
}

/// Reads a list that somebody handed over.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Sha256Digest>, ReadPackError> {
    let mut sums = BTreeMap::new();
    let mut folded = BTreeSet::new();
    let all = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    for (place, line) in all.split(|byte| *byte == b'\n').enumerate() {
        let line_number = place + 1;
        bound(
            "the number of files in its list",
            line_number as u64,
            super::MOST_PACK_FILES as u64,
        )?;
        let (name, digest) = entry(line).ok_or(ReadPackError::Sums { line: line_number })?;
        if !folded.insert(names::folded(name)) {
            let name = name.to_owned();
            return Err(ReadPackError::SameName { name });
        }
        sums.insert(name.to_owned(), digest);
    }
    Ok(sums)
}

fn entry(line: &[u8]) -> Option<(&str, Sha256Digest)> {
    let line = str::from_utf8(line).ok()?;
    let digits = line.get(..DIGITS)?;
    let name = line.get(DIGITS..)?.strip_prefix("  ")?;
    let is_listed = names::is_sound(name) && ![PACK_SUMS, SIGNATURE].contains(&name);
    // Digests are written in small letters, so each has one form.
    let digest: Sha256Digest = digits.parse().ok()?;
    (is_listed && digest.to_string() == digits).then_some((name, digest))
}

/// Whether a list of checksums is that of a pack, sound or not, and not one of other files.
#[must_use]
pub fn is_of_a_pack(bytes: &[u8]) -> bool {
    let named = |wanted: &str| {
        let mut lines = bytes.split(|byte| *byte == b'\n');
        lines.any(|line| {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            line.get(DIGITS + 2..) == Some(wanted.as_bytes())
        })
    };
    named(VERIFY) && named(INDEX_CSV)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written_and_sorted_by_bytes() {
        let digest = Sha256Digest::of(b"");
        let names = [
            "reports/a.json",
            "INDEX.csv",
            "evidence/a/b.pdf",
            "VERIFY.txt",
        ];
        let sums = names.map(|name| (name.to_owned(), digest)).into();
        let text = to_text(&sums);
        let first = text.lines().next().unwrap();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(first, format!("{empty}  INDEX.csv"));
        let order: Vec<&str> = text.lines().filter_map(|line| line.get(66..)).collect();
        assert_eq!(
            order,
            [
                "INDEX.csv",
                "VERIFY.txt",
                "evidence/a/b.pdf",
                "reports/a.json"
            ]
        );
        assert_eq!(read(text.as_bytes()).unwrap(), sums);
        assert!(is_of_a_pack(text.as_bytes()));
        assert!(!is_of_a_pack(format!("{empty}  VERIFY.txt\n").as_bytes()));
    }

    #[test]
    fn lines_that_no_pack_has_are_refused() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        for line in [
            String::new(),
            empty.to_owned(),
            format!("{empty}  "),
            format!("{empty} *a"),
            format!("\\{empty}  a\\nb"),
            format!("{empty}  a\\b"),
            format!("{empty}  a\r"),
            format!("{empty}  ../a"),
            format!("{empty}  /etc/passwd"),
            format!("{empty}  SHA256SUMS"),
            format!("{empty}  SHA256SUMS.sig"),
            format!("{}  a", empty.to_uppercase()),
            format!("{}  a", &empty[1..]),
            format!("{empty}  a\n\n"),
            "é".repeat(40),
        ] {
            let read = read(line.as_bytes());
            assert!(
                matches!(read, Err(ReadPackError::Sums { .. })),
                "{line:?}: {read:?}"
            );
        }
        let twice = format!("{empty}  a\n{empty}  A\n");
        let name = "A".to_owned();
        assert_eq!(
            read(twice.as_bytes()),
            Err(ReadPackError::SameName { name })
        );
    }
}
