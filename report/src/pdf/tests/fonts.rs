//! What the bundled fonts have.

use super::*;
use crate::outline::Inline;

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
        assert_eq!(lacking(&outline(blocks), None), Ok(Vec::new()), "{text}");
    }
    let hindi = outline(vec![Block::text("नमस्ते")]);
    assert!(!lacking(&hindi, None).unwrap().is_empty());
}
