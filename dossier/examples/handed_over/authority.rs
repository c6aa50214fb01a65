//! A time stamping authority made with `openssl`, with keys that are thrown away afterwards.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use assay_seal::timestamp::request;

/// How the authority signs, and which usage its certificate has (RFC 3161, section 2.3).
const CONFIGURATION: &str = "\
[stamping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[authority]
serial = serial
default_policy = 1.3.6.1.4.1.99999.1
signer_digest = sha256
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
";

/// The commands that make its root and its own certificate.
const COMMANDS: [&str; 3] = [
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout root.key -days 30 -subj /CN=Interop_Root -out root.pem",
    "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -subj /CN=Interop_Time_Stamps -out tsa.csr",
    "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -set_serial 2 -days 30 -extfile tsa.cnf -extensions stamping -out tsa.pem",
];

/// The authority, with its keys in a folder that goes with it.
pub(crate) struct Authority {
    folder: PathBuf,
}

impl Authority {
    /// Makes its keys and certificates.
    pub(crate) fn make() -> Result<Authority, Box<dyn Error>> {
        let folder = std::env::temp_dir().join(format!("assay-authority-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let authority = Authority { folder };
        std::fs::write(authority.file("tsa.cnf"), CONFIGURATION)?;
        std::fs::write(authority.file("serial"), "01\n")?;
        for command in COMMANDS {
            authority.openssl(&command.split(' ').collect::<Vec<_>>())?;
        }
        Ok(authority)
    }

    /// The certificate by which its answers are known, as PEM.
    pub(crate) fn certificate(&self) -> std::io::Result<Vec<u8>> {
        std::fs::read(self.file("root.pem"))
    }

    /// Its answer (TimeStampResp) to what Assay asks for a SHA-256 digest.
    pub(crate) fn stamp(&self, digest: &[u8; 32]) -> Result<Vec<u8>, Box<dyn Error>> {
        std::fs::write(self.file("query.tsq"), request(digest))?;
        let command = "ts -reply -config tsa.cnf -section authority -queryfile query.tsq -signer tsa.pem \
                       -inkey tsa.key -out answer.tsr";
        self.openssl(&command.split_whitespace().collect::<Vec<_>>())?;
        Ok(std::fs::read(self.file("answer.tsr"))?)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn openssl(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let folder: &Path = &self.folder;
        let done = Command::new("openssl")
            .args(arguments)
            .current_dir(folder)
            .output()?;
        if done.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        Err(format!("openssl {}: {said}", arguments.join(" ")).into())
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        // What cannot be removed lies in the folder for temporary files, with keys that nobody trusts.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
