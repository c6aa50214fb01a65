//! The manual page and completions.

use std::io;

use clap::{Command, CommandFactory};

use crate::{
    Exit,
    arguments::{Arguments, CompletionsArguments, ManArguments},
    terminal,
};

/// Why no manual page is printed.
#[derive(Debug, thiserror::Error)]
#[error("there is no command “{0}”; “assay --help” names all")]
pub(crate) struct NoCommand(String);

/// Prints the manual page of the program or of a command, in roff.
pub(crate) fn man(arguments: &ManArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let mut program = Arguments::command();
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name);
            let found = found.ok_or_else(|| NoCommand(name.clone()))?;
            Command::clone(found)
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    terminal::print_bytes(&page)?;
    Ok(Exit::Done)
}

/// Prints completions.
pub(crate) fn completions(arguments: &CompletionsArguments) -> io::Result<Exit> {
    let mut script = Vec::new();
    let mut program = Arguments::command();
    clap_complete::generate(arguments.shell, &mut program, "assay", &mut script);
    terminal::print_bytes(&script)?;
    Ok(Exit::Done)
}
