//! The page: all that the outline says, and no markup of anybody's.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "../../report/tests/common/mod.rs"]
mod common;

use std::collections::BTreeSet;

use assay_exchange::page::page;
use assay_report::document::Report;
use assay_report::outline::{plain_text, whole};
use common::{Filling, hostile, report, report_on};

const ELEMENTS: [&str; 43] = [
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "nav",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "a",
    "strong",
    "em",
    "s",
    "sup",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "div",
    "span",
    "br",
    "hr",
    "blockquote",
    "aside",
    "figure",
];

fn written(report: &Report) -> String {
    String::from_utf8(page(report).bytes).unwrap()
}

/// The text between the tags, and the tags.
fn taken_apart(html: &str) -> (String, Vec<&str>) {
    let mut text = String::new();
    let mut tags = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, rest) = piece.split_once('>').unwrap();
        tags.push(tag);
        text.push(' ');
        text.push_str(rest);
    }
    for (escape, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, character);
    }
    (text, tags)
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn everything_that_the_outline_says_stands_there() {
    for report in [report(&Filling::default()), report_on(&hostile())] {
        let html = written(&report);
        let said = without_spaces(&taken_apart(&html).0);
        let outline = whole(&report);
        let mut words = 0;
        // The tone of what asks for attention stands in brackets, and is a line of its own.
        let is_tone =
            |line: &str| line.starts_with('(') && line.ends_with(')') && !line.contains(' ');
        let text = plain_text(&outline);
        let lines = text.lines().filter(|line| !is_tone(line.trim()));
        for word in lines.flat_map(str::split_whitespace) {
            // Marks of the plain text's own.
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            assert!(said.contains(word), "{word}");
            words += 1;
        }
        assert!(words > 10_000);
    }
}

#[test]
fn nothing_that_somebody_wrote_is_markup() {
    let mut report = report(&Filling::default());
    let text = "<script>alert(1)</script>\" onload=\"x' & <b>bold</b> \u{1}";
    report.title = text.to_owned();
    report.actions[0].description = text.to_owned();
    report.sections[0].groups[0].controls[0].note =
        format!("{text}\n\n[a](javascript:alert(1)) <img src=x>");
    for report in [report, report_on(&hostile())] {
        let html = written(&report);
        for tag in taken_apart(&html).1 {
            let name = tag
                .trim_start_matches('/')
                .split_whitespace()
                .next()
                .unwrap();
            assert!(ELEMENTS.contains(&name) || name == "figcaption", "{tag}");
            for attribute in ["onload", "src=", "javascript:"] {
                // Within an attribute's value they are words.
                let outside = tag.split('"').step_by(2).collect::<String>();
                assert!(!outside.contains(attribute), "{tag}");
            }
            assert!(!tag.contains("href=\"javascript"), "{tag}");
        }
        assert!(html.contains("default-src 'none'"));
        assert!(!html.contains("<p></p>"));
        assert!(!html.contains('\u{1}'));
    }
}

#[test]
fn links_lead_to_places_of_the_page() {
    for report in [report(&Filling::default()), report_on(&hostile())] {
        let html = written(&report);
        let values = |attribute: &'static str| {
            let pieces = html.split(attribute).skip(1);
            pieces.map(|piece| piece.split_once('"').unwrap().0)
        };
        let mut places = BTreeSet::new();
        for place in values(" id=\"") {
            assert!(places.insert(place), "{place} twice");
        }
        for link in values(" href=\"#") {
            assert!(places.contains(link), "{link}");
        }
        assert!(places.len() > 100);
    }
}
