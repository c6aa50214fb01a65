//! Identities: the keys that reports are signed with. A key is only ever stored encrypted.

mod authorities;
mod card;
mod certificate;
mod create_form;
mod import_form;
mod known;
mod known_row;
mod saving;
mod view;

pub use view::IdentitiesView;
