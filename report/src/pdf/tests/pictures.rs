//! Pictures of evidence and the logo: where they stand, how large they are, and what the file holds of them.

use assay_assessment::Sha256Digest;

use super::*;
use crate::document::Logo;
use crate::outline::Picture;
use crate::picture::{PictureFacts, PictureFault, PictureFiles, PictureType, look, look_at_logo};

const PANEL: &[u8] = include_bytes!("../../../tests/pictures/panel.png");
const RACK: &[u8] = include_bytes!("../../../tests/pictures/turned.jpg");
const LOGO: &[u8] = include_bytes!("../../../tests/pictures/logo.png");
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

fn logo(bytes: &[u8]) -> Logo {
    let looked = look_at_logo(bytes).unwrap();
    looked.stated("Review GmbH".to_owned()).unwrap()
}

/// An outline with a logo, under a title of so many words.
fn with_logo(logo: Logo, words: usize, paper: Paper) -> Outline {
    Outline {
        title: "Long ".repeat(words),
        logo: Some(logo),
        paper,
        ..outline(Vec::new())
    }
}

#[test]
fn a_logo_stands_in_its_corner_and_moves_nothing() {
    for paper in Paper::ALL {
        let sheet = Sheet::upright(paper);
        for (width, height) in [
            (1, 1),
            (460, 160),
            (160, 460),
            (4_000, 1),
            (1, 4_000),
            (2_000, 2_000),
        ] {
            for words in [1, 100] {
                let stated = Logo {
                    width,
                    height,
                    ..logo(LOGO)
                };
                let outline = with_logo(stated, words, paper);
                let layout = lay_out(&outline, &FontSet::new(&[]).unwrap()).0;
                assert_eq!(trespass(&layout), None);
                let (wide, high, page) = place(&layout);
                assert!(
                    wide <= 170.0 && high <= 44.0 && page == 0,
                    "{wide} x {high}"
                );
                let pixels = (width as f32, height as f32);
                assert!(wide <= (pixels.0 * 72.0 / 150.0).max(0.5) + 0.01);
                if wide > 0.5 && high > 0.5 {
                    let shape = (wide / high) / (pixels.0 / pixels.1);
                    assert!((shape - 1.0).abs() < 0.01, "{width} × {height}: {shape}");
                }
                let items = &layout.pages[0].items;
                let is_logo = |kind: &ItemKind| matches!(kind, ItemKind::Picture { .. });
                let drawn = items.iter().find(|item| is_logo(&item.kind)).unwrap();
                assert!((drawn.x + wide - MARGIN_SIDE - sheet.content_width()).abs() < 0.01);
                assert!((drawn.y - MARGIN_TOP).abs() < 0.01);
                // The title and all below it begin where it has ended; the header stands above.
                for item in items {
                    if let ItemKind::Text { size, .. } = item.kind {
                        let (above, below) = (item.y - size, item.y + size * 0.3);
                        assert!(below < drawn.y || above > drawn.y + high, "{item:?}");
                    }
                }
                let without = Outline {
                    logo: None,
                    ..outline
                };
                let without = lay_out(&without, &FontSet::new(&[]).unwrap()).0;
                let rest = items.iter().filter(|item| !is_logo(&item.kind));
                let rest: Vec<_> = rest.map(|item| (item.x, item.y)).collect();
                let usual = without.pages[0].items.iter().map(|item| (item.x, item.y));
                assert_eq!(rest, usual.collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn a_logo_is_drawn_described_and_attached_as_it_is_also_beside_the_same_picture() {
    let same = Picture {
        attached_as: "evidence-7.png".to_owned(),
        ..picture(7, LOGO)
    };
    let pictures = PictureFiles::from_iter([LOGO.to_vec()]);
    let options = PdfOptions {
        pictures: &pictures,
        ..OPTIONS
    };
    for (blocks, figures) in [(Vec::new(), 1), (shown(same), 2)] {
        let outline = Outline {
            logo: Some(logo(LOGO)),
            ..outline(blocks)
        };
        let output = super::super::render(&outline, &options).unwrap();
        assert_eq!(super::super::render(&outline, &options).unwrap(), output);
        let read = lopdf::Document::load_mem(&output.bytes).unwrap();
        let dictionaries = read.objects.values().filter_map(|object| match object {
            lopdf::Object::Stream(stream) => Some(&stream.dict),
            other => other.as_dict().ok(),
        });
        let named = |dict: &&lopdf::Dictionary, key: &[u8], name: &[u8]| {
            let found = dict.get(key).and_then(lopdf::Object::as_name);
            found.is_ok_and(|found| found == name)
        };
        let count = |key: &[u8], name: &[u8]| {
            dictionaries
                .clone()
                .filter(|dict| named(dict, key, name))
                .count()
        };
        assert_eq!(count(b"Subtype", b"Image"), 1);
        assert_eq!(count(b"Type", b"EmbeddedFile"), figures);
        assert_eq!(count(b"S", b"Figure"), figures);
        let words = dictionaries
            .clone()
            .filter_map(|dict| dict.get(b"Alt").ok()?.as_str().ok());
        let of_logo = words.filter(|words| {
            lopdf::decode_text_string(&lopdf::Object::string_literal(*words)).unwrap()
                == "Review GmbH"
        });
        assert_eq!(of_logo.count(), 1);
        let names: Vec<_> = dictionaries
            .filter_map(|dict| dict.get(b"UF").ok()?.as_str().ok())
            .collect();
        assert_eq!(names.len(), figures);
    }
}

#[test]
fn a_logo_whose_file_is_not_the_one_is_not_drawn() {
    let drawn = |logo: Logo, file: &[u8]| {
        let pictures = PictureFiles::from_iter([file.to_vec()]);
        let options = PdfOptions {
            pictures: &pictures,
            ..OPTIONS
        };
        super::super::render(&with_logo(logo, 1, Paper::A4), &options).map(|output| output.pages)
    };
    assert!(drawn(logo(LOGO), LOGO).is_ok());
    let refused = |error| Err(PdfError::Logo(error));
    assert_eq!(drawn(logo(LOGO), PANEL), refused(LogoError::NotThere));
    let wider = Logo {
        width: 461,
        ..logo(LOGO)
    };
    assert_eq!(drawn(wider, LOGO), refused(LogoError::Unlike));
}
