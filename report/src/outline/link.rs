//! Links, checked when they are made: an outline cannot hold a dangerous one.

/// Where a link leads, and what it is called for those who hear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target.
    pub target: LinkTarget,
    /// The link in words.
    pub description: String,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// An anchor in the same outline.
    Anchor(String),
    /// An `http` or `https` address.
    Web(String),
    /// A `mailto` address, with its scheme.
    Mail(String),
    /// A relative file name, as in an evidence pack.
    File(String),
}

/// Longest address that becomes a link; longer ones stay text.
const LONGEST_ADDRESS: usize = 2_000;

impl LinkTarget {
    /// Reads an address as people write it in notes. `None` for everything but `http`,
    /// `https`, `mailto` and relative file names: those become plain text.
    ///
    /// ```
    /// use assay_report::outline::LinkTarget;
    /// assert!(LinkTarget::parse("https://example.org/policy").is_some());
    /// assert!(LinkTarget::parse("evidence/firewall.txt").is_some());
    /// assert!(LinkTarget::parse("javascript:alert(1)").is_none());
    /// assert!(LinkTarget::parse("//example.org").is_none());
    /// ```
    pub fn parse(address: &str) -> Option<Self> {
        let address = address.trim();
        if address.is_empty()
            || address.len() > LONGEST_ADDRESS
            || address.chars().any(|c| c.is_control() || is_hidden(c))
        {
            return None;
        }
        let scheme = address.find(':').map(|at| address.split_at(at));
        match scheme {
            Some((name, rest))
                if name.eq_ignore_ascii_case("http") || name.eq_ignore_ascii_case("https") =>
            {
                let host = rest.strip_prefix("://")?;
                let usable = host
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_alphanumeric() || c == '[')
                    && !address.contains(char::is_whitespace);
                usable.then(|| Self::Web(address.to_owned()))
            }
            Some((name, rest)) if name.eq_ignore_ascii_case("mailto") => {
                let usable =
                    rest.len() > 1 && rest.contains('@') && !address.contains(char::is_whitespace);
                usable.then(|| Self::Mail(address.to_owned()))
            }
            Some(_) => None,
            None => {
                let relative = !address.starts_with(['/', '\\', '#', '?'])
                    && !address.split(['/', '\\']).any(|part| part == "..");
                relative.then(|| Self::File(address.to_owned()))
            }
        }
    }

    /// The address as text, without the internal anchor's mark.
    pub fn address(&self) -> &str {
        match self {
            Self::Anchor(text) | Self::Web(text) | Self::Mail(text) | Self::File(text) => text,
        }
    }
}

/// Characters that would make an address look like another one.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_may_be_followed() {
        for address in [
            "http://example.org",
            "HTTPS://example.org/a?b=c#d",
            "https://[2001:db8::1]/",
        ] {
            assert_eq!(
                LinkTarget::parse(address),
                Some(LinkTarget::Web(address.to_owned()))
            );
        }
        assert!(matches!(
            LinkTarget::parse("mailto:security@example.org"),
            Some(LinkTarget::Mail(_))
        ));
        assert!(matches!(
            LinkTarget::parse("evidence/ports scan.txt"),
            Some(LinkTarget::File(_))
        ));
    }

    #[test]
    fn refuses_the_rest() {
        for address in [
            "",
            "   ",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "//example.org/x",
            "/etc/passwd",
            "../secret",
            "a/../../b",
            "..\\x",
            "C:\\x",
            "https:example.org",
            "https:// example.org",
            "https://",
            "mailto:",
            "mailto:x",
            "#top",
            "https://example.org/\u{202e}gpj.exe",
            "java\nscript:alert(1)",
        ] {
            assert_eq!(LinkTarget::parse(address), None, "{address:?}");
        }
        assert_eq!(
            LinkTarget::parse(&format!("https://e.org/{}", "x".repeat(3000))),
            None
        );
    }
}
