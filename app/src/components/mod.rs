//! What the features are drawn with. Each component has its folder, with its CSS beside it; a class
//! name begins with the folder's name. Components hold no state that matters: values come in as
//! signals, and what the user does goes out through callbacks.

pub mod icon;

pub mod button;
pub mod card;
pub mod copy_button;
pub mod kbd;

pub mod field;
pub mod file_drop;
pub mod filter_field;
pub mod note_editor;

pub mod choice;
pub mod status_mark;
pub mod tag;

pub mod chart_view;
pub mod outline_view;

pub mod dialog;
pub mod empty_state;
pub mod panel;
pub mod progress;
pub mod slices;
pub mod split_view;

pub use button::{Button, ButtonKind, IconButton, LinkButton};
pub use card::Card;
pub use chart_view::ChartView;
pub use choice::{Chip, Chips, ChoiceOption, Segmented};
pub use copy_button::CopyButton;
pub use dialog::{ConfirmDialog, Dialog};
pub use empty_state::EmptyState;
pub use field::{
    Checkbox, CountField, DateField, Keeper, MoneyField, PasswordField, PercentField, SelectField,
    TextArea, TextField, Unread,
};
pub use file_drop::{DropAnywhere, FileDrop};
pub use filter_field::FilterField;
pub use icon::{Icon, IconView};
pub use kbd::Kbd;
pub use note_editor::NoteEditor;
pub use outline_view::{MarkdownView, draw_blocks};
pub use panel::{PageHeading, Panel};
pub use progress::{ProgressBar, StackedBar, StackedPart, StoppableProgress};
pub use slices::{Slices, Soon};
pub use split_view::{ListHeading, ListRow, SplitView, one_per_subject::OnePerSubject};
pub use status_mark::{Mark, StatusMark};
pub use tag::Tag;
