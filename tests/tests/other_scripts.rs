//! A note in a script that the report's fonts do not have.

use std::path::Path;

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{PASSPHRASE, begin_assessment, create_identity, sign_report};

#[tokio::test]
async fn what_the_fonts_lack_is_named_and_another_font_can_be_given() -> Result<(), BrowserError> {
    let files = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&list).await?;
    browser
        .within("[data-detail]")
        .enter("Note", "\u{9375}\u{306f}")
        .await?;
    browser.wait_until_saved().await?;

    create_identity(&browser).await?;
    sign_report(&browser).await?;
    let page = browser.page();
    page.see("\u{9375} (U+9375)").await?;

    let no_font = files.path().join("notes.ttf");
    std::fs::write(&no_font, "not a font")?;
    page.hand_in("Choose a font file", &no_font).await?;
    page.see("Font for missing characters: notes.ttf").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.press("Sign the report").await?;
    page.see("The extra font cannot be read").await?;

    let font = files.path().join("AssaySans-Regular.ttf");
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/fonts/AssaySans-Regular.ttf");
    std::fs::copy(ours, &font)?;
    page.hand_in("Choose a font file", &font).await?;
    page.see("Font for missing characters: AssaySans-Regular.ttf")
        .await?;
    sign_report(&browser).await?;
    page.see("\u{9375} (U+9375)").await?;
    page.press("Without it").await?;
    sign_report(&browser).await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}
