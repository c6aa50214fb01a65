//! Where everything stands that others refer to: controls, parts of statements, parameters.

use std::collections::BTreeMap;

use super::at::{At, Findings, repeated};
use super::parameters::Parameters;
use super::problem::OscalProblem;
use super::titles::code;

/// The relations of a withdrawn control's links to where it went. OSCAL has them with a hyphen, and
/// NIST's catalogs of other publications than SP 800-53 with an underscore.
const MOVED: [&str; 4] = [
    "moved-to",
    "incorporated-into",
    "moved_to",
    "incorporated_into",
];

/// What a catalog holds, by name.
#[derive(Default)]
pub(super) struct Index<'a> {
    pub(super) controls: BTreeMap<&'a str, Indexed<'a>>,
    pub(super) parameters: Parameters<'a>,
    /// The control that a part of a statement stands in.
    parts: BTreeMap<&'a str, &'a str>,
    /// The control with a code in its label, such as `03.02.01`; none where several have it.
    codes: BTreeMap<String, Option<&'a str>>,
    groups: BTreeMap<&'a str, At<'a>>,
}

/// A control.
pub(super) struct Indexed<'a> {
    pub(super) at: At<'a>,
    pub(super) withdrawn: bool,
    /// The addresses in the links to where a withdrawn control went.
    pub(super) moved: Vec<&'a str>,
}

impl<'a> Index<'a> {
    /// Goes through a whole catalog.
    pub(super) fn of(catalog: &At<'a>, findings: &Findings) -> Self {
        let mut index = Self::default();
        index.add(catalog, findings);
        index
    }

    /// The groups, controls and parameters of the catalog or of a group.
    fn add(&mut self, at: &At<'a>, findings: &Findings) {
        self.parameters.add(at, findings);
        for group in at.objects("groups", findings) {
            let group = group.identified();
            if let Some(id) = group.text("id", findings) {
                if let Some(first) = self.groups.get(id) {
                    refuse_second(id, first, &group, findings);
                }
                self.groups.entry(id).or_insert_with(|| group.clone());
            }
            self.add(&group, findings);
        }
        self.add_controls(at, findings);
    }

    fn add_controls(&mut self, at: &At<'a>, findings: &Findings) {
        for control in at.objects("controls", findings) {
            let control = control.identified();
            self.parameters.add(&control, findings);
            self.add_controls(&control, findings);
            let Some(id) = control.required_text("id", findings) else {
                continue;
            };
            if let Some(first) = self.controls.get(id) {
                refuse_second(id, &first.at, &control, findings);
                continue;
            }
            self.add_parts(id, &control, findings);
            self.codes
                .entry(code(&control, findings))
                .and_modify(|known| *known = None)
                .or_insert(Some(id));
            let moved = moved(&control, findings);
            let indexed = Indexed {
                withdrawn: is_withdrawn(&control, &moved, findings),
                moved,
                at: control,
            };
            self.controls.insert(id, indexed);
        }
    }

    fn add_parts(&mut self, control: &'a str, at: &At<'a>, findings: &Findings) {
        for part in at.objects("parts", findings) {
            let name = part.text("name", findings).unwrap_or_default();
            if name.starts_with("assessment") {
                continue;
            }
            if let Some(id) = part.text("id", findings) {
                self.parts.entry(id).or_insert(control);
            }
            self.add_parts(control, &part, findings);
        }
    }

    /// The control that a link leads to: `#ac-2`, `#ac-2_smt.k`, or, as some catalogs write it, a
    /// bare identifier or the code of a label.
    pub(super) fn target(&self, link: &str) -> Option<&'a str> {
        let name = link.rsplit_once('#').map_or(link, |(_, name)| name).trim();
        let control = self.controls.get_key_value(name).map(|(id, _)| *id);
        control
            .or_else(|| self.parts.get(name).copied())
            .or_else(|| self.codes.get(name).copied().flatten())
    }

    /// Whether a group has the identifier.
    pub(super) fn has_group(&self, id: &str) -> bool {
        self.groups.contains_key(id)
    }
}

fn refuse_second(id: &str, first: &At<'_>, second: &At<'_>, findings: &Findings) {
    let identifier = repeated(id);
    let first = first.place.clone();
    findings.refuse(&second.place, OscalProblem::Twice { identifier, first });
}

/// The links that say where a control went.
fn moved<'a>(control: &At<'a>, findings: &Findings) -> Vec<&'a str> {
    control
        .objects("links", findings)
        .iter()
        .filter(|link| {
            link.text("rel", findings)
                .is_some_and(|relation| MOVED.contains(&relation))
        })
        .filter_map(|link| link.text("href", findings))
        .collect()
}

/// Whether a control is withdrawn: by its property or its class, or because nothing of it is left but
/// where it went.
fn is_withdrawn(control: &At<'_>, moved: &[&str], findings: &Findings) -> bool {
    let says = |text: &str| text.trim().eq_ignore_ascii_case("withdrawn");
    control.properties("status", findings).into_iter().any(says)
        || control
            .text("class", findings)
            .is_some_and(|class| class.to_ascii_lowercase().contains("withdrawn"))
        || (!moved.is_empty() && control.objects("parts", findings).is_empty())
}
