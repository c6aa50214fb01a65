//! What can stop a task, told in one line.

use std::path::{Path, PathBuf};

/// Why a task stopped. Every message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TaskError {
    /// The command line does not name a task, or names it with options it does not have.
    #[error("{0}")]
    Usage(String),
    /// A tool is neither there nor could it be installed.
    #[error("{tool} is missing: {remedy}")]
    Missing {
        /// The tool, by the name of its program.
        tool: String,
        /// What the person should install, and how.
        remedy: String,
    },
    /// A program could not be started at all.
    #[error("`{program}` could not be started ({source}): install it or put it on PATH")]
    Start {
        /// The program's name or path.
        program: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A program ran and reported failure; its own output stands above.
    #[error("`{command}` failed ({outcome}); its own output above says why")]
    Failed {
        /// The command line, as it was run.
        command: String,
        /// Exit status, or that it ran out of time.
        outcome: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// What was read or built is not as it has to be.
    #[error("{0}")]
    Wrong(String),
}

impl TaskError {
    /// An error about a file; made for `map_err`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> TaskError + '_ {
        move |source| TaskError::File {
            path: path.to_owned(),
            source,
        }
    }
}
