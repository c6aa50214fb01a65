//! An address that somebody followed: it is shown and can be copied, and is not opened. The page
//! goes nowhere by itself, so that nothing of an assessment leaves it by accident.

use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;

use crate::browser;
use crate::components::{Button, ButtonKind, CopyButton, Dialog};

/// Shows each address that the boot script stopped.
#[component]
pub(super) fn LinkDialog() -> impl IntoView {
    let address = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let listening = StoredValue::<_, LocalStorage>::new_local(browser::blocked_links::on_blocked(
        move |stopped| {
            address.set(stopped);
            open.set(true);
        },
    ));
    on_cleanup(move || listening.dispose());
    view! {
        <Dialog open title="This link leads outside" light_dismiss=true>
            <p>"Assay opens no addresses, so that nothing leaves this page by accident. Copy it and open it in another window if you trust it."</p>
            <p class="link-address mono">{move || address.get()}</p>
            <div class="dialog-actions">
                <CopyButton text=address label="Copy the address" />
                <Button kind=ButtonKind::Primary on_press=move || open.set(false)>"Close"</Button>
            </div>
        </Dialog>
    }
}
