//! What was taken out of a form whose fields can be typed into while it is worked with.

use leptos::prelude::*;

/// The texts of some fields at one moment.
pub struct Taken<const N: usize> {
    fields: [RwSignal<String>; N],
    texts: [String; N],
}

impl<const N: usize> Taken<N> {
    /// Reads the fields now: after a wait the room may be left, and its fields gone.
    #[must_use]
    pub fn from(fields: [RwSignal<String>; N]) -> Self {
        Self {
            fields,
            texts: fields.map(|field| field.get_untracked()),
        }
    }

    /// What was taken.
    #[must_use]
    pub const fn texts(&self) -> &[String; N] {
        &self.texts
    }

    /// Empties the fields that still hold what was taken; what was typed since is the user's, and
    /// stays. Says whether all are empty now, which they are not once the room was left.
    pub fn empty(self) -> bool {
        let mut all = true;
        for (field, taken) in self.fields.into_iter().zip(self.texts) {
            if field.try_with_untracked(|text| *text == taken) == Some(true) {
                field.set(String::new());
            } else {
                all = false;
            }
        }
        all
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn fields() -> (Owner, [RwSignal<String>; 2]) {
        let owner = Owner::new();
        let fields = owner.with(|| ["Ada", "Nordlicht"].map(|text| RwSignal::new(text.to_owned())));
        (owner, fields)
    }

    #[test]
    fn what_was_typed_meanwhile_stays() {
        let (_owner, [name, organisation]) = fields();
        let taken = Taken::from([name, organisation]);
        name.set("Grace".to_owned());
        assert_eq!(taken.texts(), &["Ada", "Nordlicht"]);
        assert!(!taken.empty());
        assert_eq!(name.get_untracked(), "Grace");
        assert_eq!(organisation.get_untracked(), "");
    }

    #[test]
    fn a_form_that_nobody_touched_is_emptied() {
        let (_owner, fields) = fields();
        assert!(Taken::from(fields).empty());
        assert_eq!(fields.map(|field| field.get_untracked()), ["", ""]);
    }

    #[test]
    fn the_fields_of_a_room_that_was_left_are_let_be() {
        let (owner, fields) = fields();
        let taken = Taken::from(fields);
        owner.cleanup();
        assert!(!taken.empty());
    }
}
