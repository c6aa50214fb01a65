//! Names of files, people and firms as they can be read: what cannot be seen in them, or changes the order
//! in which they are read, is written out as `[U+202E]`.
//!
//! A name is data and stays as it is; only what is shown goes through [`legible`].

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

const JOINER: char = '\u{200d}';
const NON_JOINER: char = '\u{200c}';
/// Asks for the picture instead of the character before it.
const AS_A_PICTURE: char = '\u{fe0f}';
const AS_TEXT: char = '\u{fe0e}';
/// Ends the tags behind a black flag.
const LAST_TAG: char = '\u{e007f}';

/// The name as it can be read. Characters that are not seen, or that turn the direction of reading, are
/// named in brackets, several of the same with their number (`[U+200B x3]`), so that no name is blank
/// and none reads as another. They stay where a script or a picture needs them: joiners between letters
/// of scripts that join, and within pictures of several.
///
/// ```
/// use assay_assessment::legible;
/// assert_eq!(legible("invoice\u{202e}fdp.exe"), "invoice[U+202E]fdp.exe");
/// assert_eq!(legible("Ada Roth"), "Ada Roth");
/// ```
#[must_use]
pub fn legible(name: &str) -> Cow<'_, str> {
    // Nearly every name is of this kind.
    if name.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(name);
    }
    let characters: Vec<char> = name.chars().collect();
    let first_seen = characters.iter().position(|c| !c.is_whitespace());
    let last_seen = characters.iter().rposition(|c| !c.is_whitespace());
    let kept_tags = kept_tags(&characters);
    let at_an_end =
        |place: usize| first_seen.is_none_or(|first| place < first) || last_seen < Some(place);
    let hidden = |place: usize| -> bool {
        let Some(&character) = characters.get(place) else {
            return false;
        };
        match character {
            // What a field leaves at its ends while somebody types.
            ' ' => false,
            _ if character.is_ascii_graphic() => false,
            _ if character.is_whitespace() => at_an_end(place) || !is_common_space(character),
            JOINER | NON_JOINER => !joins(&characters, place, &kept_tags),
            AS_A_PICTURE | AS_TEXT => !chooses_a_form(&characters, place),
            '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
                !before(&characters, place).is_some_and(is_ideograph)
            }
            '\u{180b}'..='\u{180d}' | '\u{180f}' => {
                !before(&characters, place).is_some_and(|c| ('\u{1820}'..='\u{18aa}').contains(&c))
            }
            '\u{e0020}'..=LAST_TAG => !kept_tags.get(place).copied().unwrap_or_default(),
            _ => is_hidden(character) || (place == 0 && is_mark(character)),
        }
    };
    let mut text = String::with_capacity(name.len());
    let mut place = 0;
    while let Some(&character) = characters.get(place) {
        if !hidden(place) {
            text.push(character);
            place += 1;
            continue;
        }
        let mut end = place + 1;
        while characters.get(end) == Some(&character) && hidden(end) {
            end += 1;
        }
        // Writing into a string cannot fail.
        let _ = write!(text, "[U+{:04X}", u32::from(character));
        if end - place > 1 {
            let _ = write!(text, " x{}", end - place);
        }
        text.push(']');
        place = end;
    }
    if text == name {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(text)
    }
}

/// Whether a name holds letters that are read from right to left, so that what stands beside it must be
/// kept apart from it.
#[must_use]
pub fn reads_from_right(name: &str) -> bool {
    name.chars().any(|c| {
        matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc
            | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
    })
}

/// Spaces that people type within names: no-break spaces, and the space of Chinese and Japanese.
const fn is_common_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{3000}')
}

/// Characters that are never seen by themselves, or that are not the same for every reader.
fn is_hidden(character: char) -> bool {
    // Marks before Arabic and Syriac numbers, and Kaithi's, are of the category Format and are seen.
    if matches!(
        character,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    ) {
        return false;
    }
    // Blank letters and symbols, and marks that are not drawn.
    if matches!(
        character,
        '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{ffa0}'
            | '\u{fffc}'
            | '\u{1d159}'
            | '\u{16fe4}'
    ) {
        return true;
    }
    // Places that Unicode keeps for characters that are not seen, and those that are never used.
    let code = u32::from(character);
    if matches!(code, 0x2065 | 0xfff0..=0xfff8 | 0xe_0000..=0xe_0fff | 0xfdd0..=0xfdef)
        || code & 0xfffe == 0xfffe
    {
        return true;
    }
    matches!(
        character.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::PrivateUse
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// Whether a joiner, or what keeps letters from joining, stands where it is needed.
fn joins(characters: &[char], place: usize, kept_tags: &[bool]) -> bool {
    let (Some(last), Some(&after)) = (place.checked_sub(1), characters.get(place + 1)) else {
        return false;
    };
    let Some(&before) = characters.get(last) else {
        return false;
    };
    // A mark without a letter before it is itself written out.
    let letters = joins_letters(before) && joins_letters(after) && !(last == 0 && is_mark(before));
    let ends_a_picture = match before {
        AS_A_PICTURE => chooses_a_form(characters, last),
        LAST_TAG => kept_tags.get(last) == Some(&true),
        other => is_picture(other),
    };
    let picture = characters.get(place) == Some(&JOINER) && ends_a_picture && is_picture(after);
    letters || picture
}

/// Whether a form of text or picture is asked of a character that has both.
fn chooses_a_form(characters: &[char], place: usize) -> bool {
    match before(characters, place) {
        // Keys: `1`, this, and a frame around it.
        Some('0'..='9' | '#' | '*') => characters.get(place + 1) == Some(&'\u{20e3}'),
        Some(before) => {
            is_picture(before)
                || matches!(
                    before,
                    '\u{a9}'
                        | '\u{ae}'
                        | '\u{203c}'
                        | '\u{2049}'
                        | '\u{2122}'
                        | '\u{2139}'
                        | '\u{3030}'
                        | '\u{303d}'
                        | '\u{3297}'
                        | '\u{3299}'
                )
        }
        None => false,
    }
}

/// Which tags belong to one of the three flags that are written with tags: England, Scotland, Wales.
fn kept_tags(characters: &[char]) -> Vec<bool> {
    const FLAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];
    let mut kept = vec![false; characters.len()];
    for (place, _) in characters
        .iter()
        .enumerate()
        .filter(|(_, c)| **c == '\u{1f3f4}')
    {
        let tags = characters.get(place + 1..).unwrap_or_default();
        let is_flag = FLAGS.iter().any(|flag| {
            let wanted = flag
                .bytes()
                .filter_map(|byte| char::from_u32(0xe_0000 + u32::from(byte)))
                .chain([LAST_TAG]);
            tags.len() > flag.len() && wanted.zip(tags).all(|(wanted, tag)| wanted == *tag)
        });
        if is_flag {
            for tag in kept.iter_mut().skip(place + 1).take(6) {
                *tag = true;
            }
        }
    }
    kept
}

fn before(characters: &[char], place: usize) -> Option<char> {
    characters.get(place.checked_sub(1)?).copied()
}

/// Letters and marks of scripts in which letters join: Arabic and its kin, N'Ko, Mandaic, Mongolian, Adlam,
/// and the scripts of India and of its neighbours.
fn joins_letters(character: char) -> bool {
    let joins = matches!(u32::from(character), 0x600..=0x7ff | 0x840..=0x86f | 0x8a0..=0xdff
        | 0x1000..=0x109f | 0x1780..=0x18af | 0x1b00..=0x1bff | 0xa840..=0xa87f | 0xa8e0..=0xa8ff
        | 0xa980..=0xa9df | 0xaa60..=0xaa7f | 0xabc0..=0xabff | 0xfb50..=0xfdff | 0xfe70..=0xfefc
        | 0x1_1000..=0x1_1fff | 0x1_e900..=0x1_e95f);
    joins
        && !is_hidden(character)
        && matches!(
            character.general_category_group(),
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark
        )
}

/// Pictures, roughly: arrows, signs and dingbats, and what lies in the planes of pictures.
const fn is_picture(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
}

const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_mark(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Mark
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_lie_are_written_out() {
        for (name, shown) in [
            ("invoice\u{202e}fdp.exe", "invoice[U+202E]fdp.exe"),
            ("\u{2066}a\u{2069}", "[U+2066]a[U+2069]"),
            ("\u{200b}", "[U+200B]"),
            ("\u{200b}\u{200b}\u{200b}", "[U+200B x3]"),
            ("Ada\u{200b}Roth", "Ada[U+200B]Roth"),
            ("a\u{200d}b", "a[U+200D]b"),
            ("a\u{200c}b", "a[U+200C]b"),
            ("soft\u{ad}hyphen", "soft[U+00AD]hyphen"),
            ("\u{feff}a", "[U+FEFF]a"),
            ("a\tb\nc\u{0}", "a[U+0009]b[U+000A]c[U+0000]"),
            ("\u{2028}\u{2029}", "[U+2028][U+2029]"),
            ("\u{3164}", "[U+3164]"),
            ("\u{2800}\u{2800}", "[U+2800 x2]"),
            ("\u{a0}a\u{3000}", "[U+00A0]a[U+3000]"),
            ("a\u{2003}b", "a[U+2003]b"),
            (" \u{a0} ", " [U+00A0] "),
            ("a\u{e0041}\u{e0042}", "a[U+E0041][U+E0042]"),
            ("a\u{fe0f}b", "a[U+FE0F]b"),
            ("1\u{fe0f}", "1[U+FE0F]"),
            ("a\u{e0100}", "a[U+E0100]"),
            ("\u{2764}\u{fe0f}\u{fe0f}", "\u{2764}\u{fe0f}[U+FE0F]"),
            ("\u{301}a", "[U+0301]a"),
            ("\u{e000}", "[U+E000]"),
            ("\u{fdd0}\u{10ffff}", "[U+FDD0][U+10FFFF]"),
            ("\u{627}\u{200f}.exe", "\u{627}[U+200F].exe"),
            ("\u{6cc}\u{200c}", "\u{6cc}[U+200C]"),
        ] {
            assert_eq!(legible(name), shown, "{name:?}");
        }
    }

    #[test]
    fn names_as_people_write_them_stay() {
        for name in [
            "",
            " ",
            "Ada Roth ",
            "report (1).pdf",
            "Jos\u{e9} \u{d1}andu",
            "Jose\u{301}",
            "Soci\u{e9}t\u{e9}\u{a0}G\u{e9}n\u{e9}rale",
            "\u{5c71}\u{7530}\u{3000}\u{592a}\u{90ce}",
            // Persian with what keeps letters from joining, Sinhala and Hindi with joiners.
            "\u{6a9}\u{62a}\u{627}\u{628}\u{200c}\u{647}\u{627}",
            "\u{dc1}\u{dca}\u{200d}\u{dbb}\u{dd3}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "\u{5d0}\u{5d1}\u{5d2}.pdf",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{1f44d}\u{1f3fd}",
            "\u{1f3f3}\u{fe0f}\u{200d}\u{1f308}",
            "\u{1f9d1}\u{1f3fb}\u{200d}\u{1f680}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "1\u{fe0f}\u{20e3}",
            "\u{2764}\u{fe0f}",
            "\u{845b}\u{e0100}",
            "\u{601}1",
        ] {
            assert!(matches!(legible(name), Cow::Borrowed(_)), "{name:?}");
        }
    }

    #[test]
    fn text_behind_a_flag_is_no_flag() {
        let hidden = "\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}";
        assert_eq!(legible(hidden), "\u{1f3f4}[U+E0068][U+E0069][U+E007F]");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_seen_and_is_no_other_name(name in any::<String>()) {
            let shown = legible(&name);
            prop_assert_eq!(&legible(&shown), &shown);
            let turns = shown.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'));
            prop_assert!(!turns, "{}", shown.escape_unicode());
            prop_assert!(name.trim().is_empty() || !shown.trim().is_empty());
        }
    }
}
