use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*};

use super::*;

const QUADRANTS: &[u8] = include_bytes!("../../tests/pictures/quadrants.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../tests/pictures/progressive.jpg");
const GREY: &[u8] = include_bytes!("../../tests/pictures/grey.jpg");
const CMYK: &[u8] = include_bytes!("../../tests/pictures/cmyk.jpg");
const PLAIN: &[u8] = include_bytes!("../../tests/pictures/plain.png");
const INTERLACED: &[u8] = include_bytes!("../../tests/pictures/interlaced.png");
const PANEL: &[u8] = include_bytes!("../../tests/pictures/panel.png");

/// A JPEG with a segment right behind its start.
fn with_segment(jpeg: &[u8], marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, payload, &jpeg[2..]].concat()
}

/// A PNG with a chunk right behind its header.
fn with_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = crc32(kind);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let sum = sum.finalize().to_be_bytes();
    let header = 8 + 25;
    [&png[..header], &length, kind, data, &sum, &png[header..]].concat()
}

fn crc32(kind: &[u8]) -> crc32fast::Hasher {
    let mut sum = crc32fast::Hasher::new();
    sum.update(kind);
    sum
}

/// Exif with an orientation and a place.
fn tiff(orientation: u16) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01");
    tiff.extend_from_slice(&orientation.to_be_bytes());
    tiff.extend_from_slice(b"\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\0\0\0\0\0");
    tiff
}

fn turned(orientation: u16) -> Vec<u8> {
    with_segment(
        QUADRANTS,
        0xE1,
        &[b"Exif\0\0", tiff(orientation).as_slice()].concat(),
    )
}

fn sides(bytes: &[u8]) -> (u32, u32) {
    let facts = look(bytes).unwrap().facts;
    (facts.width, facts.height)
}

fn drawn(bytes: &[u8]) -> Vec<u8> {
    match prepare(bytes).unwrap().content {
        Content::Jpeg(jpeg) => jpeg,
        Content::Samples(samples) => samples.bytes,
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn what_a_picture_is_is_told_by_its_bytes() {
    for (bytes, media_type, size) in [
        (QUADRANTS, PictureType::Jpeg, (48, 32)),
        (PROGRESSIVE, PictureType::Jpeg, (48, 32)),
        (GREY, PictureType::Jpeg, (48, 32)),
        (PLAIN, PictureType::Png, (11, 9)),
        (INTERLACED, PictureType::Png, (11, 9)),
        (PANEL, PictureType::Png, (640, 400)),
    ] {
        let looked = look(bytes).unwrap();
        assert_eq!(looked.facts.media_type, media_type);
        assert_eq!(sides(bytes), size);
        assert_eq!(looked.metadata, BTreeSet::new());
        assert_eq!(prepare(bytes).unwrap().facts, looked.facts);
    }
    assert_eq!(look(b"GIF89a"), Err(PictureError::OtherFormat));
}

#[test]
fn a_picture_that_was_taken_on_its_side_stands_upright() {
    for orientation in 0..10 {
        let upright = sides(&turned(orientation));
        let exchanged = (5..=8).contains(&orientation);
        assert_eq!(upright == (32, 48), exchanged, "{orientation}");
        assert_eq!(upright == (48, 32), !exchanged, "{orientation}");
        let png = with_chunk(PLAIN, b"eXIf", &tiff(orientation));
        assert_eq!(sides(&png) == (9, 11), exchanged, "{orientation}");
    }
    let turn = prepare(&turned(6)).unwrap().turn;
    assert_eq!(turn, Turn::Right);
}

#[test]
fn what_goes_along_with_a_file_is_named_and_not_drawn() {
    let looked = look(&turned(1)).unwrap();
    let (place, camera) = (Metadata::Position, Metadata::Camera);
    assert_eq!(looked.metadata, BTreeSet::from([place, camera]));
    let words = looked.goes_along().unwrap();
    assert!(
        words.starts_with("The place where it was taken and what"),
        "{words}"
    );
    assert_eq!(look(QUADRANTS).unwrap().goes_along(), None);

    let private: &[u8] = b"somebody's secret";
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", private].concat();
    for (marker, payload, found) in [
        (0xE1, xmp.as_slice(), Metadata::Description),
        (0xED, private, Metadata::Description),
        (0xFE, private, Metadata::Comment),
        (0xE5, private, Metadata::Other),
    ] {
        let jpeg = with_segment(QUADRANTS, marker, payload);
        assert_eq!(look(&jpeg).unwrap().metadata, BTreeSet::from([found]));
        assert_eq!(drawn(&jpeg), drawn(QUADRANTS));
    }
    let behind = [QUADRANTS, private].concat();
    let found = look(&behind).unwrap().metadata;
    assert_eq!(found, BTreeSet::from([Metadata::BehindItsEnd]));
    assert_eq!(drawn(&behind), drawn(QUADRANTS));
    // Some programs fill a file up.
    let filled = [QUADRANTS, &[0; 64]].concat();
    assert_eq!(look(&filled).unwrap().metadata, BTreeSet::new());
    // A profile of colours says nothing of anybody, and is not drawn either.
    let profile = [b"ICC_PROFILE\0", private].concat();
    let profiled = with_segment(QUADRANTS, 0xE2, &profile);
    assert_eq!(look(&profiled).unwrap().metadata, BTreeSet::new());
    assert!(!holds(&drawn(&profiled), private));

    for (kind, found) in [
        (b"tEXt", Metadata::Comment),
        (b"tIME", Metadata::Comment),
        (b"fcTL", Metadata::BehindItsEnd),
        (b"prVt", Metadata::Other),
    ] {
        let png = with_chunk(PANEL, kind, b"key\0somebody");
        let png = png::Png::read(&png).map(|png| png.looked.metadata);
        assert_eq!(png.unwrap_or_default(), BTreeSet::from([found]));
    }
}

#[test]
fn an_interlaced_picture_has_the_pixels_of_the_plain_one_on_white() {
    let pixels = drawn(PLAIN);
    assert_eq!(pixels.len(), 11 * 9 * 3);
    assert_eq!(drawn(INTERLACED), pixels);
    // The first pixel is black and shows 60 of 255; the second is opaque.
    assert_eq!(pixels[..6], [195, 195, 195, 23, 0, 0]);
}

#[test]
fn a_picture_that_is_cut_off_is_none() {
    for whole in [QUADRANTS, PROGRESSIVE, GREY, PLAIN, INTERLACED] {
        for end in 0..whole.len() {
            let part = &whole[..end];
            assert!(look(part).is_err(), "{end} of {}", whole.len());
            assert!(prepare(part).is_err(), "{end} of {}", whole.len());
        }
    }
}

#[test]
fn a_picture_that_was_damaged_in_its_pixels_is_none() {
    let mut png = PLAIN.to_vec();
    png[60] ^= 1;
    assert_eq!(look(&png), Err(PictureError::Broken));
}

#[test]
fn more_pixels_than_are_drawn_are_refused_before_any_is_unpacked() {
    let mut png = PLAIN.to_vec();
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let (width, height) = (60_000, 60_000);
    assert_eq!(
        look(&png),
        Err(PictureError::TooManyPixels { width, height })
    );
    let frame = QUADRANTS.windows(2).position(|two| two == [0xFF, 0xC0]);
    let frame = frame.unwrap();
    let mut jpeg = QUADRANTS.to_vec();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x20, 0, 0x20, 0]);
    let (width, height) = (8_192, 8_192);
    assert_eq!(
        look(&jpeg),
        Err(PictureError::TooManyPixels { width, height })
    );
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0, 0, 0x20, 0]);
    assert_eq!(look(&jpeg), Err(PictureError::Broken));
    let said = PictureError::TooManyPixels { width, height }.to_string();
    assert!(
        said.contains("8192 × 8192 pixels, and at most 50 million"),
        "{said}"
    );
}

#[test]
fn a_jpeg_that_readers_do_not_show_alike_is_refused() {
    assert_eq!(look(CMYK), Err(PictureError::OtherColours));
    let frame = QUADRANTS.windows(2).position(|two| two == [0xFF, 0xC0]);
    let frame = frame.unwrap();
    for marker in [0xC3, 0xC5, 0xC9, 0xCC, 0xDC, 0xDE] {
        let mut jpeg = QUADRANTS.to_vec();
        jpeg[frame + 1] = marker;
        assert_eq!(look(&jpeg), Err(PictureError::OtherCoding));
    }
    let mut twelve = QUADRANTS.to_vec();
    twelve[frame + 4] = 12;
    assert_eq!(look(&twelve), Err(PictureError::OtherCoding));
    // Neither JFIF nor Adobe, and the components are called R, G and B.
    let mut named = [&QUADRANTS[..2], &QUADRANTS[20..]].concat();
    assert!(look(&named).is_ok());
    let frame = frame - 18;
    for (number, name) in b"RGB".iter().enumerate() {
        named[frame + 10 + 3 * number] = *name;
    }
    assert_eq!(look(&named), Err(PictureError::OtherColours));
    // JFIF says YCbCr, and Adobe says that it is none.
    let adobe = |transformation| [b"Adobe\0\x64\0\0\0\0", &[transformation][..]].concat();
    let says = |transformation| look(&with_segment(QUADRANTS, 0xEE, &adobe(transformation)));
    assert_eq!(says(0), Err(PictureError::OtherColours));
    assert_eq!(says(2), Err(PictureError::OtherColours));
    assert!(says(1).is_ok());
}

/// A picture in which some bytes are others.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let whole = prop::sample::select(vec![
        QUADRANTS.to_vec(),
        PROGRESSIVE.to_vec(),
        PLAIN.to_vec(),
        INTERLACED.to_vec(),
        turned(6),
        with_chunk(PLAIN, b"eXIf", &tiff(8)),
    ]);
    let changes = vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (whole, changes).prop_map(|(mut bytes, changes)| {
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        bytes
    })
}

proptest! {
    #[test]
    fn whatever_bytes_there_are_nothing_panics(
        bytes in prop_oneof![damaged(), vec(any::<u8>(), 0..300)],
        beginning in prop::sample::select(vec![&b""[..], png::SIGNATURE, jpeg::START]),
    ) {
        for bytes in [&bytes, &[beginning, &bytes].concat()] {
            // Either way it is the same.
            let looked = look(bytes).map(|looked| looked.facts);
            let prepared = prepare(bytes).map(|prepared| prepared.facts);
            prop_assert_eq!(looked, prepared);
        }
        let _ = exif::read(&bytes);
    }
}
