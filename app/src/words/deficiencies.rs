//! What is said of findings.

use assay_assessment::{Deficiency, DeficiencyElement, FollowUp, Severity};

use super::{count, in_a_row, name};

/// Missing parts are named up to this many, and counted beyond.
const NAMED: usize = 2;

/// What a finding is called where it has to be called something.
#[must_use]
pub fn label(deficiency: &Deficiency) -> String {
    match deficiency.terms.title.trim() {
        "" => "Finding without a title".to_owned(),
        title => name(title),
    }
}

/// How grave it is, or that it is remedied.
#[must_use]
pub const fn gravity(deficiency: &Deficiency) -> &'static str {
    match (deficiency.terms.follow_up, deficiency.terms.severity) {
        (Some(FollowUp::Remedied), _) => "Remedied",
        (_, Some(Severity::Critical)) => "Critical severity",
        (_, Some(Severity::High)) => "High severity",
        (_, Some(Severity::Moderate)) => "Moderate severity",
        (_, Some(Severity::Low)) => "Low severity",
        (_, None) => "No severity yet",
    }
}

/// What is to be known of it beside its gravity, in few words: what became of it, and what it lacks, or
/// else how many actions answer it. Of one that has been remedied there is nothing to say.
#[must_use]
pub fn state(deficiency: &Deficiency) -> String {
    if !deficiency.stands() {
        return String::new();
    }
    let mut said = Vec::new();
    match deficiency.terms.follow_up {
        Some(FollowUp::ToLookAt) => said.push("not looked at yet".to_owned()),
        Some(FollowUp::Persists) => said.push("persists".to_owned()),
        Some(FollowUp::Remedied) | None => {}
    }
    let lacks = deficiency.lacks();
    if lacks.is_empty() {
        said.push(match deficiency.terms.actions.len() {
            0 => "no action".to_owned(),
            actions => count(actions, "action", "actions"),
        });
    }
    // What is said already where its gravity and its follow-up stand.
    let said_elsewhere = [DeficiencyElement::Severity, DeficiencyElement::FollowUp];
    let lacks: Vec<&str> = lacks
        .into_iter()
        .filter(|part| !said_elsewhere.contains(part))
        .map(DeficiencyElement::missing)
        .collect();
    match lacks.len() {
        0 => {}
        few @ 1..=NAMED => said.push(format!("lacks {}", in_a_row(&lacks[..few], "and"))),
        several => said.push(format!("lacks {several} parts")),
    }
    said.join(" \u{b7} ")
}

/// Its gravity and its state, for a row of a list.
#[must_use]
pub fn gravity_and_state(deficiency: &Deficiency) -> String {
    let said = [gravity(deficiency).to_owned(), state(deficiency)];
    let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" \u{b7} ")
}

/// What it is about, in a word or two for a list: the risk, or how many controls and risks.
#[must_use]
pub fn about(deficiency: &Deficiency) -> String {
    let terms = &deficiency.terms;
    match (
        terms.controls.len() + terms.risks.len(),
        terms.risks.first(),
    ) {
        (0, _) => String::new(),
        (1, Some(risk)) => risk.to_string(),
        (several, _) => format!("about {several}"),
    }
}

/// How many stand.
#[must_use]
pub fn standing(number: usize) -> String {
    count(number, "finding that stands", "findings that stand")
}

/// What a button says that takes an action from a finding.
#[must_use]
pub fn unlink(action: &str) -> String {
    format!("Unlink \u{201c}{action}\u{201d}")
}

#[cfg(test)]
mod tests {
    use assay_assessment::{ActionId, DeficiencyText};

    use super::*;

    fn complete() -> Deficiency {
        let mut finding = Deficiency::default();
        finding.terms.title = "Keys lie open".to_owned();
        finding.terms.severity = Some(Severity::High);
        finding.terms.risks.insert("SLS6".parse().unwrap());
        for text in DeficiencyText::ALL {
            finding.texts.insert(text, "Said.".to_owned());
        }
        finding
    }

    #[test]
    fn an_empty_finding_is_told_by_what_it_lacks() {
        let mut finding = Deficiency::default();
        assert_eq!(label(&finding), "Finding without a title");
        assert_eq!(
            gravity_and_state(&finding),
            "No severity yet \u{b7} lacks 8 parts"
        );
        assert_eq!(about(&finding), "");
        finding = complete();
        finding.texts.remove(&DeficiencyText::Cause);
        assert_eq!(
            gravity_and_state(&finding),
            "High severity \u{b7} lacks the cause"
        );
        finding.texts.remove(&DeficiencyText::Effect);
        assert_eq!(state(&finding), "lacks the cause and the effect");
    }

    #[test]
    fn a_complete_finding_is_told_by_the_actions_that_answer_it() {
        let mut finding = complete();
        assert_eq!(state(&finding), "no action");
        let action = ActionId::from_random([1; 16]);
        finding.terms.actions.insert(action);
        assert_eq!(state(&finding), "1 action");
        assert_eq!(about(&finding), "SLS6");
        let control = "req-encrypt-data".parse().unwrap();
        finding.terms.controls.insert(control);
        assert_eq!(about(&finding), "about 2");
    }

    #[test]
    fn what_became_of_an_earlier_finding_comes_first() {
        let mut finding = complete();
        finding.terms.follow_up = Some(FollowUp::ToLookAt);
        assert_eq!(
            gravity_and_state(&finding),
            "High severity \u{b7} not looked at yet"
        );
        finding.terms.follow_up = Some(FollowUp::Persists);
        assert_eq!(state(&finding), "persists \u{b7} no action");
        finding.terms.follow_up = Some(FollowUp::Remedied);
        assert_eq!(gravity_and_state(&finding), "Remedied");
    }
}
