//! The one way in which an assessment changes.

mod about;
mod apply;
mod checks;
mod currency;
mod deficiencies;
mod error;

use std::collections::BTreeSet;

use assay_catalog::{Catalog, ControlId, RiskId};
use serde::{Deserialize, Serialize};

pub use self::{
    about::{About, Whose},
    error::EditError,
};
use crate::{
    Acceptance, Action, ActionId, Assessed, Assessment, Confirmation, ControlEffectiveness,
    Currency, Day, Deficiency, DeficiencyId, DeficiencyTerms, DeficiencyText, Details,
    EarlierControl, EarlierRisk, EngagementTerms, EngagementText, Evidence, EvidenceId, Method,
    Money, OwnRisk, Picture, Procedure, Scales, Score, Status, TextChange, Treatment, Withdrawn,
};

/// What an item of evidence supports, or an action mends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A control of the catalog.
    Control(ControlId),
    /// An active risk of the catalog.
    Risk(RiskId),
}

/// One change of an assessment.
///
/// Every edit names what it sets and the value it sets it to, so that its inverse is an edit of
/// the same kind with the value that stood there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    tag = "edit",
    deny_unknown_fields
)]
pub enum Edit {
    /// Sets operator, scope, period and assessors.
    SetDetails {
        /// The new details, whole.
        details: Details,
    },
    /// Sets level of assurance, conclusion and days of the engagement.
    SetEngagementTerms {
        /// The new terms, whole.
        terms: EngagementTerms,
    },
    /// Sets a text of the engagement.
    SetEngagementText {
        /// Which.
        field: EngagementText,
        /// What it says; empty to take it away.
        text: String,
    },
    /// Sets what all amounts are counted in. Every amount stays what it is, in minor units of the
    /// new currency; one that would have to be rounded is a reason to refuse. No amount is
    /// exchanged at a rate.
    SetCurrency {
        /// The new currency.
        currency: Currency,
    },
    /// Sets what the five levels stand for. [`crate::Record::perform`] refuses other decimals once
    /// a risk has amounts, which would become other amounts: that is [`Edit::SetCurrency`]'s.
    SetScales {
        /// The new scales, whole.
        scales: Scales,
    },
    /// Sets a control's status.
    SetControlStatus {
        /// The control.
        control: ControlId,
        /// The new status.
        status: Status,
    },
    /// Sets the reason beside a control's status.
    SetControlReason {
        /// The control.
        control: ControlId,
        /// The new reason.
        reason: String,
    },
    /// Sets how the assessor came to know.
    SetControlMethods {
        /// The control.
        control: ControlId,
        /// The new methods, all of them.
        methods: BTreeSet<Method>,
    },
    /// Sets who assessed a control, and when.
    SetControlAssessed {
        /// The control.
        control: ControlId,
        /// The new value.
        assessed: Option<Assessed>,
    },
    /// Changes a control's note.
    ChangeControlNote {
        /// The control.
        control: ControlId,
        /// The replacement within the note.
        change: TextChange,
    },
    /// Sets what was done to find out about a control.
    SetProcedure {
        /// The control.
        control: ControlId,
        /// Which procedure: 1 to [`Procedure::MOST`].
        number: u16,
        /// What was done; `None` takes the procedure away.
        procedure: Option<Box<Procedure>>,
    },
    /// Sets whether design and operation of a control are effective.
    SetEffectiveness {
        /// The control.
        control: ControlId,
        /// The new values, both.
        effectiveness: ControlEffectiveness,
    },
    /// Sets what an assessment before found of a control.
    SetEarlierControl {
        /// The control.
        control: ControlId,
        /// What was found.
        earlier: Option<Box<EarlierControl>>,
    },
    /// Sets a risk's score before mitigation.
    SetInherentScore {
        /// The risk.
        risk: RiskId,
        /// The new score.
        score: Score,
    },
    /// Sets a risk's score after mitigation.
    SetResidualScore {
        /// The risk.
        risk: RiskId,
        /// The new score.
        score: Score,
    },
    /// Sets what a risk's mitigation costs.
    SetMitigationCost {
        /// The risk.
        risk: RiskId,
        /// The new cost.
        cost: Option<Money>,
    },
    /// Sets what is decided about a risk.
    SetTreatment {
        /// The risk.
        risk: RiskId,
        /// The new decision.
        treatment: Option<Treatment>,
    },
    /// Sets who answers for a risk.
    SetRiskOwner {
        /// The risk.
        risk: RiskId,
        /// The new owner.
        owner: String,
    },
    /// Sets the day by which a risk's treatment is to be in place.
    SetRiskDue {
        /// The risk.
        risk: RiskId,
        /// The new day.
        due: Option<Day>,
    },
    /// Sets who accepted a risk and why.
    SetAcceptance {
        /// The risk.
        risk: RiskId,
        /// The new acceptance.
        acceptance: Option<Acceptance>,
    },
    /// Changes a risk's note.
    ChangeRiskNote {
        /// The risk.
        risk: RiskId,
        /// The replacement within the note.
        change: TextChange,
    },
    /// Sets what a risk of the assessor's own says. It can only be taken away once nothing was found of
    /// it, and nothing is linked with it.
    SetOwnRisk {
        /// Its identifier, which no risk of the edition has.
        risk: RiskId,
        /// What it says.
        own: Option<Box<OwnRisk>>,
    },
    /// Sets that a risk's finding is of an assessment before, and whether it is confirmed.
    SetEarlierRisk {
        /// The risk.
        risk: RiskId,
        /// The new value.
        earlier: Option<EarlierRisk>,
    },
    /// Sets what an assessment before found about a control or risk that the edition does not have
    /// any more.
    SetWithdrawn {
        /// The control or risk of the edition before.
        subject: Subject,
        /// What was found.
        withdrawn: Option<Box<Withdrawn>>,
    },
    /// Takes an item into the evidence library, with all that it supports.
    AddEvidence {
        /// The item's identifier, which must be new.
        id: EvidenceId,
        /// The item.
        item: Evidence,
    },
    /// Describes an item of evidence anew. What it supports changes with the next two edits.
    DescribeEvidence {
        /// The item.
        id: EvidenceId,
        /// The new title.
        title: String,
        /// The new description.
        description: String,
        /// How it was obtained.
        method: Option<Method>,
        /// The day on which it showed what it shows.
        captured_on: Option<Day>,
    },
    /// Says whether the picture of an item is shown in the report, and what it shows.
    SetPicture {
        /// The item, which is a file.
        id: EvidenceId,
        /// What is stated from now on.
        picture: Picture,
    },
    /// Lets an item support a control or a risk.
    LinkEvidence {
        /// The item.
        id: EvidenceId,
        /// What it supports from now on.
        subject: Subject,
    },
    /// Lets an item no longer support a control or a risk.
    UnlinkEvidence {
        /// The item.
        id: EvidenceId,
        /// What it no longer supports.
        subject: Subject,
    },
    /// Takes an item out of the evidence library. A file's bytes stay in the store, so that the
    /// edit can be undone.
    RemoveEvidence {
        /// The item.
        id: EvidenceId,
    },
    /// Adds an action.
    AddAction {
        /// The action's identifier, which must be new.
        id: ActionId,
        /// The action.
        action: Action,
    },
    /// Changes an action.
    ChangeAction {
        /// The action's identifier.
        id: ActionId,
        /// The action as it is to be, whole.
        action: Action,
    },
    /// Removes an action, which answers no deficiency.
    RemoveAction {
        /// The action's identifier.
        id: ActionId,
    },
    /// Adds a deficiency.
    AddDeficiency {
        /// Its identifier, which must be new.
        id: DeficiencyId,
        /// The deficiency.
        deficiency: Box<Deficiency>,
    },
    /// Sets what is chosen of a deficiency, named and linked with it.
    SetDeficiencyTerms {
        /// Its identifier.
        id: DeficiencyId,
        /// The new terms, whole.
        terms: Box<DeficiencyTerms>,
    },
    /// Changes a text of a deficiency.
    ChangeDeficiencyText {
        /// Its identifier.
        id: DeficiencyId,
        /// Which text.
        field: DeficiencyText,
        /// The replacement within it.
        change: TextChange,
    },
    /// Removes a deficiency; the actions that answer it stay.
    RemoveDeficiency {
        /// Its identifier.
        id: DeficiencyId,
    },
    /// Makes several edits as one: either all of them hold, or none.
    Several {
        /// The edits, in order; at most [`Edit::MOST_AT_ONCE`], and none of them `Several`.
        edits: Vec<Edit>,
    },
}

/// The edit that takes another one back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "without it the edit cannot be taken back"]
pub struct Undo(pub Edit);

impl Edit {
    /// The most edits that [`Edit::Several`] holds.
    pub const MOST_AT_ONCE: usize = 1_000;

    /// Makes the change, and returns the edit that takes it back.
    ///
    /// # Errors
    /// [`EditError`] says what is wrong and what to do; the assessment is then as it was.
    pub fn apply(self, assessment: &mut Assessment, catalog: &Catalog) -> Result<Undo, EditError> {
        apply::apply(self, assessment, catalog).map(Undo)
    }

    /// The edit that turns a control's note into `text`, or `None` when it is that already.
    #[must_use]
    pub fn control_note(assessment: &Assessment, control: &ControlId, text: &str) -> Option<Self> {
        let note = assessment
            .control_if_touched(control)
            .map_or("", |finding| &finding.note);
        TextChange::between(note, text).map(|change| Self::ChangeControlNote {
            control: control.clone(),
            change,
        })
    }

    /// The edit that turns a risk's note into `text`, or `None` when it is that already.
    #[must_use]
    pub fn risk_note(assessment: &Assessment, risk: RiskId, text: &str) -> Option<Self> {
        let note = assessment
            .risk_if_touched(risk)
            .map_or("", |finding| &finding.note);
        TextChange::between(note, text).map(|change| Self::ChangeRiskNote { risk, change })
    }

    /// The edit that turns a deficiency's text into `text`, or `None` when it is that already or the
    /// deficiency is gone.
    #[must_use]
    pub fn deficiency_text(
        assessment: &Assessment,
        id: &DeficiencyId,
        field: DeficiencyText,
        text: &str,
    ) -> Option<Self> {
        let standing = assessment.deficiencies().get(id)?.text(field);
        let change = TextChange::between(standing, text)?;
        let id = id.clone();
        Some(Self::ChangeDeficiencyText { id, field, change })
    }

    /// The edit that takes an action away, also from the deficiencies that it answers. `None` where there
    /// is no such action.
    #[must_use]
    pub fn remove_action(assessment: &Assessment, id: &ActionId) -> Option<Self> {
        assessment.actions().get(id)?;
        let answered = assessment.deficiencies_answered_by(id);
        let unlinked = answered.map(|(deficiency, standing)| {
            let mut terms = standing.terms.clone();
            terms.actions.remove(id);
            Self::SetDeficiencyTerms {
                id: deficiency.clone(),
                terms: Box::new(terms),
            }
        });
        Self::as_one(unlinked.collect(), Self::RemoveAction { id: id.clone() })
    }

    /// Several edits with a last one, as one.
    fn as_one(mut edits: Vec<Self>, last: Self) -> Option<Self> {
        edits.push(last);
        match edits.len() {
            1 => edits.pop(),
            _ => Some(Self::Several { edits }),
        }
    }

    /// The edit that confirms what an assessment before found of a control: its status, and its reason
    /// and note where the control has none yet. Who confirms it is named beside it, with the day; the
    /// methods are this assessment's own, and stay to be entered. `None` where nothing was found
    /// before, and where this assessment has found anything of its own, the same or something else.
    #[must_use]
    pub fn confirm_control(
        assessment: &Assessment,
        control: &ControlId,
        today: Day,
        author: &str,
    ) -> Option<Self> {
        let finding = assessment.control_if_touched(control)?;
        let earlier = finding.earlier.as_deref()?;
        let confirmation = finding.confirmation()?;
        if matches!(
            confirmation,
            Confirmation::Confirmed | Confirmation::Changed
        ) {
            return None;
        }
        let named = || control.clone();
        let assessed = if confirmation == Confirmation::Carried {
            // The day and the name that stand there are those of the assessment before.
            Assessed::beside(earlier.status, None, today, author)
        } else {
            Assessed::beside(earlier.status, finding.assessed.as_ref(), today, author)
        };
        let status = Self::SetControlStatus {
            control: named(),
            status: earlier.status,
        };
        let assessed = Self::SetControlAssessed {
            control: named(),
            assessed,
        };
        let reason = finding.reason.is_empty() && !earlier.reason.is_empty();
        let reason = reason.then(|| Self::SetControlReason {
            control: named(),
            reason: earlier.reason.clone(),
        });
        let note = finding.note.is_empty().then_some(earlier.note.as_str());
        let note = note.and_then(|note| Self::control_note(assessment, control, note));
        let edits = [Some(status), Some(assessed), reason, note];
        Some(Self::Several {
            edits: edits.into_iter().flatten().collect(),
        })
    }

    /// The edit that confirms what an assessment before found of a risk, as it stands now. `None`
    /// where nothing was found before, or it is confirmed already.
    #[must_use]
    pub fn confirm_risk(assessment: &Assessment, risk: RiskId, today: Day) -> Option<Self> {
        let earlier = assessment.risk_if_touched(risk)?.earlier?;
        let confirmed = earlier.confirmed.is_none().then_some(Some(today))?;
        Some(Self::SetEarlierRisk {
            risk,
            earlier: Some(EarlierRisk {
                confirmed,
                ..earlier
            }),
        })
    }

    /// The edit that takes a risk of the assessor's own away, with all that was found of it; evidence,
    /// actions and deficiencies stay, without their link to it. `None` where there is no such risk.
    #[must_use]
    pub fn remove_own_risk(assessment: &Assessment, risk: RiskId) -> Option<Self> {
        assessment.own_risks().get(&risk)?;
        let unlinked = assessment.evidence_for_risk(risk);
        let evidence = unlinked.map(|(id, _)| Self::UnlinkEvidence {
            id: id.clone(),
            subject: Subject::Risk(risk),
        });
        let unlinked = assessment.actions_for_risk(risk);
        let actions = unlinked.map(|(id, action)| {
            let mut action = action.clone();
            action.risks.remove(&risk);
            Self::ChangeAction {
                id: id.clone(),
                action,
            }
        });
        let subject = Subject::Risk(risk);
        let unlinked = assessment.deficiencies_about(&subject);
        let deficiencies = unlinked.map(|(id, deficiency)| {
            let mut terms = deficiency.terms.clone();
            terms.risks.remove(&risk);
            Self::SetDeficiencyTerms {
                id: id.clone(),
                terms: Box::new(terms),
            }
        });
        let mut edits: Vec<Self> = evidence.chain(actions).chain(deficiencies).collect();
        edits.extend(crate::rebuild::clearing_edits(assessment, risk));
        Self::as_one(edits, Self::SetOwnRisk { risk, own: None })
    }

    /// The edit that describes an item of evidence as `item` says.
    #[must_use]
    pub fn describe_evidence(id: &EvidenceId, item: Evidence) -> Self {
        Self::DescribeEvidence {
            id: id.clone(),
            title: item.title,
            description: item.description,
            method: item.method,
            captured_on: item.captured_on,
        }
    }

    /// Whether this edit, whose inverse is given, set only what stood there already: then each of
    /// its parts is its own inverse.
    pub(crate) fn is_taken_back_by_itself(&self, inverse: &Self) -> bool {
        match (self, inverse) {
            (Self::Several { edits }, Self::Several { edits: inverses }) => {
                edits.iter().eq(inverses.iter().rev())
            }
            (edit, inverse) => edit == inverse,
        }
    }

    /// The plain edits that this one consists of.
    pub(crate) fn into_parts(self) -> Vec<Self> {
        match self {
            Self::Several { edits } => edits,
            plain => vec![plain],
        }
    }
}
