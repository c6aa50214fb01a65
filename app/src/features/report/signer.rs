//! What to think about before a signature: a signer whom the report does not name, or who is no
//! independent assessor. It warns and forbids nothing, because names are only words. Pure.

use assay_assessment::{AssessmentKind, Assessor, Details};
use assay_report::document::Role;

use crate::words::signing;

/// Who is about to sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signer<'a> {
    /// The name of the identity.
    pub name: &'a str,
    /// Its organisation; may be empty.
    pub organisation: &'a str,
    /// In which role.
    pub role: Role,
}

/// What speaks against this signer in this role, each as a sentence or two.
pub(super) fn doubts(signer: Signer<'_>, details: &Details) -> Vec<String> {
    let Signer {
        name,
        organisation,
        role,
    } = signer;
    let operator = details.operator.name.trim();
    let named: Vec<&Assessor> = details
        .assessors
        .iter()
        .filter(|each| !parts(&each.name).is_empty() || !parts(&each.organisation).is_empty())
        .collect();
    let is_named = named.iter().any(|assessor| is_assessor(name, assessor));
    let is_of_operator = same_firm(name, operator) || same_firm(organisation, operator);
    let independent = details.kind == AssessmentKind::Independent;
    let mut doubts = Vec::new();
    match role {
        Role::Assessor => {
            if named.is_empty() {
                doubts.push(signing::names_no_assessor(name));
            } else if !is_named {
                let names: Vec<&str> = named
                    .iter()
                    .map(|each| match each.name.trim() {
                        "" => each.organisation.trim(),
                        name => name,
                    })
                    .collect();
                doubts.push(signing::is_none_of_the_assessors(name, &names));
            }
            if independent && is_of_operator {
                doubts.push(signing::belongs_to_the_operator(operator));
            }
        }
        Role::Operator => {
            if independent && is_named && !is_of_operator {
                doubts.push(signing::signs_as_the_operator(name));
            }
        }
        Role::Reviewer => {
            if is_named {
                doubts.push(signing::reviews_own_work(name));
            }
        }
        // Nobody makes a report as its recipient, and receiving one contradicts nothing.
        Role::Recipient => {}
    }
    doubts
}

/// Whether a key's name is that of an assessor, or of the assessor's organisation.
fn is_assessor(name: &str, assessor: &Assessor) -> bool {
    let (one, other) = (parts(name), parts(&assessor.name));
    let (few, many) = if one.len() < other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    // "Dr Ada Roth" and "Roth, Ada" are Ada Roth; "Ada" might be anybody.
    let same_person = few.iter().all(|word| many.contains(word))
        && (few.len() > 1 || (few.len() == many.len() && !few.is_empty()));
    same_person || same_firm(name, &assessor.organisation)
}

/// Whether two names are of the same firm: its legal form makes no difference.
fn same_firm(one: &str, other: &str) -> bool {
    const FORMS: &str = " ab ag as aps bv co corp corporation eg gbr gmbh inc incorporated kft kg limited llc llp lp ltd nv oy oyj plc pte pty sa sarl sas se spa srl sro ug ";
    let bare = |name: &str| -> String {
        parts(name)
            .into_iter()
            .filter(|word| !FORMS.contains(&format!(" {word} ")))
            .collect()
    };
    let one = bare(one);
    !one.is_empty() && one == bare(other)
}

/// The words of a name in small letters; dots within "G.m.b.H." divide nothing.
fn parts(name: &str) -> Vec<String> {
    name.replace('.', "")
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(kind: AssessmentKind, assessors: &[(&str, &str)]) -> Details {
        let mut details = Details {
            kind,
            ..Details::default()
        };
        details.operator.name = "Nordlicht Staking GmbH".to_owned();
        details.assessors = assessors
            .iter()
            .map(|(name, organisation)| Assessor {
                name: (*name).to_owned(),
                organisation: (*organisation).to_owned(),
                ..Assessor::default()
            })
            .collect();
        details
    }

    fn said(details: &Details, name: &str, organisation: &str, role: Role) -> String {
        let signer = Signer {
            name,
            organisation,
            role,
        };
        doubts(signer, details).join("\n")
    }

    #[test]
    fn who_is_named_signs_without_a_word() {
        let independent = details(
            AssessmentKind::Independent,
            &[("Ada Roth", "Roth Assurance Ltd."), ("Bo Lind", "")],
        );
        for name in [
            "Ada Roth",
            "ada  ROTH",
            "Roth, Ada",
            "Dr. Ada Roth",
            "Bo Lind",
            "Roth Assurance",
        ] {
            assert_eq!(said(&independent, name, "", Role::Assessor), "", "{name}");
        }
        let nordlicht = "Nordlicht Staking";
        assert_eq!(said(&independent, "Olga", nordlicht, Role::Operator), "");
        assert_eq!(said(&independent, "Rhea", "", Role::Reviewer), "");
        let of_itself = details(AssessmentKind::SelfAssessment, &[("Olga Nord", nordlicht)]);
        assert_eq!(said(&of_itself, "Olga Nord", nordlicht, Role::Assessor), "");
        assert_eq!(said(&of_itself, "Olga Nord", nordlicht, Role::Operator), "");
    }

    #[test]
    fn a_signer_who_is_not_named_is_doubted() {
        let independent = details(AssessmentKind::Independent, &[("Ada Roth", "")]);
        for name in ["Eve Roth", "Ada", "Roth", "\u{410}da Roth"] {
            assert!(
                said(&independent, name, "", Role::Assessor)
                    .contains("none of the assessors that the report names (Ada Roth)"),
                "{name}"
            );
        }
        let nobody = details(AssessmentKind::Independent, &[("  ", "")]);
        assert!(said(&nobody, "Ada Roth", "", Role::Assessor).contains("names no assessor"));
    }

    #[test]
    fn the_operator_is_no_independent_assessor() {
        let independent = details(
            AssessmentKind::Independent,
            &[("Ada Roth", ""), ("Nordlicht", "")],
        );
        for (name, organisation) in [
            ("Ada Roth", "nordlicht staking"),
            ("Nordlicht Staking G.m.b.H.", ""),
        ] {
            assert!(
                said(&independent, name, organisation, Role::Assessor)
                    .contains("belongs to the operator, Nordlicht Staking GmbH"),
                "{name}"
            );
        }
        let no_operator = Details::default();
        assert!(!said(&no_operator, "Ada Roth", "", Role::Assessor).contains("belongs to"));
    }

    #[test]
    fn nobody_reviews_or_accepts_their_own_findings_unnoticed() {
        let independent = details(AssessmentKind::Independent, &[("Ada Roth", "")]);
        assert!(said(&independent, "Ada Roth", "", Role::Reviewer).contains("is reviewed"));
        assert!(said(&independent, "Ada Roth", "", Role::Operator).contains("as the operator"));
    }
}
