//! Signs a PDF and a JSON document with three fixed keys, so that other software can check them.
//!
//! `cargo run -p assay-seal --example seal_fixture -- IN.pdf IN.json FOLDER` writes
//!
//! - `signed-1.pdf` to `signed-3.pdf` and `signed-1.json` to `signed-3.json`, with as many signers;
//! - `painted.pdf`: `signed-1.pdf` with an unsigned revision appended, which must be refused;
//! - `certificate-1.pem` to `-3.pem`, and `key-pkcs8.pem`, `key-openssh.pem` (passphrase
//!   `correct horse`), `key-sec1.pem`, `key.pub` of the first signer, and
//!   `key-pkcs8.pem.sshsig`, an SSH signature over the first of them.
//!
//! The keys are known to everybody; never trust what they signed.

#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]

use std::error::Error;
use std::path::Path;

use assay_seal::json::{sign_json, verify_json};
use assay_seal::pdf::{ROLES, SignPdfOptions, prepare_pdf, sign_pdf, verify_pdf};
use assay_seal::ssh::sign_ssh;
use assay_seal::{Identity, UnixMillis};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pdf, json, folder] = arguments.as_slice() else {
        return Err("usage: seal_fixture IN.pdf IN.json FOLDER".into());
    };
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    // 2026-11-22T09:30:00Z.
    let at = UnixMillis::new(1_795_339_800_000)?;
    let signers = [
        Identity::create("Ada Assessor", "Example Assessments", &[0x11; 64], at)?,
        Identity::create("Olga Öperator", "Validators & Söhne", &[0x22; 64], at)?,
        Identity::create("Rhea Reviewer", "", &[0x33; 64], at)?,
    ];

    let mut pdf = prepare_pdf(&std::fs::read(pdf)?, &ROLES)?;
    let mut document = assay_seal::json::parse_strict(&std::fs::read(json)?)?;
    for ((number, signer), role) in (1..).zip(&signers).zip(ROLES) {
        let options = SignPdfOptions {
            at,
            reason: Some(format!("I am the {role}")),
            location: None,
        };
        pdf = sign_pdf(&pdf, signer, role, &options)?;
        std::fs::write(folder.join(format!("signed-{number}.pdf")), &pdf)?;
        document = sign_json(&document, signer, &at.to_rfc3339())?;
        let text = serde_json::to_string_pretty(&document)?;
        std::fs::write(folder.join(format!("signed-{number}.json")), &text)?;
        std::fs::write(
            folder.join(format!("certificate-{number}.pem")),
            signer.certificate_pem(),
        )?;
        println!(
            "{role}: {} {}",
            signer.fingerprint(),
            signer.ssh_fingerprint()
        );
        println!("    PDF {:?}", verify_pdf(&pdf)?.verdict());
        println!("    JSON {:?}", verify_json(text.as_bytes())?.verdict());
        if number == 1 {
            let painted = painted_over(&pdf)?;
            std::fs::write(folder.join("painted.pdf"), &painted)?;
            println!("    painted over: {:?}", verify_pdf(&painted)?.verdict());
            let passphrase = "correct horse";
            let write = |name: &str, text: &str| std::fs::write(folder.join(name), text);
            let key_file = signer.to_encrypted_pkcs8_pem(passphrase, &[4; 32])?;
            write("key-pkcs8.pem", &key_file)?;
            write(
                "key-openssh.pem",
                &signer.to_encrypted_openssh_pem(passphrase, &[4; 32])?,
            )?;
            write("key-sec1.pem", &signer.to_unencrypted_sec1_pem()?)?;
            write(
                "key-pkcs8.pem.sshsig",
                &sign_ssh(key_file.as_bytes(), signer, "file")?,
            )?;
            write("key.pub", &format!("{}\n", signer.public_key().openssh()))?;
        }
    }
    Ok(())
}

/// Appends a revision with an empty first page.
fn painted_over(pdf: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let document = lopdf::Document::load_mem(pdf)?;
    let page = document.page_iter().next().ok_or("the PDF has no page")?;
    let mut dictionary = document.get_dictionary(page)?.clone();
    dictionary.remove(b"Contents");
    let mut update = lopdf::IncrementalDocument::create_from(pdf.to_vec(), document);
    update.new_document.set_object(page, dictionary);
    let mut painted = Vec::new();
    update.save_to(&mut painted)?;
    Ok(painted)
}
