//! Which crate may use which, and what must stay out of those below the page.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot run cargo has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The crates that know nothing of the page.
const BELOW_THE_PAGE: [&str; 9] = [
    "assay-catalog",
    "assay-import",
    "assay-assessment",
    "assay-desk",
    "assay-report",
    "assay-exchange",
    "assay-seal",
    "assay-dossier",
    "assay-jobs",
];

/// The packages that a crate is built from for the browser, itself included, each with the features
/// that are on: `name vX.Y.Z feature,feature`. Development dependencies are left out.
fn packages(of: &str) -> Vec<String> {
    tree(&["--package", of, "--format", "{p} {f}"])
}

/// What is built for the browser, as lines of `cargo tree`.
fn tree(options: &[&str]) -> Vec<String> {
    let for_the_browser = ["--edges", "normal", "--target", "wasm32-unknown-unknown"];
    lines_of_tree(&[&for_the_browser, options].concat())
}

/// Runs `cargo tree` and returns its lines.
fn lines_of_tree(options: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--prefix", "none"])
        .args(options)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

fn names(of: &str) -> BTreeSet<String> {
    packages(of)
        .iter()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

fn ours(of: &str) -> Vec<String> {
    names(of)
        .into_iter()
        .filter(|name| name.starts_with("assay-") && name != of)
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    assert_eq!(ours("assay-catalog"), [""; 0]);
    assert_eq!(ours("assay-import"), ["assay-catalog"]);
    assert_eq!(ours("assay-seal"), [""; 0]);
    assert_eq!(ours("assay-assessment"), ["assay-catalog"]);
    assert_eq!(ours("assay-desk"), ["assay-assessment", "assay-catalog"]);
    assert_eq!(ours("assay-report"), ["assay-assessment", "assay-catalog"]);
    assert_eq!(
        ours("assay-exchange"),
        ["assay-assessment", "assay-catalog", "assay-report"]
    );
    assert_eq!(
        ours("assay-dossier"),
        [
            "assay-assessment",
            "assay-catalog",
            "assay-import",
            "assay-report",
            "assay-seal"
        ]
    );
    assert_eq!(
        ours("assay-jobs"),
        [
            "assay-assessment",
            "assay-catalog",
            "assay-dossier",
            "assay-exchange",
            "assay-import",
            "assay-report",
            "assay-seal"
        ]
    );
    assert_eq!(
        ours("assay-cli"),
        [
            "assay-assessment",
            "assay-catalog",
            "assay-dossier",
            "assay-exchange",
            "assay-import",
            "assay-report",
            "assay-seal"
        ]
    );
    for (one, other) in [
        ("worker", "app"),
        ("app", "worker"),
        ("app", "cli"),
        ("worker", "cli"),
    ] {
        let other = format!("assay-{other}");
        assert!(!ours(&format!("assay-{one}")).contains(&other), "{one}");
    }
}

#[test]
fn nothing_below_the_page_knows_a_browser() {
    for package in BELOW_THE_PAGE {
        let names = names(package);
        for browser in ["web-sys", "js-sys", "gloo", "leptos"] {
            assert!(
                !names.contains(browser),
                "{package} reaches {browser}: cargo tree -p {package} -i {browser}"
            );
        }
    }
}

/// A test that no program holds would never run.
#[test]
fn every_test_is_in_a_program() {
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut looked_at = 0;
    for folder in fs::read_dir(workspace).expect("the workspace can be read") {
        let tests = folder.expect("it can be read on").path().join("tests");
        let Ok(program) = fs::read_to_string(tests.join("all.rs")) else {
            continue;
        };
        let modules: BTreeSet<&str> = program
            .lines()
            .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
            .collect();
        let manifest = fs::read_to_string(tests.with_file_name("Cargo.toml"));
        let manifest = manifest.expect("a crate has a manifest");
        for file in fs::read_dir(&tests).expect("the tests can be read") {
            let file = file.expect("they can be read on").path();
            if file.join("main.rs").is_file() {
                // A program of its own, which the crate has to name.
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let named = format!("path = \"tests/{name}/main.rs\"");
                assert!(manifest.contains(&named), "{}", file.display());
            }
            let name = file.file_stem().and_then(|name| name.to_str());
            let is_source = file.extension().is_some_and(|ending| ending == "rs");
            if let Some(name) = name.filter(|name| is_source && *name != "all") {
                assert!(modules.contains(name), "{}", file.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 80, "{looked_at}");
}

/// `zip` and `lopdf` insist on a source of randomness, although nothing of ours asks them for any, and
/// in the browser that source is reached through wasm-bindgen. Nothing else may reach it.
#[test]
fn wasm_bindgen_is_reached_for_randomness_only() {
    for package in BELOW_THE_PAGE {
        if names(package).contains("wasm-bindgen") {
            let users = tree(&[
                "--package",
                package,
                "--invert",
                "wasm-bindgen",
                "--depth",
                "1",
            ]);
            assert!(
                users
                    .iter()
                    .skip(1)
                    .all(|line| line.starts_with("getrandom ")),
                "{package}: {users:?}"
            );
        }
    }
}

/// The command line is built wherever Rust is: nothing that it is built from compiles or looks for a C library. But for one
/// system: `parquet` insists on `chrono` with a clock, which nothing of ours asks, and on Haiku that asks for the time zone
/// by a file in C++.
#[test]
fn the_command_line_needs_no_c_library() {
    let program = [
        "--package",
        "assay-cli",
        "--edges",
        "normal,build",
        "--target",
        "all",
    ];
    let packages = lines_of_tree(&program);
    assert!(packages.len() > 100);
    for name in packages
        .iter()
        .filter_map(|package| package.split(' ').next())
    {
        let builders = ["cmake", "pkg-config", "vcpkg", "bindgen"];
        assert!(
            !builders.contains(&name),
            "cargo tree -p assay-cli -i {name}"
        );
    }
    let users = lines_of_tree(&[&program[..], &["--invert", "cc", "--depth", "1"]].concat());
    let users: Vec<&str> = users
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(users, ["cc", "iana-time-zone-haiku"]);
}

/// With `arbitrary_precision`, serde_json lets integers through that the strict JSON parser refuses.
/// With `preserve_order`, what is written would depend on the order in which it was put together.
#[test]
fn json_numbers_stay_numbers() {
    let packages = packages("assay-app");
    let json: Vec<&String> = packages
        .iter()
        .filter(|line| line.starts_with("serde_json "))
        .collect();
    assert!(!json.is_empty());
    for line in json {
        assert!(
            !line.contains("arbitrary_precision") && !line.contains("preserve_order"),
            "{line}"
        );
    }
}
