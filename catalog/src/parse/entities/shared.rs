//! Parts that sections, risks and mitigations share: paragraphs, scopes and criteria.

use super::super::ProblemKind;
use super::super::reader::{At, Object};
use super::super::reading::{Kind, Reading};
use crate::{CategoryId, Criterion, FrameworkId, Paragraph, RiskId, RiskScope, Wording};

pub(super) fn paragraphs(items: Vec<At<'_>>, reading: &Reading) -> Vec<Paragraph> {
    items
        .iter()
        .filter_map(|item| paragraph(item, reading))
        .collect()
}

fn paragraph(at: &At<'_>, reading: &Reading) -> Option<Paragraph> {
    let object = at.object(reading)?;
    let text = object.text("text");
    let wording = object.optional_name("wording", &Wording::ALL, Wording::as_str);
    let list_lost = object.mark("list_lost");
    let source_line = object.optional_line("source_line");
    object.finish();
    let wording = wording?.unwrap_or(Wording::Specification);
    let source_line = source_line?;
    if wording.is_summary() == source_line.is_some() {
        reading.note(
            object.place().clone(),
            ProblemKind::SourceLineAgainstWording,
        );
    }
    Some(Paragraph {
        text: text?,
        wording,
        list_lost: list_lost?,
        source_line,
    })
}

pub(super) fn scope(parent: &Object<'_, '_>, name: &'static str) -> Option<RiskScope> {
    let reading = parent.reading();
    let object = parent.required(name)?.object(reading)?;
    let risks = object
        .optional_items("risks")
        .iter()
        .filter_map(|item| {
            let risk: RiskId = item.identifier(reading)?;
            reading.refer(Kind::Risk, risk, &item.place);
            Some(risk)
        })
        .collect::<Vec<_>>();
    let categories = object
        .optional_items("risk_categories")
        .iter()
        .filter_map(|item| {
            let category: CategoryId = item.identifier(reading)?;
            reading.refer(Kind::Category, &category, &item.place);
            Some(category)
        })
        .collect::<Vec<_>>();
    let all_risks = object.mark("all_risks");
    if object.optional_items("risks").is_empty()
        && object.optional_items("risk_categories").is_empty()
        && all_risks == Some(false)
    {
        reading.note(object.place().clone(), ProblemKind::NamesNoRisk);
    }
    object.finish();
    Some(RiskScope {
        risks,
        categories,
        all_risks: all_risks?,
    })
}

pub(super) fn criteria(parent: &Object<'_, '_>) -> Vec<Criterion> {
    parent
        .optional_items("criteria")
        .iter()
        .filter_map(|item| criterion(item, parent.reading()))
        .collect()
}

fn criterion(at: &At<'_>, reading: &Reading) -> Option<Criterion> {
    let object = at.object(reading)?;
    let framework: Option<FrameworkId> = object.identifier("framework");
    if let Some(framework) = &framework {
        let place = object.place().below("framework");
        reading.refer(Kind::Framework, framework, &place);
    }
    let reference = object.optional_text("reference");
    object.finish();
    Some(Criterion {
        framework: framework?,
        reference: reference?,
    })
}

pub(super) fn framework_references(items: Vec<At<'_>>, reading: &Reading) -> Vec<FrameworkId> {
    items
        .iter()
        .filter_map(|item| {
            let framework: FrameworkId = item.identifier(reading)?;
            reading.refer(Kind::Framework, &framework, &item.place);
            Some(framework)
        })
        .collect()
}

/// A text that has to be there and to pass a test; `expected` says in words what it has to be.
pub(super) fn checked_text(
    object: &Object<'_, '_>,
    name: &'static str,
    test: fn(&str) -> bool,
    expected: &'static str,
) -> Option<String> {
    let found = object.text(name)?;
    if test(&found) {
        return Some(found);
    }
    let kind = ProblemKind::Malformed { found, expected };
    object.reading().note(object.place().below(name), kind);
    None
}
