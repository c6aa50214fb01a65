//! What unpacks the programs when the page starts.

use base64::Engine;

use crate::error::TaskError;

/// What every WebAssembly module begins with, `\0asm`, as base64 (WebAssembly core specification, section 5.5.16).
const MAGIC: &str = "AGFzb";

/// Takes Zstandard's decoder out of the npm package `zstddec`, whose script holds it as base64. The script around
/// it is left behind: it reads its own text through `fetch`, which the page's policy forbids.
pub(crate) fn module(package: &str) -> Result<Vec<u8>, TaskError> {
    package
        .split('"')
        .find(|text| text.starts_with(MAGIC))
        .and_then(|text| base64::engine::general_purpose::STANDARD.decode(text).ok())
        .ok_or_else(|| {
            TaskError::Wrong(
                "the package zstddec does not hold its decoder as base64 any more".to_owned(),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn the_module_is_found_among_other_texts() {
        let package = "a = \"short\"; const wasm = \"AGFzbQEAAAA=\"; b = \"c\";";
        assert_eq!(module(package).unwrap(), b"\0asm\x01\0\0\0");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(module("const wasm = \"AAAA\";").is_err());
        assert!(module("const wasm = \"AGFzb!\";").is_err());
    }
}
