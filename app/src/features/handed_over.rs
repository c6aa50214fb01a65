//! What somebody hands to the page is told by its content and carried to the room that deals with it: a
//! report that was dropped where backups are opened goes to Verify, and a backup the other way.

use assay_dossier::HandedKind;
use leptos::prelude::*;

use crate::{
    browser::files::{self, PickedFile},
    route::Route,
    shell::{Navigation, Notices},
    words::files::taken_elsewhere,
};

/// What kind of file this is. One that cannot be read is of no kind; whoever reads it whole says why.
pub async fn kind_of(file: &PickedFile) -> HandedKind {
    let beginning = files::beginning(file, HandedKind::BEGINNING).await;
    HandedKind::of(&beginning.unwrap_or_default())
}

/// The room that deals with such files, and what the file is called there.
const fn room_of(kind: HandedKind) -> Option<(Route, &'static str)> {
    match kind {
        HandedKind::Backup => Some((Route::Welcome, "a backup of an assessment, so it is opened")),
        HandedKind::Pdf | HandedKind::Json => Some((Route::Verify, "a report, so it is verified")),
        HandedKind::Pack => Some((Route::Verify, "an evidence pack, so it is verified")),
        HandedKind::Edition => Some((Route::Editions, "an edition of a standard, so it is read")),
        HandedKind::Archive | HandedKind::Other => None,
    }
}

/// Carries files from the room in which they were handed over to the one that deals with them. A
/// handle: copies are the same.
#[derive(Clone, Copy)]
pub struct HandedOver {
    waiting: StoredValue<Vec<PickedFile>, LocalStorage>,
    navigation: Navigation,
    notices: Notices,
}

/// Makes the way between the rooms. Its owner must be the page's.
pub fn provide_handed_over() {
    provide_context(HandedOver {
        waiting: StoredValue::new_local(Vec::new()),
        navigation: Navigation::from_context(),
        notices: Notices::from_context(),
    });
}

impl HandedOver {
    /// The page's.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Takes a file to the room for its kind and says so, unless that is the room it was handed over
    /// in. Says whether it did.
    #[must_use]
    pub fn pass_on(self, file: &PickedFile, kind: HandedKind, here: &Route) -> bool {
        let Some((room, words)) = room_of(kind).filter(|(room, _)| room != here) else {
            return false;
        };
        self.notices.say(taken_elsewhere(&file.name(), words));
        self.waiting
            .update_value(|waiting| waiting.push(file.clone()));
        self.navigation.go(&room);
        true
    }

    /// Takes what was carried here; a room asks once, when it is entered.
    #[must_use]
    pub fn collect(self) -> Vec<PickedFile> {
        self.waiting
            .try_update_value(std::mem::take)
            .unwrap_or_default()
    }
}
