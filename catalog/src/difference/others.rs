//! What became of the glossary, of the works that are referred to, and of what stands around the
//! controls, risks and mitigations.

use super::matching::Matching;
use super::risks::{RiskNames, retired_named};
use super::texts::normalised;
use super::{Change, ListDifference, Pair, TextDifference};
use crate::{
    Block, Catalog, CategoryId, GlossaryTerm, MitigationSectionId, Risk, RiskId, RiskScope,
    SectionId, Work,
};

/// What became of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermChange {
    /// The term as the old edition writes it.
    pub old: Option<String>,
    /// The term as the new edition writes it.
    pub new: Option<String>,
    /// What became of it: unchanged, reworded, renamed (where only its case differs), new or
    /// withdrawn.
    pub kind: Change,
    /// The definition.
    pub definition: TextDifference,
}

impl TermChange {
    /// Whether both editions define the term in the same words.
    pub fn is_untouched(&self) -> bool {
        self.kind == Change::Unchanged && !self.definition.differs()
    }
}

pub(super) fn terms(old: &Catalog, new: &Catalog) -> Vec<TermChange> {
    Matching::new(old.glossary(), new.glossary())
        .by(|term| Some(term.term()))
        .by(|term| Some(normalised(term.term())))
        .finish()
        .into_iter()
        .map(|(old, new)| {
            let definition = match (old, new) {
                (Some(old), Some(new)) => TextDifference::of(
                    (old.definition(), old.wording()),
                    (new.definition(), new.wording()),
                ),
                _ => TextDifference::Same,
            };
            let [old, new] = [old, new].map(|term| term.map(GlossaryTerm::term));
            TermChange {
                old: old.map(str::to_owned),
                new: new.map(str::to_owned),
                kind: Change::of(old.as_ref(), new.as_ref(), definition.is_reworded()),
                definition,
            }
        })
        .collect()
}

/// What became of a framework or another work that is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkChange {
    /// Its identifier.
    pub id: String,
    /// Whether it is a framework: one that has criteria.
    pub is_framework: bool,
    /// What became of it: unchanged, reworded (any of title, publisher, date and address), new or
    /// withdrawn.
    pub kind: Change,
    /// What the old edition says of it.
    pub old: Option<Work>,
    /// What the new edition says of it.
    pub new: Option<Work>,
}

impl WorkChange {
    /// Whether both editions name the work in the same words.
    pub fn is_untouched(&self) -> bool {
        self.kind == Change::Unchanged
    }
}

/// The frameworks, then the other works.
pub(super) fn works(old: &Catalog, new: &Catalog) -> Vec<WorkChange> {
    type Named<'a> = (&'a str, bool, &'a Work);
    fn named(catalog: &Catalog) -> Vec<Named<'_>> {
        let frameworks = catalog.frameworks().iter();
        let references = catalog.references().iter();
        frameworks
            .map(|each| (each.id().as_str(), true, each.work()))
            .chain(references.map(|each| (each.id().as_str(), false, each.work())))
            .collect()
    }
    let (old, new) = (named(old), named(new));
    Matching::new(&old, &new)
        .by(|(id, is_framework, _)| Some((*id, *is_framework)))
        .finish()
        .into_iter()
        .filter_map(|(old, new)| {
            let (id, is_framework, _) = *new.or(old)?;
            let [old, new] = [old, new].map(|each| each.map(|(_, _, work)| *work));
            let reworded = matches!((old, new), (Some(old), Some(new)) if old != new);
            Some(WorkChange {
                id: id.to_owned(),
                is_framework,
                kind: Change::of(old.map(|_| id).as_ref(), new.map(|_| id).as_ref(), reworded),
                old: old.cloned(),
                new: new.cloned(),
            })
        })
        .collect()
}

/// A text around the controls, risks or mitigations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// The introduction to all controls.
    Controls,
    /// The title and introduction of a section of controls.
    Section(SectionId),
    /// The title and introduction of a category of risks.
    Category(CategoryId),
    /// The introduction to all mitigations.
    Mitigations,
    /// The title and text of a section of mitigations, and the risks that it helps against as a whole.
    MitigationSection(MitigationSectionId),
}

/// What became of such a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageChange {
    /// Where it stands in the old edition.
    pub old: Option<Passage>,
    /// Where it stands in the new edition.
    pub new: Option<Passage>,
    /// What became of it. Of a new or withdrawn section this says nothing of what stands in it.
    pub kind: Change,
    /// The title.
    pub title: TextDifference,
    /// The text.
    pub text: TextDifference,
    /// The active risks that a section of mitigations as a whole helps against.
    pub risks: ListDifference<RiskId>,
    /// The retired risks that a section of mitigations names, which stand for active ones, or for none.
    pub retired_risks: ListDifference<RiskId>,
}

impl PassageChange {
    /// Whether both editions have the same words there.
    pub fn is_untouched(&self) -> bool {
        self.kind == Change::Unchanged
            && !self.title.differs()
            && !self.text.differs()
            && self.risks.is_empty()
            && self.retired_risks.is_empty()
    }
}

/// A passage, its title and its text.
pub(super) struct Standing<'a> {
    pub(super) passage: Passage,
    pub(super) title: &'a str,
    pub(super) blocks: &'a [Block],
}

/// All passages of an edition in its order. An edition that has no introduction has an empty one.
pub(super) fn standing(catalog: &Catalog) -> Vec<Standing<'_>> {
    let controls = Standing {
        passage: Passage::Controls,
        title: "",
        blocks: catalog.controls_introduction(),
    };
    let mitigations = Standing {
        passage: Passage::Mitigations,
        title: "",
        blocks: catalog.mitigations_introduction(),
    };
    let sections = catalog.sections().iter().map(|each| Standing {
        passage: Passage::Section(each.id().clone()),
        title: each.title(),
        blocks: each.introduction(),
    });
    let categories = catalog.categories().iter().map(|each| Standing {
        passage: Passage::Category(each.id().clone()),
        title: each.title(),
        blocks: each.introduction(),
    });
    let of_mitigations = catalog.mitigation_sections().iter().map(|each| Standing {
        passage: Passage::MitigationSection(each.id().clone()),
        title: each.title(),
        blocks: each.blocks(),
    });
    std::iter::once(controls)
        .chain(sections)
        .chain(categories)
        .chain([mitigations])
        .chain(of_mitigations)
        .collect()
}

pub(super) fn passages(editions: Pair<&Catalog>, risk_names: &RiskNames) -> Vec<PassageChange> {
    let (old, new) = (standing(editions.old), standing(editions.new));
    Matching::new(&old, &new)
        .by(|each| Some(&each.passage))
        .by(|each| Some((kind_of(&each.passage), normalised(each.title))))
        .finish()
        .into_iter()
        .map(|(old, new)| {
            let (mut title, mut text) = (TextDifference::Same, TextDifference::Same);
            let mut risks = ListDifference::default();
            let mut retired_risks = ListDifference::default();
            if let (Some(old), Some(new)) = (old, new) {
                title = TextDifference::of_published(old.title, new.title);
                text = TextDifference::of_blocks(old.blocks, new.blocks);
                let scopes = (
                    mitigates(editions.old, &old.passage),
                    mitigates(editions.new, &new.passage),
                );
                if let (Some(old), Some(new)) = scopes {
                    retired_risks = retired_named(editions, Pair { old, new }, risk_names);
                }
                risks = ListDifference::between(
                    &mitigated(editions.old, &old.passage),
                    &mitigated(editions.new, &new.passage),
                    |risk| *risk_names.get(risk).unwrap_or(risk),
                );
            }
            let [old, new] = [old, new].map(|each| each.map(|each| &each.passage));
            PassageChange {
                old: old.cloned(),
                new: new.cloned(),
                kind: Change::of(old, new, title.is_reworded() || text.is_reworded()),
                title,
                text,
                risks,
                retired_risks,
            }
        })
        .collect()
}

/// A number for each kind of passage: only those of one kind can be the same.
const fn kind_of(passage: &Passage) -> u8 {
    match passage {
        Passage::Controls => 0,
        Passage::Section(_) => 1,
        Passage::Category(_) => 2,
        Passage::Mitigations => 3,
        Passage::MitigationSection(_) => 4,
    }
}

fn mitigates<'a>(catalog: &'a Catalog, passage: &Passage) -> Option<&'a RiskScope> {
    match passage {
        Passage::MitigationSection(id) => {
            let section = catalog.mitigation_section(id)?;
            Some(section.mitigates())
        }
        _ => None,
    }
}

fn mitigated(catalog: &Catalog, passage: &Passage) -> Vec<RiskId> {
    match passage {
        Passage::MitigationSection(id) => {
            let risks = catalog.risks_mitigated_by_section(id).into_iter();
            risks.map(Risk::id).collect()
        }
        _ => Vec::new(),
    }
}
