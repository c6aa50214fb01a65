//! The table of contents, with page numbers that are known once the pages are.

use std::rc::Rc;

use super::super::theme;
use super::super::tree::{Element, Item, ItemKind, Mark, Meaning, NodeId, Owner, Structure};
use super::super::wrap::Face;
use super::{Column, Flow, baseline, mark_first};
use crate::chart::Token;
use crate::outline::{Align, Block, Inline, Link, LinkTarget, Outline, TextRun, inline_text};

/// Deepest level of headings that is listed.
const DEEPEST: u8 = 2;
/// Room for page numbers at the right.
const NUMBER_ROOM: f32 = 34.0;

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
        self.push_strips(strips, 0.0, &column);
        let list = self.structure.node(section, Meaning::Contents);
        for section in &outline.sections {
            self.entry(list, 1, &section.title, &section.anchor);
            self.listed(list, &section.blocks);
        }
    }

    fn listed(&mut self, list: NodeId, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) if heading.listed && heading.level <= DEEPEST => {
                    if let Some(anchor) = &heading.anchor {
                        let title = inline_text(&heading.content);
                        self.entry(list, heading.level, &title, anchor);
                    }
                }
                Block::KeepTogether(inner) => self.listed(list, inner),
                _ => {}
            }
        }
    }

    fn entry(&mut self, list: NodeId, level: u8, title: &str, anchor: &str) {
        let item = self.structure.node(list, Meaning::ContentsItem);
        let reference = self.structure.node(item, Meaning::Reference);
        let link = Rc::new(Link {
            target: LinkTarget::Anchor(anchor.to_owned()),
            description: format!("Go to {title}"),
        });
        let (index, node) = self.structure.link(reference, &link);
        let indent = f32::from(level.saturating_sub(1)) * 14.0;
        let page = Column::page(self.sheet, node);
        let mut column = page.inset(indent, node);
        column.width -= NUMBER_ROOM;
        let face = Face {
            strong: level == 1,
            ..theme::BODY
        };
        let run = Inline::Text(TextRun {
            text: title.to_owned(),
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
                    anchor: anchor.to_owned(),
                },
            });
            last.items.push(super::line_item(
                0.0,
                face.leading - 0.4,
                page.width,
                Token::Edge,
            ));
        }
        let space = if level == 1 { 5.0 } else { 0.0 };
        self.push_strips(strips, space, &page);
    }
}
