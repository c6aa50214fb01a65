//! What is said of public editions and of what is disclosed of them.

use assay_dossier::Format;
use assay_report::public::{Counts, Disclosed, Kind, Standing};

use super::{count, name};

/// How many characters of a text tell it from others.
const EXCERPT: usize = 90;

/// That a file is another one than was checked and shown.
pub const OTHER_FILE: &str =
    "the file was changed after it was looked at; hand it in again before you go on";

/// That a file is larger than disclosures are.
pub const TOO_LARGE: &str = "the file is larger than disclosures of a report are; choose another";

/// That a file is no text.
pub const NO_TEXT: &str =
    "the file is no text; choose the file of disclosures, or paste a line of it";

/// What the disclosures are for.
pub const KEEP: &str = "Keep this file, and do not publish it: it holds what was left out. A line of it, given to somebody, discloses that one thing.";

/// Before the names that are left out at one place and stand at another.
pub const STILL_SAID: &str = "These are left out, and still stand in a text that is shown. Leave that text out too if nobody is to read them:";

/// The box that leaves out everything of a kind.
#[must_use]
pub fn all_of(kind: Kind, things: usize) -> String {
    match things {
        0 => format!("No {} are in this report", kind.label()),
        things => format!("All {} ({things})", kind.label()),
    }
}

/// The button that lists the things of a kind.
#[must_use]
pub fn one_by_one(kind: Kind, open: bool) -> String {
    match open {
        false => format!("Choose among the {}", kind.label()),
        true => format!("Hide the {}", kind.label()),
    }
}

/// The field that finds a thing of a kind.
#[must_use]
pub fn find(kind: Kind) -> String {
    format!("Find among the {}", kind.label())
}

/// A thing that can be left out, with how often it stands in the report.
#[must_use]
pub fn thing(words: &str, times: usize) -> String {
    match times {
        1 => words.to_owned(),
        times => format!("{words} ({times} times)"),
    }
}

/// How many more there are than are listed.
#[must_use]
pub fn more(things: usize) -> String {
    format!("{} not listed here.", count(things, "more is", "more are"))
}

/// The beginning of a text, on one line.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(EXCERPT).collect();
    if short.len() < line.len() {
        short.push('\u{2026}');
    }
    name(&short)
}

/// That a public edition was made.
#[must_use]
pub fn made(counts: &Counts, pages: usize) -> String {
    format!(
        "Signed and verified again: {} left out, {}.",
        count(counts.total(), "thing is", "things are"),
        count(pages, "page", "pages")
    )
}

/// The button that saves a file of it.
#[must_use]
pub fn save(format: Format) -> String {
    match format {
        Format::Disclosures => "Save what was left out".to_owned(),
        other => format!("Save the {}", other.label()),
    }
}

/// Why a disclosure does not hold; nothing where it does.
#[must_use]
pub fn standing(standing: &Standing) -> Option<String> {
    match standing {
        Standing::Holds => None,
        Standing::OtherDigest => Some(
            "The edition leaves something out there, and this is not it: do not believe what it says.".to_owned(),
        ),
        Standing::NotLeftOut => Some("The edition leaves out nothing at that place.".to_owned()),
        Standing::Again => Some("Another one for the same place stands before it.".to_owned()),
        Standing::Unreadable(why) => Some(format!("It cannot be read: {why}.")),
    }
}

/// How many disclosures hold.
#[must_use]
pub fn held(disclosed: &[Disclosed]) -> String {
    let holding = disclosed
        .iter()
        .filter(|one| one.standing == Standing::Holds)
        .count();
    match (holding, disclosed.len()) {
        (0, 1) => "This is not what the edition leaves out.".to_owned(),
        (1, 1) => "This is what the edition leaves out there.".to_owned(),
        (holding, all) => format!("{holding} of {all} are what the edition leaves out."),
    }
}

/// What comes of an edition of which everything was disclosed.
#[must_use]
pub const fn restored(agrees: bool) -> &'static str {
    match agrees {
        true => {
            "With this, everything that was left out is there: it is the whole report, and it agrees with itself."
        }
        false => {
            "With this, everything that was left out is there: it is the whole report, and it contradicts itself."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_told_by_its_beginning() {
        assert_eq!(excerpt(" two\n lines "), "two lines");
        let long = excerpt(&"a".repeat(200));
        assert_eq!(long.chars().count(), EXCERPT + 1);
    }
}
