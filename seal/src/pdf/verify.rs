//! Checking the signatures of a PDF that may come from anybody.

use lopdf::{Dictionary, Document, Object, ObjectId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::cms::{CmsProblem, DetachedSignature};
use super::document::{self, ReadPdfError, get, get_text};
use super::fields::{is_signature, signature_fields};
use super::revisions::unexpected_change;
use crate::identity::certificate;
use crate::{Fingerprint, PublicKey, UnixMillis, Verdict};

/// The most signatures that are checked; the file is read once for each.
const MAX_SIGNATURES: usize = 16;

/// The largest `/Contents` that is read, in bytes. Those with timestamps have some 20,000.
const MAX_CONTENTS_BYTES: usize = 256 * 1024;

/// What was found about a PDF and each of its signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PdfVerification {
    /// The signatures in the order in which they were made; none if the PDF is unsigned.
    pub signatures: Vec<PdfSignature>,
}

/// What was found about one signature. Everything but the outcome is only as true as the outcome
/// is [`Valid`](SignatureOutcome::Valid).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PdfSignature {
    /// The name of the signature field, which is the signer's role in our reports; `None` if the
    /// signature is not in exactly one field.
    pub role: Option<String>,
    /// The signer's name: the common name of the certificate.
    pub signer_name: Option<String>,
    /// The signer's organisation, as the certificate has it.
    pub organisation: Option<String>,
    /// Who issued the certificate; `None` if it is the signer's own word (self-signed). Nothing
    /// is said about whether the issuer is to be trusted, nor whether the issuer really signed it.
    pub issuer: Option<String>,
    /// The signer's key.
    pub signer: Option<PublicKey>,
    /// The fingerprint of that key.
    pub fingerprint: Option<Fingerprint>,
    /// The time that the signer claims (`/M`); not attested by a third party.
    pub claimed_time: Option<UnixMillis>,
    /// The reason that the signer gave.
    pub reason: Option<String>,
    /// The place that the signer gave.
    pub location: Option<String>,
    /// Whether the signature holds.
    pub outcome: SignatureOutcome,
}

/// Whether a signature holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "detail")]
pub enum SignatureOutcome {
    /// The key signed this file; nothing was changed since but that others signed as well.
    Valid,
    /// The signed bytes were changed after they were signed.
    Changed,
    /// This many bytes follow the last signed revision, and nobody signed them. Other readers may
    /// still call the signature valid, although what they show was changed.
    NotCoveringWholeFile(u64),
    /// The signature holds for an earlier state, and a later revision, although signed, did more
    /// than sign: it is said what.
    ChangedLater(String),
    /// There is something other than zeros after the signature in the place kept free for it.
    PaddingNotZero,
    /// The claimed time lies outside the validity of the signer's certificate.
    OutsideCertificateValidity,
    /// The signature is not built as the standards have it; said how.
    Malformed(String),
    /// The signature is of a kind that is not checked here; said which. Other software may be
    /// able to.
    Unsupported(String),
}

/// Why nothing can be said about a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyPdfError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadPdfError),
    /// The file has more signatures than are looked at.
    #[error("the PDF has {0} signatures; more than {MAX_SIGNATURES} are not looked at")]
    TooManySignatures(usize),
}

/// Checks every signature of a PDF. Needs no network and no list of trusted authorities.
///
/// # Errors
/// [`VerifyPdfError`] if the file cannot be read without guessing. A PDF without a signature is
/// no error: its [`verdict`](PdfVerification::verdict) is [`Verdict::Unsigned`].
pub fn verify_pdf(bytes: &[u8]) -> Result<PdfVerification, VerifyPdfError> {
    let document = document::load(bytes)?;
    let found = find_signatures(&document);
    if found.len() > MAX_SIGNATURES {
        return Err(VerifyPdfError::TooManySignatures(found.len()));
    }
    let mut checked: Vec<Checked> = found
        .into_iter()
        .map(|found| Checked::new(bytes, &document, found))
        .collect();
    checked.sort_by_key(|checked| checked.end);
    check_revisions(bytes, document, &mut checked);
    let signatures = checked.into_iter().map(|checked| checked.report).collect();
    Ok(PdfVerification { signatures })
}

impl PdfVerification {
    /// All signatures in one word.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(
            self.signatures
                .iter()
                .map(|signature| signature.outcome == SignatureOutcome::Valid),
        )
    }
}

/// A signature dictionary and the field that it is the value of.
struct Found<'a> {
    id: ObjectId,
    dictionary: &'a Dictionary,
    role: Option<String>,
}

/// Every signature of the file, also those outside of any field: they are never valid, and taking
/// the form away must not make a signed file look unsigned.
fn find_signatures(document: &Document) -> Vec<Found<'_>> {
    let fields = signature_fields(document);
    document
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let Object::Dictionary(dictionary) = object else {
                return None;
            };
            let mut in_fields = fields.iter().filter(|field| field.value == Some(*id));
            let field = in_fields.next();
            // Two fields with one signature would be two roles with one signer.
            let role = field
                .filter(|_| in_fields.next().is_none())
                .map(|field| field.name.clone());
            (field.is_some() || is_signature(dictionary)).then_some(Found {
                id: *id,
                dictionary,
                role,
            })
        })
        .collect()
}

/// A signature after its own bytes were checked.
struct Checked {
    report: PdfSignature,
    id: ObjectId,
    /// Where the bytes end that it covers; the end of its revision. 0 if that is unknown.
    end: usize,
}

impl Checked {
    fn new(bytes: &[u8], document: &Document, found: Found<'_>) -> Checked {
        let text = |key: &[u8]| get_text(document, found.dictionary, key);
        let mut checked = Checked {
            report: PdfSignature {
                role: found.role,
                signer_name: None,
                organisation: None,
                issuer: None,
                signer: None,
                fingerprint: None,
                claimed_time: text(b"M").and_then(|date| parse_pdf_date(&date)),
                reason: text(b"Reason"),
                location: text(b"Location"),
                outcome: SignatureOutcome::Valid,
            },
            id: found.id,
            end: 0,
        };
        if let Err(outcome) = checked.check(bytes, document, found.dictionary) {
            checked.report.outcome = outcome;
        }
        checked
    }

    fn check(
        &mut self,
        bytes: &[u8],
        document: &Document,
        dictionary: &Dictionary,
    ) -> Result<(), SignatureOutcome> {
        let malformed = |what: &str| SignatureOutcome::Malformed(what.to_owned());
        let (signed, contents) = signed_parts(bytes, document, dictionary)?;
        self.end = signed.end;
        match get(document, dictionary, b"SubFilter") {
            Some(Object::Name(name)) if name == b"ETSI.CAdES.detached" => {}
            Some(Object::Name(name)) => {
                return Err(SignatureOutcome::Unsupported(format!(
                    "the signature is of the kind {}, and only PAdES is checked",
                    String::from_utf8_lossy(name)
                )));
            }
            _ => return Err(malformed("the signature does not name its kind")),
        }
        let (cms, padding) =
            split_der(&contents).ok_or_else(|| malformed("/Contents holds no DER"))?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(SignatureOutcome::PaddingNotZero);
        }
        let signature = DetachedSignature::from_der(cms)?;
        self.report.signer = Some(signature.public_key);
        self.report.fingerprint = Some(signature.public_key.fingerprint());
        let body = signature.certificate.tbs_certificate();
        self.report.signer_name = certificate::common_name_of(&signature.certificate);
        self.report.organisation = certificate::organisation_of(&signature.certificate);
        if body.issuer() != body.subject() {
            self.report.issuer = Some(body.issuer().to_string());
        }
        if self.report.role.is_none() {
            return Err(malformed(
                "the signature does not stand in exactly one field of the document",
            ));
        }
        if !signature.is_over(&signed.digest)? {
            return Err(SignatureOutcome::Changed);
        }
        if let Ok(Some((_, usage))) = body.get_extension::<x509_cert::ext::pkix::KeyUsage>()
            && !usage.digital_signature()
            && !usage.non_repudiation()
        {
            return Err(malformed("the signer's certificate is not for signing"));
        }
        let Some(time) = self.report.claimed_time else {
            return Err(malformed("the signature has no time of signing (/M)"));
        };
        let seconds = time.milliseconds() / 1000;
        let validity = body.validity();
        if seconds < validity.not_before.to_unix_duration().as_secs()
            || seconds > validity.not_after.to_unix_duration().as_secs()
        {
            return Err(SignatureOutcome::OutsideCertificateValidity);
        }
        Ok(())
    }

    /// Replaces the outcome unless something worse was found already.
    fn demote(&mut self, outcome: SignatureOutcome) {
        if self.report.outcome == SignatureOutcome::Valid {
            self.report.outcome = outcome;
        }
    }
}

impl From<CmsProblem> for SignatureOutcome {
    fn from(problem: CmsProblem) -> SignatureOutcome {
        match problem {
            CmsProblem::Malformed(how) => SignatureOutcome::Malformed(how),
            CmsProblem::Unsupported(what) => SignatureOutcome::Unsupported(what),
        }
    }
}

/// The bytes that a signature covers.
struct Signed {
    digest: [u8; 32],
    end: usize,
}

/// Checks `/ByteRange` and reads `/Contents` from exactly the gap that it leaves.
fn signed_parts(
    bytes: &[u8],
    document: &Document,
    dictionary: &Dictionary,
) -> Result<(Signed, Vec<u8>), SignatureOutcome> {
    let malformed = |what: &str| SignatureOutcome::Malformed(what.to_owned());
    let Some(Object::Array(range)) = get(document, dictionary, b"ByteRange") else {
        return Err(malformed("the signature has no /ByteRange"));
    };
    let range: Vec<usize> = range
        .iter()
        .filter_map(|number| usize::try_from(number.as_i64().ok()?).ok())
        .collect();
    let [0, gap_start, gap_end, rest] = *range.as_slice() else {
        return Err(malformed("its /ByteRange is not of the form [0 a b c]"));
    };
    let end = gap_end.checked_add(rest).filter(|end| *end <= bytes.len());
    let (Some(end), true) = (end, gap_start < gap_end) else {
        return Err(malformed("its /ByteRange reaches beyond the file"));
    };
    let gap = bytes.get(gap_start..gap_end).unwrap_or_default();
    if gap.len() > 2 * MAX_CONTENTS_BYTES + 2 {
        return Err(SignatureOutcome::Unsupported(
            "its /Contents is larger than 256 KiB".to_owned(),
        ));
    }
    let digits = gap
        .strip_prefix(b"<")
        .and_then(|gap| gap.strip_suffix(b">"))
        .ok_or_else(|| malformed("its /ByteRange leaves out more or less than /Contents"))?;
    let contents = decode_hexadecimal(digits)
        .ok_or_else(|| malformed("its /Contents is not plain hexadecimal"))?;
    match get(document, dictionary, b"Contents") {
        Some(Object::String(same, _)) if *same == contents => {}
        _ => {
            return Err(malformed(
                "its /ByteRange leaves out something else than its /Contents",
            ));
        }
    }
    let mut hash = Sha256::new();
    hash.update(bytes.get(..gap_start).unwrap_or_default());
    hash.update(bytes.get(gap_end..end).unwrap_or_default());
    Ok((
        Signed {
            digest: hash.finalize().into(),
            end,
        },
        contents,
    ))
}

/// Checks what came after each signed revision, and that nothing came after the last.
fn check_revisions(bytes: &[u8], document: Document, checked: &mut [Checked]) {
    let Some(last_end) = checked.last().map(|last| last.end) else {
        return;
    };
    let unsigned_bytes = bytes.len() - last_end;
    if unsigned_bytes > 0 {
        for signature in checked.iter_mut() {
            signature.demote(SignatureOutcome::NotCoveringWholeFile(
                unsigned_bytes as u64,
            ));
        }
        return;
    }
    // From the last to the first: what is wrong with a step is wrong for all before it.
    let mut after = document;
    let mut later_change: Option<String> = None;
    for index in (0..checked.len()).rev() {
        let Some(signature) = checked.get_mut(index) else {
            continue;
        };
        if signature.end == 0 {
            // Its place is unknown, so it was demoted already, and covers nothing.
            continue;
        }
        if signature.end < bytes.len() && later_change.is_none() {
            match bytes.get(..signature.end).map(document::load) {
                Some(Ok(before)) => {
                    later_change = unexpected_change(&before, &after);
                    after = before;
                }
                _ => later_change = Some("the signed revision cannot be read by itself".to_owned()),
            }
        }
        if let Some(change) = &later_change {
            signature.demote(SignatureOutcome::ChangedLater(change.clone()));
        } else if !signature_fields(&after)
            .iter()
            .any(|field| field.value == Some(signature.id))
        {
            // Its own revision must have it already: otherwise it was put in its field later.
            signature.demote(SignatureOutcome::Malformed(
                "the signature is not part of the revision that it covers".to_owned(),
            ));
        }
    }
}

/// Reads hexadecimal digits, all of one case and without white space, so that there is one
/// spelling only.
fn decode_hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let has = |range: std::ops::RangeInclusive<u8>| digits.iter().any(|d| range.contains(d));
    if has(b'a'..=b'f') && has(b'A'..=b'F') {
        return None;
    }
    let value = |digit: u8| char::from(digit).to_digit(16);
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(value(*high)? << 4 | value(*low)?).ok(),
            _ => None,
        })
        .collect()
}

/// Splits off the first DER value: its tag must be that of a SEQUENCE.
fn split_der(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (header, length) = match bytes {
        [0x30, length @ 0..=0x7f, ..] => (2, usize::from(*length)),
        [0x30, 0x81, length, ..] => (3, usize::from(*length)),
        [0x30, 0x82, high, low, ..] => (4, usize::from(u16::from_be_bytes([*high, *low]))),
        [0x30, 0x83, high, middle, low, ..] => {
            let length = u32::from_be_bytes([0, *high, *middle, *low]);
            (5, usize::try_from(length).ok()?)
        }
        _ => return None,
    };
    bytes.split_at_checked(header + length)
}

/// Reads `D:YYYYMMDDHHmmSS` with `Z`, nothing, or an offset like `+01'00'` after it (ISO 32000-1,
/// 7.9.4).
fn parse_pdf_date(text: &str) -> Option<UnixMillis> {
    let text = text.strip_prefix("D:")?;
    let (digits, zone) = text.split_at_checked(14)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    let local = UnixMillis::from_rfc3339(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    ))?;
    let (sign, offset) = match zone.chars().next() {
        None => return Some(local),
        Some('Z') => return matches!(zone, "Z" | "Z00'00'" | "Z00'00").then_some(local),
        Some('+') => (1, zone.get(1..)?),
        Some('-') => (-1, zone.get(1..)?),
        Some(_) => return None,
    };
    let (hours, minutes) = offset.split_once('\'').unwrap_or((offset, "0"));
    let minutes = minutes.trim_end_matches('\'');
    let number = |text: &str| text.parse::<i64>().ok().filter(|n| (0..60).contains(n));
    let minutes = 60 * number(hours)? + number(if minutes.is_empty() { "0" } else { minutes })?;
    let local = i64::try_from(local.milliseconds()).ok()?;
    UnixMillis::new(u64::try_from(local - sign * minutes * 60_000).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pdf_dates_are_read_in_every_zone() {
        let read = |text: &str| parse_pdf_date(text).map(UnixMillis::to_rfc3339);
        for text in [
            "D:20261122093000Z",
            "D:20261122093000",
            "D:20261122093000Z00'00'",
            "D:20261122103000+01'00'",
            "D:20261122103000+01'00",
            "D:20261122100000+0'30'",
            "D:20261122003000-09'00'",
            "D:20261122003000-09",
        ] {
            assert_eq!(
                read(text).as_deref(),
                Some("2026-11-22T09:30:00Z"),
                "{text}"
            );
        }
        for text in [
            "",
            "20261122093000Z",
            "D:2026",
            "D:20261322093000Z",
            "D:20261122093000?",
            "D:2026112209300äZ",
            "D:19700101000000+01'00'",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn only_one_spelling_of_hexadecimal_is_read() {
        assert_eq!(decode_hexadecimal(b"00fF"), None);
        assert_eq!(decode_hexadecimal(b"00FF"), Some(vec![0, 255]));
        assert_eq!(decode_hexadecimal(b"00ff"), Some(vec![0, 255]));
        assert_eq!(decode_hexadecimal(b"0"), None);
        assert_eq!(decode_hexadecimal(b"0 0 "), None);
        assert_eq!(decode_hexadecimal(b"+0"), None);
    }

    #[test]
    fn der_is_split_from_its_padding() {
        assert_eq!(
            split_der(&[0x30, 1, 7, 0, 0]),
            Some((&[0x30, 1, 7][..], &[0, 0][..]))
        );
        assert_eq!(split_der(&[0x30, 3, 7]), None);
        assert_eq!(split_der(&[0x30, 0x82, 0xff, 0xff, 0]), None);
        assert_eq!(split_der(&[0x31, 0]), None);
        assert_eq!(split_der(&[]), None);
    }
}
