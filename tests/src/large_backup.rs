//! A backup of any size, written to a disk piece by piece.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use assay_assessment::backup::{BackupWriter, FileSums, RunningSums};
use assay_assessment::{
    AssessmentId, Details, Edit, EditionReference, Evidence, EvidenceId, EvidenceKind, Opening,
    Picture, Record, Timestamp,
};
use assay_catalog::Editions;

/// The title of the assessment in it.
pub const TITLE: &str = "A large library";

/// How many bytes are written at a time.
const PIECE: usize = 1_000_000;

/// Why it was not written.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Writes the backup of an assessment with `files` evidence files of `megabytes` (10^6 bytes) each.
///
/// # Errors
/// When the disk takes no more, or an edit does not fit.
pub fn write(path: &Path, files: u8, megabytes: usize) -> Result<(), Failure> {
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let catalog = Editions::bundled_draft();
    let mut record = Record::open(
        Opening {
            assessment: AssessmentId::from_random([3; 16]),
            edition: EditionReference::of(catalog),
            example: false,
            carried_from: None,
        },
        at,
        "Ada",
        catalog,
    );
    let details = Details {
        title: TITLE.to_owned(),
        ..record.assessment().details().clone()
    };
    record.perform(Edit::SetDetails { details }, at, "Ada")?;
    let mut all: Vec<(FileSums, u8)> = (0..files)
        .map(|number| (sums(number, megabytes), number))
        .collect();
    for (sums, number) in &all {
        let item = Evidence {
            kind: EvidenceKind::File {
                name: format!("capture-{number}.pcap"),
                media_type: String::new(),
                size: sums.size,
                sha256: sums.sha256,
            },
            title: String::new(),
            description: String::new(),
            method: None,
            captured_on: None,
            added_at: at,
            controls: [].into(),
            risks: [].into(),
            picture: Picture::default(),
        };
        let id = EvidenceId::from_random([*number; 16]);
        record.perform(Edit::AddEvidence { id, item }, at, "Ada")?;
    }
    all.sort_by_key(|(sums, _)| sums.sha256);
    let mut writer = BackupWriter::new(&record, at)?;
    let mut file = BufWriter::new(File::create(path)?);
    for (sums, number) in all {
        file.write_all(&writer.file(&sums)?)?;
        for place in 0..megabytes {
            file.write_all(&piece(number, place))?;
        }
    }
    file.write_all(&writer.finish()?.bytes)?;
    Ok(file.into_inner()?.sync_data()?)
}

fn sums(number: u8, megabytes: usize) -> FileSums {
    let mut sums = RunningSums::new();
    for place in 0..megabytes {
        sums.update(&piece(number, place));
    }
    sums.finish()
}

/// A million bytes of a file, other ones for each file and place.
fn piece(number: u8, place: usize) -> Vec<u8> {
    let mut bytes = vec![number; PIECE];
    bytes[..8].copy_from_slice(&place.to_le_bytes());
    bytes
}
