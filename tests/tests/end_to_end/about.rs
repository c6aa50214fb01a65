//! What the page says of itself: its version, the digests of its editions, and the licences of everything inside.

use assay_catalog::Editions;
use assay_tests::browser::{Browser, BrowserError};

#[tokio::test]
async fn it_names_its_version_its_editions_and_every_licence() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    browser.keys("gb").await?;
    let page = browser.page();
    page.see(concat!("Version ", env!("CARGO_PKG_VERSION")))
        .await?;
    page.see("sha256sum assay.html").await?;
    for catalog in Editions::bundled().all() {
        page.see(catalog.edition().sha256()).await?;
    }
    page.press("Show the licences").await?;
    page.see("parts are of others inside").await?;
    let list = browser.within("[aria-label=\"What is inside\"]");
    for name in [
        "leptos 0.",
        "krilla 0.",
        "Source Sans 3",
        "Zstandard decoder",
    ] {
        list.see(name).await?;
    }
    // Every text that a part refers to is there.
    let texts = "
        const numbers = [...document.querySelectorAll('.about-parts li span')]
            .flatMap((part) => part.textContent.match(/text ([\\d, ]+)\\)/)[1].split(', ').map(Number));
        const texts = document.querySelectorAll('.about-texts details').length;
        return numbers.length > 250 && Math.max(...numbers) === texts;";
    browser.wait_until("all texts", texts, Vec::new()).await?;
    browser.close().await
}
