//! What was found, as text.

use assay_assessment::words::{capital, name};

use super::found::{Found, SignatureFound, TimeStampFound, Verification};
use crate::words;

/// All of it: a line for each file, and below it what is to be said.
pub(super) fn told(verification: &Verification) -> String {
    let mut blocks: Vec<String> = verification.files.iter().map(of_file).collect();
    if !verification.left_out.is_empty() {
        let left_out = verification.left_out.iter();
        let lines = left_out.map(|each| format!("Left out: {}: {}\n", name(&each.path), each.why));
        blocks.push(lines.collect());
    }
    if verification.files.len() > 1 {
        blocks.push(words::summary(&verification.files) + "\n");
    }
    blocks.join("\n")
}

fn of_file(file: &Found) -> String {
    let mut text = format!("{}: {}\n", name(&file.path), file.word);
    let mut say = |line: &str| {
        // What a file says is one line each, so that none of it stands where the verdict does.
        text.push_str("  ");
        text.push_str(&line.replace('\n', " / "));
        text.push('\n');
    };
    for line in [&file.meaning].into_iter().chain(&file.why) {
        if !line.is_empty() {
            say(line);
        }
    }
    if let Some(pages) = &file.pages {
        say(&format!("{}. {}", pages.heading, pages.meaning));
    }
    for (what, value) in [
        ("Title", &file.title),
        ("Operator", &file.operator),
        ("Made at", &file.generated_at),
        ("Made with", &file.generator),
    ] {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            say(&format!("{what}: {}", name(value)));
        }
    }
    for contradiction in &file.contradictions {
        say(&format!("Contradiction: {}", contradiction.place));
        say(&format!("  It says: {}", contradiction.says));
        say(&format!("  What follows: {}", contradiction.follows));
    }
    if file.more_contradictions > 0 {
        say(&format!(
            "{} more are not listed.",
            file.more_contradictions
        ));
    }
    for signature in &file.signatures {
        of_signature(signature, &mut say);
    }
    for report in &file.reports {
        say(&format!("Report: {}: {}", name(&report.name), report.word));
    }
    for remark in &file.remarks {
        say(remark);
    }
    for named in &file.named_files {
        say(&words::named_file(&named.name, named.given_as.as_deref()));
    }
    text
}

fn of_signature(signature: &SignatureFound, say: &mut dyn FnMut(&str)) {
    let who = words::signer(&signature.name, &signature.organisation);
    say(&format!("Signature: {who}"));
    say(&format!("  {}", signature.finding));
    for (what, value) in [
        ("Signed as", capital(&signature.role)),
        ("Fingerprint", signature.fingerprint.clone()),
        ("Certificate by", certificate(&signature.certificate_by)),
        ("Signed at", claimed(&signature.claimed_at)),
    ] {
        if !value.is_empty() {
            say(&format!("  {what}: {value}"));
        }
    }
    if let Some(stamp) = &signature.time_stamp {
        of_stamp(stamp, say);
    }
    say(&format!("  Signer: {}", signature.signer));
}

fn of_stamp(stamp: &TimeStampFound, say: &mut dyn FnMut(&str)) {
    say(&format!(
        "  Time stamp: {} by {}. {}",
        stamp.time,
        name(&stamp.authority),
        stamp.finding
    ));
}

fn certificate(by: &str) -> String {
    if by.is_empty() {
        return String::new();
    }
    format!("{}, {}", name(by), words::ISSUER_NOT_CHECKED)
}

fn claimed(at: &str) -> String {
    if at.is_empty() {
        return String::new();
    }
    format!("{at}, {}", words::CLAIMED)
}
