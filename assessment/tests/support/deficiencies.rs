//! Arbitrary deficiencies, and edits of them.

use assay_assessment::{
    Deficiency, DeficiencyId, DeficiencyTerms, DeficiencyText, Edit, FollowUp, Position, Severity,
};
use proptest::{collection, option, prelude::*, sample::select};

use super::{any_action_id, any_change, any_control, any_day, any_risk, any_text};

pub fn any_deficiency_id() -> impl Strategy<Value = DeficiencyId> {
    (0_u8..3).prop_map(|number| DeficiencyId::from_random([number; 16]))
}

pub fn any_deficiency_terms() -> impl Strategy<Value = DeficiencyTerms> {
    let chosen = (
        option::of(select(Severity::ALL.to_vec())),
        option::of(select(FollowUp::ALL.to_vec())),
        option::of(select(Position::ALL.to_vec())),
    );
    let links = (
        collection::btree_set(any_control(), 0..3),
        collection::btree_set(any_risk(), 0..2),
        collection::btree_set(any_action_id(), 0..2),
    );
    let written = (any_text(), any_text(), option::of(any_day()));
    (chosen, written, links).prop_map(|(chosen, written, links)| {
        let (severity, follow_up, position) = chosen;
        let (title, responded_by, responded_on) = written;
        let (controls, risks, actions) = links;
        DeficiencyTerms {
            title,
            severity,
            follow_up,
            position,
            responded_by,
            responded_on,
            controls,
            risks,
            actions,
        }
    })
}

pub fn any_deficiency() -> impl Strategy<Value = Deficiency> {
    let texts = collection::btree_map(select(DeficiencyText::ALL.to_vec()), any_text(), 0..4);
    (any_deficiency_terms(), texts).prop_map(|(terms, texts)| Deficiency { terms, texts })
}

pub fn any_edit_of_deficiencies() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (any_deficiency_id(), any_deficiency()).prop_map(|(id, deficiency)| {
            Edit::AddDeficiency { id, deficiency: Box::new(deficiency) }
        }),
        1 => (any_deficiency_id(), any_deficiency_terms())
            .prop_map(|(id, terms)| Edit::SetDeficiencyTerms { id, terms: Box::new(terms) }),
        2 => (any_deficiency_id(), select(DeficiencyText::ALL.to_vec()), any_change())
            .prop_map(|(id, field, change)| Edit::ChangeDeficiencyText { id, field, change }),
        1 => any_deficiency_id().prop_map(|id| Edit::RemoveDeficiency { id }),
    ]
}
