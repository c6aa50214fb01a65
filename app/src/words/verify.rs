//! What is said of a file that was checked.

use super::{count, name};

/// What is said beside a file that cannot be read, which may be a folder that was dropped.
pub const A_FOLDER: &str = "A folder into which an evidence pack was unpacked is handed in with \"Choose an unpacked folder\".";

/// Who signed, as the signature says it.
#[must_use]
pub fn signer(person: &str, organisation: &str) -> String {
    match (person, organisation) {
        ("", _) => "A signer without a name".to_owned(),
        (person, "") => name(person),
        (person, organisation) => format!("{}, {}", name(person), name(organisation)),
    }
}

/// That a key is one whose fingerprint was compared.
#[must_use]
pub fn known_as(person: &str) -> String {
    format!(
        "Known on this device as {}: you compared the fingerprint.",
        name(person)
    )
}

/// That a file which a request names was handed in, whatever it is called now.
#[must_use]
pub fn is_named(named: &str, handed_in: &str) -> String {
    if named == handed_in {
        format!("{named}: handed in here, and the same byte for byte.")
    } else {
        format!("{named}: handed in here as {handed_in}, and the same byte for byte.")
    }
}

/// That no such file was.
#[must_use]
pub fn not_handed_in(named: &str) -> String {
    format!(
        "{named}: no file with this digest was handed in here. A file that was signed once more since has another."
    )
}

/// Which files are signed.
#[must_use]
pub fn will_sign(names: &[String]) -> String {
    match names {
        [one] => format!("{one} is signed. The file that you handed in stays as it is."),
        many => format!(
            "{} are signed: {}. The files that you handed in stay as they are.",
            count(many.len(), "file", "files"),
            many.join(", ")
        ),
    }
}

/// How far signing is.
#[must_use]
pub fn signing_files(done: usize) -> String {
    match done {
        0 => "Signing, and verifying what was signed".to_owned(),
        done => format!(
            "Signing, and verifying what was signed: {} done",
            count(done, "file", "files")
        ),
    }
}

/// That files were signed.
#[must_use]
pub fn countersigned(files: usize) -> String {
    match files {
        1 => "Signed. The file was verified again after signing. Hand it on in the place of the one that you received.".to_owned(),
        files => format!(
            "Signed. All {files} files were verified again after signing. Hand them on in the place of those that you received."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signer_is_named_as_far_as_the_signature_does() {
        assert_eq!(signer("", "Roth Ltd"), "A signer without a name");
        assert_eq!(signer("Ada", ""), "Ada");
        assert_eq!(signer("Ada", "Roth Ltd"), "Ada, Roth Ltd");
    }
}
