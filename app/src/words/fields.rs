//! What is said of fields: which one a step changed, and what could not be saved in one.

use assay_assessment::{About, Whose};

use super::{count, name};

/// A field and whose it is: `Note of “Signing keys managed”`. `title` is what its owner is called,
/// where that has a name.
#[must_use]
pub fn field(about: &About, title: Option<&str>) -> String {
    match (title, &about.whose) {
        (_, Whose::Assessment | Whose::Engagement) => about.field.to_owned(),
        (Some(title), _) => format!("{} of \u{201c}{}\u{201d}", about.field, name(title)),
        (None, _) => about.to_string(),
    }
}

/// That a step was taken back.
#[must_use]
pub fn taken_back(field: &str) -> String {
    format!("Taken back: {field}.")
}

/// That a step was made again.
#[must_use]
pub fn made_again(field: &str) -> String {
    format!("Made again: {field}.")
}

/// That there is no step to take back.
#[must_use]
pub const fn nothing_to_undo() -> &'static str {
    "Nothing to undo."
}

/// That there is no step to make again.
#[must_use]
pub const fn nothing_to_redo() -> &'static str {
    "Nothing to redo."
}

/// Why what was entered in a field was not saved, and in how many other fields something was not.
#[must_use]
pub fn refused(field: &str, why: &str, others: usize) -> String {
    match others {
        0 => format!("{field}: {why}"),
        others => format!(
            "{field}: {why} (and {})",
            count(others, "other field", "other fields")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_with_its_owner() {
        let of = |whose| About::new("Note", whose);
        let risk = of(Whose::Risk("SLS6".parse().unwrap()));
        assert_eq!(field(&of(Whose::Assessment), Some("Autumn review")), "Note");
        assert_eq!(
            field(&risk, Some("Lost keys")),
            "Note of \u{201c}Lost keys\u{201d}"
        );
        assert_eq!(field(&risk, None), "Note of SLS6");
    }

    #[test]
    fn the_other_fields_that_were_not_saved_are_counted() {
        let told = |others| refused("Note", "too long", others);
        assert_eq!(told(0), "Note: too long");
        assert_eq!(told(1), "Note: too long (and 1 other field)");
    }
}
