//! What the served page has beside it.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::{read, write};
use crate::error::TaskError;
use crate::workspace::Workspace;

/// The files that the browser keeps, besides the page itself, with their paths in `public/`.
const KEPT: [&str; 4] = [
    "manifest.webmanifest",
    "icons/assay.svg",
    "icons/assay-192.png",
    "icons/assay-512.png",
];

/// Further files that only the operating system's installer asks for.
const NOT_KEPT: [&str; 1] = ["icons/assay-maskable-512.png"];

/// Writes `index.html` and all that makes it installable.
pub(crate) fn write_beside(
    workspace: &Workspace,
    folder: &Path,
    page: &[u8],
) -> Result<(), TaskError> {
    let icons = folder.join("icons");
    std::fs::create_dir_all(&icons).map_err(TaskError::file(&icons))?;
    let mut build = Sha256::new_with_prefix(page);
    for name in KEPT.into_iter().chain(NOT_KEPT) {
        let source = workspace.path("public").join(name);
        let bytes = std::fs::read(&source).map_err(TaskError::file(&source))?;
        build.update(&bytes);
        write(&folder.join(name), &bytes)?;
    }
    let mut build = base16ct::lower::encode_string(&build.finalize());
    build.truncate(16);
    let files: Vec<&str> = std::iter::once("./").chain(KEPT).collect();
    let worker = read(&workspace.path("public/service-worker.js"))?
        .replace("__BUILD__", &build)
        .replace("__FILES__", &serde_json::json!(files).to_string());
    write(&folder.join("service-worker.js"), worker.as_bytes())?;
    write(&folder.join("index.html"), page)
}
