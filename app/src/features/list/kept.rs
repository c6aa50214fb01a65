//! What a room keeps while the user is elsewhere, such as the filter of its list: for each assessment
//! on its own, so that nothing leaks from one into another, and nothing is forgotten.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::workbench::Workbench;

/// One kind of thing that is kept. A handle: clones are the same.
#[derive(Clone)]
struct Kept<T: Send + Sync + 'static> {
    /// As it is in the assessment that was here last.
    here: RwSignal<T>,
    shelf: StoredValue<Shelf<T>>,
}

impl<T: Clone + Default + Send + Sync + 'static> Kept<T> {
    fn new() -> Self {
        Self {
            here: RwSignal::new(T::default()),
            shelf: StoredValue::new(Shelf::default()),
        }
    }

    fn of(self, assessment: &str) -> RwSignal<T> {
        let is_here = self.shelf.with_value(|shelf| shelf.here == assessment);
        if !is_here {
            let left = self.here.get_untracked();
            let found = self
                .shelf
                .try_update_value(|shelf| shelf.change(assessment, left))
                .unwrap_or_default();
            self.here.set(found);
        }
        self.here
    }
}

/// What lies aside while another assessment is here.
#[derive(Debug)]
struct Shelf<T> {
    /// The UUID of the assessment that is here.
    here: String,
    others: BTreeMap<String, T>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            here: String::new(),
            others: BTreeMap::new(),
        }
    }
}

impl<T: Clone + Default> Shelf<T> {
    /// Puts `left` aside for the assessment that was here, and takes out what `next` had.
    fn change(&mut self, next: &str, left: T) -> T {
        let before = std::mem::replace(&mut self.here, next.to_owned());
        self.others.insert(before, left);
        self.others.remove(next).unwrap_or_default()
    }
}

/// Keeps one kind as long as the caller's owner lives, which must be the page's.
pub fn provide_kept<T: Clone + Default + Send + Sync + 'static>() {
    provide_context(Kept::<T>::new());
}

/// What was left in this assessment, to be changed and followed.
#[must_use]
pub fn kept<T: Clone + Default + Send + Sync + 'static>(workbench: Workbench) -> RwSignal<T> {
    let kept: Kept<T> = expect_context();
    kept.of(&workbench.with_untracked(|assessment| assessment.id().to_string()))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However one goes from assessment to assessment, each has what was last set in it.
        #[test]
        fn each_assessment_keeps_its_own(visits in prop::collection::vec(("[a-d]", any::<u8>()), 1..40)) {
            let mut shelf = Shelf::<u8>::default();
            let mut here = 0;
            let mut expected = BTreeMap::new();
            for (assessment, set) in visits {
                if shelf.here != assessment {
                    here = shelf.change(&assessment, here);
                }
                prop_assert_eq!(here, expected.get(&assessment).copied().unwrap_or_default());
                here = set;
                expected.insert(assessment, set);
            }
        }
    }
}
