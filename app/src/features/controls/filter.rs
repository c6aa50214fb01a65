//! What the list of controls is narrowed to, and what is then left of it.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{Confirmation, OwnRisk, Status};
use assay_catalog::{Catalog, Control, ControlId, Level, RiskId};

use crate::features::list::Filter;

/// What the list is narrowed to. The default lets every control through. Within one kind any of
/// the chosen values will do; the kinds all have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlFilter {
    /// Words, an identifier of a control or a risk, or an external criterion.
    pub text: String,
    /// The statuses to show; all while empty.
    pub statuses: BTreeSet<Status>,
    /// The levels to show; all while empty.
    pub levels: BTreeSet<Level>,
    /// Whether to show only what the X-ray found something about.
    pub needs_attention: bool,
    /// How far what the assessment before found is to be confirmed; all while empty.
    pub confirmations: BTreeSet<Confirmation>,
}

/// A control as the filter sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whether the text that was searched for was found.
    pub has_text: bool,
    /// Its status.
    pub status: Status,
    /// Its level.
    pub level: Level,
    /// Whether the X-ray found something about it.
    pub needs_attention: bool,
    /// How far what the assessment before found is confirmed.
    pub confirmation: Option<Confirmation>,
}

/// What a filter leaves, and what each of its choices would leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// The controls that are shown, by their places in the catalog, ascending.
    pub shown: Vec<usize>,
    /// How many of each status there are, as far as the other kinds let them through; in the order
    /// of [`Status::ALL`].
    pub of_status: [usize; 5],
    /// Likewise for each level, in the edition's order.
    pub of_level: Vec<usize>,
    /// Likewise for what needs attention.
    pub needing_attention: usize,
    /// Likewise for what was carried over, in the order of [`Confirmation::ALL`].
    pub of_confirmation: [usize; 4],
}

/// One of the kinds of choice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facet {
    Status,
    Level,
    Attention,
    Confirmation,
}

impl Filter for ControlFilter {
    fn text(&self) -> &str {
        &self.text
    }

    fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

impl ControlFilter {
    /// Adds a status to those shown, or takes it away.
    pub fn toggle_status(&mut self, status: Status) {
        if !self.statuses.remove(&status) {
            self.statuses.insert(status);
        }
    }

    /// Adds a level to those shown, or takes it away.
    pub fn toggle_level(&mut self, level: Level) {
        if !self.levels.remove(&level) {
            self.levels.insert(level);
        }
    }

    /// Adds how far something is confirmed to what is shown, or takes it away.
    pub fn toggle_confirmation(&mut self, confirmation: Confirmation) {
        if !self.confirmations.remove(&confirmation) {
            self.confirmations.insert(confirmation);
        }
    }

    /// What is left of `candidates`, which stand in the catalog's order and have these levels.
    #[must_use]
    pub fn apply(&self, candidates: &[Candidate], levels: &[Level]) -> Filtered {
        let count = |facet, is_counted: &dyn Fn(&Candidate) -> bool| {
            candidates
                .iter()
                .filter(|candidate| is_counted(candidate) && self.admits(candidate, Some(facet)))
                .count()
        };
        Filtered {
            shown: candidates
                .iter()
                .enumerate()
                .filter(|(_, candidate)| self.admits(candidate, None))
                .map(|(place, _)| place)
                .collect(),
            of_status: Status::ALL
                .map(|status| count(Facet::Status, &|candidate| candidate.status == status)),
            of_level: levels
                .iter()
                .map(|level| count(Facet::Level, &|candidate| candidate.level == *level))
                .collect(),
            needing_attention: count(Facet::Attention, &|candidate| candidate.needs_attention),
            of_confirmation: Confirmation::ALL.map(|confirmation| {
                count(Facet::Confirmation, &|candidate| {
                    candidate.confirmation == Some(confirmation)
                })
            }),
        }
    }

    /// Whether a control is let through by every kind of choice but the one that is left out.
    fn admits(&self, candidate: &Candidate, left_out: Option<Facet>) -> bool {
        let holds = |facet, is_met: bool| left_out == Some(facet) || is_met;
        candidate.has_text
            && holds(
                Facet::Status,
                self.statuses.is_empty() || self.statuses.contains(&candidate.status),
            )
            && holds(
                Facet::Level,
                self.levels.is_empty() || self.levels.contains(&candidate.level),
            )
            && holds(
                Facet::Attention,
                !self.needs_attention || candidate.needs_attention,
            )
            && holds(
                Facet::Confirmation,
                self.confirmations.is_empty()
                    || candidate
                        .confirmation
                        .is_some_and(|confirmation| self.confirmations.contains(&confirmation)),
            )
    }
}

/// The texts of the catalog, made ready to be searched.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    catalog: &'static Catalog,
    /// Each control's texts in lower case, in the catalog's order.
    texts: Vec<String>,
    /// The places of the controls that correspond to a criterion, by its reference and by its full
    /// name, both without spaces and in lower case.
    criteria: BTreeMap<String, BTreeSet<usize>>,
    /// The risks, active and retired, by their identifiers in lower case.
    risks: BTreeMap<String, RiskId>,
}

impl SearchIndex {
    /// Reads the catalog's texts.
    #[must_use]
    pub fn of(catalog: &'static Catalog) -> Self {
        let mut criteria: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, control) in catalog.controls().iter().enumerate() {
            for inherited in catalog.criteria_of(control.id()) {
                let criterion = inherited.criterion();
                let names = [
                    Some(catalog.criterion_label(criterion)),
                    criterion.reference().map(str::to_owned),
                ];
                for name in names.into_iter().flatten() {
                    criteria.entry(compact(&name)).or_default().insert(place);
                }
            }
        }
        Self {
            catalog,
            texts: catalog
                .controls()
                .iter()
                .map(|control| text_of(catalog, control))
                .collect(),
            criteria,
            risks: catalog
                .risks()
                .iter()
                .map(|risk| (risk.id().as_str().to_lowercase(), risk.id()))
                .collect(),
        }
    }

    /// Which controls a text finds, in the catalog's order.
    ///
    /// A text that names a criterion, such as `CC 6.1`, finds exactly the controls that correspond
    /// to it. Otherwise every word has to be found: an identifier of a risk, such as `SLS6`, in
    /// the risks that the control addresses (a retired one by its successors, one of the assessor's
    /// own by what it names); any other word anywhere in the control's title, statement, identifiers,
    /// group and section.
    #[must_use]
    pub fn find(&self, text: &str, own: &BTreeMap<RiskId, OwnRisk>) -> Vec<bool> {
        if let Some(places) = self.criteria.get(&compact(text)) {
            return (0..self.texts.len())
                .map(|place| places.contains(&place))
                .collect();
        }
        let mut found = vec![true; self.texts.len()];
        for word in text.to_lowercase().split_whitespace() {
            let risk = self.risks.get(word).copied();
            let addressing: Option<BTreeSet<&str>> = risk.map(|risk| {
                let controls = self.catalog.controls_addressing(risk);
                controls
                    .into_iter()
                    .map(|control| control.id().as_str())
                    .collect()
            });
            let is_own = |id: &RiskId| id.as_str().to_lowercase() == word;
            let own = own.iter().find(|(id, _)| is_own(id));
            let addressing = addressing.or_else(|| {
                let controls = own?.1.controls.iter();
                Some(controls.map(ControlId::as_str).collect())
            });
            let rows = self.catalog.controls().iter().zip(&self.texts);
            for (found, (control, text)) in found.iter_mut().zip(rows) {
                *found &= match &addressing {
                    Some(addressing) => addressing.contains(control.id().as_str()),
                    None => text.contains(word),
                };
            }
        }
        found
    }
}

/// Everything by which a control is found, in lower case.
fn text_of(catalog: &Catalog, control: &Control) -> String {
    let mut pieces = vec![
        control.short_title().to_owned(),
        control.id().to_string(),
        control.level().to_string(),
    ];
    // An edition may say all that matters in the parts of a statement.
    pieces.push(control.whole_statement());
    if let Some(group) = catalog.group_of(control) {
        pieces.extend([group.title().to_owned(), group.id().to_string()]);
    }
    if let Some(section) = catalog.section_of(control) {
        pieces.push(section.title().to_owned());
    }
    let risks = catalog.risks_addressed_by(control.id());
    pieces.extend(risks.into_iter().map(|risk| risk.id().to_string()));
    let criteria = catalog.criteria_of(control.id());
    pieces.extend(
        criteria
            .iter()
            .map(|inherited| catalog.criterion_label(inherited.criterion())),
    );
    pieces.join("\n").to_lowercase()
}

/// A name without spaces and in lower case, so that `cc6.1` is `CC 6.1`.
fn compact(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Vec<&'static str> {
        let catalog = assay_catalog::Editions::bundled_draft();
        let found = SearchIndex::of(catalog).find(text, &BTreeMap::new());
        catalog
            .controls()
            .iter()
            .zip(found)
            .filter(|(_, found)| *found)
            .map(|(control, _)| control.id().as_str())
            .collect()
    }

    #[test]
    fn nothing_and_spaces_find_everything() {
        assert_eq!(find("").len(), 64);
        assert_eq!(find("  ").len(), 64);
    }

    #[test]
    fn every_word_has_to_be_found_in_any_case() {
        assert_eq!(
            find("SIGNATURE tools"),
            [
                "req-use-signature-management",
                "req-ensure-signature-continuity"
            ]
        );
        assert!(find("signature").len() >= 3);
        assert!(find("signature zebra").is_empty());
    }

    #[test]
    fn an_identifier_finds_its_control() {
        assert_eq!(find("req-encrypt-data"), ["req-encrypt-data"]);
    }

    #[test]
    fn a_risk_finds_the_controls_that_address_it_and_no_longer_number() {
        let catalog = assay_catalog::Editions::bundled_draft();
        let sls1 = RiskId::parse("SLS1").unwrap();
        assert_eq!(find("sls1").len(), catalog.controls_addressing(sls1).len());
        assert!(find("sls").len() > find("sls1").len());
    }

    #[test]
    fn an_own_risk_finds_the_controls_that_it_names() {
        let catalog = assay_catalog::Editions::bundled_draft();
        let named: ControlId = "req-encrypt-data".parse().unwrap();
        let own = OwnRisk {
            controls: [named.clone()].into(),
            ..OwnRisk::default()
        };
        let own = [(RiskId::parse("OWN1").unwrap(), own)].into();
        let found = SearchIndex::of(catalog).find("own1", &own);
        let controls = catalog.controls().iter().zip(found);
        let found: Vec<_> = controls.filter(|(_, found)| *found).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.id(), &named);
    }

    #[test]
    fn a_retired_risk_finds_what_its_successor_finds() {
        assert_eq!(find("SLS11"), find("HCK4"));
        assert!(!find("SLS11").is_empty());
    }

    #[test]
    fn a_criterion_finds_exactly_its_controls_with_or_without_spaces() {
        let catalog = assay_catalog::Editions::bundled_draft();
        let criterion = catalog
            .criteria()
            .iter()
            .find(|criterion| criterion.reference() == Some("CC 6.1"))
            .unwrap();
        let expected: Vec<_> = catalog
            .controls_corresponding_to(criterion)
            .into_iter()
            .map(|control| control.id().as_str())
            .collect();
        for text in ["CC 6.1", "cc6.1", "SOC 2 CC 6.1"] {
            assert_eq!(find(text), expected, "{text}");
        }
    }

    fn levels() -> [Level; 3] {
        [("MUST", true), ("MUST NOT", true), ("SHOULD", false)]
            .map(|(name, mandatory)| Level::new(name, mandatory).unwrap())
    }

    fn must() -> Level {
        levels()[0]
    }

    fn must_not() -> Level {
        levels()[1]
    }

    fn should() -> Level {
        levels()[2]
    }

    fn candidate(status: Status, level: Level, needs_attention: bool) -> Candidate {
        Candidate {
            has_text: true,
            status,
            level,
            needs_attention,
            confirmation: None,
        }
    }

    fn candidates() -> Vec<Candidate> {
        vec![
            candidate(Status::Implemented, must(), true),
            candidate(Status::Fails, must(), true),
            candidate(Status::Fails, should(), false),
            candidate(Status::NotTested, must_not(), false),
            Candidate {
                has_text: false,
                ..candidate(Status::Fails, must(), true)
            },
        ]
    }

    #[test]
    fn an_open_filter_shows_all_that_has_the_text() {
        let filtered = ControlFilter::default().apply(&candidates(), &levels());
        assert_eq!(filtered.shown, [0, 1, 2, 3]);
        assert_eq!(filtered.of_status, [1, 1, 0, 0, 2]);
        assert_eq!(filtered.of_level, [2, 1, 1]);
        assert_eq!(filtered.needing_attention, 2);
    }

    #[test]
    fn kinds_narrow_each_other_but_not_their_own_counts() {
        let mut filter = ControlFilter::default();
        filter.toggle_status(Status::Fails);
        filter.toggle_level(must());
        let filtered = filter.apply(&candidates(), &levels());
        assert_eq!(filtered.shown, [1]);
        assert_eq!(filtered.of_status, [0, 1, 0, 0, 1]);
        assert_eq!(filtered.of_level, [1, 0, 1]);
        filter.toggle_status(Status::Implemented);
        assert_eq!(filter.apply(&candidates(), &levels()).shown, [0, 1]);
        filter.toggle_status(Status::Fails);
        filter.toggle_status(Status::Implemented);
        filter.toggle_level(must());
        assert_eq!(filter, ControlFilter::default());
    }

    #[test]
    fn what_is_to_be_confirmed_is_shown_alone() {
        let mut all = candidates();
        for (candidate, confirmation) in all.iter_mut().zip([
            Confirmation::Carried,
            Confirmation::ToConfirm,
            Confirmation::ToConfirm,
        ]) {
            candidate.confirmation = Some(confirmation);
        }
        let mut filter = ControlFilter::default();
        filter.toggle_confirmation(Confirmation::ToConfirm);
        let filtered = filter.apply(&all, &levels());
        assert_eq!(filtered.shown, [1, 2]);
        assert_eq!(filtered.of_confirmation, [2, 1, 0, 0]);
        filter.toggle_confirmation(Confirmation::ToConfirm);
        assert_eq!(filter, ControlFilter::default());
    }

    #[test]
    fn what_needs_attention_is_counted_among_the_rest() {
        let filter = ControlFilter {
            needs_attention: true,
            ..ControlFilter::default()
        };
        let filtered = filter.apply(&candidates(), &levels());
        assert_eq!(filtered.shown, [0, 1]);
        assert_eq!(filtered.of_status, [0, 1, 0, 0, 1]);
    }
}
