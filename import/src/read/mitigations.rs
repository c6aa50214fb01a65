//! The strategies of mitigation: sections, and mitigations in them.

use crate::boxes;
use crate::edition_file::{Mitigation, MitigationSection, Mitigations, Scope};
use crate::inline::Reader;
use crate::pieces::{Kind, Piece};
use crate::problem::{Place, ProblemKind};
use crate::read::shared::{Shared, unknown_heading};
use crate::text::{MOST_IDENTIFIER, check_identifier, required};

pub(crate) fn read(pieces: &[Piece], reader: &mut Reader<'_>, shared: &mut Shared) -> Mitigations {
    let mut mitigations = Mitigations::default();
    for piece in pieces {
        match &piece.kind {
            Kind::Heading(_, Some(id), inline) if id.starts_with("sec-mitigations-") => {
                let title = title(piece.line, id, &inline.text, reader);
                mitigations.sections.push(MitigationSection {
                    id: id.clone(),
                    title,
                    blocks: Vec::new(),
                    mitigates: None,
                    mitigations: Vec::new(),
                });
            }
            Kind::Heading(_, Some(id), inline) if id.starts_with("sec-mit-") => {
                let title = title(piece.line, id, &inline.text, reader);
                let Some(section) = mitigations.sections.last_mut() else {
                    unknown_heading(piece.line, inline, reader.findings);
                    continue;
                };
                section.mitigations.push(Mitigation {
                    id: id.clone(),
                    title,
                    blocks: Vec::new(),
                    mitigates: None,
                });
            }
            Kind::Heading(level, _, inline) if *level <= 4 => {
                unknown_heading(piece.line, inline, reader.findings);
            }
            _ => within(piece, &mut mitigations, reader, shared),
        }
    }
    let place = Place::named("sec-mitigation");
    if mitigations.sections.is_empty() {
        let kind = ProblemKind::Missing {
            what: "section of mitigations",
        };
        reader.findings.problem(place, kind);
    }
    for section in &mitigations.sections {
        if section.mitigations.is_empty() {
            let place = Place::named(&section.id);
            reader
                .findings
                .problem(place, ProblemKind::Missing { what: "mitigation" });
        }
        let nothing = section
            .mitigations
            .iter()
            .filter(|mitigation| mitigation.blocks.is_empty());
        for mitigation in nothing {
            let place = Place::named(&mitigation.id);
            reader
                .findings
                .problem(place, ProblemKind::Missing { what: "text" });
        }
    }
    mitigations
}

fn title(line: usize, id: &str, text: &str, reader: &mut Reader<'_>) -> String {
    let place = Place::of(line, id);
    check_identifier(id, MOST_IDENTIFIER, &place, reader.findings);
    required(text, "title", &place, reader.findings).unwrap_or_default()
}

/// A piece within a mitigation, within a section before its first one, or before all sections.
fn within(
    piece: &Piece,
    mitigations: &mut Mitigations,
    reader: &mut Reader<'_>,
    shared: &mut Shared,
) {
    let Some(section) = mitigations.sections.last_mut() else {
        let block = shared.block(piece, "sec-mitigation", None, reader.findings);
        mitigations.introduction.extend(block);
        return;
    };
    let (id, blocks, mitigates) = match section.mitigations.last_mut() {
        Some(mitigation) => (
            &mitigation.id,
            &mut mitigation.blocks,
            &mut mitigation.mitigates,
        ),
        None => (&section.id, &mut section.blocks, &mut section.mitigates),
    };
    match &piece.kind {
        Kind::Box(pieces) => {
            let contents = boxes::read(pieces, id, &shared.register, reader.findings);
            let twice = mitigates.is_some() && contents.scope.is_some();
            if twice || !contents.criteria.is_empty() {
                let heading = contents.headings.join(" / ");
                let place = Place::of(piece.line, id);
                reader
                    .findings
                    .problem(place, ProblemKind::MisplacedBox { heading });
            }
            for heading in contents.others {
                let place = Place::of(piece.line, id);
                let left_out = ProblemKind::LeftOut {
                    heading: heading.clone(),
                };
                reader.findings.note(place, left_out);
                shared.tools.push(heading);
            }
            if let Some(scope) = contents.scope {
                *mitigates = Some(scope).filter(|scope| *scope != Scope::default());
            }
        }
        _ => blocks.extend(shared.block(piece, id, Some(id), reader.findings)),
    }
}
