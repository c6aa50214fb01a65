//! `assay`, the command line of Assay: the same answers as the page gives, for scripts and for many files.

mod arguments;
mod at_hand;
mod catalog;
mod document;
mod on_all_cores;
mod reading;
mod render;
mod schema;
mod shells;
mod show;
mod table;
mod terminal;
mod verify;
mod words;
mod writing;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let done = match command {
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Catalog(command) => catalog::run(&command),
        Command::Table(arguments) => table::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Man(arguments) => shells::man(&arguments),
        Command::Completions(arguments) => shells::completions(&arguments).map_err(Into::into),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            terminal::say_error(error.as_ref());
            Exit::CannotTell.into()
        }
    }
}

/// What the program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// It is done, and nothing speaks against any file.
    Done,
    /// A file is not valid.
    NotValid,
    /// Of a file nothing can be said, or what was asked for could not be done.
    CannotTell,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::NotValid => 1,
            Exit::CannotTell => 2,
        })
    }
}
