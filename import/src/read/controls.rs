//! The catalog of controls: sections, groups in them, and controls in these.

use std::collections::{BTreeMap, BTreeSet};

use crate::boxes;
use crate::edition_file::{Control, Controls, Group, Scope, Section};
use crate::inline::{Inline, Reader};
use crate::pieces::{Entry, Kind, Piece};
use crate::problem::{Place, ProblemKind};
use crate::read::shared::{Shared, unknown_heading};
use crate::short_title::{self, levels, short_title};
use crate::text::{MOST_IDENTIFIER, check_identifier, required};

pub(crate) fn read(pieces: &[Piece], reader: &mut Reader<'_>, shared: &mut Shared) -> Controls {
    let mut controls = Controls::default();
    for piece in pieces {
        match &piece.kind {
            Kind::Heading(_, Some(id), inline) if id.starts_with("sec-controls-") => {
                let title = title(piece.line, id, &inline.text, reader);
                controls.sections.push(Section {
                    id: id.clone(),
                    title,
                    introduction: Vec::new(),
                    criteria: Vec::new(),
                    groups: Vec::new(),
                });
            }
            Kind::Heading(_, Some(id), inline) if id.starts_with("ctrl-") => {
                let title = title(piece.line, id, &inline.text, reader);
                let Some(section) = controls.sections.last_mut() else {
                    unknown_heading(piece.line, inline, reader.findings);
                    continue;
                };
                section.groups.push(Group {
                    id: id.clone(),
                    title,
                    controls: Vec::new(),
                    guidance: Vec::new(),
                    standards: Vec::new(),
                    addresses: None,
                    criteria: Vec::new(),
                });
            }
            Kind::Heading(level, _, inline) if *level <= 4 => {
                unknown_heading(piece.line, inline, reader.findings);
            }
            _ => within(piece, &mut controls, reader, shared),
        }
    }
    finish(&mut controls, reader);
    controls
}

fn title(line: usize, id: &str, text: &str, reader: &mut Reader<'_>) -> String {
    let place = Place::of(line, id);
    check_identifier(id, MOST_IDENTIFIER, &place, reader.findings);
    required(text, "title", &place, reader.findings).unwrap_or_default()
}

fn within(piece: &Piece, controls: &mut Controls, reader: &mut Reader<'_>, shared: &mut Shared) {
    let statements = statements(piece);
    let Some(section) = controls.sections.last_mut() else {
        misplaced_controls(&statements, reader);
        cited(piece, &mut shared.frameworks, None);
        let block = shared.block(piece, "sec-controls-catalog", None, reader.findings);
        controls.introduction.extend(block);
        return;
    };
    let Some(group) = section.groups.last_mut() else {
        misplaced_controls(&statements, reader);
        if let Kind::Box(pieces) = &piece.kind {
            let contents = boxes::read(pieces, &section.id, &shared.register, reader.findings);
            if !section.criteria.is_empty() || contents.scope.is_some() {
                misplaced_box(piece.line, &section.id, &contents.headings, reader);
            }
            leave_out(piece.line, &section.id, contents.others, reader, shared);
            let frameworks = contents
                .criteria
                .iter()
                .map(|criterion| criterion.framework.clone());
            shared.frameworks.extend(frameworks);
            section.criteria = contents.criteria;
        } else {
            let block = shared.block(piece, &section.id, None, reader.findings);
            section.introduction.extend(block);
        }
        return;
    };
    if !statements.is_empty() {
        for inline in statements {
            add_controls(inline, group, reader, shared);
        }
        return;
    }
    if let Kind::Box(pieces) = &piece.kind {
        let contents = boxes::read(pieces, &group.id, &shared.register, reader.findings);
        let scope_twice = group.addresses.is_some() && contents.scope.is_some();
        let criteria_twice = !group.criteria.is_empty() && !contents.criteria.is_empty();
        if scope_twice || criteria_twice {
            misplaced_box(piece.line, &group.id, &contents.headings, reader);
        }
        leave_out(piece.line, &group.id, contents.others, reader, shared);
        let frameworks = contents
            .criteria
            .iter()
            .map(|criterion| criterion.framework.clone());
        shared.frameworks.extend(frameworks);
        group.criteria.extend(contents.criteria);
        if let Some(scope) = contents.scope {
            group.addresses = Some(scope).filter(|scope| *scope != Scope::default());
        }
        return;
    }
    cited(piece, &mut shared.frameworks, Some(&mut group.standards));
    let block = shared.block(piece, &group.id, None, reader.findings);
    group.guidance.extend(block);
}

/// The texts of a piece that hold statements of controls.
fn statements(piece: &Piece) -> Vec<&Inline> {
    fn add<'a>(entries: &'a [Entry], found: &mut Vec<&'a Inline>) {
        for entry in entries {
            found.push(&entry.inline);
            add(&entry.entries, found);
        }
    }
    let mut found = Vec::new();
    match &piece.kind {
        Kind::Paragraph(inline) | Kind::Heading(_, _, inline) => found.push(inline),
        Kind::List(entries) => add(entries, &mut found),
        _ => {}
    }
    found.retain(|inline| !inline.controls.is_empty());
    found
}

fn misplaced_controls(statements: &[&Inline], reader: &mut Reader<'_>) {
    for (_, id, line) in statements.iter().flat_map(|inline| &inline.controls) {
        let place = Place::of(*line, id);
        reader
            .findings
            .problem(place, ProblemKind::ControlOutsideGroup);
    }
}

fn misplaced_box(line: usize, id: &str, headings: &[String], reader: &mut Reader<'_>) {
    let heading = headings.join(" / ");
    let place = Place::of(line, id);
    reader
        .findings
        .problem(place, ProblemKind::MisplacedBox { heading });
}

fn leave_out(
    line: usize,
    id: &str,
    headings: Vec<String>,
    reader: &mut Reader<'_>,
    shared: &mut Shared,
) {
    for heading in headings {
        let kind = ProblemKind::LeftOut {
            heading: heading.clone(),
        };
        reader.findings.note(Place::of(line, id), kind);
        shared.tools.push(heading);
    }
}

/// Keeps the works that a text cites: for the edition, and for the group whose guidance it is.
fn cited(
    piece: &Piece,
    frameworks: &mut BTreeSet<String>,
    mut standards: Option<&mut Vec<String>>,
) {
    fn add(entries: &[Entry], found: &mut Vec<String>) {
        for entry in entries {
            found.extend(entry.inline.citations.iter().map(|(_, id)| id.clone()));
            add(&entry.entries, found);
        }
    }
    let mut found = Vec::new();
    match &piece.kind {
        Kind::Paragraph(inline) | Kind::Heading(_, _, inline) => {
            found.extend(inline.citations.iter().map(|(_, id)| id.clone()));
        }
        Kind::List(entries) => add(entries, &mut found),
        _ => {}
    }
    for id in found {
        frameworks.insert(id.clone());
        if let Some(standards) = &mut standards
            && !standards.contains(&id)
        {
            standards.push(id);
        }
    }
}

fn add_controls(inline: &Inline, group: &mut Group, reader: &mut Reader<'_>, shared: &mut Shared) {
    for (range, id, line) in &inline.controls {
        let place = Place::of(*line, id);
        check_identifier(id, MOST_IDENTIFIER, &place, reader.findings);
        let statement = inline.part(range);
        let Some(statement) = required(statement, "statement", &place, reader.findings) else {
            continue;
        };
        let found = levels(&statement);
        let Some(level) = found.first().copied() else {
            reader.findings.problem(place, ProblemKind::NoLevel);
            continue;
        };
        if found.iter().any(|other| other.level != level.level) {
            let levels = found.iter().map(|found| found.level.to_owned()).collect();
            reader
                .findings
                .problem(place, ProblemKind::SeveralLevels { levels });
            continue;
        }
        if statement[level.end..].trim().is_empty() {
            let what = "requirement behind the level";
            reader
                .findings
                .problem(place, ProblemKind::Missing { what });
            continue;
        }
        let sentence = (inline.text != statement).then(|| inline.text.clone());
        if let Some(sentence) = &sentence {
            shared.shared_sentences.push(id.clone());
            required(sentence, "sentence", &place, reader.findings);
            let sentence = boxes::shortened(sentence);
            reader
                .findings
                .note(place, ProblemKind::SharedSentence { sentence });
        }
        shared.levels.insert(level.level);
        group.controls.push(Control {
            parts: Vec::new(),
            guidance: Vec::new(),
            id: id.clone(),
            level: level.level.to_owned(),
            short_title: short_title(&statement, level),
            title_published: false,
            period: short_title::period(&statement),
            statement,
            sentence,
        });
    }
}

/// What can be said only when all controls are read.
fn finish(controls: &mut Controls, reader: &mut Reader<'_>) {
    let mut missing = |id: &str, what| {
        reader
            .findings
            .problem(Place::named(id), ProblemKind::Missing { what });
    };
    if controls.sections.is_empty() {
        missing("sec-controls-catalog", "section of controls");
    }
    // Short titles are unique in an edition.
    let mut titles: BTreeSet<String> = BTreeSet::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for section in &mut controls.sections {
        if section.groups.is_empty() {
            missing(&section.id, "group of controls");
        }
        for group in &mut section.groups {
            if group.controls.is_empty() {
                missing(&group.id, "control");
            }
            for control in &mut group.controls {
                // A numbered title may be that of another control too.
                let title = control.short_title.clone();
                let number = numbers.entry(title.clone()).or_insert(1);
                while !titles.insert(control.short_title.clone()) {
                    *number += 1;
                    control.short_title = short_title::numbered(&title, *number);
                }
            }
        }
    }
}
