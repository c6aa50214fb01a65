use proptest::prelude::*;

use super::*;

const UUID: &str = "018f4e4a-7c1b-7a52-9d3e-2f60a1b2c3d4";

fn at(place: Place) -> Route {
    Route::Assessment {
        assessment: UUID.parse().unwrap(),
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
    let route = at(Place::Controls(Some("req-encrypt-data".parse().unwrap())));
    assert_eq!(
        route.fragment(),
        format!("#/a/{UUID}/controls/req-encrypt-data")
    );
    assert_eq!(route.part(), Part::Controls);
    assert_eq!(Route::parse(&route.fragment()), Ok(route));
}

#[test]
fn a_finding_has_an_address() {
    let finding = DeficiencyId::from_random([7; 16]);
    let route = at(Place::Findings(Some(finding.clone())));
    assert_eq!(route.fragment(), format!("#/a/{UUID}/findings/{finding}"));
    assert_eq!(route.part(), Part::Findings);
    assert_eq!(Route::parse(&route.fragment()), Ok(route));
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
fn an_item_that_is_none_leads_to_its_list() {
    let list = |place| at(place);
    for (address, above) in [
        ("risks/<b>", list(Place::Risks(None))),
        ("controls/two words", list(Place::Controls(None))),
        ("reference/x:y", list(Place::Reference(None))),
        ("evidence/1", list(Place::Evidence(None))),
        ("findings/1", list(Place::Findings(None))),
        ("overview/x", list(Place::Overview)),
        ("nowhere", Route::Welcome),
    ] {
        let fragment = format!("#/a/{UUID}/{address}");
        assert!(Route::parse(&fragment).is_err(), "{address}");
        assert_eq!(Route::above(&fragment), above, "{address}");
    }
    assert_eq!(Route::above(""), Route::Welcome);
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
    let assessment: AssessmentId = UUID.parse().unwrap();
    for part in Part::OF_AN_ASSESSMENT {
        assert_eq!(
            part.route(Some(&assessment)).map(|route| route.part()),
            Some(part)
        );
        assert_eq!(part.route(None), None);
    }
    for part in [
        Part::Welcome,
        Part::Verify,
        Part::Identities,
        Part::Editions,
        Part::About,
    ] {
        assert_eq!(part.route(None).map(|route| route.part()), Some(part));
    }
}

fn routes() -> impl Strategy<Value = Route> {
    let place = (0..16_u8, any::<[u8; 16]>()).prop_map(|(kind, bytes)| match kind {
        0 => Place::Overview,
        1 => Place::Report,
        2 => Place::Details,
        13 => Place::Engagement,
        14 => Place::Findings(None),
        15 => Place::Findings(Some(DeficiencyId::from_random(bytes))),
        3 => Place::Controls(None),
        4 => Place::Risks(None),
        5 => Place::Evidence(None),
        6 => Place::Actions(None),
        7 => Place::Controls(format!("req-{}", bytes[0]).parse().ok()),
        8 => Place::Risks(Some(RiskId::parse(&format!("SLS{}", bytes[0])).unwrap())),
        10 => Place::Reference(None),
        11 => Place::Reference(format!("m:sec-mit-{}", bytes[0]).parse().ok()),
        12 => Place::Reference(Some(ReferenceEntry::Glossary)),
        9 => Place::Evidence(Some(EvidenceId::from_random(bytes))),
        _ => Place::Actions(Some(ActionId::from_random(bytes))),
    });
    let uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    prop_oneof![
        Just(Route::Welcome),
        Just(Route::Verify),
        Just(Route::Identities),
        Just(Route::About),
        Just(Route::Editions),
        any::<[[u8; 32]; 2]>().prop_map(|[from, to]| Route::Changes {
            from: Sha256Digest::from_bytes(from),
            to: Sha256Digest::from_bytes(to),
        }),
        (uuid, place).prop_map(|(uuid, place)| Route::Assessment {
            assessment: uuid.parse().unwrap(),
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
