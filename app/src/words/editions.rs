//! What is said of editions of standards: what one holds, where it came from, and what uses it.

use assay_catalog::{Catalog, Edition, EditionStatus, difference::Counts};

use super::{bytes, count};

/// Whether an edition is a release or a draft.
#[must_use]
pub const fn status(status: EditionStatus) -> &'static str {
    match status {
        EditionStatus::Release => "Release",
        EditionStatus::Draft => "Draft",
    }
}

/// What an edition is called on its card. One that the page carries may be called the same as an
/// imported one.
#[must_use]
pub fn title(catalog: &Catalog) -> String {
    let title = super::name(&super::assessments::edition(catalog.edition()));
    match catalog.file() {
        Some(_) => format!("{title}, imported"),
        None => title,
    }
}

/// That an edition was read and is not kept yet.
#[must_use]
pub fn read(edition: &Edition) -> String {
    format!(
        "Read: {}",
        super::name(&super::assessments::edition(edition))
    )
}

/// What an edition holds, in one sentence.
#[must_use]
pub fn holds(catalog: &Catalog) -> String {
    let levels: Vec<String> = catalog
        .edition()
        .levels()
        .iter()
        .map(|level| {
            let of_level = catalog.controls().iter();
            let number = of_level.filter(|control| control.level() == *level).count();
            format!("{number} {level}")
        })
        .collect();
    let controls = format!(
        "{} in {} and {} ({})",
        count(catalog.controls().len(), "control", "controls"),
        count(catalog.sections().len(), "section", "sections"),
        count(catalog.groups().len(), "group", "groups"),
        levels.join(", ")
    );
    let active = catalog.active_risks().count();
    let retired = catalog.risks().len() - active;
    let risks = match (active, retired) {
        (0, 0) => "no risk of its own".to_owned(),
        (active, 0) => count(active, "risk", "risks"),
        (active, retired) => format!("{} and {retired} retired", count(active, "risk", "risks")),
    };
    format!(
        "{controls}; {risks}; {}; {}.",
        count(catalog.mitigations().len(), "mitigation", "mitigations"),
        count(catalog.glossary().len(), "term", "terms"),
    )
}

/// Where an imported edition came from.
#[must_use]
pub fn came_from(file: &str, size: u64, kept: &str) -> String {
    format!(
        "Read from \u{201c}{file}\u{201d} ({}), kept here on {kept}.",
        bytes(size)
    )
}

/// Which assessments of this device are made against an edition.
#[must_use]
pub fn used_by(titles: &[String]) -> String {
    match titles {
        [] => "No assessment on this device is made against it.".to_owned(),
        titles => {
            let quoted: Vec<_> = titles
                .iter()
                .map(|title| format!("\u{201c}{}\u{201d}", super::assessments::title(title)))
                .collect();
            format!(
                "{} against it: {}.",
                count(titles.len(), "assessment is made", "assessments are made"),
                quoted.join(", ")
            )
        }
    }
}

/// That an edition is kept now.
#[must_use]
pub fn kept(edition: &Edition) -> String {
    format!(
        "{} is kept on this device. A new assessment can be made against it.",
        edition.title()
    )
}

/// That an edition that was read is here already.
#[must_use]
pub fn here_already(edition: &Edition) -> String {
    format!(
        "{} is on this device already, to the last letter.",
        edition.title()
    )
}

/// That an edition is removed.
#[must_use]
pub fn removed(edition: &Edition) -> String {
    format!("{} was removed from this device.", edition.title())
}

/// That a file is too large for an edition, before it is read.
#[must_use]
pub fn too_large(size: u64) -> String {
    format!(
        "The file has {}, and an edition at most {}; it was not read.",
        bytes(size),
        bytes(assay_catalog::MAX_FILE_BYTES as u64)
    )
}

/// How many problems a file has.
#[must_use]
pub fn not_read(file: &str, problems: usize) -> String {
    format!(
        "\u{201c}{file}\u{201d} gives no edition: {}. Nothing was kept.",
        count(problems, "problem", "problems")
    )
}

/// Which edition here is compared with one that was read.
#[must_use]
pub fn compared_with(edition: &Edition) -> String {
    format!("Compared with {}", edition.title())
}

/// From which edition to which, as a heading.
#[must_use]
pub fn from_to(old: &Edition, new: &Edition) -> String {
    let name = super::assessments::edition;
    format!("From {} to {}", name(old), name(new))
}

/// That two editions cannot be compared.
#[must_use]
pub const fn not_both_here() -> &'static str {
    "One of these editions is not on this device. Read it from its file, and compare again."
}

/// How much changed, a line for each kind of thing.
#[must_use]
pub fn changes(counts: &Counts) -> Vec<String> {
    vec![
        format!("Controls: {}", counts.controls),
        format!("Risks: {}", counts.risks),
        format!("Mitigations: {}", counts.mitigations),
    ]
}

/// The name of the file of an edition that is saved.
#[must_use]
pub fn file_name(edition: &Edition) -> String {
    format!("{}.edition.json", stem(edition))
}

/// The name of the file of what changed between two editions.
#[must_use]
pub fn difference_name(old: &Edition, new: &Edition) -> String {
    format!("{}-to-{}.md", stem(old), stem(new))
}

fn stem(edition: &Edition) -> String {
    let letters = |text: &str| {
        let text = text.to_lowercase();
        let words: Vec<_> = text
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.join("-")
    };
    format!(
        "{}-{}-{}",
        letters(edition.short_name()),
        letters(edition.version()),
        edition.date()
    )
}

#[cfg(test)]
mod tests {
    use assay_catalog::Editions;

    use super::*;

    #[test]
    fn an_edition_is_described_by_its_counts() {
        assert_eq!(
            holds(Editions::bundled_release()),
            "64 controls in 10 sections and 53 groups (53 MUST, 3 MUST NOT, 8 SHOULD); 74 risks and 22 \
             retired; 46 mitigations; 12 terms."
        );
    }

    #[test]
    fn a_file_is_named_after_its_edition() {
        assert_eq!(
            file_name(Editions::bundled_draft().edition()),
            "valos-editor-s-draft-2026-07-11.edition.json"
        );
    }
}
