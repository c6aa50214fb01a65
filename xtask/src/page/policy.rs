//! The content security policy: nothing but what is in the file, by hash.

use base64::Engine;
use sha2::{Digest, Sha256};

use super::kind::Kind;

/// The policy for a page with these inline scripts and styles, for a `meta` element.
pub(crate) fn policy(kind: Kind, scripts: &[&str], styles: &[&str]) -> String {
    // The page itself connects to nothing; the browser fetches what installs it, and judges the icons
    // in the manifest as the page's images.
    let images = match kind {
        Kind::SingleFile => "img-src data: blob:",
        Kind::Served => "img-src 'self' data: blob:",
    };
    let mut directives = vec![
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", hashes(scripts)),
        format!("style-src {}", hashes(styles)),
        images.to_owned(),
        "font-src data:".to_owned(),
        "connect-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        // The lock makes this one policy; no text becomes elements but through it.
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types assay".to_owned(),
    ];
    // The program beside the page, which the lock makes; the served page also has its service worker.
    directives.push(match kind {
        Kind::SingleFile => "worker-src blob:".to_owned(),
        Kind::Served => "worker-src 'self' blob:".to_owned(),
    });
    if kind == Kind::Served {
        directives.push("manifest-src 'self'".to_owned());
    }
    directives.join("; ")
}

/// The hash sources of some inline texts, as CSP Level 3 writes them.
fn hashes(texts: &[&str]) -> String {
    let sources: Vec<String> = texts
        .iter()
        .map(|text| {
            let digest = Sha256::digest(text.as_bytes());
            format!(
                "'sha256-{}'",
                base64::engine::general_purpose::STANDARD.encode(digest)
            )
        })
        .collect();
    sources.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Kind, policy};

    /// The example of <https://www.w3.org/TR/CSP3/#strict-csp> for `doSomething()`-like content,
    /// computed with `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`.
    #[test]
    fn names_inline_texts_by_their_hash() {
        let policy = policy(Kind::SingleFile, &["alert(1)"], &[]);
        assert!(policy.contains("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'wasm-unsafe-eval'"), "{policy}");
    }

    #[test]
    fn only_the_served_page_may_be_installed() {
        assert!(!policy(Kind::SingleFile, &[], &[]).contains("'self'"));
        assert!(
            policy(Kind::Served, &[], &[]).contains("worker-src 'self' blob:; manifest-src 'self'")
        );
    }
}
