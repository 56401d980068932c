//! The server functions of the messages area: thin doors to the store.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::consent::{Channel, Purpose, SendForecast};
use shared::ids::{MessageId, PrintBatchId, SegmentId, SharedBlockId, TemplateId};
use shared::language::Language;
use shared::messages::{
    Body, Brand, Content, GalleryLine, GoLive, MessageInsight, MessageRow, MessageStatus, MessageView, OutboxCounts,
    PrintBatches, SharedBlock, TemplateOpened, TemplateRow, TemplateStatus, TemplateView, TestSent,
};
#[cfg(feature = "ssr")]
use shared::messages::{EventChoice, MailingCode};
use shared::paging::{Page, PageQuery};

/// One page of the list of templates.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_templates(query: PageQuery, status: Option<TemplateStatus>) -> Result<Page<TemplateRow>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::templates::list(&door.services.db, &door.permit, &query, status).await?)
}

/// What a template can start with.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_gallery() -> Result<Vec<GalleryLine>, AppError> {
    base::door::<shared::people::ViewOutreach>().await?;
    let line = |item: &shared::messages::GalleryItem| GalleryLine {
        code: item.code.to_owned(),
        group: item.group,
        channels: item.channels(),
        names: Language::ALL.map(|language| (language, item.words(language).name.to_owned())).to_vec(),
    };
    Ok(shared::messages::gallery().map(line).collect())
}

/// A new draft of this channel, empty or from the gallery; an e-mail's sender is the organization's.
#[server(prefix = "/staff/api", input = Json)]
pub async fn new_template(
    name: String,
    channel: Channel,
    from: Option<(String, Language)>,
) -> Result<TemplateId, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    let db = &door.services.db;
    let organization = store::settings::organization(db).await?;
    let body = match from {
        Some((code, language)) => {
            let item = shared::messages::gallery_item(&code).ok_or(AppError::NotFound)?;
            let pictures = store::starters::pictures(db).await?;
            let place = shared::messages::GalleryPlace {
                picture: &|file| pictures.get(file).copied(),
                sender_name: &organization.sender_name,
                sender_address: &organization.sender_address,
            };
            shared::messages::from_gallery(item, channel, language, &place).ok_or(AppError::NotFound)?
        }
        None => {
            let mut body = Body::blank(channel);
            if let Body::Email(document) = &mut body {
                document.header.sender_name = organization.sender_name;
                document.header.sender_address = organization.sender_address;
            }
            body
        }
    };
    let mut tx = db.begin().await?;
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
    let mut values: shared::messages::Values = [
        value("organization.name", &organization.name),
        value("organization.postal_address", &organization.postal_address),
        value("organization.phone", &organization.phone),
        value("links.events", &format!("{base}/events")),
    ]
    .into();
    store::settings::brand(db).await?.add_to(&mut values);
    let public = store::events::list::public(db, door.now, &Default::default()).await?;
    let choice = |event: store::events::Stored| {
        let mut values = shared::messages::Values::new();
        shared::messages::add_event(&mut values, &event.record, base, false);
        EventChoice { id: event.record.id, name: event.record.fields.name, values }
    };
    Ok(TemplateOpened {
        template,
        facts: shared::messages::CheckFacts { base: base.to_owned(), ..facts },
        values,
        shared_blocks: store::settings::shared_blocks(db).await?,
        variants: store::templates::variants(db, &door.permit, id).await?,
        events: public.into_iter().map(choice).collect(),
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

/// What waits for the print house, and the latest batches.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_print_batches() -> Result<PrintBatches, AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    let (waiting, batches) = store::outbox::print_batches(&door.services.db, &door.permit).await?;
    Ok(PrintBatches { by_hand: door.services.couriers.mail_is_by_hand(), waiting, batches })
}

/// Puts what waits into a batch; `None` when nothing does.
#[server(prefix = "/staff/api", input = Json)]
pub async fn make_print_batch() -> Result<Option<PrintBatchId>, AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    Ok(store::outbox::make_print_batch(&door.services.db, &door.permit, door.now).await?)
}

/// A card or letter with this code came back.
#[server(prefix = "/staff/api", input = Json)]
pub async fn record_returned_mail(code: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::ViewSentMessages>().await?;
    let complaint = |why: String| AppError::Invalid(vec![shared::field::FieldError::new("code", why)]);
    let code = code.parse::<MailingCode>().map_err(|why| complaint(why.to_string()))?;
    match store::outbox::mail_came_back(&door.services.db, &door.permit, door.now, code).await {
        Ok(_) => Ok(()),
        Err(store::StoreError::NotFound) => Err(complaint("No card or letter has this code.".into())),
        Err(store::StoreError::Conflict(why)) => Err(complaint(why)),
        Err(error) => Err(error.into()),
    }
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

/// How the organization's messages look.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_brand() -> Result<Brand, AppError> {
    let door = base::door::<shared::people::ManageSettings>().await?;
    Ok(store::settings::brand(&door.services.db).await?)
}

/// Keeps the brand kit; messages have it from now on, also those of templates that are live.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_brand(brand: Brand) -> Result<(), AppError> {
    let door = base::door::<shared::people::ManageSettings>().await?;
    if let Some(problem) = brand.problem() {
        return Err(AppError::Invalid(vec![shared::field::FieldError::new("color", problem)]));
    }
    let mut tx = door.services.db.begin().await?;
    store::settings::set(&mut tx, store::settings::BRAND, &brand, door.now).await?;
    let entry = store::audit::Entry {
        detail: "brand kit".into(),
        ..store::audit::Entry::new(shared::audit::AuditAction::Update, shared::noun::Noun::Setting)
    };
    store::audit::record(&mut tx, door.permit.actor(), door.now, entry).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(())
}

/// A draft of this message in another language.
#[server(prefix = "/staff/api", input = Json)]
pub async fn add_language(id: TemplateId, language: Language) -> Result<TemplateId, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    Ok(store::templates::add_variant(&door.services.db, &door.permit, door.now, id, language).await?)
}

/// The live segments, by name.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_audiences() -> Result<Vec<(SegmentId, String)>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let choices = store::journeys::choices(&door.services.db).await?;
    Ok(choices.segments.into_iter().filter_map(|choice| Some((choice.id.parse().ok()?, choice.name))).collect())
}

/// What would happen if a message of this channel and purpose went to the segment now. Nothing is sent; the count is recorded.
#[server(prefix = "/staff/api", input = Json)]
pub async fn forecast_send(segment: SegmentId, channel: Channel, purpose: Purpose) -> Result<SendForecast, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let reader = door.session.actor.permit::<shared::people::ViewPatients>();
    let organization = store::settings::organization(&door.services.db).await?;
    let rules = shared::consent::SendingRules::from(&organization);
    let wanted = store::outbox::Wanted { segment, channel, purpose, rules: &rules, zone: &organization.time_zone };
    Ok(store::outbox::forecast(&door.services.db, &door.permit, reader.as_ref(), door.now, &wanted).await?)
}

/// Keeps a block that several messages show, a new one without an `id`. Those that show it say this from now on, also live ones.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_shared_block(
    id: Option<SharedBlockId>,
    name: String,
    content: Content,
) -> Result<SharedBlock, AppError> {
    let door = base::door::<shared::people::EditMessages>().await?;
    let mut tx = door.services.db.begin().await?;
    let block = store::settings::save_shared_block(&mut tx, door.now, id, &name, content).await?;
    let entry = store::audit::Entry {
        detail: format!("shared block: {}", block.name),
        ..store::audit::Entry::new(shared::audit::AuditAction::Update, shared::noun::Noun::Message)
    };
    store::audit::record(&mut tx, door.permit.actor(), door.now, entry).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(block)
}

/// What became of a template's messages; rounded for those who may not see patients.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_insight(id: TemplateId) -> Result<MessageInsight, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    let reader = door.session.actor.permit::<shared::people::ViewPatients>();
    Ok(store::templates::insight(&door.services.db, &door.permit, reader.as_ref(), id).await?)
}
