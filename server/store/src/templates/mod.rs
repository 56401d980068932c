//! Templates of every channel: written as drafts, made live as immutable versions, stopped, archived, copied.

mod insight;
mod lifecycle;
mod read;
mod variants;
mod write;

pub use insight::insight;
pub use lifecycle::{archive, edit_again, go_live, stop};
pub use read::{LiveVersion, check_facts, find, list, live, live_version, version_body};
pub use variants::{add_variant, variant_bodies, variants};
pub use write::{create, rename, save, save_as};

use crate::counts::fit;
use crate::db::Tx;
use crate::error::{Result, StoreError};
use shared::consent::Channel;
use shared::ids::TemplateId;
use shared::messages::{Body, TemplateStatus, TemplateView};
use shared::time::UtcMillis;

/// A template's row, locked by the transaction that reads it.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    name: String,
    channel: String,
    status: String,
    draft: Option<String>,
    revision: i64,
    updated_at: i64,
    /// The live version's number and document.
    version: Option<i64>,
    document: Option<String>,
}

const SELECT: &str = "SELECT t.id, t.uid, t.name, t.channel, t.status, t.draft, t.revision, t.updated_at,
    CAST(v.version AS BIGINT) AS version, v.document
    FROM template t LEFT JOIN template_version v ON v.id = t.live_version_id";

impl Row {
    async fn by_id(tx: &mut Tx, id: TemplateId) -> Result<Self> {
        Ok(sqlx::query_as(&format!("{SELECT} WHERE t.uid = $1")).bind(id.to_string()).fetch_one(&mut **tx).await?)
    }

    fn status(&self) -> Result<TemplateStatus> {
        TemplateStatus::from_code(&self.status).ok_or_else(|| StoreError::corrupt("template status", &self.status))
    }

    fn channel(&self) -> Result<Channel> {
        self.channel.parse().map_err(|why| StoreError::corrupt("template channel", why))
    }

    /// What is being written, or else what is live.
    fn body(&self) -> Result<Body> {
        let text = self.draft.as_deref().or(self.document.as_deref());
        read_body(self.channel()?, text.ok_or_else(|| StoreError::corrupt("template", "neither draft nor version"))?)
    }

    fn view(self) -> Result<TemplateView> {
        Ok(TemplateView {
            id: self.uid.parse().map_err(|error| StoreError::corrupt("template id", error))?,
            status: self.status()?,
            version: fit(self.version.unwrap_or(0)),
            editable: self.draft.is_some() && self.status()? != TemplateStatus::Archived,
            revision: self.revision,
            updated_at: UtcMillis(self.updated_at),
            body: self.body()?,
            name: self.name,
        })
    }
}

fn read_body(channel: Channel, text: &str) -> Result<Body> {
    Body::read(channel, text).map_err(|error| StoreError::corrupt("template", error))
}

fn write_body(body: &Body) -> Result<String> {
    body.write().map_err(|error| StoreError::corrupt("template", error))
}
