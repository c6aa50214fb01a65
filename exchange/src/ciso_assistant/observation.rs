//! What a report states of a control beyond its verdict, as Markdown.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{Day, DeficiencyText, Method, Sample};
use assay_report::document::{
    ActionPart, AssessedPart, ControlPart, DeficiencyPart, EarlierControlPart, EvidenceContent,
    EvidencePart, FindingItem, FindingPart, ProcedurePart, Report,
};

use super::CisoAssistantError;
use crate::{
    plain::{labelled, paragraphs, prose, word},
    words,
};

/// What controls name, and what names them.
pub(super) struct Stated<'r> {
    source: String,
    evidence: BTreeMap<&'r str, &'r EvidencePart>,
    actions: BTreeMap<&'r str, &'r ActionPart>,
    findings: BTreeMap<&'r str, Vec<&'r DeficiencyPart>>,
    rules: BTreeMap<&'r str, Vec<(&'r FindingPart, &'r FindingItem)>>,
    /// The risks that the assessor added, which no library has.
    own_risks: BTreeSet<&'r str>,
}

impl<'r> Stated<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut findings: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for finding in &report.deficiencies {
            // Each once, also where it is named twice.
            for control in finding.controls.iter().collect::<BTreeSet<_>>() {
                findings.entry(control.as_str()).or_default().push(finding);
            }
        }
        // What a rule found of a risk says nothing of a control that is called the same.
        let risks: BTreeSet<&str> = report.risks().map(|risk| risk.id.as_str()).collect();
        let mut rules: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for rule in &report.findings {
            for item in rule
                .items
                .iter()
                .filter(|item| !risks.contains(item.id.as_str()))
            {
                let of_it = rules.entry(item.id.as_str()).or_default();
                of_it.push((rule, item));
            }
        }
        let evidence = report.evidence.iter();
        let actions = report.actions.iter();
        let own = report.risks().filter(|risk| risk.own);
        Self {
            source: words::taken_from(report),
            evidence: evidence.map(|item| (item.id.as_str(), item)).collect(),
            actions: actions.map(|action| (action.id.as_str(), action)).collect(),
            findings,
            rules,
            own_risks: own.map(|risk| risk.id.as_str()).collect(),
        }
    }

    /// All that is stated of a control. It takes its bytes from `room`.
    pub(super) fn about(
        &self,
        control: &ControlPart,
        room: &mut usize,
    ) -> Result<String, CisoAssistantError> {
        let mut said = Said {
            text: String::new(),
            room,
        };
        said.say(&labelled("Reason", &control.reason))?;
        said.found(words::FOUND_SO, &found(control), &control.note)?;
        for each in &control.procedures {
            said.part(&format!("Procedure {}", each.number), &procedure(each))?;
        }
        for item in named(&self.evidence, &control.evidence) {
            said.part("Evidence", &evidence(item))?;
        }
        let findings = self.findings.get(control.id.as_str());
        let findings = findings.map_or(&[][..], Vec::as_slice);
        for each in findings {
            said.part("Finding", &finding(each))?;
        }
        let answering = findings.iter().flat_map(|finding| &finding.actions);
        for each in named(&self.actions, control.actions.iter().chain(answering)) {
            said.part("Action", &action(each))?;
        }
        for (rule, item) in self.rules.get(control.id.as_str()).into_iter().flatten() {
            said.part("X-ray", &x_ray(rule, item))?;
        }
        for risk in control
            .risks
            .iter()
            .filter(|risk| self.own_risks.contains(risk.id.as_str()))
        {
            said.say(&format!("{}: {} {}", words::OWN_RISK, risk.id, risk.title))?;
        }
        if let Some(found) = &control.earlier {
            said.found(words::EARLIER, &earlier(found), &found.note)?;
        }
        said.say(&self.source)?;
        Ok(said.text)
    }
}

/// Those of these identifiers, each once.
fn named<'s, T>(
    all: &'s BTreeMap<&str, &T>,
    identifiers: impl IntoIterator<Item = &'s String>,
) -> impl Iterator<Item = &'s T> {
    let mut seen = BTreeSet::new();
    let identifiers = identifiers.into_iter().filter(move |id| seen.insert(*id));
    identifiers.filter_map(|id| all.get(id.as_str()).copied())
}

fn finding(part: &DeficiencyPart) -> Vec<Line> {
    let mut lines = vec![
        ("Title", part.title.clone()),
        ("Identifier", part.id.clone()),
        (
            "Severity",
            label(part.severity.map(|severity| severity.label())),
        ),
        (
            "Follow-up",
            label(part.follow_up.map(|follow_up| follow_up.label())),
        ),
    ];
    lines.extend(DeficiencyText::ALL.map(|text| {
        let said = part.texts.get(&text).cloned();
        (text.label(), said.unwrap_or_default())
    }));
    lines.extend([
        (
            "Position of management",
            label(part.position.map(|position| position.label())),
        ),
        ("Responded by", part.responded_by.clone()),
        ("Responded on", day(part.responded_on)),
        ("Risks", part.risks.join(", ")),
        ("Actions that answer it", part.actions.join(", ")),
    ]);
    lines
}

/// A text that grows as long as there is room.
struct Said<'s> {
    text: String,
    room: &'s mut usize,
}

impl Said<'_> {
    /// A paragraph; nothing where it says nothing.
    fn say(&mut self, paragraph: &str) -> Result<(), CisoAssistantError> {
        let paragraph = prose(paragraph);
        if paragraph.is_empty() {
            return Ok(());
        }
        let left = self.room.checked_sub(paragraph.len());
        *self.room = left.ok_or(CisoAssistantError::TooLarge)?;
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&paragraph);
        Ok(())
    }

    /// What was found and how, and a note, which is Markdown. It stands below the lines, so that a list with which it
    /// begins is not theirs.
    fn found(&mut self, title: &str, lines: &[Line], note: &str) -> Result<(), CisoAssistantError> {
        if lines.iter().any(|(_, text)| !text.is_empty()) {
            self.part(title, lines)?;
        }
        match note.trim() {
            "" => Ok(()),
            note => self.say(&format!("**Note**\n\n{note}")),
        }
    }

    /// Lines below what they are about. The title keeps the text from beginning with a hyphen, which a spreadsheet would
    /// take for a formula.
    fn part(&mut self, title: &str, lines: &[Line]) -> Result<(), CisoAssistantError> {
        self.say(&paragraphs([format!("**{title}**"), list(lines)]))
    }
}

/// What something is, and what is stated of it.
type Line = (&'static str, String);

/// Lines as a list, without those that say nothing.
fn list(lines: &[Line]) -> String {
    let said = lines.iter().filter(|(_, text)| !text.trim().is_empty());
    let said = said.map(|(what, text)| {
        // What goes on in further lines belongs to the same item.
        format!("- {what}: {}", text.trim().replace('\n', "\n  "))
    });
    said.collect::<Vec<_>>().join("\n")
}

fn found(control: &ControlPart) -> Vec<Line> {
    let effectiveness = control.effectiveness;
    let mut lines = assessed(&control.methods, control.assessed.as_ref()).to_vec();
    lines.extend([
        (
            "Design",
            label(effectiveness.design.map(|design| design.label())),
        ),
        (
            "Operation",
            label(effectiveness.operation.map(|operation| operation.label())),
        ),
    ]);
    lines
}

fn assessed(methods: &[Method], assessed: Option<&AssessedPart>) -> [Line; 3] {
    let methods: Vec<&str> = methods.iter().map(|method| method.label()).collect();
    [
        ("Methods", methods.join(", ")),
        ("Assessed on", day(assessed.map(|assessed| assessed.on))),
        (
            "Assessed by",
            assessed
                .map(|assessed| assessed.by.clone())
                .unwrap_or_default(),
        ),
    ]
}

fn procedure(part: &ProcedurePart) -> Vec<Line> {
    let mut lines = vec![
        ("Method", label(part.method.map(|method| method.label()))),
        ("Done", part.done.clone()),
        ("Result", label(part.result.map(|result| result.label()))),
        ("Exceptions", part.exceptions.clone()),
    ];
    lines.extend(part.sample.iter().flat_map(sample));
    lines
}

fn sample(sample: &Sample) -> Vec<Line> {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut lines = vec![
        ("Population", sample.population.clone()),
        ("Population size", number(sample.population_size)),
        ("Sample size", number(sample.size)),
        ("Chosen", sample.chosen.clone()),
        ("Sample from", day(sample.period.from)),
        ("Sample to", day(sample.period.to)),
    ];
    if let Some(draw) = &sample.draw {
        let drawn = draw.items.iter();
        let drawn: Vec<String> = drawn
            .map(|item| format!("{}: {}", item.line, item.text))
            .collect();
        lines.extend([
            ("Seed of the draw", draw.seed.clone()),
            ("SHA-256 of the list", draw.list.to_string()),
            ("Lines of the list", draw.lines.to_string()),
            ("Drawn, by their line in the list", drawn.join("; ")),
        ]);
    }
    lines
}

fn evidence(item: &EvidencePart) -> Vec<Line> {
    let mut lines = vec![
        ("Label", item.label.clone()),
        ("Identifier", item.id.clone()),
    ];
    match &item.content {
        EvidenceContent::File {
            name,
            media_type,
            size,
            sha256,
        } => lines.extend([
            ("File", name.clone()),
            ("Media type", media_type.clone()),
            ("Bytes", size.to_string()),
            ("SHA-256", sha256.to_string()),
        ]),
        EvidenceContent::Link { address } => lines.push(("Address", address.clone())),
    }
    let picture = item.picture.as_ref();
    lines.extend([
        ("Absent", item.absent.map(words::absent).unwrap_or_default()),
        ("Description", item.description.clone()),
        ("Method", label(item.method.map(|method| method.label()))),
        ("Captured on", day(item.captured_on)),
        ("Added at (UTC)", item.added_at.clone()),
        (
            "Alternative text of the picture",
            picture
                .map(|picture| picture.alternative_text.clone())
                .unwrap_or_default(),
        ),
    ]);
    lines
}

fn action(action: &ActionPart) -> Vec<Line> {
    let overdue = if action.overdue { words::OVERDUE } else { "" };
    vec![
        ("Title", action.title.clone()),
        ("Identifier", action.id.clone()),
        ("Description", action.description.clone()),
        ("Owner", action.owner.clone()),
        ("Due", day(action.due)),
        ("Done on", day(action.done_on)),
        ("Overdue", overdue.to_owned()),
        ("Risks", action.risks.join(", ")),
    ]
}

fn x_ray(rule: &FindingPart, item: &FindingItem) -> Vec<Line> {
    vec![
        ("Rule", rule.rule.clone()),
        ("Found", rule.summary.clone()),
        ("Detail", item.detail.clone().unwrap_or_default()),
        ("Advice", rule.advice.clone()),
        ("By whom", words::OF_A_RULE.to_owned()),
    ]
}

fn earlier(part: &EarlierControlPart) -> Vec<Line> {
    let mut lines = vec![
        ("Status", part.status.label().to_owned()),
        ("Reason", part.reason.clone()),
        ("Between the editions", word(part.carried_as)),
        ("Confirmation", part.confirmation.label().to_owned()),
    ];
    lines.extend(assessed(&part.methods, part.assessed.as_ref()));
    lines
}

fn label(label: Option<&str>) -> String {
    label.unwrap_or_default().to_owned()
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
