//! The title of the tab.

use super::js;

/// Sets the title of the tab.
pub fn set(title: &str) {
    if let Some(document) = js::document() {
        document.set_title(title);
    }
}
