//! What is said of the signers whom the user knows.

use super::{count, name};

/// What is asked before somebody counts as known.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The button that begins.
    pub begin: &'static str,
    /// How the user comes to know the fingerprint.
    pub how: &'static str,
    /// What the field is called.
    pub label: &'static str,
    /// What goes into the field.
    pub hint: &'static str,
    /// That too little was entered.
    pub too_short: &'static str,
    /// That it is another.
    pub different: &'static str,
}

/// Of a signer.
pub const SIGNER: Asked = Asked {
    begin: "Mark this signer as known\u{2026}",
    how: "Ask the signer for the fingerprint by another way than the report: in person, by telephone, from a card or a page that you trust. Enter what you were told, not what stands above.",
    label: "Fingerprint as the signer told you",
    hint: "The whole of it, or its last three groups",
    too_short: "Enter the whole fingerprint, or its last three groups at least.",
    different: "This is another fingerprint: the key is not the one that you were told. Do not rely on the file before you know why.",
};

/// Of a time stamping authority.
pub const AUTHORITY: Asked = Asked {
    begin: "Mark this authority as known\u{2026}",
    how: "The authority publishes the SHA-256 fingerprint of its certificate, or tells you when you ask. Enter what it says, not what stands above.",
    label: "Fingerprint as the authority says it",
    hint: "The whole of it, with colons or without",
    too_short: "Enter the whole SHA-256 fingerprint: 64 digits and letters from A to F.",
    different: "This is another fingerprint: the certificate is not the one that the authority told you of. Do not rely on the time stamp before you know why.",
};

/// What to do before a certificate that was read from a file is marked as known.
pub const COMPARE_AUTHORITY: &str = "Compare the whole fingerprint with what the authority says of it, on its page or when you ask, before you mark it.";

/// That a file is too large for a certificate.
pub const NO_CERTIFICATE: &str = "this is no certificate: it is larger than one can be; choose the authority's certificate (PEM or DER)";

/// The button that marks an authority, named as on the screen.
#[must_use]
pub fn mark_authority(shown: &str) -> String {
    format!("Mark {shown} as known")
}

/// That an authority is known now.
#[must_use]
pub fn authority_taken(shown: &str) -> String {
    format!("{} is marked as known.", name(shown))
}

/// Over which span a certificate is valid, and who issued it.
#[must_use]
pub fn certificate(issuer: Option<&str>, from: &str, until: &str) -> String {
    let day = |moment: &str| moment.get(..10).unwrap_or(moment).to_owned();
    let by = match issuer {
        Some(issuer) => format!("Issued by {}, valid", name(issuer)),
        None => "Issued by nobody else, valid".to_owned(),
    };
    format!("{by} from {} until {}", day(from), day(until))
}

/// What is said before somebody is unmarked.
#[derive(Debug, Clone, Copy)]
pub struct Forgetting {
    /// What follows from it.
    pub then: &'static str,
    /// The button that does it.
    pub confirm: &'static str,
}

/// Of a signer.
pub const FORGET_SIGNER: Forgetting = Forgetting {
    then: "Verify then says of this key that it is unknown, until you compare its fingerprint again.",
    confirm: "Unmark the signer",
};

/// Of a time stamping authority.
pub const FORGET_AUTHORITY: Forgetting = Forgetting {
    then: "Verify then says of its time stamps that the authority is not known, until you compare its fingerprint again.",
    confirm: "Unmark the authority",
};

/// That another key under this name is known, or stands in the same list.
pub const NAMESAKE: &str =
    "Another key has this name. Ask which of them is right before you mark it.";

/// Since when a signer is known, and why.
#[must_use]
pub fn since(moment: &str, why: &str) -> String {
    match why.trim() {
        "" => format!("Since {moment}"),
        why => format!("Since {moment}: {}", name(why)),
    }
}

/// The question before a signer is made unknown again; the signer is named as on the screen.
#[must_use]
pub fn unmark(shown: &str) -> String {
    format!("Unmark {shown} as known?")
}

/// Why a signer is known who came out of a list.
#[must_use]
pub fn of_list(file: &str, why: &str) -> String {
    match why.trim() {
        "" => format!("from the list {file}"),
        why => format!("from the list {file}: {why}"),
    }
}

/// What a list brings.
#[must_use]
pub fn summary(file: &str, new: usize, already: usize) -> String {
    let known = match already {
        0 => String::new(),
        already => format!(" {} known already.", count(already, "key is", "keys are")),
    };
    match new {
        0 => format!("{file} brings nobody new.{known}"),
        new => format!(
            "{file} brings {}.{known} Mark them only if you trust whoever made the list as you trust your own comparing.",
            count(new, "signer", "signers")
        ),
    }
}

/// That signers of a list are known now.
#[must_use]
pub fn taken(signers: usize) -> String {
    format!(
        "{} marked as known.",
        count(signers, "signer is", "signers are")
    )
}

/// What is said of a signature that does not tell who signed.
pub const NOT_ESTABLISHED: &str =
    "Not established: who signed is known only where the signature holds.";

/// What is said of a report's signer whose key the user does not know.
pub const UNKNOWN_SIGNER: &str = "Unknown on this device: compare the fingerprint with the signer, by another way than the report.";

/// The same of the signer of an evidence pack.
pub const UNKNOWN_PACK_SIGNER: &str = "Unknown on this device: compare the fingerprint with the signer, by another way than the pack.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_it_brings() {
        assert_eq!(summary("a.json", 0, 0), "a.json brings nobody new.");
        assert_eq!(
            summary("a.json", 0, 2),
            "a.json brings nobody new. 2 keys are known already."
        );
        assert!(
            summary("a.json", 1, 1).starts_with("a.json brings 1 signer. 1 key is known already.")
        );
    }
}
