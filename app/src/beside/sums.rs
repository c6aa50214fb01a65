//! The sums of a file that is read a piece at a time.

use assay_assessment::backup::{FileSums, RunningSums};
use assay_jobs::AddToSums;

use super::perform_briefly;
use crate::browser::worker;

/// What is added on the page itself, in bytes: it takes less time than handing it over, and a photograph
/// starts no program.
const LITTLE: usize = 512 * 1024;

/// Sums that are taken beside the page where there is much to add.
#[derive(Debug, Clone, Default)]
pub struct Sums(RunningSums);

impl Sums {
    /// The sums of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the file's next bytes. What cannot be done beside the page is done here.
    pub async fn add(&mut self, bytes: &[u8]) {
        if bytes.len() > LITTLE && worker::are_there() {
            let job = AddToSums {
                sums: self.0.clone(),
                bytes: bytes.to_vec(),
            };
            if let Ok(sums) = perform_briefly(job).await {
                self.0 = sums;
                return;
            }
        }
        self.0.update(bytes);
    }

    /// The sums of everything that was added.
    #[must_use]
    pub fn finish(self) -> FileSums {
        self.0.finish()
    }
}
