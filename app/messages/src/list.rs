//! The list of templates: what there is, what is live, what was sent.

use super::brand::BrandKit;
use super::doors::{list_gallery, list_templates, new_template};
use base::{AppError, Rows};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, Choice, Column, DataTable, Dialog, EmptyState, Field, FormErrors, Icon, Kind, Page, PageHeader,
    RadioGroup, Select, StatusBadge, TextInput, Tone, filter_by, toast, total_of, use_list,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::consent::Channel;
use shared::language::Language;
use shared::messages::{GalleryLine, TemplateRow, TemplateSort, TemplateStatus, TemplatesQuery};

/// `/staff/messages`
pub fn messages_page() -> AnyView {
    let list = use_list::<TemplatesQuery>();
    let rows = Resource::new(move || list.get(), |query| list_templates(query.rows, query.status));
    let adding = RwSignal::new(false);
    base::open_when_asked(adding);
    let total = total_of(rows);
    let columns = vec![
        Column::new("Template").sorted(TemplateSort::Name),
        Column::new("Status").sorted(TemplateSort::Status),
        Column::new("Subject").sorted(TemplateSort::Subject).hidden_when_narrow(),
        Column::new("Used by").hidden_when_narrow(),
        Column::new("Sent").number().hidden_when_narrow(),
        Column::new("Changed").sorted(TemplateSort::Updated).hidden_when_narrow(),
    ];
    let tools = move || {
        view! {
            {filter_by(list, ("status", "Status", "All but archived"), |query| &mut query.status)}
        }
    };
    view! {
        <Page>
            <PageHeader
                title="Messages"
                about="Templates of e-mails, text messages, calls, cards and letters. Save one under a new name to make it yours; only live ones can be sent by a journey."
                actions=move || {
                    view! {
                        <BrandKit />
                        <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| adding.set(true)>
                            "New template"
                        </Button>
                    }
                }
            />
            <DataTable caption="Templates" columns query=list total search="Search templates" tools>
                <Rows data=rows columns=6 line=row nothing />
            </DataTable>
            <NewTemplate open=adding />
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon="mail"
            kind=Kind::Message
            title="No template found"
            text="Search for something else, or start with an empty one."
        />
    }
    .into_any()
}

/// A status and its colour, the same wherever a template is shown.
pub(super) fn tone(status: TemplateStatus) -> Tone {
    match status {
        TemplateStatus::Live => Tone::Good,
        TemplateStatus::Draft => Tone::Neutral,
        TemplateStatus::Stopped => Tone::Wait,
        TemplateStatus::Archived => Tone::Neutral,
    }
}

fn used_by(journeys: u64) -> String {
    match journeys {
        0 => "—".to_owned(),
        1 => "1 journey".to_owned(),
        more => format!("{more} journeys"),
    }
}

fn row(template: TemplateRow) -> AnyView {
    let href = format!("/staff/messages/{}", template.id);
    let picture = match template.picture {
        Some(id) => {
            view! { <img class="template-picture" src=format!("/media/{id}") alt="" loading="lazy" /> }.into_any()
        }
        None => view! {
            <span class="template-picture template-no-picture" aria-hidden="true">
                <Icon name=template.channel.icon() />
            </span>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <div class="template-cell">
                    {picture} <span>
                        <a class="row-link" href=href>
                            {template.name}
                        </a>
                        <span class="second">{format!("{} · {}", template.channel.label(), template.purpose.label())}</span>
                    </span>
                </div>
            </th>
            <td>
                <StatusBadge tone=tone(template.status) text=template.status.label() />
                {template.editing.then(|| view! { <span class="second">"New version in progress"</span> })}
            </td>
            <td class="narrow-hide">{template.subject}</td>
            <td class="narrow-hide">{used_by(template.used_by)}</td>
            <td class="number narrow-hide">{template.sent}</td>
            <td class="narrow-hide">
                <Moment at=template.updated_at say=Say::Ago />
            </td>
        </tr>
    }
    .into_any()
}

/// What staff call it.
fn name_in(line: &GalleryLine, language: Language) -> String {
    line.names.iter().find(|(one, _)| *one == language).map(|(_, name)| name.clone()).unwrap_or_default()
}

#[component]
fn NewTemplate(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let channel = RwSignal::new(Channel::Email.code().to_owned());
    let choices: Vec<Choice> =
        Channel::ALL.iter().map(|channel| Choice::new(channel.code(), channel.label())).collect();
    let (start, language) = (RwSignal::new(String::new()), RwSignal::new(Language::default().code().to_owned()));
    // Asked for when somebody opens the dialog.
    let known = Resource::new(
        move || open.get(),
        |open| async move { if open { list_gallery().await } else { Ok(Vec::new()) } },
    );
    let lines = Memo::new(move |_| known.get().and_then(Result::ok).unwrap_or_default());
    let starts = Signal::derive(move || {
        let channel = channel.with(|code| code.parse().unwrap_or(Channel::Email));
        let mut starts = vec![Choice::new("", "An empty one")];
        lines.with(|lines| {
            let fit = lines.iter().filter(|line| line.channels.contains(&channel));
            starts.extend(fit.map(|line| {
                Choice::new(line.code.clone(), format!("{} · {}", line.group.label(), name_in(line, Language::English)))
            }));
        });
        starts
    });
    let languages: Vec<Choice> = Language::ALL.iter().map(|one| Choice::new(one.code(), one.own_name())).collect();
    // A template that is not for the chosen channel is none to start with; the name follows the template.
    Effect::watch(
        move || (start.get(), language.get(), channel.get()),
        move |(code, language, channel), _, _| {
            let line = lines.with_untracked(|lines| lines.iter().find(|line| line.code == *code).cloned());
            let Some(line) = line else { return };
            if channel.parse().is_ok_and(|channel| line.channels.contains(&channel)) {
                name.set(name_in(&line, language.parse().unwrap_or_default()));
            } else {
                start.set(String::new());
            }
        },
        false,
    );
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let create = move || {
        busy.set(true);
        let navigate = navigate.clone();
        let channel = channel.get_untracked().parse().unwrap_or(Channel::Email);
        spawn_local(async move {
            let from = Some(start.get_untracked()).filter(|code| !code.is_empty());
            let from = from.map(|code| (code, language.with_untracked(|code| code.parse().unwrap_or_default())));
            match new_template(name.get_untracked(), channel, from).await {
                Ok(id) => navigate(&format!("/staff/messages/{id}"), Default::default()),
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let create = StoredValue::new(create);
    view! {
        <Dialog open title="New template">
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    create.with_value(|create| create());
                }
            >
                <Field name="name" label="Name" hint="For your colleagues; recipients don't see it.">
                    <TextInput name="name" value=name autofocus=true />
                </Field>
                <RadioGroup name="channel" label="What it is" choices=choices.clone() value=channel />
                <div class="field">
                    <label for="start">"Start with"</label>
                    <Select name="start" choices=starts value=start />
                </div>
                {
                    let languages = languages.clone();
                    move || {
                        (!start.with(String::is_empty))
                            .then(|| view! { <RadioGroup name="language" label="Language" choices=languages.clone() value=language row=true /> })
                    }
                }
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Create"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
