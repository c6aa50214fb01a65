//! Fields: a label, a control, a hint, and what is wrong with what was entered.

pub mod amount;
pub mod checkbox;
mod frame;
pub mod select;
pub mod text;

pub use amount::{AmountError, MoneyField, PercentField, format_amount, parse_amount};
pub use checkbox::Checkbox;
pub use frame::fresh_id;
pub use select::{SelectField, SelectOption};
pub use text::{DateField, PasswordField, TextArea, TextField};
