//! Whether a report agrees with itself: sound ones do, and any change of what follows is found.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use std::sync::LazyLock;

use crate::common::{self, Filling, report, report_on};
use assay_assessment::{AssessmentId, Timestamp, UtcOffset, example};
use assay_catalog::Editions;
use assay_report::check::{Consistency, consistency};
use assay_report::document::Report;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

static FULL: LazyLock<Value> = LazyLock::new(|| {
    let mut report = report(&Filling::default());
    report.presentation = common::presentation();
    report.to_value().unwrap()
});

fn found_in(value: Value) -> Option<Consistency> {
    let report = Report::from_value(value).ok()?;
    Some(consistency(&report, &Editions::bundled()))
}

fn words(found: &Consistency) -> String {
    let lines: Vec<String> = found
        .contradictions
        .iter()
        .map(|each| {
            format!(
                "{}: says {}; {} follows",
                each.place(),
                each.says,
                each.follows
            )
        })
        .collect();
    lines.join("\n")
}

#[test]
fn sound_reports_agree_with_themselves() {
    let example = example::open(
        AssessmentId::from_random([1; 16]),
        Timestamp::from_milliseconds(common::NOW),
        UtcOffset::UTC,
        Editions::bundled_draft(),
    )
    .unwrap();
    let sparse = Filling {
        sparse: true,
        ..Filling::default()
    };
    for report in [
        report(&Filling::default()),
        report(&sparse),
        report_on(&common::hostile()),
        report_on(example.record.assessment()),
    ] {
        let found = consistency(&report, &Editions::bundled());
        assert_eq!(words(&found), "");
        assert_eq!(found.not_compared, []);
    }
}

#[test]
fn what_contradicts_is_named_by_its_place_with_what_follows() {
    let mut value = FULL.clone();
    value["conformance"]["verdict"] = json!("conforms");
    let control = &mut value["sections"][0]["groups"][0]["controls"][0];
    let statement = control["statement"]
        .as_str()
        .unwrap()
        .replace("MUST", "MAY");
    control["statement"] = json!(statement);
    control["level"] = json!("MAY");
    value["register"]["categories"][0]["risks"][0]["residual"]["exposure"] = json!(1);
    value["register"]["totals"]["inherent"] = json!(100);
    let ranking = value["register"]["ranking"].as_array_mut().unwrap();
    ranking.swap(0, 1);
    insta::assert_snapshot!(words(&found_in(value).unwrap()));
}

#[test]
fn what_no_assessment_can_hold_is_a_contradiction() {
    let mut value = FULL.clone();
    value["title"] = json!("two\nlines");
    value["sections"][8]["groups"][0]["controls"][0]["id"] = json!("req-of-nowhere");
    let found = words(&found_in(value).unwrap());
    assert!(found.contains("Details"), "{found}");
    assert!(found.contains("req-of-nowhere"), "{found}");
}

#[test]
fn of_an_unknown_edition_the_figures_are_compared_and_the_rest_is_said_not_to_be() {
    let mut value = FULL.clone();
    value["edition"]["sha256"] = json!("ab".repeat(32));
    let found = found_in(value.clone()).unwrap();
    assert_eq!(words(&found), "");
    assert_eq!(found.not_compared.len(), 1);
    value["conformance"]["mandatory"]["fails"] = json!(0);
    value["register"]["totals"]["residual"] = json!(1);
    value["sections"][0]["groups"][0]["conformance"]["verdict"] = json!("not-yet-determined");
    value["register"]["categories"][0]["risks"][0]["inherent"]["exposure"] = json!(1);
    let found = found_in(value).unwrap();
    assert_eq!(found.contradictions.len(), 4, "{}", words(&found));
}

#[test]
fn of_another_program_the_figures_are_compared_and_the_words_are_not() {
    let mut value = FULL.clone();
    value["generator"] = json!("Assay 0.0.1");
    value["conformance"]["explanation"] = json!("In other words.");
    let found = found_in(value.clone()).unwrap();
    assert_eq!(words(&found), "");
    assert_eq!(found.not_compared.len(), 1);
    value["conformance"]["verdict"] = json!("conforms");
    assert_eq!(found_in(value).unwrap().contradictions.len(), 1);
}

#[test]
fn a_level_stands_for_its_number_and_factors_for_their_sum() {
    let mut value = FULL.clone();
    let risk = &mut value["register"]["categories"][0]["risks"][0];
    assert_eq!(risk["inherent"]["impact"]["byLevel"], json!(true));
    risk["inherent"]["impact"]["amount"] = json!(5);
    let factor = &mut risk["residual"]["impact"]["factors"][0]["amount"];
    *factor = json!(factor.as_u64().unwrap() + 1);
    let found = words(&found_in(value).unwrap());
    assert!(
        found.contains("inherent, impact, amount: says EUR"),
        "{found}"
    );
    assert!(
        found.contains("residual, impact, amount: says EUR"),
        "{found}"
    );
}

/// A report as the first Assay wrote it: without what later ones added, by its own rules.
#[test]
fn the_first_reports_are_compared_by_their_own_rules() {
    let sparse = Filling {
        sparse: true,
        ..Filling::default()
    };
    let mut value = report(&sparse).to_value().unwrap();
    value.as_object_mut().unwrap().remove("localDay");
    assert!(!found_in(value.clone()).unwrap().holds());
    let mut exposures = [(0, 0), (0, 0)];
    for category in value["register"]["categories"].as_array_mut().unwrap() {
        for risk in category["risks"].as_array_mut().unwrap() {
            for (name, sum) in ["inherent", "residual"].iter().zip(&mut exposures) {
                risk[name].as_object_mut().unwrap().remove("rating");
                if let Some(exposure) = risk[name]["exposure"].as_u64() {
                    *sum = (sum.0 + exposure, sum.1 + 1);
                }
            }
        }
    }
    let [(inherent, before), (residual, after)] = exposures;
    value["register"]["totals"] = json!({
        "inherent": inherent, "residual": residual, "inherentScored": before, "residualScored": after,
    });
    let undetermined = |conformance: &mut Value| {
        let untested = |level: &str| conformance[level]["notTested"].as_u64().unwrap();
        if untested("mandatory") + untested("recommended") > 0 {
            conformance["verdict"] = json!("not-yet-determined");
        }
    };
    undetermined(&mut value["conformance"]);
    for section in value["sections"].as_array_mut().unwrap() {
        undetermined(&mut section["conformance"]);
        for group in section["groups"].as_array_mut().unwrap() {
            undetermined(&mut group["conformance"]);
        }
    }
    let found = found_in(value.clone()).unwrap();
    assert_eq!(words(&found), "");
    assert_eq!(found.not_compared.len(), 1);
    value["conformance"]["verdict"] = json!("conforms");
    assert_eq!(found_in(value).unwrap().contradictions.len(), 1);
}

/// What a report says once, so that nothing else in it can contradict it. Everything else follows.
/// A list stands for its items.
const STATED: &[&str] = &[
    "id",
    "example",
    "generatedAt",
    "localDay.utcOffsetMinutes",
    "generator",
    "title",
    "kind",
    "operator.name",
    "operator.contact",
    "scope",
    "engagement",
    "period.from",
    "period.to",
    "assessors",
    "assessors.name",
    "assessors.organisation",
    "assessors.role",
    "signingParties",
    "signingParties.role",
    "signingParties.name",
    "signingParties.organisation",
    "signingParties.key",
    "signingParties.fingerprint",
    "assessedAgainst",
    "presentation.paper",
    "presentation.dates",
    "presentation.numbers",
    "presentation.leftOut",
    "presentation.notMade",
    "presentation.logo.sha256",
    "presentation.logo.size",
    "presentation.logo.width",
    "presentation.logo.height",
    "presentation.logo.alternativeText",
    "journal.head",
    "journal.entries",
    "scales.currency.code",
    "scales.currency.decimals",
    "scales.levels.impact",
    "scales.levels.probability",
    "sections.groups.controls.reason",
    "sections.groups.controls.methods",
    "sections.groups.controls.assessed",
    "sections.groups.controls.assessed.on",
    "sections.groups.controls.assessed.by",
    "sections.groups.controls.note",
    "sections.groups.controls.procedures",
    "sections.groups.controls.procedures.number",
    "sections.groups.controls.procedures.method",
    "sections.groups.controls.procedures.done",
    "sections.groups.controls.procedures.sample",
    "sections.groups.controls.procedures.result",
    "sections.groups.controls.procedures.exceptions",
    "register.categories.risks.inherent.probability.byLevel",
    "register.categories.risks.inherent.impact.byLevel",
    "register.categories.risks.residual.probability.byLevel",
    "register.categories.risks.residual.impact.byLevel",
    "register.categories.risks.inherent.probability.basisPoints",
    "register.categories.risks.inherent.impact.amount",
    "register.categories.risks.residual.probability.basisPoints",
    "register.categories.risks.residual.impact.amount",
    "register.categories.risks.mitigationCost",
    "register.categories.risks.treatment",
    "register.categories.risks.owner",
    "register.categories.risks.due",
    "register.categories.risks.acceptance",
    "register.categories.risks.acceptance.by",
    "register.categories.risks.acceptance.on",
    "register.categories.risks.acceptance.reason",
    "register.categories.risks.acceptance.until",
    "register.categories.risks.note",
    "evidence.label",
    "evidence.content.name",
    "evidence.content.mediaType",
    "evidence.content.size",
    "evidence.content.sha256",
    "evidence.content.address",
    "evidence.absent",
    "evidence.description",
    "evidence.method",
    "evidence.capturedOn",
    "evidence.addedAt",
    "evidence.picture",
    "evidence.picture.alternativeText",
    "evidence.picture.seen",
    "evidence.picture.seen.mediaType",
    "evidence.picture.seen.width",
    "evidence.picture.seen.height",
    "actions.title",
    "actions.description",
    "actions.owner",
    "actions.due",
    "actions.doneOn",
    // Which findings there are, and what they are linked with, stands here alone.
    "deficiencies",
    "deficiencies.controls",
    "deficiencies.risks",
    "deficiencies.actions",
    "deficiencies.title",
    "deficiencies.severity",
    "deficiencies.followUp",
    "deficiencies.position",
    "deficiencies.respondedBy",
    "deficiencies.respondedOn",
    "deficiencies.texts.condition",
    "deficiencies.texts.criterion",
    "deficiencies.texts.cause",
    "deficiencies.texts.effect",
    "deficiencies.texts.recommendation",
    "deficiencies.texts.response",
];

/// Every place in a value, as the steps to it.
fn all_places(value: &Value) -> Vec<Vec<String>> {
    let mut places = Vec::new();
    let mut waiting = vec![(Vec::new(), value)];
    while let Some((place, value)) = waiting.pop() {
        let inside = |step: String| place.iter().cloned().chain([step]).collect::<Vec<_>>();
        match value {
            Value::Object(members) => {
                waiting.extend(
                    members
                        .iter()
                        .map(|(name, value)| (inside(name.clone()), value)),
                );
            }
            Value::Array(items) => {
                let numbered = items.iter().enumerate();
                waiting.extend(numbered.map(|(index, value)| (inside(index.to_string()), value)));
                places.push(place);
            }
            _ => places.push(place),
        }
    }
    places
}

/// The members that lead to a place, without the numbers of items.
fn members(place: &[String]) -> String {
    let named = place.iter().filter(|step| step.parse::<usize>().is_err());
    named.cloned().collect::<Vec<_>>().join(".")
}

static PLACES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| all_places(&FULL));
/// The same, one for each member, so that the long lists do not hide the short ones.
static MEMBERS: LazyLock<Vec<(String, Vec<usize>)>> = LazyLock::new(|| {
    let mut by_member = std::collections::BTreeMap::<String, Vec<usize>>::new();
    for (index, place) in PLACES.iter().enumerate() {
        by_member.entry(members(place)).or_default().push(index);
    }
    by_member.into_iter().collect()
});

/// Another value of the same kind.
fn changed(value: &Value, how: u64, words: &str) -> Value {
    match value {
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => match (number.as_u64(), how % 3) {
            (Some(number), 0) if number > 0 => json!(number - 1),
            (Some(number), 1) => json!(number + 1),
            (Some(number), _) => json!(number * 2 + 7),
            (None, _) => json!(3),
        },
        Value::String(text) => match how % 6 {
            0 => json!(format!("{text} {words}")),
            1 => json!(words),
            2 if text.contains("MUST") => json!(text.replace("MUST", "MAY")),
            // Another word that such a member may have.
            3 => json!("fails"),
            4 => json!("implemented"),
            5 => json!("does-not-conform"),
            _ => json!(""),
        },
        Value::Null => match how % 4 {
            0 => json!(words),
            1 => json!(1),
            2 => json!("2026-01-01"),
            _ => json!("accept"),
        },
        Value::Array(items) => {
            let mut items = items.clone();
            match how % 3 {
                0 => _ = items.pop(),
                1 => items.reverse(),
                _ => items.extend(items.first().cloned()),
            }
            json!(items)
        }
        Value::Object(_) => json!(null),
    }
}

fn at<'v>(value: &'v mut Value, place: &[String]) -> &'v mut Value {
    place.iter().fold(value, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        other => &mut other[step.as_str()],
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn any_change_of_what_follows_is_found(
        member in any::<Index>(), which in any::<Index>(), how in any::<u64>(), words in "[a-z]{3,8}"
    ) {
        let (name, places) = &MEMBERS[member.index(MEMBERS.len())];
        let place = &PLACES[places[which.index(places.len())]];
        let mut value = FULL.clone();
        let spot = at(&mut value, place);
        let other = changed(spot, how, &words);
        prop_assume!(*spot != other);
        *spot = other.clone();
        // A file that cannot be read as a report says nothing that could be believed.
        if let Some(found) = found_in(value)
            && found.holds()
        {
            // Of an engagement and of samples nothing follows from anything else.
            let stated = [
                "engagement.",
                "sections.groups.controls.procedures.sample.",
                "sections.groups.controls.effectiveness",
            ];
            prop_assert!(
                STATED.contains(&name.as_str())
                    || stated.iter().any(|begin| name.starts_with(begin)),
                "{} became {other}, and nothing was found", place.join(".")
            );
        }
    }
}
