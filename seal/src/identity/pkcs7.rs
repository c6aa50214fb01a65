//! Certificates as authorities send them in PKCS#7 (`.p7b`): SignedData that nobody signed (RFC 5652,
//! section 5.1; RFC 2315, section 9).

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Encode, Sequence, Tag, Tagged};

pub(super) const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(super) const ID_SIGNED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// ContentInfo of RFC 5652, section 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Sequence)]
pub(super) struct ContentInfo<'a> {
    /// What the content is.
    pub(super) content_type: ObjectIdentifier,
    /// The content.
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    pub(super) content: AnyRef<'a>,
}

/// The members are in the order of RFC 5652; what a set holds is not checked to be sorted, because files of
/// `openssl crl2pkcs7` have their certificates in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct SignedData<'a> {
    version: u8,
    digest_algorithms: AnyRef<'a>,
    content: AnyRef<'a>,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    certificates: Option<Vec<AnyRef<'a>>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    revocation: Option<Vec<AnyRef<'a>>>,
    signers: AnyRef<'a>,
}

/// Whether bytes say that they are SignedData.
pub(super) fn is_signed_data(der: &[u8]) -> bool {
    ContentInfo::from_der(der).is_ok_and(|info| info.content_type == ID_SIGNED_DATA)
}

/// The certificates of SignedData in DER, in the file's order. Who signed it, and revocation lists, are
/// not looked at.
pub(super) fn certificates_of(der: &[u8]) -> der::Result<Vec<Vec<u8>>> {
    let info = ContentInfo::from_der(der)?;
    let data: SignedData<'_> = info.content.decode_as()?;
    data.certificates
        .unwrap_or_default()
        .into_iter()
        // The other members of CertificateChoices have tags of their own: attribute certificates.
        .filter(|any| any.tag() == Tag::Sequence)
        .map(|any| any.to_der())
        .collect()
}
