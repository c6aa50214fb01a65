//! What the control room keeps while the user is elsewhere: the filter of its list.

use leptos::prelude::*;

use super::filter::ControlFilter;
use crate::workbench::Workbench;

/// The filter of the list of controls. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct ControlRoom {
    filter: RwSignal<ControlFilter>,
    /// The UUID of the assessment that the filter was made in.
    of: StoredValue<String>,
}

impl ControlRoom {
    fn new() -> Self {
        Self {
            filter: RwSignal::new(ControlFilter::default()),
            of: StoredValue::new(String::new()),
        }
    }

    /// The filter as it was left in this assessment; open in one that was not here last.
    pub(super) fn filter_in(&self, workbench: Workbench) -> RwSignal<ControlFilter> {
        let id = workbench.with_untracked(|assessment| assessment.id().to_string());
        if self.of.with_value(|of| *of != id) {
            self.of.set_value(id);
            self.filter.set(ControlFilter::default());
        }
        self.filter
    }
}

/// Keeps the room's filter as long as the caller's owner lives, so that the list is the same when
/// the user comes back.
pub fn provide_control_room() {
    provide_context(ControlRoom::new());
}

/// The room that was provided, or else one that lives as long as its view.
pub(super) fn use_control_room() -> ControlRoom {
    use_context::<ControlRoom>().unwrap_or_else(ControlRoom::new)
}
