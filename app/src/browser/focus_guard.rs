//! The focus never falls out of what is shown. When the element that has it is taken away, hidden or
//! disabled, browsers leave it on the document's body, and whoever works by keyboard or listens to
//! the page begins again at its top.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;

use super::{Subscription, changes, dialog, focus, js};

/// The element that has the focus, or had it until it was taken away.
type Holder = Rc<RefCell<Option<web_sys::HtmlElement>>>;

/// Guards the focus as long as the page lives.
pub fn guard() {
    let Some(document) = js::document() else {
        return;
    };
    let holder = Holder::default();
    let (taken, left) = (Rc::clone(&holder), Rc::clone(&holder));
    Subscription::new(vec![
        EventListener::new(&document, "focusin", move |event| {
            let element = event.target().and_then(|target| target.dyn_into().ok());
            *taken.borrow_mut() = element;
        }),
        // Browsers also tell of the loss when an element is being taken away, which is looked at
        // when that is done.
        EventListener::new(&document, "focusout", move |_| look_soon(&left)),
    ])
    .forget();
    changes::watch(&["disabled", "hidden"], move |_changes| {
        let is_lost = holder.borrow().as_ref().is_some_and(cannot_hold);
        if is_lost {
            look_soon(&holder);
        }
    });
}

/// Looks when everything that is being drawn is there, and whoever moves the focus has done so.
fn look_soon(holder: &Holder) {
    let holder = Rc::clone(holder);
    let look = move || {
        let body = js::document().and_then(|document| document.body());
        let active = js::document().and_then(|document| document.active_element());
        let on_body = match (&active, &body) {
            (Some(active), Some(body)) => *active == **body,
            (active, _) => active.is_none(),
        };
        if !on_body {
            return;
        }
        // Whoever clicks beside everything takes the focus away on purpose.
        let lost = holder.borrow_mut().take().filter(cannot_hold);
        if lost.is_some() && !dialog::any_open() {
            let _moved = focus::move_to("[data-detail] [data-detail-heading]")
                || focus::move_quietly_to("#main");
        }
    };
    after_frames(2, Box::new(look));
}

fn cannot_hold(element: &web_sys::HtmlElement) -> bool {
    !element.is_connected()
        || element.matches(":disabled").unwrap_or(false)
        || (element.offset_parent().is_none() && element.offset_width() == 0)
}

fn after_frames(frames: u8, then: Box<dyn FnOnce()>) {
    if frames == 0 {
        then();
    } else {
        request_animation_frame(move || after_frames(frames - 1, then));
    }
}
