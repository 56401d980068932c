//! My account: change the password, see and end one's sessions.

use base::{AppError, Loaded};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, Card, Field, FormErrors, Icon, Notice, Page, PageHeader, PageWidth, StatusBadge, TextInput,
    Tone, toast,
};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::people::{Me, SessionRow};

/// One's own open sessions.
#[server(prefix = "/staff/api", input = Json)]
pub async fn own_sessions() -> Result<Vec<SessionRow>, AppError> {
    let door = base::door::<shared::people::SignedIn>().await?;
    Ok(store::sessions::own(&door.services.db, &door.permit, door.session.key).await?)
}

/// Changes one's own password; every other session ends.
#[server(prefix = "/staff/api", input = Json)]
pub async fn change_own_password(current: String, password: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::SignedIn>().await?;
    let (db, keep) = (&door.services.db, door.session.key);
    Ok(store::staff::change_own_password(db, &door.permit, door.now, keep, current, password).await?)
}

/// Whether somebody else set the password: then nothing else is open until one's own is chosen.
#[server(prefix = "/staff/api", input = Json)]
pub async fn password_is_given() -> Result<bool, AppError> {
    Ok(base::door::<shared::people::SignedIn>().await?.session.password_is_given)
}

/// `/staff/account`.
pub fn own_account_page() -> AnyView {
    let me = Resource::new(|| (), |()| base::who_am_i());
    let sessions = Resource::new(|| (), |()| own_sessions());
    let given = Resource::new(|| (), |()| password_is_given());
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=Signal::stored("My account".to_owned()) />
            <Transition>
                {move || Suspend::new(async move { given.await.is_ok_and(|given| given).then(choose_your_own) })}
            </Transition>
            <Card>
                <Loaded data=me view=person bones=3 />
            </Card>
            <Card title="Change the password">
                <PasswordForm on_changed=move |()| {
                    sessions.refetch();
                    given.refetch();
                } />
            </Card>
            <Card title="Where I am signed in" flush=true>
                <Loaded data=sessions view=session_list bones=3 />
            </Card>
        </Page>
    }
    .into_any()
}

fn choose_your_own() -> AnyView {
    view! {
        <Notice tone=Tone::Look title="Choose a password of your own">
            "Somebody else set the one you signed in with. Everything else opens once you have changed it."
        </Notice>
    }
    .into_any()
}

fn person(me: Me) -> AnyView {
    view! {
        <dl class="facts">
            <dt>"Name"</dt>
            <dd>{me.name}</dd>
            <dt>"E-mail"</dt>
            <dd>{me.email}</dd>
            <dt>"Role"</dt>
            <dd>{me.role.label()}</dd>
            <dt>"Organization"</dt>
            <dd>{me.organization}</dd>
        </dl>
    }
    .into_any()
}

fn session_list(sessions: Vec<SessionRow>) -> AnyView {
    let rows = sessions
        .into_iter()
        .map(|session| {
            let phone = ["Android", "iPhone", "Mobile"].iter().any(|word| session.user_agent.contains(word));
            view! {
                <li>
                    <Icon name=if phone { "smartphone" } else { "monitor" } />
                    <div class="grow">
                        <span class="strong">{session.browser()}</span>
                        <span class="second">
                            "Signed in " <Moment at=session.created_at /> ", used " <Moment at=session.last_seen_at say=Say::Ago />
                        </span>
                    </div>
                    {session.current.then(|| view! { <StatusBadge tone=Tone::Good text="This one" /> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

#[component]
fn PasswordForm(#[prop(into)] on_changed: Callback<()>) -> impl IntoView {
    let errors = FormErrors::provide();
    let current = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let change = Action::new(move |(current, password): &(String, String)| {
        change_own_password(current.clone(), password.clone())
    });
    Effect::watch(
        move || change.value().get(),
        move |answer, _, _| match answer {
            Some(Ok(())) => {
                errors.clear();
                current.set(String::new());
                password.set(String::new());
                on_changed.run(());
                toast(Tone::Good, "Password changed. Your other sessions have ended.");
            }
            Some(Err(AppError::Invalid(wrong))) => errors.set(wrong.clone()),
            Some(Err(error)) => toast(Tone::Danger, error.to_string()),
            None => {}
        },
        false,
    );
    view! {
        <form
            class="form"
            on:submit=move |event| {
                event.prevent_default();
                change.dispatch((current.get(), password.get()));
            }
        >
            <Field name="current" label="Current password">
                <TextInput name="current" value=current kind="password" autocomplete="current-password" required=true />
            </Field>
            <Field name="password" label="New password" hint="At least 12 characters. A few words in a row are easy to remember.">
                <TextInput name="password" value=password kind="password" autocomplete="new-password" required=true />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=change.pending()>"Change the password"</Button>
            </div>
        </form>
    }
    .into_any()
}
