//! The order of the list: sections, groups, and the way from one control to the next.

use assay_catalog::{Catalog, Control, ControlGroup, Section};

/// A section of the list.
#[derive(Clone, Debug)]
pub struct ListSection {
    /// The section.
    pub section: &'static Section,
    /// Its groups in the published order.
    pub groups: Vec<ListGroup>,
}

/// A group of the list.
#[derive(Clone, Debug)]
pub struct ListGroup {
    /// The group.
    pub group: &'static ControlGroup,
    /// Its controls, each with its place in the catalog.
    pub controls: Vec<(usize, &'static Control)>,
}

impl ListSection {
    /// The places of the section's controls.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flat_map(ListGroup::places)
    }
}

impl ListGroup {
    /// The places of the group's controls.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.controls.iter().map(|(place, _)| *place)
    }
}

/// The catalog's sections with their groups and controls.
#[must_use]
pub fn sections(catalog: &'static Catalog) -> Vec<ListSection> {
    let mut places = 0..;
    let mut controls_of = |group: &'static ControlGroup| {
        let controls = group.controls().iter();
        controls
            .filter_map(|id| catalog.control(id))
            .filter_map(|control| Some((places.next()?, control)))
            .collect()
    };
    catalog
        .sections()
        .iter()
        .map(|section| ListSection {
            section,
            groups: section
                .groups()
                .iter()
                .filter_map(|group| catalog.group(group))
                .map(|group| ListGroup {
                    group,
                    controls: controls_of(group),
                })
                .collect(),
        })
        .collect()
}

/// The next control among those shown, or the previous one; `shown` ascends. From a control that is
/// not shown it is the nearest one in that direction. `None` at the end.
#[must_use]
pub fn step(shown: &[usize], current: Option<usize>, forward: bool) -> Option<usize> {
    match (current, forward) {
        (None, true) => shown.first(),
        (None, false) => shown.last(),
        (Some(current), true) => shown.iter().find(|place| **place > current),
        (Some(current), false) => shown.iter().rev().find(|place| **place < current),
    }
    .copied()
}

/// Where a control stands, in words: `13 of 64`, or `2 of 5 shown` in a list that is narrowed.
#[must_use]
pub fn position_words(shown: &[usize], total: usize, current: usize) -> String {
    if shown.len() == total {
        return format!("{} of {total}", current + 1);
    }
    match shown.iter().position(|place| *place == current) {
        Some(position) => format!("{} of {} shown", position + 1, shown.len()),
        None => format!("not among the {} shown", shown.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_every_control_once_at_its_place_in_the_catalog() {
        let catalog = Catalog::bundled();
        let sections = sections(catalog);
        assert_eq!(sections.len(), 10);
        let listed: Vec<_> = sections
            .iter()
            .flat_map(|section| &section.groups)
            .flat_map(|group| &group.controls)
            .collect();
        assert_eq!(listed.len(), 64);
        for (expected, (place, control)) in listed.into_iter().enumerate() {
            assert_eq!(expected, *place);
            assert_eq!(catalog.controls()[*place].id(), control.id());
        }
    }

    #[test]
    fn steps_follow_what_is_shown_and_stop_at_the_ends() {
        let shown = [2, 5, 9];
        assert_eq!(step(&shown, None, true), Some(2));
        assert_eq!(step(&shown, None, false), Some(9));
        assert_eq!(step(&shown, Some(5), true), Some(9));
        assert_eq!(step(&shown, Some(5), false), Some(2));
        assert_eq!(step(&shown, Some(9), true), None);
        assert_eq!(step(&shown, Some(2), false), None);
        assert_eq!(step(&[], Some(2), true), None);
    }

    #[test]
    fn a_step_from_a_control_that_is_hidden_leads_to_its_nearest_neighbour() {
        let shown = [2, 5, 9];
        assert_eq!(step(&shown, Some(6), true), Some(9));
        assert_eq!(step(&shown, Some(6), false), Some(5));
    }

    #[test]
    fn a_position_says_when_the_list_is_narrowed() {
        assert_eq!(position_words(&[0, 1, 2], 3, 1), "2 of 3");
        assert_eq!(position_words(&[0, 2], 3, 2), "2 of 2 shown");
        assert_eq!(position_words(&[0, 2], 3, 1), "not among the 2 shown");
    }
}
