//! The program, run on the files that earlier builds wrote and on copies of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "a test's helper fails the test, each test file uses its own part of it, and each is a crate of its own"
)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assay_dossier::Held;
use assay_report::document::Report;
use assay_seal::{Identity, UnixMillis, json};
use flate2::read::GzDecoder;
use serde_json::Value;
use tempfile::TempDir;

/// What an earlier build wrote (`dossier/tests/fixtures`).
pub fn fixture(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../dossier/tests/fixtures/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    if !name.ends_with(".gz") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    unpacked
}

/// A folder for a test, which goes when that ends.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Writes what an earlier build wrote, unpacked.
    pub fn fixture(&self, name: &str) -> PathBuf {
        let (_, file) = name.rsplit_once('/').unwrap_or(("", name));
        self.put(file.trim_end_matches(".gz"), &fixture(name))
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }

    /// Runs the program in it.
    pub fn run(&self, arguments: &[&str]) -> Done {
        let output = Command::new(env!("CARGO_BIN_EXE_assay"))
            .args(arguments)
            .current_dir(self.path())
            .output()
            .unwrap();
        Done::from(output)
    }
}

/// What the program did.
pub struct Done {
    pub exit: i32,
    pub bytes: Vec<u8>,
    pub out: String,
    pub error: String,
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        Self {
            exit: output.status.code().expect("it ends by itself"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            bytes: output.stdout,
            error: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Done {
    #[track_caller]
    pub fn exits(self, exit: i32) -> Self {
        assert_eq!(self.exit, exit, "{}\n{}", self.out, self.error);
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words), "{words}\n{}", self.out);
        self
    }

    #[track_caller]
    pub fn complains(self, words: &str) -> Self {
        assert!(self.error.contains(words), "{words}\n{}", self.error);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}", self.out))
    }
}

/// 2026-11-22T09:30:00Z.
pub const AT: u64 = 1_795_339_800_000;

/// A signer whose key is always the same for a seed.
pub fn identity(name: &str, seed: u8) -> Identity {
    let at = UnixMillis::new(AT - 1_000).unwrap();
    Identity::create(name, "Example Assessments", &[seed; 64], at).unwrap()
}

/// The report of a fixture.
pub fn report(name: &str) -> Report {
    let value: Value = serde_json::from_slice(&fixture(name)).unwrap();
    Report::from_value(value).unwrap()
}

/// A report, signed by somebody else than made it, who is named in it.
pub fn signed(report: &Report, by: &Identity) -> Vec<u8> {
    let mut report = report.clone();
    let role = assay_report::document::Role::Assessor;
    report.signing_parties = vec![assay_dossier::signing_party(by, role)];
    let value = Held::Report(Box::new(report)).to_value().unwrap();
    signed_value(&value, by)
}

pub fn signed_value(value: &Value, by: &Identity) -> Vec<u8> {
    let signed = json::sign_json(value, by, "2026-11-22T09:30:00Z").unwrap();
    json::canonical_bytes(&signed).unwrap()
}

/// The list of known signers, as the page saves it.
pub fn known_list(signers: &[(&str, &str)]) -> Vec<u8> {
    let signers: Vec<Value> = signers
        .iter()
        .map(|(name, fingerprint)| {
            serde_json::json!({
                "name": name, "fingerprint": fingerprint, "since": "2026-11-22T09:30:00Z", "why": "by telephone"
            })
        })
        .collect();
    let list =
        serde_json::json!({ "format": "assay-known-signers", "version": 1, "signers": signers });
    serde_json::to_vec(&list).unwrap()
}
