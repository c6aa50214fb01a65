//! The engagement: the terms of an assurance engagement and its conclusion, or the assertion of the
//! operator's management.

use std::collections::BTreeMap;

use assay_assessment::{Assurance, Conclusion, Day, Engagement, EngagementTerms, EngagementText};
use serde::{Deserialize, Serialize};

/// On what terms somebody assessed, and what they conclude. All of it is stated by the assessor; what
/// is not stated is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct EngagementPart {
    /// The level of assurance; of an independent assessment only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assurance: Option<Assurance>,
    /// The conclusion; of an independent assessment only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Conclusion>,
    /// The day of the assurance report; of an independent assessment only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<Day>,
    /// The day of the assertion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asserted_on: Option<Day>,
    /// What is written, plain text, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<EngagementText, String>,
}

impl EngagementPart {
    /// What a report says of an engagement; `None` where it says nothing.
    pub(super) fn of(engagement: Engagement) -> Option<Self> {
        let Engagement { terms, texts } = engagement;
        let part = Self {
            assurance: terms.assurance,
            conclusion: terms.conclusion,
            dated: terms.dated,
            asserted_on: terms.asserted_on,
            texts,
        };
        (part != Self::default()).then_some(part)
    }

    /// The engagement that it states.
    pub(crate) fn stated(&self) -> Engagement {
        Engagement {
            terms: self.terms(),
            texts: self.texts.clone(),
        }
    }

    /// What is chosen in it.
    pub(crate) const fn terms(&self) -> EngagementTerms {
        EngagementTerms {
            assurance: self.assurance,
            conclusion: self.conclusion,
            dated: self.dated,
            asserted_on: self.asserted_on,
        }
    }

    /// A text; empty where nothing is written.
    pub(crate) fn text(&self, text: EngagementText) -> &str {
        self.texts.get(&text).map_or("", |text| text.trim())
    }
}
