//! Reading files, as far as they are not too large.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use assay_dossier::LARGEST_FILE;

use crate::words;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// The system does not give it.
    #[error("{}: {error}", .path.display())]
    System {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is larger than what is read.
    #[error("{}: {}", .path.display(), words::too_large(*.bytes, *.most))]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How large it is.
        bytes: u64,
        /// How large it may be.
        most: u64,
    },
    /// It is no file.
    #[error("{}: {}", .path.display(), words::NO_FILE)]
    NoFile {
        /// What it is called.
        path: PathBuf,
    },
}

impl ReadError {
    fn system(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::System {
            path: path.to_owned(),
            error,
        }
    }

    /// What is wrong, without the name.
    pub(crate) fn why(&self) -> String {
        match self {
            Self::System { error, .. } => error.to_string(),
            Self::TooLarge { bytes, most, .. } => words::too_large(*bytes, *most),
            Self::NoFile { .. } => words::NO_FILE.to_owned(),
        }
    }
}

/// Opens a file, and says how many bytes it has. What could keep the program waiting, such as a pipe, is none.
pub(crate) fn open(path: &Path) -> Result<(File, u64), ReadError> {
    let metadata = std::fs::metadata(path).map_err(ReadError::system(path))?;
    if !metadata.is_file() {
        let path = path.to_owned();
        return Err(ReadError::NoFile { path });
    }
    let file = File::open(path).map_err(ReadError::system(path))?;
    Ok((file, metadata.len()))
}

/// The first bytes of a file.
pub(crate) fn beginning(file: &mut File, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(bytes)
}

/// All of a file, from where it stands.
pub(crate) fn all(path: &Path, file: &mut File) -> Result<Vec<u8>, ReadError> {
    up_to(path, file, LARGEST_FILE)
}

/// A whole file that may have so many bytes.
pub(crate) fn whole(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let (mut file, _) = open(path)?;
    up_to(path, &mut file, most)
}

fn up_to(path: &Path, file: &mut File, most: u64) -> Result<Vec<u8>, ReadError> {
    let too_large = |bytes| ReadError::TooLarge {
        path: path.to_owned(),
        bytes,
        most,
    };
    let stated = file.metadata().map_or(0, |metadata| metadata.len());
    if stated > most {
        return Err(too_large(stated));
    }
    let mut bytes = Vec::new();
    // One byte more shows that there is more, whatever the file system says of its size.
    let read = file.take(most + 1).read_to_end(&mut bytes);
    read.map_err(ReadError::system(path))?;
    if bytes.len() as u64 > most {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// The bytes of a file at a place.
pub(crate) fn at(file: &mut File, range: Range<u64>) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(range.start))?;
    let length = range.end.saturating_sub(range.start);
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}
