//! Fuzzy matching for the palette: the letters of the query, in order, anywhere in the text.

/// How well a text matches a query; higher is better.
///
/// `None` when a letter of the query is missing. Spaces in the query separate words that may match
/// in any order; every word has to match. Letters count more at the start of the text, at the start
/// of a word, and directly after the letter before them. An empty query matches everything equally.
#[must_use]
pub fn score(query: &str, text: &str) -> Option<u32> {
    let text: Vec<char> = text
        .chars()
        .flat_map(char::to_lowercase)
        .take(300)
        .collect();
    query
        .split_whitespace()
        .take(8)
        .try_fold(0, |total: u32, word| {
            let word: Vec<char> = word.chars().flat_map(char::to_lowercase).take(60).collect();
            Some(total.saturating_add(score_word(&word, &text)?))
        })
}

/// The best score over every place where the word's first letter stands.
fn score_word(word: &[char], text: &[char]) -> Option<u32> {
    let first = *word.first()?;
    (0..text.len())
        .filter(|&start| text.get(start) == Some(&first))
        .filter_map(|start| score_from(word, text, start))
        .max()
}

/// The score when the first letter stands at `start` and each other at its next place.
fn score_from(word: &[char], text: &[char], start: usize) -> Option<u32> {
    let mut total = 0_u32;
    let mut previous: Option<usize> = None;
    let mut from = start;
    for letter in word {
        let place = from
            + text
                .get(from..)?
                .iter()
                .position(|candidate| candidate == letter)?;
        let starts_word = place == 0
            || text
                .get(place - 1)
                .is_some_and(|before| !before.is_alphanumeric());
        let follows = previous.is_some_and(|previous| previous + 1 == place);
        total += 1 + if starts_word { 6 } else { 0 } + if follows { 5 } else { 0 };
        if place == 0 {
            total += 4;
        }
        previous = Some(place);
        from = place + 1;
    }
    Some(total)
}

/// The places in `items` that match, best first; equal scores keep their order. At most `limit`.
#[must_use]
pub fn rank<'a>(query: &str, items: impl Iterator<Item = &'a str>, limit: usize) -> Vec<usize> {
    let mut found: Vec<(u32, usize)> = items
        .enumerate()
        .filter_map(|(place, text)| Some((score(query, text)?, place)))
        .collect();
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    found.truncate(limit);
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_query_keeps_the_order() {
        assert_eq!(rank("  ", ["b", "a", "c"].into_iter(), 2), [0, 1]);
    }

    #[test]
    fn an_identifier_comes_before_a_mention() {
        let items = [
            "Mention of sls6 in a title",
            "SLS16 Something",
            "SLS6 Client update",
        ];
        assert_eq!(rank("sls6", items.into_iter(), 9).first(), Some(&2));
    }

    #[test]
    fn initials_find_words() {
        assert!(score("dsr", "Document signature requirements").is_some());
        assert!(score("dsr", "Document policies").is_none());
    }

    #[test]
    fn words_match_in_any_order() {
        assert!(score("keys lost", "Lost withdrawal keys").is_some());
        assert!(score("keys lost now", "Lost withdrawal keys").is_none());
    }

    #[test]
    fn letters_beyond_ascii_do_not_panic() {
        assert!(score("ä", "Ärger mit Schlüsseln").is_some());
        assert!(score("İ", "i\u{307}").is_some());
    }

    proptest! {
        #[test]
        fn every_text_finds_itself(text in "[a-zA-Z0-9äé ]{1,40}") {
            prop_assert!(score(&text, &text).is_some());
        }

        #[test]
        fn a_longer_query_never_finds_more(query in "[a-c]{1,5}", more in "[a-c]", text in "[a-c ]{0,20}") {
            if score(&query, &text).is_none() {
                let longer = query + &more;
                prop_assert!(score(&longer, &text).is_none());
            }
        }
    }
}
