//! `cargo xtask test`: everything that can fail, from the small to the whole.

use std::process::Command;

use crate::command::run;
use crate::error::TaskError;
use crate::page::{self, BuiltPage, Profile};
use crate::step::step;
use crate::tools::cache::ToolCache;
use crate::tools::cargo_tool::CargoTool;
use crate::tools::npm::NpmPackage;
use crate::tools::system;
use crate::tools::wasm_target::{TARGET, WasmCompiler};
use crate::workspace::Workspace;

/// Runs the native tests, the browser tests and the end-to-end tests, or only the kind that is named;
/// what follows the kind goes to the tests as a filter.
pub(crate) fn test(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    match options {
        [] => {
            let page = while_the_page_is_built(workspace, || {
                native(workspace, &[])?;
                browser(workspace, &[])
            })?;
            end_to_end(workspace, &page, &[])
        }
        ["native", filter @ ..] => native(workspace, filter),
        ["browser", filter @ ..] => browser(workspace, filter),
        ["end-to-end", "--dev", filter @ ..] => {
            end_to_end(workspace, &page::build(workspace, Profile::Dev)?, filter)
        }
        ["end-to-end", filter @ ..] => end_to_end(
            workspace,
            &page::build(workspace, Profile::Release)?,
            filter,
        ),
        _ => Err(TaskError::Usage(
            "cargo xtask test [native | browser | end-to-end [--dev]] [FILTER]".to_owned(),
        )),
    }
}

/// Builds the release page, and does other work meanwhile: its last minutes, which are the larger part, keep one processor busy.
fn while_the_page_is_built(
    workspace: &Workspace,
    work: impl FnOnce() -> Result<(), TaskError>,
) -> Result<BuiltPage, TaskError> {
    std::thread::scope(|scope| {
        let building = scope.spawn(|| page::build(workspace, Profile::Release));
        let done = work();
        let built = building
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        done?;
        built
    })
}

/// The tests of every crate below the page, and of the page's parts that need no browser, on this
/// machine's own processor.
fn native(workspace: &Workspace, filter: &[&str]) -> Result<(), TaskError> {
    step("Native tests", || {
        run(workspace.natively("test").args(filter))
    })
}

/// The tests of the page's parts, compiled for WebAssembly and run inside Chromium.
fn browser(workspace: &Workspace, filter: &[&str]) -> Result<(), TaskError> {
    let compiler = WasmCompiler::find_or_install(workspace)?;
    let locked = workspace.locked_version("wasm-bindgen")?;
    let runner = CargoTool::wasm_bindgen_test_runner(&locked);
    let runner = runner.find_or_install(&ToolCache::open()?)?;
    system::CHROMIUM.find_or_install()?;
    let driver = system::CHROMEDRIVER.find_or_install()?;

    let mut command = Command::new("cargo");
    compiler.apply(&mut command, workspace)?;
    command
        .current_dir(workspace.root())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", driver)
        // A busy machine may take longer than the runner's own 20 seconds.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        // The runner asks the driver through whatever proxy it is told of, even on this machine.
        .env("NO_PROXY", "127.0.0.1,localhost")
        .args([
            "test",
            "--package",
            "assay-app",
            "--target",
            TARGET,
            "--profile",
            "page-dev",
            // The tests beside the sources run natively; each further program would link the page.
            "--test",
            "*",
        ])
        .args(filter);
    step("Browser tests in Chromium", || run(&mut command))
}

/// The built page in whole browsers, over `file://`.
fn end_to_end(workspace: &Workspace, page: &BuiltPage, filter: &[&str]) -> Result<(), TaskError> {
    let axe = NpmPackage::AXE.find_or_install(&ToolCache::open()?)?;
    let _authority = system::OPENSSL.find_or_install()?;
    let mut command = whole_browsers(workspace, page)?;
    let exports = workspace.path("target/interop");
    if filter.is_empty() && exports.is_dir() {
        // `cargo xtask interop` shall not take an earlier run's files for this one's.
        std::fs::remove_dir_all(&exports).map_err(TaskError::file(&exports))?;
    }
    std::fs::create_dir_all(&exports).map_err(TaskError::file(&exports))?;

    command
        .env("ASSAY_EXPORTS", exports)
        .env("ASSAY_AXE", axe)
        .args(filter)
        // Two browsers at once are as many as a small machine carries.
        .args(["--", "--test-threads=2"]);
    step("End-to-end tests in Chromium and Firefox", || {
        run(&mut command)
    })
}

/// Begins the command that tests a page in both browsers; which tests is left to say.
pub(crate) fn whole_browsers(
    workspace: &Workspace,
    page: &BuiltPage,
) -> Result<Command, TaskError> {
    let mut command = workspace.natively("test");
    browsers(&mut command)?;
    command
        .env("ASSAY_PAGE", &page.single_file)
        .env("ASSAY_SERVED", &page.folder)
        .args(["--features", "assay-tests/end-to-end"])
        .args(["--test", "end_to_end"]);
    Ok(command)
}

/// Finds or installs both browsers with their drivers, and tells a command where they are.
pub(crate) fn browsers(command: &mut Command) -> Result<(), TaskError> {
    command
        .env("ASSAY_CHROMIUM", system::CHROMIUM.find_or_install()?)
        .env("CHROMEDRIVER", system::CHROMEDRIVER.find_or_install()?)
        .env("ASSAY_FIREFOX", system::FIREFOX.find_or_install()?)
        .env(
            "GECKODRIVER",
            CargoTool::GECKODRIVER.find_or_install(&ToolCache::open()?)?,
        )
        // The drivers listen on this machine, and no proxy reaches them there.
        .env("NO_PROXY", "127.0.0.1,localhost");
    Ok(())
}
