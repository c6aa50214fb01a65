//! An edition as what it says otherwise than another one.
//!
//! Two editions of a specification have nearly all of their text in common. An overlay holds the
//! rest, in an order that a person can read and check: each change names the thing that it is of
//! and what stands there, so that a change which no longer fits is found when the edition is read.

use std::collections::BTreeMap;

use super::node::Node;
use super::reader::{At, Object};
use super::reading::Reading;
use super::{Document, Place, ProblemKind, parts_of};

const FILE: &str = "the overlay";

/// Applies an overlay to the data files. What does not fit is noted, and the rest still applied.
pub(super) fn apply(text: &str, document: &mut Document, reading: &Reading) {
    let Some(node) = super::node::read(FILE, text, reading) else {
        return;
    };
    let Some(root) = At::root(FILE, &node).object(reading) else {
        return;
    };
    document.edition = root.required("edition").map(|field| field.node.clone());
    for item in root.optional_items("changes") {
        change(&item, document, reading);
    }
    if let Some(names) = root
        .optional("identifiers")
        .and_then(|field| field.object(reading))
    {
        rename(&names, document, reading);
    }
    root.finish();
}

fn change(at: &At<'_>, document: &mut Document, reading: &Reading) -> Option<()> {
    let object = at.object(reading)?;
    let of = object.optional_text("of")?;
    let after = object.optional_text("after")?;
    let does_not_fit = |what: &'static str| {
        let found = of.clone().or_else(|| after.clone()).unwrap_or_default();
        reading.note(at.place.clone(), ProblemKind::DoesNotFit { found, what });
    };
    let mut lists = parts_of(document)
        .into_iter()
        .skip(1)
        .filter_map(|(_, part)| part.as_mut());
    let fits = if let Some(added) = object.optional("added") {
        let after = after.as_deref().unwrap_or_default();
        lists.any(|node| insert_after(node, after, added.node))
    } else {
        let of = of.as_deref().unwrap_or_default();
        if object.mark("absent")? {
            lists.any(|node| remove(node, of))
        } else {
            let found = lists.find_map(|node| find(node, of));
            found.is_some_and(|found| edit(found, &object, after.as_deref()).unwrap_or(false))
        }
    };
    if !fits {
        does_not_fit("it does not fit what the data files say there");
    }
    object.finish();
    Some(())
}

/// Makes the changes within one object; whether all of them fit.
fn edit(found: &mut Node, change: &Object<'_, '_>, after: Option<&str>) -> Option<bool> {
    let mut fits = true;
    if let Some(was) = change.optional_text("was")? {
        let is = change.text("is")?;
        let mut places = 0;
        each_own_text(found, true, &mut |text| {
            places += text.matches(&was).count()
        });
        fits &= places == 1;
        each_own_text(found, true, &mut |text| *text = text.replace(&was, &is));
    }
    let without = change.optional_texts("without_risks");
    let with = change.optional_texts("with_risks");
    if without.is_empty() && with.is_empty() {
        return Some(fits);
    }
    let risks = risks_of(found)?;
    let place_of = |risks: &[Node], risk: &str| risks.iter().position(|each| each.is_text(risk));
    for risk in &without {
        match place_of(risks, risk) {
            Some(place) => drop(risks.remove(place)),
            None => fits = false,
        }
    }
    let first = match after {
        Some(after) => place_of(risks, after)? + 1,
        None => risks.len(),
    };
    for (place, risk) in (first..).zip(with) {
        fits &= place_of(risks, &risk).is_none();
        risks.insert(place, Node::Text(risk));
    }
    Some(fits)
}

/// The list of risks in the scope of a control group, a mitigation or a section of mitigations.
fn risks_of(node: &mut Node) -> Option<&mut Vec<Node>> {
    let Node::Object(fields) = node else {
        return None;
    };
    let (_, scope) = fields
        .iter_mut()
        .find(|(name, _)| name == "addresses" || name == "mitigates")?;
    let Node::Object(fields) = scope else {
        return None;
    };
    let (_, risks) = fields.iter_mut().find(|(name, _)| name == "risks")?;
    match risks {
        Node::List(risks) => Some(risks),
        _ => None,
    }
}

/// Calls a function with each text of an object; those of objects within it that have a name of
/// their own are theirs.
fn each_own_text(node: &mut Node, outermost: bool, with: &mut impl FnMut(&mut String)) {
    match node {
        Node::Text(text) => with(text),
        Node::List(nodes) => nodes
            .iter_mut()
            .for_each(|node| each_own_text(node, false, with)),
        Node::Object(_) if !outermost && node.name().is_some() => {}
        Node::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| name != "id")
            .for_each(|(_, node)| each_own_text(node, false, with)),
        _ => {}
    }
}

/// The object with this name, at any depth.
fn find<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    if node.name() == Some(name) {
        return Some(node);
    }
    match node {
        Node::List(nodes) => nodes.iter_mut().find_map(|node| find(node, name)),
        Node::Object(fields) => fields.iter_mut().find_map(|(_, node)| find(node, name)),
        _ => None,
    }
}

/// Takes the object with this name out of its list; whether it was there.
fn remove(node: &mut Node, name: &str) -> bool {
    in_list_of(node, name, &mut |nodes, place| drop(nodes.remove(place)))
}

/// Puts a value behind the object with this name; whether that is there.
fn insert_after(node: &mut Node, name: &str, added: &Node) -> bool {
    in_list_of(node, name, &mut |nodes, place| {
        nodes.insert(place + 1, added.clone());
    })
}

/// Calls a function with the list that has an object of this name, and its place in it; whether
/// there is one.
fn in_list_of(node: &mut Node, name: &str, with: &mut impl FnMut(&mut Vec<Node>, usize)) -> bool {
    match node {
        Node::List(nodes) => {
            if let Some(place) = nodes.iter().position(|node| node.name() == Some(name)) {
                with(nodes, place);
                return true;
            }
            nodes.iter_mut().any(|node| in_list_of(node, name, with))
        }
        Node::Object(fields) => fields
            .iter_mut()
            .any(|(_, node)| in_list_of(node, name, with)),
        _ => false,
    }
}

/// Gives identifiers their other names wherever a text is one.
fn rename(names: &Object<'_, '_>, document: &mut Document, reading: &Reading) {
    let mut renamed = BTreeMap::new();
    for (name, field) in names.all() {
        if let Some(other) = field.text(reading) {
            renamed.insert(name, (other, false));
        }
    }
    for (_, part) in parts_of(document) {
        if let Some(node) = part {
            every_text(node, &mut |text| {
                if let Some((other, used)) = renamed.get_mut(text.as_str()) {
                    *used = true;
                    *text = (*other).to_owned();
                }
            });
        }
    }
    for (name, (_, used)) in renamed {
        if !used {
            let found = name.to_owned();
            let what = "no text of the data files is this identifier";
            reading.note(
                Place::whole_file(FILE),
                ProblemKind::DoesNotFit { found, what },
            );
        }
    }
}

fn every_text(node: &mut Node, with: &mut impl FnMut(&mut String)) {
    match node {
        Node::Text(text) => with(text),
        Node::List(nodes) => nodes.iter_mut().for_each(|node| every_text(node, with)),
        Node::Object(fields) => fields
            .iter_mut()
            .for_each(|(_, node)| every_text(node, with)),
        _ => {}
    }
}
