//! The segments' server functions: thin doors to the store.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::{PatientId, SegmentId, SegmentTemplateId};
use shared::paging::{Page, PageQuery};
use shared::segments::wire::{
    ListReport, MemberRow, PublishPreview, RuleCount, SegmentDetail, SegmentInsights, SegmentRow, SegmentVersion,
    TemplateCard, Why,
};
use shared::segments::{MemberList, Rule, SegmentKind};

#[cfg(feature = "ssr")]
use shared::field::FieldError;
#[cfg(feature = "ssr")]
use shared::people::{EditSegments, ViewOutreach, ViewPatients};

#[cfg(feature = "ssr")]
async fn commit(tx: store::Tx) -> Result<(), AppError> {
    Ok(tx.commit().await.map_err(store::StoreError::from)?)
}

/// A page of the list of segments.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_segments(query: PageQuery) -> Result<Page<SegmentRow>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::page(&door.services.db, &door.permit, &query).await?)
}

/// One segment.
#[server(prefix = "/staff/api", input = Json)]
pub async fn segment(id: SegmentId) -> Result<SegmentDetail, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::by_id(&door.services.db, &door.permit, id).await?)
}

/// Makes a draft and says where it is.
#[server(prefix = "/staff/api", input = Json)]
pub async fn create_segment(name: String, kind: SegmentKind) -> Result<SegmentId, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let id = store::segments::create(&mut tx, &door.permit, door.now, &name, kind).await?;
    commit(tx).await?;
    Ok(id)
}

/// Rules to start from.
#[server(prefix = "/staff/api", input = Json)]
pub async fn template_gallery() -> Result<Vec<TemplateCard>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::gallery(&door.services.db, &door.permit).await?)
}

/// Keeps the rule of a segment as a template.
#[server(prefix = "/staff/api", input = Json)]
pub async fn keep_as_template(id: SegmentId, name: String, summary: String) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::segments::keep_template(&mut tx, &door.permit, door.now, id, &name, &summary).await?;
    commit(tx).await
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn change_segment_template(id: SegmentTemplateId, name: String, summary: String) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::segments::change_template(&mut tx, &door.permit, door.now, id, &name, &summary).await?;
    commit(tx).await
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn delete_segment_template(id: SegmentTemplateId) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::segments::delete_template(&mut tx, &door.permit, door.now, id).await?;
    commit(tx).await
}

/// The rules that the segment followed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn versions_of(id: SegmentId) -> Result<Vec<SegmentVersion>, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::versions(&door.services.db, &door.permit, id).await?)
}

/// Makes a draft with the rule of a template and says where it is.
#[server(prefix = "/staff/api", input = Json)]
pub async fn segment_from_template(key: String, name: String) -> Result<SegmentId, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let id = store::segments::from_template(&mut tx, &door.permit, door.now, &key, &name).await?;
    commit(tx).await?;
    Ok(id)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn rename_segment(id: SegmentId, name: String) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::segments::rename(&mut tx, &door.permit, door.now, id, &name).await?;
    commit(tx).await
}

/// Copies it under another name and says where the copy is.
#[server(prefix = "/staff/api", input = Json)]
pub async fn duplicate_segment(id: SegmentId, name: String) -> Result<SegmentId, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let copy = store::segments::duplicate(&mut tx, &door.permit, door.now, id, &name).await?;
    commit(tx).await?;
    Ok(copy)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn delete_segment(id: SegmentId) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::segments::delete(&door.services.db, &mut tx, &door.permit, door.now, id).await?;
    commit(tx).await
}

/// Keeps the draft; answers with the revision that the next save is based on.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_segment(id: SegmentId, revision: i64, rule: Rule) -> Result<i64, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let revision = store::segments::save_draft(&mut tx, &door.permit, door.now, id, revision, &rule).await?;
    commit(tx).await?;
    Ok(revision)
}

/// Publishes the draft; answers with how many joined and left.
#[server(prefix = "/staff/api", input = Json)]
pub async fn publish_segment(id: SegmentId) -> Result<(u64, u64), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let difference =
        store::segments::go_live(&door.services.db, &door.services.facts, &mut tx, &door.permit, door.now, id).await?;
    commit(tx).await?;
    door.services.wake.call();
    Ok((difference.joined, difference.left))
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn stop_segment(id: SegmentId) -> Result<(), AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    store::segments::stop(&mut tx, &door.permit, door.now, id).await?;
    commit(tx).await
}

/// The live count of what is on the screen and the lists on top of it; with a few members for those who may see patients.
#[server(prefix = "/staff/api", input = Json)]
pub async fn count_rule(id: SegmentId, rule: Rule) -> Result<RuleCount, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    let reader = door.session.actor.permit::<ViewPatients>();
    let (db, facts) = (&door.services.db, &door.services.facts);
    Ok(store::segments::count(db, facts, &door.permit, reader.as_ref(), door.now, Some(id), &rule).await?)
}

/// A page of the members, or of a list that is kept by hand.
#[server(prefix = "/staff/api", input = Json)]
pub async fn segment_members(id: SegmentId, list: MemberList, query: PageQuery) -> Result<Page<MemberRow>, AppError> {
    let door = base::door::<ViewPatients>().await?;
    Ok(store::segments::members(&door.services.db, &door.permit, door.now, (id, list), &query).await?)
}

/// Patients by name, each with whether they are on the list.
#[server(prefix = "/staff/api", input = Json)]
pub async fn find_candidates(id: SegmentId, list: MemberList, text: String) -> Result<Vec<MemberRow>, AppError> {
    let door = base::door::<ViewPatients>().await?;
    Ok(store::segments::candidates(&door.services.db, &door.permit, door.now, (id, list), &text).await?)
}

/// Puts patients on a list, or takes them off; answers with how many that changed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn change_members(
    id: SegmentId,
    list: MemberList,
    patients: Vec<PatientId>,
    add: bool,
) -> Result<usize, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let changed = if add {
        store::segments::add_members(&mut tx, &door.permit, door.now, id, list, &patients).await?
    } else {
        store::segments::remove_members(&mut tx, &door.permit, door.now, id, list, &patients).await?
    };
    commit(tx).await?;
    door.services.wake.call();
    Ok(changed)
}

/// Puts those whom a pasted text names on a list and says what every line came to.
#[server(prefix = "/staff/api", input = Json)]
pub async fn add_list(id: SegmentId, to: MemberList, text: String) -> Result<ListReport, AppError> {
    let door = base::door::<EditSegments>().await?;
    let reader = door.session.actor.permit::<ViewPatients>().ok_or(AppError::Forbidden)?;
    let list = shared::segments::listed::read(&text);
    if list.listed.is_empty() {
        return Err(AppError::Invalid(vec![FieldError::new("list", "Paste at least one line, or choose a file.")]));
    }
    let mut tx = door.services.db.begin().await?;
    let report = store::segments::add_listed(&mut tx, &door.permit, &reader, door.now, (id, to), &list).await?;
    commit(tx).await?;
    door.services.wake.call();
    Ok(report)
}

/// Keeps those who are in now as a static segment of that name and says where it is.
#[server(prefix = "/staff/api", input = Json)]
pub async fn freeze_segment(id: SegmentId, name: String) -> Result<SegmentId, AppError> {
    let door = base::door::<EditSegments>().await?;
    let mut tx = door.services.db.begin().await?;
    let copy = store::segments::freeze(&mut tx, &door.permit, door.now, id, &name).await?;
    commit(tx).await?;
    Ok(copy)
}

/// How membership went, and what the segment shares with others.
#[server(prefix = "/staff/api", input = Json)]
pub async fn insights_of(id: SegmentId) -> Result<SegmentInsights, AppError> {
    let door = base::door::<ViewOutreach>().await?;
    Ok(store::segments::insights(&door.services.db, &door.permit, door.now, id).await?)
}

/// Who would join and leave if the draft went live.
#[server(prefix = "/staff/api", input = Json)]
pub async fn preview_segment(id: SegmentId) -> Result<PublishPreview, AppError> {
    let door = base::door::<EditSegments>().await?;
    let reader = door.session.actor.permit::<ViewPatients>();
    let (db, facts) = (&door.services.db, &door.services.facts);
    Ok(store::segments::preview(db, facts, &door.permit, reader.as_ref(), door.now, id).await?)
}

/// Why this patient is in or out by this rule.
#[server(prefix = "/staff/api", input = Json)]
pub async fn explain_membership(id: SegmentId, patient: PatientId, rule: Rule) -> Result<Why, AppError> {
    let door = base::door::<ViewPatients>().await?;
    Ok(store::segments::explain(&door.services.db, &door.permit, door.now, id, patient, &rule).await?)
}
