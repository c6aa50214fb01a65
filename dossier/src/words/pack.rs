//! Sentences about evidence packs, and those in one: its index and its `VERIFY.txt`.

use std::fmt::{Display, Formatter, Result};

use assay_assessment::{archive::Fault, legible, words};
use assay_report::GENERATOR;

use crate::check::Standing;
use crate::pack::{
    CheckedFile, FileState, INDEX_CSV, INDEX_HTML, NamedEvidence, PACK_NAMESPACE, PACK_SUMS,
    PackCheck, PackSignature, Packing, SIGNATURE, VERIFY, principal,
};

/// The columns of `INDEX.csv`.
pub(crate) const COLUMNS: [&str; 13] = [
    "Supports",
    "Identifier",
    "Title",
    "Evidence",
    "State",
    "File in this pack",
    "Address",
    "SHA-256",
    "Size in bytes",
    "Captured on",
    "Method",
    "Media type",
    "Name of the file when it was added",
];

/// The columns of `index.html`.
pub(crate) const PAGE_COLUMNS: [&str; 6] = [
    "Evidence",
    "File in this pack, or address",
    "SHA-256",
    "Size in bytes",
    "Captured on",
    "Method",
];

/// Above the reports in the index.
pub(crate) const REPORTS: &str = "Signed reports";

/// Of a pack that is no statement about anybody.
pub(crate) const EXAMPLE: &str = "Example: this says nothing about anybody.";

/// That an index proves nothing by itself.
pub(crate) const HOW_TO_CHECK: &str = "This page is an index. That the files are those which were signed shows only when they are checked: VERIFY.txt says how. What was found and concluded stands in the signed reports.";

/// Evidence that is a link.
pub(crate) const A_LINK: &str = "a link, whose content is not in the pack";
/// Evidence whose file is there.
pub(crate) const IN_THE_PACK: &str = "in this pack";
/// Evidence whose file was not there.
pub(crate) const MISSING_BEFORE: &str = "missing: the file was not there when the pack was made";
/// Evidence whose file was another.
pub(crate) const CHANGED_BEFORE: &str =
    "changed: other bytes were there when the pack was made, and are not in it";

/// What evidence supports, in a column.
pub(crate) fn kind_of_subject(kind: &'static str) -> &'static str {
    match kind {
        "" => "No control and no risk",
        kind => kind,
    }
}

/// The title of the index.
pub(crate) fn index_title(title: &str) -> String {
    format!("Evidence pack: {}", words::name(title))
}

/// Whose pack it is.
pub(crate) fn about_the_pack(operator: &str, edition: &str, at: &str) -> String {
    let operator = match operator.trim() {
        "" => "an operator that is not named".to_owned(),
        operator => words::name(operator),
    };
    format!(
        "The evidence of an assessment of {operator} against {edition}. The pack was made at {at} by the clock of the device, with {GENERATOR}."
    )
}

/// A number of bytes in gigabytes of 10^9 bytes, rounded up to a tenth.
pub(crate) fn gigabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000_000);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

/// What is wrong with an archive as such.
pub(crate) const fn fault(fault: Fault) -> &'static str {
    match fault {
        Fault::List => {
            "the list of its files, which stands at its end, is missing, damaged or of a kind that no pack of Assay has"
        }
        Fault::Name => "a file in it has an unreadable name",
        Fault::Overlap => "its files overlap each other",
        Fault::NotStored => "a file in it is compressed or encrypted",
        Fault::Contradiction => {
            "what stands before the bytes of a file contradicts the list of files at the archive's end"
        }
    }
}

/// A text in one line, in which nothing is hidden.
fn line(text: &str) -> String {
    legible(text.trim()).into_owned()
}

/// `VERIFY.txt`: how a stranger checks a pack without Assay.
pub(crate) fn verify_text(packing: &Packing<'_>) -> String {
    let assessment = packing.assessment;
    let key = packing.signer.public_key();
    let signer = match (packing.signer.name(), packing.signer.organisation()) {
        (name, "") => line(name),
        (name, organisation) => format!("{}, {}", line(name), line(organisation)),
    };
    let who = principal(packing.signer.name());
    let example = match assessment.is_example() {
        true => format!("{EXAMPLE}\n\n"),
        false => String::new(),
    };
    format!(
        "HOW TO CHECK THIS EVIDENCE PACK\n\
         \n\
         {example}Assessment:       {title}\n\
         Operator:         {operator}\n\
         Made at:          {at} (by the clock of the device)\n\
         Signed by:        {signer}\n\
         Fingerprint:      {fingerprint}\n\
         The same for SSH: {ssh}\n\
         \n\
         {INDEX_CSV} (for spreadsheets) and {INDEX_HTML} (for browsers) say which file is evidence\n\
         for what. {PACK_SUMS} has the SHA-256 of every file, and {SIGNATURE} is a signature\n\
         over that list. Unpack the archive, open a terminal in the folder, and do both steps.\n\
         Nothing of Assay is needed for it.\n\
         \n\
         \n\
         STEP 1. ARE THE FILES THOSE THAT ARE LISTED?\n\
         \n\
         Linux:\n\
         \n\
         \u{20}   sha256sum -c --strict --quiet {PACK_SUMS} && echo all as listed\n\
         \n\
         macOS:\n\
         \n\
         \u{20}   shasum -a 256 -c {PACK_SUMS}\n\
         \n\
         Windows (PowerShell):\n\
         \n\
         \u{20}   Get-Content {PACK_SUMS} | ForEach-Object {{ $sum, $name = $_ -split '  ', 2; \
         if ((Get-FileHash -Algorithm SHA256 -LiteralPath $name).Hash -ne $sum) \
         {{ \"NOT AS LISTED: $name\" }} }}; \"done\"\n\
         \n\
         These do not notice a file that somebody added. On Linux and macOS, this names what is there\n\
         or listed, but not both; it should name {PACK_SUMS} and {SIGNATURE} only:\n\
         \n\
         \u{20}   (cut -c 67- {PACK_SUMS}; find . -type f | cut -c 3-) | sort | uniq -u\n\
         \n\
         \n\
         STEP 2. WHO SIGNED THE LIST?\n\
         \n\
         Make a file called allowed_signers outside of this folder, with this one line in it:\n\
         \n\
         {who} namespaces=\"{PACK_NAMESPACE}\" {openssh}\n\
         \n\
         Linux and macOS (OpenSSH 8.1 or newer):\n\
         \n\
         \u{20}   ssh-keygen -Y verify -f ../allowed_signers -I {who} -n {PACK_NAMESPACE} -s {SIGNATURE} < {PACK_SUMS}\n\
         \n\
         Windows (PowerShell):\n\
         \n\
         \u{20}   cmd /c \"ssh-keygen -Y verify -f ..\\allowed_signers -I {who} -n {PACK_NAMESPACE} -s {SIGNATURE} < {PACK_SUMS}\"\n\
         \n\
         It says: Good \"{PACK_NAMESPACE}\" signature for {who} with ECDSA key {ssh}\n\
         \n\
         This shows that whoever has that key signed the list. Whose key it is, this file cannot show:\n\
         anybody could have written it, with a key of their own. Ask the signer for the fingerprint by\n\
         another way than this pack, by telephone say, and compare it with the one above.\n\
         \n\
         \n\
         THE REPORTS\n\
         \n\
         The files in reports/ are signed by themselves. Each PDF says under “How to verify this report”\n\
         how to check it. Assay checks all of this at once: its page under Verify, which takes the\n\
         archive or the folder, and its command line:\n\
         \n\
         \u{20}   assay verify PACK.zip\n",
        title = line(&assessment.details().title),
        operator = line(&assessment.details().operator.name),
        at = packing.at.rfc3339(),
        fingerprint = key.fingerprint(),
        ssh = key.ssh_fingerprint(),
        openssh = key.openssh(),
    )
}

impl PackCheck {
    /// All of it in one word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.standing().word()
    }

    /// What that means, and what to do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match (self.standing(), &self.signature) {
            (Standing::Holds, _) => {
                "The files are those that were signed, none is missing and none was added, and the reports among them hold. Whether to trust them depends on whose key that is."
            }
            (Standing::Fails, _) => {
                "Do not rely on these files as a whole. Ask the signer for the pack again."
            }
            (Standing::NotChecked, PackSignature::None) => {
                "Nothing shows who put these files together, or whether they were changed."
            }
            (Standing::NotChecked, _) => {
                "What is listed was not changed, but not all of this could be checked, or not all of it is listed. Rely only on what is as it was signed."
            }
        }
    }

    /// What a reader should know beside the word and the files, as sentences.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.signature.signer().is_some() && !self.reports.is_empty() {
            remarks.push(match self.signer_in_reports() {
                Some(signer) => format!("The key that signed the pack signed a report in it too: {signer}."),
                None => "The key that signed the pack signed no report in it that holds. Ask who put the evidence together.".to_owned(),
            });
        }
        if self.reports.is_empty() {
            remarks.push("No report was found in the pack that could be checked.".to_owned());
        }
        match &self.evidence {
            None => remarks.push(
                "The evidence was not compared: no report in the pack holds that names evidence."
                    .to_owned(),
            ),
            Some(evidence) => {
                for item in &evidence.missing {
                    remarks.push(item.to_string());
                }
                for name in &evidence.not_named {
                    remarks.push(format!(
                        "{}: no report in the pack names it.",
                        words::name(name)
                    ));
                }
                if evidence.missing.is_empty() && evidence.not_named.is_empty() {
                    let files = words::count(evidence.named, "evidence file", "evidence files");
                    remarks.push(format!(
                        "The reports name {files}, and the pack has just these."
                    ));
                }
            }
        }
        remarks
    }
}

impl Display for NamedEvidence {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        let label = words::name(&self.label);
        let sha256 = self.sha256;
        if self.said_absent {
            write!(
                text,
                "A report names the evidence “{label}” (SHA-256 {sha256}), and says that its file was not there as it was added; it is not in the pack."
            )
        } else {
            write!(
                text,
                "A report names the evidence “{label}” (SHA-256 {sha256}), whose file is not in the pack."
            )
        }
    }
}

impl Display for CheckedFile {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        write!(text, "{}: {}.", words::name(&self.name), self.state)
    }
}

impl Display for FileState {
    /// A sentence without its point.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::Sound { .. } => text.write_str("as it was signed"),
            Self::Missing { expected } => write!(text, "missing (SHA-256 {expected})"),
            Self::Changed { expected, found } => {
                write!(text, "changed: its SHA-256 is {found}, and {expected} was signed")
            }
            Self::OtherChecksum => text.write_str(
                "as it was signed, but the archive around it is damaged, so that other programs refuse it",
            ),
            Self::Extra => text.write_str("not listed: nobody signed that it belongs to the pack"),
            Self::Unread => text.write_str("there, and cannot be read"),
        }
    }
}

impl Display for PackSignature {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::Holds { .. } => write!(
                text,
                "Valid: the list of checksums was not changed since it was signed."
            ),
            Self::Changed => write!(
                text,
                "Not valid: {PACK_SUMS} was changed after it was signed, or another key signed it."
            ),
            Self::Malformed(why) => write!(text, "Not valid: {SIGNATURE} cannot be read: {why}."),
            Self::OtherKey(kind) => write!(
                text,
                "Cannot be checked here: the key is of another kind ({kind}). {VERIFY} says how ssh-keygen checks it."
            ),
            Self::None => write!(text, "Nobody signed {PACK_SUMS}: {SIGNATURE} is not there."),
            Self::Unread => write!(text, "{SIGNATURE} cannot be read."),
        }
    }
}
