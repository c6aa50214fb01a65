//! Small editions, made for a test.

use assay_catalog::Catalog;
use serde_json::{Value, json};

/// A control in a group of its own.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    pub(crate) id: String,
    pub(crate) statement: String,
    pub(crate) level: &'static str,
    pub(crate) guidance: Value,
    pub(crate) risks: Vec<String>,
}

/// A risk; without a title it is retired.
#[derive(Clone, Debug)]
pub(crate) struct Risk {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) description: String,
    pub(crate) wording: &'static str,
    pub(crate) replaced_by: Vec<String>,
}

/// A small edition.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) controls: Vec<Control>,
    /// Identifiers, and where their content went.
    pub(crate) withdrawn: Vec<(String, Vec<String>)>,
    pub(crate) risks: Vec<Risk>,
}

impl Made {
    /// As many controls and risks, of which each control addresses the risk of its number, and each
    /// says something that no other one says.
    pub(crate) fn new(count: usize) -> Self {
        let control = |number: usize| Control {
            id: format!("req-{number}"),
            statement: format!("Operators MUST do what is right in matter {number}"),
            level: "MUST",
            guidance: json!([{ "text": format!("It helps to think of matter {number} early.") }]),
            risks: vec![format!("R{number}")],
        };
        let risk = |number: usize| Risk {
            id: format!("R{number}"),
            title: Some(format!("Matter {number}")),
            description: format!("Matter {number} may go wrong"),
            wording: "specification",
            replaced_by: Vec::new(),
        };
        Self {
            name: "Example".to_owned(),
            version: "1".to_owned(),
            controls: (0..count).map(control).collect(),
            withdrawn: Vec::new(),
            risks: (0..count).map(risk).collect(),
        }
    }

    /// The control of a number.
    pub(crate) fn control(&mut self, number: usize) -> &mut Control {
        &mut self.controls[number]
    }

    /// The risk of a number.
    pub(crate) fn risk(&mut self, number: usize) -> &mut Risk {
        &mut self.risks[number]
    }

    /// Gives a risk another identifier, everywhere.
    pub(crate) fn rename_risk(&mut self, from: &str, to: &str) {
        let named = self.controls.iter_mut().flat_map(|each| &mut each.risks);
        let own = self.risks.iter_mut().map(|each| &mut each.id);
        for id in named.chain(own).filter(|id| *id == from) {
            *id = to.to_owned();
        }
    }

    /// Takes a risk away, everywhere.
    pub(crate) fn remove_risk(&mut self, id: &str) {
        self.risks.retain(|each| each.id != id);
        for control in &mut self.controls {
            control.risks.retain(|each| each != id);
        }
    }

    /// The edition, read.
    pub(crate) fn read(&self) -> Catalog {
        let group = |control: &Control| {
            let mut group = json!({
                "id": format!("ctrl-of-{}", control.id),
                "title": format!("What {} is about", control.statement),
                "controls": [{
                    "id": control.id,
                    "level": control.level,
                    "short_title": control.id,
                    "statement": control.statement,
                }],
                "guidance": control.guidance,
            });
            if !control.risks.is_empty() {
                group["addresses"] = json!({ "risks": control.risks });
            }
            group
        };
        let risk = |risk: &Risk| match &risk.title {
            None => json!({ "id": risk.id, "replaced_by": risk.replaced_by }),
            Some(title) => json!({
                "id": risk.id,
                "title": title,
                "description": [risk.description],
                "wording": risk.wording,
            }),
        };
        let withdrawn: Vec<Value> = self
            .withdrawn
            .iter()
            .map(|(id, moved_to)| json!({ "id": id, "title": "Gone", "moved_to": moved_to }))
            .collect();
        let file = json!({
            "edition": {
                "format": "assay-edition/1",
                "name": self.name,
                "version": self.version,
                "date": "2026-01-01",
                "status": "release",
                "publisher": "Example",
                "licence": "Apache-2.0",
                "copyright": "Copyright 2026, Example",
                "url": "https://example.org",
                "levels": [
                    { "name": "MUST", "mandatory": true },
                    { "name": "SHOULD", "mandatory": false },
                ],
                "provenance": {
                    "source": "Made for a test.",
                    "verbatim": [],
                    "summaries": [],
                    "changes": [],
                    "omissions": [],
                },
            },
            "frameworks": {},
            "controls": {
                "sections": [{
                    "id": "sec-controls",
                    "title": "Controls",
                    "groups": self.controls.iter().map(group).collect::<Vec<_>>(),
                }],
                "withdrawn": withdrawn,
            },
            "risks": {
                "categories": [{
                    "id": "sec-risks",
                    "title": "Risks",
                    "risks": self.risks.iter().map(risk).collect::<Vec<_>>(),
                }],
            },
            "mitigations": {},
            "glossary": {},
        });
        Catalog::from_edition_file(&file.to_string()).unwrap()
    }
}
