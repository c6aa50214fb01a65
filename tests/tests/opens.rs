//! The built page opens from a disk, is locked, and sends nothing.

use assay_tests::browser::{Browser, BrowserError};

/// Every way out of the page that WebDriver can try; each aims at a host that does not exist.
const ESCAPES: &str = r#"
    const target = "http://escape.test/";
    const link = (attributes) => {
        const element = document.createElement("a");
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        document.body.append(element);
        element.click();
        element.remove();
    };
    link({ href: target });
    link({ href: target, target: "_blank" });
    link({ href: target, download: "x" });
    link({ href: "file:///etc/hostname" });
    try { window.open(target); } catch (_) {}
    try { location.href = target; } catch (_) {}
    try { location.assign(target); } catch (_) {}
    try { fetch(target).catch(() => {}); } catch (_) {}
    try { navigator.sendBeacon(target, "x"); } catch (_) {}
    try { new WebSocket("ws://escape.test/"); } catch (_) {}
    try { new EventSource(target); } catch (_) {}
    try { new Worker(URL.createObjectURL(new Blob(["fetch('" + target + "')"]))); } catch (_) {}
    const element = (name, attributes, use = () => {}) => {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        document.body.append(made);
        try { use(made); } catch (_) {}
    };
    element("img", { src: target + "a.png" });
    element("iframe", { src: target });
    element("script", { src: target + "a.js" });
    element("link", { rel: "stylesheet", href: target + "a.css" });
    element("link", { rel: "prefetch", href: target + "b" });
    element("object", { data: target });
    element("video", { src: target + "v.mp4" });
    element("form", { action: target }, (form) => form.submit());
    element("meta", { "http-equiv": "refresh", content: "0;url=" + target });
    return [typeof window.RTCPeerConnection, typeof window.webkitRTCPeerConnection, typeof window.WebTransport].join();
"#;

/// Hands over a file that the page made, as an export does.
const HAND_OVER: &str = r##"
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["handed over"]));
    link.download = "handed-over.txt";
    link.click();
    location.hash = "#/controls";
    return location.hash;
"##;

async fn try_to_get_out(browser: Browser) -> Result<(), BrowserError> {
    browser.open_page().await?;
    let heading: String = browser
        .driver()
        .execute("return document.body.innerText", Vec::new())
        .await?
        .convert()?;
    assert!(!heading.trim().is_empty(), "the page shows nothing");

    let before = browser.driver().current_url().await?;
    let programs: String = browser
        .driver()
        .execute(ESCAPES, Vec::new())
        .await?
        .convert()?;
    assert_eq!(programs, "undefined,undefined,undefined");
    // What could still leave needs a moment to leave.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(browser.driver().current_url().await?, before);
    assert_eq!(browser.driver().windows().await?.len(), 1);
    assert_eq!(browser.requests(), Vec::<String>::new());

    let fragment: String = browser
        .driver()
        .execute(HAND_OVER, Vec::new())
        .await?
        .convert()?;
    assert_eq!(fragment, "#/controls");
    let file = browser.downloaded("handed-over.txt").await?;
    assert_eq!(std::fs::read_to_string(file)?, "handed over");
    browser.close().await
}

#[tokio::test]
async fn opens_locked_and_silent_in_chromium() -> Result<(), BrowserError> {
    try_to_get_out(Browser::chromium().await?).await
}

#[tokio::test]
async fn opens_locked_and_silent_in_firefox() -> Result<(), BrowserError> {
    try_to_get_out(Browser::firefox().await?).await
}
