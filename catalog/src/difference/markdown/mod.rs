//! The difference of two editions as a Markdown document.

mod escape;
mod texts;

use std::fmt::Display;

use std::collections::BTreeMap;

use self::escape::{code, line, quotation, quoted_difference};
use self::texts::{
    Passages, control_guidance, control_statement, control_title, definitions, mitigation_text,
    passage_name, passage_text, passages, risk_text, term_definition, work_text,
};
use super::{
    Change, ControlChange, Count, Difference, ListDifference, MitigationChange, Pair,
    PassageChange, RiskChange, TermChange, TextDifference, WorkChange,
};
use crate::{Catalog, Criterion};

const OURS_IN_ONE: &str = ": the wording differs, and is a summary of ours in one of the editions. \
                           The specification may say the same in both.";
const OURS: &str = ", of which only summaries of ours differ:";

impl Difference {
    /// The difference as Markdown (CommonMark with `~~` for what is struck out): both editions, how
    /// much changed, and each changed thing with its words. `old` and `new` are the editions that were
    /// compared. Nothing in the text of an edition becomes markup.
    pub fn to_markdown(&self, old: &Catalog, new: &Catalog) -> String {
        let mut page = Page {
            editions: Pair { old, new },
            text: String::new(),
            in_list: false,
        };
        page.head();
        let counts = self.counts();
        for (name, count) in [
            ("Controls", counts.controls),
            ("Risks", counts.risks),
            ("Mitigations", counts.mitigations),
            ("Terms", counts.terms),
            ("Frameworks and other works", counts.works),
            ("Introductions and sections", counts.passages),
        ] {
            page.point(&format!("{name}: {count}"));
        }
        page.section("Controls", counts.controls);
        for each in self.controls.iter().filter(|each| !each.is_untouched()) {
            page.control(each);
        }
        page.section("Risks", counts.risks);
        for each in self.risks.iter().filter(|each| !each.is_untouched()) {
            page.risk(each);
        }
        page.section("Mitigations", counts.mitigations);
        for each in self.mitigations.iter().filter(|each| !each.is_untouched()) {
            page.mitigation(each);
        }
        page.section("Terms", counts.terms);
        let definitions = Pair {
            old: definitions(old),
            new: definitions(new),
        };
        for each in self.terms.iter().filter(|each| !each.is_untouched()) {
            page.term(each, &definitions);
        }
        page.section("Frameworks and other works", counts.works);
        for each in self.works.iter().filter(|each| !each.is_untouched()) {
            page.work(each);
        }
        page.section("Introductions and sections", counts.passages);
        let passages = Pair {
            old: passages(old),
            new: passages(new),
        };
        for each in self.passages.iter().filter(|each| !each.is_untouched()) {
            page.passage(each, &passages);
        }
        page.text
    }
}

struct Page<'a> {
    editions: Pair<&'a Catalog>,
    text: String,
    /// Whether the text ends with a point of a list.
    in_list: bool,
}

impl Page<'_> {
    fn head(&mut self) {
        let Pair { old, new } = self.editions;
        let title = |catalog: &Catalog| line(&catalog.edition().title());
        self.text = format!("# From {} to {}\n", title(old), title(new));
        for (name, catalog) in [("Old", old), ("New", new)] {
            let edition = catalog.edition();
            let status = edition.status().as_str();
            let sha256 = code(edition.sha256());
            self.point(&format!(
                "{name}: {} ({status}), SHA-256 {sha256}",
                title(catalog)
            ));
        }
        self.paragraph(
            "What only the old edition says is ~~struck out~~, what only the new one says is **bold**.",
        );
        self.paragraph("## How much changed");
    }

    fn section(&mut self, name: &str, count: Count) {
        self.paragraph(&format!("## {name}"));
        if count.changed() == 0 {
            self.paragraph("Nothing changed.");
        }
    }

    /// A heading: what the thing is called in both editions, its title in the newer one that has it,
    /// and what became of it.
    fn heading(&mut self, old: Option<&str>, new: Option<&str>, title: &str, kind: Change) {
        let title = match line(title) {
            empty if empty.is_empty() => empty,
            title => format!(" {title}"),
        };
        let name = match (old, new) {
            (Some(old), Some(new)) if old != new => format!("{} → {}", code(old), code(new)),
            (old, new) => code(new.or(old).unwrap_or_default()),
        };
        let kind = match kind {
            Change::Unchanged => "otherwise changed",
            other => other.as_str(),
        };
        self.paragraph(&format!("### {name}{title}: {kind}"));
    }

    fn point(&mut self, text: &str) {
        if !self.in_list {
            self.text.push('\n');
        }
        self.in_list = true;
        self.text.push_str(&format!("- {text}\n"));
    }

    fn paragraph(&mut self, text: &str) {
        self.in_list = false;
        self.text.push_str(&format!("\n{text}\n"));
    }

    /// How two texts differ, under a name.
    fn difference(&mut self, name: &str, old: &str, new: &str) {
        self.paragraph(name);
        self.paragraph(&quoted_difference(old, new));
    }

    /// What a thing says in the only edition that has it, or how its words differ.
    fn words(&mut self, name: &str, texts: Pair<Option<String>>, difference: TextDifference) {
        match (texts.old, texts.new) {
            (Some(only), None) | (None, Some(only)) if !only.is_empty() => {
                self.paragraph(&quotation(&only));
            }
            (Some(old), Some(new)) => match difference {
                TextDifference::Same => {}
                TextDifference::OursInOne => self.paragraph(&format!("{name}{OURS_IN_ONE}")),
                TextDifference::Ours => self.difference(&format!("{name}{OURS}"), &old, &new),
                TextDifference::Reworded => self.difference(&format!("{name}:"), &old, &new),
            },
            _ => {}
        }
    }

    /// How a title differs between two editions; the only one stands in the heading.
    fn retitled(&mut self, titles: Pair<Option<String>>, difference: TextDifference) {
        if difference.differs() {
            self.words("Title", titles, difference);
        }
    }

    fn pair<T>(&mut self, name: &str, pair: Option<&Pair<T>>, shown: impl Fn(&T) -> String) {
        if let Some(Pair { old, new }) = pair {
            self.point(&format!("{name}: {} → {}", shown(old), shown(new)));
        }
    }

    fn list<T>(&mut self, name: &str, list: &ListDifference<T>, shown: impl Fn(&T) -> String) {
        for (what, items) in [("added", &list.added), ("removed", &list.removed)] {
            if !items.is_empty() {
                let items: Vec<String> = items.iter().map(&shown).collect();
                self.point(&format!("{name} {what}: {}", items.join(", ")));
            }
        }
    }

    fn control(&mut self, change: &ControlChange) {
        let ids = Pair {
            old: change.old.as_ref().map(|id| id.as_str()),
            new: change.new.as_ref().map(|id| id.as_str()),
        };
        let titles = control_title(self.editions, ids);
        self.heading(ids.old, ids.new, newer(&titles), change.kind);
        if change.kind == Change::Withdrawn && !change.moved_to.is_empty() {
            let controls: Vec<String> = change.moved_to.iter().map(identifier).collect();
            self.point(&format!("Moved to: {}", controls.join(", ")));
        }
        let Pair { old, new } = self.editions;
        self.pair("Level", change.level.as_ref(), |level| line(level.as_str()));
        self.pair("Period", change.period.as_ref(), |period| {
            period.map_or("none", |period| period.label()).to_owned()
        });
        self.pair("Group", change.group.as_ref(), identifier);
        self.pair("Title of the group", change.group_title.as_ref(), |title| {
            line(title)
        });
        self.list("Risks", &change.risks, identifier);
        self.list("Retired risks", &change.retired_risks, identifier);
        let label = |criterion: &Criterion| {
            // Whichever of the editions has the framework knows its label.
            let has = new.framework(criterion.framework()).is_some();
            line(&if has { new } else { old }.criterion_label(criterion))
        };
        self.list("Criteria", &change.criteria, label);
        self.list("Standards", &change.standards, identifier);
        let statements = control_statement(self.editions, ids);
        self.words("Statement", statements, change.statement);
        if change.guidance.differs() {
            let guidance = control_guidance(self.editions, ids);
            self.words("Guidance", guidance, change.guidance);
        }
    }

    fn risk(&mut self, change: &RiskChange) {
        let ids = Pair {
            old: change.old.as_ref().map(|id| id.as_str()),
            new: change.new.as_ref().map(|id| id.as_str()),
        };
        let (titles, descriptions) = risk_text(self.editions, change);
        self.heading(ids.old, ids.new, newer(&titles), change.kind);
        if !change.applies.new && change.new.is_some() {
            let successors: Vec<String> = change.successors.iter().map(identifier).collect();
            self.point(&match successors.as_slice() {
                [] => "Retired, without a risk in its place".to_owned(),
                all => format!("Retired; in its place: {}", all.join(", ")),
            });
        }
        self.pair("Category", change.category.as_ref(), identifier);
        self.pair("Arises from", change.group.as_ref(), |group| {
            group.map_or("not said", |group| group.as_str()).to_owned()
        });
        self.list("Controls", &change.controls, identifier);
        self.retitled(titles, change.title);
        self.words("Description", descriptions, change.description);
    }

    fn mitigation(&mut self, change: &MitigationChange) {
        let ids = Pair {
            old: change.old.as_ref().map(|id| id.as_str()),
            new: change.new.as_ref().map(|id| id.as_str()),
        };
        let (titles, texts) = mitigation_text(self.editions, change);
        self.heading(ids.old, ids.new, newer(&titles), change.kind);
        self.pair("Section", change.section.as_ref(), identifier);
        self.list("Risks", &change.risks, identifier);
        self.list("Retired risks", &change.retired_risks, identifier);
        self.retitled(titles, change.title);
        self.words("Text", texts, change.text);
    }

    fn term(&mut self, change: &TermChange, all: &Pair<BTreeMap<&str, &str>>) {
        self.heading(
            change.old.as_deref(),
            change.new.as_deref(),
            "",
            change.kind,
        );
        let definitions = term_definition(all, change);
        self.words("Definition", definitions, change.definition);
    }

    fn work(&mut self, change: &WorkChange) {
        self.heading(Some(&change.id), Some(&change.id), "", change.kind);
        let works = Pair {
            old: change.old.as_ref().map(work_text),
            new: change.new.as_ref().map(work_text),
        };
        let difference = match change.kind {
            Change::Reworded => TextDifference::Reworded,
            _ => TextDifference::Same,
        };
        self.words("As named", works, difference);
    }

    fn passage(&mut self, change: &PassageChange, all: &Pair<Passages<'_>>) {
        let (old, new) = (change.old.as_ref(), change.new.as_ref());
        let (titles, texts) = passage_text(all, change);
        let (old, new) = (old.map(passage_name), new.map(passage_name));
        self.heading(old, new, newer(&titles), change.kind);
        self.list("Risks", &change.risks, identifier);
        self.list("Retired risks", &change.retired_risks, identifier);
        self.retitled(titles, change.title);
        self.words("Text", texts, change.text);
    }
}

/// What the new edition says, or the old one where only that has it.
fn newer(texts: &Pair<Option<String>>) -> &str {
    let text = texts.new.as_deref().or(texts.old.as_deref());
    text.unwrap_or_default()
}

/// An identifier, whose characters are none of Markdown's, as code.
fn identifier(id: &impl Display) -> String {
    code(&id.to_string())
}
