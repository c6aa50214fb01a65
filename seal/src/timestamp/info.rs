//! What a token says: TSTInfo (RFC 3161, section 2.4.2).

use der::asn1::{Any, Int, ObjectIdentifier};
use der::{Decode, Sequence, Tag, Tagged};
use x509_cert::ext::Extension;

use super::MessageImprint;
use crate::UnixMillis;
use crate::cms::CmsProblem;

/// The longest serial number; the standard has 160 bits.
const MAX_SERIAL_BYTES: usize = 21;

/// RFC 3161, section 2.4.2.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    message_imprint: MessageImprint,
    serial_number: Int,
    /// A GeneralizedTime, which may have fractions of a second here.
    time: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    ordering: bool,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    authority: Option<Any>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    extensions: Option<Vec<Extension>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Accuracy {
    #[asn1(optional = "true")]
    seconds: Option<u32>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    milliseconds: Option<u16>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    microseconds: Option<u16>,
}

/// What a token says, as far as it is of use here.
pub(super) struct TimeInfo {
    /// What it is over.
    pub(super) imprint: MessageImprint,
    /// The time, rounded down to the millisecond.
    pub(super) time: UnixMillis,
    /// How far the time may be off to either side, in milliseconds, rounded up.
    pub(super) accuracy: Option<u64>,
    /// The policy, as an object identifier.
    pub(super) policy: String,
    /// The serial number in hexadecimal.
    pub(super) serial: String,
}

impl TimeInfo {
    pub(super) fn from_der(bytes: &[u8]) -> Result<TimeInfo, CmsProblem> {
        let info = TstInfo::from_der(bytes).map_err(|error| {
            CmsProblem::Malformed(format!("what the token says cannot be read: {error}"))
        })?;
        if info.version != 1 {
            return CmsProblem::unsupported("the token is of another version than 1");
        }
        let time = (info.time.tag() == Tag::GeneralizedTime)
            .then(|| read_time(info.time.value()))
            .flatten();
        let Some(time) = time else {
            return CmsProblem::malformed("the time of the token cannot be read");
        };
        let serial = info.serial_number.as_bytes();
        if serial.len() > MAX_SERIAL_BYTES {
            return CmsProblem::malformed("the serial number of the token is too long");
        }
        let accuracy = info.accuracy.map(|accuracy| accuracy.to_milliseconds());
        // RFC 5280, 4.2: what must be understood and is not is refused.
        if info.extensions.iter().flatten().any(|one| one.critical) {
            return CmsProblem::unsupported("the token has an extension that is not understood");
        }
        Ok(TimeInfo {
            imprint: info.message_imprint,
            time,
            accuracy: accuracy.transpose()?,
            policy: info.policy.to_string(),
            serial: base16ct::lower::encode_string(serial),
        })
    }
}

impl Accuracy {
    fn to_milliseconds(&self) -> Result<u64, CmsProblem> {
        let [milliseconds, microseconds] = [self.milliseconds, self.microseconds];
        if [milliseconds, microseconds]
            .iter()
            .flatten()
            .any(|part| !(1..=999).contains(part))
        {
            return CmsProblem::malformed("the accuracy of the token is out of its range");
        }
        let whole = u64::from(self.seconds.unwrap_or(0)) * 1000;
        Ok(whole + u64::from(milliseconds.unwrap_or(0)) + u64::from(microseconds.is_some()))
    }
}

/// Reads `YYYYMMDDhhmmss[.f...]Z`. Fractions beyond the millisecond are left out.
fn read_time(text: &[u8]) -> Option<UnixMillis> {
    let text = str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || !fraction.is_none_or(digits) {
        return None;
    }
    let part = |from: usize, to: usize| whole.get(from..to).unwrap_or_default();
    let seconds = UnixMillis::from_rfc3339(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    ))?;
    let milliseconds = fraction
        .unwrap_or_default()
        .bytes()
        .chain(*b"000")
        .take(3)
        .fold(0, |sum, digit| 10 * sum + u64::from(digit - b'0'));
    UnixMillis::new(seconds.milliseconds() + milliseconds).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_to_the_millisecond() {
        let read = |text: &str| read_time(text.as_bytes()).map(UnixMillis::milliseconds);
        let whole = 1_795_339_800_000;
        for (text, more) in [
            ("20261122093000Z", 0),
            ("20261122093000.5Z", 500),
            ("20261122093000.05Z", 50),
            ("20261122093000.1239999Z", 123),
            ("20261122093000.0009Z", 0),
        ] {
            assert_eq!(read(text), Some(whole + more), "{text}");
        }
        for text in [
            "",
            "Z",
            "20261122093000",
            "20261122093000.Z",
            "20261122093000.5",
            "20261122093000,5Z",
            "20261122093000.5+0100",
            "202611220930Z",
            "2026112209300aZ",
            "20261322093000Z",
            "20261122093061Z",
            "20261122093000.-1Z",
            "20261122093000.1.1Z",
            "19691231235959Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_accuracy_is_rounded_up() {
        let of = |seconds, milliseconds, microseconds| {
            Accuracy {
                seconds,
                milliseconds,
                microseconds,
            }
            .to_milliseconds()
            .ok()
        };
        assert_eq!(of(Some(1), Some(500), Some(1)), Some(1501));
        assert_eq!(of(None, None, None), Some(0));
        assert_eq!(of(None, None, Some(999)), Some(1));
        assert_eq!(of(Some(u32::MAX), None, None), Some(4_294_967_295_000));
        assert_eq!(of(None, Some(1000), None), None);
        assert_eq!(of(None, None, Some(0)), None);
    }
}
