//! Sections, control groups and controls.

use super::super::ProblemKind;
use super::super::reader::At;
use super::super::reading::{Kind, Reading};
use super::Entities;
use super::shared::{checked_text, criteria, framework_references, paragraphs, scope};
use crate::{
    Control, ControlGroup, ControlId, GroupId, Level, Period, Section, SectionId, key_word_ranges,
};

/// The greatest length of a short title, in characters.
const MAX_SHORT_TITLE_CHARACTERS: usize = 60;

pub(super) fn section(at: &At<'_>, reading: &Reading, entities: &mut Entities) {
    let Some(object) = at.object(reading) else {
        return;
    };
    let id: Option<SectionId> = object.own_identifier(Kind::Section);
    let title = object.text("title");
    let criteria = criteria(&object);
    let mut groups = Vec::new();
    for item in object.items("groups") {
        groups.extend(group(&item, id.as_ref(), reading, entities));
    }
    object.finish();
    if let (Some(id), Some(title)) = (id, title) {
        entities.sections.push(Section {
            id,
            title,
            groups,
            criteria,
        });
    }
}

fn group(
    at: &At<'_>,
    section: Option<&SectionId>,
    reading: &Reading,
    entities: &mut Entities,
) -> Option<GroupId> {
    let object = at.object(reading)?;
    let id: Option<GroupId> = object.own_identifier(Kind::Group);
    let title = object.text("title");
    let mut controls = Vec::new();
    for item in object.items("controls") {
        if let Some(control) = control(&item, id.as_ref(), reading) {
            controls.push(control.id.clone());
            entities.controls.push(control);
        }
    }
    let guidance = paragraphs(object.optional_items("guidance"), reading);
    let standards = framework_references(object.optional_items("standards"), reading);
    let addresses = scope(&object, "addresses");
    let criteria = criteria(&object);
    object.finish();
    let id = id?;
    entities.groups.push(ControlGroup {
        id: id.clone(),
        title: title?,
        section: section?.clone(),
        controls,
        guidance,
        standards,
        addresses: addresses?,
        criteria,
    });
    Some(id)
}

fn control(at: &At<'_>, group: Option<&GroupId>, reading: &Reading) -> Option<Control> {
    let object = at.object(reading)?;
    let id: Option<ControlId> = object.own_identifier(Kind::Control);
    let level = object.name("level", &Level::ALL, Level::as_str);
    let short_title = checked_text(
        &object,
        "short_title",
        |text| text.chars().count() <= MAX_SHORT_TITLE_CHARACTERS,
        "a short title of at most 60 characters",
    );
    if let Some(short_title) = &short_title {
        reading.declare(
            Kind::ShortTitle,
            short_title,
            &object.place().below("short_title"),
        );
    }
    let statement = object.text("statement");
    if let (Some(level), Some(statement)) = (level, &statement)
        && !has_key_words(statement, level)
    {
        let kind = ProblemKind::StatementLacksLevel {
            level: level.as_str(),
        };
        reading.note(object.place().below("statement"), kind);
    }
    let sentence = object.optional_text("sentence");
    let period = object.optional_name("period", &Period::ALL, Period::as_str);
    let source_line = object.line("source_line");
    object.finish();
    Some(Control {
        id: id?,
        group: group?.clone(),
        level: level?,
        short_title: short_title?,
        statement: statement?,
        sentence: sentence?,
        period: period?,
        source_line: source_line?,
    })
}

/// Whether a statement has the key words of its level; "MUST NOT" does not count as "MUST".
fn has_key_words(statement: &str, level: Level) -> bool {
    key_word_ranges(statement)
        .into_iter()
        .any(|range| statement.get(range) == Some(level.as_str()))
}
