//! Every sentence that only the command line says.

use std::fmt::Display;
use std::path::Path;

use assay_assessment::words::{count, name, sentence};
use assay_report::public::{Disclosed, Standing};

use crate::verify::{Found, Verdict};

/// How verdicts follow, below the help of `verify`.
pub(crate) const VERDICTS: &str = "\
Exit status:
  0  every file is valid
  1  a file is not valid: a signature does not hold, or what was signed contradicts itself
  2  none is found not to be valid, but of one it cannot be told: it cannot be read, is of another
     kind or a newer format, is not signed, or its pages could not be compared with what it says

Valid says that nothing was changed since the file was signed, and that it agrees with itself. It
says nothing about whose key that is: without --trust, anybody may have signed. With --trust, each
key that signed a file has to be in the list; a file that holds, but that another key signed, or
that nobody signed but recipients, is one of which it cannot be told.

In a folder, every file is checked that may be one of Assay's. The others are named and left out.
A file that is named itself is always checked.

An evidence pack, or the folder into which one was unpacked, is checked as a whole: every file in
it, the signature over the list of them, and its reports. With a file in it that is not listed, it
cannot be told.

A backup is not signed: valid says that it is whole. Disclosures are compared with the public
edition of the same report, which has to be among the files.";

/// That a file is larger than what is read.
pub(crate) fn too_large(bytes: u64, most: u64) -> String {
    format!("it has {bytes} bytes, and at most {most} are read")
}

/// Why a file of a folder is left out.
pub(crate) const NOT_OURS: &str = "no file of Assay's";
/// The same of an edition.
pub(crate) const AN_EDITION: &str = "an edition of a standard, which “assay catalog check” reads";
/// The same of a list of signers.
pub(crate) const A_KNOWN_LIST: &str = "a list of known signers, for --trust";
/// The same of what is not followed.
pub(crate) const A_LINK: &str = "a link, which is not followed";
/// The same of what is neither file nor folder.
pub(crate) const NO_FILE: &str = "neither a file nor a folder";
/// The same of what is too deep.
pub(crate) const TOO_DEEP: &str = "a folder within too many others";
/// That a folder holds nothing to verify.
pub(crate) const NOTHING_FOUND: &str =
    "no file of Assay's was found, so that there is nothing to verify";

/// What a whole backup is called.
pub(crate) const WHOLE: &str = "Whole";
/// What that means.
pub(crate) const WHOLE_MEANS: &str = "Its journal, everything that follows from it and its evidence files are as they were written. A backup is not signed: nothing shows who wrote it.";
/// That files are missing in a backup.
pub(crate) fn missing(files: usize) -> String {
    let files = count(
        files,
        "evidence file is named, and was",
        "evidence files are named, and were",
    );
    format!("{files} not there when it was written.")
}

/// That more files of a pack are not as they were signed.
pub(crate) fn more_files(more: usize) -> String {
    let files = count(more, "more file is", "more files are");
    format!("{files} not as signed; --json names all.")
}

/// How many disclosures hold.
pub(crate) fn holding(holding: usize, of: usize) -> String {
    match of {
        0 => "No disclosures".to_owned(),
        of if of == holding => "All disclosures hold".to_owned(),
        of => format!("{} of {of} disclosures do not hold", of - holding),
    }
}

/// What disclosures were compared with.
pub(crate) fn compared_with(edition: &str) -> String {
    format!("Compared with the public edition {edition}.")
}

/// That all of a report is disclosed.
pub(crate) const RESTORED: &str = "Everything that the edition leaves out is disclosed, and the report that it comes to was checked.";

/// That the edition is missing.
pub(crate) const NO_EDITION: &str = "the public edition that these disclosures are of is not among the files, or cannot be read; name it too";

/// That somebody signed who is not in the list.
pub(crate) fn stranger(signer: &str) -> String {
    format!("Not among the known signers: {signer}.")
}

/// That no signature is anybody's agreement.
pub(crate) const ONLY_RECEIVED: &str =
    "Only recipients signed it, who confirm that they received it and agree to nothing.";

/// That nobody is known to have written a file that bears no signature.
pub(crate) const NOBODY_SIGNED: &str = "Nobody signed it, so that no known signer did.";

/// Whose key a signature is.
pub(crate) fn known_as(known: Option<&str>, is_asked: bool, tells_who: bool) -> String {
    match known {
        _ if !tells_who => {
            "Not established: who signed is known only where the signature holds.".to_owned()
        }
        Some(known) => format!("Known as {}.", name(known)),
        None if is_asked => "Not among the known signers.".to_owned(),
        None => {
            "Unknown here: compare the fingerprint with the signer, by another way than the file."
                .to_owned()
        }
    }
}

/// Beside who issued a certificate.
pub(crate) const ISSUER_NOT_CHECKED: &str =
    "as the certificate says; whether that authority issued it is not checked here";

/// Beside when somebody signed.
pub(crate) const CLAIMED: &str = "claimed by the signer's device; not attested by a third party";

/// Why a disclosure does not hold.
pub(crate) fn does_not_hold(disclosed: &Disclosed) -> String {
    let why = match &disclosed.standing {
        Standing::Holds => "it holds",
        Standing::OtherDigest => "it is not what the edition leaves out there",
        Standing::NotLeftOut => "the edition leaves out nothing there",
        Standing::Again => "another disclosure of the same place stands before it",
        Standing::Unreadable(why) => why,
    };
    let place = match disclosed.path.as_str() {
        "" => "a disclosure that cannot be read",
        path => path,
    };
    sentence(&format!("{place}: {why}"))
}

/// How many files are of which verdict.
pub(crate) fn summary(files: &[Found]) -> String {
    let of = |verdict| files.iter().filter(|file| file.verdict == verdict).count();
    format!(
        "{}: {} valid, {} not valid, {} cannot be told.",
        count(files.len(), "file", "files"),
        of(Verdict::Valid),
        of(Verdict::NotValid),
        of(Verdict::CannotTell)
    )
}

/// Who signed, as the signature says it.
pub(crate) fn signer(person: &str, organisation: &str) -> String {
    match (person, organisation) {
        ("", _) => "A signer without a name".to_owned(),
        (person, "") => name(person),
        (person, organisation) => format!("{}, {}", name(person), name(organisation)),
    }
}

/// A file that a request names.
pub(crate) fn named_file(file: &str, given_as: Option<&str>) -> String {
    let file = name(file);
    match given_as {
        Some(path) => format!("{file}: the same byte for byte as {}.", name(path)),
        None => format!("{file}: no file with this digest was given."),
    }
}

/// What is said of renderings, below the help of `render`.
pub(crate) const RENDERED: &str = "\
The file is checked first. Of one that is not valid, nothing is made. What is made is signed by
nobody: the PDF has the bytes that are signed when the page signs it, and its pages say who was to
sign. Pictures and the logo are not in the JSON; where a report shows any, give their files.

--page is all of it without scripts, with charts and pictures in words. --xlsx has a sheet for each
table. --oscal writes a folder: a catalog, an assessment plan, assessment results, a plan of action
and milestones where something is to be done, and a mapping to the criteria of other standards.
--ciso-assistant writes a folder for CISO Assistant: the edition as a library, and the audit as a
table for its Data Wizard.

Exit status: that of “assay verify” of the file; 2 also when nothing was made.";

/// Something about a file.
pub(crate) fn about(path: &Path, what: &str) -> String {
    format!("{}: {what}", name(&path.to_string_lossy()))
}

/// That a file was written.
pub(crate) fn written<N: PartialEq + From<u8> + Display>(path: &Path, bytes: N) -> String {
    about(path, &format!("{} written", count(bytes, "byte", "bytes")))
}

/// That characters are drawn as boxes.
pub(crate) fn lacking(characters: &[char]) -> String {
    let characters: Vec<String> = characters.iter().map(char::to_string).collect();
    format!(
        "No font has these characters, which are drawn as boxes: {}. Give a font that has them (--font).",
        characters.join(" ")
    )
}

/// That a file does not say the date of the edition that it holds.
pub(crate) const DATE_NEEDED: &str =
    "it does not say the date of the edition; give it (--date YYYY-MM-DD), or convert it first";

/// That a search found nothing.
pub(crate) const NOTHING_HOLDS_THEM: &str = "nothing in this edition holds all of these words";

/// What is said of tables, below the help of `table`.
pub(crate) const TABLES: &str = "\
Writes the tables reports, controls, risks and evidence. Every report is verified first, and only
those that are valid have rows in the last three. A report that is there as JSON and as PDF is two
files, with rows of each.

--parquet writes a folder for each table, divided as Apache Hive does it: FOLDER/controls/edition=…/
year=2026/part-0.parquet and so on, which DuckDB and Spark take as one table with the columns
edition and year. As NDJSON and CSV each table is one file, with these columns too.

Exit status: that of “assay verify” of the same files; 2 also when nothing was written.";

/// The head of the table of columns.
pub(crate) const COLUMNS: &str =
    "| Column | Type | In Parquet | What it says |\n|---|---|---|---|\n";

/// That a report has no rows in most tables.
pub(crate) fn left_out_of_tables(word: &str) -> String {
    format!("{word}: only the table of reports names it")
}

/// That something is for a file and not for a terminal.
pub(crate) const NO_TEXT: &str = "this is no text for a terminal; write it to a file (--output)";
