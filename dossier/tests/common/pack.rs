//! Evidence packs: written, taken apart, put together otherwise, and checked.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::OnceLock;

use assay_assessment::{
    Edit, Evidence, EvidenceId, EvidenceKind, EvidencePresence, Record, Sha256Digest, Timestamp,
    UtcOffset, archive,
    backup::{FileSums, RunningSums},
    example,
};
use assay_catalog::Editions;
use assay_dossier::{
    CheckPackError, EndOfPack, FileState, PACK_NAMESPACE, PackCheck, PackCheckedWith, PackWriter,
    PackedFile, Packing, ReadPackError, WritePackError, assemble, check_pack, check_pack_folder,
};
use assay_report::document::Presentation;
use assay_seal::{Identity, ssh::sign_ssh};

use super::{AT, party, signed_json};

/// The bytes of evidence files, as a device keeps them.
pub type Store = BTreeMap<Sha256Digest, Vec<u8>>;

/// Members of an archive, in their order.
pub type Members = Vec<(String, Vec<u8>)>;

/// The evidence files of the example.
pub fn example_files() -> Store {
    let at = Timestamp::from_milliseconds(AT);
    let id = super::record().assessment().id().clone();
    let opened = example::open(id, at, UtcOffset::UTC, Editions::bundled_draft()).unwrap();
    let files = opened.files.into_iter();
    files
        .map(|file| (file.sha256, file.bytes.to_vec()))
        .collect()
}

/// Adds a file that supports these controls and risks.
pub fn add_file(
    record: &mut Record,
    number: u8,
    name: &str,
    bytes: &[u8],
    supports: (&[&str], &[&str]),
) {
    let size = bytes.len() as u64;
    add_stated(
        record,
        number,
        (name, Sha256Digest::of(bytes), size),
        supports,
    );
}

/// The same of one of which only this is known: its name, digest and size.
pub fn add_stated(
    record: &mut Record,
    number: u8,
    (name, sha256, size): (&str, Sha256Digest, u64),
    supports: (&[&str], &[&str]),
) {
    let item = Evidence {
        kind: EvidenceKind::File {
            name: name.to_owned(),
            media_type: "text/plain".to_owned(),
            size,
            sha256,
        },
        title: String::new(),
        description: String::new(),
        method: Some(assay_assessment::Method::Examine),
        captured_on: None,
        added_at: Timestamp::from_milliseconds(AT),
        controls: supports.0.iter().map(|id| id.parse().unwrap()).collect(),
        risks: supports.1.iter().map(|id| id.parse().unwrap()).collect(),
        picture: Default::default(),
    };
    let id = EvidenceId::from_random([number; 16]);
    let edit = Edit::AddEvidence { id, item };
    record
        .perform(edit, Timestamp::from_milliseconds(AT), "Ada")
        .unwrap();
}

/// The signed JSON of a record.
pub fn report_of(record: &Record, presence: &EvidencePresence, by: &Identity) -> Vec<u8> {
    let at = Timestamp::from_milliseconds(AT);
    let report = assemble(
        record,
        presence,
        vec![party(by)],
        &Presentation::default(),
        at,
        UtcOffset::UTC,
    );
    signed_json(&report, by)
}

/// A pack, and its end.
pub fn pack_with(
    packing: Packing<'_>,
    store: &Store,
    by: &Identity,
) -> Result<(Vec<u8>, EndOfPack), WritePackError> {
    let (mut writer, mut bytes) = PackWriter::begin(packing)?;
    for file in writer.files().to_vec() {
        let Some(content) = store.get(&file.sha256) else {
            continue;
        };
        let mut sums = RunningSums::new();
        content.chunks(1000).for_each(|piece| sums.update(piece));
        match writer.file(&sums.finish()) {
            Ok(header) => {
                bytes.extend(header);
                bytes.extend(content);
            }
            Err(WritePackError::OtherBytes) => writer.changed(file.sha256),
            Err(error) => return Err(error),
        }
    }
    let mut unsigned = writer.close()?;
    bytes.extend(unsigned.take_bytes());
    let signature = sign_ssh(unsigned.to_sign(), by, PACK_NAMESPACE).unwrap();
    let end = unsigned.finish(&signature)?;
    bytes.extend(&end.bytes);
    Ok((bytes, end))
}

/// A pack of one report, signed by whoever signed that.
pub fn pack(record: &Record, store: &Store, by: &Identity) -> (Vec<u8>, EndOfPack) {
    let mut presence = EvidencePresence::default();
    presence.look(store.keys().copied());
    let json = report_of(record, &presence, by);
    let reports = [PackedFile {
        name: "report.json",
        media_type: "application/json",
        bytes: &json,
    }];
    let packing = Packing {
        assessment: record.assessment(),
        catalog: record.catalog(),
        presence: &presence,
        reports: &reports,
        signer: by,
        at: Timestamp::from_milliseconds(AT),
    };
    pack_with(packing, store, by).unwrap()
}

pub fn checked_with<T>(work: impl FnOnce(&PackCheckedWith<'_>) -> T) -> T {
    work(&PackCheckedWith {
        editions: &Editions::bundled(),
        authorities: &[],
        fonts: &[],
    })
}

/// What is found of an archive.
pub fn check(bytes: &[u8]) -> Result<PackCheck, ReadPackError> {
    let place = |at: u64| usize::try_from(at).unwrap();
    let mut read = |range: Range<u64>| {
        assert!(range.end - range.start <= 32 * 1024 * 1024, "{range:?}");
        // Whoever asks for bytes behind the end makes the test fail.
        Ok::<_, Infallible>(bytes[place(range.start)..place(range.end)].to_vec())
    };
    let checked = checked_with(|with| check_pack(bytes.len() as u64, with, &mut read));
    checked.map_err(|error| match error {
        CheckPackError::Pack(error) => error,
        CheckPackError::Unread(never) => match never {},
    })
}

/// What is found of a folder of these files.
pub fn check_folder(files: &Members) -> Result<PackCheck, ReadPackError> {
    let sizes = files
        .iter()
        .map(|(name, bytes)| (name.clone(), bytes.len() as u64));
    let mut read = |name: &str, range: Range<u64>| {
        let (_, bytes) = files.iter().find(|(each, _)| each == name).ok_or(())?;
        let place = |at: u64| usize::try_from(at).unwrap();
        bytes
            .get(place(range.start)..place(range.end))
            .map(<[u8]>::to_vec)
            .ok_or(())
    };
    checked_with(|with| check_pack_folder(sizes, with, &mut read))
}

/// The members of an archive.
pub fn members(bytes: &[u8]) -> Members {
    let length = bytes.len() as u64;
    let part = |range: Range<u64>| &bytes[range.start as usize..range.end as usize];
    let (count, at) = archive::read_end(part(length - 22..length), length).unwrap();
    let entries = archive::read_list(part(at.clone()), count, at.start).unwrap();
    let entries = entries.into_iter();
    entries
        .map(|entry| {
            let place = entry.bytes(part(entry.header())).unwrap();
            (entry.name.clone(), part(place).to_vec())
        })
        .collect()
}

/// An archive of these.
pub fn archive_of(members: &Members) -> Vec<u8> {
    let mut writer = archive::Writer::new();
    let mut bytes = Vec::new();
    for (name, content) in members {
        let sums = FileSums::of(content);
        bytes.extend(writer.begin(name, sums.size, sums.crc32()).unwrap());
        bytes.extend(content);
    }
    bytes.extend(writer.end().unwrap());
    bytes
}

/// A member by its name.
pub fn member<'a>(members: &'a mut Members, name: &str) -> &'a mut Vec<u8> {
    let mut members = members.iter_mut();
    &mut members.find(|(each, _)| each == name).unwrap().1
}

/// A small pack, written once for all tests of this file.
pub fn sound() -> (Vec<u8>, Members) {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = PACK.get_or_init(|| {
        let mut record = super::record();
        let mut store = Store::new();
        for (number, name) in [(1, "one.txt"), (2, "two.txt")] {
            add_file(&mut record, number, name, name.as_bytes(), (&[], &[]));
            store.insert(Sha256Digest::of(name.as_bytes()), name.as_bytes().to_vec());
        }
        pack(&record, &store, &super::identity("Ada Roth", 1)).0
    });
    (bytes.clone(), members(bytes))
}

/// A file of it.
pub const ONE: &str = "evidence/unlinked/one.txt";

/// What was found of a file.
pub fn state_of(found: &PackCheck, name: &str) -> FileState {
    found
        .files
        .iter()
        .find(|file| file.name == name)
        .unwrap()
        .state
}
