//! The places of a report that can be left out, each with its kind, and what stands there meanwhile.

use assay_assessment::{EngagementText, ScaleLevel};
use serde_json::{Value, json};

use super::Kind;

/// What stands where something was left out.
pub(crate) const WITHHELD: &str = "[Withheld]";

/// Where no address stands that could be followed (RFC 2606, section 2).
const NOWHERE: &str = "https://withheld.invalid/";

/// The texts of an engagement that say who somebody is. The others are what is published.
const OF_PEOPLE: [EngagementText; 9] = [
    EngagementText::Firm,
    EngagementText::Licence,
    EngagementText::Address,
    EngagementText::Approval,
    EngagementText::Addressees,
    EngagementText::IntendedUsers,
    EngagementText::ResponsibleParty,
    EngagementText::AssertedBy,
    EngagementText::Place,
];

/// Where a logo is stated.
pub(super) const LOGO: &str = "/presentation/logo";

/// What a stand-in is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// To be drawn.
    Drawing,
    /// To be assembled again: what an assessment can hold, and from which the rest follows.
    Checking,
}

/// The steps of a JSON Pointer that needs no escapes, as those of this module need none.
fn steps(path: &str) -> Option<Vec<&str>> {
    Some(path.strip_prefix('/')?.split('/').collect())
}

fn is_index(step: &str) -> bool {
    (1..=6).contains(&step.len()) && step.bytes().all(|byte| byte.is_ascii_digit())
}

/// The index in a step, counted from 1, for people.
fn number(step: &str) -> u64 {
    step.parse::<u64>().unwrap_or(0) + 1
}

/// Which kind of thing stands at a place; `None` where nothing can be left out.
pub(super) fn kind_of(path: &str) -> Option<Kind> {
    let steps = steps(path)?;
    if steps.contains(&"*") {
        return None;
    }
    // Where an index has to stand, an asterisk does, so that the patterns below name members only.
    let pattern: Vec<&str> = steps
        .iter()
        .copied()
        .map(|step| if is_index(step) { "*" } else { step })
        .collect();
    match pattern.as_slice() {
        ["scope"] => Some(Kind::Note),
        // Whose logo it is nobody can tell but who looks at it: it may name whoever assessed.
        ["operator", "contact"] | ["presentation", "logo"] => Some(Kind::Person),
        ["assessors", "*", "name" | "organisation" | "role"] => Some(Kind::Person),
        ["engagement", "texts", name] => of_engagement(name),
        ["signingParties", "*", member] if *member != "role" => Some(Kind::Person),
        ["sections", "*", "groups", "*", "controls", "*", of @ ..] => of_control(of),
        ["register", "categories", "*", "risks", "*", of @ ..] => of_risk(of),
        ["register", "totals" | "ranking" | "priorities"] | ["findings"] => Some(Kind::Derived),
        ["scales", "levels", "*", "impact"] => Some(Kind::Amount),
        ["withdrawn", "controls" | "risks", "*", "note" | "found"] => Some(Kind::Note),
        ["evidence", "*", "label"] | ["evidence", "*", "content", "name" | "address"] => {
            Some(Kind::EvidenceName)
        }
        ["evidence", "*", "description"] | ["evidence", "*", "picture", "alternativeText"] => {
            Some(Kind::Note)
        }
        ["actions", "*", "title" | "description"] => Some(Kind::Note),
        ["actions", "*", "owner"] => Some(Kind::Person),
        ["deficiencies", "*", "title"] | ["deficiencies", "*", "texts", _] => Some(Kind::Note),
        ["deficiencies", "*", "respondedBy"] => Some(Kind::Person),
        _ => None,
    }
}

fn of_engagement(name: &str) -> Option<Kind> {
    let text: EngagementText = serde_json::from_value(json!(name)).ok()?;
    Some(if OF_PEOPLE.contains(&text) {
        Kind::Person
    } else {
        Kind::Note
    })
}

fn of_control(pattern: &[&str]) -> Option<Kind> {
    match pattern {
        ["note" | "reason"]
        | ["earlier", "note" | "reason"]
        | ["procedures", "*", "done" | "exceptions" | "sample"] => Some(Kind::Note),
        ["assessed", "by"] | ["earlier", "assessed", "by"] => Some(Kind::Person),
        ["risks", "*", "title"] => Some(Kind::Derived),
        _ => None,
    }
}

fn of_risk(pattern: &[&str]) -> Option<Kind> {
    match pattern {
        ["title" | "note"] | ["description", "*"] | ["acceptance", "reason"] => Some(Kind::Note),
        ["owner"] | ["acceptance", "by"] => Some(Kind::Person),
        ["mitigationCost" | "removed" | "worthHundredths"]
        | ["inherent" | "residual", "impact" | "exposure" | "rating"]
        | ["inherent" | "residual", "impact", "amount"]
        | ["inherent" | "residual", "impact", "factors", "*", "amount"] => Some(Kind::Amount),
        _ => None,
    }
}

/// The place of the risk that a place is within: `/register/categories/1/risks/2`.
pub(crate) fn risk_of(path: &str) -> Option<String> {
    let steps: Vec<&str> = path.splitn(7, '/').collect();
    match steps.as_slice() {
        ["", "register", "categories", _, "risks", _, _] => Some(steps[..6].join("/")),
        _ => None,
    }
}

/// Puts what stands at a place meanwhile into `report`. `document` has `null` there, and everything else where it was.
pub(super) fn fill(report: &mut Value, path: &str, document: &Value, purpose: For) {
    if path == LOGO {
        // No other stands for it: the cover has none, as that of a report that states none.
        let presentation = report
            .get_mut("presentation")
            .and_then(Value::as_object_mut);
        presentation.and_then(|stated| stated.remove("logo"));
    } else {
        put(report, path, stand_in(path, document, purpose));
    }
}

/// What stands at a place meanwhile. `report` has `null` there, and everything else where it was.
fn stand_in(path: &str, report: &Value, purpose: For) -> Value {
    let steps = steps(path).unwrap_or_default();
    match steps.as_slice() {
        ["register", "totals"] => json!({"inherent": 0, "residual": 0}),
        ["register", "ranking" | "priorities"] | ["findings"] => json!([]),
        ["scales", "levels", index, "impact"] => json!(anchor(number(index))),
        ["register", .., "impact", "amount"] => {
            // The amount of the level that is shown, so that the level follows from it.
            let level = sibling(path, report, "level");
            json!(level.and_then(Value::as_u64).map_or(0, anchor))
        }
        ["register", .., "impact", "factors", index, "amount"] => {
            // The first factor is all of it.
            let impact = path.rsplit_once("/factors/").map(|(impact, _)| impact);
            let level = impact.and_then(|impact| report.pointer(&format!("{impact}/level")));
            let amount = level.and_then(Value::as_u64).map_or(0, anchor);
            json!(if *index == "0" { amount } else { 0 })
        }
        [
            "register",
            ..,
            "mitigationCost" | "removed" | "worthHundredths" | "exposure",
        ] => {
            // That there is one shows in the drawing; the check leaves it out.
            json!(0)
        }
        ["register", .., "rating"] => Value::Null,
        ["register", .., "impact"] if purpose == For::Checking => {
            let middle = ScaleLevel::new(3).map(ScaleLevel::number);
            json!({"amount": 0, "level": middle, "byLevel": true, "factors": []})
        }
        ["register", .., "impact"] => Value::Null,
        [.., "sample"] => json!({"population": WITHHELD}),
        ["assessors", _, "organisation" | "role"] => json!(""),
        ["signingParties", _, "organisation"] => json!(""),
        ["evidence", _, "content", "address"] if purpose == For::Checking => json!(NOWHERE),
        ["evidence", index, "label"] | ["evidence", index, "content", "name"] => {
            json!(numbered("evidence", index))
        }
        ["actions", index, "title"] => json!(numbered("action", index)),
        ["deficiencies", index, "title"] => json!(numbered("finding", index)),
        _ => json!(WITHHELD),
    }
}

/// A name for what has several of its kind, so that links to them can be told apart.
fn numbered(what: &str, index: &str) -> String {
    format!("[Withheld: {what} {}]", number(index))
}

/// An amount for a level, of which only this is used: that they rise.
const fn anchor(level: u64) -> u64 {
    level.saturating_mul(1_000)
}

fn sibling<'v>(path: &str, report: &'v Value, member: &str) -> Option<&'v Value> {
    let (parent, _) = path.rsplit_once('/')?;
    report.pointer(&format!("{parent}/{member}"))
}

/// Puts a value at a place; `false` where there is no such place.
pub(crate) fn put(document: &mut Value, path: &str, value: Value) -> bool {
    match document.pointer_mut(path) {
        Some(place) => {
            *place = value;
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_of_the_list_can_be_left_out() {
        for path in [
            "",
            "/",
            "scope",
            "/title",
            "/operator/name",
            "/conformance/verdict",
            "/sections/0/groups/0/controls/0/status",
            "/sections/x/groups/0/controls/0/note",
            "/sections/*/groups/0/controls/0/note",
            "/sections/0/groups/0/controls/0/note/",
            "/sections/0/groups/0/controls/-/note",
            "/register/categories/0/risks/0/inherent",
            "/register/categories/0/risks/0/inherent/impact/level",
            "/signingParties/0/role",
            "/evidence/0/content/sha256",
            "/engagement/texts/other",
            "/findings/0",
            "/presentation",
            "/presentation/logo/alternativeText",
        ] {
            assert_eq!(kind_of(path), None, "{path}");
        }
        for (path, kind) in [
            ("/sections/0/groups/12/controls/3/note", Kind::Note),
            ("/engagement/texts/firm", Kind::Person),
            ("/engagement/texts/basis", Kind::Note),
            ("/presentation/logo", Kind::Person),
            (
                "/register/categories/0/risks/0/inherent/impact/factors/4/amount",
                Kind::Amount,
            ),
            ("/findings", Kind::Derived),
        ] {
            assert_eq!(kind_of(path), Some(kind), "{path}");
        }
    }
}
