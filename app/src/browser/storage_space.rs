//! How much the browser lets this page keep, and whether it may throw it away.

use wasm_bindgen::JsValue;

use super::js;

/// The browser's own estimate, which covers everything that this origin keeps (in Chromium all
/// `file://` pages together).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageSpace {
    /// Bytes in use.
    pub used: u64,
    /// Bytes that may be used in all.
    pub quota: u64,
}

/// The estimate, or `None` where the browser does not give one.
pub async fn estimate() -> Option<StorageSpace> {
    let answer = js::call_and_wait(&storage_manager()?, "estimate", &[])
        .await
        .ok()?;
    let bytes = |name: &str| {
        js::property(&answer, name)
            .and_then(|value| value.as_f64())
            .filter(|bytes| *bytes >= 0.0)
            .map(|bytes| bytes as u64)
    };
    Some(StorageSpace {
        used: bytes("usage")?,
        quota: bytes("quota")?,
    })
}

/// Asks the browser not to throw this page's data away when the disk fills up; Firefox asks the
/// user, so call it at a moment when that makes sense. `true` when the data is kept.
pub async fn persist() -> bool {
    ask("persist").await
}

/// Whether the browser has already promised to keep this page's data.
pub async fn is_persistent() -> bool {
    ask("persisted").await
}

async fn ask(question: &str) -> bool {
    let Some(manager) = storage_manager() else {
        return false;
    };
    js::call_and_wait(&manager, question, &[])
        .await
        .is_ok_and(|answer| answer.is_truthy())
}

fn storage_manager() -> Option<JsValue> {
    let navigator = JsValue::from(js::window()?.navigator());
    js::property(&navigator, "storage")
}
