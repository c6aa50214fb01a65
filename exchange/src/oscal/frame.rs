//! What all documents of a report have in common: identifiers, moments, people, and where it all comes from.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{Day, Timestamp, UtcOffset};
use assay_report::document::{EvidencePart, Report, Role};
use serde_json::{Map, Value, json};

use super::{
    OscalError, VERSION,
    identifiers::Uuid,
    value::{line, line_or, property, property_of, pruned},
};
use crate::{MadeFile, words};

/// The role of who assessed.
pub(super) const ASSESSOR: &str = "assessor";

/// The role of who was assessed.
pub(super) const OPERATOR: &str = "operator";

/// A report, and what is derived from it once.
pub(super) struct Frame<'r> {
    pub(super) report: &'r Report,
    evidence: BTreeMap<&'r str, &'r EvidencePart>,
    scope: Uuid,
    offset: UtcOffset,
    made_at: Timestamp,
}

impl<'r> Frame<'r> {
    /// # Errors
    /// [`OscalError::Moment`] where the report does not say when it was made.
    pub(super) fn of(report: &'r Report) -> Result<Self, OscalError> {
        let made_at = Timestamp::from_rfc3339(&report.generated_at).ok_or(OscalError::Moment)?;
        let offset = report.local_day.map(|local| local.utc_offset_minutes);
        let evidence = report.evidence.iter();
        Ok(Self {
            report,
            evidence: evidence.map(|item| (item.id.as_str(), item)).collect(),
            scope: Uuid::scope(&report.id),
            offset: offset.unwrap_or(UtcOffset::UTC),
            made_at,
        })
    }

    /// The UUID of something of this assessment. It stays from one report to the next.
    pub(super) fn uuid(&self, kind: &str, item: &str) -> String {
        self.scope.of(&format!("{kind}/{item}")).to_string()
    }

    /// The evidence of these identifiers.
    pub(super) fn evidence<'f>(
        &'f self,
        identifiers: &'f [String],
    ) -> impl Iterator<Item = &'r EvidencePart> + 'f {
        let known = |id: &String| self.evidence.get(id.as_str()).copied();
        identifiers.iter().filter_map(known)
    }

    /// When the report was made.
    pub(super) fn made_at(&self) -> String {
        self.made_at.rfc3339()
    }

    /// The day on which that was.
    pub(super) fn today(&self) -> Day {
        let local = self.report.local_day.map(|local| local.day);
        local.unwrap_or_else(|| self.made_at.day(self.offset))
    }

    /// The beginning of a day where the device was.
    pub(super) fn beginning(&self, day: Day) -> String {
        format!("{day}T00:00:00{}", self.distance())
    }

    /// The last second of a day there.
    pub(super) fn end(&self, day: Day) -> String {
        format!("{day}T23:59:59{}", self.distance())
    }

    /// The distance from UTC, as RFC 3339 has it.
    fn distance(&self) -> String {
        let minutes = self.offset.minutes();
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
        match minutes {
            0 => "Z".to_owned(),
            _ => format!("{sign}{hours:02}:{rest:02}"),
        }
    }

    /// The party that the operator is.
    pub(super) fn operator(&self) -> String {
        self.uuid("party", "operator")
    }

    /// The party that a person is; `None` where nobody is named.
    pub(super) fn person(&self, name: &str) -> Option<String> {
        let name = line(name);
        (!name.is_empty()).then(|| self.uuid("person", &name))
    }

    fn organisation(&self, name: &str) -> Option<String> {
        let name = line(name);
        (!name.is_empty()).then(|| self.uuid("organisation", &name))
    }

    /// The component that the program is.
    pub(super) fn program(&self) -> String {
        self.uuid("component", "program")
    }

    /// Who is at the origin of what somebody found.
    pub(super) fn origin_of(&self, name: &str) -> Value {
        self.person(name).map_or(
            Value::Null,
            |party| json!({ "actors": [{ "type": "party", "actor-uuid": party }] }),
        )
    }

    /// Those who assessed, each once.
    pub(super) fn assessors(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let assessors = self.report.assessors.iter();
        assessors
            .filter_map(|assessor| self.person(&assessor.name))
            .filter(|party| seen.insert(party.clone()))
            .collect()
    }

    /// Those who assessed, or else the program in which it was recorded.
    pub(super) fn origin(&self) -> Value {
        let assessors = self.assessors().into_iter();
        let actors: Vec<Value> = assessors
            .map(|party| json!({ "type": "party", "actor-uuid": party, "role-id": ASSESSOR }))
            .collect();
        if actors.is_empty() {
            self.origin_of_program()
        } else {
            json!({ "actors": actors })
        }
    }

    /// What the program found by itself.
    pub(super) fn origin_of_program(&self) -> Value {
        json!({ "actors": [{ "type": "tool", "actor-uuid": self.program() }] })
    }

    /// The program, as OSCAL names what was assessed with.
    pub(super) fn assets(&self) -> Value {
        let title = line_or(&self.report.generator, words::NOT_STATED);
        json!({
            "components": [{
                "uuid": self.program(),
                "type": "software",
                "title": title,
                "description": words::THE_PROGRAM,
                "status": { "state": "operational" }
            }],
            "assessment-platforms": [{
                "uuid": self.uuid("platform", "program"),
                "title": title,
                "uses-components": [{ "component-uuid": self.program() }]
            }]
        })
    }

    /// The operator, as what was assessed.
    pub(super) fn subject(&self) -> Value {
        json!({ "subject-uuid": self.operator(), "type": "party" })
    }

    /// The metadata of a document.
    pub(super) fn metadata(&self, kind: &str) -> Value {
        let report = self.report;
        let title = line_or(&report.title, words::NOT_STATED);
        json!({
            "title": format!("{title}: {kind}"),
            "published": self.made_at(),
            "last-modified": self.made_at(),
            // It grows with every change of the assessment.
            "version": report.journal.entries.to_string(),
            "oscal-version": VERSION,
            "props": [
                property("report-id", &report.id),
                property("report-title", &report.title),
                property("report-kind", report.kind.label()),
                property("journal-head", report.journal.head.to_string()),
                property("journal-entries", report.journal.entries.to_string()),
                property("edition", format!("{} {}", report.edition.name, report.edition.version)),
                property("edition-sha256", report.edition.sha256.to_string()),
                property("example", if report.example { "true" } else { "" }),
            ],
            "roles": self.roles(),
            "parties": self.parties(),
            "responsible-parties": self.responsible(),
            "remarks": words::made_of(report)
        })
    }

    fn roles(&self) -> Vec<Value> {
        let all = [
            Role::Assessor,
            Role::Operator,
            Role::Reviewer,
            Role::Recipient,
        ];
        let held = self.holders();
        let held = all
            .into_iter()
            .filter(|role| held.contains_key(role_id(*role)));
        held.map(|role| json!({ "id": role_id(role), "title": role.label() }))
            .collect()
    }

    fn responsible(&self) -> Vec<Value> {
        let holders = self.holders().into_iter();
        holders
            .map(|(role, parties)| json!({ "role-id": role, "party-uuids": parties }))
            .collect()
    }

    /// Who has which role.
    fn holders(&self) -> BTreeMap<&'static str, BTreeSet<String>> {
        let mut holders: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        let assessors = self.report.assessors.iter();
        let assessors = assessors.map(|assessor| (Role::Assessor, self.person(&assessor.name)));
        let signing = self.report.signing_parties.iter();
        let signing = signing.map(|party| (party.role, self.person(&party.name)));
        let operator = [(Role::Operator, Some(self.operator()))];
        for (role, party) in assessors.chain(signing).chain(operator) {
            if let Some(party) = party {
                holders.entry(role_id(role)).or_default().insert(party);
            }
        }
        holders
    }

    /// The operator, every person who is named anywhere, and their organisations.
    fn parties(&self) -> Vec<Value> {
        let report = self.report;
        let mut people: BTreeMap<String, Person> = BTreeMap::new();
        for assessor in &report.assessors {
            let person = people.entry(line(&assessor.name)).or_default();
            person.organisations.insert(line(&assessor.organisation));
            person.says.push(property("role", &assessor.role));
        }
        for party in &report.signing_parties {
            let person = people.entry(line(&party.name)).or_default();
            person.organisations.insert(line(&party.organisation));
            person.says.extend([
                property("signs-as", party.role.label()),
                property_of("signing-key", party.key.as_ref()),
                property_of("key-fingerprint", party.fingerprint.as_ref()),
            ]);
        }
        for name in self.named() {
            people.entry(line(name)).or_default();
        }
        people.remove("");
        let organisations: BTreeSet<&String> = people
            .values()
            .flat_map(|person| &person.organisations)
            .filter(|name| !name.is_empty())
            .collect();
        let mut parties = vec![json!({
            "uuid": self.operator(),
            "type": "organization",
            "name": line(&report.operator.name),
            "props": [property("contact", &report.operator.contact)],
        })];
        parties.extend(organisations.into_iter().map(
            |name| json!({ "uuid": self.organisation(name), "type": "organization", "name": name }),
        ));
        parties.extend(people.iter().map(|(name, person)| {
            let organisations = person.organisations.iter();
            let organisations = organisations.filter_map(|name| self.organisation(name));
            json!({
                "uuid": self.person(name),
                "type": "person",
                "name": name,
                "props": person.says,
                "member-of-organizations": organisations.collect::<Vec<_>>()
            })
        }));
        parties
    }

    /// Every name that stands beside something that was found, treated, done or accepted.
    fn named(&self) -> impl Iterator<Item = &'r str> {
        let report = self.report;
        let controls = report.controls().flat_map(|control| {
            let earlier = control.earlier.as_ref();
            let earlier = earlier.and_then(|earlier| earlier.assessed.as_ref());
            let assessed = control.assessed.as_ref().into_iter().chain(earlier);
            assessed.map(|assessed| assessed.by.as_str())
        });
        let risks = report.risks().flat_map(|risk| {
            let accepted = risk.acceptance.as_ref();
            let accepted = accepted.map(|acceptance| acceptance.by.as_str());
            std::iter::once(risk.owner.as_str()).chain(accepted)
        });
        let actions = report.actions.iter().map(|action| action.owner.as_str());
        let findings = report.deficiencies.iter();
        let findings = findings.map(|finding| finding.responded_by.as_str());
        controls.chain(risks).chain(actions).chain(findings)
    }
}

/// What is said of a person.
#[derive(Default)]
struct Person {
    organisations: BTreeSet<String>,
    says: Vec<Value>,
}

const fn role_id(role: Role) -> &'static str {
    match role {
        Role::Assessor => ASSESSOR,
        Role::Operator => OPERATOR,
        Role::Reviewer => "reviewer",
        Role::Recipient => "recipient",
    }
}

/// A document as a file. Its own UUID follows from everything else in it, so that it is another one as soon as
/// anything is.
pub(super) fn file(
    name: &'static str,
    root: &'static str,
    document: Value,
) -> Result<MadeFile, OscalError> {
    let mut document = pruned(document);
    let content = serde_json::to_vec(&document)?;
    let scope = Uuid::scope(root);
    let digest = assay_assessment::Sha256Digest::of(&content).to_string();
    if let Some(members) = document.as_object_mut() {
        members.insert("uuid".to_owned(), json!(scope.of(&digest).to_string()));
    }
    let mut whole = Map::new();
    whole.insert(root.to_owned(), document);
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(whole))?;
    bytes.push(b'\n');
    Ok(MadeFile {
        name,
        media_type: "application/json",
        bytes,
    })
}

/// A resource that stands for another of these files.
pub(super) fn other_file(uuid: &str, title: &str, description: &str, name: &str) -> Value {
    json!({
        "uuid": uuid,
        "title": title,
        "description": description,
        "rlinks": [{ "href": name, "media-type": "application/json" }]
    })
}
