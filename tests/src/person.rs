//! What a person does with the page and sees on it, in the words that stand on it.
//!
//! ```no_run
//! # async fn example() -> Result<(), assay_tests::browser::BrowserError> {
//! # let browser = assay_tests::browser::Browser::chromium().await?;
//! browser.page().press("New assessment").await?;
//! browser.page().enter("Operator", "Nordlicht Staking").await?;
//! browser.within("[aria-label='Inherent score']").choose("Inherent impact", "Major").await?;
//! browser.page().see("Saved").await
//! # }
//! ```

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::{Key, WebElement};

use crate::browser::{Browser, BrowserError};

/// How long a person waits for something that is on its way, on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often the page is looked at while waiting.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Functions that every script below may use. While a dialog is open, only that is looked at, as a
/// person can reach nothing else.
const EYES: &str = r#"
    const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();
    const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
    const words = (element) => squeezed(element.getAttribute("aria-label") ?? element.textContent);
    const area = (css) => {
        const root = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
        return !css || root.matches(css) ? root : root.querySelector(css);
    };
    const best = (elements, wanted, read) => {
        const known = elements.map((element) => [read(element), element]);
        return (known.find(([found]) => found === wanted) ?? known.find(([found]) => found.startsWith(wanted)) ?? [])[1];
    };
    const inSight = (element) => {
        element?.scrollIntoView({ block: "center", behavior: "instant" });
        return element ?? null;
    };
"#;

/// A button or link by its words: `area, words`.
const BUTTON: &str = r#"
    const [css, wanted] = arguments;
    const buttons = [...(area(css)?.querySelectorAll("button, a, summary") ?? [])];
    return inSight(best(buttons.filter((button) => isSeen(button) && !button.disabled), wanted, words));
"#;

/// A box that is ticked, by its words: `area, words`.
const BOX: &str = r#"
    const [css, wanted] = arguments;
    const labels = [...(area(css)?.querySelectorAll("label:has(input[type=checkbox])") ?? [])];
    const free = labels.filter((label) => isSeen(label) && !label.querySelector("input").disabled);
    return inSight(best(free, wanted, words));
"#;

/// A field by its label: `area, label`.
const FIELD: &str = r#"
    const [css, wanted] = arguments;
    const root = area(css);
    const labels = [...(root?.querySelectorAll("label[for]") ?? [])].filter(isSeen);
    const label = best(labels, wanted, words);
    const named = [...(root?.querySelectorAll("input[aria-label], textarea[aria-label]") ?? [])].filter(isSeen);
    return inSight(label ? document.getElementById(label.htmlFor) : best(named, wanted, words));
"#;

/// Gives a field a value as a browser's own list or calendar does, and leaves it: `area, label, value`.
/// How a day is typed depends on the browser's language.
const SET: &str = r#"
    const [css, wanted, value] = arguments;
    const labels = [...(area(css)?.querySelectorAll("label[for]") ?? [])].filter(isSeen);
    const field = document.getElementById(best(labels, wanted, words)?.htmlFor);
    if (!field) return false;
    field.focus();
    if (value !== null) field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.blur();
    return true;
"#;

/// Chooses a line of a list by the list's label and words of the line: `area, label, words`.
const LINE: &str = r#"
    const [css, wanted, wantedLine] = arguments;
    const labels = [...(area(css)?.querySelectorAll("label[for]") ?? [])].filter(isSeen);
    const list = document.getElementById(best(labels, wanted, words)?.htmlFor);
    const line = [...(list?.options ?? [])].find((line) => line.text.includes(wantedLine));
    if (!line) return false;
    list.value = line.value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
"#;

/// One of several choices by the words of the group and its own: `area, legend, words`.
const CHOICE: &str = r#"
    const [css, group, wanted] = arguments;
    const sets = [...(area(css)?.querySelectorAll("fieldset") ?? [])].filter(isSeen);
    const set = best(sets, group, (set) => squeezed(set.querySelector("legend")?.textContent));
    const choices = [...(set?.querySelectorAll("label") ?? [])];
    const own = (label) => words(label.querySelector(".segment-words") ?? label);
    return inSight(best(choices.filter((label) => !label.querySelector("input")?.disabled), wanted, own));
"#;

/// Whether words can be read, in whatever capitals: `area, words`.
const READABLE: &str = r#"
    const [css, wanted] = arguments;
    const found = [...(css ? document.querySelectorAll(css) : [document.body])].filter(isSeen);
    const plain = (text) => squeezed(text).toLowerCase();
    return found.some((element) => plain(element.innerText).includes(plain(wanted)));
"#;

/// A part of the page, by a CSS selector, or the whole page.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub(crate) browser: &'a Browser,
    pub(crate) css: &'a str,
}

impl Browser {
    /// The whole page.
    pub fn page(&self) -> Place<'_> {
        self.within("")
    }

    /// The first part of the page that a CSS selector names.
    pub fn within<'a>(&'a self, css: &'a str) -> Place<'a> {
        Place { browser: self, css }
    }

    /// What a script returns; [`EYES`]'s functions are there for it.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Result<Value, BrowserError> {
        let script = format!("{EYES}\n{script}");
        let answer = self.driver().execute(script, arguments).await?;
        Ok(answer.json().clone())
    }

    /// Waits until a script returns something other than `null`, `false` and the empty text.
    pub async fn wait_until(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, BrowserError> {
        let since = Instant::now();
        loop {
            let answer = self.ask(script, arguments.clone()).await?;
            if !matches!(&answer, Value::Null | Value::Bool(false)) && answer != json!("") {
                return Ok(answer);
            }
            if since.elapsed() > PATIENCE {
                return Err(self.not_seen(what).await);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Result<(), BrowserError> {
        Ok(self
            .driver()
            .action_chain()
            .send_keys(keys)
            .perform()
            .await?)
    }

    /// Presses a key together with Ctrl.
    pub async fn control_key(&self, key: char) -> Result<(), BrowserError> {
        Ok(self.press_control(key).await?)
    }

    async fn press_control(&self, key: char) -> WebDriverResult<()> {
        let chain = self.driver().action_chain().key_down(Key::Control);
        let chain = chain.key_down(key).key_up(key).key_up(Key::Control);
        chain.perform().await
    }

    /// Presses a key together with Ctrl and Shift.
    pub async fn control_shift_key(&self, key: char) -> Result<(), BrowserError> {
        let chain = self.driver().action_chain();
        let chain = chain.key_down(Key::Control).key_down(Key::Shift);
        let chain = chain.key_down(key).key_up(key);
        let chain = chain.key_up(Key::Shift).key_up(Key::Control);
        Ok(chain.perform().await?)
    }

    /// Goes on to the next field with the Tab key.
    pub async fn tab(&self) -> Result<(), BrowserError> {
        self.keys(&Key::Tab.value().to_string()).await
    }

    /// Waits until the page says that everything is saved.
    pub async fn wait_until_saved(&self) -> Result<(), BrowserError> {
        let saved =
            "return document.querySelector('[data-save-state]')?.dataset.saveState === 'Saved'";
        self.wait_until("the state \u{201c}Saved\u{201d}", saved, Vec::new())
            .await
            .map(drop)
    }

    /// The address's fragment.
    pub async fn fragment(&self) -> Result<String, BrowserError> {
        let answer = self.ask("return location.hash", Vec::new()).await?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the address's fragment is another one than `before`.
    pub async fn wait_to_leave(&self, before: &str) -> Result<String, BrowserError> {
        let other = "return location.hash !== arguments[0] && location.hash";
        let what = format!("another address than {before}");
        let found = self.wait_until(&what, other, vec![json!(before)]).await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// Follows an address of the page, as from a bookmark.
    pub async fn go(&self, fragment: &str) -> Result<(), BrowserError> {
        self.ask("location.hash = arguments[0]", vec![json!(fragment)])
            .await
            .map(drop)
    }

    async fn not_seen(&self, what: &str) -> BrowserError {
        let shown = self
            .ask("return document.body.innerText", Vec::new())
            .await
            .unwrap_or_default();
        let shown: String = shown
            .as_str()
            .unwrap_or_default()
            .chars()
            .take(6_000)
            .collect();
        BrowserError::NotSeen {
            what: what.to_owned(),
            shown,
        }
    }
}

impl Place<'_> {
    /// Presses the button or follows the link that has, or begins with, these words.
    pub async fn press(&self, words: &str) -> Result<(), BrowserError> {
        let what = format!(
            "a button \u{201c}{words}\u{201d} in \u{201c}{}\u{201d}",
            self.css
        );
        self.click(&what, BUTTON, vec![json!(self.css), json!(words)])
            .await
    }

    /// Presses it twice as fast as a double click.
    pub async fn press_twice(&self, words: &str) -> Result<(), BrowserError> {
        let what = format!("a button \u{201c}{words}\u{201d}");
        let arguments = vec![json!(self.css), json!(words)];
        self.browser
            .with_element(&what, BUTTON, arguments, async |button| {
                let chain = self.browser.driver().action_chain();
                chain.double_click_element(button).perform().await
            })
            .await
    }

    /// Chooses one of several by the words of the group and its own.
    pub async fn choose(&self, group: &str, words: &str) -> Result<(), BrowserError> {
        let what = format!("a choice \u{201c}{words}\u{201d} of \u{201c}{group}\u{201d}");
        self.click(
            &what,
            CHOICE,
            vec![json!(self.css), json!(group), json!(words)],
        )
        .await
    }

    /// Ticks the box whose words begin with these, or takes the tick away.
    pub async fn tick(&self, words: &str) -> Result<(), BrowserError> {
        let what = format!("a box \u{201c}{words}\u{201d}");
        self.click(&what, BOX, vec![json!(self.css), json!(words)])
            .await
    }

    /// Writes into the field with this label, in place of what stands there, and goes on.
    pub async fn enter(&self, label: &str, text: &str) -> Result<(), BrowserError> {
        let what = format!("a field \u{201c}{label}\u{201d}");
        self.browser
            .with_element(
                &what,
                FIELD,
                vec![json!(self.css), json!(label)],
                async |field| {
                    field.focus().await?;
                    self.browser.press_control('a').await?;
                    field.send_keys(text).await
                },
            )
            .await?;
        self.browser.tab().await
    }

    /// Gives the field with this label a value, such as a day as `2026-12-31`, and leaves it. Without a
    /// value, the field only says that it was changed.
    pub async fn set(&self, label: &str, value: Option<&str>) -> Result<(), BrowserError> {
        let what = format!("a field \u{201c}{label}\u{201d}");
        let arguments = vec![json!(self.css), json!(label), json!(value)];
        self.browser
            .wait_until(&what, SET, arguments)
            .await
            .map(drop)
    }

    /// Chooses the first line of a list that has these words.
    pub async fn choose_line(&self, label: &str, words: &str) -> Result<(), BrowserError> {
        let what = format!("a line \u{201c}{words}\u{201d} in the list \u{201c}{label}\u{201d}");
        let arguments = vec![json!(self.css), json!(label), json!(words)];
        self.browser
            .wait_until(&what, LINE, arguments)
            .await
            .map(drop)
    }

    /// What stands in the field with this label.
    pub async fn entered(&self, label: &str) -> Result<String, BrowserError> {
        let what = format!("a field \u{201c}{label}\u{201d}");
        let arguments = vec![json!(self.css), json!(label)];
        self.browser
            .with_element(&what, FIELD, arguments, async |field| {
                field.prop("value").await
            })
            .await
            .map(Option::unwrap_or_default)
    }

    /// Waits until these words can be read, in whatever capitals.
    pub async fn see(&self, words: &str) -> Result<(), BrowserError> {
        let what = format!("\u{201c}{words}\u{201d} in \u{201c}{}\u{201d}", self.css);
        self.browser
            .wait_until(&what, READABLE, vec![json!(self.css), json!(words)])
            .await
            .map(drop)
    }

    /// What can be read, after it has stood still for a moment.
    pub async fn text(&self) -> Result<String, BrowserError> {
        let read = "return area(arguments[0])?.innerText ?? ''";
        let mut before = String::new();
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            let answer = self.browser.ask(read, vec![json!(self.css)]).await?;
            let now = answer.as_str().unwrap_or_default().to_owned();
            if !now.is_empty() && now == before {
                return Ok(now);
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        Err(self.browser.not_seen("a text that stands still").await)
    }

    async fn click(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<(), BrowserError> {
        self.browser
            .with_element(what, script, arguments, async |element| {
                element.click().await
            })
            .await
    }
}

impl Browser {
    /// Does something with the element that a script finds, as soon as it does; again, if the page was
    /// redrawn between the finding and the doing, as a person would.
    pub(crate) async fn with_element<T>(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
        act: impl AsyncFn(&WebElement) -> WebDriverResult<T>,
    ) -> Result<T, BrowserError> {
        let since = Instant::now();
        let full = format!("{EYES}\n{script}");
        let attempt = async || -> WebDriverResult<Option<T>> {
            let answer = self.driver().execute(&full, arguments.clone()).await?;
            if answer.json().is_null() {
                return Ok(None);
            }
            act(&answer.element()?).await.map(Some)
        };
        loop {
            match attempt().await {
                Ok(Some(done)) => return Ok(done),
                Ok(None) if since.elapsed() > PATIENCE => return Err(self.not_seen(what).await),
                Err(error) if !passes(&error) || since.elapsed() > PATIENCE => {
                    return Err(error.into());
                }
                Ok(None) | Err(_) => tokio::time::sleep(LOOK_EVERY).await,
            }
        }
    }
}

/// Whether the page has taken the element away since it was found.
pub(crate) fn is_stale(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::StaleElementReference(_)
    )
}

/// Whether it may succeed a moment later, because the page was just being redrawn.
fn passes(error: &WebDriverError) -> bool {
    is_stale(error)
        || matches!(
            error.as_inner(),
            WebDriverErrorInner::ElementNotInteractable(_)
                | WebDriverErrorInner::ElementClickIntercepted(_)
        )
}
