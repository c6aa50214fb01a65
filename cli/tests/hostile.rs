//! Files that were damaged anywhere: the program ends by itself, and calls none of them valid.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use crate::common::{Folder, fixture};

const FILES: [&str; 7] = [
    "1/report.json.gz",
    "5/report.executive.pdf.gz",
    "5/request.json",
    "6/three.json.gz",
    "6/letter.public.json.gz",
    "6/letter.public.pdf.gz",
    "6/backup.assay.gz",
];

#[test]
fn nothing_that_was_damaged_is_valid() {
    let folder = Folder::new();
    for name in FILES {
        let bytes = fixture(name);
        let file = name.replace('/', "-").replace(".gz", "");
        for part in 1..8 {
            let place = bytes.len() * part / 8;
            folder.put(&format!("all/{part}-cut-{file}"), &bytes[..place]);
            let mut changed = bytes.clone();
            changed[place] ^= 0x15;
            folder.put(&format!("all/{part}-changed-{file}"), &changed);
            let mut longer = bytes.clone();
            longer.splice(place..place, *b"\n<<{[\"\\u0000");
            folder.put(&format!("all/{part}-longer-{file}"), &longer);
        }
    }
    let done = folder.run(&["verify", "--json", "all"]).exits(1);
    assert!(!done.error.contains("panicked"), "{}", done.error);
    let json = done.json();
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), FILES.len() * 7 * 3, "{}", json["leftOut"]);
    for file in files {
        assert_ne!(file["verdict"], "valid", "{}", file["path"]);
    }
    for command in [&["show"][..], &["render", "--pdf"]] {
        for file in [
            "4-changed-6-three.json",
            "4-cut-6-letter.public.pdf",
            "nowhere.pdf",
        ] {
            let path = format!("all/{file}");
            let done = folder.run(&[command, &[path.as_str()]].concat());
            assert!([1, 2].contains(&done.exit), "{}", done.error);
        }
    }
}
