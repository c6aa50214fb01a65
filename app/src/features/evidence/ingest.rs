//! Taking files in: read and hashed in pieces, kept in the store, then entered into the library.

use assay_assessment::{Edit, Evidence, EvidenceId, EvidenceKind, Subject, TextLimit};

use crate::{
    browser::{
        Cancellation,
        files::{self, PickedFile, ReadError},
        random::{self, RandomError},
    },
    storage::StorageError,
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
    /// The digest is none, which would be an error of ours.
    #[error("the file's digest cannot be read: {0}")]
    Digest(String),
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
) -> Result<EvidenceId, IngestError> {
    let still_open = || {
        let put_away = || IngestError::PutAway { name: file.name() };
        (!workbench.is_put_away())
            .then_some(())
            .ok_or_else(put_away)
    };
    still_open()?;
    let store = workbench.store();
    let size = file.size();
    let content = files::read(
        file,
        |done| {
            let per_mille = done.saturating_mul(1000).checked_div(size).unwrap_or(1000);
            on_progress(u32::try_from(per_mille).unwrap_or(1000));
        },
        cancellation,
    )
    .await?;
    still_open()?;
    store
        .put_evidence(&content.sha256, &content.bytes)
        .await
        .map_err(|error| IngestError::Store {
            name: file.name(),
            error,
        })?;
    still_open()?;
    let sha256 = content
        .sha256
        .parse()
        .map_err(|_| IngestError::Digest(content.sha256.clone()))?;
    let standing = workbench.with_untracked(|assessment| {
        let mut items = assessment.evidence().iter();
        items
            .find(|(_, item)| item.sha256() == Some(sha256))
            .map(|(id, _)| id.clone())
    });
    if let Some(id) = standing {
        if let Some(subject) = subject {
            workbench.perform(Edit::LinkEvidence {
                id: id.clone(),
                subject,
            })?;
        }
        return Ok(id);
    }
    let kind = EvidenceKind::File {
        name: one_line(&file.name(), "file"),
        media_type: one_line(&file.media_type(), ""),
        size,
        sha256,
    };
    add(workbench, kind, subject)
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
    let clean: String = text
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let mut end = clean.len().min(TextLimit::Line.bytes());
    while !clean.is_char_boundary(end) {
        end -= 1;
    }
    let cut = clean[..end].trim();
    if cut.is_empty() {
        otherwise.to_owned()
    } else {
        cut.to_owned()
    }
}
