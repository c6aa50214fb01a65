//! Fonts that are made out of a bundled one, to be those of a user.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test's helper fails the test, and each test uses its own part of it"
)]

const MONO: &[u8] = include_bytes!("../../fonts/AssayMono-Regular.ttf");

/// A font that has these characters and no others, each with another glyph of a bundled font.
pub fn font_of(characters: &str) -> Vec<u8> {
    let mut characters: Vec<u32> = characters.chars().map(u32::from).collect();
    characters.sort_unstable();
    // Format 12: one group for each character (OpenType 1.9.1, cmap).
    let mut cmap: Vec<u8> = [0_u16, 1, 3, 10]
        .iter()
        .flat_map(|n| n.to_be_bytes())
        .collect();
    cmap.extend(12_u32.to_be_bytes());
    cmap.extend([0, 12, 0, 0]);
    let groups = u32::try_from(characters.len()).unwrap();
    let header = [16 + 12 * groups, 0, groups];
    cmap.extend(header.iter().flat_map(|n| n.to_be_bytes()));
    for (character, glyph) in characters.into_iter().zip(40_u32..) {
        let group = [character, character, glyph];
        cmap.extend(group.iter().flat_map(|n| n.to_be_bytes()));
    }
    with_table(MONO, *b"cmap", &cmap)
}

/// The font with another `fsType` (OpenType 1.9.1, OS/2).
pub fn with_fs_type(font: &[u8], fs_type: u16) -> Vec<u8> {
    let mut os2 = table(font, *b"OS/2").to_vec();
    os2[8..10].copy_from_slice(&fs_type.to_be_bytes());
    with_table(font, *b"OS/2", &os2)
}

fn number(font: &[u8], at: usize) -> usize {
    u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize
}

fn records(font: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (0..usize::from(font[5])).map(|table| 12 + 16 * table)
}

fn table(font: &[u8], tag: [u8; 4]) -> &[u8] {
    let mut records = records(font);
    let at = records.find(|&at| font[at..at + 4] == tag).unwrap();
    let offset = number(font, at + 8);
    &font[offset..offset + number(font, at + 12)]
}

/// The font with this in place of one of its tables, which goes to the end.
fn with_table(font: &[u8], tag: [u8; 4], table: &[u8]) -> Vec<u8> {
    let mut made = font.to_vec();
    made.resize(made.len().next_multiple_of(4), 0);
    let offset = u32::try_from(made.len()).unwrap();
    let length = u32::try_from(table.len()).unwrap();
    made.extend(table);
    let at = records(font).find(|&at| font[at..at + 4] == tag).unwrap();
    made[at + 8..at + 12].copy_from_slice(&offset.to_be_bytes());
    made[at + 12..at + 16].copy_from_slice(&length.to_be_bytes());
    made
}
