//! The register of risks: categories, and a table in each.

use crate::edition_file::{Category, Risk, Risks};
use crate::inline::{Inline, Reader, is_beside};
use crate::pieces::{Kind, Piece};
use crate::problem::{Place, ProblemKind};
use crate::read::shared::{Shared, unknown_heading};
use crate::text::{MOST_IDENTIFIER, MOST_RISK_IDENTIFIER, check_identifier, required};
use crate::tree::NodeId;

const GROUPS: [&str; 5] = [
    "People",
    "Process",
    "Infrastructure",
    "Software",
    "Counterparty",
];

pub(crate) fn read(pieces: &[Piece], reader: &mut Reader<'_>, shared: &mut Shared) -> Risks {
    let mut risks = Risks::default();
    for piece in pieces {
        match &piece.kind {
            Kind::Heading(_, Some(id), inline) if id.starts_with("sec-risks-") => {
                let place = Place::of(piece.line, id);
                check_identifier(id, MOST_IDENTIFIER, &place, reader.findings);
                let title = required(&inline.text, "title", &place, reader.findings);
                shared.register.categories.insert(id.clone());
                risks.categories.push(Category {
                    id: id.clone(),
                    prefix: None,
                    title: title.unwrap_or_default(),
                    introduction: Vec::new(),
                    risks: Vec::new(),
                });
            }
            Kind::Heading(level, _, inline) if *level <= 4 => {
                unknown_heading(piece.line, inline, reader.findings);
            }
            Kind::Table(table) => {
                let rows = rows(*table, reader, shared);
                match risks.categories.last_mut() {
                    Some(category) => category.risks.extend(rows),
                    None => reader.findings.problem(
                        Place::line(piece.line),
                        ProblemKind::Missing {
                            what: "heading of a category",
                        },
                    ),
                }
            }
            _ => {
                // What stands before the first category is about the chapter, not of it.
                if let Some(category) = risks.categories.last_mut() {
                    let block = shared.block(piece, &category.id, None, reader.findings);
                    category.introduction.extend(block);
                }
            }
        }
    }
    finish(&mut risks, reader, shared);
    risks
}

fn rows(table: NodeId, reader: &mut Reader<'_>, shared: &mut Shared) -> Vec<Risk> {
    let tree = reader.tree;
    let mut risks = Vec::new();
    let rows = tree.below(table).filter(|node| tree.name(*node) == "tr");
    for row in rows.filter(|row| !is_beside(tree, *row)) {
        let children = tree.children(row).iter().copied();
        let cells: Vec<NodeId> = children.filter(|node| tree.name(*node) == "td").collect();
        if !cells.is_empty() {
            risks.extend(risk(row, &cells, reader, shared));
        }
    }
    risks
}

fn risk(
    row: NodeId,
    cells: &[NodeId],
    reader: &mut Reader<'_>,
    shared: &mut Shared,
) -> Option<Risk> {
    let line = reader.line_of(row);
    let anchor = reader.tree.attribute(row, "id").unwrap_or("").to_owned();
    let named = text(cells.first(), reader).text;
    // "HCK1 (replaces SLS8, KEC2)": what was replaced says so itself.
    let (id, rest) = named.split_once(' ').unwrap_or((&named, ""));
    let place = Place::of(line, id);
    let replaces = rest.starts_with("(replaces ") && rest.ends_with(')');
    if !rest.is_empty() && !replaces {
        let found = crate::boxes::shortened(&named);
        reader
            .findings
            .problem(place, ProblemKind::UnreadableRow { found });
        return None;
    }
    check_identifier(id, MOST_RISK_IDENTIFIER, &place, reader.findings);
    let without_hyphens: String = anchor
        .chars()
        .filter(|character| *character != '-')
        .collect();
    if without_hyphens != format!("risk{}", id.to_lowercase()) {
        let kind = ProblemKind::AnotherAnchor {
            found: id.to_owned(),
            anchor: anchor.clone(),
        };
        reader.findings.problem(place.clone(), kind);
    }
    let another = shared.register.risks.insert(anchor, id.to_owned());
    if another.is_some() {
        reader
            .findings
            .problem(place.clone(), ProblemKind::DuplicateIdentifier);
    }
    match cells {
        [_, words] => retired(id, &text(Some(words), reader), &place, reader),
        [_, group, title, description, ..] => {
            let group = text(Some(group), reader).text;
            if !GROUPS.contains(&group.as_str()) {
                let found = crate::boxes::shortened(&group);
                let kind = ProblemKind::UnknownRiskGroup { found };
                reader.findings.problem(place.clone(), kind);
            }
            let title = text(Some(title), reader).text;
            let title = required(&title, "title", &place, reader.findings);
            let description = describe(id, *description, &place, reader, shared);
            Some(Risk::Active {
                id: id.to_owned(),
                group,
                title: title?,
                description,
                wording: "specification",
            })
        }
        _ => {
            let found = crate::boxes::shortened(&named);
            reader
                .findings
                .problem(place, ProblemKind::UnreadableRow { found });
            None
        }
    }
}

fn text(cell: Option<&NodeId>, reader: &mut Reader<'_>) -> Inline {
    let tree = reader.tree;
    let inline = cell.map(|cell| reader.inline(tree.children(*cell)));
    let inline = inline.unwrap_or_default();
    inline.report(reader.findings);
    inline
}

/// A row in place of a risk: which risks replaced it, by their anchors until all risks are known.
fn retired(id: &str, words: &Inline, place: &Place, reader: &mut Reader<'_>) -> Option<Risk> {
    let replaced = ["Replaced by ", "This risk has been merged into "]
        .iter()
        .any(|beginning| words.text.starts_with(beginning))
        && !words.links.is_empty();
    if !replaced && words.text != "Removed" {
        let found = crate::boxes::shortened(&words.text);
        let kind = ProblemKind::UnreadableRow { found };
        reader.findings.problem(place.clone(), kind);
        return None;
    }
    let anchors = words
        .links
        .iter()
        .filter_map(|(_, address)| Inline::anchor(address));
    Some(Risk::Retired {
        id: id.to_owned(),
        replaced_by: anchors.map(str::to_owned).collect(),
    })
}

/// A description: the items of a list, the lines of a text, or the text.
fn describe(
    id: &str,
    cell: NodeId,
    place: &Place,
    reader: &mut Reader<'_>,
    shared: &mut Shared,
) -> Vec<String> {
    let tree = reader.tree;
    let inline = text(Some(&cell), reader);
    let mut lines: Vec<String> = inline.lines().into_iter().map(str::to_owned).collect();
    // Lines may be points of a list that is made of hyphens.
    if lines.len() > 1 && lines.iter().any(|line| line.starts_with("- ")) {
        for line in &mut lines {
            if let Some(point) = line.strip_prefix("- ") {
                *line = point.trim().to_owned();
            }
        }
        shared.hyphens.push(id.to_owned());
    }
    let items: Vec<NodeId> = tree
        .below(cell)
        .filter(|node| tree.name(*node) == "li")
        .collect();
    for item in items {
        lines.push(text(Some(&item), reader).text);
    }
    if lines.is_empty() {
        required("", "description", place, reader.findings);
    }
    lines
        .iter()
        .filter_map(|line| required(line, "description", place, reader.findings))
        .collect()
}

/// What can be said only when all rows are read.
fn finish(risks: &mut Risks, reader: &mut Reader<'_>, shared: &Shared) {
    for category in &mut risks.categories {
        if category.risks.is_empty() {
            let place = Place::named(&category.id);
            reader
                .findings
                .problem(place, ProblemKind::Missing { what: "risk" });
        }
        let prefix = |risk: &Risk| {
            let id = risk.id();
            let digits = id.find(|character: char| character.is_ascii_digit());
            id[..digits.unwrap_or(id.len())].to_owned()
        };
        let mut prefixes: Vec<String> = category.risks.iter().map(prefix).collect();
        prefixes.dedup();
        if let [only] = &prefixes[..]
            && !only.is_empty()
        {
            category.prefix = Some(only.clone());
        }
        for risk in &mut category.risks {
            let Risk::Retired { id, replaced_by } = risk else {
                continue;
            };
            for anchor in replaced_by {
                match shared.register.risks.get(anchor) {
                    Some(risk) => anchor.clone_from(risk),
                    None => {
                        let risk = crate::boxes::shortened(anchor);
                        let kind = ProblemKind::UnknownRisk { risk };
                        reader.findings.problem(Place::named(id), kind);
                    }
                }
            }
        }
    }
}
