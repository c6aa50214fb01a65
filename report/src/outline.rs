//! The outline: a report as format-neutral blocks.
//!
//! The PDF and the screen are both drawn from an [`Outline`], which is drawn from a
//! report document; what is on one cannot be missing from the other.
//! Nothing in here knows of fonts, pages or browsers.

mod as_markdown;
pub(crate) mod footnote;
mod inline;
mod link;
mod text;

pub use crate::compose::{
    Composed, InParts, Shortening, draft_of, draft_of_executive, draft_of_public, name_executive,
    of, of_executive, of_public, of_request, whole, whole_public,
};
pub use as_markdown::{LOGO as MARKDOWN_LOGO, PICTURE as MARKDOWN_PICTURE, to_markdown};
pub use footnote::Footnote;
pub use inline::{Badge, Inline, Line, TextRun};
pub use link::{Link, LinkTarget};
pub(crate) use text::blocks_text;
pub use text::{inline_text, plain_text};

pub use crate::document::{Logo, Paper};
pub use crate::tone::Tone;

use assay_assessment::Sha256Digest;

use crate::chart::Chart;
use crate::picture::PictureFacts;

/// A whole document: a cover, then sections in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The title, shown on the cover, in the window title and in the metadata.
    pub title: String,
    /// Language of the document as a BCP 47 tag, for example `en`.
    pub language: String,
    /// One sentence that says what the document is, for its metadata.
    pub description: String,
    /// Names of the people who answer for the content, for the metadata.
    pub authors: Vec<String>,
    /// A short line for the top of every page.
    pub running_header: String,
    /// A short line for the foot of every page, which names the report.
    pub running_footer: String,
    /// A warning that stands on every page, for example that this is an example.
    pub notice: Option<String>,
    /// A stable identifier of the document; the same report gives the same one.
    pub document_id: String,
    /// How much of the report it holds.
    pub extent: Extent,
    /// Whether it is a draft, which nobody has signed: each page says so.
    pub draft: bool,
    /// Whether a list of the sections, with their pages, follows the cover.
    pub contents: bool,
    /// What its pages are laid out for.
    pub paper: Paper,
    /// What is drawn in the upper corner of the cover, from the bytes of its file, which are passed to whoever draws
    /// it.
    pub logo: Option<Logo>,
    /// The blocks of the cover, after the title.
    pub cover: Vec<Block>,
    /// The sections in reading order.
    pub sections: Vec<Section>,
}

impl Outline {
    /// Its pictures, in reading order.
    pub(crate) fn pictures(&self) -> Vec<&Picture> {
        let sections = self.sections.iter().map(|section| &section.blocks);
        let mut found = Vec::new();
        for blocks in std::iter::once(&self.cover).chain(sections) {
            collect_pictures(blocks, &mut found);
        }
        found
    }
}

/// Pictures stand among the blocks of a section, or are kept together with others there.
fn collect_pictures<'o>(blocks: &'o [Block], found: &mut Vec<&'o Picture>) {
    for block in blocks {
        match block {
            Block::Picture(picture) => found.push(picture),
            Block::KeepTogether(inner) => collect_pictures(inner, found),
            _ => {}
        }
    }
}

/// How much of a report a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// All of it.
    #[default]
    Full,
    /// What was concluded, what fails, and which losses are expected, on
    /// [`MOST_EXECUTIVE_PAGES`] pages at most.
    Executive,
    /// All of its public edition.
    Public,
}

/// The most pages of an executive edition, cover included.
pub const MOST_EXECUTIVE_PAGES: usize = 8;

/// A top-level part of the document. It starts a heading of level 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The name by which links reach this section; unique in the outline.
    pub anchor: String,
    /// The heading.
    pub title: String,
    /// Whether the section starts on a new page.
    pub new_page: bool,
    /// The content.
    pub blocks: Vec<Block>,
}

/// One block of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading below the section's own.
    Heading(Heading),
    /// Running text.
    Paragraph(Line),
    /// The one sentence that a reader must not miss, in large type.
    Lead(Line),
    /// Running text in small, quiet type: sources, remarks about wording.
    Remark(Line),
    /// A bulleted, numbered or task list.
    List(List),
    /// A table.
    Table(Table),
    /// Preformatted text. Line breaks and spaces count.
    Code {
        /// The language named after the fence, if any.
        language: Option<String>,
        /// The text, lines separated by `\n`.
        text: String,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Names and values, one pair a row.
    KeyValues(Vec<KeyValue>),
    /// A framed passage that asks for attention. The tone's mark and the words say why,
    /// never the colour alone.
    Callout {
        /// Decides colour and mark.
        tone: Tone,
        /// The content.
        blocks: Vec<Block>,
    },
    /// A chart, as data with a description in words.
    Chart(Chart),
    /// A picture, whose pixels are in the PDF only.
    Picture(Picture),
    /// Blocks that stand on one page if they fit on one.
    KeepTogether(Vec<Block>),
    /// The footnotes of a note, in order of their numbers. They stand after its text.
    Footnotes(Vec<Footnote>),
    /// A thin line across.
    Rule,
    /// What follows starts on a new page.
    PageBreak,
}

/// A heading within a section.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 2 for the first below a section's heading; no level is skipped downwards. Beyond 6 there are levels
    /// too, which readers know as headings without a number.
    pub level: u8,
    /// How large it is set: 1 to 4 as the report's own heading of that level, 5 to 10 as a heading of a
    /// note, the first of six ranks to the last. What is of the same rank in a note looks the same, also
    /// where the structure may not skip a level.
    pub rank: u8,
    /// The name by which links reach this heading, if any do.
    pub anchor: Option<String>,
    /// Whether the heading is listed in the contents and the bookmarks.
    pub listed: bool,
    /// The text.
    pub content: Line,
}

/// A picture of evidence. It is drawn from the bytes of its file, which are passed to whoever draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The identifier of the evidence in its assessment.
    pub id: String,
    /// The digest of the file.
    pub sha256: Sha256Digest,
    /// What the evidence is called.
    pub label: String,
    /// What it shows, for those who cannot see it.
    pub alternative_text: String,
    /// What its file is; `None` before somebody looked at it. Then there is nothing to draw.
    pub facts: Option<PictureFacts>,
    /// The name under which the file is attached to the PDF.
    pub attached_as: String,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    pub start: Option<u64>,
    /// The items in order.
    pub items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// For task lists, whether the task is done.
    pub task: Option<bool>,
    /// The content.
    pub blocks: Vec<Block>,
}

/// A table: every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the table shows, in words, for those who cannot see it.
    pub summary: String,
    /// Whether widths and type follow what the table holds, as those of a table that somebody wrote in a
    /// note do: so that no word is divided as long as there is a way.
    pub fitted: bool,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The header cells; empty cells are allowed.
    pub header: Vec<Line>,
    /// The body, row by row.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Share of the width relative to the other columns; at least 1.
    pub weight: u16,
    /// Where its text stands.
    pub align: Align,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the right, for numbers.
    End,
}

/// A row of a table's body.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The name by which links reach this row, if any do.
    pub anchor: Option<String>,
    /// Whether the first cell is the header of the row.
    pub headed: bool,
    /// The cells.
    pub cells: Vec<Vec<Block>>,
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyValue {
    /// The name.
    pub key: String,
    /// The value.
    pub value: Vec<Block>,
}

impl Table {
    /// A table from header texts, weights and alignments, with no rows yet.
    pub fn new(summary: impl Into<String>, columns: &[(&str, u16, Align)]) -> Self {
        Self {
            summary: summary.into(),
            fitted: false,
            columns: columns
                .iter()
                .map(|&(_, weight, align)| Column {
                    weight: weight.max(1),
                    align,
                })
                .collect(),
            header: columns
                .iter()
                .map(|&(name, ..)| vec![Inline::strong(name)])
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of lines. Missing cells are filled with empty ones, surplus ones are kept
    /// as part of the last.
    pub fn push(&mut self, anchor: Option<String>, headed: bool, cells: Vec<Line>) {
        let mut cells: Vec<Vec<Block>> = cells
            .into_iter()
            .map(|line| vec![Block::Paragraph(line)])
            .collect();
        let wanted = self.columns.len();
        if cells.len() > wanted && wanted > 0 {
            let surplus: Vec<Block> = cells.split_off(wanted).into_iter().flatten().collect();
            if let Some(last) = cells.last_mut() {
                last.extend(surplus);
            }
        }
        cells.resize_with(wanted, Vec::new);
        self.rows.push(Row {
            anchor,
            headed,
            cells,
        });
    }
}

impl KeyValue {
    /// A pair whose value is one line of text.
    pub fn text(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self::line(key, vec![Inline::text(value)])
    }

    /// A pair whose value is one line.
    pub fn line(key: impl Into<String>, value: Line) -> Self {
        Self {
            key: key.into(),
            value: vec![Block::Paragraph(value)],
        }
    }
}

impl Block {
    /// A paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Inline::text(text)])
    }

    /// A remark of plain text.
    pub fn remark(text: impl Into<String>) -> Self {
        Self::Remark(vec![Inline::text(text)])
    }

    /// A listed heading with an anchor.
    pub fn heading(level: u8, anchor: impl Into<String>, content: Line) -> Self {
        Self::Heading(Heading {
            level,
            rank: level,
            anchor: Some(anchor.into()),
            listed: true,
            content,
        })
    }

    /// An unlisted heading without an anchor.
    pub fn subheading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading(Heading {
            level,
            rank: level,
            anchor: None,
            listed: false,
            content: vec![Inline::text(text)],
        })
    }
}
