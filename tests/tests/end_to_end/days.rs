//! A day is the day of the place where the device is, and a moment is in UTC: in a time zone in which
//! it is another day than in UTC, on the screen and in the signed report.

use std::time::{SystemTime, UNIX_EPOCH};

use assay_tests::browser::{Browser, BrowserError, Kind};
use assay_tests::screens::{begin_assessment, create_identity, sign_report};
use serde_json::Value;

/// The day on the wall, and the day in UTC, as the browser itself knows them.
const DAYS: &str = "const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    return [
        [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-'),
        now.toISOString().slice(0, 10),
        -now.getTimezoneOffset(),
    ]";

/// A time zone in which it is another day than in UTC at this hour.
fn zone_of_another_day() -> &'static str {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    match seconds / 3_600 % 24 {
        // 11 hours behind: it is yesterday there.
        0..=10 => "Pacific/Pago_Pago",
        // 14 hours ahead.
        11 => "Pacific/Kiritimati",
        // 12 or 13 hours ahead: it is tomorrow there.
        _ => "Pacific/Auckland",
    }
}

/// The day on the wall now, the one in UTC, and the minutes between the two clocks.
async fn days(browser: &Browser) -> Result<(String, String, i64), BrowserError> {
    let found = browser.ask(DAYS, Vec::new()).await?;
    let text = |place: usize| found[place].as_str().unwrap_or_default().to_owned();
    Ok((text(0), text(1), found[2].as_i64().unwrap_or_default()))
}

async fn days_are_those_of_the_place(kind: Kind) -> Result<(), BrowserError> {
    let browser = Browser::in_time_zone(kind, zone_of_another_day()).await?;
    if kind == Kind::Chromium {
        browser.without_save_dialog().await?;
    }
    browser.open_page().await?;
    let (here, in_utc, minutes) = days(&browser).await?;
    assert_ne!(here, in_utc, "the zone was chosen so");

    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&list).await?;
    browser.keys("5").await?;
    let detail = browser.within("[data-detail]");
    detail.see("Assessed by").await?;
    assert_eq!(detail.entered("Assessed on").await?, here);
    browser.wait_until_saved().await?;

    // What fails decides, although nothing else is tested.
    browser.keys("go").await?;
    let main = browser.within("#main");
    main.see("Does not conform").await?;
    main.see("63 of 64 not tested yet").await?;
    main.see("1 mandatory control fails").await?;

    create_identity(&browser).await?;
    sign_report(&browser).await?;
    browser.page().press("Save the JSON").await?;
    let file = browser.downloaded(".json").await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    assert!(name.contains(&here.replace('-', "")), "{name}");
    let report: Value =
        serde_json::from_slice(&std::fs::read(&file)?).map_err(std::io::Error::from)?;
    assert_eq!(report["localDay"]["day"], here);
    assert_eq!(report["localDay"]["utcOffsetMinutes"], minutes);
    assert!(
        report["generatedAt"]
            .as_str()
            .is_some_and(|at| at.starts_with(&in_utc) && at.ends_with('Z')),
        "{}",
        report["generatedAt"]
    );
    let text = report.to_string();
    assert!(text.contains(&format!(r#""assessed":{{"by":"Ada Roth","on":"{here}"}}"#)));
    // A day of today is not in the future, whatever day it is in UTC.
    assert!(!text.contains("day-in-future"));
    browser.close().await
}

#[tokio::test]
async fn days_are_those_of_the_place_in_chromium() -> Result<(), BrowserError> {
    days_are_those_of_the_place(Kind::Chromium).await
}

#[tokio::test]
async fn days_are_those_of_the_place_in_firefox() -> Result<(), BrowserError> {
    days_are_those_of_the_place(Kind::Firefox).await
}

#[tokio::test]
async fn a_day_in_the_future_is_asked_about() -> Result<(), BrowserError> {
    let browser = Browser::in_time_zone(Kind::Chromium, zone_of_another_day()).await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let list = browser.fragment().await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&list).await?;
    browser.keys("3").await?;
    browser.within("[data-detail]").see("Assessed by").await?;
    let into_the_future = "const label = [...document.querySelectorAll('[data-detail] label')]
            .find((label) => words(label).startsWith('Assessed on'));
        const field = document.getElementById(label.htmlFor);
        field.value = '2999-01-01';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    browser.ask(into_the_future, Vec::new()).await?;
    browser.keys("go").await?;
    browser
        .within("#main")
        .see("1 day of something done lies in the future")
        .await?;
    browser.close().await
}
