//! Which files are meant.

use std::fs;
use std::path::{Path, PathBuf};

use super::{found::LeftOut, pack};
use crate::words;

/// How deep folders are gone into.
pub(super) const DEEPEST: usize = 32;

/// A file to be looked at.
pub(super) struct Candidate {
    pub(super) path: PathBuf,
    /// Whether it was found in a folder, and not named itself.
    pub(super) in_folder: bool,
    /// Whether it is a folder into which an evidence pack was unpacked.
    pub(super) is_unpacked: bool,
}

/// What was found.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) candidates: Vec<Candidate>,
    pub(super) left_out: Vec<LeftOut>,
}

/// The files that are named, and those of the folders that are.
pub(super) fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    for path in paths {
        if path.is_dir() {
            gathered.folder(path, 0);
        } else {
            gathered.file(path, false);
        }
    }
    gathered
}

impl Gathered {
    fn file(&mut self, path: &Path, in_folder: bool) {
        self.candidates.push(Candidate {
            path: path.to_owned(),
            in_folder,
            is_unpacked: false,
        });
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        if pack::is_unpacked(path) {
            // Its files are those of one pack, and are looked at together.
            return self.candidates.push(Candidate {
                path: path.to_owned(),
                in_folder: false,
                is_unpacked: true,
            });
        }
        let read = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let Ok(mut entries) = read else {
            // There may be reports in it: whoever looks at it says why it cannot be read.
            return self.file(path, false);
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < DEEPEST => self.folder(&path, depth + 1),
                Ok(kind) if kind.is_dir() => {
                    self.left_out.push(LeftOut::of(&path, words::TOO_DEEP));
                }
                // A link may lead back to where it stands.
                Ok(kind) if kind.is_symlink() && path.is_dir() => {
                    self.left_out.push(LeftOut::of(&path, words::A_LINK));
                }
                Ok(kind) if kind.is_file() || kind.is_symlink() => self.file(&path, true),
                Ok(_) => self.left_out.push(LeftOut::of(&path, words::NO_FILE)),
                Err(_) => self.file(&path, false),
            }
        }
    }
}
