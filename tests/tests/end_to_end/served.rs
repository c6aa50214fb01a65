//! The served page can be installed and works without its server after the first visit.

use assay_tests::browser::{Browser, BrowserError};
use serde_json::json;

#[tokio::test]
async fn works_without_its_server_after_the_first_visit() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_served_page().await?;
    let ready = "navigator.serviceWorker.ready.then(() => arguments[arguments.length - 1](true))";
    browser.driver().execute_async(ready, Vec::new()).await?;
    let obstacles = browser
        .developer_tools()
        .send_raw("Page.getInstallabilityErrors", json!({}))
        .await?;
    assert_eq!(obstacles["installabilityErrors"], json!([]));

    browser.stop_serving();
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;

    let elsewhere: Vec<String> = browser
        .requests()
        .into_iter()
        .filter(|request| !request.starts_with("GET http://localhost/"))
        .collect();
    assert_eq!(elsewhere, Vec::<String>::new());
    browser.close().await
}
