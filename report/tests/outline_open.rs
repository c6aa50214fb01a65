//! What is still open in the outline: questions, and controls that nobody has agreed to mend.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::blocks::walk;
use crate::common::{Filling, report};
use assay_assessment::Status;
use assay_report::document::{ActionPart, Report};
use assay_report::outline::{self, Block, Inline, Outline, Tone, plain_text};

#[test]
fn the_questions_of_the_x_ray_are_an_annex_and_only_if_there_are_any() {
    let mut report = report(&Filling::default());
    let questions = report.findings.len();
    assert!(questions > 1);
    let anchors = |outline: &Outline| {
        let sections = outline.sections.iter();
        sections
            .map(|section| section.anchor.clone())
            .collect::<Vec<_>>()
    };
    let outline = outline::of(&report);
    let sections = anchors(&outline);
    let place = |wanted: &str| sections.iter().position(|anchor| anchor == wanted);
    assert!(place("findings") > place("actions") && place("findings") < place("verify"));
    // What comes before says in one line how many there are.
    let text = plain_text(&outline);
    let (front, _) = text
        .split_once("# Open questions for the assessor")
        .unwrap();
    let lines: Vec<&str> = front
        .lines()
        .filter(|line| line.contains("question"))
        .collect();
    let said = format!("{questions} open questions for the assessor");
    let catalog = report.to_value().unwrap().to_string();
    let ours: Vec<_> = lines
        .into_iter()
        .filter(|line| !catalog.contains(line.trim()))
        .collect();
    assert_eq!(ours, [said]);
    for finding in &report.findings {
        assert!(!front.contains(&finding.summary) && text.contains(&finding.summary));
    }
    report.findings.clear();
    let outline = outline::of(&report);
    assert!(!anchors(&outline).contains(&"findings".to_owned()));
    assert!(!plain_text(&outline).contains("for the assessor"));
}

/// The first control of a level in words, which fails or is partial and has these actions.
fn with_a_failing_control(
    level: &str,
    status: Status,
    actions: &[(&str, bool)],
) -> (Report, String) {
    let mut report = report(&Filling::default());
    let sections = report.sections.iter_mut();
    let groups = sections.flat_map(|section| &mut section.groups);
    for control in groups.flat_map(|group| &mut group.controls) {
        control.status = Status::Implemented;
        control.actions.clear();
    }
    report.actions.clear();
    for (title, done) in actions {
        report.actions.push(ActionPart {
            id: (*title).to_owned(),
            title: (*title).to_owned(),
            description: String::new(),
            owner: String::new(),
            due: None,
            done_on: done.then(|| "2026-11-01".parse().unwrap()),
            overdue: false,
            controls: Vec::new(),
            risks: Vec::new(),
        });
    }
    let sections = report.sections.iter_mut();
    let groups = sections.flat_map(|section| &mut section.groups);
    let mut controls = groups.flat_map(|group| &mut group.controls);
    let control = controls.find(|control| control.level == level).unwrap();
    control.status = status;
    control.actions = actions
        .iter()
        .map(|(title, _)| (*title).to_owned())
        .collect();
    let title = control.short_title.clone();
    (report, title)
}

#[test]
fn a_mandatory_control_that_fails_and_has_no_action_says_so_with_weight() {
    let said = ["No action has been agreed", "No action is open"];
    for (level, status, actions, wanted) in [
        ("MUST", Status::Fails, &[][..], Some(said[0])),
        ("MUST", Status::Partial, &[], Some(said[0])),
        ("MUST NOT", Status::Fails, &[], Some(said[0])),
        ("MUST", Status::Fails, &[("Shut it", true)], Some(said[1])),
        (
            "MUST",
            Status::Fails,
            &[("Shut it", true), ("And bar it", false)],
            None,
        ),
        ("MUST", Status::NotTested, &[], None),
        ("SHOULD", Status::Fails, &[], None),
    ] {
        let (report, title) = with_a_failing_control(level, status, actions);
        let outline = outline::of(&report);
        let warnings = |anchor: &str| {
            let section = outline
                .sections
                .iter()
                .find(|section| section.anchor == anchor);
            let mut found = Vec::new();
            walk(&section.unwrap().blocks, &mut |block| {
                if let Block::Paragraph(line) = block {
                    found.extend(line.iter().filter_map(|piece| match piece {
                        Inline::Text(run) if said.contains(&run.text.as_str()) => Some(run.clone()),
                        _ => None,
                    }));
                }
            });
            found
        };
        for section in ["summary", "controls"] {
            let warnings = warnings(section);
            let texts: Vec<&str> = warnings.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(
                texts,
                wanted.into_iter().collect::<Vec<_>>(),
                "{level} {status:?} {actions:?}"
            );
            assert!(
                warnings
                    .iter()
                    .all(|run| run.strong && run.tone == Tone::Fail)
            );
        }
        let text = plain_text(&outline);
        let (summary, _) = text.split_once("\n# Controls\n").unwrap();
        let row = summary
            .lines()
            .find(|line| line.starts_with(&format!("| {title} |")));
        assert_eq!(row.is_some(), status != Status::NotTested);
        if level == "SHOULD" {
            assert!(row.unwrap().ends_with("| none"), "{row:?}");
        }
        assert_eq!(
            text.contains("This control is mandatory, and it "),
            wanted.is_some()
        );
    }
}
