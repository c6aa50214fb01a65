//! Mitigations, their sections, and glossary terms.

use super::super::reader::At;
use super::super::reading::{Kind, Reading};
use super::Entities;
use super::shared::{blocks, optional_scope};
use crate::{
    DefinedIn, GlossaryTerm, Mitigation, MitigationId, MitigationSection, MitigationSectionId,
    Wording,
};

pub(super) fn section(at: &At<'_>, reading: &Reading, entities: &mut Entities) {
    let Some(object) = at.object(reading) else {
        return;
    };
    let id: Option<MitigationSectionId> = object.own_identifier(Kind::MitigationSection);
    let title = object.text("title");
    let blocks = blocks(object.optional_items("blocks"), reading);
    let mitigates = optional_scope(&object, "mitigates");
    let mut mitigations = Vec::new();
    for item in object.items("mitigations") {
        if let Some(mitigation) = mitigation(&item, id.as_ref(), reading) {
            mitigations.push(mitigation.id.clone());
            entities.parts.mitigations.push(mitigation);
        }
    }
    object.finish();
    if let (Some(id), Some(title), Some(mitigates)) = (id, title, mitigates) {
        entities.parts.mitigation_sections.push(MitigationSection {
            id,
            title,
            blocks,
            mitigations,
            mitigates,
        });
    }
}

fn mitigation(
    at: &At<'_>,
    section: Option<&MitigationSectionId>,
    reading: &Reading,
) -> Option<Mitigation> {
    let object = at.object(reading)?;
    let id: Option<MitigationId> = object.own_identifier(Kind::Mitigation);
    let title = object.text("title");
    let blocks = blocks(object.optional_items("blocks"), reading);
    let mitigates = optional_scope(&object, "mitigates");
    object.finish();
    Some(Mitigation {
        id: id?,
        title: title?,
        section: section?.clone(),
        blocks,
        mitigates: mitigates?,
    })
}

pub(super) fn glossary_term(
    at: &At<'_>,
    reading: &Reading,
    sections: &[MitigationSection],
) -> Option<GlossaryTerm> {
    let object = at.object(reading)?;
    let term = object.text("term");
    if let Some(term) = &term {
        reading.declare(Kind::Term, term, &object.place().below("term"));
    }
    let definition = object.text("definition");
    let wording = object.optional_name("wording", &Wording::ALL, Wording::as_str);
    let found_in = object.optional("found_in").map(|field| {
        let section: Option<MitigationSectionId> = field.identifier(reading);
        match section.filter(|found| sections.iter().any(|each| each.id == *found)) {
            Some(section) => Some(DefinedIn::Section(section)),
            None => {
                let mitigation: MitigationId = field.identifier(reading)?;
                reading.refer(Kind::Mitigation, &mitigation, &field.place);
                Some(DefinedIn::Mitigation(mitigation))
            }
        }
    });
    let source_line = object.optional_line("source_line");
    object.finish();
    Some(GlossaryTerm {
        term: term?,
        definition: definition?,
        wording: wording?.unwrap_or(Wording::Specification),
        found_in: match found_in {
            Some(found) => Some(found?),
            None => None,
        },
        source_line: source_line?,
    })
}
