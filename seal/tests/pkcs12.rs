//! PKCS#12 stores: those of other tools, and those that nobody should write.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::{at, der_of, fixture, fixture_text};
use assay_seal::identity::{
    CertificateError, ImportKeyError, ImportedKey, KeyFile, Remedy, import_private_key,
    inspect_private_key,
};

const PASSPHRASE: &str = "correct horse";

/// The passphrase of `non-ascii.p12`: Latin, Han, and a character that takes two units of UTF-16.
const NON_ASCII: &str = "Schlüssel 鍵 🔑";

fn store(name: &str) -> Vec<u8> {
    fixture(&format!("certificates/{name}"))
}

fn chain_of(imported: ImportedKey) -> String {
    imported
        .into_identity("Olga Öperator", "", at())
        .unwrap()
        .certificate_pem()
}

#[test]
fn stores_of_other_tools_are_read_with_their_chains() {
    let key = import_private_key(&fixture("keys/sec1.pem"), None).unwrap();
    let chain = fixture_text("certificates/chain.pem");
    for (name, passphrase) in [
        ("modern.p12", PASSPHRASE),
        ("sha512.p12", PASSPHRASE),
        ("sha1-mac.p12", PASSPHRASE),
        ("plain-certificates.p12", PASSPHRASE),
        ("plain-mac.p12", PASSPHRASE),
        ("no-mac.p12", PASSPHRASE),
        ("pbmac1.p12", PASSPHRASE),
        ("java.p12", PASSPHRASE),
        ("python-cryptography.p12", PASSPHRASE),
        ("rounds-600000.p12", PASSPHRASE),
        ("non-ascii.p12", NON_ASCII),
    ] {
        let bytes = store(name);
        let encrypted = Ok(KeyFile { encrypted: true });
        assert_eq!(inspect_private_key(&bytes), encrypted, "{name}");
        let imported = import_private_key(&bytes, Some(passphrase));
        let imported = imported.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(imported.public_key(), key.public_key(), "{name}");
        let details = imported.certificate().unwrap();
        assert_eq!(details.name.as_deref(), Some("Olga Öperator"), "{name}");
        assert_eq!(details.issuers.len(), 2, "{name}");
        assert_eq!(chain_of(imported), chain, "{name}");
        let with = |passphrase| import_private_key(&bytes, passphrase).map(|key| key.public_key());
        assert_eq!(with(None), Err(ImportKeyError::NeedsPassphrase), "{name}");
        for wrong in ["wrong", "correct horse ", "Schlussel 鍵 🔑"] {
            assert_eq!(
                with(Some(wrong)),
                Err(ImportKeyError::WrongPassphrase),
                "{name}"
            );
        }
    }
    for name in ["plain.p12", "empty.p12"] {
        let bytes = store(name);
        let encrypted = Ok(KeyFile { encrypted: false });
        assert_eq!(inspect_private_key(&bytes), encrypted, "{name}");
        for passphrase in [None, Some("")] {
            let imported = import_private_key(&bytes, passphrase).unwrap();
            assert_eq!(chain_of(imported), chain, "{name}");
        }
    }
    let alone = import_private_key(&store("key-only.p12"), Some(PASSPHRASE)).unwrap();
    assert_eq!(alone.public_key(), key.public_key());
    assert!(!alone.has_certificate());
}

#[test]
fn what_is_refused_is_named_with_what_helps() {
    let report: Vec<String> = [
        "refused-triple-des.p12",
        "refused-many-rounds.p12",
        "refused-many-rounds-mac.p12",
        "refused-many-rounds-together.p12",
        "refused-certificates-only.p12",
        "refused-rsa.p12",
        "refused-p384.p12",
    ]
    .iter()
    .map(|name| {
        let bytes = store(name);
        let without = inspect_private_key(&bytes).err();
        let with = import_private_key(&bytes, Some(PASSPHRASE)).unwrap_err();
        let asks = without.is_none();
        assert!(
            asks || without.as_ref() == Some(&with),
            "{name}: {without:?}"
        );
        assert!(with.remedy().is_some(), "{name}");
        let when = if asks {
            "with its passphrase"
        } else {
            "at once"
        };
        format!("{name}, {when}:\n    {with}")
    })
    .collect();
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn a_key_whose_certificates_are_of_others_is_refused() {
    // Its own certificate is there: the two of the authority are strangers.
    let imported = import_private_key(&store("other-person.p12"), Some(PASSPHRASE)).unwrap();
    let details = imported.certificate().unwrap();
    assert_eq!(details.subject, "CN=Somebody Else");
    assert_eq!(details.left_out.len(), 2);

    let key = plain_key();
    let stranger = der_of(&fixture_text("certificates/stranger.pem"));
    let file = pfx(&[data_part(&[key_bag(&key), certificate_bag(&stranger)])]);
    let error = import_private_key(&file, None).unwrap_err();
    let ImportKeyError::Certificates { reason, remedy } = error else {
        panic!("{error}")
    };
    assert!(matches!(reason, CertificateError::OtherKey { .. }));
    assert_eq!(remedy, Remedy::KeyOfPkcs12Alone);
}

/// A changed file is told from a wrong passphrase where the passphrase opens what is in it.
#[test]
fn a_broken_mac_is_no_wrong_passphrase() {
    for name in ["modern.p12", "sha512.p12", "pbmac1.p12"] {
        let mut bytes = store(name);
        // The last bytes are the salt and the rounds; the MAC stands some way before them.
        let place = bytes.len() - 40;
        bytes[place] ^= 1;
        let error = import_private_key(&bytes, Some(PASSPHRASE)).unwrap_err();
        let damaged =
            matches!(&error, ImportKeyError::Damaged { reason, .. } if reason.contains("MAC"));
        assert!(damaged, "{name}: {error}");
        let wrong = import_private_key(&bytes, Some("wrong")).unwrap_err();
        assert_eq!(wrong, ImportKeyError::WrongPassphrase, "{name}");
    }
}

/// No byte under the MAC can be changed without being noticed, nor any of the MAC itself.
#[test]
fn no_changed_store_is_taken() {
    for name in ["modern.p12", "plain-mac.p12", "pbmac1.p12"] {
        let original = store(name);
        let whole = import_private_key(&original, Some(PASSPHRASE)).unwrap();
        let public_key = whole.public_key();
        for place in (0..original.len()).step_by(7) {
            let mut changed = original.clone();
            changed[place] ^= 0x11;
            if let Ok(imported) = import_private_key(&changed, Some(PASSPHRASE)) {
                // Under PBMAC1 the salt and the rounds of MacData say nothing.
                assert_eq!(name, "pbmac1.p12", "byte {place}");
                assert!(place > original.len() - 14, "byte {place}");
                assert_eq!(imported.public_key(), public_key);
            }
        }
        for length in (1..original.len()).step_by(17) {
            assert!(import_private_key(&original[..length], Some(PASSPHRASE)).is_err());
        }
        let longer = [original.as_slice(), b"\0"].concat();
        assert!(import_private_key(&longer, Some(PASSPHRASE)).is_err());
    }
}

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    let mut out = vec![tag];
    match body.len() {
        0..0x80 => out.push(length[3]),
        0x80..0x1_0000 => out.extend([0x82, length[2], length[3]]),
        _ => out.extend([0x83, length[1], length[2], length[3]]),
    }
    // Of two bytes, none may be a zero in front.
    if out.starts_with(&[tag, 0x82, 0]) {
        out = vec![tag, 0x81, length[3]];
    }
    out.extend(body);
    out
}

/// `1.2.840.113549.1.7.` and `1.2.840.113549.1.12.10.1.`
fn oid(last: &[u8]) -> Vec<u8> {
    let pkcs = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1];
    tlv(6, &[&pkcs, last])
}

fn content(kind: u8, value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&oid(&[7, kind]), &tlv(0xa0, &[value])])
}

fn data_part(bags: &[Vec<u8>]) -> Vec<u8> {
    content(1, &tlv(4, &[&tlv(0x30, &[&bags.concat()])]))
}

fn pfx(parts: &[Vec<u8>]) -> Vec<u8> {
    let safe = tlv(0x30, &[&parts.concat()]);
    tlv(0x30, &[&[2, 1, 3], &content(1, &tlv(4, &[&safe]))])
}

fn bag(kind: u8, value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&oid(&[12, 10, 1, kind]), &tlv(0xa0, &[value])])
}

fn key_bag(key: &[u8]) -> Vec<u8> {
    bag(1, key)
}

fn certificate_bag(der: &[u8]) -> Vec<u8> {
    let kind = oid(&[9, 22, 1]);
    let value = tlv(0xa0, &[&tlv(4, &[der])]);
    bag(3, &tlv(0x30, &[&kind, &value]))
}

fn plain_key() -> Vec<u8> {
    fixture("keys/pkcs8.der")
}

fn refusal(file: &[u8]) -> String {
    let error = inspect_private_key(file).unwrap_err();
    assert_eq!(
        import_private_key(file, Some(PASSPHRASE)).unwrap_err(),
        error
    );
    error.to_string()
}

#[test]
fn stores_are_bounded_in_every_direction() {
    let key = key_bag(&plain_key());
    let leaf = certificate_bag(&fixture("certificates/leaf.der"));
    let sound = pfx(&[data_part(&[key.clone(), leaf.clone()])]);
    assert!(import_private_key(&sound, None).unwrap().has_certificate());

    let nested = data_part(&[bag(6, &tlv(0x30, &[&key]))]);
    let parts = vec![data_part(&[]); 9];
    let bags = data_part(&vec![bag(4, &tlv(0x30, &[])); 33]);
    let padding = bag(5, &tlv(4, &[&vec![0; 65 * 1024]]));
    let many = vec![leaf.clone(); 9];
    let other = content(3, &tlv(0x30, &[&[2, 1, 0]]));
    for (what, file, words) in [
        (
            "two keys",
            pfx(&[data_part(&[key.clone(), key.clone()])]),
            "more than one private key",
        ),
        (
            "keys in two parts",
            pfx(&[
                data_part(std::slice::from_ref(&key)),
                data_part(std::slice::from_ref(&key)),
            ]),
            "more than one",
        ),
        (
            "no key",
            pfx(&[data_part(&[leaf])]),
            "without a private key",
        ),
        ("bags in bags", pfx(&[nested]), "bags inside bags"),
        ("many parts", pfx(&parts), "more than 8 parts"),
        ("many bags", pfx(&[bags]), "more than 32"),
        (
            "large",
            pfx(&[data_part(&[key.clone(), padding])]),
            "larger than 64 KiB",
        ),
        (
            "many certificates",
            pfx(&[data_part(std::slice::from_ref(&key)), data_part(&many)]),
            "more than 8 certificates",
        ),
        ("for a key of somebody", pfx(&[other]), "of a kind"),
        (
            "an RSA key",
            pfx(&[data_part(&[key_bag(&der_of(&fixture_text(
                "keys/refused-rsa.pem",
            )))])]),
            "an RSA key",
        ),
    ] {
        let said = refusal(&file);
        assert!(said.contains(words), "{what}: {said}");
    }
    // Sets and sequences into each other, as deep as the file is long.
    let mut deep = tlv(0x30, &[]);
    for _ in 0..5_000 {
        deep = tlv(0x30, &[&deep]);
    }
    let said = refusal(&pfx(&[data_part(&[bag(1, &deep)])]));
    assert!(
        said.contains("damaged") || said.contains("PKCS#12"),
        "{said}"
    );
}

#[test]
fn a_store_of_indefinite_lengths_is_named() {
    // As NSS and old versions of macOS write them.
    let file = [0x30, 0x80, 2, 1, 3, 0x30, 0x80, 6, 9, 0, 0, 0, 0];
    let said = refusal(&file);
    assert!(said.contains("a PKCS#12 store"), "{said}");
    assert!(said.contains("openssl pkcs12 -in KEY"), "{said}");
}

/// Rounds are counted together, also those that show only after something was decrypted.
#[test]
fn many_encrypted_parts_are_no_more_work_than_one() {
    let key = fixture("keys/pkcs8-pbkdf2.der");
    let one = pfx(&[data_part(&[bag(2, &key)])]);
    assert!(import_private_key(&one, Some(PASSPHRASE)).is_ok());
    let bomb = fixture("certificates/refused-many-rounds-together.p12");
    let began = std::time::Instant::now();
    let said = refusal(&bomb);
    assert!(said.contains("2000000 rounds"), "{said}");
    assert!(began.elapsed().as_secs() < 2, "nothing is worked out");
    let own = store("rounds-600000.p12");
    assert!(import_private_key(&own, Some(PASSPHRASE)).is_ok());
}
