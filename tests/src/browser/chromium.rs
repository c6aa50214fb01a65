//! How Chromium is started for a test.

use serde_json::json;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities};

use super::Profile;
use crate::witness::Witness;

/// Without a window, with this profile, and with every request through the witness, or every one but
/// those to 127.0.0.1.
pub(super) fn capabilities(
    profile: &Profile,
    witness: &Witness,
    reaches_this_machine: bool,
) -> WebDriverResult<Capabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    if let Ok(binary) = std::env::var("ASSAY_CHROMIUM") {
        capabilities.set_binary(&binary)?;
    }
    for argument in [
        "--headless",
        // Chromium refuses to start as root without this, and containers run tests as root.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.data().display()))?;
    capabilities.add_arg(&format!("--proxy-server=http://{}", witness.address()))?;
    if !reaches_this_machine {
        capabilities.add_arg("--disable-quic")?;
        // Chromium would otherwise reach this machine's own ports without the proxy.
        capabilities.add_arg("--proxy-bypass-list=<-loopback>")?;
    }
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
