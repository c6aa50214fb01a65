//! The summary as the specification's own table, in a page without scripts.

use std::fmt::Write;

use super::{COLUMNS, GroupRow, RULE, rows, status_words};
use crate::{
    document::Report,
    html::{POLICY, escaped},
};

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1e22;background:#fff}\
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.5rem 0}\
th,td{border:1px solid #767c84;padding:.35rem .5rem;text-align:left;vertical-align:top}\
thead th{background:#eef0f2}ul{margin:0;padding-left:1.1rem}";

/// The summary of controls as the table of the specification, which has the same name and columns, in
/// one HTML page (HTML Living Standard). It holds no script and loads nothing.
#[must_use]
pub fn html(report: &Report) -> String {
    let mut page = String::new();
    // Writing into a text does not fail.
    _ = put_page(&mut page, report);
    page
}

fn put_page(page: &mut String, report: &Report) -> std::fmt::Result {
    let edition = &report.edition;
    let title = format!(
        "Summary of controls: {}",
        if report.operator.name.trim().is_empty() {
            "an operator that is not named"
        } else {
            &report.operator.name
        }
    );
    write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        escaped(&report.language),
        escaped(&title),
        escaped(&title)
    )?;
    if report.example {
        page.push_str("<p><strong>Example: this says nothing about anybody.</strong></p>\n");
    }
    writeln!(
        page,
        "<p>{} against {}, {}, {}. From the report {} of {}, journal {}. This page is not signed: what \
         counts is that report.</p>",
        escaped(report.kind.label()),
        escaped(&edition.name),
        escaped(&edition.version),
        escaped(&edition.date),
        escaped(&report.id),
        escaped(&report.generated_at),
        report.journal.head
    )?;
    write!(
        page,
        "<table id=\"summaryTable\">\n<caption>{}</caption>\n<thead><tr>",
        escaped(RULE)
    )?;
    for column in COLUMNS {
        write!(page, "<th scope=\"col\">{column}</th>")?;
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in rows(report) {
        put_row(page, &row)?;
    }
    page.push_str("</tbody>\n</table>\n</body>\n</html>\n");
    Ok(())
}

fn put_row(page: &mut String, row: &GroupRow<'_>) -> std::fmt::Result {
    write!(
        page,
        "<tr><th scope=\"row\">{}</th><td>",
        escaped(&row.group.title)
    )?;
    let controls = row.group.controls.iter();
    let controls: Vec<String> = controls
        .map(|control| {
            let id = escaped(&control.id);
            format!("<b id=\"summ-{id}\">{id}</b>")
        })
        .collect();
    put_list(page, &controls);
    write!(page, "</td><td>{}</td><td>", status_words(row.status))?;
    put_list(
        page,
        &row.comments
            .iter()
            .map(|each| escaped(each))
            .collect::<Vec<_>>(),
    );
    page.push_str("</td><td>");
    page.push_str(&escaped(&row.risks.join(", ")));
    page.push_str("</td><td>");
    put_list(
        page,
        &row.external
            .iter()
            .map(|each| escaped(each))
            .collect::<Vec<_>>(),
    );
    page.push_str("</td></tr>\n");
    Ok(())
}

/// Items that are HTML already: one as it is, several as a list.
fn put_list(page: &mut String, items: &[String]) {
    match items {
        [] => {}
        [only] => page.push_str(only),
        several => {
            page.push_str("<ul>");
            for item in several {
                page.push_str("<li>");
                page.push_str(item);
                page.push_str("</li>");
            }
            page.push_str("</ul>");
        }
    }
}
