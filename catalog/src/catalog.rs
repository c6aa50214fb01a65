//! The catalog and its look-ups.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::relations::Relations;
use crate::{
    CatalogError, CatalogFiles, CategoryId, Control, ControlGroup, ControlId, Criterion, Edition,
    Framework, FrameworkId, GlossaryTerm, GroupId, InheritedCriterion, Mitigation, MitigationId,
    Provenance, Risk, RiskCategory, RiskId, Section, SectionId,
};

/// The Controls Catalog and risk register of one edition of the specification.
///
/// Read-only. Every identifier inside exists, so that a look-up of one never fails; a look-up of
/// an identifier from elsewhere returns `None` or an empty list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    edition: Edition,
    frameworks: Table<FrameworkId, Framework>,
    sections: Table<SectionId, Section>,
    groups: Table<GroupId, ControlGroup>,
    controls: Table<ControlId, Control>,
    categories: Table<CategoryId, RiskCategory>,
    risks: Table<RiskId, Risk>,
    mitigations: Table<MitigationId, Mitigation>,
    glossary: Vec<GlossaryTerm>,
    criteria: Vec<Criterion>,
    relations: Relations,
}

impl Catalog {
    /// The catalog that this build carries. It is read at the first call and kept.
    pub fn bundled() -> &'static Catalog {
        static BUNDLED: OnceLock<Catalog> = OnceLock::new();
        BUNDLED.get_or_init(|| {
            let catalog = Catalog::from_files(&CatalogFiles::bundled());
            #[expect(
                clippy::expect_used,
                reason = "the files are compiled in, and the tests read them"
            )]
            catalog.expect("the bundled catalog is sound")
        })
    }

    /// Reads a catalog from the texts of its data files.
    ///
    /// # Errors
    /// [`CatalogError`] with every problem and its place. If any file is not JSON at all,
    /// references to identifiers are not followed.
    pub fn from_files(files: &CatalogFiles<'_>) -> Result<Catalog, CatalogError> {
        crate::parse::catalog_from_files(files)
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

    /// All risks, active and retired, sorted by identifier.
    pub fn risks(&self) -> &[Risk] {
        &self.risks.rows
    }

    /// The active risks, sorted by identifier.
    pub fn active_risks(&self) -> impl Iterator<Item = &Risk> {
        self.risks.rows.iter().filter(|risk| risk.is_active())
    }

    /// The mitigations in the published order.
    pub fn mitigations(&self) -> &[Mitigation] {
        &self.mitigations.rows
    }

    /// The external frameworks, the most used first.
    pub fn frameworks(&self) -> &[Framework] {
        &self.frameworks.rows
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

    /// The active risks that a control addresses, sorted, none twice. Retired risks are followed
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

    /// The active risks that a mitigation helps against, sorted, none twice, resolved as in
    /// [`Self::risks_addressed_by`].
    pub fn risks_mitigated_by(&self, mitigation: &MitigationId) -> Vec<&Risk> {
        self.risks
            .get_all(self.relations.risks_of_mitigation.get(mitigation))
    }

    /// The active risks that took the place of a retired one, sorted, however many steps away.
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

    #[expect(
        clippy::too_many_arguments,
        reason = "one argument for each list of the catalog, at the one place that builds it"
    )]
    pub(crate) fn new(
        edition: Edition,
        frameworks: Vec<Framework>,
        sections: Vec<Section>,
        groups: Vec<ControlGroup>,
        controls: Vec<Control>,
        categories: Vec<RiskCategory>,
        mut risks: Vec<Risk>,
        mitigations: Vec<Mitigation>,
        glossary: Vec<GlossaryTerm>,
    ) -> Self {
        risks.sort_by_key(Risk::id);
        let relations = Relations::new(&sections, &groups, &risks, &mitigations);
        let criteria = frameworks
            .iter()
            .flat_map(|framework| {
                let all = relations.controls_of_criterion.keys();
                all.filter(|criterion| criterion.framework == framework.id)
            })
            .cloned()
            .collect();
        Self {
            edition,
            frameworks: Table::new(frameworks, |row| row.id.clone()),
            sections: Table::new(sections, |row| row.id.clone()),
            groups: Table::new(groups, |row| row.id.clone()),
            controls: Table::new(controls, |row| row.id.clone()),
            categories: Table::new(categories, |row| row.id.clone()),
            risks: Table::new(risks, Risk::id),
            mitigations: Table::new(mitigations, |row| row.id.clone()),
            glossary,
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
