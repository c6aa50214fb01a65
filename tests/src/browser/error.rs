//! Why a browser or the page in it could not be used.

use thirtyfour::error::WebDriverError;

/// Why a browser or the page in it could not be used.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// The driver's program cannot be started.
    #[error("`{program}` could not be started ({source}): `cargo xtask setup` installs it")]
    Start {
        /// The driver.
        program: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The driver did not say on which port it listens.
    #[error("`{program}` did not start to listen")]
    NoPort {
        /// The driver.
        program: String,
    },
    /// A folder or a socket for the test cannot be made.
    #[error("the test's own files: {0}")]
    Files(#[from] std::io::Error),
    /// The test's own report was not signed.
    #[error("the test's own report: {0}")]
    NotSigned(#[from] crate::received::NotSigned),
    /// The browser refused a command.
    #[error(transparent)]
    Driver(#[from] WebDriverError),
    /// `ASSAY_PAGE` does not name a page.
    #[error("ASSAY_PAGE must name the built page; `cargo xtask test end-to-end` sets it")]
    NoPage,
    /// `ASSAY_AXE` does not name axe's script.
    #[error("ASSAY_AXE must name axe.min.js; `cargo xtask test end-to-end` sets it")]
    NoAxe,
    /// The page did not start; what it shows instead.
    #[error("the page did not start; it shows: {0}")]
    NotStarted(String),
    /// The page did not hand over a file in time.
    #[error("no file like `{0}` was downloaded")]
    NotDownloaded(String),
    /// What a person would have waited for did not come.
    #[error("{what} was not there in time; the page shows:\n{shown}")]
    NotSeen {
        /// What was waited for.
        what: String,
        /// What could be read instead.
        shown: String,
    },
}
