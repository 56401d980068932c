//! Records that are likely of one person, side by side: merged, kept apart, taken apart again.

use super::doors::{keep_patients_apart, list_duplicates, merge_patients, unmerge_patients};
use base::{AppError, Loaded, may};
use kit::time::Moment;
use kit::{
    Button, ButtonKind, ButtonSize, Card, ConfirmDialog, Crumb, EmptyState, Kind, Page, PageHeader, Tone, grouped,
    toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::PatientId;
use shared::patients::{Duplicates, LikelyPair, MergedPair, PairSide};
use shared::people::EditPatients;
use std::future::Future;

/// `/staff/duplicates`
pub fn duplicates_page() -> AnyView {
    let data = Resource::new(
        || (),
        |()| async move {
            let may_edit = may::<EditPatients>().await;
            list_duplicates().await.map(|found| (found, may_edit))
        },
    );
    let reload = Callback::new(move |()| data.refetch());
    view! {
        <Page>
            <PageHeader
                title=Signal::stored("Likely duplicates".to_owned())
                crumbs=vec![Crumb::new("Patients", "/staff/patients")]
                about="Records that are likely of one person. Merging moves everything to the one you keep, and can be undone."
            />
            <Loaded data view=move |(found, may_edit)| shown(found, may_edit, reload) />
        </Page>
    }
    .into_any()
}

fn shown(found: Duplicates, may_edit: bool, reload: Callback<()>) -> AnyView {
    let pairs = if found.pairs.is_empty() {
        let (title, text) = (
            "No likely duplicates",
            "Records that share a name and birth date, an address or a number would be listed here.",
        );
        view! { <EmptyState icon="circle-check" title text kind=Kind::Entry /> }.into_any()
    } else {
        found.pairs.into_iter().map(|pair| pair_card(pair, may_edit, reload)).collect_view().into_any()
    };
    let merged = (!found.merged.is_empty()).then(|| {
        let lines = found.merged.into_iter().map(|one| merged_line(one, may_edit, reload)).collect_view();
        view! {
            <Card title="Merged" flush=true>
                <ul class="rows">{lines}</ul>
            </Card>
        }
    });
    view! { <div class="stack-l">{pairs} {merged}</div> }.into_any()
}

fn pair_card(pair: LikelyPair, may_edit: bool, reload: Callback<()>) -> AnyView {
    let LikelyPair { one, other, reasons } = pair;
    let title = format!("{} and {}", one.name(), other.name());
    let (first, second) = (one.id, other.id);
    let rows = rows(&one, &other);
    let merging = RwSignal::new(None::<(PatientId, PatientId)>);
    let open = RwSignal::new(false);
    let keep = move |kept: PatientId, gone: PatientId, label: &'static str, name: String| {
        let label_read = format!("{label} record of {name} and merge the other into it");
        view! {
            <Button
                size=ButtonSize::Small
                label=label_read
                on_click=move |_| {
                    merging.set(Some((kept, gone)));
                    open.set(true);
                }
            >
                {label}
            </Button>
        }
    };
    let apart = move |_| act(keep_patients_apart(first, second), "They are not suggested any more", reload);
    let merge = move |()| {
        if let Some((kept, gone)) = merging.get_untracked() {
            act(merge_patients(kept, gone), "Merged into one record", reload);
        }
    };
    let actions = may_edit.then(|| {
        view! {
            <tfoot>
                <tr>
                    <th scope="row">"Keep"</th>
                    <td>{keep(first, second, "Keep this", one.name())}</td>
                    <td>{keep(second, first, "Keep this", other.name())}</td>
                </tr>
            </tfoot>
        }
    });
    let two_people = may_edit.then(|| {
        view! {
            <Button kind=ButtonKind::Quiet on_click=apart>
                "Not the same person"
            </Button>
        }
    });
    view! {
        <Card title=title.clone() flush=true>
            <p class="card-body">{reasons.join(", ")} "."</p>
            <div class="table-wrap" tabindex="0" role="region" aria-label=title.clone()>
                <table class="table">
                    <caption>{title.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Line"</th>
                            <th scope="col">{link(first, "First record")}</th>
                            <th scope="col">{link(second, "Second record")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    {actions}
                </table>
            </div>
            <div class="card-foot">{two_people}</div>
        </Card>
        <ConfirmDialog
            open
            title="Merge these records?"
            text="Visits, results, messages, registrations, consent, tags and lists go to the record you keep; the other is no longer used. You can undo it."
            confirm="Merge"
            on_confirm=merge
        />
    }
    .into_any()
}

fn link(id: PatientId, text: &'static str) -> AnyView {
    view! { <a href=format!("/staff/patients/{id}")>{text}</a> }.into_any()
}

/// What differs is set in bold.
fn rows(one: &PairSide, other: &PairSide) -> Vec<AnyView> {
    let pairs = one.lines.reveal().iter().zip(other.lines.reveal());
    pairs
        .map(|((label, mine), (_, theirs))| {
            let differs = mine != theirs;
            let cell = |value: &str| {
                let text = if value.is_empty() { "–".to_owned() } else { value.to_owned() };
                view! { <td class:strong=differs>{text}</td> }
            };
            view! {
                <tr>
                    <th scope="row">
                        {label.clone()}
                        {differs.then(|| view! { <span class="sr-only">" (differs)"</span> })}
                    </th>
                    {cell(mine)}
                    {cell(theirs)}
                </tr>
            }
            .into_any()
        })
        .collect()
}

fn merged_line(one: MergedPair, may_edit: bool, reload: Callback<()>) -> AnyView {
    let open = RwSignal::new(false);
    let who = one.actor.unwrap_or_else(|| "the source of an import".to_owned());
    let uid = one.uid;
    let undo = move |()| act(unmerge_patients(uid.clone()), "Taken apart again", reload);
    let button = may_edit.then(|| {
        let label = format!("Undo the merge into {}", one.name.reveal());
        view! {
            <Button size=ButtonSize::Small label on_click=move |_| open.set(true)>
                "Undo"
            </Button>
        }
    });
    view! {
        <li>
            <div class="grow">
                <a href=format!("/staff/patients/{}", one.kept)>{one.name.reveal().clone()}</a>
                <span class="second">
                    {format!("{} records went along, by {who}, ", grouped(one.moved as i64))} <Moment at=one.at />
                </span>
            </div>
            {button}
            <ConfirmDialog
                open
                title="Take them apart again?"
                text="What went along goes back to the other record, which is used again. What came since stays here."
                confirm="Take apart"
                on_confirm=undo
            />
        </li>
    }
    .into_any()
}

fn act(doing: impl Future<Output = Result<(), AppError>> + Send + 'static, done: &'static str, reload: Callback<()>) {
    spawn_local(async move {
        match doing.await {
            Ok(()) => {
                toast(Tone::Good, done);
                reload.run(());
            }
            Err(error) => toast(Tone::Danger, error.to_string()),
        }
    });
}
