//! Signed PDF files for tests, and what an attacker does to them.

use assay_seal::pdf::{ROLES, SignPdfOptions, SignatureOutcome, prepare_pdf, sign_pdf, verify_pdf};
use lopdf::{Dictionary, Document, IncrementalDocument, Stream};

use super::{ada, at};

pub fn options() -> SignPdfOptions {
    SignPdfOptions {
        at: at(),
        reason: Some("I assessed this (see 3).".to_owned()),
        location: None,
    }
}

pub fn prepared(pdf: &[u8]) -> Vec<u8> {
    prepare_pdf(pdf, &ROLES).unwrap()
}

pub fn signed(pdf: &[u8]) -> Vec<u8> {
    sign_pdf(&prepared(pdf), &ada(), "assessor", &options()).unwrap()
}

pub fn outcomes(pdf: &[u8]) -> Vec<SignatureOutcome> {
    verify_pdf(pdf)
        .unwrap()
        .signatures
        .into_iter()
        .map(|s| s.outcome)
        .collect()
}

/// Appends a revision that `change` makes.
pub fn appended(pdf: &[u8], change: impl FnOnce(&Document, &mut Document)) -> Vec<u8> {
    let document = Document::load_mem(pdf).unwrap();
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), document.clone());
    change(&document, &mut update.new_document);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    bytes
}

/// What an attacker does: another text on the page.
pub fn painted_over(pdf: &[u8]) -> Vec<u8> {
    appended(pdf, |document, new| {
        let page = document.page_iter().next().unwrap();
        let mut dictionary = document.get_dictionary(page).unwrap().clone();
        let content = Stream::new(
            Dictionary::new(),
            b"BT /F1 18 Tf (Conforms: no) Tj ET".to_vec(),
        );
        let content = new.add_object(content);
        dictionary.set("Contents", content);
        new.set_object(page, dictionary);
    })
}
