//! The page's heavy work as values, so that it can be done beside the page: what is asked, how far it
//! is, and what came of it.
//!
//! The page makes a [`Job`], [packs](pack) it into a [`Parcel`], and hands that to a worker, which
//! [performs](perform) it and gives back a parcel. Both are programs of this workspace, and each holds
//! only its half: the page never performs anything, so that what signs, draws and decrypts is no part
//! of the program that it starts with.
//!
//! Bytes and values in, bytes and values out: nothing here knows a browser, a clock or randomness.

mod about;
mod certificates;
mod draft;
mod edition;
mod exchange;
mod fonts;
mod keys;
mod pack;
mod parcel;
mod pictures;
mod report;
mod stamps;
mod sums;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;

pub use about::{Licences, LicensedPart, ReadLicences};
pub use certificates::{
    Certified, KeyCertificate, PlaceCertificate, ReadKeyCertificate, RequestCertificate,
};
pub use draft::{DraftPublic, DraftReport};
pub use edition::{CompareEditions, EditionRead, EditionRefused, ReadEdition};
pub use exchange::{ExchangeReport, Exchanged, ExchangedFile};
pub use fonts::{CheckFont, FindLacking, Font, Found};
pub use keys::{
    ExportKey, ImportKey, ImportRefused, InspectKey, KeyForm, MakeIdentity, TryPassphrase,
};
pub use pack::{CheckPackSignature, PackOf, PlanPack, PlannedPack, SignPack, SignedPack};
pub use parcel::{Bulk, Parcel, ParcelError, pack, unpack};
pub use pictures::{LookAtLogo, LookAtPicture};
pub use report::{
    CheckDisclosures, CheckReport, CountersignFiles, CountersignedFiles, SignPublic, SignReport,
};
pub use stamps::{AskForStamp, Authorities, Authority, ReadAuthorities, TakeStamp};
pub use sums::AddToSums;

/// Something that takes long, with all that it needs.
pub trait Job: Serialize + DeserializeOwned + Bulk {
    /// What it is called between the two programs.
    const NAME: &'static str;
    /// How far it is, for those that have stages.
    type Stage: Serialize + DeserializeOwned;
    /// What comes of it.
    type Outcome: Serialize + DeserializeOwned + Bulk;

    /// Does it, and says when it comes to another stage.
    fn perform(self, reached: &mut dyn FnMut(Self::Stage)) -> Self::Outcome;
}

/// Why a job was not done, in words: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[error("{0}")]
pub struct Refused(String);

impl Refused {
    /// An error whose words are all that the page needs.
    fn because(error: impl std::error::Error) -> Self {
        Self(error.to_string())
    }

    /// An error of one of several files.
    fn of_file(name: &str, error: &impl std::error::Error) -> Self {
        Self(format!("{name}: {error}"))
    }
}

/// Performs the job of that name. `reached` is given each stage, as JSON.
///
/// # Errors
/// [`ParcelError`] when there is no job of that name, or the parcel holds another one: the two programs
/// are not of one build.
pub fn perform(
    name: &str,
    parcel: Parcel,
    reached: &mut dyn FnMut(String),
) -> Result<Parcel, ParcelError> {
    match name {
        SignReport::NAME => one::<SignReport>(parcel, reached),
        SignPublic::NAME => one::<SignPublic>(parcel, reached),
        DraftReport::NAME => one::<DraftReport>(parcel, reached),
        DraftPublic::NAME => one::<DraftPublic>(parcel, reached),
        CheckDisclosures::NAME => one::<CheckDisclosures>(parcel, reached),
        PlanPack::NAME => one::<PlanPack>(parcel, reached),
        SignPack::NAME => one::<SignPack>(parcel, reached),
        CheckPackSignature::NAME => one::<CheckPackSignature>(parcel, reached),
        CheckReport::NAME => one::<CheckReport>(parcel, reached),
        ExchangeReport::NAME => one::<ExchangeReport>(parcel, reached),
        CountersignFiles::NAME => one::<CountersignFiles>(parcel, reached),
        LookAtLogo::NAME => one::<LookAtLogo>(parcel, reached),
        LookAtPicture::NAME => one::<LookAtPicture>(parcel, reached),
        FindLacking::NAME => one::<FindLacking>(parcel, reached),
        CheckFont::NAME => one::<CheckFont>(parcel, reached),
        MakeIdentity::NAME => one::<MakeIdentity>(parcel, reached),
        TryPassphrase::NAME => one::<TryPassphrase>(parcel, reached),
        InspectKey::NAME => one::<InspectKey>(parcel, reached),
        ImportKey::NAME => one::<ImportKey>(parcel, reached),
        ExportKey::NAME => one::<ExportKey>(parcel, reached),
        ReadKeyCertificate::NAME => one::<ReadKeyCertificate>(parcel, reached),
        RequestCertificate::NAME => one::<RequestCertificate>(parcel, reached),
        PlaceCertificate::NAME => one::<PlaceCertificate>(parcel, reached),
        AskForStamp::NAME => one::<AskForStamp>(parcel, reached),
        TakeStamp::NAME => one::<TakeStamp>(parcel, reached),
        ReadAuthorities::NAME => one::<ReadAuthorities>(parcel, reached),
        ReadLicences::NAME => one::<ReadLicences>(parcel, reached),
        AddToSums::NAME => one::<AddToSums>(parcel, reached),
        CompareEditions::NAME => one::<CompareEditions>(parcel, reached),
        ReadEdition::NAME => one::<ReadEdition>(parcel, reached),
        _ => Err(ParcelError::UnknownJob(name.to_owned())),
    }
}

fn one<J: Job>(parcel: Parcel, reached: &mut dyn FnMut(String)) -> Result<Parcel, ParcelError> {
    let job: J = unpack(parcel)?;
    let mut said = |stage| {
        // A stage that has no JSON form is only not shown.
        if let Ok(words) = serde_json::to_string(&stage) {
            reached(words);
        }
    };
    pack(job.perform(&mut said))
}
