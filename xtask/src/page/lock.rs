//! The script that locks the page, out of its parts.

use super::read;
use crate::error::TaskError;
use crate::workspace::Workspace;

/// The parts in the order in which they build on each other.
const PARTS: [&str; 6] = [
    "natives",
    "elements",
    "attributes",
    "markup",
    "programs",
    "navigation",
];

/// All parts as one function, so that nothing of the lock can be reached from outside.
pub(crate) fn join(workspace: &Workspace) -> Result<String, TaskError> {
    let mut lock = "(function () {\n\"use strict\";\n".to_owned();
    for part in PARTS {
        let path = workspace.path(&format!("public/boot/lock/{part}.js"));
        lock.push_str(&read(&path)?.replace("\r\n", "\n"));
    }
    lock.push_str("})();\n");
    Ok(lock)
}
