//! Where the page is: the address as a signal, and moving to another place.

use leptos::prelude::*;

use super::notices::Notices;
use crate::browser::location;
use crate::route::{Part, Route};

/// Where the page is. The address in the browser is the truth; this follows it.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
    part: Memo<Part>,
}

impl Navigation {
    /// Makes the context and follows the address; the page's root calls it once. An address that
    /// is not understood leads to what lies above it, with a notice.
    pub fn provide(notices: Notices) -> Self {
        let route = RwSignal::new(read(&location::hash(), notices));
        let part = Memo::new(move |_| route.with(Route::part));
        location::on_hash_change(move |hash| {
            let next = read(&hash, notices);
            if route.with_untracked(|route| *route != next) {
                route.set(next);
            }
        })
        .forget();
        let navigation = Self { route, part };
        provide_context(navigation);
        navigation
    }

    /// The navigation of this page.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Where the page is; runs again when it changes.
    #[must_use]
    pub fn route(&self) -> Route {
        self.route.get()
    }

    /// Where the page is, once.
    #[must_use]
    pub fn route_untracked(&self) -> Route {
        self.route.get_untracked()
    }

    /// The part of the page; runs again only when it changes, and not from item to item.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part.get()
    }

    /// A value that follows the route and changes only when it does itself.
    pub fn memo<T>(&self, read: impl Fn(&Route) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let route = self.route;
        Memo::new(move |_| route.with(|route| read(route)))
    }

    /// Goes to another place; the browser's Back leads back.
    pub fn go(&self, route: &Route) {
        if self.route.with_untracked(|here| here != route) {
            location::go_to(&route.fragment());
            // The browser tells of the change only later; the screen need not wait.
            self.route.set(route.clone());
        }
    }

    /// Goes to another place instead of this one: for moves from item to item, which Back should
    /// not go through one by one.
    pub fn replace(&self, route: &Route) {
        if self.route.with_untracked(|here| here != route) {
            location::replace(&route.fragment());
            self.route.set(route.clone());
        }
    }
}

fn read(hash: &str, notices: Notices) -> Route {
    Route::parse(hash).unwrap_or_else(|error| {
        notices.say(error.to_string());
        let above = Route::above(hash);
        location::replace(&above.fragment());
        above
    })
}
