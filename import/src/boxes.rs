//! Information boxes: which risks something is about, and which external criteria correspond to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::edition_file::{Criterion, Scope};
use crate::inline::Inline;
use crate::pieces::{Entry, Kind, Piece};
use crate::problem::{Findings, Place, ProblemKind};

/// The risks and categories of the page.
#[derive(Debug, Default)]
pub(crate) struct Register {
    /// Identifiers of risks by their anchors.
    pub(crate) risks: BTreeMap<String, String>,
    /// Identifiers of categories, which are their anchors.
    pub(crate) categories: BTreeSet<String>,
}

/// What a box says.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) scope: Option<Scope>,
    pub(crate) criteria: Vec<Criterion>,
    /// Headings of parts that are neither.
    pub(crate) others: Vec<String>,
    /// The heading above the risks, and that above the criteria, for messages.
    pub(crate) headings: Vec<String>,
}

/// What the part of a box under a heading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Risks,
    Criteria,
    Other,
}

fn about(heading: &str) -> About {
    let heading = heading.to_lowercase();
    if heading.contains("external control") {
        About::Criteria
    } else if heading.contains("risk")
        && ["mitigat", "address"]
            .iter()
            .any(|word| heading.contains(word))
    {
        About::Risks
    } else {
        About::Other
    }
}

/// Reads a box that belongs to `owner`.
pub(crate) fn read(
    pieces: &[Piece],
    owner: &str,
    register: &Register,
    findings: &mut Findings,
) -> Contents {
    let mut contents = Contents::default();
    let mut reader = BoxReader {
        owner,
        register,
        findings,
    };
    let mut part: Option<About> = None;
    for (index, piece) in pieces.iter().enumerate() {
        match (&piece.kind, part) {
            (Kind::Heading(_, _, inline), _) => {
                let heading = inline.text.clone();
                let found = about(&heading);
                let listed = matches!(
                    pieces.get(index + 1).map(|next| &next.kind),
                    Some(Kind::List(_))
                );
                match found {
                    About::Risks => {
                        if contents.scope.is_some() {
                            reader.misplaced(piece.line, &heading);
                        }
                        let scope = contents.scope.get_or_insert_default();
                        reader.heading(piece.line, &heading, listed, scope);
                    }
                    About::Other => contents.others.push(heading.clone()),
                    About::Criteria => {}
                }
                contents.headings.push(heading);
                part = Some(found);
            }
            (Kind::List(entries), Some(About::Risks)) => {
                let scope = contents.scope.get_or_insert_default();
                for entry in entries {
                    reader.risks(entry, scope);
                }
            }
            (Kind::List(entries), Some(About::Criteria)) => {
                for entry in entries {
                    reader.criteria(entry, &mut contents.criteria);
                }
            }
            (Kind::Part(_), _) | (_, Some(About::Other)) => {}
            (kind, Some(About::Risks | About::Criteria) | None) => {
                let found = found_text(kind);
                let kind = ProblemKind::UnreadableRelation { found };
                reader.problem(piece.line, kind);
            }
        }
    }
    contents
}

fn found_text(kind: &Kind) -> String {
    match kind {
        Kind::Heading(_, _, inline) | Kind::Paragraph(inline) => shortened(&inline.text),
        Kind::List(entries) => shortened(entries.first().map_or("", |entry| &entry.inline.text)),
        Kind::Tools(title, _) => shortened(title),
        Kind::Table(_) => "a table".to_owned(),
        Kind::Box(_) => "a box within a box".to_owned(),
        Kind::Part(id) => shortened(id),
    }
}

/// At most 120 characters of a text, for a message.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

struct BoxReader<'a> {
    owner: &'a str,
    register: &'a Register,
    findings: &'a mut Findings,
}

impl BoxReader<'_> {
    fn problem(&mut self, line: usize, kind: ProblemKind) {
        self.findings.problem(Place::of(line, self.owner), kind);
    }

    fn note(&mut self, line: usize, kind: ProblemKind) {
        self.findings.note(Place::of(line, self.owner), kind);
    }

    fn misplaced(&mut self, line: usize, heading: &str) {
        let heading = shortened(heading);
        self.problem(line, ProblemKind::MisplacedBox { heading });
    }

    /// A heading may say by itself that all risks are meant; without a list below it has to.
    fn heading(&mut self, line: usize, heading: &str, listed: bool, scope: &mut Scope) {
        let words = heading.to_lowercase();
        if words.contains("almost all risks") {
            scope.almost_all_risks = true;
            self.note(line, ProblemKind::AlmostAllRisks);
        } else if words.contains("all risks") {
            scope.all_risks = true;
        } else if !listed {
            let found = shortened(heading);
            self.problem(line, ProblemKind::UnreadableRelation { found });
        }
    }

    fn risks(&mut self, entry: &Entry, scope: &mut Scope) {
        let inline = &entry.inline;
        match inline.text.to_lowercase().as_str() {
            "all risks" => scope.all_risks = true,
            "almost all risks" => {
                scope.almost_all_risks = true;
                self.note(entry.line, ProblemKind::AlmostAllRisks);
            }
            _ => self.linked_risks(entry, scope),
        }
        if scope.all_risks && scope.almost_all_risks {
            let found = shortened(&inline.text);
            self.problem(entry.line, ProblemKind::UnreadableRelation { found });
        }
        for entry in &entry.entries {
            self.risks(entry, scope);
        }
    }

    fn linked_risks(&mut self, entry: &Entry, scope: &mut Scope) {
        let inline = &entry.inline;
        let mut understood = !inline.links.is_empty();
        let mut at = 0;
        for (range, address) in &inline.links {
            let before = inline.part(&(at..range.start));
            at = range.end;
            let says = inline.part(range);
            let anchor = Inline::anchor(address).unwrap_or("");
            let all = before
                .trim_start_matches([',', ';', ' '])
                .eq_ignore_ascii_case("all");
            let separated = before.chars().all(|character| ",; ".contains(character));
            if anchor.starts_with("sec-risks") {
                understood &= all;
                self.category(entry.line, anchor, scope);
            } else if anchor.starts_with("risk-") {
                understood &= separated;
                self.risk(entry.line, anchor, says, scope);
            } else {
                understood = false;
            }
        }
        let rest = inline.part(&(at..inline.text.len()));
        understood &= rest.chars().all(|character| ",;. ".contains(character));
        if !understood {
            let found = shortened(&inline.text);
            self.problem(entry.line, ProblemKind::UnreadableRelation { found });
        }
    }

    fn category(&mut self, line: usize, anchor: &str, scope: &mut Scope) {
        if !self.register.categories.contains(anchor) {
            let category = shortened(anchor);
            self.problem(line, ProblemKind::UnknownCategory { category });
        } else if !scope.risk_categories.iter().any(|known| known == anchor) {
            scope.risk_categories.push(anchor.to_owned());
        }
    }

    fn risk(&mut self, line: usize, anchor: &str, says: &str, scope: &mut Scope) {
        let Some(risk) = self.register.risks.get(anchor).cloned() else {
            let risk = shortened(anchor);
            self.problem(line, ProblemKind::UnknownRisk { risk });
            return;
        };
        if says != risk {
            let says = shortened(says);
            self.problem(line, ProblemKind::ContradictoryLink { says, leads: risk });
        } else if scope.risks.contains(&risk) {
            self.note(line, ProblemKind::RepeatedRisk { risk });
        } else {
            scope.risks.push(risk);
        }
    }

    /// Reads the criteria of an item: a citation and what stands behind it, up to the next one.
    fn criteria(&mut self, entry: &Entry, criteria: &mut Vec<Criterion>) {
        let inline = &entry.inline;
        let marks: &[char] = &['[', ']', ':', ',', ';', '*', '-', ' '];
        let first = inline
            .citations
            .first()
            .map_or(inline.text.len(), |(range, _)| range.start);
        let before = inline.part(&(0..first));
        // Damaged markup runs a few together; more than that is something else.
        let mut understood =
            (1..=4).contains(&inline.citations.len()) && before.trim_matches(marks).is_empty();
        if inline.citations.len() > 1 {
            let kind = ProblemKind::RunTogether {
                found: shortened(&inline.text),
                taken: inline.citations.iter().map(|(_, id)| id.clone()).collect(),
            };
            self.note(entry.line, kind);
        }
        for (index, (range, framework)) in inline.citations.iter().enumerate() {
            let end = inline
                .citations
                .get(index + 1)
                .map_or(inline.text.len(), |(next, _)| next.start);
            let found = inline.part(&(range.end..end)).trim_matches(marks);
            let taken = found.split(" of ").next().unwrap_or(found).trim();
            if taken != found {
                let found = shortened(found);
                let kind = ProblemKind::CriterionShortened {
                    found,
                    taken: taken.to_owned(),
                };
                self.note(entry.line, kind);
            }
            // Criteria have numbers; other words are none.
            understood &= taken.is_empty()
                || (taken.len() <= 60 && taken.bytes().any(|byte| byte.is_ascii_digit()));
            let criterion = Criterion {
                framework: framework.clone(),
                reference: (!taken.is_empty()).then(|| taken.to_owned()),
            };
            if !criteria.contains(&criterion) {
                criteria.push(criterion);
            }
        }
        if !understood || !entry.entries.is_empty() {
            let found = shortened(&inline.text);
            self.problem(entry.line, ProblemKind::UnreadableCriterion { found });
        }
    }
}
