//! Fields: a label, a control, a hint, and what is wrong with what was entered.

pub mod amount;
pub mod checkbox;
mod frame;
mod length;
mod own_element;
pub mod select;
pub mod text;
mod unread;

pub use amount::{AmountError, MoneyField, PercentField, format_amount, parse_amount};
pub use checkbox::Checkbox;
pub(in crate::components) use frame::Frame;
pub use frame::fresh_id;
pub(in crate::components) use length::Length;
pub(in crate::components) use own_element::OwnElement;
pub use select::{SelectField, SelectOption};
pub use text::{DateField, PasswordField, TextArea, TextField};
pub use unread::{Keeper, Unread};
