//! What stands on every page: running header, notice, footer with the page's number.

use super::fonts::FontSet;
use super::theme::{FURNITURE, MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP};
use super::tree::{Item, ItemKind, Layout, Owner};
use super::wrap::{Face, WrappedLine, single_line};
use crate::chart::Token;
use crate::outline::{Inline, Outline};
use crate::words::DRAFT;

/// Adds header and footer to each page, and fills in the page numbers of the contents.
pub(crate) fn furnish(layout: &mut Layout, outline: &Outline, fonts: &FontSet<'_>) {
    let total = layout.pages.len();
    let draft = outline.draft.then_some(DRAFT);
    let notices: Vec<&str> = draft.into_iter().chain(outline.notice.as_deref()).collect();
    let notice = (!notices.is_empty()).then(|| notices.join(" \u{b7} "));
    for index in 0..total {
        let Some(page) = layout.pages.get_mut(index) else {
            continue;
        };
        let width = page.sheet.content_width();
        let (_, page_height) = page.sheet.size();
        let mut items = Vec::new();
        if index > 0 {
            let header = fitted(fonts, &outline.running_header, FURNITURE, width);
            place(&mut items, &header, MARGIN_SIDE, MARGIN_TOP - 30.0);
            items.push(rule(MARGIN_TOP - 24.0, width));
        }
        if let Some(notice) = &notice {
            place_notice(&mut items, fonts, notice, width);
        }
        let footer = page_height - MARGIN_BOTTOM + 30.0;
        let number = format!("Page {} of {total}", index + 1);
        let number = fitted(fonts, &number, FURNITURE, width * 0.4);
        place(
            &mut items,
            &number,
            MARGIN_SIDE + width - number.width,
            footer,
        );
        let identity = fitted(fonts, &outline.running_footer, FURNITURE, width * 0.78);
        place(&mut items, &identity, MARGIN_SIDE, footer);
        page.items.extend(items);
    }
    fill_page_numbers(layout, fonts);
}

fn fill_page_numbers(layout: &mut Layout, fonts: &FontSet<'_>) {
    let face = Face {
        colour: Token::InkSecond,
        ..super::theme::BODY
    };
    let anchors = &layout.anchors;
    for page in &mut layout.pages {
        let mut filled = Vec::with_capacity(page.items.len());
        for item in std::mem::take(&mut page.items) {
            let ItemKind::PageNumber { anchor } = &item.kind else {
                filled.push(item);
                continue;
            };
            let Some(place) = anchors.get(anchor) else {
                continue;
            };
            let text = format!("{}", place.page + 1);
            let line = single_line(fonts, &[Inline::text(text)], face);
            filled.extend(texts(&line, item.x - line.width, item.y, item.owner));
        }
        page.items = filled;
    }
}

fn place_notice(items: &mut Vec<Item>, fonts: &FontSet<'_>, notice: &str, width: f32) {
    let face = Face {
        colour: Token::Partial,
        strong: true,
        ..FURNITURE
    };
    let line = fitted(fonts, notice, face, width - 16.0);
    let top = 14.0;
    items.push(Item {
        x: MARGIN_SIDE,
        y: top,
        owner: Owner::Artifact,
        kind: ItemKind::Rect {
            width,
            height: 15.0,
            radius: 0.0,
            fill: Some(Token::PartialSoft),
            stroke: None,
            dashed: false,
        },
    });
    place(
        items,
        &line,
        MARGIN_SIDE + (width - line.width) / 2.0,
        top + 10.4,
    );
}

fn rule(y: f32, width: f32) -> Item {
    Item {
        x: MARGIN_SIDE,
        y,
        owner: Owner::Artifact,
        kind: ItemKind::Stroke {
            dx: width,
            dy: 0.0,
            width: 0.5,
            colour: Token::Edge,
        },
    }
}

/// A line that fits the width: shortened with an ellipsis if it is longer. What is shortened so
/// stands in full elsewhere: on the cover, in a table, in a figure's description.
pub(super) fn fitted(fonts: &FontSet<'_>, text: &str, face: Face, width: f32) -> WrappedLine {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = single_line(fonts, &[Inline::text(text.clone())], face);
    if line.width <= width {
        return line;
    }
    let characters: Vec<char> = text.chars().take(400).collect();
    let (mut fits, mut too_long) = (0, characters.len());
    let mut best = WrappedLine::default();
    while fits + 1 < too_long {
        let middle = (fits + too_long) / 2;
        let mut shorter: String = characters.iter().take(middle).collect();
        shorter = format!("{}…", shorter.trim_end());
        let line = single_line(fonts, &[Inline::text(shorter)], face);
        if line.width <= width {
            fits = middle;
            best = line;
        } else {
            too_long = middle;
        }
    }
    best
}

fn place(items: &mut Vec<Item>, line: &WrappedLine, x: f32, baseline: f32) {
    items.extend(texts(line, x, baseline, Owner::Artifact));
}

fn texts(line: &WrappedLine, x: f32, y: f32, owner: Owner) -> impl Iterator<Item = Item> + '_ {
    line.pieces.iter().map(move |piece| Item {
        x: x + piece.x,
        y,
        owner,
        kind: piece.kind(),
    })
}
