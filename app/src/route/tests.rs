use proptest::prelude::*;

use super::*;

const UUID: &str = "018f4e4a-7c1b-7a52-9d3e-2f60a1b2c3d4";

fn at(place: Place) -> Route {
    Route::Assessment {
        assessment: AssessmentKey::parse(UUID).unwrap(),
        place,
    }
}

#[test]
fn a_double_clicked_file_opens_the_list() {
    for fragment in ["", "#", "#/", "/"] {
        assert_eq!(Route::parse(fragment), Ok(Route::Welcome));
    }
}

#[test]
fn a_control_has_an_address() {
    let route = at(Place::Controls(Some(
        ItemKey::parse("req-encrypt-data").unwrap(),
    )));
    assert_eq!(
        route.fragment(),
        format!("#/a/{UUID}/controls/req-encrypt-data")
    );
    assert_eq!(route.part(), Part::Controls);
    assert_eq!(route.item().map(ItemKey::as_str), Some("req-encrypt-data"));
}

#[test]
fn what_is_unknown_says_so() {
    assert!(matches!(
        Route::parse("#/nowhere"),
        Err(RouteError::UnknownPage(_))
    ));
    assert!(matches!(
        Route::parse("#controls"),
        Err(RouteError::UnknownPage(_))
    ));
    assert!(matches!(
        Route::parse("#/verify/"),
        Err(RouteError::UnknownPage(_))
    ));
    assert!(matches!(
        Route::parse("#/a/1/overview"),
        Err(RouteError::NotAnAssessment(_))
    ));
    assert!(matches!(
        Route::parse(&format!("#/a/{UUID}/overview/x")),
        Err(RouteError::UnknownPage(_))
    ));
    assert!(matches!(
        Route::parse(&format!("#/a/{UUID}/risks/<b>")),
        Err(RouteError::NotAnItem(_))
    ));
    assert!(matches!(
        Route::parse(&format!("#/a/{UUID}/risks/")),
        Err(RouteError::NotAnItem(_))
    ));
}

#[test]
fn a_message_quotes_a_bounded_piece() {
    let message = Route::parse(&"#/x".repeat(5_000)).unwrap_err().to_string();
    assert!(message.chars().count() < 140, "{message}");
}

#[test]
fn an_upper_case_uuid_is_the_same_assessment() {
    let fragment = format!("#/a/{}/overview", UUID.to_ascii_uppercase());
    assert_eq!(Route::parse(&fragment), Ok(at(Place::Overview)));
}

#[test]
fn every_part_leads_to_itself() {
    let assessment = AssessmentKey::parse(UUID).unwrap();
    for part in Part::OF_AN_ASSESSMENT {
        assert_eq!(
            part.route(Some(&assessment)).map(|route| route.part()),
            Some(part)
        );
        assert_eq!(part.route(None), None);
    }
    for part in [Part::Welcome, Part::Verify, Part::Identities] {
        assert_eq!(part.route(None).map(|route| route.part()), Some(part));
    }
}

fn routes() -> impl Strategy<Value = Route> {
    let item = proptest::option::of("[A-Za-z0-9._-]{1,100}")
        .prop_map(|text| text.map(|text| ItemKey::parse(&text).unwrap()));
    let place = (0..7_u8, item).prop_map(|(kind, item)| match kind {
        0 => Place::Overview,
        1 => Place::Controls(item),
        2 => Place::Risks(item),
        3 => Place::Evidence(item),
        4 => Place::Actions(item),
        5 => Place::Report,
        _ => Place::Details,
    });
    let uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    prop_oneof![
        Just(Route::Welcome),
        Just(Route::Verify),
        Just(Route::Identities),
        (uuid, place).prop_map(|(uuid, place)| Route::Assessment {
            assessment: AssessmentKey::parse(&uuid).unwrap(),
            place,
        }),
    ]
}

proptest! {
    #[test]
    fn parse_reads_back_every_fragment(route in routes()) {
        prop_assert_eq!(Route::parse(&route.fragment()), Ok(route));
    }

    #[test]
    fn a_fragment_that_parses_is_the_one_that_is_written(text in "#/[a-z/0-9-]{0,60}") {
        if let Ok(route) = Route::parse(&text) {
            prop_assert_eq!(route.fragment(), text);
        }
    }

    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = Route::parse(&text);
    }
}
