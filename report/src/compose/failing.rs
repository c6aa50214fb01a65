//! What fails or is partial, and whether anything is being done about it.

use assay_assessment::Status;

use super::Composer;
use super::words::{control_anchor, status_badge};
use crate::document::ControlPart;
use crate::outline::{Align, Block, Inline, Line, Table, TextRun, Tone};

impl Composer<'_> {
    /// The controls that fail or are partial.
    pub(super) fn failing(&self) -> Vec<Block> {
        let mut table = Table::new(
            "Controls that fail or are partial",
            &[
                ("Control", 46, Align::Start),
                ("Level", 12, Align::Start),
                ("Status", 24, Align::Start),
                ("Actions", 30, Align::Start),
            ],
        );
        for control in self.failing_controls() {
            let actions = self.action_links(&control.actions);
            table.push(
                None,
                true,
                vec![
                    vec![Inline::internal(
                        control.short_title.clone(),
                        control_anchor(&control.id),
                    )],
                    vec![Inline::text(control.level.clone())],
                    vec![status_badge(control.status)],
                    self.with_lack_of_action(control, actions),
                ],
            );
        }
        if table.rows.is_empty() {
            return Vec::new();
        }
        vec![
            Block::heading(
                2,
                "summary:failing",
                vec![Inline::text("What fails or is partial")],
            ),
            Block::Table(table),
        ]
    }

    /// The controls that fail or are partial: mandatory ones first, and those that fail first.
    pub(super) fn failing_controls(&self) -> impl Iterator<Item = &ControlPart> {
        let order = [
            (true, Status::Fails),
            (true, Status::Partial),
            (false, Status::Fails),
            (false, Status::Partial),
        ];
        order.into_iter().flat_map(move |(mandatory, status)| {
            self.report.controls().filter(move |control| {
                control.status == status && self.words.mandatory.has(&control.level) == mandatory
            })
        })
    }

    /// The line that names a control's actions, and what is lacking where there is none.
    pub(super) fn with_lack_of_action(&self, control: &ControlPart, mut actions: Line) -> Line {
        if let Some(lack) = self.lack_of_action(control) {
            if !actions.is_empty() {
                actions.push(Inline::Break);
            }
            actions.push(warning(lack));
        } else if actions.is_empty() {
            actions.push(Inline::quiet("none"));
        }
        actions
    }

    /// What is lacking where a mandatory control fails or is partial and nothing is being done about it, as
    /// the X-ray asks too; nothing if something is, or need not be.
    fn lack_of_action(&self, control: &ControlPart) -> Option<&'static str> {
        let needs_one = matches!(control.status, Status::Fails | Status::Partial)
            && self.words.mandatory.has(&control.level);
        let is_open = |id: &String| {
            let action = self.actions.get(id.as_str());
            action.is_some_and(|action| action.done_on.is_none())
        };
        match control.actions.as_slice() {
            _ if !needs_one => None,
            [] => Some("No action has been agreed"),
            actions if actions.iter().any(is_open) => None,
            _ => Some("No action is open"),
        }
    }

    /// The same where the control stands, for those who read no summary.
    pub(super) fn warning_of_no_action(&self, control: &ControlPart) -> Option<Block> {
        let lack = self.lack_of_action(control)?;
        let state = match control.status {
            Status::Fails => "fails",
            _ => "is partial or incomplete",
        };
        Some(Block::Callout {
            tone: Tone::Fail,
            blocks: vec![Block::Paragraph(vec![
                warning(lack),
                Inline::text(format!(". This control is mandatory, and it {state}.")),
            ])],
        })
    }
}

/// Words that must not be missed.
fn warning(text: &str) -> Inline {
    Inline::Text(TextRun {
        text: text.to_owned(),
        strong: true,
        tone: Tone::Fail,
        ..TextRun::default()
    })
}
