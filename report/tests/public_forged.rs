//! Public editions and disclosures that somebody changed: none is taken for what it is not.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of a test fail the test"
)]

use crate::common::public::{all, made, of_kinds, of_paths, own};
use assay_report::document::Report;
use assay_report::public::{
    Disclosure, Disclosures, Kind, NoDisclosure, PublicError, PublicReport, RestoreError, Standing,
    choices, disclose, restore,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// An edition after a change of its document.
fn changed(
    selection: &assay_report::public::Selection,
    change: impl FnOnce(&mut Value),
) -> PublicError {
    let mut value = made(&own().to_value().unwrap(), selection)
        .public
        .to_value()
        .unwrap();
    change(&mut value);
    PublicReport::from_value(value).unwrap_err()
}

fn place_of(value: &Value, path: &str) -> usize {
    let withheld = value["withheld"].as_array().unwrap();
    withheld
        .iter()
        .position(|each| each["path"] == path)
        .unwrap()
}

#[test]
fn nothing_is_left_out_that_is_not_listed() {
    // Of a text, of an optional amount, and of a list.
    for path in [
        "/evidence/0/label",
        "/register/categories/0/risks/0/inherent/impact/amount",
        "/register/totals",
        "/register/ranking",
        "/findings",
    ] {
        let error = changed(&all(), |value| {
            let place = place_of(value, path);
            value["withheld"].as_array_mut().unwrap().remove(place);
        });
        assert!(matches!(error, PublicError::Report(_)), "{path}: {error}");
    }
}

#[test]
fn nothing_is_said_where_something_is_left_out() {
    let note = "/sections/0/groups/0/controls/0/note";
    let error = changed(&all(), |value| {
        value["report"]["sections"][0]["groups"][0]["controls"][0]["note"] = json!("All is well.");
    });
    assert_eq!(error, PublicError::SaysSomething(note.to_owned()));
}

#[test]
fn only_what_may_be_left_out_is() {
    for (path, member) in [
        ("/conformance/verdict", "conformance"),
        ("/title", "title"),
        ("/sections/0/groups/0/controls/0/status", "sections"),
        ("/sections/0/groups/00/controls/0/note", "sections"),
        ("", "title"),
    ] {
        let error = changed(&all(), |value| {
            assert!(value["report"].get(member).is_some());
            let withheld = value["withheld"].as_array_mut().unwrap();
            withheld[0]["path"] = json!(path);
        });
        let refused = matches!(
            error,
            PublicError::NotToLeaveOut(_) | PublicError::Nowhere(_)
        );
        assert!(refused, "{path}: {error}");
    }
}

#[test]
fn a_place_twice_out_of_order_or_nowhere_is_refused() {
    let error = changed(&all(), |value| {
        let withheld = value["withheld"].as_array_mut().unwrap();
        withheld.insert(1, withheld[0].clone());
    });
    assert!(matches!(error, PublicError::OutOfOrder(_)), "{error}");
    let error = changed(&all(), |value| {
        value["withheld"].as_array_mut().unwrap().swap(0, 1);
    });
    assert!(matches!(error, PublicError::OutOfOrder(_)), "{error}");
    let error = changed(&all(), |value| {
        let withheld = value["withheld"].as_array_mut().unwrap();
        let mut more = withheld[0].clone();
        more["path"] = json!("/evidence/99999/label");
        more["kind"] = json!("evidence-name");
        withheld.push(more);
    });
    assert_eq!(
        error,
        PublicError::Nowhere("/evidence/99999/label".to_owned())
    );
    let error = changed(&all(), |value| {
        value["withheld"][0]["kind"] = json!("amount");
    });
    assert!(matches!(error, PublicError::OtherKind(_)), "{error}");
    for digest in ["", "abc", "not base64!", &"A".repeat(44)] {
        let error = changed(&all(), |value| {
            value["withheld"][0]["digest"] = json!(digest);
        });
        assert!(matches!(error, PublicError::Damaged(_)), "{error}");
    }
}

#[test]
fn an_edition_that_gives_an_amount_away_is_refused() {
    // Put back one by one, as a careless program would leave them.
    let full = own().to_value().unwrap();
    let selections = {
        let choices = choices(&own(), &[]);
        let one = choices
            .iter()
            .find(|each| each.kind == Kind::Amount)
            .unwrap();
        [of_kinds(&[Kind::Amount]), of_paths([one.path.as_str()])]
    };
    for selection in selections {
        let edition = made(&full, &selection).public.to_value().unwrap();
        let all = edition["withheld"].as_array().unwrap().clone();
        let mut refused = 0;
        for (index, each) in all.iter().enumerate().take(60) {
            let path = each["path"].as_str().unwrap();
            let mut value = edition.clone();
            value["withheld"].as_array_mut().unwrap().remove(index);
            *value["report"].pointer_mut(path).unwrap() = full.pointer(path).unwrap().clone();
            let error = PublicReport::from_value(value).expect_err(path);
            assert!(
                matches!(error, PublicError::ShowsAmount(_)),
                "{path}: {error}"
            );
            refused += 1;
        }
        assert!(refused > 5);
    }
}

#[test]
fn sums_are_not_left_out_beside_the_amounts_that_they_follow_from() {
    let error = changed(&of_kinds(&[Kind::Person]), |value| {
        value["report"]["register"]["totals"] = Value::Null;
        let digest = value["withheld"][0]["digest"].clone();
        let withheld = value["withheld"].as_array_mut().unwrap();
        let more = json!({"path": "/register/totals", "kind": "derived", "digest": digest});
        withheld.push(more);
        withheld.sort_by_key(|each| each["path"].as_str().unwrap().to_owned());
    });
    assert_eq!(
        error,
        PublicError::FollowsFromShown("/register/totals".to_owned())
    );
    // And a risk does not seem to be without a score while the scales are left out.
    let error = changed(&of_kinds(&[Kind::Amount]), |value| {
        let path = "/register/categories/0/risks/0/inherent/rating";
        *value["report"].pointer_mut(path).unwrap() = Value::Null;
        let digest = value["withheld"][0]["digest"].clone();
        let withheld = value["withheld"].as_array_mut().unwrap();
        withheld.push(json!({"path": path, "kind": "amount", "digest": digest}));
        withheld.sort_by_key(|each| each["path"].as_str().unwrap().to_owned());
    });
    assert!(matches!(error, PublicError::FollowsFromShown(_)), "{error}");
}

#[test]
fn neither_passes_for_the_other() {
    let report = own().to_value().unwrap();
    let edition = made(&report, &all()).public.to_value().unwrap();
    assert_eq!(
        PublicReport::from_value(report.clone()),
        Err(PublicError::Other)
    );
    assert!(Report::from_value(edition.clone()).is_err());
    // Not the report in it either, nor either with the other's name.
    assert!(Report::from_value(edition["report"].clone()).is_err());
    let mut renamed = edition.clone();
    renamed["format"] = json!("assay-report");
    assert!(Report::from_value(renamed).is_err());
    let mut renamed = report;
    renamed["format"] = json!("assay-public-report");
    assert!(matches!(
        PublicReport::from_value(renamed),
        Err(PublicError::Damaged(_))
    ));
    let mut newer = edition.clone();
    newer["version"] = json!(2);
    assert_eq!(PublicReport::from_value(newer), Err(PublicError::Newer(2)));
    let mut smuggling = edition.clone();
    smuggling["report"]["proof"] = json!({"of": "the full report"});
    assert!(matches!(
        PublicReport::from_value(smuggling),
        Err(PublicError::Damaged(_))
    ));
    let mut more = edition;
    more["note"] = json!("More.");
    assert!(matches!(
        PublicReport::from_value(more),
        Err(PublicError::Damaged(_))
    ));
}

#[test]
fn a_disclosure_holds_for_its_place_its_salt_and_its_value_only() {
    let made = made(&own().to_value().unwrap(), &all());
    let genuine = &made.disclosures.all[7];
    let bytes = URL_SAFE_NO_PAD.decode(genuine.encoded()).unwrap();
    let (salt, path, value): (String, String, Value) = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((path.as_str(), &value), (genuine.path(), genuine.value()));
    let encoded = |salt: &str, path: &str, value: &Value| {
        URL_SAFE_NO_PAD.encode(json!([salt, path, value]).to_string())
    };
    let other_salt = URL_SAFE_NO_PAD.encode([0; 16]);
    let other_path = made.disclosures.all[8].path();
    let cases = [
        (genuine.encoded().to_owned(), Standing::Holds),
        (format!(" {}\n", genuine.encoded()), Standing::Again),
        (
            encoded(&salt, &path, &json!("another")),
            Standing::OtherDigest,
        ),
        (encoded(&other_salt, &path, &value), Standing::OtherDigest),
        (encoded(&salt, other_path, &value), Standing::OtherDigest),
        (encoded(&salt, "/title", &value), Standing::NotLeftOut),
        (
            encoded(&salt, "/evidence/99999/label", &value),
            Standing::NotLeftOut,
        ),
        // The same JSON, written in another way, is another line.
        (
            URL_SAFE_NO_PAD.encode(format!(" {}", json!([salt, path, value]))),
            Standing::OtherDigest,
        ),
    ];
    let texts: Vec<&str> = cases.iter().map(|(text, _)| text.as_str()).collect();
    for (found, (_, expected)) in disclose(&made.public, &texts).into_iter().zip(&cases) {
        assert_eq!(found.standing, *expected, "{found:?}");
        assert_eq!(found.kind.is_some(), *expected != Standing::NotLeftOut);
    }
    // One that does not hold puts nothing back.
    let mut all: Vec<&str> = made
        .disclosures
        .all
        .iter()
        .map(Disclosure::encoded)
        .collect();
    all[7] = texts[2];
    let missing = restore(&made.public, &all).unwrap_err();
    assert!(
        matches!(missing, RestoreError::Incomplete { missing: 1, .. }),
        "{missing}"
    );
}

#[test]
fn what_is_no_disclosure_is_said_to_be_none() {
    for (text, why) in [
        ("", NoDisclosure::NotThree),
        ("a b", NoDisclosure::NotBase64),
        ("WyJhIl0=", NoDisclosure::NotBase64),
        ("WyJhIl0", NoDisclosure::NotThree),
        (
            &URL_SAFE_NO_PAD.encode("[\"short\", \"/title\", 1]"),
            NoDisclosure::NotThree,
        ),
        (
            &URL_SAFE_NO_PAD.encode("{\"a\": 1}"),
            NoDisclosure::NotThree,
        ),
        (
            &URL_SAFE_NO_PAD.encode("[".repeat(200_000)),
            NoDisclosure::NotThree,
        ),
        (&"A".repeat((64 << 20) + 1), NoDisclosure::TooLong),
    ] {
        assert_eq!(Disclosure::parse(text), Err(why));
    }
    let made = made(&own().to_value().unwrap(), &all());
    let found = disclose(&made.public, &["rubbish!"]);
    assert!(matches!(found[0].standing, Standing::Unreadable(_)));
}

#[test]
fn a_file_of_disclosures_is_read_and_lines_are_too() {
    let made = made(&own().to_value().unwrap(), &all());
    let file = made.disclosures.to_json().unwrap();
    let texts = Disclosures::texts(&file).unwrap();
    assert_eq!(texts.len(), made.public.withheld().len());
    assert!(restore(&made.public, &texts).is_ok());
    // A line of the file is a disclosure, so that it can be copied.
    assert!(file.lines().any(|line| line.contains(&texts[3])));
    let two = format!("{}\n\n{}\n", texts[0], texts[1]);
    assert_eq!(Disclosures::texts(&two).unwrap(), texts[..2]);
    assert_eq!(
        Disclosures::texts(" \u{feff}"),
        Ok(vec!["\u{feff}".to_owned()])
    );
    for (file, why) in [
        ("{\"format\": \"assay-report\"}", NoDisclosure::OtherFile),
        ("[]", NoDisclosure::OtherFile),
        (
            "{\"format\": \"assay-disclosures\", \"version\": 2}",
            NoDisclosure::Newer(2),
        ),
    ] {
        assert_eq!(Disclosures::texts(file), Err(why));
    }
    for file in ["{", "{\"format\": \"assay-disclosures\", \"version\": 1}"] {
        assert!(matches!(
            Disclosures::texts(file),
            Err(NoDisclosure::Damaged(_))
        ));
    }
    let many = "x ".repeat(300_000);
    assert_eq!(Disclosures::texts(&many), Err(NoDisclosure::TooMany));
}
