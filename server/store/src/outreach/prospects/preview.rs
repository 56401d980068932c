//! What lines would come to if they were imported: read only, so that every line sees what earlier ones would write.

use super::batch::Line;
use super::compare::{Pool, Step, addresses};
use super::refused::{closed, is_blocked};
use super::shown::of_line;
use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::error::Result;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::ProspectListId;
use shared::noun::Noun;
use shared::outreach::prospects::{LineShown, PreviewLine, Understood};
use shared::patients::PersonLine;
use shared::people::EditPrograms;
use shared::phi::Phi;
use shared::time::UtcMillis;
use std::collections::HashSet;

/// Understands these lines. The audit log keeps which people they were held against.
#[boxed]
pub async fn preview(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProspectListId,
    lines: &[Line],
) -> Result<Vec<PreviewLine>> {
    let mut connection = db.read().acquire().await?;
    let key: i64 = sqlx::query_scalar("SELECT id FROM prospect_list WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(&mut *connection)
        .await?;
    let people: Vec<&PersonLine> = lines.iter().filter_map(|line| line.read.as_ref().ok()).collect();
    let mut pool = Pool::load(&mut connection, key, &people).await?;
    let all: HashSet<String> = people.iter().flat_map(|person| addresses(person)).collect();
    let closed = closed(&mut connection, &all).await?;
    drop(connection);
    // Nobody has such a key.
    let mut fresh = 0;
    let (mut preview, mut met) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        let Ok(person) = &line.read else {
            let why = line.read.as_ref().err().cloned().unwrap_or_default();
            let shown = LineShown { name: line.cells.join(" · "), ..LineShown::default() };
            let shown = Phi::new(shown);
            preview.push(PreviewLine {
                line: line.number,
                shown,
                understood: Understood::Refused(why),
                repaired: false,
                blocked: false,
            });
            continue;
        };
        let step = pool.step(person, || {
            fresh -= 1;
            Some(fresh)
        });
        let (understood, who) = match step {
            Step::New(_) => (Understood::Found(shared::outreach::prospects::Found::New), None),
            Step::Linked(key, found) => (Understood::Found(found), Some(key)),
            Step::Repeated(_) => (Understood::Repeated, None),
            Step::Review(people) => {
                met.extend(people.iter().map(|(key, _)| *key));
                (Understood::Review, None)
            }
            Step::Refused(why) => (Understood::Refused(why), None),
        };
        met.extend(who);
        let theirs: Vec<String> = addresses(person).collect();
        preview.push(PreviewLine {
            line: line.number,
            shown: Phi::new(of_line(person)),
            understood,
            repaired: line.repaired > 0,
            blocked: who.is_some_and(|key| pool.closed.contains(&key)) || is_blocked(&theirs, &closed),
        });
    }
    met.retain(|key| *key > 0);
    let detail = format!("preview of {} lines", lines.len());
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &met,
        detail,
        ..Entry::new(AuditAction::View, Noun::ProspectList)
    };
    log::record_read(db, permit.actor(), now, entry).await?;
    Ok(preview)
}
