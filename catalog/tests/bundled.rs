//! The bundled catalog: counts, nothing missing, and the specification's own words.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::{BTreeMap, BTreeSet};

use assay_catalog::{
    Catalog, Level, Paragraph, Period, RiskGroup, RiskState, Wording, key_word_ranges,
};

/// The specification's text that the data files were made from.
const SPECIFICATION: &str = include_str!("source/valos-spec.txt");

#[test]
fn the_counts_are_those_of_the_specification() {
    let catalog = Catalog::bundled();
    let at_level = |level| {
        let controls = catalog.controls().iter();
        controls.filter(|control| control.level() == level).count()
    };
    assert_eq!(catalog.sections().len(), 10);
    assert_eq!(catalog.groups().len(), 53);
    assert_eq!(catalog.controls().len(), 64);
    assert_eq!(at_level(Level::Must), 53);
    assert_eq!(at_level(Level::Should), 8);
    assert_eq!(at_level(Level::MustNot), 3);
    assert_eq!(catalog.categories().len(), 8);
    assert_eq!(catalog.risks().len(), 96);
    assert_eq!(catalog.active_risks().count(), 74);
    assert_eq!(catalog.mitigations().len(), 46);
    assert_eq!(catalog.frameworks().len(), 8);
    assert_eq!(catalog.glossary().len(), 11);
}

#[test]
fn the_bundled_catalog_is_read_once() {
    assert!(std::ptr::eq(Catalog::bundled(), Catalog::bundled()));
}

#[test]
fn nothing_is_an_orphan() {
    let catalog = Catalog::bundled();
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
        assert_eq!(category.prefix(), risk.id().prefix());
    }
    for risk in catalog.active_risks() {
        assert!(!catalog.controls_addressing(risk.id()).is_empty());
        assert!(!catalog.mitigations_for(risk.id()).is_empty());
    }
    for mitigation in catalog.mitigations() {
        assert!(!catalog.risks_mitigated_by(mitigation.id()).is_empty());
        assert!(!mitigation.paragraphs().is_empty());
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
    let catalog = Catalog::bundled();
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
    let catalog = Catalog::bundled();
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
    let catalog = Catalog::bundled();
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
    for control in Catalog::bundled().controls() {
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
    for control in Catalog::bundled().controls() {
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
fn statements_guidance_and_mitigations_are_verbatim() {
    let catalog = Catalog::bundled();
    for control in catalog.controls() {
        let whole = control.sentence().unwrap_or(control.statement());
        assert_eq!(
            line(control.source_line()).trim(),
            whole,
            "{}",
            control.id()
        );
        for part in control.statement().split(" […] ") {
            assert!(whole.contains(part), "{part}");
        }
    }
    let paragraphs = catalog
        .groups()
        .iter()
        .flat_map(|group| group.guidance())
        .chain(
            catalog
                .categories()
                .iter()
                .flat_map(|each| each.introduction()),
        )
        .chain(
            catalog
                .mitigations()
                .iter()
                .flat_map(|each| each.paragraphs()),
        );
    let mut count = 0;
    for paragraph in paragraphs {
        if let Some(source_line) = paragraph.source_line() {
            assert_eq!(line(source_line), paragraph.text());
            count += 1;
        }
    }
    assert_eq!(count, 135);
    for term in catalog.glossary() {
        assert_eq!(term.wording(), Wording::Specification);
        assert!(line(term.source_line()).contains(term.definition()));
        let place = catalog.mitigation(term.found_in()).unwrap();
        assert!(
            place
                .paragraphs()
                .iter()
                .any(|paragraph| paragraph.text().contains(term.definition()))
        );
    }
}

#[test]
fn risks_that_are_marked_as_verbatim_are() {
    let mut wordings = BTreeMap::new();
    for risk in Catalog::bundled().active_risks() {
        let RiskState::Active {
            title,
            title_wording,
            description,
            wording,
            source_line,
            ..
        } = risk.state()
        else {
            panic!("{} is active", risk.id());
        };
        let key = (risk.id().prefix().as_str(), wording.as_str());
        *wordings.entry(key).or_insert(0) += 1;
        assert_eq!(
            source_line.is_none(),
            wording.is_summary() && title_wording.is_summary()
        );
        let Some(row) = source_line.map(line) else {
            continue;
        };
        assert!(row.contains(&format!("| {} |", risk.id())));
        assert!(row.contains(risk.group().unwrap().as_str()));
        assert!(row.contains(title.as_str()));
        if !wording.is_summary() {
            for item in description {
                assert!(row.contains(item.as_str()), "{item}");
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
fn the_four_mitigations_that_are_lists_have_summaries() {
    let summaries: Vec<_> = Catalog::bundled()
        .mitigations()
        .iter()
        .filter(|mitigation| mitigation.wording() == Wording::Summary)
        .map(|mitigation| mitigation.id().as_str())
        .collect();
    assert_eq!(
        summaries,
        [
            "sec-mit-employee-auth-management",
            "sec-mit-monitor-blockchain",
            "sec-mit-monitor-systems",
            "sec-mit-monitor-upgrades",
        ]
    );
}

#[test]
fn paragraphs_whose_list_was_lost_say_so_and_no_other() {
    let catalog = Catalog::bundled();
    let all = catalog
        .groups()
        .iter()
        .flat_map(|group| group.guidance())
        .chain(
            catalog
                .categories()
                .iter()
                .flat_map(|each| each.introduction()),
        )
        .chain(
            catalog
                .mitigations()
                .iter()
                .flat_map(|each| each.paragraphs()),
        );
    let (lost, kept): (Vec<&Paragraph>, Vec<&Paragraph>) =
        all.partition(|paragraph| paragraph.list_lost());
    let lines: Vec<_> = lost.iter().filter_map(|each| each.source_line()).collect();
    assert_eq!(
        lines,
        [248, 269, 27, 99, 120, 126, 143, 160, 167, 191, 200, 217]
    );
    for paragraph in kept {
        let text = paragraph.text();
        assert!(!text.ends_with(':'), "{text}");
        assert!(!text.ends_with("such as"), "{text}");
        assert!(!text.ends_with("include"), "{text}");
        assert!(!text.ends_with("including"), "{text}");
        assert!(!text.contains("uncurated selection"), "{text}");
    }
}

#[test]
fn edition_and_provenance_can_be_shown() {
    let catalog = Catalog::bundled();
    let edition = catalog.edition();
    assert_eq!(edition.date(), "2026-07-11");
    assert_eq!(
        edition.notice(),
        "ValOS - Validator Operations Standard, Editor's Draft, 2026-07-11. \
         Copyright 2026, Lido Labs Foundation. Licence: Apache-2.0."
    );
    let provenance = catalog.provenance();
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

/// A line of the specification's text, counted from 1, without the marks of links.
fn line(number: u16) -> String {
    let line = SPECIFICATION.lines().nth(usize::from(number) - 1);
    line.unwrap().replace("🔗 ", "")
}
