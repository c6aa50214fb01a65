//! The difference of two editions.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::made::Made;
use assay_catalog::difference::{
    Change, ControlChange, ListDifference, Pair, Passage, TextDifference, nearest,
};
use assay_catalog::{Catalog, Difference, Editions};
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use serde_json::{Value, json};

fn between_the_bundled_ones() -> Difference {
    Difference::between(Editions::bundled_release(), Editions::bundled_draft())
}

#[test]
fn the_controls_of_the_draft_are_those_of_v1() {
    let difference = between_the_bundled_ones();
    let of_kind = |kind| -> Vec<&ControlChange> {
        let all = difference.controls.iter();
        all.filter(|each| each.kind == kind).collect()
    };
    let renamed: Vec<_> = of_kind(Change::Renamed)
        .into_iter()
        .map(|each| {
            assert_eq!(each.statement, TextDifference::Same);
            [&each.old, &each.new].map(|id| id.as_ref().unwrap().as_str())
        })
        .collect();
    let expected = [
        [
            "req-log-perormance-maintenance",
            "req-log-performance-maintenance",
        ],
        ["req-deply-via-testnet", "req-deploy-via-testnet"],
    ];
    assert_eq!(renamed, expected);
    let new = |each: &ControlChange| each.new.as_ref().unwrap().to_string();
    let reworded: Vec<_> = of_kind(Change::Reworded).into_iter().map(new).collect();
    assert_eq!(reworded, ["req-log-traffic", "req-protect-vs-ssrf"]);
    let all = difference.controls.iter();
    let guidance: Vec<_> = all
        .filter(|each| each.guidance.differs())
        .map(|each| (new(each), each.guidance))
        .collect();
    let expected = [
        "req-identify-staff",
        "req-update-3p-software",
        "req-manage-keys",
    ];
    let expected = expected.map(|id| (id.to_owned(), TextDifference::Reworded));
    assert_eq!(guidance, expected);
    assert!(difference.controls.iter().all(|each| {
        each.level.is_none()
            && each.group.is_none()
            && each.group_title.is_none()
            && each.criteria.is_empty()
            && each.standards.is_empty()
    }));
    assert_eq!(
        difference.counts().controls.to_string(),
        "52 unchanged, 8 otherwise changed, 2 reworded, 2 renamed"
    );
}

/// The overlay that makes v1 of the files that hold the draft.
fn overlay() -> Value {
    serde_json::from_str(include_str!("../data/v1-2025-11-25.json")).unwrap()
}

#[test]
fn the_nine_relations_that_v1_has_otherwise_are_found() {
    let difference = between_the_bundled_ones();
    let draft = Editions::bundled_draft();
    let mut found = BTreeSet::new();
    let mut find = |of: &str, active: &ListDifference<_>, retired: &ListDifference<_>| {
        for (added, list) in [
            (true, &active.added),
            (true, &retired.added),
            (false, &active.removed),
            (false, &retired.removed),
        ] {
            found.extend(list.iter().map(|risk| (of.to_owned(), added, *risk)));
        }
    };
    for each in &difference.controls {
        let control = draft.control(each.new.as_ref().unwrap()).unwrap();
        find(control.group().as_str(), &each.risks, &each.retired_risks);
    }
    for each in &difference.mitigations {
        let id = each.new.as_ref().unwrap().as_str();
        find(id, &each.risks, &each.retired_risks);
    }
    let mut expected = BTreeSet::new();
    for change in overlay()["changes"].as_array().unwrap() {
        for (field, added) in [("without_risks", true), ("with_risks", false)] {
            let risks = change.get(field).and_then(Value::as_array);
            for risk in risks.into_iter().flatten() {
                let of = change["of"].as_str().unwrap().to_owned();
                expected.insert((of, added, risk.as_str().unwrap().parse().unwrap()));
            }
        }
    }
    assert_eq!(found, expected);
    assert_eq!(found.len(), 9);
}

#[test]
fn the_mitigations_and_sections_that_the_overlay_changes_are_reworded() {
    let difference = between_the_bundled_ones();
    let overlay = overlay();
    let changes = overlay["changes"].as_array().unwrap().iter();
    let expected: BTreeSet<&str> = changes
        .filter(|change| change.get("was").is_some())
        .filter_map(|change| change["of"].as_str())
        .filter(|of| of.starts_with("sec-mit"))
        .collect();
    let passages = difference.passages.iter().filter_map(|each| {
        let passage = each.new.as_ref().unwrap();
        match passage {
            Passage::MitigationSection(id) if each.kind == Change::Reworded => Some(id.as_str()),
            _ => None,
        }
    });
    let mitigations = difference.mitigations.iter();
    let reworded: BTreeSet<&str> = mitigations
        .filter(|each| each.kind == Change::Reworded)
        .map(|each| each.new.as_ref().unwrap().as_str())
        .chain(passages)
        .collect();
    assert_eq!(reworded, expected);
    let counts = difference.counts();
    let mitigations = counts.mitigations;
    assert_eq!((mitigations.reworded, mitigations.renamed), (12, 3));
    assert_eq!((counts.passages.reworded, counts.passages.renamed), (2, 1));
}

#[test]
fn the_only_risk_that_was_reworded_is_sps0() {
    let difference = between_the_bundled_ones();
    let all = difference.risks.iter();
    let changed: Vec<_> = all
        .filter(|each| each.kind != Change::Unchanged)
        .map(|each| (each.kind, each.new.unwrap().to_string(), each.title))
        .collect();
    let expected = (Change::Reworded, "SPS0".to_owned(), TextDifference::Same);
    assert_eq!(changed, [expected]);
    // The category whose identifier differs is the same one.
    assert!(difference.risks.iter().all(|each| each.category.is_none()));
}

#[test]
fn terms_and_works_come_and_go() {
    let difference = between_the_bundled_ones();
    let changed = |kind| -> Vec<&str> {
        let terms = difference.terms.iter().filter(|each| each.kind == kind);
        let works = difference.works.iter().filter(|each| each.kind == kind);
        terms
            .filter_map(|each| each.new.as_deref().or(each.old.as_deref()))
            .chain(works.map(|each| each.id.as_str()))
            .collect()
    };
    assert_eq!(changed(Change::Withdrawn), ["alert fatigue"]);
    assert_eq!(changed(Change::New), ["CORS", "CSP"]);
    let reworded = [
        "Known Stakeholders",
        "OWASP_TOP10",
        "SSRF",
        "DUCK",
        "ETHdiverse",
        "NIST800_61",
    ];
    assert_eq!(changed(Change::Reworded), reworded);
}

#[test]
fn the_markdown_between_the_bundled_editions() {
    let (old, new) = (Editions::bundled_release(), Editions::bundled_draft());
    let markdown = Difference::between(old, new).to_markdown(old, new);
    insta::assert_snapshot!("v1_to_draft", markdown);
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    for catalog in Editions::bundled().all() {
        let difference = Difference::between(catalog, catalog);
        let counts = difference.counts();
        assert_eq!(counts.changed(), 0);
        assert_eq!(counts.controls.to_string(), "64 unchanged");
        assert_eq!(counts.risks.to_string(), "96 unchanged");
        let markdown = difference.to_markdown(catalog, catalog);
        assert_eq!(markdown.matches("Nothing changed.").count(), 6);
    }
}

#[test]
fn whichever_is_the_old_one_only_turns_the_difference_around() {
    assert_mirrored(Editions::bundled_release(), Editions::bundled_draft());
}

/// What is added one way is removed the other way.
fn assert_mirrored(left: &Catalog, right: &Catalog) {
    let there = Difference::between(left, right);
    let back = Difference::between(right, left);
    let mirrored = |kind| match kind {
        Change::New => Change::Withdrawn,
        Change::Withdrawn => Change::New,
        Change::Retired => Change::Reinstated,
        Change::Reinstated => Change::Retired,
        other => other,
    };
    fn sorted<T: Clone + Ord>(list: &[T]) -> Vec<T> {
        let mut list = list.to_vec();
        list.sort();
        list
    }
    macro_rules! assert_mirrored {
        ($field:ident, [$($list:ident),*]) => {
            let all = back.$field.iter();
            let found: BTreeMap<String, _> = all
                .map(|each| (format!("{:?} {:?}", each.new, each.old), each))
                .collect();
            assert_eq!(found.len(), there.$field.len());
            for each in &there.$field {
                let other = found[&format!("{:?} {:?}", each.old, each.new)];
                assert_eq!(mirrored(each.kind), other.kind, "{each:?}");
                assert_eq!(each.is_untouched(), other.is_untouched(), "{each:?}");
                $(
                    assert_eq!(sorted(&each.$list.added), sorted(&other.$list.removed));
                    assert_eq!(sorted(&each.$list.removed), sorted(&other.$list.added));
                )*
            }
        };
    }
    assert_mirrored!(controls, [risks, retired_risks, criteria, standards]);
    assert_mirrored!(risks, [controls]);
    assert_mirrored!(mitigations, [risks, retired_risks]);
    assert_mirrored!(terms, []);
    assert_mirrored!(passages, [risks, retired_risks]);
    let (there, back) = (there.counts().works, back.counts().works);
    assert_eq!(
        (there.new, there.reworded, there.withdrawn),
        (back.withdrawn, back.reworded, back.new)
    );
}

/// The change of the control or risk with this identifier, in whichever edition.
macro_rules! change_of {
    ($list:expr, $id:expr) => {{
        let id = Some($id.parse().unwrap());
        let mut all = $list.iter();
        all.find(|each| each.old == id || each.new == id).unwrap()
    }};
}

#[test]
fn a_summary_of_ours_beside_the_words_of_the_specification_is_no_change_of_it() {
    let mut old = Made::new(4);
    old.risk(0).wording = "summary";
    old.risk(1).wording = "summary";
    let ours = json!({ "text": "A selection of tools stands here.", "wording": "summary" });
    let first = json!({ "text": "First comes this." });
    old.control(0).guidance = json!([first, ours]);
    old.control(1).guidance = json!([first, ours]);
    let mut new = old.clone();
    new.risk(0).wording = "specification";
    new.risk(0).description = "Things may go wrong in this matter".to_owned();
    new.risk(1).description = "Something else may go wrong".to_owned();
    // What stands for one paragraph of ours may be several of the specification's.
    let tools = ["Tool one.", "Tool two."].map(|text| json!({ "text": text }));
    new.control(0).guidance = json!([first, tools[0], tools[1]]);
    new.control(1).guidance = json!([{ "text": "First comes that." }, tools[0], tools[1]]);
    new.control(2).guidance = json!([{ "text": "Other words." }]);
    let difference = Difference::between(&old.read(), &new.read());
    let risk = |id: &str| change_of!(difference.risks, id);
    let guidance = |id: &str| change_of!(difference.controls, id).guidance;
    assert_eq!(risk("R0").kind, Change::Unchanged);
    assert_eq!(risk("R0").description, TextDifference::OursInOne);
    assert_eq!(risk("R1").kind, Change::Unchanged);
    assert_eq!(risk("R1").description, TextDifference::Ours);
    assert_eq!(guidance("req-0"), TextDifference::OursInOne);
    assert_eq!(guidance("req-1"), TextDifference::Reworded);
    assert_eq!(guidance("req-2"), TextDifference::Reworded);
    assert_eq!(guidance("req-3"), TextDifference::Same);
    let counted = difference.counts().risks.to_string();
    assert_eq!(counted, "2 unchanged, 2 otherwise changed");
}

#[test]
fn a_withdrawn_control_is_followed_where_the_edition_says_so() {
    let old = Made::new(4);
    let mut new = old.clone();
    // One goes on under another name and in other words, one is taken up by one that was there.
    new.control(0).id = "req-other".to_owned();
    new.control(0).statement = "Operators MUST say something else".to_owned();
    new.controls.remove(1);
    new.withdrawn = vec![
        ("req-0".to_owned(), vec!["req-other".to_owned()]),
        ("req-1".to_owned(), vec!["req-2".to_owned()]),
    ];
    let (old, new) = (old.read(), new.read());
    let difference = Difference::between(&old, &new);
    let renamed = change_of!(difference.controls, "req-0");
    assert_eq!(renamed.kind, Change::Renamed);
    assert_eq!(renamed.new, Some("req-other".parse().unwrap()));
    assert_eq!(renamed.statement, TextDifference::Reworded);
    let withdrawn = change_of!(difference.controls, "req-1");
    assert_eq!(withdrawn.kind, Change::Withdrawn);
    assert_eq!(withdrawn.moved_to, ["req-2".parse().unwrap()]);
    assert_eq!(difference.controls.last(), Some(withdrawn));
    assert_mirrored(&old, &new);
}

#[test]
fn nothing_is_renamed_where_two_could_be_meant() {
    let mut old = Made::new(4);
    old.control(1).statement = old.control(0).statement.to_uppercase();
    let mut new = old.clone();
    new.control(0).id = "req-a".to_owned();
    new.control(1).id = "req-b".to_owned();
    new.control(2).id = "req-c".to_owned();
    new.control(2).statement = "Operators MUST merge".to_owned();
    new.controls.remove(3);
    let moved = |id: &str| (id.to_owned(), vec!["req-c".to_owned()]);
    new.withdrawn = vec![moved("req-2"), moved("req-3")];
    let (old, new) = (old.read(), new.read());
    let counts = Difference::between(&old, &new).counts();
    assert_eq!(counts.controls.to_string(), "3 new, 4 withdrawn");
    assert_mirrored(&old, &new);
}

#[test]
fn risks_are_retired_and_reinstated() {
    let old = Made::new(3);
    let mut new = old.clone();
    new.risk(0).title = None;
    new.risk(0).replaced_by = vec!["R1".to_owned()];
    new.rename_risk("R2", "R9");
    new.control(1).level = "SHOULD";
    let (old, new) = (old.read(), new.read());
    let there = Difference::between(&old, &new);
    let retired = change_of!(there.risks, "R0");
    assert_eq!(retired.kind, Change::Retired);
    assert_eq!(retired.successors, ["R1".parse().unwrap()]);
    let applies = Pair {
        old: true,
        new: false,
    };
    assert_eq!(retired.applies, applies);
    assert_eq!(change_of!(there.risks, "R9").kind, Change::Renamed);
    let first = change_of!(there.controls, "req-0");
    assert_eq!(first.risks.added, ["R1".parse().unwrap()]);
    assert_eq!(first.risks.removed, ["R0".parse().unwrap()]);
    assert!(first.retired_risks.is_empty());
    assert!(change_of!(there.controls, "req-2").is_untouched());
    let level = change_of!(there.controls, "req-1").level.unwrap();
    assert!(level.old.is_mandatory() && !level.new.is_mandatory());
    let back = Difference::between(&new, &old);
    assert_eq!(change_of!(back.risks, "R0").kind, Change::Reinstated);
    assert_mirrored(&old, &new);
}

#[test]
fn the_nearest_edition_has_the_name_or_half_of_the_controls() {
    let mut one = Made::new(6);
    one.control(0).level = "SHOULD";
    let mut two = Made::new(6);
    two.version = "2".to_owned();
    let mut three = two.clone();
    three.version = "3".to_owned();
    three.control(1).level = "SHOULD";
    let mut other = Made::new(3);
    other.name = "Other".to_owned();
    let mut far = Made::new(2);
    far.name = "Far".to_owned();
    let [one, two, three, other, far] = [one, two, three, other, far].map(|each| each.read());
    let title = |catalog: &Catalog| catalog.edition().title();
    let found = |catalog: &Catalog, among: &[&Catalog]| nearest(catalog, among).map(title);
    let among = [&other, &one, &three, &two];
    assert_eq!(found(&three, &among), Some(title(&two)));
    assert_eq!(found(&three, &[&far, &other]), Some(title(&other)));
    assert_eq!(found(&three, &[&far, &three]), None);
    let release = Some(title(Editions::bundled_release()));
    let bundled = Editions::bundled().all();
    assert_eq!(found(Editions::bundled_draft(), &bundled), release);
}

#[test]
fn no_text_of_an_edition_is_markup() {
    let nasty = [
        "[a](https://example.org) ![b](https://example.org/b.png) <https://example.org>",
        "<script>alert(1)</script> <!-- a --> &lt;b&gt; `code` ``` ~~~",
        "https://example.org www.example.org a@example.org [a]: https://example.org",
        "# One ## Two | a | b | *c* _d_ **e** ~~f~~ $g$ [^h] ^i^ ==j== {#k} \\",
        "- one",
        "1. one",
        "+++",
        "---",
        "===",
        "> quoted",
        "| a | b |",
        "[^1]: a",
        ": a",
        "[x] a",
        "```",
        "    a",
    ];
    let [mut old, mut new] = [Made::new(nasty.len()), Made::new(nasty.len())];
    old.name = nasty[0].to_owned();
    new.name = nasty[3].to_owned();
    for (number, text) in nasty.iter().map(|text| text.trim()).enumerate() {
        new.version = nasty[2].to_owned();
        new.control(number).statement = format!("{text} {number}");
        new.control(number).guidance = json!([
            { "heading": text },
            { "list": [text, { "text": text, "list": [text] }] },
            { "text": text },
        ]);
        old.risk(number).title = Some(format!("{text} {number}"));
        new.risk(number).description = text.to_owned();
    }
    let [old, new] = [old, new].map(|each| each.read());
    let mut headings = 0;
    for [old, new] in [[&old, &new], [&new, &old]] {
        let difference = Difference::between(old, new);
        let markdown = difference.to_markdown(old, new);
        let options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
        for event in Parser::new_ext(&markdown, options) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    headings += usize::from(level == HeadingLevel::H3);
                }
                Event::Start(
                    Tag::Paragraph
                    | Tag::BlockQuote(None)
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Strong
                    | Tag::Strikethrough,
                )
                | Event::End(_)
                | Event::Text(_)
                | Event::Code(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
    }
    assert_eq!(headings, 4 * nasty.len());
}

/// What a generated edition does to a thing of the one before.
#[derive(Clone, Copy, Debug)]
enum Step {
    Keep,
    Remove,
    Rename,
    Reword,
    /// Of a control: to be asked for less.
    Retire,
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop::sample::select(vec![
        Step::Keep,
        Step::Remove,
        Step::Rename,
        Step::Reword,
        Step::Retire,
    ]);
    prop::collection::vec(step, 1..7)
}

/// Another edition than [`Made::new`], by a step for each control and each risk but the last; then
/// as many new ones.
fn stepped(controls: &[Step], risks: &[Step], added: usize, text: &str) -> Made {
    let mut made = Made::new(controls.len().max(risks.len()) + 1 + added);
    made.version = "2".to_owned();
    let last = made.risks.last().unwrap().id.clone();
    for (number, step) in risks.iter().enumerate().rev() {
        let id = format!("R{number}");
        match step {
            Step::Keep => {}
            Step::Remove => made.remove_risk(&id),
            Step::Rename => made.rename_risk(&id, &format!("NEW{number}")),
            Step::Reword => made.risk(number).description = format!("{text} {number}"),
            Step::Retire => {
                made.risk(number).title = None;
                made.risk(number).replaced_by = vec![last.clone()];
            }
        }
    }
    for (number, step) in controls.iter().enumerate().rev() {
        match step {
            Step::Keep => {}
            Step::Remove => drop(made.controls.remove(number)),
            Step::Rename => made.control(number).id = format!("req-new-{number}"),
            Step::Reword => made.control(number).statement = format!("{text} {number}"),
            Step::Retire => made.control(number).level = "SHOULD",
        }
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_done_to_an_edition_is_found(
        controls in any_steps(),
        risks in any_steps(),
        added in 0_usize..3,
        text in "[!-~]([ -~]{0,30}[!-~])?",
    ) {
        let old = Made::new(controls.len().max(risks.len()) + 1).read();
        let new = stepped(&controls, &risks, added, &text).read();
        let difference = Difference::between(&old, &new);
        prop_assert_eq!(&difference, &Difference::between(&old, &new));
        for (number, step) in controls.iter().enumerate() {
            let change = change_of!(difference.controls, format!("req-{number}"));
            let expected = match step {
                Step::Keep | Step::Retire => Change::Unchanged,
                Step::Remove => Change::Withdrawn,
                Step::Rename => Change::Renamed,
                Step::Reword => Change::Reworded,
            };
            prop_assert_eq!(change.kind, expected);
            prop_assert_eq!(change.level.is_some(), matches!(step, Step::Retire));
            // A risk of another name is the same risk.
            let is_another = matches!(risks.get(number), Some(Step::Remove | Step::Retire));
            let in_both = change.kind != Change::Withdrawn;
            prop_assert_eq!(!change.risks.is_empty(), is_another && in_both);
        }
        for (number, step) in risks.iter().enumerate() {
            let change = change_of!(difference.risks, format!("R{number}"));
            let expected = match step {
                Step::Keep => Change::Unchanged,
                Step::Remove => Change::Withdrawn,
                Step::Rename => Change::Renamed,
                Step::Reword => Change::Reworded,
                Step::Retire => Change::Retired,
            };
            prop_assert_eq!(change.kind, expected);
            // A control of another name is the same control.
            let is_gone = matches!(controls.get(number), Some(Step::Remove));
            let in_both = !matches!(step, Step::Remove | Step::Retire);
            prop_assert_eq!(!change.controls.removed.is_empty(), is_gone && in_both);
        }
        prop_assert_eq!(difference.counts().controls.new, added);
        // Everything stands there once, in the order of the new edition.
        let all = difference.controls.iter();
        let in_new: Vec<_> = all.clone().filter_map(|each| each.new.as_ref()).collect();
        let expected: Vec<_> = new.controls().iter().map(|each| each.id()).collect();
        prop_assert_eq!(in_new, expected);
        let in_old: BTreeSet<_> = all.filter_map(|each| each.old.as_ref()).collect();
        prop_assert_eq!(in_old.len(), old.controls().len());
        assert_mirrored(&old, &new);
        // Of each changed thing there is a heading, and no text makes another one.
        let markdown = difference.to_markdown(&old, &new);
        let headings = markdown.lines().filter(|line| line.starts_with("### "));
        prop_assert_eq!(headings.count(), difference.counts().changed());
    }
}
