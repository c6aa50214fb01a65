//! The journal: any change, gap or other order in it is found.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    Assessed, Edit, Entry, Impact, Journal, JournalError, Probability, Record, ScaleLevel, Score,
    Sha256Digest, Status, TextChange, Timestamp,
};
use proptest::prelude::*;

/// A record with one of everything that the journal's format has.
fn canonical_record() -> Record {
    let mut record = new_record();
    let level = ScaleLevel::new(4);
    let edits = [
        Edit::SetControlStatus {
            control: control("req-encrypt-data"),
            status: Status::Partial,
        },
        Edit::ChangeControlNote {
            control: control("req-encrypt-data"),
            change: TextChange {
                at: 0,
                removed: String::new(),
                inserted: "Keys: \"ä\" 😀\n\u{2028}".to_owned(),
            },
        },
        Edit::SetInherentScore {
            risk: risk("FIN1"),
            score: Score {
                probability: level.map(Probability::Level),
                impact: Some(Impact::Exact(
                    assay_assessment::Money::from_minor_units(12_345).unwrap(),
                )),
            },
        },
        Edit::Several {
            edits: vec![
                Edit::SetControlAssessed {
                    control: control("req-encrypt-data"),
                    assessed: Some(Assessed {
                        on: day("2026-11-20"),
                        by: "Ada".to_owned(),
                        filled_in: assay_assessment::FilledIn::Nothing,
                    }),
                },
                Edit::SetRiskOwner {
                    risk: risk("HCK4"),
                    owner: "Bob".to_owned(),
                },
            ],
        },
    ];
    for (second, edit) in (1..).zip(edits) {
        record.perform(edit, at(second * 1_000), "Ada").unwrap();
    }
    record.undo(at(9_000), "Ada").unwrap();
    record
}

#[test]
fn the_format_of_a_journal_is_this() {
    // The edition's digest changes with the catalog's data, which is no change of this format.
    let edition = opening().edition.sha256.to_string();
    let lines: Vec<String> = canonical_record()
        .journal()
        .stored()
        .iter()
        .map(|entry| {
            let text = String::from_utf8(entry.to_vec()).unwrap();
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let hash = value["previousHash"].as_str().unwrap();
            let hash = if hash.trim_matches('0').is_empty() {
                String::new()
            } else {
                hash.to_owned()
            };
            let text = text.replace(&edition, "[edition]");
            if hash.is_empty() {
                text
            } else {
                text.replace(&hash, "[hash]")
            }
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_chain_is_made_of_plain_sha_256() {
    let entries = stored(&canonical_record());
    for pair in entries.windows(2) {
        let next: Entry = serde_json::from_slice(&pair[1]).unwrap();
        assert_eq!(next.previous_hash, Sha256Digest::of(&pair[0]));
    }
    assert_eq!(
        canonical_record().journal().head(),
        Sha256Digest::of(entries.last().unwrap())
    );
}

fn opened_again(entries: Vec<Vec<u8>>) -> Option<Record> {
    match Journal::verify(entries) {
        (journal, None) => Record::load(journal, None, catalog()).ok(),
        (_, Some(_)) => None,
    }
}

#[test]
fn every_changed_byte_is_found() {
    let record = canonical_record();
    let entries = stored(&record);
    for (seq, entry) in entries.iter().enumerate() {
        for place in 0..entry.len() {
            for mask in [0x01, 0x02, 0x20, 0x80] {
                let mut changed = entries.clone();
                changed[seq][place] ^= mask;
                let found = opened_again(changed).is_none_or(|opened| {
                    // Nothing follows the last entry that would tell a change of it from an
                    // entry that was made so; the head differs, which reports and backups name.
                    opened.journal().head() != record.journal().head()
                });
                assert!(found, "entry {seq}, byte {place}");
                if seq + 1 < entries.len() {
                    let mut changed = entries.clone();
                    changed[seq][place] ^= mask;
                    assert!(opened_again(changed).is_none(), "entry {seq}, byte {place}");
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn a_gap_another_order_or_a_repetition_is_found(
        deeds in any_deeds(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()
    ) {
        let mut record = new_record();
        live(&mut record, &deeds, 1);
        let entries = stored(&record);
        let (one, other) = (one.index(entries.len()), other.index(entries.len()));

        let mut gap = entries.clone();
        gap.remove(one);
        let (sound, error) = Journal::verify(gap);
        prop_assert_eq!(sound.next_seq(), one as u64);
        prop_assert_eq!(error.is_none(), one + 1 == entries.len() && one > 0);

        let mut swapped = entries.clone();
        swapped.swap(one, other);
        prop_assert_eq!(Journal::verify(swapped).1.is_none(), one == other);

        let mut twice = entries.clone();
        twice.insert(one, entries[one].clone());
        prop_assert!(Journal::verify(twice).1.is_some());
    }

    #[test]
    fn what_lies_before_a_broken_entry_is_kept(deeds in any_deeds(), place in any::<prop::sample::Index>()) {
        let mut record = new_record();
        live(&mut record, &deeds, 1);
        let mut entries = stored(&record);
        let place = place.index(entries.len());
        entries[place].truncate(10);
        let (sound, error) = Journal::verify(entries.clone());
        prop_assert!(error.is_some());
        prop_assert_eq!(sound.stored().len(), place);
        for (seq, entry) in sound.stored().iter().enumerate() {
            prop_assert_eq!(&**entry, entries[seq].as_slice());
        }
    }
}

#[test]
fn entries_that_are_not_canonical_are_refused() {
    let record = canonical_record();
    let first = String::from_utf8(stored(&record)[0].clone()).unwrap();
    for other in [
        first.replace(r#""seq":0"#, r#""seq": 0"#),
        first.replace(r#""seq":0"#, "\"seq\":0\n"),
        first.replace(r#""seq":0"#, r#""seq":0.0"#),
        first.replace(r#""Ada""#, r#""Ad\u0061""#),
        first.replace(r#"{"at""#, r#"{"at":1,"at""#),
        first.replace(r#""example":false"#, r#""example":false,"example":false"#),
        first.replace(r#""example":false"#, r#""example":false,"more":1"#),
        first.replace("Ada", &"a".repeat(301)),
        first.replace("Editor", &"E".repeat(301)),
        format!("{first} "),
        format!("{first}{first}"),
        String::new(),
    ] {
        assert_ne!(other, first);
        assert!(
            opened_again(vec![other.clone().into_bytes()]).is_none(),
            "{other}"
        );
    }
    assert!(opened_again(vec![first.into_bytes()]).is_some());
}

#[test]
fn every_error_says_where() {
    let entries = stored(&canonical_record());
    let verify = |entries: Vec<Vec<u8>>| Journal::verify(entries).1.unwrap().to_string();
    let mut broken = entries.clone();
    broken[1] = String::from_utf8(broken[1].clone())
        .unwrap()
        .replace("partial", "fails")
        .into_bytes();
    let messages = [
        verify(vec![]),
        verify(vec![entries[1].clone()]),
        verify(broken),
        verify(vec![b"{}".to_vec()]),
        verify(vec![b"{\n}".to_vec()]),
    ];
    insta::assert_snapshot!(messages.join("\n"));
    assert_eq!(
        Journal::verify(vec![]),
        (Journal::new(), Some(JournalError::Empty))
    );
}

#[test]
fn times_may_go_back_as_a_laptops_clock_does() {
    let mut record = new_record();
    let edit = Edit::SetRiskOwner {
        risk: risk("FIN1"),
        owner: "Ada".to_owned(),
    };
    record.perform(edit, Timestamp::EPOCH, "Ada").unwrap();
    assert!(opened_again(stored(&record)) == Some(record));
}
