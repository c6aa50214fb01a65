//! Sees every request that a browser would send to the network.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a connection may be silent before it is given up.
const SILENCE: Duration = Duration::from_secs(5);

/// The address under which a folder can be served: browsers take it for secure, as they do HTTPS.
const SERVED: &str = "http://localhost/";

/// A proxy on this machine that a browser is told to use for everything. It forwards nothing: it writes
/// down the first line of each request and answers that the way is closed, unless the request is for a
/// file that it was asked to serve.
pub struct Witness {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    seen: Vec<String>,
    served: Option<PathBuf>,
}

impl Witness {
    /// Starts to listen on a free port. The thread ends with the process.
    pub fn start() -> std::io::Result<Witness> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // A browser opens connections in advance and leaves them silent; each waits by itself.
                std::thread::spawn(move || answer(&stream, &state));
            }
        });
        Ok(Witness { address, state })
    }

    /// The proxy's address, for the browser's settings.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The first lines of all requests so far: `GET http://host/path HTTP/1.1`, `CONNECT host:443 ...`.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.state).seen.clone()
    }

    /// Serves a folder at `http://localhost/` from now on, or nothing any more.
    pub fn serve(&self, folder: Option<&Path>) {
        lock(&self.state).served = folder.map(Path::to_owned);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads one request, writes it down and answers it. A connection that breaks off has asked for nothing.
fn answer(mut stream: &TcpStream, state: &Mutex<State>) {
    if stream.set_read_timeout(Some(SILENCE)).is_err() {
        return;
    }
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    // The browser takes an answer that comes before its request has ended for a failure.
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let served = {
        let mut state = lock(state);
        state.seen.push(request.clone());
        state.served.clone()
    };
    let file = served.and_then(|folder| served_file(&folder, &request));
    let (status, kind, body) = match file {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("403 Forbidden", "text/plain", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // The browser may have gone away meanwhile.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

/// The bytes and the media type of the file that a request asks for.
fn served_file(folder: &Path, request: &str) -> Option<(&'static str, Vec<u8>)> {
    let path = request
        .strip_prefix("GET ")?
        .strip_prefix(SERVED)?
        .split([' ', '?', '#'])
        .next()?;
    let path = folder.join(if path.is_empty() { "index.html" } else { path });
    let kind = match path.extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => return None,
    };
    Some((kind, std::fs::read(path).ok()?))
}
