//! Says in sentences what was read, changed and left out.

use crate::edition_file::{EditionFacts, EditionFile, Provenance};

use super::controls::LEVEL;
use super::tally::Tally;
use super::text::MAX_TEXT_BYTES;

/// The sentences for an edition that was read.
pub(super) fn provenance(file: &EditionFile, tally: &Tally, oscal_version: &str) -> Provenance {
    let groups = file
        .controls
        .sections
        .iter()
        .flat_map(|section| &section.groups);
    let controls: usize = groups.map(|group| group.controls.len()).sum();
    let statements = controls.saturating_sub(tally.titles_as_statements.get());
    Provenance {
        source: source(&file.edition, oscal_version),
        verbatim: vec![format!(
            "The statements of {}, the parts of all statements, and the guidance are the catalog's own \
             words, but for what is named as changed.",
            counted(statements, "control", "controls")
        )],
        summaries: said(&[(
            &tally.headings,
            "heading of guidance is the name that OSCAL gives the part, as a word",
            "headings of guidance are the names that OSCAL gives the parts, as words",
        )]),
        changes: changes(tally, controls),
        omissions: omissions(tally),
    }
}

fn source(edition: &EditionFacts, oscal_version: &str) -> String {
    let mut name = edition.name.as_str();
    let end = name.floor_char_boundary(MAX_TEXT_BYTES / 4);
    name = &name[..end];
    let mut version = edition.version.as_str();
    let end = version.floor_char_boundary(MAX_TEXT_BYTES / 4);
    version = &version[..end];
    let of = if oscal_version.is_empty() {
        String::new()
    } else {
        format!(" of OSCAL {oscal_version}")
    };
    format!(
        "Read by Assay from an OSCAL catalog{of}: {name}, version {version}, of {}.",
        edition.date.as_deref().unwrap_or("an unknown date")
    )
}

fn changes(tally: &Tally, controls: usize) -> Vec<String> {
    let mut changes = said(&[
        (
            &tally.parameters,
            "parameter was filled into the text by its value, its choices or its label",
            "parameters were filled into the texts by their values, their choices or their labels",
        ),
        (
            &tally.markdown,
            "text lost its Markdown (links, emphasis, code), of which the words were kept",
            "texts lost their Markdown (links, emphasis, code), of which the words were kept",
        ),
        (
            &tally.titles_as_statements,
            "control whose statement has no words before its parts, or that has none, has its title as the statement",
            "controls whose statements have no words before their parts, or that have none, have their titles as \
             the statements",
        ),
        (
            &tally.nested_groups,
            "group within another one is a section, with the title of the outer one before its own",
            "groups within others are sections, with the titles of the outer ones before their own",
        ),
        (
            &tally.nameless_groups,
            "section has an identifier of Assay's, because its group has none",
            "sections have identifiers of Assay's, because their groups have none",
        ),
    ]);
    let of_key_words = tally.key_words.get();
    let mut level = format!(
        "OSCAL knows no levels, so that {} {} the level {LEVEL}",
        counted(controls, "control", "controls"),
        if controls == 1 { "has" } else { "have" },
    );
    if of_key_words > 0 {
        level.push_str(&format!(
            ", also {of_key_words} in whose statements MUST or SHOULD stands"
        ));
    }
    changes.push(level + ".");
    changes
}

fn omissions(tally: &Tally) -> Vec<String> {
    said(&[
        (
            &tally.assessment_parts,
            "part with objectives or methods of an assessment was left out",
            "parts with objectives or methods of an assessment were left out",
        ),
        (
            &tally.links,
            "link from a control or group to a work or to another control was left out",
            "links from controls and groups to works or to other controls were left out",
        ),
        (
            &tally.properties,
            "property of a control or group was left out, which is neither a label nor a state",
            "properties of controls and groups were left out, which are neither labels nor states",
        ),
        (
            &tally.guidelines,
            "parameter lost its guidelines and constraints",
            "parameters lost their guidelines and constraints",
        ),
        (
            &tally.citations,
            "citation was left out, because the work has a title",
            "citations were left out, because the works have titles",
        ),
        (
            &tally.nameless_works,
            "work without a title and a citation was left out",
            "works without a title and a citation were left out",
        ),
        (
            &tally.empty_groups,
            "group without a control in force was left out",
            "groups without a control in force were left out",
        ),
        (
            &tally.missing_targets,
            "link of a withdrawn control leads to nothing in this catalog, and was left out",
            "links of withdrawn controls lead to nothing in this catalog, and were left out",
        ),
        (
            &tally.withdrawn_texts,
            "withdrawn control has a text beside its title, which was left out",
            "withdrawn controls have texts beside their titles, which were left out",
        ),
        (
            &tally.remarks,
            "remark was left out",
            "remarks were left out",
        ),
    ])
}

/// A sentence for each count that is not 0.
fn said(counts: &[(&super::tally::Count, &str, &str)]) -> Vec<String> {
    counts
        .iter()
        .filter(|(count, _, _)| count.get() > 0)
        .map(|(count, one, several)| counted(count.get(), one, several) + ".")
        .collect()
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
