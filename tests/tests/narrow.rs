//! On a telephone's screen: one room at a time, and nothing scrolls sideways.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{Screen, open_example};
use serde_json::{Value, json};

/// A telephone held upright.
async fn on_a_telephone() -> Result<Browser, BrowserError> {
    let browser = Browser::chromium().await?;
    let size = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
    let command = "Emulation.setDeviceMetricsOverride";
    browser.developer_tools().send_raw(command, size).await?;
    browser.open_page().await?;
    Ok(browser)
}

/// What is wider than the screen: the page as a whole, or an element whose end cannot be reached; and
/// a pane that scrolls inside another, so that a finger moves the wrong one.
const TOO_WIDE: &str = r#"
    const root = document.scrollingElement;
    const reachable = (element) => {
        for (let outer = element.parentElement; outer; outer = outer.parentElement) {
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(outer).overflowX) && outer !== root) return true;
        }
        return false;
    };
    const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")}`;
    const wide = [...document.querySelectorAll("body *")]
        .filter((element) => isSeen(element) && element.getBoundingClientRect().right > innerWidth + 1 && !reachable(element));
    const page = root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
    const main = document.querySelector("main");
    const inner = main && main.scrollWidth > main.clientWidth + 1 ? [`the content is ${main.scrollWidth} px wide`] : [];
    const pane = document.querySelector("main [data-detail]");
    const scrolls = (element) => element && element.scrollHeight > element.clientHeight + 1;
    const twice = scrolls(main) && scrolls(pane) ? ["the room scrolls, and in it the detail scrolls too"] : [];
    return [...page, ...inner, ...twice, ...wide.slice(0, 5).map(name)];
"#;

#[tokio::test]
async fn nothing_scrolls_sideways_on_any_screen() -> Result<(), BrowserError> {
    let browser = on_a_telephone().await?;
    let mut wrong = too_wide(&browser, "first visit").await?;
    let assessment = open_example(&browser).await?;
    for screen in Screen::ALL {
        screen.open(&browser, &assessment).await?;
        wrong.extend(too_wide(&browser, &screen.name()).await?);
        screen.leave(&browser).await?;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    browser.close().await
}

async fn too_wide(browser: &Browser, screen: &str) -> Result<Vec<String>, BrowserError> {
    let Value::Array(found) = browser.ask(TOO_WIDE, Vec::new()).await? else {
        return Ok(vec![format!("{screen}: nothing was measured")]);
    };
    Ok(found
        .iter()
        .map(|line| format!("{screen}: {}", line.as_str().unwrap_or_default()))
        .collect())
}

#[tokio::test]
async fn the_list_leads_to_the_detail_and_back() -> Result<(), BrowserError> {
    let shown =
        "return ['[data-list]', '[data-detail]'].map((css) => isSeen(document.querySelector(css)))";
    let browser = on_a_telephone().await?;
    let assessment = open_example(&browser).await?;
    for (list, detail, back) in [
        (Screen::Controls, Screen::Control, "All controls"),
        (
            Screen::EvidenceLibrary,
            Screen::EvidenceItem,
            "All evidence",
        ),
    ] {
        list.open(&browser, &assessment).await?;
        let only_the_list = browser.ask(shown, Vec::new()).await?;
        assert_eq!(only_the_list, json!([true, false]), "{list:?}");
        detail.open(&browser, &assessment).await?;
        let only_the_detail = browser.ask(shown, Vec::new()).await?;
        assert_eq!(only_the_detail, json!([false, true]), "{detail:?}");
        browser.within("[data-detail]").press(back).await?;
        browser.within("[data-list]").text().await?;
        let only_the_list = browser.ask(shown, Vec::new()).await?;
        assert_eq!(only_the_list, json!([true, false]), "{list:?}");
    }
    browser.close().await
}
