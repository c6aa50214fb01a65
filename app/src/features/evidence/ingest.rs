//! Taking files in: read and hashed in pieces, kept in the store, then entered into the library.

use std::cell::Cell;

use assay_assessment::{
    Edit, Evidence, EvidenceId, EvidenceKind, Picture, Sha256Digest, Subject, TextLimit,
};

use crate::{
    beside::Sums,
    browser::{
        Cancellation,
        files::{self, PickedFile, ReadError},
        random::{self, RandomError},
    },
    storage::{AssessmentStore, EvidenceState, StorageError},
    workbench::{PerformError, Workbench, now},
};

/// Why a file was not taken in. The library is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum IngestError {
    /// It was not read, or the user stopped it.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It was not stored.
    #[error("\u{201c}{name}\u{201d} was not added: {error}")]
    Store {
        /// The file's name.
        name: String,
        /// Why not.
        error: StorageError,
    },
    /// The assessment was put away before the file was read.
    #[error(
        "\u{201c}{name}\u{201d} was not added: its assessment was closed before the whole file was \
         read. Open the assessment and add the file again."
    )]
    PutAway {
        /// The file's name.
        name: String,
    },
    /// No identifier could be drawn.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The edit was refused.
    #[error(transparent)]
    Perform(#[from] PerformError),
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is a new item of the library.
    Added,
    /// The library had it already; it was linked.
    AlreadyThere,
    /// The library named it, but its bytes were missing or changed on this device; now they are whole.
    MadeWhole,
}

/// Takes one file in and lets it support `subject`. A file whose bytes are in the library already
/// is linked instead of added a second time. `on_progress` gets per mille.
///
/// # Errors
/// [`IngestError`]; then the library is as it was.
pub(super) async fn ingest(
    workbench: Workbench,
    file: &PickedFile,
    subject: Option<Subject>,
    on_progress: impl Fn(u32),
    cancellation: &Cancellation,
) -> Result<Taken, IngestError> {
    let still_open = || {
        let put_away = || IngestError::PutAway { name: file.name() };
        (!workbench.is_put_away())
            .then_some(())
            .ok_or_else(put_away)
    };
    still_open()?;
    let go_on = || {
        if cancellation.is_cancelled() {
            return Err(ReadError::Cancelled { name: file.name() }.into());
        }
        still_open()
    };
    let (sha256, kept) = store(&workbench.store(), file, on_progress, go_on).await?;
    still_open()?;
    workbench.note_evidence(sha256, None);
    let standing = workbench.with_untracked(|assessment| {
        let mut items = assessment.evidence().iter();
        items
            .find(|(_, item)| item.sha256() == Some(sha256))
            .map(|(id, _)| id.clone())
    });
    if let Some(id) = standing {
        if let Some(subject) = subject {
            workbench.perform(Edit::LinkEvidence { id, subject })?;
        }
        return Ok(match kept {
            Kept::Before => Taken::AlreadyThere,
            Kept::Now => Taken::MadeWhole,
        });
    }
    let kind = EvidenceKind::File {
        name: one_line(&file.given_name(), "file"),
        media_type: one_line(&file.media_type(), ""),
        size: file.size(),
        sha256,
    };
    add(workbench, kind, subject)?;
    Ok(Taken::Added)
}

/// Whether a file's bytes were whole in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// They were there.
    Before,
    /// They are there now.
    Now,
}

/// Puts a file's bytes into the store, unless they are there. They are read twice, because the store
/// must know their digest before it takes the first of them, and a file may be larger than memory.
/// `go_on` is asked at every piece, so that nothing is kept for an assessment that was put away.
async fn store(
    store: &AssessmentStore,
    file: &PickedFile,
    on_progress: impl Fn(u32),
    go_on: impl Fn() -> Result<(), IngestError>,
) -> Result<(Sha256Digest, Kept), IngestError> {
    let not_stored = |error| IngestError::Store {
        name: file.name(),
        error,
    };
    // Half of the work is the digest.
    let all = file.size().saturating_mul(2);
    let done = Cell::new(0_u64);
    let advance = |bytes: &[u8]| {
        done.set(done.get() + bytes.len() as u64);
        let per_mille = done.get().saturating_mul(1000).checked_div(all);
        on_progress(u32::try_from(per_mille.unwrap_or(1000)).unwrap_or(1000));
    };
    let mut sums = Sums::new();
    let mut pieces = files::bounded(file)?;
    while let Some(piece) = pieces.next().await? {
        go_on()?;
        sums.add(&piece).await;
        advance(&piece);
    }
    let digest = sums.finish().sha256;
    let sha256 = digest.to_string();
    // Nobody holds this cancellation, so it is never set, and the file is always read.
    let never = Cancellation::new();
    let state = store.check_evidence(&sha256, |_| {}, &never).await;
    if state.map_err(not_stored)? == EvidenceState::Whole {
        return Ok((digest, Kept::Before));
    }
    go_on()?;
    let mut writer = store.keep_evidence(&sha256);
    let outcome = async {
        let mut pieces = files::bounded(file)?;
        while let Some(piece) = pieces.next().await? {
            go_on()?;
            writer.add(&piece).await.map_err(not_stored)?;
            advance(&piece);
        }
        Ok(())
    }
    .await;
    match outcome {
        Ok(()) => writer.finish().await.map_err(not_stored)?,
        Err(error) => {
            writer.abandon().await;
            return Err(error);
        }
    }
    Ok((digest, Kept::Now))
}

/// Enters an item into the library.
///
/// # Errors
/// [`IngestError`]; then the library is as it was.
pub(super) fn add(
    workbench: Workbench,
    kind: EvidenceKind,
    subject: Option<Subject>,
) -> Result<EvidenceId, IngestError> {
    let id = EvidenceId::from_random(random::bytes()?);
    let mut item = Evidence {
        kind,
        title: String::new(),
        description: String::new(),
        method: None,
        captured_on: None,
        added_at: now(),
        controls: Default::default(),
        risks: Default::default(),
        picture: Picture::default(),
    };
    match subject {
        Some(Subject::Control(control)) => _ = item.controls.insert(control),
        Some(Subject::Risk(risk)) => _ = item.risks.insert(risk),
        None => {}
    }
    workbench.perform(Edit::AddEvidence {
        id: id.clone(),
        item,
    })?;
    Ok(id)
}

/// A name from outside, cut and cleaned to one line: the file system lets names hold anything.
fn one_line(text: &str, otherwise: &str) -> String {
    let clean = TextLimit::Line.clip(text);
    let cut = clean.trim();
    if cut.is_empty() {
        otherwise.to_owned()
    } else {
        cut.to_owned()
    }
}
