//! The templates and pictures that a new installation starts with.

use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::media::NewPicture;
use crate::{Permit, media, settings, templates};
use shared::ids::{MediaId, TemplateId};
use shared::messages::{GoLive, STARTER_PICTURES, Starter, starters};
use shared::people::EditMessages;
use shared::time::UtcMillis;
use std::collections::BTreeMap;

const PICTURES: &[(&str, &[u8])] = &[
    ("health-class.png", include_bytes!("../pictures/health-class.png")),
    ("checkup.png", include_bytes!("../pictures/checkup.png")),
    ("vaccination.png", include_bytes!("../pictures/vaccination.png")),
    ("harbour-clinic.png", include_bytes!("../pictures/harbour-clinic.png")),
];

/// Puts the starter pictures into the library and makes each starter template, live where the organization's settings
/// allow it. A template whose name is there already is left alone. Answers the new ones, by name.
#[boxed]
pub async fn install(
    db: &Db,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
) -> Result<Vec<(&'static str, TemplateId)>> {
    let organization = settings::organization(db).await?;
    let mut made = Vec::new();
    let mut tx = db.begin().await?;
    let mut pictures: BTreeMap<&str, MediaId> = BTreeMap::new();
    for (name, bytes) in PICTURES {
        let alt = STARTER_PICTURES.iter().find(|(file, _)| file == name).map_or("", |(_, alt)| alt);
        let new = NewPicture { name: (*name).into(), alt: alt.into(), bytes: bytes.to_vec() };
        pictures.insert(name, media::add(&mut tx, permit, now, new).await?.id);
    }
    let find = |name: &str| pictures.get(name).copied();
    for Starter { name, body } in starters(&find, &organization.sender_name, &organization.sender_address) {
        let taken: Option<i64> =
            sqlx::query_scalar("SELECT id FROM template WHERE name = $1").bind(name).fetch_optional(&mut *tx).await?;
        if taken.is_none() {
            made.push((name, templates::create(&mut tx, permit, now, name, &body).await?));
        }
    }
    tx.commit().await?;
    for (_, id) in &made {
        match templates::go_live(db, permit, now, *id, 1).await? {
            GoLive::Live(_) => {}
            // Settings are missing: the drafts say which when somebody opens them.
            GoLive::Refused(_) => break,
        }
    }
    Ok(made)
}

/// The starter pictures that are in the library, by file name.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn pictures(db: &Db) -> Result<BTreeMap<String, MediaId>> {
    let digests: BTreeMap<String, &str> =
        PICTURES.iter().map(|(name, bytes)| (blake3::hash(bytes).to_hex().to_string(), *name)).collect();
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, digest FROM media ORDER BY id LIMIT 1000").fetch_all(db.read()).await?;
    let known = |(uid, digest): (String, String)| Some((digests.get(&digest)?.to_string(), uid.parse().ok()?));
    Ok(rows.into_iter().filter_map(known).collect())
}
