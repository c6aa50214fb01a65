//! The Assay page: a Leptos application that holds no state of its own that matters.

#![allow(
    unreachable_pub,
    reason = "Leptos' component macro writes public items into private modules"
)]

pub mod route;
pub mod words;

pub mod components;
pub mod shell;

pub mod beside;
pub mod browser;
pub mod desk;
pub mod page;
pub mod storage;
pub mod workbench;

pub mod features;

mod stop;

/// Starts the page: called once by the `assay-app` binary.
pub fn start() {
    stop::announce_panics();
    leptos::mount::mount_to_body(page::Page);
}
