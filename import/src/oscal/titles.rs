//! Labels and titles of controls.

use std::collections::{BTreeMap, BTreeSet};

use super::at::{At, Findings};
use super::text::{Prose, clean};

/// The greatest length of a short title, in characters.
const MAX_SHORT_TITLE: usize = 60;

/// The code of a control, such as `AC-2(1)`; empty where it has none. Some catalogs have it within a
/// label that repeats the title, as in `Account Management (03.01.01)`.
pub(super) fn code(control: &At<'_>, findings: &Findings) -> String {
    let title = clean(control.text("title", findings).unwrap_or_default());
    let labels = control.properties("label", findings);
    let Some(label) = labels.first().map(|label| clean(label)) else {
        // A withdrawn control may have nothing but its code, as its title.
        let is_code = title.bytes().any(|byte| byte.is_ascii_digit()) && !title.contains(' ');
        return if is_code { title } else { String::new() };
    };
    match label.strip_prefix(&title).filter(|rest| !rest.is_empty()) {
        Some(rest) if !title.is_empty() => rest
            .trim_matches(|each: char| each.is_whitespace() || "()[]:-–—".contains(each))
            .to_owned(),
        _ => label,
    }
}

impl Prose<'_> {
    /// The code and the title of a control, such as `AC-2 Account Management`; empty where it has
    /// neither.
    pub(super) fn heading(&self, control: &At<'_>) -> String {
        let code = code(control, self.findings);
        let title = self.line_of(control, "title");
        let place = control.place.below("title");
        let heading = if code.is_empty() || title.starts_with(&code) {
            title
        } else {
            format!("{code} {title}")
        };
        self.short_enough(heading, &place)
    }

    /// The code or label before a part, its title, or both; empty where it has neither.
    pub(super) fn prefix(&self, part: &At<'_>) -> String {
        let labels = part.properties("label", self.findings);
        let label = labels.first().map(|label| clean(label)).unwrap_or_default();
        clean(&format!("{label} {}", self.line_of(part, "title")))
    }
}

/// Short titles that were given, which have to differ.
#[derive(Default)]
pub(super) struct ShortTitles {
    given: BTreeSet<String>,
    /// How often each title was wanted.
    wanted: BTreeMap<String, usize>,
}

impl ShortTitles {
    /// A short title of at most 60 characters that no other control has: the heading, and, where that
    /// is a code only, the beginning of the statement.
    pub(super) fn give(&mut self, heading: &str, code: &str, statement: &str, id: &str) -> String {
        let wanted = if heading == code {
            format!("{heading} {statement}")
        } else {
            heading.to_owned()
        };
        let short = cut(&wanted, MAX_SHORT_TITLE);
        if self.given.insert(short.clone()) {
            return short;
        }
        let with_id = cut(&format!("{id} {wanted}"), MAX_SHORT_TITLE);
        if self.given.insert(with_id.clone()) {
            return with_id;
        }
        let count = self.wanted.entry(with_id.clone()).or_insert(1);
        loop {
            *count += 1;
            let number = format!(" ({count})");
            let room = MAX_SHORT_TITLE.saturating_sub(number.len());
            let numbered = format!("{}{number}", cut(&with_id, room));
            if self.given.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// The text in at most so many characters, cut between words where one ends in its second half.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    let ends_word = text.chars().nth(kept.chars().count()) == Some(' ');
    let end = if ends_word {
        kept.len()
    } else {
        kept.rfind(' ')
            .filter(|end| *end >= kept.len() / 2)
            .unwrap_or(kept.len())
    };
    let kept =
        kept[..end].trim_end_matches(|each: char| each.is_whitespace() || ",;:(".contains(each));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::{ShortTitles, cut};

    #[test]
    fn titles_are_cut_between_words() {
        assert_eq!(cut("short", 60), "short");
        let long = "AC-2(13) Disable Accounts for High-risk Individuals and for Others, Too";
        assert_eq!(
            cut(long, 60),
            "AC-2(13) Disable Accounts for High-risk Individuals and for…"
        );
        assert_eq!(cut(&"é".repeat(70), 60).chars().count(), 60);
    }

    #[test]
    fn short_titles_differ() {
        let mut titles = ShortTitles::default();
        assert_eq!(titles.give("Same", "", "x", "a-1"), "Same");
        assert_eq!(titles.give("Same", "", "x", "a-2"), "a-2 Same");
        assert_eq!(titles.give("a-2 Same", "", "x", "a-2"), "a-2 a-2 Same");
        assert_eq!(titles.give("X-1", "X-1", "Do so.", "x"), "X-1 Do so.");
        let long = "y".repeat(100);
        let all: Vec<_> = (0..30).map(|_| titles.give("Z", "", "", &long)).collect();
        assert!(all.iter().all(|title| title.chars().count() <= 60));
    }
}
