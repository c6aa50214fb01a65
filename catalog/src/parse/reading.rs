//! What is found while the data files are read: problems, what they declare, what they refer to.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Place, Problem, ProblemKind};

/// The kinds of things that have identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Section,
    Group,
    Control,
    Category,
    Risk,
    Mitigation,
    MitigationSection,
    Framework,
    Reference,
    /// A control that the edition no longer has.
    Withdrawn,
    /// Not an identifier: levels have to differ from each other.
    Level,
    /// Not an identifier: short titles have to differ from each other.
    ShortTitle,
    /// Not an identifier: glossary terms have to differ from each other.
    Term,
}

impl Kind {
    fn in_words(self) -> &'static str {
        match self {
            Kind::Section => "the section",
            Kind::Group => "the control group",
            Kind::Control => "the control",
            Kind::Category => "the risk category",
            Kind::Risk => "the risk",
            Kind::Mitigation => "the mitigation",
            Kind::MitigationSection => "the section of mitigations",
            Kind::Framework => "the framework",
            Kind::Reference => "the reference",
            Kind::Withdrawn => "the withdrawn control",
            Kind::Level => "the level",
            Kind::ShortTitle => "the short title",
            Kind::Term => "the term",
        }
    }
}

/// What has been found while reading: problems, what was declared, and what was referred to.
#[derive(Default)]
pub(super) struct Reading {
    problems: RefCell<Vec<Problem>>,
    declared: RefCell<BTreeMap<(Kind, String), Place>>,
    referred: RefCell<Vec<(Kind, String, Place)>>,
}

impl Reading {
    /// Notes a problem.
    pub(super) fn note(&self, place: Place, kind: ProblemKind) {
        self.problems.borrow_mut().push(Problem::new(place, kind));
    }

    /// Notes that something stands in the catalog, and a problem if it did already. It counts as
    /// declared even where the rest of its entry is broken, so that one mistake does not make
    /// every reference to it dangle.
    pub(super) fn declare(&self, kind: Kind, value: impl ToString, place: &Place) {
        let value = value.to_string();
        let first = self.declared.borrow().get(&(kind, value.clone())).cloned();
        match first {
            Some(first) => self.note(place.clone(), ProblemKind::Duplicate { value, first }),
            None => {
                self.declared
                    .borrow_mut()
                    .insert((kind, value), place.clone());
            }
        }
    }

    /// Notes that something is referred to; [`Self::note_dangling`] looks later whether it exists.
    pub(super) fn refer(&self, kind: Kind, value: impl ToString, place: &Place) {
        self.referred
            .borrow_mut()
            .push((kind, value.to_string(), place.clone()));
    }

    /// Where something was declared.
    pub(super) fn place_of(&self, kind: Kind, value: impl ToString) -> Option<Place> {
        self.declared
            .borrow()
            .get(&(kind, value.to_string()))
            .cloned()
    }

    /// Notes a problem for each reference to something that was not declared.
    pub(super) fn note_dangling(&self) {
        let declared = self.declared.borrow();
        for (kind, identifier, place) in self.referred.take() {
            let key = (kind, identifier);
            if !declared.contains_key(&key) {
                let (kind, identifier) = key;
                let kind = kind.in_words();
                self.note(place, ProblemKind::Dangling { kind, identifier });
            }
        }
    }

    /// All problems noted, in order.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}
