//! The finished HTML document, from `app/index.html` and what goes into it.

use base64::Engine;

use super::policy::policy;
use super::program::Program;
use super::read;
use crate::error::TaskError;
use crate::workspace::Workspace;

/// The lock, joined by the build, and shortened in a release.
pub(super) const LOCK: &str = "target/page/lock.js";

/// Which of the two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Opened from a disk, with nothing beside it.
    SingleFile,
    /// Served, installable, with its manifest and service worker beside it.
    Served,
}

/// Everything that a page is made of.
pub(crate) struct Parts {
    template: String,
    styles: String,
    icon: String,
    lock: String,
    start: String,
    install: String,
    worker: String,
    program: Program,
    beside: Program,
    unpacker: String,
}

impl Parts {
    /// Reads the parts from the work tree.
    pub(crate) fn read(
        workspace: &Workspace,
        program: Program,
        beside: Program,
        unpacker: String,
    ) -> Result<Parts, TaskError> {
        let text = |relative: &str| -> Result<String, TaskError> {
            // The browser reads a line's end as one character; the hashes must see the same.
            Ok(read(&workspace.path(relative))?.replace("\r\n", "\n"))
        };
        Ok(Parts {
            template: text("app/index.html")?,
            styles: text("target/page/assay.css")?,
            icon: text("public/icons/assay.svg")?,
            lock: text(LOCK)?,
            start: text("public/boot/start.js")?,
            install: text("public/boot/install.js")?,
            worker: text("public/boot/worker.js")?,
            program,
            beside,
            unpacker,
        })
    }

    /// Puts one of the pages together: policy first, then the styles and the lock, the rest in the body.
    pub(crate) fn compose(&self, kind: Kind) -> Result<String, TaskError> {
        let glue = self.program.glue.replace("\r\n", "\n");
        let unpacker = self.unpacker.replace("\r\n", "\n");
        let worker_glue = self.beside.glue.replace("\r\n", "\n");
        // Those that have a name go into the worker as well; `public/boot/start.js` collects them.
        let mut named = vec![
            ("", self.lock.as_str()),
            ("", glue.as_str()),
            ("assay-unpacker", unpacker.as_str()),
            ("assay-worker-glue", worker_glue.as_str()),
            ("assay-worker", self.worker.as_str()),
            ("", self.start.as_str()),
        ];
        if kind == Kind::Served {
            named.push(("", &self.install));
        }
        let scripts: Vec<&str> = named.iter().map(|(_, script)| *script).collect();
        for script in &scripts {
            let lower = script.to_lowercase();
            if lower.contains("</script") || lower.contains("<!--") {
                return Err(TaskError::Wrong(
                    "a script contains `</script` or `<!--`, which would end its element"
                        .to_owned(),
                ));
            }
        }

        let policy = policy(kind, &scripts, &[&self.styles]);
        let icon = base64::engine::general_purpose::STANDARD.encode(&self.icon);
        let installable = match kind {
            Kind::SingleFile => String::new(),
            Kind::Served => "<link rel=\"manifest\" href=\"manifest.webmanifest\">\n\
                <link rel=\"apple-touch-icon\" href=\"icons/assay-192.png\">\n\
                <meta name=\"theme-color\" content=\"#0b5d57\">"
                .to_owned(),
        };
        // A script element of a type that is no script is data: nothing runs it, no policy judges it.
        let data = |id: &str, program: &Program| {
            let module = &program.packed_module;
            format!("<script type=\"application/octet-stream\" id=\"{id}\">{module}</script>")
        };
        let mut body = data("assay-program", &self.program);
        for (name, script) in &named[1..] {
            let id = match *name {
                "" => String::new(),
                name => format!(" id=\"{name}\""),
            };
            body.push_str(&format!("\n<script{id}>{script}</script>"));
        }
        // Last: the page starts while the browser still reads it.
        body.push('\n');
        body.push_str(&data("assay-worker-program", &self.beside));

        let mut page: String = self
            .template
            .lines()
            .filter(|line| !line.contains("data-trunk"))
            .collect::<Vec<_>>()
            .join("\n");
        page.push('\n');
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
            ("styles", format!("<style>{}</style>", self.styles)),
            ("lock", format!("<script>{}</script>", self.lock)),
            ("program", body),
        ] {
            page = fill(&page, mark, &text)?;
        }
        Ok(page)
    }
}

/// Replaces the comment that marks a place in the template.
fn fill(page: &str, mark: &str, text: &str) -> Result<String, TaskError> {
    let comment = format!("<!-- assay:{mark} -->");
    match page.split_once(&comment) {
        Some((before, after)) if !after.contains(&comment) => Ok([before, text, after].concat()),
        _ => Err(TaskError::Wrong(format!(
            "app/index.html must hold `{comment}` exactly once"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Parts};
    use crate::page::program::Program;

    fn parts(lock: &str) -> Parts {
        let template = "<head>\n<!-- assay:policy -->\n<!-- assay:icon -->\n<!-- assay:installable -->\n\
            <!-- assay:styles -->\n<!-- assay:lock -->\n</head>\n<link data-trunk rel=\"rust\">\n<!-- assay:program -->\n";
        Parts {
            template: template.to_owned(),
            styles: "a{}".to_owned(),
            icon: "<svg/>".to_owned(),
            lock: lock.to_owned(),
            start: "start()".to_owned(),
            install: "install()".to_owned(),
            worker: "worker()".to_owned(),
            program: Program {
                packed_module: "AAAA".to_owned(),
                glue: "let glue".to_owned(),
            },
            beside: Program {
                packed_module: "BBBB".to_owned(),
                glue: "let worker_glue".to_owned(),
            },
            unpacker: "let unpacker".to_owned(),
        }
    }

    #[test]
    fn the_policy_stands_before_every_script() {
        let page = parts("lock()").compose(Kind::SingleFile).unwrap();
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        assert!(page.find("lock()").unwrap() < page.find("let glue").unwrap());
        assert!(!page.contains("data-trunk") && !page.contains("assay:"));
    }

    #[test]
    fn only_the_served_page_refers_to_files_beside_it() {
        let single = parts("lock()").compose(Kind::SingleFile).unwrap();
        assert!(!single.contains("manifest") && !single.contains("install()"));
        let served = parts("lock()").compose(Kind::Served).unwrap();
        assert!(served.contains("manifest.webmanifest") && served.contains("install()"));
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        assert!(parts("'</SCRIPT>'").compose(Kind::SingleFile).is_err());
    }
}
