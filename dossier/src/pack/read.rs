use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Range;

use assay_assessment::{
    archive::{self, Entry, Fault},
    backup::FileSums,
    legible,
};

use super::{
    FolderReader, MOST_PACK_BYTES, MOST_PACK_FILES, PACK_SUMS, PackRead, ReadPackError,
    error::bound, names,
};

/// Room behind the bytes of a file for the record that some programs write there (APPNOTE 4.3.9).
const DESCRIPTOR_BYTES: u64 = 24;

/// Reads all of a pack, by saying which bytes of the archive it needs next. Any bytes may be given: nothing is
/// decompressed, and every length is bounded before it is used.
///
/// To cancel, drop it.
#[derive(Debug)]
pub struct PackReader {
    length: u64,
    stage: Stage,
    entries: BTreeMap<String, Entry>,
    /// Its folders, as far as their headers were not read.
    folders: Vec<Entry>,
    /// Where the bytes of each file are whose header was read.
    places: BTreeMap<String, Range<u64>>,
}

#[derive(Debug)]
enum Stage {
    /// What the file begins with.
    Beginning,
    /// The record at its end.
    End,
    /// The list of its files.
    List { members: u64, at: Range<u64> },
    /// Its files.
    Files(Box<FolderReader>),
    /// It was refused.
    Refused,
}

impl PackReader {
    /// Begins to read a file of so many bytes.
    ///
    /// # Errors
    /// [`ReadPackError::TooLarge`]
    pub fn new(length: u64) -> Result<Self, ReadPackError> {
        bound("its size in bytes", length, MOST_PACK_BYTES)?;
        Ok(Self {
            length,
            stage: Stage::Beginning,
            entries: BTreeMap::new(),
            folders: Vec::new(),
            places: BTreeMap::new(),
        })
    }

    /// Which bytes of the archive are needed next, a few megabytes at most; `None` when all are known.
    #[must_use]
    pub fn wanted(&self) -> Option<Range<u64>> {
        Some(match &self.stage {
            Stage::Beginning => 0..self.length.min(archive::HEADER.len() as u64),
            Stage::End => self.length.saturating_sub(archive::END_BYTES)..self.length,
            Stage::List { at, .. } => at.clone(),
            Stage::Files(files) => {
                if let Some(folder) = self.folders.last() {
                    return Some(folder.header());
                }
                let (name, range) = files.wanted()?;
                match self.places.get(name) {
                    Some(place) => place.start + range.start..place.start + range.end,
                    None => self.entries.get(name)?.header(),
                }
            }
            Stage::Refused => return None,
        })
    }

    /// Where the bytes of a file are of which only the sums are needed, before the first of them is given: whoever
    /// takes these elsewhere gives them by [`Self::give_sums`], instead of the bytes that are [wanted](Self::wanted).
    #[must_use]
    pub fn wanted_sums(&self) -> Option<Range<u64>> {
        match &self.stage {
            Stage::Files(files) if self.folders.is_empty() => {
                let (name, _) = files.wanted_sums()?;
                self.places.get(name).cloned()
            }
            _ => None,
        }
    }

    /// Takes the sums of all bytes of the file that [`Self::wanted_sums`] names.
    ///
    /// # Errors
    /// [`ReadPackError::Shortened`] for sums of another number of bytes.
    pub fn give_sums(&mut self, sums: FileSums) -> Result<(), ReadPackError> {
        match &mut self.stage {
            Stage::Files(files) => files.give_sums(sums),
            _ => Err(ReadPackError::Shortened),
        }
    }

    /// How many bytes of files were read, and how many there are to read, as far as that is known.
    #[must_use]
    pub const fn progress(&self) -> (u64, u64) {
        match &self.stage {
            Stage::Files(files) => files.progress(),
            _ => (0, 0),
        }
    }

    /// Takes the bytes that were [wanted](Self::wanted).
    ///
    /// # Errors
    /// [`ReadPackError`] says why the archive is refused.
    pub fn give(&mut self, bytes: &[u8]) -> Result<(), ReadPackError> {
        let wanted = self.wanted().unwrap_or_default();
        if wanted.end - wanted.start != bytes.len() as u64 {
            return Err(ReadPackError::Shortened);
        }
        self.stage = match mem::replace(&mut self.stage, Stage::Refused) {
            Stage::Beginning if !bytes.starts_with(archive::HEADER) => {
                return Err(ReadPackError::NotAPack);
            }
            Stage::Beginning => Stage::End,
            Stage::End => {
                let read = archive::read_end(bytes, self.length);
                let (members, at) = read.map_err(ReadPackError::Damaged)?;
                // Some programs list folders as well.
                bound(
                    "the number of files in it",
                    members,
                    2 * MOST_PACK_FILES as u64,
                )?;
                Stage::List { members, at }
            }
            Stage::List { members, at } => {
                let read = archive::read_list(bytes, members, at.start);
                (self.entries, self.folders) = entries(read.map_err(ReadPackError::Damaged)?)?;
                let files = self.entries.iter();
                let files = files.map(|(name, entry)| (name.clone(), entry.size));
                Stage::Files(Box::new(FolderReader::new(files)?))
            }
            Stage::Files(files) => Stage::Files(self.give_to(files, bytes)?),
            Stage::Refused => Stage::Refused,
        };
        Ok(())
    }

    /// Where the bytes of a file are that was read, to look at them again: a report, say.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<Range<u64>> {
        self.places.get(name).cloned()
    }

    /// What came of it, when nothing is wanted any more.
    ///
    /// # Errors
    /// [`ReadPackError::NotAtItsEnd`]
    pub fn finish(&mut self) -> Result<PackRead, ReadPackError> {
        let checksums = self.entries.iter();
        let checksums = checksums.map(|(name, entry)| (name.clone(), entry.crc32));
        match mem::replace(&mut self.stage, Stage::Refused) {
            Stage::Files(files) => files.finish_with(&checksums.collect()),
            _ => Err(ReadPackError::NotAtItsEnd),
        }
    }

    /// A file's header, or its next bytes.
    fn give_to(
        &mut self,
        mut files: Box<FolderReader>,
        bytes: &[u8],
    ) -> Result<Box<FolderReader>, ReadPackError> {
        if let Some(folder) = self.folders.pop() {
            place(&folder, bytes)?;
            return Ok(files);
        }
        let Some((name, _)) = files.wanted() else {
            return Ok(files);
        };
        match self.entries.get(name) {
            Some(entry) if !self.places.contains_key(name) => {
                let place = place(entry, bytes)?;
                let is_empty = place.is_empty();
                self.places.insert(name.to_owned(), place);
                if is_empty {
                    files.give(&[])?;
                }
            }
            _ => files.give(bytes)?,
        }
        Ok(files)
    }
}

/// Where the bytes of a file are, by its header. There are none before or behind it that belong to no file: what a
/// program finds that looks for headers has to be what is listed.
fn place(entry: &Entry, header: &[u8]) -> Result<Range<u64>, ReadPackError> {
    let place = entry.bytes(header).map_err(|fault| match fault {
        Fault::NotStored => ReadPackError::PackedAnew {
            name: shown(&entry.name),
        },
        fault => ReadPackError::Damaged(fault),
    })?;
    if entry.before - place.end > DESCRIPTOR_BYTES {
        return Err(ReadPackError::Hidden {
            name: shown(&entry.name),
        });
    }
    Ok(place)
}

/// The files of an archive by their names, which are safe and none of which is another's, and its folders.
fn entries(listed: Vec<Entry>) -> Result<(BTreeMap<String, Entry>, Vec<Entry>), ReadPackError> {
    if let Some(first) = listed.first().filter(|first| first.begins > 0) {
        return Err(ReadPackError::Hidden {
            name: shown(&first.name),
        });
    }
    let mut folded = BTreeSet::new();
    let (mut entries, mut folders) = (BTreeMap::new(), Vec::new());
    for entry in listed {
        let is_folder = entry.name.ends_with('/') && entry.size == 0;
        let path = entry.name.strip_suffix('/').filter(|_| is_folder);
        if !names::is_sound(path.unwrap_or(&entry.name)) {
            return Err(ReadPackError::UnsafeName {
                name: shown(&entry.name),
            });
        }
        if !entry.plain {
            return Err(ReadPackError::NotAFile {
                name: shown(&entry.name),
            });
        }
        if is_folder {
            folders.push(entry);
            continue;
        }
        if !folded.insert(names::folded(&entry.name)) {
            return Err(ReadPackError::SameName {
                name: shown(&entry.name),
            });
        }
        entries.insert(entry.name.clone(), entry);
    }
    in_no_folder(&entries)?;
    Ok((entries, folders))
}

/// Whether the list of checksums is where it belongs.
fn in_no_folder(entries: &BTreeMap<String, Entry>) -> Result<(), ReadPackError> {
    if entries.contains_key(PACK_SUMS) {
        return Ok(());
    }
    let mut folders = entries.keys().filter_map(|name| {
        let folder = name.strip_suffix(PACK_SUMS)?.strip_suffix('/')?;
        Some(folder.to_owned())
    });
    Err(match folders.next() {
        Some(folder) => ReadPackError::InAFolder { folder },
        None => ReadPackError::NotAPack,
    })
}

/// A name from an archive, cut, and with what cannot be seen written out.
fn shown(name: &str) -> String {
    let cut: String = name.chars().take(80).collect();
    legible(&cut).into_owned()
}
