//! What the keyboard, the palette and buttons ask for while the risks are shown.

use assay_catalog::RiskId;
use leptos::prelude::*;

use crate::{
    features::{
        list_commands::{ListCommands, add_evidence, edit_note},
        places,
    },
    route::{Part, Route},
    shell::{Command, Commands, Navigation},
    workbench::Workbench,
};

/// What the commands move.
#[derive(Clone, Copy)]
pub(super) struct Moved {
    pub(super) workbench: Workbench,
    /// The risks of the list, in its order.
    pub(super) shown: Memo<Vec<RiskId>>,
    /// The open risk.
    pub(super) selected: Memo<Option<RiskId>>,
    /// Whether the register is shown where only one of list and register has room.
    pub(super) register: RwSignal<bool>,
}

/// Obeys for as long as the calling component is there.
pub(super) fn obey(moved: Moved) {
    let navigation = Navigation::from_context();
    let Moved {
        workbench,
        shown,
        selected,
        register,
    } = moved;
    let step = move |forward| {
        let next = shown
            .with_untracked(|shown| neighbour(shown, selected.get_untracked(), forward))
            .and_then(|risk| Route::parse(&places::risk(workbench, risk)).ok());
        if let Some(route) = next {
            workbench.flush_typing();
            match selected.get_untracked() {
                // Back leads to the list, not through every risk that was passed on the way.
                Some(_) => navigation.replace(&route),
                None => navigation.go(&route),
            }
        }
    };
    let show_list = move |()| {
        register.set(false);
        if let Ok(route) = Route::parse(&places::part(workbench, Part::Risks)) {
            navigation.go(&route);
        }
    };
    let open = move || {
        let risk = selected.get().map(|risk| risk.to_string());
        risk.or_else(|| register.get().then(String::new))
    };
    let list = ListCommands {
        step: Callback::new(step),
        open: Signal::derive(open),
        show_list: Callback::new(show_list),
    };
    list.obey();
    Commands::from_context().on(move |command| match command {
        Command::EditNote => edit_note(),
        Command::AddEvidence => add_evidence(),
        _ => false,
    });
}

/// The risk after or before the open one in the list; the first or the last one while none of the
/// list is open. `None` at the list's end.
fn neighbour(shown: &[RiskId], open: Option<RiskId>, forward: bool) -> Option<RiskId> {
    let place = open.and_then(|open| shown.iter().position(|risk| *risk == open));
    let next = match (place, forward) {
        (Some(place), true) => place.checked_add(1),
        (Some(place), false) => place.checked_sub(1),
        (None, true) => Some(0),
        (None, false) => shown.len().checked_sub(1),
    };
    shown.get(next?).copied()
}

#[cfg(test)]
mod tests {
    use assay_catalog::RiskPrefix;

    use super::*;

    #[test]
    fn the_list_is_walked_in_its_own_order_and_stops_at_its_ends() {
        let risk = |number| RiskId::new(RiskPrefix::Sls, number);
        let shown = [risk(4), risk(1), risk(9)];
        assert_eq!(neighbour(&shown, Some(risk(4)), true), Some(risk(1)));
        assert_eq!(neighbour(&shown, Some(risk(9)), true), None);
        assert_eq!(neighbour(&shown, Some(risk(4)), false), None);
        assert_eq!(neighbour(&shown, None, true), Some(risk(4)));
        assert_eq!(neighbour(&shown, Some(risk(7)), false), Some(risk(9)));
        assert_eq!(neighbour(&[], None, true), None);
    }
}
