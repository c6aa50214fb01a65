//! The desk: which assessments are on this device, and which one lies open on the workbench.
//!
//! It joins storage (bytes), the assessment crate (what the bytes mean) and the workbench (what
//! the screen reads). Everything that takes an assessment to the desk or away from it is here, one
//! file per verb.

mod backup;
mod copies;
mod error;
mod keyring;
mod library;
mod loading;
mod session;

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};

use self::session::Session;
pub use self::{
    backup::{BackupOutcome, age, file_name},
    error::DeskError,
    loading::{Damage, Loaded, load},
};
use crate::{
    browser::{clock, storage_space},
    storage::{Library, LibraryEntry, StorageError, sweep},
    workbench::Workbench,
};

/// Whether the device's library can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryState {
    /// It is being opened.
    Opening,
    /// It is open, and the list is current.
    Ready,
    /// It cannot be opened; nothing can be kept here.
    Unavailable(StorageError),
}

/// What lies open.
#[derive(Clone)]
pub enum OpenAssessment {
    /// Nothing.
    None,
    /// An assessment is being read.
    Opening {
        /// Its UUID.
        id: String,
    },
    /// An assessment lies open.
    Open {
        /// Its UUID.
        id: String,
        /// The handle to it.
        workbench: Workbench,
        /// What was wrong with its journal, if anything was.
        damage: Option<Damage>,
    },
    /// An assessment could not be opened.
    Failed {
        /// Its UUID.
        id: String,
        /// Why not.
        error: DeskError,
    },
}

impl OpenAssessment {
    /// The UUID of the assessment that this is about.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Opening { id } | Self::Open { id, .. } | Self::Failed { id, .. } => Some(id),
        }
    }

    /// Whether this is about that assessment.
    #[must_use]
    pub fn is_about(&self, id: &str) -> bool {
        self.id() == Some(id)
    }

    /// The workbench, when an assessment lies open.
    #[must_use]
    pub const fn workbench(&self) -> Option<Workbench> {
        match self {
            Self::Open { workbench, .. } => Some(*workbench),
            Self::None | Self::Opening { .. } | Self::Failed { .. } => None,
        }
    }
}

/// The desk. A handle: copies are the same desk. It lives as long as the page.
#[derive(Clone, Copy)]
pub struct Desk {
    library_state: RwSignal<LibraryState>,
    assessments: RwSignal<Vec<LibraryEntry>>,
    deleted: RwSignal<Vec<LibraryEntry>>,
    open: RwSignal<OpenAssessment>,
    library: StoredValue<Option<Rc<Library>>, LocalStorage>,
    session: StoredValue<Option<Session>, LocalStorage>,
    /// What was put away while the disk did not take all of it: nothing of it is dropped before.
    unsaved: StoredValue<Vec<(Session, OpenAssessment)>, LocalStorage>,
}

impl Desk {
    /// Makes the desk and begins to open the library. Call it once, after the page is mounted.
    #[must_use]
    pub fn start() -> Self {
        let desk = Self {
            library_state: RwSignal::new(LibraryState::Opening),
            assessments: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(Vec::new()),
            open: RwSignal::new(OpenAssessment::None),
            library: StoredValue::new_local(None),
            session: StoredValue::new_local(None),
            unsaved: StoredValue::new_local(Vec::new()),
        };
        spawn_local(desk.open_library());
        desk
    }

    /// Tries again to open the library, after another tab was closed or space was made.
    pub fn try_again(&self) {
        self.library_state.set(LibraryState::Opening);
        spawn_local(self.open_library());
    }

    /// Whether the device's library can be used.
    #[must_use]
    pub const fn library_state(&self) -> RwSignal<LibraryState> {
        self.library_state
    }

    /// The assessments on this device, the last changed first.
    #[must_use]
    pub const fn assessments(&self) -> RwSignal<Vec<LibraryEntry>> {
        self.assessments
    }

    /// What was deleted since the page was opened and can still be brought back.
    #[must_use]
    pub const fn deleted(&self) -> RwSignal<Vec<LibraryEntry>> {
        self.deleted
    }

    /// What lies open.
    #[must_use]
    pub const fn open_assessment(&self) -> RwSignal<OpenAssessment> {
        self.open
    }

    /// The device's library, for identities, known signers and settings.
    ///
    /// # Errors
    /// [`DeskError::NoLibrary`] while it is not open.
    pub fn library(&self) -> Result<Rc<Library>, DeskError> {
        self.library.get_value().ok_or(DeskError::NoLibrary)
    }

    /// Reads the list of assessments again.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn refresh(&self) -> Result<(), DeskError> {
        let list = self.library()?.list().await?;
        self.assessments.set(list);
        Ok(())
    }

    async fn open_library(self) {
        match Library::open().await {
            Ok(library) => {
                // What was deleted in an earlier visit goes now. If that fails, it is tried again
                // at the next start, and nothing is lost.
                let _left_for_next_time = sweep(&library, clock::now()).await;
                let listed = library.list().await;
                self.library.set_value(Some(Rc::new(library)));
                match listed {
                    Ok(list) => {
                        self.assessments.set(list);
                        self.library_state.set(LibraryState::Ready);
                        // Browsers evict data of pages that did not ask to keep it.
                        let _granted = storage_space::persist().await;
                    }
                    Err(error) => self.library_state.set(LibraryState::Unavailable(error)),
                }
            }
            Err(error) => self.library_state.set(LibraryState::Unavailable(error)),
        }
    }
}

/// The page's desk.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context()
}
