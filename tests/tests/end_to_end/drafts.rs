//! What an assessor settles before signing: a logo, which PDFs there are, fonts of one's own, and a draft to look at.

use std::path::Path;

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{begin_assessment, create_identity, sign_report, verify_file};

#[tokio::test]
async fn a_draft_shows_what_would_be_signed_and_is_no_report() -> Result<(), BrowserError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../report");
    let root = root.canonicalize()?;
    let logo = root.join("tests/pictures/logo.png");
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let assessment = overview.trim_end_matches("/overview");
    browser.go(&format!("{assessment}/details")).await?;
    // No font of the report has these; one of its own, given once more, has the second where headings stand.
    let page = browser.page();
    page.enter("What is and is not looked at", "\u{9375} and \u{2550}")
        .await?;
    browser.wait_until_saved().await?;
    browser.go(&overview).await?;

    create_identity(&browser).await?;
    let form = browser.within(".report-sign");
    form.see("Pages: A4, 2026-11-30, all parts").await?;
    let open = "document.querySelector('.report-presenting').open = true; return true";
    browser.ask(open, Vec::new()).await?;
    // A logo without words is not taken, and no picture either that is none.
    form.press("Choose a logo file").await?;
    form.see("Say first whose logo it is").await?;
    form.enter("Alternative text of the logo", "Roth Assurance")
        .await?;
    let none = root.join("README.md");
    form.hand_in("Choose a logo file", &none).await?;
    form.see("the logo cannot be drawn").await?;
    form.hand_in("Choose a logo file", &logo).await?;
    form.see("\u{201c}Roth Assurance\u{201d}, ").await?;
    form.tick("Executive edition").await?;
    form.see("Pages: A4, 2026-11-30, all parts, no executive edition, with a logo")
        .await?;
    form.see("\u{9375} (U+9375)").await?;
    let font = root.join("fonts/AssayMono-Regular.ttf");
    form.hand_in("Choose a font file", &font).await?;
    form.see("Font for missing characters: AssayMono-Regular.ttf")
        .await?;

    form.press("Draw a draft of the full edition").await?;
    form.see("Nobody has signed it.").await?;
    let lacking = browser.within(".report-drafts ul");
    lacking.see("\u{9375} (U+9375)").await?;
    lacking.see("Page ").await?;
    let listed = lacking.text().await?;
    assert!(!listed.contains("U+2550"), "{listed}");
    form.press("Save the draft").await?;
    let aside = tempfile::tempdir()?;
    let draft = aside.path().join("draft.pdf");
    std::fs::rename(browser.downloaded(".draft.pdf").await?, &draft)?;

    // All of it is still there on another day.
    browser.open_page().await?;
    browser.go(&format!("{assessment}/report")).await?;
    form.see("no executive edition, with a logo").await?;
    form.see("Font for missing characters: AssayMono-Regular.ttf")
        .await?;
    sign_report(&browser).await?;
    page.press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    let offered = browser.within(".save-files").text().await?;
    assert!(!offered.contains("executive"), "{offered}");
    let (pdf_bytes, picture) = (std::fs::read(&pdf)?, std::fs::read(&logo)?);
    let mut parts = pdf_bytes.windows(picture.len());
    assert!(parts.any(|part| part == picture));

    browser.go("#/verify").await?;
    verify_file(&browser, &draft, "Cannot be checked here").await?;
    page.see("This is a draft, which nobody has signed").await?;
    verify_file(&browser, &pdf, "Valid").await?;
    // Drawn again with the logo and the font, of which the PDF has only a part.
    page.see("The pages say what the attached report says")
        .await?;
    page.see("The PDF shows a logo here: \u{201c}Roth Assurance\u{201d}")
        .await?;

    // What was kept can be removed.
    browser.go(&format!("{assessment}/report")).await?;
    form.see("with a logo").await?;
    browser.ask(open, Vec::new()).await?;
    form.press("Remove the logo").await?;
    form.see("Choose a logo file").await?;
    form.press("Remove").await?;
    form.see("\u{2550} (U+2550)").await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}
