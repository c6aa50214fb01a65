//! Choosing, dropping and pasting files.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::events::EventListener;
use wasm_bindgen::JsCast;

use super::{PickedFile, pasted_names};
use crate::browser::{clock, js};

/// The identifier of the file field while a choice is open, by which tests reach it.
const FIELD_ID: &str = "assay-file-field";

/// How many files may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowMany {
    /// One file.
    One,
    /// Any number of files.
    Several,
}

/// Lets the user choose files; empty when they chose none. Call it from a click or a key press:
/// browsers show no dialog at other times. `accept` is a list of suffixes and media types such as
/// `.json,application/pdf`; empty for any.
pub async fn pick(accept: &str, how_many: HowMany) -> Vec<PickedFile> {
    match new_field(accept, how_many) {
        Some(field) => answered(&field).await,
        None => Vec::new(),
    }
}

/// Opens the dialog of a field, and waits for what is chosen there.
async fn answered(field: &Field) -> Vec<PickedFile> {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let answer = move || {
        if let Some(sender) = sender.borrow_mut().take() {
            let _ = sender.send(());
        }
    };
    let answer_on_cancel = answer.clone();
    let _on_change = EventListener::once(&field.0, "change", move |_| answer());
    let _on_cancel = EventListener::once(&field.0, "cancel", move |_| answer_on_cancel());
    field.0.click();
    // Both the answer and the disappearance of the handlers mean that the choice is over.
    let _ = receiver.await;
    files_in(field.0.files())
}

/// A file of a folder.
#[derive(Debug, Clone)]
pub struct InFolder {
    /// Its name in the folder, with `/` between folders.
    pub name: String,
    /// The file.
    pub file: PickedFile,
}

/// A folder that the user chose.
#[derive(Debug, Clone)]
pub struct PickedFolder {
    /// What it is called; it may hold anything.
    pub name: String,
    /// All files in it and its folders.
    pub files: Vec<InFolder>,
}

/// Lets the user choose a folder; `None` when they chose none, or there is no file in it. Call it from a click or a key
/// press.
pub async fn pick_folder() -> Option<PickedFolder> {
    let field = new_field("", HowMany::Several)?;
    field.0.set_webkitdirectory(true);
    let picked = answered(&field).await;
    let mut folder = None;
    let mut files = Vec::new();
    for file in picked {
        // Such as `pack/reports/report.json` for a folder `pack`.
        let path = js::property(&file.file, "webkitRelativePath").and_then(|path| path.as_string());
        let path = path.unwrap_or_default();
        let Some((top, name)) = path.split_once('/') else {
            continue;
        };
        folder.get_or_insert_with(|| top.to_owned());
        let name = name.to_owned();
        files.push(InFolder { name, file });
    }
    folder.map(|name| PickedFolder { name, files })
}

/// The files in a drop; the handler must also call `prevent_default`, or the browser opens the
/// file instead.
#[must_use]
pub fn from_drop(event: &web_sys::DragEvent) -> Vec<PickedFile> {
    files_in(event.data_transfer().and_then(|data| data.files()))
}

/// Whether what is dragged are files, and not text or a link.
#[must_use]
pub fn is_file_drag(event: &web_sys::DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// Shows that files may be let go here, and keeps the browser from opening them instead.
pub fn accept_drag(event: &web_sys::DragEvent) {
    event.prevent_default();
    if let Some(data) = event.data_transfer() {
        data.set_drop_effect("copy");
    }
}

/// The files in a paste, such as a screenshot; empty when the clipboard holds none. What browsers
/// call `image.png`, because a picture on the clipboard has no name, is named after the time.
#[must_use]
pub fn from_paste(event: &web_sys::ClipboardEvent) -> Vec<PickedFile> {
    let picked = files_in(event.clipboard_data().and_then(|data| data.files()));
    let named = picked.into_iter().map(|file| {
        let number_within_second = || pasted_names::next(&clock::local_time_for_names());
        match pasted_names::of(&file.given_name(), number_within_second) {
            Some(name) => file.named(name),
            None => file,
        }
    });
    named.collect()
}

/// Whether a paste holds text, which a field of text would take.
#[must_use]
pub fn paste_has_text(event: &web_sys::ClipboardEvent) -> bool {
    event.clipboard_data().is_some_and(|data| {
        let types = data.types();
        ["text/plain", "text/html"]
            .into_iter()
            .any(|kind| types.includes(&kind.into(), 0))
    })
}

/// A hidden file field that is removed when the choice is over.
struct Field(web_sys::HtmlInputElement);

impl Drop for Field {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn new_field(accept: &str, how_many: HowMany) -> Option<Field> {
    let document = js::document()?;
    // A field that an earlier choice left behind, because its browser reports no cancelling.
    if let Some(abandoned) = document.get_element_by_id(FIELD_ID) {
        abandoned.remove();
    }
    let field: web_sys::HtmlInputElement =
        document.create_element("input").ok()?.dyn_into().ok()?;
    field.set_id(FIELD_ID);
    field.set_type("file");
    field.set_accept(accept);
    field.set_multiple(how_many == HowMany::Several);
    field.set_hidden(true);
    // It is attached because some browsers drop the choice of a field outside the document.
    document.body()?.append_child(&field).ok()?;
    Some(Field(field))
}

fn files_in(list: Option<web_sys::FileList>) -> Vec<PickedFile> {
    let Some(list) = list else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .map(PickedFile::new)
        .collect()
}
