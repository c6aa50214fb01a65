//! One item of evidence, as far as the control's page tells of it.

use assay_assessment::{
    Absence, Day, Edit, Evidence, EvidenceId, EvidenceKind, EvidencePresence, Subject,
};
use assay_catalog::Control;
use leptos::prelude::*;

use super::super::super::state::ControlsState;
use super::super::read_only;
use crate::components::IconButton;
use crate::components::icon::Icon;
use crate::features::evidence::AbsenceTag;
use crate::features::places;
use crate::words;

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    pub(super) id: EvidenceId,
    pub(super) label: String,
    /// The kind in at most four capitals: a file's extension, or `URL`.
    pub(super) kind: String,
    /// Digest, size and day, or address and day.
    pub(super) line: String,
    /// How many other controls and risks it supports.
    pub(super) also: usize,
    /// What is wrong with the file on this device, if anything is.
    pub(super) absence: Option<Absence>,
}

impl Card {
    pub(super) fn of(
        id: &EvidenceId,
        item: &Evidence,
        day: Day,
        presence: &EvidencePresence,
    ) -> Self {
        let day = words::day(day);
        let (kind, line) = match &item.kind {
            EvidenceKind::File {
                name, size, sha256, ..
            } => (
                extension(name),
                format!(
                    "sha256 {} \u{00b7} {} \u{00b7} {day}",
                    beginning(&sha256.to_string()),
                    words::bytes(*size)
                ),
            ),
            EvidenceKind::Link { address } => (
                "URL".to_owned(),
                format!("{} \u{00b7} {day}", address.as_str()),
            ),
        };
        let links = item.controls.len() + item.risks.len();
        Self {
            id: id.clone(),
            label: words::name(item.label()),
            kind,
            line,
            also: links.saturating_sub(1),
            absence: presence.of_item(item),
        }
    }
}

/// The first twelve digits of a digest in groups of four.
fn beginning(digest: &str) -> String {
    let groups: Vec<_> = (0..3)
        .filter_map(|group| digest.get(group * 4..group * 4 + 4))
        .collect();
    format!("{} \u{2026}", groups.join(" "))
}

/// A file's extension in capitals, or `FILE` when it has none of at most four characters.
fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, extension)| extension.to_uppercase())
        .filter(|extension| {
            (1..=4).contains(&extension.len())
                && extension.chars().all(|each| each.is_ascii_alphanumeric())
        })
        .unwrap_or_else(|| "FILE".to_owned())
}

/// The card, with its link to the library and the way to unlink it.
#[component]
pub(super) fn EvidenceCard(
    state: ControlsState,
    control: &'static Control,
    card: Card,
) -> impl IntoView {
    let workbench = state.workbench;
    let id = card.id.clone();
    let unlink = move || {
        // What is wrong was shown to the user by the workbench.
        let _shown = workbench.perform(Edit::UnlinkEvidence {
            id: id.clone(),
            subject: Subject::Control(control.id().clone()),
        });
    };
    view! {
        <li class="control-card">
            <span class="control-card-kind" aria-hidden="true">{card.kind}</span>
            <div class="control-card-words">
                <a href=places::evidence(workbench, &card.id)>{card.label.clone()}</a>
                <span class="control-card-line mono">{card.line}</span>
                <AbsenceTag absence=card.absence />
                {(card.also > 0).then(|| view! {
                    <span class="control-card-also">{format!("also supports {}", card.also)}</span>
                })}
            </div>
            <IconButton
                label=format!("Unlink {}", card.label)
                icon=Icon::Close
                on_press=unlink
                disabled=read_only(state)
            />
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_a_short_extension() {
        assert_eq!(extension("policy.v3.pdf"), "PDF");
        assert_eq!(extension("archive.tar.zst"), "ZST");
        assert_eq!(extension("Makefile"), "FILE");
        assert_eq!(extension("x.configuration"), "FILE");
        assert_eq!(extension("x."), "FILE");
    }

    #[test]
    fn a_digest_is_shortened_in_groups() {
        assert_eq!(
            beginning(&"9f2c41aa07be".repeat(5)),
            "9f2c 41aa 07be \u{2026}"
        );
    }
}
