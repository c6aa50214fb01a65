//! How the report's pages are drawn: chosen before signing, and kept on this device for the next report.

use assay_report::document::Presentation;
use leptos::{prelude::*, task::spawn_local};

use crate::{desk::Desk, shell::Notices, words::presenting};

/// How the pages are to be drawn. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Presenting {
    chosen: RwSignal<Presentation>,
    /// Whether something was chosen in this visit, which what was kept must not undo.
    touched: StoredValue<bool>,
}

impl Presenting {
    /// As it was chosen last on this device.
    pub(super) fn of(desk: Desk) -> Self {
        let own = Self {
            chosen: RwSignal::new(Presentation::default()),
            touched: StoredValue::new(false),
        };
        spawn_local(async move {
            // What cannot be read is as if nothing had been chosen.
            let kept = desk.presentation().await.unwrap_or_default();
            if own.touched.try_get_value() == Some(false) {
                let _room_left = own.chosen.try_set(kept);
            }
        });
        own
    }

    /// What is chosen; followed.
    pub(super) fn get(self) -> Presentation {
        self.chosen.get()
    }

    /// What is chosen now.
    pub(super) fn get_untracked(self) -> Presentation {
        self.chosen.get_untracked()
    }

    /// Changes what is chosen, and keeps it for the next report.
    pub(super) fn choose(
        self,
        desk: Desk,
        notices: Notices,
        change: impl FnOnce(&mut Presentation),
    ) {
        self.touched.set_value(true);
        self.chosen.update(change);
        let chosen = self.chosen.get_untracked();
        spawn_local(async move {
            if let Err(error) = desk.remember_presentation(&chosen).await {
                notices.warn(error.to_string());
            }
        });
    }
}

/// The file of the logo that pages are drawn with; empty where there is none.
///
/// # Errors
/// Why it is not there, as words.
pub async fn logo_of(desk: Desk, presentation: &Presentation) -> Result<Vec<u8>, String> {
    let Some(logo) = &presentation.logo else {
        return Ok(Vec::new());
    };
    let file = desk.logo_file(logo).await;
    let file = file.map_err(|error| error.to_string())?;
    file.ok_or_else(|| presenting::LOGO_GONE.to_owned())
}
