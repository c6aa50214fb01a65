//! What Verify says of reports that are not what they seem. The reports are really signed here, by the
//! same crates that the page is made of.

use std::path::{Path, PathBuf};

use assay_dossier::{Drawing, Held};
use assay_report::picture::NO_PICTURES;
use assay_report::{
    document::{Report, VerdictPart},
    outline::Extent,
};
use assay_seal::{
    Identity, UnixMillis,
    pdf::{ROLES, SignPdfOptions, prepare_pdf, sign_pdf},
};
use assay_tests::browser::{Browser, BrowserError};
use assay_tests::received::{AT, identity, report, signed_json};
use assay_tests::screens::{compare_fingerprint, verify_file};

type Any = Box<dyn std::error::Error + Send + Sync>;

const CONTRADICTORY: &str = "Signature holds, contents contradict themselves";

/// A PDF with the pages of a report and any attachment, signed.
fn signed_pdf(pages: &Report, attached: &[u8], by: &Identity) -> Result<Vec<u8>, Any> {
    let drawing = Drawing {
        held: &Held::Report(Box::new(pages.clone())),
        json: attached,
        created: i64::try_from(AT / 1000)?,
        extra_fonts: &[],
        pictures: &NO_PICTURES,
    };
    let drawn = drawing.draw(Extent::Full)?;
    let options = SignPdfOptions {
        at: UnixMillis::new(AT)?,
        reason: None,
        location: None,
    };
    let prepared = prepare_pdf(&drawn.bytes, &ROLES)?;
    Ok(sign_pdf(&prepared, by, "assessor", &options)?)
}

/// The files of this test.
struct Files {
    folder: tempfile::TempDir,
    genuine: PathBuf,
    forged: PathBuf,
    contradicting: PathBuf,
    changed: PathBuf,
    foreign: PathBuf,
}

impl Files {
    fn make() -> Result<Self, Any> {
        let folder = tempfile::tempdir()?;
        let write = |name: &str, bytes: &[u8]| -> Result<PathBuf, Any> {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes)?;
            Ok(path)
        };
        let (ada, impostor) = (identity(1)?, identity(2)?);
        let report = report(&ada)?;
        let json = signed_json(&report, &ada)?;
        let mut better = report.clone();
        better.conformance.verdict = VerdictPart::Conforms;
        let text = String::from_utf8(json.clone())?;
        let mut foreign: serde_json::Value = serde_json::from_slice(&json)?;
        foreign["proof"]["cryptosuite"] = "eddsa-jcs-2022".into();
        Ok(Self {
            genuine: write("genuine.pdf", &signed_pdf(&report, &json, &ada)?)?,
            forged: write("forged.pdf", &signed_pdf(&better, &json, &impostor)?)?,
            contradicting: write("contradicting.json", &signed_json(&better, &ada)?)?,
            changed: write(
                "changed.json",
                text.replace("\"example\":true", "\"example\":false")
                    .as_bytes(),
            )?,
            foreign: write("foreign.json", foreign.to_string().as_bytes())?,
            folder,
        })
    }
}

/// Leaves a picture of the screen where `ASSAY_PICTURES` says, to be looked at.
async fn picture(browser: &Browser, name: &str) -> Result<(), BrowserError> {
    if let Some(folder) = std::env::var_os("ASSAY_PICTURES") {
        let file = Path::new(&folder).join(format!("{name}.png"));
        browser.driver().screenshot(&file).await?;
    }
    Ok(())
}

/// Whether the mark is the header of a table when it is printed, which stands on every page.
async fn marked_on_every_printed_page(browser: &Browser) -> Result<bool, BrowserError> {
    let media = |media: &str| serde_json::json!({ "media": media });
    let tools = browser.developer_tools();
    tools
        .send_raw("Emulation.setEmulatedMedia", media("print"))
        .await?;
    let script = "const style = getComputedStyle(document.querySelector('.verify-ribbon'));
        return style.display + ' ' + style.breakInside";
    let found = browser.ask(script, Vec::new()).await?;
    tools
        .send_raw("Emulation.setEmulatedMedia", media(""))
        .await?;
    Ok(found == "table-header-group avoid")
}

/// Leaves what would be printed where `ASSAY_PICTURES` says, as base64 of a PDF.
async fn print(browser: &Browser, name: &str) -> Result<(), BrowserError> {
    if let Some(folder) = std::env::var_os("ASSAY_PICTURES") {
        let tools = browser.developer_tools();
        let printed = tools
            .send_raw("Page.printToPDF", serde_json::json!({}))
            .await?;
        let printed = printed["data"].as_str().unwrap_or_default().to_owned();
        std::fs::write(Path::new(&folder).join(format!("{name}.base64")), printed)?;
    }
    Ok(())
}

async fn open_verify(browser: &Browser) -> Result<(), BrowserError> {
    browser.open_page().await?;
    browser.go("#/verify").await?;
    browser.page().see("Verify a report").await
}

/// Scrolls through the report and looks whether its mark stands on every screenful.
async fn marked_on_every_screenful(browser: &Browser) -> Result<bool, BrowserError> {
    // The report below the mark comes after it.
    let drawn = "return !document.querySelector('.verify-ribbon') || document.querySelectorAll('.report-paper h2').length > 5";
    browser.wait_until("the report", drawn, Vec::new()).await?;
    let script = "
        const [main, ribbon] = [document.querySelector('#main'), document.querySelector('.verify-ribbon')];
        const paper = document.querySelector('.report-paper');
        if (!ribbon) return false;
        for (let step = 0; step < 5; step += 1) {
            paper.querySelectorAll('h2')[step].scrollIntoView({ block: 'start' });
            const { top, bottom } = ribbon.getBoundingClientRect();
            const seen = document.elementFromPoint(innerWidth / 2, (top + bottom) / 2);
            if (top < 0 || bottom > innerHeight || !ribbon.contains(seen)) return false;
        }
        return main !== null;";
    Ok(browser.ask(script, Vec::new()).await? == serde_json::Value::Bool(true))
}

#[tokio::test]
async fn only_what_holds_and_agrees_with_itself_is_valid() -> Result<(), Any> {
    let files = Files::make()?;
    let browser = Browser::chromium().await?;
    open_verify(&browser).await?;
    let page = browser.page();

    verify_file(&browser, &files.genuine, "Valid").await?;
    page.see("The pages say what the attached report says")
        .await?;
    page.press("Mark this signer as known").await?;
    page.enter("Fingerprint as the signer told you", "AAAA BBBB CCCC")
        .await?;
    page.press("Compare and mark as known").await?;
    page.see("This is another fingerprint").await?;
    page.press("Cancel").await?;
    compare_fingerprint(&browser).await?;
    page.see("Known on this device as Ada Roth").await?;
    assert!(!marked_on_every_screenful(&browser).await?);
    browser.go("#/verify").await?;
    picture(&browser, "valid").await?;

    verify_file(&browser, &files.forged, CONTRADICTORY).await?;
    page.see("Another key calls itself Ada Roth, whom you know by")
        .await?;
    page.see("The pages are not the attached report").await?;
    page.see("Who signs this PDF").await?;
    picture(&browser, "forged").await?;
    assert!(marked_on_every_screenful(&browser).await?);
    picture(&browser, "forged-report").await?;
    browser
        .ask("document.documentElement.dataset.theme = 'dark'; document.querySelector('#main').scrollTo(0, 0)", Vec::new())
        .await?;
    picture(&browser, "forged-dark").await?;
    browser
        .ask("delete document.documentElement.dataset.theme", Vec::new())
        .await?;

    verify_file(&browser, &files.contradicting, CONTRADICTORY).await?;
    page.see("Conformance, verdict").await?;

    verify_file(&browser, &files.changed, "Not valid").await?;
    page.see("Not established").await?;
    let text = browser.within(".verify").text().await?;
    assert!(!text.contains("Known on this device"), "{text}");
    assert!(!text.contains("Mark this signer"), "{text}");
    assert!(marked_on_every_screenful(&browser).await?);
    picture(&browser, "not-valid").await?;
    assert!(marked_on_every_printed_page(&browser).await?);
    print(&browser, "not-valid").await?;

    verify_file(&browser, &files.foreign, "Cannot be checked here").await?;
    page.see("This says nothing for the file or against it")
        .await?;
    let text = browser.within(".verify").text().await?;
    assert!(!text.contains("Do not rely"), "{text}");
    // Nobody has found it not to be valid.
    assert!(!text.contains("no valid signature"), "{text}");
    browser.close().await?;
    Ok(())
}

#[tokio::test]
async fn several_files_get_a_line_each_and_a_slow_one_takes_nobodys_place() -> Result<(), Any> {
    let files = Files::make()?;
    let browser = Browser::chromium().await?;
    open_verify(&browser).await?;
    let other = files.folder.path().join("picture.gif");
    std::fs::write(&other, b"GIF89a")?;
    browser
        .within(".file-drop")
        .drop_files(&[&files.genuine, &files.changed, &other])
        .await?;
    // While these are read, another one is handed in; it is the one that was asked for last.
    browser
        .page()
        .hand_in("Choose reports", &files.foreign)
        .await?;
    let lines = browser.within(".verify-lines");
    for (name, word) in [
        ("genuine.pdf", "Valid"),
        ("changed.json", "Not valid"),
        ("picture.gif", "Cannot be checked here"),
        ("foreign.json", "Cannot be checked here"),
    ] {
        let script = "return [...document.querySelectorAll('.verify-line')].some((line) =>
            line.textContent.includes(arguments[0]) && line.querySelector('.verify-line-word').textContent === arguments[1])";
        let arguments = vec![name.into(), word.into()];
        browser
            .wait_until(&format!("{name}: {word}"), script, arguments)
            .await?;
    }
    let shown = "return document.querySelector('[data-verdict]')?.dataset.verdict";
    let shown = browser.wait_until("a verdict", shown, Vec::new()).await?;
    assert_eq!(shown, serde_json::Value::from("Cannot be checked here"));
    browser.within(".panel").see("foreign.json").await?;
    picture(&browser, "several").await?;
    lines.press("changed.json").await?;
    browser.within(".panel").see("changed.json").await?;
    browser.close().await?;
    Ok(())
}

#[tokio::test]
async fn a_forged_report_is_found_in_firefox_too() -> Result<(), Any> {
    let files = Files::make()?;
    let browser = Browser::firefox().await?;
    open_verify(&browser).await?;
    verify_file(&browser, &files.genuine, "Valid").await?;
    verify_file(&browser, &files.forged, CONTRADICTORY).await?;
    assert!(marked_on_every_screenful(&browser).await?);
    browser.close().await?;
    Ok(())
}

/// A browser hands over a folder that was dropped as a file that nobody can read.
#[tokio::test]
async fn who_drops_a_folder_is_told_how_one_is_handed_in() -> Result<(), Any> {
    let folder = tempfile::tempdir()?;
    let pack = folder.path().join("unpacked");
    std::fs::create_dir(&pack)?;
    std::fs::write(pack.join("SHA256SUMS"), b"")?;
    let browser = Browser::chromium().await?;
    open_verify(&browser).await?;
    browser.within(".file-drop").drop_files(&[&pack]).await?;
    let main = browser.within("main");
    main.see("\"unpacked\" could not be read").await?;
    main.see("handed in with \"Choose an unpacked folder\"")
        .await?;
    browser.close().await?;
    Ok(())
}
