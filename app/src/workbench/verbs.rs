//! What users do in one stroke and the journal records as one step.

use assay_assessment::{
    Action, ActionId, Assessed, Deficiency, DeficiencyId, Edit, Method, Status, Subject,
};
use assay_catalog::{ControlId, RiskId};

use super::{PerformError, Workbench};
use crate::browser::random;

impl Workbench {
    /// Sets a control's status. Beside it stands who assessed the control, and when: what a person
    /// entered stays, and the rest is filled in, as [`Assessed::beside`] says. The status that stands
    /// already is no edit.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn set_status(&self, control: &ControlId, status: Status) -> Result<(), PerformError> {
        // A name that is being typed is a person's, and must stand there before it is looked at.
        self.flush_typing();
        let finding = self.with_untracked(|assessment| assessment.control(control));
        if finding.status == status {
            return Ok(());
        }
        let before = finding.assessed;
        let assessed = Assessed::beside(
            status,
            before.as_ref(),
            self.day_for_writing(),
            &self.author(),
        );
        let status = Edit::SetControlStatus {
            control: control.clone(),
            status,
        };
        if assessed == before {
            return self.perform(status);
        }
        let assessed = Edit::SetControlAssessed {
            control: control.clone(),
            assessed,
        };
        self.perform(Edit::Several {
            edits: vec![status, assessed],
        })
    }

    /// Confirms what the assessment before found of a control, as [`Edit::confirm_control`] says. Where
    /// there is nothing to confirm nothing happens.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn confirm_control(&self, control: &ControlId) -> Result<(), PerformError> {
        // A note that is being typed is this assessment's, and must stand there before it is looked at.
        self.flush_typing();
        let (today, author) = (self.day_for_writing(), self.author());
        let edit = self.with_untracked(|assessment| {
            Edit::confirm_control(assessment, control, today, &author)
        });
        edit.map_or(Ok(()), |edit| self.perform(edit))
    }

    /// Confirms what the assessment before found of a risk, as it stands now. Where there is nothing to
    /// confirm nothing happens.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn confirm_risk(&self, risk: RiskId) -> Result<(), PerformError> {
        self.flush_typing();
        let today = self.day_for_writing();
        let edit = self.with_untracked(|assessment| Edit::confirm_risk(assessment, risk, today));
        edit.map_or(Ok(()), |edit| self.perform(edit))
    }

    /// Adds a method to those by which a control was assessed, or takes it away.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn toggle_method(&self, control: &ControlId, method: Method) -> Result<(), PerformError> {
        let mut methods = self.with_untracked(|assessment| {
            assessment
                .control_if_touched(control)
                .map(|finding| finding.methods.clone())
                .unwrap_or_default()
        });
        if !methods.remove(&method) {
            methods.insert(method);
        }
        self.perform(Edit::SetControlMethods {
            control: control.clone(),
            methods,
        })
    }

    /// Adds an empty action about a control or a risk, and names it.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn add_action(
        &self,
        subject: Option<Subject>,
        title: &str,
    ) -> Result<ActionId, PerformError> {
        let id = ActionId::from_random(random::bytes()?);
        let mut action = Action {
            title: title.to_owned(),
            ..Action::default()
        };
        match subject {
            Some(Subject::Control(control)) => _ = action.controls.insert(control),
            Some(Subject::Risk(risk)) => _ = action.risks.insert(risk),
            None => {}
        }
        self.perform(Edit::AddAction {
            id: id.clone(),
            action,
        })?;
        Ok(id)
    }

    /// Adds an empty finding about a control or a risk, and names it.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn add_deficiency(&self, subject: Option<Subject>) -> Result<DeficiencyId, PerformError> {
        let id = DeficiencyId::from_random(random::bytes()?);
        let mut deficiency = Deficiency::default();
        if let Some(subject) = subject {
            deficiency.terms.set_link(subject, true);
        }
        self.perform(Edit::AddDeficiency {
            id: id.clone(),
            deficiency: Box::new(deficiency),
        })?;
        Ok(id)
    }

    /// Adds an action that answers a finding, as one step: it mends what the finding is about. `None`
    /// where the finding is gone.
    ///
    /// # Errors
    /// [`PerformError`]; then nothing has changed.
    pub fn add_answer(
        &self,
        finding: &DeficiencyId,
        title: &str,
    ) -> Result<Option<ActionId>, PerformError> {
        self.flush_typing();
        let standing = self.with_untracked(|assessment| {
            let finding = assessment.deficiencies().get(finding);
            finding.map(|finding| finding.terms.clone())
        });
        let Some(mut terms) = standing else {
            return Ok(None);
        };
        let id = ActionId::from_random(random::bytes()?);
        let action = Action {
            title: title.to_owned(),
            controls: terms.controls.clone(),
            risks: terms.risks.clone(),
            ..Action::default()
        };
        terms.actions.insert(id.clone());
        self.perform(Edit::Several {
            edits: vec![
                Edit::AddAction {
                    id: id.clone(),
                    action,
                },
                Edit::SetDeficiencyTerms {
                    id: finding.clone(),
                    terms: Box::new(terms),
                },
            ],
        })?;
        Ok(Some(id))
    }

    /// Takes what was typed into a control's note.
    pub fn type_control_note(&self, control: &ControlId, text: String) {
        let control = control.clone();
        let field = format!("note {control}");
        self.type_into(&field, text, move |assessment, text| {
            Edit::control_note(assessment, &control, text)
        });
    }

    /// Takes what was typed into a risk's note.
    pub fn type_risk_note(&self, risk: RiskId, text: String) {
        self.type_into(&format!("note {risk}"), text, move |assessment, text| {
            Edit::risk_note(assessment, risk, text)
        });
    }
}
