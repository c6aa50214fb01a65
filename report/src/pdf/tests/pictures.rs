//! Pictures of evidence: where they stand, how large they are, and what the file holds of them.

use assay_assessment::Sha256Digest;

use super::*;
use crate::outline::Picture;
use crate::picture::{PictureFacts, PictureFault, PictureFiles, PictureType, look};

const PANEL: &[u8] = include_bytes!("../../../tests/pictures/panel.png");
const RACK: &[u8] = include_bytes!("../../../tests/pictures/turned.jpg");
const GREY: &[u8] = include_bytes!("../../../tests/pictures/grey.jpg");

fn picture(number: usize, bytes: &[u8]) -> Picture {
    let facts = look(bytes).unwrap().facts;
    Picture {
        id: format!("id-{number}"),
        sha256: Sha256Digest::of(bytes),
        label: format!("Label {number}"),
        alternative_text: "A rack with seven machines; the fourth has a red light.".to_owned(),
        facts: Some(facts),
        attached_as: format!("evidence-{number}.{}", facts.media_type.ending()),
    }
}

fn shown(picture: Picture) -> Vec<Block> {
    vec![Block::KeepTogether(vec![
        Block::subheading(3, "Heading"),
        Block::Picture(picture),
        Block::remark("Caption"),
    ])]
}

fn drawn(blocks: Vec<Block>, files: &[&[u8]]) -> Result<PdfOutput, PdfError> {
    let pictures: PictureFiles = files.iter().map(|bytes| bytes.to_vec()).collect();
    let options = PdfOptions {
        pictures: &pictures,
        ..OPTIONS
    };
    super::super::render(&outline(blocks), &options)
}

/// Width, height and page of the first picture.
fn place(layout: &Layout) -> (f32, f32, usize) {
    let pages = layout.pages.iter().enumerate();
    let mut items =
        pages.flat_map(|(page, items)| items.items.iter().map(move |item| (page, item)));
    items
        .find_map(|(page, item)| match item.kind {
            ItemKind::Picture { width, height, .. } => Some((width, height, page)),
            _ => None,
        })
        .unwrap()
}

fn sized(width: u32, height: u32) -> Picture {
    let facts = PictureFacts {
        media_type: PictureType::Png,
        width,
        height,
    };
    Picture {
        facts: Some(facts),
        ..picture(1, PANEL)
    }
}

#[test]
fn a_picture_stays_within_the_text_and_is_not_enlarged() {
    let sheet = Sheet::upright(Paper::A4);
    let highest = sheet.content_height() * 0.6;
    for (width, height) in [
        (1, 1),
        (300, 100),
        (640, 400),
        (16_384, 1),
        (1, 16_384),
        (4_000, 3_000),
        (3_000, 4_000),
    ] {
        let layout = laid_out(shown(sized(width, height)));
        assert_eq!(trespass(&layout), None);
        let (wide, high, _) = place(&layout);
        let pixels = (width as f32, height as f32);
        assert!(wide <= sheet.content_width() + 0.1 && high <= highest + 0.1);
        // At most 150 pixels to the inch are set larger, but for a line that would be none.
        assert!(wide <= (pixels.0 * 72.0 / 150.0).max(0.5) + 0.01);
        if wide > 0.5 && high > 0.5 {
            let shape = (wide / high) / (pixels.0 / pixels.1);
            assert!((shape - 1.0).abs() < 0.01, "{width} × {height}: {shape}");
        }
    }
}

#[test]
fn a_picture_stays_with_its_heading_and_caption() {
    for filling in 0..50 {
        let above = (0..filling).map(|_| Block::text("Filling"));
        let picture = sized(3_000, 4_000);
        let layout = laid_out(above.chain(shown(picture)).collect());
        assert_eq!(trespass(&layout), None);
        let page = place(&layout).2;
        assert_eq!(place_of(&layout, "Heading").0, page, "{filling}");
        assert_eq!(place_of(&layout, "Caption").0, page, "{filling}");
    }
}

#[test]
fn pictures_are_drawn_described_and_attached_as_they_are() {
    let blocks = [
        shown(picture(1, PANEL)),
        shown(picture(2, RACK)),
        shown(picture(3, GREY)),
        shown(Picture {
            attached_as: "evidence-1.png".to_owned(),
            ..picture(4, PANEL)
        }),
    ];
    let blocks = blocks.concat();
    let files = [PANEL, RACK, GREY];
    let output = drawn(blocks.clone(), &files).unwrap();
    assert_eq!(drawn(blocks, &files).unwrap().bytes, output.bytes);
    let read = lopdf::Document::load_mem(&output.bytes).unwrap();
    let streams = read
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let named = |stream: &&lopdf::Stream, key: &[u8], name: &[u8]| {
        stream
            .dict
            .get(key)
            .and_then(lopdf::Object::as_name)
            .is_ok_and(|found| found == name)
    };
    let images = streams
        .clone()
        .filter(|stream| named(stream, b"Subtype", b"Image"));
    // The same file twice is one picture of the PDF.
    assert_eq!(images.count(), 3);
    let jpegs = streams
        .clone()
        .filter(|stream| named(stream, b"Filter", b"DCTDecode"));
    for jpeg in jpegs {
        assert!(!jpeg.content.windows(4).any(|bytes| bytes == b"Exif"));
    }
    let attached: Vec<&[u8]> = streams
        .filter(|stream| named(stream, b"Type", b"EmbeddedFile"))
        .map(|stream| stream.content.as_slice())
        .collect();
    assert_eq!(attached.len(), 3);
    for file in files {
        assert!(attached.contains(&file));
    }
    let figures = read
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let figures = figures.filter(|figure| {
        let alternative = figure.get(b"Alt").and_then(lopdf::Object::as_str);
        alternative.is_ok()
            && figure
                .get(b"S")
                .and_then(lopdf::Object::as_name)
                .is_ok_and(|name| name == b"Figure")
    });
    assert_eq!(figures.count(), 4);
}

#[test]
fn a_file_that_is_not_the_one_is_not_drawn() {
    let refused = |picture: Picture, files: &[&[u8]]| match drawn(shown(picture), files) {
        Err(PdfError::Picture(problem)) => {
            assert_eq!(problem.label, "Label 1");
            problem.fault
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(picture(1, PANEL), &[]), PictureFault::NotThere);
    assert_eq!(refused(picture(1, PANEL), &[RACK]), PictureFault::NotThere);
    assert_eq!(refused(sized(640, 401), &[PANEL]), PictureFault::Unlike);
    let unseen = Picture {
        facts: None,
        ..picture(1, PANEL)
    };
    assert_eq!(refused(unseen, &[PANEL]), PictureFault::Unlike);
    let text = Picture {
        sha256: Sha256Digest::of(b"text"),
        ..picture(1, PANEL)
    };
    let refusal = refused(text, &[b"text"]);
    assert!(matches!(refusal, PictureFault::NotDrawn(_)), "{refusal:?}");
}
