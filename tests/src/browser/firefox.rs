//! How Firefox is started for a test.

use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, DesiredCapabilities};

use super::Profile;
use crate::witness::Witness;

/// Without a window, with this profile, and with every request through the witness, or every one but
/// those to 127.0.0.1.
pub(super) fn capabilities(
    profile: &Profile,
    witness: &Witness,
    reaches_this_machine: bool,
) -> WebDriverResult<Capabilities> {
    let mut capabilities = DesiredCapabilities::firefox();
    if let Ok(binary) = std::env::var("ASSAY_FIREFOX") {
        capabilities.set_firefox_binary(&binary)?;
    }
    capabilities.set_headless()?;
    capabilities.add_arg("-profile")?;
    capabilities.add_arg(&profile.data().display().to_string())?;
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
    let direct = if reaches_this_machine {
        "127.0.0.1"
    } else {
        ""
    };
    preferences.set("network.proxy.no_proxies_on", direct)?;
    preferences.set(
        "network.proxy.allow_hijacking_localhost",
        !reaches_this_machine,
    )?;
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
