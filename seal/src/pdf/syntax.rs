//! The syntax of PDF objects (ISO 32000-1, 7.2 and 7.3), read strictly and without building them.
//!
//! `lopdf` says what objects hold. This says whether everybody reads the same of them: what it takes has
//! one meaning, with no key twice, nothing left over and nothing that a lenient reader would mend.

use std::borrow::Cow;

/// How deep arrays and dictionaries may be nested; a report has some 6 levels.
const MAX_DEPTH: usize = 64;

/// A value, as far as it is of use here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A whole number that is not negative.
    Number(u64),
    /// A reference to the object of this number.
    Reference(u64),
    /// A dictionary.
    Dictionary(Dictionary<'a>),
    /// Anything else.
    Other,
}

/// A dictionary; each key stands in it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dictionary<'a>(Vec<(Cow<'a, [u8]>, Value<'a>)>);

impl Dictionary<'_> {
    /// What stands at a key.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Value<'_>> {
        let entry = self.0.iter().find(|(other, _)| **other == *key);
        entry.map(|(_, value)| value)
    }
}

/// What is not read: somebody else might read it in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ambiguous;

/// A place in a file from which on it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reading<'a> {
    /// Reads `bytes` from this place on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where it has come to.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes past these bytes if they are next.
    pub(super) fn take(&mut self, text: &[u8]) -> Result<(), Ambiguous> {
        if self.rest().starts_with(text) {
            self.at += text.len();
            Ok(())
        } else {
            Err(Ambiguous)
        }
    }

    /// Goes past so many bytes, and gives them.
    pub(super) fn take_bytes(&mut self, count: usize) -> Result<&'a [u8], Ambiguous> {
        let taken = self.rest().get(..count).ok_or(Ambiguous)?;
        self.at += count;
        Ok(taken)
    }

    /// Goes past white space alone.
    pub(super) fn skip_blanks(&mut self) {
        self.at += self.rest().iter().take_while(|b| is_space(**b)).count();
    }

    /// Goes past white space and comments (7.2.3).
    pub(super) fn skip_space(&mut self) {
        self.skip_blanks();
        while self.peek() == Some(b'%') {
            let line = self.rest().iter().take_while(|b| !b"\r\n".contains(b));
            self.at += line.count();
            self.skip_blanks();
        }
    }

    /// Goes past one end of a line: CR, LF or both.
    pub(super) fn take_end_of_line(&mut self) -> Result<(), Ambiguous> {
        self.take(b"\r\n")
            .or_else(|_| self.take(b"\n"))
            .or_else(|_| self.take(b"\r"))
    }

    /// Goes past a keyword and the white space after it, but no comment. It must end there.
    pub(super) fn take_keyword(&mut self, word: &[u8]) -> Result<(), Ambiguous> {
        self.take(word)?;
        if self.peek().is_some_and(is_regular) {
            return Err(Ambiguous);
        }
        self.skip_blanks();
        Ok(())
    }

    /// Goes past the digits of a number.
    pub(super) fn take_number(&mut self) -> Result<u64, Ambiguous> {
        let count = self
            .rest()
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        number(self.take_bytes(count)?).ok_or(Ambiguous)
    }

    /// Goes past an object, and the white space after it.
    pub(super) fn take_object(&mut self) -> Result<Value<'a>, Ambiguous> {
        self.object(MAX_DEPTH)
    }

    fn object(&mut self, depth: usize) -> Result<Value<'a>, Ambiguous> {
        let depth = depth.checked_sub(1).ok_or(Ambiguous)?;
        let value = match self.peek().ok_or(Ambiguous)? {
            b'<' if self.take(b"<<").is_ok() => self.dictionary(depth)?,
            b'<' => self.hexadecimal()?,
            b'(' => self.literal()?,
            b'[' => {
                self.at += 1;
                self.skip_space();
                while self.take(b"]").is_err() {
                    self.object(depth)?;
                }
                Value::Other
            }
            b'/' => {
                self.name()?;
                Value::Other
            }
            _ => return self.word(),
        };
        self.skip_space();
        Ok(value)
    }

    fn dictionary(&mut self, depth: usize) -> Result<Value<'a>, Ambiguous> {
        let mut entries: Vec<(Cow<'a, [u8]>, Value<'a>)> = Vec::new();
        self.skip_space();
        while self.take(b">>").is_err() {
            let key = self.name()?;
            self.skip_space();
            entries.push((key, self.object(depth)?));
        }
        let mut keys: Vec<&[u8]> = entries.iter().map(|(key, _)| &**key).collect();
        keys.sort_unstable();
        if keys.is_sorted_by(|one, next| one < next) {
            Ok(Value::Dictionary(Dictionary(entries)))
        } else {
            Err(Ambiguous)
        }
    }

    fn name(&mut self) -> Result<Cow<'a, [u8]>, Ambiguous> {
        self.take(b"/")?;
        let written = self.regular();
        if !written.contains(&b'#') {
            return Ok(Cow::Borrowed(written));
        }
        let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written.iter();
        while let Some(byte) = rest.next() {
            name.push(match byte {
                b'#' => {
                    let (high, low) = (digit(rest.next()), digit(rest.next()));
                    let value = high.zip(low).map(|(high, low)| high << 4 | low);
                    u8::try_from(value.ok_or(Ambiguous)?).map_err(|_| Ambiguous)?
                }
                byte => *byte,
            });
        }
        Ok(Cow::Owned(name))
    }

    fn hexadecimal(&mut self) -> Result<Value<'a>, Ambiguous> {
        self.take(b"<")?;
        let digits = self.rest().iter();
        let count = digits.take_while(|b| b.is_ascii_hexdigit() || is_space(**b));
        self.at += count.count();
        self.take(b">")?;
        Ok(Value::Other)
    }

    fn literal(&mut self) -> Result<Value<'a>, Ambiguous> {
        let mut open = 0_usize;
        loop {
            match self.peek().ok_or(Ambiguous)? {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Ok(Value::Other);
            }
        }
    }

    /// A number, a reference, `true`, `false` or `null`, and the white space after it.
    fn word(&mut self) -> Result<Value<'a>, Ambiguous> {
        let first = self.regular();
        self.skip_space();
        if let Some(value) = number(first) {
            // A reference begins with two numbers.
            let mut further = *self;
            let generation = further.regular();
            further.skip_space();
            if number(generation).is_some() && further.take_keyword(b"R").is_ok() {
                further.skip_space();
                *self = further;
                return Ok(Value::Reference(value));
            }
            return Ok(Value::Number(value));
        }
        let signed = first.strip_prefix(b"-").or(first.strip_prefix(b"+"));
        let digits = signed.unwrap_or(first);
        let points = digits.iter().filter(|b| **b == b'.').count();
        let is_number = points <= 1
            && digits.len() > points
            && digits.iter().all(|b| b.is_ascii_digit() || *b == b'.');
        if is_number || [b"true".as_slice(), b"false", b"null"].contains(&first) {
            Ok(Value::Other)
        } else {
            Err(Ambiguous)
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let count = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += count;
        rest.get(..count).unwrap_or_default()
    }
}

/// The number that these bytes write, if they are digits and nothing else.
pub(super) fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    str::from_utf8(digits).ok()?.parse().ok()
}

/// White space (7.2.2, table 1).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// What is neither white space nor a delimiter (7.2.2).
fn is_regular(byte: u8) -> bool {
    let delimiter = matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    );
    !delimiter && !is_space(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Value<'_>, Ambiguous> {
        let mut reading = Reading::new(text.as_bytes(), 0);
        let value = reading.take_object()?;
        if reading.is_at_end() {
            Ok(value)
        } else {
            Err(Ambiguous)
        }
    }

    #[test]
    fn each_kind_of_object_is_read_to_its_end() {
        for text in [
            "12",
            "-1.5",
            "+.5",
            "4.",
            "true",
            "false",
            "null",
            "12 0 R",
            "/Name",
            "/A#20b",
            "/",
            "(a(b)\\)c\\\\)",
            "<00 fF>",
            "[]",
            "[2 R]",
            "[1 2 0 R/A(b)<00>[null]]",
            "[1 0 R % said\n2 % said\n0 R]",
            "<<>>",
            "<</A/B/C 1 0 R/D<</A 1>>>> % said\n",
        ] {
            // `2 R` is no reference, and `R` no object.
            let sound = text != "[2 R]";
            assert_eq!(read(text).is_ok(), sound, "{text}");
        }
        assert_eq!(read("12 "), Ok(Value::Number(12)));
        assert_eq!(read("12 0 R"), Ok(Value::Reference(12)));
        let Ok(Value::Dictionary(entries)) = read("<</P#72ev 7/Size 4 0 R>>") else {
            panic!("no dictionary");
        };
        assert_eq!(entries.get(b"Prev"), Some(&Value::Number(7)));
        assert_eq!(entries.get(b"Size"), Some(&Value::Reference(4)));
    }

    #[test]
    fn what_has_two_meanings_or_none_is_refused() {
        for text in [
            "",
            " 1",
            "<</A 1/A 2>>",
            "<</A 1/#41 2>>",
            "[<</A<</B 1/B 1>>>>]",
            "<</A>>",
            "<<1 2>>",
            "(a",
            "(a))",
            "<0g>",
            "<00",
            "[1",
            "1]",
            "1 2",
            "--1",
            "1.2.3",
            ".",
            "-",
            "{}",
            "/A#2",
            "/A#g0",
            "/A#+1",
            "obj",
            "<</A 1",
            ")",
            ">",
            "1e5",
            "12a",
            "12 0 Rx",
        ] {
            assert_eq!(read(text), Err(Ambiguous), "{text}");
        }
        let deep = |open: &str, close: &str, depth| open.repeat(depth) + &close.repeat(depth);
        assert!(read(&deep("[", "]", MAX_DEPTH)).is_ok());
        assert!(read(&deep("[", "]", MAX_DEPTH + 1)).is_err());
        assert!(read(&deep("<</A", ">>", 100_000)).is_err());
        assert!(read(&deep("(", ")", 100_000)).is_ok());
    }
}
