//! `cargo xtask release`: what is handed out, in one folder, after it was built twice in two places.

mod bill;
mod notes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::command::{output, run, run_at_most};
use crate::error::TaskError;
use crate::page::{self, Profile};
use crate::step::{readable_size, step};
use crate::workspace::Workspace;

/// What the command line is compiled for: Linux, without any library of the system.
const LINUX: &str = "x86_64-unknown-linux-musl";

/// How long rustup may try to download that before it counts as out of reach.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// What the page and the command line are called where they are handed out.
const PAGE: &str = "assay.html";
const COMMAND_LINE: &str = "assay-linux-x86_64";

/// The list of the digests of all others.
const SUMS: &str = "SHA256SUMS";

/// Files by their names, with forward slashes.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds the release of the newest version of `CHANGELOG.md`, here and in another folder, and puts it into
/// `target/release-VERSION` where both are the same byte for byte.
pub(crate) fn release(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let is_rehearsal = match options {
        [] => false,
        ["--rehearsal"] => true,
        _ => {
            return Err(TaskError::Usage(
                "cargo xtask release [--rehearsal]".to_owned(),
            ));
        }
    };
    let notes = notes::newest(workspace)?;
    if !notes.is_released && !is_rehearsal {
        return Err(TaskError::Wrong(format!(
            "CHANGELOG.md calls {} unreleased: say its day there, or give --rehearsal",
            notes.version
        )));
    }
    let commit = commit(workspace)?;
    find_or_install_target(workspace)?;

    let here = step("Build the release here", || {
        let page = page::build(workspace, Profile::Release)?;
        build_command_line(workspace.root())?;
        built(&page.folder, workspace.root())
    })?;
    // Not within this one, whose settings cargo would read as well: flags for the compiler would be given twice. Its
    // path is of another length, so that nothing depends on where a folder is.
    let other = std::env::temp_dir().join("assay-release-built-in-another-folder");
    let there = step("Build it again in another folder", || {
        clone(workspace, &commit, &other)?;
        run(cargo(&other).args(["xtask", "bundle"]))?;
        build_command_line(&other)?;
        built(&other.join("dist"), &other)
    })?;
    compare(&here, &there)?;

    let mut files = here;
    let bills = step("List what is inside", || {
        bill::bills(&other, &notes.version, &files)
    })?;
    files.extend(bills);
    std::fs::remove_dir_all(&other).map_err(TaskError::file(&other))?;
    files.insert("NOTES.md".to_owned(), notes.text.into_bytes());
    files.insert(SUMS.to_owned(), sums(&files).into_bytes());

    let folder = workspace.path(&format!("target/release-{}", notes.version));
    write(&folder, &files)?;
    for (name, bytes) in &files {
        println!("   {name}: {}", readable_size(bytes.len()));
    }
    println!("{} (commit {commit})", folder.display());
    Ok(())
}

/// The commit that is released: what is in the work tree and in no commit could nobody build again.
fn commit(workspace: &Workspace) -> Result<String, TaskError> {
    let git = |words: &[&str]| {
        output(
            Command::new("git")
                .args(words)
                .current_dir(workspace.root()),
        )
    };
    let changed = git(&["status", "--porcelain"])?;
    if !changed.trim().is_empty() {
        return Err(TaskError::Wrong(format!(
            "a release is made of a commit, and these are in none:\n{changed}"
        )));
    }
    Ok(git(&["rev-parse", "HEAD"])?.trim().to_owned())
}

fn find_or_install_target(workspace: &Workspace) -> Result<(), TaskError> {
    let added = run_at_most(
        Command::new("rustup")
            .args(["target", "add", LINUX])
            .current_dir(workspace.root()),
        RUSTUP_LIMIT,
    );
    added.map_err(|_| TaskError::Missing {
        tool: format!("Rust's target {LINUX}"),
        remedy: format!("run `rustup target add {LINUX}`"),
    })
}

/// Cargo in a folder of its own, whatever the one that started this was told.
fn cargo(folder: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(folder).env_remove("CARGO_TARGET_DIR");
    command
}

/// Compiles the command line. Where the libraries' sources are on this machine is not written into it.
fn build_command_line(folder: &Path) -> Result<(), TaskError> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let home = home.unwrap_or_default();
    let flags = format!("--remap-path-prefix={}=/cargo", home.display());
    run(cargo(folder)
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .args(["build", "--locked", "--profile", "command-line"])
        .args(["--package", "assay-cli", "--target", LINUX]))
}

/// What was built: the single file, the page to be served, and the command line.
fn built(page: &Path, folder: &Path) -> Result<Files, TaskError> {
    let mut files = Files::new();
    read_folder(page, "served/", &mut files)?;
    let single = files.remove(&format!("served/{PAGE}"));
    let single =
        single.ok_or_else(|| TaskError::Wrong(format!("{} holds no {PAGE}", page.display())))?;
    files.insert(PAGE.to_owned(), single);
    let program = folder.join("target").join(LINUX).join("command-line/assay");
    let bytes = std::fs::read(&program).map_err(TaskError::file(&program))?;
    files.insert(COMMAND_LINE.to_owned(), bytes);
    Ok(files)
}

fn read_folder(folder: &Path, under: &str, files: &mut Files) -> Result<(), TaskError> {
    for entry in std::fs::read_dir(folder).map_err(TaskError::file(folder))? {
        let path = entry.map_err(TaskError::file(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{under}{name}");
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), files)?;
        } else {
            files.insert(name, std::fs::read(&path).map_err(TaskError::file(&path))?);
        }
    }
    Ok(())
}

/// A clone of the commit alone: nothing that lies about in the work tree is in it.
fn clone(workspace: &Workspace, commit: &str, folder: &Path) -> Result<(), TaskError> {
    if folder.is_dir() {
        std::fs::remove_dir_all(folder).map_err(TaskError::file(folder))?;
    }
    run(Command::new("git")
        .args(["clone", "--quiet", "--no-checkout"])
        .arg(workspace.root())
        .arg(folder))?;
    run(Command::new("git")
        .args(["checkout", "--quiet", commit])
        .current_dir(folder))
}

/// Refuses two builds that differ, and names the files.
fn compare(here: &Files, there: &Files) -> Result<(), TaskError> {
    let names: Vec<&str> = here
        .keys()
        .chain(there.keys().filter(|name| !here.contains_key(*name)))
        .filter(|name| here.get(*name) != there.get(*name))
        .map(String::as_str)
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(TaskError::Wrong(format!(
        "built in another folder, these are not the same byte for byte, so that nobody could check them: {}",
        names.join(", ")
    )))
}

/// The digests, as `sha256sum -c` reads them.
fn sums(files: &Files) -> String {
    files
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes)))
        .collect()
}

fn sha256(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}

/// Writes all of them into a folder that holds nothing else, and reads them back.
fn write(folder: &Path, files: &Files) -> Result<(), TaskError> {
    if folder.is_dir() {
        std::fs::remove_dir_all(folder).map_err(TaskError::file(folder))?;
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(TaskError::file(parent))?;
        std::fs::write(&path, bytes).map_err(TaskError::file(&path))?;
        if name == COMMAND_LINE {
            make_executable(&path)?;
        }
    }
    let mut there = Files::new();
    read_folder(folder, "", &mut there)?;
    compare(files, &there)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<(), TaskError> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, permissions).map_err(TaskError::file(path))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), TaskError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> Files {
        all.iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn two_builds_that_differ_are_refused_and_the_files_named() {
        let here = files(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert!(compare(&here, &here.clone()).is_ok());
        let there = files(&[("a", "1"), ("b", "other"), ("d", "4")]);
        let error = compare(&here, &there).unwrap_err().to_string();
        assert!(error.ends_with(": b, c, d"), "{error}");
    }

    #[test]
    fn digests_are_listed_as_sha256sum_reads_them() {
        assert_eq!(
            sums(&files(&[("served/x", ""), ("assay.html", "abc")])),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  assay.html\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  served/x\n"
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        let folder = std::env::temp_dir().join(format!("assay-release-{}", std::process::id()));
        let all = files(&[("served/icons/x", "1"), (COMMAND_LINE, "2")]);
        write(&folder, &files(&[("old", "0")])).unwrap();
        write(&folder, &all).unwrap();
        assert!(!folder.join("old").exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
