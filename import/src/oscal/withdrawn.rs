//! Where the content of withdrawn controls went.

use std::collections::BTreeSet;

use crate::edition_file::Withdrawn;

use super::at::{At, repeated};
use super::index::Index;
use super::problem::OscalProblem;
use super::text::Prose;
use super::titles::code;

/// How many links are looked at to find where a withdrawn control went.
const MOST_LINKS: usize = 64;

/// A withdrawn control, and the controls in force that hold its content now.
pub(super) fn withdrawn(
    control: &At<'_>,
    index: &Index<'_>,
    prose: &Prose<'_>,
) -> Option<Withdrawn> {
    let id = control.text("id", prose.findings)?;
    let moved_to = followed(id, control, index, prose);
    Some(Withdrawn {
        id: id.to_owned(),
        title: title(id, control, prose),
        moved_to: moved_to.into_iter().map(str::to_owned).collect(),
    })
}

/// Where the links of a withdrawn control lead; links to controls that are withdrawn themselves are
/// followed.
fn followed<'a>(id: &str, control: &At<'_>, index: &Index<'a>, prose: &Prose<'_>) -> Vec<&'a str> {
    let note = |kind| prose.findings.note(&control.place, kind);
    let links_of = |id: &str| index.controls.get(id).map(|found| found.moved.iter().rev());
    let mut moved_to = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = links_of(id).into_iter().flatten().copied().collect();
    for _ in 0..MOST_LINKS {
        let Some(link) = waiting.pop() else {
            return moved_to;
        };
        let found = index
            .target(link)
            .and_then(|target| Some((target, index.controls.get(target)?)));
        match found {
            None => {
                let target = repeated(link);
                prose.tally.missing_targets.add(1);
                note(OscalProblem::TargetMissing { target });
            }
            Some((target, _)) if target == id => note(OscalProblem::TargetCycle),
            Some((target, _)) if !seen.insert(target) => {}
            Some((target, found)) if found.withdrawn => {
                let room = MOST_LINKS.saturating_sub(waiting.len());
                let more = links_of(target).into_iter().flatten().take(room);
                waiting.extend(more.copied());
            }
            Some((target, _)) => moved_to.push(target),
        }
    }
    if !waiting.is_empty() {
        note(OscalProblem::TooManyTargets);
    }
    moved_to
}

/// The heading of a withdrawn control, and, where that is a code only, what the control said.
fn title(id: &str, control: &At<'_>, prose: &Prose<'_>) -> String {
    let heading = prose.heading(control);
    let heading = if heading.is_empty() {
        id.to_owned()
    } else {
        heading
    };
    let said = prose.said(control);
    if said.statement.is_empty() && said.parts.is_empty() && said.guidance.is_empty() {
        return heading;
    }
    if heading != code(control, prose.findings) || said.statement.is_empty() {
        prose.tally.withdrawn_texts.add(1);
        return heading;
    }
    prose.short_enough(format!("{heading} {}", said.statement), &control.place)
}
