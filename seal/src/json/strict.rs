//! A parser that takes only JSON that every reader understands in the same way.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The largest document that is read: 64 MiB.
pub const MAX_JSON_BYTES: usize = 64 * 1024 * 1024;

/// The largest integer that every JSON reader keeps exactly: 2^53 - 1 (RFC 7493, section 2.2).
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// The deepest nesting of arrays and objects that is read: one level less than `serde_json` reads, so
/// that it is refused here and not by a text of its.
const MAX_DEPTH: u8 = 126;

/// Why bytes are not taken as a document. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StrictJsonError {
    /// The bytes are no JSON, or something follows after it.
    #[error("not JSON, at line {line}, column {column}: {reason}")]
    Syntax {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
        /// What the parser found.
        reason: String,
    },
    /// An object has two members of the same name, also if one is written with escapes. Readers
    /// differ in which of the two they take, so such a document could show two faces.
    #[error("the member {key:?} stands twice in one object, at line {line}, column {column}")]
    DuplicateKey {
        /// The name.
        key: String,
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// A number is no integer, or is written with a fraction or an exponent. Signed documents hold
    /// integers only, because floats are rounded differently by different readers.
    #[error("a number is not a plain integer, at line {line}, column {column}")]
    NotAnInteger {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// An integer is beyond 2^53 - 1 in either direction.
    #[error("an integer is larger than 9007199254740991, at line {line}, column {column}")]
    IntegerTooLarge {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// Arrays and objects are nested deeper than 126 levels.
    #[error("the document is nested too deeply, at line {line}, column {column}")]
    TooDeep {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// The document is larger than [`MAX_JSON_BYTES`].
    #[error("the document has {0} bytes; more than 64 MiB are not read")]
    TooLarge(usize),
}

/// Parses one JSON document and nothing after it.
///
/// Refuses what `serde_json` alone lets pass: a name that stands twice in an object (it keeps the
/// last), and numbers that are no integers or beyond 2^53 - 1.
///
/// # Errors
/// [`StrictJsonError`] says what and where.
pub fn parse_strict(bytes: &[u8]) -> Result<Value, StrictJsonError> {
    if bytes.len() > MAX_JSON_BYTES {
        return Err(StrictJsonError::TooLarge(bytes.len()));
    }
    let problem = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = StrictValue {
        problem: &problem,
        depth: 0,
    }
    .deserialize(&mut deserializer);
    let result = value.and_then(|value| deserializer.end().map(|()| value));
    result.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        match problem.take() {
            Some(Problem::DuplicateKey(key)) => StrictJsonError::DuplicateKey { key, line, column },
            Some(Problem::NotAnInteger) => StrictJsonError::NotAnInteger { line, column },
            Some(Problem::IntegerTooLarge) => StrictJsonError::IntegerTooLarge { line, column },
            Some(Problem::TooDeep) => StrictJsonError::TooDeep { line, column },
            None => {
                let text = error.to_string();
                let place = format!(" at line {line} column {column}");
                let reason = text.strip_suffix(&place).unwrap_or(&text).to_owned();
                StrictJsonError::Syntax {
                    line,
                    column,
                    reason,
                }
            }
        }
    })
}

/// What our own visitor refused; serde carries only a text.
enum Problem {
    DuplicateKey(String),
    NotAnInteger,
    IntegerTooLarge,
    TooDeep,
}

#[derive(Clone, Copy)]
struct StrictValue<'a> {
    problem: &'a RefCell<Option<Problem>>,
    /// In how many arrays and objects it stands.
    depth: u8,
}

impl StrictValue<'_> {
    fn refuse<E: serde::de::Error>(self, problem: Problem) -> E {
        self.problem.replace(Some(problem));
        E::custom("refused")
    }

    /// For the values of an array or an object that stands here.
    fn within<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.refuse(Problem::TooDeep));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for StrictValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for StrictValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        if value > MAX_INTEGER {
            return Err(self.refuse(Problem::IntegerTooLarge));
        }
        Ok(Value::Number(Number::from(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > MAX_INTEGER {
            return Err(self.refuse(Problem::IntegerTooLarge));
        }
        Ok(Value::Number(Number::from(value)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        // serde_json gives integers beyond 64 bits as floats.
        let beyond = value.abs() >= MAX_INTEGER as f64;
        Err(self.refuse(if beyond {
            Problem::IntegerTooLarge
        } else {
            Problem::NotAnInteger
        }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut values = Vec::new();
        while let Some(value) = access.next_element_seed(within)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            // Checked before the value is read, so that the place named is that of the key.
            if members.contains_key(&key) {
                return Err(self.refuse(Problem::DuplicateKey(key)));
            }
            let value = access.next_value_seed(within)?;
            members.insert(key, value);
        }
        Ok(Value::Object(members))
    }
}
