//! Why a verdict is what it is.

use super::{count, plural};
use crate::conformance::{Conformance, Verdict};

impl Verdict {
    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotYetDetermined => "Not yet determined",
            Self::Conforms => "Conforms",
            Self::DoesNotConform => "Does not conform",
        }
    }
}

impl Conformance {
    /// What stands beside the verdict while something is Not Tested: `41 of 64 not tested yet`.
    #[must_use]
    pub fn remainder(&self) -> Option<String> {
        remainder(self.all().not_tested, self.all().total())
    }

    /// Why the verdict is what it is, in at most three sentences.
    #[must_use]
    pub fn explanation(&self) -> String {
        let (mandatory, recommended) = (self.mandatory, self.recommended);
        let untested = self.all().not_tested;
        let mut sentences = Vec::new();
        if mandatory.failing() > 0 {
            let mut text = match (mandatory.fails, mandatory.partial) {
                (fails, 0) => fails_words(fails),
                (0, partial) => partial_words(partial),
                (fails, partial) => format!(
                    "{} and {partial} {} partial",
                    fails_words(fails),
                    plural(partial, "is", "are")
                ),
            };
            if untested > 0 {
                text.push_str(", which no further test can change");
            }
            sentences.push(text);
        }
        let failing = recommended.failing();
        if failing > 0 {
            sentences.push(count(
                failing,
                "SHOULD control is not met (a recommendation)",
                "SHOULD controls are not met (recommendations)",
            ));
        }
        if untested > 0 {
            sentences.push(count(
                untested,
                "control is not tested yet",
                "controls are not tested yet",
            ));
        }
        if sentences.is_empty() {
            return match self.all().total() {
                0 => "There is no control to test.".to_owned(),
                1 => "The one control passes.".to_owned(),
                total => format!("All {total} controls pass."),
            };
        }
        let mut text = sentences.join(". ");
        text.push('.');
        text
    }
}

/// What stands beside a verdict while `not_tested` of `total` controls are Not Tested.
#[must_use]
pub fn remainder(not_tested: u32, total: u32) -> Option<String> {
    (not_tested > 0).then(|| format!("{not_tested} of {total} not tested yet"))
}

fn fails_words(number: u32) -> String {
    count(number, "mandatory control fails", "mandatory controls fail")
}

fn partial_words(number: u32) -> String {
    count(
        number,
        "mandatory control is partial",
        "mandatory controls are partial",
    )
}
