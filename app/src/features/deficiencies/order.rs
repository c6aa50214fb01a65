//! Which findings the list shows, and in which order.

use std::collections::BTreeMap;

use assay_assessment::{Deficiency, DeficiencyId};

use crate::features::{deficiency_lines::in_order, list::Filter};

/// Which findings the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// All of them.
    #[default]
    All,
    /// Those that stand.
    Standing,
    /// Those that stand and lack something.
    Incomplete,
    /// Those of an assessment before that have been remedied.
    Remedied,
}

impl Show {
    /// All four, with their words.
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::All, "All"),
        (Self::Standing, "Standing"),
        (Self::Incomplete, "Incomplete"),
        (Self::Remedied, "Remedied"),
    ];

    /// Whether the list shows that finding.
    pub(super) fn admits(self, deficiency: &Deficiency) -> bool {
        match self {
            Self::All => true,
            Self::Standing => deficiency.stands(),
            Self::Incomplete => deficiency.is_incomplete(),
            Self::Remedied => !deficiency.stands(),
        }
    }
}

/// What the list of findings is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeficiencyFilter {
    /// Which of them.
    pub show: Show,
    /// Words of the title or a text, or a control or a risk.
    pub(super) text: String,
}

impl DeficiencyFilter {
    /// Only these.
    #[must_use]
    pub fn only(show: Show) -> Self {
        Self {
            show,
            ..Self::default()
        }
    }
}

impl Filter for DeficiencyFilter {
    fn text(&self) -> &str {
        &self.text
    }

    fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

/// The findings that are shown and say what was typed, the gravest first.
pub(super) fn listed(
    deficiencies: &BTreeMap<DeficiencyId, Deficiency>,
    filter: &DeficiencyFilter,
) -> Vec<DeficiencyId> {
    let typed = filter.text.trim().to_lowercase();
    let shown = deficiencies
        .iter()
        .filter(|(_, deficiency)| filter.show.admits(deficiency) && says(deficiency, &typed));
    in_order(shown)
}

fn says(deficiency: &Deficiency, typed: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(typed);
    let terms = &deficiency.terms;
    typed.is_empty()
        || has(&terms.title)
        || terms.controls.iter().any(|control| has(control.as_str()))
        || terms.risks.iter().any(|risk| has(&risk.to_string()))
        || deficiency.texts.values().any(|text| has(text))
}

#[cfg(test)]
mod tests {
    use assay_assessment::{DeficiencyText, FollowUp, Severity};

    use super::*;

    fn finding(title: &str, severity: Option<Severity>, follow_up: Option<FollowUp>) -> Deficiency {
        let mut finding = Deficiency::default();
        finding.terms.title = title.to_owned();
        finding.terms.severity = severity;
        finding.terms.follow_up = follow_up;
        finding
    }

    /// Five findings; the identifiers follow the order of this list.
    fn findings() -> BTreeMap<DeficiencyId, Deficiency> {
        let mut all = vec![
            finding("Mended", Some(Severity::Critical), Some(FollowUp::Remedied)),
            finding("Small", Some(Severity::Low), None),
            finding("grave B", Some(Severity::Critical), None),
            finding(
                "Grave A",
                Some(Severity::Critical),
                Some(FollowUp::Persists),
            ),
            finding("New", None, None),
        ];
        let control = "req-encrypt-data".parse().unwrap();
        all[1].terms.controls.insert(control);
        for text in DeficiencyText::ALL {
            all[1].texts.insert(text, "A port is open.".to_owned());
        }
        let ids = (0_u8..).map(|number| DeficiencyId::from_random([number; 16]));
        ids.zip(all).collect()
    }

    fn titles(show: Show, typed: &str) -> Vec<String> {
        let findings = findings();
        let filter = DeficiencyFilter {
            show,
            text: typed.to_owned(),
        };
        let list = listed(&findings, &filter);
        let title = |id| findings[id].terms.title.clone();
        list.iter().map(title).collect()
    }

    #[test]
    fn what_has_no_severity_comes_first_and_what_is_remedied_last() {
        assert_eq!(
            titles(Show::All, ""),
            ["New", "Grave A", "grave B", "Small", "Mended"]
        );
    }

    #[test]
    fn the_chips_tell_apart_what_stands_what_lacks_something_and_what_is_remedied() {
        assert_eq!(
            titles(Show::Standing, ""),
            ["New", "Grave A", "grave B", "Small"]
        );
        // What has been remedied lacks texts too, and nobody needs to write them any more.
        assert_eq!(titles(Show::Incomplete, ""), ["New", "Grave A", "grave B"]);
        assert_eq!(titles(Show::Remedied, ""), ["Mended"]);
    }

    #[test]
    fn the_filter_reads_titles_texts_and_what_a_finding_is_about() {
        assert_eq!(titles(Show::All, " GRAVE "), ["Grave A", "grave B"]);
        assert_eq!(titles(Show::All, "encrypt-data"), ["Small"]);
        assert_eq!(titles(Show::All, "port is OPEN"), ["Small"]);
        assert_eq!(titles(Show::Incomplete, "port"), Vec::<String>::new());
    }

    #[test]
    fn equals_stand_in_the_order_of_their_identifiers() {
        let same = |number: u8| {
            let id = DeficiencyId::from_random([number; 16]);
            (id, finding("Same", Some(Severity::Low), None))
        };
        let all = BTreeMap::from([same(3), same(1), same(2)]);
        let ids: Vec<_> = all.keys().cloned().collect();
        assert_eq!(listed(&all, &DeficiencyFilter::default()), ids);
    }
}
