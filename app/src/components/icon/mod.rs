//! Line icons, drawn by ourselves on a grid of 20 by 20 in the colour of the text beside them.

use leptos::prelude::*;

/// The icons of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each name says what is drawn")]
pub enum Icon {
    Overview,
    Controls,
    Risks,
    Evidence,
    Findings,
    Actions,
    Scale,
    Report,
    Book,
    Details,
    Verify,
    Identities,
    Editions,
    Assessments,
    Undo,
    Redo,
    Search,
    Sun,
    Moon,
    Device,
    Close,
    Back,
    Forward,
    Down,
    Menu,
    Plus,
    Folder,
    Save,
    Upload,
    Copy,
    Link,
    Trash,
    Edit,
    Info,
    Check,
    File,
    Keyboard,
    Eye,
    Filter,
    Warning,
}

/// Draws an icon. It is hidden from screen readers: the words stand beside it, or in the label of
/// the button around it.
#[component]
pub fn IconView(
    /// Which icon.
    #[prop(into)]
    icon: Signal<Icon>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
            <path
                d=move || icon.get().path()
                fill="none"
                stroke="currentColor"
                stroke-width="1.6"
                stroke-linecap="round"
                stroke-linejoin="round"
            />
        </svg>
    }
}

impl Icon {
    /// The path's data, for `d`.
    fn path(self) -> &'static str {
        match self {
            Self::Overview => {
                "M3.5 3.5H9V9H3.5zM11 3.5h5.5V7H11zM11 9h5.5v7.5H11zM3.5 11H9v5.5H3.5z"
            }
            Self::Controls => {
                "M3.5 5.2l1.3 1.3L7 4.2M3.5 10.2l1.3 1.3L7 9.2M3.5 15.2l1.3 1.3L7 14.2M10 5.2h6.5M10 10.2h6.5M10 15.2h6.5"
            }
            Self::Risks | Self::Warning => "M10 3.2L17.5 16.5H2.5zM10 8v4M10 14.2v.1",
            Self::Evidence => {
                "M15.7 9.2l-5.9 5.9a3.6 3.6 0 0 1-5.1-5.1l6.4-6.4a2.4 2.4 0 0 1 3.4 3.4l-6.3 6.3a1.2 1.2 0 0 1-1.7-1.7l5.6-5.6"
            }
            Self::Findings => {
                "M9 3.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 9 3.2zM13.2 13.2L17 17M9 6.2v3.4M9 11.7v.1"
            }
            Self::Actions => "M4.5 17V3.5M4.5 4.2H15l-2 3.4 2 3.4H4.5",
            Self::Scale => "M10 3.2v13.3M6.5 16.5h7M4 5.5h12M4 5.5L2 11.2h4zM16 5.5l-2 5.7h4z",
            Self::Report => "M5 2.8h6.8L15.5 6.5v10.7H5zM11.5 2.8v4h4M7.5 10.4H13M7.5 13.4H13",
            Self::Book => {
                "M10 5.2C8.2 3.9 5.8 3.5 3 3.6v11.6c2.8-.1 5.2.3 7 1.6 1.8-1.3 4.2-1.7 7-1.6V3.6c-2.8-.1-5.2.3-7 1.6zM10 5.2v11.4"
            }
            Self::Details => {
                "M3.5 6H9M13 6h3.5M3.5 14H7M11 14h5.5M11 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM9 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4z"
            }
            Self::Verify => {
                "M10 2.8l6 2.2v4.6c0 3.7-2.5 6.2-6 7.6-3.5-1.4-6-3.9-6-7.6V5zM7.3 9.9l2 2 3.5-3.7"
            }
            Self::Identities => {
                "M12.7 3.2a4.1 4.1 0 1 1-1.6 7.9L9.4 12.8H7.6v1.8H5.8v1.8H3v-2.6l5.8-5.8a4.1 4.1 0 0 1 3.9-4.8zM13.6 6.4v.1"
            }
            Self::Editions => "M4 3.5h3v13H4zM8.5 3.5h3v13h-3zM13 4.3l2.8-.7 2.6 12-2.8.7z",
            Self::Assessments => "M3 6.5h14v10H3zM5 6.5v-3h10v3M8 10.5h4",
            Self::Undo => "M7.5 4L4 7.5 7.5 11M4.5 7.5h7a4.5 4.5 0 0 1 0 9H8",
            Self::Redo => "M12.5 4L16 7.5 12.5 11M15.5 7.5h-7a4.5 4.5 0 0 0 0 9H12",
            Self::Search => "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4",
            Self::Sun => {
                "M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1"
            }
            Self::Moon => "M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z",
            Self::Device => "M3 4h14v9.5H3zM7.5 16.8h5M10 13.5v3.3",
            Self::Close => "M5 5l10 10M15 5L5 15",
            Self::Back => "M12 4.5L6.5 10l5.5 5.5",
            Self::Forward => "M8 4.5l5.5 5.5L8 15.5",
            Self::Down => "M4.5 7.5L10 13l5.5-5.5",
            Self::Menu => "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Folder => "M2.8 4.8h5l1.7 2h7.7v9H2.8z",
            Self::Save => "M10 3v9M6.3 8.5l3.7 3.7 3.7-3.7M3.5 13.5v3h13v-3",
            Self::Upload => "M10 12V3.2M6.3 6.8L10 3.1l3.7 3.7M3.5 13.5v3h13v-3",
            Self::Copy => "M7 7h9.5v9.5H7zM4.2 13h-.7V3.5H13v.7",
            Self::Link => {
                "M8.4 11.6a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.6 8.4a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1"
            }
            Self::Trash => {
                "M4 5.8h12M8 5.8V3.5h4v2.3M5.5 5.8l.7 10.7h7.6l.7-10.7M8.5 9v4.5M11.5 9v4.5"
            }
            Self::Edit => "M4 16l.8-3.4L13 4.4 15.6 7l-8.2 8.2zM11.3 6.1l2.6 2.6",
            Self::Info => "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 9.3v4M10 6.6v.1",
            Self::Check => "M4.5 10.5l3.7 3.7 7.3-8",
            Self::File => "M5 2.8h6.8L15.5 6.5v10.7H5zM11.5 2.8v4h4",
            Self::Keyboard => {
                "M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.8h7"
            }
            Self::Eye => {
                "M2.5 10s2.7-4.8 7.5-4.8 7.5 4.8 7.5 4.8-2.7 4.8-7.5 4.8S2.5 10 2.5 10zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z"
            }
            Self::Filter => "M3.5 5h13l-5 6v5l-3-1.5V11z",
        }
    }
}
