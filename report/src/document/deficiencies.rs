//! The assessor's findings, with their elements, management's response, and the actions that answer them.

use std::collections::BTreeMap;

use assay_assessment::{
    Assessment, Day, Deficiency, DeficiencyId, DeficiencyTerms, DeficiencyText, FollowUp, Position,
    Severity,
};
use serde::{Deserialize, Serialize};

/// A finding of the assessor. What is not stated is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct DeficiencyPart {
    /// Its identifier in this assessment.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How grave it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// What became of it, where an assessment before found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// Where management stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Who responded for it; empty if nobody is named.
    pub responded_by: String,
    /// The day of the response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responded_on: Option<Day>,
    /// What is written, plain text, by its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<DeficiencyText, String>,
    /// Identifiers of the controls that it is about.
    pub controls: Vec<String>,
    /// Identifiers of the risks that it raises.
    pub risks: Vec<String>,
    /// Identifiers of the actions that answer it.
    pub actions: Vec<String>,
}

impl DeficiencyPart {
    fn of(id: &DeficiencyId, deficiency: &Deficiency) -> Self {
        let terms = &deficiency.terms;
        Self {
            id: id.as_str().to_owned(),
            title: terms.title.clone(),
            severity: terms.severity,
            follow_up: terms.follow_up,
            position: terms.position,
            responded_by: terms.responded_by.clone(),
            responded_on: terms.responded_on,
            texts: deficiency.texts.clone(),
            controls: terms.controls.iter().map(ToString::to_string).collect(),
            risks: terms.risks.iter().map(ToString::to_string).collect(),
            actions: terms.actions.iter().map(ToString::to_string).collect(),
        }
    }

    /// What it states, without its links.
    pub(crate) fn unlinked(&self) -> Deficiency {
        Deficiency {
            terms: DeficiencyTerms {
                title: self.title.clone(),
                severity: self.severity,
                follow_up: self.follow_up,
                position: self.position,
                responded_by: self.responded_by.clone(),
                responded_on: self.responded_on,
                ..DeficiencyTerms::default()
            },
            texts: self.texts.clone(),
        }
    }

    /// A text; empty where nothing is written.
    pub(crate) fn text(&self, text: DeficiencyText) -> &str {
        self.texts.get(&text).map_or("", |text| text.trim())
    }
}

/// All findings of an assessment, in the order of the report.
pub(super) fn deficiencies(assessment: &Assessment) -> Vec<DeficiencyPart> {
    let all = assessment.deficiencies().iter();
    let mut parts: Vec<_> = all
        .map(|(id, deficiency)| DeficiencyPart::of(id, deficiency))
        .collect();
    in_order(&mut parts);
    parts
}

/// Puts findings into the order of the report: [`Deficiency::order`], and equals by identifier.
pub(crate) fn in_order(parts: &mut [DeficiencyPart]) {
    parts.sort_by_cached_key(|part| (part.unlinked().order(), part.id.clone()));
}
