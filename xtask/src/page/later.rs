//! Which functions the first screen does without: all that were not called when somebody looked
//! (`cargo xtask first-screen`).

use std::collections::BTreeSet;

/// The names of those that were called, a line each.
pub(crate) const LIST: &str = "app/first-screen.txt";

/// The functions that the first screen calls.
pub(crate) struct FirstScreen(BTreeSet<String>);

impl FirstScreen {
    /// Reads the list: a line is a name, or a remark after `#`.
    pub(crate) fn read(list: &str) -> Self {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        Self(lines.map(str::to_owned).collect())
    }

    /// The functions of these names.
    pub(crate) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(lasting).collect())
    }

    /// As a list that [`FirstScreen::read`] reads.
    pub(crate) fn list(&self) -> String {
        let mut list = "# What the page calls until the list of assessments is drawn: written by `cargo xtask first-screen`.\n\
            # A function that is missing here costs time and nothing else.\n"
            .to_owned();
        for name in &self.0 {
            list.push_str(name);
            list.push('\n');
        }
        list
    }

    /// Whether a function of this name can come later.
    pub(crate) fn does_without(&self, name: &str) -> bool {
        !self.0.contains(&lasting(name))
    }
}

/// The name without what changes from build to build: what tells apart functions of one name (`_12`), the hash at the end
/// of a name (`::h` and 16 digits), and the number of a crate in brackets (`core[c5930c85a12de822]`).
fn lasting(name: &str) -> String {
    let name = match name.rsplit_once('_') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    };
    let name = match name.rsplit_once("::h") {
        Some((name, hash)) if is_hash(hash) => name,
        _ => name,
    };
    let mut parts = name.split('[');
    let mut lasting = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((number, after)) if is_hash(number) => lasting.push_str(after),
            _ => {
                lasting.push('[');
                lasting.push_str(part);
            }
        }
    }
    lasting
}

fn is_hash(digits: &str) -> bool {
    (13..=16).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{FirstScreen, lasting};

    #[test]
    fn what_changes_from_build_to_build_is_left_out_of_names() {
        assert_eq!(
            lasting("core[c5930c85a12de822]::str::trim_12"),
            "core::str::trim"
        );
        assert_eq!(lasting("<[u8]>::starts_with"), "<[u8]>::starts_with");
        assert_eq!(lasting("<[T; 4] as A>::f"), "<[T; 4] as A>::f");
    }

    #[test]
    fn a_list_that_was_written_is_read_again() {
        let first = FirstScreen::of(["b::f_1", "b::f_2", "a[c5930c85a12de822]::g"]);
        let read = FirstScreen::read(&first.list());
        assert!(!read.does_without("a::g") && !read.does_without("b::f_7"));
        assert!(read.does_without("b::h"));
        assert_eq!(read.list().lines().count(), 4);
    }
}
