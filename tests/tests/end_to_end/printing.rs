//! What is printed of a control is all of it, however long its note is.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::begin_assessment;
use serde_json::{Value, json};

#[tokio::test]
async fn a_long_note_is_printed_to_its_end() -> Result<(), BrowserError> {
    let browser = Browser::chromium().await?;
    browser.open_page().await?;
    begin_assessment(&browser).await?;
    let overview = browser.fragment().await?;
    let list = overview.replace("overview", "controls");
    browser.go(&list).await?;
    browser.within("[data-list]").text().await?;
    browser.keys("j").await?;
    browser.wait_to_leave(&list).await?;
    let lines: Vec<String> = (1..=150)
        .map(|line| format!("Line {line} of the note."))
        .collect();
    let write = "const field = document.querySelector('[data-detail] [data-note]');
        field.focus(); field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true })); field.blur()";
    browser.ask(write, vec![json!(lines.join("\n"))]).await?;
    browser.wait_until_saved().await?;

    // What stands on paper is looked at in the moment in which the browser prints.
    let watch = "addEventListener('beforeprint', () => {
        window.onPaper = [...document.querySelectorAll('[data-detail] textarea')].filter((field) => !field.hidden)
            .map((field) => [field.value, field.nextElementSibling?.textContent]);
    })";
    browser.ask(watch, Vec::new()).await?;
    let printed = browser
        .developer_tools()
        .send_raw("Page.printToPDF", json!({}))
        .await?;
    let pages = printed
        .get("data")
        .and_then(Value::as_str)
        .map_or(0, str::len);
    assert!(pages > 1_000, "nothing was printed");
    let on_paper = browser.ask("return window.onPaper", Vec::new()).await?;
    let fields: Vec<(String, Option<String>)> = serde_json::from_value(on_paper).expect("pairs");
    assert!(
        fields
            .iter()
            .any(|(field, _)| field.ends_with("Line 150 of the note."))
    );
    for (field, written) in fields {
        assert_eq!(Some(field), written);
    }

    // On paper the text stands there in full, and the field does not.
    let media = json!({ "media": "print" });
    browser
        .developer_tools()
        .send_raw("Emulation.setEmulatedMedia", media)
        .await?;
    let shown = "dispatchEvent(new Event('beforeprint'));
        const field = document.querySelector('[data-detail] [data-note]');
        const written = field.nextElementSibling;
        const found = [isSeen(field), isSeen(written), written.scrollHeight <= written.clientHeight + 1,
            written.innerText.includes('Line 150 of the note.'), written.offsetHeight > 1500];
        dispatchEvent(new Event('afterprint'));
        return [...found, document.querySelectorAll('.field-printed').length]";
    let found = browser.ask(shown, Vec::new()).await?;
    assert_eq!(found, json!([false, true, true, true, true, 0]));
    browser.close().await
}
