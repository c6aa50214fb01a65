//! What is said of the signers whom the user knows.

use super::{count, name};

/// That another key under this name is known, or stands in the same list.
pub const NAMESAKE: &str =
    "Another key has this name. Ask which of them is right before you mark it.";

/// Since when a signer is known, and why.
#[must_use]
pub fn since(moment: &str, why: &str) -> String {
    match why.trim() {
        "" => format!("Since {moment}"),
        why => format!("Since {moment}: {}", name(why)),
    }
}

/// The question before a signer is made unknown again; the signer is named as on the screen.
#[must_use]
pub fn unmark(shown: &str) -> String {
    format!("Unmark {shown} as known?")
}

/// Why a signer is known who came out of a list.
#[must_use]
pub fn of_list(file: &str, why: &str) -> String {
    match why.trim() {
        "" => format!("from the list {file}"),
        why => format!("from the list {file}: {why}"),
    }
}

/// What a list brings.
#[must_use]
pub fn summary(file: &str, new: usize, already: usize) -> String {
    let known = match already {
        0 => String::new(),
        already => format!(" {} known already.", count(already, "key is", "keys are")),
    };
    match new {
        0 => format!("{file} brings nobody new.{known}"),
        new => format!(
            "{file} brings {}.{known} Mark them only if you trust whoever made the list as you trust your own comparing.",
            count(new, "signer", "signers")
        ),
    }
}

/// That signers of a list are known now.
#[must_use]
pub fn taken(signers: usize) -> String {
    format!(
        "{} marked as known.",
        count(signers, "signer is", "signers are")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_it_brings() {
        assert_eq!(summary("a.json", 0, 0), "a.json brings nobody new.");
        assert_eq!(
            summary("a.json", 0, 2),
            "a.json brings nobody new. 2 keys are known already."
        );
        assert!(
            summary("a.json", 1, 1).starts_with("a.json brings 1 signer. 1 key is known already.")
        );
    }
}
