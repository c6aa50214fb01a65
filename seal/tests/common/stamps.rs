//! The time stamps of the fixtures.

use assay_seal::timestamp::{AuthorityCertificate, TimeStampCheck, TimeStampToken, check_detached};

use super::fixture;

pub fn file(name: &str) -> Vec<u8> {
    fixture(&format!("timestamps/{name}"))
}

/// The token of `NAME.tsr`, without the answer around it.
pub fn token(name: &str) -> Vec<u8> {
    let token = TimeStampToken::read(&file(&format!("{name}.tsr"))).unwrap();
    token.der().to_vec()
}

/// What is found about `NAME.tsr` and the report beside it.
pub fn check(name: &str) -> TimeStampCheck {
    check_detached(&file(&format!("{name}.tsr")), &file("report.json")).unwrap()
}

/// The certificate of `NAME.pem`.
pub fn certificate(name: &str) -> AuthorityCertificate {
    let all = AuthorityCertificate::read(&file(&format!("{name}.pem"))).unwrap();
    all.into_iter().next().unwrap()
}

/// DER in which one value is replaced by others, with all lengths around it put right.
pub fn replaced(der: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut written = Vec::new();
    let mut rest = der;
    while !rest.is_empty() {
        let (header, length) = match rest[1] {
            0x81 => (3, usize::from(rest[2])),
            0x82 => (4, usize::from(u16::from_be_bytes([rest[2], rest[3]]))),
            short => (2, usize::from(short)),
        };
        let (value, after) = rest.split_at(header + length);
        rest = after;
        let around = value[0] & 0x20 != 0 && value.windows(old.len()).any(|w| w == old);
        if value == old {
            written.extend(new);
        } else if around {
            let inside = replaced(&value[header..], old, new);
            written.push(value[0]);
            match inside.len() {
                short @ 0..=0x7f => written.push(short.try_into().unwrap()),
                middle @ 0x80..=0xff => written.extend([0x81, middle.try_into().unwrap()]),
                long => written.extend([0x82, (long >> 8) as u8, long as u8]),
            }
            written.extend(inside);
        } else {
            written.extend(value);
        }
    }
    written
}
