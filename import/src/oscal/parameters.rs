//! Fills parameters in as NIST prints them.
//!
//! OSCAL reference, Catalog, `param`: a parameter has values, or a selection of choices, or else a
//! label that stands for what an organization has to say. Prose inserts it by
//! `{{ insert: param, ac-1_prm_1 }}`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use assay_catalog::MAX_FILE_BYTES;

use crate::problem::Place;

use super::at::{At, Findings, repeated};
use super::markdown;
use super::problem::OscalProblem;

/// How many parameters may be inserted into each other.
const MOST_NESTED: usize = 16;

/// The parameters of a catalog, wherever they stand in it.
#[derive(Default)]
pub(super) struct Parameters<'a> {
    all: BTreeMap<&'a str, At<'a>>,
    /// Other names: NIST keeps those of the first edition as `alt-identifier`.
    aliases: BTreeMap<&'a str, &'a str>,
    filled: RefCell<BTreeMap<&'a str, String>>,
    /// How many bytes were inserted.
    inserted: Cell<usize>,
}

impl<'a> Parameters<'a> {
    /// Adds the parameters of the catalog, of a group or of a control.
    pub(super) fn add(&mut self, at: &At<'a>, findings: &Findings) {
        for parameter in at.objects("params", findings) {
            let Some(id) = parameter.required_text("id", findings) else {
                continue;
            };
            if let Some(first) = self.all.get(id) {
                let identifier = repeated(id);
                let first = first.place.clone();
                let kind = OscalProblem::Twice { identifier, first };
                findings.refuse(&parameter.place, kind);
                continue;
            }
            for alias in parameter.properties("alt-identifier", findings) {
                self.aliases.entry(alias).or_insert(id);
            }
            self.all.insert(id, parameter);
        }
    }

    /// How many parameters say more about themselves than is filled in.
    pub(super) fn with_guidelines(&self) -> usize {
        let says_more = |parameter: &&At<'_>| {
            parameter.member("guidelines").is_some() || parameter.member("constraints").is_some()
        };
        self.all.values().filter(says_more).count()
    }

    /// Whether more was inserted than an edition may hold.
    pub(super) fn are_too_many(&self) -> bool {
        self.inserted.get() > MAX_FILE_BYTES
    }

    /// What stands in place of an insertion.
    pub(super) fn insertion(&self, inside: &str, place: &Place, findings: &Findings) -> String {
        self.insert(inside, place, findings, &mut Vec::new())
    }

    fn insert(
        &self,
        inside: &str,
        place: &Place,
        findings: &Findings,
        within: &mut Vec<&'a str>,
    ) -> String {
        let Some(name) = self.named(inside) else {
            let found = repeated(inside);
            findings.note(place, OscalProblem::UnknownInsertion { found });
            return format!("[{}]", inside.replace(['{', '}'], " "));
        };
        let found = self.aliases.get(name).copied().unwrap_or(name);
        let found = if self.all.contains_key(name) {
            name
        } else {
            found
        };
        let Some((id, parameter)) = self.all.get_key_value(found) else {
            let parameter = repeated(name);
            findings.note(place, OscalProblem::UnknownParameter { parameter });
            return assignment(name);
        };
        if within.contains(id) {
            let parameter = repeated(id);
            findings.note(place, OscalProblem::ParameterCycle { parameter });
            return assignment(name);
        }
        if within.len() >= MOST_NESTED {
            findings.note(place, OscalProblem::ParametersTooDeep);
            return assignment(name);
        }
        if self.are_too_many() {
            return assignment(name);
        }
        let known = self.filled.borrow().get(id).cloned();
        let text = known.unwrap_or_else(|| {
            within.push(id);
            let text = self.fill(id, parameter, findings, within);
            within.pop();
            self.filled.borrow_mut().insert(id, text.clone());
            text
        });
        self.inserted
            .set(self.inserted.get().saturating_add(text.len()));
        // Parameters that insert each other often grow beyond every bound; the file is refused then.
        if self.are_too_many() {
            return assignment(name);
        }
        text
    }

    /// The name of the parameter that an insertion is of. The releases before OSCAL 1.0.0 had only the name.
    fn named<'t>(&self, inside: &'t str) -> Option<&'t str> {
        let Some(rest) = inside.strip_prefix("insert:") else {
            let known = self.all.contains_key(inside) || self.aliases.contains_key(inside);
            return known.then_some(inside);
        };
        let (kind, name) = rest.split_once(',')?;
        let name = name.trim();
        (kind.trim() == "param" && !name.is_empty()).then_some(name)
    }

    /// What a parameter says: its values, its choices or its label.
    fn fill(
        &self,
        id: &'a str,
        parameter: &At<'a>,
        findings: &Findings,
        within: &mut Vec<&'a str>,
    ) -> String {
        let mut plain = |text: &str, place: &Place| {
            let (text, _) = markdown::plain(text, &mut |inside| {
                self.insert(inside, place, findings, within)
            });
            text
        };
        let mut all = |texts: Vec<(Place, &str)>| {
            let texts = texts.iter().map(|(place, text)| plain(text, place));
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let values = all(parameter.texts("values", findings));
        if !values.is_empty() {
            return values.join(", ");
        }
        if let Some(select) = parameter.member("select") {
            let choices = all(select.texts("choice", findings)).join("; ");
            let how_many = match select.text("how-many", findings) {
                Some("one-or-more") => " (one or more)",
                Some("one") => " (one)",
                _ => "",
            };
            if !choices.is_empty() {
                return format!("[Selection{how_many}: {choices}]");
            }
        }
        let label = parameter
            .text("label", findings)
            .map(|text| plain(text, &parameter.place));
        let usage = parameter
            .text("usage", findings)
            .map(|text| plain(text, &parameter.place));
        // SP 800-171 has "time period" as the label and prints the usage, "organization-defined time period".
        let printed = usage
            .clone()
            .filter(|usage| usage.starts_with("organization-defined"));
        let words = [printed, label, usage].into_iter().flatten();
        match words.into_iter().find(|text| !text.is_empty()) {
            Some(text) => assignment(&text),
            None => {
                let kind = OscalProblem::EmptyParameter {
                    parameter: repeated(id),
                };
                findings.note(&parameter.place, kind);
                assignment(id)
            }
        }
    }
}

fn assignment(words: &str) -> String {
    format!("[Assignment: {words}]")
}
