//! The sums of a file, a piece at a time.

use assay_assessment::backup::RunningSums;
use serde::{Deserialize, Serialize};

use crate::{Bulk, Job};

/// Adds a file's next bytes to its sums.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddToSums {
    /// The sums of what came before.
    pub sums: RunningSums,
    /// The next bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl Bulk for AddToSums {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for RunningSums {}

impl Job for AddToSums {
    const NAME: &'static str = "add to sums";
    type Stage = ();
    type Outcome = RunningSums;

    fn perform(mut self, _reached: &mut dyn FnMut(())) -> RunningSums {
        self.sums.update(&self.bytes);
        self.sums
    }
}
