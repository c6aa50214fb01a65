//! How much memory a process takes, where `/proc` says it (Linux).

/// Kilobytes of memory; 0 where it is not known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    /// What it holds now.
    pub(crate) resident: u64,
    /// What it held at most.
    pub(crate) most: u64,
}

impl Memory {
    /// What the system says of this process.
    pub(crate) fn now() -> Self {
        Self::of(std::process::id())
    }

    /// What the system says of a process (`proc_pid_status(5)`).
    pub(crate) fn of(process: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{process}/status"));
        let status = status.unwrap_or_default();
        let field = |name: &str| {
            let rest = status.lines().find_map(|line| line.strip_prefix(name));
            let number = rest.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
            number.unwrap_or_default()
        };
        Self {
            resident: field("VmRSS:"),
            most: field("VmHWM:"),
        }
    }

    /// Lets what it held at most begin anew (`proc_pid_clear_refs(5)`). Where that is not possible, the figure covers
    /// what was done before, too.
    pub(crate) fn forget_most() {
        let _ = std::fs::write("/proc/self/clear_refs", "5");
    }
}
