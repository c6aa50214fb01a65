//! What is said of an assessment that carries on from another one.

use assay_assessment::{
    Assessed, CarriedAs, Confirmation, EarlierControl, EarlierRisk, Method, Prospect, TextLimit,
};

use super::{count, day, name};

/// What the button says that carries on from an assessment.
#[must_use]
pub fn carry_on(title: &str) -> String {
    format!("Carry on from {title}")
}

/// The heading of the dialog.
#[must_use]
pub fn carry_on_from(title: &str) -> String {
    format!("Carry on from \u{201c}{title}\u{201d}")
}

/// What the new assessment is called unless the user enters something else: the title with this year
/// in place of an earlier one at its end, or with what is new behind it.
#[must_use]
pub fn usual_title(before: &str, year: &str, edition: Option<&str>) -> String {
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|digit| digit.is_ascii_digit());
    let (start, end) = match before.rsplit_once(' ') {
        Some((start, end)) if is_year(end) => (start, Some(end)),
        _ => (before, None),
    };
    let title = match (edition, end) {
        (Some(edition), _) => format!("{before} ({edition})"),
        (None, Some(end)) if end == year => format!("{before} (again)"),
        (None, _) => format!("{start} {year}"),
    };
    TextLimit::Line.clip(title.trim())
}

/// What becomes of what was found, against the same edition.
#[must_use]
pub const fn against_the_same() -> &'static str {
    "For a later period. What was found is shown beside each control, which is Not Tested until you \
     confirm it or find something else. Scores and decisions stay with their risks, marked until you \
     confirm them; evidence stays with its age. The period is to be entered anew."
}

/// What becomes of what was found, against another edition.
#[must_use]
pub fn against_another(prospect: Prospect) -> String {
    let mut parts = vec![match prospect.stand {
        0 => "No control says the same here.".to_owned(),
        stand => format!(
            "{} the same here: what was found stands, marked as carried over.",
            count(stand, "control says", "controls say")
        ),
    }];
    if prospect.to_confirm > 0 {
        parts.push(format!(
            "{} reworded, or has other guidance: what was found is shown beside it, to be confirmed.",
            count(prospect.to_confirm, "control is", "controls are")
        ));
    }
    if prospect.new > 0 {
        parts.push(format!(
            "{} new and Not Tested.",
            count(prospect.new, "control is", "controls are")
        ));
    }
    if prospect.withdrawn > 0 {
        parts.push(format!(
            "{} not here any more: what was found is kept to be read.",
            count(prospect.withdrawn, "control is", "controls are")
        ));
    }
    parts.join(" ")
}

/// What an assessment before found of a control, in a line.
#[must_use]
pub fn earlier(earlier: &EarlierControl) -> String {
    let mut parts = vec![earlier.status.label().to_owned()];
    parts.extend(earlier.assessed.as_ref().map(assessed));
    if !earlier.methods.is_empty() {
        let methods: Vec<_> = earlier.methods.iter().copied().map(Method::label).collect();
        parts.push(methods.join(", ").to_lowercase());
    }
    parts.join(" \u{b7} ")
}

fn assessed(assessed: &Assessed) -> String {
    match assessed.by.trim() {
        "" => day(assessed.on),
        by => format!("{} by {}", day(assessed.on), name(by)),
    }
}

/// What is to be done about an earlier finding of a control, or why nothing is.
#[must_use]
pub const fn about_control(carried_as: CarriedAs, confirmation: Confirmation) -> &'static str {
    match (confirmation, carried_as) {
        (Confirmation::ToConfirm, CarriedAs::Reworded) => {
            "This edition says it in other words or has other guidance. Confirm it as it was, or set \
             another status."
        }
        (Confirmation::ToConfirm, _) => "Confirm it as it was, or set another status.",
        (Confirmation::Carried, _) => {
            "This edition says the same, so that it stands. Confirm it if you looked again."
        }
        (Confirmation::Confirmed, _) => "It was found again.",
        (Confirmation::Changed, _) => "Something else was found.",
    }
}

/// What is to be done about a risk that an assessment before scored, or why nothing is.
#[must_use]
pub fn about_risk(earlier: EarlierRisk) -> String {
    let text = match (earlier.confirmed, earlier.carried_as) {
        (Some(on), _) => {
            return format!(
                "It is from the assessment before, and was confirmed on {}.",
                day(on)
            );
        }
        (None, CarriedAs::Unchanged) => {
            "It is from the assessment before. This edition says the same, so that it stands."
        }
        (None, CarriedAs::SameEdition) => {
            "It is from the assessment before. Change what is different, and confirm it."
        }
        (None, CarriedAs::Reworded) => {
            "It is from the assessment before, and this edition says it in other words. Change what is \
             different, and confirm it."
        }
    };
    text.to_owned()
}

/// From which assessment one carries on.
#[must_use]
pub fn from_edition(edition: &str, entries: u64) -> String {
    format!(
        "It was made against {edition}, and its journal had {}.",
        count(entries, "change", "changes")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_goes_on_with_the_year_or_the_edition() {
        let title = |before: &str| usual_title(before, "2026", None);
        assert_eq!(title("Nordlicht 2025"), "Nordlicht 2026");
        assert_eq!(title("Nordlicht"), "Nordlicht 2026");
        assert_eq!(title("Nordlicht 2026"), "Nordlicht 2026 (again)");
        assert_eq!(title(""), "2026");
        assert_eq!(
            usual_title("Nordlicht 2026", "2026", Some("Editor's Draft")),
            "Nordlicht 2026 (Editor's Draft)"
        );
        assert!(TextLimit::Line.admits(&title(&"x".repeat(300))));
    }

    #[test]
    fn only_what_there_is_is_counted() {
        let prospect = Prospect {
            stand: 62,
            to_confirm: 1,
            new: 0,
            withdrawn: 0,
        };
        let words = against_another(prospect);
        assert!(words.starts_with("62 controls say the same here"));
        assert!(words.contains("1 control is reworded"));
        assert!(!words.contains("new"));
        let none = Prospect {
            stand: 0,
            ..prospect
        };
        assert!(against_another(none).starts_with("No control says the same here."));
    }
}
