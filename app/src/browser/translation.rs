//! Translators and other extensions put each text of the page into an element of their own (`<font>`,
//! in Chromium's translation) and take the text that the page made out of the document. The page goes
//! on to change its own text, which nobody sees any more, so figures would stand still. The page is
//! marked as not to be translated; where something wraps a text all the same, the text is put back.

use wasm_bindgen::JsCast;

use super::changes;

/// The element that translators wrap texts in. The page itself makes none.
const WRAPPER: &str = "FONT";

/// The most texts that are put back, so that page and translator do not go on for ever.
const MOST: u32 = 20_000;

/// Puts texts back as long as the page lives. Calls `on_given_up` once when a text was wrapped in a
/// way that cannot be undone: what is shown may then be out of date.
pub fn put_texts_back(on_given_up: impl Fn() + 'static) {
    let (mut restored, mut given_up) = (0, false);
    changes::watch(&[], move |records| {
        let mut removed: Vec<Removed> = Vec::new();
        let mut wrappers: Vec<web_sys::Element> = Vec::new();
        for record in records {
            for text in nodes(&record.removed_nodes()).filter_map(|node| node.dyn_into().ok()) {
                removed.push(Removed::of(record, text));
            }
            for element in nodes(&record.added_nodes()).filter_map(|node| node.dyn_into().ok()) {
                let element: web_sys::Element = element;
                if element.tag_name() == WRAPPER {
                    wrappers.push(element);
                }
            }
        }
        for wrapper in wrappers
            .into_iter()
            .filter(|wrapper| wrapper.is_connected())
        {
            let of_it = removed
                .iter()
                .position(|removed| removed.makes_way_for(&wrapper));
            let is_back = restored < MOST
                && of_it.is_some_and(|place| {
                    // The texts come in the order of their wrappers, so the first one fits.
                    let text = removed.remove(place).text;
                    wrapper.replace_with_with_node_1(&text).is_ok()
                });
            if is_back {
                restored += 1;
            } else if !given_up {
                given_up = true;
                on_given_up();
            }
        }
    });
}

/// A text that was taken out, and what then stood beside it.
struct Removed {
    text: web_sys::Text,
    parent: Option<web_sys::Node>,
    before: Option<web_sys::Node>,
    after: Option<web_sys::Node>,
    added: web_sys::NodeList,
}

impl Removed {
    fn of(record: &web_sys::MutationRecord, text: web_sys::Text) -> Self {
        Self {
            text,
            parent: record.target(),
            before: record.previous_sibling(),
            after: record.next_sibling(),
            added: record.added_nodes(),
        }
    }

    /// Whether the wrapper took the text's place: in the same step, or just before or behind it, or
    /// with the text in itself.
    fn makes_way_for(&self, wrapper: &web_sys::Element) -> bool {
        let is_wrapper =
            |node: &Option<web_sys::Node>| node.as_ref().is_some_and(|node| **wrapper == *node);
        let same_place = || {
            self.parent == wrapper.parent_node()
                && self.before == wrapper.previous_sibling()
                && self.after == wrapper.next_sibling()
        };
        let text: &web_sys::Node = &self.text;
        wrapper.contains(Some(text))
            || nodes(&self.added).any(|node| **wrapper == node)
            || is_wrapper(&self.before)
            || is_wrapper(&self.after)
            || same_place()
    }
}

fn nodes(list: &web_sys::NodeList) -> impl Iterator<Item = web_sys::Node> + '_ {
    (0..list.length()).filter_map(|place| list.get(place))
}
