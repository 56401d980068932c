//! Members of static segments in bulk: from a list of identifiers, or frozen from another segment.

use super::edit;
use super::list::stored;
use super::membership::add_to_list;
use crate::actor::Permit;
use crate::addresses;
use crate::boxed;
use crate::counts::fit;
use crate::db::{Dialect, Tx, list_of};
use crate::error::Result;
use crate::settings;
use shared::audit::AuditAction;
use shared::ids::SegmentId;
use shared::people::{EditSegments, ViewPatients};
use shared::segments::listed::{List, Listed};
use shared::segments::wire::{ListReport, NotFound};
use shared::segments::{MemberList, SegmentKind};
use shared::time::UtcMillis;
use std::collections::{BTreeMap, BTreeSet};

/// Puts those whom a pasted list names on a list of the segment and says of every line what became of it. A line names a patient by
/// Waypost's id, the id of the source system, an identifier such as the medical record number, an e-mail address or a
/// phone number.
///
/// # Errors
/// [`crate::StoreError::Conflict`] where a segment of that kind has no such list; [`crate::StoreError::NotFound`].
#[boxed]
pub async fn add_listed(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    _reader: &Permit<ViewPatients>,
    now: UtcMillis,
    (id, to): (SegmentId, MemberList),
    list: &List,
) -> Result<ListReport> {
    let mut report = ListReport { repeated: list.repeated, ..ListReport::default() };
    let mut keys = BTreeSet::new();
    for chunk in list.listed.chunks(1_000) {
        let found = find(tx, chunk).await?;
        for listed in chunk {
            let patients = found.get(&listed.value.to_lowercase());
            match patients.map(|patients| patients.iter().copied().collect::<Vec<_>>()).as_deref() {
                Some([patient]) => {
                    if !keys.insert(*patient) {
                        report.repeated += 1;
                    }
                }
                Some(several) => report.refuse(listed, NotFound::Several(fit(several.len()))),
                None => report.refuse(listed, NotFound::Nobody),
            }
        }
    }
    let keys: Vec<i64> = keys.into_iter().collect();
    let outcome = add_to_list(tx, permit, now, id, to, &keys).await?;
    (report.added, report.excluded) = (fit(outcome.added), fit(outcome.excluded));
    report.already = fit::<_, u32>(keys.len()) - report.added - report.excluded;
    Ok(report)
}

/// A new static draft of these patients, by key, as a part of something larger.
///
/// # Errors
/// As [`edit::create`].
pub(crate) async fn insert_static(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    name: &str,
    patients: &[i64],
) -> Result<SegmentId> {
    let id = edit::create(tx, permit, now, name, SegmentKind::Static).await?;
    add_to_list(tx, permit, now, id, MemberList::Members, patients).await?;
    Ok(id)
}

/// The patients that each value names, by the value in lower case.
async fn find(tx: &mut Tx, listed: &[Listed]) -> Result<BTreeMap<String, BTreeSet<i64>>> {
    const BY: [&str; 4] = [
        "SELECT uid, id FROM patient WHERE uid IN",
        "SELECT source_id, id FROM patient WHERE source_id IN",
        "SELECT value, patient_id FROM patient_identifier WHERE value IN",
        "SELECT address, patient_id FROM contact_point WHERE (use_code IS NULL OR use_code <> 'old') AND address IN",
    ];
    // As written and, for ids and addresses, in lower case.
    let mut values: BTreeSet<String> = BTreeSet::new();
    for listed in listed {
        values.extend([listed.value.clone(), listed.value.to_lowercase()]);
    }
    let mut found: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for by in BY {
        for (value, patient) in named(tx, by, &values).await? {
            found.entry(value.to_lowercase()).or_default().insert(patient);
        }
    }
    // Telephone numbers are kept as E.164; people write them with spaces, brackets and dashes.
    let mut numbers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let country = settings::country(tx).await?;
    for listed in listed {
        let value = listed.value.to_lowercase();
        if !found.contains_key(&value)
            && addresses::may_be_number(&value)
            && let Some(number) = addresses::phone(&value, country.as_deref())
        {
            numbers.entry(number).or_default().push(value);
        }
    }
    let [.., by_address] = BY;
    for (number, patient) in named(tx, by_address, numbers.keys()).await? {
        for value in &numbers[&number] {
            found.entry(value.clone()).or_default().insert(patient);
        }
    }
    Ok(found)
}

/// The patients whom one of the values names, each with the value.
async fn named<'v>(tx: &mut Tx, by: &str, values: impl IntoIterator<Item = &'v String>) -> Result<Vec<(String, i64)>> {
    let sql = format!("{by} ({})", Dialect::of(tx).texts_in("$1"));
    Ok(sqlx::query_as(&sql).bind(list_of(values.into_iter().cloned())).fetch_all(&mut **tx).await?)
}

/// A static draft of that name with those who are in the segment now.
///
/// # Errors
/// As [`edit::create`]; [`crate::StoreError::NotFound`].
#[boxed]
pub async fn freeze(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    name: &str,
) -> Result<SegmentId> {
    let original = stored(tx, id).await?;
    let copy = edit::create(tx, permit, now, name, SegmentKind::Static).await?;
    let copied = stored(tx, copy).await?;
    let members = edit::copy_members(tx, now, original.id, copied.id).await?;
    edit::audit(tx, permit, now, AuditAction::Update, copy, format!("{members} members of {id} as they are now"))
        .await?;
    Ok(copy)
}
