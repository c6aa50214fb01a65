//! The evidence pack, whose files go from the disk into the archive without passing through here: what is planned before
//! the first of them, and what stands behind the last.

use assay_assessment::{Assessment, EvidencePresence, Sha256Digest, Timestamp, backup::FileSums};
use assay_dossier::{
    AbsentFile, PACK_NAMESPACE, PackSignature, PackWriter, PackedFile, Packing, PlannedFile,
    ProducedFile,
};
use assay_seal::{StoredIdentity, ssh::sign_ssh};
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job, Refused, report::at_hand};

/// What a pack is made of. The same gives the same bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackOf {
    /// The assessment, as it was when its reports were signed.
    pub assessment: Box<Assessment>,
    /// Which evidence files were on the device then.
    pub presence: EvidencePresence,
    /// The signed files.
    pub reports: Vec<ProducedFile>,
    /// Who signs the pack.
    pub identity: StoredIdentity,
    /// When it is made, as the device's clock says.
    pub at: Timestamp,
    /// The edition files of the editions at hand that no build carries, by their SHA-256.
    pub editions: Vec<(String, String)>,
}

/// Plans a pack: which files go into it and under which names.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanPack {
    /// What it is made of.
    pub of: PackOf,
}

/// What is to be written first, and the evidence files that come then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPack {
    /// The first bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The evidence files in their order: before the bytes of each stands [its header](PlannedFile::header).
    pub files: Vec<PlannedFile>,
}

/// Unlocks an identity, and signs a pack whose evidence files were written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignPack {
    /// What it is made of; the same as when it was planned.
    pub of: PackOf,
    /// The signer's passphrase.
    pub passphrase: String,
    /// The sums of each file that was written, in the order of the plan.
    pub written: Vec<FileSums>,
    /// The digests of planned files that were left out because other bytes were there.
    pub changed: Vec<Sha256Digest>,
}

/// What stands behind the evidence files of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedPack {
    /// The bytes to write.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The list of checksums, which is in these: what was written has to read back with the same.
    #[serde(skip)]
    pub sums: Vec<u8>,
    /// The length of the whole pack in bytes.
    pub length: u64,
    /// Evidence whose files are not in it.
    pub absent: Vec<AbsentFile>,
}

/// Checks the signature over a pack's list of checksums.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CheckPackSignature {
    /// The list.
    #[serde(skip)]
    pub list: Vec<u8>,
    /// The signature.
    #[serde(skip)]
    pub signature: Vec<u8>,
}

impl PackOf {
    /// Does something with a writer of this pack, and with the bytes that it begins with.
    fn write<T>(
        &self,
        work: impl FnOnce(PackWriter<'_>, Vec<u8>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let editions = at_hand(self.editions.clone());
        let found = self.assessment.edition().find_in(&editions);
        let catalog = found.ok_or(NoEdition).map_err(Refused::because)?.catalog;
        let reports: Vec<PackedFile<'_>> = self.reports.iter().map(PackedFile::from).collect();
        let packing = Packing {
            assessment: &self.assessment,
            catalog,
            presence: &self.presence,
            reports: &reports,
            signer: &self.identity,
            at: self.at,
        };
        let (writer, bytes) = PackWriter::begin(packing).map_err(Refused::because)?;
        work(writer, bytes)
    }
}

/// The edition of the assessment went away since its report was signed.
#[derive(Debug, thiserror::Error)]
#[error(
    "the edition that the assessment is made against is not on this device any more; open its file again, then make the pack"
)]
struct NoEdition;

impl Bulk for PackOf {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let files = self.reports.iter_mut();
        files.map(|file| &mut file.bytes).collect()
    }
}

impl Bulk for PlanPack {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.of.bulk()
    }
}

impl Bulk for PlannedPack {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for SignPack {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.of.bulk()
    }
}

impl Bulk for SignedPack {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes, &mut self.sums]
    }
}

impl Bulk for CheckPackSignature {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.list, &mut self.signature]
    }
}

impl Bulk for PackSignature {}

impl Job for PlanPack {
    const NAME: &'static str = "plan-pack";
    type Stage = ();
    type Outcome = Result<PlannedPack, Refused>;

    fn perform(self, _reached: &mut dyn FnMut(())) -> Self::Outcome {
        self.of.write(|writer, bytes| {
            let files = writer.files().to_vec();
            Ok(PlannedPack { bytes, files })
        })
    }
}

impl Job for SignPack {
    const NAME: &'static str = "sign-pack";
    type Stage = ();
    type Outcome = Result<SignedPack, Refused>;

    fn perform(self, _reached: &mut dyn FnMut(())) -> Self::Outcome {
        let identity = self.of.identity.unlock(&self.passphrase);
        let identity = identity.map_err(Refused::because)?;
        self.of.write(|mut writer, _| {
            for sums in &self.written {
                // The same stands before the file already.
                let _header = writer.file(sums).map_err(Refused::because)?;
            }
            for sha256 in &self.changed {
                writer.changed(*sha256);
            }
            let unsigned = writer.close().map_err(Refused::because)?;
            let sums = unsigned.to_sign().to_vec();
            let signature = sign_ssh(&sums, &identity, PACK_NAMESPACE);
            let signature = signature.map_err(Refused::because)?;
            let end = unsigned.finish(&signature).map_err(Refused::because)?;
            Ok(SignedPack {
                bytes: end.bytes,
                sums,
                length: end.length,
                absent: end.absent,
            })
        })
    }
}

impl Job for CheckPackSignature {
    const NAME: &'static str = "check-pack-signature";
    type Stage = ();
    type Outcome = PackSignature;

    fn perform(self, _reached: &mut dyn FnMut(())) -> PackSignature {
        PackSignature::of(&self.list, &self.signature)
    }
}
