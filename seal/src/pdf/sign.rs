//! Filling one signature field.

use lopdf::{Dictionary, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::Pdf;
use super::byte_range::fill_gap;
use super::cms;
use super::document::{MAX_PDF_BYTES, ReadPdfError, find, text_string};
use super::fields::signature_fields;
use super::update::Update;
use crate::identity::ClockError;
use crate::{Identity, UnixMillis};

/// The bytes that are kept free for a CMS with a single certificate. One takes some 900, and the rest is
/// for a time stamp that may be attached later: tokens have 2 to 4 KB with two certificates, up to 8 KB
/// where the authority's chain is of RSA with 4096 bits, and some more with revocation data. The place
/// cannot grow afterwards, since the signature says where it ends.
const CONTENTS_BYTES: usize = 16 * 1024;

/// The longest string that a PDF/A may have (ISO 19005-3, 6.1.13), and so the most bytes of a CMS.
const LONGEST_STRING: usize = 32_767;

/// The bytes that are kept free for a CMS with so many bytes of certificates beside the signer's own.
fn room(chain_bytes: usize) -> usize {
    (CONTENTS_BYTES + chain_bytes).min(LONGEST_STRING)
}

/// What a signature says beside its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignPdfOptions {
    /// The time of signing that the signer claims, as `/M`.
    pub at: UnixMillis,
    /// Why it is signed, as `/Reason`: "I assessed this".
    pub reason: Option<String>,
    /// Where it is signed, as `/Location`.
    pub location: Option<String>,
}

/// Why a PDF could not be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignPdfError {
    /// The PDF cannot be read.
    #[error(transparent)]
    Read(#[from] ReadPdfError),
    /// The PDF has no signature field for the role. It must be prepared before the first signature.
    #[error("the PDF has no signature field for the role {0:?}")]
    NoSuchRole(String),
    /// The field of the role is signed already.
    #[error("the role {0:?} has signed already; a signed field cannot be signed again")]
    AlreadySigned(String),
    /// The time of signing lies outside the validity of the signer's certificate.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The signed PDF would be larger than what is read back.
    #[error("the signed PDF would be larger than 64 MiB, which is not read back")]
    TooLarge,
    /// The signer's certificates do not fit into a signature.
    #[error(
        "the certificates of this identity take more room than a signature in a PDF/A may have \
         (32,767 bytes); give it a certificate file with fewer of them"
    )]
    Certificates,
    /// The update or the signature could not be written.
    #[error("the signature could not be written: {0}")]
    Write(String),
}

/// Signs a prepared PDF in one role, as an incremental update: a PAdES baseline-B signature over
/// the whole file as it is then. The signer's name is taken from the identity.
///
/// The same arguments give the same bytes.
///
/// # Errors
/// [`SignPdfError`]
pub fn sign_pdf(
    pdf: &[u8],
    identity: &Identity,
    role: &str,
    options: &SignPdfOptions,
) -> Result<Vec<u8>, SignPdfError> {
    identity.check_time(options.at)?;
    sign_at_any_time(&Pdf::parse(pdf)?, identity, role, options)
}

impl Pdf<'_> {
    /// The file signed in one role, as [`sign_pdf`] gives it.
    ///
    /// # Errors
    /// [`SignPdfError`]
    pub fn sign(
        &self,
        identity: &Identity,
        role: &str,
        options: &SignPdfOptions,
    ) -> Result<Vec<u8>, SignPdfError> {
        identity.check_time(options.at)?;
        sign_at_any_time(self, identity, role, options)
    }
}

/// As [`sign_pdf`], at any time: the signature of a clock that is wrong can be made, and is not valid.
fn sign_at_any_time(
    pdf: &Pdf<'_>,
    identity: &Identity,
    role: &str,
    options: &SignPdfOptions,
) -> Result<Vec<u8>, SignPdfError> {
    let (document, length) = (pdf.document(), pdf.bytes().len());
    let field = signature_fields(document)
        .into_iter()
        .find(|field| field.name == role)
        .ok_or_else(|| SignPdfError::NoSuchRole(role.to_owned()))?;
    let Some(Object::Dictionary(field_dictionary)) = document.objects.get(&field.id) else {
        return Err(SignPdfError::NoSuchRole(role.to_owned()));
    };
    if field_dictionary.has(b"V") {
        return Err(SignPdfError::AlreadySigned(role.to_owned()));
    }
    let mut field_dictionary = field_dictionary.clone();

    let chain_bytes: usize = identity
        .certificate_chain_der()
        .iter()
        .skip(1)
        .map(Vec::len)
        .sum();
    let contents_bytes = room(chain_bytes);
    let mut update = Update::of(pdf);
    let signature = signature_dictionary(identity, options, contents_bytes);
    let signature_id = update.add(signature);
    field_dictionary.set("V", Object::Reference(signature_id));
    update.set(field.id, field_dictionary);
    let mut signed = update
        .write(3 * contents_bytes)
        .map_err(|error| SignPdfError::Write(error.to_string()))?
        .bytes;
    if signed.len() > MAX_PDF_BYTES {
        return Err(SignPdfError::TooLarge);
    }

    let places = Places::find(&signed, length, signature_id.0)
        .ok_or_else(|| SignPdfError::Write("the placeholders were not found".to_owned()))?;
    places.write_byte_range(&mut signed);
    let digest = places.digest(&signed);
    let cms =
        cms::sign(identity, &digest).map_err(|error| SignPdfError::Write(error.to_string()))?;
    if cms.len() > contents_bytes {
        return Err(SignPdfError::Certificates);
    }
    fill_gap(&mut signed, places.contents, &cms);
    Ok(signed)
}

/// A number with as many digits as any offset can have; it is overwritten.
const PLACEHOLDER: i64 = 9_999_999_999;

fn signature_dictionary(
    identity: &Identity,
    options: &SignPdfOptions,
    contents_bytes: usize,
) -> Dictionary {
    let mut signature = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => vec![0.into(), PLACEHOLDER.into(), PLACEHOLDER.into(), PLACEHOLDER.into()],
        "Contents" => Object::String(vec![0; contents_bytes], StringFormat::Hexadecimal),
        "M" => Object::string_literal(options.at.to_pdf_date()),
        "Name" => text_string(identity.name()),
    };
    if let Some(reason) = &options.reason {
        signature.set("Reason", text_string(reason));
    }
    if let Some(location) = &options.location {
        signature.set("Location", text_string(location));
    }
    signature
}

/// Where in the file the parts of the signature lie that are written last.
struct Places {
    /// The array of `/ByteRange`, with its brackets.
    byte_range: std::ops::Range<usize>,
    /// The string of `/Contents`, with its angle brackets.
    contents: std::ops::Range<usize>,
    /// The length of the file.
    end: usize,
}

impl Places {
    /// Looks in the part that was appended, from the header of the signature object on. All texts
    /// in that object are hexadecimal, so the keys cannot be mistaken.
    fn find(file: &[u8], appended_at: usize, object_number: u32) -> Option<Places> {
        let header = format!("\n{object_number} 0 obj");
        // The newline may be the last byte of the part before.
        let from = appended_at.saturating_sub(1);
        let object = from + find(file.get(from..)?, header.as_bytes())?;
        let after = |key: &[u8]| Some(object + find(file.get(object..)?, key)? + key.len());
        let byte_range = after(b"/ByteRange")?;
        let byte_range = byte_range..byte_range + find(file.get(byte_range..)?, b"]")? + 1;
        let contents = after(b"/Contents")?;
        let contents = contents..contents + find(file.get(contents..)?, b">")? + 1;
        let starts = (file.get(byte_range.start)?, file.get(contents.start)?);
        (starts == (&b'[', &b'<')).then_some(Places {
            byte_range,
            contents,
            end: file.len(),
        })
    }

    fn write_byte_range(&self, file: &mut [u8]) {
        let text = format!(
            "[0 {} {} {}",
            self.contents.start,
            self.contents.end,
            self.end - self.contents.end
        );
        if let Some(place) = file.get_mut(self.byte_range.clone()) {
            place.fill(b' ');
            for (to, from) in place.iter_mut().zip(text.bytes()) {
                *to = from;
            }
            if let Some(last) = place.last_mut() {
                *last = b']';
            }
        }
    }

    fn digest(&self, file: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(file.get(..self.contents.start).unwrap_or_default());
        hash.update(file.get(self.contents.end..).unwrap_or_default());
        hash.finalize().into()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::identity::import_private_key;
    use crate::pdf::{ROLES, SignatureOutcome, prepare_pdf, verify_pdf};

    /// Chains are taken up to 32 KiB, beside which no room may be left for a time stamp.
    #[test]
    fn no_signature_is_longer_than_a_string_of_an_archive_may_be() {
        assert_eq!(room(0), 16_384);
        assert_eq!(room(2_000), 18_384);
        assert_eq!(room(32 * 1024), 32_767);
    }

    #[test]
    fn a_signature_from_before_its_certificate_is_not_valid() {
        // The certificate was issued on 2026-11-22 in the evening.
        let key = include_bytes!("../../tests/fixtures/keys/sec1-with-chain.pem");
        let at = UnixMillis::from_rfc3339("2026-11-22T09:30:00Z").unwrap();
        let identity = import_private_key(key, None)
            .unwrap()
            .into_identity("Ada Assessor", "Example Operator", at)
            .unwrap();
        let pdf = include_bytes!("../../tests/fixtures/krilla-a3a-ua1.pdf");
        let ready = prepare_pdf(pdf, &ROLES).unwrap();
        let options = SignPdfOptions {
            at,
            reason: None,
            location: None,
        };
        let ready = Pdf::parse(ready).unwrap();
        let early = sign_at_any_time(&ready, &identity, "assessor", &options).unwrap();
        let found = verify_pdf(&early).unwrap();
        assert_eq!(
            found.signatures[0].outcome,
            SignatureOutcome::OutsideCertificateValidity
        );
        assert!(matches!(
            ready.sign(&identity, "assessor", &options),
            Err(SignPdfError::Clock(_))
        ));
    }
}
