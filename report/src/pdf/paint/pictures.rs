//! Pictures: ready to be drawn, and drawn.

use std::collections::{BTreeMap, btree_map::Entry};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use assay_assessment::Sha256Digest;
use krilla::geom::{Size, Transform};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::surface::Surface;

use crate::document::LogoError;
use crate::outline::{Logo, Picture};
use crate::pdf::PdfError;
use crate::picture::{
    Content, PictureError, PictureFacts, PictureFault, PictureFiles, PictureProblem, Samples, Turn,
    prepare,
};

/// The pictures of a document, by the digests of their files.
#[derive(Default)]
pub(crate) struct Pictures(BTreeMap<Sha256Digest, (Image, Turn)>);

impl Pictures {
    /// Makes the pictures of an outline ready. One after the other: the pixels of a PNG are packed before those of
    /// the next are unpacked.
    ///
    /// # Errors
    /// [`PdfError::Picture`] names the first one that cannot be drawn; [`PdfError::Logo`] where that is the logo.
    pub(crate) fn of(
        pictures: &[&Picture],
        logo: Option<&Logo>,
        files: &PictureFiles,
    ) -> Result<Self, PdfError> {
        let mut ready = Self::default();
        if let Some(logo) = logo {
            logo.look_at(files)?;
            let drawn = ready_image(logo.sha256, Some(logo.facts()), files);
            ready.0.insert(logo.sha256, drawn.map_err(LogoError::from)?);
        }
        for picture in pictures {
            if let Entry::Vacant(place) = ready.0.entry(picture.sha256) {
                let drawn = ready_image(picture.sha256, picture.facts, files);
                place.insert(drawn.map_err(|fault| PictureProblem {
                    id: picture.id.clone(),
                    label: picture.label.clone(),
                    fault,
                })?);
            }
        }
        Ok(ready)
    }

    /// Draws a picture upright into a rectangle, whose sides are in points.
    pub(super) fn paint(
        &self,
        surface: &mut Surface<'_>,
        sha256: Sha256Digest,
        (x, y): (f32, f32),
        sides: (f32, f32),
    ) {
        let Some((image, turn)) = self.0.get(&sha256) else {
            return;
        };
        let (width, height) = turn.sides(sides);
        let Some(size) = Size::from_wh(width, height) else {
            return;
        };
        surface.push_transform(&Transform::from_translate(x, y));
        let [a, b, c, d, e, f] = turned(*turn, width, height);
        surface.push_transform(&Transform::from_row(a, b, c, d, e, f));
        surface.draw_image(image.clone(), size);
        surface.pop();
        surface.pop();
    }
}

/// The picture of a file, of which this is stated.
fn ready_image(
    sha256: Sha256Digest,
    stated: Option<PictureFacts>,
    files: &PictureFiles,
) -> Result<(Image, Turn), PictureFault> {
    let bytes = files.get(sha256).ok_or(PictureFault::NotThere)?;
    let prepared = prepare(bytes)?;
    if stated != Some(prepared.facts) {
        return Err(PictureFault::Unlike);
    }
    let image = match prepared.content {
        Content::Jpeg(jpeg) => Image::from_jpeg(jpeg.into(), false),
        Content::Samples(samples) => Image::from_custom(Drawn::of(sha256, samples), false),
    };
    // What the writer takes for damaged although it was looked at cannot be drawn either.
    let image = image.map_err(|_| PictureError::Broken)?;
    if image.size()
        == prepared
            .turn
            .sides((prepared.facts.width, prepared.facts.height))
    {
        Ok((image, prepared.turn))
    } else {
        Err(PictureError::Broken.into())
    }
}

/// What sets a picture upright that is drawn as it is stored, with these sides, at the origin: the six numbers of a
/// matrix, so that `(x, y)` becomes `(a x + c y + e, b x + d y + f)`.
fn turned(turn: Turn, width: f32, height: f32) -> [f32; 6] {
    match turn {
        Turn::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Turn::Mirrored => [-1.0, 0.0, 0.0, 1.0, width, 0.0],
        Turn::Half => [-1.0, 0.0, 0.0, -1.0, width, height],
        Turn::Flipped => [1.0, 0.0, 0.0, -1.0, 0.0, height],
        Turn::Transposed => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        Turn::Right => [0.0, 1.0, -1.0, 0.0, height, 0.0],
        Turn::Transversed => [0.0, -1.0, -1.0, 0.0, height, width],
        Turn::Left => [0.0, -1.0, 1.0, 0.0, 0.0, width],
    }
}

/// Samples as krilla takes them. It tells pictures apart by their hash, which is that of the file.
#[derive(Clone)]
struct Drawn {
    sha256: Sha256Digest,
    samples: Arc<Samples>,
}

impl Drawn {
    fn of(sha256: Sha256Digest, samples: Samples) -> Self {
        Self {
            sha256,
            samples: Arc::new(samples),
        }
    }
}

impl Hash for Drawn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sha256.as_bytes().hash(state);
    }
}

impl CustomImage for Drawn {
    fn color_channel(&self) -> &[u8] {
        &self.samples.bytes
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.samples.width, self.samples.height)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        if self.samples.grey {
            ImageColorspace::Luma
        } else {
            ImageColorspace::Rgb
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the upper left, upper right and lower left corner of the stored pixels come to stand in a picture that
    /// is 2 high or wide and 3 the other way. Exif says it by where the first row and the first column are (CIPA
    /// DC-008, 4.6.4, tag 0112).
    #[test]
    fn each_turn_sets_the_first_row_and_column_where_exif_says() {
        let (wide, high) = (3.0, 2.0);
        for (turn, corners) in [
            (Turn::None, [(0.0, 0.0), (wide, 0.0), (0.0, high)]),
            // The first row is at the top, the first column at the right.
            (Turn::Mirrored, [(wide, 0.0), (0.0, 0.0), (wide, high)]),
            // At the bottom, at the right.
            (Turn::Half, [(wide, high), (0.0, high), (wide, 0.0)]),
            // At the bottom, at the left.
            (Turn::Flipped, [(0.0, high), (wide, high), (0.0, 0.0)]),
            // At the left, at the top.
            (Turn::Transposed, [(0.0, 0.0), (0.0, wide), (high, 0.0)]),
            // At the right, at the top.
            (Turn::Right, [(high, 0.0), (high, wide), (0.0, 0.0)]),
            // At the right, at the bottom.
            (Turn::Transversed, [(high, wide), (high, 0.0), (0.0, wide)]),
            // At the left, at the bottom.
            (Turn::Left, [(0.0, wide), (0.0, 0.0), (high, wide)]),
        ] {
            let [a, b, c, d, e, f] = turned(turn, wide, high);
            let stand = [(0.0, 0.0), (wide, 0.0), (0.0, high)]
                .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
            assert_eq!(stand, corners, "{turn:?}");
        }
    }
}
