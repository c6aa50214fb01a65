//! The engagement: what an assurance report contains, which wordings are offered, and what contradicts
//! what.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    Assessed, Assessment, AssessmentKind, Assessor, Assurance, Conclusion, Details, Doubt, Edit,
    Element, Engagement, EngagementTerms, EngagementText, FilledIn, Operator, Period, Status,
    engagement::{self, Way},
};

fn missing(assessment: &Assessment) -> Vec<Element> {
    engagement::missing(assessment.details(), assessment.engagement())
}

fn details(kind: AssessmentKind) -> Details {
    Details {
        kind,
        operator: Operator {
            name: "Nordwind Staking".to_owned(),
            ..Operator::default()
        },
        scope: "Two validators.".to_owned(),
        period: Period {
            from: Some(day("2026-01-01")),
            to: Some(day("2026-06-30")),
        },
        assessors: vec![Assessor {
            name: "Ada".to_owned(),
            ..Assessor::default()
        }],
        ..Details::default()
    }
}

fn apply(assessment: &mut Assessment, edit: Edit) {
    let _undo = edit.apply(assessment, catalog()).unwrap();
}

fn assessment(kind: AssessmentKind) -> Assessment {
    let mut assessment = Assessment::open(opening());
    let details = details(kind);
    apply(&mut assessment, Edit::SetDetails { details });
    assessment
}

fn set(assessment: &mut Assessment, change: impl FnOnce(&mut EngagementTerms)) {
    let mut terms = assessment.engagement().terms;
    change(&mut terms);
    apply(assessment, Edit::SetEngagementTerms { terms });
}

fn write(assessment: &mut Assessment, field: EngagementText, text: &str) {
    let text = text.to_owned();
    apply(assessment, Edit::SetEngagementText { field, text });
}

fn conclude(assessment: &mut Assessment, level: Assurance, conclusion: Conclusion) {
    set(assessment, |terms| {
        terms.assurance = Some(level);
        terms.conclusion = Some(conclusion);
    });
}

fn found(assessment: &Assessment) -> Vec<Doubt> {
    engagement::doubts(assessment, catalog(), day("2026-12-31"))
}

/// Enters what a way leads to.
fn follow(assessment: &mut Assessment, way: Way) {
    match way {
        Way::Text(field) => {
            let offered = assessment.offered(field);
            write(assessment, field, &offered.unwrap_or("Entered.".to_owned()));
        }
        Way::Assurance => set(assessment, |terms| {
            terms.assurance = Some(Assurance::Limited)
        }),
        Way::Conclusion => set(assessment, |terms| {
            terms.conclusion = Some(Conclusion::Qualified)
        }),
        Way::Dated => set(assessment, |terms| terms.dated = Some(day("2026-07-20"))),
        Way::AssertedOn => set(assessment, |terms| {
            terms.asserted_on = Some(day("2026-07-10"))
        }),
        Way::Details => {
            let details = details(assessment.details().kind);
            apply(assessment, Edit::SetDetails { details });
        }
    }
}

#[test]
fn each_way_of_the_checklist_leads_to_what_is_missing() {
    for kind in [AssessmentKind::Independent, AssessmentKind::SelfAssessment] {
        let mut assessment = Assessment::open(opening());
        let details = Details {
            kind,
            ..Details::default()
        };
        apply(&mut assessment, Edit::SetDetails { details });
        let mut steps = 0;
        while let Some(element) = missing(&assessment).first() {
            let ways = element.missing(assessment.details(), assessment.engagement());
            follow(&mut assessment, ways[0]);
            assert!(
                !element
                    .missing(assessment.details(), assessment.engagement())
                    .contains(&ways[0]),
                "{element:?} is entered"
            );
            steps += 1;
            assert!(steps < 60, "the checklist comes to an end");
        }
        let texts = &assessment.engagement().texts;
        assert!(texts.keys().all(|text| text.is_of(kind)), "{texts:?}");
    }
}

#[test]
fn a_self_assessment_is_asked_for_an_assertion_and_for_no_assurance() {
    let mut assessment = assessment(AssessmentKind::SelfAssessment);
    assert_eq!(missing(&assessment), [Element::Assertion, Element::Place]);
    // What was entered while it was independent stays, and is not said.
    conclude(&mut assessment, Assurance::Limited, Conclusion::Unmodified);
    write(&mut assessment, EngagementText::Firm, "Ada & Co");
    write(&mut assessment, EngagementText::Assertion, "We conform.");
    let said = assessment
        .engagement()
        .of_kind(AssessmentKind::SelfAssessment);
    assert_eq!(said.terms, EngagementTerms::default());
    assert_eq!(said.texts.len(), 1);
    assert!(said.says(EngagementText::Assertion));
    assert!(found(&assessment).is_empty());
    let whole = assessment.engagement();
    assert_eq!(&whole.of_kind(AssessmentKind::Independent), whole);
}

#[test]
fn a_modified_conclusion_needs_a_basis() {
    let mut assessment = assessment(AssessmentKind::Independent);
    let asks = |assessment: &Assessment| missing(assessment).contains(&Element::Basis);
    assert!(!asks(&assessment));
    for conclusion in Conclusion::ALL {
        conclude(&mut assessment, Assurance::Reasonable, conclusion);
        assert_eq!(asks(&assessment), conclusion != Conclusion::Unmodified);
    }
    write(&mut assessment, EngagementText::Basis, "  \n ");
    assert!(asks(&assessment), "white space says nothing");
    write(
        &mut assessment,
        EngagementText::Basis,
        "Keys are not backed up.",
    );
    assert!(!asks(&assessment));
}

#[test]
fn the_wording_fits_level_and_conclusion() {
    let mut assessment = assessment(AssessmentKind::Independent);
    assert_eq!(assessment.offered(EngagementText::Wording), None);
    let mut offered = Vec::new();
    for level in Assurance::ALL {
        for conclusion in Conclusion::ALL {
            conclude(&mut assessment, level, conclusion);
            let wording = assessment.offered(EngagementText::Wording).unwrap();
            assert!(!offered.contains(&wording), "{wording}");
            offered.push(wording);
        }
    }
    for text in EngagementText::ALL {
        offered.extend(
            assessment
                .offered(text)
                .map(|says| format!("{text:?}: {says}")),
        );
    }
    for text in &offered {
        assert!(!text.contains("  "), "{text}");
    }
    insta::assert_snapshot!(offered.join("\n"));
}

#[test]
fn a_wording_of_another_conclusion_is_named() {
    let mut assessment = assessment(AssessmentKind::Independent);
    conclude(&mut assessment, Assurance::Limited, Conclusion::Unmodified);
    let wording = assessment.offered(EngagementText::Wording).unwrap();
    write(&mut assessment, EngagementText::Wording, &wording);
    let of_another = |assessment: &Assessment| {
        found(assessment)
            .into_iter()
            .find(|doubt| matches!(doubt, Doubt::WordingOfAnother(..)))
    };
    assert_eq!(of_another(&assessment), None);
    conclude(&mut assessment, Assurance::Limited, Conclusion::Adverse);
    assert_eq!(
        of_another(&assessment),
        Some(Doubt::WordingOfAnother(
            Assurance::Limited,
            Conclusion::Unmodified
        ))
    );
    write(
        &mut assessment,
        EngagementText::Wording,
        "Words of one's own.",
    );
    assert_eq!(of_another(&assessment), None);
}

#[test]
fn a_conclusion_that_the_controls_contradict_is_named() {
    let mut assessment = assessment(AssessmentKind::Independent);
    let mandatory: Vec<_> = catalog()
        .controls()
        .iter()
        .filter(|control| control.level().is_mandatory())
        .map(|control| control.id().clone())
        .collect();
    let untested = u32::try_from(mandatory.len()).unwrap();
    conclude(&mut assessment, Assurance::Limited, Conclusion::Disclaimer);
    assert!(found(&assessment).is_empty());
    conclude(
        &mut assessment,
        Assurance::Reasonable,
        Conclusion::Unmodified,
    );
    assert_eq!(found(&assessment), [Doubt::ConcludedUntested(untested)]);
    for control in &mandatory {
        let (control, status) = (control.clone(), Status::Implemented);
        apply(&mut assessment, Edit::SetControlStatus { control, status });
    }
    assert!(found(&assessment).is_empty());
    conclude(&mut assessment, Assurance::Reasonable, Conclusion::Adverse);
    assert_eq!(found(&assessment), [Doubt::AdverseWhileNoneFails]);
    let (control, status) = (mandatory[0].clone(), Status::Partial);
    apply(&mut assessment, Edit::SetControlStatus { control, status });
    assert!(found(&assessment).is_empty());
    conclude(
        &mut assessment,
        Assurance::Reasonable,
        Conclusion::Unmodified,
    );
    assert_eq!(found(&assessment), [Doubt::UnmodifiedWhileFailing(1)]);
    conclude(
        &mut assessment,
        Assurance::Reasonable,
        Conclusion::Disclaimer,
    );
    assert!(found(&assessment).is_empty());
}

#[test]
fn a_report_is_not_dated_before_its_work() {
    let mut assessment = assessment(AssessmentKind::Independent);
    let control = catalog().controls()[0].id().clone();
    let worked = day("2026-07-14");
    let assessed = Some(Assessed {
        on: worked,
        by: "Ada".to_owned(),
        filled_in: FilledIn::default(),
    });
    apply(
        &mut assessment,
        Edit::SetControlAssessed { control, assessed },
    );
    let on = |assessment: &mut Assessment, text: &str| {
        set(assessment, |terms| terms.dated = Some(day(text)));
        found(assessment)
    };
    let dated = day("2026-07-13");
    assert_eq!(
        on(&mut assessment, "2026-07-13"),
        [Doubt::DatedBeforeTheWork { dated, worked }]
    );
    assert!(on(&mut assessment, "2026-07-14").is_empty());
    assert_eq!(on(&mut assessment, "2027-01-01"), [Doubt::DatedInFuture]);
    set(&mut assessment, |terms| {
        terms.asserted_on = Some(day("2026-07-15"))
    });
    assert_eq!(
        on(&mut assessment, "2026-07-14"),
        [Doubt::DatedBeforeTheAssertion]
    );
}

#[test]
fn a_doubt_is_a_sentence() {
    let doubts = [
        Doubt::UnmodifiedWhileFailing(1),
        Doubt::UnmodifiedWhileFailing(3),
        Doubt::ConcludedUntested(1),
        Doubt::ConcludedUntested(40),
        Doubt::AdverseWhileNoneFails,
        Doubt::WordingOfAnother(Assurance::Limited, Conclusion::Unmodified),
        Doubt::DatedBeforeTheWork {
            dated: day("2026-07-13"),
            worked: day("2026-07-14"),
        },
        Doubt::DatedBeforeTheAssertion,
        Doubt::DatedInFuture,
    ];
    insta::assert_snapshot!(doubts.map(|doubt| doubt.to_string()).join("\n"));
}

#[test]
fn the_next_assessment_begins_with_what_is_true_of_every_one() {
    let mut record = new_record();
    let now = at(1);
    for field in EngagementText::ALL {
        let text = "Said.".to_owned();
        record
            .perform(Edit::SetEngagementText { field, text }, now, "Ada")
            .unwrap();
    }
    let terms = EngagementTerms {
        assurance: Some(Assurance::Reasonable),
        conclusion: Some(Conclusion::Unmodified),
        dated: Some(day("2026-07-14")),
        asserted_on: Some(day("2026-07-13")),
    };
    record
        .perform(Edit::SetEngagementTerms { terms }, now, "Ada")
        .unwrap();
    let id = assay_assessment::AssessmentId::from_random([9; 16]);
    let next = record
        .carry_on(id, catalog(), "Next year".to_owned(), at(2), "Ada")
        .unwrap();
    let carried: &Engagement = next.assessment().engagement();
    assert_eq!(
        carried.terms,
        EngagementTerms {
            assurance: Some(Assurance::Reasonable),
            ..EngagementTerms::default()
        }
    );
    for field in [
        EngagementText::Wording,
        EngagementText::Basis,
        EngagementText::Assertion,
        EngagementText::AssertedBy,
        EngagementText::SubsequentEvents,
        EngagementText::Work,
    ] {
        assert!(!carried.says(field), "{field:?}");
    }
    assert!(carried.says(EngagementText::Firm) && carried.says(EngagementText::Independence));
}
