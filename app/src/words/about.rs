//! What is said of this file itself.

use super::count;

/// The version of this build.
pub const VERSION: &str = concat!("Version ", env!("CARGO_PKG_VERSION"));

/// How the SHA-256 of this file is found, on each system.
pub const COMMANDS: [(&str, &str); 3] = [
    ("Linux", "sha256sum assay.html"),
    ("macOS", "shasum -a 256 assay.html"),
    ("Windows", "Get-FileHash assay.html"),
];

/// What this is.
#[must_use]
pub fn lead() -> String {
    format!(
        "Assay {}: an offline evidence workbench for ValOS, the Validator Operations Standard, in one file.",
        env!("CARGO_PKG_VERSION")
    )
}

/// Why the page does not check itself.
#[must_use]
pub const fn no_file_vouches_for_itself() -> &'static str {
    "A file that was changed would say of itself that it was not, so no page can vouch for itself. Find out its SHA-256 with a program of your system, in the folder where the file is:"
}

/// What the digest is compared with.
#[must_use]
pub const fn compare_with() -> &'static str {
    "Compare it with the list SHA256SUMS of that release, got by another way than this file, or with a colleague's copy. Whoever has the sources can also build the file: the same sources give the same bytes."
}

/// What the digests of editions are of.
#[must_use]
pub const fn what_a_digest_is_of() -> &'static str {
    "The SHA-256 of each edition of the standard that this file carries. A signed report names that of the edition which it was made against."
}

/// The licence of Assay.
#[must_use]
pub const fn licence() -> &'static str {
    "Assay is licensed under the Apache License, Version 2.0. It holds work of many others, each under its own licence."
}

/// How many parts of others are inside.
#[must_use]
pub fn parts(parts: usize) -> String {
    format!(
        "{} of others inside. The numbers are those of the texts below.",
        count(parts, "part is", "parts are")
    )
}

/// A part, with its version where it has one.
#[must_use]
pub fn name(name: &str, version: &str) -> String {
    match version {
        "" => name.to_owned(),
        version => format!("{name} {version}"),
    }
}

/// Its licence, and which texts go with it.
#[must_use]
pub fn licence_of(licence: &str, texts: &[usize]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| (text + 1).to_string()).collect();
    format!("{licence} (text {})", texts.join(", "))
}

/// The heading of a text.
#[must_use]
pub fn text(place: usize) -> String {
    match place {
        0 => "Text 1: Apache License, Version 2.0".to_owned(),
        place => format!("Text {}", place + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_names_its_licence_and_its_texts() {
        assert_eq!(name("leptos", "0.8.2"), "leptos 0.8.2");
        assert_eq!(name("Source Sans 3", ""), "Source Sans 3");
        assert_eq!(
            licence_of("MIT AND Unicode-3.0", &[1, 4]),
            "MIT AND Unicode-3.0 (text 2, 5)"
        );
    }
}
