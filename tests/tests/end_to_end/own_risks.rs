//! Risks of the assessor's own: added, scored, found wherever risks are, signed, and deleted with the
//! way back.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

#[tokio::test]
async fn an_own_risk_is_added_scored_linked_and_signed() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let assessment = overview.trim_end_matches("/overview").to_owned();
    let (page, main) = (browser.page(), browser.within("main"));
    let (dialog, detail) = (
        browser.within("dialog[open]"),
        browser.within("[data-detail]"),
    );
    browser.go(&format!("{assessment}/risks")).await?;
    main.press("Add a risk").await?;
    // Without a title there is none, and no identifier of the edition can be taken.
    dialog.press("Add").await?;
    dialog.see("Say in a few words what may happen.").await?;
    dialog.enter("Title", "The lease ends").await?;
    dialog.enter("Identifier", "FIN1").await?;
    dialog.see("There is a risk FIN1 already.").await?;
    dialog.enter("Identifier", "SITE1").await?;
    dialog.press_twice("Add").await?;
    detail.see("SITE1").await?;
    detail.see("Your own risk").await?;
    browser.wait_until_saved().await?;
    assert!(browser.fragment().await?.ends_with("/risks/SITE1"));

    detail.enter("Category", "Premises").await?;
    detail
        .enter("Description", "The landlord may cancel the lease.")
        .await?;
    detail
        .choose_line("Add a control", "req-encrypt-data")
        .await?;
    detail.see("Controls that address it 1").await?;
    let inherent = browser.within("[aria-label=\"Inherent score\"]");
    inherent.choose("Inherent probability", "Likely").await?;
    inherent.choose("Inherent impact", "Major").await?;
    browser.wait_until_saved().await?;
    browser
        .within("[data-list]")
        .see("Your own: Premises")
        .await?;

    // Its control names it, the palette finds it, and evidence and actions can be linked with it.
    browser
        .go(&format!("{assessment}/controls/req-encrypt-data"))
        .await?;
    detail.see("The lease ends").await?;
    browser.control_key('k').await?;
    browser.within(".palette").text().await?;
    browser.keys("lease ends").await?;
    browser.within(".palette").see("SITE1").await?;
    browser
        .ask(
            "document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close())",
            Vec::new(),
        )
        .await?;

    // A title that is emptied is not saved, and the header says so.
    browser.go(&format!("{assessment}/risks/SITE1")).await?;
    detail.enter("Title", " ").await?;
    browser.tab().await?;
    browser.within(".header").see("Not saved").await?;
    detail.enter("Title", "The lease of the site ends").await?;
    browser.tab().await?;
    browser.wait_until_saved().await?;
    detail.see("SITE1 The lease of the site ends").await?;

    // The keyboard is obeyed only where no field has the focus.
    browser
        .ask("document.activeElement?.blur()", Vec::new())
        .await?;
    create_identity(&browser).await?;
    sign_report(&browser).await?;
    page.press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    let text = std::fs::read_to_string(&json)?;
    assert!(
        text.contains("The lease of the site ends"),
        "it is reported"
    );
    browser.go("#/verify").await?;
    verify_file(&browser, &json, "Valid").await?;

    browser.go(&format!("{assessment}/risks/SITE1")).await?;
    // What could not be saved of it goes with it, and comes back with it.
    detail.enter("Title", " ").await?;
    browser.tab().await?;
    browser.within(".header").see("Not saved").await?;
    detail.press("Delete this risk").await?;
    page.see("was deleted.").await?;
    browser.wait_until_saved().await?;
    page.press("Undo").await?;
    browser.within(".header").see("Not saved").await?;
    browser.go(&format!("{assessment}/risks/SITE1")).await?;
    detail.enter("Title", "The lease of the site ends").await?;
    browser.tab().await?;
    browser
        .within("[data-list]")
        .see("The lease of the site ends")
        .await?;
    browser.wait_until_saved().await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    browser.go(&format!("{assessment}/risks/SITE1")).await?;
    detail.see("Controls that address it 1").await?;
    browser.close().await
}
