//! A signer's key goes from one device to another, in each of its forms.

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
        let pick = "const field = document.querySelector('dialog[open] select');
            field.value = [...field.options].find((option) => option.text === arguments[0]).value;
            return field.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.ask(pick, vec![form.into()]).await?;
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
