//! How a JPEG is built (ISO/IEC 10918-1, annex B), as far as drawing it needs.
//!
//! Nothing is unpacked. Its segments are followed from its start to its end, and those that say how its pixels are
//! coded are taken over; all others are left out of what is drawn. What PDF readers do not show, or not alike, is
//! refused.

use super::exif::{self, Exif};
use super::{Looked, Metadata, PictureError, PictureFacts, PictureType, Turn};

/// What every JPEG begins with.
pub(super) const START: &[u8] = &[0xFF, 0xD8, 0xFF];

const END: u8 = 0xD9;
/// A JFIF header without density and small copy: it says that three colours are YCbCr.
const JFIF: &[u8] = b"\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00";

/// A JPEG that can be drawn.
pub(super) struct Jpeg {
    pub(super) looked: Looked,
    pub(super) turn: Turn,
    /// The same without anything but its pixels.
    pub(super) drawn: Vec<u8>,
}

impl Jpeg {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        let mut reading = Reading {
            rest: bytes.get(2..).unwrap_or_default(),
            ..Reading::default()
        };
        while reading.segment()? {}
        reading.finish()
    }
}

/// What the frame's header says (B.2.2).
struct Frame {
    width: u32,
    height: u32,
    /// The identifier of each component.
    components: Vec<u8>,
}

#[derive(Default)]
struct Reading<'a> {
    rest: &'a [u8],
    /// The segments and scans that are drawn.
    kept: Vec<u8>,
    frame: Option<Frame>,
    scans: usize,
    jfif: bool,
    /// The transformation of colours that Adobe's marker names.
    adobe: Option<u8>,
    exif: Option<Exif>,
    metadata: std::collections::BTreeSet<Metadata>,
}

impl<'a> Reading<'a> {
    /// Reads one segment; `false` at the end of the picture.
    fn segment(&mut self) -> Result<bool, PictureError> {
        let marker = self.marker()?;
        if marker == END {
            return Ok(false);
        }
        // Those without content stand only within scans.
        if matches!(marker, 0x00..=0x01 | 0xD0..=0xD8) {
            return Err(PictureError::Broken);
        }
        let payload = self.payload()?;
        match marker {
            0xC0..=0xC2 => {
                self.read_frame(payload)?;
                self.keep(marker, payload);
            }
            // Tables: Huffman, quantisation, restart interval.
            0xC4 | 0xDB | 0xDD => self.keep(marker, payload),
            // Other codings, a height that comes later, and hierarchies.
            0xC3 | 0xC5..=0xCF | 0xDC | 0xDE | 0xDF => return Err(PictureError::OtherCoding),
            0xDA => {
                if self.frame.is_none() {
                    return Err(PictureError::Broken);
                }
                self.keep(marker, payload);
                self.scan()?;
            }
            0xE0..=0xEF => self.application(marker, payload),
            0xFE => _ = self.metadata.insert(Metadata::Comment),
            _ => return Err(PictureError::Broken),
        }
        Ok(true)
    }

    /// A marker: `FF`, as often as it likes, and a byte.
    fn marker(&mut self) -> Result<u8, PictureError> {
        let fill = self.rest.iter().take_while(|byte| **byte == 0xFF).count();
        let (marker, rest) = self
            .rest
            .get(fill..)
            .and_then(|rest| rest.split_first())
            .filter(|_| fill > 0)
            .ok_or(PictureError::Broken)?;
        self.rest = rest;
        Ok(*marker)
    }

    fn payload(&mut self) -> Result<&'a [u8], PictureError> {
        let (length, _) = self.rest.split_first_chunk().ok_or(PictureError::Broken)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (segment, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(PictureError::Broken)?;
        self.rest = rest;
        segment.get(2..).ok_or(PictureError::Broken)
    }

    fn keep(&mut self, marker: u8, payload: &[u8]) {
        // The length came from two bytes, which it fits again.
        let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
        self.kept.extend_from_slice(&[0xFF, marker]);
        self.kept.extend_from_slice(&length.to_be_bytes());
        self.kept.extend_from_slice(payload);
    }

    fn read_frame(&mut self, payload: &[u8]) -> Result<(), PictureError> {
        let [precision, h1, h2, w1, w2, number, components @ ..] = payload else {
            return Err(PictureError::Broken);
        };
        let components: Vec<u8> = components
            .chunks(3)
            .filter_map(|c| c.first().copied())
            .collect();
        if self.frame.is_some()
            || components.len() != usize::from(*number)
            || payload.len() != 6 + 3 * components.len()
        {
            return Err(PictureError::Broken);
        }
        if *precision != 8 {
            return Err(PictureError::OtherCoding);
        }
        if !matches!(components.len(), 1 | 3) {
            return Err(PictureError::OtherColours);
        }
        let two = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
        self.frame = Some(Frame {
            width: two(w1, w2),
            height: two(h1, h2),
            components,
        });
        Ok(())
    }

    /// The coded pixels of a scan: up to the next marker that is no restart.
    fn scan(&mut self) -> Result<(), PictureError> {
        let mut end = 0;
        loop {
            let found = self.rest.get(end..).unwrap_or_default();
            let next = found.iter().position(|byte| *byte == 0xFF);
            end += next.ok_or(PictureError::Broken)?;
            match self.rest.get(end + 1).ok_or(PictureError::Broken)? {
                0x00 | 0xD0..=0xD7 => end += 2,
                0xFF => end += 1,
                _ => break,
            }
        }
        let (coded, rest) = self
            .rest
            .split_at_checked(end)
            .filter(|(coded, _)| !coded.is_empty())
            .ok_or(PictureError::Broken)?;
        self.kept.extend_from_slice(coded);
        self.rest = rest;
        self.scans += 1;
        Ok(())
    }

    /// What programs write beside the pixels. Only how colours are coded is drawn.
    fn application(&mut self, marker: u8, payload: &[u8]) {
        let found = match marker {
            0xE0 if payload.starts_with(b"JFIF\0") => {
                self.jfif = true;
                return;
            }
            // A small copy.
            0xE0 if payload.starts_with(b"JFXX\0") => Metadata::Camera,
            0xE1 => match payload.strip_prefix(b"Exif\0\0") {
                Some(tiff) => {
                    let exif = exif::read(tiff);
                    if exif.position {
                        self.metadata.insert(Metadata::Position);
                    }
                    // Readers go by the first.
                    self.exif.get_or_insert(exif);
                    Metadata::Camera
                }
                None => Metadata::Description,
            },
            // A profile of its colours says nothing of anybody.
            0xE2 if payload.starts_with(b"ICC_PROFILE\0") => return,
            0xED => Metadata::Description,
            0xEE if payload.starts_with(b"Adobe") => {
                self.adobe = payload.get(11).copied();
                return;
            }
            _ => Metadata::Other,
        };
        self.metadata.insert(found);
    }

    fn finish(mut self) -> Result<Jpeg, PictureError> {
        let frame = self.frame.filter(|_| self.scans > 0);
        let frame = frame.ok_or(PictureError::Broken)?;
        if self.rest.iter().any(|byte| *byte != 0) {
            self.metadata.insert(Metadata::BehindItsEnd);
        }
        let header = colours(&frame, self.jfif, self.adobe)?;
        let turn = self.exif.unwrap_or_default().turn;
        let (width, height) = turn.sides((frame.width, frame.height));
        let facts = PictureFacts {
            media_type: PictureType::Jpeg,
            width,
            height,
        };
        let drawn = [&[0xFF, 0xD8], header.as_slice(), &self.kept, &[0xFF, END]].concat();
        Ok(Jpeg {
            looked: Looked {
                facts: facts.bounded()?,
                metadata: self.metadata,
            },
            turn,
            drawn,
        })
    }
}

/// The segment that says how colours are coded. Where readers would take it differently, the picture is refused.
fn colours(frame: &Frame, jfif: bool, adobe: Option<u8>) -> Result<Vec<u8>, PictureError> {
    let grey = frame.components.len() == 1;
    match (jfif, adobe) {
        _ if grey => Ok(JFIF.to_vec()),
        (true, None | Some(1)) => Ok(JFIF.to_vec()),
        (false, Some(transformation @ (0 | 1))) => {
            let mut segment = b"\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00".to_vec();
            segment.push(transformation);
            Ok(segment)
        }
        // Without either, readers go by the names of the components: 1, 2 and 3 are YCbCr.
        (false, None) if frame.components == [1, 2, 3] => Ok(JFIF.to_vec()),
        _ => Err(PictureError::OtherColours),
    }
}
