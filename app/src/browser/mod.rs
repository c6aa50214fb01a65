//! The browser, one file per thing it gives us.
//!
//! This is the only folder that names `web_sys` or `js_sys` (Leptos itself aside). What is here
//! is thin: it turns callbacks into futures, exceptions into typed errors and event handlers into
//! [`Subscription`]s, and decides nothing about assessments.

pub mod buffer;
pub mod cancellation;
pub mod clock;
pub mod random;
pub mod timers;

pub mod channel;
pub mod indexed_db;
pub mod locks;
pub mod storage_space;

pub mod clipboard;
pub mod files;
pub mod worker;

pub mod blocked_links;
pub mod dialog;
pub mod focus;
pub mod focus_guard;
pub mod gesture;
pub mod keyboard;
pub mod preferences;
pub mod printing;
pub mod sight;
pub mod title;
pub mod translation;

pub mod lifecycle;
pub mod location;
pub mod service_worker;
pub mod text_field;
pub mod theme;

mod changes;
mod js;
mod subscription;

pub use buffer::Buffer;
pub use cancellation::Cancellation;
pub use subscription::Subscription;
