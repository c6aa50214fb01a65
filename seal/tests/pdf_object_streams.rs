//! Object streams and cross-references that two readers read in two ways: such a file is not read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::raw::{
    Entry, OBJECTS, OTHER_PAGE, Revision, find, packed, packed_base, plain_base,
};
use crate::common::signed_pdf::options;
use crate::common::{ada, fixture, olga, rhea};
use assay_seal::Verdict;
use assay_seal::pdf::{
    Pdf, ReadPdfError, SignatureOutcome, attachment, only_signed_since, prepare_pdf, sign_pdf,
    verify_pdf,
};

/// A base with something wrong in it.
type Fault = (&'static str, Box<dyn Fn() -> Vec<u8>>);

fn fault(what: &'static str, file: impl Fn() -> Vec<u8> + 'static) -> Fault {
    (what, Box::new(file))
}

/// The base with an object stream (20) that was changed as text.
fn with_content(change: impl Fn(&mut String, &mut String)) -> Vec<u8> {
    let (dictionary, content) = packed(&OBJECTS);
    let (mut dictionary, mut content) = (dictionary, String::from_utf8(content).unwrap());
    change(&mut dictionary, &mut content);
    let mut base = packed_base();
    base.stream(20, &dictionary, content.as_bytes());
    base.with_stream(28)
}

fn faults() -> Vec<Fault> {
    let with = |change: fn(&mut Revision)| {
        move || {
            let mut base = packed_base();
            change(&mut base);
            base.with_stream(28)
        }
    };
    let content = |change: fn(&mut String, &mut String)| move || with_content(change);
    vec![
        fault(
            "a member under another index",
            with(|base| {
                base.say(3, Entry::In(20, 3)).say(5, Entry::In(20, 2));
            }),
        ),
        fault(
            "an index beyond the members",
            with(|base| {
                base.say(3, Entry::In(20, 9));
            }),
        ),
        fault(
            "a member that is not listed",
            with(|base| {
                base.entries.retain(|(number, _)| *number != 6);
            }),
        ),
        fault(
            "a member of an object stream that there is not",
            with(|base| {
                base.say(6, Entry::In(21, 0));
            }),
        ),
        fault(
            "a member of another stream",
            with(|base| {
                base.say(6, Entry::In(4, 0));
            }),
        ),
        fault(
            "an object stream in an object stream",
            with(|base| {
                base.object_stream(21, &[(22, "<</Type/ObjStm/N 1/First 4>>")]);
                base.say(6, Entry::In(22, 0));
            }),
        ),
        fault(
            "an object stream that is not listed",
            with(|base| {
                base.say(20, Entry::Free);
            }),
        ),
        fault(
            "an object stream under another number",
            with(|base| {
                let (dictionary, content) = packed(&[(6, "null")]);
                let at = base.bytes.len();
                base.stream(22, &dictionary, &content);
                base.say(21, Entry::At(at))
                    .say(22, Entry::Free)
                    .say(6, Entry::In(21, 0));
            }),
        ),
        fault(
            "two objects under each other's number",
            with(|base| {
                let one = base.hidden(11, "<<>>");
                let other = base.hidden(12, "[]");
                base.say(11, Entry::At(other)).say(12, Entry::At(one));
            }),
        ),
        fault(
            "another generation",
            with(|base| {
                base.object(11, "null");
                let at = base.bytes.len();
                base.bytes.extend(b"12 1 obj\nnull\nendobj\n");
                base.say(12, Entry::At(at));
            }),
        ),
        fault(
            "an object stream of a generation",
            with(|base| {
                let (dictionary, content) = packed(&[(6, "null")]);
                let at = base.bytes.len();
                let length = content.len();
                base.bytes
                    .extend(format!("21 1 obj\n<<{dictionary}/Length {length}>>\n").bytes());
                base.bytes.extend(b"stream\n");
                base.bytes.extend(content);
                base.bytes.extend(b"\nendstream\nendobj\n");
                base.say(21, Entry::Generation(at, 1))
                    .say(6, Entry::In(21, 0));
            }),
        ),
        fault(
            "a number that is listed twice",
            with(|base| base.entries.push((3, Entry::In(20, 2)))),
        ),
        fault(
            "a number that is listed twice, as two things",
            with(|base| base.entries.push((6, Entry::Free))),
        ),
        fault(
            "an entry of a kind that nobody knows",
            with(|base| {
                base.say(11, Entry::Unknown);
            }),
        ),
        fault(
            "/Extends",
            content(|dictionary, _| dictionary.push_str("/Extends 20 0 R")),
        ),
        fault(
            "a smaller /N",
            content(|dictionary, _| replace(dictionary, "/N 9", "/N 8")),
        ),
        fault(
            "a larger /N",
            content(|dictionary, _| replace(dictionary, "/N 9", "/N 10")),
        ),
        fault(
            "an endless /N",
            content(|dictionary, _| {
                replace(dictionary, "/N 9", "/N 9223372036854775807");
            }),
        ),
        fault(
            "a negative /N",
            content(|dictionary, _| replace(dictionary, "/N 9", "/N -9")),
        ),
        fault(
            "a broken /N",
            content(|dictionary, _| replace(dictionary, "/N 9", "/N 9.0")),
        ),
        fault(
            "no /N",
            content(|dictionary, _| replace(dictionary, "/N 9", "")),
        ),
        fault(
            "a /First beyond the end",
            content(|dictionary, _| {
                replace(dictionary, "/First ", "/First 99");
            }),
        ),
        fault(
            "a /First before the end of the header",
            content(|dictionary, _| {
                let first = dictionary.split("/First ").nth(1).unwrap().to_owned();
                let less = first.parse::<usize>().unwrap() - 4;
                replace(dictionary, &first, &less.to_string());
            }),
        ),
        fault(
            "one number twice",
            content(|_, content| replace(content, "6 ", "3 ")),
        ),
        fault(
            "an offset that is no number",
            content(|_, content| replace(content, "1 0 ", "1 x ")),
        ),
        fault(
            "an offset with a sign",
            content(|_, content| replace(content, "1 0 ", "1 +0 ")),
        ),
        fault(
            "an offset within an object",
            content(|_, content| replace(content, "2 45", "2 43")),
        ),
        fault(
            "an offset after an object's beginning",
            content(|_, content| replace(content, "2 45", "2 46")),
        ),
        fault(
            "offsets that do not ascend",
            content(|_, content| replace(content, "2 45", "2 99")),
        ),
        fault(
            "a comment in the header",
            content(|_, content| replace(content, "2 45 ", "%5 45\n")),
        ),
        fault(
            "an array over two members",
            content(|_, content| {
                replace(
                    content,
                    "<</Nothing(refers to this)>>",
                    "[            1            2 ",
                );
                replace(
                    content,
                    "<</Fields[8 0 R 9 0 R 10 0 R]/SigFlags 3>>",
                    "<</Fields[8 0 R 9 0 R]>>]                 ",
                );
            }),
        ),
        fault(
            "a key twice in a member",
            content(|_, content| {
                replace(
                    content,
                    "<</FT/Sig/T(reviewer)>>",
                    "<</FT/Sig/FT/T /T()>>  ",
                );
            }),
        ),
        fault(
            "two objects as one member",
            content(|_, content| {
                replace(
                    content,
                    "<</Nothing(refers to this)>>",
                    "<</Nothing(refers to)>> true",
                );
            }),
        ),
        fault(
            "no object as a member",
            content(|_, content| {
                replace(
                    content,
                    "<</Nothing(refers to this)>>",
                    "                            ",
                );
            }),
        ),
        fault(
            "a keyword as a member",
            content(|_, content| {
                replace(
                    content,
                    "<</Nothing(refers to this)>>",
                    "stream                      ",
                );
            }),
        ),
        fault("an object within the content of a stream", || {
            let mut base = plain_base();
            let from = base.bytes.len();
            base.stream(11, "", b"12 0 obj\nnull\nendobj\n");
            let at = from + find(&base.bytes[from..], b"12 0 obj");
            base.say(12, Entry::At(at));
            base.with_table()
        }),
        fault("an object within a string", || {
            let mut base = plain_base();
            let at = base.hidden(11, "(12 0 obj null endobj)");
            base.say(11, Entry::At(at));
            base.say(12, Entry::At(at + "11 0 obj\n(".len()));
            base.with_table()
        }),
        fault("a stream that is longer than it says", || {
            let mut base = plain_base();
            let at = base.hidden(11, "<</Length 2>>\nstream\nlonger\nendstream");
            base.say(11, Entry::At(at));
            base.with_table()
        }),
        fault("a stream whose length is far from its header", || {
            let mut base = plain_base();
            base.object(12, &format!("{}4", " ".repeat(100)));
            base.object(11, "<</Length 12 0 R>>\nstream\nfour\nendstream");
            base.with_table()
        }),
        fault("a stream whose length is in an object stream", || {
            let mut base = packed_base();
            base.object_stream(21, &[(12, "4")]);
            base.object(11, "<</Length 12 0 R>>\nstream\nfour\nendstream");
            base.with_stream(28)
        }),
        fault("sections within the trailers of others", || {
            // Where the first begins is not known before it is written.
            let written = |from| {
                let mut base = plain_base();
                base.further = nested_sections(from, 60);
                base.with_table()
            };
            written(find(&written(0), b"(xref") + 1)
        }),
        fault("two objects of a table under each other's number", || {
            let mut base = plain_base();
            let one = base.hidden(11, "<<>>");
            let other = base.hidden(12, "[]");
            base.say(11, Entry::At(other)).say(12, Entry::At(one));
            base.with_table()
        }),
    ]
}

/// What follows in a trailer: so many sections, each in a string of the trailer of the one before, the first at
/// this place.
fn nested_sections(from: usize, count: usize) -> String {
    let begun = "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R";
    let length = format!("{begun}/Prev 000000/A(").len();
    let sections = (0..count).map(|number| {
        let next = from + number * length;
        format!("/Prev {next:06}/A({begun}")
    });
    let ends = ">>)".repeat(count);
    format!("{}{ends}", sections.collect::<String>())
}

fn replace(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "{from:?} is not in {text:?}");
    *text = text.replacen(from, to, 1);
}

#[test]
fn what_two_readers_read_in_two_ways_is_not_read() {
    assert!(Pdf::parse(with_content(|_, _| ())).is_ok());
    let rows: Vec<String> = faults()
        .into_iter()
        .map(|(what, file)| match Pdf::parse(file()) {
            Err(ReadPdfError::Damaged(why)) => format!("{what}: {why}"),
            Err(other) => panic!("{what}: {other}"),
            Ok(_) => panic!("{what}: it was read"),
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn a_length_that_stands_elsewhere_is_found() {
    let mut base = plain_base();
    base.object(11, "<</Length 12 0 R>>\nstream\nfour\nendstream")
        .object(12, "4");
    assert!(Pdf::parse(base.with_table()).is_ok());
}

#[test]
fn an_object_stream_that_was_superseded_is_read() {
    let base = packed_base().with_stream(28);
    let mut second = Revision::after(&base);
    second
        .object_stream(29, &[(3, OTHER_PAGE)])
        .say(6, Entry::Free);
    let file = second.with_stream(30);
    assert_eq!(verify_pdf(&file).unwrap().verdict(), Verdict::Unsigned);
    let signed = sign_pdf(&file, &ada(), "assessor", &options()).unwrap();
    assert_eq!(verify_pdf(&signed).unwrap().verdict(), Verdict::Valid);
}

/// An object stream has no bytes that a signature could leave out of what it covers.
#[test]
fn a_signature_in_an_object_stream_is_not_valid() {
    let base = packed_base().with_stream(28);
    let signed = sign_pdf(&base, &ada(), "assessor", &options()).unwrap();
    let text = String::from_utf8_lossy(&signed).into_owned();
    let object = text.rfind("/ByteRange").unwrap();
    let from = text[..object].rfind("obj\n").unwrap() + 4;
    let end = from + text[from..].find("\nendobj").unwrap();
    let signature = text[from..end].to_owned();
    let mut moved = Revision::after(&base);
    moved.object(8, "<</FT/Sig/T(assessor)/V 30 0 R>>");
    moved.object_stream(31, &[(30, &signature)]);
    let found = verify_pdf(&moved.with_stream(33)).unwrap();
    let outcomes: Vec<_> = found.signatures.iter().map(|s| &s.outcome).collect();
    let why = "the signature lies in an object stream".to_owned();
    assert_eq!(outcomes, [&SignatureOutcome::Malformed(why)]);
}

/// As it was signed before there were object streams in reports: these bytes were written then. Signatures
/// have more room since, for time stamps, and say the same.
#[test]
fn what_an_earlier_build_signed_is_valid_and_says_what_it_would_say_now() {
    let earlier = fixture("signed-by-three.pdf");
    let verified = verify_pdf(&earlier).unwrap();
    assert_eq!(verified.verdict(), Verdict::Valid, "{verified:?}");
    assert_eq!(verified.signatures.len(), 3);
    // There was no recipient then.
    let roles = ["assessor", "operator", "reviewer"];
    let mut file = prepare_pdf(&fixture("krilla-a3a-ua1.pdf"), &roles).unwrap();
    let base = file.clone();
    for (signer, role) in [ada(), olga(), rhea()].iter().zip(roles) {
        let mut options = options();
        options.reason = Some(format!("I am the {role}"));
        file = sign_pdf(&file, signer, role, &options).unwrap();
    }
    assert_eq!(verify_pdf(&file).unwrap(), verified);
    assert!(earlier.starts_with(&base) && file.starts_with(&base));
    assert!(file.len() > earlier.len());
    assert_eq!(only_signed_since(&base, &earlier), Ok(()));
    assert!(attachment(&earlier, "report.json").is_some());
}
