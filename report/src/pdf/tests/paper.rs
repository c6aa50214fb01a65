//! US Letter, which is wider than A4 and shorter: all that holds on the one holds on the other.

use super::*;
use crate::document::{DateFormat, NumberFormat, Presentation};

/// The sides of each page of a PDF, in points, as it says.
fn sides(bytes: &[u8]) -> Vec<(f32, f32)> {
    let read = lopdf::Document::load_mem(bytes).unwrap();
    let pages = read.get_pages();
    let of_page = pages.values().map(|page| {
        let page = read.get_dictionary(*page).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        (sides[2].as_float().unwrap(), sides[3].as_float().unwrap())
    });
    of_page.collect()
}

#[test]
fn pages_have_the_size_of_their_paper() {
    let wide = "| a ".repeat(20);
    let rule = "|---".repeat(20);
    let cells = "| verification ".repeat(20);
    let blocks = || markdown::blocks(&format!("Text\n\n{wide}|\n{rule}|\n{cells}|"), 4);
    for (paper, upright) in [
        (Paper::A4, (595.28, 841.89)),
        (Paper::UsLetter, (612.0, 792.0)),
    ] {
        let outline = Outline {
            paper,
            ..outline(blocks())
        };
        let found = sides(&render(&outline, &OPTIONS).unwrap().bytes);
        let turned = (upright.1, upright.0);
        assert!(
            found.contains(&upright) && found.contains(&turned),
            "{found:?}"
        );
        assert!(found.iter().all(|size| [upright, turned].contains(size)));
    }
}

#[test]
fn nothing_runs_over_an_edge_or_over_another_thing() {
    let a4 = laid_out(everything());
    let letter = laid_out_on(Paper::UsLetter, everything());
    assert_eq!(trespass(&letter), None);
    assert_eq!(collision(&letter), None);
    // Both hold the same, in the same order.
    assert_eq!(painted(&letter), painted(&a4));
    // The furniture is as wide as the text.
    let widest = |layout: &Layout| {
        let items = layout.pages.iter().flat_map(|page| &page.items);
        let strokes = items.filter_map(|item| match item.kind {
            ItemKind::Stroke { dx, .. } => Some(dx),
            _ => None,
        });
        strokes.fold(0.0, f32::max)
    };
    assert!((widest(&a4) - (595.28 - 112.0)).abs() < 0.01);
    assert!((widest(&letter) - (612.0 - 112.0)).abs() < 0.01);
}

#[test]
fn a_whole_report_stands_on_it_with_every_format() {
    let mut report = report_on_example();
    report.presentation = Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::MonthDayYear,
        numbers: NumberFormat::SpaceComma,
        ..Presentation::default()
    };
    let layout = lay_out(&crate::outline::of(&report), &FontSet::new(&[]).unwrap()).0;
    assert_eq!(trespass(&layout), None);
    assert_eq!(collision(&layout), None);
    // What has to stay together does.
    let place = |start| place_of(&layout, start).0;
    assert_eq!(
        place("Contents"),
        1,
        "the example\u{2019}s cover fits on one page"
    );
    assert_eq!(place("Signatures"), place("Fingerprint"));
}
