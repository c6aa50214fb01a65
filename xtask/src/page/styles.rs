//! One style sheet out of the many that stand beside their features.

use std::path::{Path, PathBuf};

use base64::Engine;

use super::read;
use crate::error::TaskError;
use crate::workspace::Workspace;

/// The styles of what is seen before the program runs. They stand in the document as they are.
pub(crate) fn first(workspace: &Workspace) -> Result<String, TaskError> {
    let text = sheet(&workspace.path("public/boot/start.css"))?;
    if text.contains("</") {
        return Err(TaskError::Wrong(
            "public/boot/start.css contains `</`, which would end the style element".to_owned(),
        ));
    }
    Ok(text)
}

/// The style sheets of the program in the order of the cascade: those under `app/styles` and `app/src` named
/// `tokens.css`, those named `base.css`, and the rest in the order of their paths.
/// Files that they refer to with `url("...")` are put inside as `data:` addresses.
pub(crate) fn collect(workspace: &Workspace) -> Result<String, TaskError> {
    let mut sheets = Vec::new();
    for folder in ["app/styles", "app/src"] {
        find_sheets(&workspace.path(folder), &mut sheets)?;
    }
    sheets.sort_by_key(|path| (rank(path), path.clone()));
    let mut all = String::new();
    for path in sheets {
        all.push_str(&sheet(&path)?);
        all.push('\n');
    }
    Ok(all)
}

fn sheet(path: &Path) -> Result<String, TaskError> {
    let text = without_comments(&read(path)?.replace("\r\n", "\n"));
    with_files_inside(path, text.trim())
}

fn rank(path: &Path) -> u8 {
    match path.file_name().and_then(|name| name.to_str()) {
        Some("tokens.css") => 0,
        Some("base.css") => 1,
        _ => 2,
    }
}

fn find_sheets(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), TaskError> {
    for entry in std::fs::read_dir(folder).map_err(TaskError::file(folder))? {
        let path = entry.map_err(TaskError::file(folder))?.path();
        if path.is_dir() {
            find_sheets(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            found.push(path);
        }
    }
    Ok(())
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Replaces `url("file")` by the file's bytes. Addresses of other kinds are refused: the page's policy
/// would not load them.
fn with_files_inside(sheet: &Path, text: &str) -> Result<String, TaskError> {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("url(") {
        let wrong = |what: &str| TaskError::Wrong(format!("{}: {what}", sheet.display()));
        let (reference, after) = after
            .split_once(')')
            .ok_or_else(|| wrong("a `url(` is not closed"))?;
        let reference = reference.trim().trim_matches(['"', '\'']);
        whole.push_str(before);
        if reference.starts_with("data:") || reference.starts_with('#') {
            whole.push_str(&format!("url(\"{reference}\")"));
        } else if reference.contains(':') {
            return Err(wrong(&format!(
                "`{reference}` lies outside the page; put the file into the work tree"
            )));
        } else {
            let path = sheet.with_file_name(reference);
            let bytes = std::fs::read(&path).map_err(TaskError::file(&path))?;
            let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
            whole.push_str(&format!(
                "url(\"data:{};base64,{encoded}\")",
                media_type(&path)?
            ));
        }
        rest = after;
    }
    whole.push_str(rest);
    Ok(whole)
}

fn media_type(path: &Path) -> Result<&'static str, TaskError> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("woff2") => Ok("font/woff2"),
        Some("ttf") => Ok("font/ttf"),
        Some("otf") => Ok("font/otf"),
        Some("svg") => Ok("image/svg+xml"),
        Some("png") => Ok("image/png"),
        _ => Err(TaskError::Wrong(format!(
            "{}: a style sheet may refer to fonts, SVG and PNG only",
            path.display()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{rank, with_files_inside, without_comments};
    use std::path::Path;

    #[test]
    fn tokens_come_first_then_the_base() {
        let mut paths = ["b/tokens.css", "a/a.css", "z/base.css"].map(Path::new);
        paths.sort_by_key(|path| (rank(path), path.to_path_buf()));
        assert_eq!(
            paths,
            ["b/tokens.css", "z/base.css", "a/a.css"].map(Path::new)
        );
    }

    #[test]
    fn comments_are_dropped() {
        assert_eq!(without_comments("a{}/* b\n{} */c{}"), "a{}c{}");
        assert_eq!(without_comments("a{}/* open"), "a{}");
    }

    #[test]
    fn addresses_outside_the_page_are_refused() {
        let sheet = Path::new("sheet.css");
        assert!(with_files_inside(sheet, "a{background:url(https://example.org/a.png)}").is_err());
        assert_eq!(
            with_files_inside(sheet, "a{fill:url(#b)}").unwrap(),
            "a{fill:url(\"#b\")}"
        );
    }
}
