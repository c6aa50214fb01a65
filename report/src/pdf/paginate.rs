//! Cutting the flow into pages. Nothing is dropped: what does not fit goes to the next page,
//! and what fits on no page is divided.

mod heights;

use super::theme::{MARGIN_SIDE, MARGIN_TOP, Orientation, Sheet};
use super::tree::{
    Bookmark, Decoration, Element, Item, ItemKind, Layout, Mark, Owner, PageItems, Place,
    RowStrips, Strip,
};
use crate::document::Paper;
use heights::{ends_kept, kept_after, least_height, row_height, total_height};

/// Rows up to this height go to the next page whole; higher ones are divided.
const LARGEST_WHOLE_ROW: f32 = 150.0;
/// A divided row puts at least this much on a page.
const LEAST_PART_OF_ROW: f32 = 34.0;
/// Room for the rounding of sums of heights.
const TOLERANCE: f32 = 0.01;

/// Cuts a flow into pages of that paper.
pub(crate) fn paginate(elements: &[Element], paper: Paper) -> Layout {
    let sheet = Sheet::upright(paper);
    let mut paginator = Paginator {
        layout: Layout {
            pages: vec![PageItems {
                sheet,
                ..PageItems::default()
            }],
            ..Layout::default()
        },
        sheet,
        y: 0.0,
        head: None,
    };
    paginator.sequence(elements);
    // A page that was begun for nothing is taken back.
    if paginator.layout.pages.len() > 1
        && paginator
            .layout
            .pages
            .last()
            .is_some_and(|page| page.items.is_empty())
    {
        paginator.layout.pages.pop();
    }
    paginator.layout
}

struct Paginator<'e> {
    layout: Layout,
    /// The pages that are begun now.
    sheet: Sheet,
    /// How far the current page is filled.
    y: f32,
    /// The header row of the table that is being placed.
    head: Option<&'e RowStrips>,
}

impl<'e> Paginator<'e> {
    fn sequence(&mut self, elements: &'e [Element]) {
        for (index, element) in elements.iter().enumerate() {
            match element {
                Element::Strip(strip) => {
                    let rest = elements.get(index + 1..).unwrap_or_default();
                    let needed =
                        strip.height + kept_after(strip.keep_with_next, rest, self.height());
                    self.make_room(strip.space_before, needed);
                    self.strip(strip);
                }
                Element::Row(row) => {
                    self.make_room(row.space_before, least_height(row));
                    self.row(row);
                }
                Element::TableHead(row) => {
                    let rest = elements.get(index + 1..).unwrap_or_default();
                    let needed = row_height(row) + kept_after(true, rest, self.height());
                    self.make_room(row.space_before, needed);
                    self.row(row);
                    self.head = Some(row);
                }
                Element::TableEnd => self.head = None,
                Element::Keep(inner) => {
                    let rest = elements.get(index + 1..).unwrap_or_default();
                    let needed =
                        total_height(inner) + kept_after(ends_kept(inner), rest, self.height());
                    if needed <= self.height() {
                        self.make_room(0.0, needed);
                    }
                    self.sequence(inner);
                }
                Element::Turned(inner) => {
                    self.turn(Orientation::Turned);
                    self.sequence(inner);
                    self.turn(Orientation::Upright);
                }
                Element::PageBreak => {
                    if self.y > 0.0 {
                        self.new_page();
                    }
                }
            }
        }
    }

    /// Starts a new page unless so much fits on this one, or would on none.
    fn make_room(&mut self, space_before: f32, needed: f32) {
        let fits = self.y + space_before + needed <= self.height() + TOLERANCE;
        if !fits && self.y > 0.0 && needed <= self.height() {
            self.new_page();
        }
    }

    /// Height of the text on the current page.
    fn height(&self) -> f32 {
        self.sheet.content_height()
    }

    /// Goes on on a page that lies so: this one, if nothing stands on it yet.
    fn turn(&mut self, orientation: Orientation) {
        self.sheet = self.sheet.lying(orientation);
        match self.layout.pages.last_mut() {
            Some(page) if page.items.is_empty() => page.sheet = self.sheet,
            _ => self.new_page(),
        }
    }

    fn new_page(&mut self) {
        self.layout.pages.push(PageItems {
            sheet: self.sheet,
            items: Vec::new(),
        });
        self.y = 0.0;
        if let Some(head) = self.head {
            let repeated = as_artifact(head);
            self.whole_row(&repeated);
        }
    }

    fn strip(&mut self, strip: &Strip) {
        if self.y + strip.height > self.height() + TOLERANCE && self.y > 0.0 {
            self.new_page();
        }
        let space = if self.y > 0.0 {
            strip.space_before
        } else {
            0.0
        };
        self.decorations(&strip.decorations, space, strip.height);
        self.y += space;
        self.marks(&strip.marks);
        let top = self.y;
        self.items(&strip.items, top);
        self.y += strip.height;
    }

    fn decorations(&mut self, decorations: &[Decoration], space: f32, height: f32) {
        // A ground starts at its first strip: the space above that is outside of it, and only
        // the padding strips at its ends have such a space.
        for (depth, decoration) in decorations.iter().enumerate() {
            let outermost_only = height < 12.0 && space > 0.0 && depth + 1 == decorations.len();
            let above = if outermost_only { 0.0 } else { space };
            let top = self.y + space - above;
            let height = height + above;
            if height <= 0.0 {
                continue;
            }
            let mut ground = Vec::new();
            if let Some(fill) = decoration.ground {
                ground.push((decoration.x, decoration.width, fill));
            }
            if let Some(bar) = decoration.bar {
                ground.push((decoration.x, 2.0, bar));
            }
            for (x, width, fill) in ground {
                let item = Item {
                    x,
                    y: 0.0,
                    owner: Owner::Artifact,
                    kind: ItemKind::Rect {
                        width,
                        height: height + 0.05,
                        radius: 0.0,
                        fill: Some(fill),
                        stroke: None,
                        dashed: false,
                    },
                };
                self.items(std::slice::from_ref(&item), top);
            }
        }
    }

    /// Places a row, whole or, if it is high, in as many parts as pages need.
    fn row(&mut self, row: &RowStrips) {
        if self.y > 0.0 {
            self.y += row.space_before;
        }
        let mut rest = row.clone();
        loop {
            let room = self.height() - self.y;
            if row_height(&rest) <= room + TOLERANCE {
                self.whole_row(&rest);
                return;
            }
            let fresh = self.y <= self.head.map_or(0.0, row_height) + TOLERANCE;
            if !fresh && (row_height(&rest) <= LARGEST_WHOLE_ROW || room < LEAST_PART_OF_ROW) {
                self.new_page();
                continue;
            }
            let (part, remaining) = divide_row(rest, room);
            self.whole_row(&part);
            rest = remaining;
            if rest.cells.iter().all(Vec::is_empty) {
                return;
            }
            self.new_page();
        }
    }

    fn whole_row(&mut self, row: &RowStrips) {
        let height = row_height(row);
        self.marks(&row.marks);
        let top = self.y;
        let mut under = Vec::new();
        if let Some(fill) = row.ground {
            under.push(Item {
                x: row.x,
                y: 0.0,
                owner: Owner::Artifact,
                kind: ItemKind::Rect {
                    width: row.width,
                    height,
                    radius: 0.0,
                    fill: Some(fill),
                    stroke: None,
                    dashed: false,
                },
            });
        }
        if let Some(colour) = row.line_below {
            under.push(Item {
                x: row.x,
                y: height,
                owner: Owner::Artifact,
                kind: ItemKind::Stroke {
                    dx: row.width,
                    dy: 0.0,
                    width: 0.5,
                    colour,
                },
            });
        }
        self.items(&under, top);
        for cell in &row.cells {
            let mut y = top + row.padding;
            for (index, strip) in cell.iter().enumerate() {
                if index > 0 {
                    y += strip.space_before;
                }
                let before = self.y;
                self.y = y;
                self.decorations(&strip.decorations, 0.0, strip.height);
                self.marks(&strip.marks);
                self.y = before;
                self.items(&strip.items, y);
                y += strip.height;
            }
        }
        self.y = top + height;
    }

    fn marks(&mut self, marks: &[Mark]) {
        let place = Place {
            page: self.layout.pages.len().saturating_sub(1),
            y: MARGIN_TOP + self.y,
        };
        for mark in marks {
            match mark {
                Mark::Anchor(name) => {
                    self.layout.anchors.entry(name.clone()).or_insert(place);
                }
                Mark::Bookmark { level, title } => self.layout.bookmarks.push(Bookmark {
                    level: *level,
                    title: title.clone(),
                    place,
                }),
            }
        }
    }

    /// Puts items on the current page; `top` is measured from the top of the content.
    fn items(&mut self, items: &[Item], top: f32) {
        if let Some(page) = self.layout.pages.last_mut() {
            page.items.extend(items.iter().cloned().map(|mut item| {
                item.x += MARGIN_SIDE;
                item.y += MARGIN_TOP + top;
                item
            }));
        }
    }
}

/// Divides a row so that its first part is at most `room` high. Each cell gives as many of its
/// lines as fit, and at least one in all.
fn divide_row(mut row: RowStrips, room: f32) -> (RowStrips, RowStrips) {
    let inner = room - 2.0 * row.padding;
    let mut counts: Vec<usize> = row
        .cells
        .iter()
        .map(|cell| {
            let mut y = 0.0;
            cell.iter()
                .enumerate()
                .take_while(|(index, strip)| {
                    y += strip.height + if *index > 0 { strip.space_before } else { 0.0 };
                    y <= inner + TOLERANCE
                })
                .count()
        })
        .collect();
    if counts.iter().all(|&count| count == 0) {
        counts.fill(1);
    }
    let mut part = row.clone();
    for (cell, &count) in part.cells.iter_mut().zip(&counts) {
        cell.truncate(count);
    }
    for (cell, &count) in row.cells.iter_mut().zip(&counts) {
        cell.drain(..count.min(cell.len()));
    }
    row.marks.clear();
    row.space_before = 0.0;
    (part, row)
}

/// A copy of a header row for the next page, which is not read a second time.
fn as_artifact(row: &RowStrips) -> RowStrips {
    let mut copy = row.clone();
    copy.marks.clear();
    for cell in &mut copy.cells {
        for strip in cell {
            strip.marks.clear();
            strip
                .items
                .retain(|item| !matches!(item.kind, ItemKind::LinkArea { .. }));
            for item in &mut strip.items {
                item.owner = Owner::Artifact;
            }
        }
    }
    copy
}
