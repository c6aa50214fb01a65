//! How long the page does not answer while a part of it is opened for the first time.

use std::path::Path;
use std::time::Duration;

use assay_tests::browser::Browser;

use crate::{Failure, tasks};

/// How often the parts are opened, each time in a browser in which none was open yet.
const TIMES: usize = 5;

/// The parts of an assessment and what one is asked for there, in the order in which an assessor comes to them.
/// The last is an item that is opened from another part, with its list.
const ROOMS: [(&str, &str); 11] = [
    ("/controls", "the list of controls"),
    ("/risks", "the list of risks"),
    ("/evidence", "the library of evidence"),
    ("/findings", "the findings"),
    ("/actions", "the actions"),
    ("/reference", "the reference"),
    ("/engagement", "the engagement"),
    ("/details", "the details"),
    ("/report", "the report's room"),
    ("", "the overview again"),
    ("/risks/SLS1", "a risk from the overview"),
];

/// Opens each part of the assessment in a backup.
pub(crate) async fn measure(file: &Path, size: &str) -> Result<(), Failure> {
    let mut longest: [Vec<tasks::Longest>; ROOMS.len()] = Default::default();
    let mut drawn = Vec::new();
    for _ in 0..TIMES {
        let browser = Browser::chromium().await?;
        browser.open_page().await?;
        browser.page().hand_in("Open a file", file).await?;
        browser.wait_to_leave("").await?;
        browser.wait_until_saved().await?;
        let address = browser.fragment().await?;
        let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
        let assessment = assessment.join("/");
        for ((room, _), longest) in ROOMS.iter().zip(&mut longest) {
            tasks::watch(&browser).await?;
            browser.go(&format!("{assessment}{room}")).await?;
            // What comes in later turns is drawn by then.
            tokio::time::sleep(Duration::from_millis(700)).await;
            longest.push(tasks::ended(&browser).await?);
        }
        browser.go(&format!("{assessment}/report")).await?;
        tasks::watch(&browser).await?;
        browser.page().press("Preview the report").await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        drawn.push(tasks::ended(&browser).await?);
        browser.close().await?;
    }
    for ((_, words), longest) in ROOMS.iter().zip(&longest) {
        tasks::print(&format!("opening {words} ({size})"), longest);
    }
    tasks::print(&format!("the report is drawn ({size})"), &drawn);
    Ok(())
}
