//! Another computer, as far as a browser can tell: it listens on the loopback address and writes down
//! who comes.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What is answered to whoever asks anything, so that a browser takes the way for a good one.
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// How often the system may give a TCP port whose UDP port is taken.
const ATTEMPTS: usize = 50;

/// How long a caller may be silent.
const SILENCE: Duration = Duration::from_secs(2);

type Arrivals = Arc<Mutex<HashMap<u16, String>>>;

/// Listens on many ports, for TCP (HTTP, web sockets, or a mere connection) and UDP on each, so that each
/// way out can have a port of its own. The threads end with the process.
pub struct Listener {
    ports: Vec<u16>,
    arrivals: Arrivals,
}

impl Listener {
    /// Listens on so many free ports of 127.0.0.1.
    ///
    /// # Errors
    /// When the system gives no such ports.
    pub fn start(count: usize) -> std::io::Result<Listener> {
        let arrivals = Arrivals::default();
        let mut ports = Vec::new();
        for _ in 0..count {
            let (connections, datagrams) = free_port()?;
            let port = connections.local_addr()?.port();
            let heard = Arc::clone(&arrivals);
            std::thread::spawn(move || {
                for stream in connections.incoming().flatten() {
                    // A connection without a word has got out all the same.
                    write_down(&heard, port, "a connection".to_owned());
                    let heard = Arc::clone(&heard);
                    std::thread::spawn(move || answer(&stream, port, &heard));
                }
            });
            let heard = Arc::clone(&arrivals);
            std::thread::spawn(move || {
                let mut bytes = [0; 2048];
                while datagrams.recv_from(&mut bytes).is_ok() {
                    write_down(&heard, port, "a datagram".to_owned());
                }
            });
            ports.push(port);
        }
        Ok(Listener { ports, arrivals })
    }

    /// The ports.
    #[must_use]
    pub fn ports(&self) -> &[u16] {
        &self.ports
    }

    /// What has come to a port: the first line of a request, or `a connection`, or `a datagram`.
    #[must_use]
    pub fn heard(&self, port: u16) -> Option<String> {
        let arrivals = self.arrivals.lock();
        let arrivals = arrivals.unwrap_or_else(PoisonError::into_inner);
        arrivals.get(&port).cloned()
    }
}

/// A port that is free for TCP and for UDP.
fn free_port() -> std::io::Result<(TcpListener, UdpSocket)> {
    let mut last = None;
    for _ in 0..ATTEMPTS {
        let connections = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        match UdpSocket::bind(connections.local_addr()?) {
            Ok(datagrams) => return Ok((connections, datagrams)),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::Error::other("no attempt was made")))
}

fn write_down(arrivals: &Arrivals, port: u16, what: String) {
    let mut arrivals = arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    arrivals.insert(port, what);
}

/// Reads the first bytes, writes their first line down, and answers.
fn answer(mut stream: &TcpStream, port: u16, arrivals: &Arrivals) {
    if stream.set_read_timeout(Some(SILENCE)).is_err() {
        return;
    }
    let mut bytes = [0; 4096];
    let Ok(count) = stream.read(&mut bytes) else {
        return;
    };
    let text = String::from_utf8_lossy(&bytes[..count]);
    let line = text.lines().next().unwrap_or_default();
    if line.contains(" HTTP/") {
        write_down(arrivals, port, line.to_owned());
    }
    // The browser may have gone away meanwhile.
    let _ = stream.write_all(ANSWER);
}
