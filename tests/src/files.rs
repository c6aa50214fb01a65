//! What a person does with files: hand them in, drop and paste them, and keep what the page gives.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{Browser, BrowserError, Kind};
use crate::person::{Place, is_stale};

/// How long the browser may take to put a file into its download folder.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(60);

/// The middle of a part of the page, as far as it can be seen.
const MIDDLE: &str = r#"
    const box = inSight(area(arguments[0]))?.getBoundingClientRect();
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
"#;

/// Puts a picture onto the clipboard: `base64, done`.
const COPY_PICTURE: &str = r#"
    const done = arguments[arguments.length - 1];
    const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
    const item = new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) });
    navigator.clipboard.write([item]).then(() => done("copied"), (error) => done(String(error)));
"#;

/// Puts text onto the clipboard: `text, done`.
const COPY_TEXT: &str = r#"
    const done = arguments[arguments.length - 1];
    navigator.clipboard.writeText(arguments[0]).then(() => done("copied"), (error) => done(String(error)));
"#;

/// Stands in for the save dialog: the chosen file lies in the page's private file system, and what is
/// written can go wrong: `"Sound"`, `"ByteTurned"`, `"CutShort"` or `"Full"`.
const SAVE_DIALOG: &str = r#"
    window.showSaveFilePicker = async ({ suggestedName }) => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle(suggestedName, { create: true });
        const open = handle.createWritable.bind(handle);
        window.chosenFile = handle;
        handle.createWritable = async (options) => {
            const written = await open(options);
            const close = written.close.bind(written);
            const write = written.write.bind(written);
            written.write = async (bytes) => {
                if (DISK === "Full") throw new DOMException("no space left", "QuotaExceededError");
                await write(bytes);
            };
            written.close = async () => {
                await close();
                if (DISK === "Sound") return;
                const size = (await handle.getFile()).size;
                const place = Math.floor(size / 2);
                const byte = new Uint8Array(await (await handle.getFile()).slice(place, place + 1).arrayBuffer());
                const again = await open({ keepExistingData: true });
                if (DISK === "ByteTurned") await again.write({ type: "write", position: place, data: new Uint8Array([byte[0] ^ 1]) });
                else await again.truncate(size - 1);
                await again.close();
            };
            return written;
        };
        return handle;
    };
"#;

/// The bytes of the file that was chosen last: `done`.
const READ_CHOSEN: &str = r#"
    const done = arguments[arguments.length - 1];
    const bytes = async () => [...new Uint8Array(await (await window.chosenFile.getFile()).arrayBuffer())];
    bytes().then(done, (error) => done(String(error)));
"#;

/// How the disk behind the save dialog behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    /// It keeps what is written.
    Sound,
    /// One bit of what was written is another one afterwards.
    ByteTurned,
    /// The last byte of what was written is missing afterwards.
    CutShort,
    /// Nothing more fits.
    Full,
}

impl Browser {
    /// From the next opening on, the page hands files over as downloads: no test can press the
    /// buttons of the operating system's save dialog.
    pub async fn without_save_dialog(&self) -> Result<(), BrowserError> {
        let gone = "Object.defineProperty(window, 'showSaveFilePicker', { value: undefined })";
        self.before_each_page(gone).await
    }

    /// From the next opening on, whatever is saved through the save dialog goes to such a disk. Only
    /// the served page has one: from `file://` there is no private file system.
    pub async fn with_save_dialog_to(&self, disk: Disk) -> Result<(), BrowserError> {
        let dialog = SAVE_DIALOG.replace("DISK", &format!("\"{disk:?}\""));
        self.before_each_page(&dialog).await
    }

    /// Copies the file that was saved last through the dialog of [`Self::with_save_dialog_to`] to where
    /// another browser can open it.
    pub async fn keep_saved_file(&self, copy: &Path) -> Result<(), BrowserError> {
        let answer = self.driver().execute_async(READ_CHOSEN, Vec::new()).await?;
        let bytes: Vec<u8> = answer.convert()?;
        Ok(std::fs::write(copy, bytes)?)
    }

    /// Waits until the page has handed over a file whose name ends in `ending`, and gives its path.
    pub async fn downloaded(&self, ending: &str) -> Result<PathBuf, BrowserError> {
        self.downloaded_called("", ending).await
    }

    /// The same of a file whose name begins with `beginning` as well.
    pub async fn downloaded_called(
        &self,
        beginning: &str,
        ending: &str,
    ) -> Result<PathBuf, BrowserError> {
        let since = Instant::now();
        while since.elapsed() < DOWNLOAD_LIMIT {
            for entry in std::fs::read_dir(self.downloads())? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                // Chromium moves a finished file into place; Firefox fills it beside a `.part`.
                let unfinished = self.downloads().join(format!("{name}.part")).exists();
                let is_it = name.starts_with(beginning) && name.ends_with(ending);
                if is_it && !unfinished && path.metadata()?.len() > 0 {
                    return Ok(path);
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(BrowserError::NotDownloaded(ending.to_owned()))
    }

    /// Copies a picture (PNG, in base64), as a person does who takes a screenshot.
    pub async fn copy_picture(&self, base64: &str) -> Result<(), BrowserError> {
        self.copy(COPY_PICTURE, base64).await
    }

    /// Copies text.
    pub async fn copy_text(&self, text: &str) -> Result<(), BrowserError> {
        self.copy(COPY_TEXT, text).await
    }

    async fn copy(&self, script: &str, content: &str) -> Result<(), BrowserError> {
        let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.developer_tools()
            .send_raw("Browser.grantPermissions", allowed)
            .await?;
        let answer = self
            .driver()
            .execute_async(script, vec![json!(content)])
            .await?;
        assert_eq!(answer.json(), &Value::from("copied"));
        Ok(())
    }

    /// Presses Ctrl+V, wherever the focus is.
    pub async fn paste(&self) -> Result<(), BrowserError> {
        for kind in ["rawKeyDown", "keyUp"] {
            let press = json!({
                "type": kind, "modifiers": 2, "key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86,
                // What the key does is decided outside of the page, where a driver's keys do not come by.
                "commands": if kind == "rawKeyDown" { vec!["paste"] } else { Vec::new() },
            });
            let command = "Input.dispatchKeyEvent";
            self.developer_tools().send_raw(command, press).await?;
        }
        Ok(())
    }

    /// The browser would show its own dialog for a file, which nobody here can answer.
    async fn without_file_dialog(&self) -> Result<(), BrowserError> {
        match self.kind() {
            Kind::Chromium => {
                let command = "Page.setInterceptFileChooserDialog";
                self.developer_tools()
                    .send_raw(command, json!({ "enabled": true }))
                    .await?;
            }
            Kind::Firefox => {
                let silent = "HTMLInputElement.prototype.showPicker = HTMLInputElement.prototype.click = function () {}";
                self.driver().execute(silent, Vec::new()).await?;
            }
        }
        Ok(())
    }

    async fn before_each_page(&self, script: &str) -> Result<(), BrowserError> {
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let source = json!({ "source": script });
        self.developer_tools().send_raw(command, source).await?;
        Ok(())
    }
}

/// The path of a file that is there, as a person's file dialog would give it: a driver refuses one
/// that leads through `..`.
fn canonical(file: &Path) -> Result<PathBuf, BrowserError> {
    Ok(file.canonicalize()?)
}

impl Place<'_> {
    /// Presses a button that asks for a file, and chooses this one.
    pub async fn hand_in(&self, button: &str, file: &Path) -> Result<(), BrowserError> {
        self.browser.without_file_dialog().await?;
        self.press(button).await?;
        let field = "return document.getElementById('assay-file-field')";
        let path = canonical(file)?.display().to_string();
        // The page removes the field as soon as it has the file, and a driver that still looks at it
        // then calls it stale. What a test waits for next shows that the file has arrived.
        self.browser
            .with_element(
                "the file field",
                field,
                Vec::new(),
                async |field| match field.send_keys(&path).await {
                    Err(error) if is_stale(&error) => Ok(()),
                    outcome => outcome,
                },
            )
            .await
    }

    /// Drags files from the desktop over the middle of this place, and lets them go.
    pub async fn drop_files(&self, files: &[&Path]) -> Result<(), BrowserError> {
        self.drag_files(files, &["dragEnter", "dragOver", "drop"])
            .await
    }

    /// Drags files from the desktop over the middle of this place, and holds them there.
    pub async fn hold_files_over(&self, files: &[&Path]) -> Result<(), BrowserError> {
        self.drag_files(files, &["dragEnter", "dragOver"]).await
    }

    async fn drag_files(&self, files: &[&Path], kinds: &[&str]) -> Result<(), BrowserError> {
        let middle = self
            .browser
            .wait_until("a place to drop on", MIDDLE, vec![json!(self.css)])
            .await?;
        let files = files
            .iter()
            .map(|file| canonical(file))
            .collect::<Result<Vec<_>, _>>()?;
        for kind in kinds {
            let event = json!({
                "type": kind, "x": middle[0], "y": middle[1],
                // 1 is to copy.
                "data": { "items": [], "files": files, "dragOperationsMask": 1 },
            });
            let command = "Input.dispatchDragEvent";
            self.browser
                .developer_tools()
                .send_raw(command, event)
                .await?;
        }
        Ok(())
    }
}
