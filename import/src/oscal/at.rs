//! Takes values out of the tree, and keeps what is wrong with them.

use std::cell::RefCell;

use crate::problem::{ImportError, Place, Problem};

use super::problem::OscalProblem;
use super::tree::Tree;

/// How many problems, and how many notes, are listed.
const MOST_LISTED: usize = 200;

/// How many items a list may have. The greatest in a published catalog have about a thousand.
pub(super) const MOST_ITEMS: usize = 100_000;

/// How many bytes of a text from the file a problem repeats.
const MOST_REPEATED: usize = 200;

/// What was found while reading: why the file is refused, and what is worth knowing otherwise.
#[derive(Default)]
pub(super) struct Findings {
    problems: RefCell<Listed>,
    notes: RefCell<Listed>,
}

#[derive(Default)]
struct Listed {
    list: Vec<Problem>,
    more: usize,
}

impl Listed {
    fn push(&mut self, place: &Place, kind: OscalProblem) {
        let problem = Problem {
            place: place.clone(),
            kind: kind.into(),
        };
        // A value is looked at more than once, and what is wrong with it is said once.
        if self.list.contains(&problem) {
            return;
        }
        if self.list.len() < MOST_LISTED {
            self.list.push(problem);
        } else {
            self.more += 1;
        }
    }

    fn into_list(mut self) -> Vec<Problem> {
        let count = self.more;
        if count > 0 {
            self.list.push(Problem {
                place: Place::json(),
                kind: OscalProblem::More { count }.into(),
            });
        }
        self.list
    }
}

impl Findings {
    /// Keeps a problem for which the file is refused.
    pub(super) fn refuse(&self, place: &Place, kind: OscalProblem) {
        self.problems.borrow_mut().push(place, kind);
    }

    /// Keeps something worth knowing.
    pub(super) fn note(&self, place: &Place, kind: OscalProblem) {
        self.notes.borrow_mut().push(place, kind);
    }

    /// The notes.
    ///
    /// # Errors
    /// [`ImportError`] with the problems, if there are any.
    pub(super) fn into_notes(self) -> Result<Vec<Problem>, ImportError> {
        let problems = self.problems.into_inner().into_list();
        if problems.is_empty() {
            Ok(self.notes.into_inner().into_list())
        } else {
            Err(ImportError { problems })
        }
    }
}

/// As much of a text of the file as a problem repeats.
pub(super) fn repeated(text: &str) -> String {
    let end = text.floor_char_boundary(MOST_REPEATED);
    let (shown, rest) = text.split_at(end);
    if rest.is_empty() {
        shown.to_owned()
    } else {
        format!("{shown}…")
    }
}

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) tree: &'a Tree,
    pub(super) place: Place,
}

impl<'a> At<'a> {
    /// The value as a text; anything else is a problem.
    pub(super) fn as_text(&self, findings: &Findings) -> Option<&'a str> {
        let Tree::Text(text) = self.tree else {
            self.refuse_type("a text", findings);
            return None;
        };
        Some(text)
    }

    /// A member that may be absent.
    pub(super) fn member(&self, name: &str) -> Option<At<'a>> {
        Some(At {
            tree: self.tree.member(name)?,
            place: self.place.below(name),
        })
    }

    /// A text that may be absent. One of white space only counts as absent.
    pub(super) fn text(&self, name: &str, findings: &Findings) -> Option<&'a str> {
        let text = self.member(name)?.as_text(findings)?;
        (!text.trim().is_empty()).then_some(text)
    }

    /// A text that has to be there.
    pub(super) fn required_text(&self, name: &'static str, findings: &Findings) -> Option<&'a str> {
        let member = self.member(name);
        let text = match &member {
            Some(member) => member.as_text(findings)?,
            None => "",
        };
        if text.trim().is_empty() {
            findings.refuse(&self.place, OscalProblem::Missing { member: name });
            return None;
        }
        Some(text)
    }

    /// The objects of a list that may be absent.
    pub(super) fn objects(&self, name: &str, findings: &Findings) -> Vec<At<'a>> {
        let mut objects = self.items(name, findings);
        objects.retain(|item| {
            let is_object = matches!(item.tree, Tree::Object(_));
            if !is_object {
                item.refuse_type("an object", findings);
            }
            is_object
        });
        objects
    }

    /// The texts of a list that may be absent, and where they stand.
    pub(super) fn texts(&self, name: &str, findings: &Findings) -> Vec<(Place, &'a str)> {
        self.items(name, findings)
            .into_iter()
            .filter_map(|item| Some((item.place.clone(), item.as_text(findings)?)))
            .collect()
    }

    fn items(&self, name: &str, findings: &Findings) -> Vec<At<'a>> {
        let Some(member) = self.member(name) else {
            return Vec::new();
        };
        let Tree::List(trees) = member.tree else {
            member.refuse_type("a list", findings);
            return Vec::new();
        };
        if trees.len() > MOST_ITEMS {
            let count = trees.len();
            findings.refuse(&member.place, OscalProblem::TooMany { count });
            return Vec::new();
        }
        let item = |(index, tree)| At {
            tree,
            place: member.place.below(index),
        };
        trees.iter().enumerate().map(item).collect()
    }

    /// The same value, as a part of the group or control that it is.
    pub(super) fn identified(mut self) -> Self {
        if let Some(Tree::Text(id)) = self.tree.member("id") {
            self.place.identifier = Some(repeated(id));
        }
        self
    }

    /// The values of the properties with a name, those without a class first. Names are compared
    /// without regard to case, because some writers capitalise them.
    pub(super) fn properties(&self, name: &str, findings: &Findings) -> Vec<&'a str> {
        let mut found: Vec<(bool, &'a str)> = self
            .objects("props", findings)
            .iter()
            .filter(|property| {
                property
                    .text("name", findings)
                    .is_some_and(|found| found.eq_ignore_ascii_case(name))
            })
            .filter_map(|property| {
                let value = property.text("value", findings)?;
                Some((property.member("class").is_some(), value))
            })
            .collect();
        found.sort_by_key(|(classed, _)| *classed);
        found.into_iter().map(|(_, value)| value).collect()
    }

    fn refuse_type(&self, expected: &'static str, findings: &Findings) {
        let found = self.tree.type_in_words();
        findings.refuse(&self.place, OscalProblem::WrongType { expected, found });
    }
}
