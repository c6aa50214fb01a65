//! Evidence that is shown in the report as a picture.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    AssessmentId, Edit, EditError, Evidence, EvidenceId, EvidenceKind, Picture, PictureEditError,
    PicturesNotice, PicturesSize, Record, Sha256Digest, TextError,
};

fn id(number: u8) -> EvidenceId {
    EvidenceId::from_random([number; 16])
}

fn item(kind: EvidenceKind) -> Evidence {
    Evidence {
        kind,
        title: "Rack".to_owned(),
        description: String::new(),
        method: None,
        captured_on: None,
        added_at: at(5),
        controls: Default::default(),
        risks: Default::default(),
        picture: Picture::default(),
    }
}

fn file(number: u8, size: u64) -> Edit {
    let kind = EvidenceKind::File {
        name: "rack.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size,
        sha256: Sha256Digest::of(&[number]),
    };
    let item = item(kind);
    Edit::AddEvidence {
        id: id(number),
        item,
    }
}

fn set(number: u8, shown: bool, text: &str) -> Edit {
    Edit::SetPicture {
        id: id(number),
        picture: Picture {
            shown,
            alternative_text: text.to_owned(),
        },
    }
}

#[test]
fn a_picture_is_shown_by_an_edit_that_can_be_taken_back() {
    let mut record = record_after([file(1, 10)]);
    record
        .perform(set(1, true, "A rack with two locks."), at(10), "Ada")
        .unwrap();
    let shown = |record: &Record| record.assessment().shown_pictures().count();
    assert_eq!(shown(&record), 1);
    let entries = stored(&record);
    let again = Record::load(journal_of(entries), None, catalog()).unwrap();
    assert_eq!(again, record);
    record.undo(at(11), "Ada").unwrap();
    assert_eq!(shown(&record), 0);
    record.redo(at(12), "Ada").unwrap();
    assert_eq!(shown(&record), 1);
}

#[test]
fn what_states_nothing_of_pictures_is_stored_as_it_was_before_there_were_any() {
    let record = record_after([file(1, 10)]);
    let item = record.assessment().evidence().values().next().unwrap();
    let text = serde_json::to_string(item).unwrap();
    assert!(!text.contains("picture"), "{text}");
    assert_eq!(&serde_json::from_str::<Evidence>(&text).unwrap(), item);
}

#[test]
fn only_a_file_with_a_text_is_shown() {
    let link = item(EvidenceKind::Link {
        address: "https://example.org/rack.jpg".parse().unwrap(),
    });
    let link = Edit::AddEvidence {
        id: id(2),
        item: link,
    };
    let mut assessment = record_after([file(1, 10), link]).assessment().clone();
    let mut refused = |edit: Edit| match edit.apply(&mut assessment, catalog()) {
        Err(EditError::Picture(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(set(1, true, " \n")), PictureEditError::WithoutText);
    assert_eq!(refused(set(2, true, "A rack.")), PictureEditError::OfLink);
    assert_eq!(refused(set(2, false, "A rack.")), PictureEditError::OfLink);
    assert!(matches!(
        refused(set(1, false, &"x".repeat(4_001))),
        PictureEditError::TextDoesNotFit(TextError::TooLong { .. })
    ));
    let unknown = set(9, false, "").apply(&mut assessment, catalog());
    assert_eq!(unknown, Err(EditError::UnknownEvidence(id(9))));
    // A text may be written before the picture is shown.
    assert!(
        set(1, false, "A rack.")
            .apply(&mut assessment, catalog())
            .is_ok()
    );
}

#[test]
fn evidence_that_is_added_is_held_to_the_same() {
    let Edit::AddEvidence { mut item, id } = file(1, 10) else {
        panic!("an edit that adds");
    };
    item.picture.shown = true;
    let mut assessment = record_after([]).assessment().clone();
    let refused = Edit::AddEvidence { id, item }.apply(&mut assessment, catalog());
    assert_eq!(refused, Err(PictureEditError::WithoutText.into()));
}

#[test]
fn pictures_are_kept_when_an_assessment_is_copied_or_carried_on() {
    let record = record_after([file(1, 10), set(1, true, "A rack.")]);
    let carried = record
        .carry_on(
            AssessmentId::from_random([7; 16]),
            catalog(),
            "Next".to_owned(),
            at(100),
            "Ada",
        )
        .unwrap();
    let picture = |record: &Record| {
        let item = record.assessment().evidence().values().next().unwrap();
        item.picture.clone()
    };
    assert!(picture(&record).shown);
    assert_eq!(picture(&carried), picture(&record));
}

#[test]
fn what_is_much_is_asked_about_and_what_is_too_much_is_said() {
    let half = PicturesSize::WITHOUT_ASKING / 2;
    let shown = |number, size| [file(number, size), set(number, true, "A rack.")];
    let size = |edits: Vec<Edit>| record_after(edits).assessment().pictures_size();
    let two = size([shown(1, half), shown(2, half)].concat());
    assert_eq!((two.files, two.bytes, two.notice()), (2, 2 * half, None));
    let more = size([shown(1, half), shown(2, half + 1)].concat());
    assert_eq!(more.notice(), Some(PicturesNotice::Ask(2 * half + 1)));
    let words = more.notice().unwrap().to_string();
    assert!(words.contains("2.1 MB together"), "{words}");
    // One that is not shown does not count.
    let not_shown = size(vec![file(1, u64::from(u32::MAX))]);
    assert_eq!(not_shown, PicturesSize::default());
    let large = size(shown(1, PicturesSize::MOST_BYTES + 1).to_vec());
    assert_eq!(
        large.notice(),
        Some(PicturesNotice::TooLarge(PicturesSize::MOST_BYTES + 1))
    );
    let many = PicturesSize {
        files: PicturesSize::MOST_FILES + 1,
        bytes: 1,
    };
    assert_eq!(
        many.notice(),
        Some(PicturesNotice::TooMany(PicturesSize::MOST_FILES + 1))
    );
}
