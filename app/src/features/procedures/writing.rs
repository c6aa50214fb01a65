//! Changing one thing about a procedure.

use assay_assessment::{Assessment, Edit, Procedure, Whose};
use assay_catalog::ControlId;
use leptos::prelude::*;

use crate::workbench::{Workbench, use_workbench};

/// A procedure, to be read and changed.
#[derive(Clone, Copy)]
pub(super) struct Place {
    workbench: Workbench,
    control: &'static ControlId,
    number: u16,
}

impl Place {
    pub(super) fn of(control: &'static ControlId, number: u16) -> Self {
        let workbench = use_workbench();
        Self {
            workbench,
            control,
            number,
        }
    }

    pub(super) fn whose(self) -> Whose {
        Whose::Procedure(self.control.clone(), self.number)
    }

    pub(super) const fn workbench(self) -> Workbench {
        self.workbench
    }

    pub(super) fn read_only(self) -> Signal<bool> {
        Signal::derive(move || self.workbench.is_read_only())
    }

    /// A part of the procedure that only changes when it does itself.
    pub(super) fn part<T>(self, read: impl Fn(&Procedure) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        self.workbench
            .memo(move |assessment| self.standing(assessment).map(&read).unwrap_or_default())
    }

    /// Changes one thing now, after what was typed until then.
    pub(super) fn set(self, change: impl FnOnce(&mut Procedure)) -> bool {
        self.workbench.flush_typing();
        let edit = self
            .workbench
            .with_untracked(|assessment| self.edit(assessment, change));
        // The workbench tells the user what it refuses.
        edit.is_some_and(|edit| self.workbench.perform(edit).is_ok())
    }

    /// A text as its field shows it.
    pub(super) fn text(self, name: &str, read: fn(&Procedure) -> &String) -> Memo<String> {
        let stored = self.part(move |procedure| read(procedure).clone());
        self.workbench.shown(self.field(name), stored)
    }

    /// Takes what was typed into a field.
    pub(super) fn type_text(self, name: &str, text: String, write: fn(&mut Procedure, String)) {
        self.workbench
            .type_into(&self.field(name), text, move |assessment, text| {
                self.edit(assessment, |procedure| write(procedure, text.to_owned()))
            });
    }

    fn field(self, name: &str) -> String {
        format!("procedure {} {} {name}", self.control, self.number)
    }

    fn standing(self, assessment: &Assessment) -> Option<&Procedure> {
        let finding = assessment.control_if_touched(self.control)?;
        finding.procedures.get(&self.number)
    }

    /// The edit that changes one thing; `None` when the procedure is gone.
    fn edit(self, assessment: &Assessment, change: impl FnOnce(&mut Procedure)) -> Option<Edit> {
        let mut procedure = self.standing(assessment)?.clone();
        change(&mut procedure);
        Some(Edit::SetProcedure {
            control: self.control.clone(),
            number: self.number,
            procedure: Some(Box::new(procedure)),
        })
    }

    /// Takes the procedure away.
    pub(super) fn remove(self) -> bool {
        self.workbench.flush_typing();
        let removal = Edit::SetProcedure {
            control: self.control.clone(),
            number: self.number,
            procedure: None,
        };
        // The workbench tells the user what it refuses.
        self.workbench.perform(removal).is_ok()
    }
}
