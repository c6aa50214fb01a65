//! Fields whose entries the open assessment cannot take as they stand: kept beside it until they
//! are mended, and said in the header.

use assay_assessment::{About, Whose};
use leptos::prelude::*;

use crate::{
    components::{Keeper, Unread},
    workbench::{Draft, Workbench},
};

/// Keeps what one field could not read. `field` names it among all fields of the assessment.
#[must_use]
pub fn keeper(workbench: Workbench, field: String, about: About) -> Keeper {
    let read = field.clone();
    let kept = Signal::derive(move || {
        let draft = workbench.draft(&read)?;
        Some(Unread {
            text: draft.text,
            why: draft.why,
        })
    });
    Keeper::new(kept, move |unread: Option<Unread>| match unread {
        Some(Unread { text, why }) => workbench.hold(
            &field,
            Draft {
                text,
                why,
                about: about.clone(),
            },
        ),
        None => workbench.let_go(&field),
    })
}

/// The same for a field that is named by what it is about.
#[must_use]
pub fn keeper_of(workbench: Workbench, name: &'static str, whose: Whose) -> Keeper {
    let about = About::new(name, whose);
    keeper(workbench, format!("entry {about:?}"), about)
}
