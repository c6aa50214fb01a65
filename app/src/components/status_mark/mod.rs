//! A status as a mark: a shape that can be told apart without colour, a colour, and a word.

use leptos::prelude::*;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Implemented; conforms; valid. A disc with a tick.
    Pass,
    /// Fails; does not conform; not valid. An octagon with a cross.
    Fail,
    /// Partial. A disc that is half full.
    Partial,
    /// Not applicable. A rounded square with a dash.
    NotApplicable,
    /// Not tested; not yet determined. A dashed ring.
    Open,
    /// Needs attention. A triangle with an exclamation mark.
    Attention,
    /// To be known. A disc with an i.
    Information,
}

impl Mark {
    /// The end of the class names that belong to this mark: `pass`, `fail`, `part`, `na`, `todo`,
    /// `attention`, `information`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Partial => "part",
            Self::NotApplicable => "na",
            Self::Open => "todo",
            Self::Attention => "attention",
            Self::Information => "information",
        }
    }
}

/// Draws a mark. Its word is read out, and shown as a tooltip; with `words` it stands beside it.
#[component]
pub fn StatusMark(
    /// What it says.
    #[prop(into)]
    mark: Signal<Mark>,
    /// The same in words, such as `Implemented`.
    #[prop(into)]
    text: Signal<String>,
    /// Whether the words are shown beside the mark.
    #[prop(optional)]
    words: bool,
) -> impl IntoView {
    let drawing = move || drawing(mark.get());
    if words {
        view! {
            <span class=move || format!("status-mark status-mark-{}", mark.get().word())>
                {drawing}
                <span class="status-mark-words">{move || text.get()}</span>
            </span>
        }
        .into_any()
    } else {
        view! {
            <span
                class=move || format!("status-mark status-mark-{}", mark.get().word())
                role="img"
                aria-label=move || text.get()
                title=move || text.get()
            >
                {drawing}
            </span>
        }
        .into_any()
    }
}

/// The shape (outline and filling) and the sign in it.
fn drawing(mark: Mark) -> impl IntoView {
    let (shape, sign) = match mark {
        Mark::Pass => (
            "M10 1.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z",
            "M6 10.4l2.8 2.8 5.3-6",
        ),
        Mark::Fail => (
            "M6.6 1.8h6.8l4.8 4.8v6.8l-4.8 4.8H6.6l-4.8-4.8V6.6z",
            "M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4",
        ),
        Mark::Partial => ("M10 1.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z", ""),
        Mark::NotApplicable => (
            "M5.5 2h9A3.5 3.5 0 0 1 18 5.5v9a3.5 3.5 0 0 1-3.5 3.5h-9A3.5 3.5 0 0 1 2 14.5v-9A3.5 3.5 0 0 1 5.5 2z",
            "M6.2 10h7.6",
        ),
        Mark::Open => ("M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z", ""),
        Mark::Attention => ("M10 2L18.6 17.4H1.4z", "M10 7.6v4.2M10 14.4v.1"),
        Mark::Information => (
            "M10 1.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z",
            "M10 9.4v4.4M10 6.3v.1",
        ),
    };
    view! {
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path class="status-mark-shape" d=shape />
            {(mark == Mark::Partial).then(|| view! {
                <path class="status-mark-half" d="M10 4.2a5.8 5.8 0 0 1 0 11.6z" />
            })}
            <path class="status-mark-sign" d=sign />
        </svg>
    }
}
