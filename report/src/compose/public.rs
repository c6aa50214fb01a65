//! The public edition: the outline of a report that says, wherever something was left out, that it was.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::words::capital;

use super::names::legible_names;
use super::writing::Writing;
use super::{Composer, InParts};
use crate::document::Report;
use crate::outline::{Align, Block, Extent, Inline, KeyValue, Outline, Table, Tone};
use crate::public::{Counts, Kind, PublicReport, WITHHELD, Withheld, risk_of};

/// The name by which links reach the list of what is left out.
pub(super) const LEFT_OUT: &str = "left-out";

/// Checks one disclosure against the attached JSON, after [`Composer::detach`]. No line of the Python begins with
/// white space, because many readers of PDF leave that out when text is copied; and none is longer than a line of
/// the page.
const CHECK_DISCLOSURE: &str = "\
python3 -c '
import base64, hashlib, json
line = open(\"disclosure.txt\").read().strip()
text = base64.urlsafe_b64decode(line + \"=\" * (-len(line) % 4))
salt, path, value = json.loads(text)
digest = base64.urlsafe_b64encode(hashlib.sha256(line.encode()).digest())
digest = digest.decode().rstrip(\"=\")
withheld = json.load(open(\"report.json\", encoding=\"utf-8\"))[\"withheld\"]
holds = (path, digest) in [(each[\"path\"], each[\"digest\"]) for each in withheld]
print(\"It holds:\" if holds else \"It does not hold:\", path, value)
'";

/// What an outline must not show, and must not speak of as if nothing were there.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Whether every amount is left out, and the scales with them.
    pub(super) all_amounts: bool,
    /// Identifiers of the risks whose amounts are left out, and with these their levels.
    pub(super) risks: BTreeSet<String>,
    /// Whether what the X-ray asks is left out.
    pub(super) findings: bool,
}

impl Hidden {
    pub(super) fn of(public: &PublicReport) -> Self {
        let left_out = |path: &str| public.withheld().iter().any(|each| each.path == path);
        let mut hidden = Self {
            all_amounts: left_out("/scales/levels/0/impact"),
            risks: BTreeSet::new(),
            findings: left_out("/findings"),
        };
        if !hidden.all_amounts {
            let amounts = public.withheld().iter();
            let amounts = amounts.filter(|each| each.kind == Kind::Amount);
            hidden.risks = amounts
                .filter_map(|each| {
                    let id = public.report().pointer(&risk_of(&each.path)?)?.get("id")?;
                    id.as_str().map(str::to_owned)
                })
                .collect();
        }
        hidden
    }

    /// Whether an amount is left out, so that sums and orders are.
    pub(super) fn amounts(&self) -> bool {
        self.all_amounts || !self.risks.is_empty()
    }
}

/// The outline of a public edition's pages, without what they leave to its JSON. The same edition gives the same
/// outline.
pub fn of_public(public: &PublicReport) -> Outline {
    InParts::of_public(public).finish()
}

/// The outline of a public edition's pages as a draft: as [`of_public`], but for what only a signed edition has.
pub fn draft_of_public(public: &PublicReport) -> Outline {
    InParts::of_public(public).draft().finish()
}

/// The same with what the pages leave to the JSON: all that a public edition says.
pub fn whole_public(public: &PublicReport) -> Outline {
    InParts::whole_public(Cow::Borrowed(public)).finish()
}

/// What a public edition shows of its report. Who signs is who signs this document; who is named to sign the full one
/// stands in the list of what is left out.
pub(super) fn shown(public: &PublicReport) -> Report {
    let mut report = public.shown().clone();
    report.signing_parties = public.signing_parties().to_vec();
    report
}

/// Says on the outline's frame and first on its cover that it is of a public edition.
pub(super) fn mark(outline: &mut Outline, public: &PublicReport, writing: Writing) {
    outline.description = format!("Public edition. {}", outline.description);
    outline.running_header = format!("{} \u{b7} Public edition", outline.running_header);
    outline.document_id = format!(
        "{} \u{b7} public \u{b7} {}",
        outline.document_id,
        public.of()
    );
    outline.extent = Extent::Public;
    outline.authors.retain(|author| author != WITHHELD);
    outline.cover.push(announcement(&public.counts(), writing));
}

/// That it is a public edition, and how much is left out.
fn announcement(counts: &Counts, writing: Writing) -> Block {
    Block::Callout {
        tone: Tone::Partial,
        blocks: vec![
            Block::Paragraph(vec![
                Inline::strong("Public edition: "),
                Inline::text(format!("{}.", counts_in_words(counts, writing))),
            ]),
            Block::Paragraph(vec![
                Inline::text(format!(
                    "Where something was left out of the full report, {WITHHELD} stands. What was left out can be \
                     disclosed later and checked: "
                )),
                Inline::internal("how", LEFT_OUT),
                Inline::text("."),
            ]),
        ],
    }
}

impl Composer<'_> {
    /// What is left out, and how something that is disclosed is checked; nothing for a full report.
    pub(super) fn left_out(&self) -> Option<Vec<Block>> {
        let public = self.public?;
        let mut table = Table::new(
            "What is left out, by its kind",
            &[
                ("What", 40, Align::Start),
                ("How many", 16, Align::End),
                ("Where", 74, Align::Start),
            ],
        );
        for kind in Kind::ALL {
            let of_kind = public.withheld().iter().filter(|each| each.kind == kind);
            let of_kind: Vec<&Withheld> = of_kind.collect();
            if of_kind.is_empty() {
                continue;
            }
            table.push(
                None,
                true,
                vec![
                    vec![Inline::text(capital(kind.label()))],
                    vec![Inline::text(self.writing.number(of_kind.len()))],
                    vec![Inline::text(where_in_words(&of_kind, self.writing))],
                ],
            );
        }
        let mut blocks = vec![
            Block::text(format!(
                "This is an edition of a full report, {}. Whoever made it states that the rest of \
                 the full report is shown here as it is there; only the full report, or everything that was left \
                 out, can show that it is so.",
                if self.draft {
                    "to be signed for itself"
                } else {
                    "signed by itself"
                }
            )),
            Block::Table(table),
        ];
        if self.hidden.amounts() {
            blocks.push(Block::remark(
                "Sums, orders and charts of amounts are left out with the amounts, as they would give them away, \
                 and so is what the X-ray asks, one rule of which compares amounts.",
            ));
        }
        let json = self.attached_json();
        blocks.extend([
            Block::text(format!(
                "Each thing that is left out has a digest of its own in the {json}: SHA-256 of a line of \
                 letters, which holds a random salt, the place in the report, and what stood there. Nobody can \
                 guess it. Whoever made this edition keeps these lines, and can give out any of them. The line is \
                 what was left out if its digest is the one that stands in the {json} for its place.",
            )),
            Block::text(format!(
                "Assay: open any copy, choose Verify, and give it {} and the lines. Without Assay, these \
                 commands do the same for a line in disclosure.txt:",
                if self.draft { self.signed_pdf() } else { "this document" }
            )),
            Block::KeepTogether(vec![Block::Code {
                language: Some("sh".to_owned()),
                text: format!("{}\n{CHECK_DISCLOSURE}", self.detach()),
            }]),
            Block::KeyValues(full_report(public)),
        ]);
        Some(blocks)
    }

    /// What is said where a list or a chart of amounts would stand.
    pub(super) fn left_out_with_amounts(what: &str) -> Block {
        Block::text(format!(
            "{what}: {WITHHELD}, as it follows from amounts that are left out."
        ))
    }
}

/// The full report, told by its digest, and who is named to sign it.
fn full_report(public: &PublicReport) -> Vec<KeyValue> {
    let mut pairs = vec![
        KeyValue {
            key: "Full report".to_owned(),
            value: vec![
                Block::text("The signed JSON of the full report has this SHA-256:"),
                Block::Paragraph(vec![Inline::code(public.of().to_string())]),
            ],
        },
        KeyValue::text(
            "This edition",
            format!(
                "made {} (UTC) by {}",
                public.generated_at(),
                public.generator()
            ),
        ),
    ];
    for party in &legible_names(public.shown()).signing_parties {
        let mut line = vec![Inline::text(party.name.clone())];
        if !party.organisation.is_empty() {
            line.push(Inline::text(format!(", {}", party.organisation)));
        }
        if party.name != WITHHELD
            && let Some(fingerprint) = &party.fingerprint
        {
            line.extend([Inline::text(" "), Inline::code(fingerprint.clone())]);
        }
        let key = format!("Full report, {}", party.role.label().to_lowercase());
        pairs.push(KeyValue::line(key, line));
    }
    pairs
}

/// In which parts of the report things are left out, with how many in each.
fn where_in_words(withheld: &[&Withheld], writing: Writing) -> String {
    let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
    for each in withheld {
        let member = each.path.split('/').nth(1).unwrap_or_default();
        *parts.entry(part_of(member)).or_default() += 1;
    }
    let words: Vec<String> = parts
        .into_iter()
        .map(|(part, number)| format!("{part} {}", writing.number(number)))
        .collect();
    words.join(", ")
}

fn part_of(member: &str) -> &'static str {
    match member {
        "sections" => "controls",
        "register" => "risk register",
        "scales" => "scales",
        "evidence" => "evidence index",
        "actions" => "actions",
        "deficiencies" => "findings",
        "findings" => "open questions",
        "withdrawn" => "no longer in the edition",
        "engagement" => "engagement",
        "signingParties" => "who signs the full report",
        _ => "cover",
    }
}

impl std::fmt::Display for Counts {
    /// Half a sentence: `45 items are left out (notes 12, people 33)`.
    fn fmt(&self, text: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        text.write_str(&counts_in_words(self, Writing::default()))
    }
}

fn counts_in_words(counts: &Counts, writing: Writing) -> String {
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let number = writing.number(counts.0.get(kind)?);
        Some(format!("{} {number}", kind.label()))
    });
    let kinds: Vec<String> = kinds.collect();
    let all = writing.count(counts.total(), "item is left out", "items are left out");
    format!("{all} ({})", kinds.join(", "))
}

#[cfg(test)]
mod tests {
    use super::CHECK_DISCLOSURE;

    #[test]
    fn what_is_copied_without_white_space_at_its_start_is_the_same() {
        for line in CHECK_DISCLOSURE.lines() {
            assert_eq!(line, line.trim());
        }
    }
}
