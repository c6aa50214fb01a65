//! External frameworks and their criteria, to which controls correspond.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{FrameworkId, GroupId, ReferenceId, SectionId};

/// An external framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    pub(crate) id: FrameworkId,
    pub(crate) label: String,
    pub(crate) work: Work,
    pub(crate) part_of: Option<FrameworkId>,
}

/// A published work, as the specification names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub(crate) title: String,
    pub(crate) publisher: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) url: Option<String>,
}

impl Work {
    /// The full title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who publishes it.
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.as_deref()
    }

    /// When it was published, as the specification writes it.
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// Where it is published: an address that begins with `https://` or `http://`.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }
}

/// A work that the specification refers to and that is none of the frameworks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub(crate) id: ReferenceId,
    pub(crate) work: Work,
}

impl Reference {
    /// The identifier, such as `EIP3076`.
    pub fn id(&self) -> &ReferenceId {
        &self.id
    }

    /// The work.
    pub fn work(&self) -> &Work {
        &self.work
    }
}

impl Framework {
    /// The identifier, such as `SOC2`.
    pub fn id(&self) -> &FrameworkId {
        &self.id
    }

    /// A short name of ours for chips and lists, such as "SOC 2".
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The full title.
    pub fn title(&self) -> &str {
        self.work.title()
    }

    /// Title, publisher, date and address.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// The framework that this one is a part of.
    pub fn part_of(&self) -> Option<&FrameworkId> {
        self.part_of.as_ref()
    }
}

/// A criterion of an external framework.
///
/// Orders by the framework's identifier, then by the reference with numbers compared as numbers:
/// "Annex A 8.2" before "Annex A 8.18", and the framework as a whole before all of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub(crate) framework: FrameworkId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
}

impl Criterion {
    /// A criterion: `reference` is a place such as "CC 6.1", or `None` for the framework as a
    /// whole.
    pub fn new(framework: FrameworkId, reference: Option<String>) -> Self {
        Self {
            framework,
            reference,
        }
    }

    /// The framework.
    pub fn framework(&self) -> &FrameworkId {
        &self.framework
    }

    /// The place in the framework, such as "CC 6.1"; `None` means the framework as a whole.
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }
}

impl Ord for Criterion {
    fn cmp(&self, other: &Self) -> Ordering {
        self.framework
            .cmp(&other.framework)
            .then_with(|| compare_references(self.reference(), other.reference()))
    }
}

impl PartialOrd for Criterion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Where a control has a criterion from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CriterionSource {
    /// The control's group names the criterion.
    Group(GroupId),
    /// The section names it for all its groups.
    Section(SectionId),
}

/// A criterion to which a control corresponds, and which part of the catalog says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InheritedCriterion {
    pub(crate) criterion: Criterion,
    pub(crate) source: CriterionSource,
}

impl InheritedCriterion {
    /// The criterion.
    pub fn criterion(&self) -> &Criterion {
        &self.criterion
    }

    /// Which part of the catalog names it.
    pub fn source(&self) -> &CriterionSource {
        &self.source
    }

    /// Whether the section names it for all its groups.
    pub fn is_inherited(&self) -> bool {
        matches!(self.source, CriterionSource::Section(_))
    }
}

/// Compares references with runs of digits taken as numbers; `None` comes first. Total, and equal
/// only for equal references.
pub(crate) fn compare_references(left: Option<&str>, right: Option<&str>) -> Ordering {
    let (Some(left_text), Some(right_text)) = (left, right) else {
        return left.cmp(&right);
    };
    let mut left_parts = parts(left_text);
    let mut right_parts = parts(right_text);
    loop {
        match (left_parts.next(), right_parts.next()) {
            (None, None) => return left.cmp(&right),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(first), Some(second)) => match compare_parts(first, second) {
                Ordering::Equal => {}
                unequal => return unequal,
            },
        }
    }
}

/// Splits a text into runs of digits and runs of other characters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest
            .find(|character: char| character.is_ascii_digit() != first.is_ascii_digit())
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

fn compare_parts(left: &str, right: &str) -> Ordering {
    let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    if is_number(left) && is_number(right) {
        // Numbers of any length: without leading zeros the longer one is the greater one.
        let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
        left.len().cmp(&right.len()).then_with(|| left.cmp(right))
    } else {
        left.cmp(right)
    }
}
