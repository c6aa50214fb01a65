//! YAML that is JSON (YAML 1.2, section 1.3).

use std::fmt::Write as _;

use serde_json::Value;

/// A value as YAML, in UTF-8: as JSON, in which every text is quoted, and nothing is taken for a date, a number or a
/// boolean that is none.
pub(super) fn written(value: &Value) -> Result<Vec<u8>, serde_json::Error> {
    let json = serde_json::to_string_pretty(value)?;
    let mut yaml = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if is_escaped(character) {
            // Writing to a text does not fail. All of these have four digits, and JSON and YAML write them alike.
            _ = write!(yaml, "\\u{:04x}", u32::from(character));
        } else {
            yaml.push(character);
        }
    }
    yaml.push('\n');
    Ok(yaml.into_bytes())
}

/// Whether JSON has a character as it is that YAML folds as the end of a line, or does not admit (YAML 1.2, section 5.1;
/// YAML 1.1 has more ends of lines, and is what Python reads). They stand in texts only: the rest of JSON is ASCII.
const fn is_escaped(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use serde_json::json;

    use super::*;

    #[test]
    fn what_yaml_reads_otherwise_than_json_is_escaped() {
        let text = "a\u{7f}\u{85}\u{2028}\u{feff}\"\\\n🎉é: - # no";
        let yaml = String::from_utf8(written(&json!([text])).unwrap()).unwrap();
        assert_eq!(
            yaml,
            "[\n  \"a\\u007f\\u0085\\u2028\\ufeff\\\"\\\\\\n🎉é: - # no\"\n]\n"
        );
        let read: Value = serde_json::from_str(&yaml).unwrap();
        assert_eq!(read, json!([text]));
    }
}
