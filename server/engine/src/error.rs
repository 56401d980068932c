//! What can go wrong in the background.

use store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// Something that staff must look at; says what.
    #[error("{0}")]
    Other(String),
}
