//! The outline: nothing of the report is missing from it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

mod common;

use assay_assessment::{Absence, Edit, EvidencePresence, Money, Score, Status, exposure::Rating};
use assay_report::chart::{Chart, ChartData, Shape, draw};
use assay_report::document::{ActionPart, Report, RiskPart, ScorePart};
use assay_report::outline::{self, Block, Inline, Outline, Tone, plain_text};
use common::{Filling, assessment, report, report_with};
use serde_json::Value;

/// Members whose texts are names for machines, or stand in the outline in words of their own.
const NOT_SHOWN_AS_THEY_ARE: [&str; 24] = [
    "severity",
    "followUp",
    "position",
    "design",
    "operation",
    "result",
    "assurance",
    "conclusion",
    "absent",
    "explanation",
    "@context",
    "format",
    "language",
    "kind",
    "verdict",
    "status",
    "methods",
    "method",
    "role",
    "type",
    "treatment",
    "rating",
    "rule",
    "addedAt",
];

fn texts<'v>(value: &'v Value, name: &'v str, found: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => found.push((name, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, name, found)),
        Value::Object(members) => {
            for (name, item) in members {
                if !NOT_SHOWN_AS_THEY_ARE.contains(&name.as_str()) {
                    texts(item, name, found);
                }
            }
        }
        _ => {}
    }
}

fn words(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !"*_`-".contains(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_text_of_the_report_is_in_the_outline() {
    let report = report(&Filling::default());
    let shown = words(&plain_text(&outline::of(&report)));
    let value = report.to_value().unwrap();
    let mut found = Vec::new();
    texts(&value, "", &mut found);
    assert!(found.len() > 3_000);
    // Identifiers of catalog entries and library items are anchors; titles stand for them.
    let missing: Vec<_> = found
        .iter()
        .filter(|(name, text)| {
            let machine = ["sec-", "ctrl-"]
                .iter()
                .any(|prefix| text.starts_with(prefix))
                || (text.len() == 36 && text.matches('-').count() == 4)
                || (text.starts_with("req-") && ["controls", "id"].contains(name));
            let lines = text.lines().map(words);
            !machine && !lines.into_iter().all(|line| shown.contains(&line))
        })
        .collect();
    assert_eq!(missing, Vec::<&(&str, &str)>::new());
}

#[test]
fn evidence_that_was_not_there_is_named_wherever_it_is_relied_on() {
    let assessment = assessment(&Filling::default());
    let plain = |presence| plain_text(&outline::of(&report_with(&assessment, presence)));
    let mut presence = EvidencePresence::default();
    assert!(!plain(presence.clone()).contains("at signing"));
    presence.look([]);
    let items = assessment.evidence().values();
    let files: Vec<_> = items.filter_map(|item| item.sha256()).collect();
    presence.note(files[0], Some(Absence::Changed));
    let shown = plain(presence.clone());
    let count = |words: &str| shown.matches(words).count();
    let absent = assessment
        .evidence()
        .values()
        .filter(|item| presence.of_item(item).is_some());
    let relying: usize = absent
        .clone()
        .map(|item| item.controls.len() + item.risks.len())
        .sum();
    assert!(relying > 0);
    assert_eq!(count("at signing)"), relying, "at each control and risk");
    assert_eq!(
        count("Not on the signer's device at signing")
            + count("Changed on the signer's device at signing"),
        absent.count(),
        "in the index"
    );
    // In the summary and before the index.
    assert_eq!(count("Each is marked in the evidence index"), 2);
}

fn walk<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(&'b Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Quote(inner)
            | Block::KeepTogether(inner)
            | Block::Callout { blocks: inner, .. } => {
                walk(inner, visit);
            }
            Block::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, visit)),
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .for_each(|cell| walk(cell, visit)),
            Block::KeyValues(pairs) => pairs.iter().for_each(|pair| walk(&pair.value, visit)),
            Block::Footnotes(footnotes) => {
                footnotes
                    .iter()
                    .for_each(|footnote| walk(&footnote.blocks, visit));
            }
            _ => {}
        }
    }
}

/// Anchors in the outline, and the anchors that its links lead to.
fn anchors(outline: &Outline) -> (Vec<&str>, Vec<&str>) {
    use assay_report::outline::LinkTarget;
    let (mut anchors, mut targets) = (Vec::new(), Vec::new());
    let of_sections = outline.sections.iter().map(|section| &section.blocks);
    anchors.extend(
        outline
            .sections
            .iter()
            .map(|section| section.anchor.as_str()),
    );
    for blocks in of_sections.chain([&outline.cover]) {
        walk(blocks, &mut |block| match block {
            Block::Heading(heading) => anchors.extend(heading.anchor.as_deref()),
            Block::Footnotes(footnotes) => {
                anchors.extend(footnotes.iter().map(|footnote| footnote.anchor.as_str()));
            }
            Block::Table(table) => {
                anchors.extend(table.rows.iter().filter_map(|row| row.anchor.as_deref()));
            }
            Block::Paragraph(line) => {
                for piece in line {
                    let Inline::Text(run) = piece else { continue };
                    anchors.extend(run.anchor.as_deref());
                    if let Some(link) = &run.link
                        && let LinkTarget::Anchor(name) = &link.target
                    {
                        targets.push(name.as_str());
                    }
                }
            }
            _ => {}
        });
    }
    (anchors, targets)
}

#[test]
fn every_internal_link_leads_somewhere_and_no_anchor_is_double() {
    let mut report = report(&Filling {
        note: |_| {
            "Seen[^1] and heard[^2], and seen again[^1].\n\n[^1]: Once.\n[^2]: Twice.".to_owned()
        },
        ..Filling::default()
    });
    report.scope = "All[^1] of it.\n\n[^1]: But one.".to_owned();
    let note = |number: usize| format!("Risk[^{number}].\n\n[^{number}]: Its footnote.");
    let risks = report
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks);
    for (number, risk) in risks.enumerate() {
        // Two of them are the same, to the letter.
        risk.note = note(number / 2);
    }
    let outline = outline::of(&report);
    let (mut anchors, targets) = anchors(&outline);
    assert!(targets.len() > 500);
    let of_notes = |names: &[&str]| {
        names
            .iter()
            .filter(|name| name.contains(":footnote-"))
            .count()
    };
    assert_eq!(
        (of_notes(&anchors), of_notes(&targets)),
        (2 + 64 * 5 + 74 * 2, 2 + 64 * 6 + 74 * 2)
    );
    for target in targets {
        assert!(anchors.contains(&target), "{target}");
    }
    let all = anchors.len();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), all);
}

/// The addresses of outside that lines within these blocks lead to.
fn outward(blocks: &[Block]) -> Vec<String> {
    use assay_report::outline::{Inline, LinkTarget};
    let mut found = Vec::new();
    walk(blocks, &mut |block| {
        let (Block::Paragraph(line) | Block::Remark(line)) = block else {
            return;
        };
        for piece in line {
            if let Inline::Text(run) = piece
                && let Some(link) = &run.link
                && let LinkTarget::Web(address) | LinkTarget::Mail(address) = &link.target
            {
                found.push(address.clone());
            }
        }
    });
    found
}

#[test]
fn addresses_of_contacts_and_licences_are_links() {
    let mut report = report(&Filling::default());
    report.operator.contact = "Otto, security@example.org, https://example.org/contact".to_owned();
    report.edition.licence = "See https://example.org/licence.".to_owned();
    report.edition.copyright = "Copyright 2026, Somebody <rights@example.org>".to_owned();
    report.edition.publisher = "Somebody".to_owned();
    report.edition.url = "https://example.org/standard".to_owned();
    report.edition.provenance.source = "Read from https://example.org/source".to_owned();
    let engagement = report.engagement.as_mut().unwrap();
    for (text, says) in &mut engagement.texts {
        *says = format!("x@{}.example.org", format!("{text:?}").to_lowercase());
    }
    let outline = outline::of(&report);
    assert_eq!(
        outward(&outline.cover),
        ["mailto:security@example.org", "https://example.org/contact"]
    );
    let links_of = |anchor: &str| {
        let section = outline
            .sections
            .iter()
            .find(|section| section.anchor == anchor);
        outward(&section.unwrap().blocks)
    };
    assert_eq!(
        &links_of("catalog")[..6],
        [
            "https://example.org/standard",
            "mailto:rights@example.org",
            "https://example.org/licence",
            // And once more each in the notice.
            "mailto:rights@example.org",
            "https://example.org/licence",
            "https://example.org/source",
        ]
    );
    let texts = report.engagement.as_ref().unwrap().texts.len();
    assert!(texts > 10);
    let mut links = links_of("engagement");
    links.sort_unstable();
    links.dedup();
    assert_eq!(links.len(), texts, "{links:?}");
}

#[test]
fn headings_skip_no_level() {
    let outline = outline::of(&report(&Filling {
        note: |_| "#### deep\n\ntext\n\n# high\n".to_owned(),
        ..Filling::default()
    }));
    for section in &outline.sections {
        let mut level = 1;
        walk(&section.blocks, &mut |block| {
            if let Block::Heading(heading) = block {
                assert!(heading.level <= level + 1, "{heading:?} after {level}");
                assert!(heading.level > 1);
                level = heading.level;
            }
        });
    }
}

#[test]
fn plain_text_keeps_its_lines_and_its_signs() {
    let catalog = assay_catalog::Editions::bundled_draft();
    let mut assessment = common::assessment(&Filling::default());
    let edit = assay_assessment::Edit::SetControlReason {
        control: catalog.controls()[0].id().clone(),
        reason: "first *line*\n# second\n\nthird".to_owned(),
    };
    let _undo = edit.apply(&mut assessment, catalog).unwrap();
    let text = plain_text(&outline::of(&common::report_on(&assessment)));
    for line in ["first *line*", "# second", "third"] {
        assert!(text.contains(line), "{line}");
    }
}

/// A report in which the first risk has no score after mitigation.
fn with_one_risk_scored_only_before() -> Report {
    let catalog = assay_catalog::Editions::bundled_draft();
    let mut assessment = common::assessment(&Filling::default());
    let edit = Edit::SetResidualScore {
        risk: catalog.active_risks().next().unwrap().id(),
        score: Score::default(),
    };
    let _undo = edit.apply(&mut assessment, catalog).unwrap();
    common::report_on(&assessment)
}

#[test]
fn sums_are_of_the_same_risks_in_words_and_in_the_document() {
    let report = with_one_risk_scored_only_before();
    let totals = &report.register.totals;
    assert_eq!((totals.compared, totals.unscored), (Some(73), Some(0)));
    let both = report
        .risks()
        .filter_map(|risk| Some((risk.inherent.exposure?, risk.residual.exposure?)));
    let (before, after) = both.fold((0, 0), |(before, after), (inherent, residual)| {
        (
            before + inherent.minor_units(),
            after + residual.minor_units(),
        )
    });
    assert_eq!((totals.inherent, totals.residual), (before, after));
    let alone = report.risks().next().unwrap().inherent.exposure.unwrap();
    let money = |units: u64| report.scales.currency.format(i128::from(units));
    let text = plain_text(&outline::of(&report));
    let expected = format!(
        "73 risks are scored both before and after mitigation: their expected loss per year is {} \
         before and {} after, {} removed. Not in these sums: 1 risk scored only before mitigation ({}).",
        money(before),
        money(after),
        money(before - after),
        money(alone.minor_units())
    );
    // Once in the summary, and once in the register.
    assert_eq!(text.matches(&expected).count(), 2, "{expected}");
}

#[test]
fn a_report_from_before_sums_compared_the_same_risks_is_read_and_told_rightly() {
    let new = with_one_risk_scored_only_before();
    let mut value = new.to_value().unwrap();
    value["register"]["totals"] = serde_json::json!({
        "inherent": 900_000_000, "residual": 1, "inherentScored": 74, "residualScored": 73
    });
    for category in value["register"]["categories"].as_array_mut().unwrap() {
        for risk in category["risks"].as_array_mut().unwrap() {
            for score in ["inherent", "residual"] {
                risk[score].as_object_mut().unwrap().remove("rating");
            }
        }
    }
    let old = Report::from_value(value).unwrap();
    assert_eq!(old.register.totals.compared, None);
    // Sums and ratings follow from the risks, so both are told alike.
    assert_eq!(
        plain_text(&outline::of(&old)),
        plain_text(&outline::of(&new))
    );
}

#[test]
fn every_score_has_its_rating_in_the_document_and_in_words() {
    let report = report(&Filling::default());
    let mut seen = std::collections::BTreeSet::new();
    for score in report
        .risks()
        .flat_map(|risk| [&risk.inherent, &risk.residual])
    {
        assert_eq!(score.rating, score.cell().map(|cell| cell.rating()));
        seen.extend(score.rating);
    }
    assert!(seen.len() > 3, "{seen:?}");
    let text = plain_text(&outline::of(&report));
    for rating in seen {
        assert!(text.contains(rating.label()), "{rating:?}");
    }
}

/// The charts of an outline, in order.
fn charts(outline: &Outline) -> Vec<&Chart> {
    let mut charts = Vec::new();
    for section in &outline.sections {
        walk(&section.blocks, &mut |block| {
            if let Block::Chart(chart) = block {
                charts.push(chart);
            }
        });
    }
    charts
}

/// The texts of a chart that is drawn so wide.
fn drawn_texts(chart: &Chart, width: f32) -> Vec<String> {
    let shapes = draw(chart, width).shapes.into_iter();
    let texts = shapes.filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    });
    texts.collect()
}

#[test]
fn the_matrix_counts_every_scored_risk_in_its_cell_and_says_so_in_words() {
    let mut report = with_one_risk_scored_only_before();
    for (number, level) in report.scales.levels.iter_mut().enumerate() {
        // One level of impact is called as a rating is.
        level.impact_label = format!("impact {number}");
    }
    let outline = outline::of(&report);
    let matrices: Vec<_> = charts(&outline)
        .into_iter()
        .filter(|chart| matches!(chart.data, ChartData::Matrix(_)))
        .collect();
    let [chart] = matrices.as_slice() else {
        panic!("{} matrices", matrices.len())
    };
    let ChartData::Matrix(matrix) = &chart.data else {
        unreachable!()
    };
    assert_eq!((matrix.before.total(), matrix.after.total()), (74, 73));
    let cells = |of: fn(&RiskPart) -> &ScorePart| {
        let mut counts = std::collections::BTreeMap::new();
        for cell in report.risks().filter_map(|risk| of(risk).cell()) {
            *counts.entry(cell).or_insert(0) += 1;
        }
        counts
    };
    let (before, after) = (cells(|risk| &risk.inherent), cells(|risk| &risk.residual));
    for (grid, wanted) in [(&matrix.before, &before), (&matrix.after, &after)] {
        for (cell, count) in grid.cells() {
            assert_eq!(count, wanted.get(&cell).copied().unwrap_or(0), "{cell:?}");
        }
    }
    // Every cell with a risk, and its rating, in words as in the drawing.
    let words = &chart.description;
    assert!(
        words.contains("Before mitigation, 74 risks. Very high: "),
        "{words}"
    );
    assert!(words.contains("After mitigation, 73 risks. "), "{words}");
    assert!(words.chars().count() < 2_000, "{words}");
    let levels = &report.scales.levels;
    for (cell, count) in before.iter().chain(&after) {
        let probability = &levels[cell.probability.index()].probability_label;
        let impact = &levels[cell.impact.index()].impact_label;
        let wanted = format!("{count} {probability} and {impact}");
        assert!(words.contains(&wanted), "{wanted} in {words}");
    }
    for width in [320.0, 480.0] {
        let texts = drawn_texts(chart, width);
        for rating in Rating::ALL {
            assert!(
                texts.iter().any(|text| text == rating.label()),
                "{rating:?}"
            );
        }
        let words = texts
            .iter()
            .filter(|text| Rating::ALL.iter().any(|each| each.label() == *text));
        // A word in every cell with a risk, so that nothing hangs on the colour, and five in the legend.
        assert_eq!(words.count(), before.len() + after.len() + 5);
    }
    let text = plain_text(&outline);
    assert!(
        text.contains("the most probable at the top"),
        "which way the axes go"
    );
}

#[test]
fn words_for_the_matrix_stay_short_whatever_the_levels_are_called() {
    let mut report = report(&Filling::default());
    for level in &mut report.scales.levels {
        level.probability_label = "very probable ".repeat(400);
        level.impact_label = "very grave ".repeat(400);
    }
    let outline = outline::of(&report);
    let mut matrices = charts(&outline)
        .into_iter()
        .filter(|chart| matches!(chart.data, ChartData::Matrix(_)));
    let words = &matrices.next().unwrap().description;
    assert!(words.contains("level 5 and level"), "{words}");
    assert!(words.chars().count() < 2_000, "{words}");
}

#[test]
fn the_greatest_risks_are_named_with_where_they_stood_and_stand() {
    let report = report(&Filling::default());
    let text = plain_text(&outline::of(&report));
    let section = text.split("### The 10 greatest").nth(1).unwrap();
    let rows: Vec<&str> = section
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(rows.len(), 11, "{rows:?}");
    let levels = &report.scales.levels;
    for (row, id) in rows.iter().skip(1).zip(&report.register.ranking) {
        let risk = report.risks().find(|risk| &risk.id == id).unwrap();
        assert!(row.starts_with(&format!("| {id} {}", risk.title)), "{row}");
        for score in [&risk.inherent, &risk.residual] {
            let cell = score.cell().unwrap();
            let words = format!(
                "{}, {}: {}",
                levels[cell.probability.index()].probability_label,
                levels[cell.impact.index()].impact_label,
                cell.rating().label().to_lowercase()
            );
            assert!(row.contains(&words), "{words} in {row}");
            let amount = report.scales.currency.format_money(score.exposure.unwrap());
            assert!(row.contains(&amount), "{amount} in {row}");
        }
    }
}

#[test]
fn a_failing_must_stands_on_the_cover_with_what_is_not_tested_yet() {
    let report = report(&Filling {
        sparse: true,
        ..Filling::default()
    });
    let cover = plain_text(&outline::of(&report));
    let head: String = cover.lines().take(12).collect::<Vec<_>>().join("\n");
    assert!(
        head.contains("Does not conform  42 of 64 not tested yet"),
        "{head}"
    );
    let value = report.to_value().unwrap();
    assert_eq!(value["conformance"]["verdict"], "does-not-conform");
}

#[test]
fn an_example_says_so_on_every_page() {
    assert!(outline::of(&report(&Filling::default())).notice.is_some());
}

#[test]
fn the_outline_of_a_sparse_report() {
    let mut outline = outline::of(&report(&Filling {
        sparse: true,
        evidence: 3,
        ..Filling::default()
    }));
    // The catalog's texts are its own tests' matter.
    for section in &mut outline.sections {
        section.blocks.truncate(16);
    }
    let report = report(&Filling::default());
    let text = plain_text(&outline)
        .replace(&report.edition.sha256.to_string(), "[the catalog's digest]")
        .replace(&report.generator, "[this program]");
    insta::assert_snapshot!(text);
}

#[test]
fn names_that_lie_can_be_read_for_what_they_are() {
    let report = report(&Filling::default());
    // Everything that somebody named, wherever it stands, reads the other way round and ends unseen.
    let lie = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        Value::from(format!("{name}\u{202e}fdp\u{200b}"))
    };
    let mut value = report.to_value().unwrap();
    let mut changed = 0;
    let mut change = |place: &mut Value| {
        *place = lie(place);
        changed += 1;
    };
    change(&mut value["title"]);
    for member in ["name", "contact"] {
        change(&mut value["operator"][member]);
    }
    for (list, members) in [
        ("assessors", &["name", "organisation", "role"][..]),
        ("signingParties", &["name", "organisation"]),
        ("evidence", &["label"]),
        ("actions", &["title", "owner"]),
        ("deficiencies", &["title", "respondedBy"]),
    ] {
        for item in value[list].as_array_mut().unwrap() {
            members.iter().for_each(|member| change(&mut item[*member]));
            if item["content"]["name"].is_string() {
                change(&mut item["content"]["name"]);
            }
        }
    }
    for section in value["sections"].as_array_mut().unwrap() {
        for group in section["groups"].as_array_mut().unwrap() {
            for control in group["controls"].as_array_mut().unwrap() {
                if control["assessed"]["by"].is_string() {
                    change(&mut control["assessed"]["by"]);
                }
            }
        }
    }
    for category in value["register"]["categories"].as_array_mut().unwrap() {
        for risk in category["risks"].as_array_mut().unwrap() {
            change(&mut risk["owner"]);
            if risk["acceptance"]["by"].is_string() {
                change(&mut risk["acceptance"]["by"]);
            }
        }
    }
    assert!(changed > 100, "{changed}");
    let lying: Report = serde_json::from_value(value).unwrap();
    let outline = outline::of(&lying);
    let shown = format!(
        "{}{}{}{}{}",
        outline.title,
        outline.description,
        outline.running_header,
        outline.authors.concat(),
        plain_text(&outline)
    );
    assert!(!shown.contains(['\u{202e}', '\u{200b}']));
    assert!(shown.matches("[U+202E]fdp[U+200B]").count() >= changed);
    // The document is data, and keeps them.
    assert!(lying.to_value().unwrap().to_string().contains('\u{202e}'));
}

#[test]
fn a_risk_with_an_owner_and_no_treatment_says_that_it_is_not_decided() {
    let mut report = report(&Filling::default());
    let risk = report
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks)
        .next()
        .unwrap();
    risk.treatment = None;
    risk.owner = "Yuki Abara".to_owned();
    risk.due = None;
    let text = plain_text(&outline::of(&report));
    assert!(text.contains("Not decided; owner: Yuki Abara"));
}

#[test]
fn a_ranking_says_that_its_scale_is_logarithmic_where_it_is() {
    let rankings = |report: &Report| {
        let outline = outline::of(report);
        let charts = charts(&outline).into_iter().cloned();
        let rankings = charts.filter(|chart| matches!(chart.data, ChartData::Ranking(_)));
        rankings.collect::<Vec<_>>()
    };
    let mut report = report(&Filling::default());
    for chart in rankings(&report) {
        let said = "The scale is logarithmic: each line is ten times the one before";
        assert!(chart.caption.contains(said), "{}", chart.caption);
        let texts = drawn_texts(&chart, 620.0);
        assert!(texts.contains(&"1,000,000".to_owned()), "{texts:?}");
    }
    let money = |units| Money::from_minor_units(units).unwrap();
    let risks = report.register.categories.iter_mut();
    for risk in risks.flat_map(|category| &mut category.risks) {
        risk.residual.exposure = risk.inherent.exposure.map(|_| money(200));
        risk.inherent.exposure = risk.inherent.exposure.map(|_| money(4_000));
    }
    let linear = rankings(&report);
    assert!(!linear.is_empty());
    for chart in linear {
        assert!(!chart.caption.contains("logarithmic"), "{}", chart.caption);
    }
}

#[test]
fn what_a_risk_is_expected_to_cost_is_called_that_and_explained_once() {
    let report = report(&Filling::default());
    let text = plain_text(&outline::of(&report)).to_lowercase();
    // The specification may use the word as it likes.
    let value = report.to_value().unwrap().to_string().to_lowercase();
    assert_eq!(
        text.matches("exposure").count(),
        value
            .replace("\"exposure\":", "")
            .matches("exposure")
            .count()
    );
    let meaning =
        "expected loss per year is the probability of a risk within a year times its impact";
    assert_eq!(text.matches(meaning).count(), 1);
    assert_eq!(text.matches("times its impact").count(), 1);
}

#[test]
fn a_loss_that_grew_altogether_is_said_to_have_risen() {
    let mut report = report(&Filling::default());
    let risks = report.register.categories.iter_mut();
    for risk in risks.flat_map(|category| &mut category.risks) {
        std::mem::swap(&mut risk.inherent, &mut risk.residual);
        risk.removed = risk.removed.map(i64::wrapping_neg);
        risk.worth_hundredths = risk.worth_hundredths.map(i64::wrapping_neg);
    }
    let text = plain_text(&outline::of(&report));
    assert!(text.contains(" after: it rose by EUR"), "{text}");
    assert!(
        !text.contains('\u{2212}'),
        "no amount and no ratio is negative"
    );
}

#[test]
fn what_mitigation_removes_for_what_it_costs_is_said_in_words() {
    let report = report(&Filling::default());
    let money = |units| Money::from_minor_units(units).unwrap();
    let text = |removed: Option<i64>, cost: Option<u64>, worth: Option<i64>| {
        let mut report = report.clone();
        let mut categories = report.register.categories.iter_mut();
        let risk = &mut categories.next().unwrap().risks[0];
        risk.removed = removed;
        risk.mitigation_cost = cost.map(money);
        risk.worth_hundredths = worth;
        report.register.priorities = vec![risk.id.clone()];
        plain_text(&outline::of(&report)).replace('\u{a0}', " ")
    };
    for (removed, cost, worth, sentence, cell) in [
        (
            Some(1_600_000),
            Some(500_000),
            Some(320),
            "Costs EUR 5,000 and removes EUR 16,000 of expected loss per year, 3.20 for each EUR that it \
             costs",
            "3.20",
        ),
        (
            Some(1),
            Some(500_000),
            Some(0),
            "Costs EUR 5,000 and removes EUR 0.01 of expected loss per year, less than 0.01 for each EUR \
             that it costs",
            "less than 0.01",
        ),
        (
            Some(0),
            Some(500_000),
            Some(0),
            "Costs EUR 5,000 and removes nothing of the expected loss per year",
            "nothing",
        ),
        (
            Some(-2_500_000),
            Some(500_000),
            Some(-500),
            "The risk grew after mitigation: its expected loss per year rose by EUR 25,000; mitigation \
             costs EUR 5,000",
            "rose by EUR 25,000",
        ),
        (
            Some(-1),
            None,
            None,
            "The risk grew after mitigation: its expected loss per year rose by EUR 0.01",
            "rose by EUR 0.01",
        ),
        (
            Some(0),
            None,
            None,
            "Removes nothing of the expected loss per year",
            "nothing",
        ),
        (
            Some(700),
            Some(0),
            None,
            "Costs EUR 0 and removes EUR 7 of expected loss per year",
            "\u{2013}",
        ),
        (None, Some(500_000), None, "Costs EUR 5,000", "\u{2013}"),
    ] {
        let text = text(removed, cost, worth);
        let line = format!("Mitigation: {sentence}");
        assert!(text.lines().any(|each| each == line), "{line}");
        let (_, table) = text
            .split_once("## Where the next spending helps most")
            .unwrap();
        assert!(
            table
                .lines()
                .nth(2)
                .unwrap()
                .contains(&format!("| {cell} |")),
            "{cell} in {table}"
        );
        assert!(!text.contains("\u{2212}5.00"));
    }
}

#[test]
fn the_questions_of_the_x_ray_are_an_annex_and_only_if_there_are_any() {
    let mut report = report(&Filling::default());
    let questions = report.findings.len();
    assert!(questions > 1);
    let anchors = |outline: &Outline| {
        let sections = outline.sections.iter();
        sections
            .map(|section| section.anchor.clone())
            .collect::<Vec<_>>()
    };
    let outline = outline::of(&report);
    let sections = anchors(&outline);
    let place = |wanted: &str| sections.iter().position(|anchor| anchor == wanted);
    assert!(place("findings") > place("actions") && place("findings") < place("verify"));
    // What comes before says in one line how many there are.
    let text = plain_text(&outline);
    let (front, _) = text
        .split_once("# Open questions for the assessor")
        .unwrap();
    let lines: Vec<&str> = front
        .lines()
        .filter(|line| line.contains("question"))
        .collect();
    let said = format!("{questions} open questions for the assessor");
    let catalog = report.to_value().unwrap().to_string();
    let ours: Vec<_> = lines
        .into_iter()
        .filter(|line| !catalog.contains(line.trim()))
        .collect();
    assert_eq!(ours, [said]);
    for finding in &report.findings {
        assert!(!front.contains(&finding.summary) && text.contains(&finding.summary));
    }
    report.findings.clear();
    let outline = outline::of(&report);
    assert!(!anchors(&outline).contains(&"findings".to_owned()));
    assert!(!plain_text(&outline).contains("for the assessor"));
}

/// The first control of a level in words, which fails or is partial and has these actions.
fn with_a_failing_control(
    level: &str,
    status: Status,
    actions: &[(&str, bool)],
) -> (Report, String) {
    let mut report = report(&Filling::default());
    let sections = report.sections.iter_mut();
    let groups = sections.flat_map(|section| &mut section.groups);
    for control in groups.flat_map(|group| &mut group.controls) {
        control.status = Status::Implemented;
        control.actions.clear();
    }
    report.actions.clear();
    for (title, done) in actions {
        report.actions.push(ActionPart {
            id: (*title).to_owned(),
            title: (*title).to_owned(),
            description: String::new(),
            owner: String::new(),
            due: None,
            done_on: done.then(|| "2026-11-01".parse().unwrap()),
            overdue: false,
            controls: Vec::new(),
            risks: Vec::new(),
        });
    }
    let sections = report.sections.iter_mut();
    let groups = sections.flat_map(|section| &mut section.groups);
    let mut controls = groups.flat_map(|group| &mut group.controls);
    let control = controls.find(|control| control.level == level).unwrap();
    control.status = status;
    control.actions = actions
        .iter()
        .map(|(title, _)| (*title).to_owned())
        .collect();
    let title = control.short_title.clone();
    (report, title)
}

#[test]
fn a_mandatory_control_that_fails_and_has_no_action_says_so_with_weight() {
    let said = ["No action has been agreed", "No action is open"];
    for (level, status, actions, wanted) in [
        ("MUST", Status::Fails, &[][..], Some(said[0])),
        ("MUST", Status::Partial, &[], Some(said[0])),
        ("MUST NOT", Status::Fails, &[], Some(said[0])),
        ("MUST", Status::Fails, &[("Shut it", true)], Some(said[1])),
        (
            "MUST",
            Status::Fails,
            &[("Shut it", true), ("And bar it", false)],
            None,
        ),
        ("MUST", Status::NotTested, &[], None),
        ("SHOULD", Status::Fails, &[], None),
    ] {
        let (report, title) = with_a_failing_control(level, status, actions);
        let outline = outline::of(&report);
        let warnings = |anchor: &str| {
            let section = outline
                .sections
                .iter()
                .find(|section| section.anchor == anchor);
            let mut found = Vec::new();
            walk(&section.unwrap().blocks, &mut |block| {
                if let Block::Paragraph(line) = block {
                    found.extend(line.iter().filter_map(|piece| match piece {
                        Inline::Text(run) if said.contains(&run.text.as_str()) => Some(run.clone()),
                        _ => None,
                    }));
                }
            });
            found
        };
        for section in ["summary", "controls"] {
            let warnings = warnings(section);
            let texts: Vec<&str> = warnings.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(
                texts,
                wanted.into_iter().collect::<Vec<_>>(),
                "{level} {status:?} {actions:?}"
            );
            assert!(
                warnings
                    .iter()
                    .all(|run| run.strong && run.tone == Tone::Fail)
            );
        }
        let text = plain_text(&outline);
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| {title} |")));
        assert_eq!(row.is_some(), status != Status::NotTested);
        if level == "SHOULD" {
            assert!(row.unwrap().ends_with("| none"), "{row:?}");
        }
        assert_eq!(
            text.contains("This control is mandatory, and it "),
            wanted.is_some()
        );
    }
}
