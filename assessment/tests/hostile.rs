//! What others wrote: nothing that is read panics, and nothing unsound gets in.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{Assessment, Edit, Entry, Journal, Record, Snapshot};
use proptest::{collection, prelude::*, sample::Index};

/// JSON of any shape, with the words of our own formats as keys and values.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let words = [
        "edit",
        "several",
        "edits",
        "set-control-status",
        "change-control-note",
        "control",
        "risk",
        "status",
        "req-encrypt-data",
        "FIN1",
        "change",
        "at",
        "removed",
        "inserted",
        "id",
        "item",
        "kind",
        "type",
        "file",
        "link",
        "opening",
        "details",
        "scales",
        "probability",
        "impact",
        "level",
        "exact",
        "seq",
        "previousHash",
        "by",
        "open",
        "import",
        "do",
        "mode",
        "9999-99-99",
        "2026-11-22",
        "javascript:alert(1)",
        "",
    ];
    let word = move || proptest::sample::select(words.to_vec()).prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        word().prop_map(Into::into),
        ".{0,8}".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            collection::vec((word(), inner), 0..6)
                .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Reads bytes as everything that is ever read, and uses what was accepted.
fn read_as_everything(bytes: &[u8]) {
    if let Ok(edit) = serde_json::from_slice::<Edit>(bytes) {
        let _words = edit.about().to_string();
        let mut assessment = opened();
        if let Ok(undo) = edit.apply(&mut assessment, catalog()) {
            assert_eq!(assessment.check(catalog()), Ok(()));
            let _redo = undo.0.apply(&mut assessment, catalog()).unwrap();
            assert_eq!(assessment, opened());
        }
    }
    if let Ok(assessment) = serde_json::from_slice::<Assessment>(bytes) {
        use_assessment(&assessment);
    }
    if let Ok(snapshot) = serde_json::from_slice::<Snapshot>(bytes) {
        use_assessment(&snapshot.assessment);
        let record = Record::load(journal_of(stored(&new_record())), Some(snapshot), catalog());
        assert!(record.is_ok());
    }
    if let Ok(entry) = serde_json::from_slice::<Entry>(bytes) {
        let _bytes = entry.to_bytes();
    }
    let (journal, _) = Journal::verify(vec![bytes.to_vec()]);
    let _record = Record::load(journal, None, catalog());
    let mut follower = new_record();
    let standing = follower.clone();
    if follower.follow(bytes.to_vec()).is_err() {
        assert_eq!(follower, standing);
    }
}

/// Everything that is derived from an assessment, sound or not.
fn use_assessment(assessment: &Assessment) {
    let _checked = assessment.check(catalog());
    let _conformance = assay_assessment::conformance::Conformance::of(assessment, catalog());
    let standings = assay_assessment::exposure::standings(assessment, catalog());
    let _ranking = assay_assessment::exposure::ranking(&standings);
    let _priorities = assay_assessment::exposure::priorities(&standings);
    let _findings = assay_assessment::xray::examine(
        assessment,
        catalog(),
        assay_assessment::Today {
            day: day("2026-11-22"),
            offset: assay_assessment::UtcOffset::UTC,
        },
        &Default::default(),
    );
}

fn mutated(mut bytes: Vec<u8>, changes: &[(Index, u8)], cut: Option<(Index, Index)>) -> Vec<u8> {
    for (place, value) in changes {
        let place = place.index(bytes.len());
        bytes[place] = *value;
    }
    if let Some((from, length)) = cut {
        let from = from.index(bytes.len());
        let length = length.index(bytes.len() - from);
        bytes.drain(from..from + length);
    }
    bytes
}

proptest! {
    #[test]
    fn arbitrary_bytes_and_json_never_panic(bytes in collection::vec(any::<u8>(), 0..200), json in any_json()) {
        read_as_everything(&bytes);
        read_as_everything(json.to_string().as_bytes());
    }

    #[test]
    fn mutated_documents_never_panic(
        edits in collection::vec(any_edit(), 1..6),
        changes in collection::vec((any::<Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of((any::<Index>(), any::<Index>())),
    ) {
        let edit = serde_json::to_vec(&edits[0]).unwrap();
        read_as_everything(&mutated(edit, &changes, cut));
        let record = record_after(edits);
        let last = stored(&record).pop().unwrap();
        read_as_everything(&mutated(last, &changes, cut));
        read_as_everything(&mutated(record.snapshot().to_bytes(), &changes, cut));
        read_as_everything(&mutated(bytes_of(record.assessment()), &changes, cut));
    }
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow_the_stack() {
    for (open, close) in [
        ("[", "]"),
        (r#"{"edit":"several","edits":["#, "]}"),
        (r#"{"change":{"import":"#, "}}"),
    ] {
        let deep = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        read_as_everything(deep.as_bytes());
    }
}

#[test]
fn unknown_fields_and_doubled_keys_are_refused() {
    for text in [
        r#"{"edit":"set-risk-owner","risk":"FIN1","owner":"a","more":1}"#,
        r#"{"edit":"set-risk-owner","risk":"FIN1","owner":"a","owner":"b"}"#,
        r#"{"edit":"set-risk-owner","risk":"FIN1"}"#,
        r#"{"edit":"set-control-status","control":"req-encrypt-data","status":"Fails"}"#,
        r#"{"edit":"set-mitigation-cost","risk":"FIN1","cost":-1}"#,
        r#"{"edit":"set-mitigation-cost","risk":"FIN1","cost":1.5}"#,
        r#"{"edit":"set-mitigation-cost","risk":"FIN1","cost":10000000000001}"#,
        r#"{"edit":"set-inherent-score","risk":"FIN1","score":{"probability":{"level":6},"impact":null}}"#,
        r#"{"edit":"set-inherent-score","risk":"FIN1","score":{"probability":{"exact":10001},"impact":null}}"#,
    ] {
        assert!(serde_json::from_str::<Edit>(text).is_err(), "{text}");
    }
}
