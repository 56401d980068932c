//! The server functions of the messages area: thin doors to the store.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::consent::Channel;
use shared::ids::{MessageId, TemplateId};
use shared::messages::{
    Body, GoLive, MessageRow, MessageStatus, MessageView, OutboxCounts, TemplateOpened, TemplateRow, TemplateStatus,
    TemplateView, TestSent,
};
use shared::paging::{Page, PageQuery};

/// One page of the list of templates.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_templates(query: PageQuery, status: Option<TemplateStatus>) -> Result<Page<TemplateRow>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::templates::list(&door.services.db, &door.permit, &query, status).await?)
}

/// A new draft of this channel; an e-mail's sender is the organisation's.
#[server(prefix = "/staff/api", input = Json)]
pub async fn new_template(name: String, channel: Channel) -> Result<TemplateId, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    let organization = store::settings::organization(&door.services.db).await?;
    let Some(mut body) = Body::blank(channel) else { return Err(AppError::NotFound) };
    if let Body::Email(document) = &mut body {
        document.header.sender_name = organization.sender_name;
        document.header.sender_address = organization.sender_address;
    }
    let mut tx = door.services.db.begin().await?;
    let id = store::templates::create(&mut tx, &door.permit, door.now, &name, &body).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(id)
}

/// A template with what its editor needs.
#[server(prefix = "/staff/api", input = Json)]
pub async fn open_template(id: TemplateId) -> Result<TemplateOpened, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let db = &door.services.db;
    let organization = store::settings::organization(db).await?;
    let value = |path: &str, value: &str| (path.to_owned(), value.to_owned());
    let base = &*door.services.public_url;
    let facts = store::templates::check_facts(db).await?;
    let template = store::templates::find(db, &door.permit, id).await?;
    // A test goes to the person's own address; their number is not known.
    let own_address = match template.body.channel() {
        Channel::Email => door.session.email.clone(),
        Channel::Sms | Channel::Voice | Channel::Post => String::new(),
    };
    Ok(TemplateOpened {
        template,
        facts: shared::messages::CheckFacts { base: base.to_owned(), ..facts },
        values: [
            value("organization.name", &organization.name),
            value("organization.postal_address", &organization.postal_address),
            value("organization.phone", &organization.phone),
            value("links.events", &format!("{base}/events")),
        ]
        .into(),
        own_address,
    })
}

/// Saves the draft; answers its new revision.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_template(id: TemplateId, revision: i64, body: Body) -> Result<i64, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::save(&door.services.db, &door.permit, door.now, id, revision, &body).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn rename_template(id: TemplateId, name: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::rename(&door.services.db, &door.permit, door.now, id, &name).await?)
}

/// An independent copy under another name.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_template_as(id: TemplateId, name: String) -> Result<TemplateId, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::save_as(&door.services.db, &door.permit, door.now, id, &name).await?.id)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn template_go_live(id: TemplateId, revision: i64) -> Result<GoLive, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::go_live(&door.services.db, &door.permit, door.now, id, revision).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn stop_template(id: TemplateId) -> Result<TemplateView, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::stop(&door.services.db, &door.permit, door.now, id).await?)
}

/// Opens a live template for a new version.
#[server(prefix = "/staff/api", input = Json)]
pub async fn edit_template(id: TemplateId) -> Result<TemplateView, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::edit_again(&door.services.db, &door.permit, door.now, id).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn archive_template(id: TemplateId) -> Result<TemplateView, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::archive(&door.services.db, &door.permit, door.now, id).await?)
}

/// Sends what the editor shows, filled with sample values, to one address.
#[server(prefix = "/staff/api", input = Json)]
pub async fn send_test(id: TemplateId, address: String) -> Result<TestSent, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    let session = door.session.clone();
    let channel = engine::test_message::send(&door.services, &door.permit, id, &address, &session.actor.name).await?;
    Ok(if door.services.couriers.is_sandbox(channel) { TestSent::KeptInSandbox } else { TestSent::OnItsWay })
}

/// One page of the outbox.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_messages(query: PageQuery, status: Option<MessageStatus>) -> Result<Page<MessageRow>, AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    Ok(store::outbox::list(&door.services.db, &door.permit, door.now, &query, status).await?)
}

/// How many messages stand where.
#[server(prefix = "/staff/api", input = Json)]
pub async fn count_outbox() -> Result<OutboxCounts, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let by_status = store::outbox::counts(&door.services.db, &door.permit).await?;
    let pauses = store::outbox::pauses(&door.services.db).await?;
    Ok(OutboxCounts { by_status, pauses, sandboxes: door.services.couriers.sandboxes() })
}

/// One message as its recipient sees it. In the sandbox, where nobody else gets it, its personal links work.
#[server(prefix = "/staff/api", input = Json)]
pub async fn open_message(id: MessageId) -> Result<MessageView, AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    let message = store::outbox::find(&door.services.db, &door.permit, door.now, id).await?;
    let sandbox = message.row.channel.known().is_some_and(|channel| door.services.couriers.is_sandbox(channel));
    Ok(if sandbox { message } else { message.without_secrets(&door.services.public_url) })
}

/// Staff found out that a message in doubt arrived.
#[server(prefix = "/staff/api", input = Json)]
pub async fn message_arrived(id: MessageId) -> Result<(), AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    Ok(store::outbox::it_arrived(&door.services.db, &door.permit, door.now, id).await?)
}

/// Staff found out that it did not.
#[server(prefix = "/staff/api", input = Json)]
pub async fn send_message_again(id: MessageId) -> Result<(), AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    store::outbox::send_again(&door.services.db, &door.permit, door.now, id).await?;
    door.services.wake.call();
    Ok(())
}

/// Staff mended a channel: its next message is tried at once.
#[server(prefix = "/staff/api", input = Json)]
pub async fn try_channel_now(channel: Channel) -> Result<(), AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    store::outbox::try_now(&door.services.db, &door.permit, door.now, channel).await?;
    door.services.wake.call();
    Ok(())
}

/// Sends what failed or expired in the last seven days again; answers how many messages.
#[server(prefix = "/staff/api", input = Json)]
pub async fn send_failed_again() -> Result<u64, AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    let since = door.now - shared::time::Millis::days(7);
    let count = store::outbox::send_all_again(&door.services.db, &door.permit, door.now, since).await?;
    door.services.wake.call();
    Ok(count)
}
