//! The library: the edition's sections, control groups and controls as a framework, and its risks as threats. It is the same
//! for every report of an edition.

use std::collections::{BTreeMap, btree_map::Entry};

use assay_assessment::Day;
use assay_report::document::{ControlPart, EditionPart, GroupPart, Report, RiskPart, TextPart};
use serde_json::{Value, json};

use super::{
    CisoAssistantError, LIBRARY_VERSION, MOST_OF_MANY,
    urns::{self, PACKAGER, Urns},
};
use crate::{
    edition::{items, markdown, whose_words},
    plain::{labelled, line, line_or, paragraphs, pruned},
    words,
};

/// How many characters CISO Assistant keeps of an identifier, of a name, and of a copyright line.
const MOST_OF_IDENTIFIER: usize = 100;
const MOST_OF_NAME: usize = 200;
const MOST_OF_COPYRIGHT: usize = 4096;

/// The language of what is bundled, and of our words.
const LOCALE: &str = "en";

/// The library, and where the controls are in it.
pub(super) struct Library<'r> {
    pub(super) content: Value,
    /// All controls of the report, in its order.
    pub(super) controls: Vec<Placed<'r>>,
}

/// A control and its node.
pub(super) struct Placed<'r> {
    pub(super) control: &'r ControlPart,
    pub(super) urn: String,
    /// The identifier of the node, if no other node has it.
    pub(super) ref_id: Option<String>,
    pub(super) name: String,
}

impl<'r> Library<'r> {
    pub(super) fn of(report: &'r Report) -> Result<Self, CisoAssistantError> {
        let edition = &report.edition;
        let id = urns::of_edition(edition);
        let threats = Threats::of(report, &id);
        let mut nodes = Nodes {
            urns: Urns::of("req_node", &id),
            all: Vec::new(),
            controls: Vec::new(),
            identifiers: BTreeMap::new(),
            room: MOST_OF_MANY,
        };
        for section in &report.sections {
            let place = nodes.put(None, 1, &section.id, &section.title, String::new());
            for group in &section.groups {
                let place = nodes.put(Some(&place), 2, &group.id, &group.title, of_group(group));
                for control in &group.controls {
                    nodes.control(&place, control, &threats)?;
                }
            }
        }
        let name = named(edition);
        let content = json!({
            "urn": urns::urn("library", &id),
            "locale": LOCALE,
            "ref_id": id,
            "name": cut(&name, MOST_OF_NAME),
            "description": of_edition(&name, edition),
            "copyright": cut(&line(&edition.copyright), MOST_OF_COPYRIGHT),
            "version": LIBRARY_VERSION,
            // Only a day is one there.
            "publication_date": edition.date.parse::<Day>().map_or(Value::Null, |day| json!(day)),
            "provider": cut(&line(&edition.publisher), MOST_OF_NAME),
            "packager": PACKAGER,
            "objects": {
                "framework": {
                    "urn": urns::urn("framework", &id),
                    "ref_id": id,
                    "name": cut(&name, MOST_OF_NAME),
                    "description": words::the_library(&name),
                    "requirement_nodes": nodes.all,
                },
                "threats": threats.all,
            },
        });
        let mut controls = nodes.controls;
        for placed in &mut controls {
            let only = |id: &String| nodes.identifiers.get(id) == Some(&1);
            placed.ref_id = placed.ref_id.take().filter(only);
        }
        Ok(Self {
            content: pruned(content),
            controls,
        })
    }
}

fn named(edition: &EditionPart) -> String {
    line_or(
        &format!("{} {}", edition.name, edition.version),
        words::NOT_STATED,
    )
}

fn of_edition(name: &str, edition: &EditionPart) -> String {
    paragraphs([
        words::the_library(name),
        whose_words(&edition.provenance),
        labelled("Licence", &edition.licence),
        labelled("Published at", &edition.url),
        labelled("SHA-256 of the edition", &edition.sha256.to_string()),
    ])
}

/// The nodes of the framework, in the edition's order.
struct Nodes<'r> {
    urns: Urns,
    all: Vec<Value>,
    controls: Vec<Placed<'r>>,
    /// How many nodes have an identifier: by that the importer looks for them.
    identifiers: BTreeMap<String, u32>,
    /// How many bytes of names of threats may follow.
    room: usize,
}

impl<'r> Nodes<'r> {
    /// Puts a node below another one, and gives its URN.
    fn put(
        &mut self,
        parent: Option<&str>,
        depth: u8,
        id: &str,
        title: &str,
        description: String,
    ) -> String {
        let urn = self.urns.next(id);
        let ref_id = ref_id(id);
        let count = self.identifiers.entry(ref_id.clone()).or_default();
        *count = count.saturating_add(1);
        let title = line_or(title, id);
        self.all.push(json!({
            "urn": urn,
            "parent_urn": parent,
            "assessable": false,
            "depth": depth,
            "ref_id": ref_id,
            "name": cut(&title, MOST_OF_NAME),
            "description": paragraphs([beyond(&title), description.as_str()]),
        }));
        urn
    }

    fn control(
        &mut self,
        group: &str,
        control: &'r ControlPart,
        threats: &Threats,
    ) -> Result<(), CisoAssistantError> {
        let title = &control.short_title;
        let urn = self.put(Some(group), 3, &control.id, title, of_control(control));
        let named = control.risks.iter();
        let threats: Vec<&String> = named
            .filter_map(|risk| threats.urns.get(risk.id.as_str()))
            .collect();
        let left = threats
            .iter()
            .try_fold(self.room, |room, urn| room.checked_sub(urn.len()));
        self.room = left.ok_or(CisoAssistantError::TooLarge)?;
        if let Some(Value::Object(node)) = self.all.last_mut() {
            node.insert("assessable".to_owned(), json!(true));
            node.insert("threats".to_owned(), json!(threats));
            if !control.title_published {
                node.insert("annotation".to_owned(), json!(words::TITLE_SUMMARY));
            }
        }
        self.controls.push(Placed {
            control,
            urn,
            ref_id: Some(ref_id(&control.id)),
            name: line_or(title, &control.id),
        });
        Ok(())
    }
}

fn of_group(group: &GroupPart) -> String {
    paragraphs([
        marked(&group.guidance),
        labelled("Standards", &group.standards.join("; ")),
    ])
}

fn of_control(control: &ControlPart) -> String {
    let criteria: Vec<&str> = control
        .criteria
        .iter()
        .map(|criterion| criterion.label.as_str())
        .collect();
    paragraphs([
        control.statement.clone(),
        items(&control.parts),
        labelled("Level", &control.level),
        labelled("How often", control.period.as_deref().unwrap_or_default()),
        labelled(
            "The whole sentence",
            control.sentence.as_deref().unwrap_or_default(),
        ),
        marked(&control.guidance),
        labelled("Criteria of other standards", &criteria.join("; ")),
    ])
}

/// Texts of the edition, each with a mark where the words are not the publisher's.
fn marked(texts: &[TextPart]) -> String {
    paragraphs(texts.iter().map(|part| {
        let text = markdown(std::slice::from_ref(part));
        match (part.summary, part.items.is_empty()) {
            (false, _) => text,
            (true, true) => format!("{text} {}", words::SUMMARY),
            (true, false) => paragraphs([text.as_str(), words::SUMMARY]),
        }
    }))
}

/// The risks of the edition. Those that the assessor added are none of it.
struct Threats<'r> {
    all: Vec<Value>,
    urns: BTreeMap<&'r str, String>,
}

impl<'r> Threats<'r> {
    fn of(report: &'r Report, library: &str) -> Self {
        let mut urns = Urns::of("threat", library);
        let mut threats = Self {
            all: Vec::new(),
            urns: BTreeMap::new(),
        };
        for category in &report.register.categories {
            for risk in category.risks.iter().filter(|risk| !risk.own) {
                if let Entry::Vacant(place) = threats.urns.entry(&risk.id) {
                    let urn = place.insert(urns.next(&risk.id));
                    threats.all.push(threat(urn, &category.title, risk));
                }
            }
        }
        threats
    }
}

fn threat(urn: &str, category: &str, risk: &RiskPart) -> Value {
    let title = line_or(&risk.title, &risk.id);
    let said = match risk.description.as_slice() {
        [only] => only.clone(),
        several => several
            .iter()
            .map(|item| format!("- {item}"))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let mitigations: Vec<&str> = risk
        .mitigations
        .iter()
        .map(|mitigation| mitigation.title.as_str())
        .collect();
    json!({
        "urn": urn,
        "ref_id": line_or(&ref_id(&risk.id), words::NOT_STATED),
        "name": cut(&title, MOST_OF_NAME),
        "description": paragraphs([
            beyond(&title),
            &said,
            &labelled("Category", category),
            &labelled("Arises from", &risk.group),
            &labelled("Mitigations", &mitigations.join("; ")),
        ]),
        "annotation": match (risk.title_summary, risk.description_summary) {
            (true, true) => words::RISK_SUMMARY,
            (true, false) => words::TITLE_SUMMARY,
            (false, true) => words::DESCRIPTION_SUMMARY,
            (false, false) => "",
        },
    })
}

fn ref_id(identifier: &str) -> String {
    cut(&line(identifier), MOST_OF_IDENTIFIER)
}

/// A line of at most so many characters.
fn cut(line: &str, most: usize) -> String {
    if line.chars().nth(most).is_none() {
        return line.to_owned();
    }
    let kept = line.chars().take(most.saturating_sub(1));
    kept.chain(['…']).collect()
}

/// A title that is longer than a name, which then stands as a whole in what is said of it.
fn beyond(title: &str) -> &str {
    if title.chars().nth(MOST_OF_NAME).is_none() {
        ""
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_where_it_is_too_long_and_nowhere_else() {
        let fits = "ü".repeat(MOST_OF_NAME);
        assert_eq!(cut(&fits, MOST_OF_NAME), fits);
        assert_eq!(beyond(&fits), "");
        let long = format!("{fits}!");
        let name = cut(&long, MOST_OF_NAME);
        assert_eq!(name.chars().count(), MOST_OF_NAME);
        assert!(name.ends_with("ü…"));
        assert_eq!(beyond(&long), long);
    }
}
