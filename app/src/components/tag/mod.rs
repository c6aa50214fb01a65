//! A small framed word: a level, a criterion, a risk's identifier.

use leptos::prelude::*;

use super::status_mark::Mark;

/// A tag; with `href` it is a link.
#[component]
pub fn Tag(
    /// Where it leads, if anywhere.
    #[prop(optional, into)]
    href: Option<String>,
    /// The colour of a meaning, where the words say the same.
    #[prop(optional, into)]
    mark: Option<Mark>,
    /// More about it, shown when the pointer rests on it.
    #[prop(optional, into)]
    title: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let class = match mark {
        Some(mark) => format!("tag tag-{}", mark.word()),
        None => "tag".to_owned(),
    };
    match href {
        Some(href) => view! { <a class=class href=href title=title>{children()}</a> }.into_any(),
        None => view! { <span class=class title=title>{children()}</span> }.into_any(),
    }
}
