//! The Assay page: a Leptos application that holds no state of its own that matters.

pub mod route;
pub mod words;

pub mod components;
pub mod shell;

pub mod browser;
pub mod desk;
pub mod storage;
pub mod workbench;

pub mod features;

mod stop;

use leptos::prelude::*;

/// Starts the page: called once by the `assay-app` binary.
pub fn start() {
    stop::announce_panics();
    leptos::mount::mount_to_body(|| view! { <h1>"Assay"</h1> });
}
