//! What the X-ray found, rule by rule.

use assay_assessment::{
    Subject,
    xray::{Finding, Rule},
};
use leptos::prelude::*;

use crate::{
    components::{Mark, Panel, StatusMark},
    features::{
        deficiencies::{self, DeficiencyFilter},
        list::kept,
        places,
        risks::{
            RiskRoom,
            filter::{Only, RiskFilter},
        },
    },
    route::Part,
    words::count,
    workbench::use_workbench,
};

/// One rule with what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RuleLine {
    rule: Rule,
    count: usize,
    first: Subject,
}

/// Findings by rule, each leading to the first of its findings.
#[component]
pub fn Attention() -> impl IntoView {
    let workbench = use_workbench();
    let findings = workbench.derived().findings;
    let lines = Memo::new(move |_| findings.with(|findings| by_rule(findings)));
    let room = RiskRoom::of(workbench);
    let incomplete = kept::<DeficiencyFilter>(workbench);
    let line = move |line: RuleLine| {
        let about_findings = line.rule == Rule::DeficiencyIncomplete;
        let about_risks = matches!(line.first, Subject::Risk(_));
        // The list beside the first risk then holds the others that need attention.
        let narrow_the_list = move |_| {
            if about_findings {
                incomplete.set(DeficiencyFilter::only(deficiencies::Show::Incomplete));
            } else if about_risks {
                room.filter.set(RiskFilter {
                    only: Only::NeedsAttention,
                    ..RiskFilter::default()
                });
            }
        };
        let (mark, gravity) = mark_of(line.rule);
        // What lacks something is written in the finding, and not where it is found.
        let href = if about_findings {
            places::part(workbench, Part::Findings)
        } else {
            places::subject(workbench, &line.first)
        };
        let show = if about_findings {
            "Show what is incomplete"
        } else if line.count > 1 {
            "Show the first"
        } else {
            "Show"
        };
        view! {
            <li>
                <a
                    class="attention-line"
                    href=href
                    on:click=narrow_the_list
                >
                    <StatusMark mark text=gravity />
                    <span class="attention-words">
                        {line.rule.summary(line.count)}
                        <small>{line.rule.advice()}</small>
                    </span>
                    <span class="attention-show">{show}</span>
                </a>
            </li>
        }
    };
    let aside = Signal::derive(move || {
        let found = findings.with(Vec::len);
        format!("X-ray: {}", count(found, "question", "questions"))
    });
    view! {
        <Panel title="Needs attention" aside span=7>
            <Show
                when=move || !lines.with(Vec::is_empty)
                fallback=|| view! {
                    <p class="attention-nothing">
                        <StatusMark mark=Mark::Pass text="Nothing found" />
                        "The X-ray finds nothing that a reviewer would ask about so far."
                    </p>
                }
            >
                <ul class="attention" role="list">
                    {move || lines.get().into_iter().map(line).collect_view()}
                </ul>
            </Show>
        </Panel>
    }
}

/// The rules that found something, the gravest first, with the first of their findings.
fn by_rule(findings: &[Finding]) -> Vec<RuleLine> {
    Rule::ALL
        .into_iter()
        .filter_map(|rule| {
            let mut found = findings.iter().filter(|finding| finding.rule == rule);
            let first = found.next()?;
            Some(RuleLine {
                rule,
                count: 1 + found.count(),
                first: first.subject.clone(),
            })
        })
        .collect()
}

/// How grave a rule is.
const fn mark_of(rule: Rule) -> (Mark, &'static str) {
    match rule {
        Rule::FailingWithoutAction | Rule::RiskWithoutPassingControl | Rule::EvidenceAbsent => {
            (Mark::Fail, "Grave")
        }
        _ => (Mark::Attention, "Needs attention"),
    }
}

#[cfg(test)]
mod tests {
    use assay_catalog::RiskId;

    use super::*;

    #[test]
    fn findings_are_counted_by_rule_and_the_gravest_rule_comes_first() {
        let subject = |number| Subject::Risk(RiskId::parse(&format!("GIR{}", number)).unwrap());
        let finding = |rule, number| Finding {
            rule,
            subject: subject(number),
            detail: None,
        };
        let findings = [
            finding(Rule::EvidenceStale, 3),
            finding(Rule::ResidualAboveInherent, 1),
            finding(Rule::ResidualAboveInherent, 2),
        ];
        let lines = by_rule(&findings);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].rule, Rule::ResidualAboveInherent);
        assert_eq!(lines[0].count, 2);
        assert_eq!(lines[0].first, subject(1));
        assert_eq!(lines[1].count, 1);
        assert!(by_rule(&[]).is_empty());
    }
}
