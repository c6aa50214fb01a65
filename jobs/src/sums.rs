//! The sums of a file that comes in pieces.

use assay_assessment::backup::{FileSums, RunningSums};
use serde::{Deserialize, Serialize};

use crate::{Bench, Bulk, Job};

/// Adds a file's next bytes to the sums that the worker keeps.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddToSums {
    /// The bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Ends the sums that the worker keeps: the next bytes are another file's.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct EndSums;

impl Bulk for AddToSums {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for EndSums {}

impl Bulk for FileSums {}

impl Job for AddToSums {
    const NAME: &'static str = "add-to-sums";
    type Stage = ();
    type Outcome = ();

    fn perform(self, bench: &mut Bench, _: &mut dyn FnMut(())) {
        bench.sums.update(&self.bytes);
    }
}

impl Job for EndSums {
    const NAME: &'static str = "end-sums";
    type Stage = ();
    type Outcome = FileSums;

    fn perform(self, bench: &mut Bench, _: &mut dyn FnMut(())) -> FileSums {
        std::mem::replace(&mut bench.sums, RunningSums::new()).finish()
    }
}
