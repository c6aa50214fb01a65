//! Starts the programs that drive browsers.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::browser::BrowserError;

/// How long a driver may take to say that it listens.
const START_LIMIT: Duration = Duration::from_secs(60);

/// How often a driver is started before a test gives up.
const ATTEMPTS: usize = 3;

/// A running chromedriver or geckodriver. Dropping it ends it, and with it the browser it started.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver on a port that the operating system chooses.
    ///
    /// `port_option` is the driver's option for port 0, `port_prefix` what stands before the port in the
    /// line that it prints when it listens, `home` the home folder that it and its browser see, and
    /// `zone` the time zone that they live in, if not this machine's.
    ///
    /// chromedriver looks for a port that is free in both versions of the internet protocol, and ends
    /// when another program takes one of them meanwhile; so it gets another chance.
    pub(crate) fn start(
        program: &Path,
        port_option: &[&str],
        port_prefix: &'static str,
        home: &Path,
        zone: Option<&str>,
    ) -> Result<Driver, BrowserError> {
        let mut attempt = 1;
        loop {
            match Driver::start_once(program, port_option, port_prefix, home, zone) {
                Err(BrowserError::NoPort { .. }) if attempt < ATTEMPTS => attempt += 1,
                outcome => return outcome,
            }
        }
    }

    fn start_once(
        program: &Path,
        port_option: &[&str],
        port_prefix: &'static str,
        home: &Path,
        zone: Option<&str>,
    ) -> Result<Driver, BrowserError> {
        let mut process = Command::new(program)
            .args(port_option)
            .env("HOME", home)
            .envs(zone.map(|zone| ("TZ", zone)))
            // The browser belongs to the driver's group, so that both can be ended together.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| BrowserError::Start {
                program: program.display().to_string(),
                source,
            })?;
        let (sender, receiver) = channel();
        if let Some(output) = process.stdout.take() {
            std::thread::spawn(move || {
                // Reads to the end, so that the driver never waits for a full pipe.
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    if let Some(port) = port_in(&line, port_prefix) {
                        // Nobody listens any more once the first port was found.
                        let _ = sender.send(port);
                    }
                }
            });
        }
        match receiver.recv_timeout(START_LIMIT) {
            Ok(port) => Ok(Driver { process, port }),
            Err(_) => {
                let _ = process.kill();
                let _ = process.wait();
                Err(BrowserError::NoPort {
                    program: program.display().to_string(),
                })
            }
        }
    }

    /// Where the driver listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    /// Ends the driver and the browser at once. chromedriver by itself would leave the browser behind.
    fn drop(&mut self) {
        let group = format!("-{}", self.process.id());
        // What cannot be ended here ends with the machine; the test has its result already.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The number that follows `prefix` in a line.
fn port_in(line: &str, prefix: &str) -> Option<u16> {
    let (_, rest) = line.split_once(prefix)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|port| *port != 0)
}
