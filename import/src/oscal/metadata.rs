//! What an edition says about itself, and the works that it refers to.

use std::collections::BTreeMap;

use assay_catalog::ReferenceId;

use crate::edition_file::{EditionFacts, Level, Provenance, Reference, Status, Work};

use super::at::{At, repeated};
use super::controls::LEVEL;
use super::problem::OscalProblem;
use super::text::Prose;

/// How many parties are named as publishers.
const MOST_PUBLISHERS: usize = 20;

/// What is said of a version that is not final.
const DRAFT: &str = "draft";

/// Reads `metadata` (OSCAL reference, Catalog, `metadata`). The provenance is still empty.
pub(super) fn edition(catalog: &At<'_>, prose: &Prose<'_>) -> Option<EditionFacts> {
    let findings = prose.findings;
    let Some(metadata) = catalog.member("metadata") else {
        let member = "metadata";
        findings.refuse(&catalog.place, OscalProblem::Missing { member });
        return None;
    };
    let name = prose.required_line(&metadata, "title");
    let version = prose.required_line(&metadata, "version");
    let date = date(&metadata, prose);
    check_oscal_version(&metadata, prose);
    let (name, version) = (name?, version?);
    let publication = metadata.properties("publication-status", findings);
    let is_draft = [name.as_str(), version.as_str()]
        .into_iter()
        .chain(publication)
        .any(|text| text.to_ascii_lowercase().contains(DRAFT));
    let remarks = prose.line_of(&metadata, "remarks");
    let property = |names: &[&str]| {
        let found = names.iter().find_map(|name| {
            let values = metadata.properties(name, findings);
            values.first().map(|value| (*value).to_owned())
        });
        found
            .map(|value| prose.line(&value, &metadata.place.below("props")))
            .filter(|value| !value.is_empty())
    };
    let about_rights = ["copyright", "©"]
        .iter()
        .any(|word| remarks.to_lowercase().contains(word));
    let rights = property(&["copyright", "rights"]).or_else(|| {
        prose
            .tally
            .remarks
            .add(usize::from(!about_rights && !remarks.is_empty()));
        about_rights.then_some(remarks)
    });
    Some(EditionFacts {
        format: "assay-edition/1",
        name,
        version,
        date: Some(date?),
        status: if is_draft {
            Status::Draft
        } else {
            Status::Release
        },
        publisher: publisher(&metadata, prose),
        licence: property(&["license", "licence"]),
        // Whoever shows it puts a full stop after it.
        copyright: rights
            .map(|text| text.trim_end_matches('.').trim_end().to_owned())
            .filter(|text| !text.is_empty()),
        url: canonical(catalog, &metadata, prose),
        levels: vec![Level {
            name: LEVEL.to_owned(),
            mandatory: true,
        }],
        provenance: Provenance::default(),
    })
}

/// The day on which the catalog was published, or else last changed, as its own clock had it.
fn date(metadata: &At<'_>, prose: &Prose<'_>) -> Option<String> {
    let findings = prose.findings;
    let (name, moment) = match metadata.text("published", findings) {
        Some(published) => ("published", published),
        None => (
            "last-modified",
            metadata.required_text("last-modified", findings)?,
        ),
    };
    let day = moment.trim().get(..10).filter(|day| is_date(day));
    if day.is_none() {
        let found = repeated(moment);
        findings.refuse(&metadata.place.below(name), OscalProblem::Date { found });
    }
    day.map(str::to_owned)
}

/// Whether a text has the form `YYYY-MM-DD` with a month and a day that exist in some year.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let well_formed = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|it| it.parse().ok());
    let days = match number(5..7) {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        _ => 0,
    };
    well_formed && number(8..10).is_some_and(|day: u8| (1..=days).contains(&day))
}

/// OSCAL 1 is read whatever its minor version: they only add to each other.
fn check_oscal_version(metadata: &At<'_>, prose: &Prose<'_>) {
    let version = metadata
        .text("oscal-version", prose.findings)
        .unwrap_or_default()
        .trim();
    let number = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let place = metadata.place.below("oscal-version");
    let found = repeated(version);
    if number.is_empty() || number == "1" || number.starts_with("1.0.0-") {
        prose
            .findings
            .note(&place, OscalProblem::UncertainOscalVersion { found });
    } else if !number.starts_with("1.") {
        prose
            .findings
            .refuse(&place, OscalProblem::OscalVersion { found });
    }
}

/// The names of the parties with the role of a publisher, or else of a creator.
fn publisher(metadata: &At<'_>, prose: &Prose<'_>) -> Option<String> {
    let findings = prose.findings;
    let parties: BTreeMap<&str, At<'_>> = metadata
        .objects("parties", findings)
        .into_iter()
        .filter_map(|party| Some((party.text("uuid", findings)?, party)))
        .collect();
    let responsible = metadata.objects("responsible-parties", findings);
    ["publisher", "creator"].iter().find_map(|role| {
        let mut names: Vec<String> = Vec::new();
        for each in &responsible {
            if each.text("role-id", findings) != Some(role) {
                continue;
            }
            for (_, uuid) in each.texts("party-uuids", findings) {
                let name = parties.get(uuid).map(|party| {
                    let name = prose.line_of(party, "name");
                    if name.is_empty() {
                        prose.line_of(party, "short-name")
                    } else {
                        name
                    }
                });
                let name = name.filter(|name| !name.is_empty() && names.len() < MOST_PUBLISHERS);
                names.extend(name.filter(|name| !names.contains(name)));
            }
        }
        (!names.is_empty()).then(|| prose.short_enough(names.join(", "), &metadata.place))
    })
}

/// Where the catalog is published: its link with the relation "canonical", which may name a resource.
fn canonical(catalog: &At<'_>, metadata: &At<'_>, prose: &Prose<'_>) -> Option<String> {
    let findings = prose.findings;
    let resources: BTreeMap<&str, At<'_>> = resources(catalog, prose)
        .into_iter()
        .filter_map(|resource| Some((resource.text("uuid", findings)?, resource)))
        .collect();
    metadata
        .objects("links", findings)
        .iter()
        .filter(|link| link.text("rel", findings) == Some("canonical"))
        .filter_map(|link| link.text("href", findings))
        .find_map(|address| match address.strip_prefix('#') {
            Some(uuid) => resources
                .get(uuid)
                .and_then(|resource| address_of(resource, prose)),
            None => secure(address),
        })
}

/// Reads the resources of `back-matter` (OSCAL reference, Catalog, `back-matter`) as references.
pub(super) fn references(catalog: &At<'_>, prose: &Prose<'_>) -> Vec<Reference> {
    let findings = prose.findings;
    let mut places = BTreeMap::new();
    let mut references = Vec::new();
    for resource in resources(catalog, prose) {
        let Some(uuid) = resource.required_text("uuid", findings) else {
            continue;
        };
        if let Err(error) = ReferenceId::parse(uuid) {
            findings.refuse(&resource.place.below("uuid"), error.into());
        }
        if let Some(first) = places.insert(uuid, resource.place.clone()) {
            let identifier = repeated(uuid);
            findings.refuse(&resource.place, OscalProblem::Twice { identifier, first });
            continue;
        }
        let title = prose.line_of(&resource, "title");
        let citation = resource
            .member("citation")
            .map(|citation| prose.line_of(&citation, "text"))
            .unwrap_or_default();
        prose
            .tally
            .citations
            .add(usize::from(!title.is_empty() && !citation.is_empty()));
        let title = if title.is_empty() { citation } else { title };
        if title.is_empty() {
            prose.tally.nameless_works.add(1);
            findings.note(&resource.place, OscalProblem::NamelessWork);
            continue;
        }
        references.push(Reference {
            id: uuid.to_owned(),
            work: Work {
                title,
                url: address_of(&resource, prose),
                ..Work::default()
            },
        });
    }
    references
}

fn resources<'t>(catalog: &At<'t>, prose: &Prose<'_>) -> Vec<At<'t>> {
    catalog
        .member("back-matter")
        .map(|back_matter| back_matter.objects("resources", prose.findings))
        .unwrap_or_default()
}

/// The first https address of a resource.
fn address_of(resource: &At<'_>, prose: &Prose<'_>) -> Option<String> {
    resource
        .objects("rlinks", prose.findings)
        .iter()
        .filter_map(|link| link.text("href", prose.findings))
        .find_map(secure)
}

fn secure(address: &str) -> Option<String> {
    let address = address.trim();
    let sound = address.starts_with("https://")
        && address.len() < 2_000
        && !address
            .chars()
            .any(|each| each.is_control() || each.is_whitespace());
    sound.then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_are_days_that_exist() {
        for date in ["2023-10-12", "2024-02-29", "2026-12-31"] {
            assert!(is_date(date));
        }
        for text in [
            "2023-13-01",
            "2023-02-30",
            "2023-00-10",
            "2023-1-001",
            "20231-1-10",
            "+023-10-12",
            "",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
