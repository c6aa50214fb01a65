use super::*;

fn stroke(key: &str) -> KeyPress {
    KeyPress {
        key: key.to_owned(),
        control: false,
        shift: false,
        alternate: false,
        in_text: false,
    }
}

#[test]
fn a_digit_sets_the_status_on_controls_only() {
    let pressed = stroke("2");
    assert_eq!(
        look_up(&pressed, Part::Controls, false, true),
        Outcome::Run(ListCommand::ChooseStatus(Status::Implemented).into())
    );
    assert_eq!(look_up(&pressed, Part::Risks, false, true), Outcome::Ignore);
}

#[test]
fn nothing_fires_while_typing_but_the_palette_and_leaving() {
    for shortcut in SHORTCUTS {
        for part in Part::OF_AN_ASSESSMENT {
            let (key, control, shift) = match shortcut.keys {
                Keys::Character(character) | Keys::AfterG(character) => {
                    (character.to_string(), false, false)
                }
                Keys::Control(character) => (character.to_string(), true, false),
                Keys::ControlShift(character) => (character.to_string(), true, true),
                Keys::Escape => ("Escape".to_owned(), false, false),
            };
            let pressed = KeyPress {
                key,
                control,
                shift,
                alternate: false,
                in_text: true,
            };
            for after_g in [false, true] {
                let outcome = look_up(&pressed, part, after_g, true);
                let allowed = [
                    Outcome::Ignore,
                    Outcome::Run(PageCommand::OpenPalette.into()),
                    Outcome::Run(PageCommand::LeaveField.into()),
                ];
                assert!(allowed.contains(&outcome), "{shortcut:?} gives {outcome:?}");
            }
        }
    }
}

#[test]
fn other_modifiers_belong_to_the_browser() {
    let control = KeyPress {
        control: true,
        ..stroke("j")
    };
    let alternate = KeyPress {
        alternate: true,
        ..stroke("j")
    };
    assert_eq!(
        look_up(&control, Part::Controls, false, true),
        Outcome::Ignore
    );
    assert_eq!(
        look_up(&alternate, Part::Controls, false, true),
        Outcome::Ignore
    );
}

#[test]
fn g_waits_for_its_letter() {
    assert_eq!(
        look_up(&stroke("g"), Part::Overview, false, true),
        Outcome::Wait
    );
    assert_eq!(
        look_up(&stroke("e"), Part::Controls, true, true),
        Outcome::Run(PageCommand::GoTo(Part::Evidence).into())
    );
    assert_eq!(
        look_up(&stroke("e"), Part::Controls, false, true),
        Outcome::Run(ListCommand::AddEvidence.into())
    );
    assert_eq!(
        look_up(&stroke("x"), Part::Controls, true, true),
        Outcome::Ignore
    );
}

#[test]
fn undo_and_redo_differ_by_shift() {
    let undo = KeyPress {
        control: true,
        ..stroke("z")
    };
    let redo = KeyPress {
        control: true,
        shift: true,
        ..stroke("Z")
    };
    assert_eq!(
        look_up(&undo, Part::Overview, false, true),
        Outcome::Run(AssessmentCommand::Undo.into())
    );
    assert_eq!(
        look_up(&redo, Part::Overview, false, true),
        Outcome::Run(AssessmentCommand::Redo.into())
    );
    assert_eq!(look_up(&undo, Part::Welcome, false, true), Outcome::Ignore);
}

#[test]
fn single_keys_can_be_switched_off() {
    assert_eq!(
        look_up(&stroke("j"), Part::Controls, false, false),
        Outcome::Ignore
    );
    assert_eq!(
        look_up(&stroke("g"), Part::Controls, false, false),
        Outcome::Ignore
    );
    let palette = KeyPress {
        control: true,
        ..stroke("k")
    };
    assert_eq!(
        look_up(&palette, Part::Controls, false, false),
        Outcome::Run(PageCommand::OpenPalette.into())
    );
}

#[test]
fn no_two_shortcuts_share_their_keys_on_one_part() {
    for part in Part::OF_AN_ASSESSMENT {
        let here: Vec<_> = SHORTCUTS
            .iter()
            .filter(|shortcut| shortcut.command.scope().holds_on(part))
            .collect();
        for (place, one) in here.iter().enumerate() {
            for other in &here[place + 1..] {
                // Escape first leaves the field, and from there goes back to the list.
                let by_place =
                    [one, other].map(|each| each.command == PageCommand::LeaveField.into());
                assert!(
                    one.keys != other.keys || by_place == [true, false],
                    "on {part:?}"
                );
            }
        }
    }
}

#[test]
fn caps_name_the_keys_of_both_kinds_of_keyboard() {
    assert_eq!(
        caps_of(AssessmentCommand::Redo, false),
        ["Ctrl", "Shift", "Z"]
    );
    assert_eq!(caps_of(PageCommand::OpenPalette, true), ["\u{2318}", "K"]);
    assert!(caps_of(AssessmentCommand::SaveBackup, false).is_empty());
}

#[test]
fn escape_leaves_the_field_first_and_then_the_item() {
    let mut pressed = stroke("Escape");
    for part in Part::OF_AN_ASSESSMENT {
        pressed.in_text = true;
        let outcome = look_up(&pressed, part, false, true);
        assert_eq!(
            outcome,
            Outcome::Run(PageCommand::LeaveField.into()),
            "{part:?}"
        );
        pressed.in_text = false;
        let goes_back = Scope::Lists.holds_on(part);
        let outcome = look_up(&pressed, part, false, true);
        assert_eq!(
            outcome == Outcome::Run(ListCommand::Back.into()),
            goes_back,
            "{part:?}"
        );
    }
    pressed.in_text = true;
    pressed.shift = true;
    assert_eq!(
        look_up(&pressed, Part::Controls, false, true),
        Outcome::Ignore
    );
}

#[test]
fn the_overview_shows_every_scope_of_the_table() {
    for shortcut in SHORTCUTS {
        assert!(
            Scope::ALL.contains(&shortcut.command.scope()),
            "{shortcut:?}"
        );
    }
}
