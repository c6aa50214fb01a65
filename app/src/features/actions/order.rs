//! Which actions the list shows, and in which order.

use std::{cmp::Reverse, collections::BTreeMap};

use assay_assessment::{Action, ActionId, ActionState, Day};

use crate::features::list::Filter;

/// Which actions the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Show {
    #[default]
    All,
    Open,
    Overdue,
    Done,
}

impl Show {
    /// All four, with their words.
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::All, "All"),
        (Self::Open, "Open"),
        (Self::Overdue, "Overdue"),
        (Self::Done, "Done"),
    ];

    /// Whether the list shows that action.
    pub(super) fn admits(self, action: &Action, today: Day) -> bool {
        match self {
            Self::All => true,
            Self::Open => action.state == ActionState::Open,
            Self::Overdue => action.is_overdue(today),
            Self::Done => action.state != ActionState::Open,
        }
    }
}

/// What the list of actions is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionFilter {
    pub(super) show: Show,
    /// Words of the title, the description or the owner, or a control or a risk.
    pub(super) text: String,
}

impl Filter for ActionFilter {
    fn text(&self) -> &str {
        &self.text
    }

    fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

/// The list: what is open above what is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ActionList {
    /// The open actions: the one that is due first comes first, those without a day last.
    pub(super) open: Vec<ActionId>,
    /// The done actions: the one that was done last comes first.
    pub(super) done: Vec<ActionId>,
}

impl ActionList {
    /// The actions that are shown and say what was typed: in title, description, owner, or the
    /// identifier of a control or a risk. The identifier decides between equals.
    pub(super) fn of(
        actions: &BTreeMap<ActionId, Action>,
        filter: &ActionFilter,
        today: Day,
    ) -> Self {
        let typed = filter.text.trim().to_lowercase();
        let (mut open, mut done) = (Vec::new(), Vec::new());
        let shown = actions
            .iter()
            .filter(|(_, action)| filter.show.admits(action, today) && says(action, &typed));
        for (id, action) in shown {
            let title = action.title.to_lowercase();
            match action.state {
                ActionState::Open => open.push((action.due.is_none(), action.due, title, id)),
                ActionState::Done { on } => done.push((Reverse(on), title, id)),
            }
        }
        open.sort();
        done.sort();
        Self {
            open: open.into_iter().map(|(.., id)| id.clone()).collect(),
            done: done.into_iter().map(|(.., id)| id.clone()).collect(),
        }
    }

    /// The whole list, from top to bottom.
    pub(super) fn all(&self) -> impl Iterator<Item = &ActionId> {
        self.open.iter().chain(&self.done)
    }
}

fn says(action: &Action, typed: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(typed);
    typed.is_empty()
        || has(&action.title)
        || has(&action.description)
        || has(&action.owner)
        || action.controls.iter().any(|control| has(control.as_str()))
        || action.risks.iter().any(|risk| has(&risk.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn action(title: &str, due: Option<&str>, done: Option<&str>) -> Action {
        Action {
            title: title.to_owned(),
            due: due.map(day),
            state: done.map_or(ActionState::Open, |on| ActionState::Done { on: day(on) }),
            ..Action::default()
        }
    }

    /// Five actions; the identifiers follow the order of this list.
    fn actions() -> BTreeMap<ActionId, Action> {
        let mut all = vec![
            action("Someday", None, None),
            action("Rotate keys", Some("2026-12-01"), None),
            action("Patch", Some("2026-11-01"), None),
            action("Old", Some("2026-01-01"), Some("2026-02-01")),
            action("New", None, Some("2026-10-01")),
        ];
        all[1].owner = "Mara".to_owned();
        all[2].risks.insert("SLS6".parse().unwrap());
        let ids = (0_u8..).map(|number| ActionId::from_random([number; 16]));
        ids.zip(all).collect()
    }

    fn titles(show: Show, typed: &str) -> Vec<String> {
        let actions = actions();
        let filter = ActionFilter {
            show,
            text: typed.to_owned(),
        };
        let list = ActionList::of(&actions, &filter, day("2026-11-22"));
        list.all().map(|id| actions[id].title.clone()).collect()
    }

    #[test]
    fn what_is_due_first_comes_first_and_what_is_done_comes_last() {
        assert_eq!(
            titles(Show::All, ""),
            ["Patch", "Rotate keys", "Someday", "New", "Old"]
        );
    }

    #[test]
    fn a_done_action_is_not_overdue() {
        assert_eq!(titles(Show::Overdue, ""), ["Patch"]);
        assert_eq!(titles(Show::Open, ""), ["Patch", "Rotate keys", "Someday"]);
        assert_eq!(titles(Show::Done, ""), ["New", "Old"]);
    }

    #[test]
    fn the_filter_reads_titles_owners_and_what_an_action_mends() {
        assert_eq!(titles(Show::All, " mara "), ["Rotate keys"]);
        assert_eq!(titles(Show::All, "sls6"), ["Patch"]);
        assert_eq!(titles(Show::Done, "sls6"), Vec::<String>::new());
    }
}
