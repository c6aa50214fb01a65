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

mod chromium;
mod error;
mod firefox;
mod profile;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::WebDriver;
use thirtyfour::cdp::Cdp;

pub use self::error::BrowserError;
pub use self::profile::Profile;
use crate::driver::Driver;
use crate::witness::Witness;

/// How long the page may take to start on a slow and busy machine.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
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

/// What is unusual about where a browser runs.
#[derive(Clone, Copy, Default)]
struct Circumstances<'a> {
    /// Another time zone than this machine's.
    zone: Option<&'a str>,
    /// Whether it reaches 127.0.0.1 without the witness.
    reaches_this_machine: bool,
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

    /// A browser with a fresh profile on a device in another time zone, such as `Pacific/Auckland`.
    pub async fn in_time_zone(kind: Kind, zone: &str) -> Result<Browser, BrowserError> {
        let circumstances = Circumstances {
            zone: Some(zone),
            ..Circumstances::default()
        };
        Browser::start(kind, Profile::fresh()?, circumstances).await
    }

    /// A browser that reaches 127.0.0.1 by itself, and everything else through the witness.
    pub async fn that_reaches_this_machine(kind: Kind) -> Result<Browser, BrowserError> {
        let circumstances = Circumstances {
            reaches_this_machine: true,
            ..Circumstances::default()
        };
        Browser::start(kind, Profile::fresh()?, circumstances).await
    }

    /// A browser that goes on with what an earlier one kept.
    pub async fn with_profile(kind: Kind, profile: Profile) -> Result<Browser, BrowserError> {
        Browser::start(kind, profile, Circumstances::default()).await
    }

    async fn start(
        kind: Kind,
        profile: Profile,
        circumstances: Circumstances<'_>,
    ) -> Result<Browser, BrowserError> {
        let Circumstances {
            zone,
            reaches_this_machine: reaches,
        } = circumstances;
        let witness = Witness::start()?;
        let home = profile.home();
        let (driver, capabilities) = match kind {
            Kind::Chromium => {
                let program = program("CHROMEDRIVER", "chromedriver");
                (
                    Driver::start(&program, &["--port=0"], "on port ", &home, zone)?,
                    chromium::capabilities(&profile, &witness, reaches)?,
                )
            }
            Kind::Firefox => {
                let program = program("GECKODRIVER", "geckodriver");
                let options = ["--port", "0", "--log", "info"];
                (
                    Driver::start(&program, &options, "Listening on 127.0.0.1:", &home, zone)?,
                    firefox::capabilities(&profile, &witness, reaches)?,
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

    /// Which browser it is.
    pub fn kind(&self) -> Kind {
        self.kind
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

    /// Kills the browser (SIGKILL) from one moment to the next.
    pub fn kill(self) -> Profile {
        drop(self.driver);
        self.profile
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
