//! Small choices of the person at this device. They are no part of any assessment.

use super::js;

/// A choice that is either on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Whether shortcuts of a single character work; on unless switched off.
    SingleKeyShortcuts,
}

impl Preference {
    fn key(self) -> &'static str {
        match self {
            Self::SingleKeyShortcuts => "assay-single-key-shortcuts",
        }
    }
}

/// Whether a choice is on; `default` where nothing was chosen or nothing can be kept.
#[must_use]
pub fn is_on(preference: Preference, default: bool) -> bool {
    let kept = storage().and_then(|storage| storage.get_item(preference.key()).ok().flatten());
    match kept.as_deref() {
        Some("on") => true,
        Some("off") => false,
        _ => default,
    }
}

/// Keeps a choice where the browser allows it.
pub fn keep(preference: Preference, on: bool) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(preference.key(), if on { "on" } else { "off" });
    }
}

fn storage() -> Option<web_sys::Storage> {
    js::window()?.local_storage().ok().flatten()
}
