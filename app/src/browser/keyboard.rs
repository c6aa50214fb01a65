//! Key presses.

use super::{focus, js};

/// A key press, as far as the page looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// The key's value as the browser names it: `j`, `?`, `Escape`.
    pub key: String,
    /// Ctrl, or Cmd on a Mac.
    pub control: bool,
    /// Shift.
    pub shift: bool,
    /// Alt or Option.
    pub alternate: bool,
    /// The focus is in a field that takes text.
    pub in_text: bool,
}

/// Reads a key press. `None` for a press that the page has already dealt with, that only changes a
/// modifier, or that belongs to a composition: Escape there takes the composition back.
#[must_use]
pub fn read(event: &web_sys::KeyboardEvent) -> Option<KeyPress> {
    let key = event.key();
    let is_modifier = matches!(
        key.as_str(),
        "Shift" | "Control" | "Alt" | "Meta" | "AltGraph"
    );
    if is_modifier || event.default_prevented() || event.is_composing() {
        return None;
    }
    // A character that needs AltGr, such as `@` on many keyboards, is reported with Ctrl and Alt.
    let apple = is_apple();
    Some(KeyPress {
        key,
        control: if apple {
            event.meta_key()
        } else {
            event.ctrl_key()
        },
        shift: event.shift_key(),
        alternate: event.alt_key()
            || if apple {
                event.ctrl_key()
            } else {
                event.meta_key()
            },
        in_text: focus::takes_text(event),
    })
}

/// Whether this keyboard has Cmd where others have Ctrl.
#[must_use]
pub fn is_apple() -> bool {
    js::window()
        .and_then(|window| window.navigator().platform().ok())
        .is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}
