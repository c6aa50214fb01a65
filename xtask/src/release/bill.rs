//! What is inside of what is handed out, with the licences: a bill of materials for the page and one for the command
//! line (CycloneDX 1.5, ECMA-424 is its successor), made by `cargo cyclonedx` from what cargo resolved.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{COMMAND_LINE, Files, LINUX, PAGE, sha256};
use crate::command::{output, run};
use crate::error::TaskError;
use crate::tools::cache::ToolCache;
use crate::tools::cargo_tool::CargoTool;
use crate::tools::npm::NpmPackage;
use crate::tools::search_path_with;
use crate::tools::wasm_target::TARGET;

/// What the tool calls what it writes into each crate's folder.
const NAME: &str = "bill-of-materials";

/// The bills of the page and of the command line. The tool writes into the folders of the crates, so that it is given
/// the clone; `files` are what was built.
pub(super) fn bills(clone: &Path, version: &str, files: &Files) -> Result<Files, TaskError> {
    let of = |name: &str, target: &str, crates: &[&str], others: &[Value]| {
        let bills = made(clone, target, crates)?;
        let bytes = files.get(name).map(Vec::as_slice).unwrap_or_default();
        let bill = joined(bills, &product(name, version, bytes), others);
        let mut text = serde_json::to_string_pretty(&bill).map_err(|error| {
            TaskError::Wrong(format!("the bill of materials has no JSON form: {error}"))
        })?;
        text.push('\n');
        Ok::<_, TaskError>((format!("{name}.cdx.json"), text.into_bytes()))
    };
    let mut others = data();
    let command_line = of(COMMAND_LINE, LINUX, &["cli"], &others)?;
    others.push(unpacker());
    let page = of(PAGE, TARGET, &["app", "worker"], &others)?;
    Ok(Files::from([command_line, page]))
}

/// The bills of some crates, without a word about where they were built.
fn made(clone: &Path, target: &str, crates: &[&str]) -> Result<Vec<Value>, TaskError> {
    let tool = CargoTool::CYCLONEDX.find_or_install(&ToolCache::open()?)?;
    let path = search_path_with(&tool.parent().into_iter().collect::<Vec<_>>())?;
    // The time of the commit stands in place of the time of the build, and no random number in place of a name.
    let time = output(
        Command::new("git")
            .args(["log", "-1", "--format=%ct"])
            .current_dir(clone),
    )?;
    let root = format!("path+file://{}/", clone.display());
    let mut bills = Vec::new();
    for each in crates {
        run(Command::new("cargo")
            .args(["cyclonedx", "--quiet", "--manifest-path"])
            .arg(format!("{each}/Cargo.toml"))
            .args(["--target", target, "--format", "json", "--spec-version"])
            .args(["1.5", "--override-filename", NAME])
            .current_dir(clone)
            .env("PATH", &path)
            .env("SOURCE_DATE_EPOCH", time.trim()))?;
        let file = clone.join(each).join(format!("{NAME}.json"));
        let text = std::fs::read_to_string(&file).map_err(TaskError::file(&file))?;
        let text = text.replace(&root, "");
        bills.push(serde_json::from_str(&text).map_err(|error| {
            TaskError::Wrong(format!("{} cannot be read: {error}", file.display()))
        })?);
    }
    Ok(bills)
}

/// One bill of several: what is in any of them, once, and what lies beside.
fn joined(bills: Vec<Value>, product: &Value, others: &[Value]) -> Value {
    let mut components = BTreeMap::new();
    let mut dependencies: BTreeMap<String, Value> = BTreeMap::new();
    let mut direct: Vec<Value> = Vec::new();
    let mut timestamp = Value::Null;
    let mut tools = Value::Null;
    let reference =
        |component: &Value| component["bom-ref"].as_str().unwrap_or_default().to_owned();
    let list = |value: &mut Value| match value.take() {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    for mut bill in bills {
        let own = bill["metadata"]["component"].take();
        timestamp = bill["metadata"]["timestamp"].take();
        tools = bill["metadata"]["tools"].take();
        direct.push(own["bom-ref"].clone());
        for component in std::iter::once(own).chain(list(&mut bill["components"])) {
            components.insert(reference(&component), component);
        }
        for dependency in list(&mut bill["dependencies"]) {
            let of = dependency["ref"].as_str().unwrap_or_default().to_owned();
            dependencies.insert(of, dependency);
        }
    }
    for other in others {
        direct.push(other["bom-ref"].clone());
        components.insert(reference(other), other.clone());
    }
    let own = json!({ "ref": product["bom-ref"], "dependsOn": direct });
    let dependencies = std::iter::once(own).chain(dependencies.into_values());
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "timestamp": timestamp, "tools": tools, "component": product },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    })
}

/// The file that the bill is of.
fn product(name: &str, version: &str, bytes: &[u8]) -> Value {
    json!({
        "type": "application",
        "bom-ref": name,
        "name": name,
        "version": version,
        "hashes": [{ "alg": "SHA-256", "content": sha256(bytes) }],
        "licenses": [{ "license": { "id": "Apache-2.0" } }],
    })
}

/// What cargo knows nothing of and both hold: the fonts of the PDF, and the texts of the standard.
fn data() -> Vec<Value> {
    let font = |package: &str, version: &str, name: &str| {
        let purl = format!("pkg:npm/{package}@{version}");
        json!({
            "type": "data",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "description": "A part of it, under another name, as its licence asks: report/fonts/README.md",
            "licenses": [{ "license": { "id": "OFL-1.1" } }],
            "purl": purl,
        })
    };
    vec![
        font("source-sans", "3.52.0", "Source Sans 3"),
        font("source-code-pro", "2.42.0", "Source Code Pro"),
        json!({
            "type": "data",
            "bom-ref": "valos",
            "name": "ValOS, the Validator Operations Standard",
            "description": "Editions and digests: `assay catalog list`",
            "licenses": [{ "license": { "id": "Apache-2.0" } }],
            "externalReferences": [{
                "type": "website",
                "url": "https://lidofinance.github.io/valos/valos-spec.html",
            }],
        }),
    ]
}

/// What unpacks the page.
fn unpacker() -> Value {
    let version = NpmPackage::ZSTDDEC.version();
    let purl = format!("pkg:npm/zstddec@{version}");
    json!({
        "type": "library",
        "bom-ref": purl,
        "name": "zstddec",
        "version": version,
        "description": "The decoder of Zstandard, compiled to WebAssembly",
        "licenses": [{ "expression": "MIT AND BSD-3-Clause" }],
        "purl": purl,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_two_programs_is_listed_once() {
        let bill = |own: &str, others: &[&str]| {
            let component = |name: &&str| json!({ "bom-ref": name, "name": name });
            json!({
                "metadata": { "component": component(&own), "timestamp": "t", "tools": [] },
                "components": others.iter().map(component).collect::<Vec<_>>(),
                "dependencies": [{ "ref": own, "dependsOn": others }],
            })
        };
        let bills = vec![bill("app", &["seal", "leptos"]), bill("worker", &["seal"])];
        let joined = joined(
            bills,
            &product("assay.html", "1.0.0", b"abc"),
            &[unpacker()],
        );
        let names = |list: &Value, key: &str| -> Vec<String> {
            let list = list.as_array().unwrap().iter();
            list.map(|each| each[key].as_str().unwrap().to_owned())
                .collect()
        };
        let decoder = format!("pkg:npm/zstddec@{}", NpmPackage::ZSTDDEC.version());
        assert_eq!(
            names(&joined["components"], "bom-ref"),
            ["app", "leptos", decoder.as_str(), "seal", "worker"]
        );
        assert_eq!(
            names(&joined["dependencies"], "ref"),
            ["assay.html", "app", "worker"]
        );
        assert_eq!(
            joined["dependencies"][0]["dependsOn"],
            json!(["app", "worker", decoder])
        );
    }

    #[test]
    fn the_fonts_are_those_that_are_embedded() {
        let readme = include_str!("../../../report/fonts/README.md");
        for font in data().iter().take(2) {
            let purl = font["purl"].as_str().unwrap();
            let (package, version) = purl.trim_start_matches("pkg:npm/").split_once('@').unwrap();
            assert!(
                readme.contains(&format!("npm `{package}` {version}")),
                "{purl}"
            );
        }
    }
}
