//! The parts of a control: its statement, what a statement lists, and guidance.

use crate::edition_file::{Block, Item};
use crate::problem::Place;

use super::at::At;
use super::problem::OscalProblem;
use super::text::{MAX_TEXT_BYTES, Prose, clean, item_of, list, parts, pieces};

/// What a control says.
#[derive(Default)]
pub(super) struct Said {
    /// Empty where the control has no prose of its own.
    pub(super) statement: String,
    pub(super) parts: Vec<Item>,
    pub(super) guidance: Vec<Block>,
}

impl<'a> Prose<'a> {
    /// Reads the parts of a control (OSCAL reference, Catalog, `part`): those named "statement" and
    /// the items in them; objectives and methods of assessments are left out; everything else is
    /// guidance.
    pub(super) fn said(&self, control: &At<'_>) -> Said {
        let mut said = Said::default();
        let mut items = Vec::new();
        let mut others = Vec::new();
        for part in self.read_parts(control) {
            match part.text("name", self.findings) {
                Some("statement") if said.statement.is_empty() && items.is_empty() => {
                    let text = self.line_of(&part, "title");
                    (said.statement, items) = self.told(&part, text);
                }
                Some("statement" | "item") => items.extend(self.item(&part)),
                _ => others.push(part),
            }
        }
        let mut pieces = pieces(std::mem::take(&mut said.statement)).into_iter();
        said.statement = pieces.next().unwrap_or_default();
        let rest = pieces.map(Item::Text);
        said.parts = parts(rest.chain(items).collect());
        said.guidance = self.guidance(&others);
        said
    }

    /// The guidance in parts that are no statement. Each has a heading, unless there is nothing but one
    /// part named "guidance"; several of one name after each other are a list.
    fn guidance(&self, others: &[At<'_>]) -> Vec<Block> {
        let name = |part: &At<'_>| {
            part.text("name", self.findings)
                .unwrap_or_default()
                .to_owned()
        };
        let runs: Vec<&[At<'_>]> = others
            .chunk_by(|one, next| name(one) == name(next))
            .collect();
        let only_guidance = matches!(&runs[..], [[part]] if name(part) == "guidance");
        let mut guidance = Vec::new();
        for run in runs {
            let said = match run {
                [part] => self.blocks_of(part),
                several => {
                    let items = several.iter().flat_map(|part| self.item(part)).collect();
                    list(items).into_iter().collect()
                }
            };
            if said.is_empty() {
                continue;
            }
            if let Some(part) = run.first().filter(|_| !only_guidance) {
                guidance.extend(self.part_heading(part, &name(part), run.len() == 1));
            }
            guidance.extend(said);
        }
        guidance
    }

    /// What a group says about itself, without a heading for one part alone.
    pub(super) fn introduction(&self, group: &At<'_>) -> Vec<Block> {
        let parts = self.read_parts(group);
        match &parts[..] {
            [part] => self.blocks_of(part),
            parts => self.guidance(parts),
        }
    }

    /// A heading for a part: its own words, or its name with a capital, which is then ours.
    fn part_heading(&self, part: &At<'_>, name: &str, alone: bool) -> Option<Block> {
        let prefix = if alone {
            self.prefix(part)
        } else {
            String::new()
        };
        // A label such as "a." heads nothing.
        if prefix.contains(' ') {
            return Some(Block::Heading(self.short_enough(prefix, &part.place)));
        }
        let words = clean(&name.replace(['-', '_'], " "));
        let mut characters = words.chars();
        let first = characters.next()?;
        let heading = first.to_uppercase().collect::<String>() + characters.as_str();
        self.tally.headings.add(1);
        Some(Block::OwnHeading {
            heading: self.short_enough(heading, &part.place),
            wording: "summary",
        })
    }

    /// The prose of a part and of everything in it.
    fn blocks_of(&self, part: &At<'_>) -> Vec<Block> {
        let mut blocks = self.prose_of(part);
        let mut items = Vec::new();
        for within in self.read_parts(part) {
            if within.text("name", self.findings) == Some("item") {
                items.extend(self.item(&within));
                continue;
            }
            blocks.extend(list(std::mem::take(&mut items)));
            let heading = self.short_enough(self.prefix(&within), &within.place);
            let said = self.blocks_of(&within);
            if !heading.is_empty() && !said.is_empty() {
                blocks.push(Block::Heading(heading));
            }
            blocks.extend(said);
        }
        blocks.extend(list(items));
        blocks
    }

    fn prose_of(&self, part: &At<'_>) -> Vec<Block> {
        self.prose_after("", part)
    }

    /// The prose of a part without a prefix that stands before it anyway: some catalogs repeat the
    /// label there, and one such as "1." would be read as the beginning of a list.
    fn prose_after(&self, prefix: &str, part: &At<'_>) -> Vec<Block> {
        let Some(text) = part.text("prose", self.findings) else {
            return Vec::new();
        };
        let rest = text.trim_start().strip_prefix(prefix);
        let rest = rest.filter(|rest| rest.starts_with(char::is_whitespace));
        let place = part.place.below("prose");
        self.blocks(rest.filter(|_| !prefix.is_empty()).unwrap_or(text), &place)
    }

    /// A part as an item of a list, its label before it and what it holds below it.
    fn item(&self, part: &At<'_>) -> Vec<Item> {
        let (text, items) = self.told(part, self.prefix(part));
        item_of(text, items)
    }

    /// The paragraphs with which a part begins as one text, and everything after them as items.
    fn told(&self, part: &At<'_>, prefix: String) -> (String, Vec<Item>) {
        let mut text = String::new();
        let mut items = Vec::new();
        for block in self.prose_after(&prefix, part) {
            match block {
                Block::Text(more)
                    if items.is_empty() && text.len() + more.len() < MAX_TEXT_BYTES =>
                {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(&more);
                }
                Block::Text(text)
                | Block::Heading(text)
                | Block::OwnHeading { heading: text, .. } => {
                    items.push(Item::Text(text));
                }
                Block::List(list) => items.extend(list),
            }
        }
        text = clean(&format!("{prefix} {text}"));
        for within in self.read_parts(part) {
            items.extend(self.item(&within));
        }
        (text, items)
    }

    /// The parts of a control, of a group or of a part, without those that are left out.
    fn read_parts<'t>(&self, at: &At<'t>) -> Vec<At<'t>> {
        let mut found = at.objects("parts", self.findings);
        let named = |part: &At<'_>, name: &str| part.text("name", self.findings) == Some(name);
        // Until revision 4 of SP 800-53 the two were named "objective" and "assessment". Elsewhere
        // an objective is what a control is for, which stays.
        let old_names = found.iter().any(|part| named(part, "assessment"));
        found.retain(|part| {
            let name = part
                .required_text("name", self.findings)
                .unwrap_or_default();
            let left_out = name.starts_with("assessment") || (old_names && name == "objective");
            self.tally.assessment_parts.add(usize::from(left_out));
            !left_out
        });
        found
    }

    /// The text if it is short enough, and otherwise its beginning, which is noted.
    pub(super) fn short_enough(&self, text: String, place: &Place) -> String {
        if text.len() <= MAX_TEXT_BYTES {
            return text;
        }
        self.findings.note(place, OscalProblem::CutShort);
        pieces(text).into_iter().next().unwrap_or_default()
    }
}
