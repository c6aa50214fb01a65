//! Text of the edition: paragraphs, headings and lists, each part marked if the words are ours.

use assay_catalog::{Block, Content, ListItem, key_word_ranges};
use leptos::prelude::*;

/// Text of the edition in its order.
#[component]
pub fn CatalogText(
    /// The text.
    blocks: &'static [Block],
) -> impl IntoView {
    view! { <div class="catalog-text">{blocks.iter().map(draw).collect_view()}</div> }
}

/// The items of a list of the edition, such as the parts of a statement; nothing where there are none.
#[component]
pub fn CatalogItems(
    /// The items.
    items: &'static [ListItem],
) -> impl IntoView {
    (!items.is_empty()).then(|| view! { <div class="catalog-text">{draw_list(items)}</div> })
}

fn draw(block: &'static Block) -> AnyView {
    let mark = || block.wording().is_summary().then(our_summary);
    match block.content() {
        Content::Paragraph(text) => view! { <p>{set_off(text)}{mark()}</p> }.into_any(),
        // Where such a text stands, and so which level a heading of it would have, differs from
        // place to place; to a screen reader it is a paragraph that announces the next.
        Content::Heading(text) => {
            view! { <p class="catalog-text-heading"><b>{text.as_str()}</b>{mark()}</p> }.into_any()
        }
        Content::List(items) => view! {
            {draw_list(items)}
            {block.wording().is_summary().then(|| view! { <p class="catalog-text-after">{our_summary()}</p> })}
        }
        .into_any(),
    }
}

fn draw_list(items: &'static [ListItem]) -> AnyView {
    let items = items.iter().map(|item| {
        view! {
            <li>
                {set_off(item.text())}
                {(!item.items().is_empty()).then(|| draw_list(item.items()))}
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

fn our_summary() -> impl IntoView {
    view! { " " <em class="catalog-text-ours">"(Our summary.)"</em> }
}

/// A text with its BCP 14 key words as elements of their own.
pub fn set_off(text: &'static str) -> impl IntoView {
    let mut pieces = Vec::new();
    let mut from = 0;
    for range in key_word_ranges(text) {
        let plain = text.get(from..range.start).unwrap_or_default();
        let key_word = text.get(range.clone()).unwrap_or_default();
        pieces.push(view! { {plain} <b class="catalog-key-word">{key_word}</b> }.into_any());
        from = range.end;
    }
    let rest = text.get(from..).unwrap_or_default();
    pieces.push(view! { {rest} }.into_any());
    pieces
}
