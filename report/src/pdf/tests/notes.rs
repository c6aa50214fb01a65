//! What notes hold: headings of all ranks, lists as deep as they come.

use super::super::tree::{Child, Meaning, Structure};
use super::*;

#[test]
fn every_rank_of_heading_looks_different_and_none_larger_than_the_one_above() {
    let styles: Vec<theme::HeadingStyle> = (1..=10).map(theme::heading).collect();
    for (index, style) in styles.iter().enumerate() {
        for below in styles.iter().skip(index + 1) {
            assert!(below.face.size <= style.face.size, "{style:?} {below:?}");
            let looks = |style: &theme::HeadingStyle| (style.face, style.leaning);
            assert!(looks(below) != looks(style), "{style:?}");
        }
    }
}

#[test]
fn headings_of_notes_are_tagged_in_order_and_meet_the_standards() {
    let note = "### a\n\n###### b\n\n# c\n\n## d\n\n### e\n\n#### f\n\n##### g\n\n###### h\n";
    let mut blocks = vec![
        Block::subheading(2, "Section"),
        Block::subheading(3, "Group"),
        Block::subheading(4, "Control"),
    ];
    blocks.extend(markdown::blocks(note, 4));
    let outline = outline(blocks);
    let (layout, structure) = lay_out(&outline, &FontSet::new(&[]).unwrap());
    let levels: Vec<u8> = structure
        .nodes
        .iter()
        .filter_map(|node| match &node.meaning {
            Meaning::Heading(level, _) => Some(*level),
            _ => None,
        })
        .collect();
    // The title, the contents and the section before them.
    assert_eq!(levels, [1, 1, 1, 2, 3, 4, 5, 6, 5, 6, 7, 8, 9, 10]);
    let sizes: Vec<f32> = ["c", "d", "e", "f", "g", "h"]
        .iter()
        .map(|text| {
            let sizes = layout.pages.iter().flat_map(|page| &page.items);
            sizes
                .filter_map(|item| match &item.kind {
                    ItemKind::Text { shaped, size, .. } if shaped.text == *text => Some(*size),
                    _ => None,
                })
                .next()
                .unwrap()
        })
        .collect();
    assert!(
        sizes.is_sorted_by(|above, below| above >= below),
        "{sizes:?}"
    );
    let listed: Vec<&str> = layout
        .bookmarks
        .iter()
        .map(|each| each.title.as_str())
        .collect();
    assert_eq!(listed[1..], ["Contents", "Section one"]);
    render(&outline, &OPTIONS).unwrap();
}

/// A list of so many levels, each with one item that goes on over some lines.
fn deep_list(levels: usize, start: Option<u64>) -> Block {
    let mut inner: Vec<Block> = Vec::new();
    for level in (1..=levels).rev() {
        let text = format!("level{level} {}", "that goes on for a while ".repeat(8));
        let mut blocks = vec![Block::text(text)];
        blocks.append(&mut inner);
        let item = |blocks| ListItem { task: None, blocks };
        let items = vec![item(blocks), item(vec![Block::text("next")])];
        inner = vec![Block::List(List { start, items })];
    }
    inner.remove(0)
}

#[test]
fn lists_are_set_in_level_by_level_and_leave_room_for_text() {
    let numbers = [None, Some(1), Some(98), Some(999_999_998)];
    for (levels, start) in
        (1..=markdown::DEEPEST_NESTING).flat_map(|levels| numbers.map(|start| (levels, start)))
    {
        let layout = laid_out(vec![deep_list(levels, start)]);
        assert_eq!(trespass(&layout), None, "{levels} {start:?}");
        assert_eq!(collision(&layout), None, "{levels} {start:?}");
        let mut left = MARGIN_SIDE;
        for level in 1..=levels {
            let (_, x, _) = place_of(&layout, &format!("level{level}"));
            assert!(x > left + 5.0, "level {level} of {levels} {start:?}: {x}");
            left = x;
        }
        let room = MARGIN_SIDE + Sheet::default().content_width() - left;
        assert!(
            room > Sheet::default().content_width() * 0.4 - 1.0,
            "{levels} {start:?}: {room}"
        );
    }
}

#[test]
fn labels_and_bars_in_deep_places_stand_on_nothing() {
    let quoted = markdown::blocks(&format!("{}deepest", "> 1. ".repeat(12)), 1);
    let at_once = markdown::blocks(&format!("{}deepest", "100. ".repeat(24)), 1);
    let mixed = markdown::blocks(&format!("{}deepest", "- > 10. - [x] ".repeat(8)), 1);
    for blocks in [quoted, at_once, mixed] {
        let in_a_cell = vec![Block::KeyValues(vec![KeyValue {
            key: "Scope".to_owned(),
            value: blocks.clone(),
        }])];
        for blocks in [blocks, in_a_cell] {
            let layout = laid_out(blocks);
            assert_eq!(trespass(&layout), None);
            assert_eq!(collision(&layout), None);
            // Bars of quotations are rectangles of two points, to the left of what is quoted.
            let (page, deepest, _) = place_of(&layout, "deepest");
            for item in &layout.pages[page].items {
                if let ItemKind::Rect { width, .. } = &item.kind
                    && (width - 2.0).abs() < 0.01
                {
                    assert!(item.x + width <= deepest);
                }
            }
        }
    }
}

#[test]
fn every_level_of_a_list_is_a_list_in_the_structure() {
    let levels = markdown::DEEPEST_NESTING;
    let blocks = vec![deep_list(levels, Some(3))];
    let (_, structure) = lay_out(&outline(blocks), &FontSet::new(&[]).unwrap());
    // From the root down: the deepest chain of list, item and body.
    fn lists(structure: &Structure, node: usize) -> usize {
        let node = &structure.nodes[node];
        let own = usize::from(matches!(node.meaning, Meaning::List { numbered: true }));
        let below = node.children.iter().map(|child| match child {
            Child::Node(id) => lists(structure, *id),
            _ => 0,
        });
        own + below.max().unwrap_or(0)
    }
    assert_eq!(lists(&structure, Structure::ROOT), levels);
}

const FOOTNOTES: &str =
    "A claim.[^a] And another[^b], once more[^a].\n\n[^a]: First of **all**.\n[^b]: Second.\n";

#[test]
fn footnotes_are_notes_of_the_structure_and_references_lead_there_and_back() {
    let outline = outline(markdown::blocks(FOOTNOTES, 4));
    let (layout, structure) = lay_out(&outline, &FontSet::new(&[]).unwrap());
    assert_eq!(trespass(&layout), None);
    assert_eq!(collision(&layout), None);
    let below = |index: usize| {
        let children = structure.nodes[index].children.iter();
        children.filter_map(|child| match child {
            Child::Node(id) => Some(&structure.nodes[*id].meaning),
            _ => None,
        })
    };
    let of = |wanted: &Meaning| {
        let nodes = structure.nodes.iter().enumerate();
        nodes
            .filter(|(_, node)| node.meaning == *wanted)
            .map(|(index, _)| index)
            .collect::<Vec<_>>()
    };
    let notes = of(&Meaning::Note);
    assert_eq!(notes.len(), 2);
    for note in notes {
        let inside: Vec<&Meaning> = below(note).collect();
        assert_eq!(inside, [&Meaning::Label, &Meaning::Paragraph]);
    }
    // The table of contents has references too: to the one section.
    let references = of(&Meaning::Reference);
    assert_eq!(references.len(), 1 + 3);
    for reference in references {
        assert_eq!(below(reference).collect::<Vec<_>>(), [&Meaning::Link]);
    }
    for link in &structure.links {
        let crate::outline::LinkTarget::Anchor(name) = &link.target else {
            continue;
        };
        assert!(layout.anchors.contains_key(name), "{name}");
    }
    let place = |name: &str| layout.anchors[name];
    assert!(place("note:footnote-1").y > place("note:footnote-1-from-2").y);
    assert!(place("note:footnote-2").y > place("note:footnote-1").y);
    render(&outline, &OPTIONS).unwrap();
}

#[test]
fn the_number_of_a_footnote_is_small_and_raised_and_stays_with_its_word() {
    let layout = laid_out(markdown::blocks(FOOTNOTES, 4));
    let (_, _, line) = place_of(&layout, "claim");
    let (_, _, raised) = place_of(&layout, "[1]");
    assert!(raised < line - 2.0, "{raised} {line}");
    for words in 1..40 {
        let note = format!("{} end.[^a]\n\n[^a]: x", "word ".repeat(words));
        let layout = laid_out(markdown::blocks(&note, 4));
        let (page, _, word) = place_of(&layout, "end.");
        let (page_of_number, _, number) = place_of(&layout, "[1]");
        assert_eq!(page, page_of_number);
        assert!((word - number).abs() < theme::BODY.size * 0.5, "{words}");
    }
}

#[test]
fn footnotes_of_a_table_and_in_a_cell_have_their_places() {
    let mut note = String::from("| a[^1] | b |\n|---|---|\n");
    for row in 0..90 {
        note.push_str(&format!("| row {row}[^{row}] | x |\n"));
    }
    for row in 0..90 {
        note.push_str(&format!("\n[^{row}]: Note of row {row}.\n"));
    }
    let blocks = markdown::blocks(&note, 1);
    let in_a_cell = vec![Block::KeyValues(vec![KeyValue {
        key: "Scope".to_owned(),
        value: blocks.clone(),
    }])];
    for blocks in [blocks, in_a_cell] {
        let outline = outline(blocks);
        let (layout, structure) = lay_out(&outline, &FontSet::new(&[]).unwrap());
        assert_eq!(trespass(&layout), None);
        assert_eq!(collision(&layout), None);
        for link in &structure.links {
            if let crate::outline::LinkTarget::Anchor(name) = &link.target {
                assert!(layout.anchors.contains_key(name), "{name}");
            }
        }
        render(&outline, &OPTIONS).unwrap();
    }
}
