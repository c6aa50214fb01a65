use assay_catalog::{ControlId, RiskId};

use crate::{
    ActionId, Deficiency, DeficiencyId, Details, Edit, EvidenceId, OwnRisk, PictureEditError,
    Procedure, TextError, WithdrawnFindings,
    words::{count, plural},
};

/// Why an edit was not made. The assessment is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The catalog holds no such control.
    #[error("the catalog holds no control {0}; this edit was made against another edition of it")]
    UnknownControl(ControlId),
    /// The catalog holds no such risk.
    #[error("the catalog holds no risk {0}; this edit was made against another edition of it")]
    UnknownRisk(RiskId),
    /// The risk was retired, and is assessed under its successors.
    #[error("risk {risk} was retired{}", after(successors))]
    RetiredRisk {
        /// The retired risk.
        risk: RiskId,
        /// What replaced it; empty when it was removed.
        successors: Vec<RiskId>,
    },
    /// The library holds no such item.
    #[error("the evidence library holds no item {0}; it may have been removed")]
    UnknownEvidence(EvidenceId),
    /// The library already holds an item of that identifier.
    #[error("the evidence library already holds an item {0}")]
    DuplicateEvidence(EvidenceId),
    /// There is no such action.
    #[error("there is no action {0}; it may have been removed")]
    UnknownAction(ActionId),
    /// There already is an action of that identifier.
    #[error("there already is an action {0}")]
    DuplicateAction(ActionId),
    /// An action is to be taken away that answers a finding.
    #[error("the action {0} answers a finding; take it off the finding first")]
    ActionInUse(ActionId),
    /// There is no such finding.
    #[error("there is no finding {0}; it may have been removed")]
    UnknownDeficiency(DeficiencyId),
    /// There already is a finding of that identifier.
    #[error("there already is a finding {0}")]
    DuplicateDeficiency(DeficiencyId),
    /// There are more findings than are kept.
    #[error("an assessment keeps at most {} findings", Deficiency::MOST)]
    TooManyDeficiencies,
    /// A text that is kept says nothing.
    #[error("the {0} is kept, and is empty; it was not written by Assay")]
    EmptyText(&'static str),
    /// A text does not fit its field.
    #[error("the {field} {error}")]
    TextDoesNotFit {
        /// The field, by its name on the screen.
        field: &'static str,
        /// Why.
        error: TextError,
    },
    /// A file's name is none, or leads to another folder.
    #[error(
        "{name:?} is not the name of a file; name the file without a folder, a slash or a backslash"
    )]
    NotAFileName {
        /// The name, cut at 80 characters.
        name: String,
    },
    /// A file is said to be larger than any that can be kept.
    #[error("a file of {0} bytes is too large; at most 2^53 - 1 bytes can be counted exactly")]
    FileTooLarge(u64),
    /// A replacement within a note names text that does not stand there.
    #[error("the note has changed since this edit was made; load it again")]
    NoteHasChanged,
    /// A replacement within another text names what does not stand there.
    #[error("the {0} has changed since this edit was made; load it again")]
    TextHasChanged(&'static str),
    /// The evidence cannot be shown as a picture so.
    #[error(transparent)]
    Picture(#[from] PictureEditError),
    /// There are more assessors than are kept.
    #[error("an assessment names at most {} assessors", Details::MOST_ASSESSORS)]
    TooManyAssessors,
    /// The period ends before it begins.
    #[error("the period ends before it begins; exchange its two days")]
    PeriodEndsBeforeItBegins,
    /// A procedure has a number that none has.
    #[error("procedures have the numbers 1 to {most}; {0} is none of them", most = Procedure::MOST)]
    NoSuchProcedure(u16),
    /// A draw cannot have been made.
    #[error(
        "the sample names items that its list does not have, or has none or too many; draw it again"
    )]
    UnsoundDraw,
    /// A risk of one's own has the identifier of one of the edition.
    #[error("the edition has a risk {0}; give your own another identifier")]
    RiskOfEdition(RiskId),
    /// A risk of one's own has no title.
    #[error("a risk of your own needs a title")]
    UntitledRisk,
    /// There are more risks of one's own than are kept.
    #[error("at most {} risks of your own are kept", OwnRisk::MOST)]
    TooManyOwnRisks,
    /// A risk of one's own is to be taken away, and something was found of it or is linked with it.
    #[error("{0} is scored, decided or linked with something; take that away first")]
    OwnRiskInUse(RiskId),
    /// What an assessment before found is said to be Not Tested, which is nothing that was found.
    #[error("an earlier finding cannot be Not Tested")]
    EarlierNotTested,
    /// There are more findings about what the edition does not have than are kept.
    #[error(
        "at most {} findings about what the edition does not have are kept",
        WithdrawnFindings::MOST
    )]
    TooManyWithdrawn,
    /// Amounts cannot be written exactly with the decimals of another currency.
    #[error(
        "with {decimals} decimals {} cannot be written exactly: {}. Change {}, or choose another number of decimals",
        count(amounts.len(), "amount", "amounts"),
        listed(amounts),
        plural(amounts.len(), "it", "them")
    )]
    AmountsNotExact {
        /// The decimals of the currency that was asked for.
        decimals: u8,
        /// The amounts, each with what it is.
        amounts: Vec<String>,
    },
    /// The scales have other decimals, and there are amounts that would become others.
    #[error(
        "the decimals of the amounts cannot be changed together with the scales; change the currency"
    )]
    DecimalsOfAmounts,
    /// `Several` is empty, too long, or holds another `Several`.
    #[error(
        "an edit of several parts holds 1 to {} plain edits",
        Edit::MOST_AT_ONCE
    )]
    NotPlainParts,
}

/// The most amounts that a message names.
const MOST_LISTED: usize = 5;

fn listed(amounts: &[String]) -> String {
    let named: Vec<&str> = amounts
        .iter()
        .take(MOST_LISTED)
        .map(String::as_str)
        .collect();
    let mut text = named.join("; ");
    let more = amounts.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        text.push_str(&format!("; and {}", count(more, "other", "others")));
    }
    text
}

fn after(successors: &[RiskId]) -> String {
    if successors.is_empty() {
        return " without a successor".to_owned();
    }
    let names: Vec<String> = successors.iter().map(ToString::to_string).collect();
    format!("; assess {} instead", names.join(", "))
}
