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
    terminal::print_bytes(in_ascii(&String::from_utf8(page)?).as_bytes())?;
    Ok(Exit::Done)
}

/// Other characters as escapes of groff and mandoc (groff_char(7)), since groff reads a page as Latin-1 unless told.
fn in_ascii(page: &str) -> String {
    let mut written = String::new();
    for character in page.chars() {
        if character.is_ascii() {
            written.push(character);
        } else {
            written.push_str(&format!("\\[u{:04X}]", u32::from(character)));
        }
    }
    written
}

/// Prints completions.
pub(crate) fn completions(arguments: &CompletionsArguments) -> io::Result<Exit> {
    let mut script = Vec::new();
    let mut program = Arguments::command();
    clap_complete::generate(arguments.shell, &mut program, "assay", &mut script);
    terminal::print_bytes(&script)?;
    Ok(Exit::Done)
}
