//! What somebody hands over, told by its content.

use assay_assessment::{archive, backup};
use assay_import::EditionKind;

use crate::pack::begins_like_one as begins_like_a_pack;

/// What a file is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedKind {
    /// A backup of Assay, sound or not.
    Backup,
    /// An evidence pack as Assay writes it, sound or not.
    Pack,
    /// Another ZIP archive; it may be an evidence pack that somebody packed anew.
    Archive,
    /// A PDF.
    Pdf,
    /// JSON, as far as its beginning tells.
    Json,
    /// An edition of a standard: an edition file of Assay, or a web page.
    Edition,
    /// Something else.
    Other,
}

/// The largest file that is read whole, in bytes; a backup is read in pieces and may be larger.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

impl HandedKind {
    /// How many bytes from a file's beginning are enough. PDF readers accept the header within the
    /// first 1024 bytes (ISO 32000-1, annex H, note 13).
    pub const BEGINNING: usize = 1024;

    /// What kind of file begins with these bytes; the whole file may be given.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(Self::BEGINNING)];
        if backup::begins_like_one(head) {
            return Self::Backup;
        }
        if begins_like_a_pack(head) {
            return Self::Pack;
        }
        if head.starts_with(archive::HEADER) {
            return Self::Archive;
        }
        if head.windows(5).any(|window| window == b"%PDF-") {
            return Self::Pdf;
        }
        if EditionKind::of(bytes).is_some() {
            return Self::Edition;
        }
        // Some editors put a byte order mark before the text.
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[') => Self::Json,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use assay_assessment::{Record, Timestamp, UtcOffset, example};
    use assay_catalog::Editions;

    use super::*;

    fn record() -> Record {
        let at = Timestamp::from_milliseconds(1_795_305_600_000);
        let id = assay_assessment::AssessmentId::from_random([7; 16]);
        example::open(id, at, UtcOffset::UTC, Editions::bundled_draft())
            .unwrap()
            .record
    }

    #[test]
    fn a_file_is_known_by_its_content() {
        let at = Timestamp::from_milliseconds(1_795_305_600_000);
        let backup = backup::write(&record(), Vec::new(), at).unwrap().bytes;
        assert_eq!(HandedKind::of(&backup), HandedKind::Backup);
        assert_eq!(
            HandedKind::of(&backup[..200]),
            HandedKind::Backup,
            "cut short"
        );
        assert_eq!(HandedKind::of(b"%PDF-1.7\n..."), HandedKind::Pdf);
        let edition = assay_catalog::Editions::bundled_release().edition_file();
        assert_eq!(HandedKind::of(edition.as_bytes()), HandedKind::Edition);
        assert_eq!(HandedKind::of(b" <!doctype html>"), HandedKind::Edition);
        assert_eq!(HandedKind::of(b"\n\n%PDF-1.7\n..."), HandedKind::Pdf);
        assert_eq!(HandedKind::of(b"\r\n {\"a\":1}"), HandedKind::Json);
        assert_eq!(HandedKind::of(b"\xef\xbb\xbf{\"a\":1}"), HandedKind::Json);
        assert_eq!(HandedKind::of(b"PK\x03\x04"), HandedKind::Archive);
        let named_like_a_pdf = b"PK\x03\x04......%PDF-1.7";
        assert_eq!(HandedKind::of(named_like_a_pdf), HandedKind::Archive);
        for other in [&b""[..], b"GIF89a", b"-----BEGIN PRIVATE KEY-----"] {
            assert_eq!(HandedKind::of(other), HandedKind::Other);
        }
    }

    #[test]
    fn a_report_that_holds_the_name_of_a_backups_member_is_no_backup() {
        assert_eq!(
            HandedKind::of(b"{\"x\":\"PK\x03\x04manifest.json\"}"),
            HandedKind::Json
        );
    }
}
