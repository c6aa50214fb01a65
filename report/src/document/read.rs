//! Reading a report: every problem is collected, with its place.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{
    ActionPart, AssessorPart, CONTEXT, CarriedFromPart, ConformancePart, ControlPart,
    DeficiencyPart, EditionPart, EditionReferencePart, EvidenceContent, EvidencePart, FORMAT,
    FindingPart, JournalPart, LocalDayPart, MitigationPart, OperatorPart, PeriodPart, Presentation,
    Report, RiskPart, ScalesPart, SigningParty, TermPart, VERSION, WithdrawnPart,
};
use crate::picture;

/// The most items that one list of a report may have. The catalog has 96 risks and 64 controls;
/// an evidence library of ten thousand items is beyond what people assess.
const MOST_ITEMS: usize = 20_000;
/// The most problems that are listed.
const MOST_PROBLEMS: usize = 100;

/// A problem and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the document, such as `sections[3].groups[0]`.
    pub place: String,
    /// What is wrong.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.text)
    }
}

/// Why a JSON value is not a report that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// It is JSON, but something else.
    #[error("this is not an Assay report: its member \"format\" is not \"assay-report\"")]
    NotAReport,
    /// It has a version that this program does not know.
    #[error(
        "this report was made with a newer Assay (format version {found}, this one reads up to \
         {VERSION}): open it with a newer Assay"
    )]
    Newer {
        /// The version found.
        found: u64,
    },
    /// It says it is a report, but cannot be read as one.
    #[error("this report is damaged: {}", list(.0))]
    Damaged(Vec<Problem>),
}

fn list(problems: &[Problem]) -> String {
    let texts: Vec<String> = problems.iter().map(Problem::to_string).collect();
    texts.join("; ")
}

pub(super) fn report(value: Value) -> Result<Report, ReportError> {
    let Value::Object(mut object) = value else {
        return Err(ReportError::NotAReport);
    };
    if object.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(ReportError::NotAReport);
    }
    match object.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(found) if found > VERSION => return Err(ReportError::Newer { found }),
        _ => {
            return Err(ReportError::Damaged(vec![Problem {
                place: "version".to_owned(),
                text: format!("must be {VERSION}"),
            }]));
        }
    }
    object.remove("proof");
    let mut reader = Reader {
        problems: Vec::new(),
    };
    reader.members(&object);
    if reader.problems.is_empty() {
        match Report::deserialize(Value::Object(object)) {
            Ok(report) => {
                reader.whole(&report);
                if reader.problems.is_empty() {
                    return Ok(report);
                }
            }
            Err(error) => reader.note("report", error),
        }
    }
    reader.problems.truncate(MOST_PROBLEMS);
    Err(ReportError::Damaged(reader.problems))
}

struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    /// Each member on its own, and each item of a list, so that each names its own problem.
    fn members(&mut self, object: &Map<String, Value>) {
        self.member::<Option<LocalDayPart>>(object, "localDay");
        self.member::<OperatorPart>(object, "operator");
        self.member::<PeriodPart>(object, "period");
        self.member::<Presentation>(object, "presentation");
        self.member::<EditionPart>(object, "edition");
        self.member::<Option<EditionReferencePart>>(object, "assessedAgainst");
        self.member::<Option<CarriedFromPart>>(object, "carriedFrom");
        self.member::<JournalPart>(object, "journal");
        self.member::<ScalesPart>(object, "scales");
        self.member::<ConformancePart>(object, "conformance");
        self.list::<AssessorPart>(object, "assessors", "");
        self.list::<SigningParty>(object, "signingParties", "");
        self.list::<EvidencePart>(object, "evidence", "");
        self.list::<ActionPart>(object, "actions", "");
        if object.contains_key("deficiencies") {
            self.list::<DeficiencyPart>(object, "deficiencies", "");
        }
        self.list::<FindingPart>(object, "findings", "");
        self.list::<MitigationPart>(object, "mitigations", "");
        self.list::<TermPart>(object, "glossary", "");
        for (section, place) in self.items(object, "sections", "") {
            for (group, place) in self.items_of(section, "groups", &place) {
                for (control, place) in self.items_of(group, "controls", &place) {
                    self.read::<ControlPart>(control, &place);
                }
            }
        }
        if let Some(withdrawn) = object.get("withdrawn") {
            for kind in ["controls", "risks"] {
                for (item, place) in self.items_of(withdrawn, kind, "withdrawn.") {
                    self.read::<WithdrawnPart>(item, &place);
                }
            }
        }
        if let Some(register) = object.get("register") {
            for (category, place) in self.items_of(register, "categories", "register.") {
                for (risk, place) in self.items_of(category, "risks", &place) {
                    self.read::<RiskPart>(risk, &place);
                }
            }
        }
    }

    /// What only the whole document shows: names that lead nowhere or to two things.
    fn whole(&mut self, report: &Report) {
        if !report.context.iter().any(|context| context == CONTEXT) {
            self.note("@context", format!("must hold {CONTEXT}"));
        }
        let levels: Vec<u8> = report
            .scales
            .levels
            .iter()
            .map(|level| level.level.number())
            .collect();
        if levels != [1, 2, 3, 4, 5] {
            self.note("scales.levels", "must be the levels 1 to 5 in order");
        }
        let controls = self.unique("control", report.controls().map(|control| &control.id));
        let risks = self.unique("risk", report.risks().map(|risk| &risk.id));
        if let Some(withdrawn) = &report.withdrawn {
            self.unique(
                "withdrawn control",
                withdrawn.controls.iter().map(|item| &item.id),
            );
            self.unique(
                "withdrawn risk",
                withdrawn.risks.iter().map(|item| &item.id),
            );
        }
        let evidence = self.unique("evidence", report.evidence.iter().map(|item| &item.id));
        let actions = self.unique("action", report.actions.iter().map(|action| &action.id));
        for control in report.controls() {
            self.known(&evidence, &control.evidence, "evidence", &control.id);
            self.known(&actions, &control.actions, "action", &control.id);
        }
        for risk in report.risks() {
            self.known(&evidence, &risk.evidence, "evidence", &risk.id);
            self.known(&actions, &risk.actions, "action", &risk.id);
        }
        for item in &report.evidence {
            self.known(&controls, &item.controls, "control", &item.id);
            self.known(&risks, &item.risks, "risk", &item.id);
        }
        self.pictures(report);
        for action in &report.actions {
            self.known(&controls, &action.controls, "control", &action.id);
            self.known(&risks, &action.risks, "risk", &action.id);
        }
        let deficiencies = report.deficiencies.iter();
        self.unique("finding", deficiencies.clone().map(|part| &part.id));
        for part in deficiencies {
            self.known(&controls, &part.controls, "control", &part.id);
            self.known(&risks, &part.risks, "risk", &part.id);
            self.known(&actions, &part.actions, "action", &part.id);
        }
        self.known(&risks, &report.register.ranking, "risk", "register.ranking");
        self.known(
            &risks,
            &report.register.priorities,
            "risk",
            "register.priorities",
        );
    }

    /// What is drawn is bounded by what a report states of it.
    fn pictures(&mut self, report: &Report) {
        for item in report.evidence.iter().filter(|item| item.picture.is_some()) {
            let file = matches!(item.content, EvidenceContent::File { .. });
            let seen = item.picture.as_ref().and_then(|picture| picture.seen);
            match seen {
                _ if !file => self.note(&item.id, "is a link, and has a picture"),
                None => self.note(&item.id, "does not say what its picture is"),
                Some(facts) if !facts.is_bounded() => {
                    self.note(&item.id, "has a picture of a size that is not drawn");
                }
                Some(_) => {}
            }
        }
        if let Err(error) = picture::bounds(report) {
            self.note("evidence", error);
        }
    }

    fn unique<'r>(
        &mut self,
        kind: &str,
        identifiers: impl Iterator<Item = &'r String>,
    ) -> BTreeSet<&'r str> {
        let mut seen = BTreeSet::new();
        for identifier in identifiers {
            if !seen.insert(identifier.as_str()) {
                self.note(
                    identifier,
                    format!("is the identifier of more than one {kind}"),
                );
            }
        }
        seen
    }

    fn known(&mut self, known: &BTreeSet<&str>, named: &[String], kind: &str, place: &str) {
        for identifier in named {
            if !known.contains(identifier.as_str()) {
                self.note(
                    place,
                    format!("names the {kind} {identifier:?}, which is not in the report"),
                );
            }
        }
    }

    fn member<T: DeserializeOwned>(&mut self, object: &Map<String, Value>, name: &str) {
        if let Some(value) = object.get(name) {
            self.read::<T>(value, name);
        }
    }

    fn list<T: DeserializeOwned>(&mut self, object: &Map<String, Value>, name: &str, before: &str) {
        for (item, place) in self.items(object, name, before) {
            self.read::<T>(item, &place);
        }
    }

    fn items_of<'v>(
        &mut self,
        value: &'v Value,
        name: &str,
        before: &str,
    ) -> Vec<(&'v Value, String)> {
        match value.as_object() {
            Some(object) => self.items(object, name, before),
            None => Vec::new(),
        }
    }

    fn items<'v>(
        &mut self,
        object: &'v Map<String, Value>,
        name: &str,
        before: &str,
    ) -> Vec<(&'v Value, String)> {
        let Some(items) = object.get(name).and_then(Value::as_array) else {
            return Vec::new();
        };
        if items.len() > MOST_ITEMS {
            self.note(
                &format!("{before}{name}"),
                format!("has {} items; the most is {MOST_ITEMS}", items.len()),
            );
            return Vec::new();
        }
        let dot = if before.is_empty() || before.ends_with('.') {
            ""
        } else {
            "."
        };
        items
            .iter()
            .enumerate()
            .map(|(index, item)| (item, format!("{before}{dot}{name}[{index}]")))
            .collect()
    }

    fn read<T: DeserializeOwned>(&mut self, value: &Value, place: &str) {
        if let Err(error) = T::deserialize(value) {
            self.note(place, error);
        }
    }

    fn note(&mut self, place: &str, text: impl fmt::Display) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem {
                place: place.chars().take(200).collect(),
                text: text.to_string().chars().take(400).collect(),
            });
        }
    }
}
