//! What became of the mitigations.

use super::matching::Matching;
use super::risks::{RiskNames, retired_named};
use super::texts::{blocks_text, normalised};
use super::{Change, ListDifference, Pair, TextDifference};
use crate::{Catalog, Mitigation, MitigationId, MitigationSectionId, Risk, RiskId};

/// What became of a mitigation.
///
/// What stands beside [`Self::kind`] is empty where only one edition has the mitigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MitigationChange {
    /// Its identifier in the old edition.
    pub old: Option<MitigationId>,
    /// Its identifier in the new edition.
    pub new: Option<MitigationId>,
    /// What became of it. A renamed mitigation may be reworded too: [`Self::text`].
    pub kind: Change,
    /// The title.
    pub title: TextDifference,
    /// The text.
    pub text: TextDifference,
    /// The sections, where it is in another one. A section of another identifier with the same title
    /// is the same one.
    pub section: Option<Pair<MitigationSectionId>>,
    /// The active risks that it helps against.
    pub risks: ListDifference<RiskId>,
    /// The retired risks that it names, which stand for active ones, or for none.
    pub retired_risks: ListDifference<RiskId>,
}

impl MitigationChange {
    /// Whether both editions have the mitigation and say the same of it in every respect.
    pub fn is_untouched(&self) -> bool {
        self.kind == Change::Unchanged
            && !self.title.differs()
            && !self.text.differs()
            && self.section.is_none()
            && self.risks.is_empty()
            && self.retired_risks.is_empty()
    }
}

pub(super) fn changes(editions: Pair<&Catalog>, risk_names: &RiskNames) -> Vec<MitigationChange> {
    let title = |each: &Mitigation| normalised(each.title());
    let text = |each: &Mitigation| normalised(&blocks_text(each.blocks()));
    // Nothing is assessed against a mitigation, so that a title alone is enough to recognise one by:
    // its text may be a summary of ours in one of the editions.
    Matching::new(editions.old.mitigations(), editions.new.mitigations())
        .by(|each| Some(each.id()))
        .by(|each| Some((title(each), text(each))))
        .by(|each| Some(title(each)))
        .finish()
        .into_iter()
        .map(|(old, new)| change(editions, old, new, risk_names))
        .collect()
}

fn change(
    editions: Pair<&Catalog>,
    old: Option<&Mitigation>,
    new: Option<&Mitigation>,
    risk_names: &RiskNames,
) -> MitigationChange {
    let (mut title, mut text) = (TextDifference::Same, TextDifference::Same);
    let mut section = None;
    let (mut risks, mut retired_risks) = (ListDifference::default(), ListDifference::default());
    if let (Some(old), Some(new)) = (old, new) {
        title = TextDifference::of_published(old.title(), new.title());
        text = TextDifference::of_blocks(old.blocks(), new.blocks());
        section = sections(editions, Pair { old, new });
        let scopes = Pair {
            old: old.mitigates(),
            new: new.mitigates(),
        };
        retired_risks = retired_named(editions, scopes, risk_names);
        risks = ListDifference::between(
            &mitigated(editions.old, old),
            &mitigated(editions.new, new),
            |risk| *risk_names.get(risk).unwrap_or(risk),
        );
    }
    let (old, new) = (old.map(Mitigation::id), new.map(Mitigation::id));
    MitigationChange {
        old: old.cloned(),
        new: new.cloned(),
        kind: Change::of(old, new, title.is_reworded() || text.is_reworded()),
        title,
        text,
        section,
        risks,
        retired_risks,
    }
}

fn sections(
    editions: Pair<&Catalog>,
    mitigation: Pair<&Mitigation>,
) -> Option<Pair<MitigationSectionId>> {
    let (old, new) = (mitigation.old.section(), mitigation.new.section());
    let title = |catalog: &Catalog, id| {
        let section = catalog.mitigation_section(id);
        section.map(|section| normalised(section.title()))
    };
    if title(editions.old, old) == title(editions.new, new) {
        return None;
    }
    Pair::where_unequal(old.clone(), new.clone())
}

fn mitigated(catalog: &Catalog, mitigation: &Mitigation) -> Vec<RiskId> {
    let risks = catalog.risks_mitigated_by(mitigation.id()).into_iter();
    risks.map(Risk::id).collect()
}
