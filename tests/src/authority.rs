//! A time stamping authority on a computer that is online: OpenSSL with a key and a certificate of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::BrowserError;

/// What OpenSSL reads: the certificate's extensions, and how the authority answers.
const CONFIGURATION: &str = "\
[req]
distinguished_name = name
prompt = no
x509_extensions = stamping
[name]
CN = Stamping Office
[stamping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[authority]
serial = serial
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
";

/// The authority, whose files lie in a folder.
pub struct Authority {
    folder: PathBuf,
}

impl Authority {
    /// One with a new key, in this folder.
    pub fn open(folder: &Path) -> Result<Self, BrowserError> {
        let authority = Self {
            folder: folder.to_owned(),
        };
        std::fs::write(folder.join("authority.cnf"), CONFIGURATION)?;
        std::fs::write(folder.join("serial"), "01\n")?;
        authority.openssl(&[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "30",
            "-config",
            "authority.cnf",
            "-keyout",
            "authority.key",
            "-out",
            "authority.pem",
        ])?;
        Ok(authority)
    }

    /// Its certificate, in PEM.
    #[must_use]
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// The fingerprint of its certificate, as it would publish it.
    pub fn fingerprint(&self) -> Result<String, BrowserError> {
        let said = self.openssl(&[
            "x509",
            "-in",
            "authority.pem",
            "-noout",
            "-fingerprint",
            "-sha256",
        ])?;
        let print = said.rsplit('=').next().unwrap_or_default();
        Ok(print.trim().to_owned())
    }

    /// Its answer to a query.
    pub fn answer(&self, query: &Path) -> Result<PathBuf, BrowserError> {
        let answer = self.folder.join("answer.tsr");
        let (query, out) = (query.to_string_lossy(), answer.to_string_lossy());
        self.openssl(&[
            "ts",
            "-reply",
            "-config",
            "authority.cnf",
            "-section",
            "authority",
            "-queryfile",
            &query,
            "-signer",
            "authority.pem",
            "-inkey",
            "authority.key",
            "-out",
            &out,
        ])?;
        Ok(answer)
    }

    fn openssl(&self, arguments: &[&str]) -> Result<String, BrowserError> {
        let done = Command::new("openssl")
            .current_dir(&self.folder)
            .args(arguments)
            .output()?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(std::io::Error::other(format!("openssl: {said}")).into());
        }
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }
}
