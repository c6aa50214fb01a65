//! The desk: which assessments are on this device, and which one lies open on the workbench.
//!
//! It joins storage (bytes), the assessment crate (what the bytes mean) and the workbench (what
//! the screen reads). What is opened, closed, saved and followed when is decided in the crate
//! `assay-desk`; `running` runs it.

mod backup;
mod backup_file;
mod bench;
mod copies;
mod editions;
mod error;
mod evidence_out;
mod keeping;
mod keyring;
mod last_backup;
mod library;
mod loading;
mod losses;
mod note;
mod outcome;
mod pack;
mod preferences;
mod report_files;
mod running;
mod work;

use std::rc::Rc;

use assay_catalog::Editions;
use futures_channel::oneshot;
use leptos::{prelude::*, task::spawn_local};

use self::running::Runner;
pub use self::{
    backup::{BackupOutcome, Opened, OpenedBackup, file_name, since},
    editions::EditionHere,
    error::DeskError,
    loading::{Damage, Loaded, load},
    losses::Losses,
    pack::{PackMadeOf, PackOnHand, PackOutcome, read_pack, read_pack_folder},
    report_files::OwnFont,
    work::{Progress, Stage, Work},
};
use crate::{
    browser::{channel::Channel, clock, lifecycle, storage_space},
    storage::{Deleted, EditionStore, Library, LibraryEntry, ReportFileStore, StorageError, sweep},
    workbench::{DeletedWhere, Workbench},
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
#[allow(
    clippy::large_enum_variant,
    reason = "there is one of it, and the workbench in it is a handle that is copied out"
)]
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
    deleted: RwSignal<Vec<Deleted>>,
    open: RwSignal<OpenAssessment>,
    editions: RwSignal<Editions>,
    /// Where imported editions are kept, once they were looked for.
    edition_store: StoredValue<Option<Rc<EditionStore>>, LocalStorage>,
    /// Where fonts and the logo for reports are kept, once they were looked for.
    report_file_store: StoredValue<Option<Rc<ReportFileStore>>, LocalStorage>,
    library: StoredValue<Option<Rc<Library>>, LocalStorage>,
    runner: StoredValue<Rc<Runner>, LocalStorage>,
    /// Who waits until the library is open or cannot be opened; each is let go by being dropped.
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
    /// The way to the page's other windows.
    others: StoredValue<Option<Channel>, LocalStorage>,
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
            editions: RwSignal::new(Editions::bundled()),
            edition_store: StoredValue::new_local(None),
            report_file_store: StoredValue::new_local(None),
            library: StoredValue::new_local(None),
            runner: StoredValue::new_local(Rc::new(Runner::default())),
            waiting: StoredValue::new_local(Vec::new()),
            others: StoredValue::new_local(None),
        };
        desk.listen();
        lifecycle::on_leaving(move || desk.save_now()).forget();
        lifecycle::ask_before_closing(move || {
            desk.save_now();
            desk.has_unsaved()
        })
        .forget();
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

    /// What was deleted and can still be brought back, the last deleted first.
    #[must_use]
    pub const fn deleted(&self) -> RwSignal<Vec<Deleted>> {
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

    /// Reads the list of assessments again, and that of the deleted ones.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn refresh(&self) -> Result<(), DeskError> {
        let library = self.library()?;
        let (list, deleted) = (library.list().await?, library.deleted().await?);
        self.assessments.set(list);
        self.deleted.set(deleted);
        Ok(())
    }

    /// Looks at what other windows may have done: to the lists, and to the open assessment.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn look_again(&self) -> Result<(), DeskError> {
        self.refresh().await?;
        self.look_for_backup().await;
        // This window closes what it deletes itself.
        self.look_for_deletion(DeletedWhere::InAnotherWindow).await
    }

    /// Tells the other windows that a list has changed. Those that do not hear it look when they are
    /// returned to, and when they save.
    fn tell_other_windows(self) {
        self.others.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post("changed");
            }
        });
    }

    /// Listens to the other windows as long as the page lives.
    fn listen(self) {
        let channel = Channel::join("assay-library", move |_| {
            spawn_local(async move {
                // What cannot be read now is looked at when the window is returned to.
                let _at_the_next_look = self.look_again().await;
            });
        });
        self.others.set_value(channel);
    }

    /// The library, once it is open or cannot be opened: a room that is shown as the page starts, as
    /// after a reload, asks before that.
    async fn opened_library(&self) -> Result<Rc<Library>, DeskError> {
        if self.library_state.get_untracked() == LibraryState::Opening {
            let (waiting, opened) = oneshot::channel();
            self.waiting.update_value(|others| others.push(waiting));
            let _let_go_when_it_is = opened.await;
        }
        self.library()
    }

    async fn open_library(self) {
        let opened = self.open_and_list().await;
        let is_open = opened.is_ok();
        self.library_state.set(match opened {
            Ok(()) => LibraryState::Ready,
            Err(error) => LibraryState::Unavailable(error),
        });
        self.waiting.update_value(Vec::clear);
        if is_open {
            // What the address names was opened meanwhile.
            let place = DeletedWhere::BeforeItWasOpened;
            let _at_the_next_look = self.look_for_deletion(place).await;
            // Browsers evict data of pages that did not ask to keep it.
            let _granted = storage_space::persist().await;
        }
    }

    async fn open_and_list(&self) -> Result<(), StorageError> {
        let library = Library::open().await?;
        // What was deleted thirty days ago goes now. If that fails, it is tried again at the next
        // start, and nothing is lost.
        let _left_for_next_time = sweep(&library, clock::now()).await;
        let library = Rc::new(library);
        self.library.set_value(Some(Rc::clone(&library)));
        let (list, deleted) = (library.list().await?, library.deleted().await?);
        self.assessments.set(list);
        self.deleted.set(deleted);
        Ok(())
    }
}

/// The page's desk.
#[must_use]
pub fn use_desk() -> Desk {
    expect_context()
}
