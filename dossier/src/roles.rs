//! The roles in which something is signed, as signatures name them.

use assay_report::document::Role;

/// Every role that a report has a place for.
pub const ROLES: [Role; 4] = [
    Role::Assessor,
    Role::Operator,
    Role::Reviewer,
    Role::Recipient,
];

/// What a PDF's signature field and a JSON's proof call a role.
pub(crate) const fn name_of(role: Role) -> &'static str {
    match role {
        Role::Assessor => "assessor",
        Role::Operator => "operator",
        Role::Reviewer => "reviewer",
        Role::Recipient => "recipient",
    }
}

/// The role that a signature names; `None` if it is none of a report.
#[must_use]
pub fn role_named(name: &str) -> Option<Role> {
    ROLES.into_iter().find(|role| name_of(*role) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_field_in_the_pdf() {
        assert_eq!(ROLES.map(name_of), assay_seal::pdf::ROLES);
        for role in ROLES {
            assert_eq!(role_named(name_of(role)), Some(role));
        }
        assert_eq!(role_named("Assessor"), None);
    }
}
