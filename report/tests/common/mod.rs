//! An assessment with something in every field, for the tests of reports.

pub(crate) mod blocks;
pub(crate) mod presentation;
pub(crate) mod public;

use assay_assessment::{
    Acceptance, Action, ActionState, Assessed, Assessment, AssessmentKind, Assessor, Assurance,
    BasisPoints, Conclusion, ControlEffectiveness, Deficiency, DeficiencyId, DeficiencyTerms,
    DeficiencyText, Details, Draw, Edit, EditionReference, Effectiveness, EngagementTerms,
    EngagementText, Evidence, EvidenceKind, EvidencePresence, FollowUp, Impact, ImpactFactors,
    Method, Money, Opening, Operator, Period, Picture, Position, Probability, Procedure,
    ProcedureResult, Sample, ScaleLevel, Score, Severity, Sha256Digest, Status, TextLimit,
    Timestamp, Treatment, UtcOffset,
};
use assay_catalog::Editions;
use assay_report::document::{
    Circumstances, DateFormat, LeavablePart, Logo, NumberFormat, Paper, PdfEdition, Presentation,
    Report, Role, SigningParty,
};
use assay_report::picture::{PictureFiles, look, look_at_logo};

/// 2026-11-22T00:00:00Z.
pub(crate) const NOW: u64 = 1_795_305_600_000;

/// A screenshot, and a photograph that was taken on its side and names a place.
pub(crate) const PANEL: &[u8] = include_bytes!("../pictures/panel.png");
pub(crate) const RACK: &[u8] = include_bytes!("../pictures/turned.jpg");
/// A logo on a transparent ground.
pub(crate) const LOGO: &[u8] = include_bytes!("../pictures/logo.png");

/// The files of the pictures that the filled report shows, and of the logo.
#[allow(dead_code, reason = "only some draw it")]
pub(crate) fn picture_files() -> PictureFiles {
    [PANEL, RACK, LOGO]
        .map(<[u8]>::to_vec)
        .into_iter()
        .collect()
}

/// How each control and risk is filled.
pub(crate) struct Filling {
    /// The note of the control with this number.
    pub(crate) note: fn(usize) -> String,
    /// How many items of evidence there are.
    pub(crate) evidence: usize,
    /// Whether controls are left untested and risks unscored.
    pub(crate) sparse: bool,
}

impl Default for Filling {
    fn default() -> Self {
        Self {
            note: |number| format!("Note {number}: we **looked** at the configuration."),
            evidence: 7,
            sparse: false,
        }
    }
}

fn day(text: &str) -> assay_assessment::Day {
    text.parse().unwrap()
}

fn random(number: usize) -> [u8; 16] {
    let mut bytes = [7; 16];
    bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

/// The assessment.
pub(crate) fn assessment(filling: &Filling) -> Assessment {
    let catalog = Editions::bundled_draft();
    let mut assessment = Assessment::open(Opening {
        assessment: assay_assessment::AssessmentId::from_random(random(0)),
        edition: EditionReference::of(catalog),
        example: true,
        carried_from: None,
    });
    let mut edits = vec![Edit::SetDetails {
        details: Details {
            title: "Yearly assessment 2026".to_owned(),
            kind: AssessmentKind::Independent,
            operator: Operator {
                name: "Example Operator AG".to_owned(),
                contact: "security@example.org".to_owned(),
            },
            scope: "All validators on *mainnet*, both sites:\n\n- Zürich\n- Αθήνα\n".to_owned(),
            period: Period {
                from: Some(day("2026-01-01")),
                to: Some(day("2026-10-31")),
            },
            assessors: vec![Assessor {
                name: "Ada Assessor".to_owned(),
                organisation: "Review GmbH".to_owned(),
                role: "Lead".to_owned(),
            }],
        },
    }];
    if !filling.sparse {
        edits.extend(engagement_edits());
    }
    control_edits(filling, &mut edits);
    risk_edits(filling, &mut edits);
    library_edits(filling, &mut edits);
    for edit in edits {
        let _undo = edit.apply(&mut assessment, catalog).unwrap();
    }
    // Notes are changed relative to what stands there.
    for (number, control) in catalog.controls().iter().enumerate() {
        if filling.sparse && number % 3 > 0 {
            continue;
        }
        let note = (filling.note)(number);
        if let Some(edit) = Edit::control_note(&assessment, control.id(), &note) {
            let _undo = edit.apply(&mut assessment, catalog).unwrap();
        }
    }
    assessment
}

/// Something in every part of the engagement.
pub(crate) fn engagement_edits() -> impl Iterator<Item = Edit> {
    let terms = EngagementTerms {
        assurance: Some(Assurance::Limited),
        conclusion: Some(Conclusion::Adverse),
        dated: Some(day("2026-11-20")),
        asserted_on: Some(day("2026-11-02")),
    };
    let texts = EngagementText::ALL.map(|field| Edit::SetEngagementText {
        field,
        text: match field.limit() {
            TextLimit::Line => format!("The line of {}", field.title()),
            _ => format!("The text of {}.\n\nIts second paragraph.", field.title()),
        },
    });
    [Edit::SetEngagementTerms { terms }]
        .into_iter()
        .chain(texts)
}

/// Two procedures, one with everything and one with nothing, and what is said of design and operation.
fn procedure_edits(number: usize, control: &assay_catalog::ControlId) -> [Edit; 3] {
    let lines: Vec<String> = (0..30)
        .map(|line| format!("ticket {number}-{line}"))
        .collect();
    let sample = Sample {
        population: format!("All tickets of control {number}"),
        population_size: Some(30),
        size: Some(3),
        chosen: format!("at random, by seed {number}"),
        period: Period {
            from: Some(day("2026-01-01")),
            to: Some(day("2026-09-30")),
        },
        draw: Draw::of(&lines.join("\n"), 3, &format!("seed {number}"))
            .ok()
            .map(Box::new),
    };
    let whole = Procedure {
        method: Some(Method::Test),
        done: format!("Traced each ticket of control {number} to its review."),
        sample,
        result: Some(ProcedureResult::Exceptions),
        exceptions: format!("One of three of control {number} had none."),
    };
    let procedure = |number, procedure| Edit::SetProcedure {
        control: control.clone(),
        number,
        procedure: Some(Box::new(procedure)),
    };
    [
        procedure(1, whole),
        procedure(3, Procedure::default()),
        Edit::SetEffectiveness {
            control: control.clone(),
            effectiveness: ControlEffectiveness {
                design: Some(Effectiveness::Effective),
                operation: Some(Effectiveness::NotEffective),
            },
        },
    ]
}

fn control_edits(filling: &Filling, edits: &mut Vec<Edit>) {
    for (number, control) in Editions::bundled_draft().controls().iter().enumerate() {
        if filling.sparse && number % 3 > 0 {
            continue;
        }
        let status = match number % 11 {
            0 | 5 => Status::NotApplicable,
            3 => Status::Partial,
            7 => Status::Fails,
            _ => Status::Implemented,
        };
        let id = control.id().clone();
        edits.push(Edit::SetControlStatus {
            control: id.clone(),
            status,
        });
        if status != Status::Implemented {
            edits.push(Edit::SetControlReason {
                control: id.clone(),
                reason: format!("Reason {number}: the operator has no such system."),
            });
        }
        if number % 4 == 1 {
            edits.extend(procedure_edits(number, &id));
        }
        edits.push(Edit::SetControlMethods {
            control: id.clone(),
            methods: [Method::Examine, Method::Test].into(),
        });
        edits.push(Edit::SetControlAssessed {
            control: id,
            assessed: Some(Assessed {
                on: day("2026-10-12"),
                by: "Ada Assessor".to_owned(),
                filled_in: assay_assessment::FilledIn::Nothing,
            }),
        });
    }
}

fn risk_edits(filling: &Filling, edits: &mut Vec<Edit>) {
    let level = |number: usize| ScaleLevel::ALL[number % 5];
    for (number, risk) in Editions::bundled_draft().active_risks().enumerate() {
        if filling.sparse && number % 4 > 0 {
            continue;
        }
        let risk = risk.id();
        let cents = |euros: u64| Money::from_minor_units(euros * 100).unwrap();
        edits.push(Edit::SetInherentScore {
            risk,
            score: Score {
                probability: Some(Probability::Level(level(number + 2))),
                impact: Some(Impact::Level(level(number / 5))),
            },
        });
        edits.push(Edit::SetResidualScore {
            risk,
            score: Score {
                probability: Some(Probability::Exact(BasisPoints::new(125).unwrap())),
                impact: Some(Impact::Factors(ImpactFactors {
                    direct_cost: cents(1_000 * (number as u64 + 1)),
                    staff_time: cents(1_200),
                    ..ImpactFactors::default()
                })),
            },
        });
        edits.push(Edit::SetMitigationCost {
            risk,
            cost: Some(cents(500 + number as u64 * 40)),
        });
        edits.push(Edit::SetTreatment {
            risk,
            treatment: Some(Treatment::ALL[number % 4]),
        });
        edits.push(Edit::SetRiskOwner {
            risk,
            owner: format!("Owner {number}"),
        });
        edits.push(Edit::SetRiskDue {
            risk,
            due: Some(day("2027-03-31")),
        });
        if number % 8 == 1 {
            edits.push(Edit::SetAcceptance {
                risk,
                acceptance: Some(Acceptance {
                    by: "Otto Operator".to_owned(),
                    on: day("2026-09-01"),
                    reason: format!("Acceptance {number}: cheaper to bear."),
                    until: (number % 16 == 1).then(|| day("2027-08-31")),
                }),
            });
        }
    }
}

fn library_edits(filling: &Filling, edits: &mut Vec<Edit>) {
    let catalog = Editions::bundled_draft();
    for number in 0..filling.evidence {
        let control = catalog.controls()[number % catalog.controls().len()]
            .id()
            .clone();
        let risk = catalog.active_risks().nth(number % 74).unwrap().id();
        let shown = match number {
            1 => Some(("panel.png", "image/png", PANEL)),
            3 => Some(("rack.jpg", "image/jpeg", RACK)),
            _ => None,
        };
        let kind = if let Some((name, media_type, bytes)) = shown {
            EvidenceKind::File {
                name: name.to_owned(),
                media_type: media_type.to_owned(),
                size: bytes.len() as u64,
                sha256: Sha256Digest::of(bytes),
            }
        } else if number % 3 == 2 {
            EvidenceKind::Link {
                address: serde_json::from_value(serde_json::json!(format!(
                    "https://wiki.example.org/policies/{number}"
                )))
                .unwrap(),
            }
        } else {
            EvidenceKind::File {
                name: format!("firewall-rules-{number}.txt"),
                media_type: "text/plain".to_owned(),
                size: 48_213 + number as u64,
                sha256: Sha256Digest::of(&number.to_be_bytes()),
            }
        };
        edits.push(Edit::AddEvidence {
            id: assay_assessment::EvidenceId::from_random(random(100 + number)),
            item: Evidence {
                kind,
                title: format!("Evidence {number}"),
                description: format!("Description {number} of what it shows."),
                method: Some(Method::Examine),
                captured_on: (number % 2 == 0).then(|| day("2026-10-01")),
                added_at: Timestamp::from_milliseconds(NOW - 86_400_000),
                controls: [control].into(),
                risks: [risk].into(),
                picture: Picture {
                    shown: shown.is_some(),
                    alternative_text: shown
                        .map(|_| format!("What picture {number} shows, in words."))
                        .unwrap_or_default(),
                },
            },
        });
    }
    for (number, done) in [(3_usize, true), (7, false)] {
        edits.push(Edit::AddAction {
            id: assay_assessment::ActionId::from_random(random(5_000 + number)),
            action: Action {
                title: format!("Action {number}: close the gap"),
                description: "With the *vendor*, in two steps.".to_owned(),
                owner: "Otto Operator".to_owned(),
                due: Some(day("2026-11-01")),
                state: if done {
                    ActionState::Done {
                        on: day("2026-10-20"),
                    }
                } else {
                    ActionState::Open
                },
                controls: [catalog.controls()[number].id().clone()].into(),
                risks: [catalog.active_risks().next().unwrap().id()].into(),
            },
        });
    }
    edits.extend(deficiencies());
}

/// Two findings of the assessor with something in every field, the less grave one first.
fn deficiencies() -> [Edit; 2] {
    let catalog = Editions::bundled_draft();
    let control = |number: usize| catalog.controls()[number].id().clone();
    let risk = catalog.active_risks().next().unwrap().id();
    let of = |severity, follow_up, position| DeficiencyTerms {
        title: format!("A finding that is {}", Severity::label(severity)),
        severity: Some(severity),
        follow_up,
        position: Some(position),
        responded_by: format!("Mara, who {}", Position::label(position)),
        responded_on: Some(day("2026-11-18")),
        controls: [control(3), control(4)].into(),
        risks: [risk].into(),
        actions: [assay_assessment::ActionId::from_random(random(5_003))].into(),
    };
    let texts = |of: &str| {
        let texts = DeficiencyText::ALL.map(|text| (text, format!("The {} {of}.", text.label())));
        texts.into()
    };
    [
        (
            1,
            of(Severity::Low, Some(FollowUp::Persists), Position::Disagrees),
        ),
        (2, of(Severity::High, None, Position::AgreesInPart)),
    ]
    .map(|(number, terms)| Edit::AddDeficiency {
        id: DeficiencyId::from_random(random(6_000 + number)),
        deficiency: Box::new(Deficiency {
            texts: texts(&terms.title),
            terms,
        }),
    })
}

/// A note with everything at once: all ranks of headings, a table of 20 columns, lists 12 deep by marks and
/// 30 deep by numbers, footnotes of footnotes, long words, and text from right to left.
#[allow(dead_code, reason = "only some of the tests and examples look at it")]
fn overfull() -> String {
    let ranks: String = (1..=6)
        .chain([3, 1])
        .map(|rank| format!("{} Rank {rank}\n\nText below it.\n\n", "#".repeat(rank)))
        .collect();
    let cells = [
        "yes",
        "2026-11-22",
        "configuration",
        "n/a",
        "שלום עולם",
        "`nft list`",
        "by Ada, twice[^who]",
    ];
    let row = |row: usize| -> String {
        let cells = (0..20).map(|column| cells[(row * 3 + column) % cells.len()]);
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let table = format!(
        "{}|{}\n{}",
        row(0),
        "---|".repeat(20),
        (1..40).map(row).collect::<String>()
    );
    let deep: String = (0..12)
        .map(|depth| {
            format!(
                "{}- level {depth} that goes on for a while[^{depth}]\n",
                "  ".repeat(depth)
            )
        })
        .collect();
    let at_once = format!("{}deepest", "9. ".repeat(30));
    let footnotes: String = (0..12)
        .map(|depth| {
            format!(
                "[^{depth}]: Of level {depth}, see the next[^{}].\n",
                depth + 1
            )
        })
        .collect();
    format!(
        "{ranks}{table}\n\n{deep}\n{at_once}\n\n> > {}\n\nمرحبا[^who] بالعالم, and nothing[^none]\n\n{footnotes}\n\
         [^who]: Ada Roth.\n\n    1. once\n    2. twice\n\n[^12]: `{}`\n",
        "Donaudampfschifffahrtsgesellschaft".repeat(9),
        "0123456789abcdef".repeat(12)
    )
}

/// Text that is hard to set: without spaces, in wide and long tables, deep, in scripts that no
/// bundled font has, and with names as long as they may be.
#[allow(dead_code, reason = "only some of the tests and examples look at it")]
pub(crate) fn hostile() -> Assessment {
    let rows: String = (0..200)
        .map(|n| format!("| {n} | row {n} | `{n:x}` |\n"))
        .collect();
    let wide = format!(
        "|{}\n|{}\n|{}\n",
        " heading |".repeat(24),
        "---|".repeat(24),
        " configuration |".repeat(24)
    );
    let deep: String = (0..14)
        .map(|depth| {
            format!(
                "{}- level {depth} of a deep list that goes on for a while\n",
                "  ".repeat(depth)
            )
        })
        .collect();
    let notes = [
        "x".repeat(20_000),
        format!("| No. | Row | Hex |\n|---:|---|---|\n{rows}"),
        wide,
        deep,
        "שלום עולם, זה מבחן של טקסט מימין לשמאל (with English) 123.\n\nمرحبا بالعالم".to_owned(),
        "日本語の文章です。漢字とかなが続きます。🎉👩‍💻 done — naïve café, Ελληνικά, Кириллица".to_owned(),
        "> quote\n>\n> > inner quote\n> >\n> > ```rust\n> > fn main() { println!(\"a line of code that is much longer than the column is wide, and goes on\"); }\n> > ```\n\n1. one\n2. two\n   - [x] done\n   - [ ] open\n\n# Heading one\n\n###### Heading six\n\n---\n\n~~struck~~ *em* **strong** <b>html</b> ![image](x.png) [link](https://example.org)".to_owned(),
        "https://example.org/".to_owned() + &"averylongpathsegment/".repeat(60),
        overfull(),
    ];
    let mut assessment = assessment(&Filling {
        evidence: 0,
        ..Filling::default()
    });
    let catalog = Editions::bundled_draft();
    let mut edits = Vec::new();
    for (control, note) in catalog.controls().iter().zip(&notes) {
        edits.extend(Edit::control_note(&assessment, control.id(), note));
    }
    for (risk, note) in catalog.active_risks().zip(&notes) {
        edits.extend(Edit::risk_note(&assessment, risk.id(), note));
    }
    for (number, title) in [
        "n".repeat(300),
        "a name with spaces ".repeat(15).trim_end().to_owned(),
        "日本語🎉".repeat(23),
    ]
    .into_iter()
    .enumerate()
    {
        let address = format!("https://example.org/{}?q={number}", "path/".repeat(56));
        for kind in [
            EvidenceKind::File {
                name: title.clone(),
                media_type:
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                        .to_owned(),
                size: u64::from(u32::MAX),
                sha256: Sha256Digest::of(title.as_bytes()),
            },
            EvidenceKind::Link {
                address: serde_json::from_value(serde_json::json!(address)).unwrap(),
            },
        ] {
            edits.push(Edit::AddEvidence {
                id: assay_assessment::EvidenceId::from_random(random(900 + edits.len())),
                item: Evidence {
                    kind,
                    title: title.clone(),
                    description: notes[2].clone() + "\n" + &notes[3],
                    method: Some(Method::Interview),
                    captured_on: None,
                    added_at: Timestamp::from_milliseconds(NOW),
                    controls: catalog.controls().iter().map(|c| c.id().clone()).collect(),
                    risks: catalog.active_risks().map(|risk| risk.id()).collect(),
                    picture: Picture::default(),
                },
            });
        }
    }
    for edit in edits {
        let _undo = edit.apply(&mut assessment, catalog).unwrap();
    }
    assessment
}

/// The report on it.
#[allow(dead_code, reason = "the examples assemble their own")]
pub(crate) fn report(filling: &Filling) -> Report {
    report_on(&assessment(filling))
}

/// The report on any assessment.
#[allow(dead_code, reason = "the examples assemble their own")]
pub(crate) fn report_on(assessment: &Assessment) -> Report {
    report_with(assessment, EvidencePresence::default())
}

/// The report on any assessment, made on a device with these files.
#[allow(dead_code, reason = "the examples assemble their own")]
pub(crate) fn report_with(assessment: &Assessment, presence: EvidencePresence) -> Report {
    let circumstances = Circumstances {
        presence,
        ..circumstances()
    };
    Report::assemble(assessment, Editions::bundled_draft(), &circumstances)
}

/// Another presentation than the usual one in every way, with all parts left out that can be.
#[allow(dead_code, reason = "the examples present their own")]
pub(crate) fn presentation() -> Presentation {
    Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::MonthDayYear,
        numbers: NumberFormat::PointComma,
        left_out: LeavablePart::ALL.into(),
        not_made: [PdfEdition::Executive].into(),
        logo: Some(logo()),
    }
}

/// A logo, as it is stated.
pub(crate) fn logo() -> Logo {
    let looked = look_at_logo(LOGO).unwrap();
    looked.stated("Review GmbH".to_owned()).unwrap()
}

/// One that is higher than wide, and no logo that anybody would choose.
#[allow(dead_code, reason = "only the examples show it")]
pub(crate) fn photograph() -> Logo {
    let looked = look_at_logo(RACK).unwrap();
    looked.stated("A rack".to_owned()).unwrap()
}

/// When and where, and who signs.
#[allow(dead_code, reason = "the examples assemble their own")]
pub(crate) fn circumstances() -> Circumstances {
    Circumstances {
        generated_at: Timestamp::from_milliseconds(NOW),
        utc_offset: UtcOffset::UTC,
        journal_head: Sha256Digest::of(b"journal"),
        journal_entries: 612,
        signing_parties: vec![
            SigningParty {
                role: Role::Assessor,
                name: "Ada Assessor".to_owned(),
                organisation: "Review GmbH".to_owned(),
                key: Some("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169".to_owned()),
                fingerprint: Some("ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567".to_owned()),
            },
            SigningParty {
                role: Role::Operator,
                name: "Olga Operator".to_owned(),
                organisation: "Nodes Ltd".to_owned(),
                key: None,
                fingerprint: None,
            },
        ],
        presentation: Presentation::default(),
        presence: EvidencePresence::default(),
        pictures: [PANEL, RACK]
            .map(|bytes| (Sha256Digest::of(bytes), look(bytes).unwrap().facts))
            .into(),
    }
}
