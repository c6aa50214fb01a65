//! Tables of notes: up to 20 columns, legible, with no word divided as long as there is a way.

use super::super::theme::Orientation;
use super::super::tree::Owner;
use super::*;

/// A table of Markdown; `cell` gives the text of a cell by row and column, row 0 being the header.
fn table(columns: usize, rows: usize, cell: impl Fn(usize, usize) -> String) -> String {
    let line = |row: usize| {
        let cells: Vec<String> = (0..columns).map(|column| cell(row, column)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(columns));
    let body: String = (1..=rows).map(line).collect();
    format!("{}{rule}{body}", line(0))
}

/// The text of each piece that is content, with its size and whether its page is turned.
fn pieces(layout: &Layout) -> Vec<(String, f32, bool)> {
    let mut found = Vec::new();
    for page in &layout.pages {
        let turned = page.sheet.orientation == Orientation::Turned;
        for item in &page.items {
            if let (ItemKind::Text { shaped, size, .. }, Owner::Slot(_)) = (&item.kind, item.owner)
            {
                found.push((shaped.text.clone(), *size, turned));
            }
        }
    }
    found
}

#[test]
fn tables_of_up_to_twenty_columns_are_set_without_losing_or_covering_anything() {
    let words = [
        "ok",
        "2026-11-22",
        "configuration",
        "0123456789abcdef0123456789abcdef",
    ];
    let on_each = |columns| Paper::ALL.map(|paper| (columns, paper));
    for (columns, paper) in (1..=markdown::MOST_TABLE_COLUMNS).flat_map(on_each) {
        for word in words {
            let note = table(columns, 30, |row, column| format!("{word} {row}.{column}"));
            let layout = laid_out_on(paper, markdown::blocks(&note, 4));
            assert_eq!(trespass(&layout), None, "{columns} {word}");
            assert_eq!(collision(&layout), None, "{columns} {word}");
            let text = painted(&layout);
            for (row, column) in (0..=30).flat_map(|row| (0..columns).map(move |at| (row, at))) {
                // A word that is divided stands in its cell line by line, with other cells between.
                let number = format!("{row}.{column}");
                assert!(text.contains(&number), "{columns} {word} {number}");
            }
            let smallest = pieces(&layout)
                .iter()
                .map(|(_, size, _)| *size)
                .fold(99.0, f32::min);
            assert!(
                smallest >= theme::SMALLEST_TYPE,
                "{columns} {word}: {smallest}"
            );
        }
    }
}

#[test]
fn no_word_is_divided_as_long_as_smaller_type_or_a_turned_page_helps() {
    for (word, most) in [
        ("ok", 20),
        ("2026-11-22", 20),
        ("supervision", 17),
        ("configuration", 15),
    ] {
        let mut before = (theme::TABLE.size, false);
        for columns in 1..=most {
            let note = table(columns, 3, |_, _| word.to_owned());
            let layout = laid_out(markdown::blocks(&note, 4));
            let found: Vec<_> = pieces(&layout)
                .into_iter()
                .filter(|(text, ..)| text == word)
                .collect();
            assert_eq!(found.len(), columns * 4, "{columns} {word}");
            let (_, size, turned) = found[0].clone();
            // More columns are never set larger, but for the first that turns the page.
            assert!(turned || !before.1);
            assert!(size <= before.0 || turned != before.1, "{columns} {word}");
            before = (size, turned);
        }
    }
    let few = table(5, 3, |_, _| "configuration".to_owned());
    let found = pieces(&laid_out(markdown::blocks(&few, 4)));
    let of_table = found.iter().find(|(text, ..)| text == "configuration");
    assert_eq!(
        of_table.map(|(_, size, turned)| (*size, *turned)),
        Some((theme::TABLE.size, false))
    );
}

#[test]
fn a_wide_table_stands_on_turned_pages_with_its_heading_and_nothing_else() {
    let rows = table(20, 120, |row, _| format!("verification{row}"));
    let note = format!("Before it.\n\n# Heading of it\n\n{rows}\n\nAfter it.\n\n{rows}");
    let mut blocks = markdown::blocks(&note, 4);
    blocks.insert(0, Block::heading(2, "two", vec![Inline::text("Linked")]));
    blocks.push(Block::Paragraph(vec![Inline::internal("back", "two")]));
    let layout = laid_out(blocks.clone());
    assert_eq!(trespass(&layout), None);
    assert_eq!(collision(&layout), None);
    let turned: Vec<bool> = layout
        .pages
        .iter()
        .map(|page| page.sheet.orientation == Orientation::Turned)
        .collect();
    let page = |text| place_of(&layout, text).0;
    let (before, heading, after) = (page("Before"), page("Heading"), page("After"));
    assert!(!turned[before] && turned[heading] && !turned[after]);
    assert_eq!(heading, before + 1);
    // The header is repeated on each page, and the page numbers stand on all of them.
    for (number, page) in layout.pages.iter().enumerate() {
        let texts = |wanted: &str| {
            let items = page.items.iter();
            items
                .filter(|item| matches!(&item.kind, ItemKind::Text { shaped, .. } if shaped.text.starts_with(wanted)))
                .count()
        };
        assert_eq!(texts("Page"), 1, "{number}");
        if turned[number] {
            assert!(texts("Before") + texts("After") == 0);
            assert!(texts("verificat") >= 20, "{number}");
        }
    }
    // What follows a turned table at the end begins no page for nothing.
    assert_eq!(
        laid_out(markdown::blocks(&rows, 4))
            .pages
            .last()
            .map(|page| page.sheet.orientation),
        Some(Orientation::Turned)
    );
    let output = render(&outline(blocks), &OPTIONS).unwrap();
    let read = lopdf::Document::load_mem(&output.bytes).unwrap();
    let wide: Vec<bool> = read
        .get_pages()
        .values()
        .map(|page| {
            let page = read.get_dictionary(*page).unwrap();
            let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
            sides[2].as_float().unwrap() > sides[3].as_float().unwrap()
        })
        .collect();
    assert_eq!(wide, turned);
}

#[test]
fn a_wide_table_within_a_list_has_the_whole_page() {
    let rows = table(20, 2, |_, _| "verification".to_owned());
    let inner: String = rows.lines().map(|line| format!("  {line}\n")).collect();
    for note in [
        format!("- one\n\n{inner}\n- two\n"),
        format!("- {}\n- two\n", inner.trim_start()),
    ] {
        let layout = laid_out(markdown::blocks(&note, 4));
        assert_eq!(trespass(&layout), None);
        assert_eq!(collision(&layout), None);
        let (page, ..) = place_of(&layout, "verification");
        assert_eq!(layout.pages[page].sheet.orientation, Orientation::Turned);
    }
}

#[test]
fn a_wide_table_within_a_cell_stands_in_parts() {
    let note = table(20, 2, |row, column| match (row, column) {
        (0, 0) => "Site".to_owned(),
        (_, 0) => format!("site{row}"),
        _ => format!("supervisor{column}.{row}"),
    });
    let layout = laid_out(vec![Block::KeyValues(vec![KeyValue {
        key: "Scope".to_owned(),
        value: markdown::blocks(&note, 1),
    }])]);
    assert_eq!(trespass(&layout), None);
    assert_eq!(collision(&layout), None);
    assert!(
        layout
            .pages
            .iter()
            .all(|page| page.sheet.orientation == Orientation::Upright)
    );
    let text = painted(&layout);
    let times = |wanted: &str| text.matches(wanted).count();
    let parts = times("Site");
    assert!(parts > 2, "{parts}");
    assert_eq!((times("site1"), times("site2")), (parts, parts));
    assert_eq!(times(&format!("standsin{parts}parts")), 1);
    for column in 1..20 {
        assert_eq!(times(&format!("supervisor{column}.1")), 1, "{column}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn written_tables_stay_within_the_margins(
        texts in proptest::collection::vec(any_text(), 1..24),
        columns in 1_usize..21,
        in_a_cell in any::<bool>(),
    ) {
        let mut table = Table::new("t", &vec![("Header of it", 10, Align::End); columns]);
        table.fitted = true;
        for row in texts.chunks(columns) {
            table.push(None, false, row.iter().map(|text| vec![Inline::text(text.clone())]).collect());
        }
        let table = vec![Block::Table(table)];
        let layout = laid_out(if in_a_cell {
            vec![Block::KeyValues(vec![KeyValue { key: "k".to_owned(), value: table }])]
        } else {
            table
        });
        prop_assert_eq!(trespass(&layout), None);
    }
}
