//! What the practitioner concludes and on what terms, or what the operator's management asserts.

use assay_assessment::{Assurance, Conclusion, EngagementText};

use super::Composer;
use super::addresses::{linked, linked_text_blocks};
use super::writing::Writing;
use crate::document::EngagementPart;
use crate::outline::{Block, Inline, KeyValue, Tone};
use assay_assessment::AssessmentKind;

impl Composer<'_> {
    /// What the part is called: only an engagement with a level of assurance is an assurance report
    /// (ISAE 3000 (Revised), paragraph 69(a)).
    pub(super) fn engagement_title(&self, engagement: &EngagementPart) -> &'static str {
        match (self.report.kind, engagement.assurance) {
            (AssessmentKind::SelfAssessment, _) => "Management\u{2019}s assertion",
            (AssessmentKind::Independent, Some(_)) => "Independent assurance report",
            (AssessmentKind::Independent, None) => "Engagement",
        }
    }

    pub(super) fn engagement(&self, engagement: &EngagementPart) -> Vec<Block> {
        if self.report.kind == AssessmentKind::SelfAssessment {
            let mut blocks = assertion(engagement, self.writing);
            let place = engagement.text(EngagementText::Place);
            if !place.is_empty() {
                blocks.push(Block::Paragraph(linked(place)));
            }
            return blocks;
        }
        let mut blocks = vec![Block::KeyValues(self.terms(engagement))];
        blocks.extend(conclusion(engagement));
        for text in EngagementText::ALL {
            match text {
                EngagementText::Assertion => {
                    let said = assertion(engagement, self.writing);
                    if !said.is_empty() {
                        blocks.push(heading(text));
                        blocks.extend(said);
                    }
                }
                // These stand above, beside the assertion, and below.
                EngagementText::Addressees
                | EngagementText::IntendedUsers
                | EngagementText::ResponsibleParty
                | EngagementText::Wording
                | EngagementText::AssertedBy
                | EngagementText::Firm
                | EngagementText::Licence
                | EngagementText::Address
                | EngagementText::Approval
                | EngagementText::Place => {}
                _ => blocks.extend(written(engagement, text)),
            }
        }
        let practitioner = self.practitioner(engagement);
        if !practitioner.is_empty() {
            blocks.push(Block::KeepTogether(vec![
                Block::subheading(2, "Practitioner"),
                Block::KeyValues(practitioner),
            ]));
        }
        blocks.push(Block::remark(
            "Everything in this part is stated by the practitioner; the program that made this report \
             neither states nor checks it.",
        ));
        blocks
    }

    /// The conclusion on the cover, in a few words.
    pub(super) fn concluded(&self) -> Option<KeyValue> {
        let engagement = self.report.engagement.as_ref()?;
        let concluded = concluded(engagement.assurance, engagement.conclusion)?;
        Some(KeyValue::text("Conclusion", concluded))
    }

    fn terms(&self, engagement: &EngagementPart) -> Vec<KeyValue> {
        let text = |text: EngagementText| {
            let says = engagement.text(text);
            (!says.is_empty()).then(|| KeyValue {
                key: text.title().to_owned(),
                value: linked_text_blocks(says),
            })
        };
        let pairs = [
            text(EngagementText::Addressees),
            text(EngagementText::IntendedUsers),
            engagement
                .assurance
                .map(|level| KeyValue::text("Level of assurance", level.label())),
            text(EngagementText::ResponsibleParty),
            Some(KeyValue::text(
                "Criteria",
                self.writing.edition(&self.report.edition),
            )),
            Some(KeyValue::text(
                "Subject matter",
                "The operator, scope and period that the cover names.",
            )),
        ];
        pairs.into_iter().flatten().collect()
    }

    fn practitioner(&self, engagement: &EngagementPart) -> Vec<KeyValue> {
        let texts = [
            EngagementText::Firm,
            EngagementText::Licence,
            EngagementText::Address,
            EngagementText::Approval,
            EngagementText::Place,
        ];
        let says = texts.map(|text| (text, engagement.text(text)));
        let pairs = says.into_iter().filter(|(_, says)| !says.is_empty());
        let mut pairs: Vec<KeyValue> = pairs
            .map(|(text, says)| KeyValue {
                key: text.title().to_owned(),
                value: linked_text_blocks(says),
            })
            .collect();
        pairs.extend(
            engagement
                .dated
                .map(|day| KeyValue::text("Dated", self.writing.day(day))),
        );
        pairs
    }
}

/// The conclusion with the level that it is drawn with; `None` where nothing is concluded.
pub(super) fn concluded(
    level: Option<Assurance>,
    conclusion: Option<Conclusion>,
) -> Option<String> {
    let conclusion = conclusion?.label();
    Some(match level {
        Some(level) => format!("{conclusion}, {}", level.label().to_lowercase()),
        None => conclusion.to_owned(),
    })
}

pub(super) fn conclusion(engagement: &EngagementPart) -> Vec<Block> {
    let words = engagement.text(EngagementText::Wording);
    let lead = concluded(engagement.assurance, engagement.conclusion);
    if lead.is_none() && words.is_empty() {
        return Vec::new();
    }
    let mut blocks: Vec<Block> = lead
        .map(|lead| Block::Lead(vec![Inline::strong(lead)]))
        .into_iter()
        .collect();
    blocks.extend(linked_text_blocks(words));
    vec![
        Block::heading(
            2,
            "engagement:conclusion",
            vec![Inline::text(EngagementText::Wording.title())],
        ),
        Block::Callout {
            tone: match engagement.conclusion {
                None => Tone::Plain,
                Some(Conclusion::Unmodified) => Tone::Pass,
                Some(Conclusion::Qualified) => Tone::Partial,
                Some(Conclusion::Adverse) => Tone::Fail,
                Some(Conclusion::Disclaimer) => Tone::Open,
            },
            blocks,
        },
    ]
}

/// The assertion, and who made it when.
fn assertion(engagement: &EngagementPart, writing: Writing) -> Vec<Block> {
    let mut blocks = linked_text_blocks(engagement.text(EngagementText::Assertion));
    let by = engagement.text(EngagementText::AssertedBy);
    let on = engagement.asserted_on.map(|day| writing.day(day));
    let made = match (by.is_empty(), on) {
        (false, Some(on)) => Some(format!("Asserted by {by} on {on}")),
        (false, None) => Some(format!("Asserted by {by}")),
        (true, Some(on)) => Some(format!("Asserted on {on}")),
        (true, None) => None,
    };
    blocks.extend(made.map(|made| Block::Remark(linked(&made))));
    blocks
}

fn heading(text: EngagementText) -> Block {
    Block::subheading(2, text.title())
}

fn written(engagement: &EngagementPart, text: EngagementText) -> Vec<Block> {
    let mut blocks = linked_text_blocks(engagement.text(text));
    if !blocks.is_empty() {
        blocks.insert(0, heading(text));
    }
    blocks
}
