//! A small server for a folder of files, on this machine only.

use std::fs::File;
use std::path::{Path, PathBuf};

use tiny_http::{Header, Response};

use crate::error::TaskError;

/// Serves one folder on 127.0.0.1.
pub(crate) struct Server {
    folder: PathBuf,
    listener: tiny_http::Server,
}

impl Server {
    /// Listens on the preferred port, or on a free one when that is taken.
    pub(crate) fn start(folder: PathBuf, preferred_port: u16) -> Result<Server, TaskError> {
        let listener = tiny_http::Server::http(("127.0.0.1", preferred_port))
            .or_else(|_| tiny_http::Server::http(("127.0.0.1", 0)))
            .map_err(|error| {
                TaskError::Wrong(format!("no port on 127.0.0.1 can be listened on: {error}"))
            })?;
        Ok(Server { folder, listener })
    }

    /// The address to open in a browser.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.listener.server_addr())
    }

    /// Answers requests until the process ends.
    pub(crate) fn serve(&self) -> Result<(), TaskError> {
        for request in self.listener.incoming_requests() {
            let answered = match file_for(&self.folder, request.url())
                .and_then(|path| Some((File::open(&path).ok()?, path)))
            {
                Some((file, path)) => {
                    let response = Response::from_file(file);
                    request.respond(
                        headers(&path)
                            .into_iter()
                            .fold(response, Response::with_header),
                    )
                }
                None => request
                    .respond(Response::from_string("There is no such file.").with_status_code(404)),
            };
            if let Err(error) = answered {
                // The browser went away; the next request is served all the same.
                eprintln!("   a request was not answered: {error}");
            }
        }
        Ok(())
    }
}

/// The file that an address names, if it lies in the folder.
fn file_for(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.trim_start_matches('/');
    let safe = path
        .split('/')
        .all(|part| !part.starts_with('.') && !part.contains(['\\', ':', '%']));
    let path = folder.join(if path.is_empty() { "index.html" } else { path });
    (safe && path.is_file()).then_some(path)
}

fn headers(path: &Path) -> Vec<Header> {
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    // The service worker keeps the page; the browser's own cache would only serve an old one.
    [
        ("Content-Type", kind),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    .into_iter()
    .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::file_for;
    use std::path::Path;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(
            file_for(folder, "/Cargo.toml?x#y"),
            Some(folder.join("Cargo.toml"))
        );
        for address in [
            "/../Cargo.toml",
            "/src/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/src",
            "//etc/passwd",
            "/.hidden",
        ] {
            assert_eq!(file_for(folder, address), None, "{address}");
        }
    }
}
