//! Writes what connects a compiled program to the browser: the module with its imports and exports, and the script
//! that calls it. The script is an ordinary one, not a module: browsers load no modules from `file://`.

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

/// What is connected, and where what comes of it is written.
struct Asked {
    /// The module as cargo leaves it.
    module: PathBuf,
    /// What the page calls the program by.
    global: String,
    /// The folder for the module (`NAME_bg.wasm`) and the script (`NAME.js`).
    folder: PathBuf,
}

impl Asked {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Option<Asked> {
        let asked = Asked {
            module: arguments.next()?.into(),
            global: arguments.next()?,
            folder: arguments.next()?.into(),
        };
        arguments.next().is_none().then_some(asked)
    }
}

fn main() -> ExitCode {
    let Some(asked) = Asked::from_arguments(std::env::args().skip(1)) else {
        eprintln!("usage: xtask-bindgen MODULE GLOBAL FOLDER");
        return ExitCode::FAILURE;
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&asked.module).typescript(false);
    let written = bindgen
        .no_modules(true)
        .and_then(|bindgen| bindgen.no_modules_global(&asked.global))
        .and_then(|bindgen| bindgen.generate(&asked.folder));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error:#}", asked.module.display());
            ExitCode::FAILURE
        }
    }
}
