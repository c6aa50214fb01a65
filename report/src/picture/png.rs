//! A PNG (ISO/IEC 15948): what is in it, and its pixels.

use std::io::Cursor;

use ::png::{
    ColorType, Decoder, DecodingError, InterlaceInfo, InterlacedRow, Limits, Reader,
    Transformations, expand_interlaced_row,
};

use super::exif::{self, Exif};
use super::{Looked, Metadata, PictureError, PictureFacts, PictureType, Samples, Turn};

/// What every PNG begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What the decoder may take for itself, in bytes: some rows, and the chunks that it reads as a whole.
const DECODER_BYTES: usize = 32 * 1024 * 1024;

/// A PNG whose chunks were looked at.
pub(super) struct Png {
    pub(super) looked: Looked,
    pub(super) turn: Turn,
    /// Width and height as they are stored, in pixels.
    stored: (u32, u32),
}

impl Png {
    /// Goes through the chunks; pixels are not unpacked.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
        let mut metadata = std::collections::BTreeSet::new();
        let mut found = Exif::default();
        let mut stored = None;
        loop {
            let (kind, data, after) = chunk(rest).ok_or(PictureError::Broken)?;
            rest = after;
            match kind {
                b"IHDR" => stored = Some(sides(data).ok_or(PictureError::Broken)?),
                _ if stored.is_none() => return Err(PictureError::Broken),
                b"IEND" => break,
                b"eXIf" => {
                    found = exif::read(data);
                    if found.position {
                        metadata.insert(Metadata::Position);
                    }
                    metadata.insert(Metadata::Camera);
                }
                b"iTXt" if data.starts_with(b"XML:com.adobe.xmp\0") => {
                    metadata.insert(Metadata::Description);
                }
                // The moving pictures that follow the one which is shown.
                b"fcTL" | b"fdAT" => _ = metadata.insert(Metadata::BehindItsEnd),
                b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" => _ = metadata.insert(Metadata::Comment),
                _ if KNOWN.contains(&kind) => {}
                _ => _ = metadata.insert(Metadata::Other),
            }
        }
        if rest.iter().any(|byte| *byte != 0) {
            metadata.insert(Metadata::BehindItsEnd);
        }
        let stored = stored.ok_or(PictureError::Broken)?;
        let (width, height) = found.turn.sides(stored);
        let facts = PictureFacts {
            media_type: PictureType::Png,
            width,
            height,
        };
        Ok(Self {
            looked: Looked {
                facts: facts.bounded()?,
                metadata,
            },
            turn: found.turn,
            stored,
        })
    }

    /// Unpacks the pixels row by row, in the order in which they are stored, with eight bits a sample.
    pub(super) fn each_row(
        &self,
        bytes: &[u8],
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<(), PictureError> {
        let mut reader = reader(bytes).map_err(|_| PictureError::Broken)?;
        let (colour, _) = reader.output_color_type();
        // What is decoded must be what was looked at.
        if reader.info().size() != self.stored {
            return Err(PictureError::Broken);
        }
        while let Some(row) = reader
            .next_interlaced_row()
            .map_err(|_| PictureError::Broken)?
        {
            each(Row { colour, row });
        }
        Ok(())
    }

    /// All pixels, on white where it is transparent.
    pub(super) fn samples(&self, bytes: &[u8]) -> Result<Samples, PictureError> {
        let (width, height) = self.stored;
        let grey = {
            let reader = reader(bytes).map_err(|_| PictureError::Broken)?;
            is_grey(reader.output_color_type().0)
        };
        let channels = if grey { 1 } else { 3 };
        // Both are bounded.
        let stride = width as usize * channels;
        let mut pixels = vec![0_u8; stride * height as usize];
        let mut opaque = Vec::with_capacity(stride);
        let mut start = 0;
        self.each_row(bytes, &mut |row| {
            opaque.clear();
            row.on_white(&mut opaque);
            match row.row.interlace() {
                InterlaceInfo::Null(_) => {
                    if let Some(line) = pixels.get_mut(start..start + opaque.len()) {
                        line.copy_from_slice(&opaque);
                    }
                    start += stride;
                }
                InterlaceInfo::Adam7(info) => {
                    let bits = if grey { 8 } else { 24 };
                    expand_interlaced_row(&mut pixels, stride, &opaque, info, bits);
                }
            }
        })?;
        Ok(Samples {
            width,
            height,
            grey,
            bytes: pixels,
        })
    }
}

/// Chunks that say how pixels are coded and shown, and nothing else (11.2 and 11.3).
const KNOWN: [&[u8; 4]; 14] = [
    b"IDAT", b"PLTE", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"hIST", b"pHYs", b"sPLT", b"acTL",
];

/// A chunk's type and data, and what follows it. Its check sum is left to the decoder.
fn chunk(rest: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = rest.split_first_chunk()?;
    let (kind, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (data, rest) = rest.split_at_checked(length)?;
    Some((kind, data, rest.get(4..)?))
}

/// Width and height in the header (11.2.1).
fn sides(header: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = header.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    (rest.len() == 5).then(|| (u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

fn reader(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, DecodingError> {
    let limits = Limits {
        bytes: DECODER_BYTES,
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.read_info()
}

const fn is_grey(colour: ColorType) -> bool {
    matches!(colour, ColorType::Grayscale | ColorType::GrayscaleAlpha)
}

/// A row of samples.
pub(super) struct Row<'a> {
    colour: ColorType,
    row: InterlacedRow<'a>,
}

impl Row<'_> {
    /// Adds its samples without transparency, as they are seen on white paper.
    fn on_white(&self, out: &mut Vec<u8>) {
        let data = self.row.data();
        let channels = match self.colour {
            ColorType::GrayscaleAlpha => 1,
            ColorType::Rgba => 3,
            _ => return out.extend_from_slice(data),
        };
        for pixel in data.chunks_exact(channels + 1) {
            if let Some((alpha, samples)) = pixel.split_last() {
                out.extend(samples.iter().map(|sample| seen(*sample, *alpha)));
            }
        }
    }
}

/// A sample as it is seen through its transparency on white, rounded.
fn seen(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    let mixed = (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
