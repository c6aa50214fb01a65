//! Which edition a page is of, as far as the page says it, and where the words come from.

use serde_json::{Map, Value};

use crate::configuration::member;
use crate::edition_file::{
    Block, Controls, EditionFacts, Level, Mitigations, Provenance, Risk, Risks, Status,
};
use crate::page::{Chapters, Form};
use crate::pieces::{Kind, Piece};
use crate::problem::{Findings, Place, ProblemKind};
use crate::read::shared::Shared;
use crate::short_title::LEVELS;
use crate::text::plain;
use crate::tree::Tree;

/// What is counted for the provenance.
#[derive(Debug)]
pub(crate) struct Counts {
    controls: usize,
    risks: usize,
    retired: usize,
    mitigations: usize,
    terms: usize,
    blocks: usize,
    levels: Vec<&'static str>,
    tools: Vec<String>,
    tool_links: usize,
    hyphens: Vec<String>,
    shared_sentences: Vec<String>,
}

impl Counts {
    pub(crate) fn of(
        risks: &Risks,
        mitigations: &Mitigations,
        controls: &Controls,
        shared: &Shared,
    ) -> Counts {
        let all_risks = || risks.categories.iter().flat_map(|category| &category.risks);
        let groups = || controls.sections.iter().flat_map(|section| &section.groups);
        let all = || {
            mitigations
                .sections
                .iter()
                .flat_map(|section| &section.mitigations)
        };
        let blocks: Vec<&Vec<Block>> = groups()
            .map(|group| &group.guidance)
            .chain(all().map(|mitigation| &mitigation.blocks))
            .chain(mitigations.sections.iter().map(|section| &section.blocks))
            .chain(
                controls
                    .sections
                    .iter()
                    .map(|section| &section.introduction),
            )
            .chain(
                risks
                    .categories
                    .iter()
                    .map(|category| &category.introduction),
            )
            .chain([&controls.introduction, &mitigations.introduction])
            .collect();
        Counts {
            controls: groups().map(|group| group.controls.len()).sum(),
            risks: all_risks().count(),
            retired: all_risks()
                .filter(|risk| matches!(risk, Risk::Retired { .. }))
                .count(),
            mitigations: all().count(),
            terms: shared.glossary.terms.len(),
            blocks: blocks.iter().map(|blocks| blocks.len()).sum(),
            levels: shared.levels.iter().copied().collect(),
            tools: shared.tools.clone(),
            tool_links: shared.tool_links,
            hyphens: shared.hyphens.clone(),
            shared_sentences: shared.shared_sentences.clone(),
        }
    }
}

/// Reads which edition a page is of.
pub(crate) fn read(
    tree: &Tree,
    configuration: &Map<String, Value>,
    chapters: &Chapters,
    form: Form,
    counts: &Counts,
    findings: &mut Findings,
) -> EditionFacts {
    let name = match member(configuration, "subTitle") {
        Some(subtitle) if subtitle.len() <= 200 => format!("ValOS - {subtitle}"),
        _ => "ValOS".to_owned(),
    };
    let (version, status) = version(&chapters.status, findings);
    let date = published(tree);
    match &date {
        Some(date) if status == Status::Draft => {
            let date = date.clone();
            findings.note(Place::default(), ProblemKind::DateOfThePage { date });
        }
        Some(_) => {}
        None => findings.note(Place::default(), ProblemKind::NoDate),
    }
    let notice = notice(&chapters.front);
    let copyright = notice.as_deref().map(first_sentence);
    EditionFacts {
        format: "assay-edition/1",
        name,
        version,
        date,
        status,
        publisher: copyright.as_deref().and_then(holder),
        licence: notice.as_deref().and_then(licence),
        copyright,
        url: address(tree, configuration),
        levels: LEVELS
            .iter()
            // The three that ValOS uses are there also where an edition uses only two of them.
            .filter(|(name, _)| {
                counts.levels.contains(name) || matches!(*name, "MUST" | "MUST NOT" | "SHOULD")
            })
            .map(|(name, mandatory)| Level {
                name: (*name).to_owned(),
                mandatory: *mandatory,
            })
            .collect(),
        provenance: provenance(form, counts, findings),
    }
}

fn texts(pieces: &[Piece]) -> impl Iterator<Item = &str> {
    pieces.iter().filter_map(|piece| match &piece.kind {
        Kind::Paragraph(inline) => Some(inline.text.as_str()),
        _ => None,
    })
}

/// What the appendix on the status calls the page: a draft, or a numbered version.
fn version(pieces: &[Piece], findings: &mut Findings) -> (String, Status) {
    for text in texts(pieces) {
        let words = text.to_lowercase().replace('\u{2019}', "'");
        let Some((_, said)) = words.split_once("this document is ") else {
            continue;
        };
        let said = said.split(['.', ',']).next().unwrap_or(said);
        if said.contains("editor's draft") {
            return ("Editor's Draft".to_owned(), Status::Draft);
        }
        let number = said.split_once("version ").map(|(_, rest)| {
            let digits = rest.chars().take_while(char::is_ascii_digit);
            digits.take(10).collect::<String>()
        });
        if let Some(number) = number.filter(|number| !number.is_empty()) {
            return (format!("v{number}"), Status::Release);
        }
    }
    findings.note(Place::named("sec-sotd"), ProblemKind::NoVersion);
    ("unknown".to_owned(), Status::Draft)
}

/// The day that a drawn page says under its title.
fn published(tree: &Tree) -> Option<String> {
    let time = tree
        .below(Tree::ROOT)
        .find(|node| tree.name(*node) == "time" && tree.has_class(*node, "dt-published"))?;
    let date = tree.attribute(time, "datetime")?.get(..10)?;
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts[..] else {
        return None;
    };
    let whole = (year.len(), month.len(), day.len()) == (4, 2, 2);
    let number = |part: &str| part.parse::<u8>().unwrap_or(0);
    let exists = (1..=12).contains(&number(month)) && (1..=31).contains(&number(day));
    (whole && parts.iter().all(|part| digits(part)) && exists).then(|| date.to_owned())
}

/// The paragraph with the copyright.
fn notice(front: &[Piece]) -> Option<String> {
    texts(front)
        .find(|text| text.starts_with("Copyright") || text.starts_with('\u{a9}'))
        .map(str::to_owned)
}

fn first_sentence(notice: &str) -> String {
    let sentence = notice.split(". ").next().unwrap_or(notice);
    crate::boxes::shortened(sentence.trim_end_matches('.').trim_end())
}

/// Who stands behind the year: "Copyright 2026, Somebody".
fn holder(copyright: &str) -> Option<String> {
    let (_, holder) = copyright.split_once(", ")?;
    let holder = holder.trim();
    (!holder.is_empty()).then(|| holder.to_owned())
}

/// The licence's identifier, if it is the one that ValOS has had so far.
fn licence(notice: &str) -> Option<String> {
    let words = notice.to_lowercase();
    let apache =
        words.contains("apache 2 license") || words.contains("apache license, version 2.0");
    apache.then(|| "Apache-2.0".to_owned())
}

fn address(tree: &Tree, configuration: &Map<String, Value>) -> Option<String> {
    let configured =
        member(configuration, "latestVersion").or_else(|| member(configuration, "edDraftURI"));
    let address = configured.or_else(|| {
        // Under the title of a drawn page: a term, and its address behind it.
        let mut said = false;
        for node in tree.below(Tree::ROOT) {
            match tree.name(node) {
                "dt" => {
                    let term = plain(&tree.raw_text(node)).to_lowercase();
                    said =
                        term.contains("latest published version") || term.contains("latest editor");
                }
                "a" if said => return tree.attribute(node, "href").map(plain),
                _ => {}
            }
        }
        None
    });
    address.filter(|address| address.starts_with("https://") && address.len() <= 1000)
}

/// Names in a sentence: as many as a text of an edition has room for.
fn listed(names: impl Iterator<Item = String>) -> String {
    const MOST: usize = 5_000;
    let mut list = String::new();
    let mut more = 0;
    for name in names {
        if list.len() + name.len() > MOST {
            more += 1;
            continue;
        }
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&name);
    }
    match more {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}

fn provenance(form: Form, counts: &Counts, findings: &Findings) -> Provenance {
    let form = match form {
        Form::Drawn => "the published page as a browser saved it",
        Form::Source => "the source of the published page",
    };
    let mut changes = Vec::new();
    for note in &findings.notes {
        match &note.kind {
            ProblemKind::CriterionShortened { found, taken } => {
                changes.push(format!("The criterion \"{found}\" is read as {taken}."));
            }
            ProblemKind::RunTogether { found, taken } => changes.push(format!(
                "The damaged reference \"{found}\" is read as {}.",
                taken.join(" and ")
            )),
            ProblemKind::AlmostAllRisks => {
                let group = note.place.identifier.as_deref().unwrap_or("One place");
                changes.push(format!(
                    "{group} is published as addressing almost all risks without an exception; all are counted."
                ));
            }
            _ => {}
        }
    }
    if !counts.shared_sentences.is_empty() {
        changes.push(format!(
            "The statements of {} are parts of their published sentences, which stand beside them.",
            listed(counts.shared_sentences.iter().cloned())
        ));
    }
    if !counts.hyphens.is_empty() {
        changes.push(format!(
            "The lines of the descriptions of {} stand as items of lists, without the hyphens before them.",
            listed(counts.hyphens.iter().cloned())
        ));
    }
    let mut omissions = vec![
        "The introduction, the words on conformance, the paragraphs before the first category of risks, and the appendices are not part of this edition.".to_owned(),
        "The addresses to which the text links, and authors of the works that it refers to, are not part of this edition.".to_owned(),
    ];
    if !counts.tools.is_empty() {
        omissions.push(format!(
            "The selections of tools are not part of this edition: {} of them with {} links, titled {}.",
            counts.tools.len(),
            counts.tool_links,
            listed(
                counts
                    .tools
                    .iter()
                    .map(|title| format!("\"{}\"", crate::boxes::shortened(title)))
            )
        ));
    }
    Provenance {
        source: format!("Read by Assay from {form}."),
        verbatim: vec![
            format!(
                "The statements of the {} controls, the titles and descriptions of the {} risks that are not retired ({} are), the texts of the {} mitigations and the definitions of the {} terms are the specification's own words, as are all {} blocks of guidance, introductions and mitigations.",
                counts.controls,
                counts.risks - counts.retired,
                counts.retired,
                counts.mitigations,
                counts.terms,
                counts.blocks
            ),
            "The definition of a term is the paragraph, or the item of a list, in which the specification marks it.".to_owned(),
        ],
        summaries: vec![
            "The short title of each control was made by Assay from its statement, without the key words and without \"Node Operators\", and cut after a word to at most 60 characters; the statement is authoritative.".to_owned(),
            "The short labels of the external frameworks that Assay knows are its own.".to_owned(),
        ],
        changes,
        omissions,
    }
}
