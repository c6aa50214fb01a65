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
