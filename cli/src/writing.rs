//! Writing a file: nothing that is there is lost, and what was written is read back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// There is one.
    #[error("{} is there already; give --force to replace it", .path.display())]
    Exists {
        /// Which file.
        path: PathBuf,
    },
    /// There is something that is not replaced at all.
    #[error("{} is there and holds something else than a table, so that not even --force replaces it; write elsewhere", .path.display())]
    NoTable {
        /// What it is.
        path: PathBuf,
    },
    /// The path names no file.
    #[error("{} is no name of a file", .path.display())]
    NoName {
        /// The path.
        path: PathBuf,
    },
    /// The system does not take it.
    #[error("{} was not written: {error}", .path.display())]
    System {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// What is there now is not what was written.
    #[error("{} is not on the disk as it was written; write it elsewhere", .path.display())]
    NotAsWritten {
        /// Which file.
        path: PathBuf,
    },
}

/// Writes a file under another name, gives it its own only when all of it is on the disk, and reads it back. One that is
/// there is replaced only by `force`.
pub(crate) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), WriteError> {
    let system = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists {
            path: path.to_owned(),
        },
        _ => WriteError::System {
            path: path.to_owned(),
            error,
        },
    };
    if !force && fs::symlink_metadata(path).is_ok() {
        return Err(system(io::ErrorKind::AlreadyExists.into()));
    }
    let part = part_of(path)?;
    let written = write_part(&part, bytes).and_then(|()| name_part(&part, path, force));
    if written.is_err() {
        // It holds nothing that is asked for.
        _ = fs::remove_file(&part);
    }
    written.map_err(system)?;
    if fs::read(path).map_err(system)? != bytes {
        let path = path.to_owned();
        return Err(WriteError::NotAsWritten { path });
    }
    Ok(())
}

/// What a file is called while it is written, beside the place where it will be.
fn part_of(path: &Path) -> Result<PathBuf, WriteError> {
    let name = path.file_name().ok_or_else(|| WriteError::NoName {
        path: path.to_owned(),
    })?;
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(format!(".{}.part", std::process::id()));
    Ok(path.with_file_name(part))
}

fn write_part(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives what was written its name. Without `force`, a file that came to be there meanwhile stays too: a link is not made
/// over it.
fn name_part(part: &Path, path: &Path, force: bool) -> io::Result<()> {
    if force {
        return fs::rename(part, path);
    }
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A disk without links.
        Err(_) if fs::symlink_metadata(path).is_err() => fs::rename(part, path),
        Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}
