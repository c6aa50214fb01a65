//! Publishing a signed report without what is nobody's business: its public edition.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use assay_dossier::{Checked, Format, Held, SignStage, SignedPublic, signing_party};
use assay_jobs::SignPublic;
use assay_report::{
    document::{Logo, Report, Role},
    public::{Choice, Kind, Selection, choices},
};
use assay_seal::StoredIdentity;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::countersign::HandedIn;
use crate::{
    beside::{self, BesideError},
    browser::{
        Cancellation,
        files::{self, PickedFile},
        focus, random,
    },
    components::{
        Button, ButtonKind, Checkbox, ChoiceOption, Icon, Panel, PasswordField, Segmented,
        StoppableProgress, TextField,
    },
    desk::{Desk, use_desk},
    features::{
        report::{IdentityChoice, IdentityField, with_identities},
        save_file::SaveFile,
    },
    words::{publishing, sentence, signing},
    workbench::{now, utc_offset},
};

/// How many things of a kind are listed at once; a filter finds the others.
const LISTED: usize = 60;

/// The way to a public edition of the report that is shown.
#[component]
pub(super) fn Publish(
    /// The number of the report's JSON in this room.
    number: u64,
    /// What was found about it.
    checked: Arc<Checked>,
    handed_in: HandedIn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let signed = RwSignal::new(None::<SignedPublic>);
    let checked = StoredValue::new(checked);
    view! {
        <Panel title="Publish a part of it">
            <p class="verify-quiet">
                "A public edition leaves out notes, names of evidence, people or amounts, and says where. Each of these can be disclosed later, and everybody can check that it is what was left out."
            </p>
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <Button on_press=move || open.set(true)>"Make a public edition\u{2026}"</Button>
                }
            >
                {with_identities(move |choice| view! {
                    <Form choice number checked=checked.get_value() handed_in signed />
                })}
            </Show>
            {move || signed.get().map(|edition| view! { <Published edition /> })}
        </Panel>
    }
}

/// Things of one kind that can be left out and say the same, such as a name that stands at many controls.
#[derive(Clone)]
struct Listed {
    kind: Kind,
    /// What they say.
    words: String,
    /// What they are chosen by.
    paths: Vec<String>,
    /// Whether all of them are left out with their kind.
    with_kind: bool,
}

#[component]
fn Form(
    choice: IdentityChoice,
    number: u64,
    checked: Arc<Checked>,
    handed_in: HandedIn,
    signed: RwSignal<Option<SignedPublic>>,
) -> impl IntoView {
    let role = RwSignal::new(Role::Operator);
    let kinds = RwSignal::new(BTreeSet::<Kind>::new());
    let paths = RwSignal::new(BTreeSet::<String>::new());
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let stage = RwSignal::new(None::<SignStage>);
    let under_way = StoredValue::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(cancellation)) = under_way.try_get_value() {
            cancellation.cancel();
        }
    };
    on_cleanup(stop);
    let roles: Vec<ChoiceOption<Role>> = [Role::Operator, Role::Assessor, Role::Reviewer]
        .map(|role| ChoiceOption::new(role, role.label()))
        .into();
    let desk = use_desk();
    let sha256 = checked.sha256;
    let report = checked.held.as_ref().ok().and_then(Held::report);
    let logo = StoredValue::new(report.and_then(|report| report.presentation.logo.clone()));
    let of_report = Arc::clone(&checked);
    let offered = Memo::new(move |_| {
        let signer = choice
            .get()
            .map(|identity| signing_party(&identity, role.get()));
        let signers: Vec<_> = signer.into_iter().collect();
        let report = of_report.held.as_ref().ok().and_then(Held::report);
        Same(Arc::new(
            report
                .map(|report| choices(report, &signers))
                .unwrap_or_default(),
        ))
    });
    // What they say takes the whole report as JSON: it is worked out when somebody looks at it.
    let list = Memo::new(move |_| {
        let report = checked.held.as_ref().ok().and_then(Held::report);
        let offered = offered.get();
        Same(Arc::new(
            report
                .map(|report| listed(report, offered.0.as_ref().clone()))
                .unwrap_or_default(),
        ))
    });
    let nothing = move || kinds.read().is_empty() && paths.read().is_empty();

    let make = move || {
        if busy.get_untracked() {
            return;
        }
        let Some(identity) = untrack(|| choice.get()) else {
            return;
        };
        let Some(file) = handed_in.with_value(|all| all.get(&number).cloned()) else {
            return;
        };
        busy.set(true);
        problem.set(None);
        let asked = Asked {
            identity,
            passphrase: passphrase.get_untracked(),
            role: role.get_untracked(),
            selection: Selection {
                kinds: kinds.get_untracked(),
                paths: paths.get_untracked(),
            },
        };
        let cancellation = Cancellation::new();
        under_way.set_value(Some(cancellation.clone()));
        stage.set(Some(SignStage::Unlocking));
        spawn_local(async move {
            let reached = move |reached| _ = stage.try_set(Some(reached));
            let logo = logo.try_get_value().flatten();
            let own = OwnFiles::of(desk, logo.as_ref()).await;
            let made = asked
                .perform(&file, sha256, own, reached, &cancellation)
                .await;
            // Who has left the room hands nothing out, and the room's fields are gone.
            if busy.is_disposed() {
                return;
            }
            stage.set(None);
            busy.set(false);
            match made {
                Ok(edition) => {
                    passphrase.set(String::new());
                    signed.set(Some(edition));
                    focus::move_soon(".verify-published");
                }
                Err(why) => {
                    problem.set(Some(sentence(&why)));
                    focus::move_to(".verify-publish input[type=\"password\"]");
                }
            }
        });
    };

    view! {
        <form
            class="verify-countersign verify-publish"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                make();
            }
        >
            <fieldset class="report-others">
                <legend>"What is left out"</legend>
                {Kind::CHOSEN.map(|kind| view! { <OfKind kind offered list kinds paths /> }).into_iter().collect_view()}
            </fieldset>
            <IdentityField choice />
            <Segmented
                label="Signs as"
                options=roles
                value=Signal::derive(move || Some(role.get()))
                on_choose=move |chosen| role.set(chosen)
            />
            <PasswordField
                label="Passphrase"
                value=passphrase
                on_input=move |text| {
                    problem.set(None);
                    passphrase.set(text);
                }
                error=problem
            />
            <div class="cluster">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Report
                    disabled=Signal::derive(move || passphrase.read().is_empty() || nothing())
                    busy
                    submit=true
                >
                    {move || if busy.get() { "Making it\u{2026}" } else { "Sign the public edition" }}
                </Button>
            </div>
            <Show when=move || stage.read().is_some()>
                <StoppableProgress
                    label=Signal::derive(move || stage.get().map(signing::stage).unwrap_or_default().to_owned())
                    done=Signal::stored(None)
                    on_stop=stop
                />
            </Show>
        </form>
    }
}

/// A list that is the same only if it is the very one.
#[derive(Clone)]
struct Same<T>(Arc<Vec<T>>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Everything of a kind, or one thing and another.
#[component]
fn OfKind(
    kind: Kind,
    offered: Memo<Same<Choice>>,
    list: Memo<Same<Listed>>,
    kinds: RwSignal<BTreeSet<Kind>>,
    paths: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let one_by_one = RwSignal::new(false);
    let filter = RwSignal::new(String::new());
    let of_kind = move |listed: &Listed| listed.kind == kind;
    let count = move || {
        offered.with(|offered| {
            let of_kind = offered.0.iter().filter(|choice| choice.kind == kind);
            of_kind.count()
        })
    };
    let all = move || kinds.with(|kinds| kinds.contains(&kind));
    let lines = move || {
        let wanted = filter.read().to_lowercase();
        list.with(|list| {
            let found: Vec<Listed> = list
                .0
                .iter()
                .filter(|one| of_kind(one) && one.words.to_lowercase().contains(&wanted))
                .cloned()
                .collect();
            let more = found.len().saturating_sub(LISTED);
            let lines = found.into_iter().take(LISTED).map(|one| {
                let words = publishing::thing(&one.words, one.paths.len());
                let (with_kind, own) = (one.with_kind, StoredValue::new(one.paths));
                let chosen = move || {
                    paths.with(|paths| own.with_value(|own| own.iter().all(|path| paths.contains(path))))
                };
                view! {
                    <Checkbox
                        label=Signal::stored(words)
                        checked=Signal::derive(move || chosen() || (with_kind && all()))
                        disabled=Signal::derive(move || with_kind && all())
                        on_change=move |wanted| paths.update(|paths| {
                            for path in own.get_value() {
                                if wanted { _ = paths.insert(path); } else { _ = paths.remove(&path); }
                            }
                        })
                    />
                }
            });
            view! {
                {lines.collect_view()}
                {(more > 0).then(|| view! { <p class="verify-quiet">{publishing::more(more)}</p> })}
            }
        })
    };
    view! {
        <div class="report-other">
            <Checkbox
                label=Signal::derive(move || publishing::all_of(kind, count()))
                checked=Signal::derive(all)
                disabled=Signal::derive(move || count() == 0)
                on_change=move |wanted| kinds.update(|kinds| {
                    if wanted { _ = kinds.insert(kind); } else { _ = kinds.remove(&kind); }
                })
            />
            <Show when=move || { count() > 0 }>
                <Button on_press=move || one_by_one.update(|open| *open = !*open)>
                    {move || publishing::one_by_one(kind, one_by_one.get())}
                </Button>
            </Show>
            <Show when=move || one_by_one.get()>
                <TextField label=Signal::stored(publishing::find(kind)) value=filter on_input=move |text| filter.set(text) />
                {lines}
            </Show>
        </div>
    }
}

/// Each choice with what stands at its place; those of a kind that say the same are one.
fn listed(report: &Report, choices: Vec<Choice>) -> Vec<Listed> {
    let document = report.to_value().unwrap_or_default();
    let mut all: Vec<Listed> = Vec::new();
    let mut places = HashMap::new();
    for choice in choices {
        let at = |path: &str| {
            let words = document.pointer(path).map(in_words);
            words.filter(|words| !words.is_empty())
        };
        let words = at(&choice.path).or_else(|| choice.places.iter().find_map(|place| at(place)));
        let words = words.unwrap_or_else(|| choice.path.clone());
        let with_kind = choice.with_its_kind || choice.of_every_kind;
        let place = *places
            .entry((choice.kind, with_kind, words.clone()))
            .or_insert_with(|| {
                all.push(Listed {
                    kind: choice.kind,
                    words: publishing::excerpt(&words),
                    paths: Vec::new(),
                    with_kind,
                });
                all.len() - 1
            });
        if let Some(one) = all.get_mut(place) {
            one.paths.push(choice.path);
        }
    }
    all
}

/// What tells a value from others: a text itself, and the first of its names that a thing has.
fn in_words(value: &Value) -> String {
    const NAMES: [&str; 7] = [
        "name",
        "title",
        "label",
        "id",
        "statement",
        "text",
        "alternativeText",
    ];
    match value {
        Value::String(text) => text.clone(),
        Value::Object(members) => NAMES
            .into_iter()
            .filter_map(|name| members.get(name).and_then(Value::as_str))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned(),
        _ => String::new(),
    }
}

/// Files of this device that the pages are drawn with. Where one cannot be had, drawing says what is missing.
struct OwnFiles {
    fonts: Vec<Vec<u8>>,
    logo: Vec<u8>,
}

impl OwnFiles {
    async fn of(desk: Desk, logo: Option<&Logo>) -> Self {
        let fonts = desk.own_fonts().await.unwrap_or_default();
        let logo = match logo {
            Some(logo) => desk.logo_file(logo).await.ok().flatten(),
            None => None,
        };
        Self {
            fonts: fonts.iter().map(|font| font.bytes.to_vec()).collect(),
            logo: logo.unwrap_or_default(),
        }
    }
}

/// What is asked for, taken out of the room's fields.
struct Asked {
    identity: StoredIdentity,
    passphrase: String,
    role: Role,
    selection: Selection,
}

impl Asked {
    async fn perform(
        self,
        file: &PickedFile,
        looked_at: assay_assessment::Sha256Digest,
        own: OwnFiles,
        reached: impl FnMut(SignStage) + 'static,
        cancellation: &Cancellation,
    ) -> Result<SignedPublic, String> {
        let bytes = files::read(file, |_| {}, cancellation).await;
        let report = bytes.map_err(|error| error.to_string())?;
        // Whoever keeps the file may have changed it since it was checked and shown.
        if assay_assessment::Sha256Digest::of(&report) != looked_at {
            return Err(publishing::OTHER_FILE.to_owned());
        }
        let at = now();
        let job = SignPublic {
            report,
            selection: self.selection,
            seed: random::bytes().map_err(|error| error.to_string())?,
            identity: self.identity,
            passphrase: self.passphrase,
            role: self.role,
            at,
            utc_offset: utc_offset(at),
            extra_fonts: own.fonts,
            logo: own.logo,
        };
        match beside::perform(job, reached, cancellation).await {
            Ok(Ok(signed)) => Ok(signed),
            Ok(Err(refused)) => Err(refused.to_string()),
            Err(BesideError::Stopped) => Err("signing was stopped; nothing was signed".to_owned()),
            Err(BesideError::Failed(words)) => Err(words),
        }
    }
}

/// The files of a public edition, and what its maker should know of it.
#[component]
fn Published(edition: SignedPublic) -> impl IntoView {
    let said = publishing::made(&edition.counts, edition.pages);
    let still_said = edition.still_said.clone();
    let lacks = signing::lacks(&edition.substituted);
    let boxes = !edition.substituted.is_empty();
    let button = |file: assay_dossier::ProducedFile| {
        let secret = file.format == Format::Disclosures;
        let kind = if secret {
            ButtonKind::default()
        } else {
            ButtonKind::Primary
        };
        let label = publishing::save(file.format);
        view! {
            {secret.then(|| view! { <p class="report-summaries">{publishing::KEEP}</p> })}
            <SaveFile name=file.name media_type=file.format.media_type() bytes=file.bytes label kind />
        }
    };
    let buttons = edition.files.into_iter().map(button).collect_view();
    view! {
        <p class="verify-published" tabindex="-1">{said}</p>
        {(!still_said.is_empty()).then(|| view! {
            <div class="report-problem" role="alert">
                <p>{publishing::STILL_SAID}</p>
                <ul>
                    {still_said.into_iter().map(|one| view! { <li><bdi>{one.text}</bdi>": "<span class="mono">{one.place}</span></li> }).collect_view()}
                </ul>
            </div>
        })}
        {boxes.then(|| view! { <p class="report-problem">{lacks}</p> })}
        <div class="save-files">{buttons}</div>
    }
}
