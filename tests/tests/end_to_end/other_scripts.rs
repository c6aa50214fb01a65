//! A note in a script that the report's fonts do not have.

use std::path::Path;

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report};

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
        .enter("Note", "\u{9375}\u{306f} \u{2550}")
        .await?;
    browser.wait_until_saved().await?;

    create_identity(&browser).await?;
    // Before anything is signed.
    let page = browser.page();
    page.see("\u{9375} (U+9375) in Controls").await?;

    let no_font = files.path().join("notes.ttf");
    std::fs::write(&no_font, "not a font")?;
    page.hand_in("Choose a font file", &no_font).await?;
    page.see("\u{201c}notes.ttf\u{201d} was not taken: the extra font cannot be read")
        .await?;

    // A font of our own that lacks both, and one that has the second.
    let ours = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../report/fonts")
        .canonicalize()?;
    page.hand_in("Choose a font file", &ours.join("AssaySans-Regular.ttf"))
        .await?;
    page.see("none of the characters that are missing").await?;
    page.hand_in("Choose a font file", &ours.join("AssayMono-Regular.ttf"))
        .await?;
    page.see("Font for missing characters: AssayMono-Regular.ttf")
        .await?;
    let form = browser.within(".report-lacking");
    form.see("do not have: \u{306f} (U+306F) in Controls; \u{9375} (U+9375) in Controls.")
        .await?;
    let listed = form.text().await?;
    assert!(!listed.contains("U+2550"), "{listed}");
    sign_report(&browser).await?;
    page.see("do not have: \u{306f} (U+306F), \u{9375} (U+9375).")
        .await?;
    page.press("Remove").await?;
    form.see("\u{2550} (U+2550) in Controls").await?;
    sign_report(&browser).await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}
