//! What is written beside the place where it will be, and gets there when all of it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::writing::WriteError;

/// A folder beside the tables, in which they grow. It goes with this value, and what did not get to its place with it.
pub(super) struct Staged {
    output: PathBuf,
    folder: PathBuf,
}

impl Staged {
    /// Makes sure of the folder of the tables, and begins.
    pub(super) fn begin(output: &Path) -> Result<Self, WriteError> {
        fs::create_dir_all(output).map_err(|error| WriteError::System {
            path: output.to_owned(),
            error,
        })?;
        let process = std::process::id();
        let mut attempt = 0;
        loop {
            // Readers of tables pass over what begins with a point.
            let folder = output.join(format!(".assay-table.{process}.{attempt}.part"));
            match fs::create_dir(&folder) {
                Ok(()) => {
                    let output = output.to_owned();
                    return Ok(Self { output, folder });
                }
                // Of a program that was ended; in a container all have the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {
                    attempt += 1
                }
                Err(error) => return Err(system(&folder)(error)),
            }
        }
    }

    /// Where something grows.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Where it will be.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        self.output.join(name)
    }

    /// Gives each its place, replacing what is there only by `force`. None is given away before the places of all are free.
    pub(super) fn finish(self, names: &[String], force: bool) -> Result<(), WriteError> {
        for name in names {
            is_free(&self.place(name), force)?;
        }
        for name in names {
            self.move_in(name)?;
        }
        Ok(())
    }

    /// What is there is put away first, since a folder is not replaced at once, and put back where that fails.
    fn move_in(&self, name: &str) -> Result<(), WriteError> {
        let (from, to) = (self.path(name), self.place(name));
        let old = self.path(&format!("old.{name}"));
        let was_there = fs::symlink_metadata(&to).is_ok();
        if was_there {
            fs::rename(&to, &old).map_err(system(&to))?;
        }
        fs::rename(&from, &to).map_err(|error| {
            if was_there {
                _ = fs::rename(&old, &to);
            }
            system(&to)(error)
        })
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What remains is not asked for, and its name says so.
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether something may be written there: nothing is there, or with `force` a file or a table.
pub(super) fn is_free(path: &Path, force: bool) -> Result<(), WriteError> {
    let Ok(found) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let path = path.to_owned();
    if !force {
        return Err(WriteError::Exists { path });
    }
    if found.is_file() || is_table(&path, 0) {
        return Ok(());
    }
    Err(WriteError::NoTable { path })
}

/// How a table is divided into folders, outermost first, and its files in the innermost.
const LEVELS: [&str; 3] = ["edition=", "year=", "part-"];

/// Whether a folder holds nothing but what is written here: so `--force` deletes tables, and no reports that are in a
/// folder of that name.
fn is_table(path: &Path, level: usize) -> bool {
    let Some(start) = LEVELS.get(level) else {
        return false;
    };
    let Ok(entries) = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) else {
        return false;
    };
    entries.iter().all(|entry| {
        let is_named = entry.file_name().to_string_lossy().starts_with(start);
        let is_last = level + 1 == LEVELS.len();
        let kind = entry.file_type();
        is_named
            && kind.is_ok_and(|kind| match is_last {
                true => {
                    kind.is_file() && entry.path().extension().is_some_and(|is| is == "parquet")
                }
                false => kind.is_dir() && is_table(&entry.path(), level + 1),
            })
    })
}

/// A file that grows. It is opened only while something is appended, since a table may have more files than a system opens.
pub(super) struct Growing {
    path: PathBuf,
    bytes: u64,
    sum: crc32fast::Hasher,
}

impl Growing {
    /// An empty file, and the folders in which it is.
    pub(super) fn begin(path: PathBuf) -> Result<Self, WriteError> {
        let make = || {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create_new(&path)
        };
        make().map_err(system(&path))?;
        Ok(Self {
            path,
            bytes: 0,
            sum: crc32fast::Hasher::new(),
        })
    }

    /// Sees to it that the file is on the disk, and reads it back. Gives the number of its bytes.
    pub(super) fn finish(self) -> Result<u64, WriteError> {
        let mut found = Self {
            path: self.path,
            bytes: 0,
            sum: crc32fast::Hasher::new(),
        };
        found.read_back().map_err(system(&found.path))?;
        if (found.bytes, found.sum.finalize()) == (self.bytes, self.sum.finalize()) {
            Ok(self.bytes)
        } else {
            Err(WriteError::NotAsWritten { path: found.path })
        }
    }

    fn read_back(&mut self) -> io::Result<()> {
        let mut file = OpenOptions::new().read(true).write(true).open(&self.path)?;
        file.sync_all()?;
        let mut piece = vec![0; 1 << 16];
        loop {
            let read = io::Read::read(&mut file, &mut piece)?;
            let read = piece.get(..read).unwrap_or_default();
            if read.is_empty() {
                return Ok(());
            }
            self.count(read);
        }
    }

    fn count(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.sum.update(bytes);
    }

    /// Appends, and says where that failed.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.write_all(bytes).map_err(system(&self.path))
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut file = OpenOptions::new().append(true).open(&self.path)?;
        file.write_all(bytes)?;
        self.count(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn system(path: &Path) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_owned();
    move |error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists { path: path.clone() },
        _ => WriteError::System {
            path: path.clone(),
            error,
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    /// What lies in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
        let mut names: Vec<String> = entries.map(|entry| name(entry).unwrap()).collect();
        names.sort();
        names
    }

    fn grown(staged: &Staged, name: &str, text: &str) {
        let mut file = Growing::begin(staged.path(name)).unwrap();
        file.append(text.as_bytes()).unwrap();
        assert_eq!(file.finish().unwrap(), text.len() as u64);
    }

    #[test]
    fn what_does_not_come_to_its_end_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let staged = Staged::begin(folder.path()).unwrap();
        grown(&staged, "one", "1");
        assert_eq!(names(folder.path()).len(), 1);
        drop(staged);
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn a_place_that_is_taken_meanwhile_keeps_all_from_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let both = ["one", "two"].map(str::to_owned);
        let begun = || {
            let staged = Staged::begin(folder.path()).unwrap();
            grown(&staged, "one", "1");
            grown(&staged, "two", "2");
            staged
        };
        let staged = begun();
        fs::write(folder.path().join("two"), "somebody's").unwrap();
        let finished = staged.finish(&both, false);
        assert!(matches!(finished, Err(WriteError::Exists { .. })));
        assert_eq!(names(folder.path()), ["two"]);

        begun().finish(&both, true).unwrap();
        assert_eq!(names(folder.path()), both);
        assert_eq!(fs::read(folder.path().join("two")).unwrap(), b"2");
    }

    #[test]
    fn what_is_there_is_put_back_where_nothing_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("one"), "old").unwrap();
        let staged = Staged::begin(folder.path()).unwrap();
        // Nothing grew under that name.
        assert!(staged.finish(&["one".to_owned()], true).is_err());
        assert_eq!(names(folder.path()), ["one"]);
        assert_eq!(fs::read(folder.path().join("one")).unwrap(), b"old");
    }

    #[test]
    fn a_file_that_is_not_as_it_was_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one");
        let mut file = Growing::begin(path.clone()).unwrap();
        file.append(b"as it was written").unwrap();
        fs::write(&path, b"as it was Written").unwrap();
        let finished = file.finish();
        assert!(matches!(finished, Err(WriteError::NotAsWritten { .. })));
    }

    #[test]
    fn only_tables_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("reports");
        let part = place.join("edition=a/year=2026");
        fs::create_dir_all(&part).unwrap();
        fs::write(part.join("part-0.parquet"), "").unwrap();
        assert!(is_free(&place, true).is_ok());
        assert!(is_free(&place, false).is_err());
        for other in [
            "report.json",
            "edition=a/x",
            "edition=a/year=2026/report.pdf",
        ] {
            let other = place.join(other);
            fs::write(&other, "").unwrap();
            let found = is_free(&place, true);
            assert!(
                matches!(found, Err(WriteError::NoTable { .. })),
                "{other:?}"
            );
            fs::remove_file(&other).unwrap();
        }
        assert!(is_free(&place, true).is_ok());
    }
}
