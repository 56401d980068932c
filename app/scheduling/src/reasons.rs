//! Calling an appointment off: by whom and why.

use kit::{Button, ButtonKind, Field, Select, choices_of};
use leptos::prelude::*;
use shared::scheduling::{CancelReason, CancelledBy};

/// Asks before it is done: a cancelled appointment stays cancelled.
#[component]
pub fn CancelForm(
    asking: RwSignal<bool>,
    busy: RwSignal<bool>,
    on_cancel: Callback<(CancelledBy, CancelReason)>,
) -> impl IntoView {
    let by = RwSignal::new(CancelledBy::Patient.code().to_owned());
    let reason = RwSignal::new(CancelReason::CannotCome.code().to_owned());
    let send = move |_| {
        let found = CancelledBy::from_code(&by.get_untracked()).zip(CancelReason::from_code(&reason.get_untracked()));
        if let Some(found) = found {
            on_cancel.run(found);
        }
    };
    view! {
        <div class="calendar-cancel stack-s" role="group" aria-label="Cancel the appointment">
            <p>"The time becomes free for others. A canceled appointment can't be restored: book a new one instead."</p>
            <div class="form-row">
                <Field name="cancel-by" label="Who cancels">
                    <Select name="cancel-by" choices=choices_of(CancelledBy::ALL.as_slice()) value=by />
                </Field>
                <Field name="cancel-reason" label="Reason">
                    <Select name="cancel-reason" choices=choices_of(CancelReason::ALL.as_slice()) value=reason />
                </Field>
            </div>
            <div class="form-actions">
                <Button kind=ButtonKind::Danger busy on_click=send>
                    "Cancel the appointment"
                </Button>
                <Button on_click=move |_| asking.set(false)>"Keep it"</Button>
            </div>
        </div>
    }
    .into_any()
}
