//! Risks that the assessor adds to those of the edition, and both together as one register.

use std::collections::BTreeSet;

use assay_catalog::{Catalog, ControlId, Risk, RiskId};
use serde::{Deserialize, Serialize};

use crate::Assessment;

/// A risk of the assessor's own: what a risk of the edition says, in the assessor's words. It is scored,
/// treated and reported like those.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRisk {
    /// What may happen; one line.
    pub title: String,
    /// What it belongs to; one line, empty where it belongs to nothing.
    pub category: String,
    /// How it comes about and what follows; plain text.
    pub description: String,
    /// The controls of the edition that address it.
    pub controls: BTreeSet<ControlId>,
}

impl OwnRisk {
    /// The most risks of one's own in an assessment.
    pub const MOST: usize = 1_000;

    /// What the identifiers of own risks begin with, where the program gives them.
    const PREFIX: &'static str = "OWN";

    /// The first identifier that neither the edition nor the assessment uses.
    #[must_use]
    pub fn next_id(assessment: &Assessment, catalog: &Catalog) -> Option<RiskId> {
        Self::free_id(|id| catalog.risk(id).is_some() || assessment.own_risks().contains_key(&id))
    }

    /// The first identifier that is not taken. There always is one: of fewer than [`u32::MAX`] risks.
    pub(crate) fn free_id(is_taken: impl Fn(RiskId) -> bool) -> Option<RiskId> {
        let ids = (1..=u32::MAX).map(|number| format!("{}{number}", Self::PREFIX));
        ids.map_while(|id| RiskId::parse(&id).ok())
            .find(|id| !is_taken(*id))
    }
}

/// A risk that can be scored: an active one of the edition, or one of the assessor's own.
#[derive(Debug, Clone, Copy)]
pub enum RegisterRisk<'a> {
    /// One of the edition.
    Edition(&'a Risk),
    /// One of the assessor's own.
    Own(RiskId, &'a OwnRisk),
}

impl<'a> RegisterRisk<'a> {
    /// The identifier.
    #[must_use]
    pub fn id(self) -> RiskId {
        match self {
            Self::Edition(risk) => risk.id(),
            Self::Own(id, _) => id,
        }
    }

    /// The title.
    #[must_use]
    pub fn title(self) -> &'a str {
        match self {
            Self::Edition(risk) => risk.title().unwrap_or_default(),
            Self::Own(_, own) => &own.title,
        }
    }

    /// The description as one text.
    #[must_use]
    pub fn description(self) -> &'a str {
        match self {
            Self::Edition(risk) => risk.description().unwrap_or_default(),
            Self::Own(_, own) => &own.description,
        }
    }

    /// Whether it is the assessor's own.
    #[must_use]
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Own(..))
    }

    /// The controls that address it, in the order of the edition.
    #[must_use]
    pub fn controls(self, catalog: &Catalog) -> Vec<&assay_catalog::Control> {
        match self {
            Self::Edition(risk) => catalog.controls_addressing(risk.id()),
            Self::Own(_, own) => {
                let places = own.controls.iter();
                let mut places: Vec<usize> = places
                    .filter_map(|control| catalog.place_of_control(control))
                    .collect();
                places.sort_unstable();
                let controls = catalog.controls();
                places
                    .iter()
                    .filter_map(|place| controls.get(*place))
                    .collect()
            }
        }
    }
}

impl Assessment {
    /// Every risk that can be scored: the active ones of the edition in its order, then the assessor's
    /// own by identifier.
    pub fn register<'a>(&'a self, catalog: &'a Catalog) -> impl Iterator<Item = RegisterRisk<'a>> {
        let edition = catalog.active_risks().map(RegisterRisk::Edition);
        let own = self.own_risks().iter();
        edition.chain(own.map(|(id, own)| RegisterRisk::Own(*id, own)))
    }

    /// A risk that can be scored, by its identifier.
    #[must_use]
    pub fn register_risk<'a>(
        &'a self,
        catalog: &'a Catalog,
        id: RiskId,
    ) -> Option<RegisterRisk<'a>> {
        match self.own_risks().get(&id) {
            Some(own) => Some(RegisterRisk::Own(id, own)),
            None => catalog
                .risk(id)
                .filter(|risk| risk.is_active())
                .map(RegisterRisk::Edition),
        }
    }

    /// The risks of the assessor's own that a control addresses.
    pub fn own_risks_addressed_by<'a>(
        &'a self,
        control: &'a ControlId,
    ) -> impl Iterator<Item = (RiskId, &'a OwnRisk)> {
        let own = self.own_risks().iter();
        own.filter(move |(_, own)| own.controls.contains(control))
            .map(|(id, own)| (*id, own))
    }
}
