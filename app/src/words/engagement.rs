//! The engagement: how complete it is.

use super::count;

/// How many of the elements of a report are there.
#[must_use]
pub fn there(there: usize, all: usize) -> String {
    format!("{there} of {}", count(all, "element", "elements"))
}

/// What of the engagement a report would lack; `None` where nothing is missing.
#[must_use]
pub fn missing(missing: usize) -> Option<String> {
    (missing > 0).then(|| {
        let elements = count(missing, "element is", "elements are");
        format!("{elements} missing of what such a report states")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_counted() {
        assert_eq!(there(3, 18), "3 of 18 elements");
        assert_eq!(missing(0), None);
        assert_eq!(
            missing(1).as_deref(),
            Some("1 element is missing of what such a report states")
        );
    }
}
