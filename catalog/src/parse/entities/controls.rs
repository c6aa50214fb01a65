//! Sections, control groups and controls.

use super::super::ProblemKind;
use super::super::reader::{At, Object};
use super::super::reading::{Kind, Reading};
use super::Entities;
use super::shared::{blocks, checked_text, criteria, framework_references, optional_scope, parts};
use crate::{
    Control, ControlGroup, ControlId, GroupId, Level, Period, Section, SectionId, WithdrawnControl,
};

/// The greatest length of a short title, in characters.
const MAX_SHORT_TITLE_CHARACTERS: usize = 60;

pub(super) fn section(at: &At<'_>, reading: &Reading, entities: &mut Entities) {
    let Some(object) = at.object(reading) else {
        return;
    };
    let id: Option<SectionId> = object.own_identifier(Kind::Section);
    let title = object.text("title");
    let introduction = blocks(object.optional_items("introduction"), reading);
    let criteria = criteria(&object);
    let mut groups = Vec::new();
    for item in object.items("groups") {
        groups.extend(group(&item, id.as_ref(), reading, entities));
    }
    object.finish();
    if let (Some(id), Some(title)) = (id, title) {
        entities.parts.sections.push(Section {
            id,
            title,
            introduction,
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
        if let Some(control) = control(&item, id.as_ref(), entities.levels(), reading) {
            controls.push(control.id.clone());
            entities.parts.controls.push(control);
        }
    }
    let guidance = blocks(object.optional_items("guidance"), reading);
    let standards = framework_references(object.optional_items("standards"), reading);
    let addresses = optional_scope(&object, "addresses");
    let criteria = criteria(&object);
    object.finish();
    let id = id?;
    entities.parts.groups.push(ControlGroup {
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

fn control(
    at: &At<'_>,
    group: Option<&GroupId>,
    levels: &[Level],
    reading: &Reading,
) -> Option<Control> {
    let object = at.object(reading)?;
    let id: Option<ControlId> = object.own_identifier(Kind::Control);
    let level = level(&object, levels);
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
    let title_published = object.mark("title_published");
    let statement = object.text("statement");
    let parts = parts(&object);
    let sentence = object.optional_text("sentence");
    let period = object.optional_name("period", &Period::ALL, Period::as_str);
    let guidance = blocks(object.optional_items("guidance"), reading);
    let source_line = object.optional_line("source_line");
    object.finish();
    Some(Control {
        id: id?,
        group: group?.clone(),
        level: level?,
        short_title: short_title?,
        title_published: title_published?,
        statement: statement?,
        parts,
        sentence: sentence?,
        guidance,
        period: period?,
        source_line: source_line?,
    })
}

/// The level that a control names: one of the edition's.
fn level(object: &Object<'_, '_>, levels: &[Level]) -> Option<Level> {
    let found = object.text("level")?;
    let level = levels.iter().find(|each| each.as_str() == found);
    // An edition whose levels could not be read has said so, and no control is to blame for it.
    if level.is_none() && !levels.is_empty() {
        let allowed: Vec<_> = levels.iter().map(Level::as_str).collect();
        let kind = ProblemKind::UnknownName {
            found,
            allowed: allowed.join(", "),
        };
        object.reading().note(object.place().below("level"), kind);
    }
    level.copied()
}

pub(super) fn withdrawn(at: &At<'_>, reading: &Reading) -> Option<WithdrawnControl> {
    let object = at.object(reading)?;
    let id: Option<ControlId> = object.own_identifier(Kind::Withdrawn);
    let title = object.text("title");
    let moved_to = object
        .optional_items("moved_to")
        .iter()
        .filter_map(|item| {
            let control: ControlId = item.identifier(reading)?;
            reading.refer(Kind::Control, &control, &item.place);
            Some(control)
        })
        .collect();
    object.finish();
    Some(WithdrawnControl {
        id: id?,
        title: title?,
        moved_to,
    })
}
