//! Drafts: what was entered into a field and could not be saved. It stays there, also while the
//! user is elsewhere in the assessment, until it is mended or something else is entered.

use std::collections::BTreeMap;

use assay_assessment::{About, Assessment, Whose};
use assay_catalog::Catalog;
use leptos::prelude::*;

use super::Workbench;

/// What was entered into one field and could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What stands in the field.
    pub text: String,
    /// Why it could not be saved.
    pub why: String,
    /// The field, and whose.
    pub about: About,
}

impl Draft {
    /// Whether what the field belongs to is still there.
    fn has_its_place(&self, assessment: &Assessment, catalog: &Catalog) -> bool {
        match &self.about.whose {
            Whose::Assessment | Whose::Engagement | Whose::Control(_) => true,
            Whose::Procedure(id, number) => assessment
                .control_if_touched(id)
                .is_some_and(|finding| finding.procedures.contains_key(number)),
            // One of the assessor's own may have been deleted.
            Whose::Risk(id) => assessment.register_risk(catalog, *id).is_some(),
            Whose::Evidence(id) => assessment.evidence().contains_key(id),
            Whose::Action(id) => assessment.actions().contains_key(id),
            Whose::Deficiency(id) => assessment.deficiencies().contains_key(id),
        }
    }
}

impl Workbench {
    /// What a field shows: its draft, or else what stands in the assessment.
    pub fn shown(&self, field: String, stored: impl Into<Signal<String>>) -> Memo<String> {
        let (drafts, stored) = (self.drafts, stored.into());
        Memo::new(move |_| {
            let draft = drafts.with(|drafts| drafts.get(&field).map(|draft| draft.text.clone()));
            draft.unwrap_or_else(|| stored.get())
        })
    }

    /// The draft of a field.
    #[must_use]
    pub fn draft(&self, field: &str) -> Option<Draft> {
        let read = |drafts: &BTreeMap<String, Draft>| drafts.get(field).cloned();
        self.drafts.try_with(read).flatten()
    }

    /// Keeps what a field could not save, in place of what it held before.
    pub fn hold(&self, field: &str, draft: Draft) {
        self.drafts.update(|drafts| {
            drafts.insert(field.to_owned(), draft);
        });
    }

    /// Forgets a field's draft, because something else was entered there.
    pub fn let_go(&self, field: &str) {
        let has_one = |drafts: &BTreeMap<String, Draft>| drafts.contains_key(field);
        if self.drafts.try_with_untracked(has_one) == Some(true) {
            self.drafts.update(|drafts| {
                drafts.remove(field);
            });
        }
    }

    /// Every draft whose place is still there.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        self.drafts.with(|drafts| {
            self.with(|assessment| {
                let placed = drafts.values();
                placed
                    .filter(|draft| draft.has_its_place(assessment, self.catalog))
                    .cloned()
                    .collect()
            })
        })
    }

    /// Whether there is any draft, asked once; also of a workbench that was put away.
    #[must_use]
    pub fn has_drafts_untracked(&self) -> bool {
        let waits = self.drafts.try_with_untracked(|drafts| !drafts.is_empty());
        waits == Some(true) && !untrack(|| self.drafts()).is_empty()
    }

    /// Gives drafts to other fields, or to none, when what the fields stand for has moved.
    pub fn move_drafts(&self, to: impl Fn(&str) -> Option<String>) {
        if self.drafts.with_untracked(|drafts| drafts.is_empty()) {
            return;
        }
        self.drafts.update(|drafts| {
            *drafts = std::mem::take(drafts)
                .into_iter()
                .filter_map(|(field, draft)| Some((to(&field)?, draft)))
                .collect();
        });
    }
}
