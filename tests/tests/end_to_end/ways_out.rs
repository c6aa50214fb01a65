//! Every known way out of the page, tried in the finished page, with somebody outside who listens.
//!
//! The ways are in `src/ways_out.js`. A control tries the same ways in a page without any lock, so that a
//! way that is not heard from Assay is known to be one. What is found is in the table of `SECURITY.md`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use assay_tests::browser::{Browser, BrowserError, Kind};
use assay_tests::listener::Listener;
use serde_json::{Value, json};

/// `WAYS` and `tryWay(name, port)`.
const WAYS: &str = include_str!("../../src/ways_out.js");

/// How long a way may take to be heard in a page that does not stop it.
const PATIENCE: Duration = Duration::from_millis(1_000);

/// How long the last way may take.
const LAST: Duration = Duration::from_secs(2);

/// How many of the ways that the table says to be heard from an open page must be heard, in percent. Not
/// every browser at every load gets every one of them out in time.
const HEARD_AT_LEAST: usize = 85;

/// Tries one way, and gives it a moment to take the page away.
const TRY: &str = r#"
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    const pause = (time) => new Promise((go) => setTimeout(go, time));
    const said = await Promise.race([tryWay(NAME, PORT), pause(700).then(() => "waits")]);
    await pause(60);
    return said;
"#;

/// What the table says of a way that no wall stops, and of one that the browser does not have.
const OPEN: &str = "**open**";
const ABSENT: &str = "not heard";

/// Where the table stands.
const SECURITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../SECURITY.md");
const TABLE: (&str, &str) = ("<!-- ways out -->\n", "<!-- end of the ways out -->");

/// What a browser lets out of a page: the name of each way, and what was heard.
type Heard = BTreeMap<String, Option<String>>;

/// A page to try the ways in.
enum Page<'a> {
    /// Assay, as it is given to people.
    Assay,
    /// A page of the test's own, opened afresh for each way.
    Own(&'a Path),
}

/// A page that has what the ways look for, with these elements in its head first.
fn own_page(folder: &Path, name: &str, head: &str) -> Result<PathBuf, BrowserError> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">{head}<meta name=\"viewport\" \
         content=\"width=device-width\"><title>Open</title><link rel=\"icon\" href=\"data:,\"></head>\
         <body><script type=\"text/plain\">x</script><p>Open</p></body></html>"
    );
    let path = folder.join(name);
    std::fs::write(&path, page)?;
    Ok(path)
}

impl Page<'_> {
    async fn open(&self, browser: &Browser) -> Result<(), BrowserError> {
        match self {
            Page::Assay => browser.open_page().await,
            Page::Own(path) => {
                let address = format!("file://{}", path.display());
                browser.driver().goto(address).await?;
                Ok(())
            }
        }
    }
}

async fn without_fragment(browser: &Browser) -> Result<String, BrowserError> {
    let mut address = browser.driver().current_url().await?;
    address.set_fragment(None);
    Ok(address.into())
}

/// Closes what a way may have opened, and goes back to the page.
async fn start_over(browser: &Browser, page: &Page<'_>) -> Result<(), BrowserError> {
    let windows = browser.driver().windows().await?;
    if let Some((first, others)) = windows.split_first() {
        for other in others {
            browser.driver().switch_to_window(other.clone()).await?;
            browser.driver().close_window().await?;
        }
        browser.driver().switch_to_window(first.clone()).await?;
    }
    page.open(browser).await
}

/// Runs the body of an asynchronous function in the page, as if a person had just pressed something
/// wherever a driver can pretend that.
async fn run(browser: &Browser, body: &str) -> Result<Value, BrowserError> {
    match browser.kind() {
        Kind::Chromium => {
            let expression = format!("(async () => {{ {body} }})()");
            let options = json!({
                "expression": expression, "userGesture": true, "awaitPromise": true, "returnByValue": true,
            });
            let answer = browser
                .developer_tools()
                .send_raw("Runtime.evaluate", options)
                .await?;
            Ok(answer["result"]["value"].clone())
        }
        Kind::Firefox => {
            let script = format!(
                "const done = arguments[arguments.length - 1]; (async () => {{ {body} }})().then(done, () => done(null));"
            );
            let answer = browser.driver().execute_async(script, Vec::new()).await?;
            Ok(answer.json().clone())
        }
    }
}

/// The names of all ways.
fn names() -> Vec<String> {
    WAYS.lines()
        .filter_map(|line| line.strip_prefix("    \"")?.split_once("\": "))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Tries every way in a page.
async fn try_all(
    browser: &Browser,
    page: &Page<'_>,
    patience: Duration,
) -> Result<Heard, BrowserError> {
    let names = names();
    let listener = Listener::start(names.len())?;
    let mut heard = Heard::new();
    let mut is_there = false;
    for (name, port) in names.iter().zip(listener.ports()) {
        if !is_there {
            start_over(browser, page).await?;
        }
        let address = without_fragment(browser).await?;
        let call = TRY.replace("NAME", &json!(name).to_string());
        let body = format!("{WAYS}\n{}", call.replace("PORT", &port.to_string()));
        // A way that takes the page away leaves nothing that could answer.
        let answer = run(browser, &body).await;
        let since = Instant::now();
        while listener.heard(*port).is_none() && since.elapsed() < patience {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let is_left = browser.driver().windows().await?.len() != 1
            || without_fragment(browser).await? != address;
        heard.insert(
            name.clone(),
            is_left.then(|| "the page was left".to_owned()),
        );
        is_there = matches!(page, Page::Assay) && answer.is_ok() && !is_left;
    }
    tokio::time::sleep(LAST).await;
    for (name, port) in names.iter().zip(listener.ports()) {
        if let Some(arrival) = listener.heard(*port) {
            heard.insert(name.clone(), Some(arrival));
        }
    }
    Ok(heard)
}

/// What the table says of each way: its name, and a word for each browser.
fn table() -> Result<BTreeMap<String, [String; 2]>, BrowserError> {
    let text = std::fs::read_to_string(SECURITY)?;
    let (_, text) = text.split_once(TABLE.0).unwrap_or_default();
    let (text, _) = text.split_once(TABLE.1).unwrap_or_default();
    let rows = text.lines().skip(2).map(|line| {
        let mut cells = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned());
        let mut next = || cells.next().unwrap_or_default();
        (next(), [next(), next()])
    });
    Ok(rows.collect())
}

/// Tries every way in an open page and in Assay, and compares what is heard with the table.
async fn nothing_gets_out(kind: Kind) -> Result<(), BrowserError> {
    let table = table()?;
    let folder = tempfile::tempdir()?;
    let browser = Browser::that_reaches_this_machine(kind).await?;
    let open = own_page(folder.path(), "open.html", "")?;
    let control = try_all(&browser, &Page::Own(&open), PATIENCE).await?;
    browser.close().await?;
    let browser = Browser::that_reaches_this_machine(kind).await?;
    let from_assay = try_all(&browser, &Page::Assay, Duration::ZERO).await?;
    assert_eq!(browser.requests(), Vec::<String>::new());
    browser.close().await?;

    assert!(
        table.keys().eq(from_assay.keys()),
        "the table in SECURITY.md names other ways than src/ways_out.js"
    );
    let said = |name: &str| table[name][kind as usize].as_str();
    let out: Vec<(&String, &Option<String>)> = from_assay
        .iter()
        .filter(|(name, heard)| heard.is_some() && said(name) != OPEN)
        .collect();
    assert!(out.is_empty(), "these ways lead out of Assay: {out:#?}");

    let expected = table.keys().filter(|name| said(name) != ABSENT).count();
    let missed: Vec<&String> = control
        .iter()
        .filter(|(name, heard)| heard.is_none() && said(name) != ABSENT)
        .map(|(name, _)| name)
        .collect();
    assert!(
        (expected - missed.len()) * 100 >= expected * HEARD_AT_LEAST,
        "of {expected} ways, these were not heard even from an open page: {missed:#?}"
    );
    Ok(())
}

#[tokio::test]
async fn nothing_gets_out_of_the_page_in_chromium() -> Result<(), BrowserError> {
    nothing_gets_out(Kind::Chromium).await
}

#[tokio::test]
async fn nothing_gets_out_of_the_page_in_firefox() -> Result<(), BrowserError> {
    nothing_gets_out(Kind::Firefox).await
}

/// What stands between the first of each of two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_default();
    rest.split_once(after).unwrap_or_default().0
}

/// Tries every way against the policy alone and against the lock alone, too.
async fn what_stops_each(kind: Kind) -> Result<BTreeMap<String, &'static str>, BrowserError> {
    let built = std::env::var_os("ASSAY_PAGE").ok_or(BrowserError::NoPage)?;
    // Policy and lock are ASCII; the rest of the file is not text.
    let built = String::from_utf8_lossy(&std::fs::read(built)?).into_owned();
    let policy = between(&built, "<meta http-equiv=\"Content-Security-Policy\"", ">");
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\"{policy}>");
    let lock = format!(
        "<script>{}</script>",
        between(&built, "<script>", "</script>")
    );

    let folder = tempfile::tempdir()?;
    let mut heard = Vec::new();
    for (name, head) in [
        ("open.html", String::new()),
        ("policy.html", policy.clone()),
        ("lock.html", lock.clone()),
        ("both.html", format!("{policy}{lock}")),
    ] {
        let page = own_page(folder.path(), name, &head)?;
        let browser = Browser::that_reaches_this_machine(kind).await?;
        let patience = if head.is_empty() {
            PATIENCE
        } else {
            PATIENCE / 4
        };
        heard.push(try_all(&browser, &Page::Own(&page), patience).await?);
        browser.close().await?;
    }
    let word = |name: &String| match [0, 1, 2, 3].map(|page| heard[page][name].is_some()) {
        [_, _, _, true] => OPEN,
        [false, ..] => ABSENT,
        [_, false, false, _] => "both",
        [_, false, true, _] => "policy",
        [_, true, false, _] => "lock",
        [_, true, true, _] => "only together",
    };
    Ok(names()
        .into_iter()
        .map(|name| (name.clone(), word(&name)))
        .collect())
}

/// Writes the table of `SECURITY.md` anew. It takes about ten minutes.
#[tokio::test]
#[ignore = "writes into the work tree; run it by its name after a change of the ways or of a browser"]
async fn write_the_table() -> Result<(), BrowserError> {
    let chromium = what_stops_each(Kind::Chromium).await?;
    let firefox = what_stops_each(Kind::Firefox).await?;
    let mut rows = "| Way | Chromium | Firefox |\n| --- | --- | --- |\n".to_owned();
    for name in names() {
        rows.push_str(&format!(
            "| {name} | {} | {} |\n",
            chromium[&name], firefox[&name]
        ));
    }
    let text = std::fs::read_to_string(SECURITY)?;
    let old = between(&text, TABLE.0, TABLE.1);
    let marked = |rows: &str| [TABLE.0, rows, TABLE.1].concat();
    std::fs::write(SECURITY, text.replacen(&marked(old), &marked(&rows), 1))?;
    Ok(())
}
