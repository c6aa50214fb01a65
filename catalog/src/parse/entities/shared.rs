//! Parts that sections, risks and mitigations share: text, scopes and criteria.

use super::super::ProblemKind;
use super::super::reader::{At, Object};
use super::super::reading::{Kind, Reading};
use crate::control::Breadth;
use crate::{
    Block, CategoryId, Content, Criterion, FrameworkId, ListItem, RiskId, RiskScope, Wording,
};

/// How many lists may stand within each other.
const MOST_NESTED_LISTS: usize = 8;

pub(super) fn blocks(items: Vec<At<'_>>, reading: &Reading) -> Vec<Block> {
    items
        .iter()
        .filter_map(|item| block(item, reading))
        .collect()
}

fn block(at: &At<'_>, reading: &Reading) -> Option<Block> {
    let object = at.object(reading)?;
    let content = if object.optional("list").is_some() {
        let items = list_items(object.items("list"), reading, MOST_NESTED_LISTS);
        (!items.is_empty()).then_some(Content::List(items))
    } else if object.optional("heading").is_some() {
        object.text("heading").map(Content::Heading)
    } else {
        object.text("text").map(Content::Paragraph)
    };
    let wording = object.optional_name("wording", &Wording::ALL, Wording::as_str);
    let source_line = object.optional_line("source_line");
    object.finish();
    let wording = wording?.unwrap_or(Wording::Specification);
    let source_line = source_line?;
    if wording.is_summary() && source_line.is_some() {
        reading.note(
            object.place().clone(),
            ProblemKind::SourceLineAgainstWording,
        );
    }
    Some(Block {
        content: content?,
        wording,
        source_line,
    })
}

/// The items of a list, each a text or an object with a text and a list within it.
pub(super) fn list_items(items: Vec<At<'_>>, reading: &Reading, deep: usize) -> Vec<ListItem> {
    items
        .iter()
        .filter_map(|item| list_item(item, reading, deep))
        .collect()
}

fn list_item(at: &At<'_>, reading: &Reading, deep: usize) -> Option<ListItem> {
    if !at.is_object() {
        return Some(ListItem {
            text: at.text(reading)?.to_owned(),
            items: Vec::new(),
        });
    }
    let object = at.object(reading)?;
    let text = object.text("text");
    let within = object.optional_items("list");
    object.finish();
    let items = match deep.checked_sub(1) {
        Some(deep) => list_items(within, reading, deep),
        None => {
            reading.note(object.place().clone(), ProblemKind::TooDeep);
            Vec::new()
        }
    };
    Some(ListItem { text: text?, items })
}

/// The parts of a statement, which are written as the items of a list are.
pub(super) fn parts(object: &Object<'_, '_>) -> Vec<ListItem> {
    let items = object.optional_items("parts");
    list_items(items, object.reading(), MOST_NESTED_LISTS)
}

/// A scope that may be absent; then it means no risk.
pub(super) fn optional_scope(parent: &Object<'_, '_>, name: &'static str) -> Option<RiskScope> {
    if parent.optional(name).is_none() {
        return Some(RiskScope::default());
    }
    let reading = parent.reading();
    let object = parent.required(name)?.object(reading)?;
    let named_risks = object.optional_items("risks");
    let risks = named_risks
        .iter()
        .filter_map(|item| {
            let risk: RiskId = item.identifier(reading)?;
            reading.refer(Kind::Risk, risk, &item.place);
            Some(risk)
        })
        .collect::<Vec<_>>();
    let named_categories = object.optional_items("risk_categories");
    let categories = named_categories
        .iter()
        .filter_map(|item| {
            let category: CategoryId = item.identifier(reading)?;
            reading.refer(Kind::Category, &category, &item.place);
            Some(category)
        })
        .collect::<Vec<_>>();
    let all = object.mark("all_risks");
    let almost = object.mark("almost_all_risks");
    object.finish();
    let breadth = match (all?, almost?) {
        (true, false) => Breadth::All,
        (false, true) => Breadth::AlmostAll,
        (false, false) => Breadth::Named,
        (true, true) => {
            reading.note(object.place().clone(), ProblemKind::AllAndAlmostAll);
            Breadth::AlmostAll
        }
    };
    if named_risks.is_empty() && named_categories.is_empty() && breadth == Breadth::Named {
        reading.note(object.place().clone(), ProblemKind::NamesNoRisk);
    }
    Some(RiskScope {
        risks,
        categories,
        breadth,
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

/// As [`checked_text`], of a text that may be absent: `Some(None)` without it, `None` if wrong.
pub(super) fn optional_checked_text(
    object: &Object<'_, '_>,
    name: &'static str,
    test: fn(&str) -> bool,
    expected: &'static str,
) -> Option<Option<String>> {
    match object.optional(name) {
        None => Some(None),
        Some(_) => checked_text(object, name, test, expected).map(Some),
    }
}
