//! On small screens, such as a telephone's or one that is zoomed to 400 %: one room at a time, nothing
//! scrolls sideways, and nothing that has the focus is hidden.

use assay_tests::browser::{Browser, BrowserError};
use assay_tests::screens::{Screen, carry_on, open_example};
use serde_json::{Value, json};

/// A telephone held upright.
const TELEPHONE: (u32, u32) = (390, 844);

/// 1280 by 1024 at 400 %, which WCAG 2.2 names (1.4.10).
const ZOOMED: (u32, u32) = (320, 256);

/// Every size that is looked at: an ordinary one too, and a telephone on its side.
const SIZES: [(u32, u32); 4] = [(1280, 800), TELEPHONE, (844, 390), ZOOMED];

async fn resize(browser: &Browser, (width, height): (u32, u32)) -> Result<(), BrowserError> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    let command = "Emulation.setDeviceMetricsOverride";
    browser.developer_tools().send_raw(command, size).await?;
    Ok(())
}

async fn at_size(size: (u32, u32)) -> Result<Browser, BrowserError> {
    let browser = Browser::chromium().await?;
    resize(&browser, size).await?;
    browser.open_page().await?;
    Ok(browser)
}

/// What is wider than the screen: the page as a whole, or an element whose end cannot be reached; and
/// a pane that scrolls inside another, so that a finger moves the wrong one.
const TOO_WIDE: &str = r#"
    const root = document.scrollingElement;
    const reachable = (element) => {
        for (let outer = element.parentElement; outer; outer = outer.parentElement) {
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(outer).overflowX) && outer !== root) return true;
        }
        return false;
    };
    const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")}`;
    const wide = [...document.querySelectorAll("body *")]
        .filter((element) => isSeen(element) && element.getBoundingClientRect().right > innerWidth + 1 && !reachable(element));
    const page = root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
    const main = document.querySelector("main");
    const inner = main && main.scrollWidth > main.clientWidth + 1 ? [`the content is ${main.scrollWidth} px wide`] : [];
    const pane = document.querySelector("main [data-detail]");
    const scrolls = (element) => element && element.scrollHeight > element.clientHeight + 1;
    const twice = scrolls(main) && scrolls(pane) ? ["the room scrolls, and in it the detail scrolls too"] : [];
    return [...page, ...inner, ...twice, ...wide.slice(0, 5).map(name)];
"#;

/// Every word of a status or of a table's heading that is broken, as when a column is narrower than it.
const BROKEN_WORDS: &str = r#"
    const broken = [...document.querySelectorAll("thead th, .status-mark-words, .tag, .segment-words")].filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        // What lies less than half a line lower is in the same line.
        const tops = [...range.getClientRects()].map((box) => box.top).sort((one, other) => one - other);
        const lines = tops.filter((top, place) => place === 0 || top - tops[place - 1] > 8).length;
        return isSeen(element) && lines > squeezed(element.textContent).split(/[ /-]+/).length;
    });
    return [...new Set(broken.map((element) => `the word is broken in "${squeezed(element.textContent).slice(0, 40)}"`))];
"#;

/// Every row of the list that cannot be brought fully into sight, or is covered by something then.
const HIDDEN_ROWS: &str = r#"
    const rows = [...document.querySelectorAll("[data-list] .list-row")].filter(isSeen);
    const points = [[.5, .5], [.03, .1], [.97, .9], [.03, .9], [.97, .1]];
    const wrong = rows.filter((row) => {
        row.focus();
        const box = row.getBoundingClientRect();
        const inside = box.top > -1 && box.bottom < innerHeight + 1 && box.left > -1 && box.right < innerWidth + 1;
        return !inside || points.some(([x, y]) => {
            const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
            return !row.contains(hit);
        });
    });
    return [rows.length, ...wrong.map((row) => squeezed(row.textContent).slice(0, 60))];
"#;

/// Everything that takes the focus and is wholly out of sight or covered when it has it (WCAG 2.2,
/// 2.4.11). What is drawn by its label counts as its label.
const HIDDEN_FOCUS: &str = r#"
    const css = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";
    const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
    const wrong = [];
    for (const element of [...top.querySelectorAll(css)].filter(isSeen)) {
        element.focus();
        if (document.activeElement !== element) continue;
        const drawn = element.closest("label") ?? element;
        const box = drawn.getBoundingClientRect();
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [above, below] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const hit = right > left && below > above && document.elementFromPoint((left + right) / 2, (above + below) / 2);
        if (!hit || !(drawn.contains(hit) || hit.contains(drawn))) {
            wrong.push(`${element.tagName.toLowerCase()}.${element.getAttribute("class")} "${words(element).slice(0, 40)}"`);
        }
    }
    return wrong;
"#;

#[tokio::test]
async fn every_row_of_every_list_can_be_brought_into_sight() -> Result<(), BrowserError> {
    let browser = at_size(TELEPHONE).await?;
    let assessment = open_example(&browser).await?;
    let mut wrong = Vec::new();
    for size in SIZES {
        resize(&browser, size).await?;
        for list in [
            Screen::Controls,
            Screen::Risks,
            Screen::EvidenceLibrary,
            Screen::Findings,
            Screen::Actions,
        ] {
            list.open(&browser, &assessment).await?;
            let found = browser.ask(HIDDEN_ROWS, Vec::new()).await?;
            let rows = found.get(0).and_then(Value::as_u64).unwrap_or_default();
            assert!(rows > 2, "{list:?} has {rows} rows at {size:?}");
            let hidden = found.as_array().into_iter().flatten().skip(1);
            wrong.extend(hidden.map(|row| format!("{list:?} at {size:?}: {row}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    browser.close().await
}

#[tokio::test]
async fn what_has_the_focus_is_never_hidden() -> Result<(), BrowserError> {
    let browser = at_size(ZOOMED).await?;
    let assessment = open_example(&browser).await?;
    let mut wrong = Vec::new();
    for size in SIZES {
        resize(&browser, size).await?;
        for screen in Screen::ALL {
            screen.open(&browser, &assessment).await?;
            let found = browser.ask(HIDDEN_FOCUS, Vec::new()).await?;
            let hidden = found.as_array().into_iter().flatten();
            wrong.extend(hidden.map(|element| format!("{screen:?} at {size:?}: {element}")));
            screen.leave(&browser).await?;
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    browser.close().await
}

#[tokio::test]
async fn nothing_scrolls_sideways_and_no_word_is_broken_on_any_screen() -> Result<(), BrowserError>
{
    let browser = at_size(TELEPHONE).await?;
    let mut wrong = too_wide(&browser, "first visit").await?;
    let assessment = open_example(&browser).await?;
    for size in SIZES {
        resize(&browser, size).await?;
        for screen in Screen::ALL {
            screen.open(&browser, &assessment).await?;
            let name = format!("{} at {size:?}", screen.name());
            wrong.extend(too_wide(&browser, &name).await?);
            screen.leave(&browser).await?;
        }
    }
    let next = carry_on(&browser, None).await?;
    for size in SIZES {
        resize(&browser, size).await?;
        for screen in [Screen::Overview, Screen::Control, Screen::Risk] {
            screen.open(&browser, &next).await?;
            let name = format!("{} that was carried over, at {size:?}", screen.name());
            wrong.extend(too_wide(&browser, &name).await?);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    browser.close().await
}

#[tokio::test]
async fn a_notice_lies_over_nothing_and_goes_when_it_is_dismissed() -> Result<(), BrowserError> {
    let covered = "const box = document.querySelector('.notices').getBoundingClientRect();
        const main = document.querySelector('main').getBoundingClientRect();
        return [box.height > 20, main.bottom > box.top + 1, document.querySelectorAll('.notice').length]";
    let browser = at_size((1280, 800)).await?;
    let assessment = open_example(&browser).await?;
    for size in [(1280, 800), TELEPHONE] {
        resize(&browser, size).await?;
        Screen::Controls.open(&browser, &assessment).await?;
        // A status needs an open control, and each refusal is told.
        browser.keys("12345").await?;
        browser.page().see("cannot be done here").await?;
        let found = browser.ask(covered, Vec::new()).await?;
        assert_eq!(found, json!([true, false, 3]), "{size:?}");
        for left in [2, 1, 0] {
            browser.within(".notices").press("Dismiss").await?;
            let gone = "return document.querySelectorAll('.notice').length === arguments[0]";
            browser
                .wait_until("one notice less", gone, vec![json!(left)])
                .await?;
        }
    }
    browser.close().await
}

async fn too_wide(browser: &Browser, screen: &str) -> Result<Vec<String>, BrowserError> {
    let mut wrong = Vec::new();
    for script in [TOO_WIDE, BROKEN_WORDS] {
        let Value::Array(found) = browser.ask(script, Vec::new()).await? else {
            return Ok(vec![format!("{screen}: nothing was measured")]);
        };
        let words = |line: &Value| format!("{screen}: {}", line.as_str().unwrap_or_default());
        wrong.extend(found.iter().map(words));
    }
    Ok(wrong)
}

#[tokio::test]
async fn the_list_leads_to_the_detail_and_back() -> Result<(), BrowserError> {
    let shown =
        "return ['[data-list]', '[data-detail]'].map((css) => isSeen(document.querySelector(css)))";
    let browser = at_size(TELEPHONE).await?;
    let assessment = open_example(&browser).await?;
    for (list, detail, back) in [
        (Screen::Controls, Screen::Control, "All controls"),
        (
            Screen::EvidenceLibrary,
            Screen::EvidenceItem,
            "All evidence",
        ),
    ] {
        list.open(&browser, &assessment).await?;
        // The library shows below its list how evidence is added.
        let the_list = json!([true, list == Screen::EvidenceLibrary]);
        assert_eq!(browser.ask(shown, Vec::new()).await?, the_list, "{list:?}");
        detail.open(&browser, &assessment).await?;
        let only_the_detail = browser.ask(shown, Vec::new()).await?;
        assert_eq!(only_the_detail, json!([false, true]), "{detail:?}");
        browser.within("[data-detail]").press(back).await?;
        browser.within("[data-list]").text().await?;
        assert_eq!(browser.ask(shown, Vec::new()).await?, the_list, "{list:?}");
    }
    browser.close().await
}

#[tokio::test]
async fn only_the_room_scrolls_where_the_frame_fits() -> Result<(), BrowserError> {
    let browser = at_size((1280, 800)).await?;
    open_example(&browser).await?;
    let excess =
        "const root = document.scrollingElement; return root.scrollHeight - root.clientHeight";
    assert_eq!(browser.ask(excess, Vec::new()).await?, json!(0));
    browser.close().await
}
