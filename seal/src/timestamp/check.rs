//! Whether a token holds.

use der::asn1::{Any, ObjectIdentifier, OctetString};
use der::{Encode, Sequence};
use serde::Serialize;
use sha1::{Digest, Sha1};
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage};

use super::authority::{AuthorityCertificate, path_to_known};
use super::fingerprint::CertificateFingerprint;
use super::info::TimeInfo;
use super::key::{AuthorityKey, scheme};
use super::token::TimeStampToken;
use super::{ID_CT_TST_INFO, MessageImprint};
use crate::UnixMillis;
use crate::cms::{
    Attribute, CmsProblem, HashFunction, ID_CONTENT_TYPE, ID_MESSAGE_DIGEST,
    ID_SIGNING_CERTIFICATE_V2, SignedData, SignerInfo, SigningCertificateV2, attribute, count,
};
use crate::identity::certificate::check_time;

/// RFC 2634, section 5.4: the attribute whose hash is SHA-1.
const ID_SIGNING_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");

/// RFC 3161, section 2.3.
const ID_KP_TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// The most certificates that a token may have; real ones have up to four.
const MAX_CERTIFICATES: usize = 16;

/// What was found about a time stamp. Everything but the outcome is only as true as the outcome is
/// [`Valid`](TimeStampOutcome::Valid).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeStampCheck {
    /// When it was stamped, as the authority says, rounded down to the millisecond.
    pub time: Option<UnixMillis>,
    /// How far that may be off to either side, in milliseconds; `None` if the authority does not say.
    pub accuracy_milliseconds: Option<u64>,
    /// The name of the authority: the common name of its certificate, or the whole name without one.
    pub authority: Option<String>,
    /// The fingerprint of its certificate.
    pub certificate: Option<CertificateFingerprint>,
    /// The policy under which it stamps: an object identifier.
    pub policy: Option<String>,
    /// The serial number that the authority gave the token, in hexadecimal.
    pub serial: Option<String>,
    /// Whether the time stamp holds.
    pub outcome: TimeStampOutcome,
    /// The authority's certificate, and the others in the token after it.
    #[serde(skip)]
    certificates: Vec<AuthorityCertificate>,
}

/// Whether a time stamp holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "detail")]
pub enum TimeStampOutcome {
    /// The authority signed that it saw the digest of this data at that time, with a certificate that was
    /// for time stamps and valid then. Nothing is said about whether the authority is known: see
    /// [`TimeStampCheck::vouched_by`].
    Valid,
    /// The authority's signature holds, and is over other data.
    ForOtherData,
    /// The token was changed after it was signed.
    Changed,
    /// The token is not built as the standards have it; said how.
    Malformed(String),
    /// The token is of a kind that is not checked here; said which. Other software may be able to.
    Unsupported(String),
    /// The time lies outside the validity of the authority's certificate.
    OutsideCertificateValidity,
}

impl From<CmsProblem> for TimeStampOutcome {
    fn from(problem: CmsProblem) -> TimeStampOutcome {
        match problem {
            CmsProblem::Malformed(how) => TimeStampOutcome::Malformed(how),
            CmsProblem::Unsupported(what) => TimeStampOutcome::Unsupported(what),
        }
    }
}

impl From<der::Error> for TimeStampOutcome {
    fn from(error: der::Error) -> TimeStampOutcome {
        CmsProblem::from(error).into()
    }
}

/// RFC 2634, section 5.4.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct SigningCertificate {
    certificates: Vec<EssCertId>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// RFC 2634, section 5.4.1.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct EssCertId {
    certificate_hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

/// RFC 2634, section 5.4.1. The issuer is GeneralNames.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct IssuerSerial {
    issuer: Vec<Any>,
    serial_number: Any,
}

impl TimeStampCheck {
    pub(super) fn of(token: &TimeStampToken, stamped: &[u8]) -> TimeStampCheck {
        let mut found = TimeStampCheck::not_checked(TimeStampOutcome::Valid);
        if let Err(outcome) = found.check(token.der(), stamped) {
            found.outcome = outcome;
        }
        found
    }

    /// A check of which nothing but its outcome is known.
    pub(crate) fn not_checked(outcome: TimeStampOutcome) -> TimeStampCheck {
        TimeStampCheck {
            time: None,
            accuracy_milliseconds: None,
            authority: None,
            certificate: None,
            policy: None,
            serial: None,
            outcome,
            certificates: Vec::new(),
        }
    }

    /// Whether it holds.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.outcome == TimeStampOutcome::Valid
    }

    /// The certificate of the authority first, then the others that are in the token. What the user marks
    /// as known is one of these, or one that was had from the authority itself.
    #[must_use]
    pub fn certificates(&self) -> &[AuthorityCertificate] {
        &self.certificates
    }

    /// Which of the known certificates vouches for a time stamp that is valid: it is the authority's own,
    /// or issued it, at most a few steps away through the certificates in the token. Of each on the way,
    /// the signature is checked, and whether it is that of a certification authority and was valid at the
    /// time of the stamp (RFC 5280, section 6.1, without policies, names and revocation).
    ///
    /// `None` if none does, or the time stamp does not hold.
    #[must_use]
    pub fn vouched_by(&self, known: &[AuthorityCertificate]) -> Option<CertificateFingerprint> {
        let (own, others) = self.certificates.split_first()?;
        if !self.is_valid() {
            return None;
        }
        path_to_known(own, others, known, self.time?)
    }

    fn check(&mut self, token: &[u8], stamped: &[u8]) -> Result<(), TimeStampOutcome> {
        let malformed = |what: &str| Err(TimeStampOutcome::Malformed(what.to_owned()));
        let unsupported = |what: &str| Err(TimeStampOutcome::Unsupported(what.to_owned()));
        let data = SignedData::from_der(token)?;
        if data.content.content_type != ID_CT_TST_INFO {
            return malformed("the CMS is no time stamp");
        }
        let content = match &data.content.content {
            Some(content) => content.decode_as::<OctetString>()?,
            None => return malformed("the token does not say what it stamps"),
        };
        let info = TimeInfo::from_der(content.as_bytes())?;
        self.time = Some(info.time);
        self.accuracy_milliseconds = info.accuracy;
        self.policy = Some(info.policy.clone());
        self.serial = Some(info.serial.clone());

        let signer = data.signer()?;
        // RFC 5652, 5.1: version 3 for content that is not id-data, or more with other certificates in it.
        if !matches!(signer.version, 1 | 3) || !(3..=5).contains(&data.version) {
            return malformed("the versions in the CMS do not fit together");
        }
        let certificates = data.certificates.as_deref().unwrap_or_default();
        if certificates.len() > MAX_CERTIFICATES {
            return unsupported("the token has more than 16 certificates");
        }
        let (certificate, der) = data.certificate_of(signer)?;
        let own = AuthorityCertificate::of(certificate, der);
        self.authority = Some(own.name());
        self.certificate = Some(own.fingerprint());
        self.certificates = vec![own.clone()];
        for any in certificates {
            // Those that cannot be read lead nowhere.
            if let Ok(other) = AuthorityCertificate::from_der(&any.to_der()?)
                && other != own
            {
                self.certificates.push(other);
            }
        }

        let Some(hash) = signer.digest_algorithm.hash_function() else {
            return unsupported("the digest of the token is none of SHA-256, SHA-384 and SHA-512");
        };
        let names = data.digest_algorithms.iter();
        if !names
            .map(|name| name.algorithm)
            .any(|name| name == signer.digest_algorithm.algorithm)
        {
            return malformed("the CMS does not name the signer's digest algorithm");
        }
        if !check_signature(signer, hash, content.as_bytes(), &own)? {
            return Err(TimeStampOutcome::Changed);
        }
        check_usage(&own)?;
        if !is_over(&info.imprint, stamped)? {
            return Err(TimeStampOutcome::ForOtherData);
        }
        check_time(own.certificate(), info.time)
            .map_err(|_| TimeStampOutcome::OutsideCertificateValidity)
    }
}

/// Whether the signed attributes are over this content and the signature is over them, all by the
/// certificate that they name (RFC 5652, section 5.4; RFC 3161, section 2.4.2).
fn check_signature(
    signer: &SignerInfo,
    hash: HashFunction,
    content: &[u8],
    own: &AuthorityCertificate,
) -> Result<bool, CmsProblem> {
    let Some(attributes) = &signer.signed_attributes else {
        return CmsProblem::malformed("there are no signed attributes");
    };
    let attributes: &der::asn1::SetOfVec<Attribute> = attributes;
    if attribute::<ObjectIdentifier>(attributes, ID_CONTENT_TYPE) != Some(ID_CT_TST_INFO) {
        return CmsProblem::malformed("the signed content-type attribute is missing or wrong");
    }
    let Some(message_digest) = attribute::<OctetString>(attributes, ID_MESSAGE_DIGEST) else {
        return CmsProblem::malformed("the signed message-digest attribute is missing");
    };
    let (scheme, named_hash) = scheme(&signer.signature_algorithm)?;
    if named_hash.is_some_and(|named| named != hash) {
        return CmsProblem::unsupported(
            "the signature of the token has another hash than its digest",
        );
    }
    let key = AuthorityKey::of(own.certificate())?;
    // Over the SET OF itself, not its form with the implicit tag.
    let signed = attributes.to_der()?;
    if message_digest.as_bytes() != hash.digest(content)
        || !key.verifies(scheme, hash, &signed, signer.signature.as_bytes())
    {
        return Ok(false);
    }
    check_named_certificate(attributes, own)?;
    Ok(true)
}

/// Whether the certificate is the one that is named under the signature: in the attribute of RFC 2634 or
/// that of RFC 5035 (RFC 5816), each at most once, and each that is there.
fn check_named_certificate(
    attributes: &der::asn1::SetOfVec<Attribute>,
    own: &AuthorityCertificate,
) -> Result<(), CmsProblem> {
    let mut named: Vec<(Vec<u8>, OctetString, Option<Any>)> = Vec::new();
    if count(attributes, ID_SIGNING_CERTIFICATE) > 0 {
        let first = attribute::<SigningCertificate>(attributes, ID_SIGNING_CERTIFICATE)
            .and_then(|all| all.certificates.into_iter().next());
        let Some(first) = first else {
            return CmsProblem::malformed("the signed signing-certificate attribute is broken");
        };
        let hash = Sha1::digest(own.der()).to_vec();
        named.push((hash, first.certificate_hash, first.issuer_serial));
    }
    if count(attributes, ID_SIGNING_CERTIFICATE_V2) > 0 {
        let first = attribute::<SigningCertificateV2>(attributes, ID_SIGNING_CERTIFICATE_V2)
            .and_then(|all| all.certificates.into_iter().next());
        let Some(first) = first else {
            return CmsProblem::malformed("the signed signing-certificate-v2 attribute is broken");
        };
        let hash = match &first.hash_algorithm {
            None => Some(HashFunction::Sha256),
            Some(algorithm) => algorithm.hash_function(),
        };
        let Some(hash) = hash else {
            return CmsProblem::unsupported(
                "the hash in the signing-certificate-v2 attribute is none of SHA-256, SHA-384 and SHA-512",
            );
        };
        named.push((
            hash.digest(own.der()),
            first.certificate_hash,
            first.issuer_serial,
        ));
    }
    if named.is_empty() {
        return CmsProblem::malformed("the signed signing-certificate attribute is missing");
    }
    for (hash, certificate_hash, issuer_serial) in named {
        let fits = match issuer_serial {
            None => true,
            Some(issuer_serial) => is_issuer_and_serial_of(&issuer_serial, own)?,
        };
        if !fits || certificate_hash.as_bytes() != hash {
            return CmsProblem::malformed(
                "another certificate was signed than the one that is in the token",
            );
        }
    }
    Ok(())
}

fn is_issuer_and_serial_of(
    issuer_serial: &Any,
    own: &AuthorityCertificate,
) -> Result<bool, CmsProblem> {
    let named: IssuerSerial = issuer_serial.decode_as()?;
    let body = own.certificate().tbs_certificate();
    // GeneralName directoryName is [4], explicit since Name is a CHOICE.
    let [issuer] = named.issuer.as_slice() else {
        return Ok(false);
    };
    let issuer = issuer.to_der()?;
    let expected = der::asn1::ContextSpecific {
        tag_number: der::TagNumber(4),
        tag_mode: der::TagMode::Explicit,
        value: body.issuer().clone(),
    };
    Ok(issuer == expected.to_der()?
        && named.serial_number == Any::encode_from(body.serial_number())?)
}

/// Whether the certificate is for time stamps and nothing else (RFC 3161, section 2.3).
fn check_usage(own: &AuthorityCertificate) -> Result<(), TimeStampOutcome> {
    let malformed = |what: &str| Err(TimeStampOutcome::Malformed(what.to_owned()));
    let body = own.certificate().tbs_certificate();
    match body.get_extension::<ExtendedKeyUsage>()? {
        Some((critical, usage)) if usage.0.as_slice() == [ID_KP_TIME_STAMPING] => {
            if !critical {
                return malformed(
                    "the authority's certificate does not say critically that it is for time stamps",
                );
            }
        }
        _ => return malformed("the authority's certificate is not for time stamps alone"),
    }
    if let Some((_, usage)) = body.get_extension::<KeyUsage>()?
        && !usage.digital_signature()
        && !usage.non_repudiation()
    {
        return malformed("the authority's certificate is not for signing");
    }
    if own.has_unknown_critical_extension() {
        return Err(TimeStampOutcome::Unsupported(
            "the authority's certificate has an extension that is not understood".to_owned(),
        ));
    }
    Ok(())
}

/// Whether an imprint is that of these bytes.
fn is_over(imprint: &MessageImprint, stamped: &[u8]) -> Result<bool, CmsProblem> {
    match imprint.hash_algorithm.hash_function() {
        Some(hash) => Ok(hash.digest(stamped) == imprint.hashed_message.as_bytes()),
        None => CmsProblem::unsupported(
            "the token is over another digest than SHA-256, SHA-384 and SHA-512",
        ),
    }
}
