//! Many signed reports, each of another operator or year, for what reads many of them: `many_reports FOLDER COUNT SEED`.
//!
//! They are the example's with other names, days, statuses and evidence, by both bundled editions, and not marked as
//! examples: the same arguments give the same bytes. Everybody knows the key that signs them; never trust what it signed.

#![allow(clippy::unwrap_used, reason = "the shared helpers are made for tests")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use assay_assessment::{
    AssessmentId, Edit, EditError, EditionReference, Evidence, EvidenceId, EvidenceKind,
    EvidencePresence, Opening, Picture, Record, Status, Timestamp, UtcOffset, example,
};
use assay_catalog::{Catalog, Editions};
use assay_dossier::{assemble, signing_party};
use assay_report::document::{Presentation, Role};
use assay_seal::{Identity, UnixMillis, json};

/// How many years an operator is assessed in, the last of them that of [`common::AT`].
const YEARS: usize = 4;
/// A year, about, in milliseconds.
const YEAR: u64 = 365 * 24 * 60 * 60 * 1_000;

/// What names of operators begin with: what CSV, JSON and SQL have to quote is among it.
const NAMES: [&str; 4] = [
    "Validators & Söhne",
    "O'Neill \"Nodes\", Ltd.",
    "節点株式会社",
    "Plain Stake",
];

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, seed] = arguments.as_slice() else {
        return Err("usage: many_reports FOLDER COUNT SEED".into());
    };
    let (folder, count, seed) = (Path::new(folder), count.parse()?, seed.parse()?);
    std::fs::create_dir_all(folder)?;
    let bases = Bases::open()?;
    let made = UnixMillis::new(at(0).milliseconds() - 1_000)?;
    let signer = Identity::create("Ada Roth", "Example Assessments", &[1; 64], made)?;
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores)
            .map(|first| {
                let (bases, signer) = (&bases, &signer);
                scope.spawn(move || {
                    (first..count)
                        .step_by(cores)
                        .try_for_each(|number| write(folder, number, seed, bases, signer))
                })
            })
            .collect();
        let mut threads = threads.into_iter();
        threads.try_for_each(|thread| thread.join().map_err(|_| "a thread ended early")?)
    })
}

/// The example as it stands in each year, by each edition.
struct Bases(Vec<[Record; YEARS]>);

impl Bases {
    fn open() -> Result<Self, Box<dyn Error + Send + Sync>> {
        let editions = [Editions::bundled_release(), Editions::bundled_draft()];
        let of_edition = |catalog| {
            let years: Vec<Record> = (0..YEARS)
                .map(|year| base(catalog, year))
                .collect::<Result<_, _>>()?;
            years
                .try_into()
                .map_err(|_| "as many as there are years".into())
        };
        editions
            .into_iter()
            .map(of_edition)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// The moment at which the reports of a year are made.
fn at(year: usize) -> Timestamp {
    let before = (YEARS - 1 - year) as u64;
    Timestamp::from_milliseconds(common::AT - before * YEAR)
}

/// The example, but that it is none.
fn base(catalog: &'static Catalog, year: usize) -> Result<Record, Box<dyn Error + Send + Sync>> {
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id, at(year), UtcOffset::UTC, Editions::bundled_draft())?.record;
    let assessment = example.assessment();
    let opening = Opening {
        assessment: assessment.id().clone(),
        edition: EditionReference::of(catalog),
        example: false,
        carried_from: None,
    };
    let mut record = Record::open(opening, at(year), "Ada Roth", catalog);
    for edit in assessment.rebuilding_edits() {
        match record.perform(edit, at(year), "Ada Roth") {
            // The example is by the draft; what another edition does not know is not in it.
            Err(EditError::UnknownControl(_)) => {}
            performed => performed.map(|_| ())?,
        }
    }
    Ok(record)
}

/// One operator in one year.
fn write(
    folder: &Path,
    number: usize,
    seed: u64,
    Bases(bases): &Bases,
    signer: &Identity,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let (operator, year) = (number / YEARS, number % YEARS);
    let mut drawn = Drawn(seed ^ number as u64);
    // Whoever is assessed by one edition stays with it.
    let bases = bases.get(operator % bases.len()).ok_or("an edition")?;
    let mut record = bases.get(year).ok_or("a year")?.clone();
    vary(&mut record, operator, at(year), &mut drawn)?;
    let report = assemble(
        &record,
        &EvidencePresence::default(),
        vec![signing_party(signer, Role::Assessor)],
        &Presentation::default(),
        at(year),
        UtcOffset::UTC,
    );
    let signed = json::sign_json(&report.to_value()?, signer, &at(year).rfc3339())?;
    let name = format!("{operator:04}-{year}.json");
    Ok(std::fs::write(
        folder.join(name),
        json::canonical_bytes(&signed)?,
    )?)
}

fn vary(
    record: &mut Record,
    operator: usize,
    at: Timestamp,
    drawn: &mut Drawn,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut details = record.assessment().details().clone();
    let name = NAMES
        .get(operator % NAMES.len())
        .copied()
        .unwrap_or_default();
    details.operator.name = format!("{name} {operator}");
    let mut edits = vec![Edit::SetDetails { details }];
    let conforms = drawn.below(8) == 0;
    for control in record.catalog().controls() {
        // Most are as in the example.
        let status = match drawn.below(12) {
            _ if conforms => Status::Implemented,
            0 => Status::Fails,
            1 => Status::Partial,
            2 => Status::Implemented,
            _ => continue,
        };
        let control = control.id().clone();
        edits.push(Edit::SetControlStatus { control, status });
    }
    for number in 0..drawn.below(4) {
        let controls = record.catalog().controls();
        let place = drawn.below(controls.len() as u64) as usize;
        let controls = controls.get(place).map(|control| control.id().clone());
        let days = drawn.below(900) as i32;
        edits.push(Edit::AddEvidence {
            id: EvidenceId::from_random([number as u8; 16]),
            item: Evidence {
                kind: EvidenceKind::Link {
                    address: "https://example.org/evidence".parse()?,
                },
                title: format!("Evidence \"{number}\""),
                description: String::new(),
                method: None,
                captured_on: Some(at.day(UtcOffset::UTC).plus_days(-days)),
                added_at: at,
                controls: controls.into_iter().collect(),
                risks: Default::default(),
                picture: Picture::default(),
            },
        });
    }
    for edit in edits {
        record.perform(edit, at, "Ada Roth")?;
    }
    Ok(())
}

/// Numbers that look drawn, the same for a seed (SplitMix64).
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}
