//! Footnotes of notes.

use std::collections::BTreeSet;

use super::*;
use crate::outline::footnote::{Place, visit};
use crate::outline::{Inline, LinkTarget, TextRun};

/// The anchors of footnotes in a note, and what its internal links lead to.
fn names(blocks: &mut [Block]) -> (Vec<String>, Vec<String>) {
    let (mut anchors, mut targets) = (Vec::new(), Vec::new());
    visit(blocks, &mut |place| match place {
        Place::Line(line) => {
            for piece in line {
                let Inline::Text(TextRun { anchor, link, .. }) = piece else {
                    continue;
                };
                anchors.extend(anchor.clone());
                if let Some(LinkTarget::Anchor(target)) = link.as_ref().map(|link| &link.target) {
                    targets.push(target.clone());
                }
            }
        }
        Place::Footnotes(footnotes) => {
            anchors.extend(footnotes.iter().map(|footnote| footnote.anchor.clone()));
        }
        Place::End => {}
    });
    (anchors, targets)
}

/// Every link leads somewhere, and no name is given twice; gives how many links there are.
fn sound(note: &str) -> usize {
    let (anchors, targets) = names(&mut blocks(note, 4));
    let unique: BTreeSet<&String> = anchors.iter().collect();
    assert_eq!(unique.len(), anchors.len(), "{note}");
    for target in &targets {
        assert!(unique.contains(target), "{target} in {note}");
    }
    targets.len()
}

#[test]
fn footnotes_are_numbered_as_they_are_referred_to_and_lead_back() {
    let note = "A claim[^a] and another[^b], and again[^a].\n\n\
        [^b]: Second.\n[^a]: First, see[^c].\n[^c]: Third.\n[^d]: Nobody's.\n\nThe end.\n";
    insta::assert_snapshot!(read(note), @"
    # Note
    A claim[1] and another[2], and again[1].
    The end.
    [1]
      First, see[3]. ↑ back, 2
    [2]
      Second. ↑ back
    [3]
      Third. ↑ back
    [4]
      Nobody's.
    ");
    assert_eq!(sound(note), 8);
}

#[test]
fn a_reference_is_raised_and_named_for_those_who_hear_it() {
    let parsed = blocks("One **two[^x]** three.\n\n[^x]: Note.", 4);
    let Some(Block::Paragraph(line)) = parsed.first() else {
        panic!("{parsed:?}");
    };
    let raised: Vec<&TextRun> = line
        .iter()
        .filter_map(|piece| match piece {
            Inline::Text(run) if run.raised => Some(run),
            _ => None,
        })
        .collect();
    let [run] = raised.as_slice() else {
        panic!("{raised:?}");
    };
    assert_eq!((run.text.as_str(), run.strong), ("[1]", true));
    let link = run.link.as_ref().expect("it leads to the footnote");
    assert_eq!(link.description, "Footnote 1");
    assert_eq!(
        link.target,
        LinkTarget::Anchor("note:footnote-1".to_owned())
    );
    assert_eq!(run.anchor.as_deref(), Some("note:footnote-1-from-1"));
}

#[test]
fn what_refers_to_nothing_stays_text() {
    for note in [
        "text[^no] and `[^a]` and [^] and ^1",
        "[^a]",
        "a [^b]\n\n    [^b]: code",
    ] {
        let parsed = blocks(note, 4);
        assert!(
            !parsed
                .iter()
                .any(|block| matches!(block, Block::Footnotes(_)))
        );
        assert!(names(&mut blocks(note, 4)).1.is_empty());
    }
    assert!(read("text[^no] more").contains("text[^no] more"));
}

#[test]
fn footnotes_hold_blocks_and_stand_anywhere() {
    let note = "# Title[^h]\n\n| a[^t] | b |\n|---|---|\n| c[^t] | d |\n\n- item[^l]\n\n  \
        [^l]: In a list.\n\n> quoted[^q]\n\n[^h]: # Heading\n\n    - one\n    - two\n\n[^t]: Table.\n\n    \
        | x | y |\n    |---|---|\n    | 1 | 2 |\n\n[^q]: ```\n    code\n    ```\n";
    sound(note);
    let text = read(note);
    for line in [
        "##### Title[1]",
        "| a[2] | b",
        "| c[2] | d",
        "In a list. ↑ back",
        "| x | y",
        "##### Heading",
    ] {
        assert!(
            text.lines().any(|found| found.trim() == line),
            "{line}: {text}"
        );
    }
    // A footnote that does not end in a paragraph leads back in one of its own.
    assert_eq!(text.matches("↑ back").count(), 4, "{text}");
}

#[test]
fn names_of_footnotes_have_no_case_and_no_text_is_lost_to_a_second_one() {
    let note = "x[^Straße] y[^STRASSE2] z[^strasse2]\n\n[^straße]: one\n[^strasse2]: two\n[^Strasse2]: three\n";
    let text = read(note);
    assert!(text.contains("x[1] y[2] z[2]"), "{text}");
    for word in ["one", "two", "three"] {
        assert_eq!(text.matches(word).count(), 1, "{text}");
    }
    sound(note);
}

#[test]
fn notes_that_are_shown_together_have_names_of_their_own() {
    let note = "x[^1]\n\n[^1]: y";
    let mut both = named_blocks(note, 4, "one");
    both.extend(named_blocks(note, 4, "two"));
    let (anchors, targets) = names(&mut both);
    assert_eq!(anchors.iter().collect::<BTreeSet<_>>().len(), 4);
    assert_eq!(
        targets.iter().collect::<BTreeSet<_>>(),
        anchors.iter().collect()
    );
}

#[test]
fn footnotes_are_bounded_and_no_text_of_theirs_is_lost() {
    let many: String = (0..5_000).map(|n| format!("[^n{n}]: text{n}\n")).collect();
    let all: String = (0..5_000).map(|n| format!("[^n{n}] ")).collect();
    let note = format!("{all}\n\n{many}");
    let text = read(&note);
    for n in [0, 999, 1_000, 4_999] {
        assert!(text.contains(&format!("text{n}")), "{n}");
    }
    assert!(text.contains("[^n4999]: text4999"));
    assert!(sound(&note) < 3_000);

    let often = format!("{}\n\n[^a]: text", "[^a]".repeat(25_000));
    assert!(sound(&often) < 6_000);
    assert_eq!(read(&often).matches("[1]").count(), 25_001);

    let nested = format!("{}x", "[^a]: - ".repeat(12_000));
    assert!(read(&nested).contains('x'));
    let circle = "[^a]\n\n[^a]: [^b]\n[^b]: [^a] [^b]\n";
    assert_eq!(sound(circle), 8);
}

proptest! {
    #[test]
    fn whatever_is_written_every_link_leads_somewhere(
        parts in proptest::collection::vec(
            prop_oneof![
                "[a-c ]{0,4}", Just("\n".to_owned()), Just("\n\n".to_owned()),
                Just("[^a]".to_owned()), Just("[^b]".to_owned()), Just("[^A]: ".to_owned()),
                Just("[^b]: ".to_owned()), Just("- ".to_owned()), Just("> ".to_owned()),
                Just("    ".to_owned()), Just("**".to_owned()), Just("[x](y)".to_owned()),
                Just("| a | [^a] |\n|---|---|\n".to_owned()), Just("# ".to_owned()), Just("![".to_owned()),
            ],
            0..50,
        )
    ) {
        let note = parts.concat();
        sound(&note);
        read(&note);
    }
}
