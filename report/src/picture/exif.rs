//! What Exif says of a picture: how it is turned, and whether it names a place (CIPA DC-008, 4.6).

/// The tag of the orientation, and that of what GPS found.
const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;
/// The type of a number of two bytes.
const SHORT: u16 = 3;
/// The bytes of an entry of a directory.
const ENTRY_BYTES: usize = 12;

/// How stored pixels are turned and mirrored to stand upright, by the number that Exif has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Turn {
    /// 1: as they are stored.
    #[default]
    None,
    /// 2: mirrored, left for right.
    Mirrored,
    /// 3: upside down.
    Half,
    /// 4: mirrored, top for bottom.
    Flipped,
    /// 5: rows and columns exchanged.
    Transposed,
    /// 6: turned to the right.
    Right,
    /// 7: rows and columns exchanged, from the far corner.
    Transversed,
    /// 8: turned to the left.
    Left,
}

impl Turn {
    const fn of(number: u16) -> Self {
        match number {
            2 => Self::Mirrored,
            3 => Self::Half,
            4 => Self::Flipped,
            5 => Self::Transposed,
            6 => Self::Right,
            7 => Self::Transversed,
            8 => Self::Left,
            // Readers show what has another number as it is stored.
            _ => Self::None,
        }
    }

    /// Whether what is wide as it is stored is high when it stands upright.
    pub(crate) const fn exchanges_sides(self) -> bool {
        matches!(
            self,
            Self::Transposed | Self::Right | Self::Transversed | Self::Left
        )
    }

    /// Width and height upright, from those that are stored, or the other way.
    pub(crate) fn sides<T>(self, (width, height): (T, T)) -> (T, T) {
        if self.exchanges_sides() {
            (height, width)
        } else {
            (width, height)
        }
    }
}

/// What was found in Exif.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Exif {
    pub(super) turn: Turn,
    /// Whether it names a place.
    pub(super) position: bool,
}

/// Reads the first directory of Exif, which is TIFF. What cannot be read says nothing.
pub(super) fn read(tiff: &[u8]) -> Exif {
    entries(tiff).unwrap_or_default()
}

fn entries(tiff: &[u8]) -> Option<Exif> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let start: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let start = if little {
        u32::from_le_bytes(start)
    } else {
        u32::from_be_bytes(start)
    };
    let start = usize::try_from(start).ok()?;
    let mut found = Exif::default();
    for number in 0..usize::from(two(start)?) {
        let entry = start.checked_add(2 + number * ENTRY_BYTES)?;
        // A directory that is cut off says what stands before that.
        let (Some(tag), Some(kind)) = (two(entry), two(entry.saturating_add(2))) else {
            break;
        };
        match tag {
            ORIENTATION if kind == SHORT => {
                found.turn = Turn::of(two(entry.saturating_add(8)).unwrap_or(1));
            }
            GPS => found.position = true,
            _ => {}
        }
    }
    Some(found)
}
