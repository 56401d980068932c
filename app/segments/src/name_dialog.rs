//! The dialog that renames a segment or names what is made from it.

use super::doors::{duplicate_segment, freeze_segment, rename_segment};
use super::draft::Draft;
use super::links::page_of;
use base::NameForm;
use kit::{Dialog, open_while};
use leptos::prelude::*;
use shared::segments::wire::SegmentDetail;

/// What the name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Rename,
    Duplicate,
    /// Its members of this moment as a static segment.
    Freeze,
}

/// Asks for a name and gives it, to the segment or to what is made from it.
#[component]
pub fn NameDialog(
    draft: Draft,
    naming: RwSignal<Option<Naming>>,
    version: RwSignal<u32>,
    detail: RwSignal<SegmentDetail>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        let Some(naming) = naming.get() else { return };
        let now = detail.with_untracked(|detail| detail.row.name.clone());
        name.set(match naming {
            Naming::Rename => now,
            Naming::Duplicate => format!("{now} (copy)"),
            Naming::Freeze => format!("{now} (as of today)"),
        });
    });
    let open = open_while(naming);
    let id = draft.id;
    let make = move |name| {
        let asked = naming.get_untracked();
        async move {
            match asked {
                Some(Naming::Duplicate) => duplicate_segment(id, name).await.map(|id| Some(page_of(id))),
                Some(Naming::Freeze) => freeze_segment(id, name).await.map(|id| Some(page_of(id))),
                Some(Naming::Rename) | None => {
                    rename_segment(id, name).await?;
                    version.update(|version| *version += 1);
                    Ok(None)
                }
            }
        }
    };
    let title = Signal::derive(move || {
        let title = match naming.get() {
            Some(Naming::Duplicate) => "Duplicate segment",
            Some(Naming::Freeze) => "Keep these members",
            Some(Naming::Rename) | None => "Rename segment",
        };
        title.to_owned()
    });
    view! {
        <Dialog open title>
            {move || {
                (naming.get() == Some(Naming::Freeze))
                    .then(|| {
                        view! { <p>"A static segment with those who are members now. The rule no longer changes it."</p> }
                    })
            }}
            <NameForm open name confirm="Save" make />
        </Dialog>
    }
    .into_any()
}
