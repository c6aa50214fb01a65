//! What goes from one program to the other: a text, and beside it the bytes that would be long as text.

use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

/// A value on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parcel {
    /// The value as JSON, without the bytes of its files.
    pub text: String,
    /// The bytes of its files, in the order in which [`Bulk::bulk`] names them.
    pub files: Vec<Vec<u8>>,
}

/// Why a value could not be sent or read.
#[derive(Debug, Error)]
pub enum ParcelError {
    /// The value has no JSON form, or the text is not that of this value.
    #[error("what was handed over cannot be read ({0})")]
    Text(#[from] serde_json::Error),
    /// There are more or fewer files than the value names.
    #[error("{there} files were handed over for {named}")]
    Files {
        /// How many are there.
        there: usize,
        /// How many the value names.
        named: usize,
    },
    /// There is no job of that name.
    #[error("there is no work of the name {0}")]
    UnknownJob(String),
}

/// A value that may hold the bytes of files. They are no part of its serialised form (`#[serde(skip)]`).
pub trait Bulk {
    /// Where it holds them, always in the same order.
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        Vec::new()
    }
}

impl Bulk for () {}

impl Bulk for String {}

impl<T: Bulk, E> Bulk for Result<T, E> {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.as_mut().map(Bulk::bulk).unwrap_or_default()
    }
}

/// Files of which a value does not say otherwise how many there are: as many empty ones come over, to be filled.
pub(crate) mod counted {
    use serde::{Deserialize, Deserializer, Serializer, ser::Error};

    /// Writes how many there are, of which 65,535 can go over.
    pub(crate) fn serialize<S: Serializer>(
        files: &[Vec<u8>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let count = u16::try_from(files.len()).map_err(S::Error::custom)?;
        serializer.serialize_u16(count)
    }

    /// Reads how many there are.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Vec<u8>>, D::Error> {
        let count = u16::deserialize(deserializer)?;
        Ok(vec![Vec::new(); usize::from(count)])
    }
}

/// Files as what is in them.
pub(crate) fn slices(files: &[Vec<u8>]) -> Vec<&[u8]> {
    files.iter().map(Vec::as_slice).collect()
}

/// Makes a parcel of a value.
///
/// # Errors
/// [`ParcelError::Text`] when it has no JSON form.
pub fn pack<T: Serialize + Bulk>(mut value: T) -> Result<Parcel, ParcelError> {
    let files = value.bulk().into_iter().map(std::mem::take).collect();
    Ok(Parcel {
        text: serde_json::to_string(&value)?,
        files,
    })
}

/// Takes a value out of its parcel.
///
/// # Errors
/// [`ParcelError`] when it holds another one.
pub fn unpack<T: DeserializeOwned + Bulk>(parcel: Parcel) -> Result<T, ParcelError> {
    let mut value: T = serde_json::from_str(&parcel.text)?;
    let places = value.bulk();
    if places.len() != parcel.files.len() {
        return Err(ParcelError::Files {
            there: parcel.files.len(),
            named: places.len(),
        });
    }
    for (place, file) in places.into_iter().zip(parcel.files) {
        *place = file;
    }
    Ok(value)
}
