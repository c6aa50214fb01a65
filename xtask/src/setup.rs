//! `cargo xtask setup`: every tool, before a journey without a network.

use crate::error::TaskError;
use crate::interop;
use crate::tools::bindgen;
use crate::tools::cache::ToolCache;
use crate::tools::cargo_tool::CargoTool;
use crate::tools::npm::NpmPackage;
use crate::tools::system;
use crate::tools::wasm_target::WasmCompiler;
use crate::workspace::Workspace;

/// Finds or installs everything that any verb needs, and says where it is.
pub(crate) fn setup(workspace: &Workspace) -> Result<(), TaskError> {
    let cache = ToolCache::open()?;
    println!(
        "compiler for WebAssembly: {:?}",
        WasmCompiler::find_or_install(workspace)?
    );
    println!(
        "what connects programs to the browser: {}",
        bindgen::build(workspace)?.display()
    );
    let locked = workspace.locked_version("wasm-bindgen")?;
    for tool in [
        CargoTool::wasm_bindgen_test_runner(&locked),
        CargoTool::GECKODRIVER,
        CargoTool::CARGO_DENY,
    ] {
        println!(
            "{}: {}",
            tool.program,
            tool.find_or_install(&cache)?.display()
        );
    }
    for (what, package) in [("wasm-opt", NpmPackage::BINARYEN), ("axe", NpmPackage::AXE)] {
        println!("{what}: {}", package.find_or_install(&cache)?.display());
    }
    for tool in [system::CHROMIUM, system::CHROMEDRIVER, system::FIREFOX] {
        println!(
            "{}: {}",
            tool.programs[0],
            tool.find_or_install()?.display()
        );
    }
    println!("verifiers: {}", interop::prepare(workspace)?.display());
    Ok(())
}
