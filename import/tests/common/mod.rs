//! The small page, and what is read of it.

#![allow(dead_code, reason = "no test needs all of it")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use assay_catalog::Catalog;
use assay_import::{ImportedEdition, Problem, ProblemKind, read_valos_page};
use serde_json::Value;

/// The small page as a browser saves it.
pub(crate) const DRAWN: &str = include_str!("../pages/small-drawn.html");
/// The small page's source.
pub(crate) const SOURCE: &str = include_str!("../pages/small-source.html");

/// The edition of a page that gives one.
pub(crate) fn edition(page: &str) -> ImportedEdition {
    match read_valos_page(page.as_bytes()) {
        Ok(edition) => edition,
        Err(error) => panic!("{error}"),
    }
}

/// The same as JSON.
pub(crate) fn json_of(page: &str) -> Value {
    serde_json::to_value(edition(page).file).unwrap()
}

/// The same as the catalog reads it, with a date where the page says none.
pub(crate) fn catalog(page: &str) -> Catalog {
    let mut edition = edition(page);
    let date = &mut edition.file.edition.date;
    date.get_or_insert("2031-05-06".to_owned());
    match edition.catalog() {
        Ok(catalog) => catalog,
        Err(error) => panic!("{error}"),
    }
}

/// Why a page gives no edition.
pub(crate) fn problems(page: &str) -> Vec<Problem> {
    match read_valos_page(page.as_bytes()) {
        Ok(_) => panic!("the page gives an edition"),
        Err(error) => error.problems,
    }
}

/// What is wrong with a page of which one thing is wrong.
pub(crate) fn refusal(page: &str) -> ProblemKind {
    match &problems(page)[..] {
        [problem] => problem.kind.clone(),
        problems => panic!("{problems:#?}"),
    }
}

/// The page with one text of it, which stands there once, replaced.
pub(crate) fn with(page: &str, was: &str, is: &str) -> String {
    assert_eq!(page.matches(was).count(), 1, "{was}");
    page.replace(was, is)
}
