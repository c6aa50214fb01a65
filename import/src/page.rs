//! Which of the two forms a page has, whether it is complete, and its chapters.

use std::collections::{BTreeMap, BTreeSet};

use crate::configuration;
use crate::inline::Inline;
use crate::pieces::{Kind, Piece};
use crate::problem::{Findings, Place, ProblemKind};
use crate::text::plain;
use crate::tree::Tree;

/// The headings that begin the chapters that are read.
const RISKS: &str = "sec-risks";
const MITIGATIONS: &str = "sec-mitigation";
const CONTROLS: &str = "sec-controls-catalog";
/// The appendix that says which version it is.
const STATUS: &str = "sec-sotd";
/// Further parts that every page has, and those that only a drawn page has.
const APPENDICES: [&str; 2] = [STATUS, "sec-summary-of-controls"];
const DRAWN_APPENDICES: [&str; 1] = ["references"];
/// Parts whose words belong to no chapter.
const OTHERS: [&str; 5] = [
    "abstract",
    "conformance",
    STATUS,
    "sec-summary-of-controls",
    "references",
];
/// What identifiers begin with that may stand on a page only once.
const IDENTIFIERS: [&str; 4] = ["risk-", "sec-", "ctrl-", "req-"];
/// What the specification is called.
const TITLE: &str = "ValOS";

/// The form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// What a browser shows and saves.
    Drawn,
    /// From what the page is drawn.
    Source,
}

/// The form of a page of ValOS; a page of anything else is refused.
pub(crate) fn form(tree: &Tree, findings: &mut Findings) -> Option<Form> {
    let title = tree
        .below(Tree::ROOT)
        .find(|node| tree.attribute(*node, "id") == Some("title"))
        .or_else(|| {
            tree.below(Tree::ROOT)
                .find(|node| tree.name(*node) == "title")
        })
        .map(|node| plain(&tree.raw_text(node)))
        .unwrap_or_default();
    let named = title
        .split(|character: char| !character.is_alphanumeric())
        .any(|word| word == TITLE);
    if !named {
        let title = crate::boxes::shortened(&title);
        findings.problem(
            Place::default(),
            ProblemKind::AnotherSpecification { title },
        );
        return None;
    }
    let drawn = tree.below(Tree::ROOT).any(|node| {
        matches!(
            tree.attribute(node, "id"),
            Some("toc" | "initialUserConfig" | "summaryTable")
        )
    });
    Some(if !drawn && configuration::is_assigned(tree) {
        Form::Source
    } else {
        Form::Drawn
    })
}

/// Says which parts are missing: those that every page has, and those to which the table of contents
/// and the summary of controls of a drawn page lead.
pub(crate) fn check_complete(tree: &Tree, form: Form, findings: &mut Findings) {
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    let mut twice: BTreeSet<&str> = BTreeSet::new();
    let mut leads: Vec<&str> = Vec::new();
    let mut listing = None;
    for node in tree.below(Tree::ROOT) {
        if let Some(id) = tree.attribute(node, "id") {
            if lines.insert(id, tree.line(node)).is_some()
                && IDENTIFIERS.iter().any(|prefix| id.starts_with(prefix))
            {
                twice.insert(id);
            }
            if matches!(id, "toc" | "summaryTable") {
                listing = Some(node);
            }
        }
        if Some(node) == listing {
            let links = tree
                .below(node)
                .filter_map(|node| tree.attribute(node, "href"));
            let listed = IDENTIFIERS[1..].iter();
            leads.extend(
                links
                    .filter_map(Inline::anchor)
                    .filter(|anchor| listed.clone().any(|prefix| anchor.starts_with(prefix))),
            );
        }
    }
    for id in twice {
        findings.problem(Place::named(id), ProblemKind::DuplicateIdentifier);
    }
    let drawn = match form {
        Form::Drawn => &DRAWN_APPENDICES[..],
        Form::Source => &[],
    };
    let always = [RISKS, MITIGATIONS, CONTROLS].into_iter().chain(APPENDICES);
    let wanted: BTreeSet<&str> = always.chain(drawn.iter().copied()).chain(leads).collect();
    for id in wanted {
        if !lines.contains_key(id) {
            findings.problem(Place::named(id), ProblemKind::MissingPart);
        }
    }
}

/// The chapters of a page.
#[derive(Debug, Default)]
pub(crate) struct Chapters {
    /// What comes before the first heading and before the first part, such as the copyright.
    pub(crate) front: Vec<Piece>,
    pub(crate) risks: Vec<Piece>,
    pub(crate) mitigations: Vec<Piece>,
    pub(crate) controls: Vec<Piece>,
    pub(crate) status: Vec<Piece>,
}

/// Divides a page into its chapters.
pub(crate) fn chapters(pieces: Vec<Piece>) -> Chapters {
    #[derive(Clone, Copy)]
    enum In {
        Front,
        Risks,
        Mitigations,
        Controls,
        Status,
        Other,
    }
    let mut chapters = Chapters::default();
    let mut now = In::Front;
    for piece in pieces {
        match &piece.kind {
            Kind::Heading(level, id, _) => {
                let begun = match id.as_deref() {
                    Some(RISKS) => Some(In::Risks),
                    Some(MITIGATIONS) => Some(In::Mitigations),
                    Some(CONTROLS) => Some(In::Controls),
                    // The title above the page begins nothing, and an appendix goes on.
                    _ if *level == 2 && !matches!(now, In::Status) => Some(In::Other),
                    _ => None,
                };
                if let Some(begun) = begun {
                    now = begun;
                    continue;
                }
            }
            Kind::Part(id) if id == STATUS => now = In::Status,
            Kind::Part(id) if OTHERS.contains(&id.as_str()) => now = In::Other,
            _ => {}
        }
        match now {
            In::Front => chapters.front.push(piece),
            In::Risks => chapters.risks.push(piece),
            In::Mitigations => chapters.mitigations.push(piece),
            In::Controls => chapters.controls.push(piece),
            In::Status => chapters.status.push(piece),
            In::Other => {}
        }
    }
    chapters
}
