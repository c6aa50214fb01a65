//! Sees every request that a browser would send to the network.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a connection may be silent before it is given up.
const SILENCE: Duration = Duration::from_secs(5);

/// A proxy on this machine that a browser is told to use for everything. It forwards nothing: it writes
/// down the first line of each request and answers that the way is closed.
pub struct Witness {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Witness {
    /// Starts to listen on a free port. The thread ends with the process.
    pub fn start() -> std::io::Result<Witness> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let record = Arc::clone(&record);
                // A browser opens connections in advance and leaves them silent; each waits by itself.
                std::thread::spawn(move || write_down(&stream, &record));
            }
        });
        Ok(Witness { address, seen })
    }

    /// The proxy's address, for the browser's settings.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The first lines of all requests so far: `GET http://host/path HTTP/1.1`, `CONNECT host:443 ...`.
    pub fn requests(&self) -> Vec<String> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn write_down(stream: &TcpStream, seen: &Mutex<Vec<String>>) {
    let mut line = String::new();
    // A connection that breaks off has asked for nothing.
    if stream.set_read_timeout(Some(SILENCE)).is_ok()
        && BufReader::new(stream)
            .read_line(&mut line)
            .is_ok_and(|length| length > 0)
    {
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line.trim_end().to_owned());
        let mut answer = stream;
        let _ = answer
            .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
