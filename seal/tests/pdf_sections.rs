//! What a later revision may say about where objects are: nothing of those that were there before.
//!
//! Each attack is one revision that fills a field, as signing does, and does something else in the
//! cross-reference section, where a reader that takes another way than ours would follow it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::raw::{
    Entry, OBJECTS, OTHER_PAGE, Revision, filled, find, packed_base, plain_base,
    start_of_last_section,
};
use crate::common::signed_pdf::options;
use crate::common::{ada, olga};
use assay_seal::Verdict;
use assay_seal::pdf::{only_signed_since, sign_pdf, verify_pdf};

type Attack = (&'static str, Box<dyn Fn(&mut Revision)>);

fn attack(what: &'static str, change: impl Fn(&mut Revision) + 'static) -> Attack {
    (what, Box::new(change))
}

/// What was found of each attack, one in a line; `end` writes the section of a revision.
fn told(base: &[u8], attacks: Vec<Attack>, end: impl Fn(Revision) -> Vec<u8>) -> String {
    let honest = end(filled(base));
    assert_eq!(
        only_signed_since(base, &honest),
        Ok(()),
        "without an attack"
    );
    let rows: Vec<String> = attacks
        .into_iter()
        .map(|(what, change)| {
            let mut revision = filled(base);
            change(&mut revision);
            let file = end(revision);
            let found = only_signed_since(base, &file).expect_err(what);
            format!("{what}: {found}")
        })
        .collect();
    rows.join("\n")
}

/// Attacks on objects, whether they lie in an object stream or not.
fn attacks() -> Vec<Attack> {
    vec![
        attack("a page written anew", |revision| {
            revision.object(3, OTHER_PAGE);
        }),
        attack("an object that nothing refers to", |revision| {
            revision.object(31, "<<>>");
        }),
        attack("an object freed", |revision| {
            revision.say(6, Entry::Free);
        }),
        attack("a number freed that was free", |revision| {
            revision.say(29, Entry::Free);
        }),
        attack("a page without an entry, for who repairs", |revision| {
            revision.hidden(3, OTHER_PAGE);
        }),
        attack("a word between the objects", |revision| {
            revision.bytes.extend(b"xref\n");
        }),
        attack("an object in a comment, for who repairs", |revision| {
            revision.bytes.extend(b"% 3 0 obj <<>> endobj\n");
        }),
        attack("a stream without an entry", |revision| {
            revision.stream(31, "", b"3 0 obj\n<<>>\nendobj");
            revision.entries.retain(|(number, _)| *number != 31);
        }),
        attack("the signature under another entry", |revision| {
            let at = revision.hidden(31, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
            revision.say(30, Entry::At(at));
        }),
        attack("a page's content under another entry", |revision| {
            // Who goes by the header of what stands at entry 31 sees the old object 4.
            let old = find(&revision.bytes, b"\n4 0 obj") + 1;
            revision.stream(4, "", b"BT (Conforms: no) Tj ET");
            revision.say(31, Entry::At(old));
        }),
        attack("an entry for an object where it was", |revision| {
            let content = find(&revision.bytes, b"\n4 0 obj") + 1;
            revision.say(4, Entry::At(content));
        }),
        attack("a key twice in the field", |revision| {
            let place = find(&revision.bytes, b"/V 30 0 R>>");
            revision.bytes.truncate(place);
            revision.bytes.extend(b"/V 6 0 R/V 30 0 R>>\nendobj\n");
            revision.object(30, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
        }),
        attack("a key twice in the trailer", |revision| {
            revision.further_first = "/Prev 16".to_owned();
        }),
        attack("a size that leaves objects out", |revision| {
            revision.claimed_size = Some(4);
        }),
        attack("a second section by /XRefStm", |revision| {
            let section = revision.previous.unwrap();
            revision.further = format!("/XRefStm {section}");
        }),
        attack("a second section by a name with an escape", |revision| {
            let section = revision.previous.unwrap();
            revision.further = format!("/XRef#53tm {section}");
        }),
        attack("another root", |revision| {
            revision.object(31, "<</Type/Catalog/Pages 2 0 R>>");
            revision.further_first = "/Root 31 0 R".to_owned();
            revision.further.clear();
        }),
        attack("no section before it", |revision| {
            revision.previous = None;
        }),
    ]
}

#[test]
fn no_revision_moves_or_hides_an_object_of_an_object_stream() {
    let base = packed_base().with_stream(28);
    let mut attacks = attacks();
    attacks.extend([
        attack("a page in a new object stream", |revision| {
            revision.object_stream(31, &[(3, OTHER_PAGE)]);
        }),
        attack("an object stream with a new object", |revision| {
            revision.object_stream(31, &[(32, "<<>>")]);
        }),
        attack("an object stream without entries", |revision| {
            revision.object_stream(31, &[(3, OTHER_PAGE)]);
            revision.entries.retain(|(number, _)| *number != 3);
        }),
        attack("the signature in an object stream", |revision| {
            let signature = "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>";
            revision.object_stream(31, &[(30, signature)]);
        }),
        attack("an object at another index", |revision| {
            revision.say(3, Entry::In(20, 4));
        }),
        attack("an object at an index that there is not", |revision| {
            revision.say(3, Entry::In(20, 60_000));
        }),
        attack("an object in what is no object stream", |revision| {
            revision.say(3, Entry::In(30, 0));
        }),
        attack("an object where it was in its stream", |revision| {
            revision.say(3, Entry::In(20, 2));
        }),
        attack("an entry of a kind that nobody knows", |revision| {
            revision.say(3, Entry::Unknown);
        }),
        attack("a number said twice", |revision| {
            revision.entries.push((8, Entry::In(20, 6)));
        }),
        attack("a number said twice, the other way", |revision| {
            revision.entries.insert(0, (8, Entry::In(20, 6)));
        }),
    ]);
    let rows = told(&base, attacks, |revision| revision.with_stream(33));
    insta::assert_snapshot!(rows);
}

#[test]
fn no_revision_moves_or_hides_an_object_of_a_table() {
    let base = plain_base().with_table();
    let mut attacks = attacks();
    attacks.push(attack("a subsection with another count", |revision| {
        revision.further = "% another count\n".to_owned();
    }));
    let rows = told(&base, attacks, |revision| {
        let other = revision.further.starts_with('%');
        let mut file = revision.with_table();
        if other {
            let count = find(&file, b"\n30 1\n");
            file[count + 4] = b'2';
        }
        file
    });
    insta::assert_snapshot!(rows);
}

/// Each section by itself says the truth; the first is one that nobody compared.
#[test]
fn a_signature_has_one_section() {
    let not_one = "it does not follow the revision before it";
    let base = plain_base().with_table();
    let mut first = Revision::after(&base);
    first.say(0, Entry::Free).size = 11;
    let second = filled(&first.with_table()).with_table();
    assert_eq!(only_signed_since(&base, &second).unwrap_err(), not_one);

    let base = packed_base().with_stream(28);
    let first = Revision::after(&base).with_stream(29);
    let second = filled(&first).with_stream(33);
    assert_eq!(
        only_signed_since(&base, &second).unwrap_err(),
        "object 33 was added"
    );
    // The first without an entry for itself, so that only the second is among the objects.
    let mut first = Revision::after(&base);
    first.size = 29;
    let second = filled(&first.with_stream_that_hides_itself(29)).with_stream(33);
    assert_eq!(only_signed_since(&base, &second).unwrap_err(), not_one);
}

#[test]
fn a_revision_goes_on_with_the_kind_of_section_that_was_there() {
    let another = "it goes on with another kind of cross-reference";
    let packed = packed_base().with_stream(28);
    let plain = plain_base().with_table();
    let mixed = filled(&packed).with_table();
    assert_eq!(only_signed_since(&packed, &mixed).unwrap_err(), another);
    let mixed = filled(&plain).with_stream(33);
    assert_eq!(only_signed_since(&plain, &mixed).unwrap_err(), another);
    // A table that hides what a stream beside it shows, as hybrid files have it.
    let mut hybrid = filled(&packed);
    hybrid.say(3, Entry::Free);
    hybrid.further = format!("/XRefStm {}", start_of_last_section(&packed));
    let hybrid = hybrid.with_table();
    assert_eq!(only_signed_since(&packed, &hybrid).unwrap_err(), another);
}

#[test]
fn a_copy_that_the_first_author_left_cannot_be_shown_later() {
    let mut base = packed_base();
    base.object_stream(21, &[(3, OTHER_PAGE), (11, "<<>>")]);
    base.say(3, Entry::In(20, 2));
    let base = base.with_stream(28);
    let mut shown = filled(&base);
    shown.say(3, Entry::In(21, 0));
    let found = only_signed_since(&base, &shown.with_stream(33));
    assert_eq!(found.unwrap_err(), "object 3 was changed");
}

#[test]
fn a_cross_reference_stream_says_where_it_is_itself() {
    let base = packed_base().with_stream(28);
    let file = filled(&base).with_stream_that_hides_itself(33);
    assert_eq!(
        only_signed_since(&base, &file).unwrap_err(),
        "its cross-reference section can be read in more than one way"
    );
}

#[test]
fn nothing_but_blanks_follows_the_end_of_a_revision() {
    for base in [packed_base().with_stream(28), plain_base().with_table()] {
        let signed = sign_pdf(&base, &ada(), "assessor", &options()).unwrap();
        let followed = |by: &str| [signed.as_slice(), by.as_bytes()].concat();
        assert_eq!(only_signed_since(&base, &followed("\r\n \n")), Ok(()));
        for by in ["\n%", "\n% startxref 16", "\n1 0 obj\nnull\nendobj"] {
            assert!(only_signed_since(&base, &followed(by)).is_err(), "{by}");
        }
        // The same within what a second signature covers.
        let sound = sign_pdf(&signed, &olga(), "operator", &options()).unwrap();
        assert_eq!(verify_pdf(&sound).unwrap().verdict(), Verdict::Valid);
        for by in ["\nxref", "\n3 0 obj\nnull\nendobj"] {
            let attacked = followed(&format!("{by}\nstartxref\n"));
            let section = start_of_last_section(&signed);
            let attacked = [attacked, format!("{section}\n%%EOF").into_bytes()].concat();
            let attacked = sign_pdf(&attacked, &olga(), "operator", &options()).unwrap();
            let said = only_signed_since(&base, &attacked).unwrap_err();
            assert_eq!(said, "it holds more than the objects that it lists", "{by}");
            let verdict = verify_pdf(&attacked).unwrap().verdict();
            assert_eq!(verdict, Verdict::NotValid, "{by}");
        }
    }
}

/// The same by verifying: a second signer cannot do it either.
#[test]
fn a_second_signer_cannot_move_an_object() {
    let base = packed_base().with_stream(28);
    let signed = sign_pdf(&base, &ada(), "assessor", &options()).unwrap();
    let sound = sign_pdf(&signed, &olga(), "operator", &options()).unwrap();
    assert_eq!(verify_pdf(&sound).unwrap().verdict(), Verdict::Valid);
    // Another page, and the same one in another place.
    for page in [OTHER_PAGE, OBJECTS[2].1] {
        let mut moved = Revision::after(&signed);
        moved.object(3, page);
        let moved = moved.with_stream(40);
        let attacked = sign_pdf(&moved, &olga(), "operator", &options()).unwrap();
        assert_eq!(verify_pdf(&attacked).unwrap().verdict(), Verdict::NotValid);
    }
}
