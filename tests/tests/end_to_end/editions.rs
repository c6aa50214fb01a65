//! Editions: one that is imported, begun against, and travels within a backup; the published page; and
//! what is refused.

use std::path::{Path, PathBuf};

use assay_catalog::Editions;
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

/// The draft as a file under another name.
fn write_our_edition(folder: &Path) -> Result<PathBuf, BrowserError> {
    let file = folder.join("ours.edition.json");
    let text = Editions::bundled_draft().edition_file();
    std::fs::write(&file, text.replace("Editor's Draft", "House edition"))?;
    Ok(file)
}

async fn import(browser: &Browser, file: &Path) -> Result<(), BrowserError> {
    browser.go("#/editions").await?;
    browser.within("main").see("Save this edition").await?;
    browser.page().hand_in("Choose a file", file).await
}

/// Begins an assessment against an edition.
async fn begin_against(browser: &Browser, line: &str, edition: &str) -> Result<(), BrowserError> {
    browser.go("#/").await?;
    let before = browser.fragment().await?;
    browser.page().press("New assessment").await?;
    let dialog = browser.within("dialog[open]");
    dialog.enter("Operator", "Nordlicht Staking").await?;
    dialog.enter("Your name", "Ada Roth").await?;
    dialog.choose_line("Edition", line).await?;
    dialog.press("Begin").await?;
    browser.wait_to_leave(&before).await?;
    browser.within(".header").see(edition).await
}

#[tokio::test]
async fn a_new_assessment_is_made_against_the_release_unless_another_is_chosen()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser
        .within(".header")
        .see("ValOS v1, 2025-11-25")
        .await?;
    // A control is called as the release calls it.
    let of = browser.fragment().await?;
    let control = of.replace("overview", "controls/req-deply-via-testnet");
    browser.go(&control).await?;
    browser
        .within("[data-detail]")
        .see("req-deply-via-testnet")
        .await?;
    // What the draft changes is said before one decides.
    browser.go("#/editions").await?;
    let main = browser.within("main");
    main.press("Compare").await?;
    main.see("2 reworded, 2 renamed").await?;
    main.see("req-deply-via-testnet").await?;
    // It is a page of its own, with an address that can be kept.
    let changes = browser.fragment().await?;
    assert!(changes.starts_with("#/editions/"), "{changes}");
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    main.see("From ValOS v1, 2025-11-25 to").await?;
    main.see("2 reworded, 2 renamed").await?;

    begin_against(&browser, "Draft", "ValOS Editor's Draft").await?;
    let of = browser.fragment().await?;
    browser
        .go(&of.replace("overview", "controls/req-deploy-via-testnet"))
        .await?;
    browser
        .within("[data-detail]")
        .see("req-deploy-via-testnet")
        .await?;
    browser.close().await
}

#[tokio::test]
async fn an_imported_edition_stays_and_travels_within_a_backup() -> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let ours = write_our_edition(folder.path())?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let main = browser.within("main");

    // What was read is shown before it is kept, and nothing is kept of what is discarded.
    import(&browser, &ours).await?;
    main.see("64 controls in 10 sections").await?;
    main.press("Discard").await?;
    import(&browser, &ours).await?;
    main.press("Keep this edition").await?;
    browser.page().see("is kept on this device").await?;
    main.see("Imported").await?;

    // It is here after the page was closed, and the same file gives nothing new.
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    main.see("Imported").await?;
    import(&browser, &ours).await?;
    main.see("on this device already").await?;
    main.press("Close").await?;

    begin_against(&browser, "House", "ValOS House edition").await?;
    browser.wait_until_saved().await?;
    browser.within(".rail").press("Save a backup").await?;
    let backup = browser.downloaded(".assay").await?;

    // What an assessment needs is not removed.
    browser.go("#/editions").await?;
    main.see("1 assessment is made against it").await?;
    let disabled = "const buttons = [...document.querySelectorAll('main button')];
        return buttons.some((button) => words(button) === 'Remove' && button.disabled)";
    browser
        .wait_until("a button that cannot be pressed", disabled, Vec::new())
        .await?;

    // Somebody who has neither the edition nor the assessment opens the backup alone.
    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    elsewhere.page().hand_in("Open a file", &backup).await?;
    elsewhere
        .within(".header")
        .see("ValOS House edition")
        .await?;
    elsewhere.driver().refresh().await?;
    elsewhere.wait_for_start().await?;
    elsewhere
        .within(".header")
        .see("ValOS House edition")
        .await?;
    elsewhere.go("#/editions").await?;
    elsewhere.within("main").see("Imported").await?;
    elsewhere.close().await?;
    browser.close().await
}

#[tokio::test]
async fn what_is_no_edition_is_refused_with_its_problems_and_changes_nothing()
-> Result<(), BrowserError> {
    let folder = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let main = browser.within("main");
    let sound = Editions::bundled_draft().edition_file();
    let page = "<!doctype html><title>Another standard</title><script>document.title='ran'</script>\
        <img src=x onerror=\"document.title='ran'\"><h1>Controls</h1></body></html>";
    let refused = [
        ("other.html", page.to_owned(), "gives no edition"),
        (
            "changed.edition.json",
            sound.replace("\"req-encrypt-data\"", "\"req encrypt data\""),
            "the identifier \"req encrypt data\"",
        ),
        (
            "cut.edition.json",
            sound[..sound.len() / 2].to_owned(),
            "not sound JSON",
        ),
    ];
    for (name, text, why) in refused {
        let file = folder.path().join(name);
        std::fs::write(&file, text)?;
        import(&browser, &file).await?;
        main.see("Nothing was kept").await?;
        main.see(why).await?;
        let title = browser.ask("return document.title", Vec::new()).await?;
        assert_ne!(title, serde_json::json!("ran"), "{name}");
        main.press("Close").await?;
    }
    let large = folder.path().join("large.html");
    std::fs::File::create(&large)?.set_len(200_000_000)?;
    import(&browser, &large).await?;
    main.see("it was not read").await?;
    browser.close().await
}

/// The published page of the draft, where it is to be had.
fn published() -> Option<PathBuf> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/valos/published/draft-2026-07-11-rendered.html");
    page.exists().then_some(page)
}

#[tokio::test]
async fn the_published_page_is_imported_begun_against_and_signed() -> Result<(), BrowserError> {
    let Some(page) = published() else {
        eprintln!("skipped: the published page is not here");
        return Ok(());
    };
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let main = browser.within("main");
    import(&browser, &page).await?;
    main.see("64 controls in 10 sections and 53 groups (53 MUST, 3 MUST NOT, 8 SHOULD)")
        .await?;
    // The page says the day on which it was drawn; its reader knows of which day the draft is.
    main.press("It is of another day").await?;
    main.set("Date of the edition", Some("2026-07-11")).await?;
    main.press("Read it with this date").await?;
    main.see("Read: ValOS Editor's Draft, 2026-07-11").await?;
    main.press("Keep this edition").await?;
    browser.page().see("is kept on this device").await?;
    begin_against(&browser, "imported", "ValOS").await?;
    begin_imported_and_sign(&browser).await?;
    browser.close().await
}

#[tokio::test]
async fn an_oscal_catalog_is_imported_begun_against_and_signed() -> Result<(), BrowserError> {
    let catalog = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../import/tests/oscal/every-construct.json"
    );
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    let main = browser.within("main");
    import(&browser, Path::new(catalog)).await?;
    main.see("REQUIRED); no risk of its own").await?;
    main.press("Keep this edition").await?;
    browser.page().see("is kept on this device").await?;
    begin_against(&browser, "imported", "Harbour Safety").await?;
    // It has no risks and no mitigations, and every room says so and not nothing.
    let overview = browser.fragment().await?;
    for room in ["risks", "reference", "controls"] {
        browser.go(&overview.replace("overview", room)).await?;
        browser.within("#main").text().await?;
    }
    browser.keys("j").await?;
    browser.within("[data-detail]").see("REQUIRED").await?;
    browser.keys("2").await?;
    browser.wait_until_saved().await?;
    begin_imported_and_sign(&browser).await?;
    browser.close().await
}

/// Signs the report of the open assessment, and verifies it.
async fn begin_imported_and_sign(browser: &Browser) -> Result<(), BrowserError> {
    create_identity(browser).await?;
    sign_report(browser).await?;
    browser.page().press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    browser.go("#/verify").await?;
    verify_file(browser, &json, "Valid").await
}
