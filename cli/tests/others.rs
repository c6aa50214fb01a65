//! Editions, schemas, the manual page and completions.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use crate::common::{Folder, fixture};
use serde_json::Value;

#[test]
fn editions_are_named_printed_and_searched() {
    let folder = Folder::new();
    let listed = folder.run(&["catalog", "list"]).exits(0);
    assert_eq!(listed.out.lines().count(), 2, "{}", listed.out);
    folder
        .run(&["catalog", "print"])
        .exits(0)
        .says("req-enable-rollback (MUST)")
        .says("    SLS1: ");
    folder
        .run(&["catalog", "search", "rollback"])
        .exits(0)
        .says("req-enable-rollback");
    folder
        .run(&["catalog", "search", "no-such-word-anywhere"])
        .exits(0)
        .complains("nothing in this edition");
    folder
        .run(&["catalog", "print", "v9"])
        .exits(2)
        .complains("“v1”");
}

#[test]
fn an_edition_is_checked_converted_and_compared() {
    let folder = Folder::new();
    let oscal = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../import/tests/oscal/every-construct.json"
    );
    folder.put("oscal.json", &std::fs::read(oscal).unwrap());
    folder.run(&["catalog", "check", "oscal.json"]).exits(0);
    folder
        .run(&["catalog", "convert", "oscal.json", "-o", "edition.json"])
        .exits(0);
    assert_eq!(folder.read("edition.json"), fixture("6/edition.json.gz"));
    folder
        .run(&["catalog", "convert", "oscal.json", "-o", "edition.json"])
        .exits(2)
        .complains("--force");
    folder.put("broken.json", b"{\"format\": \"assay-edition/1\"}");
    folder
        .run(&["catalog", "check", "edition.json", "broken.json"])
        .exits(1)
        .says("edition.json: ");
    folder
        .run(&["catalog", "difference", "v1", "Editor's Draft"])
        .exits(0)
        .says("Controls: ");
    folder
        .run(&["catalog", "difference", "v1", "edition.json"])
        .exits(0);
}

#[test]
fn every_format_has_its_schema() {
    let folder = Folder::new();
    let names = folder.run(&["schema"]).exits(0).out;
    let names: Vec<&str> = names.lines().collect();
    assert_eq!(
        names,
        [
            "assay-report",
            "assay-public-report",
            "assay-disclosures",
            "assay-status-update-request",
            "assay-edition",
            "assay-backup",
            "assay-table"
        ]
    );
    for name in names {
        let schema: Value = folder.run(&["schema", name]).exits(0).json();
        assert!(schema.is_object(), "{name}");
    }
    folder
        .run(&["schema", "other"])
        .exits(2)
        .complains("assay-report");
}

#[test]
fn the_manual_and_completions_know_every_command() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]).exits(0).out;
    for command in ["render", "table"] {
        // Renderers do not agree about other characters.
        let page = folder.run(&["man", command]).exits(0);
        assert!(page.out.is_ascii(), "{}", page.out);
        assert!(page.out.contains("\\[u201C]"), "{}", page.out);
    }
    let man = folder.run(&["man"]).exits(0).out;
    let bash = folder.run(&["completions", "bash"]).exits(0).out;
    for command in [
        "verify",
        "show",
        "render",
        "catalog",
        "table",
        "schema",
        "man",
        "completions",
    ] {
        assert!(help.contains(command), "{command}");
        assert!(man.contains(&format!("assay\\-{command}(1)")), "{command}");
        assert!(bash.contains(command), "{command}");
    }
    folder
        .run(&["man", "verify"])
        .exits(0)
        .says(".TH")
        .says("Exit status")
        .says("\\-\\-trust");
    folder.run(&["man", "other"]).exits(2);
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        folder.run(&["completions", shell]).exits(0).says("verify");
    }
    folder
        .run(&["verify", "--help"])
        .exits(0)
        .says("Exit status:")
        .says("without --trust, anybody may have signed");
    folder.run(&["verify"]).exits(2);
    folder.run(&["--version"]).exits(0).says("assay 0.");
}
