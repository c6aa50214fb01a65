//! Writing to the terminal: what a file says must not steer it.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use assay_assessment::legible;

use crate::words;

/// A text of which no character moves the cursor, colours or turns what stands around it: such are written out
/// (`[U+001B]`). Ends of lines stay.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte))
    {
        return Cow::Borrowed(text);
    }
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(legible).collect();
    Cow::Owned(lines.join("\n"))
}

/// JSON in which such characters are escaped too: they stand in its texts only.
pub(crate) fn safe_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        let unseen = character.is_control() && !matches!(character, '\n')
            || matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if unseen {
            // All of them are within the first plane, so that one escape is enough.
            safe.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Writes to the standard output. A reader that has seen enough (`| head`) is no error.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// As [`print`], of bytes for another program. What steers a terminal is not written to one, and what is no text not at all.
///
/// # Errors
/// Also where it is a terminal that would be given what is no text.
pub(crate) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let text;
    let bytes = if io::stdout().is_terminal() {
        let read = std::str::from_utf8(bytes);
        text = safe(read.map_err(|_| io::Error::other(words::NO_TEXT))?);
        text.as_bytes()
    } else {
        bytes
    };
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Says something beside what was asked for. Where even that fails, nobody is there to be told.
pub(crate) fn say(text: &str) {
    // One line, so that a name cannot look like something that is said beside it.
    let text = text.replace('\n', " / ");
    _ = writeln!(io::stderr().lock(), "{}", safe(&text));
}

/// Says why nothing was done.
pub(crate) fn say_error(error: &dyn std::error::Error) {
    say(&format!("assay: {error}"));
}

/// How many files are done, on a terminal only.
pub(crate) struct Progress {
    of: usize,
    shown: bool,
}

impl Progress {
    /// From so many files on it is worth a line.
    const FEWEST: usize = 4;

    pub(crate) fn of(files: usize) -> Self {
        Self {
            of: files,
            shown: files >= Self::FEWEST && io::stderr().is_terminal(),
        }
    }

    pub(crate) fn show(&self, done: usize) {
        if self.shown {
            let mut error = io::stderr().lock();
            _ = write!(error, "\r{done} of {} files", self.of);
            _ = error.flush();
        }
    }
}

impl Drop for Progress {
    /// Takes the line away.
    fn drop(&mut self) {
        if self.shown {
            _ = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_written() {
        let hostile = "a\u{1b}[2Jb\u{9b}31m\r\u{7}\u{8}\u{202e}c\nd";
        assert_eq!(
            safe(hostile),
            "a[U+001B][2Jb[U+009B]31m[U+000D][U+0007][U+0008][U+202E]c\nd"
        );
        assert_eq!(safe("Zürich \u{2713}"), "Zürich \u{2713}");
    }

    #[test]
    fn json_says_the_same_without_them() {
        let hostile = "a\u{1b}\u{9b}\u{202e}\u{7f}b";
        let json = serde_json::to_string(hostile).unwrap_or_default();
        let safe = safe_json(&json);
        assert_eq!(safe, r#""a\u001b\u009b\u202e\u007fb""#);
        assert_eq!(
            serde_json::from_str::<String>(&safe).ok().as_deref(),
            Some(hostile)
        );
    }
}
