//! What both editions say of a thing that changed.

use super::super::controls::{guidance, statement_text};
use super::super::others::standing;
use super::super::texts::blocks_text;
use super::super::{MitigationChange, Pair, Passage, PassageChange, RiskChange, TermChange};
use crate::{Catalog, Control, Work};

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
        control(catalog, id).map(statement_text)
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

pub(super) fn term_definition(editions: Pair<&Catalog>, change: &TermChange) -> InBoth {
    let terms = Pair {
        old: change.old.as_deref(),
        new: change.new.as_deref(),
    };
    in_both(editions, terms, |catalog, term| {
        let found = catalog.glossary().iter().find(|each| each.term() == term);
        found.map(|found| found.definition().to_owned())
    })
}

/// Each thing that is known of a work, on a line of its own.
pub(super) fn work_text(work: &Work) -> String {
    let known = [work.publisher(), work.date(), work.url()];
    let lines: Vec<&str> = std::iter::once(work.title())
        .chain(known.into_iter().flatten())
        .collect();
    lines.join("\n")
}

/// Titles and texts.
pub(super) fn passage_text(editions: Pair<&Catalog>, change: &PassageChange) -> (InBoth, InBoth) {
    let passages = || Pair {
        old: change.old.as_ref(),
        new: change.new.as_ref(),
    };
    let title = in_both(editions, passages(), |catalog, passage| {
        let all = standing(catalog);
        let found = all.iter().find(|each| each.passage == *passage)?;
        Some(found.title.to_owned())
    });
    let text = in_both(editions, passages(), |catalog, passage| {
        let all = standing(catalog);
        let found = all.iter().find(|each| each.passage == *passage)?;
        Some(blocks_text(found.blocks))
    });
    (title, text)
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
