//! Procedures: what was done to find out, and samples that anybody can draw again.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    About, ControlEffectiveness, Draw, DrawError, DrawnItem, Edit, EditError, Effectiveness,
    EvidencePresence, Period, Procedure, ProcedureResult, Record, Sample, Status, Today, UtcOffset,
    Whose, xray,
};
use proptest::prelude::*;

const PYTHON_DRAWS: [u32; 8] = [30, 40, 71, 83, 102, 185, 264, 292];
const PYTHON_DIGEST: &str = "2e81f25c8eb9349eda3d5c8663948f459dae8474c160f5b7703118f001d579f4";

fn list(lines: usize) -> String {
    let lines: Vec<String> = (1..=lines).map(|line| format!("CHG-{line:04}")).collect();
    lines.join("\n")
}

fn drawn(draw: &Draw) -> Vec<u32> {
    draw.items.iter().map(|item| item.line).collect()
}

#[test]
fn a_draw_is_the_one_that_python_makes() {
    // By the lines that the module's documentation gives, run by Python 3.
    let draw = Draw::of(&list(340), 8, "2026-11 req-use-code-repo").unwrap();
    assert_eq!(drawn(&draw), PYTHON_DRAWS);
    assert_eq!(draw.list.to_string(), PYTHON_DIGEST);
    assert_eq!(draw.lines, 340);
    let names: Vec<String> = PYTHON_DRAWS
        .iter()
        .map(|line| format!("CHG-{line:04}"))
        .collect();
    assert!(draw.items.iter().map(|item| &item.text).eq(&names));
}

#[test]
fn how_lines_end_and_are_indented_changes_nothing() {
    let draw = Draw::of("one\ntwo\nthree", 2, "seed").unwrap();
    for other in [
        "one\r\ntwo\r\nthree\r\n",
        "\u{feff}one\n\n  two \n\t\nthree",
    ] {
        assert_eq!(Draw::of(other, 2, " seed ").unwrap(), draw, "{other:?}");
    }
    // The same item twice is two items.
    let twice = Draw::of("same\nsame", 2, "seed").unwrap();
    assert_eq!(drawn(&twice), [1, 2]);
}

#[test]
fn what_cannot_be_drawn_is_refused_with_a_reason() {
    for (list, size, seed, error) in [
        ("", 1, "s", DrawError::EmptyList),
        (" \n\n", 1, "s", DrawError::EmptyList),
        ("a\nb", 3, "s", DrawError::TooFew { size: 3, lines: 2 }),
        ("a", 0, "s", DrawError::Size),
        ("a", 501, "s", DrawError::Size),
        ("a", 1, " ", DrawError::Seed),
        ("a", 1, "two\nlines", DrawError::Seed),
    ] {
        assert_eq!(Draw::of(list, size, seed), Err(error), "{list:?}");
    }
    let many = "a\n".repeat(Draw::MOST_LINES + 1);
    let error = Draw::of(&many, 1, "s").unwrap_err();
    assert_eq!(error, DrawError::TooManyLines(Draw::MOST_LINES + 1));
}

proptest! {
    #[test]
    fn every_draw_is_in_order_and_of_the_list(lines in 1_usize..60, size in 1_u32..60, seed in "[a-z]{1,8}") {
        match Draw::of(&list(lines), size, &seed) {
            Err(error) => prop_assert_eq!(error, DrawError::TooFew { size, lines: lines as u32 }),
            Ok(draw) => {
                prop_assert_eq!(draw.items.len(), size as usize);
                prop_assert!(draw.items.is_sorted_by(|one, next| one.line < next.line));
                for item in &draw.items {
                    prop_assert_eq!(&item.text, &format!("CHG-{:04}", item.line));
                }
                prop_assert_eq!(Draw::of(&list(lines), size, &seed).unwrap(), draw);
            }
        }
    }
}

#[test]
fn no_line_is_preferred() {
    let mut times = [0_u32; 20];
    for seed in 0..2_000 {
        for line in drawn(&Draw::of(&list(20), 5, &seed.to_string()).unwrap()) {
            times[line as usize - 1] += 1;
        }
    }
    // Each line is drawn 500 times on average, give or take 19.
    assert!(
        times.iter().all(|times| (400..600).contains(times)),
        "{times:?}"
    );
}

fn procedure(number: u16, procedure: Procedure) -> Edit {
    Edit::SetProcedure {
        control: control("req-use-code-repo"),
        number,
        procedure: Some(Box::new(procedure)),
    }
}

fn tried(edit: Edit) -> Result<Record, EditError> {
    let mut record = new_record();
    let mut assessment = record.assessment().clone();
    let _undo = edit.clone().apply(&mut assessment, catalog())?;
    record.perform(edit, at(1), "Ada").unwrap();
    Ok(record)
}

#[test]
fn what_no_procedure_can_say_is_refused() {
    assert_eq!(
        tried(procedure(0, Procedure::default())).unwrap_err(),
        EditError::NoSuchProcedure(0)
    );
    assert_eq!(
        tried(procedure(100, Procedure::default())).unwrap_err(),
        EditError::NoSuchProcedure(100)
    );
    let backwards = Procedure {
        sample: Sample {
            period: Period {
                from: Some(day("2026-02-01")),
                to: Some(day("2026-01-01")),
            },
            ..Sample::default()
        },
        ..Procedure::default()
    };
    assert_eq!(
        tried(procedure(1, backwards)).unwrap_err(),
        EditError::PeriodEndsBeforeItBegins
    );
    let sound = Draw::of(&list(9), 3, "seed").unwrap();
    let with = |draw: Draw| {
        let sample = Sample {
            draw: Some(Box::new(draw)),
            ..Sample::default()
        };
        tried(procedure(
            1,
            Procedure {
                sample,
                ..Procedure::default()
            },
        ))
    };
    assert!(with(sound.clone()).is_ok());
    let mut more = sound.clone();
    more.items.push(DrawnItem {
        line: 10,
        text: "CHG-0010".to_owned(),
    });
    let mut twice = sound.clone();
    twice.items[1] = twice.items[0].clone();
    let mut none = sound.clone();
    none.items.clear();
    for draw in [more, twice, none] {
        assert_eq!(with(draw).unwrap_err(), EditError::UnsoundDraw);
    }
}

#[test]
fn two_procedures_that_are_added_at_once_are_two_steps() {
    let mut record = new_record();
    for number in [1, 2] {
        let edit = procedure(number, Procedure::default());
        record.perform(edit, at(u64::from(number)), "Ada").unwrap();
    }
    let typed = Procedure {
        done: "Read.".to_owned(),
        ..Procedure::default()
    };
    record.perform(procedure(2, typed), at(3), "Ada").unwrap();
    let about = record.next_undo().unwrap().clone();
    let whose = Whose::Procedure(control("req-use-code-repo"), 2);
    assert_eq!(about, About::new("Description", whose));
    let numbers = |record: &Record| {
        let finding = record.assessment().control(&control("req-use-code-repo"));
        finding.procedures.into_keys().collect::<Vec<_>>()
    };
    for left in [vec![1, 2], vec![1], vec![]] {
        record.undo(at(10), "Ada").unwrap();
        assert_eq!(numbers(&record), left);
    }
}

#[test]
fn an_implemented_control_with_exceptions_is_asked_about() {
    let asked = |edit: Edit| {
        let mut record = tried(edit).unwrap();
        let status = Edit::SetControlStatus {
            control: control("req-use-code-repo"),
            status: Status::Implemented,
        };
        record.perform(status, at(2), "Ada").unwrap();
        let today = Today::at(at(3), UtcOffset::UTC);
        let presence = EvidencePresence::default();
        xray::examine(record.assessment(), catalog(), today, &presence)
            .iter()
            .any(|found| found.rule == xray::Rule::ImplementedWithExceptions)
    };
    let with = |result| {
        procedure(
            1,
            Procedure {
                result,
                ..Procedure::default()
            },
        )
    };
    let effective = |design, operation| Edit::SetEffectiveness {
        control: control("req-use-code-repo"),
        effectiveness: ControlEffectiveness { design, operation },
    };
    assert!(!asked(with(None)) && !asked(with(Some(ProcedureResult::NoExceptions))));
    assert!(asked(with(Some(ProcedureResult::Exceptions))));
    let (yes, no) = (
        Some(Effectiveness::Effective),
        Some(Effectiveness::NotEffective),
    );
    assert!(!asked(effective(yes, yes)) && asked(effective(yes, no)) && asked(effective(no, None)));
}
