//! What the bundled fonts have, and fonts of the user's own.

use super::super::fonts::FontId;
use super::*;
use crate::outline::Inline;
use made::{font_of, with_fs_type};

#[path = "../../../tests/common/fonts.rs"]
mod made;

#[test]
fn vietnamese_and_polytonic_greek_are_there_in_both_weights() {
    for text in [
        "Nguyễn Thị Thu Hằng kiểm tra ổ khóa của tủ máy chủ, Đỗ Ước ký",
        "Ὁ ἔλεγχος τῶν κλειδίων ἐγένετο ᾗ ὥρᾳ ἔδει· οὐδὲν εὑρέθη, ᾧ ἄν τις ῥᾳδίως ψέγοι",
    ] {
        let blocks = vec![
            Block::text(text),
            Block::Paragraph(vec![Inline::strong(text)]),
        ];
        assert_eq!(lacking(&outline(blocks), &[]), Ok(Vec::new()), "{text}");
    }
    let hindi = outline(vec![Block::text("नमस्ते")]);
    assert!(!lacking(&hindi, &[]).unwrap().is_empty());
}

/// In which font each character of a text is set, where that is one of the user's.
fn set_in(text: &str, fonts: &[&[u8]]) -> Vec<(String, usize)> {
    let fonts = FontSet::new(fonts).unwrap();
    let layout = lay_out(&outline(vec![Block::text(text)]), &fonts).0;
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let texts = items.filter_map(|item| match &item.kind {
        ItemKind::Text {
            shaped,
            font: FontId::Extra(place),
            ..
        } => Some((shaped.text.clone(), *place)),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_character_is_set_in_the_first_font_that_has_it() {
    let (cats, books) = (font_of("א猫"), font_of("猫本"));
    let set = |fonts: &[&[u8]]| set_in("a א b 猫 c 本 d 犬", fonts);
    let found = |text: &str, place| (text.to_owned(), place);
    assert_eq!(
        set(&[&cats, &books]),
        [found("א", 0), found("猫", 0), found("本", 1)]
    );
    assert_eq!(
        set(&[&books, &cats]),
        [found("א", 1), found("猫", 0), found("本", 0)]
    );
    // What the bundled fonts have is set in none of the user's.
    assert_eq!(set_in("abc", &[&font_of("abc")]), []);
}

/// The outline's PDF with these fonts, and what it says that it was made with.
fn made_with(text: &str, fonts: &[&[u8]]) -> (PdfOutput, String) {
    let options = PdfOptions {
        extra_fonts: fonts,
        ..OPTIONS
    };
    let output = render(&outline(vec![Block::text(text)]), &options).unwrap();
    let document = lopdf::Document::load_mem(&output.bytes).unwrap();
    let info = document
        .trailer
        .get(b"Info")
        .unwrap()
        .as_reference()
        .unwrap();
    let info = document.get_dictionary(info).unwrap();
    let creator = info.get(b"Creator").unwrap();
    (output, lopdf::decode_text_string(creator).unwrap())
}

/// How many font files are in a PDF.
fn embedded(output: &PdfOutput) -> usize {
    let document = lopdf::Document::load_mem(&output.bytes).unwrap();
    let objects = document.objects.values();
    let dictionaries = objects.filter_map(|object| object.as_dict().ok());
    let descriptors = dictionaries.filter(|each| each.has(b"FontFile2") || each.has(b"FontFile3"));
    descriptors.count()
}

#[test]
fn a_font_that_nothing_needs_is_neither_embedded_nor_named() {
    let (cats, books, arabic) = (font_of("א猫"), font_of("猫本"), font_of("ببت"));
    let mark = |font: &[u8]| format!("{EXTRA_FONT_MARK}{}", Sha256Digest::of(font));
    let (none, creator) = made_with("nothing lacking", &[&cats, &books]);
    assert_eq!((none, creator), made_with("nothing lacking", &[]));
    let (one, creator) = made_with("猫", &[&arabic, &cats, &books]);
    assert_eq!(creator, format!("{}{}", crate::GENERATOR, mark(&cats)));
    assert_eq!(one, made_with("猫", &[&cats]).0);
    let (both, creator) = made_with("本猫", &[&arabic, &cats, &books, &cats]);
    let wanted = format!("{}{}{}", crate::GENERATOR, mark(&cats), mark(&books));
    assert_eq!(creator, wanted);
    assert_eq!(both, made_with("本猫", &[&cats, &books]).0);
    assert_eq!(embedded(&one), embedded(&made_with("", &[]).0) + 1);
    assert_eq!(embedded(&both), embedded(&one) + 1);
    assert_eq!(both.substituted, []);
}

#[test]
fn fonts_are_bounded_in_number_and_size() {
    let font = font_of("猫");
    let drawn = |fonts: &[&[u8]]| lacking(&outline(Vec::new()), fonts);
    let most = vec![font.as_slice(); MAX_EXTRA_FONTS + 1];
    assert_eq!(drawn(&most[1..]), Ok(Vec::new()));
    assert_eq!(
        drawn(&most),
        Err(PdfError::TooManyFonts(MAX_EXTRA_FONTS + 1))
    );
    let large = vec![0; MAX_EXTRA_FONT_BYTES];
    let bytes = 3 * MAX_EXTRA_FONT_BYTES;
    assert_eq!(
        drawn(&[&large, &large, &large]),
        Err(PdfError::FontsTooLarge(bytes))
    );
    let larger = vec![0; MAX_EXTRA_FONT_BYTES + 1];
    let why = FontError::TooLarge(larger.len());
    assert_eq!(look_at_font(&larger, &[]), Err(why.clone()));
    assert_eq!(
        drawn(&[&font, &larger]),
        Err(PdfError::ExtraFont { number: 2, why })
    );
}

#[test]
fn a_font_is_named_and_what_it_has_is_told() {
    let facts = look_at_font(&font_of("猫本\u{202e}"), &['犬', '本', '\u{202e}', '猫']).unwrap();
    assert_eq!((&*facts.family, &*facts.style), ("Assay Mono", "Regular"));
    // What would turn the direction of reading is drawn by no font.
    assert_eq!(facts.covered, ['本', '猫']);
}

#[test]
fn what_is_no_font_or_may_not_be_embedded_is_refused() {
    let options = PdfOptions {
        extra_fonts: &[b"not a font"],
        ..OPTIONS
    };
    let unreadable = PdfError::ExtraFont {
        number: 1,
        why: FontError::Unreadable,
    };
    assert_eq!(render(&outline(Vec::new()), &options), Err(unreadable));
    let font = font_of("猫");
    let half = &font[..font.len() / 2];
    for file in [&b"not a font"[..], b"wOF2\0\x01\0\0", half] {
        assert_eq!(look_at_font(file, &['猫']), Err(FontError::Unreadable));
    }
    // Installable, for printing, for editing; restricted, no subsets, bitmaps only.
    for (fs_type, allowed) in [
        (0, true),
        (4, true),
        (8, true),
        (2, false),
        (0x100, false),
        (0x200, false),
    ] {
        let font = with_fs_type(&font, fs_type);
        let found = look_at_font(&font, &['猫']).map(|facts| facts.covered);
        let wanted = if allowed {
            Ok(vec!['猫'])
        } else {
            Err(FontError::Licence)
        };
        assert_eq!(found, wanted, "{fs_type}");
        let drawn = lacking(&outline(Vec::new()), &[&font]);
        assert_eq!(drawn.is_ok(), allowed, "{fs_type}");
    }
}

#[test]
fn where_boxes_are_drawn_is_told_page_by_page() {
    let scripts = "العربية עברית にほん 中文 🎉\u{202e}";
    let mut outline = outline(vec![
        Block::text("nothing"),
        Block::heading(2, "arabic", vec![Inline::text("العربية")]),
        Block::PageBreak,
        Block::text("filling ".repeat(1_500)),
        Block::heading(2, "all", vec![Inline::text("All scripts")]),
        Block::text(scripts),
        Block::heading(3, "last", vec![Inline::text("Japanese")]),
        // Divided, as it is wider than any line.
        Block::text("に".repeat(400) + &"\u{202e}x".repeat(300)),
    ]);
    outline.title = "猫".to_owned();
    outline.running_header = "猫".to_owned();
    let output = render(&outline, &OPTIONS).unwrap();
    let found: Vec<(usize, &str, Option<&str>, String)> = output
        .lacking
        .iter()
        .map(|each| {
            let characters = each.characters.iter().collect();
            (each.page, &*each.part, each.heading.as_deref(), characters)
        })
        .collect();
    let sorted = |text: &str| -> String {
        let characters: std::collections::BTreeSet<char> = text.chars().collect();
        characters.into_iter().filter(|c| *c != ' ').collect()
    };
    let arabic = sorted("العربية");
    let all = found[3].0;
    assert!(all > 4, "the filling fills pages");
    assert_eq!(
        found,
        [
            (1, "Cover", None, "猫".to_owned()),
            (2, "Contents", None, arabic.clone()),
            (3, "Section one", Some("العربية"), arabic),
            (all, "Section one", Some("All scripts"), sorted(scripts)),
            (all, "Section one", Some("Japanese"), sorted("に\u{202e}")),
        ]
    );
    // The same characters as the quick look-up has, which tells the parts.
    let quick: Vec<char> = lacking(&outline, &[])
        .unwrap()
        .into_iter()
        .map(|each| each.character)
        .collect();
    let drawn: std::collections::BTreeSet<char> =
        found.iter().flat_map(|each| each.3.chars()).collect();
    assert_eq!(quick, Vec::from_iter(drawn));
}
