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

/// The name without what changes from build to build: numbers that tell apart functions of one name (`_12`, `.7916`),
/// hashes at the end of a name (`::h` or `_`, and 16 digits), the numbers of crates (`core[c5930c85a12de822]`) and of
/// closures (`shim_idx: 1792`), and what wasm-bindgen calls the functions that it puts around others.
fn lasting(name: &str) -> String {
    let mut name = name;
    while let Some(shorter) = without_an_ending(name) {
        name = shorter;
    }
    let name = cut_out(name, "[", "]", is_hash);
    cut_out(&name, "shim_idx: ", ",", is_number)
}

/// The name without one more ending that does not last.
fn without_an_ending(name: &str) -> Option<&str> {
    if let Some(name) = name.strip_suffix(" externref shim") {
        return Some(name);
    }
    for (mark, goes) in [
        ("_", is_number as fn(&str) -> bool),
        (".", is_number),
        ("::h", is_hash),
        ("_", is_hash),
    ] {
        match name.rsplit_once(mark) {
            Some((name, ending)) if goes(ending) => return Some(name),
            _ => {}
        }
    }
    None
}

/// The text without what stands between two marks, and these, where `goes` says so.
fn cut_out(text: &str, from: &str, to: &str, goes: impl Fn(&str) -> bool) -> String {
    let mut parts = text.split(from);
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(to) {
            Some((between, after)) if goes(between) => left.push_str(after),
            _ => {
                left.push_str(from);
                left.push_str(part);
            }
        }
    }
    left
}

fn is_number(digits: &str) -> bool {
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Leading zeros are not written.
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
        assert_eq!(
            lasting("<T as a::B>::f64::h0550354b0f354ab1"),
            "<T as a::B>::f64"
        );
        assert_eq!(lasting("a::h0550354b0f354ab1_3"), "a");
        assert_eq!(lasting("a::b.10830"), "a::b");
        assert_eq!(lasting("a::index::hf52a053bf441c25b.7916"), "a::index");
        let shim = "Init::__wbg_set_subtree_f3522725b2adc9ee::h2ff58e7957c55e57 externref shim";
        assert_eq!(lasting(shim), "Init::__wbg_set_subtree");
        let closure = "Closure { shim_idx: 1792, ret: Unit } -> Externref externref shim";
        assert_eq!(lasting(closure), "Closure {  ret: Unit } -> Externref");
        assert_eq!(lasting("<[u8]>::starts_with"), "<[u8]>::starts_with");
        assert_eq!(lasting("<[T; 4] as A>::f"), "<[T; 4] as A>::f");
    }

    #[test]
    fn the_list_names_what_lasts() {
        let list = include_str!("../../../app/first-screen.txt");
        let names = list.lines().filter(|line| !line.starts_with('#'));
        let passing: Vec<&str> = names.filter(|name| lasting(name) != *name).collect();
        assert!(passing.is_empty(), "{passing:?}");
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
