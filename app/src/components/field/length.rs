//! How much of a field's room a text takes: said when it comes near the limit, and when it is above.

use assay_assessment::characters;
use leptos::prelude::*;

use super::decimal::format_amount;

/// The length of the text in a field, while it is worth telling.
#[derive(Clone, Copy)]
pub(in crate::components) struct Length {
    longest: Option<usize>,
    /// How many characters there are, once there are nearly too many.
    near: RwSignal<Option<usize>>,
}

impl Length {
    /// Measures `value`, and whatever else [`Self::measure`] is told.
    pub(in crate::components) fn of(longest: Option<usize>, value: Memo<String>) -> Self {
        let this = Self {
            longest,
            near: RwSignal::new(None),
        };
        Effect::new(move || value.with(|text| this.measure(text)));
        this
    }

    /// Measures what stands in the field now.
    pub(in crate::components) fn measure(self, text: &str) {
        let near = self.longest.and_then(|longest| nearly(text, longest));
        // A field that is taken away tells of its text last, when this may be gone.
        if let Some(before) = self.near.try_get_untracked()
            && before != near
        {
            self.near.set(near);
        }
    }

    /// What to say while the text still fits.
    pub(in crate::components) fn remark(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (longest, found) = (self.longest?, self.near.get()?);
            (found <= longest)
                .then(|| format!("{} of {} characters", number(found), number(longest)))
        })
    }

    /// What to say when it does not fit any more.
    pub(in crate::components) fn error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (longest, found) = (self.longest?, self.near.get()?);
            (found > longest).then(|| {
                format!(
                    "{} characters; at most {} fit. Shorten it by {}: until then it is not saved.",
                    number(found),
                    number(longest),
                    number(found - longest)
                )
            })
        })
    }
}

/// The number of characters, when it is at least nine tenths of what fits.
fn nearly(text: &str, longest: usize) -> Option<usize> {
    let near = longest / 10 * 9;
    // No text has more characters than bytes, so short ones need not be counted.
    (text.len() >= near)
        .then(|| characters(text))
        .filter(|found| *found >= near)
}

fn number(count: usize) -> String {
    format_amount(u64::try_from(count).unwrap_or(u64::MAX), 0)
}

#[cfg(test)]
mod tests {
    use super::nearly;

    #[test]
    fn a_text_is_counted_in_characters_once_it_comes_near_the_limit() {
        assert_eq!(nearly(&"a".repeat(269), 300), None);
        assert_eq!(nearly(&"a".repeat(270), 300), Some(270));
        assert_eq!(nearly(&"\u{1f600}".repeat(100), 300), None);
        assert_eq!(nearly(&"\u{1f600}".repeat(301), 300), Some(301));
    }
}
