//! The edition, its provenance, the external frameworks and the other references.

use super::super::ProblemKind;
use super::super::reader::{At, Object};
use super::super::reading::{Kind, Reading};
use super::shared::{checked_text, optional_checked_text};
use crate::{
    Edition, EditionStatus, Framework, FrameworkId, Level, Provenance, Reference, ReferenceId, Work,
};

/// What an edition file says that it is.
const FORMAT: &str = "assay-edition/1";

/// How many levels an edition may have.
const MOST_LEVELS: usize = 12;

pub(super) fn edition(at: &At<'_>, reading: &Reading) -> Option<Edition> {
    let object = at.object(reading)?;
    let format = checked_text(
        &object,
        "format",
        |text| text == FORMAT,
        "\"assay-edition/1\", the format that this Assay reads",
    );
    let name = object.text("name");
    let version = object.text("version");
    let date = checked_text(&object, "date", is_date, "a date of the form YYYY-MM-DD");
    let status = object.name("status", &EditionStatus::ALL, EditionStatus::as_str);
    let levels = levels(&object);
    let publisher = object.optional_text("publisher");
    let licence = object.optional_text("licence");
    let copyright = object.optional_text("copyright");
    let url = optional_checked_text(
        &object,
        "url",
        |text| text.starts_with("https://"),
        "an address that begins with https://",
    );
    let provenance = object
        .required("provenance")
        .and_then(|field| provenance(&field, reading));
    object.finish();
    let _ = format?;
    Some(Edition {
        name: name?,
        version: version?,
        date: date?,
        status: status?,
        levels,
        publisher: publisher?.unwrap_or_default(),
        licence: licence?.unwrap_or_default(),
        copyright: copyright?.unwrap_or_default(),
        url: url?.unwrap_or_default(),
        sha256: String::new(),
        provenance: provenance?,
    })
}

fn levels(object: &Object<'_, '_>) -> Vec<Level> {
    let reading = object.reading();
    let mut levels: Vec<Level> = Vec::new();
    for item in object.items("levels").iter().take(MOST_LEVELS) {
        let Some(level) = item.object(reading) else {
            continue;
        };
        let name = level.text("name");
        let mandatory = level.mark("mandatory");
        level.finish();
        let (Some(name), Some(mandatory)) = (name, mandatory) else {
            continue;
        };
        reading.declare(Kind::Level, &name, &level.place().below("name"));
        match Level::new(&name, mandatory) {
            Some(level) => levels.push(level),
            None => {
                let expected = "a name of at most 24 bytes";
                let kind = ProblemKind::Malformed {
                    found: name,
                    expected,
                };
                reading.note(level.place().below("name"), kind);
            }
        }
    }
    levels
}

fn provenance(at: &At<'_>, reading: &Reading) -> Option<Provenance> {
    let object = at.object(reading)?;
    let source = object.text("source");
    let verbatim = object.optional_texts("verbatim");
    let summaries = object.optional_texts("summaries");
    let changes = object.optional_texts("changes");
    let omissions = object.optional_texts("omissions");
    object.finish();
    Some(Provenance {
        source: source?,
        verbatim,
        summaries,
        changes,
        omissions,
    })
}

pub(super) fn framework(at: &At<'_>, reading: &Reading) -> Option<Framework> {
    let object = at.object(reading)?;
    let id: Option<FrameworkId> = object.own_identifier(Kind::Framework);
    let label = object.text("label");
    let work = work(&object);
    let part_of = object.optional("part_of").map(|field| {
        let whole: Option<FrameworkId> = field.identifier(reading);
        if let Some(whole) = &whole {
            reading.refer(Kind::Framework, whole, &field.place);
        }
        whole
    });
    object.finish();
    Some(Framework {
        id: id?,
        label: label?,
        work: work?,
        part_of: match part_of {
            Some(whole) => Some(whole?),
            None => None,
        },
    })
}

pub(super) fn reference(at: &At<'_>, reading: &Reading) -> Option<Reference> {
    let object = at.object(reading)?;
    let id: Option<ReferenceId> = object.own_identifier(Kind::Reference);
    let work = work(&object);
    object.finish();
    Some(Reference {
        id: id?,
        work: work?,
    })
}

fn work(object: &Object<'_, '_>) -> Option<Work> {
    let title = object.text("title");
    let publisher = object.optional_text("publisher");
    let date = object.optional_text("date");
    let url = optional_checked_text(
        object,
        "url",
        |text| text.starts_with("https://") || text.starts_with("http://"),
        "an address that begins with https:// or http://",
    );
    Some(Work {
        title: title?,
        publisher: publisher?,
        date: date?,
        url: url?,
    })
}

/// Whether a text has the form `YYYY-MM-DD` with a month and a day that exist in some year.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |digits: &str, length: usize| {
        (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse::<u16>().ok())
            .flatten()
    };
    let (Some(_), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}
