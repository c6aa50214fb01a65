//! What stays together on a page, and how full pages are.

use super::*;

#[test]
fn a_chart_that_fits_on_a_page_is_not_divided() {
    let bars = |count: usize| {
        let row = |index: usize| BarRow {
            label: format!("Bar{index}."),
            parts: vec![BarPart {
                tone: Tone::Pass,
                count: 3,
            }],
            figure: "3/3".to_owned(),
        };
        Block::Chart(Chart {
            caption: "Caption of it".to_owned(),
            description: "Bars".to_owned(),
            data: ChartData::Bars((0..count).map(row).collect()),
        })
    };
    for filling in 0..40 {
        let above = (0..filling).map(|_| Block::text("Filling"));
        let layout = laid_out(above.chain([bars(38), Block::text("Below")]).collect());
        let page = place_of(&layout, "Caption").0;
        for index in 0..38 {
            let bar = format!("Bar{index}.");
            assert_eq!(
                place_of(&layout, &bar).0,
                page,
                "{bar} below {filling} lines"
            );
        }
        assert_eq!(trespass(&layout), None);
    }
    // One that is higher than a page has to be.
    let layout = laid_out(vec![bars(90)]);
    assert_eq!(trespass(&layout), None);
    assert!(place_of(&layout, "Bar89.").0 > place_of(&layout, "Bar0.").0);
}

#[test]
fn what_introduces_a_table_stays_with_its_beginning() {
    for lines in 30..60 {
        let mut table = Table::new("t", &[("Header", 1, Align::Start)]);
        for row in 0..30 {
            table.push(None, false, vec![vec![Inline::text(format!("Row{row}."))]]);
        }
        let layout = laid_out(vec![
            Block::text("filling ".repeat(lines * 14)),
            Block::subheading(2, "Heading"),
            Block::remark("Introduction"),
            Block::Table(table),
        ]);
        let place = |start| place_of(&layout, start).0;
        assert_eq!(place("Introduction"), place("Row0."), "{lines}");
        assert_eq!(place("Heading"), place("Row0."), "{lines}");
    }
}

/// How far the content of a page reaches down, as a share of its height.
fn filled(page: &tree::PageItems) -> f32 {
    let height = page.sheet.content_height();
    let bottom = MARGIN_TOP + height;
    let content = page.items.iter().map(|item| item.y);
    let lowest = content.filter(|&y| y <= bottom + 0.6);
    (lowest.fold(0.0, f32::max) - MARGIN_TOP) / height
}

/// The pages of the register, from its heading to that of the next section.
fn pages_of_register(layout: &Layout) -> std::ops::Range<usize> {
    layout.anchors["risks"].page..layout.anchors["evidence"].page
}

#[test]
fn the_register_of_the_example_takes_no_more_pages_than_it_needs() {
    let outline = crate::outline::of(&report_on_example());
    let (layout, _) = lay_out(&outline, &FontSet::new(&[]).unwrap());
    assert_eq!(trespass(&layout), None);
    let pages = pages_of_register(&layout).len();
    assert!((15..25).contains(&pages), "{pages}");
    // A page is half empty only where the next one begins something of its own.
    let is_begun = |page: usize| {
        let sections = outline.sections.iter().filter(|section| section.new_page);
        sections
            .filter_map(|section| layout.anchors.get(&section.anchor))
            .any(|place| place.page == page)
    };
    for (number, page) in layout.pages.iter().enumerate().skip(1) {
        let is_last = number + 1 == layout.pages.len();
        assert!(
            filled(page) > 0.6 || is_last || is_begun(number + 1),
            "page {number}"
        );
    }
}

#[test]
fn long_decisions_leave_no_page_of_the_register_half_empty() {
    for words in [40, 130, 150, 170, 250, 480] {
        let mut report = report_on_example();
        let risks = report.register.categories.iter_mut();
        for risk in risks.flat_map(|category| &mut category.risks) {
            risk.note.clear();
            risk.acceptance = Some(crate::document::AcceptancePart {
                by: "The board".to_owned(),
                on: "2026-11-01".parse().unwrap(),
                reason: "because so ".repeat(words).trim_end().to_owned(),
                until: None,
            });
        }
        let outline = crate::outline::of(&report);
        let (layout, _) = lay_out(&outline, &FontSet::new(&[]).unwrap());
        for number in pages_of_register(&layout) {
            let filled = filled(&layout.pages[number]);
            assert!(filled > 0.55, "page {number} with {words} words: {filled}");
        }
    }
}

#[test]
fn no_page_holds_the_last_few_lines_of_the_contents() {
    let fonts = FontSet::new(&[]).unwrap();
    let lines_on_last = |paper: Paper, sections: usize| {
        let mut whole = Outline {
            paper,
            ..outline(Vec::new())
        };
        let section = |number: usize| Section {
            anchor: format!("section-{number}"),
            title: format!("Listed{number}"),
            new_page: number == 0,
            // Some with headings below them, one with a title of several lines.
            blocks: (0..number % 3)
                .flat_map(|at| {
                    let anchor = format!("heading-{number}-{at}");
                    let words = if number == 5 {
                        "words ".repeat(40)
                    } else {
                        String::new()
                    };
                    let title = vec![Inline::text(format!("Listed {words}"))];
                    [Block::heading(2, anchor, title), Block::text("Said")]
                })
                .chain([Block::text("Said")])
                .collect(),
        };
        whole.sections = (0..sections).map(section).collect();
        let layout = lay_out(&whole, &fonts).0;
        assert_eq!(trespass(&layout), None);
        assert_eq!(collision(&layout), None);
        let (first, ..) = place_of(&layout, "Contents");
        let after = layout.anchors["section-0"].page;
        let lines = lines_of(&layout);
        let on_page = |page: usize| {
            let lines = lines.iter().filter(|(at, _)| *at == page);
            lines
                .filter(|(_, text)| text.contains("Listed") || text.contains("words"))
                .count()
        };
        (after - first, on_page(after - 1))
    };
    let mut tightened = 0;
    for paper in Paper::ALL {
        let mut before = (1, 0);
        for sections in 10..75 {
            let (pages, last) = lines_on_last(paper, sections);
            assert!(
                pages == 1 || last > 4,
                "{paper:?} {sections}: {last} lines on page {pages}"
            );
            // Where a page more begins, it begins with more than the few that were added.
            if pages > before.0 {
                assert!(last > 4);
                tightened += 1;
            }
            before = (pages, last);
        }
    }
    assert!(tightened >= 4, "the lists are too short to be divided");
}
