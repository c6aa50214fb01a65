//! Risk categories and risks.

use super::super::ProblemKind;
use super::super::reader::{At, Object};
use super::super::reading::{Kind, Reading};
use super::Entities;
use super::shared::blocks;
use crate::{CategoryId, Risk, RiskCategory, RiskGroup, RiskId, RiskState, Wording};

pub(super) fn category(at: &At<'_>, reading: &Reading, entities: &mut Entities) {
    let Some(object) = at.object(reading) else {
        return;
    };
    let id: Option<CategoryId> = object.own_identifier(Kind::Category);
    let prefix = object.optional_text("prefix");
    let title = object.text("title");
    let introduction = blocks(object.optional_items("introduction"), reading);
    for item in object.items("risks") {
        let prefix = prefix.as_ref().and_then(Option::as_deref);
        let read = risk(&item, id.as_ref(), prefix, reading);
        entities.parts.risks.extend(read);
    }
    object.finish();
    if let (Some(id), Some(prefix), Some(title)) = (id, prefix, title) {
        entities.parts.categories.push(RiskCategory {
            id,
            prefix,
            title,
            introduction,
        });
    }
}

fn risk(
    at: &At<'_>,
    category: Option<&CategoryId>,
    prefix: Option<&str>,
    reading: &Reading,
) -> Option<Risk> {
    let object = at.object(reading)?;
    let id: Option<RiskId> = object.own_identifier(Kind::Risk);
    if let (Some(id), Some(prefix)) = (id, prefix)
        && !id.as_str().starts_with(prefix)
    {
        let kind = ProblemKind::RiskInOtherCategory {
            risk: id.to_string(),
            prefix: prefix.to_owned(),
        };
        reading.note(object.place().clone(), kind);
    }
    let state = if object.optional("replaced_by").is_some() {
        let replaced_by = object
            .optional_items("replaced_by")
            .iter()
            .filter_map(|item| {
                let successor: RiskId = item.identifier(reading)?;
                reading.refer(Kind::Risk, successor, &item.place);
                Some(successor)
            })
            .collect();
        Some(RiskState::Retired { replaced_by })
    } else {
        active_state(&object)
    };
    object.finish();
    Some(Risk {
        id: id?,
        category: category?.clone(),
        state: state?,
    })
}

fn active_state(object: &Object<'_, '_>) -> Option<RiskState> {
    let group = object.optional_name("group", &RiskGroup::ALL, RiskGroup::as_str);
    let title = object.text("title");
    let description = object.texts("description");
    let wording = object.name("wording", &Wording::ALL, Wording::as_str);
    let title_wording = object.optional_name("title_wording", &Wording::ALL, Wording::as_str);
    let source_line = object.optional_line("source_line");
    let wording = wording?;
    let title_wording = title_wording?.unwrap_or(wording);
    let source_line = source_line?;
    let all_summary = wording.is_summary() && title_wording.is_summary();
    if all_summary && source_line.is_some() {
        object.reading().note(
            object.place().clone(),
            ProblemKind::SourceLineAgainstWording,
        );
    }
    Some(RiskState::Active {
        group: group?,
        title: title?,
        title_wording,
        description_text: description.join("; "),
        description,
        wording,
        source_line,
    })
}
