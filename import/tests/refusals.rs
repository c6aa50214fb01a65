//! Pages that give no edition, and why.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use crate::common::{DRAWN, SOURCE, problems, refusal, with};
use assay_import::{MOST_BYTES, Place, ProblemKind, read_valos_page};

fn refused(bytes: &[u8]) -> ProblemKind {
    match read_valos_page(bytes) {
        Ok(_) => panic!("the page gives an edition"),
        Err(error) => {
            assert_eq!(error.problems.len(), 1, "{error}");
            error.problems[0].kind.clone()
        }
    }
}

#[test]
fn what_is_no_page() {
    for bytes in [&b""[..], b"%PDF-1.7", b"{}", b"<svg></svg>", b"just words"] {
        assert_eq!(refused(bytes), ProblemKind::NotHtml);
    }
    let archive = format!("From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\n{DRAWN}");
    assert_eq!(refused(archive.as_bytes()), ProblemKind::NotHtml);
    let large = vec![b' '; MOST_BYTES + 1];
    let bytes = MOST_BYTES + 1;
    assert_eq!(refused(&large), ProblemKind::TooLarge { bytes });
}

#[test]
fn other_encodings() {
    let windows = with(
        DRAWN,
        "<meta charset=\"utf-8\">",
        "<meta charset=windows-1252>",
    );
    let declared = Some("windows-1252".to_owned());
    let kind = ProblemKind::NotUtf8 { declared };
    assert_eq!(refused(windows.as_bytes()), kind);
    assert!(kind.to_string().contains("says that it is in windows-1252"));
    // Saved in it, so that a letter is no UTF-8.
    let mut bytes = windows.into_bytes();
    bytes.push(0xa9);
    assert_eq!(refused(&bytes), kind);
    let mut bytes = DRAWN.as_bytes().to_vec();
    bytes.push(0xa9);
    assert_eq!(refused(&bytes), ProblemKind::NotUtf8 { declared: None });
}

#[test]
fn pages_of_something_else() {
    let page = DRAWN.replace(">ValOS<", ">Garden Rules<");
    let title = "Garden Rules".to_owned();
    assert_eq!(refusal(&page), ProblemKind::AnotherSpecification { title });
    let page = "<!DOCTYPE html><html><body><p>Hello</p></body></html>";
    let title = String::new();
    assert_eq!(refusal(page), ProblemKind::AnotherSpecification { title });
}

#[test]
fn pages_that_are_cut_short() {
    for page in [DRAWN, SOURCE] {
        let end = page.rfind("</body>").unwrap();
        for length in [end, end - 1, end / 2, end / 3, end + 7] {
            let length = (length..).find(|at| page.is_char_boundary(*at)).unwrap();
            let cut = &page[..length];
            assert_eq!(refusal(cut), ProblemKind::CutShort, "at {length}");
        }
        let scripted = page.replace("</body>", "<script>'</body></html>'");
        let scripted = scripted.trim_end().strip_suffix("</html>").unwrap();
        assert_eq!(refusal(scripted), ProblemKind::CutShort);
    }
}

#[test]
fn pages_with_parts_missing() {
    let missing = |page: &str, id: &str| {
        let found = problems(page);
        let place = Place {
            line: None,
            identifier: Some(id.to_owned()),
            pointer: None,
        };
        let said = |problem: &assay_import::Problem| {
            problem.place == place && problem.kind == ProblemKind::MissingPart
        };
        assert!(found.iter().any(said), "{id}: {found:?}");
    };
    for page in [DRAWN, SOURCE] {
        missing(
            &page.replace("sec-controls-catalog", "sec-other"),
            "sec-controls-catalog",
        );
        missing(&page.replace("id=\"sec-sotd\"", ""), "sec-sotd");
        missing(
            &page.replace("id=\"sec-summary-of-controls\"", ""),
            "sec-summary-of-controls",
        );
    }
    missing(
        &with(DRAWN, "<section id=\"references\"", "<section"),
        "references",
    );
    // The table of contents and the summary know what was there.
    let start = DRAWN.find("<section id=\"keep-the-hose\">").unwrap();
    let end = DRAWN.find("<section id=\"count-the-cans\">").unwrap();
    missing(
        &format!("{}{}", &DRAWN[..start], &DRAWN[end..]),
        "ctrl-hose",
    );
}

#[test]
fn sources_without_their_references() {
    let page = with(SOURCE, "ALPHA: {", "ALPHA {");
    assert_eq!(refusal(&page), ProblemKind::NoConfiguration);
    let page = with(SOURCE, "GAMMA: {", "ALPHA: {");
    assert_eq!(refusal(&page), ProblemKind::NoConfiguration);
    let many: String = (0..1_001)
        .map(|number| format!("X{number}: {{title: 'x'}}, "))
        .collect();
    let page = with(SOURCE, "GAMMA: {", &format!("{many} GAMMA: {{"));
    assert_eq!(refusal(&page), ProblemKind::NoConfiguration);
}

#[test]
fn identifiers_that_stand_twice_or_are_none() {
    let page = with(SOURCE, "<b id=\"req-noon\">", "<b id=\"req-water\">");
    assert_eq!(refusal(&page), ProblemKind::DuplicateIdentifier);
    let page = with(DRAWN, "<b id=\"req-noon\">", "<b id=\"req-water\">");
    assert_eq!(refusal(&page), ProblemKind::DuplicateIdentifier);
    let page = with(SOURCE, "{#sec-mit-nets}", "{#sec-mit-shed}");
    assert_eq!(refusal(&page), ProblemKind::DuplicateIdentifier);
    let page = with(SOURCE, "<b id=\"req-noon\">", "<b id=\"req-at noon\">");
    assert_eq!(
        refusal(&page),
        ProblemKind::MalformedIdentifier { most: 100 }
    );
    let page = with(
        SOURCE,
        "<dfn id=\"def-rota\">Rota</dfn>",
        "<dfn>The plan</dfn>",
    );
    assert_eq!(refusal(&page), ProblemKind::DuplicateIdentifier);
    // Two rows of one risk.
    let page = SOURCE
        .replace("risk-sun-3\"", "risk-wet-4\"")
        .replace("<td>SUN3", "<td>WET4");
    let found = problems(&page);
    assert!(
        found
            .iter()
            .all(|problem| problem.kind == ProblemKind::DuplicateIdentifier)
    );
}

#[test]
fn levels_that_nobody_can_tell() {
    let page = with(SOURCE, "Gardeners MUST water", "Gardeners must water");
    assert_eq!(refusal(&page), ProblemKind::NoLevel);
    let page = with(SOURCE, "MUST count cans</b>\n\n<a", "MUST</b>\n\n<a");
    let what = "requirement behind the level";
    assert_eq!(refusal(&page), ProblemKind::Missing { what });
    let page = with(SOURCE, "and MUST NOT run", "and SHOULD run");
    let levels = ["MUST NOT", "SHOULD"].map(str::to_owned).to_vec();
    assert_eq!(refusal(&page), ProblemKind::SeveralLevels { levels });
    let page = with(
        DRAWN,
        "Gardeners <em class=\"rfc2119\">MUST</em>",
        "Gardeners",
    );
    assert_eq!(refusal(&page), ProblemKind::NoLevel);
}

#[test]
fn relations_to_nothing() {
    for (page, was, is) in [
        (SOURCE, "[WET2](#risk-wet-2)", "[WET2](#risk-wet-9)"),
        (
            DRAWN,
            "<a href=\"#risk-wet-2\">WET2</a>",
            "<a href=\"#risk-wet-9\">WET2</a>",
        ),
    ] {
        let risk = "risk-wet-9".to_owned();
        assert_eq!(
            refusal(&with(page, was, is)),
            ProblemKind::UnknownRisk { risk }
        );
    }
    let page = with(SOURCE, "(#sec-risks-sun)", "(#sec-risks-snow)");
    let category = "sec-risks-snow".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnknownCategory { category });
    let page = with(SOURCE, "[WET2](#risk-wet-2)", "[WET2](#risk-wet-1)");
    let (says, leads) = ("WET2".to_owned(), "WET1".to_owned());
    assert_eq!(
        refusal(&page),
        ProblemKind::ContradictoryLink { says, leads }
    );
    let page = with(SOURCE, "[[?SOC2]] CC 1.1", "[[?NOWHERE]] CC 1.1");
    let reference = "NOWHERE".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnknownReference { reference });
    let page = with(SOURCE, "[[[?ALPHA]]] and", "[[[?OMEGA]]] and");
    let reference = "OMEGA".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnknownReference { reference });
    let page = with(
        SOURCE,
        "<a href=\"#risk-sun-2\">SUN2</a></td>\n</tr>\n<tr id=\"risk-wet-4\">",
        "<a href=\"#risk-sun-7\">SUN7</a></td>\n</tr>\n<tr id=\"risk-wet-4\">",
    );
    let risk = "risk-sun-7".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnknownRisk { risk });
}

#[test]
fn relations_and_criteria_that_cannot_be_read() {
    let unreadable = |found: &str| ProblemKind::UnreadableRelation {
        found: found.to_owned(),
    };
    let page = with(
        SOURCE,
        "* All [risks of the sun]",
        "* Some [risks of the sun]",
    );
    assert_eq!(refusal(&page), unreadable("Some risks of the sun"));
    let page = with(SOURCE, "- All risks\n", "- Many risks\n");
    assert_eq!(refusal(&page), unreadable("Many risks"));
    let page = with(
        SOURCE,
        "[WET2](#risk-wet-2) [WET3]",
        "not [WET2](#risk-wet-2) [WET3]",
    );
    assert_eq!(refusal(&page), unreadable("not WET2 WET3, SUN2"));
    let page = with(
        SOURCE,
        "helps address almost all risks",
        "helps address risks",
    );
    assert_eq!(
        refusal(&page),
        unreadable("A kept hose helps address risks")
    );
    let page = with(SOURCE, "[[?SOC2]] CC 1.1", "[[?SOC2]] everything");
    let found = "[SOC2] everything".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnreadableCriterion { found });
    let page = with(SOURCE, "* [[?SOC2]] CC 1.1", "* CC 1.1");
    let found = "CC 1.1".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnreadableCriterion { found });
}

#[test]
fn rows_that_cannot_be_read() {
    let page = with(SOURCE, "colspan=\"4\">Removed", "colspan=\"4\">Forgotten");
    let found = "Forgotten".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnreadableRow { found });
    let page = with(SOURCE, "<td>Process</td>", "<td>Weather</td>");
    let found = "Weather".to_owned();
    assert_eq!(refusal(&page), ProblemKind::UnknownRiskGroup { found });
    let page = with(SOURCE, "<td>WET4</td>", "<td>WET5</td>");
    let (found, anchor) = ("WET5".to_owned(), "risk-wet-4".to_owned());
    assert_eq!(refusal(&page), ProblemKind::AnotherAnchor { found, anchor });
    let page = with(SOURCE, "<td>Torn shade</td>", "<td> </td>");
    assert_eq!(refusal(&page), ProblemKind::Missing { what: "title" });
}

#[test]
fn what_stands_in_the_wrong_place() {
    let page = with(
        SOURCE,
        "#### Water the beds {#ctrl-water}",
        "#### Water the beds",
    );
    let found = problems(&page);
    let title = "Water the beds".to_owned();
    assert!(found.iter().any(|problem| problem.kind
        == ProblemKind::UnknownHeading {
            title: title.clone()
        }));
    let outside = found
        .iter()
        .filter(|problem| problem.kind == ProblemKind::ControlOutsideGroup);
    assert_eq!(outside.count(), 3);
    let criteria = "##### Relevant external controls for sheds\n\n* [[?SOC2]] CC 9\n\n";
    let risks = "##### Risks that a shed can mitigate";
    let page = with(SOURCE, risks, &format!("{criteria}{risks}"));
    let heading =
        "Relevant external controls for sheds / Risks that a shed can mitigate".to_owned();
    assert_eq!(refusal(&page), ProblemKind::MisplacedBox { heading });
    let page = with(SOURCE, "Nets are hung.\n", "");
    assert_eq!(refusal(&page), ProblemKind::Missing { what: "text" });
    let page = with(
        SOURCE,
        "<a href=\"#req-hose\">🔗</a> <b id=\"req-hose\">The hose SHOULD",
        "The hose",
    );
    assert!(
        problems(&page)
            .iter()
            .any(|problem| problem.kind == ProblemKind::Missing { what: "control" })
    );
}

#[test]
fn what_the_catalog_refuses() {
    // A risk that took its own place.
    let page = with(
        SOURCE,
        "colspan=\"4\">Removed",
        "colspan=\"4\">Replaced by <a href=\"#risk-wet-4\">WET4</a>",
    );
    assert!(matches!(refusal(&page), ProblemKind::Refused { said } if said.contains("WET4")));
}

#[test]
fn what_is_hidden_is_not_lost_in_silence() {
    let control = "<p><a href=\"#req-noon\">";
    let page = with(DRAWN, control, &control.replace("<p>", "<p hidden>"));
    assert_eq!(refusal(&page), ProblemKind::NotRead);
    let row = "<tr id=\"risk-sun-3\">";
    let page = with(SOURCE, row, &row.replace("<tr", "<tr hidden"));
    assert_eq!(refusal(&page), ProblemKind::NotRead);
}

#[test]
fn every_problem_is_said_with_its_line() {
    let page = with(SOURCE, "Gardeners MUST water", "Gardeners water");
    let page = with(&page, "[WET2](#risk-wet-2)", "[WET2](#risk-wet-9)");
    let page = with(&page, "<td>Process</td>", "<td>Weather</td>");
    let found = problems(&page);
    let lines: Vec<usize> = found
        .iter()
        .filter_map(|problem| problem.place.line)
        .collect();
    let line_of = |words: &str| 1 + page.lines().position(|line| line.contains(words)).unwrap();
    let weather = line_of("<td>Weather</td>") - 2;
    assert_eq!(
        lines,
        [weather, line_of("#risk-wet-9"), line_of("Gardeners water")]
    );
    let words: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(
        words[1].contains("sec-mit-shed: it refers to the risk risk-wet-9"),
        "{words:?}"
    );
}

#[test]
fn pages_beyond_the_bounds() {
    let deep = "<div>".repeat(5_000);
    let page = with(DRAWN, "<p>Nets are hung.</p>", &deep);
    assert_eq!(refusal(&page), ProblemKind::TooIntricate);
    let formatted: String = (0..150).map(|number| format!("<b id=x{number}>")).collect();
    let repeated = "<p>x".repeat(10_000);
    let page = with(
        DRAWN,
        "<p>Nets are hung.</p>",
        &format!("<p>{formatted}{repeated}"),
    );
    assert_eq!(refusal(&page), ProblemKind::TooIntricate);
    let long = "word ".repeat(2_500);
    let page = with(DRAWN, "Nets are hung.", &long);
    let bytes = long.trim().len();
    let found = problems(&page);
    assert!(
        found
            .iter()
            .any(|problem| problem.kind == ProblemKind::TooLong { bytes }),
        "{found:?}"
    );
}
