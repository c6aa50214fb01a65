//! What was packed holds the same objects, and what is not as krilla writes it is refused.

use lopdf::{Document, Object};
use proptest::prelude::*;

use super::*;

/// A file as krilla writes it: a catalog, a stream, an array, an information dictionary, and as many small
/// objects as wanted.
fn written(small: usize) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 3 0 R>>".to_owned(),
        "<</Length 5>>\nstream\nendob\nendstream".to_owned(),
        "<</Type/Pages/Kids[]/Count 0>>".to_owned(),
        "<</Creator(endobj and \\) xref)>>".to_owned(),
        "[1 0 R 2 0 R/Name(text)]".to_owned(),
    ];
    objects.extend((0..small).map(|number| format!("<</Type/StructElem/K {number}>>")));
    let mut file = b"%PDF-1.7\n%\xaa\xaa\xaa\xaa\n\n".to_vec();
    let mut table = "0000000000 65535 f\r\n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n\r\n", file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n\n").bytes());
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.extend(format!("xref\n0 {size}\n{table}").bytes());
    file.extend(format!("trailer\n<</Size {size}/Root 1 0 R/Info 4 0 R/ID[(a)(b)]>>\n").bytes());
    file.extend(format!("startxref\n{start}\n%%EOF").bytes());
    file
}

/// The objects of a file beside its object streams and its cross-reference stream.
fn objects(document: &Document) -> Vec<String> {
    let own = |object: &Object| {
        let dictionary = object.as_stream().map(|stream| &stream.dict);
        dictionary.is_ok_and(|d| d.has_type(b"ObjStm") || d.has_type(b"XRef"))
    };
    let objects = document.objects.iter().filter(|(_, object)| !own(object));
    objects
        .map(|(id, object)| format!("{id:?} {object:?}"))
        .collect()
}

#[test]
fn a_packed_file_holds_the_same_objects_under_the_same_numbers() {
    for small in [0, 1, 150, 199, 200, 201, 5_000] {
        let file = written(small);
        let packed = pack(&file).unwrap();
        assert_eq!(packed, pack(&file).unwrap());
        let (before, after) = (
            Document::load_mem(&file).unwrap(),
            Document::load_mem(&packed).unwrap(),
        );
        let contents = |document: &Document| {
            let (_, stream) = document.objects.iter().find(|(id, _)| id.0 == 2).unwrap();
            stream.as_stream().unwrap().content.clone()
        };
        assert_eq!(contents(&before), contents(&after));
        let strip = |mut all: Vec<String>| {
            // The place of a stream in the file is another one.
            all.retain(|object| !object.starts_with("(2, 0)"));
            all
        };
        assert_eq!(strip(objects(&before)), strip(objects(&after)), "{small}");
        for key in [b"Root".as_slice(), b"Info", b"ID"] {
            assert_eq!(
                before.trailer.get(key).unwrap(),
                after.trailer.get(key).unwrap()
            );
        }
        assert!(small < 150 || packed.len() < file.len() / 2);
    }
}

#[test]
fn a_large_file_has_few_object_streams() {
    let small = MOST_OBJECTS * MOST_STREAMS * 3;
    let packed = pack(&written(small)).unwrap();
    let read = Document::load_mem(&packed).unwrap();
    let streams = read.objects.values().filter(|object| {
        let stream = object.as_stream();
        stream.is_ok_and(|stream| stream.dict.has_type(b"ObjStm"))
    });
    assert_eq!(streams.count(), MOST_STREAMS);
    assert_eq!(read.objects.len(), small + 5 + MOST_STREAMS + 1);
}

#[test]
fn what_the_trailer_names_and_streams_stay_outside() {
    let packed = pack(&written(10)).unwrap();
    let text = String::from_utf8_lossy(&packed).into_owned();
    for outside in [
        "\n1 0 obj\n<</Type/Catalog",
        "\n2 0 obj\n",
        "\n4 0 obj\n<</Creator",
    ] {
        assert!(text.contains(outside), "{outside}");
    }
    for inside in ["\n3 0 obj", "\n5 0 obj", "StructElem"] {
        assert!(!text.contains(inside), "{inside}");
    }
}

#[test]
fn a_number_that_nothing_has_stays_free() {
    let mut file = written(1);
    let text = String::from_utf8_lossy(&file).into_owned();
    // The last object goes, and the bytes that it had are white space after the one before.
    let last = "6 0 obj\n<</Type/StructElem/K 0>>\nendobj\n";
    let place = file.windows(last.len()).position(|w| w == last.as_bytes());
    let place = place.unwrap();
    file[place..place + last.len()].fill(b'\n');
    let line = text.matches(" 00000 n").count();
    let table = file
        .windows(20)
        .position(|w| w == b"0000000000 65535 f\r\n");
    let line = table.unwrap() + 20 * line;
    file[line..line + 20].copy_from_slice(b"0000000000 00000 f\r\n");
    // The list of what is free begins with number 0.
    file[table.unwrap()..table.unwrap() + 10].copy_from_slice(b"0000000006");
    let read = Document::load_mem(&pack(&file).unwrap()).unwrap();
    assert!(!read.objects.contains_key(&(6, 0)));
    assert!(read.objects.contains_key(&(5, 0)));
}

#[test]
fn what_is_not_as_krilla_writes_it_is_refused() {
    let file = String::from_utf8_lossy(&written(3)).into_owned();
    // Text that was read from bytes has another length; so the header is given without them.
    let plain = |text: &str| text.replace('\u{fffd}', "x").into_bytes();
    for (from, to) in [
        ("%PDF-1.7", "%PDF-1.4"),
        ("%%EOF", "%%EOF\n"),
        ("startxref", "startxxxx"),
        ("xref\n0 ", "xref\n1 "),
        ("0000000000 65535 f", "0000000000 65535 n"),
        (" 00000 n", " 00001 n"),
        ("trailer\n<</Size 9", "trailer\n<</Size 8"),
        ("/Root 1 0 R", "/Ruut 1 0 R"),
        ("3 0 obj\n", "3 1 obj\n"),
        ("\nendobj", "\nendxxx"),
    ] {
        assert!(file.contains(from), "{from}");
        assert!(pack(&plain(&file.replacen(from, to, 1))).is_err(), "{from}");
    }
    assert!(pack(b"").is_err());
}

proptest! {
    /// Whatever is changed, nothing panics.
    #[test]
    fn any_file_is_survived(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        let mut file = written(3);
        let at = at.index(file.len());
        let end = (at + bytes.len()).min(file.len());
        file.splice(at..end, bytes);
        let _ = pack(&file);
    }
}
