//! What both editions say of a thing that changed.

use std::collections::BTreeMap;

use super::super::controls::guidance;
use super::super::others::standing;
use super::super::texts::blocks_text;
use super::super::{MitigationChange, Pair, Passage, PassageChange, RiskChange, TermChange};
use crate::{Block, Catalog, Control, Work};

/// Something of both editions, where they have it.
type InBoth = Pair<Option<String>>;

fn in_both<Id>(
    editions: Pair<&Catalog>,
    ids: Pair<Option<Id>>,
    text: impl Fn(&Catalog, Id) -> Option<String>,
) -> InBoth {
    Pair {
        old: ids.old.and_then(|id| text(editions.old, id)),
        new: ids.new.and_then(|id| text(editions.new, id)),
    }
}

fn control<'a>(catalog: &'a Catalog, id: &str) -> Option<&'a Control> {
    catalog.control(&id.parse().ok()?)
}

pub(super) fn control_statement(editions: Pair<&Catalog>, ids: Pair<Option<&str>>) -> InBoth {
    in_both(editions, ids, |catalog, id| {
        control(catalog, id).map(Control::whole_statement)
    })
}

pub(super) fn control_title(editions: Pair<&Catalog>, ids: Pair<Option<&str>>) -> InBoth {
    in_both(editions, ids, |catalog, id| {
        Some(control(catalog, id)?.short_title().to_owned())
    })
}

pub(super) fn control_guidance(editions: Pair<&Catalog>, ids: Pair<Option<&str>>) -> InBoth {
    in_both(editions, ids, |catalog, id| {
        let control = control(catalog, id)?;
        Some(blocks_text(guidance(catalog, control)))
    })
}

/// Titles and descriptions.
pub(super) fn risk_text(editions: Pair<&Catalog>, change: &RiskChange) -> (InBoth, InBoth) {
    let ids = Pair {
        old: change.old,
        new: change.new,
    };
    let title = |catalog: &Catalog, id| catalog.risk(id)?.title().map(str::to_owned);
    let description = |catalog: &Catalog, id| {
        let items = catalog.risk(id)?.description_items();
        (!items.is_empty()).then(|| items.join("\n"))
    };
    (
        in_both(editions, ids, title),
        in_both(editions, ids, description),
    )
}

/// Titles and texts.
pub(super) fn mitigation_text(
    editions: Pair<&Catalog>,
    change: &MitigationChange,
) -> (InBoth, InBoth) {
    let ids = || Pair {
        old: change.old.as_ref(),
        new: change.new.as_ref(),
    };
    let title = in_both(editions, ids(), |catalog, id| {
        Some(catalog.mitigation(id)?.title().to_owned())
    });
    let text = in_both(editions, ids(), |catalog, id| {
        Some(blocks_text(catalog.mitigation(id)?.blocks()))
    });
    (title, text)
}

/// The definitions of an edition by their terms.
pub(super) fn definitions(catalog: &Catalog) -> BTreeMap<&str, &str> {
    let terms = catalog.glossary().iter();
    terms.map(|each| (each.term(), each.definition())).collect()
}

pub(super) fn term_definition(
    definitions: &Pair<BTreeMap<&str, &str>>,
    change: &TermChange,
) -> InBoth {
    let of = |all: &BTreeMap<&str, &str>, term: &Option<String>| {
        let found = all.get(term.as_deref()?)?;
        Some((*found).to_owned())
    };
    Pair {
        old: of(&definitions.old, &change.old),
        new: of(&definitions.new, &change.new),
    }
}

/// Each thing that is known of a work, on a line of its own.
pub(super) fn work_text(work: &Work) -> String {
    let known = [work.publisher(), work.date(), work.url()];
    let lines: Vec<&str> = std::iter::once(work.title())
        .chain(known.into_iter().flatten())
        .collect();
    lines.join("\n")
}

/// The titles and texts of an edition's passages.
pub(super) type Passages<'a> = BTreeMap<Passage, (&'a str, &'a [Block])>;

pub(super) fn passages(catalog: &Catalog) -> Passages<'_> {
    let all = standing(catalog).into_iter();
    all.map(|each| (each.passage, (each.title, each.blocks)))
        .collect()
}

/// Titles and texts.
pub(super) fn passage_text(
    passages: &Pair<Passages<'_>>,
    change: &PassageChange,
) -> (InBoth, InBoth) {
    let found = Pair {
        old: change.old.as_ref().and_then(|each| passages.old.get(each)),
        new: change.new.as_ref().and_then(|each| passages.new.get(each)),
    };
    let titles = Pair {
        old: found.old.map(|(title, _)| (*title).to_owned()),
        new: found.new.map(|(title, _)| (*title).to_owned()),
    };
    let texts = Pair {
        old: found.old.map(|(_, blocks)| blocks_text(*blocks)),
        new: found.new.map(|(_, blocks)| blocks_text(*blocks)),
    };
    (titles, texts)
}

/// The identifier of a section, or the name of the file whose introduction it is.
pub(super) fn passage_name(passage: &Passage) -> &str {
    match passage {
        Passage::Controls => "controls",
        Passage::Mitigations => "mitigations",
        Passage::Section(id) => id.as_str(),
        Passage::Category(id) => id.as_str(),
        Passage::MitigationSection(id) => id.as_str(),
    }
}
