//! The order of the list: sections and groups.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_every_control_once_at_its_place_in_the_catalog() {
        let catalog = assay_catalog::Editions::bundled_draft();
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
}
