//! Identities: the keys that reports are signed with. A key is only ever stored encrypted.

mod card;
mod create_form;
mod import_form;
mod view;

pub use view::IdentitiesView;
