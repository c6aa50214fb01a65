//! What a status-update request says, compared with what follows from the rest of it.

use assay_assessment::Timestamp;

use super::{Consistency, NotCompared, Said, Step};
use crate::{GENERATOR, request::StatusRequest};

/// Works out again what follows in a request from something else in it, and compares: the verdict from the
/// counts, what is missing from what is stated, the day from the moment. That the request says what the
/// report says can only be seen beside the report, which it names by digest.
#[must_use]
pub fn request_consistency(request: &StatusRequest) -> Consistency {
    let mut found = Consistency::default();
    let (says, follows) = (&request.conformance, request.conformance_again());
    if says.verdict != follows.verdict {
        found.add(
            vec![Step::member("conformance"), Step::member("verdict")],
            Said::short(says.verdict.label()),
            Said::short(follows.verdict.label()),
        );
    }
    match Timestamp::from_rfc3339(&request.generated_at) {
        Some(at) => {
            let day = at.day(request.local_day.utc_offset_minutes);
            if day != request.local_day.day {
                found.add(
                    vec![Step::member("localDay"), Step::member("day")],
                    Said::Text(request.local_day.day.to_string()),
                    Said::Text(day.to_string()),
                );
            }
        }
        None => found.add(
            vec![Step::member("generatedAt")],
            Said::short(&request.generated_at),
            Said::OtherMoment,
        ),
    }
    if request.generator != GENERATOR {
        // Another version may ask for other elements, and say the same in other words.
        let other = request.generator.chars().take(60).collect();
        found.not_compared.push(NotCompared::OtherProgram(other));
        return found;
    }
    if says.explanation != follows.explanation {
        found.add(
            vec![Step::member("conformance"), Step::member("explanation")],
            Said::short(&says.explanation),
            Said::short(&follows.explanation),
        );
    }
    let missing = request.missing_again();
    if request.missing != missing {
        let listed = |ids: &[String]| Said::short(&ids.join(", "));
        found.add(
            vec![Step::member("missing")],
            listed(&request.missing),
            listed(&missing),
        );
    }
    found
}
