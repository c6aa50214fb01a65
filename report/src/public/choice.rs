//! What can be left out of a report, and what goes with it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Kind,
    place::{LOGO, kind_of},
};
use crate::document::{
    AssessedPart, ControlPart, EvidenceContent, Report, RiskPart, ScorePart, SigningParty,
    WithdrawnPart,
};

/// One thing that can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is chosen by: the place of the text, or of the person, the item of evidence or the risk whose
    /// names or amounts it is (JSON Pointer, RFC 6901).
    pub path: String,
    /// The places that are left out with it, what follows from it not counted.
    pub places: Vec<String>,
    /// Whether it is left out with its kind, and not only when it is chosen by itself.
    pub with_its_kind: bool,
    /// Whether it holds something of every kind, and so is left out with each.
    pub of_every_kind: bool,
}

/// What a maker chooses to leave out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Selection {
    /// Everything of these kinds.
    pub kinds: BTreeSet<Kind>,
    /// And these things, each by its [`Choice::path`].
    pub paths: BTreeSet<String>,
}

/// Everything that can be left out of a report, in its order; places where nothing stands are not offered.
/// `signers` sign the public edition, so that their names stay.
#[must_use]
pub fn choices(report: &Report, signers: &[SigningParty]) -> Vec<Choice> {
    let mut found = Found(Vec::new());
    found.frame(report, signers);
    for (section, part) in report.sections.iter().enumerate() {
        for (group, part) in part.groups.iter().enumerate() {
            for (control, part) in part.controls.iter().enumerate() {
                let at = format!("/sections/{section}/groups/{group}/controls/{control}");
                found.control(&at, part);
            }
        }
    }
    for (at, part) in risks(report) {
        found.risk(&at, part, report);
    }
    if let Some(withdrawn) = &report.withdrawn {
        found.withdrawn("/withdrawn/controls", &withdrawn.controls);
        found.withdrawn("/withdrawn/risks", &withdrawn.risks);
    }
    found.library(report);
    found.0
}

/// The risks of a report, each with its place.
pub(super) fn risks(report: &Report) -> impl Iterator<Item = (String, &RiskPart)> {
    let categories = report.register.categories.iter().enumerate();
    categories.flat_map(|(category, part)| {
        let risks = part.risks.iter().enumerate();
        risks.map(move |(risk, part)| {
            let at = format!("/register/categories/{category}/risks/{risk}");
            (at, part)
        })
    })
}

/// The scores of a risk, each with its place.
pub(super) fn scores<'r>(at: &str, risk: &'r RiskPart) -> [(String, &'r ScorePart); 2] {
    [
        (format!("{at}/inherent"), &risk.inherent),
        (format!("{at}/residual"), &risk.residual),
    ]
}

struct Found(Vec<Choice>);

impl Found {
    /// One text, if it says anything.
    fn text(&mut self, path: String, text: &str) {
        self.all(path.clone(), &[(path, text)]);
    }

    /// Several texts that go together, those that say anything.
    fn all(&mut self, path: String, texts: &[(String, &str)]) {
        let said = texts.iter().filter(|(_, text)| !text.trim().is_empty());
        let places: Vec<String> = said.map(|(place, _)| place.clone()).collect();
        if let Some(kind) = places.first().and_then(|place| kind_of(place)) {
            self.0.push(Choice {
                kind,
                path,
                places,
                with_its_kind: true,
                of_every_kind: false,
            });
        }
    }

    /// What was found last is left out only when it is chosen by itself.
    fn only_by_itself(&mut self, path: &str) {
        if let Some(last) = self.0.last_mut().filter(|last| last.path == path) {
            last.with_its_kind = false;
        }
    }

    fn frame(&mut self, report: &Report, signers: &[SigningParty]) {
        self.text("/operator/contact".to_owned(), &report.operator.contact);
        if let Some(logo) = &report.presentation.logo {
            self.text(LOGO.to_owned(), &logo.alternative_text);
        }
        // A report of which nobody knows the scope says little.
        self.text("/scope".to_owned(), &report.scope);
        self.only_by_itself("/scope");
        for (index, assessor) in report.assessors.iter().enumerate() {
            let at = format!("/assessors/{index}");
            let texts = [
                (format!("{at}/name"), assessor.name.as_str()),
                (format!("{at}/organisation"), &assessor.organisation),
                (format!("{at}/role"), &assessor.role),
            ];
            self.all(at, &texts);
        }
        let engagement = report.engagement.as_ref();
        for (text, says) in engagement.iter().flat_map(|part| &part.texts) {
            let path = format!("/engagement/texts/{}", name_of(*text));
            self.text(path.clone(), says);
            // What is concluded, and on what it rests, is what is published.
            if self.0.last().is_some_and(|last| last.kind == Kind::Note) {
                self.only_by_itself(&path);
            }
        }
        for (index, party) in report.signing_parties.iter().enumerate() {
            if signers.iter().any(|signer| signer.key == party.key) {
                continue;
            }
            // Whatever else a later format says of somebody who signs goes with their name.
            let Ok(serde_json::Value::Object(members)) = serde_json::to_value(party) else {
                continue;
            };
            let at = format!("/signingParties/{index}");
            let said = members.iter().filter(|(name, value)| {
                *name != "role" && value.as_str().is_none_or(|text| !text.is_empty())
            });
            let texts: Vec<(String, &str)> = said
                .map(|(name, value)| {
                    (
                        format!("{at}/{name}"),
                        value.as_str().unwrap_or("something"),
                    )
                })
                .collect();
            self.all(at, &texts);
        }
    }

    /// What an assessment before says is often the same, and goes with what this one says.
    fn control(&mut self, at: &str, part: &ControlPart) {
        let earlier = part.earlier.as_ref();
        let by = |assessed: Option<&AssessedPart>| {
            assessed.map_or("", |each| each.by.as_str()).to_owned()
        };
        let (now, before) = (
            by(part.assessed.as_ref()),
            by(earlier.and_then(|each| each.assessed.as_ref())),
        );
        let (reason, note) =
            earlier.map_or(("", ""), |each| (each.reason.as_str(), each.note.as_str()));
        for (member, now, before) in [
            ("reason", part.reason.as_str(), reason),
            ("assessed/by", &now, &before),
            ("note", &part.note, note),
        ] {
            let path = format!("{at}/{member}");
            let texts = [
                (path.clone(), now),
                (format!("{at}/earlier/{member}"), before),
            ];
            self.all(path, &texts);
        }
        for (index, procedure) in part.procedures.iter().enumerate() {
            let at = format!("{at}/procedures/{index}");
            self.text(format!("{at}/done"), &procedure.done);
            if procedure.sample.is_some() {
                self.text(format!("{at}/sample"), "a sample");
            }
            self.text(format!("{at}/exceptions"), &procedure.exceptions);
        }
    }

    fn risk(&mut self, at: &str, part: &RiskPart, report: &Report) {
        if part.own {
            let title = format!("{at}/title");
            let mut texts = vec![(title.clone(), part.title.as_str())];
            let described = part.description.iter().enumerate();
            texts.extend(
                described.map(|(index, text)| (format!("{at}/description/{index}"), text.as_str())),
            );
            self.all(title.clone(), &texts);
            if let Some(choice) = self.0.last_mut().filter(|last| last.path == title) {
                choice.places.extend(named_at_controls(report, &part.id));
            }
        }
        let amounts = amounts_of_one(at, part);
        if !amounts.is_empty() {
            self.0.push(Choice {
                kind: Kind::Amount,
                path: at.to_owned(),
                places: amounts,
                with_its_kind: true,
                of_every_kind: false,
            });
        }
        self.text(format!("{at}/owner"), &part.owner);
        if let Some(acceptance) = &part.acceptance {
            self.text(format!("{at}/acceptance/by"), &acceptance.by);
            self.text(format!("{at}/acceptance/reason"), &acceptance.reason);
        }
        self.text(format!("{at}/note"), &part.note);
    }

    /// What was found before is one text with names, amounts and reasons in it.
    fn withdrawn(&mut self, at: &str, parts: &[WithdrawnPart]) {
        for (index, part) in parts.iter().enumerate() {
            let path = format!("{at}/{index}/found");
            self.text(path.clone(), &part.found);
            if let Some(last) = self.0.last_mut().filter(|last| last.path == path) {
                last.of_every_kind = true;
            }
            self.text(format!("{at}/{index}/note"), &part.note);
        }
    }

    fn library(&mut self, report: &Report) {
        for (index, item) in report.evidence.iter().enumerate() {
            let at = format!("/evidence/{index}");
            // A file is often called by its own name, so that either says the other.
            let content = match &item.content {
                EvidenceContent::File { name, .. } => (format!("{at}/content/name"), name.as_str()),
                EvidenceContent::Link { address } => {
                    (format!("{at}/content/address"), address.as_str())
                }
            };
            let texts = [(format!("{at}/label"), item.label.as_str()), content];
            self.all(at.clone(), &texts);
            self.text(format!("{at}/description"), &item.description);
            if let Some(picture) = &item.picture {
                self.text(
                    format!("{at}/picture/alternativeText"),
                    &picture.alternative_text,
                );
            }
        }
        for (index, action) in report.actions.iter().enumerate() {
            let at = format!("/actions/{index}");
            self.text(format!("{at}/title"), &action.title);
            self.text(format!("{at}/description"), &action.description);
            self.text(format!("{at}/owner"), &action.owner);
        }
        for (index, part) in report.deficiencies.iter().enumerate() {
            let at = format!("/deficiencies/{index}");
            self.text(format!("{at}/title"), &part.title);
            for (text, says) in &part.texts {
                self.text(format!("{at}/texts/{}", name_of(*text)), says);
            }
            self.text(format!("{at}/respondedBy"), &part.responded_by);
        }
    }
}

/// The name of a text in the document.
fn name_of(text: impl Serialize) -> String {
    // Each is a name without content, which serialises as text.
    let name = serde_json::to_value(text).ok();
    let name = name.as_ref().and_then(serde_json::Value::as_str);
    name.unwrap_or_default().to_owned()
}

/// Where controls name a risk with its title.
fn named_at_controls(report: &Report, id: &str) -> Vec<String> {
    let mut places = Vec::new();
    for (section, part) in report.sections.iter().enumerate() {
        for (group, part) in part.groups.iter().enumerate() {
            for (control, part) in part.controls.iter().enumerate() {
                let named = part.risks.iter().enumerate();
                let named = named.filter(|(_, risk)| risk.id == id);
                places.extend(named.map(|(risk, _)| {
                    format!(
                        "/sections/{section}/groups/{group}/controls/{control}/risks/{risk}/title"
                    )
                }));
            }
        }
    }
    places
}

/// The amounts of one risk, with the levels from which they could be told while the scales are shown.
fn amounts_of_one(at: &str, risk: &RiskPart) -> Vec<String> {
    let mut places = Vec::new();
    for (at, score) in scores(at, risk) {
        let parts = [
            ("impact", score.impact.is_some()),
            ("exposure", score.exposure.is_some()),
            // A rating follows from the levels.
            ("rating", score.rating.is_some() && score.impact.is_some()),
        ];
        places.extend(there(&at, &parts));
    }
    places.extend(what_mitigation_does(at, risk));
    places
}

/// The amounts of a risk where the scales are left out too: its levels say nothing of them then.
fn amounts_but_levels(at: &str, risk: &RiskPart) -> Vec<String> {
    let mut places = Vec::new();
    for (at, score) in scores(at, risk) {
        if let Some(impact) = &score.impact {
            places.push(format!("{at}/impact/amount"));
            let factors = 0..impact.factors.len();
            places.extend(factors.map(|index| format!("{at}/impact/factors/{index}/amount")));
        }
        places.extend(there(&at, &[("exposure", score.exposure.is_some())]));
    }
    places.extend(what_mitigation_does(at, risk));
    places
}

fn what_mitigation_does(at: &str, risk: &RiskPart) -> Vec<String> {
    let parts = [
        ("mitigationCost", risk.mitigation_cost.is_some()),
        ("removed", risk.removed.is_some()),
        ("worthHundredths", risk.worth_hundredths.is_some()),
    ];
    there(at, &parts)
}

fn there(at: &str, parts: &[(&str, bool)]) -> Vec<String> {
    let there = parts.iter().filter(|(_, there)| *there);
    there.map(|(name, _)| format!("{at}/{name}")).collect()
}

/// What follows from amounts: sums and orders, and the X-ray, one rule of which compares them. That it found
/// nothing would say something too, so all that it found is left out.
pub(super) const FOLLOWS_FROM_AMOUNTS: [&str; 4] = [
    "/findings",
    "/register/priorities",
    "/register/ranking",
    "/register/totals",
];

impl Selection {
    /// The places that are left out, with what follows from them, each with its kind.
    ///
    /// # Errors
    /// The first of [`Selection::paths`] by which nothing can be chosen in this report.
    pub(super) fn places(
        &self,
        report: &Report,
        signers: &[SigningParty],
    ) -> Result<BTreeMap<String, Kind>, String> {
        let choices = choices(report, signers);
        let known: BTreeSet<&str> = choices.iter().map(|each| each.path.as_str()).collect();
        if let Some(unknown) = self
            .paths
            .iter()
            .find(|path| !known.contains(path.as_str()))
        {
            return Err(unknown.clone());
        }
        let all_amounts = self.kinds.contains(&Kind::Amount);
        let any_kind = Kind::CHOSEN.iter().any(|kind| self.kinds.contains(kind));
        let mut places = BTreeSet::new();
        for choice in &choices {
            let with_kind = choice.with_its_kind && self.kinds.contains(&choice.kind)
                || choice.of_every_kind && any_kind;
            let is_amount = choice.kind == Kind::Amount;
            if (with_kind || self.paths.contains(&choice.path)) && !(is_amount && all_amounts) {
                places.extend(choice.places.iter().cloned());
            }
        }
        let mut amounts = places
            .iter()
            .any(|place| kind_of(place) == Some(Kind::Amount));
        if all_amounts {
            amounts = true;
            let levels = 0..report.scales.levels.len();
            places.extend(levels.map(|level| format!("/scales/levels/{level}/impact")));
            places.extend(risks(report).flat_map(|(at, risk)| amounts_but_levels(&at, risk)));
        }
        if amounts {
            places.extend(FOLLOWS_FROM_AMOUNTS.map(str::to_owned));
        } else if places.iter().any(|place| is_quoted_by_x_ray(place)) {
            places.insert("/findings".to_owned());
        }
        let with_kind = |place: String| {
            let kind = kind_of(&place)?;
            Some((place, kind))
        };
        Ok(places.into_iter().filter_map(with_kind).collect())
    }
}

/// Whether the X-ray quotes what stands at a place.
fn is_quoted_by_x_ray(place: &str) -> bool {
    ["/actions/", "/deficiencies/", "/register/"]
        .iter()
        .any(|begin| place.starts_with(begin) && place.ends_with("/title"))
        || kind_of(place) == Some(Kind::EvidenceName)
}

#[cfg(test)]
mod tests {
    use assay_assessment::EngagementText;

    use super::*;

    #[test]
    fn each_text_of_an_engagement_has_its_name() {
        for text in EngagementText::ALL {
            let path = format!("/engagement/texts/{}", name_of(text));
            assert!(kind_of(&path).is_some(), "{path}");
        }
    }
}
