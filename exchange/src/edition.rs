//! What a report quotes of its edition, as texts.

use assay_report::document::{ItemPart, ProvenancePart, TextPart};

use crate::plain::paragraphs;

/// Whose words the edition holds, in whole sentences.
pub(crate) fn whose_words(provenance: &ProvenancePart) -> String {
    let of = |what: &str, texts: &[String]| match texts {
        [] => String::new(),
        texts => format!("{what}: {}", texts.join(" ")),
    };
    paragraphs([
        provenance.source.clone(),
        of("Verbatim", &provenance.verbatim),
        of("Summaries", &provenance.summaries),
        of("Changes", &provenance.changes),
        of("Omissions", &provenance.omissions),
    ])
}

/// Texts of the edition as Markdown.
pub(crate) fn markdown(texts: &[TextPart]) -> String {
    let texts = texts.iter().map(|text| {
        if text.heading {
            format!("#### {}", text.text)
        } else {
            paragraphs([text.text.as_str(), &items(&text.items)])
        }
    });
    paragraphs(texts)
}

/// A list with those within it.
pub(crate) fn items(items: &[ItemPart]) -> String {
    let mut lines = String::new();
    list(items, 0, &mut lines);
    lines.trim_end().to_owned()
}

fn list(items: &[ItemPart], depth: usize, lines: &mut String) {
    for item in items {
        lines.push_str(&"  ".repeat(depth));
        lines.push_str("- ");
        lines.push_str(&item.text);
        lines.push('\n');
        list(&item.items, depth.saturating_add(1), lines);
    }
}
