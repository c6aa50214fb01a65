//! The main job from the first to the last: assess, come back, hand over a backup, sign, verify.

use std::path::{Path, PathBuf};

use assay_assessment::Sha256Digest;
use assay_tests::account::Account;
use assay_tests::browser::{Browser, BrowserError, Kind};
use assay_tests::screens::{
    begin_assessment, compare_fingerprint, create_identity, sign_report, verify_file,
};

/// The key that sets each of ten controls' status, and the note that is typed about it.
const FINDINGS: [(&str, &str); 10] = [
    (
        "2",
        "Note 1: the process handbook names a goal for each tool.",
    ),
    (
        "2",
        "Note 2: suppliers were reviewed in March, see the *minutes*.",
    ),
    ("4", "Note 3: two of five risks have no owner yet."),
    ("3", "Note 4: nobody outside the company is concerned."),
    ("2", "Note 5: read on site, version 12 of the policy."),
    ("5", "Note 6: no test of the restore was ever made."),
    ("2", "Note 7: the list is kept in the inventory."),
    (
        "2",
        "Note 8: Zo\u{eb} M\u{fc}ller showed the keys' custody.",
    ),
    ("4", "Note 9: monitoring covers 14 of 16 machines."),
    ("2", "Note 10: asked, and shown in the console."),
];

/// The place in [`FINDINGS`] of the control that does not apply, and why it does not.
const NOT_APPLICABLE: usize = 3;
const REASON: &str = "Reason 4: the operator holds no customer funds.";

/// The file that is taken in as evidence.
const EVIDENCE_NAME: &str = "validator-config.toml";
const EVIDENCE: &[u8] = b"[validator]\nremote_signer = true\ngraffiti = \"nordlicht\"\n";

#[tokio::test]
async fn is_made_survives_is_signed_and_verified() -> Result<(), BrowserError> {
    let files = tempfile::tempdir()?;
    let browser = Browser::chromium().await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;

    begin_assessment(&browser).await?;
    assess_ten_controls(&browser).await?;
    take_in_evidence(&browser, files.path()).await?;
    score_two_risks(&browser).await?;
    browser.wait_until_saved().await?;
    let account = Account::of(&browser).await?;
    let journal = browser.journal().await?;

    browser.driver().refresh().await?;
    browser.wait_for_start().await?;
    Account::of(&browser)
        .await?
        .assert_same(&account, "after a reload");
    assert_eq!(browser.journal().await?, journal, "after a reload");
    assert_eq!(browser.requests(), Vec::<String>::new());

    let profile = browser.crash().await?;
    let browser = Browser::with_profile(Kind::Chromium, profile).await?;
    browser.without_save_dialog().await?;
    browser.open_page().await?;
    browser.page().press("Nordlicht Staking").await?;
    browser.wait_to_leave("").await?;
    Account::of(&browser)
        .await?
        .assert_same(&account, "after a crash");
    assert_eq!(browser.journal().await?, journal, "after a crash");

    browser.page().press("Save a backup").await?;
    let backup = browser.downloaded(".assay").await?;
    restore_elsewhere(&backup, &account, &journal).await?;

    sign(&browser).await?;
    let (pdf, json) = save_both(&browser).await?;
    for file in [&pdf, &json] {
        hand_over_to_interop(file)?;
    }
    browser.page().press("Save the executive edition").await?;
    let executive = browser.downloaded(".executive.pdf").await?;
    hand_over_executive(&executive)?;
    verify_both(&browser, &pdf, &json, files.path()).await?;
    verify_executive(&browser, &executive).await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await
}

/// Status and note of the first ten controls, by the keyboard alone.
async fn assess_ten_controls(browser: &Browser) -> Result<(), BrowserError> {
    browser.keys("gc").await?;
    for (place, (status, note)) in FINDINGS.into_iter().enumerate() {
        browser.within("[data-list]").see("short titles").await?;
        let before = browser.fragment().await?;
        browser.keys("j").await?;
        browser.wait_to_leave(&before).await?;
        browser.keys(status).await?;
        if place == NOT_APPLICABLE {
            let detail = browser.within("[data-detail]");
            detail.enter("Reason (required)", REASON).await?;
        }
        browser.keys("n").await?;
        browser.keys(note).await?;
        assert_eq!(browser.page().entered("Note").await?, note);
        browser.tab().await?;
    }
    browser.wait_until_saved().await
}

/// A file that supports the control that is open.
async fn take_in_evidence(browser: &Browser, folder: &Path) -> Result<(), BrowserError> {
    let file = folder.join(EVIDENCE_NAME);
    std::fs::write(&file, EVIDENCE)?;
    let detail = browser.within("[data-detail]");
    detail.hand_in("Choose files", &file).await?;
    detail.see(EVIDENCE_NAME).await?;
    detail.press(EVIDENCE_NAME).await?;
    let digest = Sha256Digest::of(EVIDENCE).to_string();
    browser
        .wait_until(
            &format!("the digest {digest}"),
            "return document.querySelector('[data-detail]')?.innerText.replace(/\\s+/g, '').includes(arguments[0])",
            vec![digest.clone().into()],
        )
        .await?;
    Ok(())
}

/// One risk by its levels, one by exact numbers; the second is accepted.
async fn score_two_risks(browser: &Browser) -> Result<(), BrowserError> {
    let inherent = browser.within("[aria-label='Inherent score']");
    let residual = browser.within("[aria-label='Residual score']");
    let risks = browser.fragment().await?;
    browser.keys("gr").await?;
    let list = browser.wait_to_leave(&risks).await?;
    browser.go(&format!("{list}/FIN1")).await?;
    inherent.choose("Inherent probability", "Likely").await?;
    inherent.choose("Inherent impact", "Major").await?;
    residual.choose("Residual probability", "Unlikely").await?;
    residual.choose("Residual impact", "Moderate").await?;
    browser
        .within("[data-detail]")
        .choose("Treatment", "Mitigate")
        .await?;

    browser.go(&format!("{list}/SLS6")).await?;
    browser.within("[data-detail]").see("SLS6").await?;
    for (score, side, percent, amount) in [
        (inherent, "Inherent", "12.5", "250000"),
        (residual, "Residual", "2.25", "90000"),
    ] {
        let ways = format!("[aria-label='{side} probability: how it is entered']");
        browser.within(&ways).press("Exact").await?;
        score.enter(&format!("{side} probability"), percent).await?;
        let ways = format!("[aria-label='{side} impact: how it is entered']");
        browser.within(&ways).press("Exact").await?;
        score.enter(&format!("{side} impact"), amount).await?;
    }
    // 12.5 % of 250,000 and 2.25 % of 90,000.
    inherent.see("31,250").await?;
    residual.see("2,025").await?;
    let detail = browser.within("[data-detail]");
    detail.choose("Treatment", "Accept").await?;
    detail.enter("Accepted by", "Board of Nordlicht").await?;
    let why = "Acceptance: the rest is covered by insurance.";
    detail.enter("Why the risk is acceptable", why).await?;
    detail.see("Recorded").await
}

/// Opens the backup in a browser that has never seen the assessment.
async fn restore_elsewhere(
    backup: &Path,
    account: &Account,
    journal: &[String],
) -> Result<(), BrowserError> {
    let elsewhere = Browser::chromium().await?;
    elsewhere.open_page().await?;
    elsewhere.page().hand_in("Open a file", backup).await?;
    elsewhere.page().see("was checked and opened").await?;
    elsewhere.wait_to_leave("").await?;
    Account::of(&elsewhere)
        .await?
        .assert_same(account, "from a backup");
    assert_eq!(elsewhere.journal().await?, journal, "from a backup");
    assert_eq!(elsewhere.requests(), Vec::<String>::new());
    elsewhere.close().await
}

/// Makes an identity and signs with it, after a wrong passphrase was refused.
async fn sign(browser: &Browser) -> Result<(), BrowserError> {
    create_identity(browser).await?;
    browser.page().enter("Passphrase", "another one").await?;
    browser.page().press("Sign the report").await?;
    browser.page().see("Wrong passphrase.").await?;
    sign_report(browser).await
}

/// The signed PDF and the signed JSON, as the browser keeps them.
async fn save_both(browser: &Browser) -> Result<(PathBuf, PathBuf), BrowserError> {
    browser.page().press("Save the PDF").await?;
    let pdf = browser.downloaded(".pdf").await?;
    browser.page().press("Save the JSON").await?;
    let json = browser.downloaded(".json").await?;
    Ok((pdf, json))
}

/// Leaves a file for `cargo xtask interop`, and what its text must hold.
fn hand_over_to_interop(file: &Path) -> Result<(), BrowserError> {
    let Some(folder) = std::env::var_os("ASSAY_EXPORTS").map(PathBuf::from) else {
        return Ok(());
    };
    let kind = file.extension().unwrap_or_default();
    std::fs::copy(file, folder.join("report").with_extension(kind))?;
    let mut expected: Vec<String> = FINDINGS
        .iter()
        .map(|(_, note)| note.replace('*', ""))
        .collect();
    let further = [
        REASON,
        "Nordlicht Staking",
        "Ada Roth",
        "Acceptance: the rest is covered by insurance.",
        "Board of Nordlicht",
        EVIDENCE_NAME,
    ];
    expected.extend(further.map(str::to_owned));
    std::fs::write(folder.join("report.expected.txt"), expected.join("\n"))?;
    Ok(())
}

/// The same of the executive edition.
fn hand_over_executive(file: &Path) -> Result<(), BrowserError> {
    let Some(folder) = std::env::var_os("ASSAY_EXPORTS").map(PathBuf::from) else {
        return Ok(());
    };
    std::fs::copy(file, folder.join("report.executive.pdf"))?;
    let expected = ["Executive edition.", "Nordlicht Staking", "Ada Roth"];
    let expected = expected.join("\n");
    std::fs::write(folder.join("report.executive.expected.txt"), expected)?;
    Ok(())
}

/// The executive edition is valid by itself, says that it is not all, and shows all.
async fn verify_executive(browser: &Browser, file: &Path) -> Result<(), BrowserError> {
    verify_file(browser, file, "Valid").await?;
    let page = browser.page();
    page.see("The PDF calls itself the executive edition.")
        .await?;
    page.see("The pages say what the attached report says")
        .await?;
    for (_, note) in FINDINGS {
        page.see(&note.replace('*', "")).await?;
    }
    Ok(())
}

/// Both files are valid, by a signer who is unknown until compared; with a changed byte neither is.
async fn verify_both(
    browser: &Browser,
    pdf: &Path,
    json: &Path,
    folder: &Path,
) -> Result<(), BrowserError> {
    let report = browser.fragment().await?;
    browser.keys("gv").await?;
    browser.wait_to_leave(&report).await?;
    verify_file(browser, pdf, "Valid").await?;
    browser.page().see("Unknown on this device").await?;
    browser
        .page()
        .see("The pages say what the attached report says")
        .await?;
    compare_fingerprint(browser).await?;
    browser
        .page()
        .see("Known on this device as Ada Roth")
        .await?;
    verify_file(browser, json, "Valid").await?;
    browser
        .page()
        .see("Known on this device as Ada Roth")
        .await?;
    for (_, note) in FINDINGS {
        let plain = note.replace('*', "");
        browser
            .within("[aria-label='The report, read-only']")
            .see(&plain)
            .await?;
    }

    let changed = folder.join("changed.json");
    let text = std::fs::read_to_string(json)?;
    assert!(text.contains("14 of 16"));
    std::fs::write(&changed, text.replace("14 of 16", "15 of 16"))?;
    verify_file(browser, &changed, "Not valid").await?;

    let changed = folder.join("changed.pdf");
    let mut bytes = std::fs::read(pdf)?;
    // A byte of the attached report: the file can be read as before, and says something else.
    let start = find(&bytes, b"/EmbeddedFile", 0).and_then(|at| find(&bytes, b"stream\n", at));
    let byte = start.and_then(|start| bytes.get_mut(start + 200));
    *byte.ok_or(BrowserError::NotDownloaded(
        "a report in the PDF".to_owned(),
    ))? ^= 1;
    std::fs::write(&changed, bytes)?;
    verify_file(browser, &changed, "Not valid").await
}

/// Where `wanted` begins, from a place on.
fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = rest
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    Some(from + found)
}
