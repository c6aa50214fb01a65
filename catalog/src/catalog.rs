//! The catalog and its look-ups.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::relations::Relations;
use crate::{
    Block, CatalogError, CatalogFiles, CategoryId, Control, ControlGroup, ControlId, Criterion,
    Edition, Framework, FrameworkId, GlossaryTerm, GroupId, InheritedCriterion, Mitigation,
    MitigationId, MitigationSection, MitigationSectionId, Provenance, Reference, Risk,
    RiskCategory, RiskId, Section, SectionId, WithdrawnControl,
};

/// The Controls Catalog and risk register of one edition of the specification.
///
/// Read-only. Every identifier inside exists, so that a look-up of one never fails; a look-up of
/// an identifier from elsewhere returns `None` or an empty list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    edition: Edition,
    file: Option<Arc<str>>,
    frameworks: Table<FrameworkId, Framework>,
    references: Vec<Reference>,
    controls_introduction: Vec<Block>,
    withdrawn: Vec<WithdrawnControl>,
    mitigations_introduction: Vec<Block>,
    sections: Table<SectionId, Section>,
    groups: Table<GroupId, ControlGroup>,
    controls: Table<ControlId, Control>,
    categories: Table<CategoryId, RiskCategory>,
    risks: Table<RiskId, Risk>,
    mitigation_sections: Table<MitigationSectionId, MitigationSection>,
    mitigations: Table<MitigationId, Mitigation>,
    glossary: Vec<GlossaryTerm>,
    criteria: Vec<Criterion>,
    relations: Relations,
}

impl Catalog {
    /// Reads a catalog from the texts of its data files.
    ///
    /// # Errors
    /// [`CatalogError`] with every problem and its place. If any file is not JSON at all,
    /// references to identifiers are not followed.
    pub fn from_files(files: &CatalogFiles<'_>) -> Result<Catalog, CatalogError> {
        crate::parse::catalog_from_files(files)
    }

    /// Reads a catalog from an edition file: one JSON object whose members are the data files,
    /// named by their file stems.
    ///
    /// # Errors
    /// As for [`Self::from_files`].
    pub fn from_edition_file(text: &str) -> Result<Catalog, CatalogError> {
        crate::parse::read_edition_file(text).map(|(catalog, _)| catalog)
    }

    /// The edition file as canonical JSON, of an edition that no build carries: whoever hands an
    /// assessment over has to hand over the edition too.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    pub(crate) fn shared_file(&self) -> Option<Arc<str>> {
        self.file.clone()
    }

    pub(crate) fn with_file(mut self, file: Arc<str>) -> Self {
        self.file = Some(file);
        self
    }

    /// Which edition of the specification this is.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Where the words of the catalog come from, for a screen or a report.
    pub fn provenance(&self) -> &Provenance {
        self.edition.provenance()
    }

    /// The sections in the published order.
    pub fn sections(&self) -> &[Section] {
        &self.sections.rows
    }

    /// The control groups in the published order.
    pub fn groups(&self) -> &[ControlGroup] {
        &self.groups.rows
    }

    /// The controls in the published order.
    pub fn controls(&self) -> &[Control] {
        &self.controls.rows
    }

    /// The risk categories in the published order.
    pub fn categories(&self) -> &[RiskCategory] {
        &self.categories.rows
    }

    /// All risks, active and retired, in the published order.
    pub fn risks(&self) -> &[Risk] {
        &self.risks.rows
    }

    /// The active risks in the published order.
    pub fn active_risks(&self) -> impl Iterator<Item = &Risk> {
        self.risks.rows.iter().filter(|risk| risk.is_active())
    }

    /// The introduction to all controls; may be empty.
    pub fn controls_introduction(&self) -> &[Block] {
        &self.controls_introduction
    }

    /// The introduction to all mitigations; may be empty.
    pub fn mitigations_introduction(&self) -> &[Block] {
        &self.mitigations_introduction
    }

    /// The controls that the edition no longer has, in the published order.
    pub fn withdrawn_controls(&self) -> &[WithdrawnControl] {
        &self.withdrawn
    }

    /// The sections of mitigations in the published order.
    pub fn mitigation_sections(&self) -> &[MitigationSection] {
        &self.mitigation_sections.rows
    }

    /// The mitigations in the published order.
    pub fn mitigations(&self) -> &[Mitigation] {
        &self.mitigations.rows
    }

    /// The external frameworks, the most used first.
    pub fn frameworks(&self) -> &[Framework] {
        &self.frameworks.rows
    }

    /// The works that the specification refers to and that are none of the frameworks.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// The terms in the order in which the specification defines them.
    pub fn glossary(&self) -> &[GlossaryTerm] {
        &self.glossary
    }

    /// All external criteria, each once, in the order of [`Self::frameworks`] and then by
    /// reference.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The section with this identifier.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.get(id)
    }

    /// The control group with this identifier.
    pub fn group(&self, id: &GroupId) -> Option<&ControlGroup> {
        self.groups.get(id)
    }

    /// The control with this identifier.
    pub fn control(&self, id: &ControlId) -> Option<&Control> {
        self.controls.get(id)
    }

    /// The place of a control among [`Self::controls`].
    pub fn place_of_control(&self, id: &ControlId) -> Option<usize> {
        self.controls.places.get(id).copied()
    }

    /// The risk category with this identifier.
    pub fn category(&self, id: &CategoryId) -> Option<&RiskCategory> {
        self.categories.get(id)
    }

    /// The risk with this identifier, active or retired.
    pub fn risk(&self, id: RiskId) -> Option<&Risk> {
        self.risks.get(&id)
    }

    /// The mitigation with this identifier.
    pub fn mitigation(&self, id: &MitigationId) -> Option<&Mitigation> {
        self.mitigations.get(id)
    }

    /// The section of mitigations with this identifier.
    pub fn mitigation_section(&self, id: &MitigationSectionId) -> Option<&MitigationSection> {
        self.mitigation_sections.get(id)
    }

    /// The framework with this identifier.
    pub fn framework(&self, id: &FrameworkId) -> Option<&Framework> {
        self.frameworks.get(id)
    }

    /// The group of a control; `None` only for a control of another catalog.
    pub fn group_of(&self, control: &Control) -> Option<&ControlGroup> {
        self.group(control.group())
    }

    /// The section of a control; `None` only for a control of another catalog.
    pub fn section_of(&self, control: &Control) -> Option<&Section> {
        self.section(self.group_of(control)?.section())
    }

    /// The active risks that a control addresses, in the published order, none twice. Retired risks are followed
    /// to their successors; a whole category, and "all risks", stand for their active risks.
    pub fn risks_addressed_by(&self, control: &ControlId) -> Vec<&Risk> {
        self.risks
            .get_all(self.relations.risks_of_control.get(control))
    }

    /// The controls that address a risk, in the published order. For a retired risk: those that
    /// address any of its successors.
    pub fn controls_addressing(&self, risk: RiskId) -> Vec<&Control> {
        self.of_risk(risk, &self.relations.controls_of_risk, &self.controls)
    }

    /// The mitigations that help against a risk, in the published order. For a retired risk: those
    /// that help against any of its successors.
    pub fn mitigations_for(&self, risk: RiskId) -> Vec<&Mitigation> {
        self.of_risk(risk, &self.relations.mitigations_of_risk, &self.mitigations)
    }

    /// The sections of mitigations that as a whole help against a risk, in the published order. For a
    /// retired risk: those that help against any of its successors.
    pub fn mitigation_sections_for(&self, risk: RiskId) -> Vec<&MitigationSection> {
        self.of_risk(
            risk,
            &self.relations.mitigation_sections_of_risk,
            &self.mitigation_sections,
        )
    }

    /// The active risks that a section of mitigations as a whole helps against, resolved as in
    /// [`Self::risks_addressed_by`].
    pub fn risks_mitigated_by_section(&self, section: &MitigationSectionId) -> Vec<&Risk> {
        self.risks
            .get_all(self.relations.risks_of_mitigation_section.get(section))
    }

    /// The active risks that a mitigation helps against, in the published order, none twice, resolved as in
    /// [`Self::risks_addressed_by`].
    pub fn risks_mitigated_by(&self, mitigation: &MitigationId) -> Vec<&Risk> {
        self.risks
            .get_all(self.relations.risks_of_mitigation.get(mitigation))
    }

    /// The active risks that took the place of a retired one, in the published order, however many steps away.
    /// Empty for an active risk, and for one that was removed outright.
    pub fn successors(&self, risk: RiskId) -> Vec<&Risk> {
        self.risks.get_all(self.relations.successors.get(&risk))
    }

    /// The external criteria to which a control corresponds, sorted, none twice: those of its
    /// group, and those that its section names for all groups. A criterion that both name counts
    /// as the group's.
    pub fn criteria_of(&self, control: &ControlId) -> &[InheritedCriterion] {
        self.relations
            .criteria_of_control
            .get(control)
            .map_or(&[], Vec::as_slice)
    }

    /// The controls that correspond to an external criterion, inherited ones included, in the
    /// published order.
    pub fn controls_corresponding_to(&self, criterion: &Criterion) -> Vec<&Control> {
        self.controls
            .get_all(self.relations.controls_of_criterion.get(criterion))
    }

    /// A criterion's name for a chip or a list, such as "SOC 2 CC 6.1" or "OWASP A01".
    pub fn criterion_label(&self, criterion: &Criterion) -> String {
        let framework = self
            .framework(criterion.framework())
            .map_or(criterion.framework().as_str(), Framework::label);
        match criterion.reference() {
            Some(reference) => format!("{framework} {reference}"),
            None => framework.to_owned(),
        }
    }

    pub(crate) fn new(edition: Edition, parts: Parts) -> Self {
        let relations = Relations::new(
            &parts.sections,
            &parts.groups,
            &parts.risks,
            &parts.mitigations,
            &parts.mitigation_sections,
        );
        let criteria = parts
            .frameworks
            .iter()
            .flat_map(|framework| {
                let all = relations.controls_of_criterion.keys();
                all.filter(|criterion| criterion.framework == framework.id)
            })
            .cloned()
            .collect();
        Self {
            edition,
            file: None,
            frameworks: Table::new(parts.frameworks, |row| row.id.clone()),
            references: parts.references,
            controls_introduction: parts.controls_introduction,
            withdrawn: parts.withdrawn,
            mitigations_introduction: parts.mitigations_introduction,
            sections: Table::new(parts.sections, |row| row.id.clone()),
            groups: Table::new(parts.groups, |row| row.id.clone()),
            controls: Table::new(parts.controls, |row| row.id.clone()),
            categories: Table::new(parts.categories, |row| row.id.clone()),
            risks: Table::new(parts.risks, Risk::id),
            mitigation_sections: Table::new(parts.mitigation_sections, |row| row.id.clone()),
            mitigations: Table::new(parts.mitigations, |row| row.id.clone()),
            glossary: parts.glossary,
            criteria,
            relations,
        }
    }

    /// What belongs to a risk, or to any successor of a retired one, in the table's order.
    fn of_risk<'a, Id: Ord, Row>(
        &self,
        risk: RiskId,
        by_risk: &BTreeMap<RiskId, Vec<Id>>,
        table: &'a Table<Id, Row>,
    ) -> Vec<&'a Row> {
        let successors = self.relations.successors.get(&risk);
        let mut places: Vec<usize> = successors
            .into_iter()
            .flatten()
            .chain([&risk])
            .filter_map(|each| by_risk.get(each))
            .flatten()
            .filter_map(|id| table.places.get(id).copied())
            .collect();
        places.sort_unstable();
        places.dedup();
        places
            .into_iter()
            .filter_map(|place| table.rows.get(place))
            .collect()
    }
}

/// Every list of a catalog, in the published order.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) frameworks: Vec<Framework>,
    pub(crate) references: Vec<Reference>,
    pub(crate) controls_introduction: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    pub(crate) groups: Vec<ControlGroup>,
    pub(crate) controls: Vec<Control>,
    pub(crate) withdrawn: Vec<WithdrawnControl>,
    pub(crate) categories: Vec<RiskCategory>,
    pub(crate) risks: Vec<Risk>,
    pub(crate) mitigations_introduction: Vec<Block>,
    pub(crate) mitigation_sections: Vec<MitigationSection>,
    pub(crate) mitigations: Vec<Mitigation>,
    pub(crate) glossary: Vec<GlossaryTerm>,
}

/// Rows in their order, and where each identifier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Table<Id, Row> {
    rows: Vec<Row>,
    places: BTreeMap<Id, usize>,
}

impl<Id: Ord, Row> Table<Id, Row> {
    fn new(rows: Vec<Row>, id_of: impl Fn(&Row) -> Id) -> Self {
        let places = rows
            .iter()
            .enumerate()
            .map(|(place, row)| (id_of(row), place))
            .collect();
        Self { rows, places }
    }

    fn get(&self, id: &Id) -> Option<&Row> {
        self.rows.get(*self.places.get(id)?)
    }

    fn get_all(&self, ids: Option<&Vec<Id>>) -> Vec<&Row> {
        ids.into_iter()
            .flatten()
            .filter_map(|id| self.get(id))
            .collect()
    }
}
