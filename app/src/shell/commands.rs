//! From what the user asks for to whoever can do it.

use std::sync::Arc;

use leptos::prelude::*;

use super::shortcuts::{Command, CommandGroup};

type Handler = Arc<dyn Fn(Command) -> bool + Send + Sync>;

/// Who carries commands out. The handler that was added last is asked first, so that an open item
/// comes before its list, and the list before the shell.
#[derive(Clone, Copy)]
pub struct Commands {
    handlers: StoredValue<Vec<(u64, Handler)>>,
    next: StoredValue<u64>,
}

impl Commands {
    /// Makes the context; the page's root calls it once.
    pub fn provide() -> Self {
        let commands = Self {
            handlers: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
        };
        provide_context(commands);
        commands
    }

    /// The commands of this page.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Has `handler` asked about every command of its group for as long as the calling component is
    /// there. It says whether it has dealt with the command; if not, the next handler is asked.
    pub fn on<G: CommandGroup>(&self, handler: impl Fn(G) -> bool + Send + Sync + 'static) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let handler: Handler = Arc::new(move |command| G::of(command).is_some_and(&handler));
        self.handlers
            .update_value(|handlers| handlers.push((id, handler)));
        let handlers = self.handlers;
        on_cleanup(move || {
            handlers.try_update_value(|handlers| handlers.retain(|(other, _)| *other != id));
        });
    }

    /// Carries a command out; says whether anybody did.
    pub fn run(&self, command: impl Into<Command>) -> bool {
        let command = command.into();
        // The list is copied first, because a handler may add or remove handlers.
        let handlers = self.handlers.get_value();
        handlers.iter().rev().any(|(_, handler)| handler(command))
    }
}

/// What is said of a command that nobody could carry out.
pub(super) fn cannot_be_done(words: &str) -> String {
    format!("\u{201c}{words}\u{201d} cannot be done here; it may need an open item.")
}
