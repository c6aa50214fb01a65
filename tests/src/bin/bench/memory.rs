//! How much memory the page takes.

use std::collections::BTreeMap;
use std::path::Path;

use assay_tests::browser::Browser;
use serde_json::json;

use crate::{Failure, table};

/// Prints what JavaScript holds, and what the page's process holds now and held at most.
pub(crate) async fn measure(browser: &Browser, when: &str) -> Result<(), Failure> {
    let tools = browser.developer_tools();
    tools
        .send_raw("HeapProfiler.collectGarbage", json!({}))
        .await?;
    tools.send_raw("Performance.enable", json!({})).await?;
    let metrics = tools.send_raw("Performance.getMetrics", json!({})).await?;
    let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
    let heap = metrics.iter().find(|one| one["name"] == "JSHeapUsedSize");
    let heap = heap
        .and_then(|one| one["value"].as_f64())
        .unwrap_or_default();
    table::megabytes(
        &format!("JavaScript's heap {when}, without the program's memory"),
        heap,
    );
    let renderer = largest_renderer()?;
    table::megabytes(
        &format!("The page's process {when}, resident"),
        renderer.resident,
    );
    table::megabytes(
        &format!("The page's process {when}, resident at most"),
        renderer.most,
    );
    Ok(())
}

/// What this program held at most, in bytes.
pub(crate) fn own_most() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    precise(field(&status, "VmHWM:").saturating_mul(1_024))
}

/// Bytes of a process.
#[derive(Clone, Copy, Default)]
struct Memory {
    resident: f64,
    most: f64,
}

/// The largest renderer among this program's own browsers: other browsers may run beside them.
fn largest_renderer() -> Result<Memory, Failure> {
    let mut parents = BTreeMap::new();
    let mut renderers = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        let number = path
            .file_name()
            .and_then(|name| name.to_str()?.parse().ok());
        let Some(number) = number else { continue };
        let status = std::fs::read_to_string(path.join("status")).unwrap_or_default();
        parents.insert(number, field(&status, "PPid:"));
        if is_renderer(&path) {
            let bytes = |name| precise(field(&status, name).saturating_mul(1_024));
            let memory = Memory {
                resident: bytes("VmRSS:"),
                most: bytes("VmHWM:"),
            };
            renderers.push((number, memory));
        }
    }
    let own = u64::from(std::process::id());
    let mut largest = Memory::default();
    for (number, memory) in renderers {
        let mut above = Some(&number);
        while above.is_some_and(|process| *process != own) {
            above = above.and_then(|process| parents.get(process));
        }
        if above.is_some() && memory.resident > largest.resident {
            largest = memory;
        }
    }
    Ok(largest)
}

fn is_renderer(process: &Path) -> bool {
    let command = std::fs::read_to_string(process.join("cmdline")).unwrap_or_default();
    command.contains("--type=renderer")
}

/// A number of `/proc/<process>/status`; 0 when it is not there.
fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    number.unwrap_or_default()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a number of bytes in memory is far below 2^53"
)]
fn precise(bytes: u64) -> f64 {
    bytes as f64
}
