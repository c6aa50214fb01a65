//! Enter in any field of a form does what the form's button says: browsers submit a form of several
//! fields only when it holds a button that submits.

#![cfg(not(target_arch = "wasm32"))]

use std::path::{Path, PathBuf};

#[test]
fn every_form_has_a_button_that_submits_it() {
    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }

    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut forms = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for form in text.split("<form").skip(1) {
            let (form, _) = form.split_once("</form>").unwrap();
            forms += 1;
            let submits = form.contains("submit=true") || form.contains("type=\"submit\"");
            assert!(
                submits,
                "a form in {} has no button that submits",
                file.display()
            );
            let listens = form.contains("on:submit") && form.contains("prevent_default");
            assert!(
                listens,
                "a form in {} would reload the page",
                file.display()
            );
        }
    }
    assert!(forms >= 9, "only {forms} forms were found");
}
