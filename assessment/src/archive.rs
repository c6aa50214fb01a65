//! ZIP archives (PKWARE APPNOTE 6.3.10) as far as members that are stored need them: what stands before
//! each, the list of all at the end, and the record behind it. Numbers are little-endian. There is no 64-bit
//! extension, so an archive has at most 2^32 - 1 bytes and 65,535 members.
//!
//! Nothing here reads or writes anything itself: a [`Writer`] gives the bytes between the members, and whoever reads
//! gives the bytes of the end ([`read_end`]), of the list ([`read_list`]) and of a member's header ([`Entry::bytes`]).

use std::ops::Range;

/// What a member's header begins with (APPNOTE 4.3.7).
pub const HEADER: &[u8; 4] = b"PK\x03\x04";
/// The most bytes of an archive: what the places within it can name.
pub const MOST_BYTES: u64 = u32::MAX as u64;

/// What a line of the list begins with (APPNOTE 4.3.12).
const LINE: &[u8; 4] = b"PK\x01\x02";
/// What the record at the end begins with (APPNOTE 4.3.16).
const END: &[u8; 4] = b"PK\x05\x06";

/// The bytes of a member's header before its name.
pub const HEADER_BYTES: u64 = 30;
/// The bytes of a line of the list before its name.
const LINE_BYTES: usize = 46;
/// The bytes of the record at the end; no archive of ours has a comment behind it.
pub const END_BYTES: u64 = 22;

/// The most bytes of the list: longer than that of any archive of ours, and small.
const MOST_LIST_BYTES: u64 = 16 * 1024 * 1024;

/// 1.0, which is all that stored members need.
const VERSION_NEEDED: u16 = 10;
/// Unix, so that file modes are understood, by version 2.0 of the format.
const MADE_BY: u16 = 3 << 8 | 20;
/// A plain file that everybody may read.
const FILE_MODE: u32 = 0o100_644 << 16;
/// 1980-01-01, the first day that can be written; a real one would change the bytes each time.
const DAY: u16 = 1 << 5 | 1;
/// The kind of an extra field that gives a member another name.
const OTHER_NAME: u16 = 0x7075;
/// The flag of a member that is encrypted.
const ENCRYPTED: u16 = 1;
/// The flag of a member whose header leaves size and checksum to a record behind its bytes.
const TOLD_LATER: u16 = 1 << 3;

/// A member as the list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with `/` between folders; anything may stand there.
    pub name: String,
    /// The number of its bytes, unpacked.
    pub size: u64,
    /// Their checksum (CRC-32 of ISO-HDLC).
    pub crc32: u32,
    /// Where its header begins.
    pub begins: u64,
    /// Up to where it may reach: where the next begins, or the list.
    pub before: u64,
    /// Whether it is stored as it is.
    pub stored: bool,
    /// Whether it is unpacked as a file or a folder of this name: no link or device, and under no other name in an extra
    /// field, which some programs take instead.
    pub plain: bool,
}

/// What is wrong with an archive as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The list is not there, or is no list.
    List,
    /// A name is no text.
    Name,
    /// Two members share bytes.
    Overlap,
    /// A member is compressed or encrypted.
    NotStored,
    /// A member's header and the list contradict each other.
    Contradiction,
}

/// Writes an archive from its beginning to its end, without holding its members: for each, [`Writer::begin`] gives what
/// stands before its bytes, and the caller writes that and the bytes; then [`Writer::end`] gives the rest.
#[derive(Debug, Default)]
pub struct Writer {
    written: u64,
    members: u16,
    list: Vec<u8>,
}

/// An archive would be larger than places within it can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the archive would have more than {MOST_BYTES} bytes or {MOST_MEMBERS} members", MOST_MEMBERS = u16::MAX)]
pub struct TooLarge;

impl Writer {
    /// An archive without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of bytes so far, those of the members included.
    #[must_use]
    pub const fn written(&self) -> u64 {
        self.written
    }

    /// What stands before the bytes of a member, which are counted as written. Whoever calls sees to it that names
    /// are short and of ASCII letters, and that none is given twice.
    ///
    /// # Errors
    /// [`TooLarge`]; then the archive is as it was.
    pub fn begin(&mut self, name: &str, size: u64, crc32: u32) -> Result<Vec<u8>, TooLarge> {
        let number = |number: u64| u32::try_from(number).map_err(|_| TooLarge);
        let (size_in_header, begins) = (number(size)?, number(self.written)?);
        let members = self.members.checked_add(1).ok_or(TooLarge)?;
        let header = header(name, size_in_header, crc32);
        put_line(&mut self.list, name, size_in_header, crc32, begins);
        self.members = members;
        self.written += header.len() as u64 + size;
        Ok(header)
    }

    /// What stands behind the last member.
    ///
    /// # Errors
    /// [`TooLarge`]
    pub fn end(self) -> Result<Vec<u8>, TooLarge> {
        let number = |number: u64| u32::try_from(number).map_err(|_| TooLarge);
        let list_bytes = self.list.len() as u64;
        number(self.written + list_bytes + END_BYTES)?;
        let end = end(self.members, number(list_bytes)?, number(self.written)?);
        let mut bytes = self.list;
        bytes.extend(end);
        Ok(bytes)
    }
}

/// The header of a member.
fn header(name: &str, size: u32, crc32: u32) -> Vec<u8> {
    let mut bytes = HEADER.to_vec();
    put16(&mut bytes, VERSION_NEEDED);
    put_common(&mut bytes, size, crc32);
    put16(&mut bytes, short(name));
    put16(&mut bytes, 0); // no extra field
    bytes.extend_from_slice(name.as_bytes());
    bytes
}

/// A line of the list for a member whose header begins at `begins`.
fn put_line(list: &mut Vec<u8>, name: &str, size: u32, crc32: u32, begins: u32) {
    list.extend_from_slice(LINE);
    put16(list, MADE_BY);
    put16(list, VERSION_NEEDED);
    put_common(list, size, crc32);
    put16(list, short(name));
    // No extra field and no comment, on the first disk, of no kind in particular.
    list.extend_from_slice(&[0; 8]);
    put32(list, FILE_MODE);
    put32(list, begins);
    list.extend_from_slice(name.as_bytes());
}

/// The record behind the list of `members` lines.
fn end(members: u16, list_bytes: u32, list_begins: u32) -> Vec<u8> {
    let mut bytes = END.to_vec();
    bytes.extend_from_slice(&[0; 4]); // all on the first disk
    put16(&mut bytes, members);
    put16(&mut bytes, members);
    put32(&mut bytes, list_bytes);
    put32(&mut bytes, list_begins);
    put16(&mut bytes, 0); // no comment
    bytes
}

/// What header and line have in common: no flags, stored, a fixed time, checksum and size.
fn put_common(bytes: &mut Vec<u8>, size: u32, crc32: u32) {
    bytes.extend_from_slice(&[0; 6]);
    put16(bytes, DAY);
    put32(bytes, crc32);
    put32(bytes, size);
    put32(bytes, size);
}

/// Reads the record at the end of an archive of `length` bytes: how many members there are, and
/// where the list is.
///
/// # Errors
/// [`Fault::List`]
pub fn read_end(bytes: &[u8], length: u64) -> Result<(u64, Range<u64>), Fault> {
    let list_ends = length.checked_sub(END_BYTES).ok_or(Fault::List)?;
    let members = get16(bytes, 10)?;
    let list_bytes = u64::from(get32(bytes, 12)?);
    let list_begins = u64::from(get32(bytes, 16)?);
    let is_whole = bytes.starts_with(END)
        && get32(bytes, 4)? == 0
        && get16(bytes, 8)? == members
        && get16(bytes, 20)? == 0
        && list_begins.checked_add(list_bytes) == Some(list_ends)
        && list_bytes <= MOST_LIST_BYTES;
    if is_whole {
        Ok((u64::from(members), list_begins..list_ends))
    } else {
        Err(Fault::List)
    }
}

/// Reads the list of `members` members, which begins at `begins`. They are in the order in which
/// they stand in the archive, and none reaches into the next. Names may be anything, also twice the same.
///
/// # Errors
/// [`Fault::List`], [`Fault::Name`] and [`Fault::Overlap`].
pub fn read_list(list: &[u8], members: u64, begins: u64) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    let mut rest = list;
    for _ in 0..members {
        if !rest.starts_with(LINE) {
            return Err(Fault::List);
        }
        let flags = get16(rest, 8)?;
        let [packed, size] = [get32(rest, 20)?, get32(rest, 24)?];
        let [name, extra, comment] =
            [get16(rest, 28)?, get16(rest, 30)?, get16(rest, 32)?].map(usize::from);
        let text = rest.get(LINE_BYTES..LINE_BYTES + name).ok_or(Fault::List)?;
        entries.push(Entry {
            name: str::from_utf8(text).map_err(|_| Fault::Name)?.to_owned(),
            size: u64::from(size),
            crc32: get32(rest, 16)?,
            begins: u64::from(get32(rest, 42)?),
            before: begins,
            stored: get16(rest, 10)? == 0 && flags & ENCRYPTED == 0 && packed == size,
            plain: is_plain_mode(get16(rest, 4)?, get32(rest, 38)?)
                && !has_other_name(rest.get(LINE_BYTES + name..LINE_BYTES + name + extra)),
        });
        rest = rest
            .get(LINE_BYTES + name + extra + comment..)
            .ok_or(Fault::List)?;
    }
    if !rest.is_empty() {
        return Err(Fault::List);
    }
    entries.sort_by_key(|entry| entry.begins);
    // From the last to the first, each ends before the one that was looked at before.
    let mut before = begins;
    for entry in entries.iter_mut().rev() {
        entry.before = before;
        let ends = entry.begins + HEADER_BYTES + entry.name.len() as u64 + entry.size;
        // What is compressed is refused with these words when it is read.
        if entry.stored && ends > before || entry.begins >= before {
            return Err(Fault::Overlap);
        }
        before = entry.begins;
    }
    Ok(entries)
}

/// Whether a member is a file or a folder, by the program that added it and the attributes that it gave it (APPNOTE 4.4.2
/// and 4.4.15). Only Unix and macOS have others.
const fn is_plain_mode(made_by: u16, attributes: u32) -> bool {
    let kind = attributes >> 16 & 0o170_000;
    !matches!(made_by >> 8, 3 | 19) || matches!(kind, 0 | 0o100_000 | 0o040_000)
}

/// Whether extra fields give a member another name (APPNOTE 4.6.9), or cannot be read, so that they might.
fn has_other_name(extra: Option<&[u8]>) -> bool {
    let Some(mut extra) = extra else {
        return true;
    };
    while !extra.is_empty() {
        let (Ok(kind), Ok(length)) = (get16(extra, 0), get16(extra, 2)) else {
            return true;
        };
        if kind == OTHER_NAME {
            return true;
        }
        let Some(rest) = extra.get(4 + usize::from(length)..) else {
            return true;
        };
        extra = rest;
    }
    false
}

impl Entry {
    /// Where its header is, as far as it is read.
    #[must_use]
    pub fn header(&self) -> Range<u64> {
        self.begins..self.begins + HEADER_BYTES + self.name.len() as u64
    }

    /// Where its bytes are, by its header.
    ///
    /// # Errors
    /// [`Fault::NotStored`] and [`Fault::Contradiction`].
    pub fn bytes(&self, header: &[u8]) -> Result<Range<u64>, Fault> {
        if !self.stored {
            return Err(Fault::NotStored);
        }
        let contradiction = |_| Fault::Contradiction;
        let number = |at| get32(header, at).map(u64::from).map_err(contradiction);
        let short = |at| get16(header, at).map_err(contradiction);
        if short(8)? != 0 || short(6)? & ENCRYPTED != 0 {
            return Err(Fault::NotStored);
        }
        let told = [number(14)?, number(18)?, number(22)?];
        let agrees =
            told == [u64::from(self.crc32), self.size, self.size] || short(6)? & TOLD_LATER != 0;
        let is_its = header.starts_with(HEADER)
            && usize::from(short(26)?) == self.name.len()
            && header.get(30..) == Some(self.name.as_bytes());
        let begins = self.header().end + u64::from(short(28)?);
        let ends = begins + self.size;
        if agrees && is_its && ends <= self.before {
            Ok(begins..ends)
        } else {
            Err(Fault::Contradiction)
        }
    }
}

fn put16(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn put32(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

/// The length of a name; ours are far below the most that fits.
fn short(name: &str) -> u16 {
    u16::try_from(name.len()).unwrap_or(u16::MAX)
}

fn get16(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.copied().map(u16::from_le_bytes).ok_or(Fault::List)
}

fn get32(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.copied().map(u32::from_le_bytes).ok_or(Fault::List)
}
