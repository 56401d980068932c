//! What stops a whole import. A broken file or resource does not: it is listed in the report.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{path} can't be read: {why}")]
    Path { path: PathBuf, why: std::io::Error },
    #[error("there is no file to import: looked for .json, .ndjson and .jsonl, each also with .gz")]
    Nothing,
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error("reading stopped unexpectedly")]
    Reader,
}
