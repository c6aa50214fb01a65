//! What a change is about, in a few words: for undo, and for what could not be saved.

use std::fmt;

use assay_catalog::{ControlId, RiskId};

use super::{Edit, Subject};
use crate::{
    Acceptance, Action, ActionId, Assessed, DeficiencyId, DeficiencyTerms, Details,
    EngagementTerms, EvidenceId, FilledIn, OwnRisk, Procedure,
};

/// A field, and whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The field, as a noun that fits before "of": `Note`. Of the assessment itself it stands alone.
    pub field: &'static str,
    /// Whose.
    pub whose: Whose,
}

/// What has fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The assessment itself: its details and its scales.
    Assessment,
    /// The engagement: its terms and its texts.
    Engagement,
    /// A control.
    Control(ControlId),
    /// A procedure of a control, by its number.
    Procedure(ControlId, u16),
    /// A risk.
    Risk(RiskId),
    /// An item of evidence.
    Evidence(EvidenceId),
    /// An action.
    Action(ActionId),
    /// A deficiency.
    Deficiency(DeficiencyId),
}

impl About {
    /// A field and its owner.
    #[must_use]
    pub const fn new(field: &'static str, whose: Whose) -> Self {
        Self { field, whose }
    }
}

/// With identifiers, where titles are not at hand.
impl fmt::Display for About {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.field)?;
        match &self.whose {
            Whose::Assessment | Whose::Engagement => Ok(()),
            Whose::Control(control) => write!(formatter, " of {control}"),
            Whose::Procedure(control, number) => {
                write!(formatter, " of procedure {number} of {control}")
            }
            Whose::Risk(risk) => write!(formatter, " of {risk}"),
            Whose::Evidence(_) => formatter.write_str(" of an item of evidence"),
            Whose::Action(_) => formatter.write_str(" of an action"),
            Whose::Deficiency(_) => formatter.write_str(" of a finding"),
        }
    }
}

impl Edit {
    /// What the edit is about, as exactly as the edit alone tells.
    #[must_use]
    pub fn about(&self) -> About {
        self.about_beside(self)
    }

    /// What the edit is about, told by what stood there before: `other` is its inverse. An edit
    /// that sets several fields at once is then about the one that it changes.
    #[must_use]
    pub fn about_beside(&self, other: &Self) -> About {
        let control =
            |field, control: &ControlId| About::new(field, Whose::Control(control.clone()));
        let risk = |field, risk: &RiskId| About::new(field, Whose::Risk(*risk));
        let evidence = |field, id: &EvidenceId| About::new(field, Whose::Evidence(id.clone()));
        let action = |field, id: &ActionId| About::new(field, Whose::Action(id.clone()));
        let deficiency =
            |field, id: &DeficiencyId| About::new(field, Whose::Deficiency(id.clone()));
        match self {
            Self::SetDetails { details } => About::new(
                match other {
                    Self::SetDetails { details: other } => of_details(details, other),
                    _ => "Assessment details",
                },
                Whose::Assessment,
            ),
            Self::SetEngagementTerms { terms } => About::new(
                match other {
                    Self::SetEngagementTerms { terms: other } => of_terms(terms, other),
                    _ => "Terms of the engagement",
                },
                Whose::Engagement,
            ),
            Self::SetEngagementText { field, .. } => About::new(field.title(), Whose::Engagement),
            Self::SetCurrency { .. } => About::new("Currency", Whose::Assessment),
            Self::SetScales { .. } => About::new("Scales", Whose::Assessment),
            Self::SetControlStatus { control: of, .. } => control("Status", of),
            Self::SetControlReason { control: of, .. } => control("Reason", of),
            Self::SetControlMethods { control: of, .. } => control("Methods", of),
            Self::SetControlAssessed {
                control: of,
                assessed,
            } => {
                let other = match other {
                    Self::SetControlAssessed { assessed, .. } => assessed.as_ref(),
                    _ => None,
                };
                control(of_assessed(assessed.as_ref(), other), of)
            }
            Self::ChangeControlNote { control: of, .. } => control("Note", of),
            Self::SetProcedure {
                control: of,
                number,
                procedure,
            } => {
                let other = match other {
                    Self::SetProcedure { procedure, .. } => procedure.as_deref(),
                    _ => None,
                };
                let field = of_procedure(procedure.as_deref(), other);
                About::new(field, Whose::Procedure(of.clone(), *number))
            }
            Self::SetEffectiveness { control: of, .. } => control("Effectiveness", of),
            Self::SetEarlierControl { control: of, .. } => control("Earlier finding", of),
            Self::SetInherentScore { risk: of, .. } => risk("Inherent score", of),
            Self::SetResidualScore { risk: of, .. } => risk("Residual score", of),
            Self::SetMitigationCost { risk: of, .. } => risk("Cost of mitigation", of),
            Self::SetTreatment { risk: of, .. } => risk("Treatment", of),
            Self::SetRiskOwner { risk: of, .. } => risk("Owner", of),
            Self::SetRiskDue { risk: of, .. } => risk("Due day", of),
            Self::SetAcceptance {
                risk: of,
                acceptance,
            } => {
                let other = match other {
                    Self::SetAcceptance { acceptance, .. } => acceptance.as_ref(),
                    _ => None,
                };
                risk(of_acceptance(acceptance.as_ref(), other), of)
            }
            Self::ChangeRiskNote { risk: of, .. } => risk("Note", of),
            Self::SetOwnRisk { risk: of, own } => {
                let other = match other {
                    Self::SetOwnRisk { own, .. } => own.as_deref(),
                    _ => None,
                };
                risk(of_own_risk(own.as_deref(), other), of)
            }
            Self::SetEarlierRisk { risk: of, .. } => risk("Confirmation", of),
            Self::SetWithdrawn { subject, .. } => About::new(
                "Withdrawn finding",
                match subject {
                    Subject::Control(control) => Whose::Control(control.clone()),
                    Subject::Risk(risk) => Whose::Risk(*risk),
                },
            ),
            Self::AddEvidence { id, .. } => evidence("Adding", id),
            Self::DescribeEvidence {
                id,
                title,
                description,
                method,
                captured_on,
            } => {
                let field = match other {
                    Self::DescribeEvidence {
                        title: title_before,
                        description: description_before,
                        method: method_before,
                        captured_on: captured_before,
                        ..
                    } => the_one([
                        ("Title", title != title_before),
                        ("Description", description != description_before),
                        ("Method", method != method_before),
                        ("Day of capture", captured_on != captured_before),
                    ]),
                    _ => None,
                };
                evidence(field.unwrap_or("Description"), id)
            }
            Self::SetPicture { id, picture } => evidence(
                match other {
                    Self::SetPicture { picture: other, .. } if picture.shown == other.shown => {
                        "Alternative text"
                    }
                    _ => "Picture in the report",
                },
                id,
            ),
            Self::LinkEvidence { id, .. } => evidence("Link", id),
            Self::UnlinkEvidence { id, .. } => evidence("Unlinking", id),
            Self::RemoveEvidence { id } => evidence("Removal", id),
            Self::AddAction { id, .. } => action("Adding", id),
            Self::ChangeAction { id, action: to } => {
                let field = match other {
                    Self::ChangeAction { action: from, .. } => of_action(to, from),
                    _ => "Change",
                };
                action(field, id)
            }
            Self::RemoveAction { id } => action("Removal", id),
            Self::AddDeficiency { id, .. } => deficiency("Adding", id),
            Self::SetDeficiencyTerms { id, terms } => {
                let field = match other {
                    Self::SetDeficiencyTerms { terms: other, .. } => of_deficiency(terms, other),
                    _ => "Change",
                };
                deficiency(field, id)
            }
            Self::ChangeDeficiencyText { id, field, .. } => deficiency(field.label(), id),
            Self::RemoveDeficiency { id } => deficiency("Removal", id),
            Self::Several { edits } => {
                // What is taken away loses its links first; everything else is named by how it begins. The
                // inverse has its parts the other way round.
                let inverses: &[Self] = match other {
                    Self::Several { edits } => edits,
                    _ => &[],
                };
                let (main, inverse) = if edits.last().is_some_and(Self::takes_away) {
                    (edits.last(), inverses.first())
                } else {
                    (edits.first(), inverses.last())
                };
                match (main, inverse) {
                    (Some(main), Some(inverse)) => main.about_beside(inverse),
                    (Some(main), None) => main.about(),
                    (None, _) => About::new("Nothing", Whose::Assessment),
                }
            }
        }
    }

    /// Whether this edit takes something away that others may be linked with.
    const fn takes_away(&self) -> bool {
        matches!(
            self,
            Self::RemoveAction { .. } | Self::SetOwnRisk { own: None, .. }
        )
    }

    /// Whether somebody types with this edit: those of one field that follow each other closely are
    /// taken back together.
    pub(crate) const fn is_typed(&self) -> bool {
        matches!(
            self,
            Self::ChangeControlNote { .. }
                | Self::ChangeRiskNote { .. }
                | Self::SetControlReason { .. }
                | Self::SetControlAssessed { .. }
                | Self::SetRiskOwner { .. }
                | Self::SetOwnRisk { .. }
                | Self::SetAcceptance { .. }
                | Self::SetDetails { .. }
                | Self::SetEngagementText { .. }
                | Self::SetProcedure { .. }
                | Self::DescribeEvidence { .. }
                | Self::SetPicture { .. }
                | Self::ChangeAction { .. }
                | Self::SetDeficiencyTerms { .. }
                | Self::ChangeDeficiencyText { .. }
        )
    }
}

const NAME_OF_WHO_ACCEPTS: &str = "Name of who accepts";
const REASON_OF_THE_ACCEPTANCE: &str = "Reason of the acceptance";

/// The only field of which something holds; `None` when it is none or several.
fn the_one<const N: usize>(fields: [(&'static str, bool); N]) -> Option<&'static str> {
    let mut changed = fields.into_iter().filter(|(_, changed)| *changed);
    match (changed.next(), changed.next()) {
        (Some((field, _)), None) => Some(field),
        _ => None,
    }
}

fn of_details(one: &Details, other: &Details) -> &'static str {
    let (ours, theirs) = (&one.operator, &other.operator);
    the_one([
        ("Title of the assessment", one.title != other.title),
        ("Kind of assessment", one.kind != other.kind),
        ("Operator\u{2019}s name", ours.name != theirs.name),
        ("Operator\u{2019}s contact", ours.contact != theirs.contact),
        ("Scope", one.scope != other.scope),
        ("Period", one.period != other.period),
        ("Assessors", one.assessors != other.assessors),
    ])
    .unwrap_or("Assessment details")
}

fn of_terms(one: &EngagementTerms, other: &EngagementTerms) -> &'static str {
    the_one([
        ("Level of assurance", one.assurance != other.assurance),
        ("Kind of conclusion", one.conclusion != other.conclusion),
        ("Day of the report", one.dated != other.dated),
        ("Day of the assertion", one.asserted_on != other.asserted_on),
    ])
    .unwrap_or("Terms of the engagement")
}

fn of_assessed(one: Option<&Assessed>, other: Option<&Assessed>) -> &'static str {
    let field = match (one, other) {
        (Some(one), Some(other)) => the_one([
            ("Assessor", one.by != other.by),
            ("Day of assessment", one.on != other.on),
        ]),
        // Somebody entered the day, and the name came with it.
        (Some(only), None) | (None, Some(only)) if only.filled_in == FilledIn::Name => {
            Some("Day of assessment")
        }
        _ => None,
    };
    field.unwrap_or("Assessor")
}

/// Which part of a procedure changes, as a noun.
fn of_procedure(one: Option<&Procedure>, other: Option<&Procedure>) -> &'static str {
    let (Some(one), Some(other)) = (one, other) else {
        return match one {
            Some(_) => "Adding",
            None => "Removal",
        };
    };
    let (ours, theirs) = (&one.sample, &other.sample);
    the_one([
        ("Method", one.method != other.method),
        ("Description", one.done != other.done),
        ("Result", one.result != other.result),
        ("Exceptions", one.exceptions != other.exceptions),
        ("Population", ours.population != theirs.population),
        (
            "Size of the population",
            ours.population_size != theirs.population_size,
        ),
        ("Size of the sample", ours.size != theirs.size),
        ("Way of choosing", ours.chosen != theirs.chosen),
        ("Days of the sample", ours.period != theirs.period),
    ])
    .unwrap_or("Sample")
}

/// Which part of an own risk changes, as a noun.
fn of_own_risk(own: Option<&OwnRisk>, other: Option<&OwnRisk>) -> &'static str {
    let (Some(own), Some(other)) = (own, other) else {
        return match own {
            Some(_) => "Adding",
            None => "Removal",
        };
    };
    if own.title != other.title {
        "Title"
    } else if own.category != other.category {
        "Category"
    } else if own.controls != other.controls {
        "Controls"
    } else {
        "Description"
    }
}

fn of_acceptance(one: Option<&Acceptance>, other: Option<&Acceptance>) -> &'static str {
    let field = match (one, other) {
        (Some(one), Some(other)) => the_one([
            (NAME_OF_WHO_ACCEPTS, one.by != other.by),
            ("Day of the acceptance", one.on != other.on),
            ("End of the acceptance", one.until != other.until),
            (REASON_OF_THE_ACCEPTANCE, one.reason != other.reason),
        ]),
        // The day comes with whatever is entered first.
        (Some(only), None) | (None, Some(only)) => the_one([
            (NAME_OF_WHO_ACCEPTS, !only.by.is_empty()),
            (REASON_OF_THE_ACCEPTANCE, !only.reason.is_empty()),
        ]),
        (None, None) => None,
    };
    field.unwrap_or("Acceptance")
}

fn of_action(one: &Action, other: &Action) -> &'static str {
    let links_differ = one.controls != other.controls || one.risks != other.risks;
    the_one([
        ("Title", one.title != other.title),
        ("Description", one.description != other.description),
        ("Owner", one.owner != other.owner),
        ("Due day", one.due != other.due),
        ("State", one.state != other.state),
        ("Links", links_differ),
    ])
    .unwrap_or("Change")
}

fn of_deficiency(one: &DeficiencyTerms, other: &DeficiencyTerms) -> &'static str {
    let links_differ = one.controls != other.controls || one.risks != other.risks;
    the_one([
        ("Title", one.title != other.title),
        ("Severity", one.severity != other.severity),
        ("Follow-up", one.follow_up != other.follow_up),
        (
            "Management\u{2019}s position",
            one.position != other.position,
        ),
        (
            "Name of who responded",
            one.responded_by != other.responded_by,
        ),
        (
            "Day of the response",
            one.responded_on != other.responded_on,
        ),
        ("Links", links_differ),
        ("Actions", one.actions != other.actions),
    ])
    .unwrap_or("Change")
}
