//! PEM as people's files have it: several blocks, text around them, any line width, CRLF.

use der::pem::{Base64Decoder, LineEnding};
use zeroize::Zeroizing;

/// One `-----BEGIN X-----` block.
pub(crate) struct PemBlock<'a> {
    /// The words after BEGIN.
    pub(crate) label: &'a str,
    /// What stands between the two lines.
    text: &'a str,
}

/// The blocks of a text, in order. A block without its END line is left out.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = PemBlock<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once("-----BEGIN ")?;
            rest = after;
            let Some((label, after)) = after.split_once("-----") else {
                continue;
            };
            if label.len() > 64 || label.contains('\n') {
                continue;
            }
            let end = format!("-----END {label}-----");
            let (text, after) = after.split_once(end.as_str())?;
            rest = after;
            return Some(PemBlock { label, text });
        }
    })
}

impl PemBlock<'_> {
    /// Whether the block has header lines, as OpenSSL's old encrypted keys do
    /// (`Proc-Type: 4,ENCRYPTED`).
    pub(crate) fn has_headers(&self) -> bool {
        self.text.contains(':')
    }

    /// The bytes of the block; `None` if they are no base64, or none at all.
    pub(crate) fn decode(&self) -> Option<Vec<u8>> {
        let base64: Zeroizing<Vec<u8>> = Zeroizing::new(
            self.text
                .bytes()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect(),
        );
        let mut bytes = Vec::with_capacity(base64.len());
        Base64Decoder::new(&base64)
            .ok()?
            .decode_to_end(&mut bytes)
            .ok()?;
        Some(bytes)
    }
}

/// Writes one block with lines of 64 characters that end in LF. The text is wiped when dropped.
pub(crate) fn encode(label: &'static str, der: &[u8]) -> Zeroizing<String> {
    // It can fail for a label that is not allowed or for gigabytes of data; neither is passed.
    Zeroizing::new(der::pem::encode_string(label, LineEnding::LF, der).unwrap_or_default())
}
