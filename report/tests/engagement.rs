//! The engagement in the report: all that was stated, nothing that was not, and of a self-assessment no
//! word of assurance.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::{Filling, assessment, report_on};
use assay_assessment::{
    Assessment, AssessmentKind, Assurance, Edit, EngagementTerms, EngagementText,
};
use assay_catalog::Editions;
use assay_report::check::consistency;
use assay_report::document::Report;
use assay_report::outline::plain_text;
use serde_json::json;

fn outline(report: &Report) -> String {
    plain_text(&assay_report::outline::of(report))
}

fn apply(assessment: &mut Assessment, edit: Edit) {
    let _undo = edit.apply(assessment, Editions::bundled_draft()).unwrap();
}

fn self_assessment() -> Assessment {
    let mut assessment = assessment(&Filling::default());
    let mut details = assessment.details().clone();
    details.kind = AssessmentKind::SelfAssessment;
    apply(&mut assessment, Edit::SetDetails { details });
    assessment
}

#[test]
fn everything_that_is_stated_is_shown_once() {
    let report = report_on(&assessment(&Filling::default()));
    let outline = outline(&report);
    assert!(outline.contains("Independent assurance report"));
    assert!(outline.contains("Adverse, limited assurance"));
    assert!(outline.contains("Dated"));
    assert!(outline.contains("2026-11-20"));
    for text in EngagementText::ALL {
        let (line, paragraph) = (
            format!("The line of {}", text.title()),
            format!("The text of {}.", text.title()),
        );
        let times = outline.matches(&line).count() + outline.matches(&paragraph).count();
        assert_eq!(times, 1, "{text:?}");
    }
    assert!(outline.contains("Asserted by The line of Asserted by on 2026-11-02"));
}

#[test]
fn a_self_assessment_has_no_word_that_sounds_like_assurance() {
    let report = report_on(&self_assessment());
    let outline = outline(&report);
    assert!(outline.contains("Management\u{2019}s assertion"));
    assert!(outline.contains("The text of Assertion."));
    let engagement = serde_json::to_string(&report.engagement).unwrap();
    for word in ["assurance", "practitioner", "conclusion", "opinion"] {
        assert!(!outline.to_lowercase().contains(word), "{word}");
        assert!(!engagement.to_lowercase().contains(word), "{word}");
    }
}

#[test]
fn a_conclusion_that_is_slipped_into_a_self_assessment_is_a_contradiction() {
    let mut value = report_on(&self_assessment()).to_value().unwrap();
    let editions = Editions::bundled();
    let found = |value: &serde_json::Value| {
        consistency(&Report::from_value(value.clone()).unwrap(), &editions)
    };
    assert!(found(&value).holds());
    value["engagement"]["conclusion"] = json!("unmodified");
    value["engagement"]["texts"]["wording"] = json!("In our opinion, it conformed.");
    assert!(!found(&value).holds());
}

#[test]
fn without_a_level_it_is_no_assurance_report() {
    let mut assessment = assessment(&Filling::default());
    let terms = EngagementTerms {
        assurance: None,
        ..assessment.engagement().terms
    };
    apply(&mut assessment, Edit::SetEngagementTerms { terms });
    let said = outline(&report_on(&assessment));
    assert!(!said.contains("Independent assurance report"));
    assert!(said.contains("Engagement"));
    let terms = EngagementTerms {
        assurance: Some(Assurance::Reasonable),
        ..assessment.engagement().terms
    };
    apply(&mut assessment, Edit::SetEngagementTerms { terms });
    assert!(outline(&report_on(&assessment)).contains("Adverse, reasonable assurance"));
}

#[test]
fn an_engagement_of_which_nothing_is_stated_is_left_out() {
    let report = report_on(&assessment(&Filling {
        sparse: true,
        ..Filling::default()
    }));
    let value = report.to_value().unwrap();
    assert!(value.get("engagement").is_none());
    assert!(!outline(&report).contains("Engagement"));
}
