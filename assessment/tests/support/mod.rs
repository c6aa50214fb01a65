//! What the tests share: arbitrary edits, most of them valid, some of them not.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file is a crate of its own that uses a part of this, and a helper fails its test"
)]

use assay_assessment::{
    Acceptance, Action, ActionId, ActionState, Assessed, Assessment, AssessmentId, AssessmentKind,
    Assessor, Assurance, BasisPoints, CarriedAs, Conclusion, ControlEffectiveness, Currency, Day,
    Details, Draw, EarlierControl, EarlierRisk, Edit, EditionReference, Effectiveness,
    EngagementTerms, EngagementText, Evidence, EvidenceId, EvidenceKind, FilledIn, Impact,
    ImpactFactors, Journal, Method, Money, Opening, Operator, OwnRisk, Period, Probability,
    Procedure, ProcedureResult, Record, Sample, ScaleLevel, Scales, Score, Sha256Digest, Status,
    Subject, TextChange, Timestamp, Treatment, Withdrawn,
};
use assay_catalog::{Catalog, ControlId, Editions, RiskId};
use proptest::{collection, option, prelude::*, sample::select};

/// An edition of two controls and no risk, one of which the draft has in other words.
pub const SMALL_EDITION: &str = r#"{
    "edition": {
        "format": "assay-edition/1",
        "name": "Small", "version": "1", "date": "2026-11-01", "status": "release",
        "levels": [{"name": "MUST", "mandatory": true}],
        "publisher": "Example", "licence": "Apache-2.0", "copyright": "Copyright 2026, Example",
        "url": "https://example.org",
        "provenance": {
            "source": "Made for a test.",
            "verbatim": [], "summaries": [], "changes": [], "omissions": []
        }
    },
    "frameworks": {},
    "controls": {"sections": [{"id": "sec-a", "title": "A", "groups": [
        {"id": "ctrl-a", "title": "A", "controls": [
            {"id": "req-encrypt-data", "level": "MUST", "short_title": "Encrypt",
             "statement": "Operators MUST encrypt everything, always."},
            {"id": "req-of-its-own", "level": "MUST", "short_title": "Own",
             "statement": "Operators MUST do this too."}
        ]}
    ]}]},
    "risks": {},
    "mitigations": {},
    "glossary": {}
}"#;

pub fn catalog() -> &'static Catalog {
    Editions::bundled_draft()
}

pub fn opening() -> Opening {
    Opening {
        assessment: AssessmentId::from_random([7; 16]),
        edition: EditionReference::of(catalog()),
        example: false,
        carried_from: None,
    }
}

pub fn opened() -> Assessment {
    Assessment::open(opening())
}

pub fn at(milliseconds: u64) -> Timestamp {
    Timestamp::from_milliseconds(1_795_305_600_000 + milliseconds)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn control(text: &str) -> ControlId {
    text.parse().unwrap()
}

pub fn risk(text: &str) -> RiskId {
    text.parse().unwrap()
}

pub fn new_record() -> Record {
    Record::open(opening(), at(0), "Ada", catalog())
}

/// A record after `edits`, one a minute; those that are refused are left out.
pub fn record_after(edits: impl IntoIterator<Item = Edit>) -> Record {
    let mut record = new_record();
    for (minute, edit) in (1..).zip(edits) {
        let _refused = record.perform(edit, at(minute * 60_000), "Ada");
    }
    record
}

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
    )
        .prop_map(
            |(kind, (title, description), method, captured_on, controls, risks)| Evidence {
                kind,
                title,
                description,
                method,
                captured_on,
                added_at: at(5),
                controls,
                risks,
            },
        )
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

fn any_filled_in() -> impl Strategy<Value = FilledIn> {
    select(vec![
        FilledIn::Nothing,
        FilledIn::Day,
        FilledIn::Name,
        FilledIn::Both,
    ])
}

fn any_carried_as() -> impl Strategy<Value = CarriedAs> {
    select(vec![
        CarriedAs::Unchanged,
        CarriedAs::SameEdition,
        CarriedAs::Reworded,
    ])
}

fn any_earlier_control() -> impl Strategy<Value = Box<EarlierControl>> {
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

fn any_own_risk() -> impl Strategy<Value = Box<OwnRisk>> {
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

fn any_withdrawn() -> impl Strategy<Value = Box<Withdrawn>> {
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
fn any_procedure() -> impl Strategy<Value = Procedure> {
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

fn any_effectiveness() -> impl Strategy<Value = ControlEffectiveness> {
    let any = || option::of(select(Effectiveness::ALL.to_vec()));
    (any(), any()).prop_map(|(design, operation)| ControlEffectiveness { design, operation })
}

fn any_terms() -> impl Strategy<Value = EngagementTerms> {
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

pub fn any_plain_edit() -> BoxedStrategy<Edit> {
    let treatment = || option::of(select(Treatment::ALL.to_vec()));
    let of_controls = prop_oneof![
        (any_control(), select(Status::ALL.to_vec()))
            .prop_map(|(control, status)| Edit::SetControlStatus { control, status }),
        (any_control(), any_text())
            .prop_map(|(control, reason)| Edit::SetControlReason { control, reason }),
        (any_control(), any_methods())
            .prop_map(|(control, methods)| Edit::SetControlMethods { control, methods }),
        (
            any_control(),
            option::of((any_day(), any_text(), any_filled_in()))
        )
            .prop_map(|(control, assessed)| {
                let assessed = assessed.map(|(on, by, filled_in)| Assessed { on, by, filled_in });
                Edit::SetControlAssessed { control, assessed }
            }),
        (any_control(), any_change())
            .prop_map(|(control, change)| Edit::ChangeControlNote { control, change }),
        (any_control(), option::of(any_earlier_control()))
            .prop_map(|(control, earlier)| Edit::SetEarlierControl { control, earlier }),
    ];
    let of_risks = prop_oneof![
        (any_risk(), any_score()).prop_map(|(risk, score)| Edit::SetInherentScore { risk, score }),
        (any_risk(), any_score()).prop_map(|(risk, score)| Edit::SetResidualScore { risk, score }),
        (any_risk(), option::of(any_money()))
            .prop_map(|(risk, cost)| Edit::SetMitigationCost { risk, cost }),
        (any_risk(), treatment())
            .prop_map(|(risk, treatment)| Edit::SetTreatment { risk, treatment }),
        (any_risk(), any_text()).prop_map(|(risk, owner)| Edit::SetRiskOwner { risk, owner }),
        (any_risk(), option::of(any_day())).prop_map(|(risk, due)| Edit::SetRiskDue { risk, due }),
        (
            any_risk(),
            option::of((any_text(), any_day(), any_text(), option::of(any_day())))
        )
            .prop_map(|(risk, acceptance)| {
                let acceptance = acceptance.map(|(by, on, reason, until)| Acceptance {
                    by,
                    on,
                    reason,
                    until,
                });
                Edit::SetAcceptance { risk, acceptance }
            }),
        (any_risk(), any_change()).prop_map(|(risk, change)| Edit::ChangeRiskNote { risk, change }),
        (
            any_risk(),
            option::of((any_carried_as(), option::of(any_day())))
        )
            .prop_map(|(risk, earlier)| Edit::SetEarlierRisk {
                risk,
                earlier: earlier.map(|(carried_as, confirmed)| EarlierRisk {
                    carried_as,
                    confirmed
                }),
            }),
        (
            select(vec![risk("OWN1"), risk("FIN1")]),
            option::of(any_own_risk())
        )
            .prop_map(|(risk, own)| Edit::SetOwnRisk { risk, own }),
        (any_subject(), option::of(any_withdrawn()))
            .prop_map(|(subject, withdrawn)| Edit::SetWithdrawn { subject, withdrawn }),
    ];
    let of_evidence = prop_oneof![
        3 => (any_evidence_id(), any_evidence())
            .prop_map(|(id, item)| Edit::AddEvidence { id, item }),
        1 => (any_evidence_id(), any_text(), any_text(), option::of(any_day())).prop_map(
            |(id, title, description, captured_on)| Edit::DescribeEvidence {
                id, title, description, method: Some(Method::Test), captured_on
            }
        ),
        1 => (any_evidence_id(), any_subject())
            .prop_map(|(id, subject)| Edit::LinkEvidence { id, subject }),
        1 => (any_evidence_id(), any_subject())
            .prop_map(|(id, subject)| Edit::UnlinkEvidence { id, subject }),
        1 => any_evidence_id().prop_map(|id| Edit::RemoveEvidence { id }),
    ];
    let of_actions = prop_oneof![
        2 => (any_action_id(), any_action()).prop_map(|(id, action)| Edit::AddAction { id, action }),
        1 => (any_action_id(), any_action())
            .prop_map(|(id, action)| Edit::ChangeAction { id, action }),
        1 => any_action_id().prop_map(|id| Edit::RemoveAction { id }),
    ];
    prop_oneof![
        5 => of_controls,
        6 => of_risks,
        4 => of_evidence,
        3 => of_actions,
        1 => any_details().prop_map(|details| Edit::SetDetails { details }),
        1 => any_terms().prop_map(|terms| Edit::SetEngagementTerms { terms }),
        2 => (any_control(), 0_u16..4, option::of(any_procedure())).prop_map(
            |(control, number, procedure)| Edit::SetProcedure {
                control,
                number,
                procedure: procedure.map(Box::new),
            }
        ),
        1 => (any_control(), any_effectiveness()).prop_map(|(control, effectiveness)| {
            Edit::SetEffectiveness { control, effectiveness }
        }),
        2 => (select(EngagementText::ALL.to_vec()), any_text())
            .prop_map(|(field, text)| Edit::SetEngagementText { field, text }),
        1 => any_scales().prop_map(|scales| Edit::SetScales { scales }),
        1 => any_currency().prop_map(|currency| Edit::SetCurrency { currency }),
    ]
    .boxed()
}

/// Any edit, valid or not, `Several` included.
pub fn any_edit() -> BoxedStrategy<Edit> {
    prop_oneof![
        8 => any_plain_edit(),
        1 => collection::vec(any_plain_edit(), 0..4).prop_map(|edits| Edit::Several { edits }),
    ]
    .boxed()
}

pub fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    collection::vec(any_edit(), 0..24)
}

/// What somebody does with a record.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a test makes few of them")]
pub enum Deed {
    Perform(Edit),
    Undo,
    Redo,
}

/// Edits, undos and redos, each with the milliseconds since the one before: some are close enough
/// together to be one step of typing.
pub fn any_deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let deed = prop_oneof![
        5 => any_edit().prop_map(Deed::Perform),
        3 => any_typing().prop_map(Deed::Perform),
        3 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    collection::vec((select(vec![0_u64, 900, 5_000]), deed), 0..30)
}

/// Typing, undos and redos only, so that steps of several edits are common.
pub fn any_typing_deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let deed = prop_oneof![
        4 => any_typing().prop_map(Deed::Perform),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    collection::vec((select(vec![0_u64, 900, 5_000]), deed), 0..8)
}

/// Something typed at the beginning of one note, or into one owner.
pub fn any_typing() -> impl Strategy<Value = Edit> {
    let control = catalog().controls()[0].id().clone();
    prop_oneof![
        4 => "[a-z]{1,3}".prop_map(move |inserted| Edit::ChangeControlNote {
            control: control.clone(),
            change: TextChange { at: 0, removed: String::new(), inserted },
        }),
        1 => "[a-z]{0,3}".prop_map(|owner| Edit::SetRiskOwner { risk: risk("FIN1"), owner }),
    ]
}

/// Does it all, from `start` milliseconds on; what is refused is left out. Returns the time.
pub fn live(record: &mut Record, deeds: &[(u64, Deed)], start: u64) -> u64 {
    let mut now = start;
    for (pause, deed) in deeds {
        now += pause;
        let _refused = match deed {
            Deed::Perform(edit) => record.perform(edit.clone(), at(now), "Ada"),
            Deed::Undo => record.undo(at(now), "Ada"),
            Deed::Redo => record.redo(at(now), "Ada"),
        };
    }
    now
}

/// The journal's entries, as they are stored.
pub fn stored(record: &Record) -> Vec<Vec<u8>> {
    let entries = record.journal().stored().iter();
    entries.map(|entry| entry.to_vec()).collect()
}

/// The journal read again from its stored bytes.
pub fn journal_of(entries: Vec<Vec<u8>>) -> Journal {
    let (journal, error) = Journal::verify(entries);
    assert_eq!(error, None);
    journal
}

/// The canonical bytes of an assessment.
pub fn bytes_of(assessment: &Assessment) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(assessment).unwrap()
}
