//! From the click to a report that is signed as JSON and PDF, was verified again, and is on disk.

use std::time::Instant;

use assay_tests::browser::Browser;

use crate::{Failure, table, tasks};

const PASSPHRASE: &str = "correct horse battery";

/// Takes the time from the next click to the first words about what was signed.
const WATCH: &str = r#"
    window.benchSigned = 0;
    addEventListener("click", (event) => {
        const found = () => {
            if (!window.benchSigned && document.querySelector(".report-signed")) window.benchSigned = performance.now() - event.timeStamp;
        };
        new MutationObserver(found).observe(document.body, { subtree: true, childList: true });
    }, { capture: true, once: true });
"#;

/// Makes an identity, signs the filled assessment with it, and saves both files.
pub(crate) async fn measure(browser: &Browser) -> Result<(), Failure> {
    let address = browser.fragment().await?;
    let assessment: Vec<&str> = address.splitn(4, '/').take(3).collect();
    browser.go("#/identities").await?;
    let page = browser.page();
    page.enter("Name", "Bench").await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    page.enter("Passphrase again", PASSPHRASE).await?;
    page.press("Create the identity").await?;
    page.see("\u{201c}Bench\u{201d} created").await?;

    browser
        .go(&format!("{}/report", assessment.join("/")))
        .await?;
    page.enter("Passphrase", PASSPHRASE).await?;
    browser.ask(WATCH, Vec::new()).await?;
    tasks::watch(browser).await?;
    page.press("Sign the report").await?;
    let signed = browser.wait_until(
        "the signed report",
        "return benchSigned || null",
        Vec::new(),
    );
    let signed = signed.await?.as_f64().unwrap_or_default();
    tasks::longest(browser, "signing").await?;
    table::times("Unlock, sign as JSON and PDF, verify both", &mut [signed]);
    let mut reports = Vec::new();
    for (button, ending) in [("Save the PDF", ".pdf"), ("Save the JSON", ".json")] {
        let since = Instant::now();
        page.press(button).await?;
        let file = browser.downloaded(ending).await?;
        let saved = since.elapsed().as_secs_f64() * 1_000.0;
        table::times(&format!("{button}, as a download"), &mut [saved]);
        let length = std::fs::metadata(&file)?.len();
        table::row("What was saved", ending, usize::try_from(length)?);
        reports.push(file);
    }
    verify(browser, &reports).await?;
    browser.go(&assessment.join("/")).await?;
    Ok(())
}

/// Hands each of the files in, and waits for what is said of it.
async fn verify(browser: &Browser, reports: &[std::path::PathBuf]) -> Result<(), Failure> {
    for report in reports {
        browser.go("#/verify").await?;
        let ending = report.extension().and_then(|ending| ending.to_str());
        let ending = ending.unwrap_or_default();
        tasks::watch(browser).await?;
        let since = Instant::now();
        let page = browser.page();
        page.hand_in("Choose reports", report).await?;
        browser
            .wait_until(
                "the verdict",
                "return document.querySelector('[data-verdict]')?.dataset.verdict",
                Vec::new(),
            )
            .await?;
        let verified = since.elapsed().as_secs_f64() * 1_000.0;
        tasks::longest(browser, &format!("verifying the {ending}")).await?;
        table::times(
            &format!("Verify the {ending}, and show it"),
            &mut [verified],
        );
        browser.go("#/").await?;
    }
    Ok(())
}
