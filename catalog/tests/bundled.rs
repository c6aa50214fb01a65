//! The bundled editions: counts, nothing missing, and the specification's own words.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::{BTreeMap, BTreeSet};

use assay_catalog::{
    Block, Catalog, Content, DefinedIn, EditionStatus, Editions, Period, RiskGroup, RiskState,
    Wording, key_word_ranges,
};

/// The specification's text that the data files were made from.
const SPECIFICATION: &str = include_str!("source/valos-spec.txt");

/// The bundled editions: v1, and the draft.
fn editions() -> [&'static Catalog; 2] {
    [Editions::bundled_release(), Editions::bundled_draft()]
}

#[test]
fn the_counts_are_those_of_the_specification() {
    for catalog in editions() {
        let at_level = |level| {
            let controls = catalog.controls().iter();
            controls
                .filter(|control| control.level().as_str() == level)
                .count()
        };
        assert_eq!(catalog.sections().len(), 10);
        assert_eq!(catalog.groups().len(), 53);
        assert_eq!(catalog.controls().len(), 64);
        assert_eq!(at_level("MUST"), 53);
        assert_eq!(at_level("SHOULD"), 8);
        assert_eq!(at_level("MUST NOT"), 3);
        assert_eq!(catalog.categories().len(), 8);
        assert_eq!(catalog.risks().len(), 96);
        assert_eq!(catalog.active_risks().count(), 74);
        assert_eq!(catalog.mitigations().len(), 46);
        assert_eq!(catalog.frameworks().len(), 8);
        assert_eq!(catalog.mitigation_sections().len(), 10);
        let levels = catalog.edition().levels().iter();
        let levels: Vec<_> = levels
            .map(|level| (level.as_str(), level.is_mandatory()))
            .collect();
        assert_eq!(
            levels,
            [("MUST", true), ("MUST NOT", true), ("SHOULD", false)]
        );
        assert!(catalog.withdrawn_controls().is_empty());
        assert_eq!(blocks(catalog).len(), 245);
    }
    let counts = editions().map(|each| (each.glossary().len(), each.references().len()));
    assert_eq!(counts, [(12, 11), (11, 13)]);
}

#[test]
fn a_bundled_edition_is_read_once_and_releases_come_before_drafts() {
    let all = Editions::bundled().all();
    assert_eq!(all.len(), 2);
    for (found, kept) in all.into_iter().zip(editions()) {
        assert!(std::ptr::eq(found, kept));
    }
}

#[test]
fn nothing_is_an_orphan() {
    for catalog in editions() {
        nothing_is_an_orphan_in(catalog);
    }
}

fn nothing_is_an_orphan_in(catalog: &Catalog) {
    for group in catalog.groups() {
        let section = catalog.section(group.section()).unwrap();
        assert!(section.groups().contains(group.id()));
        for control in group.controls() {
            assert_eq!(catalog.control(control).unwrap().group(), group.id());
        }
    }
    for control in catalog.controls() {
        assert!(
            catalog
                .group_of(control)
                .unwrap()
                .controls()
                .contains(control.id())
        );
        assert!(catalog.section_of(control).is_some());
        assert!(!catalog.risks_addressed_by(control.id()).is_empty());
    }
    for risk in catalog.risks() {
        let category = catalog.category(risk.category()).unwrap();
        assert!(risk.id().as_str().starts_with(category.prefix().unwrap()));
    }
    for risk in catalog.active_risks() {
        assert!(!catalog.controls_addressing(risk.id()).is_empty());
        assert!(!catalog.mitigations_for(risk.id()).is_empty());
    }
    for mitigation in catalog.mitigations() {
        assert!(!catalog.risks_mitigated_by(mitigation.id()).is_empty());
        assert!(!mitigation.blocks().is_empty());
        let section = catalog.mitigation_section(mitigation.section()).unwrap();
        assert!(section.mitigations().contains(mitigation.id()));
    }
    for category in catalog.categories() {
        assert!(!category.introduction().is_empty());
        assert!(
            catalog
                .active_risks()
                .any(|risk| risk.category() == category.id())
        );
    }
}

#[test]
fn every_framework_is_named_by_a_criterion_by_guidance_or_as_a_whole() {
    let catalog = Editions::bundled_draft();
    for framework in catalog.frameworks() {
        let by_criterion = catalog
            .criteria()
            .iter()
            .any(|criterion| criterion.framework() == framework.id());
        let by_guidance = catalog
            .groups()
            .iter()
            .any(|group| group.standards().contains(framework.id()));
        let by_part = catalog
            .frameworks()
            .iter()
            .any(|part| part.part_of() == Some(framework.id()));
        assert!(by_criterion || by_guidance || by_part, "{}", framework.id());
    }
}

#[test]
fn every_active_risk_has_a_title_a_description_and_a_group() {
    let catalog = Editions::bundled_draft();
    let mut groups = BTreeSet::new();
    for risk in catalog.active_risks() {
        assert!(!risk.title().unwrap().is_empty());
        assert!(!risk.description().unwrap().is_empty());
        assert!(!risk.description_items().is_empty());
        groups.insert(risk.group().unwrap());
    }
    assert_eq!(groups, RiskGroup::ALL.into_iter().collect());
    let retired = catalog.risks().iter().find(|risk| !risk.is_active());
    let retired = retired.unwrap();
    assert_eq!((retired.title(), retired.description()), (None, None));
    assert_eq!((retired.group(), retired.wording()), (None, None));
    assert!(retired.description_items().is_empty());
}

#[test]
fn short_titles_are_short_and_differ() {
    let catalog = Editions::bundled_draft();
    let mut titles = BTreeSet::new();
    for control in catalog.controls() {
        let title = control.short_title();
        assert!((8..=60).contains(&title.chars().count()), "{title}");
        assert!(!title.ends_with('.'), "{title}");
        assert!(titles.insert(title), "{title}");
        assert_ne!(title, control.statement());
    }
}

#[test]
fn every_statement_has_the_key_words_of_its_level_and_no_mark_of_a_link() {
    for control in editions().into_iter().flat_map(Catalog::controls) {
        let statement = control.statement();
        let words: Vec<_> = key_word_ranges(statement)
            .into_iter()
            .map(|range| &statement[range])
            .collect();
        assert!(!words.is_empty(), "{statement}");
        assert!(
            words.iter().all(|word| *word == control.level().as_str()),
            "{statement}"
        );
        assert!(!statement.contains('🔗'));
        assert!(!statement.ends_with(','), "{statement}");
    }
}

#[test]
fn periods_are_those_that_statements_name() {
    let words = [
        (Period::Daily, "daily"),
        (Period::Quarterly, "quarterly"),
        (Period::TwicePerYear, "twice per year"),
        (Period::Yearly, "every year"),
    ];
    for control in Editions::bundled_draft().controls() {
        let named = words
            .iter()
            .find(|(_, words)| control.statement().contains(words))
            .map(|(period, _)| *period);
        assert_eq!(control.period(), named, "{}", control.id());
    }
    let days: Vec<_> = Period::ALL.into_iter().map(Period::days).collect();
    assert_eq!(days, [1, 92, 184, 366]);
}

#[test]
fn what_is_not_a_summary_stands_in_the_text_but_for_some_words() {
    let mut words = Vec::new();
    for catalog in editions() {
        let mut texts = Vec::new();
        for control in catalog.controls() {
            let whole = control.sentence().unwrap_or(control.statement());
            texts.push((control.source_line().unwrap(), whole));
            for part in control.statement().split(" […] ") {
                assert!(whole.contains(part), "{part}");
            }
        }
        for block in blocks(catalog) {
            assert_eq!(block.wording().is_summary(), block.source_line().is_none());
            if let (Some(line), Content::Paragraph(text)) = (block.source_line(), block.content()) {
                texts.push((line, text));
            }
        }
        assert_eq!(texts.len(), 64 + 170);
        words.push(unlike_the_text(&texts));
    }
    insta::assert_snapshot!(
        "unlike_the_text",
        format!("v1\n{}\n\ndraft\n{}", words[0], words[1])
    );
}

/// The texts that are not those of their lines, and the words that differ.
fn unlike_the_text(texts: &[(u16, &str)]) -> String {
    let mut unlike = Vec::new();
    for (number, text) in texts {
        let whole = line(*number);
        let whole = whole.trim();
        if whole == *text {
            continue;
        }
        let left: Vec<_> = whole.split(' ').collect();
        let right: Vec<_> = text.split(' ').collect();
        if left.len() == right.len() {
            let differ = left
                .iter()
                .zip(&right)
                .filter(|(left, right)| left != right);
            let differ: Vec<_> = differ
                .map(|(left, right)| format!("{left} > {right}"))
                .collect();
            unlike.push(format!("{number}: {}", differ.join(", ")));
        } else {
            let same = left
                .iter()
                .zip(&right)
                .take_while(|(left, right)| left == right);
            let same = same.count();
            let ends = left.iter().rev().zip(right.iter().rev());
            let ends = ends.take_while(|(left, right)| left == right).count();
            let middle =
                |words: &[&str]| words[same..words.len().max(same + ends) - ends].join(" ");
            unlike.push(format!("{number}: {} > {}", middle(&left), middle(&right)));
        }
    }
    unlike.sort_by_key(|each| {
        each.split(':')
            .next()
            .and_then(|line| line.parse::<u16>().ok())
    });
    unlike.join("\n")
}

#[test]
fn terms_are_defined_where_they_are_said_to_be() {
    for catalog in editions() {
        let mut summaries = Vec::new();
        for term in catalog.glossary() {
            let place = match term.found_in().unwrap() {
                DefinedIn::Mitigation(id) => catalog.mitigation(id).unwrap().blocks(),
                DefinedIn::Section(id) => catalog.mitigation_section(id).unwrap().blocks(),
            };
            if term.wording().is_summary() {
                summaries.push(term.term());
                assert!(term.source_line().is_none());
                continue;
            }
            let found = place.iter().find(|block| match block.content() {
                Content::Paragraph(text) => text.contains(term.definition()),
                Content::Heading(_) | Content::List(_) => false,
            });
            assert_eq!(found.unwrap().source_line(), term.source_line());
        }
        assert_eq!(summaries, ["Incident Communication"]);
    }
}

#[test]
fn risks_that_are_marked_as_verbatim_are() {
    for catalog in editions() {
        risks_that_are_marked_as_verbatim_are_in(catalog);
    }
}

fn risks_that_are_marked_as_verbatim_are_in(catalog: &Catalog) {
    let mut wordings = BTreeMap::new();
    for risk in catalog.active_risks() {
        let RiskState::Active {
            title,
            title_wording,
            description,
            wording,
            source_line,
            ..
        } = risk.state()
        else {
            continue;
        };
        let category = catalog.category(risk.category()).unwrap();
        let key = (category.label(), wording.as_str());
        *wordings.entry(key).or_insert(0) += 1;
        assert_eq!(
            source_line.is_none(),
            wording.is_summary() && title_wording.is_summary()
        );
        // One word of SPS0 is that of the edition of 2026-07-11; the text and v1 have another.
        let row = source_line.map(|number| line(number).replace("in most case ", "in most cases "));
        let Some(row) = row else {
            continue;
        };
        assert!(row.contains(&format!("| {} |", risk.id())));
        assert!(row.contains(risk.group().unwrap().as_str()));
        assert!(row.contains(title.as_str()));
        if !wording.is_summary() {
            for item in description {
                let item = item.replace("in most case ", "in most cases ");
                assert!(row.contains(&item), "{item}");
                assert!(!item.starts_with('-'));
            }
        }
    }
    assert_eq!(
        wordings.into_iter().collect::<Vec<_>>(),
        [
            (("DOW", "summary"), 17),
            (("FIN", "specification"), 7),
            (("GIR", "specification"), 20),
            (("HCK", "summary"), 6),
            (("KEC", "summary"), 4),
            (("RER", "specification"), 5),
            (("SLS", "summary"), 13),
            (("SPS", "specification"), 1),
            (("SPS", "summary"), 1),
        ]
    );
}

#[test]
fn every_list_and_every_heading_is_a_summary_and_says_so() {
    for catalog in editions() {
        let mut items = 0;
        for block in blocks(catalog) {
            match block.content() {
                Content::Paragraph(text) => {
                    assert_eq!(
                        text.contains("uncurated selection"),
                        text.starts_with("The specification has")
                    );
                    assert!(!text.contains("uncurated") || block.wording().is_summary());
                }
                Content::Heading(_) => assert!(block.wording().is_summary()),
                Content::List(list) => {
                    assert!(block.wording().is_summary());
                    items += list.len();
                    for item in list {
                        assert!(!item.text().ends_with('.'), "{}", item.text());
                        assert!(item.items().is_empty());
                    }
                }
            }
        }
        assert_eq!(items, 130);
        let summaries = catalog.mitigations().iter();
        let summaries = summaries.filter(|each| each.wording() == Wording::Summary);
        assert_eq!(summaries.count(), 33);
    }
}

#[test]
fn no_list_is_announced_that_does_not_follow() {
    for catalog in editions() {
        let all = blocks(catalog);
        for (block, next) in all.iter().zip(all.iter().skip(1)) {
            let announces = match block.content() {
                Content::Paragraph(text) => {
                    // The list after line 190 is that of the mitigations of the section.
                    block.source_line() != Some(190)
                        && [":", "such as", "include", "including", "some of"]
                            .iter()
                            .any(|end| text.ends_with(end))
                }
                Content::Heading(_) => true,
                Content::List(_) => false,
            };
            assert!(
                !announces || matches!(next.content(), Content::List(_)),
                "{block:?}"
            );
        }
    }
}

#[test]
fn the_provenance_counts_right() {
    for catalog in editions() {
        let all = blocks(catalog);
        let count = |test: fn(&Block) -> bool| all.iter().filter(|each| test(each)).count();
        let lists = count(|each| matches!(each.content(), Content::List(_)));
        let headings = count(|each| matches!(each.content(), Content::Heading(_)));
        let own = count(|each| !each.wording().is_summary());
        let tools = count(|each| match each.content() {
            Content::Paragraph(text) => text.starts_with("The specification has"),
            _ => false,
        });
        let guidance = catalog.groups().iter().flat_map(|each| each.guidance());
        let guidance = guidance.filter(|each| !each.wording().is_summary()).count();
        let sections = catalog.mitigation_sections().iter();
        let sections = sections.flat_map(|each| each.blocks());
        let sections = sections.filter(|each| !each.wording().is_summary()).count();
        let mitigations = catalog.mitigations().iter().flat_map(|each| each.blocks());
        let mitigations = mitigations
            .filter(|each| !each.wording().is_summary())
            .count();
        let introductions = own - guidance - sections - mitigations;
        let risks: Vec<_> = catalog.active_risks().collect();
        let summaries = |wording: fn(&assay_catalog::Risk) -> Option<Wording>| {
            let summaries = risks
                .iter()
                .filter(|risk| wording(risk) == Some(Wording::Summary));
            summaries.count()
        };
        let titles = summaries(|risk| risk.title_wording());
        let descriptions = summaries(|risk| risk.wording());
        let terms = catalog.glossary().len();
        let says = |sentences: &[String], what: String| {
            assert!(sentences.iter().any(|each| each.contains(&what)), "{what}");
        };
        let provenance = catalog.provenance();
        says(
            provenance.verbatim(),
            format!(
                "{own} paragraphs ({guidance} of guidance, {introductions} of introductions, \
                 {sections} of sections of mitigations and {mitigations} of mitigations)"
            ),
        );
        let (own_titles, own_descriptions) = (risks.len() - titles, risks.len() - descriptions);
        says(
            provenance.verbatim(),
            format!("{own_titles} titles and {own_descriptions} descriptions of risks"),
        );
        says(
            provenance.verbatim(),
            format!("{} of the {terms} definitions", terms - 1),
        );
        says(
            provenance.summaries(),
            format!("titles of {titles} risks and the descriptions of {descriptions}"),
        );
        says(
            provenance.summaries(),
            format!("{lists} lists with 130 items"),
        );
        says(provenance.summaries(), format!("The {headings} headings"));
        says(
            provenance.summaries(),
            format!("{tools} sentences of ours, in 14 mitigations and 2 sections"),
        );
    }
}

#[test]
fn editions_and_their_provenance_can_be_shown() {
    let [release, draft] = editions();
    assert_eq!(release.edition().status(), EditionStatus::Release);
    assert_eq!(draft.edition().status(), EditionStatus::Draft);
    assert_eq!(
        release.edition().notice(),
        "ValOS - Validator Operations Standard, v1, 2025-11-25. \
         Copyright 2026, Lido Labs Foundation. Licence: Apache-2.0."
    );
    assert_eq!(
        draft.edition().notice(),
        "ValOS - Validator Operations Standard, Editor's Draft, 2026-07-11. \
         Copyright 2026, Lido Labs Foundation. Licence: Apache-2.0."
    );
    for catalog in editions() {
        let provenance = catalog.provenance();
        assert!(provenance.source().ends_with('.'));
        for sentences in [
            provenance.verbatim(),
            provenance.summaries(),
            provenance.changes(),
            provenance.omissions(),
        ] {
            assert!(!sentences.is_empty());
            for sentence in sentences {
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
    }
}

/// Every block of an edition's running text, in the order in which the edition has them.
fn blocks(catalog: &Catalog) -> Vec<&Block> {
    let mut blocks: Vec<&Block> = Vec::new();
    for category in catalog.categories() {
        blocks.extend(category.introduction());
    }
    blocks.extend(catalog.mitigations_introduction());
    for section in catalog.mitigation_sections() {
        blocks.extend(section.blocks());
        for mitigation in section.mitigations() {
            blocks.extend(catalog.mitigation(mitigation).unwrap().blocks());
        }
    }
    blocks.extend(catalog.controls_introduction());
    for section in catalog.sections() {
        blocks.extend(section.introduction());
    }
    for group in catalog.groups() {
        blocks.extend(group.guidance());
    }
    blocks
}

/// A line of the specification's text, counted from 1, without the marks of links.
fn line(number: u16) -> String {
    let line = SPECIFICATION.lines().nth(usize::from(number) - 1);
    line.unwrap().replace("🔗 ", "")
}
