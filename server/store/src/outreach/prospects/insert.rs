//! Many new people at once, with all that their lines say.

use super::compare::whole_name;
use crate::boxed;
use crate::bulk::{Bulk, Cell, Target};
use crate::changes::{self, Change};
use crate::counts::number;
use crate::db::Tx;
use crate::error::Result;
use shared::change::{ChangeKind, Changed};
use shared::patients::{ContactSystem, PersonLine, Relationship};
use shared::records::RecordKind;
use shared::text::folded;
use shared::time::UtcMillis;
use std::collections::HashSet;
use uuid::Uuid;

const PEOPLE: Target = Target {
    table: "patient",
    columns:
        "id, uid, given, family, name_search, birth_date, birth_until, gender, language, line, city, state, postal_code, country,
        relationship, preferred_channel, latitude, longitude, created_at, updated_at",
    width: 20,
    conflict: "",
};
const CONTACTS: Target =
    Target { table: "contact_point", columns: "patient_id, system, address, rank", width: 4, conflict: "" };
const TAGS: Target = Target { table: "patient_tag", columns: "patient_id, tag", width: 2, conflict: "" };
const ATTRIBUTES: Target =
    Target { table: "patient_attribute", columns: "patient_id, name, value, number, at", width: 5, conflict: "" };

/// Writes new people under the keys that were reserved for them. Segments hear of them.
#[boxed]
pub(super) async fn people(tx: &mut Tx, bulk: &mut Bulk, now: UtcMillis, new: &[(i64, &PersonLine)]) -> Result<()> {
    let (mut people, mut contacts) = (Vec::new(), Vec::new());
    let (mut tags, mut attributes) = (Vec::new(), Vec::new());
    for (key, person) in new {
        let key = *key;
        let text = |text: &Option<String>| Cell::from(text.clone());
        people.extend([
            Cell::from(key),
            Uuid::now_v7().to_string().into(),
            person.given.clone().unwrap_or_default().into(),
            person.family.clone().unwrap_or_default().into(),
            folded(&whole_name(person)).into(),
            person.birth_date.map(|date| date.to_string()).into(),
            person.birth_until.map(|date| date.to_string()).into(),
            person.gender.map(|gender| gender.code()).into(),
            text(&person.language),
            text(&person.line),
            text(&person.city),
            text(&person.state),
            text(&person.postal_code),
            text(&person.country),
            Relationship::Prospect.code().into(),
            person.prefers.map(|system| system.code()).into(),
            person.latitude.into(),
            person.longitude.into(),
            now.0.into(),
            now.0.into(),
        ]);
        let emails = person.emails.iter().map(|address| (ContactSystem::Email, address.as_str()));
        let phones = person.phones.iter().map(|number| (ContactSystem::Phone, number.as_str()));
        let mut seen: HashSet<&str> = HashSet::new();
        for (system, addresses) in
            [(ContactSystem::Email, emails.collect::<Vec<_>>()), (ContactSystem::Phone, phones.collect())]
        {
            let fresh = addresses.into_iter().filter(|(_, address)| seen.insert(address));
            for (rank, (_, address)) in fresh.enumerate() {
                let rank = number(rank + 1);
                contacts.extend([Cell::from(key), system.code().into(), address.to_owned().into(), rank.into()]);
            }
        }
        let mut own: Vec<&String> = person.tags.iter().collect();
        own.sort_unstable();
        own.dedup();
        for tag in own {
            tags.extend([Cell::from(key), tag.clone().into()]);
        }
        for (name, value) in &person.attributes {
            attributes.extend([
                Cell::from(key),
                name.clone().into(),
                value.value.clone().into(),
                value.number.into(),
                value.at.map(|at| at.0).into(),
            ]);
        }
    }
    for (target, cells) in [(PEOPLE, people), (CONTACTS, contacts), (TAGS, tags), (ATTRIBUTES, attributes)] {
        bulk.insert(tx, target, &cells).await?;
    }
    let made = |(key, _): &(i64, &PersonLine)| Change {
        patient: *key,
        changed: Changed::Kind(RecordKind::Patient),
        record: *key,
        change: ChangeKind::Created,
    };
    changes::push(tx, now, &new.iter().map(made).collect::<Vec<_>>()).await
}
