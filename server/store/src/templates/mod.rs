//! E-mail templates: written as drafts, made live as immutable versions, stopped, archived, copied.

mod lifecycle;
mod read;
mod write;

pub use lifecycle::{archive, edit_again, go_live, stop};
pub use read::{check_facts, find, list, live, version_document};
pub use write::{create, rename, save, save_as};

use crate::db::Tx;
use crate::error::{Result, StoreError};
use shared::ids::TemplateId;
use shared::messages::{Document, TemplateStatus, TemplateView};
use shared::time::UtcMillis;

/// A template's row, locked by the transaction that reads it.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    name: String,
    status: String,
    draft: Option<String>,
    revision: i64,
    updated_at: i64,
    /// The live version's number and document.
    version: Option<i64>,
    document: Option<String>,
}

const SELECT: &str = "SELECT t.id, t.uid, t.name, t.status, t.draft, t.revision, t.updated_at,
    CAST(v.version AS BIGINT) AS version, v.document
    FROM template t LEFT JOIN template_version v ON v.id = t.live_version_id";

impl Row {
    async fn by_id(tx: &mut Tx, id: TemplateId) -> Result<Self> {
        Ok(sqlx::query_as(&format!("{SELECT} WHERE t.uid = $1")).bind(id.to_string()).fetch_one(&mut **tx).await?)
    }

    fn status(&self) -> Result<TemplateStatus> {
        TemplateStatus::from_code(&self.status).ok_or_else(|| StoreError::corrupt("template status", &self.status))
    }

    /// What is being written, or else what is live.
    fn document(&self) -> Result<Document> {
        let text = self.draft.as_deref().or(self.document.as_deref());
        read_document(text.ok_or_else(|| StoreError::corrupt("template", "neither draft nor version"))?)
    }

    fn view(self) -> Result<TemplateView> {
        Ok(TemplateView {
            id: self.uid.parse().map_err(|error| StoreError::corrupt("template id", error))?,
            status: self.status()?,
            version: self.version.unwrap_or(0) as u32,
            editable: self.draft.is_some() && self.status()? != TemplateStatus::Archived,
            revision: self.revision,
            updated_at: UtcMillis(self.updated_at),
            document: self.document()?,
            name: self.name,
        })
    }
}

fn read_document(text: &str) -> Result<Document> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt("template document", error))
}

fn write_document(document: &Document) -> Result<String> {
    serde_json::to_string(document).map_err(|error| StoreError::corrupt("template document", error))
}
