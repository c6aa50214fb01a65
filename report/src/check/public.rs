//! Whether a public edition agrees with itself, as far as what it leaves out lets anybody say.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{Confirmation, Timestamp};
use assay_catalog::Editions;
use serde_json::Value;

use super::{Consistency, NotCompared, Said, Step, compare, expected};
use crate::document::Report;
use crate::public::{PublicReport, put};

/// Works out again what follows in a public edition from what it shows, and compares.
///
/// Where something was left out, a stand-in is assembled again: a text for a text, and amounts from which the
/// levels that are shown follow. What stands in its place then, and what the edition left out because it follows
/// from it, is not compared, and [`Consistency::not_compared`] says so.
#[must_use]
pub fn public_consistency(public: &PublicReport, editions: &Editions) -> Consistency {
    let mut found = Consistency::default();
    if Timestamp::from_rfc3339(public.generated_at()).is_none() {
        found.add(
            vec![Step::member("generatedAt")],
            Said::short(public.generated_at()),
            Said::OtherMoment,
        );
    }
    // Reading an edition makes sure that there is such a report.
    let Some(report) = public.to_check() else {
        found.add(
            vec![Step::member("report")],
            Said::Impossible,
            Said::Nothing,
        );
        return found;
    };
    let (mut expected, words) = expected(&report, editions, &mut found);
    let all = public.withheld();
    found.not_compared.push(NotCompared::Withheld(all.len()));
    if all.iter().any(|each| is_title_of_finding(&each.path)) {
        in_said_order(&report, &mut expected);
    }
    as_is_said_of_earlier(&report, public, &mut expected);
    // Serialisation fails only for names of members that are no texts, and all are.
    let (Ok(mut says), Ok(mut follows)) = (report.to_value(), expected.to_value()) else {
        return found;
    };
    for each in all {
        put(&mut says, &each.path, Value::Null);
        put(&mut follows, &each.path, Value::Null);
    }
    compare::compare_values(&report, &says, &follows, words, &mut found);
    found
}

fn is_title_of_finding(path: &str) -> bool {
    path.starts_with("/deficiencies/") && path.ends_with("/title")
}

/// Whether what was found before is carried over or was found again, of the same status, can be told only by
/// who assessed then and now. Where both are left out, what is said stands.
fn as_is_said_of_earlier(said: &Report, public: &PublicReport, expected: &mut Report) {
    let left_out: BTreeSet<&str> = public
        .withheld()
        .iter()
        .map(|each| each.path.as_str())
        .collect();
    let of_one_status = [Confirmation::Carried, Confirmation::Confirmed];
    for (section, part) in expected.sections.iter_mut().enumerate() {
        for (group, part) in part.groups.iter_mut().enumerate() {
            for (control, part) in part.controls.iter_mut().enumerate() {
                let at = format!("/sections/{section}/groups/{group}/controls/{control}");
                let hidden = ["assessed/by", "earlier/assessed/by"]
                    .iter()
                    .all(|member| left_out.contains(format!("{at}/{member}").as_str()));
                let says = said
                    .sections
                    .get(section)
                    .and_then(|part| part.groups.get(group));
                let says = says.and_then(|part| part.controls.get(control));
                let says = says.and_then(|part| part.earlier.as_ref());
                if let (true, Some(says), Some(earlier)) = (hidden, says, part.earlier.as_mut())
                    && of_one_status.contains(&says.confirmation)
                    && of_one_status.contains(&earlier.confirmation)
                {
                    earlier.confirmation = says.confirmation;
                }
            }
        }
    }
}

/// Findings of one severity stand in the order of their titles. Where some of these are left out, only what
/// comes before is compared: whether each still stands, and how grave it is.
fn in_said_order(said: &Report, expected: &mut Report) {
    let mut without_titles = said.deficiencies.clone();
    without_titles.sort_by_cached_key(|part| {
        let mut deficiency = part.unlinked();
        deficiency.terms.title.clear();
        deficiency.order()
    });
    // The sort is stable: what it changes was not in order.
    if without_titles == said.deficiencies {
        let places = said.deficiencies.iter().zip(0_usize..);
        let places: BTreeMap<&str, usize> =
            places.map(|(part, at)| (part.id.as_str(), at)).collect();
        let place = |id: &str| places.get(id).copied();
        expected.deficiencies.sort_by_key(|part| place(&part.id));
    }
}
