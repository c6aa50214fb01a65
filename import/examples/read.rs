//! Reads a page and prints the edition as JSON, and on the other stream what one should know:
//! `cargo run -p assay-import --example read -- page.html`.

use std::io::{Error, ErrorKind};

fn main() -> Result<(), Error> {
    let Some(path) = std::env::args_os().nth(1) else {
        return Err(Error::new(ErrorKind::InvalidInput, "name a page"));
    };
    let edition = assay_import::read_valos_page(&std::fs::read(path)?)
        .map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
    for note in &edition.notes {
        eprintln!("{note}");
    }
    println!("{}", serde_json::to_string_pretty(&edition.file)?);
    Ok(())
}
