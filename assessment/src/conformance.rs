//! Whether the operator conforms: counts of statuses, and the verdict that follows.
//!
//! The specification: "Conformance to this specification is based on meeting the requirements
//! expressed in the Controls Catalog". An operator conforms when every MUST and MUST NOT passes;
//! a SHOULD that fails is a recommendation (BCP 14, RFC 2119, section 3). One MUST or MUST NOT that
//! fails decides the verdict, because no further test can change it; while none does and something
//! is Not Tested, the verdict is not yet determined.

use assay_catalog::{Catalog, ControlGroup, ControlId, Section};

use crate::{Assessment, Status};

/// How many controls have each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Nobody has looked.
    pub not_tested: u32,
    /// Met.
    pub implemented: u32,
    /// Does not concern the operator.
    pub not_applicable: u32,
    /// Met in part.
    pub partial: u32,
    /// Not met.
    pub fails: u32,
}

impl Tally {
    /// All controls counted.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.not_tested + self.implemented + self.not_applicable + self.partial + self.fails
    }

    /// Those that somebody has looked at.
    #[must_use]
    pub const fn tested(&self) -> u32 {
        self.total() - self.not_tested
    }

    /// Those that pass: Implemented and Not Applicable.
    #[must_use]
    pub const fn passing(&self) -> u32 {
        self.implemented + self.not_applicable
    }

    /// Those that fail: Partial and Fails.
    #[must_use]
    pub const fn failing(&self) -> u32 {
        self.partial + self.fails
    }

    /// How many have that status.
    #[must_use]
    pub const fn of(&self, status: Status) -> u32 {
        match status {
            Status::NotTested => self.not_tested,
            Status::Implemented => self.implemented,
            Status::NotApplicable => self.not_applicable,
            Status::Partial => self.partial,
            Status::Fails => self.fails,
        }
    }

    fn count(&mut self, status: Status) {
        *match status {
            Status::NotTested => &mut self.not_tested,
            Status::Implemented => &mut self.implemented,
            Status::NotApplicable => &mut self.not_applicable,
            Status::Partial => &mut self.partial,
            Status::Fails => &mut self.fails,
        } += 1;
    }

    fn plus(self, other: Self) -> Self {
        Self {
            not_tested: self.not_tested + other.not_tested,
            implemented: self.implemented + other.implemented,
            not_applicable: self.not_applicable + other.not_applicable,
            partial: self.partial + other.partial,
            fails: self.fails + other.fails,
        }
    }
}

/// What can be said about conformance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// No MUST or MUST NOT fails, and something is Not Tested.
    NotYetDetermined,
    /// Everything is tested, and every MUST and MUST NOT passes.
    Conforms,
    /// A MUST or MUST NOT fails, whatever is still Not Tested.
    DoesNotConform,
}

/// The conformance of a set of controls: a group, a section, or the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conformance {
    /// The MUST and MUST NOT controls.
    pub mandatory: Tally,
    /// The SHOULD controls.
    pub recommended: Tally,
}

impl Conformance {
    /// The conformance of the whole assessment.
    #[must_use]
    pub fn of(assessment: &Assessment, catalog: &Catalog) -> Self {
        Self::of_controls(
            assessment,
            catalog,
            catalog.controls().iter().map(|control| control.id()),
        )
    }

    /// The conformance of one section.
    #[must_use]
    pub fn of_section(assessment: &Assessment, catalog: &Catalog, section: &Section) -> Self {
        let groups = section
            .groups()
            .iter()
            .filter_map(|group| catalog.group(group));
        Self::of_controls(assessment, catalog, groups.flat_map(ControlGroup::controls))
    }

    /// The conformance of one control group.
    #[must_use]
    pub fn of_group(assessment: &Assessment, catalog: &Catalog, group: &ControlGroup) -> Self {
        Self::of_controls(assessment, catalog, group.controls())
    }

    /// The conformance of some controls. Those that the catalog does not hold are left out.
    #[must_use]
    pub fn of_controls<'a>(
        assessment: &Assessment,
        catalog: &Catalog,
        controls: impl IntoIterator<Item = &'a ControlId>,
    ) -> Self {
        Self::of_statuses(
            controls
                .into_iter()
                .filter_map(|control| catalog.control(control))
                .map(|control| {
                    let status = assessment
                        .control_if_touched(control.id())
                        .map_or(Status::NotTested, |found| found.status);
                    (control.level().is_mandatory(), status)
                }),
        )
    }

    /// The conformance of statuses, each with whether its control is mandatory.
    #[must_use]
    pub fn of_statuses(statuses: impl IntoIterator<Item = (bool, Status)>) -> Self {
        let mut conformance = Self::default();
        for (mandatory, status) in statuses {
            let tally = if mandatory {
                &mut conformance.mandatory
            } else {
                &mut conformance.recommended
            };
            tally.count(status);
        }
        conformance
    }

    /// Both levels together.
    #[must_use]
    pub fn all(&self) -> Tally {
        self.mandatory.plus(self.recommended)
    }

    /// The verdict that follows from the counts.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.mandatory.failing() > 0 {
            Verdict::DoesNotConform
        } else if self.all().not_tested > 0 {
            Verdict::NotYetDetermined
        } else {
            Verdict::Conforms
        }
    }
}
