//! A small page of our own, in both forms, with everything that is hard to read on the real one.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use crate::common::{DRAWN, SOURCE, catalog, edition, json_of, problems, with};
use assay_catalog::Catalog;
use assay_import::{OpenedEdition, ProblemKind, open_edition, read_valos_page};
use serde_json::{Value, json};

fn both(member: &str) -> Value {
    let [drawn, source] = [DRAWN, SOURCE].map(|page| json_of(page)[member].take());
    assert_eq!(drawn, source, "both forms give the same {member}");
    drawn
}

#[test]
fn risks_with_lists_lines_and_successors() {
    let risks = both("risks");
    let [water, sun] = &risks["categories"].as_array().unwrap()[..] else {
        panic!()
    };
    assert_eq!(
        water["introduction"],
        json!([
            { "text": "Too little & too much of it are both bad. For example:" },
            { "list": [
                "A flood drowns roots.",
                { "text": "A drought has parts:", "list": ["dry air", "dry soil"] },
            ] },
        ])
    );
    assert_eq!(water["prefix"], "WET");
    assert_eq!(water["risks"][0]["title"], "Forgotten can");
    assert_eq!(
        water["risks"][1],
        json!({
            "id": "WET2", "group": "Process", "title": "Broken hose", "wording": "specification",
            "description": ["The hose breaks and", "wets the path", "leaves the beds dry"],
        })
    );
    assert_eq!(
        water["risks"][2],
        json!({ "id": "WET3", "replaced_by": ["WET1", "SUN2"] })
    );
    assert_eq!(
        water["risks"][3],
        json!({ "id": "WET4", "replaced_by": [] })
    );
    assert_eq!(
        sun["risks"][0]["description"],
        json!(["Leaves burn", "Fruit splits"])
    );
    assert_eq!(
        sun["risks"][1],
        json!({ "id": "SUN3", "replaced_by": ["SUN2"] })
    );
}

#[test]
fn mitigations_with_headings_terms_and_boxes() {
    assert_eq!(
        both("mitigations"),
        json!({
            "introduction": [{ "text": "What gardeners do about it." }],
            "sections": [
                {
                    "id": "sec-mitigations-watering",
                    "title": "Watering",
                    "blocks": [{ "text": "Watering is done as the plan says." }],
                    "mitigates": { "risks": ["WET1"] },
                    "mitigations": [
                        {
                            "id": "sec-mit-plan",
                            "title": "A plan",
                            "blocks": [
                                { "text": "The plan says when and how much, after Alpha of Gardens and [BETA]." },
                                { "heading": "Good plans have" },
                                { "list": ["a Rota with names", "a page for rain"] },
                                { "text": "See also the shed." },
                            ],
                            "mitigates": { "all_risks": true },
                        },
                        {
                            "id": "sec-mit-shed",
                            "title": "A shed",
                            "blocks": [{ "text": "A shed keeps hoses whole." }],
                            "mitigates": {
                                "risks": ["WET2", "WET3", "SUN2"],
                                "risk_categories": ["sec-risks-sun"],
                            },
                        },
                    ],
                },
                { "id": "sec-mitigations-shade", "title": "Shade", "blocks": [], "mitigations": [{ "id": "sec-mit-nets", "title": "Nets", "blocks": [{ "text": "Nets are hung." }] }] },
            ],
        })
    );
    assert_eq!(
        both("glossary"),
        json!({ "terms": [
            {
                "term": "The plan",
                "definition": "The plan says when and how much, after Alpha of Gardens and [BETA].",
                "found_in": "sec-mit-plan",
            },
            { "term": "Rota", "definition": "a Rota with names", "found_in": "sec-mit-plan" },
        ] })
    );
}

#[test]
fn controls_with_levels_criteria_and_relations() {
    let controls = both("controls");
    assert_eq!(
        controls["introduction"],
        json!([{ "text": "Controls are compared with" }, { "list": ["Alpha of Gardens"] }])
    );
    let section = &controls["sections"][0];
    assert_eq!(
        section["introduction"],
        json!([{ "text": "These are about water." }])
    );
    assert_eq!(
        section["criteria"],
        json!([
            { "framework": "ALPHA" },
            { "framework": "BETA", "reference": "Part 2.1" },
            { "framework": "SOC2", "reference": "CC 1.1" },
        ])
    );
    let sentence = "Gardeners MUST water all beds daily, and SHOULD do so in the evening";
    assert_eq!(
        section["groups"][0],
        json!({
            "id": "ctrl-water",
            "title": "Water the beds",
            "controls": [
                {
                    "id": "req-water", "level": "MUST",
                    "short_title": "Gardeners: water all beds daily",
                    "statement": "Gardeners MUST water all beds daily",
                    "sentence": sentence, "period": "daily",
                },
                {
                    "id": "req-evening", "level": "SHOULD", "short_title": "Do so in the evening",
                    "statement": "and SHOULD do so in the evening", "sentence": sentence,
                },
                {
                    "id": "req-noon", "level": "MUST NOT",
                    "short_title": "Do not water at noon, and MUST NOT run",
                    "statement": "Node Operators MUST NOT water at noon, and MUST NOT run",
                },
            ],
            "guidance": [
                { "text": "This covers all beds, as [GAMMA] says." }, { "list": ["pots too"] },
            ],
            "standards": ["GAMMA"],
            "addresses": { "risks": ["WET1", "WET3"] },
            "criteria": [
                { "framework": "ALPHA" },
                { "framework": "BETA", "reference": "7.2" },
                { "framework": "SOC2", "reference": "CC 1.2" },
            ],
        })
    );
    let hose = &section["groups"][1];
    assert_eq!(hose["addresses"], json!({ "almost_all_risks": true }));
    assert_eq!(
        hose["controls"][0],
        json!({
            "id": "req-hose", "level": "SHOULD", "period": "twice-per-year",
            "short_title": "The hose: hang in the shed, as Gamma shows, twice per year",
            "statement": "The hose SHOULD hang in the shed, as Gamma shows, twice per year",
        })
    );
    let cans = &section["groups"][2];
    assert_eq!(cans["addresses"], json!({ "all_risks": true }));
    // Short titles are unique in an edition.
    assert_eq!(cans["controls"][0]["short_title"], "Count cans");
    assert_eq!(cans["controls"][1]["short_title"], "Count cans (2)");
}

#[test]
fn works_are_frameworks_where_controls_name_them() {
    assert_eq!(
        both("frameworks"),
        json!({
            "frameworks": [
                { "id": "SOC2", "label": "SOC 2", "title": "Criteria", "publisher": "Somebody" },
                {
                    "id": "ALPHA", "label": "ALPHA", "title": "Alpha of Gardens",
                    "publisher": "Alpha Press", "date": "2030", "url": "https://example.org/alpha",
                },
                {
                    "id": "BETA", "label": "BETA", "title": "Beta", "publisher": "Beta's",
                    "date": "2029", "url": "https://example.org/beta",
                },
                { "id": "GAMMA", "label": "GAMMA", "title": "Gamma" },
            ],
        })
    );
}

#[test]
fn the_edition_is_what_the_page_says() {
    for (page, date) in [(DRAWN, Some("2031-05-06")), (SOURCE, None)] {
        let edition = edition(page).file.edition;
        assert_eq!(edition.name, "ValOS - Test Garden");
        assert_eq!(edition.version, "v3");
        assert_eq!(edition.date.as_deref(), date);
        assert_eq!(
            edition.copyright.as_deref(),
            Some("Copyright© 2031, The Garden Society")
        );
        assert_eq!(edition.publisher.as_deref(), Some("The Garden Society"));
        assert_eq!(edition.licence.as_deref(), Some("Apache-2.0"));
        assert_eq!(
            edition.url.as_deref(),
            Some("https://example.org/garden.html")
        );
        let provenance = edition.provenance;
        let said = [provenance.changes.concat(), provenance.omissions.concat()].concat();
        for words in [
            "ALPHA and BETA",
            "CC 1.2 of the criteria",
            "ctrl-hose",
            "req-water, req-evening",
            "WET2",
            "\"Tools to support planning\", \"Templates for plans\"",
        ] {
            assert!(said.contains(words), "{words} in {said}");
        }
    }
}

/// A page that was drawn says only when: whoever has it knows better. What says its own day keeps it.
#[test]
fn the_date_of_a_drawn_draft_can_be_put_right() {
    let draft = with(
        DRAWN,
        "This document is version 3 of the page",
        "This document is an Editor's Draft of the page",
    );
    let read = |page: &str, date| match open_edition(page.as_bytes(), date).unwrap() {
        OpenedEdition::Whole {
            file,
            date_of_drawing,
            ..
        } => {
            let catalog = Catalog::from_edition_file(&file).unwrap();
            (catalog.edition().date().to_owned(), date_of_drawing)
        }
        OpenedEdition::DateNeeded => panic!("the page says its date"),
    };
    assert_eq!(read(&draft, None), ("2031-05-06".to_owned(), true));
    assert_eq!(
        read(&draft, Some("2031-04-01")),
        ("2031-04-01".to_owned(), true)
    );
    assert_eq!(
        read(DRAWN, Some("2031-04-01")),
        ("2031-05-06".to_owned(), false)
    );
}

#[test]
fn notes_have_their_lines_in_the_input() {
    for page in [DRAWN, SOURCE] {
        let edition = edition(page);
        let line_of = |words: &str| 1 + page.lines().position(|line| line.contains(words)).unwrap();
        let evening = edition.notes.iter().find(|note| {
            matches!(note.kind, ProblemKind::SharedSentence { .. })
                && note.place.identifier.as_deref() == Some("req-evening")
        });
        assert_eq!(
            evening.unwrap().place.line,
            Some(line_of("id=\"req-evening\""))
        );
        let shortened = edition
            .notes
            .iter()
            .find(|note| matches!(note.kind, ProblemKind::CriterionShortened { .. }));
        assert_eq!(
            shortened.unwrap().place.line,
            Some(line_of("CC 1.2 of the criteria"))
        );
        let damaged = edition
            .notes
            .iter()
            .find(|note| matches!(&note.kind, ProblemKind::RunTogether { found, .. } if found == "ALPHABETA"));
        assert_eq!(damaged.unwrap().place.line, Some(line_of("ALPHABETA")));
    }
}

#[test]
fn the_catalog_reads_both() {
    for page in [DRAWN, SOURCE] {
        let catalog = catalog(page);
        assert_eq!(catalog.controls().len(), 6);
        assert_eq!(catalog.edition().version(), "v3");
    }
}

#[test]
fn what_browsers_change_when_they_save_changes_nothing() {
    let saved = DRAWN
        .replace("href=\"#", "href=\"https://example.org/garden.html#")
        .replace(
            "<!DOCTYPE html>",
            "\u{feff}<!-- saved from url=(0031)https://example.org/ -->\r\n<!DOCTYPE html>",
        )
        .replace('\n', "\r\n")
        + "\r\n<!-- a remark -->\r\n";
    assert_eq!(json_of(&saved), json_of(DRAWN));
    assert_eq!(json_of(&SOURCE.replace('\n', "\r\n")), json_of(SOURCE));
}

#[test]
fn a_page_without_its_configuration_has_its_bibliography() {
    let page = with(DRAWN, "id=\"initialUserConfig\"", "id=\"another\"");
    // GAMMA and SOC2 are cited, and this bibliography does not have them.
    let found = problems(&page);
    assert_eq!(found.len(), 3, "{found:?}");
    let unknown = found.iter().filter(|problem| {
        matches!(&problem.kind, ProblemKind::UnknownReference { reference } if reference == "GAMMA" || reference == "SOC2")
    });
    assert_eq!(unknown.count(), 3, "{found:?}");
}

#[test]
fn scripts_and_styles_are_no_text() {
    for page in [DRAWN, SOURCE] {
        let edition = read_valos_page(page.as_bytes()).unwrap();
        let text = serde_json::to_string(&edition.file).unwrap();
        assert!(!text.contains("req-in-a"), "{text}");
        assert!(!text.contains("Scripts MUST run"));
    }
}
