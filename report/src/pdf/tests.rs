//! The layout tree as a whole: nothing runs over an edge, nothing is lost, nothing differs.

mod fonts;
mod notes;
mod paper;
mod tables;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::theme::{MARGIN_SIDE, MARGIN_TOP, Sheet};
use super::tree::ItemKind;
use super::*;
use assay_assessment::{ScaleLevel, exposure::MatrixCell};

use crate::chart::{BarPart, BarRow, Chart, ChartData, Counts, Matrix, Ranking, RankingRow};
use crate::markdown;
use crate::outline::{
    Align, Block, Inline, KeyValue, List, ListItem, Paper, Section, Table, Tone, inline_text,
};

mod pages;
mod pictures;

fn outline(blocks: Vec<Block>) -> Outline {
    Outline {
        title: "Assessment of Example Operator".to_owned(),
        language: "en".to_owned(),
        description: "An assessment against the ValOS Controls Catalog".to_owned(),
        authors: vec!["A. Assessor".to_owned()],
        running_header: "Example Operator, 2026".to_owned(),
        running_footer: String::new(),
        extent: Extent::Full,
        draft: false,
        contents: true,
        paper: Paper::A4,
        logo: None,
        notice: Some("Example: not a real assessment".to_owned()),
        document_id: "urn:assay:0123".to_owned(),
        cover: vec![Block::text("Does not conform")],
        sections: vec![Section {
            anchor: "one".to_owned(),
            title: "Section one".to_owned(),
            new_page: true,
            blocks,
        }],
    }
}

const OPTIONS: PdfOptions<'_> = PdfOptions {
    embedded_report: None,
    embedded_name: EMBEDDED_REPORT_NAME,
    created: 1_795_305_600,
    extra_fonts: &[],
    pictures: &crate::picture::NO_PICTURES,
};

/// The first thing that runs over an edge, in words.
fn trespass(layout: &Layout) -> Option<String> {
    for (number, page) in layout.pages.iter().enumerate() {
        let (page_width, page_height) = page.sheet.size();
        let content_width = page.sheet.content_width();
        let content_height = page.sheet.content_height();
        for item in &page.items {
            let (right, blank) = match &item.kind {
                ItemKind::Text { width, blank, .. } => (item.x + width, *blank),
                ItemKind::Rect { width, .. }
                | ItemKind::Picture { width, .. }
                | ItemKind::LinkArea { width, .. } => (item.x + width, false),
                ItemKind::Stroke { dx, .. } => (item.x + dx.max(0.0), false),
                ItemKind::PageNumber { .. } => return Some("an open page number".to_owned()),
            };
            let limit = if blank {
                page_width
            } else {
                MARGIN_SIDE + content_width + 0.1
            };
            let inside = item.x >= MARGIN_SIDE - 0.1
                && right <= limit
                && item.y >= 10.0
                && item.y <= page_height - 20.0;
            let in_margin = item.y < MARGIN_TOP - 20.0 || item.y > page_height - 40.0;
            let in_content =
                item.y >= MARGIN_TOP - 0.1 && item.y <= MARGIN_TOP + content_height + 0.6;
            if !inside || !(in_margin || in_content) {
                return Some(format!("page {}: {item:?}", number + 1));
            }
        }
    }
    None
}

/// The first two texts that stand on each other, in words.
fn collision(layout: &Layout) -> Option<String> {
    for (number, page) in layout.pages.iter().enumerate() {
        let mut boxes: Vec<(f32, f32, f32, f32, &str)> = page
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Text {
                    shaped,
                    size,
                    width,
                    blank: false,
                    ..
                } if !shaped.text.trim().is_empty() => {
                    let (top, bottom) = (item.y - size * 0.7, item.y + size * 0.2);
                    Some((top, bottom, item.x, item.x + width, shaped.text.as_str()))
                }
                _ => None,
            })
            .collect();
        boxes.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (index, one) in boxes.iter().enumerate() {
            let near = boxes
                .iter()
                .skip(index + 1)
                .take_while(|other| other.0 < one.1 - 0.2);
            for other in near {
                if one.2 < other.3 - 0.2 && other.2 < one.3 - 0.2 {
                    return Some(format!("page {}: {:?} on {:?}", number + 1, one.4, other.4));
                }
            }
        }
    }
    None
}

/// All that is painted as content, in order of painting, without white space.
fn painted(layout: &Layout) -> String {
    let mut text = String::new();
    for page in &layout.pages {
        for item in &page.items {
            if let (ItemKind::Text { shaped, .. }, tree::Owner::Slot(_)) = (&item.kind, item.owner)
            {
                text.extend(shaped.text.chars().filter(|c| !c.is_whitespace()));
            }
        }
    }
    text
}

fn laid_out(blocks: Vec<Block>) -> Layout {
    laid_out_on(Paper::A4, blocks)
}

fn laid_out_on(paper: Paper, blocks: Vec<Block>) -> Layout {
    let fonts = FontSet::new(&[]).unwrap();
    let outline = Outline {
        paper,
        ..outline(blocks)
    };
    lay_out(&outline, &fonts).0
}

fn everything() -> Vec<Block> {
    let mut note = String::from(
        "# Heading of a note\n\nSome **bold**, *leaning*, ~~struck~~ and `code` text with a[^f] \
         [link](https://example.org/policy) and\u{202e} tricks, Ελληνικά, Кириллица, 漢字 😀.\n\n\
         - [x] done\n- [ ] open\n\n1. one\n   - nested\n2. two\n\n> A quotation\n> over two lines\n\n\
         ```sh\nnft list ruleset | sha256sum # and a very long line that does not fit on one line of the page at all\n\
             indented\n```\n\n| Port | Use | Remark |\n|---:|---|---|\n",
    );
    for row in 0..60 {
        let _ = writeln!(note, "| {row} | service | {} |", "word ".repeat(row % 13));
    }
    note.push_str("\n[^f]: A footnote.\n");
    let mut blocks = vec![
        Block::heading(2, "two", vec![Inline::text("Access control")]),
        Block::Paragraph(vec![
            Inline::badge(Tone::Pass, '✓', "Implemented"),
            Inline::text(" "),
            Inline::badge(Tone::Fail, '✗', "Fails"),
            Inline::text(" by "),
            Inline::internal("section one", "one"),
        ]),
        Block::KeyValues(vec![
            KeyValue::text("Operator", "Example Operator AG"),
            KeyValue::line("SHA-256", vec![Inline::code("0123456789abcdef".repeat(4))]),
        ]),
        Block::Callout {
            tone: Tone::Partial,
            blocks: vec![
                Block::text("Three MUST controls fail."),
                Block::text("And more."),
            ],
        },
    ];
    blocks.extend(markdown::blocks(&note, 2));
    blocks.extend(charts());
    blocks
}

fn charts() -> Vec<Block> {
    let levels = |names: [&str; 5]| names.map(str::to_owned);
    let cell = |impact: usize, probability: usize| MatrixCell {
        impact: ScaleLevel::ALL[impact],
        probability: ScaleLevel::ALL[probability],
    };
    vec![
        Block::Chart(Chart {
            caption: "Progress by section".to_owned(),
            description: "Two sections".to_owned(),
            data: ChartData::Bars(
                ["Risk Management", "Access Control"]
                    .iter()
                    .map(|label| BarRow {
                        label: (*label).to_owned(),
                        parts: [
                            Tone::Pass,
                            Tone::NotApplicable,
                            Tone::Partial,
                            Tone::Fail,
                            Tone::Open,
                        ]
                        .map(|tone| BarPart { tone, count: 2 })
                        .to_vec(),
                        figure: "4/10".to_owned(),
                    })
                    .collect(),
            ),
        }),
        Block::Chart(Chart {
            caption: "Risk matrix".to_owned(),
            description: "Where risks stand".to_owned(),
            data: ChartData::Matrix(Box::new(Matrix {
                impact_levels: levels(["Negligible", "Minor", "Moderate", "Major", "Severe"]),
                probability_levels: levels([
                    "Rare",
                    "Unlikely",
                    "Possible",
                    "Likely",
                    "Almost certain",
                ]),
                before: Counts::of((0..30).map(|index| cell(index % 5, 4 - index % 3))),
                after: Counts::of((0..30).map(|index| cell(index % 4, index % 2))),
            })),
        }),
        Block::Chart(Chart {
            caption: "Ranking".to_owned(),
            description: "Exposures".to_owned(),
            data: ChartData::Ranking(Ranking::new(
                (1..40_u64)
                    .map(|index| RankingRow {
                        label: format!("KEC{index} Withdrawal keys lost"),
                        inherent: 60_000_000 / index,
                        residual: 6_000_000 / index,
                        inherent_figure: format!("EUR {}", 600_000 / index),
                        residual_figure: format!("EUR {}", 60_000 / index),
                    })
                    .collect(),
                |amount| format!("EUR {}", amount / 100),
            )),
        }),
    ]
}

#[test]
fn every_kind_of_block_meets_the_standards() {
    let output = render(
        &outline(everything()),
        &PdfOptions {
            embedded_report: Some(b"{\"format\":\"assay-report\"}"),
            embedded_name: EMBEDDED_REPORT_NAME,
            ..OPTIONS
        },
    )
    .unwrap();
    assert_eq!(output.substituted, ['\u{202e}', '字', '漢', '😀']);
    assert!(output.pages > 4);
    if let Ok(folder) = std::env::var("ASSAY_WRITE_PDF") {
        std::fs::write(format!("{folder}/blocks.pdf"), &output.bytes).unwrap();
    }
}

#[test]
fn the_same_outline_gives_the_same_bytes() {
    let first = render(&outline(everything()), &OPTIONS).unwrap();
    let second = render(&outline(everything()), &OPTIONS).unwrap();
    assert!(first == second);
}

#[test]
fn nothing_runs_over_an_edge() {
    assert_eq!(trespass(&laid_out(everything())), None);
}

#[test]
fn the_longest_notes_are_set_whole() {
    let words = "lorem ipsum dolor ".repeat(5_600);
    let one_word = "x".repeat(100_000);
    let address = format!("https://example.org/{}", "a/b.c?d=".repeat(12_000));
    for note in [words, one_word, address] {
        let blocks = markdown::blocks(&note, 1);
        let layout = laid_out(blocks.clone());
        assert_eq!(trespass(&layout), None);
        let wanted: String = note.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(painted(&layout).contains(&wanted));
    }
}

#[test]
fn a_row_higher_than_pages_is_divided_and_its_header_repeated() {
    let mut table = Table::new(
        "wide",
        &[("Left", 1, Align::Start), ("Right", 3, Align::End)],
    );
    table.push(
        None,
        true,
        vec![
            vec![Inline::text("alpha ".repeat(2_000))],
            vec![Inline::text("beta ".repeat(4_000))],
        ],
    );
    let layout = laid_out(vec![Block::Table(table)]);
    assert_eq!(trespass(&layout), None);
    let text = painted(&layout);
    assert_eq!(text.matches("alpha").count(), 2_000);
    assert_eq!(text.matches("beta").count(), 4_000);
    let pages_of_table = layout
        .pages
        .iter()
        .filter(|page| {
            page.items.iter().any(
                |item| matches!(&item.kind, ItemKind::Text { shaped, .. } if shaped.text == "Left"),
            )
        })
        .count();
    assert!(pages_of_table > 3);
}

/// Where the first text that begins so stands: page, left edge, baseline.
fn place_of(layout: &Layout, start: &str) -> (usize, f32, f32) {
    for (number, page) in layout.pages.iter().enumerate() {
        for item in &page.items {
            if let ItemKind::Text { shaped, .. } = &item.kind
                && shaped.text.starts_with(start)
            {
                return (number, item.x, item.y);
            }
        }
    }
    panic!("{start:?} is not painted");
}

#[test]
fn the_cells_of_a_table_in_a_value_stand_side_by_side() {
    let layout = laid_out(vec![Block::KeyValues(vec![KeyValue {
        key: "Scope".to_owned(),
        value: markdown::blocks("| What | Why |\n|---|---|\n| wallet | elsewhere |\n", 1),
    }])]);
    let (_, left, what) = place_of(&layout, "What");
    let (_, right, why) = place_of(&layout, "Why");
    let (_, _, wallet) = place_of(&layout, "wallet");
    let (_, _, elsewhere) = place_of(&layout, "elsewhere");
    assert!((what - why).abs() < 0.01 && (wallet - elsewhere).abs() < 0.01);
    assert!(left < right && what < wallet);
}

#[test]
fn every_cell_of_a_table_has_content_for_the_structure() {
    use super::tree::{Child, Meaning, Owner};
    let mut table = Table::new("t", &[("", 1, Align::Start), ("b", 1, Align::End)]);
    table.push(None, true, vec![vec![], vec![Inline::text("")]]);
    let outline = outline(vec![Block::Table(table)]);
    let (layout, structure) = lay_out(&outline, &FontSet::new(&[]).unwrap());
    let painted: Vec<Owner> = layout
        .pages
        .iter()
        .flat_map(|page| page.items.iter().map(|item| item.owner))
        .collect();
    let cells: Vec<_> = structure
        .nodes
        .iter()
        .filter(|node| matches!(node.meaning, Meaning::Cell | Meaning::HeaderCell { .. }))
        .collect();
    assert_eq!(cells.len(), 4);
    for cell in cells {
        let filled = cell.children.iter().any(|child| match child {
            Child::Slot(slot) => painted.contains(&Owner::Slot(*slot)),
            _ => false,
        });
        assert!(filled, "{cell:?}");
    }
}

#[test]
fn a_table_in_a_value_is_divided_between_pages() {
    let layout = laid_out(vec![Block::KeyValues(vec![KeyValue {
        key: "Scope".to_owned(),
        value: markdown::blocks(
            &format!(
                "| a | b |\n|---|---|\n| {} | end |\n",
                "word ".repeat(6_000)
            ),
            1,
        ),
    }])]);
    assert_eq!(trespass(&layout), None);
    assert_eq!(painted(&layout).matches("word").count(), 6_000);
}

#[test]
fn blocks_that_end_in_a_heading_stay_with_what_follows() {
    for lines in 30..60 {
        let layout = laid_out(vec![
            Block::text("filling ".repeat(lines * 14)),
            Block::KeepTogether(vec![
                Block::subheading(2, "Opening"),
                Block::subheading(3, "Group"),
            ]),
            Block::text("Following"),
        ]);
        let (page, ..) = place_of(&layout, "Opening");
        assert_eq!(page, place_of(&layout, "Following").0, "{lines}");
    }
}

#[test]
fn a_date_is_not_broken() {
    for width in 40..140_u16 {
        let fonts = FontSet::new(&[]).unwrap();
        let line = [Inline::text("✓ Done 2026-11-16")];
        for wrapped in wrap::wrap(&fonts, &line, theme::TABLE, f32::from(width) + 20.0) {
            let text: String = wrapped
                .pieces
                .iter()
                .map(|piece| &*piece.shaped.text)
                .collect();
            assert!(
                !text.contains("2026") || text.contains("2026-11-16"),
                "{text}"
            );
        }
    }
}

#[test]
fn characters_that_are_not_drawn_are_named_in_the_document() {
    let outline = outline(vec![Block::text("猫 と 😀")]);
    let output = render(&outline, &OPTIONS).unwrap();
    assert_eq!(output.substituted, ['と', '猫', '😀']);
    let section = substitutions(&['a', 'b', 'c', '猫']);
    let texts: Vec<String> = section
        .blocks
        .iter()
        .map(|block| format!("{block:?}"))
        .collect();
    assert!(texts.concat().contains("U+0061 to U+0063, U+732B"));
}

/// Any text, and texts of the kinds that break layouts.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z]{1,12}( [a-z]{1,12}){0,80}",
        "[A-Za-z0-9/._-]{200,900}",
        "[א-ת]{1,9}( [א-ת0-9a-z]{1,9}){0,20}",
        "(漢|字|、|a| ){1,200}",
        "(\u{301}|e|\u{200b}| |\t|\n){1,60}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn text_stays_within_the_margins(text in any_text(), nested in 0_usize..30) {
        let mut block = Block::text(text.clone());
        for _ in 0..nested {
            block = Block::List(List {
                start: Some(9_999_999),
                items: vec![ListItem { task: None, blocks: vec![block] }],
            });
        }
        let layout = laid_out(vec![block, Block::Code { language: None, text }]);
        prop_assert_eq!(trespass(&layout), None);
    }

    #[test]
    fn tables_stay_within_the_margins(
        texts in proptest::collection::vec(any_text(), 1..12),
        weights in proptest::collection::vec(1_u16..400, 1..12),
    ) {
        let columns: Vec<(&str, u16, Align)> =
            weights.iter().map(|&weight| ("Header of it", weight, Align::End)).collect();
        let mut table = Table::new("table", &columns);
        for row in texts.chunks(columns.len()) {
            table.push(None, false, row.iter().map(|text| vec![Inline::text(text.clone())]).collect());
        }
        let layout = laid_out(vec![Block::Table(table)]);
        prop_assert_eq!(trespass(&layout), None);
    }

    #[test]
    fn wrapping_loses_no_character(text in "[a-zA-Z0-9éßЖω.,/ -]{0,600}", width in 20.0_f32..500.0) {
        let fonts = FontSet::new(&[]).unwrap();
        let line = vec![Inline::text(text.clone())];
        let mut back = String::new();
        for wrapped in wrap::wrap(&fonts, &line, theme::BODY, width) {
            prop_assert!(wrapped.width <= width + 0.1);
            for piece in wrapped.pieces {
                back.push_str(&piece.shaped.text);
            }
        }
        let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(kept(&back), kept(&inline_text(&line)));
    }

    #[test]
    fn any_note_becomes_a_pdf(note in any_text()) {
        let mut blocks = markdown::blocks(&note, 1);
        blocks.push(Block::text(note));
        render(&outline(blocks), &OPTIONS).unwrap();
    }
}

/// The report on the example.
fn report_on_example() -> crate::document::Report {
    use assay_assessment::{AssessmentId, EvidencePresence, Sha256Digest, Timestamp, UtcOffset};
    use assay_catalog::Editions;

    use crate::document::{Circumstances, Presentation, Report, Role, SigningParty};

    let at = Timestamp::from_milliseconds(1_795_305_600_000);
    let id = AssessmentId::from_random([7; 16]);
    let catalog = Editions::bundled_draft();
    let example = assay_assessment::example::open(id, at, UtcOffset::UTC, catalog).unwrap();
    let circumstances = Circumstances {
        generated_at: at,
        utc_offset: UtcOffset::UTC,
        journal_head: Sha256Digest::of(b"journal"),
        journal_entries: 607,
        signing_parties: vec![SigningParty {
            role: Role::Assessor,
            name: "Ada Roth".to_owned(),
            organisation: "Roth Assurance".to_owned(),
            key: Some("did:key:zDnaeT6q1r4bLCtkcB36dDazyhEHXQWCVqr1u5g6zPjsPtaLU".to_owned()),
            fingerprint: Some("TCXG 3VC3 Z5ZG 32MJ 67A5 MC66 3N3J OE46".to_owned()),
        }],
        presentation: Presentation::default(),
        presence: EvidencePresence::default(),
        pictures: Default::default(),
    };
    Report::assemble(example.record.assessment(), catalog, &circumstances)
}

/// The outline of the example's report, with a scope of so many lines more.
fn example_outline(lines: usize) -> Outline {
    let mut report = report_on_example();
    report.scope.push_str(&"\n\nAnother line.".repeat(lines));
    crate::outline::of(&report)
}

/// The cover of the example's report, with a scope of so many lines; nothing else of it.
fn cover_with_scope(lines: usize) -> Layout {
    let mut outline = example_outline(lines);
    // The contents, which tell where the cover ends, are those of one empty section.
    outline.sections.truncate(1);
    for section in &mut outline.sections {
        section.blocks.clear();
    }
    lay_out(&outline, &FontSet::new(&[]).unwrap()).0
}

#[test]
fn a_document_that_wants_none_has_no_contents() {
    let painted = |outline: &Outline| {
        let layout = lay_out(outline, &FontSet::new(&[]).unwrap()).0;
        let lines = lines_of(&layout);
        lines.into_iter().any(|(_, line)| line == "Contents")
    };
    let mut outline = example_outline(0);
    assert!(painted(&outline));
    outline.contents = false;
    assert!(!painted(&outline));
}

/// What stands on each line of each page: page, baseline, text.
fn lines_of(layout: &Layout) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, i64, String)> = Vec::new();
    for (number, page) in layout.pages.iter().enumerate() {
        for item in &page.items {
            let ItemKind::Text { shaped, .. } = &item.kind else {
                continue;
            };
            let y = (item.y * 100.0) as i64;
            match lines.last_mut() {
                Some((page, line, text)) if (*page, *line) == (number, y) => {
                    text.push_str(&shaped.text);
                }
                _ => lines.push((number, y, shaped.text.clone())),
            }
        }
    }
    lines
        .into_iter()
        .map(|(page, _, text)| (page, text))
        .collect()
}

/// Every passage of preformatted text in these blocks.
fn codes(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Code { text, .. } => found.push(text.clone()),
            Block::KeepTogether(inner) => codes(inner, found),
            Block::List(list) => {
                list.items
                    .iter()
                    .for_each(|item| codes(&item.blocks, found));
            }
            _ => {}
        }
    }
}

#[test]
fn the_commands_that_verify_a_report_are_set_as_they_are_to_be_copied() {
    let mut outline = example_outline(0);
    outline
        .sections
        .retain(|section| section.anchor == "verify");
    let mut commands = Vec::new();
    codes(&outline.sections[0].blocks, &mut commands);
    assert!(commands.iter().any(|text| text.contains("openvc")));
    let lines = lines_of(&lay_out(&outline, &FontSet::new(&[]).unwrap()).0);
    for command in commands {
        // Line by line, none wrapped, and all on one page.
        let wanted: Vec<&str> = command.lines().collect();
        let together = lines.windows(wanted.len()).any(|window| {
            let same =
                |((_, found), wanted): (&(usize, String), &&str)| found.trim() == wanted.trim();
            window.iter().zip(&wanted).all(same) && window[0].0 == window[wanted.len() - 1].0
        });
        assert!(together, "{command}");
    }
}

#[test]
fn who_signs_and_what_that_is_worth_stand_on_one_page_of_the_cover() {
    let (contents, ..) = place_of(&cover_with_scope(0), "Contents");
    assert_eq!(contents, 1, "the example's cover fits on one page");
    for lines in 0..40 {
        let layout = cover_with_scope(lines);
        let place = |start| place_of(&layout, start).0;
        let heading = place("Signatures");
        for word in ["Fingerprint", "attached", "rely"] {
            assert_eq!(place(word), heading, "{word:?} after {lines} more lines");
        }
    }
}
