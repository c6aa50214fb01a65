//! Counts and names in words, for every sentence that holds a number or a name, errors as sentences, and
//! why a verdict is what it is and what the X-ray found, in sentences.

use std::fmt::{self, Display};

use crate::{
    conformance::{Conformance, Verdict},
    legible::{legible, reads_from_right},
    xray::{Detail, Done, Rule},
};

/// The form of a word that goes with that number: `one` with 1, `many` with any other.
#[must_use]
pub fn plural<N: PartialEq + From<u8>, T>(number: N, one: T, many: T) -> T {
    if number == N::from(1) { one } else { many }
}

/// A number with its noun, or with noun and verb: `1 control`, `3 controls`.
#[must_use]
pub fn count<N: PartialEq + From<u8> + Display>(number: N, one: &str, many: &str) -> String {
    let mut text = number.to_string();
    text.push(' ');
    text.push_str(plural(number, one, many));
    text
}

/// A text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let mut capital: String = characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    capital.push_str(characters.as_str());
    capital
}

/// An error's words, which begin small and end without a full stop, as a sentence. What is one already
/// stays as it is.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut sentence = capital(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '\u{2026}']) {
        sentence.push('.');
    }
    sentence
}

/// A name of a file, a person or a thing as it can be read, for wherever the screen shows one: what is not
/// seen in it is written out ([`legible()`](crate::legible())), and a name that reads from right to left
/// is kept apart from what stands beside it (by U+2068 and U+2069 of Unicode, so that it also holds in
/// titles, options and sentences).
#[must_use]
pub fn name(name: &str) -> String {
    let shown = legible(name);
    if reads_from_right(&shown) {
        format!("\u{2068}{shown}\u{2069}")
    } else {
        shown.into_owned()
    }
}

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

impl Rule {
    /// What the rule finds, for `count` findings: "3 implemented controls have no evidence".
    #[must_use]
    pub fn summary(self, number: usize) -> String {
        let (one, many) = self.forms();
        count(number, one, many)
    }

    /// What the rule finds about one thing, without a number: "implemented control has no evidence".
    #[must_use]
    pub const fn about_one(self) -> &'static str {
        self.forms().0
    }

    /// Its words after the number one, and after any other.
    const fn forms(self) -> (&'static str, &'static str) {
        match self {
            Self::FailingWithoutAction => (
                "mandatory control fails or is partial, and has no open action",
                "mandatory controls fail or are partial, and have no open action",
            ),
            Self::NotApplicableWithoutReason => (
                "control is not applicable without a reason",
                "controls are not applicable without a reason",
            ),
            Self::EvidenceAbsent => (
                "control or risk relies on evidence that is missing or changed",
                "controls and risks rely on evidence that is missing or changed",
            ),
            Self::ImplementedWithoutEvidence => (
                "implemented control has no evidence",
                "implemented controls have no evidence",
            ),
            Self::EvidenceStale => (
                "control's newest evidence is too old",
                "controls' newest evidence is too old",
            ),
            Self::ResidualAboveInherent => (
                "risk is higher after mitigation than before",
                "risks are higher after mitigation than before",
            ),
            Self::AcceptedWithoutAcceptance => (
                "accepted risk has no acceptance",
                "accepted risks have no acceptance",
            ),
            Self::RiskWithoutPassingControl => (
                "risk has no control that passes",
                "risks have no control that passes",
            ),
            Self::DayInFuture => (
                "day of something done lies in the future",
                "days of something done lie in the future",
            ),
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::FailingWithoutAction => {
                "Agree with the operator on an action, an owner and a day."
            }
            Self::NotApplicableWithoutReason => {
                "Write down why the control does not concern this operator."
            }
            Self::EvidenceAbsent => {
                "Add the same files again, or open a backup that holds them; until then they prove nothing."
            }
            Self::ImplementedWithoutEvidence => {
                "Add what you examined, or the notes of the interview or test."
            }
            Self::EvidenceStale => {
                "Ask for newer evidence, or correct the day on which it was captured."
            }
            Self::ResidualAboveInherent => "Check both scores; mitigation should not raise a risk.",
            Self::AcceptedWithoutAcceptance => "Record who accepted the risk, when and why.",
            Self::RiskWithoutPassingControl => {
                "Check whether the residual score takes this into account."
            }
            Self::DayInFuture => "Correct the day, or the clock of the device.",
        }
    }
}

impl Display for Detail {
    /// A sentence. It stands in signed reports, so that other words would make an older report differ from
    /// what is assembled again.
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(items) => {
                for (index, (label, absence)) in items.iter().enumerate() {
                    let between = if index == 0 { "" } else { "; " };
                    write!(
                        text,
                        "{between}\u{201c}{label}\u{201d} is {}",
                        absence.word()
                    )?;
                }
                text.write_str(".")
            }
            Self::Stale { age, longest } => write!(
                text,
                "The newest evidence is {} old; the statement allows {longest}.",
                count(*age, "day", "days")
            ),
            Self::InFuture { done, on, today } => {
                write!(text, "{done} on {on}; today is {today}.")
            }
        }
    }
}

impl Display for Done {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assessed => text.write_str("Assessed"),
            Self::Accepted => text.write_str("Accepted"),
            Self::Captured(label) => write!(text, "Evidence \u{201c}{label}\u{201d} captured"),
            Self::Action(title) => write!(text, "Action \u{201c}{title}\u{201d} done"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        let words = |number: u32| count(number, "control is", "controls are");
        assert_eq!(words(0), "0 controls are");
        assert_eq!(words(1), "1 control is");
        assert_eq!(words(21), "21 controls are");
        assert_eq!(plural(1_usize, "fails", "fail"), "fails");
    }

    #[test]
    fn an_error_becomes_a_sentence_once() {
        let error = "another window is writing; close it there";
        let whole = "Another window is writing; close it there.";
        assert_eq!(sentence(error), whole);
        assert_eq!(sentence(whole), whole);
        assert_eq!(
            sentence("\u{201c}a.toml\u{201d}"),
            "\u{201c}a.toml\u{201d}."
        );
        assert_eq!(sentence("\u{e4}rger"), "\u{c4}rger.");
        assert_eq!((sentence(""), capital("")), (String::new(), String::new()));
    }

    #[test]
    fn a_name_is_kept_apart_only_where_it_reads_the_other_way() {
        assert_eq!(name("Ada Roth"), "Ada Roth");
        assert_eq!(name("a\u{202e}b"), "a[U+202E]b");
        assert_eq!(name("\u{5d0}\u{5d1}"), "\u{2068}\u{5d0}\u{5d1}\u{2069}");
    }
}
