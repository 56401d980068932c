//! The dialog that makes a segment: its name and its kind.

use super::doors::create_segment;
use super::links::page_of;
use base::NameForm;
use kit::{Choice, Dialog, RadioGroup};
use leptos::prelude::*;
use shared::segments::SegmentKind;

#[component]
pub fn NewSegment(open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(SegmentKind::Dynamic.code().to_owned());
    let make = move |name| {
        let chosen = SegmentKind::from_code(&kind.get_untracked()).unwrap_or(SegmentKind::Dynamic);
        async move { create_segment(name, chosen).await.map(|id| Some(page_of(id))) }
    };
    view! {
        <Dialog open title="New segment">
            <NameForm open name confirm="Create" make>
                <RadioGroup
                    name="kind"
                    label="Kind"
                    value=kind
                    choices=vec![
                        Choice::new("dynamic", "Dynamic").with_detail("Members by rule, always current."),
                        Choice::new("static", "Static").with_detail("Members you choose by hand."),
                    ]
                />
            </NameForm>
        </Dialog>
    }
    .into_any()
}
