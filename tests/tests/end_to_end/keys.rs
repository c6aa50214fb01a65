//! A signer's key goes from one device to another, in each of its forms.

use std::path::Path;

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{PASSPHRASE, begin_assessment, create_identity};

/// What the list of forms says, the file's ending, and how the file begins.
const FORMS: [(&str, &str, &str); 3] = [
    (
        "PKCS#8, encrypted",
        ".pem",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
    ),
    (
        "OpenSSH, encrypted",
        ".key",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
    ),
    (
        "SEC1, not encrypted",
        ".pem",
        "-----BEGIN EC PRIVATE KEY-----",
    ),
];

/// Chooses a form of the key.
const PICK: &str = "const field = document.querySelector('dialog[open] select');
    field.value = [...field.options].find((option) => option.text === arguments[0]).value;
    return field.dispatchEvent(new Event('change', { bubbles: true }))";

#[tokio::test]
async fn an_exported_key_is_the_same_identity_elsewhere() -> Result<(), BrowserError> {
    let files = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    create_identity(&browser).await?;
    browser.keys("gi").await?;
    browser.page().see("Export the key").await?;
    let fingerprint = fingerprint(&browser).await?;

    for (form, ending, beginning) in FORMS {
        let dialog = browser.within("dialog[open]");
        browser.page().press("Export the key").await?;
        dialog.see("Export the key of Ada Roth").await?;
        browser.ask(PICK, vec![form.into()]).await?;
        dialog
            .enter("Passphrase of the identity", "another one")
            .await?;
        dialog.press("Unlock the key").await?;
        dialog.see("Wrong passphrase.").await?;
        dialog
            .enter("Passphrase of the identity", PASSPHRASE)
            .await?;
        dialog.press("Unlock the key").await?;
        dialog.press("Save the key file").await?;
        let saved = browser.downloaded(ending).await?;
        let text = std::fs::read_to_string(&saved)?;
        assert!(text.starts_with(beginning), "{form}: {text}");
        let key = files.path().join(format!("ada{ending}"));
        std::fs::rename(saved, &key)?;

        let elsewhere = Browser::chromium().await?;
        elsewhere.open_page().await?;
        elsewhere.keys("gi").await?;
        let page = elsewhere.page();
        page.hand_in("Choose a key file", &key).await?;
        let import = elsewhere.within(IMPORT);
        page.see(&format!("Key file: ada{ending}")).await?;
        if !form.ends_with("not encrypted") {
            import.enter("Passphrase of the file", PASSPHRASE).await?;
        }
        let fields = [
            ("Name", "Ada Roth"),
            ("New passphrase", PASSPHRASE),
            ("New passphrase again", PASSPHRASE),
        ];
        for (label, value) in fields {
            import.enter(label, value).await?;
        }
        import.press("Import the key").await?;
        page.see("\u{201c}Ada Roth\u{201d} imported").await?;
        assert_eq!(self::fingerprint(&elsewhere).await?, fingerprint, "{form}");
        elsewhere.close().await?;
    }
    browser.close().await
}

/// Whoever chooses another form while the key is being unlocked is not handed it in the one before.
#[tokio::test]
async fn a_key_is_never_saved_in_a_form_that_is_not_chosen_any_more() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    create_identity(&browser).await?;
    browser.keys("gi").await?;
    browser.page().press("Export the key").await?;
    let dialog = browser.within("dialog[open]");
    browser.ask(PICK, vec![FORMS[2].0.into()]).await?;
    dialog
        .enter("Passphrase of the identity", PASSPHRASE)
        .await?;
    let press_and_pick =
        format!("document.querySelector('dialog[open] form').requestSubmit(); {PICK}");
    browser
        .ask(&press_and_pick, vec![FORMS[0].0.into()])
        .await?;
    let ready = "return [...document.querySelectorAll('dialog[open] button')].some((button) =>
        button.innerText === 'Unlock the key' && button.getAttribute('aria-disabled') !== 'true') || null";
    browser.wait_until("the button", ready, Vec::new()).await?;
    dialog.press("Unlock the key").await?;
    dialog.press("Save the key file").await?;
    let text = std::fs::read_to_string(browser.downloaded(".pem").await?)?;
    assert!(text.starts_with(FORMS[0].2), "{text}");
    browser.close().await
}

/// Files that are no key which Assay takes: what is said of each, and the command that helps.
const REFUSED: [(&str, &str, &str); 8] = [
    (
        "refused-p384.pem",
        "an elliptic-curve key on P-384",
        "openssl genpkey -algorithm EC",
    ),
    (
        "refused-rsa.pem",
        "an RSA key",
        "openssl genpkey -algorithm EC",
    ),
    (
        "refused-pkcs12.p12",
        "a PKCS#12 store",
        "openssl pkcs12 -in KEY",
    ),
    (
        "refused-openssh-ed25519.pem",
        "an Ed25519 OpenSSH key",
        "ssh-keygen -t ecdsa -b 256",
    ),
    (
        "refused-public.pem",
        "a public key only",
        "openssl pkey -in KEY -pubout",
    ),
    ("refused-putty.ppk", "a PuTTY key", "puttygen KEY"),
    (
        "refused-pkcs8-2000001-rounds.pem",
        "2000001 rounds of PBKDF2",
        "-iter 600000",
    ),
    // JSON, and yet no report to verify.
    (
        "refused-jwk.json",
        "a JSON Web Key",
        "openssl genpkey -algorithm EC",
    ),
];

#[tokio::test]
async fn what_is_no_key_for_assay_is_refused_when_it_is_chosen() -> Result<(), BrowserError> {
    let keys = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../seal/tests/fixtures/keys")
        .canonicalize()?;
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    browser.keys("gi").await?;
    let page = browser.page();
    page.see("Create an identity").await?;
    let fields = "return document.querySelectorAll(`${arguments[0]} input`).length";
    for (file, found, command) in REFUSED {
        page.hand_in("Choose a key file", &keys.join("pkcs8-pbkdf2.pem"))
            .await?;
        browser.within(IMPORT).see("Passphrase of the file").await?;
        page.hand_in("Choose a key file", &keys.join(file)).await?;
        page.see(found).await?;
        page.see(command).await?;
        let left = browser.ask(fields, vec![IMPORT.into()]).await?;
        assert_eq!(left, 0, "{file}: nothing is asked about it");
    }
    page.hand_in("Choose a key file", &keys.join("pkcs8.pem"))
        .await?;
    page.see("Key file: pkcs8.pem").await?;
    let import = browser.within(IMPORT).text().await?;
    assert!(!import.contains("Passphrase of the file"), "{import}");
    let said = page.text().await?;
    assert!(!said.contains("Not imported"), "{said}");
    browser.close().await
}

/// Whose key it is, the certificate beside it says; nobody is made to type it again.
#[tokio::test]
async fn the_names_in_a_certificate_are_proposed_for_its_key() -> Result<(), BrowserError> {
    let certificates = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../seal/tests/fixtures/certificates")
        .canonicalize()?;
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    browser.keys("gi").await?;
    let page = browser.page();
    page.see("Create an identity").await?;
    let import = browser.within(IMPORT);
    page.hand_in("Choose a key file", &certificates.join("bundle-pkcs8.pem"))
        .await?;
    import.see("issued by").await?;
    assert_eq!(import.entered("Name").await?, "Olga \u{d6}perator");
    let organisation = import.entered("Organisation").await?;
    assert_eq!(organisation, "Validators & S\u{f6}hne");
    // Of a file that is encrypted the passphrase comes first. What was proposed for another key makes way.
    page.hand_in("Choose a key file", &certificates.join("other-person.p12"))
        .await?;
    page.see("Key file: other-person.p12").await?;
    import
        .enter("Passphrase of the file", "correct horse")
        .await?;
    import.see("Somebody Else").await?;
    assert_eq!(import.entered("Name").await?, "Somebody Else");
    assert_eq!(import.entered("Organisation").await?, "");
    // What was entered stays.
    import.enter("Name", "Olga Brand").await?;
    page.hand_in("Choose a key file", &certificates.join("modern.p12"))
        .await?;
    page.see("Key file: modern.p12").await?;
    import
        .enter("Passphrase of the file", "correct horse")
        .await?;
    import.see("issued by").await?;
    assert_eq!(import.entered("Name").await?, "Olga Brand");
    browser.close().await
}

/// The form for a key that was made elsewhere.
const IMPORT: &str = ".identities-forms > :last-child form";

/// The fingerprint of the identity that is shown.
async fn fingerprint(browser: &Browser) -> Result<String, BrowserError> {
    let shown = "return [...document.querySelectorAll('main dt')].find((term) => term.textContent === 'Fingerprint')?.nextElementSibling.textContent";
    let found = browser
        .wait_until("a fingerprint", shown, Vec::new())
        .await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}
