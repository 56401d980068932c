//! One message: as its recipient sees it, and what happened to it.

use super::super::doors::{message_arrived, open_message, send_message_again};
use super::{subject, tone};
use crate::paper::Paper;
use crate::phone::Phone;
use crate::read_out::ReadOut;
use base::by_id;
use kit::time::Moment;
use kit::{
    Button, ButtonKind, Card, ConfirmDialog, Crumb, Notice, Page, PageHeader, Skeleton, StatusBadge, TabPanel, Tabs,
    Tone, toast, use_tab,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::consent::Channel;
use shared::ids::MessageId;
use shared::messages::{MessageStatus, MessageView, Shown, ShownEmail};
use shared::time::UtcMillis;

/// `/staff/outbox/{id}`
pub fn message_page() -> AnyView {
    let message = by_id(open_message);
    let again = Callback::new(move |()| message.refetch());
    view! {
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(async move { message.await.map(|message| view! { <Shown message again /> }) })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Shown(message: MessageView, again: Callback<()>) -> impl IntoView {
    let row = message.row.clone();
    let shown = message.shown.clone();
    let id = row.id;
    let subject = subject(&row);
    let status = row.status.clone();
    let in_doubt = status == MessageStatus::InDoubt;
    let unsent = matches!(status.known(), Some(MessageStatus::Failed | MessageStatus::Expired));
    let unwritten = if unsent || status == MessageStatus::Refused {
        "The message was never written."
    } else {
        "The message is written when it is sent."
    };
    view! {
        <Page>
            <PageHeader
                title=subject
                crumbs=vec![Crumb::new("Outbox", "/staff/outbox")]
                tab_title="Message"
                status=move || view! { <StatusBadge tone=tone(&status) text=status.label() /> }
            />
            {in_doubt.then(|| view! { <InDoubt id again /> })}
            {unsent.then(|| view! { <Unsent id again /> })}
            {row.refused_because().map(|why| view! { <Notice tone=Tone::Look title="Not sent">{why} "."</Notice> })}
            <div class="columns">
                <div class="card">
                    {match shown {
                        Some(Shown::Email(email)) => view! { <EmailShown id email /> }.into_any(),
                        Some(Shown::Sms(sms)) => {
                            let segments = sms.segments;
                            let text = sms.text.into_inner();
                            view! {
                                <div class="card-body">
                                    <Phone from="" text />
                                    <p class="muted small sms-sent">
                                        {if segments == 1 { "1 segment".to_owned() } else { format!("{segments} segments") }}
                                    </p>
                                </div>
                            }
                                .into_any()
                        }
                        Some(Shown::Voice(voice)) => {
                            let seconds = voice.seconds;
                            let script = voice.script.into_inner();
                            view! {
                                <div class="card-body">
                                    <ReadOut script language=Signal::stored(voice.language) />
                                    <p class="muted small">{format!("About {seconds} seconds")}</p>
                                </div>
                            }
                                .into_any()
                        }
                        Some(Shown::Post(mail)) => {
                            let mail = Signal::stored(mail.into_inner());
                            view! {
                                <div class="card-body">
                                    <Paper mail />
                                    <p class="form-actions">
                                        <a
                                            class="button button-secondary"
                                            href=format!("/staff/outbox/{id}/mail.pdf")
                                            target="_blank"
                                            rel="noopener external"
                                        >
                                            "Open as PDF"
                                        </a>
                                    </p>
                                </div>
                            }
                                .into_any()
                        }
                        None => view! { <p class="card-body">{unwritten}</p> }.into_any(),
                    }}
                </div>
                <Happened message />
            </div>
        </Page>
    }
    .into_any()
}

/// An e-mail as it looks, as plain text, and what came with it.
#[component]
fn EmailShown(id: MessageId, email: ShownEmail) -> impl IntoView {
    let has_html = email.has_html;
    let selected = use_tab(if has_html { vec!["html", "text", "headers"] } else { vec!["text", "html", "headers"] });
    let text = email.text.clone().into_inner();
    let tabs = vec![
        ("html", Signal::stored("Preview".to_owned())),
        ("text", Signal::stored("Plain text".to_owned())),
        ("headers", Signal::stored("Headers and files".to_owned())),
    ];
    view! {
        <Tabs label="View" tabs selected />
        <TabPanel key="html" selected>
            {if has_html {
                view! {
                    <iframe
                        class="message-frame"
                        title="The message"
                        sandbox=""
                        src=format!("/staff/outbox/{id}/html")
                    ></iframe>
                }
                    .into_any()
            } else {
                view! { <p class="card-body">"There is nothing to show: see “What happened”."</p> }.into_any()
            }}
        </TabPanel>
        <TabPanel key="text" selected>
            <pre class="plain-text">{text}</pre>
        </TabPanel>
        <TabPanel key="headers" selected>
            <Headers email />
        </TabPanel>
    }
    .into_any()
}

/// Only a person may decide whether a second copy goes out.
#[component]
fn InDoubt(id: MessageId, again: Callback<()>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let settle = move |arrived: bool| {
        spawn_local(async move {
            let done = if arrived { message_arrived(id).await } else { send_message_again(id).await };
            match done {
                Ok(()) => again.run(()),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <Notice tone=Tone::Look title="In doubt: it may have arrived">
            <p>
                "The connection broke after the message was handed over and before the answer was written down. Check the log of the mail server or provider, or ask the recipient."
            </p>
            <p class="form-actions">
                <Button icon="mail-check" on_click=move |_| settle(true)>
                    "It arrived"
                </Button>
                <Button icon="refresh-cw" on_click=move |_| asking.set(true)>
                    "Send again…"
                </Button>
            </p>
        </Notice>
        <ConfirmDialog
            open=asking
            title="Send it again?"
            text="If the first copy arrived, this person gets the message twice."
            confirm="Send again"
            kind=ButtonKind::Danger
            on_confirm=move |()| settle(false)
        />
    }
    .into_any()
}

/// It failed or expired: staff may send it again once what was wrong is mended.
#[component]
fn Unsent(id: MessageId, again: Callback<()>) -> impl IntoView {
    let send = move |_| {
        spawn_local(async move {
            match send_message_again(id).await {
                Ok(()) => again.run(()),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <p class="form-actions">
            <Button icon="refresh-cw" on_click=send>
                "Send again"
            </Button>
        </p>
    }
}

#[component]
fn Headers(email: ShownEmail) -> impl IntoView {
    let ShownEmail { headers, attachments, .. } = email;
    let headers = headers.into_iter().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view();
    let files =
        attachments.into_iter().map(|(name, size)| view! { <li>{name} " (" {size} " bytes)"</li> }).collect_view();
    view! {
        <div class="card-body">
            <dl class="facts">{headers}</dl>
            <h3>"Files"</h3>
            <ul>{files}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Happened(message: MessageView) -> impl IntoView {
    let moment = |label: &'static str, at: Option<UtcMillis>| {
        at.map(|at| {
            view! {
                <dt>{label}</dt>
                <dd>
                    <Moment at />
                </dd>
            }
        })
    };
    let fact =
        |label: &'static str, value: String| (!value.is_empty()).then(|| view! { <dt>{label}</dt><dd>{value}</dd> });
    let row = message.row;
    let answered_by = if row.channel.is(Channel::Email) { "Mail server's answer" } else { "Provider's answer" };
    view! {
        <Card title="What happened">
            <dl class="facts">
                {fact("Recipient", row.recipient.into_inner())} {fact("Address", row.address.into_inner())}
                {fact("Channel", row.channel.label().to_owned())} {fact("Purpose", row.purpose.label().to_owned())} {moment("Queued", Some(message.queued_at))}
                {moment("Sent", message.sent_at)} {moment("Next try", message.next_try)}
                {moment("Delivered", message.delivered_at)} {moment("Opened", message.opened_at)}
                {fact("Clicks", if message.clicks > 0 { message.clicks.to_string() } else { String::new() })}
                {fact("Attempts", message.attempts.to_string())} {fact(answered_by, message.answer)}
            </dl>
        </Card>
    }
    .into_any()
}
