//! How long the page does not answer while a part of it is opened for the first time.

use std::time::Duration;

use assay_tests::browser::Browser;

use crate::{Failure, tasks};

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
    ("/controls/MFA2", "a control from the overview"),
];

/// Opens each part of an assessment, once, in a browser in which none was open yet.
pub(crate) async fn measure(
    browser: &Browser,
    assessment: &str,
    size: &str,
) -> Result<(), Failure> {
    for (room, words) in ROOMS {
        tasks::watch(browser).await?;
        browser.go(&format!("{assessment}{room}")).await?;
        // What comes in later turns is drawn by then.
        tokio::time::sleep(Duration::from_millis(700)).await;
        tasks::longest(browser, &format!("opening {words} ({size})")).await?;
    }
    Ok(())
}
