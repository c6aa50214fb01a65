//! Groups and controls of OSCAL as sections, groups and controls of an edition.

use assay_catalog::{ControlId, SectionId, key_word_ranges};

use crate::edition_file::{Block, Control, Controls, Group, Section};

use super::at::{At, Findings};
use super::index::Index;
use super::problem::OscalProblem;
use super::text::Prose;
use super::titles::{ShortTitles, code, cut};
use super::withdrawn::withdrawn;

/// The one level. OSCAL has none: a catalog holds what is to be done, and a profile chooses from it.
pub(super) const LEVEL: &str = "REQUIRED";

/// How much of the titles of the groups around it a section repeats, in characters.
const MAX_TITLE_AROUND: usize = 200;

/// The section of controls that stand in no group.
const WITHOUT_GROUP: (&str, &str) = ("controls", "Controls");

/// Properties that are read, or that only order what is read.
const READ_PROPERTIES: [&str; 4] = ["label", "status", "sort-id", "alt-identifier"];

/// Reads all groups and controls of a catalog.
pub(super) struct Reading<'r, 'a> {
    index: &'r Index<'a>,
    prose: &'r Prose<'a>,
    findings: &'r Findings,
    short_titles: ShortTitles,
    controls: Controls,
}

impl<'r, 'a> Reading<'r, 'a> {
    pub(super) fn new(index: &'r Index<'a>, prose: &'r Prose<'a>) -> Self {
        Self {
            index,
            prose,
            findings: prose.findings,
            short_titles: ShortTitles::default(),
            controls: Controls::default(),
        }
    }

    /// Reads the catalog: controls outside of all groups first, as OSCAL has them.
    pub(super) fn read(mut self, catalog: &At<'a>) -> Controls {
        let groups = self.groups(catalog);
        if !groups.is_empty() {
            let (id, title) = WITHOUT_GROUP;
            let id = self.unused(id);
            self.section(id, title.to_owned(), Vec::new(), groups);
        }
        for group in catalog.objects("groups", self.findings) {
            self.group(&group.identified(), None, Vec::new());
        }
        if self.controls.sections.is_empty() {
            self.findings
                .refuse(&catalog.place, OscalProblem::NoControls);
        }
        self.controls
    }

    /// A group of OSCAL. Each that has controls itself is a section, whose title has before it those of
    /// the groups around it; what these say about themselves introduces the first section in them.
    fn group(
        &mut self,
        group: &At<'a>,
        around: Option<&str>,
        mut introduction: Vec<Block>,
    ) -> Vec<Block> {
        let id = group.text("id", self.findings).unwrap_or_default();
        let own = self.prose.line_of(group, "title");
        let own = if own.is_empty() { id.to_owned() } else { own };
        let own = if own.is_empty() {
            WITHOUT_GROUP.1.to_owned()
        } else {
            own
        };
        let title = match around {
            // Many groups may stand in one, so that a very long title is not repeated as a whole.
            Some(around) => format!("{}: {own}", cut(around, MAX_TITLE_AROUND)),
            None => own,
        };
        let title = self.prose.short_enough(title, &group.place);
        self.count_left_out(group);
        introduction.extend(self.prose.introduction(group));
        let groups = self.groups(group);
        let within = group.objects("groups", self.findings);
        if groups.is_empty() {
            self.prose
                .tally
                .empty_groups
                .add(usize::from(within.is_empty()));
        } else {
            let id = self.section_id(id, group);
            self.prose
                .tally
                .nested_groups
                .add(usize::from(around.is_some()));
            self.section(id, title.clone(), std::mem::take(&mut introduction), groups);
        }
        for within in within {
            let rest = std::mem::take(&mut introduction);
            introduction = self.group(&within.identified(), Some(&title), rest);
        }
        introduction
    }

    fn section(&mut self, id: String, title: String, introduction: Vec<Block>, groups: Vec<Group>) {
        self.controls.sections.push(Section {
            id,
            title,
            introduction,
            groups,
            ..Section::default()
        });
    }

    /// The identifier of a group as that of a section, or one that no group has.
    fn section_id(&mut self, id: &str, group: &At<'_>) -> String {
        if id.is_empty() {
            self.prose.tally.nameless_groups.add(1);
            let number = self.prose.tally.nameless_groups.get();
            return self.unused(&format!("section-{number}"));
        }
        if let Err(error) = SectionId::parse(id) {
            self.findings.refuse(&group.place.below("id"), error.into());
        }
        id.to_owned()
    }

    fn unused(&self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.index.has_group(&id) {
            id.push_str("-0");
        }
        id
    }

    /// The controls at a place, each a group with its enhancements.
    fn groups(&mut self, at: &At<'a>) -> Vec<Group> {
        let mut groups = Vec::new();
        for base in at.objects("controls", self.findings) {
            let base = base.identified();
            let mut controls = Vec::new();
            self.control(&base, &mut controls);
            if !controls.is_empty() {
                let id = base
                    .text("id", self.findings)
                    .unwrap_or_default()
                    .to_owned();
                let heading = self.prose.heading(&base);
                let title = if heading.is_empty() {
                    id.clone()
                } else {
                    heading
                };
                groups.push(Group {
                    id,
                    title,
                    controls,
                    ..Group::default()
                });
            }
        }
        groups
    }

    /// A control and the controls in it, in their order.
    fn control(&mut self, at: &At<'a>, controls: &mut Vec<Control>) {
        if let Some(id) = at.text("id", self.findings) {
            if let Err(error) = ControlId::parse(id) {
                self.findings.refuse(&at.place.below("id"), error.into());
            }
            self.count_left_out(at);
            if self
                .index
                .controls
                .get(id)
                .is_some_and(|control| control.withdrawn)
            {
                let withdrawn = withdrawn(at, self.index, self.prose);
                self.controls.withdrawn.extend(withdrawn);
            } else {
                controls.push(self.control_in_force(id, at));
            }
        }
        for within in at.objects("controls", self.findings) {
            self.control(&within.identified(), controls);
        }
    }

    fn control_in_force(&mut self, id: &str, at: &At<'a>) -> Control {
        // A control without a title is refused; its identifier only stands in until then.
        let _ = at.required_text("title", self.findings);
        let heading = self.prose.heading(at);
        let heading = if heading.is_empty() {
            id.to_owned()
        } else {
            heading
        };
        let said = self.prose.said(at);
        let statement = if said.statement.is_empty() {
            self.prose.tally.titles_as_statements.add(1);
            let title = self.prose.line_of(at, "title");
            if title.is_empty() {
                id.to_owned()
            } else {
                title
            }
        } else {
            said.statement
        };
        let has_key_words = !key_word_ranges(&statement).is_empty();
        self.prose.tally.key_words.add(usize::from(has_key_words));
        let code = code(at, self.findings);
        let short_title = self.short_titles.give(&heading, &code, &statement, id);
        Control {
            title_published: short_title == heading && heading != code,
            short_title,
            id: id.to_owned(),
            level: LEVEL.to_owned(),
            sentence: None,
            period: None,
            statement,
            parts: said.parts,
            guidance: said.guidance,
        }
    }

    /// Counts what a group or a control has that is not read.
    fn count_left_out(&self, at: &At<'_>) {
        let tally = self.prose.tally;
        let properties = at.objects("props", self.findings);
        let left_out = properties.iter().filter(|property| {
            let name = property.text("name", self.findings).unwrap_or_default();
            !READ_PROPERTIES
                .iter()
                .any(|read| read.eq_ignore_ascii_case(name))
        });
        tally.properties.add(left_out.count());
        let moved = at
            .text("id", self.findings)
            .and_then(|id| self.index.controls.get(id));
        let links = at.objects("links", self.findings).len();
        tally
            .links
            .add(links.saturating_sub(moved.map_or(0, |control| control.moved.len())));
        let remarks = at.text("remarks", self.findings).is_some();
        tally.remarks.add(usize::from(remarks));
    }
}
