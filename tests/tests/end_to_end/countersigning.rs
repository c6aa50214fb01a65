//! Two laptops sign one report: the assessor names the operator before signing, the operator confirms receipt and
//! then agrees, and the assessor sees both. The signers whom one of them knows go to the other as a list.

use std::path::{Path, PathBuf};

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{
    PASSPHRASE, begin_assessment, compare_fingerprint, create_identity, sign_report, verify_file,
};

/// Another laptop, on which nothing of Assay was ever opened, with an identity of the operator's.
async fn laptop_of_the_operator() -> Result<Browser, BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    browser.go("#/identities").await?;
    let page = browser.page();
    page.see("No identity on this device yet").await?;
    for (label, value) in [
        ("Name", "Olga Nord"),
        ("Organisation", "Nordlicht Staking GmbH"),
        ("Passphrase", PASSPHRASE),
        ("Passphrase again", PASSPHRASE),
    ] {
        page.enter(label, value).await?;
    }
    page.press("Create the identity").await?;
    page.see("\u{201c}Olga Nord\u{201d} created").await?;
    Ok(browser)
}

/// The files as somebody carries them: copies, under the names that they were saved with.
fn carried(files: &[PathBuf], to: &Path) -> Result<Vec<PathBuf>, BrowserError> {
    let mut carried = Vec::new();
    for file in files {
        let copy = to.join(file.file_name().unwrap_or_default());
        std::fs::copy(file, &copy)?;
        carried.push(copy);
    }
    Ok(carried)
}

#[tokio::test]
async fn the_operator_signs_on_another_laptop_what_the_assessor_signed() -> Result<(), BrowserError>
{
    let bag = tempfile::tempdir()?;
    let assessor = Browser::chromium().await?;
    assessor.without_save_dialog().await?;
    assessor.open_page().await?;
    begin_assessment(&assessor).await?;
    create_identity(&assessor).await?;
    let form = assessor.within(".report-sign");
    form.tick("The operator signs too").await?;
    // Nobody is named without a name, and what is no fingerprint is none.
    assessor.page().enter("Passphrase", PASSPHRASE).await?;
    assessor.page().press("Sign the report").await?;
    form.see("Enter who is to sign").await?;
    form.enter("Name of who signs as operator", "Olga Nord")
        .await?;
    form.enter("Fingerprint of who signs as operator", "ABCD")
        .await?;
    assessor.page().press("Sign the report").await?;
    form.see("A fingerprint has eight groups").await?;
    form.set("Fingerprint of who signs as operator", Some(""))
        .await?;
    sign_report(&assessor).await?;
    let mut signed = Vec::new();
    for (button, ending) in [
        ("Save the executive edition", ".executive.pdf"),
        ("Save the JSON", ".json"),
    ] {
        assessor.page().press(button).await?;
        signed.push(assessor.downloaded(ending).await?);
    }
    let received = carried(&signed, bag.path())?;

    let operator = laptop_of_the_operator().await?;
    operator.go("#/verify").await?;
    for file in &received {
        verify_file(&operator, file, "Valid").await?;
    }
    let page = operator.page();
    page.see("Olga Nord (Operator) is named to sign").await?;
    page.press("Sign what was received").await?;
    let form = operator.within(".verify-countersign");
    form.see("2 files are signed").await?;
    form.choose("Signs as", "Assessor").await?;
    form.see("Somebody has signed it as assessor already")
        .await?;
    form.choose("Signs as", "Recipient").await?;
    form.see("You do not agree to what it says").await?;
    form.enter("Passphrase", "another one").await?;
    form.press("Sign").await?;
    form.see("Wrong passphrase").await?;
    form.enter("Passphrase", PASSPHRASE).await?;
    form.press("Sign").await?;
    page.see("All 2 files were verified again after signing")
        .await?;
    let saved_as = |file: &Path, from: &str, to: &str| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        format!("Save {}", name.replace(from, to))
    };
    page.press(&saved_as(&received[1], ".json", ".recipient.json"))
        .await?;
    let receipt = operator.downloaded(".recipient.json").await?;
    form.choose("Signs as", "Operator").await?;
    form.enter("Passphrase", PASSPHRASE).await?;
    form.press("Sign").await?;
    let mut agreed = Vec::new();
    for (file, ending) in received.iter().zip([".executive.pdf", ".json"]) {
        let signed = format!(".operator{ending}");
        page.press(&saved_as(file, ending, &signed)).await?;
        agreed.push(operator.downloaded(&signed).await?);
    }
    // The receipt can be followed by agreement, in the same file.
    verify_file(&operator, &receipt, "Valid").await?;
    page.see("confirms having received it, which is no agreement")
        .await?;
    page.see("Olga Nord (Operator) is named to sign").await?;

    assessor.go("#/verify").await?;
    for file in carried(&agreed, bag.path())? {
        verify_file(&assessor, &file, "Valid").await?;
        assessor
            .page()
            .see("The report names Olga Nord to sign (Operator) without a key")
            .await?;
        let text = assessor.within("#main").text().await?;
        assert!(!text.contains("is named to sign, and"), "{text}");
        assert!(text.contains("Olga Nord, Nordlicht Staking GmbH"), "{text}");
    }
    assessor.close().await?;
    operator.close().await
}

#[tokio::test]
async fn known_signers_go_to_another_laptop_as_a_list_and_can_be_unmarked()
-> Result<(), BrowserError> {
    let bag = tempfile::tempdir()?;
    let assessor = Browser::chromium().await?;
    assessor.without_save_dialog().await?;
    assessor.open_page().await?;
    begin_assessment(&assessor).await?;
    create_identity(&assessor).await?;
    sign_report(&assessor).await?;
    assessor.page().press("Save the JSON").await?;
    let json = assessor.downloaded(".json").await?;
    assessor.go("#/verify").await?;
    verify_file(&assessor, &json, "Valid").await?;
    compare_fingerprint(&assessor).await?;
    assessor.page().see("Known on this device").await?;
    assessor.go("#/identities").await?;
    let panel = assessor.within(".identities-known");
    panel.see("Ada Roth").await?;
    assessor.page().press("Save the list").await?;
    let list = assessor.downloaded_called("known-signers", ".json").await?;

    let operator = laptop_of_the_operator().await?;
    let page = operator.page();
    page.see("Nobody yet").await?;
    // A report is no list, and a list whose key is unknown brings one signer.
    page.hand_in("Choose a list", &json).await?;
    page.see("is no list of known signers").await?;
    let copies = carried(&[list, json], bag.path())?;
    page.hand_in("Choose a list", &copies[0]).await?;
    page.see("brings 1 signer").await?;
    page.press("Mark them as known").await?;
    page.see("1 signer is marked as known").await?;
    page.see("from the list").await?;
    page.hand_in("Choose a list", &copies[0]).await?;
    page.see("brings nobody new. 1 key is known already")
        .await?;
    operator.go("#/verify").await?;
    verify_file(&operator, &copies[1], "Valid").await?;
    page.see("Known on this device as Ada Roth").await?;

    operator.go("#/identities").await?;
    operator.within(".identities-known").press("Unmark").await?;
    operator
        .within("dialog[open]")
        .press("Unmark the signer")
        .await?;
    page.see("Nobody yet").await?;
    operator.go("#/verify").await?;
    verify_file(&operator, &copies[1], "Valid").await?;
    page.see("Unknown on this device").await?;
    assessor.close().await?;
    operator.close().await
}
