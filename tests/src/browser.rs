//! A real browser without a window, with a fresh profile, for one test.
//!
//! ```no_run
//! # async fn example() -> Result<(), assay_tests::browser::BrowserError> {
//! use assay_tests::browser::Browser;
//! let browser = Browser::chromium().await?;
//! browser.open_page().await?;
//! assert_eq!(browser.driver().title().await?, "Assay");
//! browser.close().await
//! # }
//! ```

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::cdp::Cdp;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::error::{WebDriverError, WebDriverResult};
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

use crate::driver::Driver;
use crate::witness::Witness;

/// How long the page may take to start on a slow and busy machine.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Why a browser or the page in it could not be used.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// The driver's program cannot be started.
    #[error("`{program}` could not be started ({source}): `cargo xtask setup` installs it")]
    Start {
        /// The driver.
        program: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The driver did not say on which port it listens.
    #[error("`{program}` did not start to listen")]
    NoPort {
        /// The driver.
        program: String,
    },
    /// A folder or a socket for the test cannot be made.
    #[error("the test's own files: {0}")]
    Files(#[from] std::io::Error),
    /// The browser refused a command.
    #[error(transparent)]
    Driver(#[from] WebDriverError),
    /// `ASSAY_PAGE` does not name a page.
    #[error("ASSAY_PAGE must name the built page; `cargo xtask test end-to-end` sets it")]
    NoPage,
    /// `ASSAY_AXE` does not name axe's script.
    #[error("ASSAY_AXE must name axe.min.js; `cargo xtask test end-to-end` sets it")]
    NoAxe,
    /// The page did not start; what it shows instead.
    #[error("the page did not start; it shows: {0}")]
    NotStarted(String),
    /// The page did not hand over a file in time.
    #[error("no file like `{0}` was downloaded")]
    NotDownloaded(String),
    /// What a person would have waited for did not come.
    #[error("{what} was not there in time; the page shows:\n{shown}")]
    NotSeen {
        /// What was waited for.
        what: String,
        /// What could be read instead.
        shown: String,
    },
}

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
}

/// What a browser keeps on disk; it outlives the browser, so that a test can start it again.
pub struct Profile {
    folder: TempDir,
}

impl Profile {
    /// A profile of a browser that was never used.
    pub fn fresh() -> Result<Profile, BrowserError> {
        let folder = tempfile::Builder::new().prefix("assay-test-").tempdir()?;
        for name in ["profile", "home", "downloads"] {
            std::fs::create_dir(folder.path().join(name))?;
        }
        Ok(Profile { folder })
    }

    /// Where the browser puts what the page hands over.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }
}

/// A running browser. Use [`Browser::close`] at a test's end; a test that fails drops it, which ends
/// the browser too.
pub struct Browser {
    // In this order: the driver ends before the files that it and its browser use.
    driver: Driver,
    profile: Profile,
    witness: Witness,
    kind: Kind,
    session: Session,
}

/// A session that is not asked to end when it is dropped, because its driver is ended then, and asking
/// blocks for two minutes in a test that has failed.
struct Session(WebDriver);

impl Drop for Session {
    fn drop(&mut self) {
        // A session that has ended already is as good.
        let _ = self.0.clone().leak();
    }
}

impl Browser {
    /// Chromium with a fresh profile, 1280 x 800.
    pub async fn chromium() -> Result<Browser, BrowserError> {
        Browser::with_profile(Kind::Chromium, Profile::fresh()?).await
    }

    /// Firefox with a fresh profile, 1280 x 800.
    pub async fn firefox() -> Result<Browser, BrowserError> {
        Browser::with_profile(Kind::Firefox, Profile::fresh()?).await
    }

    /// A browser that goes on with what an earlier one kept.
    pub async fn with_profile(kind: Kind, profile: Profile) -> Result<Browser, BrowserError> {
        let witness = Witness::start()?;
        let home = profile.folder.path().join("home");
        let (driver, capabilities) = match kind {
            Kind::Chromium => {
                let program = program("CHROMEDRIVER", "chromedriver");
                (
                    Driver::start(&program, &["--port=0"], "on port ", &home)?,
                    chromium_capabilities(&profile, &witness)?,
                )
            }
            Kind::Firefox => {
                let program = program("GECKODRIVER", "geckodriver");
                let options = ["--port", "0", "--log", "info"];
                (
                    Driver::start(&program, &options, "Listening on 127.0.0.1:", &home)?,
                    firefox_capabilities(&profile, &witness)?,
                )
            }
        };
        let session = Session(WebDriver::new(driver.address(), capabilities).await?);
        session.0.set_window_rect(0, 0, 1280, 800).await?;
        Ok(Browser {
            session,
            driver,
            profile,
            witness,
            kind,
        })
    }

    /// The session, for everything that WebDriver can do.
    pub fn driver(&self) -> &WebDriver {
        &self.session.0
    }

    /// Chromium's developer tools, for what WebDriver cannot do.
    pub fn developer_tools(&self) -> Cdp {
        self.session.0.cdp()
    }

    /// Opens the built page over `file://` and waits until its program has started.
    pub async fn open_page(&self) -> Result<(), BrowserError> {
        self.session.0.goto(page_address()?).await?;
        self.wait_for_start().await
    }

    /// Opens the served page at `http://localhost/` and waits until its program has started.
    pub async fn open_served_page(&self) -> Result<(), BrowserError> {
        let folder = std::env::var_os("ASSAY_SERVED")
            .map(PathBuf::from)
            .ok_or(BrowserError::NoPage)?;
        self.witness.serve(Some(&folder));
        self.session.0.goto("http://localhost/").await?;
        self.wait_for_start().await
    }

    /// From now on the served page's server is out of reach.
    pub fn stop_serving(&self) {
        self.witness.serve(None);
    }

    /// Waits until the program has started, for instance after a reload.
    pub async fn wait_for_start(&self) -> Result<(), BrowserError> {
        let since = Instant::now();
        loop {
            let started = "return performance.getEntriesByName('assay-started').length > 0";
            if self
                .session
                .0
                .execute(started, Vec::new())
                .await?
                .json()
                .as_bool()
                == Some(true)
            {
                return Ok(());
            }
            let message = "const found = document.getElementById('boot-stopped'); return found ? found.innerText : ''";
            let shown: String = self
                .session
                .0
                .execute(message, Vec::new())
                .await?
                .convert()?;
            if !shown.is_empty() || since.elapsed() > START_LIMIT {
                return Err(BrowserError::NotStarted(shown));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Every request that the browser sent to the network since it started, except those that it makes
    /// on its own account whatever page is open.
    pub fn requests(&self) -> Vec<String> {
        self.witness
            .requests()
            .into_iter()
            .filter(|line| !is_the_browsers_own(line))
            .collect()
    }

    /// Waits until the page has handed over a file whose name ends in `ending`, and gives its path.
    pub async fn downloaded(&self, ending: &str) -> Result<PathBuf, BrowserError> {
        let since = Instant::now();
        while since.elapsed() < START_LIMIT {
            for entry in std::fs::read_dir(self.profile.downloads())? {
                let path = entry?.path();
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default();
                // Chromium moves a finished file into place; Firefox fills it beside a `.part`.
                let unfinished = self
                    .profile
                    .downloads()
                    .join(format!("{name}.part"))
                    .exists();
                if name.ends_with(ending) && !unfinished && path.metadata()?.len() > 0 {
                    return Ok(path);
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(BrowserError::NotDownloaded(ending.to_owned()))
    }

    /// Where the browser puts what the page hands over.
    pub fn downloads(&self) -> PathBuf {
        self.profile.downloads()
    }

    /// Ends the browser as a person does.
    pub async fn close(self) -> Result<(), BrowserError> {
        self.close_and_keep().await.map(drop)
    }

    /// Ends the browser as a person does, and keeps its profile for another.
    pub async fn close_and_keep(self) -> Result<Profile, BrowserError> {
        self.session.0.clone().quit().await?;
        drop(self.driver);
        Ok(self.profile)
    }

    /// Ends Chromium from one moment to the next, as a power failure would end it: nothing on the page
    /// gets a chance to save.
    pub async fn crash(self) -> Result<Profile, BrowserError> {
        assert_eq!(
            self.kind,
            Kind::Chromium,
            "only Chromium can be told to crash"
        );
        // The browser is gone before it can answer, so the answer is always an error.
        let _ = tokio::time::timeout(
            Duration::from_secs(5),
            self.developer_tools().send_raw("Browser.crash", json!({})),
        )
        .await;
        drop(self.driver);
        Ok(self.profile)
    }
}

/// The built page's address.
pub fn page_address() -> Result<String, BrowserError> {
    let path = std::env::var_os("ASSAY_PAGE")
        .map(PathBuf::from)
        .ok_or(BrowserError::NoPage)?;
    let path = path.canonicalize().map_err(|_| BrowserError::NoPage)?;
    url::Url::from_file_path(path)
        .map(String::from)
        .map_err(|()| BrowserError::NoPage)
}

/// A driver's path: from the environment, else by its name on the search path.
fn program(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
}

fn chromium_capabilities(profile: &Profile, witness: &Witness) -> WebDriverResult<Capabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    if let Ok(binary) = std::env::var("ASSAY_CHROMIUM") {
        capabilities.set_binary(&binary)?;
    }
    for argument in [
        "--headless",
        // Chromium refuses to start as root without this, and containers run tests as root.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!(
        "--user-data-dir={}",
        profile.folder.path().join("profile").display()
    ))?;
    capabilities.add_arg(&format!("--proxy-server=http://{}", witness.address()))?;
    // Chromium would otherwise reach this machine's own ports without the proxy.
    capabilities.add_arg("--proxy-bypass-list=<-loopback>")?;
    capabilities.add_experimental_option(
        "prefs",
        json!({
            "download.default_directory": profile.downloads(),
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        }),
    )?;
    capabilities.set_browser_log_level(thirtyfour::LoggingPrefsLogLevel::All)?;
    Ok(capabilities.into())
}

fn firefox_capabilities(profile: &Profile, witness: &Witness) -> WebDriverResult<Capabilities> {
    let mut capabilities = DesiredCapabilities::firefox();
    if let Ok(binary) = std::env::var("ASSAY_FIREFOX") {
        capabilities.set_firefox_binary(&binary)?;
    }
    capabilities.set_headless()?;
    capabilities.add_arg("-profile")?;
    capabilities.add_arg(&profile.folder.path().join("profile").display().to_string())?;
    let mut preferences = FirefoxPreferences::new();
    // Drivers switch this off, which would hide how Firefox treats pages from a disk.
    preferences.set("security.fileuri.strict_origin_policy", true)?;
    preferences.set("network.proxy.type", 1)?;
    for scheme in ["http", "ssl"] {
        preferences.set(
            &format!("network.proxy.{scheme}"),
            witness.address().ip().to_string(),
        )?;
        preferences.set(
            &format!("network.proxy.{scheme}_port"),
            witness.address().port(),
        )?;
    }
    preferences.set("network.proxy.no_proxies_on", "")?;
    preferences.set("network.proxy.allow_hijacking_localhost", true)?;
    preferences.set("browser.download.folderList", 2)?;
    preferences.set("browser.download.dir", profile.downloads())?;
    preferences.set("browser.download.useDownloadDir", true)?;
    preferences.set(
        "browser.download.always_ask_before_handling_new_types",
        false,
    )?;
    preferences.set("browser.download.open_pdf_attachments_inline", false)?;
    preferences.set("pdfjs.disabled", true)?;
    preferences.set("app.normandy.enabled", false)?;
    preferences.set("services.settings.server", "data:,")?;
    preferences.set("network.captive-portal-service.enabled", false)?;
    preferences.set("network.connectivity-service.enabled", false)?;
    preferences.set("browser.safebrowsing.downloads.remote.enabled", false)?;
    capabilities.set_preferences(preferences)?;
    Ok(capabilities.into())
}

/// Requests that a browser makes whatever page is open.
fn is_the_browsers_own(request: &str) -> bool {
    const HOSTS: [&str; 8] = [
        "mozilla.com",
        "mozilla.net",
        "mozilla.org",
        "firefox.com",
        // Chromium's updates and clock, and the start page that Debian gives it.
        "google.com",
        "googleapis.com",
        "gvt1.com",
        "duckduckgo.com",
    ];
    let host = request.split_whitespace().nth(1).unwrap_or_default();
    let host = host.split_once("://").map_or(host, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    HOSTS
        .iter()
        .any(|own| host == *own || host.ends_with(&format!(".{own}")))
}
