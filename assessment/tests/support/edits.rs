//! Arbitrary edits, and what somebody does with a record.

use assay_assessment::{
    Acceptance, Assessed, EarlierRisk, Edit, EngagementText, Method, Status, TextChange, Treatment,
};
use proptest::{collection, option, prelude::*, sample::select};

use super::*;

pub fn any_plain_edit() -> BoxedStrategy<Edit> {
    let treatment = || option::of(select(Treatment::ALL.to_vec()));
    let of_controls = prop_oneof![
        (any_control(), select(Status::ALL.to_vec()))
            .prop_map(|(control, status)| Edit::SetControlStatus { control, status }),
        (any_control(), any_text())
            .prop_map(|(control, reason)| Edit::SetControlReason { control, reason }),
        (any_control(), any_methods())
            .prop_map(|(control, methods)| Edit::SetControlMethods { control, methods }),
        (
            any_control(),
            option::of((any_day(), any_text(), any_filled_in()))
        )
            .prop_map(|(control, assessed)| {
                let assessed = assessed.map(|(on, by, filled_in)| Assessed { on, by, filled_in });
                Edit::SetControlAssessed { control, assessed }
            }),
        (any_control(), any_change())
            .prop_map(|(control, change)| Edit::ChangeControlNote { control, change }),
        (any_control(), option::of(any_earlier_control()))
            .prop_map(|(control, earlier)| Edit::SetEarlierControl { control, earlier }),
    ];
    let of_risks = prop_oneof![
        (any_risk(), any_score()).prop_map(|(risk, score)| Edit::SetInherentScore { risk, score }),
        (any_risk(), any_score()).prop_map(|(risk, score)| Edit::SetResidualScore { risk, score }),
        (any_risk(), option::of(any_money()))
            .prop_map(|(risk, cost)| Edit::SetMitigationCost { risk, cost }),
        (any_risk(), treatment())
            .prop_map(|(risk, treatment)| Edit::SetTreatment { risk, treatment }),
        (any_risk(), any_text()).prop_map(|(risk, owner)| Edit::SetRiskOwner { risk, owner }),
        (any_risk(), option::of(any_day())).prop_map(|(risk, due)| Edit::SetRiskDue { risk, due }),
        (
            any_risk(),
            option::of((any_text(), any_day(), any_text(), option::of(any_day())))
        )
            .prop_map(|(risk, acceptance)| {
                let acceptance = acceptance.map(|(by, on, reason, until)| Acceptance {
                    by,
                    on,
                    reason,
                    until,
                });
                Edit::SetAcceptance { risk, acceptance }
            }),
        (any_risk(), any_change()).prop_map(|(risk, change)| Edit::ChangeRiskNote { risk, change }),
        (
            any_risk(),
            option::of((any_carried_as(), option::of(any_day())))
        )
            .prop_map(|(risk, earlier)| Edit::SetEarlierRisk {
                risk,
                earlier: earlier.map(|(carried_as, confirmed)| EarlierRisk {
                    carried_as,
                    confirmed
                }),
            }),
        (
            select(vec![risk("OWN1"), risk("FIN1")]),
            option::of(any_own_risk())
        )
            .prop_map(|(risk, own)| Edit::SetOwnRisk { risk, own }),
        (any_subject(), option::of(any_withdrawn()))
            .prop_map(|(subject, withdrawn)| Edit::SetWithdrawn { subject, withdrawn }),
    ];
    let of_evidence = prop_oneof![
        3 => (any_evidence_id(), any_evidence())
            .prop_map(|(id, item)| Edit::AddEvidence { id, item }),
        1 => (any_evidence_id(), any_text(), any_text(), option::of(any_day())).prop_map(
            |(id, title, description, captured_on)| Edit::DescribeEvidence {
                id, title, description, method: Some(Method::Test), captured_on
            }
        ),
        1 => (any_evidence_id(), any_picture())
            .prop_map(|(id, picture)| Edit::SetPicture { id, picture }),
        1 => (any_evidence_id(), any_subject())
            .prop_map(|(id, subject)| Edit::LinkEvidence { id, subject }),
        1 => (any_evidence_id(), any_subject())
            .prop_map(|(id, subject)| Edit::UnlinkEvidence { id, subject }),
        1 => any_evidence_id().prop_map(|id| Edit::RemoveEvidence { id }),
    ];
    let of_actions = prop_oneof![
        2 => (any_action_id(), any_action()).prop_map(|(id, action)| Edit::AddAction { id, action }),
        1 => (any_action_id(), any_action())
            .prop_map(|(id, action)| Edit::ChangeAction { id, action }),
        1 => any_action_id().prop_map(|id| Edit::RemoveAction { id }),
        2 => any_edit_of_deficiencies(),
    ];
    prop_oneof![
        5 => of_controls,
        6 => of_risks,
        4 => of_evidence,
        3 => of_actions,
        1 => any_details().prop_map(|details| Edit::SetDetails { details }),
        1 => any_terms().prop_map(|terms| Edit::SetEngagementTerms { terms }),
        2 => (any_control(), 0_u16..4, option::of(any_procedure())).prop_map(
            |(control, number, procedure)| Edit::SetProcedure {
                control,
                number,
                procedure: procedure.map(Box::new),
            }
        ),
        1 => (any_control(), any_effectiveness()).prop_map(|(control, effectiveness)| {
            Edit::SetEffectiveness { control, effectiveness }
        }),
        2 => (select(EngagementText::ALL.to_vec()), any_text())
            .prop_map(|(field, text)| Edit::SetEngagementText { field, text }),
        1 => any_scales().prop_map(|scales| Edit::SetScales { scales }),
        1 => any_currency().prop_map(|currency| Edit::SetCurrency { currency }),
    ]
    .boxed()
}

/// Any edit, valid or not, `Several` included.
pub fn any_edit() -> BoxedStrategy<Edit> {
    prop_oneof![
        8 => any_plain_edit(),
        1 => collection::vec(any_plain_edit(), 0..4).prop_map(|edits| Edit::Several { edits }),
    ]
    .boxed()
}

pub fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    collection::vec(any_edit(), 0..24)
}

/// What somebody does with a record.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a test makes few of them")]
pub enum Deed {
    Perform(Edit),
    Undo,
    Redo,
}

/// Edits, undos and redos, each with the milliseconds since the one before: some are close enough
/// together to be one step of typing.
pub fn any_deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let deed = prop_oneof![
        5 => any_edit().prop_map(Deed::Perform),
        3 => any_typing().prop_map(Deed::Perform),
        3 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    collection::vec((select(vec![0_u64, 900, 5_000]), deed), 0..30)
}

/// Typing, undos and redos only, so that steps of several edits are common.
pub fn any_typing_deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let deed = prop_oneof![
        4 => any_typing().prop_map(Deed::Perform),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    collection::vec((select(vec![0_u64, 900, 5_000]), deed), 0..8)
}

/// Something typed at the beginning of one note, or into one owner.
pub fn any_typing() -> impl Strategy<Value = Edit> {
    let control = catalog().controls()[0].id().clone();
    prop_oneof![
        4 => "[a-z]{1,3}".prop_map(move |inserted| Edit::ChangeControlNote {
            control: control.clone(),
            change: TextChange { at: 0, removed: String::new(), inserted },
        }),
        1 => "[a-z]{0,3}".prop_map(|owner| Edit::SetRiskOwner { risk: risk("FIN1"), owner }),
    ]
}
