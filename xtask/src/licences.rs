//! `cargo xtask licences`: the licences of everything that the page holds, as `jobs/licences.json`, which "About" shows.
//!
//! What a program holds is what `cargo metadata` says that it depends on, without what only runs at build time. Where a
//! package leaves the choice, Apache-2.0 is taken, whose text stands once for all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::command::output;
use crate::error::TaskError;
use crate::tools::wasm_target::TARGET;
use crate::workspace::Workspace;

/// The programs of the page.
const PROGRAMS: [&str; 2] = ["assay-app", "assay-worker"];

/// Where the list is.
const LIST: &str = "jobs/licences.json";

/// What is inside and no package: name, licence, where it is from, and the file with its text.
const OTHER_PARTS: [[&str; 4]; 4] = [
    [
        "Source Sans 3",
        "OFL-1.1",
        "https://github.com/adobe-fonts/source-sans",
        "report/fonts/LICENSE-SourceSans3.md",
    ],
    [
        "Source Code Pro",
        "OFL-1.1",
        "https://github.com/adobe-fonts/source-code-pro",
        "report/fonts/LICENSE-SourceCodePro.md",
    ],
    [
        "ValOS, the Validator Operations Standard",
        "Apache-2.0",
        "https://lidofinance.github.io/valos/",
        "NOTICE",
    ],
    [
        "Zstandard decoder (zstddec)",
        "BSD-3-Clause AND MIT",
        "https://github.com/donmccurdy/zstddec",
        "NOTICE",
    ],
];

/// The text of the MIT licence, for packages whose sources come without it.
const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";

/// The same of the BSD licence in three clauses.
const BSD_3_CLAUSE: &str = "Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:\n\n1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.\n\n2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided with the distribution.\n\n3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products derived from this software without specific prior written permission.\n\nTHIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.";

/// What the files with licences are called, in capital letters.
const FILES: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "UNLICENSE",
    "NOTICE",
    "COPYRIGHT",
];

/// Writes the list.
pub(crate) fn licences(workspace: &Workspace) -> Result<(), TaskError> {
    let path = workspace.path(LIST);
    std::fs::write(&path, list(workspace)?).map_err(TaskError::file(&path))?;
    println!("{}", path.display());
    Ok(())
}

/// Refuses a list that is not that of the programs as they are.
pub(crate) fn check(workspace: &Workspace) -> Result<(), TaskError> {
    let path = workspace.path(LIST);
    let there = std::fs::read_to_string(&path).map_err(TaskError::file(&path))?;
    if there == list(workspace)? {
        return Ok(());
    }
    Err(TaskError::Wrong(format!(
        "{LIST} is not the list of what the page holds: `cargo xtask licences` writes it anew"
    )))
}

fn list(workspace: &Workspace) -> Result<String, TaskError> {
    let mut command = Command::new("cargo");
    command
        .current_dir(workspace.root())
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", TARGET]);
    let metadata: Value = serde_json::from_str(&output(&mut command)?)
        .map_err(|error| TaskError::Wrong(format!("`cargo metadata` cannot be read: {error}")))?;
    let apache = read(&workspace.path("LICENSE"))?;
    let mut texts = Texts::new(apache);
    let mut parts = Vec::new();
    for package in inside(&metadata) {
        let numbers = texts.of(package)?;
        parts.push(json!({
            "name": text(package, "name"),
            "version": text(package, "version"),
            "licence": text(package, "license"),
            "address": text(package, "repository"),
            "texts": numbers,
        }));
    }
    for [name, licence, address, file] in OTHER_PARTS {
        let number = texts.number(read(&workspace.path(file))?);
        parts.push(json!({
            "name": name, "version": "", "licence": licence, "address": address, "texts": [number],
        }));
    }
    let list = json!({ "parts": parts, "texts": texts.all });
    // A value always has a JSON form.
    let written = serde_json::to_string_pretty(&list).unwrap_or_default();
    Ok(format!("{written}\n"))
}

/// The packages of others that the programs hold, by name and version.
fn inside(metadata: &Value) -> Vec<&Value> {
    let all = |value: &'static str| metadata[value].as_array().into_iter().flatten();
    let packages: BTreeMap<&str, &Value> = all("packages")
        .map(|package| (text(package, "id"), package))
        .collect();
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten();
    let nodes: BTreeMap<&str, &Value> = nodes.map(|node| (text(node, "id"), node)).collect();
    let programs = packages
        .iter()
        .filter(|(_, package)| PROGRAMS.contains(&text(package, "name")));
    let mut to_do: Vec<&str> = programs.map(|(id, _)| *id).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = to_do.pop() {
        let Some(package) = packages.get(id).filter(|package| !is_macro(package)) else {
            continue;
        };
        if !seen.insert((text(package, "name"), text(package, "version"), id)) {
            continue;
        }
        let needed = nodes
            .get(id)
            .and_then(|node| node["deps"].as_array())
            .into_iter()
            .flatten();
        let needed = needed.filter(|needed| {
            let kinds = needed["dep_kinds"].as_array();
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
        });
        to_do.extend(needed.map(|needed| text(needed, "pkg")));
    }
    let found = seen
        .into_iter()
        .filter_map(|(_, _, id)| packages.get(id).copied());
    found
        .filter(|package| !package["source"].is_null())
        .collect()
}

/// Whether it runs in the compiler, and is no part of what that makes.
fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    let mut kinds = targets.flat_map(|target| target["kind"].as_array().into_iter().flatten());
    kinds.any(|kind| kind == "proc-macro")
}

/// The texts of licences, each once.
struct Texts {
    all: Vec<String>,
}

impl Texts {
    /// With the text of Apache-2.0 as the first.
    fn new(apache: String) -> Self {
        Self { all: vec![apache] }
    }

    fn number(&mut self, text: String) -> usize {
        let there = self.all.iter().position(|each| *each == text);
        there.unwrap_or_else(|| {
            self.all.push(text);
            self.all.len() - 1
        })
    }

    /// The texts that go with a package.
    fn of(&mut self, package: &Value) -> Result<Vec<usize>, TaskError> {
        let expression = text(package, "license");
        let is_apache = expression.contains("Apache-2.0") && !expression.contains(" AND ");
        let mut numbers = BTreeSet::new();
        if is_apache {
            numbers.insert(0);
        }
        for file in files(Path::new(text(package, "manifest_path")))? {
            let is_notice = name_of(&file).starts_with("NOTICE");
            if is_apache && !is_notice {
                continue;
            }
            let content = read(&file)?;
            let is_the_first =
                content.contains("Apache License") && content.contains("Version 2.0, January 2004");
            numbers.insert(match is_the_first {
                true => 0,
                false => self.number(content),
            });
        }
        if numbers.is_empty() {
            numbers.insert(self.number(stand_in(package)?));
        }
        Ok(numbers.into_iter().collect())
    }
}

/// The text of a licence that a package names and does not bring.
fn stand_in(package: &Value) -> Result<String, TaskError> {
    let (name, expression) = (text(package, "name"), text(package, "license"));
    let licence = match expression {
        "MIT" => MIT,
        "BSD-3-Clause" => BSD_3_CLAUSE,
        other => {
            return Err(TaskError::Wrong(format!(
                "{name} is under {other} and brings no text of it: add the text to xtask/src/licences.rs"
            )));
        }
    };
    let authors = package["authors"].as_array().into_iter().flatten();
    let authors: Vec<&str> = authors.filter_map(Value::as_str).collect();
    let authors = match authors.as_slice() {
        [] => format!("the authors of {name}"),
        authors => authors.join(", "),
    };
    Ok(format!("Copyright {authors}\n\n{licence}"))
}

/// The files with licences beside a manifest, by name.
fn files(manifest: &Path) -> Result<Vec<PathBuf>, TaskError> {
    let folder = manifest.parent().unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).map_err(TaskError::file(folder))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        path.is_file()
            && FILES
                .iter()
                .any(|beginning| name_of(path).starts_with(beginning))
    });
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().to_uppercase()
}

/// A text with lines that end as here, whatever system it was written on.
fn read(path: &Path) -> Result<String, TaskError> {
    let bytes = std::fs::read(path).map_err(TaskError::file(path))?;
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    Ok(text.trim_start_matches('\u{feff}').trim_end().to_owned())
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Value {
        let package = |name: &str, kind: &str, source: Value| {
            json!({
                "id": name, "name": name, "version": "1.0.0", "license": "MIT", "source": source,
                "targets": [{ "kind": [kind] }],
            })
        };
        let needs =
            |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        json!({
            "packages": [
                package("assay-app", "lib", Value::Null),
                package("inside", "lib", "registry".into()),
                package("deeper", "lib", "registry".into()),
                package("builds", "lib", "registry".into()),
                package("derives", "proc-macro", "registry".into()),
                package("of-the-macro", "lib", "registry".into()),
                package("unused", "lib", "registry".into()),
            ],
            "resolve": { "nodes": [
                { "id": "assay-app", "deps": [needs("inside", Value::Null), needs("builds", "build".into()), needs("derives", Value::Null)] },
                { "id": "inside", "deps": [needs("deeper", Value::Null), needs("inside", "dev".into())] },
                { "id": "derives", "deps": [needs("of-the-macro", Value::Null)] },
            ] },
        })
    }

    #[test]
    fn what_is_inside_is_what_the_programs_need_when_they_run() {
        let metadata = metadata();
        let names: Vec<&str> = inside(&metadata)
            .iter()
            .map(|each| text(each, "name"))
            .collect();
        assert_eq!(names, ["deeper", "inside"]);
    }

    #[test]
    fn a_licence_without_a_text_is_refused_unless_its_text_is_known() {
        let known = json!({ "name": "a", "license": "MIT", "authors": ["Ada Roth"] });
        assert!(
            stand_in(&known).is_ok_and(|text| text.starts_with("Copyright Ada Roth\n\nPermission"))
        );
        let unknown = json!({ "name": "a", "license": "MPL-2.0" });
        assert!(stand_in(&unknown).is_err());
    }

    #[test]
    fn each_text_stands_once() {
        let mut texts = Texts::new("Apache".to_owned());
        assert_eq!(texts.number("MIT".to_owned()), 1);
        assert_eq!(texts.number("MIT".to_owned()), 1);
        assert_eq!(texts.number("Apache".to_owned()), 0);
    }
}
