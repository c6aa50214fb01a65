//! No screen violates WCAG 2.2, levels A and AA, or what axe counts as best practice, as far as a
//! program can tell: axe looks at each, in light and in dark.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{Screen, carry_on, open_example};
use serde_json::{Value, json};

/// Looks at what is shown and lists what is wrong, one line per element.
const LOOK: &str = r##"
    const done = arguments[arguments.length - 1];
    const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const line = (violation, node) =>
        `${violation.id}: ${node.target.join(" ")}: ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")}`;
    axe.run(document, { runOnly: { type: "tag", values: standards }, resultTypes: ["violations"] })
        .then(({ violations }) => done(violations.flatMap((violation) => violation.nodes.map((node) => line(violation, node)))))
        .catch((error) => done(["axe stopped: " + error]));
"##;

/// Shows the page as a device does whose owner prefers these colours, without movement: axe must not
/// look at a colour on its way to another.
async fn prefer(browser: &Browser, colours: &str) -> Result<(), BrowserError> {
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": colours },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    let command = "Emulation.setEmulatedMedia";
    browser
        .developer_tools()
        .send_raw(command, features)
        .await?;
    Ok(())
}

fn axe() -> Result<String, BrowserError> {
    let path = std::env::var_os("ASSAY_AXE").ok_or(BrowserError::NoAxe)?;
    Ok(std::fs::read_to_string(path)?)
}

async fn look_at_every_screen(colours: &str) -> Result<(), BrowserError> {
    let axe = axe()?;
    let browser = Browser::chromium().await?;
    prefer(&browser, colours).await?;
    browser.open_page().await?;
    browser.driver().execute(axe.clone(), Vec::new()).await?;
    // What is on the device is read before the first screen is drawn.
    let drawn = "return document.querySelector('main h1, h1') !== null";
    browser.wait_until("a heading", drawn, Vec::new()).await?;
    let mut wrong = look(&browser, "first visit").await?;

    let assessment = open_example(&browser).await?;
    for screen in Screen::ALL {
        screen.open(&browser, &assessment).await?;
        wrong.extend(look(&browser, &screen.name()).await?);
        screen.leave(&browser).await?;
    }
    let next = carry_on(&browser, None).await?;
    for screen in [Screen::Overview, Screen::Control, Screen::Risk] {
        screen.open(&browser, &next).await?;
        let name = format!("{} that was carried over", screen.name());
        wrong.extend(look(&browser, &name).await?);
    }
    assert!(
        wrong.is_empty(),
        "{} violations in {colours}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    browser.close().await
}

async fn look(browser: &Browser, name: &str) -> Result<Vec<String>, BrowserError> {
    let answer = browser.driver().execute_async(LOOK, Vec::new()).await?;
    let Value::Array(lines) = answer.json() else {
        return Ok(vec![format!("{name}: axe gave no list")]);
    };
    Ok(lines
        .iter()
        .map(|line| format!("{name}: {}", line.as_str().unwrap_or_default()))
        .collect())
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_light() -> Result<(), BrowserError> {
    look_at_every_screen("light").await
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen_in_dark() -> Result<(), BrowserError> {
    look_at_every_screen("dark").await
}
