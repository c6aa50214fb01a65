//! Several assessments on one device: renamed, duplicated, deleted and brought back.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;

const ORIGINAL: &str = "Nordlicht Staking";
const RENAMED: &str = "Autumn visit";

#[tokio::test]
async fn a_double_click_makes_one_thing() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    let (page, list) = (browser.page(), browser.within("main"));
    page.press_twice("Look at the example").await?;
    browser.wait_until_saved().await?;
    browser.go("#/").await?;
    list.see("1 assessment on this device").await?;
    list.press_twice("Duplicate").await?;
    list.see("2 assessments on this device").await?;

    page.press("New assessment").await?;
    let dialog = browser.within("dialog[open]");
    dialog.enter("Operator", ORIGINAL).await?;
    dialog.press_twice("Begin").await?;
    // The dialog is closed, and the new one lies open in the place of the example.
    list.see("64 of 64 not tested yet").await?;
    browser.keys("ga").await?;
    list.see("No actions yet").await?;
    list.press_twice("Add action").await?;
    page.see("1 open action").await?;
    // Two would have been made by the time that one is saved.
    browser.wait_until_saved().await?;
    page.see("1 open action").await?;
    browser.go("#/").await?;
    list.see("3 assessments on this device").await?;
    let text = list.text().await?;
    assert!(text.contains("3 assessments on this device"), "{text}");
    browser.close().await
}

#[tokio::test]
async fn an_assessment_is_renamed_copied_deleted_and_brought_back() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.wait_until_saved().await?;
    let list = browser.within("main");
    let dialog = browser.within("dialog[open]");

    browser.keys("gh").await?;
    list.see("1 assessment on this device").await?;
    list.press(&format!("Rename {ORIGINAL}")).await?;
    dialog.enter("Title", RENAMED).await?;
    dialog.press("Rename").await?;
    list.see(RENAMED).await?;

    list.press(&format!("Duplicate {RENAMED}")).await?;
    list.see("2 assessments on this device").await?;
    list.see(&format!("{RENAMED} (copy)")).await?;

    let delete = format!("Delete {RENAMED} (copy)");
    list.press(&delete).await?;
    dialog.see("It holds 0 of 64 controls tested").await?;
    dialog.see("There is no backup of it.").await?;
    dialog.press("Delete it").await?;
    list.see("1 assessment on this device").await?;
    list.see("can be brought back until").await?;
    browser.page().press("Undo").await?;
    list.see("2 assessments on this device").await?;

    // It comes back after the page was closed, too.
    list.press(&delete).await?;
    dialog.press("Delete it").await?;
    list.see("1 assessment on this device").await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    list.see("1 assessment on this device").await?;
    list.press("Bring back").await?;
    list.see("2 assessments on this device").await?;

    // On the thirtieth day it is there, and a day later it is not.
    list.press(&delete).await?;
    dialog.press("Delete it").await?;
    list.see("can be brought back until").await?;
    assert_eq!(browser.assessments_on_disk().await?, 2);
    for (days, left) in [(29, 2), (2, 1)] {
        browser.let_deletions_age(days).await?;
        browser.driver().refresh().await?;
        browser.wait_for_start().await?;
        list.see("1 assessment on this device").await?;
        let is_listed = list.text().await?.contains("(copy)");
        assert_eq!(is_listed, left == 2, "after {days} more days");
        assert_eq!(browser.assessments_on_disk().await?, left);
    }

    // Deleted for good, by its title.
    list.press(&format!("Delete {RENAMED}")).await?;
    dialog.press("Delete it").await?;
    list.press("Delete for good").await?;
    dialog.enter("Its title, to confirm", "Autumn").await?;
    let shut = "return [...document.querySelectorAll('dialog[open] button')].at(-1).disabled";
    assert_eq!(browser.ask(shut, Vec::new()).await?, true);
    dialog.enter("Its title, to confirm", RENAMED).await?;
    dialog.press("Delete for good").await?;
    browser.page().see("was deleted for good").await?;
    assert_eq!(browser.assessments_on_disk().await?, 0);
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    list.see("Assess a node operator").await?;
    assert!(!list.text().await?.contains(RENAMED));
    browser.close().await
}

#[tokio::test]
async fn what_one_window_writes_is_not_deleted_in_another_and_what_is_deleted_stays_so_until_it_is_kept()
-> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    browser.keys("gc").await?;
    browser.within("[data-list]").see("short titles").await?;
    let before = browser.fragment().await?;
    browser.keys("j").await?;
    let control = browser.wait_to_leave(&before).await?;
    browser.wait_until_saved().await?;
    let first = browser.driver().window().await?;

    let second = browser.driver().new_tab().await?;
    browser.driver().switch_to_window(second.clone()).await?;
    browser.open_page().await?;
    browser.go("#/").await?;
    let list = browser.within("main");
    let delete = format!("Delete {ORIGINAL}");
    list.press(&delete).await?;
    browser.within("dialog[open]").press("Delete it").await?;
    browser
        .page()
        .see("This assessment is open in another window")
        .await?;
    list.see("1 assessment on this device").await?;
    // Anew at the list, the other window has nothing open.
    browser.driver().switch_to_window(first.clone()).await?;
    browser.go("#/").await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    list.see("1 assessment on this device").await?;
    browser.driver().switch_to_window(second.clone()).await?;
    list.press(&delete).await?;
    browser.within("dialog[open]").press("Delete it").await?;
    list.see("can be brought back until").await?;

    browser.driver().switch_to_window(first.clone()).await?;
    browser.go(&control).await?;
    let banners = browser.within(".banners");
    banners.see("This assessment was deleted").await?;
    browser.keys("2").await?;
    browser.wait_until_saved().await?;
    let journal = browser.journal().await?;

    browser.driver().switch_to_window(second.clone()).await?;
    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    list.see("can be brought back until").await?;
    let text = list.text().await?;
    assert!(!text.contains("on this device\n"), "{text}");

    browser.driver().switch_to_window(first).await?;
    banners.press("Keep it").await?;
    let gone = "return !document.querySelector('.banners').innerText.includes('deleted')";
    browser.wait_until("no banner", gone, Vec::new()).await?;
    browser.driver().switch_to_window(second).await?;
    list.see("1 assessment on this device").await?;
    browser.go(&control).await?;
    browser
        .within("[data-detail] .segment-chosen")
        .see("Implemented")
        .await?;
    assert_eq!(browser.journal().await?, journal);
    browser.close().await
}
