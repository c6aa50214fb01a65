//! Mitigations and glossary terms.

use super::super::reader::At;
use super::super::reading::{Kind, Reading};
use super::shared::{paragraphs, scope};
use crate::{GlossaryTerm, Mitigation, MitigationId, Wording};

pub(super) fn mitigation(at: &At<'_>, reading: &Reading) -> Option<Mitigation> {
    let object = at.object(reading)?;
    let id: Option<MitigationId> = object.own_identifier(Kind::Mitigation);
    let title = object.text("title");
    let paragraphs = paragraphs(object.items("paragraphs"), reading);
    let mitigates = scope(&object, "mitigates");
    object.finish();
    Some(Mitigation {
        id: id?,
        title: title?,
        paragraphs,
        mitigates: mitigates?,
    })
}

pub(super) fn glossary_term(at: &At<'_>, reading: &Reading) -> Option<GlossaryTerm> {
    let object = at.object(reading)?;
    let term = object.text("term");
    if let Some(term) = &term {
        reading.declare(Kind::Term, term, &object.place().below("term"));
    }
    let definition = object.text("definition");
    let wording = object.optional_name("wording", &Wording::ALL, Wording::as_str);
    let found_in: Option<MitigationId> = object.identifier("found_in");
    if let Some(mitigation) = &found_in {
        reading.refer(
            Kind::Mitigation,
            mitigation,
            &object.place().below("found_in"),
        );
    }
    let source_line = object.line("source_line");
    object.finish();
    Some(GlossaryTerm {
        term: term?,
        definition: definition?,
        wording: wording?.unwrap_or(Wording::Specification),
        found_in: found_in?,
        source_line: source_line?,
    })
}
