//! Figures of the built page in headless Chromium over `file://`, printed as a table. Nothing is
//! asserted: a figure belongs to the machine that it was measured on.

use std::{path::Path, process::ExitCode, time::Duration};

use assay_assessment::{
    Assessment, AssessmentId, Edit, EditionReference, Evidence, EvidenceId, EvidenceKind, Opening,
    Record, Status, Timestamp, backup, example,
};
use assay_catalog::Catalog;
use assay_tests::browser::Browser;
use thirtyfour::{By, Key, WebDriver, WebElement};

type Failure = Box<dyn std::error::Error>;

/// How many items of evidence the filled assessment has.
const EVIDENCE_ITEMS: u32 = 500;
/// How often the page is opened, each time in a browser without any data.
const STARTS: usize = 7;
/// How many keys are typed into a note.
const KEYS: usize = 120;
/// How many keys are typed one by one until the page says "Saved".
const SAVES: usize = 40;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match measure().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result<(), Failure> {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let browser = Browser::chromium().await?;
        browser.open_page().await?;
        find(browser.driver(), "main h1, main h2").await?;
        starts.push(
            number(
                browser.driver(),
                "return performance.getEntriesByName('assay-started')[0].startTime",
            )
            .await?,
        );
        browser.close().await?;
    }
    row("Navigation to a usable first screen", &mut starts);

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("filled.assay");
    std::fs::write(&file, filled_backup()?)?;
    let browser = Browser::chromium().await?;
    let driver = browser.driver();
    browser.open_page().await?;
    open_backup(driver, &file).await?;
    type_keys(driver).await?;
    sign(driver).await?;
    let tools = browser.developer_tools();
    tools
        .send_raw("Performance.enable", serde_json::json!({}))
        .await?;
    let metrics = tools
        .send_raw("Performance.getMetrics", serde_json::json!({}))
        .await?;
    let used = metrics["metrics"]
        .as_array()
        .and_then(|list| list.iter().find(|one| one["name"] == "JSHeapUsedSize"))
        .and_then(|one| one["value"].as_f64())
        .unwrap_or_default();
    println!(
        "| JavaScript heap in use after all that | {:.1} MB |  |",
        used / 1e6
    );
    println!(
        "| Resident memory of the page's process (largest renderer) | {:.0} MB |  |",
        largest_renderer()? / 1e6
    );
    browser.close().await?;
    Ok(())
}

/// A key in a note: until the frame after it is drawn, and until the page says that it is on disk.
async fn type_keys(driver: &WebDriver) -> Result<(), Failure> {
    let address: String = driver
        .execute(
            "return location.hash.split('/').slice(0, 3).join('/')",
            vec![],
        )
        .await?
        .convert()?;
    driver
        .execute(
            format!("location.hash = '{address}/controls/req-local-slashing-db'"),
            vec![],
        )
        .await?;
    let note = find(driver, "[data-detail] .note-editor textarea").await?;
    driver
        .execute(
            "window.benchFrames = []; window.benchSaves = []; let pressed = 0;
             addEventListener('keydown', () => { const at = performance.now(); pressed = at;
               requestAnimationFrame(() => { const channel = new MessageChannel();
                 channel.port1.onmessage = () => window.benchFrames.push(performance.now() - at); channel.port2.postMessage(0); }); }, true);
             new MutationObserver(() => { const state = document.querySelector('[data-save-state]');
               if (pressed && state && state.dataset.saveState === 'Saved') { window.benchSaves.push(performance.now() - pressed); pressed = 0; } })
               .observe(document.body, { subtree: true, childList: true, attributes: true });",
            vec![],
        )
        .await?;
    note.click().await?;
    for index in 0..KEYS {
        note.send_keys(if index % 7 == 6 { " " } else { "a" })
            .await?;
        tokio::time::sleep(Duration::from_millis(35)).await;
    }
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let mut frames = numbers(driver, "return window.benchFrames").await?;
    row("Key in a note to the next frame", &mut frames);
    driver
        .execute("window.benchSaves.length = 0", vec![])
        .await?;
    for _ in 0..SAVES {
        note.send_keys("b").await?;
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    let mut saves = numbers(driver, "return window.benchSaves").await?;
    row("Key in a note to \"Saved\"", &mut saves);
    note.send_keys(Key::Escape).await?;
    Ok(())
}

/// From the click to a report that is signed as JSON and PDF and was verified again.
async fn sign(driver: &WebDriver) -> Result<(), Failure> {
    let address: String = driver
        .execute(
            "return location.hash.split('/').slice(0, 3).join('/')",
            vec![],
        )
        .await?
        .convert()?;
    driver
        .execute("location.hash = '#/identities'", vec![])
        .await?;
    let fields = ["Name", "Passphrase", "Passphrase again"];
    let values = ["Bench", "correct horse battery", "correct horse battery"];
    for (field, value) in fields.iter().zip(values) {
        labelled(driver, field).await?.send_keys(value).await?;
    }
    button(driver, "Create the identity").await?.click().await?;
    find(driver, ".identities-facts").await?;
    driver
        .execute(format!("location.hash = '{address}/report'"), vec![])
        .await?;
    labelled(driver, "Passphrase")
        .await?
        .send_keys("correct horse battery")
        .await?;
    driver
        .execute(
            "window.benchSigned = 0; const at = performance.now();
             new MutationObserver(() => { if (!window.benchSigned && document.querySelector('.report-signed')) window.benchSigned = performance.now() - at; })
               .observe(document.body, { subtree: true, childList: true });
             [...document.querySelectorAll('button')].find(button => button.textContent.includes('Sign the report')).click();",
            vec![],
        )
        .await?;
    let words = find(driver, ".report-signed").await?.text().await?;
    let mut signed = vec![number(driver, "return window.benchSigned").await?];
    row("Unlock, sign as JSON and PDF, verify both", &mut signed);
    println!("| What was signed | {words} |  |");
    Ok(())
}

async fn open_backup(driver: &WebDriver, file: &Path) -> Result<(), Failure> {
    button(driver, "Open a file").await?.click().await?;
    let field = find(driver, "#assay-file-field").await?;
    field.send_keys(file.to_string_lossy()).await?;
    find(driver, "[data-save-state='Saved']").await?;
    Ok(())
}

/// The example with every control and risk touched, and evidence until there are 500 items.
fn filled_backup() -> Result<Vec<u8>, Failure> {
    let catalog = Catalog::bundled();
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id.clone(), at, catalog)?;
    let opening = Opening {
        assessment: id,
        edition: EditionReference::of(catalog),
        example: false,
    };
    let mut record = Record::open(opening, at, "Bench");
    for edit in example.record.assessment().rebuilding_edits() {
        record.perform(edit, at, "Bench", catalog)?;
    }
    fill(&mut record, at, catalog)?;
    let files = example
        .files
        .into_iter()
        .map(|file| (file.sha256, file.bytes.to_vec()));
    Ok(backup::write(&record, files, at)?.bytes)
}

fn fill(record: &mut Record, at: Timestamp, catalog: &Catalog) -> Result<(), Failure> {
    let score = {
        let assessment: &Assessment = record.assessment();
        let scored = catalog
            .active_risks()
            .map(|risk| assessment.risk(risk.id()))
            .find(|found| found.inherent.impact.is_some());
        scored.unwrap_or_default()
    };
    let mut edits = Vec::new();
    for control in catalog.controls() {
        if record.assessment().control(control.id()).status == Status::NotTested {
            edits.push(Edit::SetControlStatus {
                control: control.id().clone(),
                status: Status::Implemented,
            });
        }
    }
    for risk in catalog.active_risks() {
        if record
            .assessment()
            .risk(risk.id())
            .residual
            .impact
            .is_none()
        {
            edits.push(Edit::SetInherentScore {
                risk: risk.id(),
                score: score.inherent,
            });
            edits.push(Edit::SetResidualScore {
                risk: risk.id(),
                score: score.residual,
            });
        }
    }
    let standing = u32::try_from(record.assessment().evidence().len())?;
    for index in standing..EVIDENCE_ITEMS {
        let mut random = [0; 16];
        random[..4].copy_from_slice(&index.to_be_bytes());
        let control = &catalog.controls()[index as usize % catalog.controls().len()];
        edits.push(Edit::AddEvidence {
            id: EvidenceId::from_random(random),
            item: Evidence {
                kind: EvidenceKind::Link {
                    address: format!("https://evidence.example.org/{index}").parse()?,
                },
                title: format!("Item {index}"),
                description: String::new(),
                method: None,
                captured_on: Some(at.day()),
                added_at: at,
                controls: [control.id().clone()].into(),
                risks: [].into(),
            },
        });
    }
    for edit in edits {
        record.perform(edit, at, "Bench", catalog)?;
    }
    Ok(())
}

fn row(what: &str, milliseconds: &mut [f64]) {
    milliseconds.sort_by(f64::total_cmp);
    if milliseconds.is_empty() {
        println!("| {what} | not measured |  |");
        return;
    }
    let at =
        |part: usize| milliseconds[(milliseconds.len() * part / 100).min(milliseconds.len() - 1)];
    println!(
        "| {what} | p50 {:.1} ms, p99 {:.1} ms | {} measured |",
        at(50),
        at(99),
        milliseconds.len()
    );
}

async fn number(driver: &WebDriver, script: &str) -> Result<f64, Failure> {
    Ok(driver.execute(script, vec![]).await?.convert()?)
}

async fn numbers(driver: &WebDriver, script: &str) -> Result<Vec<f64>, Failure> {
    Ok(driver.execute(script, vec![]).await?.convert()?)
}

/// Waits for an element for up to a minute: the machine may be slow, and nothing is asserted here.
async fn find(driver: &WebDriver, selector: &str) -> Result<WebElement, Failure> {
    for _ in 0..1_200 {
        if let Ok(element) = driver.find(By::Css(selector)).await {
            return Ok(element);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("the page never showed {selector}").into())
}

async fn button(driver: &WebDriver, words: &str) -> Result<WebElement, Failure> {
    let path = format!("//button[contains(normalize-space(.), '{words}')]");
    for _ in 0..1_200 {
        if let Ok(element) = driver.find(By::XPath(&path)).await {
            return Ok(element);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("the page never showed the button {words}").into())
}

async fn labelled(driver: &WebDriver, label: &str) -> Result<WebElement, Failure> {
    let path = format!("//label[starts-with(normalize-space(.), '{label}')]/following::input[1]");
    let exact = format!("//label[normalize-space(.)='{label}']/following::input[1]");
    for _ in 0..1_200 {
        if let Ok(element) = driver.find(By::XPath(&exact)).await {
            return Ok(element);
        }
        if let Ok(element) = driver.find(By::XPath(&path)).await {
            return Ok(element);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("the page never showed the field {label}").into())
}

/// Resident bytes of the largest renderer process that this program's browsers started.
fn largest_renderer() -> Result<f64, Failure> {
    let mut largest = 0_u64;
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        let command = std::fs::read_to_string(path.join("cmdline")).unwrap_or_default();
        if !command.contains("--type=renderer") {
            continue;
        }
        let status = std::fs::read_to_string(path.join("status")).unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes =
            resident.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
        largest = largest.max(kilobytes.unwrap_or(0) * 1024);
    }
    // Far below 2^53, so the conversion is exact.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a number of bytes in memory is far below 2^53"
    )]
    Ok(largest as f64)
}
