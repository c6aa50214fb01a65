//! Whatever bytes come in, nothing panics, and nothing that was changed is called valid.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::sync::LazyLock;

use crate::common::{self, ada, at, fixture, olga, pdfs, small_pdf};
use assay_seal::identity::{import_private_key, inspect_private_key};
use assay_seal::json::{canonical_bytes, parse_strict, sign_json, verify_json};
use assay_seal::pdf::{
    ROLES, ReadPdfError, SignPdfOptions, VerifyPdfError, attachment, attachment_names, prepare_pdf,
    sign_pdf, verify_pdf,
};
use assay_seal::{StoredIdentity, Verdict};
use proptest::prelude::*;
use serde_json::{Value, json};

static SIGNED_PDFS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let options = SignPdfOptions {
        at: at(),
        reason: None,
        location: None,
    };
    pdfs()
        .into_iter()
        .map(|(_, pdf)| {
            let prepared = prepare_pdf(&pdf, &ROLES).unwrap();
            let one = sign_pdf(&prepared, &ada(), "assessor", &options).unwrap();
            sign_pdf(&one, &olga(), "operator", &options).unwrap()
        })
        .collect()
});

/// The signer whom `answer.p7b` is for.
static OPERATOR: LazyLock<StoredIdentity> =
    LazyLock::new(|| olga().protect("correct horse", &[5; 32]).unwrap());

static SIGNED_JSON: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let document = json!({
        "@context": "https://w3id.org/security/data-integrity/v2",
        "list": [1, true, null, { "a": "b" }],
    });
    let signed = sign_json(&document, &ada(), &at().to_rfc3339()).unwrap();
    serde_json::to_vec_pretty(&signed).unwrap()
});

/// One thing that is done to bytes; positions are taken modulo the length.
#[derive(Debug, Clone)]
enum Mutation {
    Set(usize, u8),
    Remove(usize, usize),
    Duplicate(usize, usize),
    Insert(usize, Vec<u8>),
    Truncate(usize),
    /// Replaces a number in the text by another, which is where parsers of PDF break.
    Number(usize, String),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let tokens = prop::sample::select(vec![
        "<<",
        ">>",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "obj",
        "endobj",
        "stream",
        "endstream",
        "xref",
        "trailer",
        "startxref",
        "%%EOF",
        "/Type",
        "/ByteRange",
        "/Contents",
        "/Kids",
        "/Prev",
        "/Length",
        "0 R",
        "1 0 R",
        "12 0 obj",
        "{",
        "}",
        "\"",
        ",",
        "\\u0000",
        "null",
        "-",
        "e9",
    ]);
    let numbers = prop::sample::select(vec![
        "0",
        "-1",
        "1",
        "65535",
        "4294967295",
        "4294967296",
        "9999999999",
        "18446744073709551616",
        "0.5",
        "99999999999999999999999999",
    ]);
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        (any::<usize>(), 1..400_usize).prop_map(|(at, length)| Mutation::Duplicate(at, length)),
        (any::<usize>(), tokens).prop_map(|(at, text)| Mutation::Insert(at, text.into())),
        (any::<usize>(), prop::collection::vec(any::<u8>(), 1..20))
            .prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        any::<usize>().prop_map(Mutation::Truncate),
        (any::<usize>(), numbers).prop_map(|(at, text)| Mutation::Number(at, text.to_owned())),
    ]
}

fn mutated(bytes: &[u8], mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for mutation in mutations {
        let place = |at: usize| at.checked_rem(bytes.len()).unwrap_or(0);
        match mutation {
            _ if bytes.is_empty() => {}
            Mutation::Set(at, byte) => {
                let at = place(*at);
                bytes[at] = *byte;
            }
            Mutation::Remove(at, length) => {
                let at = place(*at);
                let end = (at + length).min(bytes.len());
                bytes.drain(at..end);
            }
            Mutation::Duplicate(at, length) => {
                let at = place(*at);
                let part = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
            Mutation::Insert(at, part) => {
                let at = place(*at);
                bytes.splice(at..at, part.iter().copied());
            }
            Mutation::Truncate(at) => bytes.truncate(place(*at)),
            Mutation::Number(at, text) => {
                let at = place(*at);
                let Some(from) = bytes[at..].iter().position(u8::is_ascii_digit) else {
                    continue;
                };
                let from = at + from;
                let length = bytes[from..]
                    .iter()
                    .take_while(|b| b.is_ascii_digit())
                    .count();
                bytes.splice(from..from + length, text.bytes());
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn arbitrary_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse_strict(&bytes);
        let _ = verify_json(&bytes);
        let _ = import_private_key(&bytes, Some("x"));
        let _ = serde_json::from_slice::<StoredIdentity>(&bytes).map(|identity| identity.check());
        let mut pdf = b"%PDF-1.7\n".to_vec();
        pdf.extend_from_slice(&bytes);
        let _ = verify_pdf(&pdf);
        let _ = attachment(&pdf, "report.json");
    }

    #[test]
    fn mutated_pdfs_are_survived_and_never_valid(
        which in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let original = which.get(&SIGNED_PDFS);
        let changed = mutated(original, &mutations);
        let _ = attachment_names(&changed);
        let _ = prepare_pdf(&changed, &ROLES);
        if let Ok(verification) = verify_pdf(&changed)
            && verification.verdict() == Verdict::Valid
        {
            // Two signers; whoever cuts the second off has the valid file of the first.
            let is_first_revision = verification.signatures.len() == 1
                && original.starts_with(&changed);
            prop_assert!(changed == *original || is_first_revision);
        }
    }

    #[test]
    fn mutated_json_is_survived_and_valid_only_if_it_says_the_same(
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let changed = mutated(&SIGNED_JSON, &mutations);
        if let Ok(verification) = verify_json(&changed)
            && verification.verdict() == Verdict::Valid
        {
            prop_assert_eq!(
                parse_strict(&changed).unwrap(),
                parse_strict(&SIGNED_JSON).unwrap()
            );
        }
    }

    #[test]
    fn mutated_keys_are_survived(
        which in prop::sample::select(vec![
            "sec1.pem", "sec1.der", "pkcs8.pem", "pkcs8.der", "openssh.pem", "sec1-with-chain.pem",
            "refused-rsa-pkcs1.der", "refused-certificate.der", "refused-pkcs12.p12",
        ]),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let _ = import_private_key(&mutated(&fixture(&format!("keys/{which}")), &mutations), None);
    }

    /// What is taken of a changed file is the same key, with certificates that are for it.
    #[test]
    fn mutated_stores_and_certificates_are_survived(
        which in prop::sample::select(vec![
            "plain.p12", "plain-mac.p12", "modern.p12", "pbmac1.p12", "java.p12", "bundle-pkcs8.pem",
            "bundle-encrypted.pem", "bundle-same-name.pem",
        ]),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let changed = mutated(&fixture(&format!("certificates/{which}")), &mutations);
        let _ = inspect_private_key(&changed);
        // A change that asks for more rounds is survived too, but not quickly.
        let imported = import_private_key(&changed, None);
        if let Ok(imported) = imported && imported.has_certificate() {
            let key = imported.public_key();
            let identity = imported.into_identity("x", "", at()).unwrap();
            let again = identity.certificate_pem();
            let identity = identity.with_certificate(&again).unwrap();
            prop_assert_eq!((identity.public_key(), identity.certificate_pem()), (key, again));
        }
    }

    #[test]
    fn mutated_answers_of_authorities_are_survived(
        which in prop::sample::select(vec!["answer.p7b", "chain.p7b", "chain-p7b.pem", "leaf.der", "chain.pem"]),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let changed = mutated(&fixture(&format!("certificates/{which}")), &mutations);
        let before = OPERATOR.certificate_pem();
        if let Ok((stored, details)) = OPERATOR.clone().with_certificate(&changed) {
            prop_assert!(stored.check().is_ok());
            prop_assert!(stored.certificate_pem() != before);
            prop_assert!(details.issuers.len() < 8);
        }
    }

    #[test]
    fn canonical_bytes_say_the_same(value in any_json()) {
        let bytes = canonical_bytes(&value).unwrap();
        prop_assert_eq!(&parse_strict(&bytes).unwrap(), &value);
        prop_assert_eq!(canonical_bytes(&parse_strict(&bytes).unwrap()).unwrap(), bytes);
    }
}

/// JSON as reports have it: no floats, no integers beyond 2^53 - 1.
fn any_json() -> impl Strategy<Value = Value> {
    let integer = -9_007_199_254_740_991_i64..=9_007_199_254_740_991;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        integer.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

#[test]
fn deep_nesting_and_circles_are_survived() {
    let nested = |open: &str, close: &str, depth: usize| {
        let mut pdf = b"%PDF-1.7\n1 0 obj\n".to_vec();
        pdf.extend(open.repeat(depth).bytes());
        pdf.extend(close.repeat(depth).bytes());
        pdf.extend(b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n");
        let start = pdf.len() - 49;
        pdf.extend(format!("trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
        pdf
    };
    for depth in [10, 1_000, 100_000] {
        let _ = verify_pdf(&nested("[", "]", depth));
        let _ = verify_pdf(&nested("<</A", ">>", depth));
        let _ = verify_pdf(&nested("(", ")", depth));
    }
    // A form whose field is its own kid, and a name tree that leads back to itself.
    let text = String::from_utf8_lossy(&small_pdf(false)).into_owned();
    let start = text.find("xref\n").unwrap();
    let mut pdf = text.as_bytes()[..start].to_vec();
    let mut offsets = Vec::new();
    for object in [
        "20 0 obj\n<</Type/Catalog/Pages 1 0 R/AcroForm<</Fields[21 0 R]>>/Names<</EmbeddedFiles 22 0 R>>>>\nendobj\n",
        "21 0 obj\n<</FT/Sig/T(a)/Kids[21 0 R]/V 23 0 R>>\nendobj\n",
        "22 0 obj\n<</Kids[22 0 R 22 0 R]>>\nendobj\n",
        "23 0 obj\n24 0 R\nendobj\n",
        "24 0 obj\n23 0 R\nendobj\n",
    ] {
        offsets.push(pdf.len());
        pdf.extend(object.bytes());
    }
    let table = pdf.len();
    pdf.extend(b"xref\n0 1\n0000000000 65535 f \n20 5\n");
    for offset in offsets {
        pdf.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    pdf.extend(format!("trailer\n<</Size 25/Root 20 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    assert_eq!(verify_pdf(&pdf).unwrap().verdict(), Verdict::Unsigned);
    assert!(attachment_names(&pdf).is_empty());
}

#[test]
fn a_decompression_bomb_is_refused() {
    use lopdf::{Document, Object, SaveOptions, Stream, dictionary};
    let mut document = Document::load_mem(&small_pdf(true)).unwrap();
    // 100 MiB of blanks, which is a valid though useless part of an object stream.
    let mut bomb = Stream::new(
        dictionary! { "Type" => "Bombed", "N" => 0, "First" => 0 },
        vec![b' '; 100 << 20],
    );
    bomb.compress().unwrap();
    document.add_object(Object::Stream(bomb));
    let mut bytes = Vec::new();
    document
        .save_with_options(&mut bytes, SaveOptions::default())
        .unwrap();
    // Of the same length, so that offsets stay: an object stream after all.
    let place = common::raw::find(&bytes, b"/Bombed");
    bytes[place..place + 7].copy_from_slice(b"/ObjStm");
    assert!(bytes.len() < 1 << 20);
    let error = verify_pdf(&bytes).unwrap_err();
    assert!(
        matches!(error, VerifyPdfError::Read(ReadPdfError::TooLarge(_))),
        "{error}"
    );
}

/// Each might unpack to much, so their number is bounded, however their name is written.
#[test]
fn too_many_object_streams_and_objects_are_refused() {
    let pdf = small_pdf(true);
    for name in ["/ObjStm ", "/Obj#53tm ", "/XRef ", "/#58RefStm "] {
        let mut few = b"%PDF-1.7\n%".to_vec();
        few.extend(name.repeat(1_000).bytes());
        let mut many = few.clone();
        many.extend(name.repeat(100).bytes());
        for (file, too_many) in [(few, false), (many, true)] {
            let file = [file.as_slice(), b"\n", pdf.as_slice()].concat();
            let error = verify_pdf(&file).unwrap_err();
            let refused = matches!(error, VerifyPdfError::Read(ReadPdfError::TooLarge(_)));
            assert_eq!(refused, too_many, "{name}: {error}");
        }
    }
    // A table of a million free entries and one.
    let mut file = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n".to_vec();
    let (start, count) = (file.len(), 1_000_001);
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n0000000009 00000 n \n").bytes());
    file.extend("0000000000 00000 f \n".repeat(count - 2).bytes());
    file.extend(
        format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes(),
    );
    let error = verify_pdf(&file).unwrap_err();
    let refused = matches!(error, VerifyPdfError::Read(ReadPdfError::TooLarge(_)));
    assert!(refused, "{error}");
}

/// What object streams may unpack to grows with the file, up to a bound.
#[test]
fn a_large_file_may_have_more_object_streams_but_not_any_number() {
    let pdf = small_pdf(true);
    for (mebibytes, streams, too_many) in [
        (1, 1_000, false),
        (1, 1_100, true),
        (20, 1_250, false),
        (20, 1_350, true),
        (40, 2_000, false),
        (40, 2_100, true),
        (63, 2_000, false),
        (63, 2_100, true),
    ] {
        let mut file = b"%PDF-1.7\n%".to_vec();
        file.extend(b"/ObjStm ".repeat(streams));
        file.resize(mebibytes << 20, b' ');
        file.push(b'\n');
        file.extend(&pdf);
        let error = verify_pdf(&file).unwrap_err();
        let refused = matches!(error, VerifyPdfError::Read(ReadPdfError::TooLarge(_)));
        assert_eq!(refused, too_many, "{streams} in {mebibytes} MiB: {error}");
    }
}

/// The total is bounded, and not only the number: each of these streams has a little more than its part.
#[test]
fn object_streams_that_unpack_to_too_much_together_are_refused() {
    use common::raw::{OBJECTS, packed, packed_base};
    use lopdf::{Dictionary, Stream};
    let mut base = packed_base();
    let (dictionary, mut content) = packed(&OBJECTS[..1]);
    content.resize(70 * 1024, b' ');
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress().unwrap();
    for number in 100..2_100 {
        base.stream(
            number,
            &format!("{dictionary}/Filter/FlateDecode"),
            &stream.content,
        );
    }
    base.stream(90, "", &vec![b' '; 40 << 20]);
    let error = verify_pdf(&base.with_stream(3_000)).unwrap_err();
    assert!(
        matches!(&error, VerifyPdfError::Read(ReadPdfError::TooLarge(why)) if why.contains("unpacks")),
        "{error}"
    );
}

/// One object stream under twenty thousand numbers, which a reader that goes from number to number unpacks twenty
/// thousand times: this took 5 GB of memory for a file of 0.6 MB. It is refused for where it stands, which is looked at
/// before anything is unpacked.
#[test]
fn an_object_stream_under_many_numbers_is_not_unpacked_for_each() {
    use common::raw::{Entry, packed, plain_base};
    let mut base = plain_base();
    let at = base.bytes.len();
    let members: Vec<(u32, &str)> = (100_000..101_000).map(|n| (n, "(a member)")).collect();
    let (dictionary, content) = packed(&members);
    base.stream(90, &dictionary, &content);
    base.entries
        .extend((200..20_200).map(|number| (number, Entry::At(at))));
    base.size = 20_200;
    let error = verify_pdf(&base.with_table()).unwrap_err();
    assert!(
        matches!(&error, VerifyPdfError::Read(ReadPdfError::Damaged(why)) if why.contains("object 200")),
        "{error}"
    );
}
