//! The files of a pack, read one after the other: first the list of checksums and its signature, then what that lists.
//! What lies beside them is named and not read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem;
use std::ops::Range;

use assay_assessment::{
    Sha256Digest,
    backup::{FileSums, RunningSums},
};

use super::{
    MOST_PACK_FILES, MOST_PACK_REPORTS, MOST_SIGNATURE_BYTES, MOST_SUMS_BYTES, PACK_SUMS, PIECE,
    PackRead, REPORTS_FOLDER, ReadPackError, SIGNATURE,
    check::{CheckedFile, FileState, PackSignature},
    error::bound,
    sums,
};

/// Reads the files of a folder into which a pack was unpacked, by saying which bytes of which file it needs next.
/// Memory is bounded, whatever is in the folder.
#[derive(Debug)]
pub struct FolderReader {
    /// How many bytes each file has.
    sizes: BTreeMap<String, u64>,
    /// What is read after the current one.
    queue: VecDeque<String>,
    current: Option<Current>,
    /// The list, once it was read.
    listed: BTreeMap<String, Sha256Digest>,
    list: Vec<u8>,
    signature: Option<Vec<u8>>,
    read: BTreeMap<String, FileSums>,
    unread: BTreeSet<String>,
    /// How many bytes were read, and how many there are to read.
    progress: (u64, u64),
}

#[derive(Debug)]
struct Current {
    name: String,
    rest: Range<u64>,
    sums: RunningSums,
    /// The bytes, where they are needed themselves.
    text: Option<Vec<u8>>,
}

impl FolderReader {
    /// Begins to read a folder of these files, each with its number of bytes. Names are those within the folder, with
    /// `/` between folders.
    ///
    /// # Errors
    /// [`ReadPackError::NotAPack`] without a list of checksums, and [`ReadPackError::TooLarge`].
    pub fn new(files: impl IntoIterator<Item = (String, u64)>) -> Result<Self, ReadPackError> {
        let most = MOST_PACK_FILES as u64 + 2;
        let mut sizes = BTreeMap::new();
        for (name, size) in files {
            sizes.insert(name, size);
            bound("the number of files", sizes.len() as u64, most)?;
        }
        let size = sizes.get(PACK_SUMS).ok_or(ReadPackError::NotAPack)?;
        bound(
            "the size of its list of checksums in bytes",
            *size,
            MOST_SUMS_BYTES,
        )?;
        let mut queue = VecDeque::new();
        if let Some(size) = sizes.get(SIGNATURE) {
            bound(
                "the size of its signature in bytes",
                *size,
                MOST_SIGNATURE_BYTES,
            )?;
            queue.push_back(SIGNATURE.to_owned());
        }
        let mut reader = Self {
            sizes,
            queue: [PACK_SUMS.to_owned()].into_iter().chain(queue).collect(),
            current: None,
            listed: BTreeMap::new(),
            list: Vec::new(),
            signature: None,
            read: BTreeMap::new(),
            unread: BTreeSet::new(),
            progress: (0, 0),
        };
        reader.next();
        Ok(reader)
    }

    /// Which bytes of which file are needed next, a few megabytes at most; of an empty file none are. `None` when all
    /// are known.
    #[must_use]
    pub fn wanted(&self) -> Option<(&str, Range<u64>)> {
        let current = self.current.as_ref()?;
        let end = current.rest.end.min(current.rest.start + PIECE);
        Some((&current.name, current.rest.start..end))
    }

    /// How many bytes were read, and how many there are to read, as far as that is known.
    #[must_use]
    pub const fn progress(&self) -> (u64, u64) {
        self.progress
    }

    /// Takes the bytes that were [wanted](Self::wanted).
    ///
    /// # Errors
    /// [`ReadPackError::Shortened`] for another number of bytes, and what is wrong with the list of checksums.
    pub fn give(&mut self, bytes: &[u8]) -> Result<(), ReadPackError> {
        let Some((_, wanted)) = self.wanted() else {
            return Ok(());
        };
        if wanted.end - wanted.start != bytes.len() as u64 {
            return Err(ReadPackError::Shortened);
        }
        let Some(current) = &mut self.current else {
            return Ok(());
        };
        current.sums.update(bytes);
        if let Some(text) = &mut current.text {
            text.extend_from_slice(bytes);
        }
        current.rest.start = wanted.end;
        self.progress.0 += bytes.len() as u64;
        if current.rest.is_empty() {
            self.at_its_end()?;
        }
        Ok(())
    }

    /// The file of which only the sums are needed, and the number of its bytes, before the first of them is given:
    /// whoever takes these elsewhere gives them by [`Self::give_sums`].
    #[must_use]
    pub fn wanted_sums(&self) -> Option<(&str, u64)> {
        let current = self.current.as_ref()?;
        let is_only_summed = current.text.is_none() && current.rest.start == 0;
        is_only_summed.then_some((current.name.as_str(), current.rest.end))
    }

    /// Takes the sums of all bytes of the file that [`Self::wanted_sums`] names.
    ///
    /// # Errors
    /// [`ReadPackError::Shortened`] for sums of another number of bytes.
    pub fn give_sums(&mut self, sums: FileSums) -> Result<(), ReadPackError> {
        let Some((name, size)) = self.wanted_sums() else {
            return Err(ReadPackError::Shortened);
        };
        if sums.size != size {
            return Err(ReadPackError::Shortened);
        }
        let name = name.to_owned();
        self.progress.0 += size;
        self.read.insert(name, sums);
        self.next();
        Ok(())
    }

    /// Says that the file whose bytes were wanted cannot be read. The others still can.
    ///
    /// # Errors
    /// [`ReadPackError::NotAPack`] if it is the list of checksums.
    pub fn cannot_read(&mut self) -> Result<(), ReadPackError> {
        let Some(current) = self.current.take() else {
            return Ok(());
        };
        if current.name == PACK_SUMS {
            return Err(ReadPackError::NotAPack);
        }
        self.progress.0 += current.rest.end - current.rest.start;
        self.unread.insert(current.name);
        self.next();
        Ok(())
    }

    /// What came of it, when nothing is wanted any more.
    ///
    /// # Errors
    /// [`ReadPackError::NotAtItsEnd`]
    pub fn finish(self) -> Result<PackRead, ReadPackError> {
        self.finish_with(&BTreeMap::new())
    }

    /// As [`Self::finish`], with the checksums that an archive says its files have.
    pub(super) fn finish_with(
        mut self,
        checksums: &BTreeMap<String, u32>,
    ) -> Result<PackRead, ReadPackError> {
        if self.current.is_some() {
            return Err(ReadPackError::NotAtItsEnd);
        }
        let signature = match (&mut self.signature, self.unread.contains(SIGNATURE)) {
            (Some(signature), _) => Ok(mem::take(signature)),
            (None, true) => Err(PackSignature::Unread),
            (None, false) => Err(PackSignature::None),
        };
        let extra = mem::take(&mut self.sizes).into_keys();
        let extra = extra.filter(|name| {
            !self.listed.contains_key(name) && ![PACK_SUMS, SIGNATURE].contains(&name.as_str())
        });
        let mut files: Vec<CheckedFile> = extra
            .map(|name| CheckedFile {
                name,
                state: FileState::Extra,
            })
            .collect();
        for (name, expected) in &self.listed {
            let state = match self.read.get(name) {
                None if self.unread.contains(name) => FileState::Unread,
                None => FileState::Missing {
                    expected: *expected,
                },
                Some(found) if found.sha256 != *expected => FileState::Changed {
                    expected: *expected,
                    found: found.sha256,
                },
                Some(found)
                    if checksums
                        .get(name)
                        .is_some_and(|crc32| *crc32 != found.crc32()) =>
                {
                    FileState::OtherChecksum
                }
                Some(found) => FileState::Sound {
                    sha256: found.sha256,
                    size: found.size,
                },
            };
            let name = name.clone();
            files.push(CheckedFile { name, state });
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(PackRead {
            files,
            list: self.list,
            signature,
        })
    }

    fn at_its_end(&mut self) -> Result<(), ReadPackError> {
        let Some(Current {
            name, sums, text, ..
        }) = self.current.take()
        else {
            return Ok(());
        };
        match name.as_str() {
            PACK_SUMS => {
                self.list = text.unwrap_or_default();
                self.listed = sums::read(&self.list)?;
                let reports = self.listed.keys();
                let reports = reports.filter(|name| name.starts_with(REPORTS_FOLDER));
                let most = MOST_PACK_REPORTS as u64;
                bound("the number of its reports", reports.count() as u64, most)?;
                let there = self.listed.keys();
                let there = there.filter(|name| self.sizes.contains_key(*name));
                self.queue.extend(there.cloned());
                let sizes = self.queue.iter().filter_map(|name| self.sizes.get(name));
                self.progress.1 =
                    sizes.fold(self.progress.0, |sum, size| sum.saturating_add(*size));
            }
            SIGNATURE => self.signature = text,
            _ => _ = self.read.insert(name, sums.finish()),
        }
        self.next();
        Ok(())
    }

    fn next(&mut self) {
        self.current = self.queue.pop_front().map(|name| Current {
            rest: 0..self.sizes.get(&name).copied().unwrap_or_default(),
            sums: RunningSums::new(),
            text: [PACK_SUMS, SIGNATURE]
                .contains(&name.as_str())
                .then(Vec::new),
            name,
        });
    }
}
