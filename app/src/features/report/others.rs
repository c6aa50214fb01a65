//! Who else is named to sign the report, before the first signature. Whoever is named signs on their own device, in
//! Verify. What was entered stays as long as the page, also when its room is left.

use std::collections::BTreeMap;
use std::str::FromStr;

use assay_assessment::Details;
use assay_report::document::{Role, SigningParty};
use assay_seal::Fingerprint;
use leptos::prelude::*;

use crate::{
    components::{Checkbox, TextField},
    words::signing,
};

/// The roles in which a report is signed by whoever makes it, or by somebody who is named in it.
pub(super) const NAMED: [Role; 3] = [Role::Assessor, Role::Operator, Role::Reviewer];

/// What was entered about somebody else.
#[derive(Clone, Default)]
struct Entered {
    asked: bool,
    name: String,
    organisation: String,
    fingerprint: String,
}

/// What was entered in this visit to the page, by the assessment's UUID. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct EnteredOthers(StoredValue<BTreeMap<String, [Entered; 3]>>);

impl EnteredOthers {
    /// Makes the context; the page's root calls it once.
    pub fn provide() {
        provide_context(Self(StoredValue::new(BTreeMap::new())));
    }

    fn of(self, assessment: &str) -> Option<[Entered; 3]> {
        self.0.with_value(|all| all.get(assessment).cloned())
    }

    fn keep(self, assessment: &str, entered: [Entered; 3]) {
        self.0
            .update_value(|all| _ = all.insert(assessment.to_owned(), entered));
    }
}

/// Somebody else who is to sign, as far as it was entered.
#[derive(Clone, Copy)]
struct Other {
    role: Role,
    asked: RwSignal<bool>,
    name: RwSignal<String>,
    organisation: RwSignal<String>,
    fingerprint: RwSignal<String>,
    problem: RwSignal<Option<Wrong>>,
}

/// What keeps somebody from being named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Name,
    Fingerprint,
}

/// Everybody else who can be named, one for each role. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Others(StoredValue<[Other; 3]>);

impl Others {
    /// As it was entered for this assessment before; nobody at first, with the operator's name as that of the assessment.
    pub(super) fn of(assessment: &str, details: &Details) -> Self {
        let kept = expect_context::<EnteredOthers>();
        let entered = kept.of(assessment).unwrap_or_else(|| {
            NAMED.map(|role| Entered {
                organisation: match role {
                    Role::Operator => details.operator.name.clone(),
                    _ => String::new(),
                },
                ..Entered::default()
            })
        });
        let others = Self(StoredValue::new(std::array::from_fn(|place| {
            let entered = entered[place].clone();
            Other {
                role: NAMED[place],
                asked: RwSignal::new(entered.asked),
                name: RwSignal::new(entered.name),
                organisation: RwSignal::new(entered.organisation),
                fingerprint: RwSignal::new(entered.fingerprint),
                problem: RwSignal::new(None),
            }
        })));
        let assessment = assessment.to_owned();
        Effect::new(move || kept.keep(&assessment, others.entered()));
        others
    }

    /// What is entered; followed.
    fn entered(self) -> [Entered; 3] {
        self.0.get_value().map(|other| Entered {
            asked: other.asked.get(),
            name: other.name.get(),
            organisation: other.organisation.get(),
            fingerprint: other.fingerprint.get(),
        })
    }

    /// Whom the report names beside its first signer, as far as they are named; followed.
    pub(super) fn named(self, first: Role) -> Vec<SigningParty> {
        self.0.with_value(|others| {
            let asked = others.iter().filter(|other| other.is_asked(first));
            asked.map(|other| other.party()).collect()
        })
    }

    /// The same before signing: everybody who is asked has a name, and a fingerprint that is one. Otherwise the fields
    /// say what is wrong, and nobody is named.
    pub(super) fn complete(self, first: Role) -> Option<Vec<SigningParty>> {
        let wrong = self.0.with_value(|others| {
            let mut wrong = false;
            for other in others {
                let found = other.is_asked(first).then(|| other.wrong()).flatten();
                wrong |= found.is_some();
                other.problem.set(found);
            }
            wrong
        });
        (!wrong).then(|| untrack(|| self.named(first)))
    }
}

impl Other {
    fn is_asked(self, first: Role) -> bool {
        self.asked.get() && self.role != first
    }

    fn party(self) -> SigningParty {
        let fingerprint = Fingerprint::from_str(&self.fingerprint.get());
        SigningParty {
            role: self.role,
            name: self.name.get().trim().to_owned(),
            organisation: self.organisation.get().trim().to_owned(),
            key: None,
            fingerprint: fingerprint.ok().map(|fingerprint| fingerprint.to_string()),
        }
    }

    fn wrong(self) -> Option<Wrong> {
        let fingerprint = self.fingerprint.get_untracked();
        if self.name.get_untracked().trim().is_empty() {
            Some(Wrong::Name)
        } else if !fingerprint.trim().is_empty() && Fingerprint::from_str(&fingerprint).is_err() {
            Some(Wrong::Fingerprint)
        } else {
            None
        }
    }
}

/// The fields in which others are named, for the roles that the first signer does not take.
#[component]
pub(super) fn OthersFields(
    /// Who is named.
    others: Others,
    /// As what the first signer signs.
    #[prop(into)]
    first: Signal<Role>,
) -> impl IntoView {
    let each = others.0.get_value();
    view! {
        <fieldset class="report-others">
            <legend>"Who else is to sign"</legend>
            <p class="report-quiet">
                "The report names them; each signs the files on their own device, under Verify. Nobody can be added to the report after it was signed."
            </p>
            {each.map(|other| view! {
                <Show when=move || other.role != first.get()>
                    <OneOther other />
                </Show>
            }).into_iter().collect_view()}
        </fieldset>
    }
}

#[component]
fn OneOther(other: Other) -> impl IntoView {
    let Other {
        role,
        asked,
        name,
        organisation,
        fingerprint,
        problem,
    } = other;
    let wrong = move |which: Wrong, words: &'static str| {
        Signal::derive(move || (problem.get() == Some(which)).then(|| words.to_owned()))
    };
    // Each change assembles the report again, so it is taken when the field is left.
    let enter = move |field: RwSignal<String>, text: String| {
        problem.set(None);
        field.set(text);
    };
    view! {
        <div class="report-other">
            <Checkbox
                label=Signal::stored(signing::signs_too(role))
                checked=asked
                on_change=move |chosen| asked.set(chosen)
            />
            <Show when=move || asked.get()>
                <TextField
                    label=Signal::stored(signing::field_of(role, "name"))
                    value=name
                    on_commit=move |text| enter(name, text)
                    error=wrong(Wrong::Name, signing::NAME_MISSING)
                />
                <TextField
                    label=Signal::stored(signing::field_of(role, "organisation"))
                    value=organisation
                    on_commit=move |text| enter(organisation, text)
                />
                <TextField
                    label=Signal::stored(signing::field_of(role, "fingerprint"))
                    value=fingerprint
                    on_commit=move |text| enter(fingerprint, text)
                    hint="If you know it: then no other key can sign in this role"
                    error=wrong(Wrong::Fingerprint, signing::NO_FINGERPRINT)
                />
            </Show>
        </div>
    }
}
