//! The text of a paragraph, a heading, a cell or an item, with what is marked in it.

use std::ops::Range;

use crate::problem::{Findings, Place, ProblemKind};
use crate::references::References;
use crate::text::append;
use crate::tree::{NodeId, Tree};

/// A plain text and what is marked in it; ranges are of bytes in `text`.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    pub(crate) text: String,
    /// Citations of works, by the works' identifiers.
    pub(crate) citations: Vec<(Range<usize>, String)>,
    /// Links by their addresses.
    pub(crate) links: Vec<(Range<usize>, String)>,
    /// Terms that are defined here.
    pub(crate) terms: Vec<String>,
    /// Statements of controls by their identifiers, with their lines.
    pub(crate) controls: Vec<(Range<usize>, String, usize)>,
    /// Where lines are broken.
    pub(crate) breaks: Vec<usize>,
    /// What is wrong with citations, and what one should know of them. It counts only if the text is
    /// one of the edition: a page cites works also in words of its own.
    findings: Findings,
}

impl Inline {
    /// What stands in a range, without white space at its ends.
    pub(crate) fn part(&self, range: &Range<usize>) -> &str {
        let end = range.end.min(self.text.len());
        self.text
            .get(range.start.min(end)..end)
            .unwrap_or("")
            .trim()
    }

    /// The lines that breaks divide the text into; empty ones are left out.
    pub(crate) fn lines(&self) -> Vec<&str> {
        let ends = self.breaks.iter().copied().chain([self.text.len()]);
        let mut start = 0;
        ends.map(|end| {
            let line = self.part(&(start..end));
            start = end;
            line
        })
        .filter(|line| !line.is_empty())
        .collect()
    }

    /// Says what is wrong with citations.
    pub(crate) fn report(&self, findings: &mut Findings) {
        for problem in &self.findings.problems {
            findings.problem(problem.place.clone(), problem.kind.clone());
        }
        for note in &self.findings.notes {
            findings.note(note.place.clone(), note.kind.clone());
        }
    }

    /// What a link leads to within the page.
    pub(crate) fn anchor(address: &str) -> Option<&str> {
        // A browser that saves a page may write out the addresses of links within it.
        address.rsplit_once('#').map(|(_, anchor)| anchor)
    }
}

/// What is needed to read texts.
pub(crate) struct Reader<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) references: &'a References,
    pub(crate) findings: &'a mut Findings,
    /// For a line of the tree the line of the input.
    pub(crate) line: &'a dyn Fn(usize) -> usize,
}

/// Whether the element is never text of the specification: what a drawn page adds, and what is hidden.
pub(crate) fn is_beside(tree: &Tree, node: NodeId) -> bool {
    matches!(
        tree.name(node),
        "script"
            | "style"
            | "template"
            | "noscript"
            | "nav"
            | "select"
            | "textarea"
            | "button"
            | "svg"
    ) || tree.has_class(node, "self-link")
        || tree.has_class(node, "secno")
        || tree.has_class(node, "dfn-panel")
        || tree.has_class(node, "remove")
        || tree.attribute(node, "hidden").is_some()
}

impl Reader<'_> {
    /// The line of the input on which a node begins.
    pub(crate) fn line_of(&self, node: NodeId) -> usize {
        (self.line)(self.tree.line(node))
    }

    /// Reads the text of nodes that stand beside each other; lists in them are left out.
    pub(crate) fn inline(&mut self, nodes: &[NodeId]) -> Inline {
        let mut inline = Inline::default();
        for node in nodes {
            self.add(*node, &mut inline);
        }
        inline.text.truncate(inline.text.trim_end().len());
        inline
    }

    fn add(&mut self, node: NodeId, inline: &mut Inline) {
        let tree = self.tree;
        if let Some(text) = tree.text(node) {
            let line = self.line_of(node);
            self.add_text(text, line, inline);
            return;
        }
        let name = tree.name(node);
        if name.is_empty() || is_beside(tree, node) || matches!(name, "ul" | "ol" | "details") {
            return;
        }
        if name == "br" {
            inline.breaks.push(inline.text.len());
            append(&mut inline.text, " ");
            return;
        }
        let address = tree.attribute(node, "href").filter(|_| name == "a");
        // The sign that links to a control itself is no text.
        if address.is_some() && tree.raw_text(node).trim() == "\u{1f517}" {
            return;
        }
        if name == "a" && tree.has_class(node, "bibref") {
            let text = tree.raw_text(node);
            self.cite(text.trim(), self.line_of(node), inline);
            return;
        }
        if name == "p" {
            append(&mut inline.text, " ");
        }
        let start = inline.text.len();
        for child in tree.children(node) {
            self.add(*child, inline);
        }
        let range = start..inline.text.len();
        if let Some(address) = address {
            let title = inline.part(&range);
            if let Some(id) = self.references.at_address(address, title) {
                inline.citations.push((range.clone(), id.to_owned()));
            }
            inline.links.push((range.clone(), address.to_owned()));
        }
        if name == "dfn" {
            let term = inline.part(&range).to_owned();
            inline.terms.push(term);
        }
        if let Some(id) = tree.attribute(node, "id")
            && id.starts_with("req-")
        {
            let line = self.line_of(node);
            inline.controls.push((range, id.to_owned(), line));
        }
        if name == "p" {
            append(&mut inline.text, " ");
        }
    }

    /// Appends a text, in which a source has citations and terms in brackets.
    fn add_text(&mut self, text: &str, line: usize, inline: &mut Inline) {
        let mut rest = text;
        while let Some(at) = rest.find('[') {
            let (before, bracket) = rest.split_at(at);
            append(&mut inline.text, before);
            rest = if let Some((title, after)) = between(bracket, "[[[", "]]]") {
                self.title(title, line, inline);
                after
            } else if let Some((id, after)) = between(bracket, "[[", "]") {
                self.cite(id, line, inline);
                // A citation whose markup is damaged has only one bracket at its end.
                after.strip_prefix(']').unwrap_or(after)
            } else if let Some((term, after)) = between(bracket, "[=", "=]") {
                append(&mut inline.text, term);
                after
            } else {
                append(&mut inline.text, "[");
                &bracket[1..]
            };
        }
        append(&mut inline.text, rest);
    }

    /// A citation that stands as the work's title.
    fn title(&mut self, id: &str, line: usize, inline: &mut Inline) {
        let id = id.trim_start_matches(['?', '!']);
        let work = self.references.get(id);
        if work.is_none() {
            let reference = id.to_owned();
            let kind = ProblemKind::UnknownReference { reference };
            inline.findings.problem(Place::line(line), kind);
        }
        let start = inline.text.len();
        append(&mut inline.text, work.map_or(id, |work| &work.title));
        let range = start..inline.text.len();
        inline.citations.push((range, id.to_owned()));
    }

    /// A citation that stands as the work's identifier; a drawn page has brackets around it already.
    fn cite(&mut self, written: &str, line: usize, inline: &mut Inline) {
        let id = written.trim_start_matches(['?', '!']);
        let pair;
        let ids: &[&str] = if let Some(known) = self.references.known(id) {
            pair = [known, ""];
            &pair[..1]
        } else if let Some(both) = self.references.run_together(id) {
            let kind = ProblemKind::RunTogether {
                found: id.to_owned(),
                taken: both.map(str::to_owned).to_vec(),
            };
            inline.findings.note(Place::line(line), kind);
            pair = both;
            &pair
        } else {
            // It stays in the text, so that the rest of its line can still be read.
            let reference = id.to_owned();
            let kind = ProblemKind::UnknownReference { reference };
            inline.findings.problem(Place::line(line), kind);
            pair = [id, ""];
            &pair[..1]
        };
        let open = inline.text.ends_with('[');
        for (index, id) in ids.iter().enumerate() {
            if index > 0 {
                append(&mut inline.text, if open { "] [" } else { " " });
            }
            let start = inline.text.len();
            let shown = if open {
                (*id).to_owned()
            } else {
                format!("[{id}]")
            };
            append(&mut inline.text, &shown);
            inline
                .citations
                .push((start..inline.text.len(), (*id).to_owned()));
        }
    }
}

/// How many bytes a citation or a term in brackets may have.
const MOST_BRACKETED: usize = 200;

/// What stands between an opening and a closing at the beginning of a text, without brackets, and what
/// comes after.
fn between<'a>(text: &'a str, opening: &str, closing: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(opening)?;
    // A closing that is far away belongs to something else, and is not looked for.
    let end = rest.find(['[', ']'])?;
    let found = rest.get(..end)?;
    // Of "=]" the first sign stands before the bracket.
    let (found, after) = match closing.strip_prefix('=') {
        Some(closing) => (
            found.strip_suffix('=')?,
            rest.get(end..)?.strip_prefix(closing)?,
        ),
        None => (found, rest.get(end..)?.strip_prefix(closing)?),
    };
    (!found.is_empty() && found.len() <= MOST_BRACKETED).then_some((found, after))
}
