//! The edition, its provenance, and the external frameworks.

use super::super::reader::At;
use super::super::reading::{Kind, Reading};
use super::shared::checked_text;
use crate::{Edition, Framework, FrameworkId, Provenance};

pub(super) fn edition(at: &At<'_>, reading: &Reading) -> Option<Edition> {
    let object = at.object(reading)?;
    let name = object.text("name");
    let version = object.text("version");
    let date = checked_text(&object, "date", is_date, "a date of the form YYYY-MM-DD");
    let publisher = object.text("publisher");
    let licence = object.text("licence");
    let copyright = object.text("copyright");
    let url = checked_text(
        &object,
        "url",
        |text| text.starts_with("https://"),
        "an address that begins with https://",
    );
    let provenance = object
        .required("provenance")
        .and_then(|field| provenance(&field, reading));
    object.finish();
    Some(Edition {
        name: name?,
        version: version?,
        date: date?,
        publisher: publisher?,
        licence: licence?,
        copyright: copyright?,
        url: url?,
        sha256: String::new(),
        provenance: provenance?,
    })
}

fn provenance(at: &At<'_>, reading: &Reading) -> Option<Provenance> {
    let object = at.object(reading)?;
    let source = object.text("source");
    let verbatim = object.texts("verbatim");
    let summaries = object.texts("summaries");
    let changes = object.texts("changes");
    let omissions = object.texts("omissions");
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
    let title = object.text("title");
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
        title: title?,
        part_of: match part_of {
            Some(whole) => Some(whole?),
            None => None,
        },
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
