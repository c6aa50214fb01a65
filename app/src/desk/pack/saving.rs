//! Writing a pack where the user chooses, with a piece of one evidence file in memory at a time, and reading it back
//! before it counts.

use assay_assessment::{Absence, Assessment, EvidencePresence, words::sentence};
use assay_dossier::{AbsentFile, FileState, PACK_ENDING, ProducedFile};
use assay_jobs::{PackOf, PlanPack, Refused, SignPack, SignedPack, TryPassphrase};
use assay_seal::{StoredIdentity, UnixMillis};

use super::{
    super::{
        Desk, DeskError,
        backup_file::go_on,
        evidence_out::{copy, sums_of},
        file_name,
        outcome::{counts, given_up},
        work::{Stage, Work},
    },
    reading::read_archive,
};
use crate::{
    beside,
    browser::files::{self, Destination, Saved, Written},
    storage::AssessmentStore,
    workbench::{Workbench, now},
};

/// The media type of an evidence pack.
const MEDIA_TYPE: &str = "application/zip";

/// What a pack is made of: all of it as it was when the reports were signed.
#[derive(Debug, Clone)]
pub struct PackMadeOf {
    /// The assessment.
    pub assessment: Assessment,
    /// Which evidence files were on this device.
    pub presence: EvidencePresence,
    /// The signed files.
    pub reports: Vec<ProducedFile>,
    /// Who signed them, and signs the pack.
    pub identity: StoredIdentity,
}

/// How a pack ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackOutcome {
    /// Where it went, and whether it was read back there.
    pub saved: Saved,
    /// Evidence whose files are not in it.
    pub absent: Vec<AbsentFile>,
}

impl Desk {
    /// Saves an evidence pack where the user chooses, with the files of an assessment that lies open. What was written
    /// is read as a pack again, every file in it, before it counts.
    ///
    /// # Errors
    /// [`DeskError`]; then there is no pack.
    pub async fn save_pack(
        &self,
        workbench: Workbench,
        made_of: PackMadeOf,
        passphrase: String,
        work: &Work,
    ) -> Result<PackOutcome, DeskError> {
        if workbench.is_put_away() {
            return Err(DeskError::NothingOpen);
        }
        // Taken before anything is waited for: another assessment may be opened meanwhile.
        let store = workbench.store();
        let at = now();
        // The dialog comes before anything that takes time: browsers show none long after a press.
        let name = file_name(&made_of.assessment.details().title, at, PACK_ENDING);
        let mut destination = files::choose(&name, MEDIA_TYPE).await?;
        let of = PackOf {
            assessment: Box::new(made_of.assessment),
            presence: made_of.presence,
            reports: made_of.reports,
            identity: made_of.identity,
            at,
            editions: self.editions().await.files(),
        };
        let files = (workbench, store.as_ref());
        let signed = match write(of, passphrase, files, &mut destination, work).await {
            Ok(signed) => signed,
            Err(error) => return Err(given_up(destination, error).await),
        };
        let written = destination.finish().await?;
        counts(&written, is_same(&written, &signed, work).await)?;
        Ok(PackOutcome {
            saved: written.hand_over()?,
            absent: signed.absent,
        })
    }
}

async fn write(
    of: PackOf,
    passphrase: String,
    (workbench, store): (Workbench, &AssessmentStore),
    destination: &mut Destination,
    work: &Work,
) -> Result<SignedPack, DeskError> {
    unlock(&of, &passphrase, work).await?;
    let plan = PlanPack { of: of.clone() };
    let planned = beside::perform(plan, |()| {}, &work.cancellation).await?;
    let planned = planned.map_err(refused)?;
    destination.write(&planned.bytes).await?;
    let bytes = planned.files.iter().map(|file| file.size).sum();
    let mut steps = work.begin(Stage::Packing, planned.files.len(), bytes);
    let (mut written, mut changed) = (Vec::new(), Vec::new());
    for file in &planned.files {
        let mut reader = store.read_evidence(&file.sha256.to_string());
        match sums_of(&mut reader, file.sha256, workbench, &work.cancellation).await? {
            Ok(sums) => {
                let header = file.header(&sums);
                let header = header.map_err(|error| DeskError::PackNotMade(error.to_string()))?;
                destination.write(&header).await?;
                // Should it be something else than a moment ago, the pack does not read back.
                copy(&mut reader, destination, &steps, &work.cancellation).await?;
                written.push(sums);
            }
            // What was planned and is not written is listed as missing, and the user is told.
            Err(Some(Absence::Changed)) => changed.push(file.sha256),
            Err(Some(Absence::Missing) | None) => {}
        }
        steps.file_done(file.size);
    }
    go_on(&work.cancellation)?;
    let sign = SignPack {
        of,
        passphrase,
        written,
        changed,
    };
    let signed = beside::perform(sign, |()| {}, &work.cancellation).await?;
    let signed = signed.map_err(refused)?;
    destination.write(&signed.bytes).await?;
    Ok(signed)
}

/// Whether the passphrase opens the identity: nothing long begins before that is known.
async fn unlock(of: &PackOf, passphrase: &str, work: &Work) -> Result<(), DeskError> {
    let at = UnixMillis::new(of.at.milliseconds());
    let job = TryPassphrase {
        identity: of.identity.clone(),
        passphrase: passphrase.to_owned(),
        at: at.map_err(|error| DeskError::PackNotMade(sentence(&error.to_string())))?,
    };
    let opened = beside::perform(job, |()| {}, &work.cancellation).await?;
    opened.map_err(refused)
}

fn refused(refused: Refused) -> DeskError {
    DeskError::PackNotMade(sentence(&refused.to_string()))
}

/// Reads what was written as a pack, and compares all of it.
async fn is_same(written: &Written, signed: &SignedPack, work: &Work) -> Result<bool, DeskError> {
    let source = written.source();
    // The list of checksums tells what each file must be.
    if source.size() != signed.length {
        return Ok(false);
    }
    let (read, _) = read_archive(&source, work).await?;
    let is_sound = |state: &FileState| matches!(state, FileState::Sound { .. });
    Ok(read.list == signed.sums
        && read.signature.is_ok()
        && read.files.iter().all(|file| is_sound(&file.state)))
}
