//! Tags and attributes that the organization keeps about the person.

use super::doors::tell_patient;
use base::{AppError, may};
use kit::{Button, ButtonKind, ButtonSize, Field, FormErrors, Icon, TextInput, Tone, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::PatientId;
use shared::patients::{AttributeValue, OwnAttribute, Telling, attribute_name, tag_name};
use shared::people::TagPatients;

#[component]
pub(super) fn Told(id: PatientId, tags: Vec<String>, attributes: Vec<OwnAttribute>) -> impl IntoView {
    let errors = FormErrors::provide();
    let (tags, attributes) = (RwSignal::new(tags), RwSignal::new(attributes));
    // Shows what was told once the server has it.
    let tell = move |telling: Telling, then: Callback<()>| {
        errors.clear();
        spawn_local(async move {
            match tell_patient(id, telling.clone()).await {
                Ok(()) => {
                    told(tags, attributes, telling);
                    then.run(());
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let tell = StoredValue::new(tell);
    let shown = move |may_edit: bool| {
        view! {
            <ul class="tag-list" role="list" aria-label="Tags">
                {move || tags.get().into_iter().map(|tag| chip(tag, may_edit, tell)).collect_view()}
            </ul>
            <dl class="facts">
                {move || attributes.get().into_iter().map(|own| fact(own, may_edit, tell)).collect_view()}
            </dl>
            {move || {
                (tags.with(Vec::is_empty) && attributes.with(Vec::is_empty))
                    .then(|| view! { <p class="muted">"Nothing is kept yet. Segments can ask for tags and attributes."</p> })
            }}
            {may_edit.then(|| forms(tell))}
        }
    };
    view! {
        <div class="card-body stack told">
            <Suspense>
                {move || {
                    let held = may::<TagPatients>();
                    Suspend::new(async move { shown(held.await) })
                }}
            </Suspense>
        </div>
    }
    .into_any()
}

trait Tell: Fn(Telling, Callback<()>) + Copy + Send + Sync + 'static {}
impl<F: Fn(Telling, Callback<()>) + Copy + Send + Sync + 'static> Tell for F {}

fn told(tags: RwSignal<Vec<String>>, attributes: RwSignal<Vec<OwnAttribute>>, telling: Telling) {
    match telling {
        Telling::Tag(tag) => tags.update(|all| {
            all.extend(tag_name(&tag));
            all.sort();
            all.dedup();
        }),
        Telling::NoTag(tag) => tags.update(|all| all.retain(|one| *one != tag)),
        Telling::Attribute { name, value } => attributes.update(|all| {
            let (Some(name), Some(value)) = (attribute_name(&name), AttributeValue::parse(&value)) else { return };
            all.retain(|own| own.name != name);
            all.push(OwnAttribute { name, value: value.value });
            all.sort_by(|one, other| one.name.cmp(&other.name));
        }),
        Telling::NoAttribute(name) => attributes.update(|all| all.retain(|own| own.name != name)),
    }
}

fn chip<T: Tell>(tag: String, may_edit: bool, tell: StoredValue<T>) -> AnyView {
    let (words, label) = (tag.clone(), format!("Remove the tag {tag}"));
    let remove = move |_| tell.with_value(|tell| tell(Telling::NoTag(tag.clone()), Callback::new(|()| ())));
    view! {
        <li class="chip">
            {words}
            {may_edit
                .then(|| {
                    view! {
                        <button type="button" aria-label=label on:click=remove>
                            <Icon name="x" />
                        </button>
                    }
                })}
        </li>
    }
    .into_any()
}

fn fact<T: Tell>(own: OwnAttribute, may_edit: bool, tell: StoredValue<T>) -> AnyView {
    let (name, label) = (own.name.clone(), format!("Remove {}", own.name));
    let remove = move |_| tell.with_value(|tell| tell(Telling::NoAttribute(name.clone()), Callback::new(|()| ())));
    view! {
        <dt>{own.name}</dt>
        <dd class="own-value">
            {own.value}
            {may_edit
                .then(|| {
                    view! { <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="x" label on_click=remove /> }
                })}
        </dd>
    }
    .into_any()
}

fn forms<T: Tell>(tell: StoredValue<T>) -> AnyView {
    let (tag, name, value) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add_tag = move |event: SubmitEvent| {
        event.prevent_default();
        let then = Callback::new(move |()| tag.set(String::new()));
        tell.with_value(|tell| tell(Telling::Tag(tag.get_untracked()), then));
    };
    let set_attribute = move |event: SubmitEvent| {
        event.prevent_default();
        let then = Callback::new(move |()| {
            name.set(String::new());
            value.set(String::new());
        });
        let telling = Telling::Attribute { name: name.get_untracked(), value: value.get_untracked() };
        tell.with_value(|tell| tell(telling, then));
    };
    view! {
        <form class="told-form" on:submit=add_tag>
            <Field name="tag" label="New tag">
                <TextInput name="tag" value=tag />
            </Field>
            <Button submit=true>"Add tag"</Button>
        </form>
        <form class="told-form" on:submit=set_attribute>
            <Field name="name" label="Attribute">
                <TextInput name="name" value=name placeholder="last donation" />
            </Field>
            <Field name="value" label="Value">
                <TextInput name="value" value placeholder="2026-03-01" />
            </Field>
            <Button submit=true>"Set attribute"</Button>
        </form>
    }
    .into_any()
}
