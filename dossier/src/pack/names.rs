//! Names that every system takes, and what names of others have to be.
//!
//! Ours are of ASCII letters, digits, `-`, `_` and `.`: archive tools do not agree about other characters, macOS writes
//! accents in another way than Windows and Linux, and nothing that steers a terminal or turns the direction of reading is
//! among them. What a file was called is in the index.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::legible;

/// The most bytes of a name before its number: with the folders and a folder to unpack into, a path stays below the 260
/// characters that Windows allows.
const LONGEST: usize = 64;

/// The most bytes of an ending that is kept when a name is cut.
const LONGEST_ENDING: usize = 10;

/// The most bytes of a path that is read.
const LONGEST_PATH: usize = 1024;

/// What a file is called of whose name nothing is left.
const NAMELESS: &str = "file";

/// The names of one folder, none of which is another one in other letters.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The last number that was given behind a name.
    numbers: BTreeMap<String, u32>,
}

impl Names {
    /// A name that is safe, and that no other file of the folder has; with a number where it needs one.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let name = safe(wanted);
        let number = self.numbers.entry(folded(&name)).or_insert(0);
        loop {
            *number += 1;
            let candidate = match *number {
                1 => name.clone(),
                more => {
                    let (stem, ending) = split(&name);
                    format!("{stem}-{more}{ending}")
                }
            };
            if self.taken.insert(folded(&candidate)) {
                return candidate;
            }
        }
    }
}

/// A name of few bytes that Windows, macOS and Linux take.
pub(super) fn safe(wanted: &str) -> String {
    let mut name = String::new();
    for character in wanted.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => name.push(character),
            _ => match letters(character) {
                Some(letters) => name.push_str(letters),
                None if !name.ends_with('_') => name.push('_'),
                None => {}
            },
        }
    }
    let (stem, ending) = split(&name);
    let stem = trimmed(stem);
    let stem = trimmed(stem.get(..LONGEST - ending.len()).unwrap_or(stem));
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    let guard = if is_reserved(stem) { "_" } else { "" };
    format!("{guard}{stem}{ending}")
}

/// How `ssh-keygen` is told who signed: a word of small letters, digits and `-` out of a name.
pub(crate) fn principal(name: &str) -> String {
    let name = safe(name).to_ascii_lowercase();
    let parts = name.split(['_', '.', '-']);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    match parts.join("-") {
        nameless if nameless == NAMELESS => "signer".to_owned(),
        word => word,
    }
}

/// What is before a name's ending, and the ending with its point.
fn split(name: &str) -> (&str, &str) {
    let point = name.rfind('.').filter(|point| {
        let ending = &name[point + 1..];
        let is_one = !ending.is_empty() && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_one && ending.len() <= LONGEST_ENDING
    });
    name.split_at(point.unwrap_or(name.len()))
}

/// Without what hides a file, looks like an option, or is taken away by Windows.
fn trimmed(name: &str) -> &str {
    name.trim_matches(['.', '-', '_'])
}

/// Whether Windows keeps this name for a device, whatever its ending (Naming Files, Paths, and Namespaces).
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_uppercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        matches!(number.as_bytes(), [b'0'..=b'9'])
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN" | "CONOUT"
    ) || numbered("COM")
        || numbered("LPT")
}

/// Letters of western and central Europe without their accents.
const fn letters(character: char) -> Option<&'static str> {
    Some(match character {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'Æ' => "Ae",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Č' => "C",
        'ç' | 'ć' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'Ğ' | 'Ģ' => "G",
        'ğ' | 'ģ' => "g",
        'Ì'..='Ï' | 'Ī' | 'Į' | 'İ' => "I",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'Ķ' => "K",
        'ķ' => "k",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ł' => "L",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'Œ' => "Oe",
        'œ' => "oe",
        'Ŕ' | 'Ř' => "R",
        'ŕ' | 'ř' => "r",
        'Ś' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ț' => "T",
        'ţ' | 'ť' | 'ț' => "t",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'Ý' | 'Ÿ' => "Y",
        'ý' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// A path as systems compare it that make no difference between small letters and capitals.
pub(super) fn folded(path: &str) -> String {
    path.to_lowercase()
}

/// Whether a path that somebody else wrote stays in its folder, is read as it is written, and means the same on every
/// system. Other letters than ours may be in it.
pub(super) fn is_sound(path: &str) -> bool {
    let part = |part: &str| !part.is_empty() && !part.ends_with(['.', ' ']) && !is_reserved(part);
    path.len() <= LONGEST_PATH
        && path.split('/').all(part)
        && !path.contains(['\\', ':', '<', '>', '"', '|', '?', '*'])
        && legible(path) == path
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_those_that_every_system_takes() {
        for (wanted, given) in [
            ("report.pdf", "report.pdf"),
            ("Bericht Zürich (1).PDF", "Bericht_Zurich_1.PDF"),
            ("../../etc/passwd", "etc_passwd"),
            ("C:\\boot.ini", "C_boot.ini"),
            ("con", "_con"),
            ("Con.txt", "_Con.txt"),
            ("nul.tar.gz", "_nul.tar.gz"),
            ("COM1", "_COM1"),
            ("COM10", "COM10"),
            (".bashrc", "file.bashrc"),
            ("-rf", "rf"),
            ("trailing. . .", "trailing"),
            ("invoice\u{202e}fdp.exe", "invoice_fdp.exe"),
            ("a\nb\0c", "a_b_c"),
            ("証拠.png", "file.png"),
            ("", "file"),
            ("...", "file"),
            ("req-a:b(c)", "req-a_b_c"),
        ] {
            assert_eq!(safe(wanted), given, "{wanted:?}");
        }
        let long = safe(&format!("{}.pdf", "x".repeat(300)));
        assert_eq!(long, format!("{}.pdf", "x".repeat(60)));
        assert_eq!(safe(&format!("a.{}", "y".repeat(300))).len(), LONGEST);
    }

    #[test]
    fn a_signer_is_one_word() {
        for (name, word) in [
            ("Ada Roth", "ada-roth"),
            ("Dr. Änne *", "dr-anne"),
            ("山田", "signer"),
            ("", "signer"),
        ] {
            assert_eq!(principal(name), word);
        }
    }

    #[test]
    fn what_would_be_one_file_on_windows_gets_a_number() {
        let mut names = Names::default();
        let given: Vec<String> = ["a.pdf", "A.PDF", "a-2.pdf", "a.pdf", "ä.pdf", "a"]
            .map(|wanted| names.give(wanted))
            .into();
        assert_eq!(
            given,
            ["a.pdf", "A-2.PDF", "a-2-2.pdf", "a-3.pdf", "a-4.pdf", "a"]
        );
    }

    #[test]
    fn paths_that_lead_elsewhere_are_not_sound() {
        for path in [
            "",
            "/a",
            "a//b",
            "a/",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "C:a",
            "a.",
            "a /b",
            "nul",
            "x/aux.txt",
            "a\u{202e}b",
            "a\nb",
            "a?",
            "\0",
        ] {
            assert!(!is_sound(path), "{path:?}");
        }
        for path in [
            "a",
            "evidence/req-a/b.pdf",
            "Übersicht (1).pdf",
            ".DS_Store",
            "a..b",
        ] {
            assert!(is_sound(path), "{path:?}");
        }
    }

    proptest! {
        #[test]
        fn every_name_is_safe_and_none_is_given_twice(wanted in proptest::collection::vec(any::<String>(), 1..12)) {
            let mut names = Names::default();
            let mut folder = BTreeSet::new();
            for wanted in wanted.iter().chain(&wanted) {
                let given = names.give(wanted);
                prop_assert!(is_sound(&given), "{given:?}");
                prop_assert!(given.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{given:?}");
                prop_assert!(given.len() <= LONGEST + 8, "{given:?}");
                prop_assert!(folder.insert(folded(&given)), "{given:?}");
            }
        }
    }
}
