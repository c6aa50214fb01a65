//! What is made from a statement: its level, a short title, and how often something has to be done.

/// The levels that a statement may have, in the order in which screens show them.
pub(crate) const LEVELS: [(&str, bool); 5] = [
    ("MUST", true),
    ("MUST NOT", true),
    ("SHOULD", false),
    ("SHOULD NOT", false),
    ("MAY", false),
];

/// The greatest length of a short title, in characters.
const MOST_CHARACTERS: usize = 60;
/// What stands for what was cut off.
const CUT: &str = "...";

/// A level in a statement, and where its key words end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) level: &'static str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Where the key words of levels stand, in their order.
pub(crate) fn levels(statement: &str) -> Vec<Found> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    for (at, character) in statement.char_indices().chain([(statement.len(), ' ')]) {
        match (start, character.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, &statement[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (index, (start, word)) in words.iter().enumerate() {
        let negated = words.get(index + 1).filter(|(_, next)| *next == "NOT");
        let level = match (*word, negated.is_some()) {
            ("MUST", false) => "MUST",
            ("MUST", true) => "MUST NOT",
            ("SHOULD", false) => "SHOULD",
            ("SHOULD", true) => "SHOULD NOT",
            ("MAY", false) => "MAY",
            _ => continue,
        };
        let (last, length) = negated.map_or((*start, word.len()), |(at, word)| (*at, word.len()));
        found.push(Found {
            level,
            start: *start,
            end: last + length,
        });
    }
    found
}

/// A short title: the statement without "Node Operators" and its key words. Any other subject stays
/// before a colon, since most statements would not be told apart without it.
pub(crate) fn short_title(statement: &str, level: Found) -> String {
    let subject = statement[..level.start].trim();
    let rest = statement[level.end..].trim();
    let rest = match level.level.ends_with("NOT") {
        true => format!("do not {rest}"),
        false => rest.to_owned(),
    };
    let operator = matches!(
        subject.to_ascii_lowercase().as_str(),
        "" | "and" | "node operators" | "the node operator" | "a node operator"
    );
    let title = match operator {
        true => rest,
        false => format!("{subject}: {rest}"),
    };
    cut(&capital(&title), MOST_CHARACTERS)
}

/// A short title that differs from those before it, by a number at its end.
pub(crate) fn numbered(title: &str, number: usize) -> String {
    let number = format!(" ({number})");
    cut(title, MOST_CHARACTERS.saturating_sub(number.len())) + &number
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The text, cut after a word so that it has at most `most` characters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - CUT.len()).collect();
    // Within a single word longer than that there is nowhere else to cut.
    let words = match text.chars().nth(kept.chars().count()) {
        Some(' ') => kept.as_str(),
        _ => kept
            .rsplit_once(' ')
            .map_or(kept.as_str(), |(words, _)| words),
    };
    let words = words.trim_end_matches([' ', ',', ';', ':', '(', '-']);
    format!("{words}{CUT}")
}

/// How often the statement says that something has to be done.
pub(crate) fn period(statement: &str) -> Option<&'static str> {
    let statement = statement.to_lowercase();
    let periods = [
        ("daily", "daily"),
        ("every day", "daily"),
        ("quarterly", "quarterly"),
        ("every quarter", "quarterly"),
        ("twice per year", "twice-per-year"),
        ("twice a year", "twice-per-year"),
        ("every year", "yearly"),
        ("yearly", "yearly"),
        ("annually", "yearly"),
    ];
    let mut found: Vec<&str> = periods
        .iter()
        .filter(|(words, _)| statement.contains(words))
        .map(|(_, period)| *period)
        .collect();
    found.dedup();
    // Two periods in one statement leave open which of them is the control's.
    match found[..] {
        [period] => Some(period),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(statement: &str) -> String {
        short_title(statement, levels(statement)[0])
    }

    #[test]
    fn key_words_are_whole_words_in_capitals() {
        let found: Vec<&str> = levels("A MUSTARD must MUST NOT, or SHOULD")
            .iter()
            .map(|found| found.level)
            .collect();
        assert_eq!(found, ["MUST NOT", "SHOULD"]);
    }

    #[test]
    fn titles_drop_the_operator_and_keep_other_subjects() {
        assert_eq!(
            title("Node Operators MUST water the plants"),
            "Water the plants"
        );
        assert_eq!(title("The lamp MUST NOT burn"), "The lamp: do not burn");
        assert_eq!(title("and SHOULD be green"), "Be green");
    }

    #[test]
    fn titles_are_cut_after_a_word() {
        let long =
            title("Node Operators MUST count every single cup, plate and spoon in the house");
        assert_eq!(long, "Count every single cup, plate and spoon in the house");
        let longer = title(
            "Node Operators MUST count every single cup, plate, and spoon in the whole old house",
        );
        assert_eq!(
            longer,
            "Count every single cup, plate, and spoon in the whole old..."
        );
        assert!(
            title(&format!("It MUST {}", "x".repeat(90)))
                .chars()
                .count()
                <= 60
        );
        assert!(numbered(&longer, 12).chars().count() <= 60);
        assert!(numbered(&longer, 12).ends_with(" (12)"));
    }

    #[test]
    fn two_periods_are_none() {
        assert_eq!(
            period("do it at least twice per year"),
            Some("twice-per-year")
        );
        assert_eq!(period("do it daily, and something else yearly"), None);
    }
}
