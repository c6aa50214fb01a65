//! The works that the specification refers to: from the configuration, or else from the bibliography
//! of a drawn page.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::configuration::member;
use crate::edition_file::{Framework, Frameworks, Reference, Work};
use crate::problem::{Findings, Place, ProblemKind};
use crate::text::{MOST_IDENTIFIER, check_identifier, is_identifier, plain, required};
use crate::tree::{NodeId, Tree};

/// Frameworks that are known: identifier, label, and of which one they are a part.
const KNOWN: [(&str, &str, Option<&str>); 8] = [
    ("SOC2", "SOC 2", None),
    ("ISO27001", "ISO 27001", None),
    ("OWASP_TOP10", "OWASP Top 10", None),
    ("OWASP_ACCESS_CONTROL", "OWASP A01", Some("OWASP_TOP10")),
    ("CRYPTOFAIL", "OWASP A02", Some("OWASP_TOP10")),
    ("SSRF", "OWASP A10", Some("OWASP_TOP10")),
    ("CCSS", "CCSS", None),
    ("KMS", "BSSC KMS", None),
];

/// How many works a page may refer to; ValOS refers to 21.
const MOST_WORKS: usize = 1_000;

/// The works by their identifiers.
#[derive(Debug, Default)]
pub(crate) struct References {
    works: BTreeMap<String, Work>,
    /// The same identifiers by themselves in small letters: a citation may be written otherwise.
    small: BTreeMap<String, String>,
}

impl References {
    /// Reads the works from a configuration, whose list of them began on `line`.
    pub(crate) fn from_configuration(
        configuration: &Map<String, Value>,
        line: usize,
        findings: &mut Findings,
    ) -> Option<References> {
        let list = configuration.get("localBiblio")?.as_object()?;
        if list.len() > MOST_WORKS {
            return None;
        }
        let mut references = References::default();
        for (id, entry) in list {
            let place = Place::of(line, id);
            let entry = entry.as_object();
            let text = |name| entry.and_then(|entry| member(entry, name));
            let work = Work {
                title: text("title").unwrap_or_default(),
                publisher: text("publisher"),
                date: text("date"),
                url: text("href"),
            };
            references.add(id.clone(), work, &place, findings);
        }
        Some(references)
    }

    /// Reads the works from the bibliography of a drawn page.
    pub(crate) fn from_bibliography(tree: &Tree, findings: &mut Findings) -> References {
        let mut references = References::default();
        for list in tree.below(Tree::ROOT) {
            if tree.name(list) != "dl" || !tree.has_class(list, "bibliography") {
                continue;
            }
            let mut id = None;
            for entry in tree.children(list).iter().copied() {
                match tree.name(entry) {
                    "dt" => {
                        id = Some(
                            plain(&tree.raw_text(entry))
                                .trim_matches(['[', ']'])
                                .to_owned(),
                        )
                    }
                    "dd" => {
                        if let Some(id) = id.take() {
                            let place = Place::of(tree.line(entry), &id);
                            match entry_work(tree, entry) {
                                Some(work) => references.add(id, work, &place, findings),
                                None => findings.note(
                                    place,
                                    ProblemKind::ReferenceWithoutDetails { reference: id },
                                ),
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        references
    }

    fn add(&mut self, id: String, mut work: Work, place: &Place, findings: &mut Findings) {
        check_identifier(&id, MOST_IDENTIFIER, place, findings);
        required(&work.title, "title", place, findings);
        // A publisher together with a year: the year is the date.
        if work.date.is_none()
            && let Some((publisher, year)) = work
                .publisher
                .as_deref()
                .and_then(|publisher| publisher.rsplit_once(", "))
            && !publisher.trim_end().is_empty()
            && year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
        {
            let (publisher, year) = (publisher.trim_end().to_owned(), year.to_owned());
            work.publisher = Some(publisher);
            work.date = Some(year);
        }
        work.url = work
            .url
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        for text in [&work.publisher, &work.date, &work.url]
            .into_iter()
            .flatten()
        {
            required(text, "text", place, findings);
        }
        if self.works.len() >= MOST_WORKS {
            return;
        }
        // Identifiers that differ only in case could not be told apart in citations.
        let small = self.small.insert(id.to_lowercase(), id.clone());
        if self.works.insert(id, work).is_some() || small.is_some() {
            findings.problem(place.clone(), ProblemKind::DuplicateIdentifier);
        }
    }

    /// The work with this identifier.
    pub(crate) fn get(&self, id: &str) -> Option<&Work> {
        self.works.get(id)
    }

    /// The identifier as the list of works has it, in whatever case it was cited.
    pub(crate) fn known(&self, id: &str) -> Option<&str> {
        self.small.get(&id.to_lowercase()).map(String::as_str)
    }

    /// The only two works whose identifiers, run together, are `id`.
    pub(crate) fn run_together(&self, id: &str) -> Option<[&str; 2]> {
        if !is_identifier(id, 2 * MOST_IDENTIFIER) {
            return None;
        }
        let mut found = (1..id.len()).filter_map(|at| {
            let (first, second) = id.split_at(at);
            Some([self.known(first)?, self.known(second)?])
        });
        let pair = found.next()?;
        found.next().is_none().then_some(pair)
    }

    /// The work at an address, if a link to it shows its title.
    pub(crate) fn at_address(&self, address: &str, title: &str) -> Option<&str> {
        self.works
            .iter()
            .find(|(_, work)| work.url.as_deref() == Some(address) && work.title == title)
            .map(|(id, _)| id.as_str())
    }

    /// All works: as frameworks those that controls name and those of which these are a part.
    pub(crate) fn divided(&self, named: &BTreeSet<String>) -> Frameworks {
        let mut ids = named.clone();
        for (id, _, whole) in KNOWN {
            if let Some(whole) = whole
                && named.contains(id)
                && self.works.contains_key(whole)
            {
                ids.insert(whole.to_owned());
            }
        }
        // Known ones come in their usual order, before all others.
        let order = |id: &str| {
            KNOWN
                .iter()
                .position(|(known, ..)| *known == id)
                .unwrap_or(KNOWN.len())
        };
        let mut ordered: Vec<(&String, &Work)> = self.works.iter().collect();
        ordered.sort_by_key(|(id, _)| order(id));
        let (frameworks, references): (Vec<_>, Vec<_>) =
            ordered.into_iter().partition(|(id, _)| ids.contains(*id));
        Frameworks {
            frameworks: frameworks
                .into_iter()
                .map(|(id, work)| {
                    let known = KNOWN.iter().find(|(known, ..)| known == id);
                    let whole = known.and_then(|(_, _, whole)| *whole);
                    Framework {
                        id: id.clone(),
                        label: known.map_or(id.as_str(), |(_, label, _)| label).to_owned(),
                        work: work.clone(),
                        part_of: whole
                            .filter(|whole| ids.contains(*whole))
                            .map(str::to_owned),
                    }
                })
                .collect(),
            references: references
                .into_iter()
                .map(|(id, work)| Reference {
                    id: id.clone(),
                    work: work.clone(),
                })
                .collect(),
        }
    }
}

/// One entry: a link with the title, authors behind one space, the publisher behind two, a date, a
/// status, and the address; all but the title may be absent. `None` for a reference without details.
fn entry_work(tree: &Tree, entry: NodeId) -> Option<Work> {
    let title = tree.below(entry).find(|node| tree.name(*node) == "cite")?;
    let address = tree
        .below(entry)
        .find(|node| tree.name(*node) == "a")
        .and_then(|link| tree.attribute(link, "href"));
    let text = tree.raw_text(entry);
    let title = tree.raw_text(title);
    let (_, rest) = text.split_once(title.as_str())?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let details = rest
        .rsplit_once("URL:")
        .map_or(rest, |(details, _)| details);
    // Behind two spaces stands the publisher, whether there are authors before them or not.
    let behind = details.find("  ").and_then(|at| details.get(at + 2..));
    let mut parts: Vec<&str> = behind
        .unwrap_or(details)
        .split(". ")
        .map(|part| part.trim().trim_end_matches('.'))
        .collect();
    parts.retain(|part| !part.is_empty());
    let is_date = |part: &&&str| {
        part.len() >= 4
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    let date = parts.iter().find(is_date);
    let publisher = match (behind, &parts[..]) {
        (Some(_), [first, ..]) => Some(first),
        // Authors of whom the last ends with a full stop take one of the two spaces; what stands
        // between authors and a date is the publisher all the same.
        (None, [_, second, third, ..]) if date == Some(third) => Some(second),
        _ => None,
    };
    let publisher = publisher.map(|publisher| plain(publisher));
    let date = date.map(|date| plain(date));
    Some(Work {
        title: plain(&title),
        publisher,
        date,
        url: address.map(plain),
    })
}
