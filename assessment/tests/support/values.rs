//! Arbitrary values, most of them valid, some of them not.

use assay_assessment::{
    Action, ActionId, ActionState, Assessed, AssessmentKind, Assessor, Assurance, BasisPoints,
    CarriedAs, Conclusion, ControlEffectiveness, Currency, Day, Details, Draw, EarlierControl,
    Effectiveness, EngagementTerms, Evidence, EvidenceId, EvidenceKind, FilledIn, Impact,
    ImpactFactors, Method, Money, Operator, OwnRisk, Period, Picture, Probability, Procedure,
    ProcedureResult, Sample, ScaleLevel, Scales, Score, Sha256Digest, Status, Subject, TextChange,
    Withdrawn,
};
use assay_catalog::{ControlId, RiskId};
use proptest::{collection, option, prelude::*, sample::select};

use super::{at, catalog, control, day, risk};

/// The first few controls, so that edits meet each other, and one that no catalog holds.
pub fn any_control() -> impl Strategy<Value = ControlId> {
    let mut controls: Vec<ControlId> = catalog()
        .controls()
        .iter()
        .take(4)
        .map(|control| control.id().clone())
        .collect();
    controls.push(control("req-of-another-catalog"));
    select(controls)
}

/// The first few active risks, a retired one, one that no catalog holds, and one that may be the
/// assessor's own.
pub fn any_risk() -> impl Strategy<Value = RiskId> {
    let mut risks: Vec<RiskId> = catalog()
        .active_risks()
        .take(4)
        .map(|risk| risk.id())
        .collect();
    risks.extend([risk("SLS11"), risk("FIN999"), risk("OWN1")]);
    select(risks)
}

pub fn any_subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        any_control().prop_map(Subject::Control),
        any_risk().prop_map(Subject::Risk)
    ]
}

pub fn any_evidence_id() -> impl Strategy<Value = EvidenceId> {
    (0_u8..3).prop_map(|number| EvidenceId::from_random([number; 16]))
}

pub fn any_action_id() -> impl Strategy<Value = ActionId> {
    (0_u8..3).prop_map(|number| ActionId::from_random([number; 16]))
}

pub fn any_day() -> impl Strategy<Value = Day> {
    (0_i32..800).prop_map(|days| day("2025-06-01").plus_days(days))
}

/// Text as people write it, with what breaks parsers; sometimes too long for one line, and
/// sometimes of several lines.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[ -~\u{7f}äß€😀\u{202e}\u{2028}]{0,12}",
        1 => Just(String::new()),
        1 => Just("two\nlines".to_owned()),
        1 => Just("x".repeat(4_001)),
    ]
}

pub fn any_money() -> impl Strategy<Value = Money> {
    prop_oneof![0_u64..100_000_000, Just(Money::MOST.minor_units())]
        .prop_map(|units| Money::from_minor_units(units).unwrap())
}

pub fn any_level() -> impl Strategy<Value = ScaleLevel> {
    select(ScaleLevel::ALL.to_vec())
}

pub fn any_score() -> impl Strategy<Value = Score> {
    let probability = prop_oneof![
        any_level().prop_map(Probability::Level),
        (0_u64..=10_000).prop_map(|points| Probability::Exact(BasisPoints::new(points).unwrap()))
    ];
    let factors = collection::vec(any_money(), 5).prop_map(|parts| ImpactFactors {
        direct_cost: parts[0],
        staff_time: parts[1],
        remediation: parts[2],
        compensation_and_legal: parts[3],
        lost_opportunity: parts[4],
    });
    let impact = prop_oneof![
        any_level().prop_map(Impact::Level),
        any_money().prop_map(Impact::Exact),
        factors.prop_map(Impact::Factors)
    ];
    (option::of(probability), option::of(impact)).prop_map(|(probability, impact)| Score {
        probability,
        impact,
    })
}

pub fn any_methods() -> impl Strategy<Value = std::collections::BTreeSet<Method>> {
    collection::btree_set(select(Method::ALL.to_vec()), 0..=3)
}

pub fn any_details() -> impl Strategy<Value = Details> {
    let assessor =
        (any_text(), any_text(), any_text()).prop_map(|(name, organisation, role)| Assessor {
            name,
            organisation,
            role,
        });
    (
        any_text(),
        any::<bool>(),
        (any_text(), any_text(), any_text()),
        (option::of(any_day()), option::of(any_day())),
        prop_oneof![
            9 => collection::vec(assessor, 0..3),
            1 => Just(vec![Assessor::default(); 51])
        ],
    )
        .prop_map(
            |(title, independent, (name, contact, scope), (from, to), assessors)| Details {
                title,
                kind: if independent {
                    AssessmentKind::Independent
                } else {
                    AssessmentKind::SelfAssessment
                },
                operator: Operator { name, contact },
                scope,
                period: Period { from, to },
                assessors,
            },
        )
}

pub fn any_scales() -> impl Strategy<Value = Scales> {
    (1_u64..1_000, 1_u64..1_000_000).prop_map(|(probability, impact)| {
        let probability =
            [1, 2, 3, 4, 5].map(|level| BasisPoints::new(level * probability).unwrap());
        let impact = [1, 2, 3, 4, 5].map(|level| Money::from_minor_units(level * impact).unwrap());
        Scales::new(Currency::iso_4217("USD").unwrap(), probability, impact).unwrap()
    })
}

/// Currencies with none to eight decimals, some of them units of one's own.
pub fn any_currency() -> impl Strategy<Value = Currency> {
    let iso = select(vec!["JPY", "EUR", "USD", "KWD", "CLF"])
        .prop_map(|code| Currency::iso_4217(code).unwrap());
    let own = ("[A-Z]{4,8}", 0_u8..=8)
        .prop_map(|(name, decimals)| Currency::own_unit(&name, decimals).unwrap());
    prop_oneof![iso, own]
}

pub fn any_evidence() -> impl Strategy<Value = Evidence> {
    let file =
        (any_text(), "[a-z]{0,5}/[a-z]{0,5}", 0_u8..4).prop_map(|(name, media_type, content)| {
            EvidenceKind::File {
                name,
                media_type,
                size: 1,
                sha256: Sha256Digest::of(&[content]),
            }
        });
    let link = "https://example[.]org/[a-z]{0,8}".prop_map(|address| EvidenceKind::Link {
        address: address.parse().unwrap(),
    });
    (
        prop_oneof![file, link],
        (any_text(), any_text()),
        option::of(select(Method::ALL.to_vec())),
        option::of(any_day()),
        collection::btree_set(any_control(), 0..3),
        collection::btree_set(any_risk(), 0..2),
        any_picture(),
    )
        .prop_map(
            |(kind, (title, description), method, captured_on, controls, risks, picture)| {
                Evidence {
                    picture: match kind {
                        EvidenceKind::File { .. } => picture,
                        EvidenceKind::Link { .. } => Picture::default(),
                    },
                    kind,
                    title,
                    description,
                    method,
                    captured_on,
                    added_at: at(5),
                    controls,
                    risks,
                }
            },
        )
}

/// Some of these are refused: what is shown needs a text.
pub fn any_picture() -> impl Strategy<Value = Picture> {
    let stated = (any::<bool>(), any_text()).prop_map(|(shown, alternative_text)| Picture {
        shown,
        alternative_text,
    });
    prop_oneof![Just(Picture::default()), stated]
}

pub fn any_action() -> impl Strategy<Value = Action> {
    (
        (any_text(), any_text(), any_text()),
        option::of(any_day()),
        option::of(any_day()),
        collection::btree_set(any_control(), 0..3),
        collection::btree_set(any_risk(), 0..2),
    )
        .prop_map(
            |((title, description, owner), due, done, controls, risks)| Action {
                title,
                description,
                owner,
                due,
                state: done.map_or(ActionState::Open, |on| ActionState::Done { on }),
                controls,
                risks,
            },
        )
}

/// A replacement at a place that often, but not always, fits a short note.
pub fn any_change() -> impl Strategy<Value = TextChange> {
    prop_oneof![
        4 => any_text().prop_map(|inserted| TextChange { at: 0, removed: String::new(), inserted }),
        1 => (0_usize..4, "[a-z]{0,2}", any_text()).prop_map(|(at, removed, inserted)| TextChange {
            at,
            removed,
            inserted
        }),
    ]
}

pub fn any_filled_in() -> impl Strategy<Value = FilledIn> {
    select(vec![
        FilledIn::Nothing,
        FilledIn::Day,
        FilledIn::Name,
        FilledIn::Both,
    ])
}

pub fn any_carried_as() -> impl Strategy<Value = CarriedAs> {
    select(vec![
        CarriedAs::Unchanged,
        CarriedAs::SameEdition,
        CarriedAs::Reworded,
    ])
}

pub fn any_earlier_control() -> impl Strategy<Value = Box<EarlierControl>> {
    (
        any_carried_as(),
        select(Status::ALL.to_vec()),
        any_text(),
        any_methods(),
        option::of((any_day(), any_text(), any_filled_in())),
        any_text(),
    )
        .prop_map(|(carried_as, status, reason, methods, assessed, note)| {
            Box::new(EarlierControl {
                carried_as,
                status,
                reason,
                methods,
                assessed: assessed.map(|(on, by, filled_in)| Assessed { on, by, filled_in }),
                note,
            })
        })
}

pub fn any_own_risk() -> impl Strategy<Value = Box<OwnRisk>> {
    (
        any_text(),
        any_text(),
        any_text(),
        collection::btree_set(any_control(), 0..3),
    )
        .prop_map(|(title, category, description, controls)| {
            Box::new(OwnRisk {
                title,
                category,
                description,
                controls,
            })
        })
}

pub fn any_withdrawn() -> impl Strategy<Value = Box<Withdrawn>> {
    (any_text(), any_text(), any_text(), any_text()).prop_map(|(title, statement, found, note)| {
        Box::new(Withdrawn {
            title,
            statement,
            found,
            note,
        })
    })
}

/// One edit that is no `Several`.
pub fn any_procedure() -> impl Strategy<Value = Procedure> {
    let sample = (
        any_text(),
        option::of(any::<u32>()),
        any_text(),
        (option::of(any_day()), option::of(any_day())),
        option::of((1_u32..9, any_text())),
    )
        .prop_map(
            |(population, population_size, chosen, (from, to), drawn)| Sample {
                population,
                population_size,
                size: population_size,
                chosen,
                period: Period { from, to },
                draw: drawn.and_then(|(size, seed)| {
                    let draw = Draw::of("a\nb\nc\nd\ne\nf\ng\nh", size, &seed);
                    draw.ok().map(Box::new)
                }),
            },
        );
    let method = option::of(select(Method::ALL.to_vec()));
    let result = option::of(select(ProcedureResult::ALL.to_vec()));
    (method, any_text(), sample, result, any_text()).prop_map(
        |(method, done, sample, result, exceptions)| Procedure {
            method,
            done,
            sample,
            result,
            exceptions,
        },
    )
}

pub fn any_effectiveness() -> impl Strategy<Value = ControlEffectiveness> {
    let any = || option::of(select(Effectiveness::ALL.to_vec()));
    (any(), any()).prop_map(|(design, operation)| ControlEffectiveness { design, operation })
}

pub fn any_terms() -> impl Strategy<Value = EngagementTerms> {
    let level = option::of(select(Assurance::ALL.to_vec()));
    let conclusion = option::of(select(Conclusion::ALL.to_vec()));
    let days = (option::of(any_day()), option::of(any_day()));
    (level, conclusion, days).prop_map(|(assurance, conclusion, (dated, asserted_on))| {
        EngagementTerms {
            assurance,
            conclusion,
            dated,
            asserted_on,
        }
    })
}
