mod footnotes;

use proptest::prelude::*;

use super::*;
use crate::outline::{Extent, Outline, Paper, Section, inline_text, plain_text};

/// A note as plain text, as readers of the outline see it.
fn read(markdown: &str) -> String {
    let outline = Outline {
        title: String::new(),
        language: "en".to_owned(),
        description: String::new(),
        authors: Vec::new(),
        running_header: String::new(),
        running_footer: String::new(),
        extent: Extent::Full,
        draft: false,
        contents: true,
        paper: Paper::A4,
        logo: None,
        notice: None,
        document_id: String::new(),
        cover: Vec::new(),
        sections: vec![Section {
            anchor: "note".to_owned(),
            title: "Note".to_owned(),
            new_page: false,
            blocks: blocks(markdown, 4),
        }],
    };
    plain_text(&outline)
}

#[test]
fn reads_the_usual_structure() {
    let note = "# Firewall\n\nWe **looked** at *each* rule, `nft list` ~~twice~~ once.\n\n\
        1. first\n2. second\n   - nested\n\n- [x] done\n- [ ] open\n\n> quoted\n\n\
        ```sh\nnft list ruleset\n```\n\n| Port | Use |\n|-----:|-----|\n| 22 | SSH |\n\n---\n";
    insta::assert_snapshot!(read(note), @"
    # Note
    ##### Firewall
    We looked at each rule, nft list twice once.
    1.
      first
    2.
      second
      -
        nested
    [x]
      done
    [ ]
      open
      quoted
        nft list ruleset
    | Port | Use
    | 22 | SSH
    ---
    ");
}

#[test]
fn raw_html_is_visible_text() {
    let text = read("Before <b onclick=\"x()\">bold</b>\n\n<script>alert(1)</script>\n\nAfter");
    assert!(text.contains("<b onclick=\"x()\">bold</b>"), "{text}");
    assert!(text.contains("<script>alert(1)</script>"), "{text}");
}

#[test]
fn images_become_named_links() {
    let parsed = blocks("![the rack](evidence/rack.jpg)", 1);
    let [Block::Paragraph(line)] = parsed.as_slice() else {
        panic!("one paragraph, not {parsed:?}");
    };
    assert_eq!(inline_text(line), "Image: the rack");
    assert!(matches!(
        line.first(),
        Some(crate::outline::Inline::Text(run)) if run.link.is_some()
    ));
}

#[test]
fn refused_links_stay_readable() {
    let parsed = blocks("[press here](javascript:alert(1))", 1);
    assert_eq!(
        parsed,
        vec![Block::text("press here (javascript:alert(1))")]
    );
}

#[test]
fn headings_start_below_the_parent_and_skip_nothing() {
    let levels: Vec<u8> = blocks("### a\n\n###### b\n\n#### c\n\n# d\n\n## e\n", 4)
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading.level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [5, 6, 6, 5, 6]);
}

/// Level and rank of each heading of a note below a heading of level 4.
fn headings(note: &str) -> Vec<(u8, u8)> {
    let mut parsed = blocks(note, 4);
    let mut found = Vec::new();
    visit_headings(&mut parsed, &mut |heading| {
        found.push((heading.level, heading.rank))
    });
    found
}

#[test]
fn headings_keep_the_ranks_that_were_written() {
    assert_eq!(
        headings("### a\n\n###### b\n\n#### c\n\n# d\n\n## e\n"),
        [(5, 7), (6, 9), (6, 8), (5, 5), (6, 6)]
    );
    // Two marks are two ranks, wherever they stand.
    assert_eq!(
        headings("> ## a\n\n- # b\n\n## c"),
        [(5, 6), (5, 5), (6, 6)]
    );
}

/// How deep lists and quotes stand in each other.
fn depth(blocks: &[Block]) -> usize {
    let depths = blocks.iter().map(|block| match block {
        Block::List(list) => {
            let inner = list.items.iter().map(|item| depth(&item.blocks));
            1 + inner.max().unwrap_or(0)
        }
        Block::Quote(inner) => 1 + depth(inner),
        _ => 0,
    });
    depths.max().unwrap_or(0)
}

/// A list of so many levels, each with an item, and before it each level's label.
fn deep_list(levels: usize, label: impl Fn(usize) -> String) -> String {
    let mut note = String::new();
    let mut indent = 0;
    for level in 0..levels {
        let label = label(level);
        note.push_str(&format!("{}{label} level{level}\n", " ".repeat(indent)));
        indent += label.len() + 1;
    }
    note
}

#[test]
fn lists_are_as_deep_as_they_were_written() {
    for levels in 1..=DEEPEST_NESTING {
        assert_eq!(
            depth(&blocks(&deep_list(levels, |_| "-".to_owned()), 4)),
            levels
        );
    }
    assert_eq!(depth(&blocks(&format!("{}x", "> - ".repeat(8)), 4)), 16);
}

#[test]
fn what_is_nested_too_deep_keeps_its_text_and_its_numbers() {
    let text = read(&deep_list(60, |level| format!("{}.", level + 7)));
    for level in 0..60 {
        assert!(text.contains(&format!("level{level}")), "{level}: {text}");
        assert!(text.contains(&format!("{}.", level + 7)), "{level}: {text}");
    }
    let deepest = "  ".repeat(DEEPEST_NESTING + 1);
    let below = "- ".repeat(DEEPEST_NESTING);
    let note = format!("{below}- a\n{deepest}- [x] b\n{deepest}- [ ] c\n");
    let lines = read(&note);
    for line in ["• a", "• ☑ b", "• ☐ c"] {
        assert!(
            lines.lines().any(|found| found.trim() == line),
            "{line}: {lines}"
        );
    }
    let note =
        format!("{below}1. one\n{deepest}2. two\n{deepest}3.\n{deepest}4. ```\n{deepest}   code\n");
    let lines: Vec<String> = read(&note)
        .lines()
        .map(|line| line.trim().to_owned())
        .collect();
    assert_eq!(
        lines[lines.len() - 5..],
        ["1. one", "2. two", "3.", "4.", "code"]
    );
}

#[test]
fn nesting_is_bounded_however_it_is_written() {
    for note in [
        "- ".repeat(50_000),
        "> ".repeat(50_000),
        "> - 1. ".repeat(15_000),
        deep_list(300, |level| format!("{level}.")),
    ] {
        let parsed = blocks(&format!("{note}deepest"), 4);
        assert!(depth(&parsed) <= DEEPEST_NESTING);
        assert!(read(&format!("{note}deepest")).contains("deepest"));
    }
}

#[test]
fn tables_are_tables_up_to_twenty_columns() {
    for columns in [1, 12, 13, 20, 21, 40] {
        let header = "| a ".repeat(columns);
        let rule = "|---".repeat(columns);
        let parsed = blocks(&format!("{header}|\n{rule}|\n{header}|\n"), 1);
        match parsed.as_slice() {
            [Block::Table(table)] => {
                assert!(columns <= 20 && table.fitted, "{columns}");
                assert_eq!(table.columns.len(), columns);
            }
            [Block::Code { .. }] => assert!(columns > 20, "{columns}"),
            other => panic!("{other:?}"),
        }
    }
}

/// Every letter and digit of the text, in order of reading.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn never_panics_on_anything(note in any::<String>()) {
        blocks(&note, 4);
    }

    #[test]
    fn never_panics_on_markdown_like_text(
        parts in proptest::collection::vec(
            prop_oneof![
                "[a-z ]{0,8}", Just("\n".to_owned()), Just("\n\n".to_owned()),
                Just("> ".to_owned()), Just("- ".to_owned()), Just("1. ".to_owned()),
                Just("  ".to_owned()), Just("| a | b |\n|---|---|\n".to_owned()),
                Just("```\n".to_owned()), Just("**".to_owned()), Just("~~".to_owned()),
                Just("[x](y)".to_owned()), Just("![".to_owned()), Just("](".to_owned()),
                Just("<b>".to_owned()), Just("# ".to_owned()), Just("- [ ] ".to_owned()),
            ],
            0..60,
        )
    ) {
        let note = parts.concat();
        read(&note);
    }

    #[test]
    fn headings_are_in_order_and_in_rank(written in proptest::collection::vec(1_usize..7, 1..20)) {
        let note: String = written.iter().map(|&marks| format!("{} x\n\n", "#".repeat(marks))).collect();
        let found = headings(&note);
        prop_assert_eq!(found.len(), written.len());
        let mut level = 4;
        for (index, &(found_level, rank)) in found.iter().enumerate() {
            prop_assert!(found_level > 4 && found_level <= level + 1, "{:?}", found);
            level = found_level;
            prop_assert!((FIRST_RANK..FIRST_RANK + 6).contains(&rank));
            for (other, &(_, other_rank)) in found.iter().enumerate() {
                prop_assert_eq!(written[index].cmp(&written[other]), rank.cmp(&other_rank));
            }
        }
    }

    #[test]
    fn plain_words_are_all_kept(words in proptest::collection::vec("[a-z]{1,9}", 1..40)) {
        let note = words.join(" ");
        prop_assert_eq!(letters(&read(&note)), letters(&format!("Note{note}")));
    }
}
