//! The register.

use std::collections::BTreeMap;

use assay_assessment::exposure::{
    Exposure, RiskStanding, TotalExposure, priorities, ranking, standings,
};
use assay_assessment::{Assessment, Impact, Probability, RegisterRisk, Scales, Score, Supports};
use assay_catalog::{Catalog, Risk, RiskGroup, Wording};

use super::super::{
    AcceptancePart, AddressingControl, CategoryPart, EarlierRiskPart, FactorPart, ImpactPart,
    Named, ProbabilityPart, RegisterPart, RetiredPart, RiskPart, ScorePart,
};
use super::text;

/// The identifier of the category of own risks that name none, and what those of others begin with.
pub(crate) const OWN_CATEGORY: &str = "own";

/// What the category of own risks is called that name none.
const OWN_CATEGORY_TITLE: &str = "Risks that the assessor added";

pub(super) fn register(
    assessment: &Assessment,
    catalog: &Catalog,
    supports: &Supports<'_>,
) -> RegisterPart {
    let standings = standings(assessment, catalog);
    let mut register = RegisterPart {
        categories: categories(assessment, catalog, supports),
        retired: catalog
            .risks()
            .iter()
            .filter(|each| !each.is_active())
            .map(|each| RetiredPart {
                id: each.id().to_string(),
                replaced_by: catalog
                    .successors(each.id())
                    .into_iter()
                    .map(|successor| successor.id().to_string())
                    .collect(),
            })
            .collect(),
        totals: TotalExposure::default().into(),
        ranking: Vec::new(),
        priorities: Vec::new(),
    };
    register_figures(&mut register, &standings);
    register
}

/// The categories of the edition with its risks and the assessor's own that name them, then the others
/// that own risks name, and at last those that name none.
fn categories(
    assessment: &Assessment,
    catalog: &Catalog,
    supports: &Supports<'_>,
) -> Vec<CategoryPart> {
    let mut own: BTreeMap<&str, Vec<RiskPart>> = BTreeMap::new();
    for (id, each) in assessment.own_risks() {
        let part = risk(assessment, catalog, supports, RegisterRisk::Own(*id, each));
        own.entry(each.category.trim()).or_default().push(part);
    }
    let mut categories: Vec<CategoryPart> = Vec::new();
    for category in catalog.categories() {
        let of_edition = catalog.active_risks();
        let of_edition = of_edition
            .filter(|each| each.category() == category.id())
            .map(|each| risk(assessment, catalog, supports, RegisterRisk::Edition(each)));
        let own = own.remove(category.title()).unwrap_or_default();
        categories.push(CategoryPart {
            id: category.id().as_str().to_owned(),
            prefix: category.label().to_owned(),
            title: category.title().to_owned(),
            introduction: category.introduction().iter().map(text).collect(),
            risks: of_edition.chain(own).collect(),
        });
    }
    let unnamed = own.remove("");
    let own_category = |id: String, title: &str, risks| CategoryPart {
        id,
        prefix: String::new(),
        title: title.to_owned(),
        introduction: Vec::new(),
        risks,
    };
    let named = own.into_iter().enumerate();
    categories.extend(named.map(|(place, (title, risks))| {
        own_category(format!("{OWN_CATEGORY}:{}", place + 1), title, risks)
    }));
    categories.extend(
        unnamed.map(|risks| own_category(OWN_CATEGORY.to_owned(), OWN_CATEGORY_TITLE, risks)),
    );
    categories
}

/// Sums and orders: what follows from where the risks stand.
pub(crate) fn register_figures(register: &mut RegisterPart, standings: &[RiskStanding]) {
    register.totals = TotalExposure::of(standings).into();
    let identifiers = |ranked: Vec<RiskStanding>| {
        ranked
            .into_iter()
            .map(|standing| standing.risk.to_string())
            .collect()
    };
    register.ranking = identifiers(ranking(standings));
    register.priorities = identifiers(priorities(standings));
}

fn risk(
    assessment: &Assessment,
    catalog: &Catalog,
    supports: &Supports<'_>,
    entry: RegisterRisk<'_>,
) -> RiskPart {
    let id = entry.id();
    let found = assessment.risk(id);
    let scales = assessment.scales();
    let standing = RiskStanding::of(id, &found, scales);
    let of_edition = match entry {
        RegisterRisk::Edition(risk) => Some(risk),
        RegisterRisk::Own(..) => None,
    };
    let earlier = found
        .earlier
        .zip(found.confirmation())
        .map(|(earlier, confirmation)| EarlierRiskPart {
            carried_as: earlier.carried_as,
            confirmation,
            confirmed_on: earlier.confirmed,
        });
    RiskPart {
        id: id.to_string(),
        title: entry.title().to_owned(),
        own: entry.is_own(),
        title_summary: of_edition
            .and_then(Risk::title_wording)
            .is_some_and(Wording::is_summary),
        description: match entry {
            RegisterRisk::Edition(risk) => risk.description_items().to_vec(),
            RegisterRisk::Own(_, own) if own.description.is_empty() => Vec::new(),
            RegisterRisk::Own(_, own) => vec![own.description.clone()],
        },
        description_summary: of_edition
            .and_then(Risk::wording)
            .is_some_and(Wording::is_summary),
        group: of_edition
            .and_then(Risk::group)
            .map_or("", RiskGroup::as_str)
            .to_owned(),
        inherent: score_part(&found.inherent, scales),
        residual: score_part(&found.residual, scales),
        removed: standing.removed(),
        mitigation_cost: found.mitigation_cost,
        worth_hundredths: standing.worth.map(|worth| worth.hundredths()),
        treatment: found.treatment,
        owner: found.owner,
        due: found.due,
        acceptance: found.acceptance.map(|acceptance| AcceptancePart {
            by: acceptance.by,
            on: acceptance.on,
            reason: acceptance.reason,
            until: acceptance.until,
        }),
        note: found.note,
        earlier,
        controls: entry
            .controls(catalog)
            .into_iter()
            .map(|control| AddressingControl {
                id: control.id().as_str().to_owned(),
                short_title: control.short_title().to_owned(),
                status: assessment.control(control.id()).status,
            })
            .collect(),
        mitigations: catalog
            .mitigations_for(id)
            .into_iter()
            .map(|mitigation| Named {
                id: mitigation.id().as_str().to_owned(),
                title: mitigation.title().to_owned(),
            })
            .collect(),
        evidence: supports
            .evidence_for_risk(id)
            .iter()
            .map(|(id, _)| id.as_str().to_owned())
            .collect(),
        actions: supports
            .actions_for_risk(id)
            .iter()
            .map(|(id, _)| id.as_str().to_owned())
            .collect(),
    }
}

pub(crate) fn score_part(score: &Score, scales: &Scales) -> ScorePart {
    let exposure = Exposure::of(score, scales);
    ScorePart {
        probability: score.probability.map(|probability| {
            let basis_points = probability.resolve(scales);
            ProbabilityPart {
                basis_points,
                level: scales.probability_level(basis_points),
                by_level: matches!(probability, Probability::Level(_)),
            }
        }),
        impact: score.impact.map(|impact| {
            let amount = impact.resolve(scales);
            ImpactPart {
                amount,
                level: scales.impact_level(amount),
                by_level: matches!(impact, Impact::Level(_)),
                factors: match impact {
                    Impact::Factors(factors) => factors
                        .parts()
                        .into_iter()
                        .map(|(label, amount)| FactorPart {
                            label: label.to_owned(),
                            amount,
                        })
                        .collect(),
                    Impact::Level(_) | Impact::Exact(_) => Vec::new(),
                },
            }
        }),
        exposure: exposure.map(|exposure| exposure.amount),
        rating: exposure.map(|exposure| exposure.cell.rating()),
    }
}
