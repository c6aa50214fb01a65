//! Printing what stands in fields. A field is a window onto its text: on paper it shows a part of a
//! long text and cannot go on over a page. So each text is written out beside its field while the page
//! is printed; the style sheet shows one on paper and the other on the screen.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;

use super::{Subscription, js};

/// The fields whose text may be longer than they are.
const FIELDS: &str = "textarea, input[type=\"text\"]";

/// What is written out has this class.
const WRITTEN_OUT: &str = "field-printed";

/// Writes texts out whenever the page is printed, as long as it lives.
pub fn write_texts_out() {
    let Some(window) = js::window() else {
        return;
    };
    Subscription::new(vec![
        EventListener::new(&window, "beforeprint", |_| {
            take_away();
            write_out();
        }),
        EventListener::new(&window, "afterprint", |_| take_away()),
    ])
    .forget();
}

fn write_out() {
    let Some(document) = js::document() else {
        return;
    };
    for field in elements(FIELDS) {
        let text = match field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            Some(area) => area.value(),
            None => field
                .dyn_ref::<web_sys::HtmlInputElement>()
                .map(web_sys::HtmlInputElement::value)
                .unwrap_or_default(),
        };
        if field.has_attribute("hidden") {
            continue;
        }
        if let Ok(written) = document.create_element("p") {
            written.set_class_name(WRITTEN_OUT);
            written.set_text_content(Some(&text));
            // An element beside one that is in the document can always be added.
            let _ = field.after_with_node_1(&written);
        }
    }
}

fn take_away() {
    for written in elements(&format!(".{WRITTEN_OUT}")) {
        written.remove();
    }
}

fn elements(selector: &str) -> Vec<web_sys::Element> {
    let found = js::document().and_then(|document| document.query_selector_all(selector).ok());
    found.map_or_else(Vec::new, |found| {
        (0..found.length())
            .filter_map(|place| found.get(place)?.dyn_into().ok())
            .collect()
    })
}
