//! The patients pages' doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::consent::{Channel, Wishes};
use shared::ids::PatientId;
use shared::paging::{Page, PageQuery};
use shared::patients::{Duplicates, GapLine, GapRemark, PatientFilter, PatientRow, PatientView, SaidToStaff, Telling};

/// One page of the list; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_patients(query: PageQuery, filter: PatientFilter) -> Result<Page<PatientRow>, AppError> {
    let door = base::door::<shared::people::ViewPatients>().await?;
    Ok(store::patients::page(&door.services.db, &door.permit, door.now, &query, &filter).await?)
}

/// Changes a tag or an attribute of the organization's own.
#[server(prefix = "/staff/api", input = Json)]
pub async fn tell_patient(id: PatientId, telling: Telling) -> Result<(), AppError> {
    let door = base::door::<shared::people::TagPatients>().await?;
    let db = &door.services.db;
    let mut tx = db.begin().await?;
    store::patients::tell(db, &mut tx, &door.permit, door.now, id, telling).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(())
}

/// How the patient stands to every care gap; the audit log keeps that it was seen.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_care_gaps(id: PatientId) -> Result<Vec<GapLine>, AppError> {
    let door = base::door::<shared::people::ViewPatients>().await?;
    Ok(store::patients::care_gaps_of(&door.services.db, &door.permit, door.now, id).await?)
}

/// Notes that what a care gap asks for is not wanted or not advised.
#[server(prefix = "/staff/api", input = Json)]
pub async fn remark_on_gap(id: PatientId, remark: GapRemark) -> Result<(), AppError> {
    let door = base::door::<shared::people::TagPatients>().await?;
    let db = &door.services.db;
    let mut tx = db.begin().await?;
    store::patients::remark_on_gap(db, &mut tx, &door.permit, door.now, id, remark).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(())
}

/// Takes a remark on a care gap back.
#[server(prefix = "/staff/api", input = Json)]
pub async fn revoke_gap_remark(id: PatientId, uid: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::TagPatients>().await?;
    let db = &door.services.db;
    let mut tx = db.begin().await?;
    store::patients::revoke_gap_remark(db, &mut tx, &door.permit, door.now, id, &uid).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(())
}

/// One patient's record and consents; the audit log keeps that they were seen.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_patient(id: PatientId) -> Result<PatientView, AppError> {
    use shared::patients::{AddressConsents, ContactSystem};
    use shared::phi::Phi;
    let door = base::door::<shared::people::ViewPatients>().await?;
    let db = &door.services.db;
    let record = store::patients::record(db, &door.permit, door.now, id).await?;
    let mut consents: Vec<AddressConsents> = Vec::new();
    for point in record.contact_points.reveal() {
        let Ok(system) = point.system.parse::<ContactSystem>() else { continue };
        for channel in Channel::ALL.into_iter().filter(|channel| ContactSystem::of_channel(*channel).contains(&system))
        {
            if consents.iter().any(|one| one.channel == channel && *one.address.reveal() == point.address) {
                continue;
            }
            consents.push(AddressConsents {
                address: Phi::new(point.address.clone()),
                channel,
                suppressed: store::suppression::reason(db, channel, &point.address).await?,
                words: store::consent::of_address(db, &point.address, channel).await?,
            });
        }
    }
    let (post, wishes) = store::patients::contact(db, &door.permit, id).await?;
    if let Some(address) = post {
        consents.push(AddressConsents {
            channel: Channel::Post,
            suppressed: store::suppression::reason(db, Channel::Post, &address).await?,
            words: store::consent::of_address(db, &address, Channel::Post).await?,
            address: Phi::new(address),
        });
    }
    Ok(PatientView { record, consents, wishes })
}

/// Records what the patient says to staff about one of their addresses.
#[server(prefix = "/staff/api", input = Json)]
pub async fn patient_said(id: PatientId, address: String, channel: Channel, said: SaidToStaff) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPatients>().await?;
    let base = &*door.services.public_url;
    store::patients::said(&door.services.db, &door.permit, door.now, id, (&address, channel), said, base).await?;
    door.services.wake.call();
    Ok(())
}

/// Records how the patient wishes to be reached, or that they want no contact.
#[server(prefix = "/staff/api", input = Json)]
pub async fn patient_wishes(id: PatientId, wishes: Wishes) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPatients>().await?;
    store::patients::wish(&door.services.db, &door.permit, door.now, id, wishes).await?;
    door.services.wake.call();
    Ok(())
}

/// Records that are likely of one person, and those that were merged; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_duplicates() -> Result<Duplicates, AppError> {
    let door = base::door::<shared::people::ViewPatients>().await?;
    Ok(store::patients::duplicates(&door.services.db, &door.permit, door.now).await?)
}

/// Brings `gone` into `kept`.
#[server(prefix = "/staff/api", input = Json)]
pub async fn merge_patients(kept: PatientId, gone: PatientId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPatients>().await?;
    let db = &door.services.db;
    let mut tx = db.begin().await?;
    store::patients::merge(db, &mut tx, &door.permit, door.now, kept, gone).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(())
}

/// Says that two records are of two people.
#[server(prefix = "/staff/api", input = Json)]
pub async fn keep_patients_apart(one: PatientId, other: PatientId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPatients>().await?;
    let db = &door.services.db;
    let mut tx = db.begin().await?;
    store::patients::keep_apart(db, &mut tx, &door.permit, door.now, one, other).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(())
}

/// Takes two records apart that were merged.
#[server(prefix = "/staff/api", input = Json)]
pub async fn unmerge_patients(uid: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPatients>().await?;
    let mut tx = door.services.db.begin().await?;
    store::patients::unmerge(&mut tx, &door.permit, door.now, &uid).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    door.services.wake.call();
    Ok(())
}
