//! What is said of actions.

use assay_assessment::{Action, ActionState, Day};

use super::{count, day, name};

/// What an action is called where it has to be called something.
#[must_use]
pub fn label(action: &Action) -> String {
    match action.title.trim() {
        "" => "Action without a title".to_owned(),
        title => name(title),
    }
}

/// How many are open.
#[must_use]
pub fn open(number: usize) -> String {
    count(number, "open action", "open actions")
}

/// Where an action stands: `Overdue since 3 Nov 2026`.
#[must_use]
pub fn standing(action: &Action, today: Day) -> String {
    match (action.state, action.due) {
        (ActionState::Done { on }, _) => format!("Done on {}", day(on)),
        (ActionState::Open, Some(due)) if due < today => format!("Overdue since {}", day(due)),
        (ActionState::Open, Some(due)) if due == today => "Due today".to_owned(),
        (ActionState::Open, Some(due)) => format!("Due {}", day(due)),
        (ActionState::Open, None) => "No due day".to_owned(),
    }
}

/// Where an action stands, and who does it.
#[must_use]
pub fn standing_and_owner(action: &Action, today: Day) -> String {
    let owner = match action.owner.trim() {
        "" => "no owner".to_owned(),
        owner => name(owner),
    };
    format!("{} \u{b7} {owner}", standing(action, today))
}

/// What an action mends, in a word or two for a list: the risk, or how many controls and risks.
#[must_use]
pub fn mends(action: &Action) -> String {
    match (
        action.controls.len() + action.risks.len(),
        action.risks.first(),
    ) {
        (0, _) => String::new(),
        (1, Some(risk)) => risk.to_string(),
        (several, _) => format!("mends {several}"),
    }
}

/// How many findings it answers.
#[must_use]
pub fn answers(findings: usize) -> String {
    format!("Answers {}", count(findings, "finding", "findings"))
}

/// That an action of that name is gone.
#[must_use]
pub fn deleted(label: &str) -> String {
    format!("Deleted \u{201c}{label}\u{201d}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_told_by_its_day_and_its_owner() {
        let on = |text: &str| text.parse::<Day>().unwrap();
        let today = on("2026-11-22");
        let told = |state, due: Option<&str>, owner: &str| {
            let (due, owner) = (due.map(on), owner.to_owned());
            let action = Action {
                state,
                due,
                owner,
                ..Action::default()
            };
            standing_and_owner(&action, today)
        };
        let open = ActionState::Open;
        assert_eq!(told(open, None, " "), "No due day \u{b7} no owner");
        assert_eq!(
            told(open, Some("2026-11-22"), "Ada"),
            "Due today \u{b7} Ada"
        );
        assert_eq!(
            told(open, Some("2026-11-21"), "Ada"),
            "Overdue since 21 Nov 2026 \u{b7} Ada"
        );
        let done = ActionState::Done {
            on: on("2026-11-20"),
        };
        assert_eq!(
            told(done, Some("2026-11-21"), "Ada"),
            "Done on 20 Nov 2026 \u{b7} Ada"
        );
    }

    #[test]
    fn what_an_action_mends_is_named_or_counted() {
        let mut action = Action::default();
        assert_eq!(
            (label(&action), mends(&action)),
            ("Action without a title".to_owned(), String::new())
        );
        action.risks.insert("SLS6".parse().unwrap());
        assert_eq!(mends(&action), "SLS6");
        action.controls.insert("req-encrypt-data".parse().unwrap());
        assert_eq!(mends(&action), "mends 2");
    }
}
