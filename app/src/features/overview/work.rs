//! Evidence, findings and actions in figures, and what keeps the assessment safe.

use assay_assessment::{ActionState, EvidenceKind, Timestamp};
use leptos::prelude::*;

use crate::{
    components::{Mark, Panel, Tag},
    features::places,
    route::Part,
    words::{
        day_near,
        overview::{ActionFigures, DeficiencyFigures, EvidenceFigures, short_digest, since_words},
    },
    workbench::{local_day, use_workbench},
};

/// How many items of evidence, findings and actions there are, and which action is due next.
#[component]
pub fn WorkPanel() -> impl IntoView {
    let workbench = use_workbench();
    let evidence = workbench.memo(|assessment| {
        let library = assessment.evidence();
        let sizes = library.values().filter_map(|item| match item.kind {
            EvidenceKind::File { size, .. } => Some(size),
            EvidenceKind::Link { .. } => None,
        });
        let unlinked = library
            .values()
            .filter(|item| item.controls.is_empty() && item.risks.is_empty());
        EvidenceFigures {
            all: library.len(),
            files: sizes.clone().count(),
            size: sizes.fold(0, u64::saturating_add),
            unlinked: unlinked.count(),
        }
    });
    let absent = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| presence.count_absent(assessment))
    });
    let findings = workbench.memo(|assessment| {
        let all = assessment.deficiencies();
        let standing = || all.values().filter(|finding| finding.stands());
        DeficiencyFigures {
            all: all.len(),
            standing: standing().count(),
            unanswered: standing()
                .filter(|finding| finding.terms.actions.is_empty())
                .count(),
        }
    });
    let incomplete = workbench.memo(|assessment| {
        let all = assessment.deficiencies().values();
        all.filter(|finding| finding.is_incomplete()).count()
    });
    let actions = Memo::new(move |_| {
        let today = workbench.today();
        workbench.with(|assessment| {
            let all = assessment.actions();
            let open = || {
                all.values()
                    .filter(|action| action.state == ActionState::Open)
            };
            let coming = open().filter(|action| !action.is_overdue(today));
            ActionFigures {
                all: all.len(),
                open: open().count(),
                overdue: open().filter(|action| action.is_overdue(today)).count(),
                without_owner: open()
                    .filter(|action| action.owner.trim().is_empty())
                    .count(),
                next: coming
                    .filter_map(|action| action.due)
                    .min()
                    .map(|due| day_near(due, today)),
            }
        })
    });
    view! {
        <Panel title="Evidence, findings and actions" span=4>
            <dl class="facts">
                <div>
                    <dt><a href=places::part(workbench, Part::Evidence)>"Evidence"</a></dt>
                    <dd>
                        <span class="facts-figure numbers">{move || evidence.get().all}</span>
                        <span class="facts-more">{move || evidence.get().words()}</span>
                        {move || {
                            let absent = absent.get();
                            (absent > 0).then(|| view! {
                                <Tag mark=Mark::Fail>{format!("{absent} missing or changed")}</Tag>
                            })
                        }}
                    </dd>
                </div>
                <div>
                    <dt><a href=places::part(workbench, Part::Findings)>"Findings that stand"</a></dt>
                    <dd>
                        <span class="facts-figure numbers">{move || findings.get().standing}</span>
                        <span class="facts-more">{move || findings.get().words()}</span>
                        {move || {
                            let incomplete = incomplete.get();
                            (incomplete > 0).then(|| view! {
                                <Tag mark=Mark::Attention>{format!("{incomplete} incomplete")}</Tag>
                            })
                        }}
                    </dd>
                </div>
                <div>
                    <dt><a href=places::part(workbench, Part::Actions)>"Open actions"</a></dt>
                    <dd>
                        <span class="facts-figure numbers">
                            {move || actions.with(|each| each.open)}
                        </span>
                        <span class="facts-more">{move || actions.with(ActionFigures::words)}</span>
                        {move || {
                            let overdue = actions.with(|each| each.overdue);
                            (overdue > 0).then(|| view! {
                                <Tag mark=Mark::Fail>{format!("{overdue} overdue")}</Tag>
                            })
                        }}
                    </dd>
                </div>
            </dl>
        </Panel>
    }
}

/// The last backup and the journal.
#[component]
pub fn RecordPanel() -> impl IntoView {
    let workbench = use_workbench();
    let last = workbench.last_backup();
    // The journal's entries are numbered from 0, so the number of the next one tells how many
    // there are.
    let entries = Memo::new(move |_| workbench.with_record(|record| record.journal().next_seq()));
    let head = Memo::new(move |_| {
        workbench.with_record(|record| short_digest(&record.journal().head().to_string()))
    });
    let backup = move || match last.get() {
        None => (
            "None yet".to_owned(),
            "Everything is in this browser only. Save a backup to a place of your own.".to_owned(),
        ),
        Some(last) => {
            let newer = entries.get().saturating_sub(last.seq.saturating_add(1));
            let mut more = since_words(newer);
            if let Some(checked) = last.checked {
                let day = local_day(Timestamp::from_milliseconds(checked));
                more = format!("{more}; checked {}", day_near(day, workbench.today()));
            }
            (
                day_near(
                    local_day(Timestamp::from_milliseconds(last.at)),
                    workbench.today(),
                ),
                more,
            )
        }
    };
    view! {
        <Panel title="Record" span=4>
            <dl class="facts">
                <div>
                    <dt>"Last backup"</dt>
                    <dd>
                        <span class="facts-figure numbers">{move || backup().0}</span>
                        <span class="facts-more">{move || backup().1}</span>
                    </dd>
                </div>
                <div>
                    <dt>"Journal entries"</dt>
                    <dd>
                        <span class="facts-figure numbers">{move || entries.get()}</span>
                        <span class="facts-more">"head " <span class="mono">{head}</span></span>
                    </dd>
                </div>
            </dl>
        </Panel>
    }
}
