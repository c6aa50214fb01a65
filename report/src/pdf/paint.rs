//! Painting the layout tree with krilla, and building the tags beside it.

mod pictures;
mod shapes;
mod tags;

use std::collections::BTreeMap;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::document::Document;
use krilla::geom::{Point, Quadrilateral, Rect, Transform};
use krilla::outline::{Outline as Bookmarks, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use super::fonts::{FontId, FontSet};
use super::theme::{MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP};
use super::tree::{Bookmark, Item, ItemKind, Layout, Owner, PageItems, Structure};
use crate::chart::Token;
use crate::outline::LinkTarget;
pub(super) use pictures::Pictures;
use shapes::{fill, paint_shape};
pub(super) use tags::Identifiers;

/// How far oblique type leans: the tangent of about eleven degrees.
const LEAN: f32 = 0.2;

/// Paints all pages, and returns what each place of the structure became.
pub(super) fn paint(
    document: &mut Document,
    layout: &Layout,
    structure: &Structure,
    fonts: &FontSet<'_>,
    pictures: &Pictures,
) -> Identifiers {
    let mut identifiers = Identifiers::new(structure);
    for (number, page) in layout.pages.iter().enumerate() {
        let (width, height) = page.sheet.size();
        let Some(settings) = PageSettings::from_wh(width, height) else {
            continue;
        };
        let mut krilla_page = document.start_page_with(settings);
        let mut surface = krilla_page.surface();
        paint_page(
            &mut surface,
            (number, page),
            (fonts, pictures),
            &mut identifiers,
        );
        surface.finish();
        for (index, areas) in link_areas(page) {
            if let Some(annotation) = annotation(index, &areas, layout, structure) {
                let identifier = krilla_page.add_tagged_annotation(annotation);
                identifiers.push_annotation(index, identifier);
            }
        }
        krilla_page.finish();
    }
    identifiers
}

/// The bookmarks, nested by level.
pub(super) fn bookmarks(bookmarks: &[Bookmark]) -> Bookmarks {
    let mut outline = Bookmarks::new();
    let mut rest = bookmarks;
    while let Some((first, after)) = rest.split_first() {
        let inner = after
            .iter()
            .take_while(|bookmark| bookmark.level > first.level)
            .count();
        let (children, others) = after.split_at(inner);
        outline.push_child(bookmark_node(first, children));
        rest = others;
    }
    outline
}

fn bookmark_node(bookmark: &Bookmark, below: &[Bookmark]) -> OutlineNode {
    let destination = XyzDestination::new(
        bookmark.place.page,
        Point::from_xy(0.0, (bookmark.place.y - 12.0).max(0.0)),
    );
    let mut node = OutlineNode::new(bookmark.title.clone(), destination);
    let mut rest = below;
    while let Some((first, after)) = rest.split_first() {
        let inner = after
            .iter()
            .take_while(|bookmark| bookmark.level > first.level)
            .count();
        let (children, others) = after.split_at(inner);
        node.push_child(bookmark_node(first, children));
        rest = others;
    }
    node
}

fn paint_page(
    surface: &mut Surface<'_>,
    (number, page): (usize, &PageItems),
    (fonts, pictures): (&FontSet<'_>, &Pictures),
    identifiers: &mut Identifiers,
) {
    let mut index = 0;
    while let Some(first) = page.items.get(index) {
        let mut end = index + 1;
        while page
            .items
            .get(end)
            .is_some_and(|item| belong_together(first, item, page))
        {
            end += 1;
        }
        let group = page.items.get(index..end).unwrap_or_default();
        index = end;
        let visible = group
            .iter()
            .any(|item| !matches!(item.kind, ItemKind::LinkArea { .. }));
        if !visible {
            continue;
        }
        let identifier = surface.start_tagged(match first.owner {
            Owner::Artifact => ContentTag::Artifact(artifact_of(first, page)),
            Owner::Slot(_) => ContentTag::Span(SpanTag::empty()),
        });
        paint_group(surface, group, fonts, pictures);
        surface.end_tagged();
        if let Owner::Slot(slot) = first.owner {
            identifiers.push_content(slot, identifier);
            identifiers.push_area(slot, number, group);
        }
    }
}

/// Whether two items are one content or one artifact. Header and footer are painted one after the other, and are two
/// (ISO 14289-1, 7.8).
fn belong_together(one: &Item, other: &Item, page: &PageItems) -> bool {
    one.owner == other.owner
        && (one.owner != Owner::Artifact || kind_of(one, page) == kind_of(other, page))
}

fn artifact_of(item: &Item, page: &PageItems) -> Artifact {
    Artifact::with_kind(kind_of(item, page))
}

/// What stands in the margins is a header or footer, the rest is layout.
fn kind_of(item: &Item, page: &PageItems) -> ArtifactType {
    let (_, height) = page.sheet.size();
    if item.y < MARGIN_TOP - 10.0 {
        ArtifactType::Header
    } else if item.y > height - MARGIN_BOTTOM + 10.0 {
        ArtifactType::Footer
    } else {
        ArtifactType::Layout
    }
}

fn paint_group(
    surface: &mut Surface<'_>,
    group: &[Item],
    fonts: &FontSet<'_>,
    pictures: &Pictures,
) {
    let mut line: Option<TextLine> = None;
    for item in group {
        if let ItemKind::Text { .. } = &item.kind {
            match &mut line {
                Some(line) if line.takes(item) => {}
                _ => {
                    if let Some(line) = line.take() {
                        line.paint(surface, fonts);
                    }
                }
            }
            match &mut line {
                Some(line) => line.push(item),
                None => line = TextLine::start(item),
            }
            continue;
        }
        if matches!(item.kind, ItemKind::LinkArea { .. }) {
            continue;
        }
        if let Some(line) = line.take() {
            line.paint(surface, fonts);
        }
        if let ItemKind::Picture {
            sha256,
            width,
            height,
        } = item.kind
        {
            pictures.paint(surface, sha256, (item.x, item.y), (width, height));
        } else {
            paint_shape(surface, item);
        }
    }
    if let Some(line) = line {
        line.paint(surface, fonts);
    }
}

/// Pieces of text side by side that can be painted in one go.
struct TextLine {
    x: f32,
    y: f32,
    end: f32,
    font: FontId,
    size: f32,
    colour: Token,
    oblique: bool,
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

impl TextLine {
    fn start(item: &Item) -> Option<Self> {
        let ItemKind::Text {
            font,
            size,
            colour,
            oblique,
            ..
        } = &item.kind
        else {
            return None;
        };
        let mut line = Self {
            x: item.x,
            y: item.y,
            end: item.x,
            font: *font,
            size: *size,
            colour: *colour,
            oblique: *oblique,
            text: String::new(),
            glyphs: Vec::new(),
        };
        line.push(item);
        Some(line)
    }

    fn takes(&self, item: &Item) -> bool {
        match &item.kind {
            ItemKind::Text {
                font,
                size,
                colour,
                oblique,
                ..
            } => {
                (*font, *colour, *oblique) == (self.font, self.colour, self.oblique)
                    && (*size - self.size).abs() < f32::EPSILON
                    && (item.y - self.y).abs() < 0.001
                    && (item.x - self.end).abs() < 0.01
            }
            _ => false,
        }
    }

    fn push(&mut self, item: &Item) {
        let ItemKind::Text { shaped, width, .. } = &item.kind else {
            return;
        };
        let offset = self.text.len();
        self.text.push_str(&shaped.text);
        self.glyphs
            .extend(shaped.glyphs.iter().map(|glyph| KrillaGlyph {
                glyph_id: GlyphId::new(glyph.id),
                text_range: offset + glyph.range.start..offset + glyph.range.end,
                x_advance: glyph.advance,
                x_offset: glyph.shift_right,
                y_offset: glyph.shift_up,
                y_advance: 0.0,
                location: None,
            }));
        self.end = item.x + width;
    }

    fn paint(self, surface: &mut Surface<'_>, fonts: &FontSet<'_>) {
        let Some(font) = fonts.krilla(self.font) else {
            return;
        };
        surface.set_stroke(None);
        surface.set_fill(Some(fill(self.colour)));
        let start = Point::from_xy(self.x, self.y);
        if self.oblique {
            // Lean about the baseline, so that the text stays where it stands.
            let lean = Transform::from_row(1.0, 0.0, -LEAN, 1.0, LEAN * self.y, 0.0);
            surface.push_transform(&lean);
            surface.draw_glyphs(start, &self.glyphs, font, &self.text, self.size, false);
            surface.pop();
        } else {
            surface.draw_glyphs(start, &self.glyphs, font, &self.text, self.size, false);
        }
    }
}

/// The areas of each link on a page, merged along lines.
fn link_areas(page: &PageItems) -> BTreeMap<usize, Vec<Rect>> {
    let mut areas: BTreeMap<usize, Vec<Rect>> = BTreeMap::new();
    for item in &page.items {
        let ItemKind::LinkArea {
            link,
            width,
            height,
        } = &item.kind
        else {
            continue;
        };
        let Some(area) = Rect::from_xywh(item.x, item.y, *width, *height) else {
            continue;
        };
        let of_link = areas.entry(*link).or_default();
        match of_link.last_mut() {
            Some(last) if (last.top() - area.top()).abs() < 0.5 => {
                let left = last.left().min(area.left());
                let right = last.right().max(area.right());
                if let Some(merged) = Rect::from_ltrb(left, last.top(), right, last.bottom()) {
                    *last = merged;
                }
            }
            _ => of_link.push(area),
        }
    }
    areas
}

fn annotation(
    index: usize,
    areas: &[Rect],
    layout: &Layout,
    structure: &Structure,
) -> Option<Annotation> {
    let link = structure.links.get(index)?;
    let target = match &link.target {
        LinkTarget::Anchor(name) => {
            let place = layout.anchors.get(name)?;
            let point = Point::from_xy(MARGIN_SIDE, (place.y - 12.0).max(0.0));
            Target::Destination(XyzDestination::new(place.page, point).into())
        }
        LinkTarget::Web(address) | LinkTarget::Mail(address) => {
            Target::Action(Action::from(LinkAction::new(address.clone())))
        }
        LinkTarget::File(_) => return None,
    };
    let quads = areas
        .iter()
        .map(|area| Quadrilateral::from(*area))
        .collect();
    let annotation = LinkAnnotation::new_with_quad_points(quads, target);
    Some(Annotation::new_link(
        annotation,
        Some(super::flow::shorten(&link.description, 400)),
    ))
}
