//! Whatever the bytes are, nothing panics, and what gives an edition gives one that the catalog reads.

#![allow(clippy::panic, reason = "a helper that fails makes its test fail")]

use crate::common::{DRAWN, SOURCE};
use assay_import::read_valos_page;
use proptest::prelude::*;
use proptest::sample::Index;

/// Reads bytes; the catalog has to read what comes of them.
fn read(bytes: &[u8]) {
    match read_valos_page(bytes) {
        Ok(mut edition) => {
            let date = &mut edition.file.edition.date;
            date.get_or_insert("2031-05-06".to_owned());
            if let Err(error) = edition.catalog() {
                panic!("the catalog refuses what was read: {error}");
            }
        }
        Err(error) => {
            assert!(!error.problems.is_empty());
            assert!(error.problems.len() <= 200);
            assert!(!error.to_string().is_empty());
        }
    }
}

/// One change to a page, at places that are taken modulo its length.
#[derive(Clone, Debug)]
enum Change {
    /// What stands between two places is not there.
    Cut(Index, Index),
    /// What stands between two places stands at a third too, so often.
    Repeat(Index, Index, Index, u8),
    /// Two lines change places.
    Swap(Index, Index),
    /// Something else stands at a place.
    Insert(Index, String),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = [
        "</div>",
        "<div class=\"info\">",
        "<b id=\"req-new\">It MUST be</b>",
        "<p>",
        "<td>",
        "</tr>",
        "<table>",
        "</table>",
        "<ul><li>",
        "</ul>",
        "#### A {#ctrl-a}",
        "\n\n",
        "[[?SOC2]]",
        "[[[",
        "]]",
        "[=",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<template>",
        "<svg><p>",
        "&#0;",
        "\u{7}",
        "<br>",
        "<dfn>x</dfn>",
        "MUST NOT",
        "    ",
        "* ",
        "> ",
        "```",
        "<section id=\"sec-sotd\">",
        "\u{202e}",
        "<select><option>",
        "<frameset>",
        "<math><mi>",
        "</body>",
        "{#",
        "<a href=\"#risk-wet-1\">WET1</a>",
    ];
    let places = (any::<Index>(), any::<Index>(), any::<Index>());
    prop_oneof![
        places
            .clone()
            .prop_map(|(from, to, _)| Change::Cut(from, to)),
        (places.clone(), 1_u8..5)
            .prop_map(|((from, to, at), times)| Change::Repeat(from, to, at, times)),
        places.prop_map(|(one, other, _)| Change::Swap(one, other)),
        (any::<Index>(), prop::sample::select(pieces.to_vec()))
            .prop_map(|(at, piece)| Change::Insert(at, piece.to_owned())),
        (any::<Index>(), "\\PC{0,12}").prop_map(|(at, text)| Change::Insert(at, text)),
    ]
}

/// A place in a text, at a character's beginning.
fn place(text: &str, index: &Index) -> usize {
    let mut at = index.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn changed(page: &str, change: &Change) -> String {
    let between = |from: &Index, to: &Index, most: usize| {
        let (from, to) = (place(page, from), place(page, to));
        let (from, to) = (from.min(to), from.max(to));
        // Small changes leave most of a page as it is, and so reach further into the reading.
        let mut end = to.min(from + most);
        while !page.is_char_boundary(end) {
            end -= 1;
        }
        from..end.max(from)
    };
    match change {
        Change::Cut(from, to) => {
            let range = between(from, to, 80);
            format!("{}{}", &page[..range.start], &page[range.end..])
        }
        Change::Repeat(from, to, at, times) => {
            let piece = page[between(from, to, 200)].repeat(usize::from(*times));
            let at = place(page, at);
            format!("{}{piece}{}", &page[..at], &page[at..])
        }
        Change::Swap(one, other) => {
            let mut lines: Vec<&str> = page.lines().collect();
            if !lines.is_empty() {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
            }
            lines.join("\n")
        }
        Change::Insert(at, piece) => {
            let at = place(page, at);
            format!("{}{piece}{}", &page[..at], &page[at..])
        }
    }
}

/// With time that grows with the square of what is repeated, this would not end.
#[test]
fn what_is_repeated_takes_no_longer_than_it_is_long() {
    for piece in [
        "[",
        "[[?A",
        "[=a",
        "![[",
        "*a **a ",
        "> ",
        "- ",
        "<b><p>",
        "<table><b>",
        "&",
        "`",
    ] {
        let repeated = piece.repeat(100_000 / piece.len());
        for (page, was) in [(SOURCE, "Nets are hung."), (DRAWN, "<p>Nets are hung.</p>")] {
            read(page.replace(was, &repeated).as_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        read(&bytes);
    }

    #[test]
    fn any_body(text in "\\PC{0,400}", markdown in any::<bool>()) {
        let script = if markdown { "<script>respecConfig = {localBiblio: {}}</script>" } else { "" };
        let page = format!("<html><title>ValOS</title>{script}<body>{text}</body></html>");
        read(page.as_bytes());
    }

    #[test]
    fn changed_pages(changes in prop::collection::vec(change(), 1..4), source in any::<bool>()) {
        let page = if source { SOURCE } else { DRAWN };
        let page = changes.iter().fold(page.to_owned(), |page, change| changed(&page, change));
        read(page.as_bytes());
    }

    #[test]
    fn changed_bytes(at in any::<Index>(), byte in any::<u8>(), source in any::<bool>()) {
        let page = if source { SOURCE } else { DRAWN };
        let mut bytes = page.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read(&bytes);
    }
}
