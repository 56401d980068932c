//! What the palette finds beyond pages: patients, segments, templates, journeys, events.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use shared::noun::Thing;
use shared::phi::Phi;

/// One thing found by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    pub thing: Thing,
    pub label: Phi<String>,
    pub detail: Phi<String>,
}

/// Finds by name what the person's role may see, at most five of each kind. Patients shown are written down.
#[server(prefix = "/staff/api", input = Json)]
pub async fn find_anything(text: String) -> Result<Vec<Find>, AppError> {
    use shared::paging::PageQuery;
    use shared::patients::PatientFilter;
    use shared::people::{SignedIn, ViewOutreach, ViewPatients};
    let door = base::door::<SignedIn>().await?;
    let mut found = Vec::new();
    if let Some(permit) = door.session.actor.permit::<ViewPatients>() {
        let query = PageQuery { search: text.clone(), size: 5, ..PageQuery::default() };
        let page =
            store::patients::page(&door.services.db, &permit, door.now, &query, &PatientFilter::default()).await?;
        found.extend(page.rows.into_iter().map(|row| Find {
            thing: row.id.into(),
            detail: Phi::new(row.birth_date.reveal().map(kit::time::day).unwrap_or_default()),
            label: row.name,
        }));
    }
    if let Some(permit) = door.session.actor.permit::<ViewOutreach>() {
        for named in store::overview::named(&door.services.db, &permit, &text).await? {
            found.push(Find {
                thing: named.thing,
                label: Phi::new(named.name),
                detail: Phi::new(named.status.replace('-', " ")),
            });
        }
    }
    Ok(found)
}
