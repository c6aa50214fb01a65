//! Which risks the list shows, and in which order.

use std::{cmp::Ordering, collections::BTreeMap};

use assay_assessment::{
    Confirmation, Day, OwnRisk, RegisterRisk, Treatment,
    exposure::{MatrixCell, RiskStanding},
};
use assay_catalog::{Catalog, CategoryId, Risk, RiskGroup, RiskId};

use crate::features::list::Filter;

/// What the list and the tables show of one active risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskFacts {
    /// Its exposures.
    pub standing: RiskStanding,
    /// What is decided.
    pub treatment: Option<Treatment>,
    /// Who answers for it.
    pub owner: String,
    /// The day by which the treatment is to be in place.
    pub due: Option<Day>,
    /// Whether the X-ray found something about it.
    pub needs_attention: bool,
    /// How far what the assessment before left is confirmed.
    pub confirmation: Option<Confirmation>,
    /// What it says, where it is the assessor's own.
    pub own: Option<OwnRisk>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sorting {
    /// By category and number, as in the register.
    #[default]
    Identifier,
    /// The greatest exposure first: residual, or inherent while there is no residual one.
    ExposureNow,
    /// The greatest inherent exposure first.
    Inherent,
    /// The most exposure removed per cost first.
    Worth,
    /// The nearest due day first.
    Due,
}

impl Sorting {
    /// All orders.
    pub const ALL: [Self; 5] = [
        Self::Identifier,
        Self::ExposureNow,
        Self::Inherent,
        Self::Worth,
        Self::Due,
    ];

    /// The words for it, also its value in a list to choose from.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Identifier => "Identifier",
            Self::ExposureNow => "Exposure now",
            Self::Inherent => "Inherent exposure",
            Self::Worth => "Removed per cost",
            Self::Due => "Due day",
        }
    }

    /// What stands above the list in this order; the register's own order has its categories.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Identifier => "By identifier",
            Self::ExposureNow => "Greatest exposure now first",
            Self::Inherent => "Greatest inherent exposure first",
            Self::Worth => "Most removed per cost first",
            Self::Due => "Nearest due day first",
        }
    }
}

/// A question that is put to every risk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Only {
    /// Every risk.
    #[default]
    All,
    /// Those that the X-ray found something about.
    NeedsAttention,
    /// Those without a complete inherent or residual score.
    NotScored,
    /// Those that stand as the assessment before left them, and that nobody confirmed.
    ToConfirm,
}

impl Only {
    /// The questions that are put to every register, with their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::All, "All"),
        (Self::NeedsAttention, "Needs attention"),
        (Self::NotScored, "Not scored"),
    ];

    /// The questions, with their words, where the assessment carries on from another one.
    pub const WHERE_CARRIED: [(Self, &'static str); 4] = {
        let [all, attention, scored] = Self::ALL;
        let to_confirm = (Self::ToConfirm, Confirmation::ToConfirm.label());
        [all, attention, scored, to_confirm]
    };

    /// Whether the answer is yes for a risk.
    #[must_use]
    pub fn admits(self, facts: &RiskFacts) -> bool {
        match self {
            Self::All => true,
            Self::NeedsAttention => facts.needs_attention,
            Self::NotScored => !is_scored(&facts.standing),
            Self::ToConfirm => facts.confirmation == Some(Confirmation::ToConfirm),
        }
    }
}

/// Which treatment is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreatmentFilter {
    /// Nothing is decided.
    Undecided,
    /// This is decided.
    Decided(Treatment),
}

/// Which risks the list shows: those that every part lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RiskFilter {
    /// Words that all must occur, in any order and case.
    pub text: String,
    /// One question.
    pub only: Only,
    /// One category.
    pub category: Option<CategoryId>,
    /// One risk group.
    pub group: Option<RiskGroup>,
    /// One treatment.
    pub treatment: Option<TreatmentFilter>,
    /// One cell of the matrix, in which the risk is now or was before mitigation.
    pub cell: Option<MatrixCell>,
}

impl Filter for RiskFilter {
    fn text(&self) -> &str {
        &self.text
    }

    fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

impl RiskFilter {
    /// How many of category, group and treatment are set; they are folded away where they are not.
    #[must_use]
    pub fn folded(&self) -> usize {
        [
            self.category.is_some(),
            self.group.is_some(),
            self.treatment.is_some(),
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    }

    /// Whether a risk of the register is let through.
    #[must_use]
    pub fn admits(&self, catalog: &Catalog, risk: RegisterRisk<'_>, facts: &RiskFacts) -> bool {
        let of_edition = match risk {
            RegisterRisk::Edition(risk) => Some(risk),
            RegisterRisk::Own(..) => None,
        };
        let is_of = |category: &CategoryId| match risk {
            RegisterRisk::Edition(risk) => risk.category() == category,
            RegisterRisk::Own(_, own) => catalog
                .category(category)
                .is_some_and(|category| category.title() == own.category.trim()),
        };
        let standing = &facts.standing;
        let treated = match self.treatment {
            None => true,
            Some(TreatmentFilter::Undecided) => facts.treatment.is_none(),
            Some(TreatmentFilter::Decided(treatment)) => facts.treatment == Some(treatment),
        };
        let placed = self.cell.is_none_or(|cell| {
            [standing.inherent, standing.residual]
                .into_iter()
                .flatten()
                .any(|exposure| exposure.cell == cell)
        });
        self.only.admits(facts)
            && treated
            && placed
            && self.category.as_ref().is_none_or(is_of)
            && self
                .group
                .is_none_or(|group| of_edition.and_then(Risk::group) == Some(group))
            && self.mentions(catalog, risk, facts)
    }

    /// Whether all words occur in what the risk says, who owns it, or what it replaced.
    fn mentions(&self, catalog: &Catalog, risk: RegisterRisk<'_>, facts: &RiskFacts) -> bool {
        let words = self.text.to_lowercase();
        if words.trim().is_empty() {
            return true;
        }
        let mut text = format!(
            "{} {} {} {}",
            risk.id(),
            risk.title(),
            risk.description(),
            facts.owner
        );
        for retired in replaced_by(catalog, risk.id()) {
            text.push(' ');
            text.push_str(&retired.to_string());
        }
        let text = text.to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    }
}

/// Whether both scores are complete.
#[must_use]
pub const fn is_scored(standing: &RiskStanding) -> bool {
    standing.inherent.is_some() && standing.residual.is_some()
}

/// The retired identifiers that lead to an active risk, in the published order.
pub fn replaced_by(catalog: &Catalog, risk: RiskId) -> impl Iterator<Item = RiskId> {
    catalog
        .risks()
        .iter()
        .filter(move |retired| {
            !retired.is_active()
                && catalog
                    .successors(retired.id())
                    .iter()
                    .any(|successor| successor.id() == risk)
        })
        .map(Risk::id)
}

/// The risks that the filter lets through, in the given order; equal ones, and those without what
/// they are ordered by, in the register's order and at the end.
#[must_use]
pub fn arrange(
    catalog: &Catalog,
    facts: &BTreeMap<RiskId, RiskFacts>,
    filter: &RiskFilter,
    sorting: Sorting,
) -> Vec<RiskId> {
    let of_edition = catalog
        .active_risks()
        .filter_map(|risk| Some((RegisterRisk::Edition(risk), facts.get(&risk.id())?)));
    let own = facts
        .iter()
        .filter_map(|(id, facts)| Some((RegisterRisk::Own(*id, facts.own.as_ref()?), facts)));
    let mut shown: Vec<(RiskId, &RiskFacts)> = of_edition
        .chain(own)
        .filter(|(risk, facts)| filter.admits(catalog, *risk, facts))
        .map(|(risk, facts)| (risk.id(), facts))
        .collect();
    let amount =
        |exposure: Option<assay_assessment::exposure::Exposure>| exposure.map(|each| each.amount);
    // The sort is stable, so what is equal keeps the register's order.
    shown.sort_by(|(_, a), (_, b)| match sorting {
        Sorting::Identifier => Ordering::Equal,
        Sorting::ExposureNow => {
            greatest_first(amount(a.standing.current()), amount(b.standing.current()))
        }
        Sorting::Inherent => {
            greatest_first(amount(a.standing.inherent), amount(b.standing.inherent))
        }
        Sorting::Worth => greatest_first(a.standing.worth, b.standing.worth),
        Sorting::Due => match (a.due, b.due) {
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        },
    });
    shown.into_iter().map(|(risk, _)| risk).collect()
}

/// The greater before the smaller, and what is there before what is not.
fn greatest_first<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    b.cmp(&a)
}

#[cfg(test)]
mod tests {
    use assay_assessment::{
        BasisPoints, Impact, Money, Probability, RiskFinding, ScaleLevel, Scales, Score,
    };

    use super::*;

    fn id(text: &str) -> RiskId {
        RiskId::parse(text).unwrap()
    }

    fn score(euros: u64) -> Score {
        Score {
            probability: Some(Probability::Exact(BasisPoints::CERTAIN)),
            impact: Some(Impact::Exact(Money::from_minor_units(euros * 100).unwrap())),
        }
    }

    /// Facts of all active risks, in which nothing is known but what `change` says.
    fn facts(change: impl Fn(RiskId, &mut RiskFinding)) -> BTreeMap<RiskId, RiskFacts> {
        assay_catalog::Editions::bundled_draft()
            .active_risks()
            .map(|risk| {
                let mut finding = RiskFinding::default();
                change(risk.id(), &mut finding);
                let facts = RiskFacts {
                    confirmation: finding.confirmation(),
                    own: None,
                    standing: RiskStanding::of(risk.id(), &finding, &Scales::default()),
                    treatment: finding.treatment,
                    owner: finding.owner,
                    due: finding.due,
                    needs_attention: risk.id() == id("SLS1"),
                };
                (risk.id(), facts)
            })
            .collect()
    }

    fn shown(
        facts: &BTreeMap<RiskId, RiskFacts>,
        filter: &RiskFilter,
        sorting: Sorting,
    ) -> Vec<String> {
        arrange(
            assay_catalog::Editions::bundled_draft(),
            facts,
            filter,
            sorting,
        )
        .iter()
        .map(ToString::to_string)
        .collect()
    }

    #[test]
    fn without_a_filter_all_active_risks_are_there_in_the_registers_order() {
        let facts = facts(|_, _| {});
        let catalog = assay_catalog::Editions::bundled_draft();
        let filter = RiskFilter::default();
        let shown = arrange(catalog, &facts, &filter, Sorting::Identifier);
        assert_eq!(shown.len(), 74);
        let published: Vec<_> = catalog.active_risks().map(Risk::id).collect();
        assert_eq!(shown, published);
    }

    #[test]
    fn every_order_puts_what_is_unknown_last() {
        let facts = facts(|risk, finding| {
            if risk == id("KEC9") {
                finding.inherent = score(900);
                finding.residual = score(100);
                finding.mitigation_cost = Money::from_minor_units(80_000).ok();
                finding.due = "2026-12-01".parse().ok();
            }
            if risk == id("GIR16") {
                finding.inherent = score(500);
                finding.due = "2026-11-01".parse().ok();
            }
            if risk == id("FIN1") {
                finding.inherent = score(200);
                finding.residual = score(150);
                finding.mitigation_cost = Money::from_minor_units(100).ok();
            }
        });
        let first = |sorting| {
            let all = shown(&facts, &RiskFilter::default(), sorting);
            assert_eq!(all.len(), 74, "{sorting:?}");
            all.into_iter().take(3).collect::<Vec<_>>()
        };
        assert_eq!(first(Sorting::ExposureNow), ["GIR16", "FIN1", "KEC9"]);
        assert_eq!(first(Sorting::Inherent), ["KEC9", "GIR16", "FIN1"]);
        assert_eq!(first(Sorting::Worth), ["FIN1", "KEC9", "FIN2"]);
        assert_eq!(first(Sorting::Due), ["GIR16", "KEC9", "FIN1"]);
    }

    #[test]
    fn each_part_of_the_filter_lets_its_own_through() {
        let facts = facts(|risk, finding| {
            if risk == id("KEC9") {
                finding.inherent = score(900);
                finding.residual = score(100);
                finding.treatment = Some(Treatment::Accept);
                finding.owner = "Custody lead".to_owned();
            }
        });
        let all = RiskFilter::default();
        let with = |change: &dyn Fn(&mut RiskFilter)| {
            let mut filter = all.clone();
            change(&mut filter);
            shown(&facts, &filter, Sorting::Identifier)
        };
        assert_eq!(with(&|filter| filter.only = Only::NeedsAttention), ["SLS1"]);
        assert_eq!(with(&|filter| filter.only = Only::NotScored).len(), 73);
        assert_eq!(
            with(&|filter| filter.treatment = Some(TreatmentFilter::Decided(Treatment::Accept))),
            ["KEC9"]
        );
        assert_eq!(
            with(&|filter| filter.treatment = Some(TreatmentFilter::Undecided)).len(),
            73
        );
        assert_eq!(
            with(&|filter| filter.text = "LEAD custody".to_owned()),
            ["KEC9"]
        );
        assert!(
            with(&|filter| filter.category = CategoryId::parse("sec-risks-slashing").ok())
                .iter()
                .all(|risk| risk.starts_with("SLS"))
        );
        let people = with(&|filter| filter.group = Some(RiskGroup::People));
        assert!(!people.is_empty() && people.len() < 74);
        let cell = MatrixCell {
            probability: ScaleLevel::ALL[4],
            impact: ScaleLevel::ALL[0],
        };
        assert_eq!(with(&|filter| filter.cell = Some(cell)), ["KEC9"]);
    }

    #[test]
    fn own_risks_come_last_and_are_found_by_their_words_and_their_category() {
        let mut facts = facts(|_, _| {});
        let standing = RiskStanding::of(id("OWN1"), &RiskFinding::default(), &Scales::default());
        let catalog = assay_catalog::Editions::bundled_draft();
        let category = &catalog.categories()[0];
        let own = OwnRisk {
            title: "The lease ends".to_owned(),
            category: category.title().to_owned(),
            ..OwnRisk::default()
        };
        let untouched = facts[&id("FIN1")].clone();
        let of_own = RiskFacts {
            standing,
            own: Some(own),
            ..untouched
        };
        facts.insert(id("OWN1"), of_own);
        let all = shown(&facts, &RiskFilter::default(), Sorting::Identifier);
        assert_eq!((all.len(), all.last().unwrap().as_str()), (75, "OWN1"));
        let mut filter = RiskFilter {
            text: "lease ends".to_owned(),
            ..RiskFilter::default()
        };
        assert_eq!(shown(&facts, &filter, Sorting::Identifier), ["OWN1"]);
        filter.category = Some(category.id().clone());
        assert_eq!(shown(&facts, &filter, Sorting::Identifier), ["OWN1"]);
        filter.category = Some(catalog.categories()[1].id().clone());
        assert!(shown(&facts, &filter, Sorting::Identifier).is_empty());
    }

    #[test]
    fn a_retired_identifier_finds_what_took_its_place() {
        let catalog = assay_catalog::Editions::bundled_draft();
        let facts = facts(|_, _| {});
        let filter = RiskFilter {
            text: "sls11".to_owned(),
            ..RiskFilter::default()
        };
        let successors: Vec<_> = catalog
            .successors(id("SLS11"))
            .iter()
            .map(|risk| risk.id().to_string())
            .collect();
        assert!(!successors.is_empty());
        let found = shown(&facts, &filter, Sorting::Identifier);
        assert!(successors.iter().all(|risk| found.contains(risk)));
    }
}
