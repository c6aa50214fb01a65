//! Looking at a picture of evidence, or at a logo, before it is taken.

use assay_report::picture::{
    LogoFileError, Looked, LookedAtLogo, PictureError, PictureFiles, look, look_at_logo,
};
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job};

/// Tells whether a file is a picture that can be drawn, and what goes along with it.
#[derive(Clone, Serialize, Deserialize)]
pub struct LookAtPicture {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Tells whether a file can be the logo on a cover, and what goes along with it.
#[derive(Clone, Serialize, Deserialize)]
pub struct LookAtLogo {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl Bulk for LookAtPicture {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for Looked {}

impl Bulk for LookAtLogo {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for LookedAtLogo {}

impl Job for LookAtPicture {
    const NAME: &'static str = "look-at-picture";
    type Stage = ();
    type Outcome = Result<Looked, PictureError>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        look(&self.bytes)
    }
}

impl Job for LookAtLogo {
    const NAME: &'static str = "look-at-logo";
    type Stage = ();
    type Outcome = Result<LookedAtLogo, LogoFileError>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        look_at_logo(&self.bytes)
    }
}

/// The files of pictures, and that of a logo, if there is one.
pub(crate) fn files(pictures: Vec<Vec<u8>>, logo: Vec<u8>) -> PictureFiles {
    let logo = Some(logo).filter(|logo| !logo.is_empty());
    pictures.into_iter().chain(logo).collect()
}
