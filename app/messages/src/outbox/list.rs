//! The list of messages.

use super::super::doors::{count_outbox, list_messages};
use super::print::MailByHand;
use super::trouble::Trouble;
use super::{subject, tone};
use base::Rows;
use kit::time::Moment;
use kit::{
    Choice, Column, DataTable, EmptyState, Kind, ListFilter, Notice, Page, PageHeader, StatusBadge, Tone, total_of,
    use_list,
};
use leptos::prelude::*;
use shared::consent::Channel;
use shared::messages::{MessageRow, MessageStatus, OutboxCounts, OutboxQuery};

/// `/staff/outbox`
pub fn outbox_page() -> AnyView {
    let list = use_list::<OutboxQuery>();
    let rows = Resource::new(move || list.get(), |query| list_messages(query.rows, query.status));
    let counts = Resource::new(|| (), |()| count_outbox());
    let again = Callback::new(move |()| {
        counts.refetch();
        rows.refetch();
    });
    let total = total_of(rows);
    let columns = vec![
        Column::new("Recipient"),
        Column::new("Subject"),
        Column::new("Status"),
        Column::new("Purpose").hidden_when_narrow(),
        Column::new("When").hidden_when_narrow(),
    ];
    let tools = move || {
        let of = move |wanted: MessageStatus| {
            let known = counts.get().and_then(Result::ok).unwrap_or_default();
            known.by_status.iter().find(|(status, _)| *status == wanted).map_or(0, |(_, count)| *count)
        };
        let choices = Signal::derive(move || {
            MessageStatus::ALL
                .iter()
                .map(|status| Choice::new(status.code(), format!("{} ({})", status.label(), of(*status))))
                .collect::<Vec<_>>()
        });
        view! {
            <Transition fallback=|| ()>
                <ListFilter
                    name="status"
                    label="Status"
                    any="Every status"
                    choices
                    value=list.part(|query| query.status.map(|status| status.to_string()).unwrap_or_default())
                    on_choose=move |code: String| list.narrow(|query| query.status = code.parse().ok())
                />
            </Transition>
        }
    };
    view! {
        <Page>
            <PageHeader title="Outbox" about="Every message on its way out, and what became of it. Opening one is written to the audit log." />
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move {
                    counts
                        .await
                        .map(|counts| {
                            view! {
                                {notices(&counts)}
                                <Trouble counts again />
                            }
                        })
                })}
            </Suspense>
            <DataTable caption="Messages" columns query=list total search="Search by recipient or subject" tools>
                <Rows data=rows columns=5 line nothing />
            </DataTable>
            <MailByHand changed=again />
        </Page>
    }
    .into_any()
}

fn notices(counts: &OutboxCounts) -> impl IntoView + use<> {
    let doubtful =
        counts.by_status.iter().find(|(status, _)| *status == MessageStatus::InDoubt).map_or(0, |(_, count)| *count);
    let others: Vec<String> = counts
        .sandboxes
        .iter()
        .filter(|channel| **channel != Channel::Email)
        .map(|channel| channel.label().to_lowercase())
        .collect();
    view! {
        {counts.sandboxes.contains(&Channel::Email)
            .then(|| {
                view! {
                    <Notice tone=Tone::Look title="Sandbox: no e-mail leaves">
                        "No mail server is configured. Messages are kept here as their recipients would see them, and nothing is sent."
                    </Notice>
                }
            })}
        {(!others.is_empty())
            .then(|| {
                view! {
                    <Notice tone=Tone::Look title=format!("Sandbox: {}", others.join(", "))>
                        "No provider is configured for these channels. Their messages are kept here and nothing is sent."
                    </Notice>
                }
            })}
        {(doubtful > 0)
            .then(|| {
                view! {
                    <Notice tone=Tone::Look title=format!("{doubtful} in doubt")>
                        "The connection broke after these were handed over, so they may have arrived. They are never sent again automatically: open each one and decide."
                    </Notice>
                }
            })}
    }
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon="send"
            kind=Kind::Message
            title="No message here"
            text="Messages appear when a journey, an event or a test sends them."
        />
    }
    .into_any()
}

fn line(message: MessageRow) -> AnyView {
    let href = format!("/staff/outbox/{}", message.id);
    let subject = subject(&message);
    let refused = message.refused_because();
    let name = message.recipient.into_inner();
    let address = message.address.into_inner();
    let name = if name.is_empty() { "Somebody".to_owned() } else { name };
    view! {
        <tr>
            <th scope="row">
                <a class="row-link" href=href>
                    {name}
                </a>
                <span class="second">{address}</span>
            </th>
            <td>{subject}</td>
            <td>
                <StatusBadge tone=tone(&message.status) text=message.status.label() />
                {refused.map(|why| view! { <span class="second">{why}</span> })}
            </td>
            <td class="narrow-hide">
                {message.purpose.label()}
                <span class="second">{format!("{}, {}", message.channel.label(), message.origin.label())}</span>
            </td>
            <td class="narrow-hide">
                <Moment at=message.at />
            </td>
        </tr>
    }
    .into_any()
}
