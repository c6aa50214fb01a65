//! The structures of PKCS#12 (RFC 7292, section 4) and of the encrypted parts in it (RFC 5652).

use der::Sequence;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use pkcs8::spki::AlgorithmIdentifierRef;

use super::mac::MacData;
use crate::identity::pkcs7::ContentInfo;

pub(super) const ID_ENCRYPTED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");
pub(super) const KEY_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
pub(super) const SHROUDED_KEY_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
pub(super) const CERTIFICATE_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
pub(super) const SAFE_CONTENTS_BAG: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.6");
pub(super) const X509_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");

/// PFX of RFC 7292, section 4.
#[derive(Sequence)]
pub(super) struct Pfx<'a> {
    pub(super) version: u8,
    pub(super) content: ContentInfo<'a>,
    #[asn1(optional = "true")]
    pub(super) mac: Option<MacData<'a>>,
}

/// EncryptedData of RFC 5652, section 8.
#[derive(Sequence)]
pub(super) struct EncryptedData<'a> {
    pub(super) version: u8,
    pub(super) content: EncryptedContentInfo<'a>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(super) unprotected_attributes: Option<Vec<AnyRef<'a>>>,
}

/// EncryptedContentInfo of RFC 5652, section 6.1.
#[derive(Sequence)]
pub(super) struct EncryptedContentInfo<'a> {
    pub(super) content_type: ObjectIdentifier,
    pub(super) algorithm: AlgorithmIdentifierRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) content: Option<&'a OctetStringRef>,
}

/// EncryptedPrivateKeyInfo, as which an encrypted part is read too: it is the same two members.
#[derive(Sequence)]
pub(super) struct Encrypted<'a> {
    pub(super) algorithm: AlgorithmIdentifierRef<'a>,
    pub(super) content: &'a OctetStringRef,
}

/// SafeBag of RFC 7292, section 4.2. The attributes are names that some tool gave, and are not looked at.
#[derive(Sequence)]
pub(super) struct SafeBag<'a> {
    pub(super) kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    pub(super) value: AnyRef<'a>,
    #[asn1(optional = "true")]
    pub(super) attributes: Option<AnyRef<'a>>,
}

/// CertBag of RFC 7292, section 4.2.3.
#[derive(Sequence)]
pub(super) struct CertificateBag<'a> {
    pub(super) kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    pub(super) value: AnyRef<'a>,
}
