//! The table of contents, with page numbers that are known once the pages are.

use std::rc::Rc;

use super::super::theme;
use super::super::tree::{Element, Item, ItemKind, Mark, Meaning, NodeId, Owner, Structure};
use super::super::wrap::{Face, wrap};
use super::{Column, Flow, baseline, mark_first};
use crate::chart::Token;
use crate::outline::{Align, Block, Inline, Link, LinkTarget, Outline, TextRun, inline_text};

/// Deepest level of headings that is listed.
const DEEPEST: u8 = 2;
/// Room for page numbers at the right.
const NUMBER_ROOM: f32 = 34.0;
/// So few lines do not stand on a page of their own, if the list can be set more tightly.
const FEW: usize = 4;
/// How much more tightly the list is set at most, in hundredths of the usual heights.
const TIGHTEST: u8 = 86;

/// A line of the list, or several if its title is long.
struct Entry<'o> {
    level: u8,
    title: String,
    anchor: &'o str,
}

/// How tightly the list is set, in points.
#[derive(Debug, Clone, Copy)]
struct Setting {
    /// From line to line.
    leading: f32,
    /// Above a section.
    above: f32,
}

impl Setting {
    /// So many hundredths of the usual heights.
    fn of(hundredths: u8) -> Self {
        let share = f32::from(hundredths) / 100.0;
        Self {
            leading: theme::BODY.leading * share,
            above: 5.0 * share,
        }
    }
}

impl Flow<'_, '_> {
    pub(super) fn contents(&mut self, outline: &Outline) {
        self.elements.push(Element::PageBreak);
        let section = self.structure.node(Structure::ROOT, Meaning::Section);
        let column = Column::page(self.sheet, section);
        let style = theme::heading(1);
        let heading = self
            .structure
            .node(section, Meaning::Heading(1, "Contents".to_owned()));
        let mut strips = self.line_strips(
            &[Inline::text("Contents")],
            style.face,
            &column,
            heading,
            Align::Start,
        );
        mark_first(
            &mut strips,
            Mark::Bookmark {
                level: 1,
                title: "Contents".to_owned(),
            },
        );
        if let Some(last) = strips.last_mut() {
            last.height += style.below;
            last.keep_with_next = true;
        }
        let heading = strips.iter().map(|strip| strip.height).sum();
        self.push_strips(strips, 0.0, &column);
        let entries = entries(outline);
        let setting = self.setting(&entries, heading);
        let list = self.structure.node(section, Meaning::Contents);
        for entry in &entries {
            self.entry(list, entry, setting);
        }
    }

    /// How the list is set below a heading of that height: more tightly than usual if that spares a page with a few
    /// lines on it.
    fn setting(&self, entries: &[Entry<'_>], heading: f32) -> Setting {
        let width = self.sheet.content_width() - NUMBER_ROOM;
        let lines = entries.iter().map(|entry| {
            let face = face(entry.level);
            let width = width - indent(entry.level);
            let title = [Inline::text(entry.title.clone())];
            (entry.level, wrap(self.fonts, &title, face, width).len())
        });
        let lines: Vec<(u8, usize)> = lines.collect();
        let room = self.sheet.content_height();
        let usual = Setting::of(100);
        let (pages, on_last) = spread(&lines, usual, heading, room);
        if pages == 1 || on_last > FEW {
            return usual;
        }
        let tighter = (TIGHTEST..100).rev().map(Setting::of);
        let mut fewer = tighter.filter(|&each| spread(&lines, each, heading, room).0 < pages);
        fewer.next().unwrap_or(usual)
    }

    fn entry(&mut self, list: NodeId, entry: &Entry<'_>, setting: Setting) {
        let Entry {
            level,
            title,
            anchor,
        } = entry;
        let item = self.structure.node(list, Meaning::ContentsItem);
        let reference = self.structure.node(item, Meaning::Reference);
        let link = Rc::new(Link {
            target: LinkTarget::Anchor((*anchor).to_owned()),
            description: format!("Go to {title}"),
        });
        let (index, node) = self.structure.link(reference, &link);
        let page = Column::page(self.sheet, node);
        let mut column = page.inset(indent(*level), node);
        column.width -= NUMBER_ROOM;
        let face = Face {
            leading: setting.leading,
            ..face(*level)
        };
        let run = Inline::Text(TextRun {
            text: title.clone(),
            ..TextRun::default()
        });
        let mut strips = self.line_strips(&[run], face, &column, node, Align::Start);
        let number = self.structure.slot(node);
        for strip in &mut strips {
            strip.items.push(Item {
                x: 0.0,
                y: 0.0,
                owner: Owner::Artifact,
                kind: ItemKind::LinkArea {
                    link: index,
                    width: page.width,
                    height: face.leading,
                },
            });
        }
        if let Some(last) = strips.last_mut() {
            last.items.push(Item {
                x: page.width,
                y: baseline(face),
                owner: Owner::Slot(number),
                kind: ItemKind::PageNumber {
                    anchor: (*anchor).to_owned(),
                },
            });
            last.items.push(super::line_item(
                0.0,
                face.leading - 0.4,
                page.width,
                Token::Edge,
            ));
        }
        let space = above(*level, setting);
        self.push_strips(strips, space, &page);
    }
}

/// The sections of an outline, each with its headings that are listed.
fn entries(outline: &Outline) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for section in &outline.sections {
        entries.push(Entry {
            level: 1,
            title: section.title.clone(),
            anchor: &section.anchor,
        });
        listed(&section.blocks, &mut entries);
    }
    entries
}

fn listed<'o>(blocks: &'o [Block], entries: &mut Vec<Entry<'o>>) {
    for block in blocks {
        match block {
            Block::Heading(heading) if heading.listed && heading.level <= DEEPEST => {
                if let Some(anchor) = &heading.anchor {
                    entries.push(Entry {
                        level: heading.level,
                        title: inline_text(&heading.content),
                        anchor,
                    });
                }
            }
            Block::KeepTogether(inner) => listed(inner, entries),
            _ => {}
        }
    }
}

const fn face(level: u8) -> Face {
    Face {
        strong: level == 1,
        ..theme::BODY
    }
}

fn indent(level: u8) -> f32 {
    f32::from(level.saturating_sub(1)) * 14.0
}

/// The space above an entry that does not begin a page.
const fn above(level: u8, setting: Setting) -> f32 {
    if level == 1 { setting.above } else { 0.0 }
}

/// On how many pages of that height entries of so many lines stand below a heading, and how many lines stand on the
/// last of them.
fn spread(entries: &[(u8, usize)], setting: Setting, heading: f32, room: f32) -> (usize, usize) {
    let (mut pages, mut on_last, mut filled) = (1, 0, heading);
    for &(level, lines) in entries {
        for line in 0..lines {
            let space = if line == 0 {
                above(level, setting)
            } else {
                0.0
            };
            if filled + space + setting.leading > room {
                (pages, on_last, filled) = (pages + 1, 0, setting.leading);
            } else {
                filled += space + setting.leading;
            }
            on_last += 1;
        }
    }
    (pages, on_last)
}
