//! The finished HTML document, from `app/index.html` and what goes into it.

use base64::Engine;

use super::bytes;
use super::kind::Kind;
use super::policy::policy;
use super::program::Packed;
use super::read;
use super::text;
use crate::error::TaskError;
use crate::workspace::Workspace;

/// The lock, joined by the build, and shortened in a release.
pub(super) const LOCK: &str = "target/page/lock.js";

/// The page's other scripts, as the build leaves them: shortened in a release.
pub(super) const BOOT: [&str; 5] = ["unpack.js", "worker.js", "start.js", "run.js", "install.js"];

/// The styles of what is seen before the program runs, as the build leaves them.
pub(super) const FIRST_STYLES: &str = "target/page/start.css";

/// Everything that a page is made of.
pub(crate) struct Parts {
    template: String,
    first_styles: String,
    icon: String,
    lock: String,
    unpack: String,
    worker: String,
    start: String,
    run: String,
    recording: Option<String>,
    install: String,
    packed: Packed,
    glue: Glue,
}

/// The scripts that come with the programs.
pub(crate) struct Glue {
    /// What connects the page's program to the browser.
    pub(crate) page: String,
    /// The same for the program beside it.
    pub(crate) beside: String,
}

impl Parts {
    /// Reads the parts from the work tree.
    pub(crate) fn read(
        workspace: &Workspace,
        packed: Packed,
        glue: Glue,
    ) -> Result<Parts, TaskError> {
        let text = |relative: &str| -> Result<String, TaskError> {
            // The browser reads a line's end as one character; the hashes must see the same.
            Ok(read(&workspace.path(relative))?.replace("\r\n", "\n"))
        };
        Ok(Parts {
            template: text("app/index.html")?,
            first_styles: text(FIRST_STYLES)?,
            icon: text("public/icons/assay.svg")?,
            lock: text(LOCK)?,
            unpack: text("target/page/unpack.js")?,
            worker: text("target/page/worker.js")?,
            start: text("target/page/start.js")?,
            run: text("target/page/run.js")?,
            recording: None,
            install: text("target/page/install.js")?,
            packed,
            glue,
        })
    }

    /// Adds what notes which functions are called.
    pub(crate) fn record(&mut self, workspace: &Workspace) -> Result<(), TaskError> {
        self.recording = Some(read(&workspace.path("public/boot/recording.js"))?);
        Ok(())
    }

    /// Puts one of the pages together: policy first, then the styles and the lock, the rest in the body.
    pub(crate) fn compose(&self, kind: Kind) -> Result<Vec<u8>, TaskError> {
        let glue = self.glue.page.replace("\r\n", "\n");
        let worker_glue = self.glue.beside.replace("\r\n", "\n");
        // Those that have a name go into the worker as well; `public/boot/start.js` collects them.
        let mut named = vec![
            ("", glue.as_str()),
            ("assay-unpack", self.unpack.as_str()),
            ("assay-worker-glue", worker_glue.as_str()),
            ("assay-worker", self.worker.as_str()),
            ("", self.start.as_str()),
        ];
        named.extend(self.recording.iter().map(|script| ("", script.as_str())));
        // These stand after both parts of the page's program.
        let mut last = vec![("", self.run.as_str())];
        if kind == Kind::Served {
            last.push(("", &self.install));
        }
        let scripts: Vec<&str> = std::iter::once(self.lock.as_str())
            .chain(named.iter().chain(&last).map(|(_, script)| *script))
            .collect();
        for script in &scripts {
            let lower = script.to_lowercase();
            if lower.contains("</script") || lower.contains("<!--") {
                return Err(TaskError::Wrong(
                    "a script contains `</script` or `<!--`, which would end its element"
                        .to_owned(),
                ));
            }
        }

        let policy = policy(kind, &scripts, &[&self.first_styles]);
        let icon = base64::engine::general_purpose::STANDARD.encode(&self.icon);
        let installable = match kind {
            Kind::SingleFile => String::new(),
            Kind::Served => "<link rel=\"manifest\" href=\"manifest.webmanifest\">\n\
                <link rel=\"apple-touch-icon\" href=\"icons/assay-192.png\">\n\
                <meta name=\"theme-color\" content=\"#0b5d57\">"
                .to_owned(),
        };
        // Where nobody but the file itself says what its bytes are, they stand there as they are. Servers
        // like to call every page UTF-8, whatever it says of itself. Either way a byte is a character.
        let written = |module: &[u8]| match kind {
            Kind::SingleFile => bytes::escape(module),
            Kind::Served => text::from_bytes(module).into_bytes(),
        };
        let first = [self.packed.unpacker.as_slice(), &self.packed.page].concat();
        let packed = [
            ("assay-program", written(&first)),
            ("assay-later-program", written(&self.packed.later)),
            ("assay-worker-program", written(&self.packed.rest)),
        ];
        // A script element of a type that is no script is data: nothing runs it, no policy judges it.
        let data = |number: usize, says: &str| {
            let (id, bytes) = &packed[number];
            let length = bytes.len();
            format!(
                "<script type=\"application/octet-stream\" data-length=\"{length}\"{says} id=\"{id}\"><!-- assay:{id} --></script>"
            )
        };
        // The stream's own check comes at its end, which the page does not wait for.
        let checksum = crc32fast::hash(&first);
        let later_checksum = crc32fast::hash(&self.packed.later);
        let (unpacker, module) = (self.packed.unpacker.len(), self.packed.page_module);
        let (styles, later) = (self.packed.styles, self.packed.later_module);
        let says = format!(
            " data-unpacker=\"{unpacker}\" data-module=\"{module}\" data-styles=\"{styles}\" data-later=\"{later}\" \
              data-crc32=\"{checksum}\" data-later-crc32=\"{later_checksum}\""
        );
        let element = |(name, script): &(&str, &str)| {
            let id = match *name {
                "" => String::new(),
                name => format!(" id=\"{name}\""),
            };
            format!("<script{id}>{script}</script>")
        };
        let mut body = vec![data(0, &says)];
        body.extend(named.iter().map(element));
        body.push(data(1, ""));
        body.extend(last.iter().map(element));
        body.push(data(2, ""));

        let mut page = self.template.clone();
        for (mark, text) in [
            (
                "policy",
                format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
            ),
            (
                "icon",
                format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">"),
            ),
            ("installable", installable),
            ("styles", format!("<style>{}</style>", self.first_styles)),
            ("lock", format!("<script>{}</script>", self.lock)),
            ("program", body.join("\n")),
        ] {
            page = fill(&page, mark, &text)?;
        }
        let encode = |text: &str| match kind {
            Kind::SingleFile => in_windows_1252(&text.replacen(UTF_8, WINDOWS_1252, 1)),
            Kind::Served => Ok(text.as_bytes().to_vec()),
        };
        let (mut file, mut rest) = (Vec::new(), page.as_str());
        for (mark, bytes) in packed {
            let (before, after) = part(rest, mark)?;
            file.extend(encode(before)?);
            file.extend(bytes);
            rest = after;
        }
        file.extend(encode(rest)?);
        Ok(file)
    }
}

/// How the template says in which characters the page is, and how the single file says it.
const UTF_8: &str = "<meta charset=\"utf-8\">";
const WINDOWS_1252: &str = "<meta charset=\"windows-1252\">";

fn in_windows_1252(text: &str) -> Result<Vec<u8>, TaskError> {
    bytes::from_text(text).map_err(|character| {
        TaskError::Wrong(format!(
            "a script, a style or the template holds {character:?}, which windows-1252 has no place for; write \
             an escape of the language instead"
        ))
    })
}

/// Replaces the comment that marks a place in the template.
fn fill(page: &str, mark: &str, text: &str) -> Result<String, TaskError> {
    let (before, after) = part(page, mark)?;
    Ok([before, text, after].concat())
}

/// What stands before and after the comment that marks a place.
fn part<'a>(page: &'a str, mark: &str) -> Result<(&'a str, &'a str), TaskError> {
    let comment = format!("<!-- assay:{mark} -->");
    match page.split_once(&comment) {
        Some((before, after)) if !after.contains(&comment) => Ok((before, after)),
        _ => Err(TaskError::Wrong(format!(
            "app/index.html must hold `{comment}` exactly once"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Glue, Kind, Parts};
    use crate::page::program::Packed;

    fn parts(lock: &str) -> Parts {
        let template = "<head>\n<meta charset=\"utf-8\">\n<!-- assay:policy -->\n<!-- assay:icon -->\n<!-- assay:installable -->\n\
            <!-- assay:styles -->\n<!-- assay:lock -->\n</head>\n<!-- assay:program -->\n";
        Parts {
            template: template.to_owned(),
            first_styles: "a{}".to_owned(),
            icon: "<svg/>".to_owned(),
            lock: lock.to_owned(),
            unpack: "unpack()".to_owned(),
            worker: "worker()".to_owned(),
            start: "start()".to_owned(),
            run: "run()".to_owned(),
            recording: None,
            install: "install()".to_owned(),
            packed: Packed {
                unpacker: b"U=".to_vec(),
                page: b"A\0<B".to_vec(),
                later: b"L".to_vec(),
                rest: b"\xff\x80".to_vec(),
                page_module: 7,
                styles: 3,
                later_module: 9,
            },
            glue: Glue {
                page: "let glue".to_owned(),
                beside: "let worker_glue".to_owned(),
            },
        }
    }

    fn text(kind: Kind) -> String {
        let page = parts("lock()").compose(kind).unwrap();
        String::from_utf8_lossy(&page).into_owned()
    }

    #[test]
    fn the_policy_stands_before_every_script() {
        let page = text(Kind::Served);
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        assert!(page.find("lock()").unwrap() < page.find("let glue").unwrap());
        assert!(!page.contains("assay:"));
    }

    #[test]
    fn the_worker_gets_what_has_a_name_and_its_program_comes_last() {
        let page = text(Kind::Served);
        for script in [
            "<script id=\"assay-unpack\">unpack()<",
            "<script id=\"assay-worker-glue\">let worker_glue<",
            "<script id=\"assay-worker\">worker()<",
        ] {
            assert!(page.contains(script), "{page}");
        }
        let parts = [
            "assay-program",
            "unpack()",
            "start()",
            "assay-later-program",
            "run()",
            "assay-worker-program",
        ];
        let places = parts.map(|part| page.find(part).unwrap());
        assert!(places.is_sorted(), "{page}");
        assert!(page.contains("data-unpacker=\"2\" data-module=\"7\" data-styles=\"3\""));
    }

    #[test]
    fn only_the_served_page_refers_to_files_beside_it() {
        let single = text(Kind::SingleFile);
        assert!(!single.contains("manifest") && !single.contains("install()"));
        let served = text(Kind::Served);
        assert!(served.contains("manifest.webmanifest") && served.contains("install()"));
    }

    #[test]
    fn the_single_file_holds_the_programs_bytes_and_says_in_which_characters_it_is() {
        let page = parts("lock(\"\u{2019}\")")
            .compose(Kind::SingleFile)
            .unwrap();
        let holds = |bytes: &[u8]| page.windows(bytes.len()).any(|window| window == bytes);
        assert!(holds(b"<meta charset=\"windows-1252\">"));
        assert!(holds(b"id=\"assay-program\">U=}A=@=|B</script>"));
        assert!(holds(b"id=\"assay-worker-program\">\xff\x80</script>"));
        assert!(holds(b"lock(\"\x92\")"));
        assert!(text(Kind::Served).contains("<meta charset=\"utf-8\">"));
        assert!(
            parts("lock(\"\u{4e00}\")")
                .compose(Kind::SingleFile)
                .is_err()
        );
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        assert!(parts("'</SCRIPT>'").compose(Kind::SingleFile).is_err());
    }
}
