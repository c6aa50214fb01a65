//! The index of a pack: which evidence supports what, and where its file is. As CSV for spreadsheets, and as a page for
//! browsers, which holds no script and loads nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use assay_assessment::{Absence, Evidence, EvidenceKind, Sha256Digest, legible};
use assay_report::{
    csv::table,
    html::{POLICY, escaped},
};

use super::{PackedFile, Packing, plan::Subject};
use crate::words::pack as words;

/// By this, Excel takes a CSV for UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1e22;background:#fff}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{border:1px solid #767c84;\
padding:.35rem .5rem;text-align:left;vertical-align:top}thead th{background:#eef0f2}\
h2{font-size:1.05rem;margin:1rem 0 0}code{font-size:.85em;overflow-wrap:anywhere}";

/// What the index is made of, once it is known which files are in the pack.
pub(super) struct Index<'a> {
    pub(super) packing: &'a Packing<'a>,
    pub(super) subjects: &'a [Subject<'a>],
    /// The names of the reports.
    pub(super) reports: &'a [String],
    /// Where each file is that was packed.
    pub(super) places: BTreeMap<Sha256Digest, &'a str>,
    /// What is wrong with those that were not.
    pub(super) absent: &'a BTreeMap<Sha256Digest, Absence>,
}

/// The facts of one piece of evidence, as texts.
struct Facts<'a> {
    /// Where its file is in the pack; empty for a link, and where it is absent.
    place: &'a str,
    /// Where a link leads.
    address: &'a str,
    sha256: String,
    size: String,
    name: &'a str,
    media_type: &'a str,
    state: &'static str,
}

impl Index<'_> {
    fn facts<'a>(&'a self, item: &'a Evidence) -> Facts<'a> {
        match &item.kind {
            EvidenceKind::Link { address } => Facts {
                place: "",
                address: address.as_str(),
                sha256: String::new(),
                size: String::new(),
                name: "",
                media_type: "",
                state: words::A_LINK,
            },
            EvidenceKind::File {
                name,
                media_type,
                size,
                sha256,
            } => {
                let place = self.places.get(sha256).copied();
                Facts {
                    place: place.unwrap_or_default(),
                    address: "",
                    sha256: sha256.to_string(),
                    size: size.to_string(),
                    name,
                    media_type,
                    state: match (place, self.absent.get(sha256)) {
                        (Some(_), _) => words::IN_THE_PACK,
                        (None, Some(Absence::Changed)) => words::CHANGED_BEFORE,
                        (None, _) => words::MISSING_BEFORE,
                    },
                }
            }
        }
    }

    /// As CSV, with a row of names.
    pub(super) fn csv(&self) -> Vec<u8> {
        let header = words::COLUMNS.map(str::to_owned);
        let rows = self.subjects.iter().flat_map(|subject| {
            subject.evidence.iter().map(|item| {
                let facts = self.facts(item);
                [
                    words::kind_of_subject(subject.kind).to_owned(),
                    subject.id.clone(),
                    subject.title.to_owned(),
                    legible(item.label()).into_owned(),
                    facts.state.to_owned(),
                    facts.place.to_owned(),
                    facts.address.to_owned(),
                    facts.sha256,
                    facts.size,
                    item.captured_on
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                    item.method
                        .map(|method| method.label())
                        .unwrap_or_default()
                        .to_owned(),
                    facts.media_type.to_owned(),
                    legible(facts.name).into_owned(),
                ]
            })
        });
        let mut bytes = BYTE_ORDER_MARK.to_vec();
        bytes.extend(table(std::iter::once(header).chain(rows)));
        bytes
    }

    /// As a page.
    pub(super) fn html(&self) -> String {
        let mut page = String::new();
        // Writing into a text does not fail.
        _ = self.put_page(&mut page);
        page
    }

    fn put_page(&self, page: &mut String) -> std::fmt::Result {
        let assessment = self.packing.assessment;
        let title = words::index_title(&assessment.details().title);
        write!(
            page,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{0}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
            escaped(&title),
        )?;
        if assessment.is_example() {
            writeln!(page, "<p><strong>{}</strong></p>", escaped(words::EXAMPLE))?;
        }
        let about = words::about_the_pack(
            &assessment.details().operator.name,
            &assessment.edition().title(),
            &self.packing.at.rfc3339(),
        );
        writeln!(
            page,
            "<p>{}</p>\n<p>{}</p>",
            escaped(&about),
            escaped(words::HOW_TO_CHECK)
        )?;
        writeln!(page, "<h2>{}</h2>\n<ul>", escaped(words::REPORTS))?;
        for (name, report) in self.reports.iter().zip(self.packing.reports) {
            put_report(page, name, report)?;
        }
        page.push_str("</ul>\n");
        for subject in self.subjects {
            self.put_subject(page, subject)?;
        }
        page.push_str("</body>\n</html>\n");
        Ok(())
    }

    fn put_subject(&self, page: &mut String, subject: &Subject<'_>) -> std::fmt::Result {
        let heading = match subject.kind {
            "" => words::kind_of_subject("").to_owned(),
            _ => format!("{}: {}", subject.id, subject.title),
        };
        write!(
            page,
            "<h2 dir=\"auto\">{}</h2>\n<table>\n<thead><tr>",
            escaped(&heading)
        )?;
        for column in words::PAGE_COLUMNS {
            write!(page, "<th scope=\"col\">{}</th>", escaped(column))?;
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for item in &subject.evidence {
            let facts = self.facts(item);
            write!(
                page,
                "<tr><td dir=\"auto\">{}</td><td>",
                escaped(&legible(item.label()))
            )?;
            match (facts.place, facts.address) {
                // Names in a pack are of letters that stand in an address as they are.
                (place, "") if !place.is_empty() => {
                    write!(page, "<a href=\"{0}\">{0}</a>", escaped(place))?;
                }
                ("", "") => page.push_str(&escaped(facts.state)),
                // Addresses of outside are shown, and nothing leads there.
                (_, address) => write!(page, "<code>{}</code>", escaped(&legible(address)))?,
            }
            let day = item.captured_on.map(|day| day.to_string());
            let method = item.method.map(|method| method.label());
            writeln!(
                page,
                "</td><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(&facts.sha256),
                escaped(&facts.size),
                escaped(&day.unwrap_or_default()),
                escaped(method.unwrap_or_default()),
            )?;
        }
        page.push_str("</tbody>\n</table>\n");
        Ok(())
    }
}

fn put_report(page: &mut String, name: &str, report: &PackedFile<'_>) -> std::fmt::Result {
    writeln!(
        page,
        "<li><a href=\"{0}\">{0}</a> ({1}), SHA-256 <code>{2}</code></li>",
        escaped(name),
        escaped(report.media_type),
        Sha256Digest::of(report.bytes),
    )
}
