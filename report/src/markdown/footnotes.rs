//! Footnotes: numbered as they are referred to, after the text of the note, each with ways back.

use std::collections::{HashMap, VecDeque};

use crate::outline::footnote::{Place, label, visit};
use crate::outline::{Block, Footnote, Inline, Link, LinkTarget, TextRun};

/// Most footnotes of a note. The text of a further one stays where it is written, with its name.
pub(super) const MOST_FOOTNOTES: usize = 1_000;
/// Most references of a note that are links; further ones are only numbers.
const MOST_REFERENCES: usize = 5_000;
/// Most ways back from one footnote: to its first references.
const MOST_WAYS_BACK: usize = 20;

/// A footnote as it was read.
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
}

/// The run that stands for a reference until all footnotes are known.
pub(super) fn reference(name: &str, style: TextRun) -> TextRun {
    TextRun {
        text: format!("[^{name}]"),
        raised: true,
        anchor: Some(folded(name)),
        link: None,
        ..style
    }
}

/// Names that differ in case only are the same name, as in GitHub's Markdown.
fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Puts the footnotes after the text of a note, and makes links of the references. `note` begins the
/// names of all anchors.
pub(super) fn append(blocks: &mut Vec<Block>, definitions: Vec<Definition>, note: &str) {
    let mut footnotes = Footnotes::new(definitions, note);
    visit(blocks, &mut |place| footnotes.refer(place));
    let finished = footnotes.finish();
    if !finished.is_empty() {
        blocks.push(Block::Footnotes(finished));
    }
}

struct Footnotes<'n> {
    note: &'n str,
    /// What was read, until it has a number.
    unnumbered: Vec<Option<Definition>>,
    /// Where a name stands in that list.
    by_name: HashMap<String, usize>,
    /// The numbers given.
    numbers: HashMap<String, usize>,
    /// The footnotes with a number of which the references are not looked at yet.
    waiting: VecDeque<Vec<Block>>,
    /// How often each was referred to, by number from 1.
    references: Vec<usize>,
    total: usize,
}

impl<'n> Footnotes<'n> {
    fn new(definitions: Vec<Definition>, note: &'n str) -> Self {
        let mut by_name = HashMap::new();
        for (index, definition) in definitions.iter().enumerate() {
            // The first of a name is what is referred to; the others are listed at the end.
            by_name.entry(folded(&definition.name)).or_insert(index);
        }
        Self {
            note,
            unnumbered: definitions.into_iter().map(Some).collect(),
            by_name,
            numbers: HashMap::new(),
            waiting: VecDeque::new(),
            references: Vec::new(),
            total: 0,
        }
    }

    /// Makes the references of a line what they are to be.
    fn refer(&mut self, place: Place<'_>) {
        let Place::Line(line) = place else {
            return;
        };
        for piece in line {
            if let Inline::Text(run) = piece
                && run.raised
            {
                self.resolve(run);
            }
        }
    }

    fn resolve(&mut self, run: &mut TextRun) {
        let name = run.anchor.take().unwrap_or_default();
        let Some(number) = self.number(&name) else {
            // It stays the text that it is.
            run.raised = false;
            return;
        };
        run.text = label(number);
        let Some(count) = self.references.get_mut(number - 1) else {
            return;
        };
        if self.total < MOST_REFERENCES {
            self.total += 1;
            *count += 1;
            let count = *count;
            run.anchor =
                (count <= MOST_WAYS_BACK).then(|| place_of_reference(self.note, number, count));
            run.link = Some(Link {
                target: LinkTarget::Anchor(place_of_footnote(self.note, number)),
                description: format!("Footnote {number}"),
            });
        }
    }

    /// The number of a footnote, given to it now if it has none yet.
    fn number(&mut self, name: &str) -> Option<usize> {
        if let Some(&number) = self.numbers.get(name) {
            return Some(number);
        }
        let index = *self.by_name.get(name)?;
        self.take(index)
    }

    /// Gives the footnote that was read at this place the next number; `None` if it has one.
    fn take(&mut self, index: usize) -> Option<usize> {
        let Definition { name, blocks } = self.unnumbered.get_mut(index)?.take()?;
        self.waiting.push_back(blocks);
        self.references.push(0);
        let number = self.references.len();
        if self.by_name.get(&folded(&name)) == Some(&index) {
            self.numbers.insert(folded(&name), number);
        }
        Some(number)
    }

    /// All footnotes in order of their numbers: those that are referred to, and then the others.
    fn finish(mut self) -> Vec<Footnote> {
        let mut finished: Vec<Vec<Block>> = Vec::new();
        let mut next = 0;
        loop {
            // A footnote may refer to further ones.
            while let Some(mut blocks) = self.waiting.pop_front() {
                visit(&mut blocks, &mut |place| self.refer(place));
                finished.push(blocks);
            }
            if next == self.unnumbered.len() {
                break;
            }
            self.take(next);
            next += 1;
        }
        let referred = std::mem::take(&mut self.references);
        (1..)
            .zip(finished.into_iter().zip(referred))
            .map(|(number, (mut blocks, count))| {
                lead_back(&mut blocks, self.note, number, count);
                Footnote {
                    number,
                    anchor: place_of_footnote(self.note, number),
                    blocks,
                }
            })
            .collect()
    }
}

/// Ends a footnote with links to where it is referred to.
fn lead_back(blocks: &mut Vec<Block>, note: &str, number: usize, references: usize) {
    let mut ways = Vec::new();
    for count in 1..=references.min(MOST_WAYS_BACK) {
        let text = match count {
            1 => "↑ back".to_owned(),
            more => more.to_string(),
        };
        ways.push(Inline::text(if count == 1 { " " } else { ", " }));
        ways.push(Inline::Text(TextRun {
            text,
            link: Some(Link {
                target: LinkTarget::Anchor(place_of_reference(note, number, count)),
                description: format!("Back to reference {count} to footnote {number}"),
            }),
            ..TextRun::default()
        }));
    }
    if ways.is_empty() {
        return;
    }
    match blocks.last_mut() {
        Some(Block::Paragraph(line)) => line.extend(ways),
        _ => blocks.push(Block::Paragraph(ways.split_off(1))),
    }
}

fn place_of_footnote(note: &str, number: usize) -> String {
    format!("{note}:footnote-{number}")
}

fn place_of_reference(note: &str, number: usize, count: usize) -> String {
    format!("{note}:footnote-{number}-from-{count}")
}
