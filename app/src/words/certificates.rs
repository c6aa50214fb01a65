//! What is said of an organisation's certificate.

use super::name;

/// That a file is larger than certificates are.
pub const TOO_LARGE: &str =
    "the file is larger than a certificate with its chain is; choose another";

/// What the dialog of an identity's certificate is called; the signer is named as on the screen.
#[must_use]
pub fn of(shown: &str) -> String {
    format!("Certificate of {shown}")
}

/// That a certificate is in its place. Whether its issuer is to be trusted is not said: nothing here knows it.
#[must_use]
pub fn placed(subject: &str, issuer: &str) -> String {
    format!(
        "The certificate for {subject}, issued by {issuer}, goes into every PDF that this identity signs from now on."
    )
}

/// What the certificate beside a key says, before the key is imported.
#[must_use]
pub fn beside_key(subject: &str, issuer: &str) -> String {
    let (subject, issuer) = (name(subject), name(issuer));
    if subject == issuer {
        format!("The file has a certificate of the key with it: {subject}, on its own word.")
    } else {
        format!(
            "The file has a certificate of the key with it: {subject}, issued by {issuer}. It goes into every PDF that is signed with the key."
        )
    }
}
