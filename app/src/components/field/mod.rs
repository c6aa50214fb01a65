//! Fields: a label, a control, a hint, and what is wrong with what was entered.

pub mod amount;
pub mod checkbox;
mod decimal;
mod frame;
mod length;
mod own_element;
pub mod select;
pub mod text;
mod unread;

pub use amount::{CountField, MoneyField, PercentField};
pub use checkbox::Checkbox;
pub use decimal::{AmountError, format_amount, parse_amount};
pub(in crate::components) use frame::Frame;
pub use frame::fresh_id;
pub(in crate::components) use length::Length;
pub(in crate::components) use own_element::OwnElement;
pub use select::{SelectField, SelectOption};
pub use text::{DateField, PasswordField, TextArea, TextField};
pub use unread::{Keeper, Unread};
